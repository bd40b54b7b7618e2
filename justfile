# `just` runs everything that is checked.
export OMP_NUM_THREADS := "1"

all: lint test

lint:
    ruff format --check .
    ruff check .
    mypy
    lint-imports
    python docs/make.py --check

test *arguments:
    pytest {{arguments}}

# Write the generated pages.
docs:
    python docs/make.py

# Rewrite the golden records; then read the difference before you commit it.
golden:
    python tests/golden/make.py

# Quality may not fall.
gate *arguments:
    python evaluation/gate.py {{arguments}}

# What reading costs, against the parser alone.
benchmark:
    python benchmarks/read.py

# Whether REST does what its description says, with many examples; `communique serve --demo --port 8399` must be running.
api:
    schemathesis --config-file tests/web/schemathesis.toml run http://127.0.0.1:8399/api/v1/openapi.json --checks all --max-examples 100

# What the server costs.
serve-benchmark *arguments:
    python benchmarks/serve.py {{arguments}}

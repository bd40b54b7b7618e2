import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from communique.archive.tables import TABLES
from communique.cli import main
from communique.errors import ERRORS
from communique.model import Account, Comparison, Document, Failure, MadeBy, Passage, PassageKind, Record
from communique.report.export.meanings import TABLES as ROWS
from communique.report.export.meanings import meanings

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def make(script: Callable[[str], Any]) -> Any:
    return script("docs/make.py")


@pytest.mark.parametrize(
    "name",
    [
        "errors.md",
        "data-dictionary.md",
        "tables.md",
        "record.schema.json",
        "comparison.schema.json",
        "cli.md",
        "comparing.md",
        "../README.md",
    ],
)
def test_the_page_is_what_its_source_says(make: Any, name: str) -> None:
    written = (DOCS / name).read_text(encoding="utf-8")
    assert written == make.pages()[name], "run `python docs/make.py`"


def test_every_code_is_explained() -> None:
    page = (DOCS / "errors.md").read_text(encoding="utf-8")
    assert [code for code in ERRORS if f"# {code} " not in page] == []


def test_every_command_and_option_is_documented() -> None:
    page = (DOCS / "cli.md").read_text(encoding="utf-8")
    for name, command in main.commands.items():
        section = page.split(f"## communique {name}\n")[1].split("\n## ")[0]
        missing = [option for parameter in command.params for option in parameter.opts if option.startswith("-")]
        assert [option for option in missing if option not in section] == []


def test_every_field_of_a_record_and_of_a_comparison_has_a_meaning(make: Any) -> None:
    for kind in (*make.nouns(Record), *make.nouns(Comparison), Account):
        assert set(make.meanings(kind)) == set(kind.model_fields), kind.__name__


def test_every_column_of_an_archive_has_a_meaning() -> None:
    assert ROWS.keys() == TABLES.keys()
    for table, columns in TABLES.items():
        assert set(meanings(table, ["document", "batch", *columns])) == {"document", "batch", *columns}, table


def test_the_schema_names_what_a_record_prints(make: Any) -> None:
    record = Record(
        document=Document.of("a", "words"),
        passages=(Passage(kind=PassageKind.BODY, start=0, end=5),),
        failures=(Failure(code="C206", message="no date"),),
        made_by=MadeBy(version="0", language_model=None, codebook="0"),
    )
    schema = make.schema(Record)
    assert list(json.loads(record.to_json())) == list(schema["properties"])
    assert set(schema["required"]) >= {"document", "made_by"}
    assert all("description" in field for field in schema["properties"].values())


def test_the_schema_names_what_a_comparison_prints(make: Any) -> None:
    comparison = Comparison(
        meeting_id="oslo", accounts=(), made_by=MadeBy(version="0", language_model=None, codebook="0")
    )
    schema = make.schema(Comparison)
    assert list(json.loads(comparison.to_json())) == list(schema["properties"])
    assert set(schema["required"]) >= {"meeting_id", "accounts", "made_by"}
    assert all("description" in field for field in schema["properties"].values())

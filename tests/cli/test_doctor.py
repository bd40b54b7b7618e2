import json
from collections.abc import Callable, Iterator

import pytest
from click.testing import Result

from communique.doctor import Check, Verdict

Run = Callable[..., Result]
GOOD = Check("spacy", Verdict.GOOD, "3.8")
ADVICE = Check("codebook", Verdict.ADVICE, "old\x1b[2J", "Add a row.")
BROKEN = Check("language model", Verdict.BROKEN, "none", "pip install it")


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def finding(*checks: Check) -> None:
        def examine() -> Iterator[Check]:
            yield from checks

        monkeypatch.setattr("communique.doctor.examine", examine)

    return finding


def test_each_check_is_a_line_and_what_to_do_stands_below(communique: Run, found: Callable[..., None]) -> None:
    found(GOOD, ADVICE)
    shown = communique("doctor")
    assert shown.exit_code == 0
    assert shown.stdout.splitlines() == [
        "✓ spacy            3.8",
        r"! codebook         old\x1b[2J",
        "  Try: Add a row.",
        "Ready to read.",
    ]


@pytest.mark.parametrize(
    ("checks", "options", "status"),
    [
        ((GOOD,), (), 0),
        ((GOOD,), ("--strict",), 0),
        ((GOOD, ADVICE), (), 0),
        ((GOOD, ADVICE), ("--strict",), 1),
        ((BROKEN, ADVICE), (), 3),
    ],
)
@pytest.mark.parametrize("as_json", [(), ("--json",)])
def test_the_status_tells_how_it_came_out(
    communique: Run,
    found: Callable[..., None],
    checks: tuple[Check, ...],
    options: tuple[str, ...],
    as_json: tuple[str, ...],
    status: int,
) -> None:
    found(*checks)
    shown = communique("doctor", *options, *as_json)
    assert shown.exit_code == status
    if as_json:
        told = json.loads(shown.stdout)
        assert [check["name"] for check in told["checks"]] == [check.name for check in checks]
        assert told["verdict"] in {"good", "advice", "broken"}

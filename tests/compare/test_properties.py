"""What must hold of any comparison, whatever the accounts say (THREATS row 19: no silence of what was not read)."""

import re
from collections.abc import Callable
from importlib import resources

from hypothesis import given, settings
from hypothesis import strategies as st

from communique.compare import compare
from communique.model import Account, Comparison, Finding, FindingKind, Relation, Stand

AccountMaker = Callable[..., Account]

DEMO = resources.files("communique.demo")
NORWAY = DEMO.joinpath("norway.txt").read_text(encoding="utf-8")
CHILE = DEMO.joinpath("chile.txt").read_text(encoding="utf-8")
LINES = [line for text in (NORWAY, CHILE) for line in re.split(r"(?<=[.”])\s+|\n", text) if line]
APPEAL = (
    "\nA Message from The Fjord Courier:\nDear readers,\nOur newsroom is small. If our work helps you, please support "
    "us with a monthly gift. It takes two minutes, and every contribution counts.\nThank you for reading.\n"
)
texts = st.lists(st.sampled_from(LINES), min_size=1, max_size=8).map(" ".join)
_TURNED = {
    Relation.SOFTER: Relation.HARDER,
    Relation.HARDER: Relation.SOFTER,
    Relation.GENERIC: Relation.SPECIFIC,
    Relation.SPECIFIC: Relation.GENERIC,
}


def seen(comparison: Comparison) -> set[tuple[object, ...]]:
    """Return what is found, whatever the order of the accounts."""
    return {told(finding) for finding in comparison.findings}


def told(finding: Finding) -> tuple[object, ...]:
    wordings = frozenset(
        frozenset(
            {
                (wording.sides[0], wording.relation),
                (wording.sides[1], _TURNED.get(wording.relation, wording.relation)),
            }
        )
        for wording in finding.wording
    )
    return (
        finding.kind,
        finding.level,
        finding.speaker,
        frozenset(finding.sides.items()),
        frozenset((side, word.start, word.end) for side, words in finding.evidence.items() for word in words),
        frozenset((side, word.start, word.end) for side, words in finding.searched.items() for word in words),
        wordings,
        finding.confidence,
    )


def silences(comparison: Comparison) -> list[Finding]:
    return [finding for finding in comparison.findings if Stand.SILENT in finding.sides.values()]


def test_the_order_of_the_accounts_decides_nothing(norway: Account, chile: Account) -> None:
    assert seen(compare([norway, chile])) == seen(compare([chile, norway]))


@settings(max_examples=25)
@given(texts, texts)
def test_any_two_accounts_are_mirrored(account_of: AccountMaker, one: str, other: str) -> None:
    left, right = account_of("NOR", one), account_of("CHL", other)
    assert seen(compare([left, right])) == seen(compare([right, left]))


@settings(max_examples=25)
@given(texts)
def test_an_account_against_itself_gives_only_both(account_of: AccountMaker, text: str) -> None:
    one = account_of("NOR", text)  # read once: whose text it is decides how it is read
    comparison = compare([one, one.model_copy(update={"account_id": "CHL", "side": "CHL"})])
    assert {finding.kind for finding in comparison.findings} <= {FindingKind.BOTH}


def test_a_truncated_account_is_never_silent(account_of: AccountMaker, norway: Account) -> None:
    assert silences(compare([norway, account_of("CHL", CHILE)]))
    cut = compare([norway.model_copy(update={"truncated": True}), account_of("CHL", CHILE, truncated=True)])
    assert not silences(cut)
    assert not {finding.kind for finding in cut.findings} & {FindingKind.ONLY_IN, FindingKind.PUT_IN_MOUTH}


def test_what_the_publisher_adds_changes_nothing(account_of: AccountMaker, norway: Account) -> None:
    plain = compare([norway, account_of("CHL", CHILE)])
    with_appeal = compare([norway, account_of("CHL", CHILE + APPEAL)])
    assert seen(plain) == seen(with_appeal)


def test_removing_a_topic_gives_exactly_that_silence(account_of: AccountMaker) -> None:
    without = CHILE.replace(" They also discussed arms sales.", "")
    comparison = compare([account_of("CHL", CHILE), account_of("NOR", without)])
    assert [(finding.topic.label, finding.sides) for finding in silences(comparison)] == [
        ("arms sales", {"CHL": Stand.MENTIONS, "NOR": Stand.SILENT})
    ]


@settings(max_examples=25)
@given(texts, texts)
def test_every_place_lies_in_its_text_and_every_sentence_has_its_findings(
    account_of: AccountMaker, one: str, other: str
) -> None:
    accounts = [account_of("NOR", one), account_of("CHL", other)]
    lengths = {account.account_id: len(account.text) for account in accounts}
    comparison = compare(accounts)
    ids = [finding.id for finding in comparison.findings]
    assert len(set(ids)) == len(ids)
    for finding in comparison.findings:
        for words in (*finding.evidence.values(), *finding.searched.values()):
            assert all(0 <= word.start < word.end <= lengths[word.account_id] for word in words)
        for side, stand in finding.sides.items():
            assert stand is not Stand.MENTIONS or finding.evidence[side]
            assert stand is not Stand.SILENT or finding.searched[side]
    assert {known for sentence in comparison.summary for known in sentence.findings} <= set(ids)
    assert Comparison.model_validate_json(comparison.to_json()) == comparison

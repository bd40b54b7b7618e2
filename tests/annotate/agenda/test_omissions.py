"""Silence is claimed where the text says so of one side's account and another side is heard; nowhere else."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from communique.annotate.layers import Layers
from communique.model import AgendaStatus

CASES = Path(__file__).parents[2] / "cases" / "omissions.csv"
MET = "Chinese Foreign Minister Qiao Renwei met Norwegian Foreign Minister Halvard Tveiten in Beijing on Sunday. "


def rows() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def omissions(doc: Doc) -> set[tuple[str, str]]:
    return {
        (account, item.label)
        for item in Layers(doc).agenda
        if item.status is AgendaStatus.SAID_NOT_MENTIONED
        for account in item.accounts
    }


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["note"])
def test_an_omission_is_claimed_where_two_accounts_are_told_and_nowhere_else(
    row: dict[str, str], read_doc: Callable[..., Doc]
) -> None:
    expected = {(silent, topic) for silent in row["silent"].split(";") for topic in row["topics"].split(";") if silent}
    before = "" if row["alone"] else MET
    assert omissions(read_doc(before + row["text"])) == expected


def test_there_are_enough_cases_of_both_kinds() -> None:
    silent = [row for row in rows() if row["silent"]]
    assert len(silent) >= 20
    assert len(rows()) - len(silent) >= 40


def test_an_official_text_claims_no_silence_of_another(read_doc: Callable[..., Doc]) -> None:
    text = (
        MET + "The Chinese statement did not mention arms sales, Norway’s Foreign Ministry said the issue was raised."
    )
    assert omissions(read_doc(text, country="NOR")) == set()


def test_without_a_meeting_there_are_no_accounts(read_doc: Callable[..., Doc]) -> None:
    text = "Norway’s Foreign Ministry said it was concerned. The Chinese statement did not mention arms sales."
    assert omissions(read_doc(text)) == set()


def test_without_a_meeting_an_account_is_silent_only_beside_another_side(read_doc: Callable[..., Doc]) -> None:
    text = "China’s text was silent on arms sales, an item that Norway said had been on the table."
    assert omissions(read_doc(text)) == {("CHN", "arms sales")}


def test_the_other_side_is_credited_with_the_topic_that_one_side_leaves_out(read_doc: Callable[..., Doc]) -> None:
    text = (
        MET + "While the Chinese statement did not mention arms sales, Norway’s Foreign Ministry said the issue was "
        "also on the agenda."
    )
    found = [(item.status.value, item.accounts, item.label) for item in Layers(read_doc(text)).agenda]
    assert found == [
        ("said_not_mentioned", ("CHN",), "arms sales"),
        ("discussed", ("NOR",), "arms sales"),
    ]


def test_the_evidence_is_the_clause_that_says_so(read_doc: Callable[..., Doc]) -> None:
    doc = read_doc(
        MET + "While the Chinese statement did not mention arms sales, Norway’s Foreign Ministry said they were."
    )
    [item] = [item for item in Layers(doc).agenda if item.status is AgendaStatus.SAID_NOT_MENTIONED]
    assert [span.of(doc.text) for span in item.spans] == ["the Chinese statement did not mention arms sales"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Beijing’s text of the conversation left out the yuan.", {("CHN", "the yuan")}),
        ("Oslo’s statement on the talks had no word on whaling.", {("NOR", "whaling")}),
        ("On the readout that the Chinese ministry put out, there is no mention of whaling.", {("CHN", "whaling")}),
        ("The Chinese readout omitted whaling; the minister flew home.", {("CHN", "whaling")}),
        ("The Norwegian text leaves whaling out, while the Chinese one lists it first.", {("NOR", "whaling")}),
        ("The Norwegian text of the treaty is silent on whaling.", set()),
        ("The Norwegian version of the film leaves out the war.", set()),
        ("The Norwegian statement on the earthquake does not mention Tibet.", set()),
        ("In its summary of the budget talks, the Norwegian government left out tariffs.", set()),
        ("The Chinese readout of the parliamentary session did not mention tariffs.", set()),
        ("You did not mention whaling in your readout.", set()),
        ("The prime minister did not mention whaling in his speech after the talks.", set()),
        ("If the Chinese readout does not mention whaling, Oslo will protest.", set()),
    ],
)
def test_a_single_sentence_counts_where_it_shows_that_the_text_is_of_a_contact(
    text: str, expected: set[tuple[str, str]], read_doc: Callable[..., Doc]
) -> None:
    assert omissions(read_doc(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The readout you gave doesn’t mention whether tariffs were discussed.",
        "And I noticed in the readout there was no mention of the cable.",
        "Neither ministry’s summary said whether whaling had been raised.",
        "Only in the Norwegian readout does whaling come up.",
    ],
)
def test_an_account_whose_side_nobody_tells_is_silent_without_a_side(text: str, read_doc: Callable[..., Doc]) -> None:
    [item] = [item for item in Layers(read_doc(text)).agenda if item.status is AgendaStatus.SAID_NOT_MENTIONED]
    assert item.accounts == ()


def test_in_a_transcript_of_the_white_house_the_readout_is_its_own(read_doc: Callable[..., Doc]) -> None:
    assert omissions(read_doc("Q The readout doesn’t mention the cable.")) == {("USA", "the cable")}


def test_a_reporter_may_ask_about_the_publisher_s_own_readout(read_doc: Callable[..., Doc]) -> None:
    text = "But your readout of the call doesn’t mention the cable."
    assert omissions(read_doc(text, country="NOR")) == {("NOR", "the cable")}


def test_noun_phrases_are_found_once_for_all_sentences(
    read_doc: Callable[..., Doc], nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[Doc] = []
    before = nlp.vocab.get_noun_chunks
    assert before is not None

    def counted(doc: Doc) -> object:
        found.append(doc)
        return before(doc)

    monkeypatch.setattr(nlp.vocab, "get_noun_chunks", counted)
    read_doc(MET + "The Norwegian readout did not mention fisheries. The ministers discussed trade. " * 5)
    assert len(found) == 1

import json
from importlib import resources
from pathlib import Path

import pytest

from communique import stages
from communique.errors import BadDate, EmptySource, SourceMissing
from communique.model import ActorKind, PublishedOn
from communique.read import read_text

ENGLISH = "The foreign ministers of Malta and Cyprus met in Valletta on Friday and discussed fishing rights."
FRENCH = "Les ministres des affaires étrangères se sont rencontrés vendredi à La Valette et ont parlé de la pêche."


def test_a_text_becomes_a_record() -> None:
    record = stages.read(ENGLISH, published_on="2025-07-14", publisher="The Harbour Post", document_id="harbour")

    assert record.document.id == "harbour"
    assert record.document.text == ENGLISH
    assert record.document.published_on == PublishedOn(value="2025-07-14", known_by="given")
    assert [(time.value, time.anchor) for time in record.times] == [("2025-07-11", "2025-07-14")]
    assert record.made_by == stages.made_by()
    assert record.failures == ()


def test_a_file_becomes_a_record(tmp_path: Path) -> None:
    (tmp_path / "valletta.txt").write_text(ENGLISH, encoding="utf-8")

    assert stages.read_file(tmp_path / "valletta.txt").document.id == "valletta"


def test_what_cannot_be_read_is_an_error_with_a_code(tmp_path: Path) -> None:
    with pytest.raises(EmptySource):
        stages.read(" \n ")
    with pytest.raises(BadDate):
        stages.read(ENGLISH, published_on="last Friday")
    with pytest.raises(SourceMissing):
        stages.read_file(tmp_path / "nothing.txt")


def test_a_language_that_cannot_be_analysed_keeps_its_text_and_says_so() -> None:
    record = stages.read(FRENCH, language="fr")

    assert [failure.code for failure in record.failures] == ["C203"]
    assert record.document.text == FRENCH
    assert [(passage.start, passage.end) for passage in record.passages] == [(0, len(FRENCH))]
    assert record.statements == ()
    assert record.sentences == ()


def test_the_sentences_of_the_news_are_in_the_record() -> None:
    text = "Ministers meet in Valletta\n\nThe two met on Friday. They spoke of fish.\n\nSubscribe to our newsletter.\n"
    record = stages.read(text, published_on="2025-07-14")

    assert [record.words(sentence) for sentence in record.sentences] == [
        "Ministers meet in Valletta",
        "The two met on Friday.",
        "They spoke of fish.",
    ]


def test_records_keep_the_order_whatever_lies_between() -> None:
    """Texts that are not analysed wait for those that are parsed together."""
    texts = [FRENCH, ENGLISH, FRENCH, FRENCH, *[ENGLISH] * 20, FRENCH]
    readings = [
        read_text(text, document_id=str(number), language="fr" if text == FRENCH else "en")
        for number, text in enumerate(texts)
    ]

    records = list(stages.records(readings))

    assert [record.document.id for record in records] == [str(number) for number in range(len(texts))]
    assert [record.document.text for record in records] == texts
    assert [bool(record.failures and record.failures[0].code == "C203") for record in records] == [
        text == FRENCH for text in texts
    ]


def test_one_line_in_is_one_line_out() -> None:
    lines = [
        json.dumps({"id": "a", "text": ENGLISH, "published_on": "2025-07-14", "desk": "Valletta"}),
        "no JSON at all",
        "",
        json.dumps({"id": "b", "html": f"<html><body><article><p>{ENGLISH}</p></article></body></html>"}),
        json.dumps({"id": "c"}),
    ]

    records = [json.loads(line) for line in stages.read_lines(lines)]

    assert [record["document"]["id"] for record in records] == ["a", "line-2", "line-3", "b", "c"]
    assert [[failure["code"] for failure in record["failures"]][:1] for record in records] == [
        [],
        ["C108"],
        ["C108"],
        ["C206"],
        ["C108"],
    ]
    assert records[0]["document"]["extra"] == {"desk": "Valletta"}


def test_layers_that_contradict_each_other_cost_one_record(monkeypatch: pytest.MonkeyPatch) -> None:
    def contradict(*_: object, **__: object) -> None:
        raise ValueError("actors used but not listed: nobody")

    monkeypatch.setattr(stages, "assemble", contradict)
    record = stages.read(ENGLISH)

    assert [failure.code for failure in record.failures] == ["C205"]
    assert "actors used but not listed" in record.failures[0].message
    assert record.passages


def test_the_demo_s_readout_has_each_minister_s_own_state() -> None:
    """An invented minister of the issuer, whose office the codebook gives to somebody else."""
    text = resources.files("communique.demo").joinpath("chile.txt").read_text(encoding="utf-8")

    record = stages.read(text, publisher="Ministry of Foreign Affairs of Chile")

    people = {actor.id: (actor.country, actor.office) for actor in record.actors if actor.kind is ActorKind.PERSON}
    assert people == {
        "text:tomas-arancibia": ("CHL", "Foreign Minister"),
        "text:astrid-lindvik": ("NOR", "Foreign Minister"),
    }
    assert [meeting.date for meeting in record.meetings] == ["2026-03-08", "2026-05"]
    assert {account for item in record.agenda for account in item.accounts} == {"CHL"}

"""What people decided, as rows: who, when, before, after, the words; nothing breaks on an odd entry of the log."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from communique.archive import Entry, Judgement, open_archive
from communique.archive.judgements import about_statement
from communique.cli import main
from communique.model import (
    Actor,
    ActorKind,
    Document,
    MadeBy,
    Mode,
    Party,
    Passage,
    PassageKind,
    Record,
    Span,
    Statement,
)
from communique.report.export.judgements import COLUMNS, judgement_rows, judgement_schema

TEXT = "Lindvik said that the door was open."


def record_of() -> Record:
    return Record(
        document=Document.of("story", TEXT),
        passages=(Passage(kind=PassageKind.BODY, start=0, end=len(TEXT)),),
        actors=(
            Actor(id="lindvik", kind=ActorKind.PERSON, name="Astrid Lindvik", country="NOR"),
            Actor(id="arancibia", kind=ActorKind.PERSON, name="Tomas Arancibia", country="CHL", office="minister"),
        ),
        statements=(
            Statement(id="s1", mode=Mode.INDIRECT, content=(Span(start=18, end=35),), speaker=Party(actor="lindvik")),
        ),
        made_by=MadeBy(version="0", language_model=None, codebook="0"),
    )


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    record = record_of()
    with open_archive(folder, write=True, create=True) as held:
        held.add([Entry.read(record)])
        (document,) = held.documents()["document"].to_pylist()
        about = about_statement(document, record, record.statements[0])
        made = held.judge(
            "=A. Editor",
            "correct",
            about=about,
            before={"speaker": "lindvik"},
            after={"speaker": "arancibia", "note": "see the transcript"},
        )
        undone = held.judge("B. Chief", "undo", undoes=made.id)
        held.judge("B. Chief", "undo", undoes=undone.id)
    return folder


def export(archive: Path, form: str, what: str, *more: str) -> str:
    output = archive.parent / f"{what}.{form}"
    arguments = ["export", "--archive", str(archive), "--format", form, "--what", what, "--output", str(output), *more]
    ended = CliRunner().invoke(main, arguments)
    assert ended.exit_code == 0, ended.stderr
    return output.read_text(encoding="utf-8-sig")


def test_decisions_are_exported_with_their_words(archive: Path) -> None:
    first, *undos = [json.loads(line) for line in export(archive, "jsonl", "judgements").splitlines()]
    assert (first["before"], first["after"], first["words"]) == ("lindvik", "arancibia", "the door was open")
    assert (first["about"], first["note"], first["in_force"]) == ("statement", "see the transcript", True)
    assert first["spans"] == [{"start": 18, "end": 35}]
    assert [one["what"] for one in undos] == ["undo", "undo"]
    assert [one["in_force"] for one in undos] == [False, False]
    about = json.loads((archive.parent / "judgements.jsonl.about.json").read_text(encoding="utf-8"))
    assert about["files"]["judgements.jsonl"]["columns"] == COLUMNS


def test_the_table_has_the_same_and_no_formula(archive: Path) -> None:
    rows = list(csv.DictReader(export(archive, "csv", "judgements").splitlines()))
    assert list(rows[0]) == list(COLUMNS)
    assert rows[0]["who"] == "'=A. Editor"
    assert rows[0]["spans"] == "18-35"


def test_other_exports_have_the_speakers_that_people_gave(archive: Path) -> None:
    (row,) = [json.loads(line) for line in export(archive, "jsonl", "statements").splitlines()]
    assert (row["speaker"], row["speaker_name"], row["speaker_country"]) == ("arancibia", "Tomas Arancibia", "CHL")
    (record,) = [json.loads(line) for line in export(archive, "jsonl", "records").splitlines()]
    assert record["statements"][0]["speaker"]["actor"] == "arancibia"


def test_filters_of_documents_are_refused(archive: Path) -> None:
    output = str(archive.parent / "x.csv")
    arguments = ["export", "--archive", str(archive), "--format", "csv", "--what", "judgements", "--output", output]
    assert CliRunner().invoke(main, [*arguments, "--who", "Lindvik"]).exit_code == 2
    assert CliRunner().invoke(main, [arg if arg != "csv" else "bibtex" for arg in arguments]).exit_code == 2


@pytest.mark.parametrize(
    ("about", "before", "after"),
    [
        ({}, None, None),
        ({"statement": "s1"}, 1, [1]),
        ({"finding": "f1", "evidence": [{"side": "NOR"}, "x", {"start": 1, "end": 2}]}, {"kind": None}, {}),
        ({"tellings": [{"document": "d", "start": 1, "end": 5}], "meetings": ["a", "b"]}, None, None),
        ({"evidence": "nonsense", "topic": "x", "meeting": None}, "x", {"speaker": 3}),
    ],
)
def test_an_odd_entry_is_a_row_too(about: dict[str, Any], before: Any, after: Any) -> None:
    one = Judgement.now("A", "accept", about=about, before=before, after=after)
    table = judgement_rows([one], in_force={one.id}, texts={}, snapshot="s")
    assert table.num_rows == 1
    assert table.schema == judgement_schema()

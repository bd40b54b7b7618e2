"""What the tables say of one record."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from communique.archive import Archive, Entry
from communique.archive.tables import TABLES, schema


def one_row(archive: Archive, table: str) -> dict[str, Any]:
    rows = archive.table(table).to_pylist()
    return {name: value for name, value in rows[0].items() if name not in {"document", "batch"}}


def test_statements(archive: Archive, make_entry: Callable[..., Entry]) -> None:
    archive.add([make_entry(1)])
    row = one_row(archive, "statements")
    spans = row.pop("spans")
    assert [span["end"] - span["start"] for span in spans] == [len("“open doors number 1”"), len("were welcome")]
    assert (row["start"], row["end"]) == (spans[0]["start"], spans[1]["end"])
    del row["start"], row["end"]
    assert row == {
        "statement": "s1",
        "mode": "mixed",
        "polarity": "positive",
        "speaker": "arancibia",
        "speaker_name": "Tomas Arancibia",
        "speaker_kind": "person",
        "speaker_country": "CHL",
        "speaker_office": None,
        "addressee": None,
        "addressee_country": None,
        "issuer": "NOR.foreign_ministry",
        "issuer_country": "NOR",
        "medium": "readout",
        "said_on": "2026-03",
        "said_from": dt.date(2026, 3, 1),
        "said_to": dt.date(2026, 3, 31),
        "topics": ["trade"],
        "words": "“open doors number 1” … were welcome",
        "cue": "said",
    }


def test_meetings_agenda_events_and_stops(archive: Archive, make_entry: Callable[..., Entry]) -> None:
    archive.add([make_entry(1)])
    meeting = one_row(archive, "meetings")
    assert (meeting["participants"], meeting["countries"]) == (["lindvik", "arancibia"], ["NOR", "CHL"])
    assert (meeting["place_name"], meeting["date_from"], meeting["words"]) == ("Oslo", dt.date(2026, 3, 8), "met")
    item = one_row(archive, "agenda")
    assert (item["topic"], item["words"], item["account_countries"]) == ("seabed-mining", "deep-sea mining", ["NOR"])
    event = one_row(archive, "events")
    assert (event["type"], event["actor_countries"], event["recipient_countries"]) == ("CONSULT", ["NOR"], ["CHL"])
    stop = one_row(archive, "stops")
    assert (stop["name"], stop["place_name"], stop["date_to"]) == ("Tomas Arancibia", "Oslo", dt.date(2026, 3, 31))


def test_mentions_say_who_or_why_not(archive: Archive, make_entry: Callable[..., Entry]) -> None:
    archive.add([make_entry(1)])
    rows = archive.mentions().to_pylist()
    assert [(row["words"], row["name"], row["why"]) for row in rows] == [
        ("Astrid Lindvik", "Astrid Lindvik", None),
        ("They", None, "two people"),
    ]


def test_a_table_may_gain_columns(
    archive: Archive, make_entry: Callable[..., Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.add([make_entry(1)])
    archive.add([make_entry(2)])
    monkeypatch.setitem(TABLES, "meetings", {**TABLES["meetings"], "mood": "text"})
    schema.cache_clear()
    try:
        assert archive.meetings()["mood"].to_pylist() == [None, None]
        assert archive.table("meetings", columns=["mood", "kind"]).num_rows == 2
        assert archive.query("SELECT mood, kind FROM meetings").num_rows == 2
        archive.compact()
        assert archive.meetings()["mood"].to_pylist() == [None, None]
    finally:
        monkeypatch.undo()
        schema.cache_clear()
    assert archive.meetings().schema == schema("meetings")


def test_every_table_has_its_schema_also_when_empty(archive: Archive, make_entry: Callable[..., Entry]) -> None:
    for table in TABLES:
        assert archive.table(table).schema.equals(schema(table))
    archive.add([make_entry(1)])
    for table in TABLES:
        assert archive.table(table).schema.equals(schema(table))
        if table not in {"replaced", "fetched"}:
            assert archive.table(table).num_rows

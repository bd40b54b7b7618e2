"""Web Annotations: every one leads to its words, by quotation and by position."""

import json
from typing import Any

from communique.model import Record
from communique.model.span import text_sha256
from communique.report.export.annotations import FRAME, KINDS, collection_lines

Annotation = dict[str, Any]


def collection(record: Record, *kinds: str, rows: Any) -> dict[str, Any]:
    read = [(rows.document("a"), record), (rows.document("b"), record)]
    lines = list(collection_lines(read, kinds or KINDS, snapshot="5eed"))
    whole: dict[str, Any] = json.loads("\n".join(lines))
    assert whole["total"] == len(whole["first"]["items"]) == len(lines) - FRAME
    return whole


def targets(annotation: Annotation) -> list[dict[str, Any]]:
    found = annotation["target"]
    return found if isinstance(found, list) else [found]


def test_the_collection_names_its_snapshot_and_is_the_same_each_time(record: Record, rows: Any) -> None:
    whole = collection(record, rows=rows)
    assert (whole["type"], whole["snapshot"], whole["first"]["type"]) == (
        "AnnotationCollection", "5eed", "AnnotationPage",
    )  # fmt: skip
    assert whole["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert whole == collection(record, rows=rows)


def test_every_annotation_leads_to_its_words(record: Record, rows: Any) -> None:
    items = collection(record, rows=rows)["first"]["items"]
    assert len({item["id"] for item in items}) == len(items)
    text = record.document.text
    for item in items:
        assert item["type"] == "Annotation"
        assert "codebook 2026-08-01" in item["generator"]["name"]
        for target in targets(item):
            assert target["source"]["sha256"] == text_sha256(text)
            assert target["source"]["id"].startswith("ni:///sha-256;")
            quote, position = target["selector"]
            assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
            start, end = position["start"], position["end"]
            assert text[start:end] == quote["exact"]
            assert text[:start].endswith(quote["prefix"])
            assert text[end:].startswith(quote["suffix"])


def test_statements_describe_who_said_it(record: Record, rows: Any) -> None:
    told, _, negative, split, *_ = collection(record, "statements", rows=rows)["first"]["items"]
    assert told["motivation"] == "describing"
    assert told["body"][0]["value"] == (
        "speaker: Astrid Lindvik; to: Tomas Arancibia; mode: direct; said on: 2026-03-08; "
        "according to: Norwegian Foreign Ministry (readout)"
    )
    assert {"purpose": "identifying", "value": "lindvik"}.items() <= told["body"][1].items()
    assert negative["body"][0]["value"] == "speaker: not resolved; mode: indirect; denied"
    assert len(targets(split)) == 2


def test_a_topic_that_is_said_to_be_missing_says_so(record: Record, rows: Any) -> None:
    items = collection(record, "agenda", rows=rows)["first"]["items"]
    tagged = [(item["motivation"], item["body"][0]["value"], item["body"][1]["value"]) for item in items]
    assert ("tagging", "climate_change", "climate change: discussed; account: Norway, Chile") in tagged
    assert (
        "tagging", "arms sales", "arms sales: said not mentioned; account: Norwegian Foreign Ministry",
    ) in tagged  # fmt: skip


def test_people_are_identified_or_in_question(record: Record, rows: Any) -> None:
    open_, *_ = collection(record, "mentions", rows=rows)["first"]["items"]
    assert (open_["motivation"], open_["body"][0]["value"]) == ("questioning", "not resolved: no name is given")


def test_meetings_and_stops_are_told(record: Record, rows: Any) -> None:
    held, planned, *_ = collection(record, "meetings", rows=rows)["first"]["items"]
    assert held["body"][0]["value"] == "meeting: Astrid Lindvik, Tomas Arancibia; happened; 2026-03-08; Oslo, Norway"
    assert "planned" in planned["body"][0]["value"]
    stop, *_ = collection(record, "stops", rows=rows)["first"]["items"]
    assert stop["body"][0]["value"] == "stop 2 of Tomas Arancibia: Oslo, Norway; happened"


def test_nothing_is_an_empty_collection() -> None:
    whole = json.loads("\n".join(collection_lines([], KINDS, snapshot="5eed")))
    assert (whole["total"], whole["first"]["items"]) == (0, [])

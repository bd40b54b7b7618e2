"""A record is closed: every actor listed, every character covered, the JSON form as in the contract."""

import json

import pytest
from pydantic import ValidationError

from communique.model import Document, MadeBy, Mention, Passage, PassageKind, Record, Span

MADE_BY = MadeBy(version="0", language_model=None, codebook="0")
DOCUMENT = Document.of("d", "Talks held.")


def test_the_schema_key_is_the_contracts() -> None:
    written = json.loads(Record(document=DOCUMENT, made_by=MADE_BY).to_json())
    assert written["schema"] == "communique.record/1"
    assert list(written)[:3] == ["schema", "document", "passages"]


def test_json_and_back_is_the_same_record() -> None:
    record = Record(document=DOCUMENT, passages=(Passage(start=0, end=11, kind=PassageKind.BODY),), made_by=MADE_BY)
    assert Record.model_validate_json(record.to_json()) == record


def test_an_actor_that_is_not_listed_is_refused() -> None:
    with pytest.raises(ValidationError, match="not listed: CHN"):
        Record(document=DOCUMENT, mentions=(Mention(start=0, end=5, actor="CHN"),), made_by=MADE_BY)


@pytest.mark.parametrize("ends", [[(0, 5)], [(0, 5), (6, 11)], [(1, 11)]])
def test_passages_with_a_gap_are_refused(ends: list[tuple[int, int]]) -> None:
    passages = tuple(Passage(start=start, end=end, kind=PassageKind.BODY) for start, end in ends)
    with pytest.raises(ValidationError, match="passages"):
        Record(document=DOCUMENT, passages=passages, made_by=MADE_BY)


@pytest.mark.parametrize("ends", [[(0, 6), (5, 11)], [(6, 11), (0, 5)], [(0, 12)]])
def test_sentences_that_overlap_or_leave_the_text_are_refused(ends: list[tuple[int, int]]) -> None:
    with pytest.raises(ValidationError, match="sentences"):
        Record(document=DOCUMENT, sentences=tuple(Span(start=a, end=b) for a, b in ends), made_by=MADE_BY)


def test_a_document_whose_hash_lies_is_refused() -> None:
    with pytest.raises(ValidationError, match="not the hash of its text"):
        Document(id="d", sha256="0" * 64, text="Talks held.")


def test_a_record_cannot_be_changed() -> None:
    record = Record(document=DOCUMENT, made_by=MADE_BY)
    with pytest.raises(ValidationError, match="frozen"):
        record.document = Document.of("e", "x")  # type: ignore[misc]  # that it is refused is what is tested

"""Finding the codebook's forms in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.annotate.actors.vocabulary import FormKind, even_out, vocabulary


def found(text: str, kind: FormKind) -> list[str]:
    return [text[hit.start : hit.end] for hit in vocabulary().hits(text) if hit.form.kind is kind]


@given(st.text(max_size=60))
def test_evening_out_keeps_every_letter_in_its_place(text: str) -> None:
    assert len(even_out(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "kind", "forms"),
    [
        ("Recep Tayyip Erdoğan spoke", FormKind.PERSON, ["Recep Tayyip Erdoğan", "Tayyip Erdoğan"]),
        ("Kim Jong-un and Kim Jong Un", FormKind.PERSON, ["Kim Jong-un", "Kim Jong Un"]),
        ("two foreign ministers", FormKind.TITLE, ["foreign ministers", "ministers"]),
        ("the ministers of foreign affairs", FormKind.TITLE, ["ministers of foreign affairs", "ministers"]),
        ("the Foreign Ministry", FormKind.INSTITUTION, ["Foreign Ministry", "Ministry"]),
        ("Chinatown, Iranians", FormKind.ENTITY, ["Iranians"]),
        ("tell us about turkey", FormKind.ENTITY, []),
    ],
)
def test_forms(text: str, kind: FormKind, forms: list[str]) -> None:
    assert found(text, kind) == forms


def test_the_longest_at_a_place_comes_first() -> None:
    text = "The Moscow Times"
    hits = vocabulary().hits(text)
    assert (hits[0].start, hits[0].end) == (0, len(text))

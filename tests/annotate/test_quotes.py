"""Quotation marks of every kind, uneven ones too."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from communique.annotate.layers import Layers
from communique.annotate.quotes import find_quotations, inside


def quoted(text: str) -> list[str]:
    return [text[found.start : found.end] for found in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We are ready,” he said.", ["“We are ready,”"]),
        ('"We are ready," he said.', ['"We are ready,"']),
        ("``We are ready,'' he said.", ["``We are ready,''"]),
        ("'We are ready,' he said.", ["'We are ready,'"]),
        ("‘We are ready,’ he said.", ["‘We are ready,’"]),
        ("``To quote a saying, `Hallelujah,''' she said.", ["``To quote a saying, `Hallelujah,'''"]),
        ("«Мы готовы», he said.", ["«Мы готовы»"]),
        ("„Wir sind bereit“, he said.", ["„Wir sind bereit“"]),
        ("“We are ready,“ he said.", ["“We are ready,“"]),
        ("He said “it is ‘over’ now”.", ["“it is ‘over’ now”"]),
        ('"A," he said. "B."', ['"A,"', '"B."']),
        ("The ministers' talks weren't long; the two sides' aims differ.", []),
        ("China's offer, he said, wasn't Russia's.", []),
        ("They called it the 'ministers' plan' in private.", ["'ministers' plan'"]),
        ("No quotation here.", []),
        ("A mark “ alone", ["“ alone"]),
        ("A mark ” alone", []),
        ("He is 6'2\" tall.", []),
        ('(“Yes”) and ["no"]', ["“Yes”", '"no"']),
    ],
)
def test_marks_of_every_kind(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_quotation_runs_on_where_the_next_paragraph_opens_with_a_mark() -> None:
    text = "He said: “We are ready.\n\n“We shall come.”\n\n“Then,” he said, “we shall go.”"
    first, second, third = find_quotations(text)
    assert [text[start:end] for start, end in first.parts] == ["“We are ready.", "“We shall come.”"]
    assert first.is_closed
    assert (text[second.start : second.end], text[third.start : third.end]) == ("“Then,”", "“we shall go.”")


def test_a_quotation_left_open_ends_with_its_paragraph() -> None:
    text = "He said: “We are ready.\n\nThe talks ended. “Good,” she said."
    open_one, closed = find_quotations(text)
    assert (text[open_one.start : open_one.end], open_one.is_closed) == ("“We are ready.", False)
    assert text[closed.start : closed.end] == "“Good,”"


def test_a_place_is_inside_a_quotation_or_not() -> None:
    text = "He said: “We are ready.\n\n“We shall come.”"
    found = find_quotations(text)
    assert inside(found, text.index("ready")) is found[0]
    assert inside(found, text.index("said")) is None
    assert inside(found, text.index("\n")) is None


def test_the_component_fills_its_layer(nlp: Language) -> None:
    doc = nlp("“We are ready,” he said.")
    assert [doc.text[found.start : found.end] for found in Layers(doc).quotes] == ["“We are ready,”"]


@given(st.text(alphabet="ab.,:\n \"'“”‘’«»„`", max_size=80))
def test_quotations_are_in_order_and_never_overlap(text: str) -> None:
    found = find_quotations(text)
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert one.parts[0][0] == one.start
        assert one.parts[-1][1] == one.end
        assert all(start < end for start, end in one.parts)
    assert all(one.end <= other.start for one, other in pairwise(found))

"""What holds for every text: no component of the agenda, the meetings and the stops raises, and every place is true."""

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from communique.annotate.layers import Layers

PIECES = [
    "Chinese Foreign Minister Qiao Renwei", "Halvard Tveiten", "Norway’s Foreign Ministry", "the two ministers", "he",
    "Beijing", "the Chinese statement", "neither side’s readout", "officials", "the Slovak capital", "President Lin Bo",
    "met", "will meet", "did not mention", "made no mention of", "discussed", "had been due to see", "called off",
    "spoke by phone with", "held talks with", "visited", "flew to", "exchanged views on", "was absent from", "omitted",
    "a visit to", "talks", "the meeting", "trade", "the war in Ukraine", "human rights", "the issue", "which", "where",
    "in", "on Sunday", "from", "between", "and", ",", "including", "such as", "with", "after", "during", "while", "if",
    ".", "“", "”", "\n", "\n\n", "?", "-", "co-operation", "whom", "neither", "nor", "both",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)


@given(texts, st.sampled_from([None, "NOR", "USA"]))
@settings(max_examples=150)
def test_nothing_raises_and_every_place_is_true(read_doc: Callable[..., Doc], text: str, country: str | None) -> None:
    doc = read_doc(text, country=country)
    layers = Layers(doc)
    known = {actor.id for actor in layers.actors}
    spans = [span for layer in (layers.agenda, layers.meetings, layers.stops) for item in layer for span in item.spans]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    for item in layers.agenda:
        assert item.label == " ".join(item.label.split())
        assert item.label in " ".join(text.split())
        assert set(item.accounts) <= known
    for meeting in layers.meetings:
        assert set(meeting.participants) <= known
        assert len(set(meeting.participants)) == len(meeting.participants)
    people = {stop.actor for stop in layers.stops}
    for person in people:
        assert [stop.order for stop in layers.stops if stop.actor == person] == list(
            range(1, 1 + sum(stop.actor == person for stop in layers.stops))
        )


@given(st.text(max_size=200))
@settings(max_examples=50)
def test_no_text_is_too_odd(read_doc: Callable[..., Doc], text: str) -> None:
    doc = read_doc(text)
    assert all(span.end <= len(text) for item in Layers(doc).agenda for span in item.spans)

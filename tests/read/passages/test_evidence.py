"""How much a line by itself speaks for news and for furniture."""

import pytest

from communique.model import PassageKind
from communique.read.passages.evidence import Evidence, weigh
from communique.read.passages.units import cut


def of(line: str) -> Evidence:
    return weigh(cut(line)[0])


def strongest(line: str) -> PassageKind | None:
    against = of(line).against
    return max(against, key=lambda kind: against[kind]) if against else None


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Please consider making a donation", PassageKind.APPEAL),
        ("Sign up for our newsletter", PassageKind.NEWSLETTER),
        ("Most popular", PassageKind.RELATED),
        ("All rights reserved.", PassageKind.LEGAL),
        ("Share on Facebook", PassageKind.NAVIGATION),
        ("https://paper.example/story", PassageKind.NAVIGATION),
        ("1 / 5", PassageKind.NAVIGATION),
        ("Read the full statement.", PassageKind.RELATED),
    ],
)
def test_phrases_speak_for_their_kind(line: str, kind: PassageKind) -> None:
    assert strongest(line) is kind
    assert max(of(line).against.values()) > of(line).news + 1.5


def test_a_report_weighs_more_than_its_words() -> None:
    said = of('"Please consider making a donation to the refugees of the valley," the minister said on Monday.')
    assert said.news > max(said.against.values())


def test_a_plain_sentence_needs_no_neighbours() -> None:
    assert of("The envoy lands on Tuesday at noon.").news > 2.0
    assert of("The envoy lands on Tuesday at noon.").against == {}


@pytest.mark.parametrize(
    ("line", "side"),
    [
        ("By Ana Lindqvist", PassageKind.BYLINE),
        ("(Reporting by Ana Lindqvist; Editing by Tomas Rey)", PassageKind.BYLINE),
        ("Photo: Ana Rey/AFP", PassageKind.CAPTION),
        ("3 June 2024, 12:41 GMT", PassageKind.HEADER),
        ("The talks resumed in Kest.", None),
    ],
)
def test_lines_beside_the_story(line: str, side: PassageKind | None) -> None:
    assert of(line).side is side

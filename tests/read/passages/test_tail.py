"""Where the story ends."""

import pytest

from communique.read.passages.evidence import weigh
from communique.read.passages.tail import end_of_story
from communique.read.passages.units import cut

STORY = [
    "The foreign ministers of Valdora and Kestria agreed on Tuesday to resume talks on the border, officials said.",
    "The northern crossing will open for grain lorries before the talks begin, according to a statement of Valdora.",
    "Minister Anneke Brandt spoke of a modest step and praised the mediators of the river states.",
    "Kestria's minister Petr Vondra did not speak to reporters after the talks.",
]
OTHERS = [
    "Firefighters rescued a bear from a chimney in the old town on Sunday.",
    "The opera house will be painted green, its director has announced.",
]


def end(*lines: str) -> tuple[int, int]:
    units = cut("\n".join(lines))
    return end_of_story(units, [weigh(unit) for unit in units]), len(units)


@pytest.mark.parametrize("opener", ["Most read", "More from World", "Recommended stories", "Comments"])
def test_the_story_ends_before_what_does_not_speak_of_it(opener: str) -> None:
    place, _ = end(*STORY, opener, "Bear on the roof", OTHERS[0], "Opera in green", OTHERS[1])
    assert place == len(STORY)


@pytest.mark.parametrize("at", [2, 3])
def test_a_story_that_goes_on_has_not_ended(at: int) -> None:
    place, count = end(*STORY[:at], "Recommended stories", "Bear on the roof", *STORY[at:])
    assert place == count


def test_a_story_has_not_ended_where_its_dateline_is_still_to_come() -> None:
    place, count = end(*OTHERS, "Most read", "VALDORA, June 3 (Reuters) - " + STORY[0], *STORY[1:])
    assert place == count


def test_words_alone_show_that_a_story_goes_on() -> None:
    story = [
        "The masks were kept in a locked room of the hospital.",
        "The hospital said that boxes of masks were gone.",
    ]
    later = "The incident comes at a time when masks are rare in every hospital."
    place, count = end(*story * 2, "Related stories", later)
    assert place == count


def test_no_opener_no_end() -> None:
    place, count = end(*STORY, *OTHERS)
    assert place == count


def test_paragraphs_that_lean_back_are_one_story() -> None:
    essay = [
        "Rivers teach patience, and the two states have had centuries to learn it.",
        "Dams teach the opposite, for concrete does not wait.",
    ]
    later = [
        "This is where the trouble began, in a valley of orchards.",
        "But nobody asked the farmers what they would plant instead.",
        "They had planted apricots for as long as anyone could remember.",
        "An old man showed me his trees and did not say a word.",
    ]
    place, count = end(*essay * 2, "Most read", *later)
    assert place == count

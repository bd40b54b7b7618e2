"""What the neighbours of a line and its place on the page add."""

import pytest

from communique.model import PassageKind
from communique.read.passages import split_passages

STORY = (
    "Border talks to resume\nBy Ilse Marchetti\n"
    "The foreign ministers of Valdora and Kestria agreed on Tuesday to resume talks on the border, officials said.\n"
    "The northern crossing will open for grain lorries before the talks begin, according to a statement of Valdora.\n"
    "Minister Anneke Brandt spoke of a modest step and praised the mediators of the river states.\n"
)


def kinds_of(text: str, words: str) -> set[PassageKind]:
    start = text.index(words)
    return {one.kind for one in split_passages(text) if one.start < start + len(words) and one.end > start}


def test_the_author_is_presented_after_the_story() -> None:
    text = STORY + "Ilse Marchetti is a correspondent in Valdora and the author of two books on rivers."
    assert kinds_of(text, "Ilse Marchetti is a") == {PassageKind.NAVIGATION}


def test_a_person_of_the_story_is_no_author() -> None:
    text = STORY + "Anneke Brandt is a former correspondent who became minister last year."
    assert kinds_of(text, "Anneke Brandt is a") == {PassageKind.BODY}


def test_a_list_that_the_story_introduces_is_news() -> None:
    text = STORY + "The ministers agreed on the following points:\nGrain without duty\nA joint patrol\nTwo new bridges"
    assert kinds_of(text, "Grain without duty\nA joint patrol\nTwo new bridges") == {PassageKind.BODY}


def test_participants_at_the_end_are_news() -> None:
    people = "Participants:\nAnneke Brandt, Minister of Trade\nPetr Vondra, Deputy Prime Minister\nRuth Amsel, Envoy"
    assert kinds_of(STORY + people, people) == {PassageKind.BODY}


def test_headlines_after_an_opener_are_other_stories() -> None:
    text = STORY + "Most read\nBear found on the roof\nOpera house to be painted green\nWhy rivers freeze"
    assert kinds_of(text, "Bear found on the roof\nOpera house to be painted green") == {PassageKind.RELATED}


@pytest.mark.parametrize("house", [None, "The Aldrun Courier"])
def test_an_opinion_that_says_we_and_you_is_no_appeal(house: str | None) -> None:
    text = (
        "Our treaty, your harvest\n"
        "We signed the treaty because you asked us to, and we should say so. It cost our farmers two harvests.\n"
        "You may think that our government had no choice. It had several, and we chose the one that pleased you.\n"
        "If you believe in treaties, you must pay for them. We need your help, Europe, and we need it before spring.\n"
    )
    assert {one.kind for one in split_passages(text, publisher=house)} <= {PassageKind.HEADLINE, PassageKind.BODY}


@pytest.mark.parametrize("label", ["Analysis:", "Explainer:", "VIDEO:", "WATCH:", "Opinion |"])
def test_a_genre_before_the_headline_does_not_lead_to_another_story(label: str) -> None:
    headline = f"{label} Why the ministers met in Port Amel"
    assert kinds_of(STORY.replace("Border talks to resume", headline), headline) == {PassageKind.HEADLINE}
    assert PassageKind.HEADLINE not in kinds_of(STORY + headline, headline)


@pytest.mark.parametrize(
    "line",
    [
        "Ruth Amsel is doing better than her rivals among her fellow islanders.",
        "Ruth Amsel was a reporter before she entered parliament.",
        "Ruth Amsel works with the editor of the treaty on a new text.",
    ],
)
def test_whom_a_story_names_last_is_not_its_author(line: str) -> None:
    text = f"{STORY}{line}\nThe vote is on Sunday, and the islands will count by hand, the commission said."
    assert kinds_of(text, line) == {PassageKind.BODY}

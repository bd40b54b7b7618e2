"""Passages cover every character, whatever the text."""

import time
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from communique.model import Passage, PassageKind
from communique.read.passages import split_passages
from communique.read.passages.split import LONGEST

STORY = (
    "The foreign ministers of Valdora and Kestria agreed on Tuesday to resume talks on the border, officials said.\n"
    '"We have found a way to speak to each other again," Valdora\'s minister Anneke Brandt told reporters.\n'
    "The two countries closed their border in 2021 after a dispute over grain shipments.\n"
    "Kestria's ministry said in a statement that a date would be fixed by both sides in the coming weeks.\n"
)


def is_covered(text: str, passages: tuple[Passage, ...]) -> bool:
    if not text:
        return passages == ()
    starts, ends = passages[0].start == 0, passages[-1].end == len(text)
    return starts and ends and all(one.end == other.start for one, other in pairwise(passages))


def kinds_of(text: str, words: str) -> set[PassageKind]:
    start = text.index(words)
    return {one.kind for one in split_passages(text) if one.start < start + len(words) and one.end > start}


@example("\ud800")
@given(st.text(st.characters(), max_size=400))
def test_any_text_is_covered(text: str) -> None:
    passages = split_passages(text)
    assert is_covered(text, passages)
    assert all(one.kind is not other.kind for one, other in pairwise(passages))
    assert all(one.start < one.end for one in passages)


PIECES = st.sampled_from(
    [
        *("Read more", "Most read", "Advertisement", "By Ana Lindqvist", "Comments (12)", "\n", "\r\n", " ", ": ", '"'),
        *(
            "PORT AMEL, June 3 (Reuters) - ",
            "Dear readers,",
            "Sign up for our newsletter.",
            "date 2025-07-14 ",
            "12:30",
        ),
        *("© 2024 Example", "MR. ADLER: ", "Photo: A. Rey/AFP", "Share", "You can support us.", "###"),
        "The ministers met on Tuesday, officials said.",
    ]
)


@given(st.lists(PIECES, max_size=40), st.one_of(st.none(), PIECES), st.one_of(st.none(), PIECES))
def test_any_page_is_covered(pieces: list[str], title: str | None, publisher: str | None) -> None:
    text = "".join(pieces)
    assert is_covered(text, split_passages(text, title=title, publisher=publisher))


def test_the_same_text_gives_the_same_passages() -> None:
    assert split_passages(STORY * 3) == split_passages(STORY * 3)


def test_a_story_alone_is_body() -> None:
    assert {passage.kind for passage in split_passages(STORY)} == {PassageKind.BODY}


@pytest.mark.parametrize("place", range(1, 5))
def test_a_line_of_furniture_takes_no_paragraph_with_it(place: int) -> None:
    for line in (
        "Advertisement",
        "Read more",
        "Recommended stories",
        "Most popular",
        "Sign up for our newsletter",
        "Share",
    ):
        paragraphs = STORY.split("\n")[:4]
        text = "\n".join([*paragraphs[:place], line, *paragraphs[place:]])
        apart = "".join(text[one.start : one.end] for one in split_passages(text) if not one.kind.is_news)
        assert apart.strip() == line


def test_the_appeal_of_a_paper_in_exile_is_set_apart_whole() -> None:
    appeal = (
        "A message from The Aldrun Courier:\nDear readers,\n"
        'The prosecutor has declared The Aldrun Courier an "undesirable" organisation, which makes our work a crime. '
        'It called us "foreign agents" before.\n'
        "The authorities claim that we discredit the army. We see it differently: we report what happens.\n"
        "To continue our work we need your help. Please support us with a monthly donation.\nRemind me later."
    )
    passages = split_passages(f" date 2025-07-14 {STORY}{appeal}", publisher="The Aldrun Courier")
    text = f" date 2025-07-14 {STORY}{appeal}"
    assert [one.kind for one in passages] == [PassageKind.HEADER, PassageKind.BODY, PassageKind.APPEAL]
    assert text[passages[0].start : passages[0].end] == " date 2025-07-14 "
    assert text[passages[2].start :] == appeal


def test_headline_byline_dateline_and_agency_tail() -> None:
    text = (
        "Border talks to resume\nBy Ilse Marchetti and Tomas Okoro\n"
        f"VALDORA, June 3 (Reuters) - {STORY}"
        "(Reporting by Ilse Marchetti in Valdora; Editing by Hanna Pell)"
    )
    assert kinds_of(text, "Border talks to resume") == {PassageKind.HEADLINE}
    assert kinds_of(text, "By Ilse Marchetti and") == {PassageKind.BYLINE}
    assert kinds_of(text, "VALDORA, June 3 (Reuters) - ") == {PassageKind.DATELINE}
    assert kinds_of(text, "(Reporting by") == {PassageKind.BYLINE}
    assert kinds_of(text, "closed their border") == {PassageKind.BODY}


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("A deal.", "A  deal."),
        ("Two ministers at one table", "Two Ministers at One Table | The Aldrun Courier"),
        ("Two ministers at one table", "Something else"),
    ],
)
def test_a_known_title_finds_the_headline_and_another_one_does_no_harm(line: str, title: str) -> None:
    text = f"World\n{line}\n{STORY}"
    passages = split_passages(text, title=title)
    assert [text[one.start : one.end].strip() for one in passages if one.kind is PassageKind.HEADLINE] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "We need your help, and we need it before spring.",
        "Support our people, support our army, support our farmers.",
        "You can read it in the statement that our government published.",
        "Thank you, Mr. President.",
        '"Donate to the refugees, not to the generals," she said.',
        "The minister asked subscribers of the state gas company to pay their bills.",
        "Follow-up talks will be held in June.",
        "Privacy and cookies were on the agenda of the digital ministers.",
        "About us they never asked, the president said.",
        "The most read newspaper of Kestria was closed on Monday.",
    ],
)
def test_words_of_appeals_in_a_story_are_news(line: str) -> None:
    paragraphs = STORY.split("\n")
    text = "\n".join([*paragraphs[:2], line, *paragraphs[2:]])
    assert kinds_of(text, line) == {PassageKind.BODY}


@pytest.mark.parametrize(
    "text",
    ["word " * 200_000, '"a" said ' * 100_000, "Read more\n" * 50_000, ":\n" * 100_000, "A. " * 200_000, "\n" * 500_000,
     "Ana Lindqvist is a reporter in Kest for the paper.\n" * 10_000, "By Ana " * 50_000, "(" * 200_000, "1 " * 200_000,
     "Most read\nA story of one thing goes on and on today.\n" * 5_000],
    ids=str.split("words quotes lines colons initials breaks authors bylines brackets figures openers"),
)  # fmt: skip
def test_odd_texts_take_seconds_not_minutes(text: str) -> None:
    started = time.monotonic()
    assert is_covered(text, split_passages(text))
    assert time.monotonic() - started < 10


def test_only_the_first_million_characters_are_looked_at() -> None:
    text = "The ministers met again on Tuesday.\n" * (LONGEST // 36 + 10) + "Read more\nMost read\n" * 50_000
    passages = split_passages(text)
    assert is_covered(text, passages)
    assert passages[-1].kind is PassageKind.BODY

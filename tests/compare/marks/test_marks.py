"""The marks of wording in accounts of talks that never took place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.compare.marks import (
    format_of,
    formats_in,
    formulas_in,
    marks_in,
    names_in,
    naming_differences,
    requests_in,
    tone_of,
)

NORWAY = (
    "Readout\nMinister Kari Lindvik spoke today with Foreign Minister Oleg Baranov at the request of the Russian side. "
    "The two ministers had a candid and constructive conversation on Russia’s war against Ukraine and other topics. "
    "They agreed to stay in touch.\nSubscribe for candid talks"
)
RUSSIA = (
    "Состоялся телефонный разговор Олега Баранова с Кари Линдвик по инициативе норвежской стороны. "
    "Министры обсудили украинский кризис, в том числе его первопричины."
)
CHINA = "1月8日，外交部长应约同挪威外交大臣通电话。双方就乌克兰危机等问题坦诚深入交换了意见。"


def body(text: str) -> tuple[tuple[int, int], ...]:
    return ((0, len(text)),)


def test_only_the_body_counts() -> None:
    end = NORWAY.index("\nSubscribe")
    assert len(tone_of(NORWAY, "en", body(NORWAY)).ratings) == 2
    assert len(tone_of(NORWAY, "en", ((8, end),)).ratings) == 1
    assert names_in(NORWAY, "en", ((0, 7),)) == ()


def test_the_tone_of_the_talk_and_none() -> None:
    tone = tone_of(CHINA, "zh", body(CHINA))
    assert (tone.codes, tone.warmth) == (("candid", "in-depth"), -1)
    tone = tone_of(RUSSIA, "ru", body(RUSSIA))
    assert (tone.codes, tone.warmth) == ((), None)


def test_the_tone_of_another_talk_is_kept_apart() -> None:
    text = "They followed up on their cordial talks in Riga last month."
    tone = tone_of(text, "en", body(text))
    assert tone.ratings[0].codes == ("cordial",)
    assert (tone.codes, tone.warmth) == ((), None)


@pytest.mark.parametrize(
    ("text", "language", "mark", "who"),
    [
        (NORWAY, "en", "asked_by", "the Russian side"),
        (RUSSIA, "ru", "asked_by", "норвежской стороны"),
        (CHINA, "zh", "asked_by_other", None),
        ("The call took place at Oslo's initiative.", "en", "asked_by_named", "at Oslo's initiative"),
        ("Oslo had requested the call.", "en", "asked_own", "Oslo had"),
        ("应挪威首相邀请，总统访问奥斯陆。", "zh", "invited_by", "应挪威首相邀请"),
    ],
)
def test_who_asked(text: str, language: str, mark: str, who: str | None) -> None:
    (request,) = requests_in(text, language, body(text))
    assert request.mark == mark
    assert (request.who_in and text[slice(*request.who_in)]) == who


def test_what_is_adopted_at_the_initiative_of_somebody_is_no_request_for_talks() -> None:
    text = "The treaty on nets was adopted at the initiative of Norway."
    assert requests_in(text, "en", body(text)) == ()


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        (NORWAY, "en", "call"),
        (RUSSIA, "ru", "call"),
        (CHINA, "zh", "call"),
        ("The President held talks on a state visit of the King.", "en", "talks"),
        ("The King arrived. On his state visit he held talks in Riga.", "en", "talks"),
        ("Minister Berg spoke with her guest by videoconference.", "en", "video"),
        ("Minister Berg spoke today on the margins of the fisheries conference.", "en", "sideline"),
        ("总统会见挪威首相。", "zh", "received"),
        ("The nets were mended.", "en", None),
    ],
)
def test_the_format_of_the_meeting(text: str, language: str, found: str | None) -> None:
    use = format_of(text, language, body(text))
    assert (use.format if use else None) == found


def test_formats_are_given_in_the_order_of_the_text() -> None:
    text = "They met with the King after a phone call."
    assert [use.format for use in formats_in(text, "en", body(text))] == ["met", "call"]


def test_joint_speakers_open_lists_and_ritual() -> None:
    assert [NORWAY[m.start : m.end] for m in marks_in(NORWAY, "en", body(NORWAY), "joint")] == [
        "The two ministers",
        "They",
    ]
    assert [m.mark for m in marks_in(CHINA, "zh", body(CHINA), "open_list")] == ["open"]
    assert [m.mark for m in marks_in(NORWAY, "en", body(NORWAY), "frame")] == ["closing"]


def test_formulas_say_whose_they_are() -> None:
    (use,) = formulas_in(RUSSIA, "ru", body(RUSSIA))
    assert (use.formula, use.side) == ("root_causes", "RUS")
    assert RUSSIA[use.start : use.end] == "первопричины"


def test_two_accounts_name_one_thing_differently() -> None:
    ours, theirs = names_in(NORWAY, "en", body(NORWAY)), names_in(RUSSIA, "ru", body(RUSSIA))
    (difference,) = [found for found in naming_differences(ours, theirs) if found.thing == "ukraine_war"]
    assert [use.choice for use in difference.left] == ["russias_war"]
    assert [use.choice for use in difference.right] == ["ukraine_crisis"]


def test_the_same_choice_in_two_languages_is_no_difference() -> None:
    ours, theirs = names_in(RUSSIA, "ru", body(RUSSIA)), names_in(CHINA, "zh", body(CHINA))
    assert not [found for found in naming_differences(ours, theirs) if found.thing == "ukraine_war"]


def test_a_thing_that_one_side_does_not_name_is_no_difference() -> None:
    text = "The nets were mended in the Persian Gulf."
    assert naming_differences(names_in(text, "en", body(text)), ()) == ()


@given(st.text(alphabet="abc, .\nthe two leaders ß İ 双方等应约坦诚会谈 стороны беседа", max_size=200))
def test_any_text_is_read_with_true_offsets(text: str) -> None:
    for language in ("en", "ru", "zh", "xx"):
        everything = body(text)
        tone_of(text, language, everything)
        format_of(text, language, everything)
        spans = [(one.start, one.end) for one in requests_in(text, language, everything)]
        spans += [(one.start, one.end) for one in names_in(text, language, everything)]
        spans += [(one.start, one.end) for one in marks_in(text, language, everything, "joint")]
        assert all(0 <= start < end <= len(text) for start, end in spans)

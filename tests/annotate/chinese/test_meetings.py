from collections.abc import Callable

import pytest

from communique.annotate.chinese.reading import Reading

Read = Callable[..., Reading]
BOTH = ("text:林致远", "text:哈尔森")


@pytest.mark.parametrize(
    ("words", "kind", "status", "place", "asked", "host"),
    [
        ("3月9日，外交部长林致远在北京会见挪威首相哈尔森。", "meeting", "happened", "北京", None, "text:林致远"),
        ("外交部长林致远在利马会见挪威首相哈尔森。", "meeting", "happened", "利马", None, None),
        ("外交部长林致远应约同挪威首相哈尔森通电话。", "call", "happened", None, "text:哈尔森", None),
        ("外交部长林致远以视频方式同挪威首相哈尔森举行会谈。", "video", "happened", None, None, None),
        ("外交部长林致远将于下周同挪威首相哈尔森举行会晤。", "meeting", "planned", None, None, None),
        ("外交部长林致远原定同挪威首相哈尔森举行的会谈已经取消。", "meeting", "cancelled", None, None, None),
        ("外交部长林致远在纽约出席联合国大会期间会见挪威首相哈尔森。", "sideline", "happened", "纽约", None, None),
    ],
)
def test_who_met_whom(
    read_chinese: Read, words: str, kind: str, status: str, place: str | None, asked: str | None, host: str | None
) -> None:
    (meeting,) = read_chinese(words, side="CHN").meetings
    assert (meeting.kind, meeting.status, meeting.participants) == (kind, status, BOTH)
    assert (meeting.place.name if meeting.place else None) == place
    assert (meeting.requested_by, meeting.host) == (asked, host)


def test_several_are_met_one_by_one(read_chinese: Read) -> None:
    words = "外交部长林致远9日分别会见挪威首相哈尔森、加纳外长阿桑特。"
    assert [one.participants for one in read_chinese(words, side="CHN").meetings] == [
        BOTH,
        ("text:林致远", "text:阿桑特"),
    ]


def test_journeys(read_chinese: Read) -> None:
    words = "挪威首相哈尔森9日抵达北京。10日，哈尔森离开北京前往首尔。哈尔森将访问日本。"
    stops = read_chinese(words).stops
    assert [(one.place.name, one.date, one.status.value, one.order) for one in stops] == [
        ("北京", "2026-03-09", "happened", 1),
        ("首尔", "2026-03-10", "happened", 2),
        ("日本", None, "planned", 3),
    ]


def test_who_is_invited_has_not_gone(read_chinese: Read) -> None:
    words = "挪威首相哈尔森邀请外交部长林致远明年访问挪威。"
    assert read_chinese(words, side="CHN").stops == ()

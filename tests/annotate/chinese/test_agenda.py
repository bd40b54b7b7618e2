from collections.abc import Callable

import pytest

from communique.annotate.chinese.reading import Reading

Read = Callable[..., Reading]


def agenda(reading: Reading) -> list[tuple[str, str | None, str, tuple[str, ...]]]:
    return [(one.label, one.topic, one.status.value, one.accounts) for one in reading.agenda]


@pytest.mark.parametrize(
    ("words", "labels"),
    [
        ("双方就乌克兰危机、北极事务等共同关心的问题交换了意见。", ["乌克兰危机", "北极事务"]),
        ("两国外长讨论了移民、铜矿贸易和跨境铁路。", ["移民", "铜矿贸易", "跨境铁路"]),
        ("双方就共同关心的国际和地区问题交换了意见。", []),
        ("双方就中挪关系和双方共同关心的问题交换了意见。", ["中挪关系"]),
        ("双方就北极事务、渔业等共同关心的国际和地区问题交换了意见。", ["北极事务", "渔业"]),
        ("林致远阐述了中方在人权、南海等问题上的立场。", ["人权", "南海"]),
        ("会谈的议题包括渔业、关税。", ["渔业", "关税"]),
        ("双方没有讨论制裁。", []),
        ("林致远说，双方要就渔业加强沟通。", []),
    ],
)
def test_what_was_talked_about(read_chinese: Read, words: str, labels: list[str]) -> None:
    introduced = f"外交部长林致远会见挪威首相哈尔森。{words}"
    assert [one[0] for one in agenda(read_chinese(introduced, side="CHN"))] == labels


def test_in_whose_account_a_topic_stands(read_chinese: Read) -> None:
    words = (
        "根据智利外交部发布的新闻稿，两国外长讨论了移民。"
        "秘鲁外交部的声明说，双方还讨论了渔业。声明没有提及移民问题，对铁路也只字未提。"
        "南海问题未出现在智利方面的通报中。"
    )
    assert agenda(read_chinese(words)) == [
        ("移民", "migration", "discussed", ("CHL",)),
        ("渔业", "fisheries", "discussed", ("PER",)),
        ("移民问题", "migration", "said_not_mentioned", ("PER",)),
        ("铁路", "transport_links", "said_not_mentioned", ("PER",)),
        ("南海问题", "south_china_sea", "said_not_mentioned", ("CHL",)),
    ]


def test_a_person_who_does_not_mention_something_is_no_silent_account(read_chinese: Read) -> None:
    words = "挪威首相哈尔森在讲话中没有提及渔业。"
    assert read_chinese(words).agenda == ()

from collections.abc import Callable

import pytest

from communique.annotate.chinese.reading import Reading

Read = Callable[..., Reading]


def said(reading: Reading, words: str) -> list[tuple[str | None, str, str]]:
    """Return speaker, cue and content of every statement."""
    return [
        (
            one.speaker.actor if one.speaker else None,
            " … ".join(span.of(words) for span in one.cue),
            " … ".join(span.of(words) for span in one.content),
        )
        for one in reading.statements
    ]


READOUT = (
    "3月10日，外交部长林致远在北京同挪威外交大臣哈尔森举行会谈。\n"
    "林致远表示，中挪关系稳步发展。双方要深化绿色航运合作。希望挪方为中国企业提供公平环境。\n"
    "哈尔森表示，挪方坚持一个中国政策。愿同中方加强海洋保护合作。\n"
    "双方还就北极事务交换了意见。双方同意保持沟通。"
)


def test_all_sentences_of_a_paragraph_are_his_who_begins_it(read_chinese: Read) -> None:
    assert said(read_chinese(READOUT, side="CHN"), READOUT) == [
        ("text:林致远", "表示", "中挪关系稳步发展"),
        ("text:林致远", "", "双方要深化绿色航运合作"),
        ("text:林致远", "", "希望挪方为中国企业提供公平环境"),
        ("text:哈尔森", "表示", "挪方坚持一个中国政策"),
        ("text:哈尔森", "", "愿同中方加强海洋保护合作"),
        ("group:CHN+NOR", "同意", "保持沟通"),
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("挪威首相哈尔森感谢中方提供的帮助，表示愿扩大合作。", [("感谢", "提供的帮助"), ("表示", "愿扩大合作")]),
        ("挪威首相哈尔森对中方的立场表示赞赏。", [("表示赞赏", "中方的立场")]),
        ("“我们不会等待。”挪威首相哈尔森说。", [("说", "“我们不会等待。”")]),
        ("挪威首相哈尔森10日在奥斯陆对记者说：“渔民不能再等。”", [("说", "“渔民不能再等。”")]),
        ("挪威外交部发言人哈尔森敦促俄方释放渔民。", [("敦促", "释放渔民")]),
        ("挪威首相哈尔森提出的倡议受到欢迎。", []),
    ],
)
def test_the_verb_tells_where_the_words_stand(read_chinese: Read, words: str, expected: list[tuple[str, str]]) -> None:
    assert [one[1:] for one in said(read_chinese(words), words)] == expected


def test_a_news_story_goes_back_to_its_own_voice(read_chinese: Read) -> None:
    words = "据当地媒体报道，挪威首相哈尔森说，谈判进展缓慢。谈判已进行三周。"
    assert [one[2] for one in said(read_chinese(words), words)] == ["谈判进展缓慢"]

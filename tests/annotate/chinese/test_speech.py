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


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "挪威国防部10日称，巡逻已恢复。乌克兰军方同一天称，目标已被摧毁。",
            [("NOR.defence_ministry", "巡逻已恢复"), (None, "目标已被摧毁")],
        ),
        ("挪威总参谋部今天（3月11日）称，巡逻已恢复。", [(None, "巡逻已恢复")]),
        ("挪威首相哈尔森今天（3月11日）表示，谈判会继续。", [("text:哈尔森", "谈判会继续")]),
        ("挪威首相哈尔森10日与芬兰总理维塔宁通话时表示，谈判会继续。", [("text:哈尔森", "谈判会继续")]),
        ("针对有媒体报道称谈判破裂，挪威首相哈尔森表示，谈判会继续。", [("text:哈尔森", "谈判会继续")]),
        ("以媒报道称，谈判破裂。挪威媒体报道称，谈判继续。", [(None, "谈判破裂"), (None, "谈判继续")]),
    ],
)
def test_words_of_somebody_unknown_are_nobody_elses(
    read_chinese: Read, words: str, expected: list[tuple[str | None, str]]
) -> None:
    assert [(one[0], one[2]) for one in said(read_chinese(words), words)] == expected


def test_another_speaker_ends_the_speech_before_even_if_nothing_tells_who_it_is(read_chinese: Read) -> None:
    words = (
        "外交部长林致远10日在北京会见挪威外交大臣哈尔森。林致远表示，中挪关系稳步发展。"
        "挪方表示，挪方坚持一个中国政策。与会各国代表高度赞赏中方的倡议，表示愿加强合作。"
    )
    assert [(one[0], one[2]) for one in said(read_chinese(words), words)] == [
        ("text:林致远", "中挪关系稳步发展"),
        ("NOR", "挪方坚持一个中国政策"),
    ]


def test_a_declaration_is_his_who_issued_it(read_chinese: Read) -> None:
    words = (
        "挪威外交部10日发表声明，谴责袭击。声明称，袭击不可接受。"
        "随后，一个机构发表声明说，事实不是这样。声明说，调查会继续。"
    )
    assert [(one[0], one[2]) for one in said(read_chinese(words), words)] == [
        ("NOR.foreign_ministry", "袭击"),
        ("NOR.foreign_ministry", "袭击不可接受"),
        (None, "事实不是这样"),
        (None, "调查会继续"),
    ]


@pytest.mark.parametrize(
    "who", ["芬兰外长维塔宁当天前往使馆，他表示，谈判会继续。", "芬兰外长维塔宁当天前往使馆。他表示，谈判会继续。"]
)
def test_he_is_whom_the_sentence_is_about(read_chinese: Read, who: str) -> None:
    words = "挪威首相哈尔森说，谈判很难。" + who
    assert said(read_chinese(words), words)[-1][::2] == ("text:维塔宁", "谈判会继续")


def test_two_headings_in_a_line_are_no_speech(read_chinese: Read) -> None:
    words = "挪威称巡逻已恢复 芬兰称谈判破裂\n\n挪威首相哈尔森说，谈判会继续。"
    assert [one[2] for one in said(read_chinese(words), words)] == ["谈判会继续"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "挪威外长哈尔森说，芬兰总理维塔宁已明确表示，谈判会继续。",
            [("text:哈尔森", "芬兰总理维塔宁已明确表示，谈判会继续"), ("text:维塔宁", "谈判会继续")],
        ),
        ("在芬兰访问的挪威首相哈尔森表示，谈判会继续。", [("text:哈尔森", "谈判会继续")]),
        ("挪威国防部10日发布视频称，巡逻已恢复。", [("NOR.defence_ministry", "巡逻已恢复")]),
        ("美国白宫10日发表声明称，谈判会继续。", [("USA", "谈判会继续")]),
        ("挪威首相哈尔森就芬方提出的停火倡议提出条件。", [("text:哈尔森", "条件")]),
        (
            "挪威国防部称，巡逻已恢复。此外，芬兰边防总部10日称，边境平静。",
            [("NOR.defence_ministry", "巡逻已恢复"), (None, "边境平静")],
        ),
    ],
)
def test_who_says_what_another_said(read_chinese: Read, words: str, expected: list[tuple[str | None, str]]) -> None:
    assert [(one[0], one[2]) for one in said(read_chinese(words), words)] == expected


READ_ON = (
    "国家主席林致远10日在北京会见挪威首相哈尔森。\n"
    "林致远对关系发展提出两点意见。一是加强贸易。\n"
    "二是扩大交流。\n"
    "——我们一致同意建立热线。\n"
    "哈尔森热烈欢迎代表团，表示挪方重视合作。海洋需要保护。"
)


def test_points_and_the_words_of_who_was_received_go_on(read_chinese: Read) -> None:
    found = [(one[0], one[2]) for one in said(read_chinese(READ_ON), READ_ON)]
    assert found == [
        ("text:林致远", "一是加强贸易"),
        ("text:林致远", "二是扩大交流"),
        ("text:林致远", "我们一致同意建立热线"),
        ("text:哈尔森", "代表团"),
        ("text:哈尔森", "挪方重视合作"),
        ("text:哈尔森", "海洋需要保护"),
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("俄乌交换人员，双方均未透露具体数量。", []),
        ("负责调查桥梁爆炸事件的芬兰检察官10日表示，调查会继续。", [(None, "调查会继续")]),
        ("对于北约不断提供援助，国际人士指出，调查会继续。", [(None, "调查会继续")]),
        (
            "挪威首相哈尔森祝贺芬兰国庆并表示，双方重视合作。",
            [("text:哈尔森", "国庆"), ("text:哈尔森", "双方重视合作")],
        ),
    ],
)
def test_where_words_begin_and_what_is_not_told(
    read_chinese: Read, words: str, expected: list[tuple[str | None, str]]
) -> None:
    assert [(one[0], one[2]) for one in said(read_chinese(words), words)] == expected


@pytest.mark.parametrize(
    ("who", "speaker"),
    [
        ("芬兰电视台播出了芬兰总理维塔宁的专访，他表示，谈判会继续。", "text:维塔宁"),
        ("芬兰电视台播出了芬兰总理维塔宁和瑞典外长林德的专访，他表示，谈判会继续。", None),
    ],
)
def test_he_is_the_only_one_named_in_the_sentence_or_nobody(read_chinese: Read, who: str, speaker: str | None) -> None:
    words = "挪威首相哈尔森说，谈判很难。" + who
    assert said(read_chinese(words), words)[-1][::2] == (speaker, "谈判会继续")


def test_a_panel_is_a_readout_too(read_chinese: Read) -> None:
    words = "国家主席林致远10日和挪威首相哈尔森共同出席座谈会。\n林致远表示，经济回升。市场开放。"
    assert [one[2] for one in said(read_chinese(words), words)] == ["经济回升", "市场开放"]


def test_people_who_leak_news_are_no_readout(read_chinese: Read) -> None:
    words = "另据挪威媒体援引消息人士的话说，谈判会继续。"
    (statement,) = read_chinese(words).statements
    assert "readout" not in {one.medium.value for one in statement.according_to}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("挪威外长哈尔森10日与芬兰外长维塔宁举行会谈，就渔业问题表达严重关切。", ("text:哈尔森", "渔业问题")),
        ("王毅就挪方言论提出严正交涉。", ("wang-yi", "挪方言论")),
    ],
)
def test_what_a_concern_is_about(read_chinese: Read, words: str, expected: tuple[str, str]) -> None:
    assert [one[::2] for one in said(read_chinese(words), words)] == [expected]


MET = "3月10日，外交部长林致远在北京同挪威外交大臣哈尔森举行会谈。\n"


def test_a_paragraph_goes_on_behind_any_mark(read_chinese: Read) -> None:
    words = MET + "林致远表示，各国要团结；人民要进步。鱼群能不能回来？渔港能不能重开？这是时代之问。"
    assert [one[::2] for one in said(read_chinese(words, side="CHN"), words)] == [
        ("text:林致远", "各国要团结"),
        ("text:林致远", "人民要进步"),
        ("text:林致远", "鱼群能不能回来"),
        ("text:林致远", "渔港能不能重开"),
        ("text:林致远", "这是时代之问"),
    ]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            "林致远邀请哈尔森再次访华，哈尔森表示诚挚感谢。",
            [("text:林致远", "邀请", "再次访华"), ("text:哈尔森", "表示", "诚挚感谢")],
        ),
        ("哈尔森对中方的接待表示最诚挚感谢。", [("text:哈尔森", "表示最诚挚感谢", "中方的接待")]),
        (
            "林致远表示，鱼群在北上。两国外长积极评价海洋合作，一致同意保持沟通。",
            [
                ("text:林致远", "表示", "鱼群在北上"),
                ("group:text:哈尔森+text:林致远", "积极评价", "海洋合作"),
                ("group:text:哈尔森+text:林致远", "一致同意", "保持沟通"),
            ],
        ),
        (
            "两国外长举行会谈，达成重要共识，一致同意深化渔业合作。",
            [("group:text:哈尔森+text:林致远", "一致同意", "深化渔业合作")],
        ),
        (
            "林致远表示，鱼群在北上。双方同意保持沟通。中方愿开放渔港。",
            [
                ("text:林致远", "表示", "鱼群在北上"),
                ("group:CHN+NOR", "同意", "保持沟通"),
                ("text:林致远", "", "中方愿开放渔港"),
            ],
        ),
    ],
)
def test_two_speak_in_turn_and_together(read_chinese: Read, told: str, expected: list[tuple[str, str, str]]) -> None:
    words = MET + told
    assert said(read_chinese(words, side="CHN"), words) == expected


@pytest.mark.parametrize(
    ("told", "content"),
    [
        ("林致远表示，中方注意到挪方多次表示无意关闭渔港，不搞配额战，希望挪方言行一致。", "无意关闭渔港，不搞配额战"),
        ("林致远表示，鱼群在北上。挪方承诺不关闭渔港，中方希望挪方落实。", "不关闭渔港"),
    ],
)
def test_what_one_side_says_that_the_other_said(read_chinese: Read, told: str, content: str) -> None:
    words = MET + told
    reading = read_chinese(words, side="CHN")
    (theirs,) = [one for one in reading.statements if one.speaker and one.speaker.actor == "NOR"]
    assert [span.of(words) for span in theirs.content] == [content]
    assert [one.issuer for one in theirs.according_to] == ["text:林致远"]


def test_a_headline_tells_that_a_text_is_a_readout(read_chinese: Read) -> None:
    head = "外交部长林致远会见挪威外交大臣哈尔森\n欢迎仪式后，双方举行会谈。\n"
    words = head + "林致远表示，鱼群在北上。渔港开放。会后，两人会见了中外记者。"
    assert [one[2] for one in said(read_chinese(words), words)] == ["鱼群在北上", "渔港开放"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("某台消息（晚间新闻）： 挪威海洋学会发言人11日表示，渔船将返航。", [(None, "渔船将返航")]),
        (
            "挪威外交部11日发表声明，强烈谴责袭击，呼吁立即停火。",
            [("NOR.foreign_ministry", "袭击"), ("NOR.foreign_ministry", "立即停火")],
        ),
        (
            "挪威首相哈尔森在23日发布的祝贺“海洋保卫者日”视频讲话中表示，渔船将返航。",
            [("text:哈尔森", "渔船将返航")],
        ),
    ],
)
def test_what_stands_before_the_verb_of_a_news_story(
    read_chinese: Read, words: str, expected: list[tuple[str | None, str]]
) -> None:
    assert [one[::2] for one in said(read_chinese(words), words)] == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("中挪双方同意加强合作。", [("group:CHN+NOR", "加强合作")]),
        ("哈尔森认为会谈十分重要。", [("text:哈尔森", "会谈十分重要")]),
        ("林致远邀请哈尔森访问北京，哈尔森愉快接受邀请。", [("text:林致远", "访问北京")]),
        (
            "挪方欢迎中国企业投资。",
            [("NOR", "中国企业投资")],
        ),
        ("哈尔森完全赞同林致远的看法。", [("text:哈尔森", "林致远的看法")]),
        (
            "林致远表示，鱼群在北上。中挪两国如何相处，决定渔场的命运。",
            [("text:林致远", "鱼群在北上"), ("text:林致远", "中挪两国如何相处，决定渔场的命运")],
        ),
    ],
)
def test_who_agrees_and_who_only_decides_in_words(
    read_chinese: Read, told: str, expected: list[tuple[str, str]]
) -> None:
    words = MET + told
    assert [one[::2] for one in said(read_chinese(words, side="CHN"), words)] == expected

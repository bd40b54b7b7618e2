from collections.abc import Callable

import pytest

from communique.annotate.chinese.reading import Reading

Read = Callable[..., Reading]


def named(reading: Reading, words: str) -> dict[str, str | None]:
    return {words[one.start : one.end]: one.actor for one in reading.mentions}


@pytest.mark.parametrize(
    ("words", "who", "actor"),
    [
        ("挪威外交大臣英格丽·哈尔森在奥斯陆发表讲话。", "挪威外交大臣英格丽·哈尔森", "text:英格丽·哈尔森"),
        ("中共中央政治局委员、外交部长林致远会见挪威首相哈尔森。", "中共中央政治局委员、外交部长林致远", "text:林致远"),
        ("韩国国会议长禹元植今天抵达。", "韩国国会议长禹元植", "text:禹元植"),
        ("俄外长瓦西里耶夫说，谈判会继续。", "俄外长瓦西里耶夫", "text:瓦西里耶夫"),
        ("他会见了哈尔森首相。", "哈尔森首相", "text:哈尔森"),
        ("文莱苏丹阿兹兰抵达。", "文莱苏丹阿兹兰", "text:阿兹兰"),
        ("国家主席习近平出席会议。", "国家主席习近平", "xi-jinping"),
    ],
)
def test_people_are_known_by_title_and_name(read_chinese: Read, words: str, who: str, actor: str) -> None:
    assert named(read_chinese(words), words)[who] == actor


@pytest.mark.parametrize(
    ("words", "who", "actor"),
    [
        ("俄国防部称，演习结束。", "俄国防部", "RUS.defence_ministry"),
        ("韩国防长说，演习结束。", "韩国", None),
        ("韩国国会议员联盟会长朴成浩一行抵达。", "会长朴成浩", "text:朴成浩"),
        ("伊朗最高领袖穆杰塔巴·哈梅内伊发表讲话。", "伊朗最高领袖穆杰塔巴·哈梅内伊", "mojtaba-khamenei"),
        ("国际友好协会会长希尔一行抵达。", "会长希尔", "text:希尔"),
        ("习近平主席和迪亚斯-卡内尔主席会晤。", "迪亚斯-卡内尔主席", "miguel-diaz-canel"),
    ],
)
def test_a_piece_of_a_word_or_of_a_name_is_not_taken_for_another(
    read_chinese: Read, words: str, who: str, actor: str | None
) -> None:
    assert named(read_chinese(words), words).get(who) == actor


@pytest.mark.parametrize(
    ("words", "not_a_name"),
    [
        ("挪威首相批准法案。", "批准法案"),
        ("挪威首相健康状况良好。", "健康"),
        ("日韩正在谈判。", "韩正"),
        ("苏丹局势恶化。", "文莱"),
        ("印度洋岛国发展迅速。", "印度"),
    ],
)
def test_what_is_no_name_is_left_alone(read_chinese: Read, words: str, not_a_name: str) -> None:
    assert not any(not_a_name in who for who in named(read_chinese(words), words))


def test_a_title_with_a_name_that_is_not_read_is_nobody_elses(read_chinese: Read) -> None:
    words = "日本首相堀江慎二说，谈判会继续。"  # one place only, no known surname: it may be no name
    reading = read_chinese(words)
    assert named(reading, words)["日本首相"] is None
    assert all(one.speaker is None or one.speaker.actor is None for one in reading.statements)


@pytest.mark.parametrize(
    ("words", "letter", "state"),
    [
        ("希望挪方遵守协议。挪威是近邻。", "挪方", "NOR"),
        ("加方表示欢迎。加纳是朋友。", "加方", "GHA"),
        ("加方表示欢迎。加拿大是朋友。", "加方", "CAN"),
        ("美中关系稳定。", "美", "USA"),
        ("部长介绍了美欧接触最新情况。", "美", "USA"),
        ("印尼方表示欢迎。印度尼西亚是邻国。", "印尼", "IDN"),
    ],
)
def test_a_side_of_one_character_is_the_state_that_the_text_names(
    read_chinese: Read, words: str, letter: str, state: str
) -> None:
    assert named(read_chinese(words), words)[letter] == state


def test_the_west_is_no_side(read_chinese: Read) -> None:
    words = "西方国家对西班牙表示不满。"
    assert "西方" not in named(read_chinese(words), words)


def test_two_heads_of_state_are_not_two_ministers(read_chinese: Read) -> None:
    words = "外交部长林致远在北京会见挪威外交大臣哈尔森。林致远说，要落实两国元首共识。两国外长还就渔业交换了意见。"
    reading = read_chinese(words, published=None, side="CHN")
    found = named(reading, words)
    assert found["两国外长"] == "group:text:哈尔森+text:林致远"
    assert found["两国元首"] == "group:CHN.head_of_state+NOR.head_of_state"


def test_the_holder_of_an_office_by_the_sound_of_his_name(read_chinese: Read) -> None:
    words = "斯洛伐克总统佩列格里尼抵达北京。"
    assert named(read_chinese(words, published="2024-11-02"), words)["斯洛伐克总统佩列格里尼"] == "peter-pellegrini"
    other = "斯洛伐克总统德米雷利抵达北京。"
    assert named(read_chinese(other, published="2024-11-02"), other)["斯洛伐克总统德米雷利"] == "text:德米雷利"


def test_a_chairman_whom_the_codebook_knows_has_the_office_of_the_day(read_chinese: Read) -> None:
    offices = {one.id: one.office for one in read_chinese("挪威首相哈尔森感谢习近平主席。").actors}
    assert offices["xi-jinping"] == "President"


@pytest.mark.parametrize("words", ["王毅同鲁比奥通电话。", "习近平会见普京。"])
def test_known_names_of_two_characters_are_read_where_people_act(read_chinese: Read, words: str) -> None:
    assert all(one.actor is not None for one in read_chinese(words).mentions)
    assert len(read_chinese(words).meetings) == 1


def test_the_party_of_another_state_has_a_politburo_too(read_chinese: Read) -> None:
    words = "王毅会见古巴政府特使、古共中央政治局委员、外交部长罗德里格斯。"
    (one,) = [
        actor for actor in read_chinese(words).actors if actor.office == "Foreign Minister" and actor.id != "wang-yi"
    ]
    assert one.country != "CHN"


def test_who_meets_by_a_bare_name_holds_the_office_that_the_headline_tells(read_chinese: Read) -> None:
    words = "林致远同挪威首相会谈\n欢迎仪式后，林致远同哈尔松举行会谈。\n哈尔松表示，鱼群在北上。"
    reading = read_chinese(words, published=None)
    assert named(reading, words)["哈尔松"] == "text:哈尔松"
    assert next(one.country for one in reading.actors if one.id == "text:哈尔松") == "NOR"
    assert [one.speaker.actor for one in reading.statements if one.speaker] == ["text:哈尔松"]


def test_a_ruler_is_named_with_his_number(read_chinese: Read) -> None:
    words = "林致远10日会见挪威国王古斯塔夫六世。古斯塔夫六世表示，谈判会继续。"
    assert named(read_chinese(words), words)["古斯塔夫六世"] == "text:古斯塔夫六世"


@pytest.mark.parametrize(
    ("words", "who", "actor"),
    [
        ("新中国成立以来，中国和新加坡相知。新方愿加强合作。中国和新中国。", "新方", "SGP"),
        ("林致远会见南非副总统马沙迪。马沙迪表示，南方愿加强合作。", "南方", "ZAF"),
        ("全球南方愿加强合作。南非在南方。", "南方", None),
        ("越方愿加强合作。", "越方", "VNM"),
        ("这是一剂秘方，愿加强合作。", "秘方", None),
    ],
)
def test_which_side_a_letter_is(read_chinese: Read, words: str, who: str, actor: str | None) -> None:
    assert named(read_chinese(words), words).get(who) == actor


@pytest.mark.parametrize(("more", "country"), [("", "NOR"), ("芬方愿加强合作。芬兰很近。", None)])
def test_a_stranger_is_of_the_state_that_he_speaks_for(read_chinese: Read, more: str, country: str | None) -> None:
    words = f"林致远会见海洋大会主席布劳松。布劳松表示，挪方愿加强合作。{more}挪威在北。"
    found = {one.id: one.country for one in read_chinese(words, side="CHN").actors}
    assert [found[one] for one in found if "布劳松" in one] == [country]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("国防部长卫安和应约与挪威国防大臣哈尔森会谈。", "国防部长卫安和"),
        ("国防部长卫安和在奥斯陆会见哈尔森首相。", "国防部长卫安和"),
        ("国防部长卫安和挪威国防大臣哈尔森会谈。", "国防部长卫安"),
        ("国防部长卫安和夫人抵达。", "国防部长卫安"),
        ("抵达的有国防部长卫安和", "国防部长卫安"),
    ],
)
def test_a_name_may_end_with_the_word_for_and(read_chinese: Read, words: str, name: str) -> None:
    assert name in named(read_chinese(words), words)

"""Clauses across languages: which answer each other, which nothing answers, what is said in general words only."""

from collections.abc import Callable

import pytest
from tests.compare.test_languages import OPENING, chile, found

from communique.compare import compare
from communique.compare.absent import absent_people
from communique.compare.ascribed import UNANSWERED
from communique.compare.claimed import PARTS
from communique.compare.elements import Inventory
from communique.compare.points import Reading
from communique.compare.sides import Sides
from communique.model import Account, Comparison, Finding, FindingKind, Level, Relation, Stand

AccountMaker = Callable[..., Account]

TALKS = "智利外长同挪威外长举行会谈。"


def words_of(finding: Finding, account: Account) -> list[str]:
    return [place.of(account.text) for place in finding.evidence[account.side]]


def missed(comparison: Comparison, side: str) -> list[str]:
    return [one.topic.label for one in found(comparison, Stand.SILENT, side, Level.CLAIM)]


@pytest.mark.parametrize(
    ("chinese", "labels"),
    [
        # one is not enough alone, three together are, as one stretch
        ("双方愿秉持平等态度，尊重各自关切，加强执法。", ["双方愿秉持平等态度，尊重各自关切，加强执法。"]),
        # the bare items of a list may lie in a field that the other account names in general
        ("双方愿加强卫生、金融、气候合作。", []),
        # ritual is no content
        ("双方愿推动两国关系行稳致远。", []),
    ],
)
def test_common_things_are_missed_where_nothing_of_them_is_there(
    account_of: AccountMaker, chinese: str, labels: list[str]
) -> None:
    english = account_of("NOR", OPENING + "They discussed climate change and health.")
    assert missed(compare([english, chile(TALKS + chinese, "zh")]), "NOR") == labels


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        # a third state in both: what is said of it may be one thing in other words
        ("She recalled a highly successful meeting in Peru.", "智利外长表示，上个月我们在秘鲁成功举行会晤，达成共识。"),
        # so may what is general and rare
        (
            "She said that the two have a shared responsibility to work together.",
            "智利外长表示，两国对解决全球性挑战负有重要责任。",
        ),
    ],
)
def test_a_claim_is_not_missed_as_a_whole_where_part_of_it_is_named(
    account_of: AccountMaker, english: str, chinese: str
) -> None:
    comparison = compare([account_of("NOR", OPENING + english), chile(TALKS + chinese, "zh")])
    assert not [one for one in comparison.findings if one.rule == "claim: nothing near"]


LONG = "智利外长表示，冲突破坏地区稳定，愿同挪方通过联合国加强协调，呼吁立即停止战争，回归外交谈判进程。"


def test_clauses_of_one_sentence_answer_several_of_another_account(account_of: AccountMaker) -> None:
    chinese = chile(TALKS + LONG, "zh")
    english = account_of(
        "NOR",
        OPENING + "The ministers said that the conflict destroys regional stability. They urged a return to the"
        " negotiating table and to diplomacy. They agreed to coordinate at the United Nations.",
    )
    pairs = [
        one
        for one in compare([english, chinese]).findings
        if one.rule in {PARTS, "claim: aligned"} and len(one.evidence) > 1
    ]
    answered = {words_of(one, english)[0] for one in pairs}
    assert len(answered) > 1


def test_parts_are_paired_the_same_way_round(account_of: AccountMaker) -> None:
    chinese = chile(TALKS + LONG, "zh")
    english = account_of("NOR", OPENING + "The ministers called for an immediate end to hostilities.")
    pairs = [
        {tuple(sorted(place.start for places in one.evidence.values() for place in places)) for one in findings}
        for findings in (
            [one for one in compare(accounts).findings if one.rule == PARTS]
            for accounts in ([english, chinese], [chinese, english])
        )
    ]
    assert pairs[0] == pairs[1]


def test_what_is_said_in_general_words_stands_in_both_and_is_folded_away(account_of: AccountMaker) -> None:
    english = account_of("NOR", OPENING + "She said that both countries have a shared responsibility.")
    chinese = chile(TALKS + "两国负有重要责任。", "zh")
    (general,) = [one for one in compare([english, chinese]).findings if one.rule == "protocol: in general words"]
    assert general.kind is FindingKind.BOTH
    assert general.protocol
    assert words_of(general, english) == ["shared responsibility"]


def test_the_relations_of_the_two_stand_in_both_by_whatever_name(account_of: AccountMaker) -> None:
    english = account_of("NOR", OPENING + "She said that the relationship is good.")
    chinese = chile(TALKS + "双方就智挪关系交换意见。", "zh")
    (general,) = [one for one in compare([english, chinese]).findings if one.rule == "protocol: in general words"]
    assert general.protocol
    assert words_of(general, english) == ["relationship"]
    assert words_of(general, chinese) == ["关系"]


def test_general_words_of_one_language_are_left_to_the_claims(account_of: AccountMaker) -> None:
    text = "She said that both countries have a shared responsibility."
    comparison = compare([account_of("NOR", OPENING + text), account_of("CHL", OPENING + text)])
    assert not [one for one in comparison.findings if one.rule == "protocol: in general words"]


def test_left_over_words_are_no_other_wording(account_of: AccountMaker) -> None:
    english = account_of("NOR", OPENING + "They condemned terrorism, money laundering and piracy in strident terms.")
    chinese = chile(TALKS + "双方谴责恐怖主义、洗钱和海盗。", "zh")
    relations = [
        wording.relation
        for one in compare([english, chinese]).findings
        if one.level is Level.CLAIM
        for wording in one.wording
    ]
    assert relations
    assert set(relations) == {Relation.SAME}


def test_an_issue_that_was_raised_may_lie_in_regional_issues(account_of: AccountMaker) -> None:
    english = account_of("NOR", OPENING + "They discussed the war in Ukraine.")
    vague = compare([english, chile(TALKS + "双方就国际和地区问题交换了意见。", "zh")])
    (ukraine,) = [one for one in vague.findings if one.topic.id == "war_in_ukraine" and one.level is Level.TOPIC]
    assert ukraine.sides["CHL"] is Stand.GENERIC
    position = account_of("NOR", OPENING + "She condemned the war in Ukraine.")
    told = compare([position, chile(TALKS + "双方就国际和地区问题交换了意见。", "zh")])
    (ukraine,) = [one for one in told.findings if one.topic.id == "war_in_ukraine" and one.level is Level.TOPIC]
    assert ukraine.sides["CHL"] is Stand.SILENT


def test_what_the_other_side_is_made_to_say_beside_what_it_answers(account_of: AccountMaker) -> None:
    english = account_of("NOR", OPENING + "The ministers agreed to hold talks on climate change next year.")
    chinese = chile(TALKS + "双方同意明年就气候变化举行对话，共同建设海底隧道，扩大奖学金名额。", "zh")
    told = [one for one in compare([english, chinese]).findings if one.kind is FindingKind.PUT_IN_MOUTH]
    words = " ".join(word for one in told for word in words_of(one, chinese))
    assert "隧道" in words
    assert "奖学金" in words
    assert all(one.sides["NOR"] in {Stand.SILENT, Stand.UNKNOWN, Stand.GENERIC} for one in told)
    assert any(one.rule == UNANSWERED or one.rule.startswith("claim: nothing") for one in told)


def test_the_head_of_a_text_reports_the_meeting_before_a_later_one(account_of: AccountMaker) -> None:
    text = (
        "Foreign Minister Astrid Lindvik of Norway and Foreign Minister Tomas Arancibia of Chile exchanged views on"
        " whaling. They praised the meeting of the two presidents in Lima."
    )
    account = account_of("NOR", text)
    other = account_of("CHL", OPENING + "They discussed whaling.")
    (held,) = [one for one in compare([account, other]).findings if one.rule == "protocol: the meeting"]
    assert words_of(held, account)[0].startswith("Foreign Minister Astrid Lindvik of Norway and")


def test_one_amount_makes_two_wordings_the_same(account_of: AccountMaker) -> None:
    left = account_of("NOR", OPENING + "She announced that Norway is providing another $90 million in security aid.")
    right = account_of(
        "CHL", OPENING + "He noted the timeliness of an additional package of assistance in the amount of $90 million."
    )
    (pair,) = [one for one in compare([left, right]).findings if one.rule == "claim: aligned"]
    assert pair.kind is FindingKind.BOTH


def test_somebody_beside_the_meeting_is_named_by_one_account_alone(account_of: AccountMaker) -> None:
    english = account_of("NOR", OPENING + "She praised the work of Foreign Minister Sergei Lavrov.")
    named = []
    for chinese in ("双方讨论了捕鲸。", "双方讨论了捕鲸。拉夫罗夫参加。"):
        accounts = (english, chile(TALKS + chinese, "zh"))
        ours, theirs = (Reading(Inventory(one, sides), sides) for sides in [Sides(accounts)] for one in accounts)
        missed_people = [one for claim in ours.claims for one in absent_people(claim, ours, [theirs])]
        named.append([one.span.of(english.text) for one in missed_people])
    assert named == [["Foreign Minister Sergei Lavrov"], []]

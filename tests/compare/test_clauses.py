"""Clauses of accounts in two languages: what the accounts seldom name tells which answer each other."""

from collections.abc import Callable

import pytest
from tests.compare.test_languages import OPENING, chile

from communique.compare import compare
from communique.compare.assemble import readings_of
from communique.compare.claimed import PARTS
from communique.compare.clauses import WEIGHTS, answers
from communique.model import Account, FindingKind, Level, Relation

AccountMaker = Callable[..., Account]

TALKS = "智利外长同挪威外长举行会谈。"


def pairs(english: Account, chinese: Account) -> set[tuple[str, str]]:
    """Return the words of the clauses that are paired."""
    return {
        (one.evidence["NOR"][0].of(english.text), one.evidence["CHL"][0].of(chinese.text))
        for one in compare([english, chinese]).findings
        if one.rule == PARTS
    }


@pytest.mark.parametrize(
    ("english", "chinese", "paired"),
    [
        # a general word that each account uses once is one matter ...
        ("She said that both want a peaceful world.", "他表示，双方应共同维护世界和平，扩大旅游往来。", {"共同维护"}),
        # ... one that both use all the time is none
        (
            "They want to cooperate. They cooperate at sea. They cooperate in the north. We cooperate. She likes fish.",
            "双方愿加强合作，推进合作，拓展合作领域，扩大人文合作，提升合作水平。智方热爱音乐。",
            set(),
        ),
        # a city of one of the two tells, though what they say of it is general
        (
            "The two will meet again. Both agreed to work together for Oslo.",
            "双方将继续对话，扩大旅游往来，为奥斯陆会晤共同努力。",
            {"奥斯陆"},
        ),
    ],
)
def test_what_is_seldom_named_pairs_clauses(
    account_of: AccountMaker, english: str, chinese: str, paired: set[str]
) -> None:
    found = pairs(account_of("NOR", OPENING + english), chile(TALKS + chinese, "zh"))
    assert {word for word in paired if any(word in theirs for _, theirs in found)} == paired
    assert bool(found) == bool(paired)


def test_the_items_of_a_list_stay_in_their_clause(account_of: AccountMaker) -> None:
    english = account_of("NOR", OPENING + "They reviewed work on clean energy, and agreed to expand it.")
    found = pairs(english, chile(TALKS + "双方就拓展农业、清洁能源、旅游合作交换意见，期待再次见面。", "zh"))
    assert all("农业、清洁能源、旅游" in theirs for _, theirs in found)


def test_clauses_are_paired_with_what_is_nearest(account_of: AccountMaker) -> None:
    english = account_of(
        "NOR",
        OPENING + "She praised the support of both peoples for the fund. She called for an immediate ceasefire and for"
        " the release of all hostages. She said that sanctions do not work.",
    )
    found = pairs(english, chile(TALKS + "他指出，冲突不断蔓延，各方应立即停火，制裁不起作用，旅游应当恢复。", "zh"))
    assert [ours for ours, theirs in found if "停火" in theirs] == [
        "an immediate ceasefire and for the release of all hostages"
    ]
    assert [theirs for ours, theirs in found if "sanctions" in ours] == ["制裁不起作用"]


def relations(english: Account, chinese: Account, words: str) -> set[Relation]:
    """Return how the findings that hold the Chinese words stand to the English text."""
    return {
        wording.relation
        for one in compare([english, chinese]).findings
        for place in one.evidence.get("CHL", ())
        if words in place.of(chinese.text)
        for wording in one.wording
    }


def test_a_concern_is_not_the_position_that_another_sets_out(account_of: AccountMaker) -> None:
    english = account_of("NOR", OPENING + "Minister Lindvik raised concerns about Chile’s actions on human rights.")
    assert relations(english, chile(TALKS + "智利外长阐述了智方在人权问题上的立场。", "zh"), "阐述") == {Relation.OTHER}


def test_a_partnership_is_as_good_as_cooperation_in_another_language(account_of: AccountMaker) -> None:
    english = account_of("NOR", OPENING + "They agreed to deepen the partnership on fisheries and tourism.")
    told = relations(english, chile(TALKS + "双方同意深化渔业和旅游合作。", "zh"), "渔业")
    assert told == {Relation.SAME}


@pytest.mark.parametrize(
    "chinese",
    [
        "智利外长表示，智方重视气候变化，密切高层往来，扩大贸易，维护多边主义，打击海盗。",
        "智利外长表示，智方愿推进旅游、农业、气候变化等领域合作，扩大贸易，打击海盗。",
    ],
)
def test_a_topic_of_a_list_is_as_bare_as_its_piece(account_of: AccountMaker, chinese: str) -> None:
    english = account_of("NOR", OPENING + "The ministers discussed tourism, human rights and climate change.")
    (topic,) = [
        one
        for one in compare([english, chile(TALKS + chinese, "zh")]).findings
        if one.topic.id == "climate" and one.level is Level.TOPIC
    ]
    assert topic.kind is FindingKind.BOTH


def test_a_number_that_both_write_is_no_other_amount(account_of: AccountMaker) -> None:
    english = account_of("NOR", OPENING + "They recalled 55 years of diplomatic relations.")
    topics = [
        one
        for one in compare([english, chile(TALKS + "今年是智挪建交55周年。", "zh")]).findings
        if one.level is Level.TOPIC and one.wording
    ]
    assert topics
    assert {one.kind for one in topics} == {FindingKind.BOTH}


def test_what_is_the_same_in_claims_that_differ_is_told(account_of: AccountMaker) -> None:
    english = account_of(
        "NOR",
        OPENING
        + "Minister Lindvik discussed the protection of human rights, counterterrorism and the ceasefire in Ukraine"
        " with Minister Arancibia.",
    )
    chinese = chile(TALKS + "智利外长强调，智方反对恐怖主义，支持乌克兰停火，保护人权。", "zh")
    whole, *parts = [one for one in compare([english, chinese]).findings if one.rule in {PARTS, "claim: aligned"}]
    assert whole.kind is FindingKind.WORDED_DIFFERENTLY
    assert {one.kind for one in parts} == {FindingKind.BOTH}
    assert "保护人权" in {place.of(chinese.text) for one in parts for place in one.evidence["CHL"]}


def test_every_reason_has_a_weight(account_of: AccountMaker) -> None:
    english = account_of("NOR", OPENING + "She praised the truce in Peru. Both agreed to work together for Oslo.")
    meeting = readings_of([english, chile(TALKS + "他欢迎停火。双方将为奥斯陆共同努力。", "zh")])
    one, other = (meeting.readings[side][-1] for side in ("NOR", "CHL"))
    found = list(answers(one, other).reasons())
    assert found
    assert {len(values) for *_, values in found} == {len(WEIGHTS)}

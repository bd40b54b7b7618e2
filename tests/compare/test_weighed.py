"""Clauses that another language's account most likely lacks: no reason alone decides, all together do."""

from collections.abc import Callable

import pytest
from tests.compare.test_languages import OPENING, chile, found

from communique.compare import compare
from communique.compare.assemble import readings_of
from communique.compare.claimed import WEIGHED
from communique.compare.clauses import answers
from communique.compare.weighed import LIKELY, REASONS, Scales, likely_missed, weighable_clauses
from communique.model import Account, Comparison, FindingKind, Level, Span, Stand

AccountMaker = Callable[..., Account]
TALKS = "智利外长同挪威外长举行会谈。"
OWN = "智方愿就人工智能治理同各方对话，提升发展中国家在全球治理中的代表性。"


def weighed_labels(comparison: Comparison) -> list[str]:
    missed = found(comparison, Stand.SILENT, "NOR", Level.CLAIM)
    return [one.topic.label for one in missed if one.rule == WEIGHED]


def test_a_side_s_own_wish_of_which_the_other_names_little_is_missed(account_of: AccountMaker) -> None:
    english = account_of("NOR", OPENING + "They discussed fisheries and agreed to keep in touch.")
    chinese = chile(TALKS + "智方致力于扩大数字经济、绿色经济合作。", "zh")
    missed = found(compare([english, chinese]), Stand.SILENT, "NOR", Level.CLAIM)
    assert missed
    assert all(one.confidence >= 0.8 for one in missed)
    assert all(one.searched["NOR"] for one in missed)


@pytest.mark.parametrize(
    "clause",
    [
        # no more than the relations of the two
        "双方愿推动两国关系行稳致远。",
        # in words that the codebook does not have
        "双方愿推动两地夜市摊主互访互学。",
    ],
)
def test_what_cannot_be_weighed_is_not_missed(account_of: AccountMaker, clause: str) -> None:
    english = account_of("NOR", OPENING + "They discussed climate change.")
    assert weighed_labels(compare([english, chile(TALKS + clause, "zh")])) == []


def test_what_is_there_is_not_missed_whoever_says_it(account_of: AccountMaker) -> None:
    english = account_of(
        "NOR",
        OPENING + "Chile wants a dialogue on governing artificial intelligence and a stronger voice for "
        "developing countries in global governance.",
    )
    assert weighed_labels(compare([english, chile(TALKS + OWN, "zh")])) == []


def test_clauses_are_cut_at_commas_and_lists_stay_together() -> None:
    account = chile(TALKS + "智方重视贸易、投资、能源合作，反对单边制裁。", "zh")
    reading = readings_of([account]).readings["CHL"][0]
    shown = [clause.span.of(account.text) for claim in reading.claims for clause in weighable_clauses(claim, reading)]
    assert shown == ["智方重视贸易、投资、能源合作", "反对单边制裁"]


def test_nothing_is_weighed_in_one_language(account_of: AccountMaker) -> None:
    one = account_of("NOR", OPENING + "They discussed climate change.")
    other = account_of("CHL", "Chile wants to limit sanctions and to extend the arms treaty.")
    meeting = readings_of([one, other])
    reading = meeting.readings["CHL"][0]
    scales = Scales(reading, [], meeting.offers["NOR"])
    assert all(scales.weighed(claim) == () for claim in reading.claims)


def test_reasons_are_all_measured_and_what_is_told_is_left_out(account_of: AccountMaker) -> None:
    english = account_of("NOR", OPENING + "They discussed climate change.")
    meeting = readings_of([english, chile(TALKS + OWN, "zh")])
    reading = meeting.readings["CHL"][0]
    scales = Scales(reading, [answers(reading, meeting.readings["NOR"][0])], meeting.offers["NOR"])
    for claim in reading.claims:
        for clause in weighable_clauses(claim, reading):
            told = scales.reasons(clause, claim)
            assert tuple(told) == REASONS
            assert all(value >= 0 for value in told.values())
        clauses = scales.weighed(claim)
        missed = list(likely_missed(clauses, ()))
        assert all(one.likelihood is not None and one.likelihood >= LIKELY for one in missed)
        assert not list(likely_missed(clauses, [Span(start=0, end=len(reading.record.document.text))]))


def test_a_clause_in_the_other_side_s_mouth_is_put_there(account_of: AccountMaker) -> None:
    english = account_of("NOR", OPENING + "They discussed climate change.")
    chinese = chile(TALKS + "挪方愿积极参与全球治理改革，支持发展中国家扩大在国际组织中的发言权。", "zh")
    kinds = {one.kind for one in found(compare([english, chinese]), Stand.SILENT, "NOR", Level.CLAIM)}
    assert kinds <= {FindingKind.PUT_IN_MOUTH, FindingKind.ONLY_IN}
    assert kinds


def test_a_word_of_an_act_alone_is_not_weighed() -> None:
    """ "With satisfaction" stands beside what it is said of: that is what may be missed."""
    account = chile("Министры провели переговоры. С удовлетворением, Чили выводит свои войска с Кипра.", "ru")
    reading = readings_of([account]).readings["CHL"][0]
    shown = [clause.span.of(account.text) for claim in reading.claims for clause in weighable_clauses(claim, reading)]
    assert shown == ["Чили выводит свои войска с Кипра"]

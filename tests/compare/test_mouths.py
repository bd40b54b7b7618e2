"""Whose words: what one account has the other side say or do, alone or together with its own."""

from collections.abc import Callable

import pytest

from communique.compare import compare
from communique.compare.ascribed import LISTED, UNANSWERED
from communique.model import Account, Comparison, Finding, FindingKind, Genre, Stand

AccountMaker = Callable[..., Account]

OPENING = "Foreign Minister Astrid Lindvik met today with Foreign Minister Tomas Arancibia of Chile. "
LISTS = (
    "Foreign Minister Tomas Arancibia met Foreign Minister Astrid Lindvik of Norway today. "
    "Minister Arancibia proposed to widen exchanges in health, agriculture, tourism and law enforcement."
)
SHORT = "Foreign Minister Tomas Arancibia met Foreign Minister Astrid Lindvik of Norway today in Oslo. "


def in_mouth(comparison: Comparison) -> list[Finding]:
    return [one for one in comparison.findings if one.kind is FindingKind.PUT_IN_MOUTH]


def words_of(finding: Finding, side: str, account: Account) -> list[str]:
    return [one.of(account.text) for one in finding.evidence.get(side, ())]


def test_a_purchase_that_the_other_account_has_a_field_for_is_put_in_its_mouth(account_of: AccountMaker) -> None:
    norway = account_of(
        "NOR", OPENING + "Chile will buy 40,000 tonnes of Norwegian soybeans a year for its fish farms."
    )
    chile = account_of("CHL", LISTS)
    comparison = compare([norway, chile])
    (found,) = [one for one in in_mouth(comparison) if one.rule == LISTED]
    assert found.sides == {"NOR": Stand.MENTIONS, "CHL": Stand.GENERIC}
    assert words_of(found, "CHL", chile) == ["agriculture"]
    (summed,) = [one.sentence for one in comparison.summary if found.id in one.findings]
    assert summed.endswith("; the Chilean account only names the field.")


def test_a_field_of_which_the_other_account_says_more_is_no_list(account_of: AccountMaker) -> None:
    norway = account_of(
        "NOR", OPENING + "Chile will buy 40,000 tonnes of Norwegian soybeans a year for its fish farms."
    )
    more = account_of("CHL", LISTS + " He welcomed new contracts on farm goods, agriculture and soybeans.")
    assert not [one for one in in_mouth(compare([norway, more])) if one.rule == LISTED]


@pytest.mark.parametrize(
    ("said", "is_joint"),
    [
        ("The two ministers chartered a council for polar shipping and its insurance.", True),
        ("As the first fruit of the visit, Minister Lindvik and Minister Arancibia chartered a polar council.", True),
        ("The two ministers discussed a council for polar shipping and its insurance.", False),
    ],
)
def test_who_acts_together_is_made_to_act(account_of: AccountMaker, said: str, *, is_joint: bool) -> None:
    comparison = compare([account_of("NOR", OPENING + said), account_of("CHL", SHORT)])
    assert any(one.speaker == "both" for one in in_mouth(comparison)) is is_joint


def test_they_of_a_speech_are_not_the_two_who_met(account_of: AccountMaker) -> None:
    speech = account_of("NOR", OPENING + "The smugglers are afraid. They threaten our fishing crews with pistols.")
    comparison = compare([speech.model_copy(update={"genre": Genre.STATEMENT}), account_of("CHL", SHORT)])
    assert not in_mouth(comparison)


def test_the_parties_of_a_call_with_somebody_else_are_not_the_two_who_met(account_of: AccountMaker) -> None:
    third = (
        "Later Minister Lindvik spoke by phone with Foreign Minister Jorge Salcedo of Peru. "
        "The parties agreed on a first tranche of loans for copper mines."
    )
    comparison = compare([account_of("NOR", OPENING + third), account_of("CHL", SHORT)])
    assert not [one for one in in_mouth(comparison) if one.speaker == "both"]


def test_what_the_other_side_is_made_to_say_is_missed_as_it_was_put(account_of: AccountMaker) -> None:
    said = "Minister Arancibia stressed that Antarctic whales deserve a sanctuary, krill included, and glaciers too."
    norway = account_of("NOR", OPENING + said)
    (found,) = in_mouth(compare([norway, account_of("CHL", SHORT)]))
    (words,) = words_of(found, "NOR", norway)
    assert words.startswith("stressed that Antarctic whales")
    assert words.endswith("glaciers too")


def test_who_is_announced_to_speak_claims_nothing(account_of: AccountMaker) -> None:
    announced = account_of("NOR", OPENING + "\n\nChilean television correspondent Andrea Quintanilla:\n\nThank you.")
    comparison = compare([announced, account_of("CHL", SHORT)])
    assert not [one for one in comparison.findings if "correspondent" in one.topic.label]


def test_what_nothing_answers_is_in_a_mouth_and_nobody_is_called_silent(account_of: AccountMaker) -> None:
    norway = account_of(
        "NOR", OPENING + "Minister Arancibia assured her that Chile will buy Norwegian drones for its coast guard."
    )
    comparison = compare(
        [norway, account_of("CHL", SHORT + "Minister Arancibia opened a school for pilots of drones.")]
    )
    (found,) = in_mouth(comparison)
    assert found.rule == UNANSWERED
    assert found.sides == {"NOR": Stand.MENTIONS, "CHL": Stand.UNKNOWN}
    (summed,) = [one.sentence for one in comparison.summary if found.id in one.findings]
    assert summed.endswith("to Tomas Arancibia; in the Chilean account nothing answers it.")


def test_whom_a_sentence_only_names_says_nothing_in_it(account_of: AccountMaker) -> None:
    norway = account_of("NOR", OPENING + "On the table were Iran, its reactors and the stockpile of uranium.")
    comparison = compare([norway, account_of("CHL", SHORT)])
    assert {one.speaker for one in comparison.findings} == {None}


def test_we_both_are_both(account_of: AccountMaker) -> None:
    norway = account_of("NOR", OPENING + "We both believe firmly in free passage through the Drake Passage.")
    comparison = compare([norway, account_of("CHL", SHORT)])
    assert [one.speaker for one in in_mouth(comparison)] == ["both"]


def test_the_meeting_of_the_sides_counts_before_one_with_somebody_else(account_of: AccountMaker) -> None:
    called = "Foreign Minister Astrid Lindvik spoke by phone with Foreign Minister Jorge Salcedo of Peru today. "
    norway = account_of("NOR", called + "Earlier she met Foreign Minister Tomas Arancibia of Chile in Oslo.")
    comparison = compare([norway, account_of("CHL", SHORT)])
    assert comparison.meeting is not None
    assert "Tomas Arancibia" in {comparison.people.get(one) for one in comparison.meeting.participants}


def test_a_head_that_names_both_reports_the_meeting_whatever_its_verb(account_of: AccountMaker) -> None:
    head = (
        "Foreign Minister Astrid Lindvik of Norway and Foreign Minister Tomas Arancibia of Chile "
        "discussed salmon farms."
    )
    comparison = compare([account_of("NOR", head + " She named the Drake Passage."), account_of("CHL", SHORT)])
    (held,) = [one for one in comparison.findings if one.rule == "protocol: the meeting"]
    assert held.sides == {"NOR": Stand.MENTIONS, "CHL": Stand.MENTIONS}
    missed = [one for one in comparison.findings if one.rule == "claim: nothing near"]
    assert not [one for one in missed if "Lindvik" in one.topic.label]


def test_what_a_side_denies_is_not_said_to_be_unanswered(norway: Account, chile: Account, story: Account) -> None:
    findings = compare([norway, chile, story]).findings
    (denied,) = [one for one in findings if one.kind is FindingKind.DENIED]
    shown = denied.evidence["NOR"][0]
    unanswered = [one for one in findings if one.rule == UNANSWERED and "NOR" in one.evidence]
    assert unanswered
    assert shown not in [words for one in unanswered for words in one.evidence["NOR"]]


@pytest.mark.parametrize(
    ("answer", "found"), [("They discussed salmon.", True), ("Minister Arancibia thanked her for the salmon.", False)]
)
def test_little_is_put_in_a_mouth_too_where_nothing_is_near(
    account_of: AccountMaker, answer: str, *, found: bool
) -> None:
    norway = account_of("NOR", OPENING + "Minister Arancibia thanked her.")
    comparison = compare([norway, account_of("CHL", SHORT + answer)])
    assert bool([one for one in in_mouth(comparison) if one.rule == UNANSWERED]) is found


RUSSIAN = (
    "Министр иностранных дел Норвегии Астрид Линдвик провела беседу с Министром иностранных дел Чили Томасом Арансибиа."
)


@pytest.mark.parametrize(
    ("told", "is_joint"),
    [
        ("Отмечена необходимость страхования лососёвых ферм.", True),
        ("Условлено о страховании лососёвых ферм.", True),
        ("Астрид Линдвик напомнила о штормах. Отмечена необходимость страхования лососёвых ферм.", False),
        ("Астрид Линдвик напомнила о штормах.\nОтмечена необходимость страхования лососёвых ферм.", True),
        ("Астрид Линдвик напомнила о штормах. Отмечена решимость Норвегии и Чили страховать фермы лосося.", True),
    ],
)
def test_what_nobody_is_named_for_is_told_of_both(account_of: AccountMaker, told: str, *, is_joint: bool) -> None:
    norway = account_of("NOR", f"{RUSSIAN}\n{told}")
    comparison = compare([norway, account_of("CHL", SHORT + "They praised the cheese of Chiloé.")])
    spoken = [one.speaker for one in in_mouth(comparison) if "NOR" in one.evidence]
    assert ("both" in spoken) is is_joint


@pytest.mark.parametrize(
    ("said", "is_joint"),
    [
        ("The ministers agreed to meet in May and committed their navies to patrolling the Drake Passage.", True),
        ("Minister Lindvik agreed to meet in May and committed her navy to patrolling the Drake Passage.", False),
    ],
)
def test_a_sentence_goes_on_with_what_both_do(account_of: AccountMaker, said: str, *, is_joint: bool) -> None:
    norway = account_of("NOR", OPENING + said)
    comparison = compare([norway, account_of("CHL", SHORT + "They praised the cheese of Chiloé.")])
    passage = [one for one in comparison.findings if any("Drake" in word for word in words_of(one, "NOR", norway))]
    assert passage
    assert (FindingKind.PUT_IN_MOUTH in {one.kind for one in passage}) is is_joint

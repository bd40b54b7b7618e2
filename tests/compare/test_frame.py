"""The frame of a meeting: who asked for it and how the talk is rated; left is Norway's text, right Chile's."""

from collections.abc import Callable

from communique.compare import compare
from communique.model import Account, Finding, FindingKind, Stand

AccountMaker = Callable[..., Account]


def framed(accounts: AccountMaker, left: str, right: str, label: str) -> list[Finding]:
    """Return the findings of a label, all of them folded away as frame."""
    told = [
        one for one in compare([accounts("NOR", left), accounts("CHL", right)]).findings if one.topic.label == label
    ]
    assert all(one.protocol for one in told)
    return told


MET = "Foreign Minister Astrid Lindvik met today with Foreign Minister Tomas Arancibia of Chile. "
ASKED = "At the request of Chile, Foreign Minister Lindvik met today with Foreign Minister Tomas Arancibia of Chile. "
WHO = "who asked for the meeting"
TONE = "tone of the talk"


def test_an_account_that_reports_the_meeting_may_be_silent_on_who_asked(account_of: AccountMaker) -> None:
    (told,) = framed(account_of, ASKED, MET + "They discussed fisheries.", WHO)
    assert told.kind is FindingKind.ONLY_IN
    assert told.sides == {"NOR": Stand.MENTIONS, "CHL": Stand.SILENT}
    assert told.searched["CHL"]


def test_who_asked_is_not_missed_where_both_say_it_or_nothing_reports_the_meeting(account_of: AccountMaker) -> None:
    (told,) = framed(account_of, ASKED, ASKED + "They discussed fisheries.", WHO)
    assert told.kind is FindingKind.BOTH
    assert not framed(account_of, ASKED, "Chile’s fisheries grew last year.", WHO)


def test_a_headline_is_not_where_a_text_says_who_asked(account_of: AccountMaker) -> None:
    headline = "Readout: Foreign Minister Lindvik and Foreign Minister Arancibia of Chile\nOslo, March 8, 2026\n"
    (told,) = framed(account_of, headline + ASKED, MET + "They discussed fisheries.", WHO)
    assert told.kind is FindingKind.ONLY_IN


def test_what_was_done_at_somebody_s_initiative_later_on_is_no_request(account_of: AccountMaker) -> None:
    later = "They discussed fisheries. At Chile’s initiative the talks on tariffs were opened."
    assert not framed(account_of, MET + later, MET, WHO)


def test_one_tone_in_other_words_is_the_same_and_no_tone_is_no_silence(account_of: AccountMaker) -> None:
    candid = MET + "The talks were candid and constructive."
    (told,) = framed(account_of, candid, MET + "The talks were constructive.", TONE)
    assert told.kind is FindingKind.BOTH
    (told,) = framed(account_of, candid, MET + "The talks were warm and friendly.", TONE)
    assert told.kind is FindingKind.WORDED_DIFFERENTLY
    assert not framed(account_of, candid, MET, TONE)


def test_the_number_of_a_salute_makes_no_claim(account_of: AccountMaker) -> None:
    talks = "They discussed fisheries. "
    saluted = talks + "Before the talks Foreign Minister Lindvik was greeted with a 21-gun salute."
    told = compare([account_of("NOR", MET + saluted), account_of("CHL", MET + talks)]).findings
    assert not [one for one in told if not one.protocol and Stand.SILENT in one.sides.values()]

"""What each pair of short accounts shows, case by case; the words on the left are Norway's, on the right Chile's."""

from collections.abc import Callable

import pytest

from communique.compare import compare
from communique.model import (
    Account,
    Comparison,
    Finding,
    FindingKind,
    Genre,
    Level,
    MarkKind,
    Relation,
    SilenceAgainst,
    Stand,
)

AccountMaker = Callable[..., Account]

OPENING = "Foreign Minister Astrid Lindvik met today with Foreign Minister Tomas Arancibia of Chile. "
OTHER_OPENING = "Foreign Minister Tomas Arancibia met today with Foreign Minister Astrid Lindvik of Norway. "

STORY = (
    "OSLO, March 9 (Fjord Wire) - Norwegian Foreign Minister Astrid Lindvik met her Chilean counterpart Tomas "
    "Arancibia in Oslo on Sunday. While the Norwegian readout did not mention arms sales, Chile’s Foreign Ministry "
    "said the two ministers discussed them."
)


def of(accounts: AccountMaker, left: str, right: str) -> tuple[Comparison, dict[str, str]]:
    norway, chile = accounts("NOR", OPENING + left), accounts("CHL", OTHER_OPENING + right)
    return compare([norway, chile]), {"NOR": norway.text, "CHL": chile.text}


def words(finding: Finding, texts: dict[str, str], side: str) -> list[str]:
    return [texts[side][word.start : word.end] for word in finding.evidence.get(side, ())]


def silent(comparison: Comparison, texts: dict[str, str], side: str) -> list[str]:
    """Return the words of the other side that this side's account is said not to carry."""
    other = "CHL" if side == "NOR" else "NOR"
    return [
        word
        for finding in comparison.findings
        if finding.sides.get(side) is Stand.SILENT
        for word in words(finding, texts, other)
    ]


@pytest.mark.parametrize(
    ("left", "right", "missed"),
    [
        ("They discussed arms sales.", "They discussed climate change.", "arms sales"),
        ("Minister Lindvik raised human rights.", "They discussed fisheries.", "human rights"),
        ("Minister Lindvik stressed the need to release political prisoners.", "They discussed trade.", "prisoners"),
        ("The ministers agreed to open a joint research station in Antarctica.", "They discussed trade.", "research"),
    ],
)
def test_what_only_one_account_names_is_missed_in_the_other(
    account_of: AccountMaker, left: str, right: str, missed: str
) -> None:
    comparison, texts = of(account_of, left, right)
    assert any(missed in word for word in silent(comparison, texts, "CHL"))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("They discussed sanctions.", "Norway would impose severe costs, Minister Lindvik said."),
        ("They discussed the peace process.", "The ministers stressed that diplomacy is the only way forward."),
        ("They discussed military assistance.", "Minister Arancibia asked for weapons and ammunition."),
        (
            "Minister Lindvik pledged $500 million in budget support.",
            "Minister Arancibia welcomed new financial support.",
        ),
        ("They discussed the Strait of Hormuz.", "They discussed the Strait of Hormuz and shipping."),
        ("They discussed the Middle East.", "They discussed the Strait of Hormuz."),
        ("They discussed the climate crisis.", "They discussed efforts against climate change."),
        ("They discussed ties between Norway and Chile.", "They discussed fisheries."),
        ("They discussed Russia's war against Ukraine.", "Minister Arancibia thanked her for her support of Ukraine."),
        (
            "They discussed defense cooperation.",
            "They spoke about cooperation across two pillars, defense and security.",
        ),
    ],
)
def test_what_the_other_account_may_carry_in_other_words_is_never_missed(
    account_of: AccountMaker, left: str, right: str
) -> None:
    comparison, texts = of(account_of, left, right)
    assert not silent(comparison, texts, "CHL")


@pytest.mark.parametrize(
    ("named", "wider"),
    [
        ("the ceasefire in Idlib", "the situation in Syria and the Middle East"),
        ("the talks in Cairo and Egypt’s mediation", "the Middle East"),
        ("the reopening of the Suez Canal", "the situation in the Middle East"),
        ("the riots in Tashkent", "Central Asia"),
        ("the elections in Bolivia", "Latin America"),
        ("the strikes on Tehran", "Iran"),
    ],
)
def test_who_names_a_place_is_not_silent_on_what_it_lies_in(account_of: AccountMaker, named: str, wider: str) -> None:
    comparison, _ = of(account_of, f"They discussed {named}.", f"They exchanged views on {wider}.")
    assert not [one for one in comparison.findings if Stand.SILENT in one.sides.values()]


@pytest.mark.parametrize("named", ["regional and global issues", "the international situation", "bilateral issues"])
def test_nobody_is_silent_on_what_is_said_of_any_meeting(account_of: AccountMaker, named: str) -> None:
    comparison, _ = of(account_of, f"They discussed {named}.", "They discussed fisheries.")
    (finding,) = [
        one for one in comparison.findings if one.topic.id in {"international_situation", "bilateral_relations"}
    ]
    assert finding.sides["CHL"] is Stand.UNKNOWN
    assert finding.rule == "topic: general"


def test_a_wider_topic_is_generic_and_no_silence(account_of: AccountMaker) -> None:
    comparison, _ = of(account_of, "They discussed the Strait of Hormuz.", "They discussed the Middle East.")
    (finding,) = [one for one in comparison.findings if one.topic.id == "strait_of_hormuz" and one.level is Level.TOPIC]
    assert finding.sides == {"NOR": Stand.MENTIONS, "CHL": Stand.GENERIC}
    assert finding.kind is FindingKind.WORDED_DIFFERENTLY


def test_words_of_the_other_side_that_its_own_account_lacks_are_put_in_its_mouth(account_of: AccountMaker) -> None:
    comparison, texts = of(
        account_of,
        "Minister Arancibia voiced support for Norway’s seat on the Security Council.",
        "They discussed fisheries.",
    )
    found = [one for one in comparison.findings if one.kind is FindingKind.PUT_IN_MOUTH]
    assert found
    assert all(one.sides == {"NOR": Stand.MENTIONS, "CHL": Stand.SILENT} for one in found)
    assert any("Security Council" in word for one in found for word in words(one, texts, "NOR"))


def test_a_position_put_in_a_mouth_is_summed_up_where_nobody_is_silent(account_of: AccountMaker) -> None:
    comparison, texts = of(
        account_of,
        "Minister Arancibia said that Chile opposes deep-sea mining in the Pacific.",
        "The ministers discussed fisheries and deep-sea mining.",
    )
    (found,) = [one for one in comparison.findings if one.kind is FindingKind.PUT_IN_MOUTH]
    assert Stand.SILENT not in found.sides.values()
    (told,) = [one.sentence for one in comparison.summary if found.id in one.findings]
    assert told == (
        f"The Norwegian account ascribes “{words(found, texts, 'NOR')[0]}” to Tomas Arancibia; "
        "the Chilean account only says that the matter was raised."
    )


def test_what_both_sides_agreed_is_put_in_the_other_s_mouth_where_its_account_lacks_it(
    account_of: AccountMaker,
) -> None:
    comparison, _ = of(
        account_of, "The two ministers agreed to lower tariffs on salmon.", "They discussed the war in Ukraine."
    )
    assert any(one.kind is FindingKind.PUT_IN_MOUTH and one.speaker == "both" for one in comparison.findings)


def test_what_the_leaders_discussed_is_in_nobody_s_mouth(account_of: AccountMaker) -> None:
    comparison, _ = of(account_of, "The ministers discussed tariffs on salmon.", "They discussed the war in Ukraine.")
    assert FindingKind.PUT_IN_MOUTH not in {one.kind for one in comparison.findings}


def test_a_harder_noun_is_worded_differently(account_of: AccountMaker) -> None:
    comparison, _ = of(account_of, "They discussed the war in Ukraine.", "They discussed the situation in Ukraine.")
    (finding,) = [one for one in comparison.findings if one.level is Level.TOPIC and one.topic.id == "war_in_ukraine"]
    assert finding.kind is FindingKind.WORDED_DIFFERENTLY
    assert finding.wording[0].relation is Relation.SOFTER
    assert {mark.kind for mark in finding.wording[0].marks} == {MarkKind.STRENGTH}


def test_single_words_are_set_against_each_other_only_in_near_copies(account_of: AccountMaker) -> None:
    comparison, texts = of(
        account_of,
        "Minister Lindvik stressed that fishing in the south must end before the spring.",
        "Minister Lindvik stressed that fishing in the south should end before the spring.",
    )
    (wording,) = [one for finding in comparison.findings for one in finding.wording if one.near_copies and one.marks]
    marked = {(mark.kind, texts[mark.account_id][mark.start : mark.end]) for mark in wording.marks}
    assert marked == {(MarkKind.DELETED, "must"), (MarkKind.INSERTED, "should")}


def test_a_topic_that_the_press_says_is_not_in_the_readout_is_not_named_by_it(account_of: AccountMaker) -> None:
    comparison = compare([account_of("press", STORY)])
    (finding,) = [one for one in comparison.findings if one.kind is FindingKind.SAID_NOT_MENTIONED]
    assert finding.sides["NOR"] is Stand.SILENT
    assert finding.silence_against is SilenceAgainst.PRESS


def test_the_text_decides_where_the_press_is_wrong(account_of: AccountMaker) -> None:
    own = account_of("NOR", OPENING + "They discussed arms sales.")
    comparison = compare([own, account_of("press", STORY)])
    (finding,) = [one for one in comparison.findings if one.kind is FindingKind.SAID_NOT_MENTIONED]
    assert finding.sides["NOR"] is Stand.MENTIONS
    assert finding.rule == "press: contradicted by the text"


def test_a_sentence_dropped_from_a_later_version_is_a_silence_against_the_earlier(account_of: AccountMaker) -> None:
    first = account_of("NOR", OPENING + "They discussed climate change. They discussed arms sales.", account_id="one")
    later = account_of("NOR", OPENING + "They discussed climate change.", account_id="two")
    comparison = compare(
        [first.model_copy(update={"date": "2026-03-08"}), later.model_copy(update={"date": "2026-03-09"})]
    )
    dropped = [one for one in comparison.findings if one.silence_against is SilenceAgainst.EARLIER_ACCOUNTS]
    assert [(one.topic.label, one.evidence["NOR"][0].account_id) for one in dropped] == [("arms sales", "one")]


@pytest.mark.parametrize(("genre", "page"), [(Genre.FACT_SHEET, "a"), (None, "b")])
def test_a_text_of_another_genre_or_page_drops_nothing(
    account_of: AccountMaker, genre: Genre | None, page: str
) -> None:
    first = account_of("NOR", OPENING + "They discussed climate change. They discussed arms sales.", account_id="one")
    other = account_of("NOR", OPENING + "They discussed climate change.", account_id="two")
    comparison = compare(
        [first.model_copy(update={"page": "a"}), other.model_copy(update={"genre": genre, "page": page})]
    )
    assert not [one for one in comparison.findings if one.silence_against is SilenceAgainst.EARLIER_ACCOUNTS]


def test_three_accounts_are_compared_at_once(account_of: AccountMaker) -> None:
    accounts = [
        account_of("NOR", OPENING + "They discussed climate change and arms sales."),
        account_of("CHL", OTHER_OPENING + "They discussed climate change and arms sales."),
        account_of(
            "PER", "Foreign Minister Ana Ruiz joined the ministers of Norway and Chile. They discussed climate change."
        ),
    ]
    comparison = compare(accounts)
    by_topic = {one.topic.label: one for one in comparison.findings if one.level is Level.TOPIC}
    assert set(by_topic["climate change"].sides.values()) == {Stand.MENTIONS}
    assert by_topic["arms sales"].sides == {"NOR": Stand.MENTIONS, "CHL": Stand.MENTIONS, "PER": Stand.SILENT}


def test_the_summary_says_no_more_than_it_may(account_of: AccountMaker) -> None:
    comparison, _ = of(account_of, "They discussed arms sales and trade.", "They discussed trade.")
    sentences = [one.sentence for one in comparison.summary]
    assert "Both accounts name trade." in sentences
    assert "Only the Norwegian account names arms sales; the Chilean account, read whole, does not." in sentences


def test_nothing_to_compare_and_one_id_twice_are_refused(norway: Account) -> None:
    with pytest.raises(ValueError, match="nothing to compare"):
        compare([])
    with pytest.raises(ValueError, match="same id"):
        compare([norway, norway])


def test_a_sentence_does_not_end_a_quotation_with_a_stop(account_of: AccountMaker) -> None:
    comparison, _ = of(
        account_of,
        "Minister Lindvik said that “the whaling boats must leave the bay of Valdoro.”",
        "They discussed the war in Ukraine.",
    )
    told = [one.sentence for one in comparison.summary if "whaling" in one.sentence]
    assert told
    assert not any(".”" in sentence for sentence in told)


def test_two_kinds_of_mining_are_two_matters(account_of: AccountMaker) -> None:
    comparison, _ = of(account_of, "They discussed lithium mining.", "They discussed deep-sea mining.")
    assert not [one for one in comparison.findings if one.kind is FindingKind.BOTH and not one.protocol]

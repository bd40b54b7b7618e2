"""Which claims answer each other, and how their wordings stand to each other; left is Norway's text, right Chile's."""

from collections.abc import Callable

import pytest

from communique.compare import compare
from communique.model import Account, Finding, FindingKind, Level, Relation

AccountMaker = Callable[..., Account]

OPENING = "Foreign Minister Astrid Lindvik met today with Foreign Minister Tomas Arancibia of Chile. "
OTHER_OPENING = "Foreign Minister Tomas Arancibia met today with Foreign Minister Astrid Lindvik of Norway. "


def findings(accounts: AccountMaker, left: str, right: str, level: Level) -> list[Finding]:
    """Return the findings of one level that are of both accounts and of substance."""
    comparison = compare([accounts("NOR", OPENING + left), accounts("CHL", OTHER_OPENING + right)])
    return [
        finding
        for finding in comparison.findings
        if finding.level is level and not finding.protocol and len(finding.evidence) == 2
    ]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "The ministers agreed to set up a joint working group on illegal fishing.",
            "Minister Arancibia thanked Minister Lindvik for Norway’s support for fisheries research.",
        ),
        (
            "He acknowledged that Chile had put off the talks on a free trade agreement.",
            "He stressed that a free trade agreement must open doors for small producers.",
        ),
        (
            "Minister Lindvik noted that semiconductors from Chile go into Norwegian turbines.",
            "Minister Arancibia underlined that the two states train students in semiconductors.",
        ),
    ],
)
def test_a_shared_topic_alone_makes_no_pair_of_claims(account_of: AccountMaker, left: str, right: str) -> None:
    assert not findings(account_of, left, right, Level.CLAIM)
    assert findings(account_of, left, right, Level.TOPIC)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "Minister Lindvik stressed that illegal fishing must end and that coast guards should share their radar.",
            "Minister Arancibia noted that the coast guards will act against illegal fishing.",
        ),
        ("They discussed the Sahel.", "They discussed the situation in the Sahel."),
        (
            "Minister Lindvik pledged Norway’s support for reforestation.",
            "Minister Arancibia thanked Minister Lindvik for Norway’s commitment to reforestation.",
        ),
    ],
)
def test_claims_on_one_matter_answer_each_other(account_of: AccountMaker, left: str, right: str) -> None:
    assert findings(account_of, left, right, Level.CLAIM)


@pytest.mark.parametrize(
    ("left", "right", "relation"),
    [
        ("They discussed the Sahel.", "Minister Arancibia warned that the Sahel is near famine.", Relation.HARDER),
        (
            "Minister Lindvik condemned the coup in Niger.",
            "They exchanged views on the coup in Niger.",
            Relation.SOFTER,
        ),
        ("They discussed deep-sea mining.", "They also discussed deep-sea mining.", Relation.SAME),
        (
            "They discussed deep-sea mining.",
            "Minister Arancibia voiced grave concern over deep-sea mining.",
            Relation.HARDER,
        ),
        # a bare item against what of it: said in an even voice, or with which somebody is bound
        (
            "Minister Lindvik stressed the freedom of navigation in the South China Sea.",
            "They discussed the South China Sea.",
            Relation.GENERIC,
        ),
        (
            "They discussed fisheries.",
            "The ministers agreed to set up a commission on fisheries and share patrol ships.",
            Relation.HARDER,
        ),
    ],
)
def test_to_raise_a_topic_says_less_than_to_hold_a_position(
    account_of: AccountMaker, left: str, right: str, relation: Relation
) -> None:
    worded = [one for finding in findings(account_of, left, right, Level.TOPIC) for one in finding.wording]
    assert worded
    assert {one.relation for one in worded} == {relation}


def test_a_number_elsewhere_in_the_sentence_is_no_amount_of_the_topic(account_of: AccountMaker) -> None:
    left = "They discussed migration."
    right = (
        "They discussed migration and, as a matter of the coming autumn, the return of 300 students to their schools."
    )
    worded = [one for finding in findings(account_of, left, right, Level.TOPIC) for one in finding.wording]
    assert {one.relation for one in worded} == {Relation.SAME}


def test_what_one_praises_and_the_other_condemns_is_opposed(account_of: AccountMaker) -> None:
    left = "Minister Lindvik welcomed the blockade of the port of Valdoro by the coast guard."
    right = "Minister Arancibia condemned the blockade of the port of Valdoro by the coast guard."
    worded = [one for finding in findings(account_of, left, right, Level.CLAIM) for one in finding.wording]
    assert {one.relation for one in worded} == {Relation.OPPOSED}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("said that Norway welcomes the enlargement of NATO", "said that Chile opposes the enlargement of NATO"),
        ("reiterated support for the tariffs on salmon", "rejected the tariffs on salmon"),
    ],
)
def test_what_one_backs_and_the_other_opposes_is_opposed(account_of: AccountMaker, left: str, right: str) -> None:
    found = findings(account_of, f"Minister Lindvik {left}.", f"Minister Arancibia {right}.", Level.TOPIC)
    assert Relation.OPPOSED in {one.relation for finding in found for one in finding.wording}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("said that Norway supports the tariffs on salmon", "said that Chile does not oppose the tariffs on salmon"),
        ("voiced support for the people of Ukraine", "rejected Russia’s aggression against Ukraine"),
        ("welcomed the talks, and opposes the tariffs on salmon", "opposed the tariffs on salmon"),
    ],
)
def test_who_backs_something_else_is_not_opposed(account_of: AccountMaker, left: str, right: str) -> None:
    found = findings(account_of, f"Minister Lindvik {left}.", f"Minister Arancibia {right}.", Level.TOPIC)
    assert Relation.OPPOSED not in {one.relation for finding in found for one in finding.wording}


def test_the_meeting_is_one_in_whatever_words_it_was_held(account_of: AccountMaker) -> None:
    received = account_of("NOR", "Minister Lindvik received Minister Tomas Arancibia of Chile in Oslo.")
    talks = account_of("CHL", "Minister Arancibia held talks with Minister Astrid Lindvik of Norway in Oslo.")
    (finding,) = [one for one in compare([received, talks]).findings if one.topic.label == "the meeting itself"]
    assert finding.kind is FindingKind.BOTH

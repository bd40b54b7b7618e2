"""Reading the parse: who does it, and whether it has been done."""

import pytest
from spacy.language import Language

from communique.annotate.clause import Standing, conjuncts, finite_above, objects, standing, subjects


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The ministers met on Friday.", Standing.DONE),
        ("The ministers will meet on Friday.", Standing.AHEAD),
        ("The ministers are to meet on Friday.", Standing.AHEAD),
        ("The ministers plan to meet on Friday.", Standing.AHEAD),
        ("The ministers agreed to meet on Friday.", Standing.AHEAD),
        ("The ministers had planned to meet on Friday.", Standing.CANCELLED),
        ("The ministers were to have met on Friday.", Standing.CANCELLED),
        ("The ministers did not meet.", Standing.DENIED),
        ("The ministers denied that they had met.", Standing.DENIED),
        ("The ministers refused to meet.", Standing.OPEN),
        ("The ministers may meet on Friday.", Standing.OPEN),
        ("If the ministers meet, they will talk.", Standing.OPEN),
        ("The ministers flew to Paris to meet the president.", Standing.DONE),
        ("The ministers will fly to Paris to meet the president.", Standing.AHEAD),
    ],
)
def test_where_an_action_stands(sentence: str, expected: Standing, nlp: Language) -> None:
    verb = next(token for token in nlp(sentence) if token.lemma_ == "meet")
    assert standing(verb) is expected


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("The minister wants to meet the king.", "minister"),
        ("The minister, who met the king, left.", "minister"),
        ("The king asked the minister to meet the queen.", "minister"),
        ("The minister flew to Paris and met the king.", "minister"),
        ("His decision to meet the king was right.", "His"),
    ],
)
def test_who_does_it_is_handed_down(sentence: str, subject: str, nlp: Language) -> None:
    verb = next(token for token in nlp(sentence) if token.lemma_ == "meet")
    assert [token.text for token in subjects(verb)] == [subject]


def test_a_relative_pronoun_before_the_verb_is_an_object(nlp: Language) -> None:
    doc = nlp("The ministers discussed trade, which the statement did not mention.")
    verb = next(token for token in doc if token.lemma_ == "mention")
    assert [token.text for token in objects(verb)] == ["which"]


def test_conjuncts_come_in_order_and_leave_verbs_out(nlp: Language) -> None:
    doc = nlp("The ministers discussed trade, fish and ice and left.")
    verb = next(token for token in doc if token.lemma_ == "discuss")
    assert [token.text for token in conjuncts(objects(verb)[0])] == ["trade", "fish", "ice"]


def test_the_finite_verb_above(nlp: Language) -> None:
    doc = nlp("The minister praised the idea of leaving the bloc.")
    verb = next(token for token in doc if token.text == "leaving")
    assert finite_above(verb).text == "praised"

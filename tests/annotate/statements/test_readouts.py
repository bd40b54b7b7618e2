"""Official readouts as the offices write them: who speaks, to whom, and what counts as said."""

from communique import stages
from communique.model import Record

OPENING = "Norwegian Prime Minister Halvard Tveiten met with President Liis Tamm of Estonia on Monday in Oslo. "


def read(text: str, *, publisher: str | None = None) -> Record:
    return stages.read(text, published_on="2025-07-14", publisher=publisher)


def said(record: Record) -> list[tuple[str | None, str, str]]:
    """Return who says it, the cue and the words of each statement."""
    return [
        (one.speaker.actor if one.speaker else None, record.words(*one.cue), record.words(*one.content))
        for one in record.statements
    ]


def members(record: Record, words: str) -> set[str]:
    """Return who the statement with these words in its content is ascribed to, a group as its members."""
    (found,) = (one for one in record.statements if words in record.words(*one.content))
    assert found.speaker is not None
    assert found.speaker.actor is not None
    return set(record.actor(found.speaker.actor).members) or {found.speaker.actor}


def test_whom_somebody_called_to_say_something_says_nothing() -> None:
    record = read("This afternoon, Prime Minister Tveiten spoke with President Tamm to reiterate Norway's support.")
    assert members(record, "support") == {"text:tveiten"}


def test_three_with_titles_are_a_group_though_the_parser_sees_two() -> None:
    record = read(
        OPENING + "They were joined by Prime Minister Janis Krauze of Latvia. "
        "The President, Prime Minister Tveiten, and Prime Minister Krauze reaffirmed the strength of the alliance. "
        "President Tamm, Prime Minister Tveiten, Speaker Rasmussen, and Minister Krauze welcomed the new road."
    )
    assert members(record, "alliance") == {"text:liis-tamm", "text:halvard-tveiten", "text:janis-krauze"}
    assert len(members(record, "road")) == 4


def test_a_name_beside_its_title_is_no_member_of_its_own() -> None:
    record = read(OPENING + "The president, Liis Tamm, and the prime minister welcomed the new road.")
    assert members(record, "road") == {"text:liis-tamm", "text:halvard-tveiten"}


def test_nobody_thanks_himself() -> None:
    record = read(
        "President Liis Tamm of Estonia spoke with President Janis Krauze of Latvia. "
        "President Tamm noted the exchange. She thanked the President for his leadership."
    )
    (thanks,) = (one for one in record.statements if record.words(*one.cue) == "thanked")
    assert thanks.addressee is not None
    assert thanks.addressee.actor == "text:janis-krauze"

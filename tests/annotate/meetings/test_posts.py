"""What leaders post: "I just had a call with …", where the text itself names everybody but its author."""

from dataclasses import replace

import pytest

from communique import stages
from communique.model import Record
from communique.read import read_text

CALL = (
    "I just had a long and productive phone call with President Ana Rojas of Peru. We discussed fisheries, copper, and "
    "the Pacific cable. We both reflected on the long history of our two peoples. As we both agreed, we want to end "
    "the quarrel over the fishing grounds. We agreed to work together closely, including visiting each other’s "
    "capitals. We have also agreed to have our teams start negotiations at once, and we will begin by calling "
    "President Luz Diaz, of Chile, to inform her of the conversation, something which I will do right now. I want to "
    "thank President Rojas for her time. She invited me to visit Peru, and I reciprocated."
)


def read(text: str, *, publisher: str | None = None, side: str | None = None, on: str = "2024-03-06") -> Record:
    reading = read_text(text, document_id="post", published_on=on, publisher=publisher)
    return next(stages.records([replace(reading, side=side)]))


def met(record: Record) -> list[str]:
    """Return "kind status date: participants" of each meeting."""
    return [
        f"{one.kind.value} {one.status.value} {one.date or '-'}: {' '.join(one.participants)}"
        for one in record.meetings
    ]


def said(record: Record) -> list[tuple[str | None, str, str]]:
    """Return who says it, the cue and the words of each statement."""
    return [
        (one.speaker.actor if one.speaker else None, record.words(*one.cue), record.words(*one.content))
        for one in record.statements
    ]


@pytest.mark.parametrize(
    ("publisher", "side", "i", "we"),
    [
        (None, None, "", ""),
        (None, "NOR", "NOR ", "NOR "),
        ("Halvard Tveiten, Facebook post", "NOR", "text:halvard-tveiten ", "NOR "),
        ("Halvard Tveiten, statement to the press", None, "text:halvard-tveiten ", ""),
    ],
)
def test_a_call_just_had_is_of_the_day_and_the_next_one_is_planned(
    publisher: str | None, side: str | None, i: str, we: str
) -> None:
    assert met(read(CALL, publisher=publisher, side=side)) == [
        f"call happened 2024-03-06: {i}text:ana-rojas",
        f"call planned -: {we}text:luz-diaz",
    ]


def test_what_we_agreed_has_both_sides_or_nobody_for_speaker() -> None:
    agreed = [who for who, cue, _ in said(read(CALL)) if cue == "agreed"]
    assert agreed == [None, None, None]
    agreed = [who for who, cue, _ in said(read(CALL, side="NOR")) if cue == "agreed"]
    assert agreed == ["group:NOR+PER"] * 3


@pytest.mark.parametrize(
    ("more", "group"),
    [("", "group:NOR+PER"), ("I also spoke with President Luz Diaz of Chile. ", None)],
)
def test_we_are_the_author_and_the_only_partner_in_a_text_of_many_states(more: str, group: str | None) -> None:
    record = read(
        "I had a call with President Ana Rojas of Peru. We talked about Chile and Chile’s ports, about Bolivia and "
        f"Bolivia’s railway. {more}We agreed to work together.",
        side="NOR",
    )
    assert [who for who, cue, _ in said(record) if cue == "agreed"] == [group]


def test_the_author_speaks_where_the_record_tells_who_that_is() -> None:
    assert ("text:halvard-tveiten", "thank", "for her time") in said(read(CALL, publisher="Halvard Tveiten, post"))
    assert (None, "thank", "for her time") in said(read(CALL))


def test_an_invitation_ends_before_what_the_author_answers() -> None:
    record = read(CALL)
    assert ("text:ana-rojas", "invited", "to visit Peru") in said(record)
    record = read("President Ana Rojas of Peru invited Prime Minister Halvard Tveiten to visit Lima, and he accepted.")
    assert said(record)[0][2] == "to visit Lima"


def test_whom_a_call_to_come_will_inform_has_been_told_nothing() -> None:
    assert "inform" not in [cue for _, cue, _ in said(read(CALL))]


def test_the_author_is_no_actor_of_the_record() -> None:
    record = read(CALL)
    known = {actor.id for actor in record.actors}
    assert "author" not in known
    assert {one for meeting in record.meetings for one in meeting.participants} <= known


def test_a_state_set_off_by_commas_is_the_officers() -> None:
    record = read("President Rojas, of Peru, and President Diaz, of Chile, met today in Lima.", side="NOR")
    assert {actor.id: actor.country for actor in record.actors if actor.office} == {
        "text:rojas": "PER",
        "text:diaz": "CHL",
    }


def test_a_word_that_describes_a_thing_is_no_speech_act() -> None:
    record = read(
        "I just concluded a very good phone call with President Ana Rojas, of Peru, discussing some details of our "
        "recently made, and agreed to, fishing accord. Nothing was discussed concerning Bolivia, or the cable. Chile "
        "was not discussed."
    )
    assert met(record) == ["call happened 2024-03-06: text:ana-rojas"]
    assert said(record) == []
    assert not [item for item in record.agenda if {"Bolivia", "Chile", "the cable"} & {item.label}]


def test_a_post_may_leave_out_its_i() -> None:
    record = read(
        "Great call with President Ana Rojas of Peru today. We agreed to deepen our ties. Just spoke to President Olaf "
        "Brandt of Denmark. Will meet him on Friday."
    )
    assert met(record) == [
        "call happened 2024-03-06: text:ana-rojas",
        "call happened 2024-03-06: text:olaf-brandt",
        "meeting planned 2024-03-08: text:olaf-brandt",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "President Ana Rojas of Peru left Oslo. The President and I talked about fish.",
        "I know it is late. We are in ongoing discussions with Peru about fish.",
        "President Ana Rojas of Peru is here. It is my honour to welcome President Rojas to Oslo, I must say.",
        "OSLO, March 6 (Reuters) - I met President Ana Rojas of Peru in her office.",
        "Q: Why? I met President Ana Rojas of Peru in her office.",
        "The border is closed. Nobody has come. “I met President Ana Rojas of Peru,” a visitor wrote.",
    ],
)
def test_words_that_do_not_tell_whom_the_author_met_make_no_meeting(text: str) -> None:
    assert met(read(text)) == []


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("{a} is to call {b}.", "planned"),
        ("{a} will call {b} on Friday.", "planned"),
        ("{a} plans to speak with {b}.", "planned"),
        ("{a} intends to phone {b}.", "planned"),
        ("{a} will begin by calling {b}.", "planned"),
        ("{a} began by calling {b}.", "happened"),
    ],
)
def test_a_call_to_come_is_planned(sentence: str, status: str) -> None:
    record = read(
        sentence.format(a="Norwegian Prime Minister Halvard Tveiten", b="President Ana Rojas of Peru"), on="2024-03-06"
    )
    assert [meeting.status.value for meeting in record.meetings] == [status]

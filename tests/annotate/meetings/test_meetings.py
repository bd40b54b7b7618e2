"""Who met whom, when and where, and whether it took place."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.tokens import Doc

from communique.annotate.layers import Layers
from communique.model import ActorKind

CASES = Path(__file__).parents[2] / "cases" / "meetings.csv"


def rows() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def shown(doc: Doc) -> str:
    """Return "kind status date place: people", one for each meeting, "-" for what is unknown."""
    layers = Layers(doc)
    actors = {actor.id: actor for actor in layers.actors}
    return "; ".join(
        f"{meeting.kind.value} {meeting.status.value} {meeting.date or '-'} "
        f"{meeting.place.name if meeting.place else '-'}: "
        + "+".join(
            (actors[one].name or one) if actors[one].kind is ActorKind.PERSON else one for one in meeting.participants
        )
        for meeting in layers.meetings
    )


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["note"])
def test_meetings_with_their_people_date_place_and_status(row: dict[str, str], read_doc: Callable[..., Doc]) -> None:
    assert shown(read_doc(row["text"])) == row["meetings"]


def test_who_receives_is_the_host(read_doc: Callable[..., Doc]) -> None:
    doc = read_doc("Chinese Premier Qiao Renwei received Norwegian Prime Minister Halvard Tveiten on Friday.")
    [meeting] = Layers(doc).meetings
    assert meeting.host == meeting.participants[0] == "text:qiao-renwei"


def test_the_day_of_publication_is_not_guessed(read_doc: Callable[..., Doc]) -> None:
    doc = read_doc("Chinese Premier Qiao Renwei met Norwegian Prime Minister Halvard Tveiten in Beijing.")
    [meeting] = Layers(doc).meetings
    assert meeting.date is None


def test_every_participant_is_an_actor_of_the_document(read_doc: Callable[..., Doc]) -> None:
    doc = read_doc("Norwegian Foreign Minister Halvard Tveiten met senior Chinese officials in Beijing on Friday.")
    known = {actor.id for actor in Layers(doc).actors}
    assert {one for meeting in Layers(doc).meetings for one in meeting.participants} <= known


def test_calls_to_several_are_one_each_in_the_press_and_one_in_an_offices_own_text(
    read_doc: Callable[..., Doc],
) -> None:
    text = (
        "Norwegian Prime Minister Halvard Tveiten spoke today with President Ana Rojas of Peru "
        "and President Luz Diaz of Chile."
    )
    assert len(Layers(read_doc(text)).meetings) == 2
    [call] = Layers(read_doc(text, country="NOR")).meetings
    assert len(call.participants) == 3


def test_a_group_of_whom_nobody_is_named_meets_only_on_a_day(read_doc: Callable[..., Doc]) -> None:
    assert Layers(read_doc("Arab foreign ministers met in Cairo.")).meetings == ()
    [meeting] = Layers(read_doc("Arab foreign ministers met in Cairo on Friday.")).meetings
    assert meeting.date == "2025-07-11"


def test_two_of_one_state_told_in_one_breath_by_an_office_met_together(read_doc: Callable[..., Doc]) -> None:
    text = (
        "President Halvard Tveiten met on Friday with Peruvian President Ana Rojas and Peruvian Minister Luis Quispe."
    )
    assert shown(read_doc(text, country="NOR")).count(";") == 0
    assert shown(read_doc(text)).count(";") == 1, "in the press each was met"


def test_a_recent_trip_is_over_whatever_date_follows(read_doc: Callable[..., Doc]) -> None:
    text = (
        "Prime Minister Halvard Tveiten of Norway spoke on Friday with Prime Minister Ana Rojas of Peru to discuss the "
        "Prime Minister's recent trip to Chile, as well as the assembly in September 2025."
    )
    assert "visit planned" not in shown(read_doc(text))


def test_the_republic_across_the_strait_is_not_taken_for_the_peoples_republic(read_doc: Callable[..., Doc]) -> None:
    text = "The leaders discussed Chancellor Jens Kolbe's recent trip to the People's Republic of China."
    places = [meeting.place for meeting in Layers(read_doc(text)).meetings]
    assert [place.country for place in places if place is not None] == ["CHN"]

from collections.abc import Iterable
from typing import Any

from communique.codebook.offices import terms
from communique.model import Record
from communique.model.history import Person
from communique.track.meetings import meetings
from communique.track.tellings import numbered, tellings_of
from communique.track.who import who

Told = Any


def of(name: str, records: Iterable[Record], **options: Any) -> list[Person]:
    records = list(records)
    return who(name, numbered(records), meetings(tellings_of(numbered(records))), **options)


def test_offices_meetings_and_statements(told: Told) -> None:
    text = "They said that the talks went well."
    records = [
        told(told.meeting("lindqvist", "moreau"), text=text, statements=[told.statement("lindqvist", 10, 34)]),
        told(told.meeting("silva", "moreau", date="2024-06-01"), published="2024-06-01"),
    ]
    (person,) = of("Lindqvist", records)
    assert (person.id, person.name, person.country, person.documents) == (
        "text:anna-lindqvist",
        "Anna Lindqvist",
        "SWE",
        2,
    )
    (office,) = person.seen_as
    assert (office.office, office.first, office.last, office.documents) == (
        "Foreign Minister",
        "2024-05-14",
        "2024-06-01",
        2,
    )
    assert [cluster.meeting.date for cluster in person.meetings] == ["2024-05-13"]
    (statement,) = person.statements
    assert [words.words for words in statement.evidence] == ["that the talks went well"]
    assert not statement.joint


def test_several_people_of_one_name(told: Told) -> None:
    found = of("moreau", [told()])
    assert sorted(person.id for person in found) == ["text:moreau", "text:paul-moreau"]


def test_a_copy_is_marked(told: Told) -> None:
    records = [told(name=name, statements=[told.statement("lindqvist", 0, 4)]) for name in "ab"]
    (person,) = of("text:anna-lindqvist", records, copies={"a": "a", "b": "a"})
    assert [statement.copy_of for statement in person.statements] == [None, "a"]


def test_somebody_whom_only_the_codebook_knows(told: Told) -> None:
    known = terms()[0]
    (person,) = of(known.person, [told()])
    assert person.documents == 0
    assert (known.entity, known.office) in {(term.entity, term.office) for term in person.offices}


def test_nobody(told: Told) -> None:
    assert of("Nobody Atall", [told()]) == []

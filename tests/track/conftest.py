"""Records for the tests: texts of the genre, with fictional ministers of real states."""

from collections.abc import Callable, Sequence

import pytest

from communique.model import (
    Actor,
    ActorKind,
    AgendaItem,
    AgendaStatus,
    Document,
    KnownBy,
    MadeBy,
    Meeting,
    MeetingKind,
    Mode,
    Party,
    Passage,
    PassageKind,
    Place,
    PublishedOn,
    Record,
    Span,
    Statement,
    Status,
    Stop,
)

PEOPLE = {
    "lindqvist": Actor(
        id="text:anna-lindqvist", kind=ActorKind.PERSON, name="Anna Lindqvist", country="SWE", office="Foreign Minister"
    ),
    "berg": Actor(id="text:nils-berg", kind=ActorKind.PERSON, name="Nils Berg", country="SWE", office="Prime Minister"),
    "moreau": Actor(
        id="text:paul-moreau", kind=ActorKind.PERSON, name="Paul Moreau", country="FRA", office="Foreign Minister"
    ),
    "moreau_bare": Actor(id="text:moreau", kind=ActorKind.PERSON, name="Moreau", country=None),
    "durand": Actor(
        id="text:claire-durand", kind=ActorKind.PERSON, name="Claire Durand", country="FRA", office="President"
    ),
    "silva": Actor(
        id="text:rita-silva", kind=ActorKind.PERSON, name="Rita Silva", country="PRT", office="Foreign Minister"
    ),
    "SWE": Actor(id="SWE", kind=ActorKind.STATE, name="Sweden", country="SWE"),
    "FRA": Actor(id="FRA", kind=ActorKind.STATE, name="France", country="FRA"),
    "PRT": Actor(id="PRT", kind=ActorKind.STATE, name="Portugal", country="PRT"),
    "fra_minister": Actor(id="FRA.foreign_minister", kind=ActorKind.OFFICE, country="FRA", office="Foreign Minister"),
}
BY_SIDE = {"SWE": "regeringen.se", "FRA": "diplomatie.gouv.fr", "USA": "whitehouse.gov"}
MADE_BY = MadeBy(version="0", language_model=None, codebook="0")


class Texts:
    """Makes records of documents that tell of meetings; what a test does not say is left out."""

    def __init__(self) -> None:
        self._count = 0

    def __call__(
        self,
        *meetings: Meeting,
        name: str | None = None,
        text: str = "They met.",
        published: str | None = "2024-05-14",
        publisher: str | None = None,
        url: str | None = None,
        language: str = "en",
        agenda: Sequence[str] = (),
        stops: Sequence[Stop] = (),
        statements: Sequence[Statement] = (),
    ) -> Record:
        self._count += 1
        document = Document.of(
            name or f"d{self._count:03}",
            text,
            publisher=publisher,
            url=url,
            language=language,
            published_on=PublishedOn(value=published, known_by=KnownBy.GIVEN) if published else None,
        )
        whole = Span(start=0, end=len(text))
        return Record(
            document=document,
            passages=(Passage(start=0, end=len(text), kind=PassageKind.BODY),),
            sentences=(whole,),
            actors=tuple(PEOPLE.values()),
            meetings=tuple(meeting.model_copy(update={"id": f"m{n}"}) for n, meeting in enumerate(meetings, start=1)),
            agenda=tuple(
                AgendaItem(topic=topic, label=topic, status=AgendaStatus.DISCUSSED, spans=(whole,)) for topic in agenda
            ),
            stops=tuple(stops),
            statements=tuple(statements),
            made_by=MADE_BY,
        )

    @staticmethod
    def meeting(
        *who: str,
        date: str | None = "2024-05-13",
        kind: str = "meeting",
        status: str = "happened",
        place: str | None = None,
        country: str | None = None,
        at: tuple[int, int] = (0, 9),
    ) -> Meeting:
        return Meeting(
            id="m",
            kind=MeetingKind(kind),
            status=Status(status),
            date=date,
            place=Place(name=place, country=country) if place else None,
            participants=tuple(PEOPLE[one].id for one in who),
            spans=(Span(start=at[0], end=at[1]),),
        )

    @staticmethod
    def stop(who: str, place: str, country: str, date: str | None, order: int = 1, status: str = "happened") -> Stop:
        return Stop(
            actor=PEOPLE[who].id,
            place=Place(name=place, country=country),
            date=date,
            status=Status(status),
            order=order,
            spans=(Span(start=0, end=4),),
        )

    @staticmethod
    def statement(who: str, start: int, end: int, *, said_on: str | None = None) -> Statement:
        return Statement(
            id="s1",
            mode=Mode.INDIRECT,
            content=(Span(start=start, end=end),),
            speaker=Party(actor=PEOPLE[who].id, spans=(Span(start=0, end=4),)),
            said_on=said_on,
        )


@pytest.fixture
def told() -> Callable[..., Record]:
    return Texts()

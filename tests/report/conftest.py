"""A record built by hand: what the terminal report is tested on."""

import pytest

from communique.model import (
    Actor,
    ActorKind,
    AgendaItem,
    AgendaStatus,
    Attribution,
    Document,
    Failure,
    KnownBy,
    MadeBy,
    Medium,
    Meeting,
    MeetingKind,
    Mention,
    Mode,
    Party,
    Passage,
    PassageKind,
    Place,
    Polarity,
    PublishedOn,
    Record,
    Span,
    Statement,
    Status,
    Stop,
    TimeReference,
    TimeType,
)

TEXT = """ date 2026-03-09 Norwegian Foreign Minister Astrid Lindvik on Sunday praised Oslo’s partnership with \
Santiago as “a bridge between two oceans” during a meeting with her Chilean counterpart Tomas Arancibia.
Arancibia traveled to Oslo following a visit to Iceland.
“Norway and Chile live from the sea,” Lindvik told Arancibia, according to a readout from Norway’s Foreign Ministry.
An official denied that Chile had put off the talks.
The two ministers discussed climate change and maritime security, according to statements from both countries.
While the Norwegian statement did not mention arms sales, Chile’s Foreign Ministry said the issue was on the agenda.
The crisis in Venezuela came up as well. Lindvik will visit Santiago in May.
Dear readers,
Please support us with a monthly gift.
Thank you for reading."""


def at(words: str, *, nth: int = 0) -> Span:
    """Return where `words` stand in the text; the text must hold them."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start=start, end=start + len(words))


def _party(actor: str | None, words: str, *, nth: int = 0) -> Party:
    return Party(actor=actor, spans=(at(words, nth=nth),))


def _agenda(label: str, status: AgendaStatus, *accounts: str, words: str | None = None) -> AgendaItem:
    topic = label.replace(" ", "_") if label != "arms sales" else None
    return AgendaItem(topic=topic, label=label, status=status, accounts=accounts, spans=(at(words or label),))


ACTORS = (
    Actor(id="lindvik", kind=ActorKind.PERSON, name="Astrid Lindvik", country="NOR", office="Foreign Minister"),
    Actor(id="arancibia", kind=ActorKind.PERSON, name="Tomas Arancibia", country="CHL", office="Foreign Minister"),
    Actor(id="NOR", kind=ActorKind.STATE, name="Norway", country="NOR"),
    Actor(id="NOR.foreign_ministry", kind=ActorKind.MINISTRY, name="Norwegian Foreign Ministry", country="NOR"),
    Actor(id="CHL", kind=ActorKind.STATE, name="Chile", country="CHL"),
    Actor(id="CHL.foreign_ministry", kind=ActorKind.MINISTRY, name="Chilean Foreign Ministry", country="CHL"),
    Actor(id="group:lindvik+arancibia", kind=ActorKind.GROUP, members=("lindvik", "arancibia")),
)

STATEMENTS = (
    Statement(
        id="s2",
        mode=Mode.DIRECT,
        content=(at("“Norway and Chile live from the sea,”"),),
        cue=(at("told"),),
        speaker=_party("lindvik", "Lindvik", nth=1),
        addressee=_party("arancibia", "Arancibia", nth=2),
        according_to=(
            Attribution(
                issuer="NOR.foreign_ministry",
                medium=Medium.READOUT,
                spans=(at("a readout from Norway’s Foreign Ministry"),),
                cue=(at("according to"),),
            ),
        ),
        said_on="2026-03-08",
    ),
    Statement(
        id="s1",
        mode=Mode.MIXED,
        content=(at("Oslo’s partnership with Santiago as “a bridge between two oceans”"),),
        cue=(at("praised"),),
        speaker=_party("lindvik", "Norwegian Foreign Minister Astrid Lindvik"),
        topics=("bilateral_relations",),
    ),
    Statement(
        id="s3",
        mode=Mode.INDIRECT,
        polarity=Polarity.NEGATIVE,
        content=(at("that Chile had put off the talks"),),
        cue=(at("denied"),),
        speaker=_party(None, "An official"),
    ),
    Statement(
        id="s4",
        mode=Mode.INDIRECT,
        content=(at("The two ministers discussed climate change"), at("maritime security")),
        cue=(at("according to", nth=1),),
        according_to=(
            Attribution(issuer="NOR", medium=Medium.STATEMENT, spans=(at("statements from both countries"),)),
            Attribution(issuer="CHL", medium=Medium.STATEMENT, spans=(at("statements from both countries"),)),
        ),
    ),
)

MEETINGS = (
    Meeting(
        id="m1",
        kind=MeetingKind.MEETING,
        date="2026-03-08",
        place=Place(name="Oslo", country="NOR"),
        participants=("lindvik", "arancibia"),
        host="lindvik",
        spans=(at("on Sunday"), at("during a meeting with her Chilean counterpart Tomas Arancibia")),
    ),
    Meeting(
        id="m2",
        kind=MeetingKind.VISIT,
        status=Status.PLANNED,
        date="2026-05",
        place=Place(name="Santiago", country="CHL"),
        participants=("lindvik",),
        spans=(at("Lindvik will visit Santiago in May"),),
    ),
)


def _passages() -> tuple[Passage, ...]:
    header, appeal = at(" date 2026-03-09 "), TEXT.index("Dear readers")
    second = TEXT.index("Please support")
    return (
        Passage(kind=PassageKind.HEADER, start=header.start, end=header.end),
        Passage(kind=PassageKind.BODY, start=header.end, end=appeal),
        Passage(kind=PassageKind.APPEAL, start=appeal, end=second),
        Passage(kind=PassageKind.APPEAL, start=second, end=len(TEXT)),
    )


@pytest.fixture
def record() -> Record:
    """Return the record of a story about two invented ministers."""
    return Record(
        document=Document.of(
            "story.txt",
            TEXT,
            title="Sea talks in Oslo",
            publisher="The Fjord Courier",
            language="en",
            published_on=PublishedOn(value="2026-03-09", known_by=KnownBy.HEADER),
        ),
        passages=_passages(),
        times=(
            TimeReference(
                start=at("on Sunday").start,
                end=at("on Sunday").end,
                type=TimeType.DATE,
                value="2026-03-08",
                anchor="2026-03-09",
                rule="weekday before publication",
            ),
        ),
        actors=ACTORS,
        mentions=(Mention(start=at("An official").start, end=at("An official").end, why="no name is given"),),
        statements=STATEMENTS,
        agenda=(
            _agenda("climate change", AgendaStatus.DISCUSSED, "NOR", "CHL"),
            _agenda("maritime security", AgendaStatus.DISCUSSED, "NOR", "CHL"),
            _agenda("arms sales", AgendaStatus.SAID_NOT_MENTIONED, "NOR.foreign_ministry"),
            _agenda("arms sales", AgendaStatus.DISCUSSED, "CHL.foreign_ministry", words="the issue"),
            _agenda("crisis in Venezuela", AgendaStatus.DISCUSSED),
        ),
        meetings=MEETINGS,
        stops=(
            Stop(actor="arancibia", place=Place(name="Oslo", country="NOR"), order=2, spans=(at("traveled to Oslo"),)),
            Stop(actor="arancibia", place=Place(name="Iceland"), order=1, spans=(at("a visit to Iceland"),)),
        ),
        failures=(Failure(code="C205", message="the step communique_events failed on this text", start=10, end=20),),
        made_by=MadeBy(version="0.1.0", language_model="en_core_web_sm 3.8.0", codebook="2026-08-01"),
    )

"""Records made by hand, so that no test of the archive loads a language model."""

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from communique.archive import Archive, Entry, Source, open_archive
from communique.model import (
    Actor,
    ActorKind,
    AgendaItem,
    AgendaStatus,
    Attribution,
    Document,
    Event,
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
    PublishedOn,
    Record,
    Span,
    Statement,
    Status,
    Stop,
)

MADE_BY = MadeBy(version="0", language_model=None, codebook="0")


def story(number: int = 1, *, ending: str = "") -> str:
    return (
        f"Norwegian Foreign Minister Astrid Lindvik met Chile’s minister Tomas Arancibia in Oslo, talk {number}. "
        f"Arancibia said that “open doors number {number}” were welcome. They discussed deep-sea mining.{ending}"
    )


def record_of(
    text: str, *, document_id: str = "story", url: str | None = None, published_on: str | None = "2026-03-09"
) -> Record:
    """Return the record that a careful reader would make of a `story`."""

    def span(words: str) -> Span:
        at = text.index(words)
        return Span(start=at, end=at + len(words))

    published = PublishedOn(value=published_on, known_by=KnownBy.GIVEN) if published_on is not None else None
    document = Document.of(
        document_id,
        text,
        url=url,
        publisher="The Fjord Courier",
        language="en",
        title="Lindvik meets Arancibia",
        published_on=published,
    )
    quote = text[text.index("“") : text.index("”") + 1]
    return Record(
        document=document,
        passages=(Passage(kind=PassageKind.BODY, start=0, end=len(text)),),
        actors=(
            Actor(id="lindvik", kind=ActorKind.PERSON, name="Astrid Lindvik", country="NOR", office="minister"),
            Actor(id="arancibia", kind=ActorKind.PERSON, name="Tomas Arancibia", country="CHL"),
            Actor(id="NOR.foreign_ministry", kind=ActorKind.MINISTRY, name="Norway's Foreign Ministry", country="NOR"),
        ),
        mentions=(
            Mention(**span("Astrid Lindvik").model_dump(), actor="lindvik"),
            Mention(**span("They").model_dump(), why="two people"),
        ),
        statements=(
            Statement(
                id="s1",
                mode=Mode.MIXED,
                content=(span(quote), span("were welcome")),
                cue=(span("said"),),
                speaker=Party(actor="arancibia", spans=(span("Arancibia"),)),
                according_to=(Attribution(issuer="NOR.foreign_ministry", medium=Medium.READOUT),),
                said_on="2026-03",
                topics=("trade",),
            ),
        ),
        agenda=(
            AgendaItem(
                topic="seabed-mining",
                label="deep-sea mining",
                status=AgendaStatus.DISCUSSED,
                accounts=("NOR.foreign_ministry",),
                spans=(span("deep-sea mining"),),
            ),
        ),
        meetings=(
            Meeting(
                id="m1",
                kind=MeetingKind.MEETING,
                status=Status.HAPPENED,
                date="2026-03-08",
                place=Place(name="Oslo", country="NOR"),
                participants=("lindvik", "arancibia"),
                host="lindvik",
                spans=(span("met"),),
            ),
        ),
        events=(
            Event(
                type="CONSULT",
                actors=("lindvik",),
                recipients=("arancibia",),
                date="2026-03-08",
                place=Place(name="Oslo", country="NOR"),
                spans=(span("met"),),
                trigger=(span("met"),),
                intensity=1.0,
            ),
        ),
        stops=(
            Stop(
                actor="arancibia",
                place=Place(name="Oslo", country="NOR"),
                date="2026-03",
                order=1,
                spans=(span("Oslo"),),
            ),
        ),
        failures=(Failure(code="C206", message="no date"),),
        made_by=MADE_BY,
    )


def entry(number: int = 1, *, ending: str = "", name: str = "stories.jsonl") -> Entry:
    """Return the entry of story `number`, at a page of its own; `ending` makes another version of it."""
    url = f"https://fjord-courier.example/{number}"
    record = record_of(story(number, ending=ending), document_id=f"story-{number}", url=url)
    return Entry.read(record, source=Source(name=name))


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Return where an archive may be made: in memory where that is possible, because flushing a disk takes its time."""
    memory = Path("/dev/shm")
    if memory.is_dir() and os.access(memory, os.W_OK):
        with tempfile.TemporaryDirectory(dir=memory, prefix="communique-test-", ignore_cleanup_errors=True) as place:
            yield Path(place) / "archive"
    else:
        yield tmp_path / "archive"


@pytest.fixture
def archive(folder: Path) -> Iterator[Archive]:
    with open_archive(folder, write=True, create=True) as opened:
        yield opened


MakeEntry = Callable[..., Entry]


@pytest.fixture
def make_entry() -> MakeEntry:
    """Return what makes the entry of story `number`, at a page of its own; `ending` makes another version of it."""
    return entry


@pytest.fixture
def make_record() -> Callable[..., Record]:
    """Return what makes the record of a story."""
    return record_of


@pytest.fixture
def make_story() -> Callable[..., str]:
    """Return what makes the text of story `number`."""
    return story

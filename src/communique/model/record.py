"""A document's record: everything that was read out of it, each item with the words that support it."""

from collections.abc import Iterable
from functools import cached_property
from typing import Final, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from communique.model.actor import Actor, Mention
from communique.model.agenda import AgendaItem
from communique.model.base import Model
from communique.model.document import Document, Failure, Passage
from communique.model.event import Event
from communique.model.meeting import Meeting, Stop
from communique.model.span import Excerpt, Span
from communique.model.statement import Statement
from communique.model.time import TimeReference

SCHEMA: Final = "communique.record/1"
COSTS_THE_WHOLE = frozenset({"C102", "C103", "C104", "C108", "C112", "C115", "C203", "C204", "C205", "C207", "C208"})
"""Failures after which a part of the text was not read: none or a part came in, another language, a layer failed."""


class MadeBy(Model):
    """What made a record: versions of the package, of the language model and of the codebook."""

    version: str
    """Version of communique."""
    language_model: str | None
    """Name, version and hash of the language model; null if none was used."""
    codebook: str
    """Version of the codebook."""


class Record(Model):
    """One document in, one record out. The JSON form is the contract `communique.record/1`."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    schema_: Literal["communique.record/1"] = Field(default=SCHEMA, alias="schema")
    """The version of this contract."""
    document: Document
    """The text that was read."""
    passages: tuple[Passage, ...] = ()
    """What each stretch of the text is there for; together they cover it."""
    sentences: tuple[Span, ...] = ()
    """The sentences of headline, dateline, body and caption, without the white space around them; none if unread."""
    times: tuple[TimeReference, ...] = ()
    """Time expressions, with the dates they stand for."""
    actors: tuple[Actor, ...] = ()
    """Everybody who is spoken of."""
    mentions: tuple[Mention, ...] = ()
    """Where the text speaks of them."""
    statements: tuple[Statement, ...] = ()
    """Who said what."""
    agenda: tuple[AgendaItem, ...] = ()
    """What was talked about, in whose account."""
    meetings: tuple[Meeting, ...] = ()
    """Who met whom."""
    events: tuple[Event, ...] = ()
    """Coded events."""
    stops: tuple[Stop, ...] = ()
    """Who travelled where."""
    failures: tuple[Failure, ...] = ()
    """What could not be read or understood."""
    made_by: MadeBy
    """What made the record."""

    @model_validator(mode="after")
    def _passages_cover_the_text(self) -> Self:
        at = 0
        for passage in self.passages:
            if passage.start != at:
                message = f"passages must follow each other: one ends at {at}, the next starts at {passage.start}"
                raise ValueError(message)
            at = passage.end
        if self.passages and at != len(self.document.text):
            message = f"passages end at {at}, the text at {len(self.document.text)}"
            raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _sentences_follow_each_other(self) -> Self:
        at = 0
        for sentence in self.sentences:
            if sentence.start < at:
                message = f"sentences must not overlap: one ends at {at}, the next starts at {sentence.start}"
                raise ValueError(message)
            at = sentence.end
        if at > len(self.document.text):
            message = f"sentences end at {at}, the text at {len(self.document.text)}"
            raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _every_actor_is_listed(self) -> Self:
        known = {actor.id for actor in self.actors}
        missing = set(self._actor_ids()) - known
        if missing:
            message = f"actors used but not listed: {', '.join(sorted(missing))}"
            raise ValueError(message)
        return self

    def _actor_ids(self) -> Iterable[str]:
        for actor in self.actors:
            yield from actor.members
        for mention in self.mentions:
            if mention.actor:
                yield mention.actor
        for statement in self.statements:
            for party in (statement.speaker, statement.addressee):
                if party and party.actor:
                    yield party.actor
            for link in statement.according_to:
                if link.issuer:
                    yield link.issuer
        for item in self.agenda:
            yield from item.accounts
        for meeting in self.meetings:
            yield from meeting.participants
            yield from (actor for actor in (meeting.host, meeting.requested_by) if actor)
        for event in self.events:
            yield from event.actors
            yield from event.recipients
        for stop in self.stops:
            yield stop.actor

    @property
    def is_whole(self) -> bool:
        """Whether the text was read to its end and analysed, so that what is not found in it is not in it."""
        return bool(self.sentences) and not any(failure.code in COSTS_THE_WHOLE for failure in self.failures)

    @cached_property
    def _actors_by_id(self) -> dict[str, Actor]:
        return {actor.id: actor for actor in self.actors}

    def actor(self, actor_id: str) -> Actor:
        """Return the actor with this id; raise KeyError if the record has none."""
        return self._actors_by_id[actor_id]

    def words(self, *spans: Span) -> str:
        """Return the words at `spans`, joined by " … " where they are apart."""
        return " … ".join(span.of(self.document.text) for span in spans)

    def excerpt(self, span: Span) -> Excerpt:
        """Return the words at `span` with all that is needed to find them again."""
        return Excerpt.cut(self.document.id, self.document.text, span)

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the record as JSON, in the shape of the contract `communique.record/1`."""
        return self.model_dump_json(by_alias=True, indent=indent)

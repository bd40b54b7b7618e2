"""A Chinese text -> the layers of its record, in the order in which one builds on the other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from communique.annotate.chinese.actors import Actors, Principals, is_state
from communique.annotate.chinese.agenda import AgendaReader
from communique.annotate.chinese.cast import Cast
from communique.annotate.chinese.contacts import Contact, ContactFinder
from communique.annotate.chinese.meetings import meetings_of, stops_of
from communique.annotate.chinese.mentions import Found, Places
from communique.annotate.chinese.narrator import narrated
from communique.annotate.chinese.omissions import OmissionReader
from communique.annotate.chinese.provenance import Source
from communique.annotate.chinese.said import Said
from communique.annotate.chinese.speech import Scene, SpeechReader
from communique.annotate.chinese.stops import StopReader
from communique.annotate.chinese.text import Sentence, Text
from communique.annotate.chinese.times import find_times
from communique.annotate.events.coding import contexts_of, event_of_act, event_of_meeting, in_order
from communique.annotate.roster import Player
from communique.codebook.people import people
from communique.codebook.topics import find_topics
from communique.model import (
    Actor,
    ActorKind,
    AgendaItem,
    AgendaStatus,
    Attribution,
    Event,
    Meeting,
    Mention,
    Party,
    Polarity,
    Span,
    Statement,
    Stop,
    TimeReference,
)

_TWO = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """The layers of one text, in character offsets of it."""

    times: tuple[TimeReference, ...]
    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    agenda: tuple[AgendaItem, ...]
    meetings: tuple[Meeting, ...]
    stops: tuple[Stop, ...]
    events: tuple[Event, ...]


def read(text: Text, *, published: str | None, side: str | None) -> Reading:
    """Read a text that was published on a day, if that is known, as the own text of `side`, None for the press."""
    return _Reader(text, published, side).read()


class _Reader:
    def __init__(self, text: Text, published: str | None, side: str | None) -> None:
        self._text = text
        self._published = published
        self._side = side
        self._cast = Cast(published, side)

    def read(self) -> Reading:
        text = self._text
        times = find_times(text.words, iter(sorted((*text.news, *text.headlines))), self._published)
        actors = Actors(text, self._cast)
        states = [one for one in actors.places.every if is_state(one.player)]
        finder = ContactFinder(text, actors.places, times, states)
        first = self._principal_contact(finder)
        principals = _principals(first)
        actors.add_plurals(principals)
        places = actors.places
        speech = SpeechReader(text, self._cast, Scene(places, times, principals))
        said = speech.read()
        _tell_states(said, places, text.words)
        told = list(narrated(text.sentences, speech.spoken))
        announced = [
            (Sentence(span.start, span.end, -1), span.end) for one in said if _announces(one) for span in one.content
        ]
        contacts = [one for sentence, last in (*told, *announced) for one in finder.in_sentence(sentence, last)]
        if first is not None and first not in contacts and not contacts:
            contacts = [first]
        stops = StopReader(text, places, states, times)
        journeys = [one for sentence, last in (*told, *announced) for one in stops.in_sentence(sentence, last)]
        agenda = self._agenda(told, said, places, speech.sourced)
        statements = tuple(self._statement(number, one) for number, one in enumerate(said, start=1))
        meetings = meetings_of(contacts, journeys)
        self._cast.settle_offices()
        self._write_names(places)
        players = {player.id: player.actor() for player in self._cast.players.values()}
        return Reading(
            times,
            tuple(players.values()),
            _mentions(places.every),
            statements,
            agenda,
            tuple(meeting for meeting, _ in meetings),
            stops_of(journeys),
            self._events(meetings, list(zip(statements, said, strict=True)), agenda, players),
        )

    def _write_names(self, places: Places) -> None:
        """Give everybody whom the codebook does not know the name as the text writes it, in its own characters."""
        for one in places.every:
            if one.name is not None and one.player is not None and one.player.id.startswith("text:"):
                start, end = one.name
                if self._text.words[start:end] == one.player.name:
                    one.player.name = self._text.raw[start:end]
        for player in self._cast.players.values():
            if player.members:
                player.name = " and ".join(one.name or one.id for one in player.members)

    def _principal_contact(self, finder: ContactFinder) -> Contact | None:
        """Return the first contact of people that the text tells, of its sentences before those of its headline."""
        sentences = [*self._text.sentences]
        for start, end in self._text.headlines:
            sentences.append(Sentence(start, end, -1))
        for sentence in sentences:
            for contact in finder.in_sentence(sentence):
                if len({one.player.country for one in (*contact.first, *contact.second) if one.player}) >= _TWO:
                    return contact
        return None

    # -- agenda -------------------------------------------------------------------------------------------------------

    def _agenda(
        self,
        told: Sequence[tuple[Sentence, int]],
        said: Sequence[Said],
        places: Places,
        sourced: Sequence[tuple[Sentence, Source]],
    ) -> tuple[AgendaItem, ...]:
        words = self._text.words
        reader = AgendaReader(words)
        omissions = OmissionReader(words, places, reader)
        silent = [one for sentence in self._text.sentences for one in omissions.in_sentence(sentence)]
        dark = [(item.start, item.end) for item, _ in silent]
        items = [item for sentence, last in told for item in reader.in_sentence(sentence, last)]
        for one in said:
            if one.cue and one.verb is not None:
                items += reader.items_of_statement(one.content, sets_out=one.verb.frame == "object")
        found: dict[tuple[int, int], AgendaItem] = {}
        for item in items:
            if any(item.start < end and start < item.end for start, end in dark):
                continue
            accounts = self._accounts(item.start, said, sourced)
            found[item.start, item.end] = AgendaItem(
                topic=item.topic,
                label=self._text.raw[item.label_start : item.label_end],
                status=item.status,
                accounts=accounts,
                spans=(Span(start=item.start, end=item.end),),
            )
        for item, owner in silent:
            account = _account_of(owner)
            found[item.start, item.end] = AgendaItem(
                topic=item.topic,
                label=self._text.raw[item.label_start : item.label_end],
                status=AgendaStatus.SAID_NOT_MENTIONED,
                accounts=(account,) if account is not None else (),
                spans=(Span(start=item.start, end=item.end),),
            )
            if account is not None:
                self._cast.entity(account)
        return tuple(found[key] for key in sorted(found))

    def _accounts(self, at: int, said: Sequence[Said], sourced: Sequence[tuple[Sentence, Source]]) -> tuple[str, ...]:
        """Return in whose account a topic stands: the side's own text, else who is said to tell it."""
        if self._side is not None:
            self._cast.entity(self._side)
            return (self._side,)
        for sentence, source in sourced:
            account = _account_of(source.player)
            if sentence.start <= at < sentence.end and account is not None:
                self._cast.entity(account)
                return (account,)
        for one in said:
            if any(span.start <= at < span.end for span in one.content):
                sources = [source.player for source in one.sources] or [one.speaker]
                told = [account for player in sources if (account := _account_of(player)) is not None]
                for account in told:
                    self._cast.entity(account)
                return tuple(dict.fromkeys(told))
        return ()

    # -- statements ---------------------------------------------------------------------------------------------------

    def _statement(self, number: int, one: Said) -> Statement:
        words = self._text.words
        named = [match.topic for span in one.content for match in find_topics(words[span.start : span.end], "zh")]
        speaker = None
        if one.speaker is not None or one.speaker_spans:
            speaker = Party(actor=one.speaker.id if one.speaker is not None else None, spans=one.speaker_spans)
        listener = None
        if one.listener is not None and one.listener.player is not None:
            place = Span(start=one.listener.start, end=one.listener.end)
            listener = Party(actor=one.listener.player.id, spans=(place,))
        return Statement(
            id=f"s{number}",
            mode=one.mode,
            polarity=one.polarity,
            content=one.content,
            cue=one.cue,
            speaker=speaker,
            addressee=listener,
            according_to=tuple(
                Attribution(
                    issuer=source.player.id if source.player is not None else None,
                    medium=source.medium,
                    spans=source.spans,
                    cue=source.cue,
                )
                for source in one.sources
            ),
            said_on=one.date,
            topics=tuple(dict.fromkeys(named)),
        )

    # -- events -------------------------------------------------------------------------------------------------------

    def _events(
        self,
        meetings: Sequence[tuple[Meeting, Span]],
        statements: Sequence[tuple[Statement, Said]],
        agenda: Sequence[AgendaItem],
        players: dict[str, Actor],
    ) -> tuple[Event, ...]:
        contexts = contexts_of(agenda)
        found = [
            event_of_meeting(
                meeting, (verb,), lambda one: players[one].country, contexts=contexts, published=self._published
            )
            for meeting, verb in meetings
        ]
        for statement, one in statements:
            if one.verb is None:
                continue
            acting = _members(one.speaker)
            addressed = _members(one.listener.player) if one.listener is not None else ()
            event = event_of_act(statement, one.verb.plover or None, acting, addressed, published=self._published)
            if event is not None:
                found.append(event)
        known = set(players)
        kept = [event for event in found if {*event.actors, *event.recipients} <= known]
        return in_order(kept)


_OWN_SIDE = re.compile("愿|将|始终|坚定|坚持|高度|一贯|奉行|恪守|重视|珍视|支持|感谢|希望|期待|致力")
"""What stands behind the name of the speaker's own side: 赞方愿…."""


def _tell_states(said: Sequence[Said], places: Places, words: str) -> None:
    """Give a stranger of whom no state is told the one that he speaks for: 希奇莱马表示，赞方愿同中方….

    Not if he speaks so for two.
    """
    found: dict[str, set[str]] = {}
    strangers: dict[str, Player] = {}
    for one in said:
        who = one.speaker
        if who is None or who.kind is not ActorKind.PERSON or who.country is not None or who.id in people():
            continue
        side = places.starting_at(one.content[0].start)
        if side is None or side.player is None or side.player.kind is not ActorKind.STATE or side.form:
            continue
        if _OWN_SIDE.match(words, side.end):
            strangers[who.id] = who
            found.setdefault(who.id, set()).add(side.player.id)
    for name, states in found.items():
        if len(states) == 1:
            strangers[name].country = next(iter(states))


def _announces(one: Said) -> bool:
    """Tell whether somebody announces what is to take place: it is told as a fact is."""
    if one.verb is None:
        return bool(one.sources) and bool(one.cue)  # 据…报道，外长将于5月访问…
    return one.verb.kind == "announce" and one.polarity is Polarity.POSITIVE


def _members(player: Player | None) -> tuple[str, ...]:
    if player is None:
        return ()
    return tuple(one.id for one in player.members) or (player.id,)


def _principals(contact: Contact | None) -> Principals:
    if contact is None:
        return Principals()
    people = tuple(dict.fromkeys(one.player for one in (contact.first[0], contact.second[0]) if one.player is not None))
    states = tuple(dict.fromkeys(one.country for one in people if one.country is not None))
    parties = dict.fromkeys(one.player.country for one in (*contact.first, *contact.second) if one.player is not None)
    return Principals(people, states, tuple(one for one in parties if one is not None))


def _account_of(player: Player | None) -> str | None:
    if player is None or player.kind is ActorKind.GROUP:
        return None
    return player.country or (player.id if player.kind is ActorKind.ORGANISATION else None)


def _mentions(found: Sequence[Found]) -> tuple[Mention, ...]:
    every = sorted(found, key=lambda one: (one.start, -one.end))
    return tuple(
        Mention(start=one.start, end=one.end, actor=one.player.id if one.player is not None else None, why=one.why)
        for one in every
    )

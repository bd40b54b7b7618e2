"""In whose account a topic stands: the side whose own text this is, or the source that the press names."""

import re
from bisect import bisect_right

from spacy.tokens import Doc, Token

from communique.annotate.clause import own_subjects
from communique.annotate.columns import Columns
from communique.annotate.layers import Layers
from communique.annotate.parties import Parties
from communique.codebook.actor_words import singular
from communique.codebook.aliases import entities
from communique.codebook.omissions import omission_forms
from communique.codebook.reporting import verbs_by_form
from communique.model import Actor, ActorKind, Meeting, MeetingKind, Span, Statement

_SPEAKS_FOR = frozenset(
    {ActorKind.STATE, ActorKind.MINISTRY, ActorKind.OFFICE, ActorKind.ORGANISATION, ActorKind.PERSON}
)
_MINISTRY = re.compile(r"((?:[A-Z][a-z]+ )*[A-Z][a-z]+) Ministry\b")
_JUST_BEFORE = 240
"""Characters before "both governments said" in which the meeting is told that they speak of."""
_BOTH = frozenset({"both", "two"})
_SIDES = frozenset({"country", "side", "government", "party", "nation", "ministry", "capital", "delegation"})


class Accounts:
    """Answers for one document which states' accounts carry what stands at a place."""

    __slots__ = ("_doc", "_joint", "_own", "_parties", "_spans", "_starts")

    def __init__(self, doc: Doc, parties: Parties) -> None:
        layers = Layers(doc)
        self._doc = doc
        self._parties = parties
        self._own = layers.publisher_country
        self._joint = self._own is not None and Layers(doc).text[:200].lstrip().lower().startswith("joint ")
        self._spans = sorted(
            (span.start, span.end, number)
            for number, statement in enumerate(layers.statements)
            for span in (*statement.content, *statement.cue)
        )
        self._starts = [start for start, _, _ in self._spans]

    def of(self, start: int, end: int) -> tuple[str, ...]:
        """Return the accounts that carry the words from `start` to `end` (exclusive); empty where the press speaks."""
        if self._own is not None:
            return self._everyone() if self._joint else (self._own,)
        for statement in self._around(start, end):
            found = self._of_statement(statement)
            if found:
                return found
        return self._according_to(start, end)

    def of_clause(self, cue: Token) -> tuple[str, ...]:
        """Return the accounts of who says it where no statement was found ("which the ministry said were raised")."""
        verb = cue.head
        if cue.dep_ != "ccomp" or verb.lower_ not in verbs_by_form():
            return ()
        found = [state for subject in own_subjects(verb) for state in self._states(self._parties.resolve(subject))]
        return tuple(dict.fromkeys(found))

    def _everyone(self) -> tuple[str, ...]:
        """Return the states that met, for a text that they publish together."""
        meetings = Layers(self._doc).meetings
        if not meetings or self._own is None:
            return (self._own,) if self._own else ()
        largest = max(meetings, key=lambda meeting: len(meeting.participants))
        return states_of(largest, self._parties) or (self._own,)

    def _around(self, start: int, end: int) -> list[Statement]:
        """Return the statements that hold the place, the innermost first."""
        statements = Layers(self._doc).statements
        last = bisect_right(self._starts, start)
        hits = {number: right - left for left, right, number in self._spans[:last] if end <= right and left <= start}
        return [statements[number] for number in sorted(hits, key=lambda number: hits[number])]

    def _of_statement(self, statement: Statement) -> tuple[str, ...]:
        if statement.speaker is not None and self._is_both(statement.speaker.spans):
            return self._sides_before(statement.content[0].start if statement.content else 0)
        found: list[str] = []
        for link in statement.according_to:
            found.extend(self._owners(link.spans) or self._states(link.issuer))
        if not found and statement.speaker is not None:
            found.extend(self._states(statement.speaker.actor) or self._of_ministry(statement.speaker.spans))
        return tuple(dict.fromkeys(found))

    def _of_ministry(self, spans: tuple[Span, ...]) -> list[str]:
        """Return the state whose minister of that name the text has, for a spokesman of a ministry that names no state.

        "External Affairs Ministry spokesperson X" speaks for the state of the external affairs minister.
        """
        layers = Layers(self._doc)
        offices = {f"{hit[1]} Minister" for span in spans for hit in _MINISTRY.finditer(span.of(layers.text))}
        countries = {
            actor.country for actor in layers.actors if actor.kind is ActorKind.PERSON and actor.office in offices
        } - {None}
        return [one for one in countries if one is not None] if len(countries) == 1 else []

    def _is_both(self, spans: tuple[Span, ...]) -> bool:
        """Tell whether "both ministries" or "the two sides" speak: those of the meeting, whoever was named last."""
        words = [word.casefold() for span in spans for word in span.of(Layers(self._doc).text).split()]
        if not any(word in _BOTH for word in words[:2]):
            return False
        return singular(words[-1]) in _SIDES | omission_forms("account").keys()

    def _owners(self, spans: tuple[Span, ...]) -> list[str]:
        """Return all states of "the Peruvian and Chilean accounts", of which the noun has one issuer to the parser."""
        words = " ".join(span.of(Layers(self._doc).text) for span in spans).split()
        if "and" not in words or singular(words[-1].casefold()) not in omission_forms("account"):
            return []
        found = {state for span in spans for state in self._parties.states_in(span.start, span.end)}
        return sorted(found) if len(found) > 1 else []

    def _states(self, actor_id: str | None) -> list[str]:
        group = self._parties.actor(actor_id) if actor_id is not None else None
        if group is not None and group.kind is ActorKind.GROUP and not group.members and group.country is not None:
            return [group.country]
        found: list[str] = []
        for one in self._parties.members(actor_id):
            actor = self._parties.actor(one)
            account = account_of(actor)
            if account is not None:
                found.append(account)
        return found

    def _according_to(self, start: int, end: int) -> tuple[str, ...]:
        """Read "..., according to statements from both countries" where no statement was found around the words."""
        span = self._doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            return ()
        sentence, words = span.sent, Columns.of(self._doc).lower
        for at in range(sentence.start, sentence.end):
            if words[at] != "according":
                continue
            found: list[str] = []
            for word in self._doc[at].subtree:
                found.extend(self._states(self._parties.resolve(word)))
                if word.lemma_ in _SIDES and any(child.lower_ in _BOTH for child in word.lefts):
                    found.extend(self.sides())
            return tuple(dict.fromkeys(found))
        return ()

    def _sides_before(self, at: int) -> tuple[str, ...]:
        """Return the states of the meeting told in the lines before a place, else those of the main one."""
        near = [
            meeting
            for meeting in Layers(self._doc).meetings
            if meeting.kind is not MeetingKind.VISIT
            and any(at - _JUST_BEFORE <= span.start and span.end <= at for span in meeting.spans)
        ]
        last = max(near, key=lambda one: max(span.end for span in one.spans if span.end <= at), default=None)
        found = states_of(last, self._parties) if last is not None else ()
        return found if len(found) > 1 else self.sides()

    def sides(self) -> tuple[str, ...]:
        """Return the states of the main meeting of the document."""
        meetings = [meeting for meeting in Layers(self._doc).meetings if meeting.kind is not MeetingKind.VISIT]
        return states_of(meetings[0], self._parties) if meetings else ()


def is_media(actor: Actor) -> bool:
    """Tell whether the actor is a newspaper or a broadcaster, state media included: the press, no side."""
    known = entities().get(actor.id)
    return actor.id.endswith(".state_media") if known is None else known.kind == "media"


def account_of(actor: Actor | None) -> str | None:
    """Return whose account it is when `actor` tells something: its state, or the organisation itself."""
    if actor is None or actor.kind not in _SPEAKS_FOR or is_media(actor):
        return None
    if actor.kind is ActorKind.PERSON:
        return actor.country if actor.office is not None else None
    if actor.country is not None:
        return actor.country
    return actor.id if actor.kind is ActorKind.ORGANISATION and not actor.id.startswith("text:") else None


def states_of(meeting: Meeting, parties: Parties) -> tuple[str, ...]:
    """Return the states of the participants of a meeting, in order."""
    found = [parties.country(one) for one in meeting.participants]
    return tuple(dict.fromkeys(one for one in found if one is not None))

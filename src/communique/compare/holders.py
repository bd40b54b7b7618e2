"""Whose position a claim is: a side's, both sides', or nobody's, by who says it or opens its sentence."""

from collections.abc import Iterable, Iterator

from communique.codebook.protocol import ProtocolMark, find_marks
from communique.codebook.wording import VerbCode, verb_code
from communique.codebook.words import tokens
from communique.compare.sides import BOTH, NOBODY, Holder, Sides
from communique.model import Account, ActorKind, Genre, Mention, Span, Statement

PEOPLE = frozenset({ActorKind.PERSON, ActorKind.OFFICE, ActorKind.GROUP})
VERB = 40
"""Characters behind a joint form in which its verb stands."""
_AGREED = "agreed"
_PRONOUN = "pronoun"
_TELLS_OF_BOTH = frozenset({Genre.READOUT, None})
"""Genres in which "they" of no known antecedent are the two who met; a speech says it of anybody."""
_OPENING = 24
"""Characters within which a sentence that an actor opens names it ("In this context, Joseph Biden ...") ..."""
_COMMAS = (",", "，")
"""... or it does so behind a longer phrase that names nobody and ends with one of these."""


def only_raises(cue: VerbCode | None) -> bool:
    """Tell whether a verb only says that something was raised: discussed."""
    return cue is not None and cue.only_raises


class Holders:
    """Who holds what an account says."""

    __slots__ = ("_account", "_joint", "_language", "_record", "_sides")

    def __init__(self, account: Account, sides: Sides) -> None:
        self._account = account
        self._record = account.record
        self._language = account.language or "en"
        self._joint = find_marks(account.text, self._language, "joint")
        self._sides = sides

    def of_statement(self, statement: Statement, cue: VerbCode | None) -> Holder:
        """Return whose position a statement is: its speaker's, or both sides' for a joint form or a bare "was agreed".

        "The leaders discussed X" says that X was raised, never that the other side holds a position on it.
        """
        if statement.speaker is None or statement.speaker.actor is None:
            agreed = cue is not None and cue.code == _AGREED
            if statement.speaker is None:
                joint = self._is_told_of_both(statement)
            else:
                joint = self._is_joint(statement.speaker.spans, None)
            return Holder(BOTH, BOTH) if agreed or (joint and not only_raises(cue)) else NOBODY
        holder = self._sides.holder(self._record, statement.speaker.actor)
        if holder.side is None and self._is_joint(statement.speaker.spans, statement.speaker.actor):
            holder = Holder(BOTH, BOTH)
        return NOBODY if holder.side == BOTH and only_raises(cue) else holder

    def _is_told_of_both(self, statement: Statement) -> bool:
        """Tell whether words that nobody is named for ("отмечена важность ...") are told of the talk, so of both sides.

        They are if they name both. Else they are not where one side spoke right before, in the paragraph: they may go
        on with what it said.
        """
        if self._account.genre not in _TELLS_OF_BOTH or not statement.cue:
            return False
        if any(self._names_both(span) for span in statement.content):
            return True
        text, at = self._record.document.text, statement.cue[0].start
        paragraph = text.rfind("\n", 0, at) + 1
        said = [
            one
            for one in self._record.statements
            if one.speaker is not None and one.cue and paragraph <= one.cue[0].start < at
        ]
        told = {one.cue[0].start: self.of_statement(one, None) for one in said}
        for sentence in self._record.sentences:
            if paragraph <= sentence.start and sentence.end <= at:
                told.setdefault(sentence.start, self.of_sentence(sentence, is_ritual=False))
        return not told or told[max(told)].side in {None, BOTH}

    def _names_both(self, span: Span) -> bool:
        """Tell whether a stretch names both sides, alone or together ("the resolve of the two countries")."""
        inside = [one for one in self._record.mentions if span.start <= one.start and one.end <= span.end]
        held = {self._sides.holder(self._record, one.actor).side for one in inside} - {None}
        return BOTH in held or len(held) > 1

    def _is_joint(self, spans: Iterable[Span], actor_id: str | None) -> bool:
        """Tell whether words are a joint form of the two sides: the two leaders, both sides, in a readout they.

        Not if the text says of whom they are: "the parties" of a call with a third state, "they" of its soldiers.
        """
        marks = {mark.mark for span in spans if (mark := self._mark_at(span)) is not None}
        if not marks:
            return False
        if actor_id is None:
            return marks != {_PRONOUN} or self._account.genre in _TELLS_OF_BOTH
        if self._record.actor(actor_id).members:
            return False
        meant = (self._mark_at(one) for one in self._record.mentions if one.actor == actor_id)
        return any(mark is not None and mark.mark != _PRONOUN for mark in meant)

    def _mark_at(self, span: Span) -> ProtocolMark | None:
        return next((mark for mark in self._joint if mark.start <= span.start and span.end <= mark.end), None)

    def of_sentence(self, sentence: Span, *, is_ritual: bool) -> Holder:
        """Return who acts in a sentence without a statement: who opens it, or both sides if they act together."""
        if any(mark.mark != _PRONOUN and mark.start - sentence.start <= _OPENING for mark in self._marks_in(sentence)):
            return self._joint_holder(sentence, is_named=True, is_ritual=is_ritual)
        inside = [one for one in self._record.mentions if sentence.start <= one.start and one.end <= sentence.end]
        if not inside:
            return NOBODY
        # Of two mentions at one place the longer is meant: "President A and President B", not "President A".
        first = min(inside, key=lambda one: (one.start, -one.end))
        if not self._opens(first, sentence):
            return NOBODY
        holder = self._sides.holder(self._record, first.actor)
        if holder.side == BOTH or (holder.side is None and self._is_joint([first], first.actor)):
            return self._joint_holder(
                Span(start=first.end, end=sentence.end), is_named=holder.side == BOTH, is_ritual=is_ritual
            )
        return holder if holder.side is not None else NOBODY

    def of_rest(self, sentence: Span, rest: Span) -> Holder:
        """Return who acts in what no statement holds of a sentence: both sides if it goes on with what they do.

        "The leaders agreed to meet and committed their governments to working together": "and" joins what is theirs.
        """
        head = tokens(rest.of(self._record.document.text), self._language)[:1]
        if not head or head[0].use != "joins":
            return NOBODY
        holder = self.of_sentence(sentence, is_ritual=False)
        return holder if holder.side == BOTH else NOBODY

    def _joint_holder(self, behind: Span, *, is_named: bool, is_ritual: bool) -> Holder:
        """Return both sides if they do more than raise something, by the verb that stands behind their name.

        "They" of no known act may be anybody: whom the text names as a group acts together, whatever it does; but a
        parade that both watch is nobody's position.
        """
        cue = verb_code(self._record.document.text[behind.start : min(behind.end, behind.start + VERB)], self._language)
        acts = is_named and not is_ritual if cue is None else not only_raises(cue)
        return Holder(BOTH, BOTH) if acts else NOBODY

    def _opens(self, first: Mention, sentence: Span) -> bool:
        """Tell whether a sentence begins with an actor: with words of grammar before, or a phrase and a comma.

        In "we discussed Ukraine" it does not; nor in "we discussed trade, Iran ...", so that a phrase counts before
        people alone.
        """
        before = self._record.document.text[sentence.start : first.start]
        if before.rstrip().endswith(_COMMAS):
            return first.actor is not None and self._record.actor(first.actor).kind in PEOPLE
        if len(before) > _OPENING:
            return False
        return all(token.use for token in tokens(before, self._language))

    def _marks_in(self, span: Span) -> Iterator[ProtocolMark]:
        return (mark for mark in self._joint if span.start <= mark.start and mark.end <= span.end)

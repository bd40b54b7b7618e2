"""The mentions of a Russian document, looked up by the words that they cover."""

from bisect import bisect_right
from collections.abc import Iterator

from spacy.tokens import Doc

from communique.annotate.layers import Layers
from communique.annotate.russian.clauses import subject_of
from communique.annotate.russian.parsing import Text, Word
from communique.model import Actor, ActorKind, Mention

_REMARK = 4
"""Words of a remark in commas between a subject and its verb."""
_OF_REMARKS = frozenset({"ADP", "DET", "NOUN", "ADJ", "ADV", "PRON"})
_FAR = 14
"""Words before a verb within which its subject stands if the parser found none."""


class Mentions:
    """Answers who a word names."""

    __slots__ = ("_actors", "_by_place", "_mentions")

    def __init__(self, doc: Doc) -> None:
        layers = Layers(doc)
        self._actors = {actor.id: actor for actor in layers.actors}
        self._mentions = layers.mentions
        self._by_place: dict[int, Mention] = {}
        text = Text.of(doc)
        starts = [word.start for word in text.words]
        for mention in sorted(layers.mentions, key=lambda one: one.end - one.start):
            at = max(0, bisect_right(starts, mention.start) - 1)
            while at < len(text.words) and text.words[at].start < mention.end:
                if text.words[at].start >= mention.start:
                    self._by_place[at] = mention  # a longer mention replaces one inside it
                at += 1

    def at(self, word: Word) -> Mention | None:
        """Return the longest mention that holds the word."""
        return self._by_place.get(word.i)

    def headed_by(self, word: Word) -> Mention | None:
        """Return the longest mention that holds the word, if it begins with it or with what describes it."""
        mention = self.at(word)
        if mention is None:
            return None
        here = word.head
        while here is not None and mention.start <= here.start < mention.end:
            return None if here.start < word.start and self.at(here) is mention and here.rel != "root" else mention
        return mention

    def actor(self, identity: str | None) -> Actor | None:
        """Return the actor with this id."""
        return self._actors.get(identity or "")

    def is_person(self, identity: str | None) -> bool:
        """Tell whether somebody can meet and speak: a person, or an office without a name."""
        actor = self.actor(identity)
        return actor is not None and actor.kind in {ActorKind.PERSON, ActorKind.OFFICE}

    def members(self, identity: str | None) -> tuple[str, ...]:
        """Return the members of a group, or the actor alone; nobody for people without a name."""
        actor = self.actor(identity)
        if actor is None or identity is None:
            return ()
        if actor.kind is ActorKind.GROUP:
            return actor.members
        return (identity,)

    def country(self, identity: str | None) -> str | None:
        """Return the state that an actor is or acts for."""
        actor = self.actor(identity)
        return actor.country if actor is not None else None

    def within(self, start: int, end: int) -> list[Mention]:
        """Return the mentions from `start` to `end` (characters) that lie in no other of them, in order."""
        inside = [one for one in self._mentions if start <= one.start and one.end <= end]
        return [
            one
            for one in inside
            if not any(
                other is not one and other.start <= one.start and one.end <= other.end and other.actor
                for other in inside
            )
        ]

    def subject(self, words: list[Word], cue: Word) -> Word | None:
        """Return the subject: who is named right beside the verb, the parser's, or that of the verb before it."""
        at = cue.i - words[0].i
        if cue.is_finite:
            before = next((word for word in reversed(words[:at]) if word.pos not in {"ADV", "PART"}), None)
            for beside in (before, words[at + 1] if at + 1 < len(words) else None):
                mention = self.at(beside) if beside is not None else None
                if mention is None or beside is None:
                    continue
                head = self._head_of(words, mention)
                is_nominative = head.case in {"Nom", ""} or (beside is before and _shows_no_case(head))
                if is_nominative and self._agrees(head, cue) and not head.preposition():
                    return head
        found = subject_of(cue)
        if cue.is_finite and (found is None or self.at(found) is None):
            for word in self._before(words, at):
                if word.text in {",", ";", ":"} or (word.is_finite and word is not cue):
                    break
                if word.text in {"–", "—"} and not words[word.i - words[0].i - 1].text.isdigit():
                    break
                mention = self.at(word)
                if mention is None or mention.end != word.end:
                    continue
                head = self._head_of(words, mention)
                if head.case == "Nom" and self._agrees(head, cue) and not head.preposition():
                    return head
        if found is None and cue.is_finite and any(child.low == "где" for child in cue.children):
            # "прибыла в Москву, где встретилась с коллегой"
            main = next(
                (word for word in reversed(words[:at]) if word.is_finite and word.is_plural == cue.is_plural), None
            )
            return self.subject(words, main) if main is not None else None
        if found is not None or not cue.is_finite or cue.rel in {"ccomp", "acl", "acl:relcl", "advcl"}:
            return found
        if cue.feats.get("Gender") == "Neut":
            return None
        for word in reversed(words[:at]):
            if word.is_finite and word.rel in {"root", "conj", "parataxis"} and word.is_plural == cue.is_plural:
                return subject_of(word)
            if cue.rel == "conj" and cue.head in {word, None} and word.is_finite and word.is_plural == cue.is_plural:
                return self.subject(words, word)
        return None

    def _before(self, words: list[Word], at: int) -> Iterator[Word]:
        """Yield the words before a verb, the nearest first, without a remark in commas (", со своей стороны,")."""
        place = at - 1
        while place >= max(0, at - _FAR):
            if words[place].text == ",":
                opening = next(
                    (one for one in range(place - 1, max(-1, place - _REMARK - 2), -1) if words[one].text == ","), None
                )
                inside = words[opening + 1 : place] if opening is not None else ()
                if opening is not None and inside and all(word.pos in _OF_REMARKS for word in inside):
                    place = opening - 1
                    continue
            yield words[place]
            place -= 1

    def _head_of(self, words: list[Word], mention: Mention) -> Word:
        """Return the word of a mention that none of its others governs."""
        inside = [word for word in words if mention.start <= word.start < mention.end]
        for word in inside:
            if word.pos in {"NOUN", "PROPN", "PRON"} and (
                word.head is None or not mention.start <= word.head.start < mention.end
            ):
                return word
        return inside[0]

    def _agrees(self, noun: Word, verb: Word) -> bool:
        """Tell whether a noun can be the subject of a verb by number and gender; an unknown one can."""
        if noun.is_plural != verb.is_plural:
            return noun.pos == "PROPN" and verb.is_plural  # "Путин и Трамп договорились"
        genders = {noun.feats.get("Gender"), verb.feats.get("Gender")} - {None}
        return len(genders) < 2 or noun.pos != "PROPN" or verb.is_plural


def _shows_no_case(word: Word) -> bool:
    """Tell whether a name has one form for all cases, of which the network guesses any ("Осло отвергает обвинения")."""
    return word.pos == "PROPN" and word.low[-1:] in "оуиэ" and word.low == word.lemma

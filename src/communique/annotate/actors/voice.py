"""Who "I" is, and whose state "we" are, in a text that is somebody's own: a statement, a transcript."""

import re
from bisect import bisect_right
from functools import cached_property

from communique.annotate.actors.cast import Cast
from communique.annotate.actors.scene import Scene
from communique.annotate.actors.words import Words
from communique.annotate.clause import VERBAL, governor, subjects
from communique.annotate.layers import Layers
from communique.annotate.roster import Player
from communique.codebook.aliases import entities
from communique.codebook.contacts import cues_of
from communique.codebook.offices import terms_of
from communique.codebook.people import Person, people_by_family_name, people_called, short_key
from communique.codebook.voices import office_that_publishes, person_who_publishes, voice_words
from communique.model import ActorKind

SINGULAR = frozenset({"i", "me", "my", "mine", "myself"})
PLURAL = frozenset({"we", "us", "our", "ours", "ourselves"})
OUR = frozenset({"my", "our"})
_LABEL = re.compile(r"(?:^|\*)[ \t]*(?:([A-Z][^\n:.?!*“”\"]{0,90}):(?=[ \t\n])|(Q)(?=[ \t]))", re.MULTILINE)
_SMALL = frozenset({"of", "the", "to", "for", "and", "de", "von", "van", "al", "bin", "du", "la", "on"})
_LONGEST_LABEL = 14
_OPENING = 2
"""Sentences with which a text opens."""
_NAMED_IN_TITLE = re.compile(r"\b(?:by|from|of)\s+(.{3,120})", re.IGNORECASE)


class Voice:
    """The one who speaks at each place of a document that says "I" or "we" in its own voice."""

    def __init__(self, words: Words, cast: Cast, scene: Scene) -> None:
        self._words = words
        self._cast = cast
        self._scene = scene

    @property
    def is_alone(self) -> bool:
        """Tell whether no label gives the word to somebody else."""
        return not self._turns[0]

    def resolve(self, at: int) -> Player | None:
        """Return whom "I" or "we" at token `at` stands for, None where that is not known or within a quotation."""
        words = self._words
        if words.quotation[at] >= 0:
            return None
        if words.lower[at] in SINGULAR:
            return self.speaker(at)
        return self._state(at)

    def speaker(self, at: int) -> Player | None:
        """Return who speaks at token `at` outside of quotations."""
        starts, speakers = self._turns
        number = bisect_right(starts, at) - 1
        return speakers[number] if number >= 0 else self._author

    def _state(self, at: int) -> Player | None:
        """Return the state of the one who speaks; with "we agreed", "we both" that and the other one."""
        words, cast = self._words, self._cast
        speaker = self.speaker(at)
        country = speaker.country if speaker is not None else cast.side if not self._turns[0] else None
        if country is None or country not in entities():
            return None
        follow = words.lower[at + 1] if at + 1 < len(words.lower) else ""
        if follow == "all":
            return None
        if words.lower[at] == "we" and (follow == "both" or self._is_done_together(words.heads[at])):
            other = cast.ground.other_state(country) or self._partner
            if other == country:
                return None
            return cast.group([cast.entity(country), cast.entity(other)]) if other is not None else None
        return cast.entity(country)

    @cached_property
    def _partner(self) -> str | None:
        """Return the state of B in a text that opens with "I had a call with B" and tells of talks with no other state.

        Told later, it is a talk told in passing: a speaker who turns to his guest agreed with the guest.
        """
        words, states, opens = self._words, set(), False
        for at, player in self._scene.names.items():
            preposition = words.heads[at]
            if words.deps[at] != "pobj" or words.lower[preposition] not in {"with", "to"} or not player.is_human:
                continue
            cue = words.doc[words.heads[preposition]]
            if not any(cue.lemma_.lower() in cues_of(part) for part in ("noun", "verb")):
                continue
            verb = cue if cue.pos_ in VERBAL else governor(cue)
            doers = subjects(verb) if verb is not None else []
            if any(one.lower_ in {"i", "we"} and words.quotation[one.i] < 0 for one in doers):
                states.add(player.country)
                opens = opens or words.sentence[at] < _OPENING
        return states.pop() if opens and len(states) == 1 else None

    def _is_done_together(self, verb: int) -> bool:
        """Tell whether nobody does it alone: "we agreed", "we exchanged views and reaffirmed"."""
        head = self._words.doc[verb]
        verbs = [head, *(child for child in head.rights if child.dep_ == "conj")]
        return any(one.lemma_ in voice_words("joint") for one in verbs)

    # -- whose text it is ---------------------------------------------------------------------------------------------

    @cached_property
    def _author(self) -> Player | None:
        """Return whose words all of the text is, unless a label says otherwise: by publisher, title, or the house."""
        layers, cast = Layers(self._words.doc), self._cast
        publisher = layers.publisher or ""
        name = person_who_publishes(publisher) or (publisher if self._known(publisher) else None)
        if name is not None:
            person = self._known(name)
            return cast.person(person) if person is not None else cast.unknown_person(name, country=cast.side)
        titled = self._in_title(layers.title or "")
        if titled is not None:
            return cast.person(titled)
        office = office_that_publishes(publisher)
        if office is None or cast.side is None or self._turns[0]:
            return None  # a briefing of the house, where others speak
        return cast.holder(cast.side, office)

    def _known(self, name: str) -> Person | None:
        """Return the person of the codebook with this full name, of several the one in office on the day."""
        found = people_called(name) if name else ()
        return found[0] if len(found) == 1 else self._in_office(found)

    def _in_office(self, persons: tuple[Person, ...]) -> Person | None:
        on = self._cast.on
        if on is None:
            return None
        serving = [person for person in persons if terms_of(person.id, on)]
        own = [person for person in serving if person.country == self._cast.side]
        return serving[0] if len(serving) == 1 else own[0] if len(own) == 1 else None

    def _in_title(self, title: str) -> Person | None:
        """Return the person in "Remarks by President Berg", "Statement by Ana Berg on the border"."""
        if not voice_words("words") & set(title.casefold().split()):
            return None
        named = _NAMED_IN_TITLE.search(title)
        tokens = named[1].replace(",", " ").split()[:6] if named is not None else []
        for length in (4, 3, 2, 1):
            for start in range(len(tokens) - length + 1):
                piece = " ".join(tokens[start : start + length])
                found = self._known(piece) if length > 1 else self._by_family_name(piece)
                if found is not None and piece[:1].isupper():
                    return found
        return None

    def _by_family_name(self, name: str) -> Person | None:
        return self._in_office(people_by_family_name().get(short_key(name), ()))

    # -- who answers --------------------------------------------------------------------------------------------------

    @cached_property
    def _turns(self) -> tuple[list[int], list[Player | None]]:
        """Return the tokens at which somebody else takes the word, and who: by the labels "PRESIDENT BERG:"."""
        words = self._words
        starts: list[int] = []
        speakers: list[Player | None] = []
        for found in _LABEL.finditer(words.text):
            if found[2]:
                starts.append(words.token_at(found.start(2)))
                speakers.append(None)
                continue
            first, last = words.token_at(found.start(1)), words.token_at(found.end(1) - 1)
            label = found[1].split()
            if not (words.is_news[first] and len(label) <= _LONGEST_LABEL) or words.quotation[first] >= 0:
                continue
            if any(not part[:1].isupper() and part.casefold() not in _SMALL for part in label):
                continue
            asks = len(label) <= 2 and label[0].casefold() in voice_words("asks")
            player = None if asks else self._labelled(first, last, label)
            # Whoever "SENIOR OFFICIAL:" is, the words are no longer those of the one before.
            if asks or player is not None or found[1].isupper():
                starts.append(last + 1)
                speakers.append(player)
        return starts, speakers

    def _labelled(self, first: int, last: int, label: list[str]) -> Player | None:
        named = [self._scene.names[at] for at in range(first, last + 1) if at in self._scene.names]
        people = [player for player in named if player.kind is ActorKind.PERSON]
        if people:
            return people[-1]
        short = short_key(label[-1])
        called = [player for player in self._cast.known(short) if player.kind is ActorKind.PERSON]
        if len(called) == 1:
            return called[0]
        person = self._by_family_name(label[-1])
        return self._cast.person(person) if person is not None else None

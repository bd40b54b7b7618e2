"""Which state a text speaks from: its dateline, the one state that a paragraph names, the two that it is about."""

import re
from collections import Counter

from communique.annotate.actors.modifiers import before, entity_in
from communique.annotate.actors.vocabulary import FormKind
from communique.annotate.actors.words import Words
from communique.annotate.layers import Layers
from communique.codebook.actor_words import words_for
from communique.codebook.aliases import entities
from communique.codebook.places import country_of, places
from communique.codebook.titles import is_called
from communique.model import PassageKind

_FARTHEST = 160
_HEAD = 600
_OPENING = re.compile(r"([A-Z][A-Z .'’/-]{2,40}?)(?:,|\s\(|\s--|\s-\s|\s[—–])[^\n]{0,60}")


class Ground:
    """Fallbacks for offices and bodies that are named without a state."""

    def __init__(self, words: Words, on: str | None, side: str | None) -> None:
        self._words = words
        self._on = on
        self._side = side
        self.dateline = self._dateline()
        self._counted: Counter[str] | None = None

    def _dateline(self) -> str | None:
        """Return the state that the dateline's place lies in ("TOKYO, March 9 -"), None where it names several."""
        for passage in Layers(self._words.doc).passages:
            if passage.kind is PassageKind.DATELINE:
                line = self._words.text[passage.start : passage.end]
                parts = [part.strip(" -–—_\n") for part in line.replace("(", ",").split(",")[:2]]
                # "PORT-AU-PRINCE, Haiti": a city that is not known leaves the state beside it.
                return next((state for part in parts if (state := self._place(part)) is not None), None)
        # Agency copy without its head may begin with a bare "HAVANA (Agency) --", which is no passage of its own.
        for line in self._words.text[:_HEAD].split("\n"):
            opening = _OPENING.match(line.strip())
            if opening is not None and opening.group(1).title() in places():
                return self._place(opening.group(1))
        return None

    def _place(self, names: str) -> str | None:
        found = {country_of(name.strip().title(), self._on) for name in names.split("/")} - {None}
        return found.pop() if len(found) == 1 else None

    def _state_at(self, at: int) -> str | None:
        cell = self._words.cells[at]
        if cell is None or cell.first != at:
            return None
        if cell.form(FormKind.ENTITY) is None and cell.form(FormKind.PLACE) is None:
            return None
        entity = entity_in(cell, self._on)
        known = entities().get(entity) if entity is not None else None
        return known.id if known is not None and known.kind == "state" else None

    def state_near(self, at: int, *, is_body: bool = False) -> str | None:
        """Return the one state that the paragraph names before token `at`; that of the dateline if it names none.

        Of several states that the paragraph names a body is of that of the dateline: "the Ministry of Commerce said".
        """
        words = self._words
        found: set[str] = set()
        here = at - 1
        while here >= 0 and words.paragraph[here] == words.paragraph[at] and at - here < _FARTHEST:
            state = self._state_at(here)
            if state is not None and state != self._side and not self._is_beside(here, at):
                found.add(state)
            here -= 1
        if len(found) == 1:
            return found.pop()
        if not found and self.dateline is None and self._side is None and len(self.counted()) == 1:
            return next(iter(self.counted()))
        return self.dateline if not found or (is_body and self.dateline in found) else None

    def _is_beside(self, at: int, name: int) -> bool:
        """Tell whether a state is named in passing: "a Japanese agency", "a visit to Algiers" one sentence before."""
        words, cell = self._words, self._words.cells[at]
        follow = cell.last + 1 if cell is not None else at + 1
        if follow < len(words.words) and words.lower[follow] in words_for("publication"):
            return True
        is_before = words.sentence[at] != words.sentence[name]
        return self.dateline is not None and is_before and at > 0 and words.lower[at - 1] == "to"

    def is_own_title(self, form: str, office: str, state: str | None = None) -> bool:
        """Tell whether a state, or the issuer, calls its own office so: no "foreign minister" in Washington."""
        state = state or self._side
        return state is not None and is_called(form, office, state)

    def speaker_near(self, at: int) -> str | None:
        """Return the state of the ministry or house that the paragraph names last before token `at`."""
        words = self._words
        for here in range(at - 1, max(at - _FARTHEST, -1), -1):
            if words.paragraph[here] != words.paragraph[at]:
                return None
            cell = words.cells[here]
            if cell is not None and cell.last == here and cell.form(FormKind.INSTITUTION) is not None:
                entity = before(words, cell.first, self._on).entity or entity_in(cell, self._on)
                if entity is not None:
                    return entity
        return None

    def counted(self) -> Counter[str]:
        """Return how often each state is named in the whole text."""
        if self._counted is None:
            states = (self._state_at(at) for at in range(len(self._words.words)))
            self._counted = Counter(state for state in states if state is not None)
        return self._counted

    def other_state(self, state: str) -> str | None:
        """Return the other of the two states that the text is about, if it is plainly about `state` and one more."""
        ranked = [other for other, _ in self.counted().most_common() if other != state]
        if not ranked:
            return None
        counts = self.counted()
        if len(ranked) == 1 or counts[ranked[0]] >= 2 * counts[ranked[1]]:
            return ranked[0]
        return None

"""Whether a time lies behind or ahead, by the tense of the verb that governs it in the parse.

"on Sunday" after "met" is the Sunday before; after "will meet", "is to meet" or "plans to meet" it is the one to come.
"""

from bisect import bisect_right
from enum import StrEnum

from spacy.tokens import Doc, Token

from communique.codebook.times import forms_of

_CLIMB = 12
"""Most heads that are followed upwards from a time."""

_PAST_HAVE = frozenset({"have", "has", "had", "'ve", "’ve", "having"})
_BE_TO = frozenset({"is", "are", "was", "were", "be", "am", "'s", "’s", "'re", "’re", "have", "has", "had"})
_REPORTING = frozenset({"said", "says", "say", "told", "reported", "announced", "added"})


class Direction(StrEnum):
    """Behind, ahead, or not said."""

    BEHIND = "behind"
    AHEAD = "ahead"
    OPEN = ""


class Tenses:
    """Answers for one document which way a time lies; `captions` are (start, end) of picture captions and headlines."""

    __slots__ = ("_ahead", "_captions", "_doc", "_starts", "_timetable", "_until")

    def __init__(self, doc: Doc, *, captions: tuple[tuple[int, int], ...] = (), language: str = "en") -> None:
        self._doc = doc
        self._captions = captions
        self._starts: list[int] | None = None
        self._ahead = forms_of("ahead_verb", language)
        self._timetable = forms_of("timetable_verb", language)
        self._until = forms_of("until_word", language)

    def at(self, start: int, end: int) -> Direction:
        """Return which way the time at these characters lies."""
        if not len(self._doc):
            return Direction.OPEN
        if self._starts is None:
            self._starts = [token.idx for token in self._doc]
        first = max(0, bisect_right(self._starts, start) - 1)
        last = max(first, bisect_right(self._starts, end - 1) - 1)
        token = self._top(first, last)
        before = self._doc[first - 1].lower_ if first else ""
        found = self._climb(token)
        if found is Direction.OPEN and before in self._until:
            return Direction.AHEAD
        return found

    def _top(self, first: int, last: int) -> Token:
        """Return the token of the expression whose head lies outside it."""
        token = self._doc[first]
        for _ in range(_CLIMB):
            if not first <= token.head.i <= last or token.head.i == token.i:
                break
            token = token.head
        return token

    def _climb(self, token: Token) -> Direction:
        for _ in range(_CLIMB):
            found = self._of(token)
            if found is not Direction.OPEN:
                return found
            if token.head.i == token.i:
                break
            token = token.head
        return Direction.OPEN

    def _of(self, token: Token) -> Direction:
        """Return what this word alone decides."""
        tag, low = token.tag_, token.lower_
        match tag:
            case "VBD" | "VBN" | "VB" | "VBG" | "VBP" | "VBZ" | "MD":
                pass
            case "JJ" if low in self._ahead:
                return Direction.AHEAD
            case "NN" | "NNS" if low in ("plan", "plans") and token.dep_ not in ("nsubj", "nsubjpass"):
                return Direction.OPEN
            case _:
                return Direction.OPEN
        auxiliaries = [child.lower_ for child in token.children if child.dep_ in ("aux", "auxpass")]
        modal = any(child.tag_ == "MD" for child in token.children if child.dep_ == "aux")
        perfect = any(form in _PAST_HAVE for form in auxiliaries)
        if modal:
            return Direction.BEHIND if perfect else Direction.AHEAD
        if "to" in auxiliaries:
            return Direction.BEHIND if perfect else self._infinitive(token)
        match tag:
            case "VBD":
                return Direction.AHEAD if low in self._ahead and self._is_plan(token) else Direction.BEHIND
            case "VBN":
                return self._participle(token, low, auxiliaries)
            case "VBG":
                return self._progressive(token, auxiliaries)
            case "VBP" | "VBZ":
                if self._in_caption(token):
                    return Direction.BEHIND
                return Direction.AHEAD if low in self._timetable else Direction.OPEN
            case "MD":
                return Direction.AHEAD
            case _:
                return Direction.OPEN

    def _infinitive(self, token: Token) -> Direction:
        """Read "to meet": ahead after plans, orders and "is to"; behind after what was carried out ("came to meet")."""
        head = token.head
        if head.i == token.i:
            return Direction.AHEAD
        low = head.lower_
        if low in self._ahead or low in _BE_TO or head.tag_.startswith("NN") or head.tag_ == "JJ":
            return Direction.AHEAD
        if head.tag_ in ("VBG", "VB", "VBZ", "VBP"):
            return Direction.AHEAD
        if token.dep_ in ("advcl", "xcomp") and head.tag_ in ("VBD", "VBN"):
            return Direction.BEHIND
        return Direction.AHEAD

    def _is_plan(self, token: Token) -> bool:
        """Tell whether the time belongs to what was planned ("scheduled talks for Monday"), not to the planning."""
        return token.lower_ in ("scheduled", "slated", "set", "planned", "due")

    def _participle(self, token: Token, low: str, auxiliaries: list[str]) -> Direction:
        if low in self._ahead and (not any(form in _PAST_HAVE for form in auxiliaries)):
            if low in ("asked", "called", "invited", "threatened", "offered", "wanted", "agreed", "decided", "urged", "needed"):
                return Direction.BEHIND
            return Direction.AHEAD
        return Direction.BEHIND

    def _progressive(self, token: Token, auxiliaries: list[str]) -> Direction:
        if any(form in ("was", "were", "been") for form in auxiliaries):
            return Direction.BEHIND
        if any(form in ("is", "are", "am", "'s", "’s", "'re", "’re", "be") for form in auxiliaries):
            return Direction.AHEAD
        return Direction.OPEN

    def _in_caption(self, token: Token) -> bool:
        return any(start <= token.idx < end for start, end in self._captions)

"""Whether a time lies behind or ahead, by the words that lead it and the tense of the verb that governs it.

"on Sunday" after "met" is the Sunday before; after "will meet", "is to meet" or "plans to meet" it is the one to come.
"""

from bisect import bisect_right
from enum import StrEnum
from typing import NamedTuple

from spacy.tokens import Doc, Token

from communique.codebook.times import context

_CLIMB = 12
"""Most heads that are followed upwards from a time."""

_HAVE = frozenset({"have", "has", "had", "'ve", "’ve", "having"})
_PRESENT_BE = frozenset({"is", "are", "am", "'s", "’s", "'re", "’re"})
_PAST_BE = frozenset({"was", "were", "been"})
_BE_TO = _PRESENT_BE | _PAST_BE | {"be", "have", "has", "had"}
_VERB_TAGS = frozenset({"VBD", "VBN", "VB", "VBG", "VBP", "VBZ", "MD"})
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})


class Direction(StrEnum):
    """Behind, ahead, or not said."""

    BEHIND = "behind"
    AHEAD = "ahead"
    OPEN = ""


class Evidence(NamedTuple):
    """Which way a time lies; `is_firm` where its own words or verb say so, not the verb of a noun beside it."""

    direction: Direction
    is_firm: bool = False


_OPEN = Evidence(Direction.OPEN)


class Tenses:
    """Answers for one document which way a time lies; `captions` are (start, end) of picture captions and headlines."""

    __slots__ = (
        "_ahead",
        "_captions",
        "_doc",
        "_happened",
        "_leads",
        "_planned",
        "_starts",
        "_text",
        "_timetable",
        "_until",
    )

    def __init__(self, doc: Doc, *, captions: tuple[tuple[int, int], ...] = (), language: str = "en") -> None:
        self._doc = doc
        self._captions = captions
        self._starts: list[int] = []
        self._text = ""
        self._ahead = context("ahead_verb", language)
        self._planned = context("plan_verb", language)
        self._timetable = context("timetable_verb", language)
        self._until = context("until_word", language)
        self._happened = context("happened_noun", language)
        self._leads = context("direction_lead", language)

    def at(self, start: int, end: int) -> Evidence:
        """Return which way the time at these characters lies."""
        if not len(self._doc):
            return _OPEN
        if not self._starts:
            self._starts = self._doc.to_array("IDX").tolist()
            self._text = self._doc.text  # joined anew at every call
        first = max(0, bisect_right(self._starts, start) - 1)
        last = max(first, bisect_right(self._starts, end - 1) - 1)
        lead = self._lead(start)
        if lead is not Direction.OPEN:
            return Evidence(lead, is_firm=True)
        token = self._top(first, last)
        noun = token.head.head if token.dep_ == "pobj" else token.head
        if noun.tag_ in _NOUN_TAGS and noun.lower_ in self._happened and token.dep_ != "appos":
            return Evidence(Direction.BEHIND, is_firm=True)
        if self._is_planned_for(token):
            return Evidence(Direction.AHEAD, is_firm=True)
        found = self._climb(token)
        before = self._doc[first - 1].lower_ if first else ""
        if before not in self._until or found.direction is Direction.AHEAD:
            return found
        if found.direction is Direction.OPEN or self._is_deadline(last):
            return Evidence(Direction.AHEAD, is_firm=True)
        return found._replace(is_firm=False)  # "extended the deadline to 16 November"

    def _lead(self, start: int) -> Direction:
        """Return what the words just before say: "ahead of", "as early as", "since"."""
        before = self._text[max(0, start - 24) : start].lower().split()
        if before and before[-1] == "the":
            before.pop()
        for count in (3, 2, 1):
            found = self._leads.get(" ".join(before[-count:]))
            if found:
                return Direction(found)
        return Direction.OPEN

    def _top(self, first: int, last: int) -> Token:
        """Return the token of the expression whose head lies outside it."""
        token = self._doc[first]
        for _ in range(_CLIMB):
            if not first <= token.head.i <= last or token.head.i == token.i:
                break
            token = token.head
        return token

    def _is_planned_for(self, token: Token) -> bool:
        """Tell whether the time is what something was fixed for: "called a meeting for Monday", "postponed to May"."""
        lead = token.head
        if token.dep_ != "pobj" or lead.lower_ not in ("for", "to", "until", "till", "from"):
            return False
        verb = lead.head
        if verb.tag_ in _NOUN_TAGS and verb.dep_ in ("dobj", "nsubjpass", "attr"):
            verb = verb.head
        return verb.lower_ in self._planned and not _is_pluperfect(verb)

    def _is_deadline(self, last: int) -> bool:
        """Tell whether something is to be done by the time: "has until Friday to answer"."""
        if last + 2 >= len(self._doc):
            return False
        return self._doc[last + 1].lower_ == "to" and self._doc[last + 2].tag_ == "VB"

    def _climb(self, token: Token) -> Evidence:
        is_firm = True
        for _ in range(_CLIMB):
            found = self._of(token)
            if found is not Direction.OPEN:
                return Evidence(found, is_firm)
            if token.head.i == token.i:
                break
            token = token.head
            if token.tag_ in _NOUN_TAGS:
                is_firm = False
        return _OPEN

    def _of(self, token: Token) -> Direction:
        """Return what this word alone decides."""
        tag, low = token.tag_, token.lower_
        if tag == "JJ" and self._planned.get(low) == "any":
            return Direction.BEHIND if _is_pluperfect(token.head) else Direction.AHEAD
        if tag not in _VERB_TAGS:
            return Direction.OPEN
        auxiliaries = [child for child in token.children if child.dep_ in ("aux", "auxpass")]
        forms = {child.lower_ for child in auxiliaries}
        is_perfect = bool(forms & _HAVE)
        if any(child.tag_ == "MD" for child in auxiliaries):
            return Direction.BEHIND if is_perfect or ("could" in forms and _is_denied(token)) else Direction.AHEAD
        if "to" in forms:
            return Direction.BEHIND if is_perfect else self._infinitive(token)
        match tag:
            case "VBD":
                return Direction.AHEAD if self._planned.get(low) == "any" else Direction.BEHIND
            case "VBN":
                return self._participle(token, forms)
            case "VBG":
                return self._progressive(forms)
            case "VB" if "did" in forms:
                return Direction.BEHIND
            case "VBP" | "VBZ":
                return self._present(token)
            case "MD":
                return Direction.AHEAD
            case _:
                return Direction.OPEN

    def _infinitive(self, token: Token) -> Direction:
        """Read "to meet": ahead after plans, orders and "is to"; behind after what was carried out ("came to meet")."""
        head = token.head
        if head.i == token.i:
            return Direction.AHEAD
        if _is_pluperfect(head) or (head.tag_ == "JJ" and _is_pluperfect(head.head)):
            return Direction.BEHIND
        if head.lower_ in self._ahead or head.lower_ in self._planned or head.lower_ in _BE_TO:
            return Direction.AHEAD
        if token.dep_ in ("advcl", "xcomp") and head.tag_ in ("VBD", "VBN"):
            return Direction.BEHIND
        return Direction.AHEAD

    def _participle(self, token: Token, forms: set[str]) -> Direction:
        kind = self._planned.get(token.lower_)
        is_plan = kind == "any" or (kind == "led" and any(child.lower_ == "for" for child in token.children))
        if forms & _HAVE:
            return Direction.AHEAD if is_plan and "had" not in forms else Direction.BEHIND
        if is_plan or forms & _PRESENT_BE:
            return Direction.AHEAD
        return Direction.BEHIND

    def _progressive(self, forms: set[str]) -> Direction:
        if forms & _PAST_BE:
            return Direction.BEHIND
        return Direction.AHEAD if forms & _PRESENT_BE or "be" in forms else Direction.OPEN

    def _present(self, token: Token) -> Direction:
        if any(start <= token.idx < end for start, end in self._captions):
            return Direction.BEHIND
        low = token.lower_
        return Direction.AHEAD if low in self._timetable or low in self._ahead else Direction.OPEN


def _is_denied(verb: Token) -> bool:
    """Tell whether it did not happen: "could not be reached", "neither could be reached"."""
    for child in verb.children:
        if child.dep_ in ("neg", "preconj"):
            return True
        if child.dep_ in ("nsubj", "nsubjpass") and any(word.lower_ in ("no", "neither") for word in child.subtree):
            return True
    return False


def _is_pluperfect(verb: Token) -> bool:
    """Tell whether a plan is told as overtaken: "had been due to expire"."""
    forms = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    return "had" in forms

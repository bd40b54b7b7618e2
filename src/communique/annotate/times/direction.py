"""Whether a time lies behind or ahead, by the words that lead it and the tense of the verb that governs it.

"on Sunday" after "met" is the Sunday before; after "will meet", "is to meet" or "plans to meet" it is the one to come.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from spacy.tokens import Doc, Token

from communique.annotate.layers import Layers
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
    """Which way a time lies.

    `is_firm` where its own words or verb say so, not the verb of a noun beside it; `is_soft` where the verb stands
    above two nouns or more, or may speak of either ("is attending", "a chance to attend", "met before Monday's vote").
    """

    direction: Direction
    is_firm: bool = False
    is_soft: bool = False


_OPEN = Evidence(Direction.OPEN)
_BEHIND = Evidence(Direction.BEHIND, is_firm=True)
_AHEAD = Evidence(Direction.AHEAD, is_firm=True)
_SOFTLY_AHEAD = Evidence(Direction.AHEAD, is_soft=True)


class Tenses:
    """Answers for one document which way a time lies; `captions` are (start, end) of picture captions and headlines."""

    __slots__ = (
        "_ahead",
        "_called_off",
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
        self._called_off = _any_of(context("cancel_word", language))

    def at(self, start: int, end: int) -> Evidence:
        """Return which way the time at these characters lies."""
        if not len(self._doc):
            return _OPEN
        if not self._starts:
            self._starts = self._doc.to_array("IDX").tolist()
            self._text = Layers(self._doc).text  # joined anew at every call
        first = max(0, bisect_right(self._starts, start) - 1)
        last = max(first, bisect_right(self._starts, end - 1) - 1)
        lead = self._lead(start)
        if lead is not Direction.OPEN:
            return Evidence(lead, is_firm=True)
        token = self._top(first, last)
        noun = token.head.head if token.dep_ == "pobj" else token.head
        if noun.tag_ in _NOUN_TAGS and noun.lower_ in self._happened and token.dep_ != "appos":
            return _BEHIND
        if self._is_planned_for(token):
            return _AHEAD
        found = self._climb(token)
        before = self._doc[first - 1].lower_ if first else ""
        if before not in self._until or found.direction is Direction.AHEAD:
            return found
        if found.direction is Direction.OPEN or self._is_deadline(last):
            return _AHEAD
        # "extended the deadline to 16 November", "met before Monday's vote"
        return found._replace(is_firm=False, is_soft=self._until[before] == "event")

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
        if token.dep_ in ("poss", "compound", "nmod"):
            token = token.head  # "ready for Monday's meeting"
        lead = token.head
        if token.dep_ != "pobj" or lead.lower_ not in ("for", "to", "until", "till", "from"):
            return False
        verb = lead.head
        if verb.tag_ in _NOUN_TAGS and verb.dep_ in ("dobj", "nsubjpass", "attr"):
            verb = verb.head
        is_plan = verb.lower_ in self._planned or (lead.lower_ == "for" and verb.lower_ in self._ahead)
        return is_plan and not self._is_overtaken(verb)

    def _is_deadline(self, last: int) -> bool:
        """Tell whether something is to be done by the time: "has until Friday to answer"."""
        if last + 2 >= len(self._doc):
            return False
        return self._doc[last + 1].lower_ == "to" and self._doc[last + 2].tag_ == "VB"

    def _climb(self, token: Token) -> Evidence:
        nouns = 0
        for _ in range(_CLIMB):
            found = self._of(token)
            if found.direction is not Direction.OPEN:
                is_far = nouns > 1 and found.direction is Direction.AHEAD
                return Evidence(found.direction, found.is_firm and not nouns, found.is_soft or is_far)
            if token.head.i == token.i:
                break
            token = token.head
            nouns += token.tag_ in _NOUN_TAGS
        return _OPEN

    def _of(self, token: Token) -> Evidence:
        """Return what this word alone decides."""
        tag, low = token.tag_, token.lower_
        if tag == "JJ" and self._planned.get(low) == "any":
            return self._of_plan(token.head)
        if tag not in _VERB_TAGS:
            return _OPEN
        if any(child.dep_ == "acomp" and self._planned.get(child.lower_) == "any" for child in token.rights):
            return self._of_plan(token)  # "is due in Riga on Saturday"
        auxiliaries = [child for child in token.children if child.dep_ in ("aux", "auxpass")]
        forms = {child.lower_ for child in auxiliaries}
        is_perfect = bool(forms & _HAVE)
        if any(child.tag_ == "MD" for child in auxiliaries):
            return _BEHIND if is_perfect or ("could" in forms and _is_denied(token)) else _AHEAD
        if "to" in forms:
            if is_perfect:
                return _SOFTLY_AHEAD if self._is_called_off(token) else _BEHIND  # "was to have begun on Thursday"
            return self._infinitive(token)
        match tag:
            case "VBD":
                return _AHEAD if self._planned.get(low) == "any" else _BEHIND
            case "VBN":
                return self._participle(token, forms)
            case "VBG":
                return _progressive(token, forms)
            case "VB" if "did" in forms:
                return _BEHIND
            case "VB" if token.dep_ == "ROOT" or token.head.lower_ == "let":
                return _AHEAD  # "Vote in November", "let us meet in November"
            case "VBP" | "VBZ":
                return self._present(token)
            case "MD":
                return _AHEAD
            case _:
                return _OPEN

    def _infinitive(self, token: Token) -> Evidence:
        """Read "to meet": ahead after plans, orders and "is to"; behind after what was carried out ("came to meet")."""
        head = token.head
        if head.i == token.i:
            return _AHEAD
        over = head.head if head.tag_ == "JJ" else head
        if "had" in _auxiliaries(over):
            return self._of_plan(over)
        if head.lower_ in self._ahead or head.lower_ in self._planned or head.lower_ in _BE_TO:
            return _AHEAD
        if token.dep_ in ("advcl", "xcomp") and head.tag_ in ("VBD", "VBN"):
            return _BEHIND
        if head.tag_ in ("JJ", "RB") and head.head.tag_ == "VBD":
            return _BEHIND  # "was the first to speak", "was able to speak"
        return _SOFTLY_AHEAD

    def _of_plan(self, verb: Token) -> Evidence:
        """Read a plan: ahead, or behind where it is told as gone by ("had been due to expire").

        One that was called off may lie on either side of the text: "had been due on Monday, but it was called off".
        """
        if "had" not in _auxiliaries(verb):
            return _AHEAD
        return _SOFTLY_AHEAD if self._is_called_off(verb) else _BEHIND

    def _is_overtaken(self, verb: Token) -> bool:
        """Tell whether a plan is told as gone by, and was not called off."""
        return "had" in _auxiliaries(verb) and not self._is_called_off(verb)

    def _is_called_off(self, verb: Token) -> bool:
        """Tell whether the sentence, the one before or the one after says that something was called off."""
        here = verb.sent
        start = self._doc[here.start - 1].sent.start_char if here.start else 0
        end = self._doc[here.end].sent.end_char if here.end < len(self._doc) else here.end_char
        return self._called_off.search(self._text, start, end) is not None

    def _participle(self, token: Token, forms: set[str]) -> Evidence:
        kind = self._planned.get(token.lower_)
        is_plan = kind == "any" or (kind == "led" and any(child.lower_ == "for" for child in token.children))
        if forms & _HAVE:
            if not is_plan:
                return _BEHIND
            return self._of_plan(token) if "had" in forms else _AHEAD
        return _AHEAD if is_plan or forms & _PRESENT_BE else _BEHIND

    def _present(self, token: Token) -> Evidence:
        if any(start <= token.idx < end for start, end in self._captions):
            return _BEHIND
        low = token.lower_
        return _AHEAD if low in self._timetable or low in self._ahead else _OPEN


def _auxiliaries(verb: Token) -> set[str]:
    return {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}


def _progressive(token: Token, forms: set[str]) -> Evidence:
    if forms & _PAST_BE or (token.dep_ == "pcomp" and token.head.lower_ == "after"):
        return _BEHIND
    return _SOFTLY_AHEAD if forms & _PRESENT_BE or "be" in forms else _OPEN


def _is_denied(verb: Token) -> bool:
    """Tell whether it did not happen: "could not be reached", "neither could be reached"."""
    for child in verb.children:
        if child.dep_ in ("neg", "preconj"):
            return True
        if child.dep_ in ("nsubj", "nsubjpass") and any(word.lower_ in ("no", "neither") for word in child.subtree):
            return True
    return False


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words)) or '(?!)'})\b", re.IGNORECASE)

"""When: the day, month or year that belongs to a cue, found through the parse."""

import re
from bisect import bisect_left, bisect_right
from datetime import timedelta

from spacy.tokens import Doc, Span, Token

from communique.annotate.clause import VERBAL, objects, own_subjects, phrases
from communique.annotate.layers import Layers
from communique.annotate.meetings.levels import (
    days_away,
    height,
    height_of_front,
    height_of_relative,
    is_of_speech,
    of_when,
)
from communique.codebook.contacts import forms_of
from communique.model import TimeReference, TimeType
from communique.model.dates import first_day, precision_of

_DATE = re.compile(r"\d{4}(?:-(?:W\d\d|\d\d(?:-\d\d)?))?", re.ASCII)
_SEASON_OR_WEEKEND = re.compile(r"\d{4}-(?:W\d\d-)?[A-Z]{2}", re.ASCII)
_DASH = re.compile(r"(?: ?,? ?\d{4})? ?(?:\([^)]{2,30}\) ?)?(?:--?|[–—_]) ")
_DATELINE = 60
"""Characters of a line in which a dateline gives its day."""
_FOLLOWS = frozenset({"follow", "precede"})
_BUILT_ON = frozenset({"on", "upon"})
_CLIMB = 6
"""Heads above a time among which the meeting that it dates is looked for."""
_BEFORE_WHEN = 4
"""Words between a time and the "when" that goes on from it."""
_OPENERS = frozenset({"before", "after", "on", "upon", "following"})
_TO_DATE = frozenset({"to", "for", "until", "till"})
_FRONT = 12
"""Characters of a sentence in which a time expression opens it, a dash or quotation mark included."""


def _date_of(time: TimeReference) -> str | None:
    """Return the first day, month, week or year that a time expression stands for, None if it gives no date."""
    if time.type not in {TimeType.DATE, TimeType.TIME} or not time.value:
        return None
    value = time.value.split("/")[0].split("T")[0]
    return value if _DATE.fullmatch(value) and not _SEASON_OR_WEEKEND.fullmatch(value) else None


def _shifted(date: str, days: int) -> str | None:
    """Return the day so many days later, None if `date` is no day."""
    return (first_day(date) + timedelta(days=days)).isoformat() if precision_of(date) == "day" else None


def _is_dateline(text: str, start: int, end: int) -> bool:
    """Tell whether a time belongs to "TOKYO, June 1 (Reuter) -", which dates the report and not what it reports."""
    line = text.rfind("\n", 0, start) + 1
    return start - line < _DATELINE and bool(_DASH.match(text, end)) and text[line:start].strip()[:3].isupper()


def _is_of_another(time: Token, bones: list[Token]) -> bool:
    """Tell whether a day is that of another meeting.

    "After a call with A on Sunday, she received B", "The call follows their meeting in November", "Building on ...".
    """
    events = forms_of("noun", "event") | forms_of("noun", "meal")
    here = time
    for _ in range(_CLIMB):
        if here.pos_ in VERBAL and here.lemma_ in _FOLLOWS and not any(child in bones for child in here.rights):
            return any(thing.lemma_.lower() in events and thing.i < time.i for thing in objects(here))
        if here in bones or here.head == here:
            return False
        if here.tag_ == "VBG" and any(
            thing.lemma_.lower() in events and thing.i < time.i for _, thing in phrases(here, _BUILT_ON)
        ):
            return True
        if here.lemma_.lower() in events and here.dep_ == "pobj" and here.head.lower_ in {"after", "following"}:
            return True
        here = here.head
    return False


class Moments:
    """The time expressions of one document that give a date, ready to be asked for that of a cue."""

    __slots__ = ("_doc", "_first", "_times")

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._times: list[tuple[int, int, str]] = []
        for time in Layers(doc).times:
            value = _date_of(time) if not _is_dateline(Layers(doc).text, time.start, time.end) else None
            span = doc.char_span(time.start, time.end, alignment_mode="expand") if value else None
            if value and span is not None:
                self._times.append((span.root.i, time.start, value))
        self._times.sort()
        self._first = [at for at, _, _ in self._times]

    def date(self, cue: Token, bones: list[Token]) -> str | None:
        """Return the date of the cue, None if no time expression governs it."""
        sentence = cue.sent
        low, high = bisect_left(self._first, sentence.start), bisect_right(self._first, sentence.end - 1)
        if low == high:
            return None
        when = of_when(bones)
        if when is not None:
            told = [value for at, _, value in self._times[low:high] if 0 < when.i - at <= _BEFORE_WHEN]
            if told:
                return told[-1]
        away = days_away(cue)
        if away is not None:
            before = self.date(away[0], [away[0]])
            return _shifted(before, away[1]) if before is not None else None
        best: tuple[int, int, str] | None = None
        for at, start, value in self._times[low:high]:
            if (
                self._doc[at].head.lower_ == "since"
                or is_of_speech(self._doc[at], bones)
                or _is_of_another(self._doc[at], bones)
            ):
                continue  # "the first meeting since 2021"
            level = height(self._doc[at], bones)
            if level is None:
                level = height_of_relative(self._doc[at], bones)
            is_owned = self._doc[at].dep_ == "poss"  # "After Saturday's talks she flew to ..."
            if level is None and not is_owned and self._opens(sentence, start):
                level = height_of_front(self._doc[at], bones)
            if level is None:
                continue
            rank = (level, abs(at - cue.i), value)
            closer = best is not None and level <= best[0] and value.startswith(f"{best[2]}-")
            if best is None or closer or rank < best:  # "three times last year, most recently in November"
                best = rank
        if best is None and low < high and self._opens(sentence, self._times[low][1]):
            return self._shared(self._doc[self._times[low][0]], self._times[low][2], bones)
        return best[2] if best else None

    def _opens(self, sentence: Span, start: int) -> bool:
        """Tell whether a time opens a sentence: "On Monday she met", "Before leaving on Monday she met"."""
        if start <= sentence.start_char + _FRONT:
            return True
        before = Layers(self._doc).text[sentence.start_char : start].split()
        if not 1 < len(before) <= _FRONT or before[0].lower() not in _OPENERS or not before[1].endswith("ing"):
            return False
        return not any("," in word for word in before)

    def _shared(self, time: Token, value: str, bones: list[Token]) -> str | None:
        """Read "On Monday she met A and had lunch with B": what opens a sentence is of all its coordinated verbs."""
        verb = next((bone for bone in bones if bone.pos_ in VERBAL and bone.dep_ == "conj"), None)
        if verb is None or own_subjects(verb):
            return None
        first = verb.head
        while first.dep_ == "conj" and first.head.pos_ in VERBAL:
            first = first.head
        is_front = first.left_edge.i <= time.i < first.i and not any(
            subject.i < time.i for subject in own_subjects(first)
        )
        return value if is_front and first.tag_ == verb.tag_ else None

    def dated_verbs(self, first: int, last: int) -> list[tuple[Token, str]]:
        """Return the finite verbs of the past between two tokens that a time expression dates, each with its date."""
        found = []
        for at, _, value in self._times[bisect_left(self._first, first) : bisect_right(self._first, last)]:
            here = self._doc[at]
            while here.dep_ in {"pobj", "prep", "npadvmod", "compound", "nummod"} and here.head != here:
                here = here.head
            while here.tag_ == "VB" and here.dep_ == "xcomp" and here.head.pos_ in VERBAL and not objects(here.head):
                here = here.head  # "failed to settle their dispute on Sunday"
            if here.tag_ == "VBD":
                found.append((here, value))
        return found

    def all_between(self, words: Span) -> list[str]:
        """Return the dates that time expressions in `words` give, in their order."""
        low, high = bisect_left(self._first, words.start), bisect_left(self._first, words.end)
        return [value for _, _, value in self._times[low:high]]

    def planned_for(self, noun: Token) -> str | None:
        """Return the day for which a meeting or visit was planned, told behind it.

        "A meeting planned for May 15", "a round which was to be held on June 30", whatever the parser makes of it.
        """
        sentence = noun.sent
        low, high = bisect_left(self._first, noun.i), bisect_right(self._first, sentence.end - 1)
        for at, _, value in self._times[low:high]:
            if at > noun.i and height_of_relative(self._doc[at], [noun]) is not None:
                return value
        for token in self._doc[noun.i + 1 : min(noun.i + _FRONT, sentence.end)]:
            if token.tag_ in {"VBN", "VBD"} and token.lemma_ in forms_of("governor", "plan"):
                after = self._doc[token.i + 1] if token.i + 1 < sentence.end else token
                if after.lower_ in _TO_DATE | {"on", "in"}:
                    low = bisect_left(self._first, after.i)
                    near = low < len(self._first) and self._first[low] <= after.i + 3
                    return self._times[low][2] if near else None
            if token.pos_ == "VERB" or token.text == ";":
                return None
        return None

    def dated_between(self, first: int, last: int) -> list[tuple[int, str]]:
        """Return the heads of the time expressions between two tokens (`last` exclusive), each with its date."""
        low, high = bisect_left(self._first, first), bisect_left(self._first, last)
        return [(at, value) for at, _, value in self._times[low:high]]

    def is_within_time(self, token: Token) -> bool:
        """Tell whether the token is a word of a time expression ("a day" of "a day later")."""
        here = token
        for _ in range(3):
            if self.is_time(here):
                return True
            here = here.head
        return False

    def date_after(self, token: Token) -> str | None:
        """Return the date that stands right after a word, before the next verb, comma or "and"."""
        doc = self._doc
        low = bisect_left(self._first, token.i)
        for at, _, value in self._times[low : low + 2]:
            between = doc[token.i + 1 : at]
            if at > token.i and all(
                word.pos_ in {"ADP", "DET", "NUM", "NOUN", "PROPN", "SYM", "PUNCT"} for word in between
            ):
                return None if any(word.text == "," for word in between) else value
        return None

    def date_to(self, verb: Token) -> str | None:
        """Return the date to which something is moved ("moved from Thursday to Friday", "put back until June")."""
        sentence = verb.sent
        low, high = bisect_left(self._first, verb.i), bisect_right(self._first, sentence.end - 1)
        for at, start, value in self._times[low:high]:
            before = Layers(self._doc).text[sentence.start_char : start].rstrip().rpartition(" ")[2].lower()
            if before in _TO_DATE or self._doc[at].head.lower_ in _TO_DATE:
                return value
        return None

    def is_time(self, token: Token) -> bool:
        """Tell whether the token is the head of a time expression ("in March")."""
        where = bisect_left(self._first, token.i)
        return where < len(self._first) and self._first[where] == token.i

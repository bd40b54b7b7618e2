"""When and where: the time and the place that belong to a cue, found through the parse."""

import re
from bisect import bisect_left, bisect_right
from datetime import timedelta

from spacy.tokens import Doc, Span, Token

from communique.annotate.clause import (
    objects,
    own_subjects,
    phrases,
)
from communique.annotate.layers import Layers
from communique.annotate.meetings.levels import (
    days_away,
    height,
    height_of_front,
    height_of_place,
    height_of_relative,
    is_of_speech,
    of_when,
)
from communique.annotate.meetings.places import city_before, goals_of, place_of
from communique.codebook.contacts import cues_of, forms_of
from communique.codebook.places import country_of
from communique.model import PassageKind, Place, TimeReference, TimeType
from communique.model.dates import first_day, precision_of

_DATE = re.compile(r"\d{4}(?:-(?:W\d\d|\d\d(?:-\d\d)?))?", re.ASCII)
_SEASON_OR_WEEKEND = re.compile(r"\d{4}-(?:W\d\d-)?[A-Z]{2}", re.ASCII)
_DASH = re.compile(r"(?: ?,? ?\d{4})? ?(?:\([^)]{2,30}\) ?)?(?:--?|[–—_]) ")
_DATELINE = 60
_VERBAL = frozenset({"VERB", "AUX"})
_IN_PLACE = frozenset({"in", "at", "near", "outside"})
_FOLLOWS = frozenset({"follow", "precede"})
_BUILT_ON = frozenset({"on", "upon"})
_MATTERS = frozenset({"about", "concerning", "on", "regarding"})
_CLIMB = 6
_BEFORE_WHEN = 4
"""Words between a time and the "when" that goes on from it."""
_OPENERS = frozenset({"before", "after", "on", "upon", "following"})
_TO_DATE = frozenset({"to", "for", "until", "till"})
_SHORT = 6
"""Words at most of a byline or a dateline that stands before the lead."""
_SENTENCES_BACK = 4
_STEPS = 24
_HERE = 16
"""Words behind the cue in which "here" tells its place."""
_FRONT = 12
"""Characters of a sentence in which a time expression opens it, a dash or quotation mark included."""


def date_of(time: TimeReference) -> str | None:
    """Return the first day, month, week or year that a time expression stands for, None if it gives no date."""
    if time.type not in {TimeType.DATE, TimeType.TIME} or not time.value:
        return None
    value = time.value.split("/")[0].split("T")[0]
    return value if _DATE.fullmatch(value) and not _SEASON_OR_WEEKEND.fullmatch(value) else None


def shifted(date: str, days: int) -> str | None:
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
        if here.pos_ in _VERBAL and here.lemma_ in _FOLLOWS and not any(child in bones for child in here.rights):
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


def lead_of(doc: Doc) -> Span | None:
    """Return the first sentence of the news itself, None if there is none in the first lines."""
    body = next((one for one in Layers(doc).passages if one.kind is PassageKind.BODY), None)
    start = body.start if body is not None else 0
    for at, sentence in enumerate(doc.sents):
        if sentence.end_char > start and len(sentence) > _SHORT:
            return sentence
        if at > _SHORT:
            break
    return None


class Circumstances:
    """The times and places of one document, ready to be asked for those of a cue."""

    __slots__ = ("_doc", "_first", "_places", "_times")

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._times: list[tuple[int, int, str]] = []
        for time in Layers(doc).times:
            value = date_of(time) if not _is_dateline(Layers(doc).text, time.start, time.end) else None
            span = doc.char_span(time.start, time.end, alignment_mode="expand") if value else None
            if value and span is not None:
                self._times.append((span.root.i, time.start, value))
        self._times.sort()
        self._first = [at for at, _, _ in self._times]
        self._places: dict[int, list[Token]] = {}

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
            return shifted(before, away[1]) if before is not None else None
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
        verb = next((bone for bone in bones if bone.pos_ in _VERBAL and bone.dep_ == "conj"), None)
        if verb is None or own_subjects(verb):
            return None
        first = verb.head
        while first.dep_ == "conj" and first.head.pos_ in _VERBAL:
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
            while here.tag_ == "VB" and here.dep_ == "xcomp" and here.head.pos_ in _VERBAL and not objects(here.head):
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

    def country(self, cue: Token, bones: list[Token]) -> str | None:
        """Return the state in which the contact took place, None if the clause does not tell."""
        place = self.place(cue, bones)
        return place.country if place is not None else None

    def place(self, cue: Token, bones: list[Token]) -> Place | None:
        """Return where the contact took place, None if the clause names no place."""
        known = self._where(cue) or self._here(cue, bones)
        if known is not None:
            return known
        best: tuple[int, int] | None = None
        found: Place | None = None
        about = self._matter_of(cue)
        for token in self._candidates(cue):
            if about is not None and token.i > about:
                break  # "spoke with B on the pause in Gaza"
            level = height_of_place(token.head.head, bones)
            if level is None and token.head.head.dep_ == "acl":
                level = height_of_relative(token, bones)  # "the talks, held in Luanda"
            if level is None:
                continue
            rank = (level, abs(token.i - cue.i))
            if best is None or rank < best:
                place = place_of(token)
                if place is not None:
                    best, found = rank, place
        return found or _during_visit(bones) or self._leading_place(cue, bones) or self._goal_of(bones)

    def _matter_of(self, cue: Token) -> int | None:
        """Return the token from which on the words tell what a call was about, None where nothing says so."""
        if cue.pos_ in _VERBAL and cue.lemma_.lower() in forms_of("verb", "discuss"):
            matter = next((child.left_edge.i for child in cue.rights if child.dep_ == "dobj"), None)
            partner = next((prep.i for prep, _ in phrases(cue, frozenset({"with"}))), None)
            return matter if matter is not None and partner is not None and partner < matter else None
        if cue.pos_ not in _VERBAL or cue.lemma_.lower() not in forms_of("verb", "speak"):
            return None
        told = (prep.i for prep, thing in phrases(cue, _MATTERS) if not self.is_within_time(thing))
        return next(told, None)

    def place_before(self, cue: Token) -> Place | None:
        """Return the place named last before "there", in the sentence of the cue or the three before it."""
        first = cue.i
        for _ in range(_SENTENCES_BACK):
            for token in reversed(self._doc[self._doc[max(0, first - 1)].sent.start : first]):
                if token.tag_ != "NNP" or token.dep_ != "pobj" or self.is_time(token):
                    continue
                place = place_of(token) if token.head.lower_ in _IN_PLACE | {"to", "from"} else None
                if place is not None and place.country is not None:
                    return place
            first = self._doc[max(0, first - 1)].sent.start
            if first == 0:
                return None
        return None

    def _goal_of(self, bones: list[Token]) -> Place | None:
        """Read "will visit Peru for talks" and "left for Lima to meet": the way leads to the meeting."""
        for bone in bones[1:]:
            cue = cues_of("verb").get(bone.lemma_.lower()) if bone.pos_ in _VERBAL else None
            if cue is not None and cue.frame in {"visit", "move", "arrive", "leave"}:
                places = [place_of(goal) for goal in goals_of(bone, cue.frame) if not self.is_time(goal)]
                named = [place for place in places if place is not None]
                known = [place for place in named if place.country is not None]
                known = known or (named if cue.frame in {"move", "arrive"} else [])
                if len(known) == 1:
                    return known[0]
        return None

    def _leading_place(self, cue: Token, bones: list[Token]) -> Place | None:
        """Read "In Turkey Minister Moss met ...", where the parser takes the place for a part of the name."""
        sentence = cue.sent
        if Layers(self._doc).text[sentence.start_char : sentence.end_char].lstrip()[:3].lower() != "in ":
            return None
        words = [token for token in sentence[:6] if not token.is_space]
        if len(words) < 3 or words[0].lower_ != "in" or sentence.root not in bones:
            return None
        for length in (3, 2, 1):
            name = sentence.doc[words[1].i : words[1].i + length].text
            country = country_of(name)
            if country is not None and words[1].text[:1].isupper():
                return Place(name=name, country=country)
        return None

    def _here(self, cue: Token, bones: list[Token]) -> Place | None:
        """Read "held talks here": the place of the dateline."""
        text = Layers(self._doc).text
        near = self._doc[cue.i : min(cue.i + _HERE, cue.sent.end)]
        if "here" not in text[cue.sent.start_char : near.end_char]:
            return None
        if not any(word.lower_ == "here" for word in (*near, *(child for bone in bones for child in bone.rights))):
            return None
        for passage in Layers(self._doc).passages:
            if passage.kind is PassageKind.DATELINE:
                name = passage.of(text).strip().split(",")[0].split(" (")[0].strip(" -–—_")
                name = name.title() if name.isupper() else name
                country = country_of(name)
                return Place(name=name, country=country) if country is not None else None
        return None

    def _where(self, cue: Token) -> Place | None:
        """Read "in Luanda, where he was received": the place stands before the clause."""
        here = cue
        for _ in range(_STEPS):
            if here.dep_ == "relcl":
                return self._before_where(here) if any(child.lower_ == "where" for child in here.lefts) else None
            if here.head == here:
                return None
            here = here.head
        return None

    def _before_where(self, verb: Token) -> Place | None:
        """Return the place before "where", past a date ("will visit X on 3 May, where ...")."""
        known = place_of(verb.head)
        if known is not None and known.country is not None and not self.is_time(verb.head):
            return known
        goals = [thing for above in verb.head.ancestors if above.pos_ in _VERBAL for thing in _goals_of(above)]
        places = [place for place in map(place_of, goals) if place is not None]
        return next((place for place in places if place.country is not None), known or next(iter(places), None))

    def _candidates(self, cue: Token) -> list[Token]:
        sentence = cue.sent
        if sentence.start not in self._places:
            self._places[sentence.start] = [
                token
                for token in sentence
                if token.dep_ == "pobj"
                and (token.tag_ in {"NNP", "NNPS"} or token.lemma_ == "capital" or city_before(token) is not None)
                and token.head.lower_ in _IN_PLACE
                and not self.is_time(token)
            ]
        return self._places[sentence.start]

    def is_time(self, token: Token) -> bool:
        """Tell whether the token is the head of a time expression ("in March")."""
        where = bisect_left(self._first, token.i)
        return where < len(self._first) and self._first[where] == token.i


def _during_visit(bones: list[Token]) -> Place | None:
    """Read "During her visit to Peru, she met ..."."""
    for bone in bones:
        for _, noun in phrases(bone, frozenset({"in", "on", "during"})):
            if noun.lemma_.lower() in forms_of("noun", "visit"):
                for _, thing in phrases(noun, frozenset({"to"})):
                    return place_of(thing)
    return None


def _goals_of(verb: Token) -> list[Token]:
    return [
        *(child for child in verb.rights if child.dep_ == "dobj"),
        *(thing for _, thing in phrases(verb, frozenset({"to", "in", "into", "for"}))),
    ]

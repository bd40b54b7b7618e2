"""Who met, called or is to meet whom, where and when: 会见, 同…举行会谈, 应约同…通电话."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from communique.annotate.chinese.mentions import Found, Places
from communique.annotate.chinese.text import Sentence, Text
from communique.annotate.roster import Player
from communique.codebook.chinese import places as known_places
from communique.codebook.chinese import words
from communique.model import ActorKind, MeetingKind, Place, Status, TimeReference

_CAN_MEET = frozenset({ActorKind.PERSON, ActorKind.OFFICE})
_WITH = re.compile(r"[同与和跟](?!时|样|意|一|等|平|共)")
_LISTING = re.compile(r"[、和及以与]|以及|，同|，")
_CLAUSE = re.compile(r"[，；。！？]")
_IN_PASSING = re.compile(r"(?:出席|参加)[^，。]{2,40}(?:期间|间隙|之际)|(?:峰会|大会|会议|论坛)(?:期间|间隙)|场边")
_IN_BEIJING = re.compile(r"在(京)(?=[会同与举出分集亲])")


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact between people: where its verb stands, and the sides in the order of the text."""

    start: int
    end: int
    verb: tuple[int, int]
    kind: MeetingKind
    status: Status
    first: tuple[Found, ...]
    second: tuple[Found, ...]
    receives: bool
    place: Place | None
    date: str | None
    requested_by: Player | None


@cache
def _verbs() -> re.Pattern[str]:
    forms = sorted(words("contact"), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, forms)))


@cache
def _place_names() -> re.Pattern[str]:
    names = sorted(known_places(), key=len, reverse=True)
    return re.compile("在(?:位于)?(?:[^，。、在]{0,6}?)(" + "|".join(map(re.escape, names)) + ")")


@cache
def _any_of(use: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words(use), key=len, reverse=True))))


class ContactFinder:
    """Reads the contacts that the sentences of one text tell in the narrator's own words."""

    def __init__(self, text: Text, places: Places, times: Sequence[TimeReference], states: Sequence[Found]) -> None:
        self._text = text.words
        self._raw = text.raw
        self._places = places
        self._times = times
        self._states = states

    def in_sentence(self, sentence: Sentence, last: int | None = None) -> Iterator[Contact]:
        """Yield the contacts of a sentence, up to the character `last` if its rest is speech."""
        end = sentence.end if last is None else last
        at = sentence.start
        while (verb := _verbs().search(self._text, at, end)) is not None:
            at = verb.end()
            yield from self._at(sentence, verb.start(), verb.end(), end)

    def _at(self, sentence: Sentence, start: int, stop: int, end: int) -> Iterator[Contact]:
        form = self._text[start:stop]
        kind = MeetingKind(words("contact")[form])
        before = [one for one in self._places.within(sentence.start, start) if self._can_meet(one)]
        receives = form in words("contact_receives")
        second = self._listed(stop, end) if self._takes_object(form) else ()
        first: tuple[Found, ...] = ()
        if second:
            first = self._subject(before)
        else:
            receives = False
            first, second = self._joined(before)
        if not first or not second:
            return
        request = self._request(sentence.start, start, second)
        status = self._status(sentence, start, stop, end)
        if any(one.player in [other.player for other in first] for one in second):
            return
        apart = "分别" in self._text[max(sentence.start, start - 3) : stop] and len(second) > 1
        for others in [(one,) for one in second] if apart else [second]:
            yield Contact(
                min(one.start for one in (*first, *others)),
                max(stop, *(one.end for one in others)),
                (start, stop),
                self._kind(kind, sentence.start, start),
                status,
                first,
                others,
                receives,
                self._place(sentence.start, max(stop, start)),
                self._date(sentence.start, start),
                request,
            )

    def _takes_object(self, form: str) -> bool:
        return form.endswith(("会见", "接见", "会晤", "拜会"))

    def _can_meet(self, one: Found) -> bool:
        return one.player is not None and one.player.kind in _CAN_MEET

    def _subject(self, before: list[Found]) -> tuple[Found, ...]:
        """Return who meets: the last person before the verb who stands behind no 同, and those listed before him."""
        subjects = [one for one in before if not self._is_visiting(one)]
        if not subjects:
            return ()
        chosen = [subjects[-1]]
        for one in reversed(subjects[:-1]):
            gap = self._text[one.end : chosen[0].start]
            if gap not in {"、", "和", "及", "与"}:
                break
            chosen.insert(0, one)
        return tuple(chosen)

    def _is_visiting(self, one: Found) -> bool:
        """Tell whether somebody stands before the verb only as the host who invited (应…邀请)."""
        return self._text.startswith(("邀请", "的邀请"), one.end)

    def _joined(self, before: list[Found]) -> tuple[tuple[Found, ...], tuple[Found, ...]]:
        """Return both sides of 甲同乙举行会谈, of 甲和乙通电话, and of 甲、乙举行会谈."""
        people = [one for one in before if not self._is_visiting(one)]
        if len(people) < 2:
            return (), ()
        for number in range(len(people) - 1, 0, -1):
            gap = self._text[people[number - 1].end : people[number].start]
            mark = list(_WITH.finditer(gap))
            if mark and not _CLAUSE.search(gap[mark[-1].end() :]) and "。" not in gap:
                first = self._subject(people[:number])
                return first, self._list_from(people[number:])
        gap = self._text[people[-2].end : people[-1].start]
        if gap == "、":
            return (people[-2],), (people[-1],)
        return (), ()

    def _list_from(self, people: list[Found]) -> tuple[Found, ...]:
        chosen = [people[0]]
        for one in people[1:]:
            if not _LISTING.fullmatch(self._text[chosen[-1].end : one.start]):
                break
            chosen.append(one)
        return tuple(chosen)

    def _listed(self, at: int, end: int) -> tuple[Found, ...]:
        """Return whom the verb takes: the first person behind it in its clause, and those listed with him."""
        found = [one for one in self._places.within(at, end) if self._can_meet(one)]
        if not found:
            return ()
        gap = self._text[at : found[0].start]
        if _CLAUSE.search(gap) or re.search(r"时|后|期间(?!的)", gap):
            return ()
        return self._list_from(found)

    def _request(self, first: int, last: int, second: tuple[Found, ...]) -> Player | None:
        stretch = self._text[first:last]
        if "应约" in stretch:
            return second[0].player
        asked = re.search(r"应(.{2,20}?)(?:请求|要求|约请|之约|提议)", stretch)
        if asked is not None:
            inside = self._places.within(first + asked.start(), first + asked.end())
            if inside:
                return inside[0].player
            return second[0].player
        return None

    def _kind(self, kind: MeetingKind, first: int, last: int) -> MeetingKind:
        if kind is MeetingKind.MEETING:
            stretch = self._text[first:last]
            if "视频" in stretch:
                return MeetingKind.VIDEO
            if _IN_PASSING.search(stretch):
                return MeetingKind.SIDELINE
        return kind

    def _status(self, sentence: Sentence, start: int, stop: int, end: int) -> Status:
        clause = start
        while clause > sentence.start and self._text[clause - 1] not in "，；。":
            clause -= 1
        ahead, behind = self._text[sentence.start : start], self._text[stop : min(end, stop + 40)]
        if _any_of("cancelled").search(behind) or re.search("取消|推迟", self._text[clause:start]):
            return Status.CANCELLED
        planned = _any_of("planned").search(ahead)
        return (
            Status.PLANNED
            if planned is not None and not re.search("已|曾", ahead[planned.start() :])
            else Status.HAPPENED
        )

    def _place(self, first: int, last: int) -> Place | None:
        found = list(_place_names().finditer(self._text, first, last))
        if not found and (short := _IN_BEIJING.search(self._text, first, last + 2)) is not None:
            return Place(name=short[1], country="CHN")
        if found:
            name = found[-1][1]
            return Place(name=self._raw[found[-1].start(1) : found[-1].end(1)], country=known_places()[name].country)
        for one in self._states:
            is_where = first <= one.start < last and self._text[one.start - 1 : one.start] == "在"
            if is_where and one.player is not None and self._text.startswith(("举行", "会", "同", "与"), one.end):
                return Place(name=self._raw[one.start : one.end], country=one.player.country)
        return None

    def _date(self, first: int, last: int) -> str | None:
        """Return the day that the words before the verb tell, else the one of the sentence."""
        dated = [one for one in self._times if first <= one.start < last and one.value and is_date(one.value)]
        return dated[0].value if dated else None


def is_date(value: str) -> bool:
    """Tell whether a value is a date at some precision, no season, duration or vague reference."""
    return re.fullmatch(r"\d{4}(?:-\d\d(?:-\d\d)?|-W\d\d)?", value) is not None

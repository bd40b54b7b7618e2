"""Journeys: 抵达, 前往, 对…进行访问, 访华, 离开."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from communique.annotate.chinese.contacts import is_date
from communique.annotate.chinese.mentions import Found, Places
from communique.annotate.chinese.text import Sentence, Text
from communique.annotate.roster import Player
from communique.codebook.chinese import places as known_places
from communique.codebook.chinese import words
from communique.model import Place, Status, TimeReference

_ARRIVES = re.compile(r"(?:乘[^，。]{1,6})?(?:抵达|飞抵|抵|到达|前往|飞往|赴|访问|到访|出访|访(?!问)|来(?=华))")
_VISITS = re.compile(r"对([^，。]{2,16}?)(?:开始)?(?:进行|展开|开启)[^，。]{0,12}?访问")
_PERSON_FAR = 60


@dataclass(frozen=True, slots=True)
class Journey:
    """A person at a place, at `start` to `end` (exclusive)."""

    start: int
    end: int
    verb: int
    player: Player
    place: Place
    date: str | None
    status: Status
    is_visit: bool
    is_state: bool
    host: Player | None


@cache
def _places() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(known_places(), key=len, reverse=True))))


class StopReader:
    """Reads the journeys of one text."""

    def __init__(self, text: Text, places: Places, states: Sequence[Found], times: Sequence[TimeReference]) -> None:
        self._text = text.words
        self._raw = text.raw
        self._places = places
        self._states = states
        self._times = times

    def in_sentence(self, sentence: Sentence, last: int) -> Iterator[Journey]:
        """Yield the journeys that the narrator's part of a sentence tells, in its order."""
        found: list[Journey] = []
        for match in _VISITS.finditer(self._text, sentence.start, last):
            found += self._to(sentence, match.start(), match.start(1), match.end(), is_visit=True)
        for match in _ARRIVES.finditer(self._text, sentence.start, last):
            is_visit = "访" in match[0] or match[0] == "来"
            if "进行" in self._text[max(sentence.start, match.start() - 6) : match.start()]:
                continue
            found += self._to(sentence, match.start(), match.end(), match.end(), is_visit=is_visit)
        yield from sorted(found, key=lambda one: one.verb)

    def _to(self, sentence: Sentence, verb: int, start: int, stop: int, *, is_visit: bool) -> list[Journey]:
        traveller = self._traveller(sentence.start, verb)
        if traveller is None or traveller.player is None:
            return []
        places = list(self._places_at(start))
        dates = [one for one in self._times if sentence.start <= one.start < stop and one.value and is_date(one.value)]
        host = self._host(sentence.start, verb, traveller)
        ahead = self._text[traveller.end : verb]
        words_ = self._text[sentence.start : stop]
        planned = re.search("|".join(map(re.escape, words("planned"))), ahead) is not None
        status = Status.PLANNED if planned else Status.HAPPENED
        if re.search("取消|推迟", self._text[verb : sentence.end][:40]) or "取消" in words_:
            status = Status.CANCELLED
        return [
            Journey(
                min(traveller.start, verb),
                max(stop, place_end),
                verb,
                traveller.player,
                place,
                dates[0].value if dates else None,
                status,
                is_visit,
                is_state,
                host,
            )
            for place, place_end, is_state in places
            if place.country is None or place.country != traveller.player.country or not is_visit
        ]

    def _places_at(self, start: int) -> Iterator[tuple[Place, int, bool]]:
        """Yield the places named from `start` on, in a list (访问意大利、肯尼亚)."""
        at = start
        while True:
            match = _places().match(self._text, at)
            state = next((one for one in self._states if one.start == at), None)
            if match is not None:
                stop, country, is_state = match.end(), known_places()[match[0]].country, False
                name = self._raw[at:stop]
            elif state is not None and state.player is not None:
                stop, country, is_state = state.end, state.player.country or "", True
                # 华 in 访华 is no name of a place.
                name = self._raw[at:stop] if stop - at > 1 else state.player.name or state.player.id
            else:
                return
            yield Place(name=name, country=country or None), stop, is_state
            if self._text[stop : stop + 1] not in {"、", "和"}:
                return
            at = stop + 1

    def _traveller(self, first: int, verb: int) -> Found | None:
        people = [one for one in self._places.within(first, verb) if one.is_person]
        people = [one for one in people if not self._text.startswith(("邀请", "的邀请", "和夫人"), one.end)]
        if people and self._text.endswith("邀请", 0, people[-1].start):
            return None  # who is invited has not gone
        near = [one for one in people if verb - one.end <= _PERSON_FAR and "。" not in self._text[one.end : verb]]
        return near[-1] if near else None

    def _host(self, first: int, verb: int, traveller: Found) -> Player | None:
        invited = re.search(r"应[^。]{2,60}?邀请", self._text[first:verb])
        if invited is None:
            return None
        inside = [one for one in self._places.within(first + invited.start(), first + invited.end()) if one.is_person]
        return inside[0].player if inside and inside[0].player is not traveller.player else None

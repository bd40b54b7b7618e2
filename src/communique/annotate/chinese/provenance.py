"""According to whom: 据新华社报道, 根据俄罗斯外交部发布的消息, 中国外交部的声明说."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from communique.annotate.chinese.mentions import Found, Places
from communique.annotate.chinese.text import Sentence
from communique.annotate.roster import Player
from communique.codebook.chinese import words
from communique.model import ActorKind, Medium, Span

_LONGEST = 60
_ISSUED = re.compile(r"(?:发表|发布|发出|公布)[^，。；]{0,6}(?:声明|公报|通报|消息|公告)(?![说称表中])")
_SAME = re.compile(r"[，“该这本此份篇一项则还并在但而其中]*(?:随后|联合|书面|同时|另外|此外)?[，该这份]*")
"""What stands before a text that was spoken of before: 声明称, 该声明还说."""
_BETWEEN = re.compile(
    r"(?:当地时间|当天|同一天|今天|昨天|随后|晚间|晚|（\d{1,2}月\d{1,2}日）|\d{1,2}月|\d{1,2}日|[上下]午)*"
)
_ISSUES = frozenset({ActorKind.MINISTRY, ActorKind.STATE, ActorKind.ORGANISATION, ActorKind.PERSON, ActorKind.OFFICE})


@dataclass(frozen=True, slots=True)
class Source:
    """One link of "according to": who issued it, in what, the words that name it and those that introduce it."""

    player: Player | None
    medium: Medium
    spans: tuple[Span, ...]
    cue: tuple[Span, ...]


@cache
def _opening() -> re.Pattern[str]:
    begins = "|".join(map(re.escape, words("according")))
    ends = "|".join(map(re.escape, sorted(words("according_end"), key=len, reverse=True)))
    return re.compile(rf"(?:另|但|而|不过)?({begins})([^，。]{{1,{_LONGEST}}}?)({ends})(?:，|：)")


@cache
def _media() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words("medium_of"), key=len, reverse=True))))


class Provenance:
    """Reads the sources of one text."""

    def __init__(self, text: str, places: Places) -> None:
        self._text = text
        self._places = places
        self._last: Player | None = None

    def of_sentence(self, sentence: Sentence) -> tuple[int, tuple[Source, ...]]:
        """Return where a sentence goes on behind 据…报道, and the source; its start and none if it has none."""
        self._note_issuer(sentence)
        match = _opening().match(self._text, sentence.start, sentence.end)
        if match is None:
            return sentence.start, ()
        inside = self._issuers(match.start(2), match.end(2))
        player = inside[0].player if inside else None
        named = (
            Span(start=inside[0].start, end=inside[0].end) if inside else Span(start=match.start(2), end=match.end(2))
        )
        carriers = list(_media().finditer(self._text, match.start(2), match.end(3)))
        medium = Medium(words("medium_of")[carriers[-1][0]]) if carriers else Medium.UNSPECIFIED
        if player is not None and player.kind is ActorKind.ORGANISATION and "报" in match[3]:
            medium = Medium.MEDIA
        if medium is Medium.MEDIA and player is not None and player.kind is ActorKind.STATE:
            player = None  # 据英国媒体报道: the press of a state is no side
            self._last = None
        self._last = player or self._last
        cue = (Span(start=match.start(1), end=match.end(1)), Span(start=match.start(3), end=match.end(3)))
        return match.end(), (Source(player, medium, (named,), cue),)

    def says(self, sentence: Sentence) -> bool:
        """Tell whether a sentence begins with a source that issued words (据俄外交部消息), not with a mere ground."""
        match = _opening().match(self._text, sentence.start, sentence.end)
        return match is not None and match[1] in {"据", "根据", "援引"}

    def note(self, player: Player | None) -> None:
        """Note whose text was spoken of last, for 声明称 behind it."""
        self._last = player or self._last

    def forget(self) -> None:
        """Note that the last text is of somebody whom nothing tells."""
        self._last = None

    def owner(self, clause: int, noun: tuple[int, int]) -> tuple[Player | None, tuple[Span, ...]]:
        """Return whose text 中国外交部的声明 is, with the words that name it; the last source where nobody is named."""
        inside = self._issuers(clause, noun[0])
        of_press = Medium(words("medium_of")[self._text[noun[0] : noun[1]]]) is Medium.MEDIA
        if inside and of_press and inside[-1].player is not None and inside[-1].player.kind is ActorKind.STATE:
            return None, (Span(start=inside[-1].start, end=noun[1]),)  # 美国媒体报道称: the press of a state is no side
        if inside:
            self._last = inside[-1].player
            return inside[-1].player, (Span(start=inside[-1].start, end=noun[1]),)
        if not _SAME.fullmatch(self._text, clause, noun[0]):
            self._last = None  # 某机构发表声明说: of somebody whom nothing tells
        return self._last, (Span(start=noun[0], end=noun[1]),)

    def _note_issuer(self, sentence: Sentence) -> None:
        """Note who issues a text in a sentence (伊朗外交部20日发表声明，…): 声明称 behind it is of that text."""
        issued = _ISSUED.search(self._text, sentence.start, sentence.end)
        if issued is None:
            return
        before = self._issuers(sentence.start, issued.start())
        if before and _BETWEEN.fullmatch(self._text, before[-1].end, issued.start()):
            self._last = before[-1].player

    def _issuers(self, start: int, end: int) -> Sequence[Found]:
        return [one for one in self._places.within(start, end) if one.player is not None and one.player.kind in _ISSUES]

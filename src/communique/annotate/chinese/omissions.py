"""What a text says another text is silent about: 中方声明没有提及南海, 对…只字未提, …未出现在…通报中."""

import re
from collections.abc import Iterator
from functools import cache

from communique.annotate.chinese.agenda import AgendaReader, Item
from communique.annotate.chinese.mentions import Found, Places
from communique.annotate.chinese.text import Sentence
from communique.annotate.roster import Player
from communique.codebook.chinese import words
from communique.model import ActorKind, AgendaStatus

_OWNERS = frozenset({ActorKind.MINISTRY, ActorKind.STATE, ActorKind.ORGANISATION})
_REACH = 60
_ABOUT = re.compile(r"(?:对于|对|就|关于)([^，。；]{2,60})$")


@cache
def silent() -> re.Pattern[str]:
    """Return the pattern of words that say that something is not mentioned: 没有提及, 只字未提."""
    return re.compile("|".join(map(re.escape, sorted(words("omit"), key=len, reverse=True))))


@cache
def _account() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words("account"), key=len, reverse=True))))


class OmissionReader:
    """Reads the silences that one text reports; `silent_by` holds whose account each item is missing in."""

    def __init__(self, text: str, places: Places, agenda: AgendaReader) -> None:
        self._text = text
        self._places = places
        self._agenda = agenda
        self._last: Player | None = None

    def in_sentence(self, sentence: Sentence) -> Iterator[tuple[Item, Player | None]]:
        """Yield the topics that an account is said not to have, with the side whose account it is."""
        for match in silent().finditer(self._text, sentence.start, sentence.end):
            clause = self._clause(sentence.start, match.start())
            account = self._account_in(sentence.start, match.start())
            behind = _account().search(self._text, match.end(), min(sentence.end, match.end() + _REACH))
            owner, named = self._owner(account, clause, match, sentence, behind)
            if not named:
                continue
            for start, end in self._topics(match, clause, sentence, account, behind):
                for item in self._agenda.items(start, end, AgendaStatus.SAID_NOT_MENTIONED):
                    yield item, owner
        for match in _account().finditer(self._text, sentence.start, sentence.end):
            owners = self._owners(max(sentence.start, match.start() - _REACH), match.start())
            if owners:
                self._last = owners[-1].player

    def _clause(self, first: int, at: int) -> int:
        start = at
        while start > first and self._text[start - 1] not in "，；。：":
            start -= 1
        return start

    def _account_in(self, first: int, last: int) -> tuple[int, int] | None:
        found = [match.span() for match in _account().finditer(self._text, first, last)]
        return found[-1] if found else None

    def _owners(self, start: int, end: int) -> list[Found]:
        return [one for one in self._places.within(start, end) if one.player is not None and one.player.kind in _OWNERS]

    def _owner(
        self,
        account: tuple[int, int] | None,
        clause: int,
        match: re.Match[str],
        sentence: Sentence,
        behind: re.Match[str] | None,
    ) -> tuple[Player | None, bool]:
        """Return whose account is silent, and whether a text is spoken of at all (not a person who did not mention)."""
        if behind is not None and match[0].endswith(("出现", "见", "写入")):
            owners = self._owners(match.end(), behind.start())
            return (owners[-1].player if owners else self._last), True
        if account is not None:
            owners = self._owners(sentence.start, account[0])
            return (owners[-1].player if owners else self._last), True
        sides = [one for one in self._owners(clause, match.start()) if one.end == match.start() or one.start == clause]
        if sides and self._text[sides[0].end : sides[0].end + 1] in {"方", "的"} | set("则并未没只"):
            return sides[0].player, True
        return None, False

    def _topics(
        self,
        match: re.Match[str],
        clause: int,
        sentence: Sentence,
        account: tuple[int, int] | None,
        behind: re.Match[str] | None,
    ) -> Iterator[tuple[int, int]]:
        """Yield where the topic stands: behind the verb, in 对…只字未提 before it, as the subject of 未出现在."""
        before = _ABOUT.search(self._text, clause, match.start())
        if before is not None and (account is None or account[1] <= before.start(1) or account[0] >= clause):
            yield before.span(1)
            return
        if match[0].endswith(("出现", "见", "写入")) and behind is not None:
            yield clause, match.start()
            return
        end = match.end()
        while end < sentence.end and self._text[end] not in "。；！？，":
            end += 1
        start = match.end() + (self._text[match.end() : match.end() + 1] == "了")
        if end > start + 1:
            yield start, end
        elif account is not None and account[1] <= clause:
            yield clause, match.start()

"""One statement of a Chinese text: its words without stray marks, its mode, and what it says was never said."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from communique.annotate.chinese.cues import Cue
from communique.annotate.chinese.mentions import Found, Places
from communique.annotate.chinese.narrator import Voice
from communique.annotate.chinese.provenance import Source
from communique.annotate.roster import Player
from communique.codebook.chinese import SpeechVerb
from communique.model import Mode, Polarity, Span

QUOTE = re.compile(r"“[^”\n]*”|‘[^’\n]*’")
_DENIAL = re.compile(
    r"(从未|从来没有|从没|并未|没有|不曾|未曾)(表示过?|说过|同意过?|承诺过?|提出过?|接受过?|讨论过?|要求过?|做出过?|作出过?)"
)
SKIPPED = "，：、 ；—"
_STOPS = "，。；：、！？ "
_OF_HIS = re.compile("的|企业|公司|商品|产品|农产品|人民|民众|政府|朋友|游客|学生|留学生|青年|代表团")
QUOTED = 8
"""Characters from which on a stretch in quotation marks is quoted speech in a readout, not a term (“脱钩断链”)."""
_TERM = 4
"""The same in a news story, which marks the words of others rather than terms."""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement before it gets its number."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    verb: SpeechVerb | None
    polarity: Polarity
    mode: Mode
    speaker: Player | None
    speaker_spans: tuple[Span, ...]
    listener: Found | None
    sources: tuple[Source, ...]
    date: str | None


class Sayings:
    """Makes the statements of one text."""

    def __init__(self, words: str, places: Places, *, is_readout: bool) -> None:
        self._words = words
        self._places = places
        self._is_readout = is_readout

    def of_cue(self, cue: Cue, end: int, voice: Voice, sources: tuple[Source, ...]) -> Said | None:
        """Return what a cue reports, up to `end`; None where nothing is left of it."""
        listener = cue.listener
        start = cue.end
        if cue.verb.frame == "listener":
            listener = self._places.starting_at(cue.end)
            if listener is not None and _OF_HIS.match(self._words, listener.end):
                listener = None  # 感谢中方的接待, 欢迎中国企业投资: what is thanked for or welcome, not who
            start = listener.end if listener is not None else cue.end
        content = self.content(*cue.thing) if cue.thing is not None else self.content(start, end)
        if not content and listener is not None and cue.verb.frame == "listener":
            return None
        if not content:
            return None
        return self.made(content, (Span(start=cue.start, end=cue.end),), voice, sources, read=cue, listener=listener)

    def content(self, start: int, end: int) -> tuple[Span, ...]:
        """Return the words from `start` to `end` without stops at their ends; a stop within quotation marks stays."""
        words = self._words
        while start < end and words[start] in SKIPPED:
            start += 1
        while end > start and words[end - 1] in _STOPS:
            end -= 1
        return (Span(start=start, end=end),) if end > start else ()

    def made(
        self,
        content: tuple[Span, ...],
        cue: tuple[Span, ...],
        voice: Voice,
        sources: tuple[Source, ...] = (),
        *,
        read: Cue | None = None,
        listener: Found | None = None,
        negative: bool = False,
    ) -> Said:
        """Return a statement of somebody; without a cue that was `read` it goes on with what was said before."""
        verb = read.verb if read is not None else None
        denied = negative or (verb is not None and verb.polarity is Polarity.NEGATIVE)
        return Said(
            content,
            cue,
            verb,
            Polarity.NEGATIVE if denied else Polarity.POSITIVE,
            self._mode(content),
            voice.player,
            voice.spans,
            listener,
            sources,
            read.date if read is not None else None,
        )

    def _mode(self, content: Sequence[Span]) -> Mode:
        words = "".join(self._words[span.start : span.end] for span in content)
        if re.fullmatch(r"(?:“[^”]*”[，。]?)+", words):
            return Mode.DIRECT
        least = QUOTED if self._is_readout else _TERM
        quoted = any(match.end() - match.start() - 2 >= least for match in QUOTE.finditer(words))
        return Mode.MIXED if quoted else Mode.INDIRECT

    def denials(self, start: int, end: int, voice: Voice, sources: tuple[Source, ...]) -> list[Said]:
        """Return what the speaker says that he, or his side, never said or agreed to: 中方从未同意…."""
        found: list[Said] = []
        for match in _DENIAL.finditer(self._words, start, end):
            before = self._places.ending_at(match.start())
            if before is None or voice.player is None or before.player is None:
                continue
            if before.player.country != voice.player.country and before.player.country is not None:
                continue
            stop = re.compile(r"[，。；]").search(self._words, match.end(), end)
            content = self.content(match.end(), stop.start() if stop is not None else end)
            if content:
                cue = (Span(start=match.start(), end=match.end()),)
                found.append(self.made(content, cue, voice, sources, negative=True))
        return found

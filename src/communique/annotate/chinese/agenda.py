"""What was talked about: 就…交换意见, 讨论了…, 阐述…在…问题上的立场, 议题包括…."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from communique.annotate.chinese.text import Sentence
from communique.codebook.chinese import words
from communique.codebook.topics import find_topics, topics
from communique.model import AgendaStatus, Span

_LONGEST = 120
_LEAST = 2
_TRIMMED = "，、。；： ”“"
_PLANNED = re.compile(r"将|拟|计划|定于|预计|即将|有望")
_NO_TOPIC = re.compile(
    r"^(?:其他|其它|此|这一|上述|有关|相关|双方|共同|下一步|进一步|如何)?(?:问题|议题|事宜|话题|事项|情况|意见|看法|方面)?$|(?:观点|看法|意见|建议)$"
)
_MET = re.compile(
    r"双方|两国|会谈|会晤|会见|通话|两人|与会|谈判|磋商|对话|[\u3400-\u9fff](?:同|与|和)[\u3400-\u9fff]{2,}"
)
_SETS_OUT = re.compile(r"阐述|阐明|介绍|表明|说明|重申|通报|阐释|交换|沟通")
_THEY = re.compile(r"(?:双方|两国|两人|两位|外长|会谈|会晤|通话|会见)(?:[^，。；]{0,10}|，(?:并|双方)?)$")
_MODAL = re.compile(r"[要应愿将需可]|希望|继续|同意|建议")
_NEAR = 14
_DENIED = re.compile(r"没有?|[未不]")
_CLOSE = 5
_COMMON = re.compile(r"(?:以及|和|及|与|等)*(?:其他|其它)?(?:双方|彼此|两国)?共同关[心切注]的")
"""What opens matters that are not named: 中挪关系和双方共同关心的问题."""
_GENERAL = "international_situation"


@dataclass(frozen=True, slots=True)
class Item:
    """A topic at `start` to `end` (exclusive), its words from `label_start` to `label_end`."""

    start: int
    end: int
    label_start: int
    label_end: int
    topic: str | None
    status: AgendaStatus


def _any(use: str, value: str | None = None) -> str:
    forms = [form for form, own in words(use).items() if value is None or own == value]
    return "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))


@cache
def _about() -> re.Pattern[str]:
    acts = _any("agenda_act")
    return re.compile(
        rf"(?:{_any('agenda_about')})(?P<topic>[^。；]{{2,{_LONGEST}}}?)(?:方面|等方面)?"
        rf"(?:进行了?[^，。；就]{{0,8}}?|继续|保持|再次|还|并|也|坦诚|深入|充分|广泛|友好|建设性|富有成效|全面|密切|详细|[、的地]|深刻|战略|保持着?)*(?P<act>{acts})"
    )


@cache
def _object() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any('agenda_object')})(?P<topic>[^，。；]{{2,{_LONGEST}}})")


@cache
def _position() -> re.Pattern[str]:
    return re.compile(rf"在(?P<topic>[^，。；在]{{2,{_LONGEST}}}?)(?:等)?(?:{_any('agenda_position')})")


@cache
def _list() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any('agenda_list')})(?P<topic>[^，。；]{{2,{_LONGEST}}})")


@cache
def _joints() -> re.Pattern[str]:
    return re.compile(rf"(?:、|{_any('list_joint')})")


@cache
def _umbrella() -> re.Pattern[str]:
    return re.compile(rf"(?:等|等等)?(?:{_any('umbrella')})$")


class AgendaReader:
    """Reads the agenda of one text."""

    def __init__(self, text: str, language: str = "zh") -> None:
        self._text = text
        self._language = language

    def in_sentence(self, sentence: Sentence, last: int) -> Iterator[Item]:
        """Yield the topics that the narrator's part of a sentence, up to `last`, says were talked about."""
        taken: list[tuple[int, int]] = []
        for pattern in (_about(), _list(), _position(), _object()):
            for match in pattern.finditer(self._text, sentence.start, last):
                start, end = match.span("topic")
                is_weak = pattern is _about() and words("agenda_act").get(match["act"]) == "weak"
                if is_weak and not _MET.search(self._text, sentence.start, match.start()):
                    continue
                is_denied = _DENIED.search(self._text, max(sentence.start, match.start() - _CLOSE), match.start())
                opens = pattern is _object() and match.start() == sentence.start  # 谈及乌克兰危机，王毅表示…
                if is_denied or not (opens or self._is_theirs(pattern, sentence.start, match.start())):
                    continue
                if any(start < right and left < end for left, right in taken):
                    continue
                taken.append((start, end))
                ahead = _PLANNED.search(self._text, sentence.start, match.start()) is not None
                status = AgendaStatus.PLANNED if ahead else AgendaStatus.DISCUSSED
                yield from self.items(start, end, status)

    def _is_theirs(self, pattern: re.Pattern[str], first: int, last: int) -> bool:
        """Tell whether words that have other uses (谈到, 问题上的立场) are of those who met or set it out."""
        before = self._text[first:last]
        if pattern is _object():
            return _MET.search(before) is not None
        return pattern is not _position() or _SETS_OUT.search(before) is not None

    def items_of_statement(self, content: Sequence[Span], *, sets_out: bool) -> Iterator[Item]:
        """Yield what a statement says was talked about (声明说，双方讨论了渔业), or what it sets out a position on.

        What somebody says should be talked about (双方要就…加强沟通) was not.
        """
        for span in content:
            if sets_out:
                for match in _position().finditer(self._text, span.start, span.end):
                    yield from self.items(*match.span("topic"), AgendaStatus.DISCUSSED)
                continue
            for pattern in (_about(), _object()):
                for match in pattern.finditer(self._text, span.start, span.end):
                    before = self._text[span.start : match.start()]
                    is_open = _MODAL.search(before[-_NEAR:]) or _DENIED.search(before[-_CLOSE:])
                    if _THEY.search(before) and not is_open:
                        yield from self.items(*match.span("topic"), AgendaStatus.DISCUSSED)

    def items(self, start: int, end: int, status: AgendaStatus) -> Iterator[Item]:
        """Cut a list of topics; what says no more than "matters of common concern" is none."""
        common = _COMMON.search(self._text, start, end)
        for first, last in self._pieces(start, common.start() if common is not None else end):
            umbrella = _umbrella().search(self._text[:last], first)
            stop = last if umbrella is None else umbrella.start()
            label = self._text[first:stop]
            if len(label) < _LEAST or _NO_TOPIC.search(label):
                continue
            yield Item(first, stop, first, stop, topic_of(label, self._language), status)

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the members of a list; 和 within a topic (贸易和投资自由化) does not part it."""
        at = start
        cuts = [*self._cuts(start, end), (end, end)]
        for cut, behind in cuts:
            yield from self._bare(at, cut)
            at = behind

    def _cuts(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        places = list(_joints().finditer(self._text, start, end))
        for match in places:
            if match[0] not in {"、", "以及"}:
                left = self._text[start : match.start()]
                left = re.split(r"、|以及", left)[-1]
                right = re.split(r"、|以及|等", self._text[match.end() : end])[0]
                is_last = "、" in self._text[start : match.start()] and not re.search(
                    "、|以及", self._text[match.end() : end]
                )
                if not (is_last and len(right) > 1) and not (self._is_topic(left) and self._is_topic(right)):
                    continue
            yield match.span()

    def _is_topic(self, words_: str) -> bool:
        return bool(find_topics(words_, self._language, places=True)) or _umbrella().search(words_) is not None

    def _bare(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        while start < end and self._text[start] in _TRIMMED:
            start += 1
        while end > start and self._text[end - 1] in _TRIMMED:
            end -= 1
        while end > start + 1 and self._text[end - 1] in "也则都均却更还":
            end -= 1
        for tail in ("等领域合作", "等领域的合作", "等领域", "等方面", "等问题", "等议题", "等事务", "等等", "等"):
            if self._text.endswith(tail, start, end) and end - len(tail) > start:
                end -= len(tail)
                break
        if end > start:
            yield start, end


def topic_of(label: str, language: str) -> str | None:
    """Return the topic that a label names: the narrowest of those found, the first where none is below another."""
    found = [match.topic for match in find_topics(label, language, places=True)]
    if not found:
        return None
    special = [one for one in found if one != _GENERAL] or found
    for one in special:
        if any(topics()[other].parent == one for other in special if other != one):
            continue
        return one
    return special[0]

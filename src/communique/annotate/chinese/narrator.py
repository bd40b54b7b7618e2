"""The narrator of a text: which sentences without a verb of speech are his, which of whoever spoke before.

A readout gives those who met whole paragraphs; a news story goes back to its own voice at once.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.annotate.chinese.actors import Principals
from communique.annotate.chinese.mentions import Places
from communique.annotate.chinese.omissions import silent
from communique.annotate.chinese.text import Sentence, Text
from communique.annotate.roster import Player
from communique.model import ActorKind, Span

_NARRATOR = re.compile(
    r"(?:与会[^，。]{1,14}(?:表示|认为|高度|积极|赞赏|感谢)|(?:会谈|会见|会晤|通话|仪式|访问)(?:结束)?(?:后|前|期间)，|会[后前]，|此前|另据|据|欢迎仪式|(?:中方|双方|两国元首|两国领导人|两国总理|两位领导人|两国外长|双方领导人|两国元首夫妇|两人)(?:还|并|共同|一致|也|将|当天|随后|在会谈后)*"
    r"(?:就|围绕|讨论|同意|认为|商定|发表|签署|见证|宣布|会见记者|登上|出席|交换|共同会见|达成|决定))"
)
_ENDING = re.compile(
    r"(?:等?(?:参加|出席|陪同)(?:了)?(?:会见|会谈|上述活动|活动|会晤|签字仪式)?(?:会谈)?|等(?:到机场)?迎接)。?$"
)
_SPEECH_MARKS = re.compile(
    r"我们|我国|我愿|我此|中方(?:愿|将|始终|支持|坚)|方愿|希望|双方(?:应|要|需)|两国(?:应|要)|应该|必须|(?<![重主必])要(?!求)|愿同|祝愿|相信|不能"
)
_STORY = re.compile(r"报道|(?<!见)(?<!中外)记者|采访|据[^，。]{1,20}(?:消息|称|透露)|告诉")
_CONTACT = re.compile(r"会见|会谈|会晤|通电话|通话|会面|就.{1,60}(?:交换|讨论|沟通)|讨论了")
_APPEARS = re.compile(f"{_CONTACT.pattern}|座谈|共同(?:出席|主持|参加)")
_OPENING = 4
"""Sentences in which a readout tells who met."""
_NEAR = 8
"""Characters from the head of a sentence within which stands whom it is about."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks, and where the text names him."""

    player: Player | None
    spans: tuple[Span, ...] = ()


def tells_contact(words: str, start: int, end: int) -> bool:
    """Tell whether words only tell that people met or what they discussed: that is no statement."""
    return _CONTACT.search(words, start, end) is not None


class Narrator:
    """Knows the genre of one text and who met in it."""

    def __init__(self, text: Text, places: Places, principals: Principals, *, is_own: bool) -> None:
        self._text = text
        self._words = text.words
        self._places = places
        self._principals = principals
        self._is_own = is_own
        self._met = self._who_met()
        has_met = bool(self._met) or (bool(principals.people) and self._heads_a_meeting())
        self.tells_readout = is_own or (has_met and _STORY.search(self._words) is None)
        """Whether the text is a side's own, or tells of a meeting without naming the press."""

    def _who_met(self) -> frozenset[str]:
        """Return the people of the first sentences that tell a meeting: 赵乐际分别会见A、B. None if nobody receives."""
        found: set[str] = set()
        for sentence in self._text.sentences[:_OPENING]:
            contact = _APPEARS.search(self._words, sentence.start, sentence.end)
            if contact is not None:
                named = [one for one in self._places.within(sentence.start, sentence.end) if one.is_person]
                if any(one.end <= contact.start() for one in named):
                    found |= {one.player.id for one in named if one.player is not None}
        return frozenset(found)

    def _heads_a_meeting(self) -> bool:
        """Tell whether a headline says that people met: 林致远同挪威首相会谈."""
        return any(_APPEARS.search(self._words, start, end) for start, end in self._text.headlines)

    def tells(self, sentence: Sentence, running: Voice) -> bool:
        """Tell whether a sentence without a verb of speech is the narrator's although somebody spoke before it."""
        words = self._words[sentence.start : sentence.end]
        before = self._words[: sentence.start].rstrip("”’ ")[-1:]
        if before == "；":
            return False
        if silent().search(words):
            return True  # 中方声明没有提及…: told of a text, not said by him who spoke before
        if _NARRATOR.match(words) or _ENDING.search(words):
            return True
        if self.tells_readout and (self._is_own or self._is_principal(running)):
            return False
        return _SPEECH_MARKS.search(words) is None or self._opens_with_person(sentence)

    def _is_principal(self, voice: Voice) -> bool:
        """Tell whether one of those who met speaks, or their states: their readout gives them whole paragraphs."""
        if voice.player is None:
            return bool(voice.spans)  # somebody whom nothing tells, until the next one speaks
        if voice.player.kind in {ActorKind.STATE, ActorKind.ORGANISATION}:
            return True  # 欧方表示
        own = {one.id for one in self._principals.people} | self._met
        return voice.player.id in own or voice.player.country in self._principals.states or bool(voice.player.members)

    def _opens_with_person(self, sentence: Sentence) -> bool:
        first = next(iter(self._places.within(sentence.start, sentence.end)), None)
        return first is not None and first.is_person and first.start - sentence.start < _NEAR


def narrated(sentences: Sequence[Sentence], spoken: Sequence[tuple[int, int]]) -> Iterator[tuple[Sentence, int]]:
    """Yield the sentences of the narrator with the place up to which they are his own words."""
    for sentence in sentences:
        inside = [start for start, end in spoken if start < sentence.end and sentence.start < end]
        if not inside:
            yield sentence, sentence.end
        elif min(inside) > sentence.start:
            yield sentence, min(inside)

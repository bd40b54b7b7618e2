"""Who said what: the speech of a readout from its verb to the sentence where somebody else begins.

In a readout 王毅指出，…。…。 all sentences of the paragraph are his, until another speaker, or the narrator, comes.
Each sentence is a statement of its own; those without a verb have no cue. A news story goes back to its own voice at
any time, so there a sentence without a verb is only his who spoke before if it says 我们, 双方应 and the like.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from communique.annotate.chinese.actors import Principals
from communique.annotate.chinese.cast import Cast
from communique.annotate.chinese.cues import UNNAMED, Cue, CueReader
from communique.annotate.chinese.mentions import Found, Places
from communique.annotate.chinese.names import is_foreign
from communique.annotate.chinese.narrator import Narrator, Voice, tells_contact
from communique.annotate.chinese.provenance import Provenance, Source
from communique.annotate.chinese.said import QUOTE, QUOTED, SKIPPED, Said, Sayings
from communique.annotate.chinese.text import Sentence, Text
from communique.annotate.roster import Player
from communique.model import ActorKind, Medium, Mode, Span, TimeReference

_ITEM = re.compile(
    r"——|[一二三四五六七八九十]是|第[一二三四五六七八九十]，|首先|其次|[一二三四五六七八九十]、|[（(][一二三四五六七八九十][）)]|\d[.、]"
)
_DATELINE = re.compile("[^，。：；“”]{2,16}(?:消息|[讯电])(?:（[^（）]{1,8}）)?： *")
"""What a broadcaster or an agency puts before its first sentence: 某台消息（晚间新闻）：."""
_ISSUES = re.compile("(?:发表|发布)了?[^，。；]{0,8}(?:声明|公报|讲话|演讲|致辞|文章)，$")
_TOLD = re.compile("(?:举行|进行)了?(?:会谈|会晤|通话)|通了?电话|讨论了|交换了?意见|会见了")
_POINTS = re.compile(
    "(?:提出|谈了|作出|表达)了?[一二两三四五六七八九十几]点(?:[^，。；]{0,6})(?:意见|建议|主张|看法|希望)"
)
_QUESTION = re.compile(r"(?:有)?记者(?:问|提问)|问：")
_ASKS = re.compile(r"，(?:中方|发言人|外交部|你|您|请问|对此)?[^，]*(?:能否|是否|有何|如何|怎么)[^，]*？?$")
_JOINS = re.compile("并|还|又|同时|也|此外")
_BARE = frozenset({"表示", "强调", "指出"})
"""Verbs that need no comma behind them to begin a statement."""
_LEADS = 8
"""Characters before the speaker that open a sentence: 此外，"""
_NEAR = 14
"""Characters from the head of a sentence within which stands whom it is about."""
_NOT_TOLD = frozenset({"透露", "说", "表示", "说明", "介绍", "公布", "提到", "谈到"})
"""Verbs that report nothing where they are denied."""
_TURNS = frozenset({"agree", "think", "announce", "say", "express"})
_TOLD_OF_OTHERS = frozenset({"say", "express", "announce", "promise"})
_RATES = frozenset({"praise", "blame"})
"""What 两国元首 do in the narrator's words, never in those of one of them: 两国元首积极评价…."""
_OWN_AGAIN = re.compile("希望|期待|敦促|要求|呼吁|愿|但|而|我们|双方|中方")
"""What a clause begins with that is the speaker's own again behind what he says another side said."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known of a text before its speech is read: where it names whom and when, and who met."""

    places: Places
    times: tuple[TimeReference, ...]
    principals: Principals


class SpeechReader:
    """Reads the statements of one text."""

    def __init__(self, text: Text, cast: Cast, scene: Scene) -> None:
        self._text = text
        self._words = text.words
        self._places = scene.places
        self._cues = CueReader(text.words, scene.places, scene.times)
        self._provenance = Provenance(text.words, scene.places)
        self._cast = cast
        self._narrator = Narrator(text, scene.places, scene.principals, is_own=cast.side is not None)
        self._is_readout = self._narrator.tells_readout
        self._sayings = Sayings(text.words, scene.places, is_readout=self._is_readout)
        self.spoken: list[tuple[int, int]] = []
        self.sourced: list[tuple[Sentence, Source]] = []
        self._last_person: Player | None = None
        self._single: Voice | None = None
        self._start = self._opened = 0
        self._subject: Found | None = None

    def read(self) -> list[Said]:
        """Return the statements in the order of the text; `spoken` then holds the stretches that somebody says."""
        found: list[Said] = []
        running: Voice | None = None
        paragraph = -1
        runs_on = False
        for sentence in self._text.sentences:
            if sentence.paragraph != paragraph:
                paragraph = sentence.paragraph
                if not (runs_on or _ITEM.match(self._words, sentence.start)):
                    running = None
            said, running = self._sentence(sentence, running)
            if running is not None and running.player is not None and not running.player.members:
                self._single = running
            runs_on = running is not None and self._words[sentence.end - 1] in "：“"
            found += said
        return found

    # -- sentences ----------------------------------------------------------------------------------------------------

    def _sentence(self, sentence: Sentence, running: Voice | None) -> tuple[list[Said], Voice | None]:
        if self._start < sentence.start:
            self._last_person = self._opening(self._start, sentence.start) or self._last_person
        start, sources = self._provenance.of_sentence(sentence)
        if start == sentence.start and (head := _DATELINE.match(self._words, start, sentence.end)) is not None:
            start = head.end()
        self._start, self._opened = sentence.start, start
        self._subject = None
        self.sourced.extend((sentence, source) for source in sources)
        quotes = [match.span() for match in QUOTE.finditer(self._words, sentence.start, sentence.end)]
        trailing = self._trailing(sentence, quotes, sources)
        if trailing is not None:
            return [trailing], Voice(trailing.speaker, trailing.speaker_spans)
        cues = self._accepted(start, sentence, quotes, running)
        if running is not None and not cues:
            running = self._one_of(running, sentence)
        if cues:
            return self._with_cues(sentence, cues, running, sources, quotes)
        points = _POINTS.search(self._words, sentence.start, sentence.end)
        if points is not None and (who := self._opening(sentence.start, points.start())) is not None:
            first = next(iter(self._places.within(sentence.start, points.start())))
            return [], Voice(who, (Span(start=first.start, end=first.end),))
        if running is not None and not self._narrator.tells(sentence, running):
            content = self._sayings.content(sentence.start, sentence.end)
            if content:
                self.spoken.append((sentence.start, sentence.end))
                denial = self._sayings.denials(sentence.start, sentence.end, running, ())
                one = self._sayings.made(content, (), running)
                return [one, *denial, *self._inner(one, running, quotes)], running
        if sources and self._provenance.says(sentence):
            source = sources[0]
            content = self._sayings.content(start, sentence.end)
            if content and not tells_contact(self._words, start, sentence.end):
                self.spoken.append((start, sentence.end))
                voice = Voice(source.player, source.spans)
                return [self._sayings.made(content, source.cue, voice, sources)], None
        return [], None if running is None or self._narrator.tells(
            sentence, running
        ) or not self._is_readout else running

    def _one_of(self, running: Voice, sentence: Sentence) -> Voice:
        """Return who of two that spoke together goes on: 双方同意…。中方愿…, of him who spoke for China before."""
        side = self._places.starting_at(sentence.start)
        if running.player is None or not running.player.members:
            return running
        if side is None or side.player is None or side.form or side.is_person:
            return running
        before = self._single
        if before is not None and before.player is not None and before.player.country == side.player.country:
            return before
        return Voice(side.player, (Span(start=side.start, end=side.end),))

    def _accepted(
        self, start: int, sentence: Sentence, quotes: Sequence[tuple[int, int]], running: Voice | None
    ) -> list[Cue]:
        """Return the cues of a sentence that begin statements; the others stand within what is said."""
        accepted: list[Cue] = []
        for cue in self._cues.between(start, sentence.end, quotes):
            behind = self._words[cue.end : cue.end + 1]
            opens = behind in {"，", "：", "“"}
            is_nobodys = cue.speaker is not None and cue.speaker.why == UNNAMED
            if cue.denied and cue.verb.form in _NOT_TOLD:
                continue  # 双方均未透露…
            if is_nobodys and _TOLD.search(self._words, cue.end, sentence.end):
                continue  # what the press tells of a meeting is told
            if accepted:
                if not self._begins_within(cue, accepted[-1], opens=opens):
                    continue
            elif cue.speaker is None and not cue.is_pronoun and cue.account is None:
                if not (running is not None and cue.is_strict and opens) and not self._has_subject(
                    cue, sentence, start, running
                ):
                    continue
            elif running is not None and not self._changes_speaker(cue, running, opens=opens):
                continue
            accepted.append(cue)
        return accepted

    def _begins_within(self, cue: Cue, last: Cue, *, opens: bool) -> bool:
        """Tell whether a cue begins a statement of its own in a sentence that has one, or stands within its words."""
        if last.verb.frame != "clause":
            return cue.clause >= last.end
        if cue.speaker is not None:
            if not self._words[last.end : cue.clause].strip(SKIPPED):
                return False  # 佩斯科夫说，普京表示，…: what one says that another said
            return cue.is_strict and opens and self._is_bare(cue.speaker)
        if opens and cue.verb.frame == "clause" and _JOINS.match(self._words, cue.clause, cue.start) is not None:
            return True
        return cue.is_strict and (opens or (cue.clause == cue.start and cue.verb.form in _BARE))

    def _has_subject(self, cue: Cue, sentence: Sentence, start: int, running: Voice | None) -> bool:
        """Tell whether who opens the sentence goes on to speak in a later clause (…表示赞同，并邀请…).

        Two who open it do so if they agree: 两国元首举行会谈，一致同意….
        """
        if running is None and cue.verb.kind == "agree" and cue.clause == cue.start:
            both = (one for one in self._places.within(start, cue.clause) if one.form and one.player is not None)
            self._subject = next((one for one in both if self._words[one.start - 1 : one.start] in "，。：\n"), None)
            return self._subject is not None
        says_bare = cue.is_strict and cue.clause == cue.start and cue.verb.form in _BARE  # …代表外方发言，表示…
        on_something = cue.thing is not None  # …举行会谈，就渔业表达关切
        issues = cue.clause == cue.start and _ISSUES.search(self._words[start : cue.clause]) is not None
        goes_on = says_bare or on_something or issues or _JOINS.match(self._words, cue.clause, cue.start)
        if cue.clause == start or not goes_on:
            return False
        first = self._places.starting_at(start)
        if first is None or not (first.is_person or issues) or sentence.end <= cue.clause:
            return False
        self._subject = first
        return True

    def _is_bare(self, one: Found) -> bool:
        """Tell whether no title stands behind a name: 习近平 is the narrator's, 习近平主席 somebody else's word."""
        return one.name is None or one.name[1] == one.end

    def _changes_speaker(self, cue: Cue, running: Voice, *, opens: bool) -> bool:
        """Tell whether a cue with its own subject ends the speech before it, or is part of it."""
        speaker = cue.speaker
        if speaker is None:
            return cue.is_pronoun or cue.account is not None
        if not self._is_readout and cue.clause <= self._opened:
            return True
        if speaker.form:
            if speaker.form == "people" and cue.verb.kind in _RATES:
                return cue.clause == self._opened
            return (
                cue.verb.kind in _TURNS
                and (cue.verb.kind == "agree" or opens)
                and not re.match("双方要|双方应", self._words[speaker.start :])
            )
        if speaker.player is None or speaker.player.kind in {ActorKind.STATE, ActorKind.ORGANISATION}:
            is_group = running.player is not None and running.player.kind is ActorKind.GROUP
            says = cue.is_strict and opens
            return is_group or (says and (not self._is_readout or self._opens_with_other(cue, speaker, running)))
        if not self._is_bare(speaker):
            return not self._is_readout and opens
        return opens or cue.verb.frame != "clause" or cue.is_strict

    def _opens_with_other(self, cue: Cue, speaker: Found, running: Voice) -> bool:
        """Tell whether a sentence opens with another side, or with somebody whom nothing tells: 巴方表示，…."""
        if "，" in self._words[self._opened : max(self._opened, cue.clause - 1)] or cue.clause - self._opened > _LEADS:
            return False
        if speaker.why == UNNAMED:
            return self._words[cue.start : cue.end] != "说" or is_foreign(self._words[speaker.start : speaker.end])
        own = running.player.country if running.player is not None else None
        return speaker.player is not None and speaker.player.country not in {None, own}

    def _with_cues(
        self,
        sentence: Sentence,
        cues: Sequence[Cue],
        running: Voice | None,
        sources: tuple[Source, ...],
        quotes: Sequence[tuple[int, int]],
    ) -> tuple[list[Said], Voice | None]:
        said: list[Said] = []
        voice = running
        for number, cue in enumerate(cues):
            voice = self._voice(cue, voice)
            end = cues[number + 1].clause if number + 1 < len(cues) else self._end(sentence)
            end = self._next_to_act(cue, end, voice)
            links = sources + self._own_source(cue, voice)
            one = self._sayings.of_cue(cue, end, voice, links)
            if one is not None:
                said.append(one)
                said += self._sayings.denials(one.content[0].start, one.content[-1].end, voice, links)
                said += self._inner(one, voice, quotes)
            self.spoken.append((cue.start, end))
        first = self._words[sentence.start : cues[0].clause]
        if first and running is not None:
            self.spoken.append((sentence.start, cues[0].clause))
        return said, voice

    def _next_to_act(self, cue: Cue, end: int, voice: Voice) -> int:
        """Return where an act of speech ends because another person acts: 邀请哈尔森访华，哈尔森愉快接受."""
        if cue.verb.frame == "clause" or cue.thing is not None or not self._is_readout:
            return end
        for one in self._places.within(cue.end, end):
            opens = self._words[one.start - 1] == "，" and one.start > cue.end + 1
            if opens and one.is_person and self._is_bare(one) and one.player is not voice.player:
                return one.start - 1
        return end

    def _end(self, sentence: Sentence) -> int:
        """Return where what is said ends: before what a reporter asks of it (…，发言人能否证实？)."""
        words = self._words[sentence.start : sentence.end]
        asks = _ASKS.search(words) if _QUESTION.match(words) else None
        return sentence.start + asks.start() if asks is not None else sentence.end

    def _voice(self, cue: Cue, before: Voice | None) -> Voice:
        if cue.speaker is not None:
            if cue.speaker.is_person:
                self._last_person = cue.speaker.player
            if cue.account is not None:
                self._provenance.note(cue.speaker.player)
            if cue.speaker.why == UNNAMED:
                self._provenance.forget()
            if cue.partner is not None and cue.partner.player is not None and cue.speaker.player is not None:
                both = self._cast.group([cue.speaker.player, cue.partner.player])
                named = (cue.speaker, cue.partner)
                return Voice(both, tuple(Span(start=one.start, end=one.end) for one in named))
            return Voice(cue.speaker.player, (Span(start=cue.speaker.start, end=cue.speaker.end),))
        if cue.is_pronoun:
            self._last_person = self._he(cue)
            return Voice(self._last_person, (Span(start=cue.clause, end=cue.clause + 1),))
        if cue.account is not None:
            player, spans = self._provenance.owner(min(cue.clause, self._opened), cue.account[0])
            return Voice(player, spans)
        if before is None and self._subject is not None:
            return Voice(self._subject.player, (Span(start=self._subject.start, end=self._subject.end),))
        return before if before is not None else Voice(None)

    def _opening(self, start: int, end: int) -> Player | None:
        """Return the person with whom the words from `start` to `end` open, if they do."""
        first = next(iter(self._places.within(start, end)), None)
        return first.player if first is not None and first.is_person and first.start - start < _NEAR else None

    def _he(self, cue: Cue) -> Player | None:
        """Return who 他 is: whom the sentence opens with or alone names, else whom the one before did; None if several.

        梅克达德当天前往使馆，他表示…. 电视台播出了佩泽希齐扬的专访，他表示….
        """
        opening = self._opening(self._start, cue.clause)
        before = self._places.within(self._start, cue.clause)
        named = {one.player.id: one.player for one in before if one.is_person and one.player is not None}
        if opening is not None or not named:
            return opening or self._last_person
        return next(iter(named.values())) if len(named) == 1 else None

    def _own_source(self, cue: Cue, voice: Voice) -> tuple[Source, ...]:
        """Return the carrier that stands beside the verb: 在声明中表示, 声明说."""
        if cue.account is None:
            return ()
        (start, end), medium = cue.account
        issuer = voice.player
        return (Source(issuer, medium, (Span(start=start, end=end),), ()),)

    # -- what lies within --------------------------------------------------------------------------------------------

    def _trailing(
        self, sentence: Sentence, quotes: Sequence[tuple[int, int]], sources: tuple[Source, ...]
    ) -> Said | None:
        """Read “…。”王毅说。 and “…，”王毅说，“…。”: the speaker stands behind or between the quoted words."""
        if not quotes or quotes[0][0] != sentence.start or quotes[0][1] - quotes[0][0] < QUOTED // 2:
            return None
        behind = quotes[0][1]
        while behind < sentence.end and self._words[behind] in SKIPPED:
            behind += 1
        cue = next(iter(self._cues.between(behind, sentence.end, quotes)), None)
        if cue is None or not cue.is_strict or cue.clause != behind:
            return None
        voice = self._voice(cue, Voice(self._last_person))
        content = [Span(start=quotes[0][0], end=quotes[0][1])]
        content += [Span(start=first, end=last) for first, last in quotes[1:] if first >= cue.end]
        self.spoken.append((sentence.start, sentence.end))
        return self._sayings.made(
            tuple(content), (Span(start=cue.start, end=cue.end),), voice, sources, read=cue, listener=cue.listener
        )

    def _inner(self, outer: Said, voice: Voice, quotes: Sequence[tuple[int, int]]) -> list[Said]:
        """Return the speech that somebody reports of another: 发言人说，王毅在会谈中强调，…."""
        if (outer.verb is not None and outer.verb.frame != "clause") or outer.mode is Mode.DIRECT:
            return []
        found: list[Said] = []
        start, end = outer.content[0].start, outer.content[-1].end
        for cue in self._cues.between(start, end, quotes):
            if found or cue.speaker is None or cue.verb.frame != "clause" or self._is_own(cue.speaker, voice):
                continue
            is_all = cue.clause == start and cue.is_strict and self._words[cue.end : cue.end + 1] in {"，", "：", "“"}
            if not is_all and not self._is_of_others(cue, voice):
                continue
            inner = Voice(cue.speaker.player, (Span(start=cue.speaker.start, end=cue.speaker.end),))
            link = Source(voice.player, Medium.UNSPECIFIED, voice.spans, outer.cue)
            one = self._sayings.of_cue(
                cue, end if is_all else self._end_of_others(cue, end), inner, (link, *outer.sources)
            )
            found += [one] if one is not None else []
        return found

    def _is_own(self, speaker: Found, voice: Voice) -> bool:
        """Tell whether somebody speaks of himself, or of his side: 挪方相信，…."""
        who, says = speaker.player, voice.player
        if who is None or says is None or who is says:
            return who is says
        return not speaker.is_person and who.country is not None and who.country == says.country

    def _is_of_others(self, cue: Cue, voice: Voice) -> bool:
        """Tell whether somebody says what another side has said: 中方注意到美方表示….."""
        said_by = cue.speaker.player if cue.speaker is not None else None
        if said_by is None or voice.player is None or cue.denied or cue.verb.kind not in _TOLD_OF_OTHERS:
            return False
        countries = {said_by.country, voice.player.country}
        return self._is_readout and None not in countries and len(countries) > 1

    def _end_of_others(self, cue: Cue, end: int) -> int:
        """Return where the words of another side end: before the clause in which the speaker comes to his own."""
        for mark in re.finditer("[，；]", self._words[cue.end : end]):
            at = cue.end + mark.end()
            if _OWN_AGAIN.match(self._words, at) or self._places.starting_at(at) is not None:
                return at - 1
        return end

"""Where a Chinese sentence reports speech: the verb, who speaks, to whom, and what stands between them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from communique.annotate.chinese.mentions import Found, Places
from communique.codebook.chinese import SpeechVerb, speech_verbs, words
from communique.model import ActorKind, Medium, TimeReference

_MARKS = "，；：。！？“”\n"
_JOINT = frozenset({"agree", "think", "announce"})
_STRICT = frozenset({"say", "express", "announce"})
_SPEAKERS = frozenset(
    {ActorKind.PERSON, ActorKind.OFFICE, ActorKind.MINISTRY, ActorKind.STATE, ActorKind.ORGANISATION, ActorKind.GROUP}
)
_CIRCUMSTANCE = re.compile(
    r"(?:(?:就|针对|通过|代表|以|应询|答|对媒体|对记者|向媒体|向记者|发文|撰文|发表|发布(?!的))[^，。；]{0,40}"
    r"|[在与同和接回主结会出访抵从当于随应][^，。；]{1,60}(?:时|中|上|后|期间|会|之际|会议|采访|声明|讲话|公报|问题|方面|前|下|里|间|致辞|发言|记者|媒体|外界)"
    r"(?:当天|还|也|再次|明确|强调)*){1,2}"
)
_TOGETHER = re.compile("(?:举行|进行)?(?:视频|电话)?(?:会谈|会晤|会面|会见|通话|通电话|磋商)(?:时|中|后|期间)?")
_THING = re.compile(r"(?:对于|对|就|向)(.+)$")
_LISTENER = re.compile(r"(?:对|向|同|与|和)$")
_LEAD = re.compile(
    r"(?:但是|但|而|不过|然而|此外|同时|另外|其中|对此|随后|会后|(?:中方|我们|我)?(?:也|已|已经)?注意到|会谈中|会见中|通话中|会上|当天|日前|与此同时|当地时间|近日)*(?:上午|下午|晚|中午|凌晨)?"
)
_COMMENT = re.compile(r"(?:就[^，。]{1,12})?(?:发表|作出|做出|予以|对此)?(?:置评|评论|回答|透露|证实)")
_DESCRIPTION = 24
_LONGEST_NAME = 14
"""Characters, its marks included, up to which quotation marks hold a name (“海洋保卫者日”)."""
_PRESS = re.compile(r"[^，。；在就对]{0,6}(?:媒体?|报纸)")
_ONLY = re.compile("则?(?:仅|只)")
_JOINER = re.compile("但是?|而|不过|然而|此外|另外|同时")
_PRONOUN = re.compile("他们|他|她")
_VERBAL = re.compile(r"[，在对向同与就将已]|方面|政府")
_EXPRESSES = "表示"
_GRADE = 4
"""Characters between 表示 and what is expressed (对…表示[最沉痛]哀悼)."""
_PLAIN = frozenset({"表示", "指出", "强调", "说", "称", "宣布", "重申", "明确表示"})
"""Verbs before which, at the head of a sentence, a speaker stands even where the words that name him are unknown."""
_NO_SPEAKER = re.compile(
    r"[我你您这那此]|有(?:人|些|的|关)|针对|对|就|据|关于|双方|古|俗|常|事实|历史|实践|经验|正如|如|因|为|若|在|当[然前时]|从|由|并|但|而|同时|也(?!门)|还|又|应|愿|要|希望|将|可|能|已|不(?!丹)"
)
_NAME_OF_SPEAKER = re.compile(
    r"[^，。；：“”\n]{2,}?(?=[在就对于同与向]|发表|发文|发布|通过|接受|再次|还|也|均|都|当天|同一天|\d|$)"
)
_LONGEST_SPEAKER = 40
_WHERE = re.compile(r"(?:正?在|前往|到访|出席|参加|隶属于)[^，。；]{1,24}的")
_ASIDE = re.compile("针对|对于|关于")
UNNAMED = "the words that name the speaker are not known"
_NO_VERB = re.compile("的|者|书|团|力度|会(?![谈晤见])|上述|提出|作出|做出")
"""What stands behind the form of a verb where it is none: 支持者, 说明会."""
_NUMBERED = r"\d{1,2}日晚?"


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of speech at `start` to `end` (exclusive) in the clause that begins at `clause`.

    `speaker` is None where the clause names nobody: the one before it speaks on. `is_pronoun` for 他 and 她. `thing` is
    what 对…表示赞赏 is about, `account` the text that speaks (声明说) or in which it is said, `partner` who speaks too
    (王毅同拉夫罗夫一致认为).
    """

    start: int
    end: int
    clause: int
    verb: SpeechVerb
    verbs: tuple[SpeechVerb, ...]
    speaker: Found | None
    is_pronoun: bool
    listener: Found | None
    thing: tuple[int, int] | None
    account: tuple[tuple[int, int], Medium] | None
    denied: bool
    date: str | None
    partner: Found | None = None

    @property
    def is_strict(self) -> bool:
        """Whether it is a plain verb of saying, which begins a statement wherever it stands."""
        return self.verb.frame == "clause" and self.verb.kind in _STRICT


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(speech_verbs(), key=len, reverse=True))))


@cache
def _graded() -> re.Pattern[str]:
    """Return the pattern of what is expressed with a word of degree before it: 最沉痛哀悼."""
    nouns = {
        form.removeprefix(_EXPRESSES)
        for form, verbs in speech_verbs().items()
        if form.startswith(_EXPRESSES) and any(verb.frame == "thing_before" for verb in verbs)
    }
    return re.compile(rf"[^，。；：“]{{0,{_GRADE}}}?({'|'.join(sorted(nouns, key=len, reverse=True))})(?=[，。；\n]|$)")


@cache
def _filler() -> re.Pattern[str]:
    forms = sorted((*words("adverb"), *words("not_said")), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, forms))}|上午|下午|晚间|晚|当地时间|[ 、])*")


@cache
def _negation() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words("not_said"), key=len, reverse=True))))


@cache
def media() -> re.Pattern[str]:
    """Return the pattern of nouns for what carries words: 声明, 记者会, 专访."""
    forms = map(re.escape, sorted(words("medium_of"), key=len, reverse=True))
    # 电视 is no 电, and 消息人士 are people.
    no_more = {"电": "(?![视话台影])", "消息": "(?!人士)"}
    return re.compile("|".join(form + no_more.get(form, "") for form in forms))


@cache
def _own_text() -> re.Pattern[str]:
    """Return the pattern of what makes a text the speaker's own: 发布的声明, 的消息, 在一份声明中."""
    return re.compile(
        rf"(?:当天|随后|{_NUMBERED})*(?:发布|发表|公布|发出)?的?[^，。；]{{0,4}}?(?:{media().pattern})(?:中)?"
    )


def medium_of(noun: str) -> Medium:
    """Return the medium that a noun of `media()` names."""
    return Medium(words("medium_of")[noun])


class CueReader:
    """Finds the cues of one text."""

    def __init__(self, text: str, places: Places, times: Sequence[TimeReference]) -> None:
        self._text = text
        self._places = places
        self._times = times

    def between(self, start: int, end: int, quotes: Sequence[tuple[int, int]]) -> Iterator[Cue]:
        """Yield every verb of speech between two places, outside of quotation marks, whose clause lets it report."""
        at = start
        while (match := _verbs().search(self._text, at, end)) is not None:
            at = match.end()
            quoted = next((last for first, last in quotes if first < match.start() < last), None)
            if quoted is not None:
                at = max(at, quoted)
                continue
            cue = self._cue(match.start(), match.end(), start)
            if cue is not None:
                yield cue
            else:
                at = match.start() + 1

    def _cue(self, start: int, end: int, first: int) -> Cue | None:
        clause, short = self._clauses(start, first)
        if start > clause and self._text[start - 1] == "并":
            clause = start - 1  # 祝贺…并表示，…: the verb begins words of its own
        verbs = speech_verbs()[self._text[start:end]]
        if _ASIDE.match(self._text, clause, start):
            return None  # 针对有媒体报道称…，: what is answered, not what is said
        if _NO_VERB.match(self._text, end) is not None and verbs[0].frame != "thing_before":
            return None  # 提出的倡议, 支持者
        if verbs[0].kind == "refuse" and _COMMENT.match(self._text, end):
            return None  # who declines to comment says nothing
        if self._text[end : end + 1] == "了":
            end += 1
        if self._text[start:end] == _EXPRESSES and (graded := _graded().match(self._text, end)) is not None:
            end, verbs = graded.end(), speech_verbs()[_EXPRESSES + graded[1]]
        return (
            self._read(clause, start, end, verbs, first)
            or self._expressed(clause, start, verbs, first)
            or (self._read(short, start, end, verbs, first) if short > clause else None)
        )

    def _clauses(self, start: int, first: int) -> tuple[int, int]:
        """Return where the clause of a verb begins, not before `first`: with a name in quotation marks, and behind it.

        普京在“海洋保卫者日”视频讲话中表示: the name is part of the clause.
        """
        short, clause = first, start
        while clause > first:
            if self._text[clause - 1] in _MARKS:
                short = max(short, clause)
                opening = self._text.rfind("“", max(first, clause - _LONGEST_NAME), clause)
                if self._text[clause - 1] != "”" or opening <= first or self._text[opening - 1] in _MARKS:
                    break
                clause = opening
            clause -= 1
        return clause, short

    def _expressed(self, clause: int, start: int, verbs: tuple[SpeechVerb, ...], first: int) -> Cue | None:
        """Read 特朗普表示诚挚感谢, which does not say for what: the thanks are what is said."""
        if any(verb.frame != "thing_before" for verb in verbs) or not self._text.startswith(_EXPRESSES, start):
            return None
        taking = tuple(verb._replace(frame="object") for verb in verbs)
        return self._read(clause, start, start + len(_EXPRESSES), taking, first)

    def _read(self, clause: int, start: int, end: int, verbs: tuple[SpeechVerb, ...], first: int) -> Cue | None:
        return (
            self._of_text(clause, start, end, verbs, first)
            or self._with_subject(clause, start, end, verbs)
            or self._of_somebody(clause, start, end, verbs, first)
        )

    def _with_subject(self, clause: int, start: int, end: int, verbs: tuple[SpeechVerb, ...]) -> Cue | None:
        inside = [one for one in self._places.within(clause, start) if self._speaks(one)]
        date = next(
            (one.value for one in self._times if clause <= one.start < start and one.value and len(one.value) == 10),
            None,
        )
        lead = _LEAD.match(self._text, clause, start)
        reach = self._past_times(lead.end() if lead is not None else clause, start)
        subject = next((one for at in (reach, clause) for one in inside if one.start == at), None)
        if subject is None:
            # 在捷克访问的斯洛伐克总理菲佐表示
            subject = next((o for o in inside if o.is_person and _WHERE.fullmatch(self._text, reach, o.start)), None)
        if subject is not None and not subject.is_person and not subject.form:
            subject = self._with_body(subject, inside)
            subject = self._described(subject, inside) or subject
        if subject is None:
            return self._without(clause, start, end, verbs, date)
        rest_start = subject.end
        if not subject.is_person and (press := _PRESS.match(self._text, subject.end, start)) is not None:
            # The press of a state is no side: nobody is named.
            subject = Found(subject.start, press.end(), None, why="it is not said which of the press")
            rest_start = press.end()
        listener, thing, ok = self._rest(rest_start, start, verbs, inside)
        if not ok:
            return None
        account = self._account(clause, start)
        denied = self._is_denied(rest_start, start)
        verb = self._choose(verbs, thing, end)
        if verb is None or (thing is not None) != (verb.frame == "thing_before"):
            return None
        joins = listener is not None and self._text[listener.start - 1] in "同与和"
        partner = listener if verb.kind in _JOINT and joins else None
        return Cue(
            *(start, end, clause, verb, verbs, subject),
            is_pronoun=False,
            listener=None if partner is not None else listener,
            thing=thing,
            account=account,
            denied=denied,
            date=date,
            partner=partner,
        )

    def _of_somebody(self, clause: int, start: int, end: int, verbs: tuple[SpeechVerb, ...], first: int) -> Cue | None:
        """Read a sentence that opens with a speaker whom nothing tells: 乌军总参谋部当天称，…."""
        form, verb = self._text[start:end], self._choose(verbs, None, end)
        if form not in _PLAIN or verb is None or self._text[end : end + 1] not in {"，", "：", "“"}:
            return None
        lead = _LEAD.match(self._text, first, start)
        opening = self._text[first:clause]
        is_aside = _ASIDE.match(opening) is not None and opening.find("，") == len(opening) - 1
        if self._past_times(lead.end() if lead is not None else first, start) < clause and not is_aside:
            return None
        lead = _LEAD.match(self._text, clause, start)
        at = self._past_times(lead.end() if lead is not None else clause, start)
        named = _NAME_OF_SPEAKER.match(self._text, at, start)
        if named is None or start - at > _LONGEST_SPEAKER or _NO_SPEAKER.match(self._text, at):
            return None
        speaker = Found(at, named.end(), None, why=UNNAMED)
        date = next((one.value for one in self._times if at <= one.start < start and len(one.value or "") == 10), None)
        return Cue(
            *(start, end, clause, verb, verbs, speaker),
            is_pronoun=False,
            listener=None,
            thing=None,
            account=self._account(clause, start),
            denied=False,
            date=date,
        )

    def _with_body(self, state: Found, inside: Sequence[Found]) -> Found:
        """Return the body that is named right behind its state (美国白宫, 也门胡塞武装)."""
        body = next((one for one in inside if one.start == state.end and one.end - one.start > 1), None)
        if body is None or body.is_person or body.form:
            return state
        return Found(state.start, body.end, body.player, why=body.why)

    def _described(self, state: Found, inside: Sequence[Found]) -> Found | None:
        """Return the person whom words that begin with a state describe (韩国最大在野党党首李在明)."""
        for one in inside:
            if one.is_person and one.start >= state.end:
                gap = self._text[state.end : one.start]
                return one if len(gap) <= _DESCRIPTION and not _VERBAL.search(gap) else None
        return None

    def _speaks(self, one: Found) -> bool:
        return one.player is None or one.player.kind in _SPEAKERS

    def _past_times(self, at: int, end: int) -> int:
        """Return where the words go on behind times and adverbs at the head of a clause."""
        moved = True
        while moved and at < end:
            moved = False
            after = self._past_time(at, end)
            at, moved = after, after > at
            filler = re.compile("上午|下午|晚间|晚|中午|，").match(self._text, at, end)
            if filler is not None:
                at, moved = filler.end(), True
        return at

    def _rest(
        self, start: int, end: int, verbs: tuple[SpeechVerb, ...], inside: Sequence[Found]
    ) -> tuple[Found | None, tuple[int, int] | None, bool]:
        """Read what stands between speaker and verb: the listener, the thing, and whether it may stand there."""
        at = self._skip(start, end)
        listener = None
        takes_thing = any(verb.frame == "thing_before" for verb in verbs)
        while at < end:
            if takes_thing and (thing := _THING.match(self._text, at, end)) is not None:
                return listener, (thing.start(1), thing.end(1)), True
            other = next(
                (
                    one
                    for one in inside
                    if one.end <= end and _LISTENER.search(self._text, at, one.start) and one.start - at == 1
                ),
                None,
            )
            if other is not None:
                listener, at = other, self._skip(other.end, end)
                continue
            rest = self._text[at:end]
            if listener is not None and _TOGETHER.fullmatch(rest) is not None:
                return None, None, True  # 与夏巴兹通话时表示
            if _CIRCUMSTANCE.fullmatch(rest) is None and _own_text().fullmatch(rest) is None:
                return listener, None, False
            return listener, None, True
        return listener, None, True

    def _skip(self, at: int, end: int) -> int:
        moved = True
        while moved and at < end:
            filler = _filler().match(self._text, at, end)
            moved = filler is not None and filler.end() > at
            at = filler.end() if filler is not None else at
            after = self._past_time(at, end)
            at, moved = after, moved or after > at
        return at

    def _past_time(self, at: int, end: int) -> int:
        """Return where the words go on behind a time, also one in brackets: 今天（11月27日）."""
        bracket = self._text[at : at + 1] == "（"
        for one in self._times:
            if one.start == at + bracket and one.end <= end and (not bracket or self._text.startswith("）", one.end)):
                return one.end + bracket
        return at

    def _without(
        self, clause: int, start: int, end: int, verbs: tuple[SpeechVerb, ...], date: str | None
    ) -> Cue | None:
        """Read a cue whose clause names no speaker: 并强调, 他还说, or a name that nothing tells."""
        lead = _JOINER.match(self._text, clause, start)
        clause_start = lead.end() if lead is not None else clause
        pronoun = _PRONOUN.match(self._text, clause_start, start)
        at = pronoun.end() if pronoun is not None else clause_start
        reach = self._skip(at, start)
        account = self._account(clause, start)
        if account is not None and reach < start and account[0][1] == start:
            verb = self._choose(verbs, None, end)
            if verb is None or not self._is_text(clause, account[0][0]):
                return None
            return Cue(
                *(start, end, clause, verb, verbs, None),
                is_pronoun=False,
                listener=None,
                thing=None,
                account=account,
                denied=False,
                date=date,
            )
        listener, thing, ok = self._rest(reach, start, verbs, self._places.within(reach, start))
        if not ok:
            return None
        verb = self._choose(verbs, thing, end)
        if verb is None or (thing is not None) != (verb.frame == "thing_before"):
            return None
        return Cue(
            *(start, end, clause, verb, verbs, None),
            is_pronoun=pronoun is not None,
            listener=listener,
            thing=thing,
            account=None,
            denied=self._is_denied(at, start),
            date=date,
        )

    def _of_text(self, clause: int, start: int, end: int, verbs: tuple[SpeechVerb, ...], first: int) -> Cue | None:
        """Read 仅称 in a sentence that began with a text (外交部的通报未提及渔业，仅称…): the text speaks on."""
        if clause == first or _ONLY.match(self._text, clause, start) is None:
            return None
        account, verb = self._account(first, clause), self._choose(verbs, None, end)
        if account is None or verb is None or verb.frame != "clause":
            return None
        return Cue(
            *(start, end, clause, verb, verbs, None),
            is_pronoun=False,
            listener=None,
            thing=None,
            account=account,
            denied=False,
            date=None,
        )

    def _is_text(self, clause: int, noun: int) -> bool:
        """Tell whether what stands before 声明说 says whose text it is, or nothing."""
        return len(self._text[clause:noun]) <= 24

    def _is_denied(self, start: int, end: int) -> bool:
        return _negation().search(self._text, start, end) is not None

    def _account(self, start: int, end: int) -> tuple[tuple[int, int], Medium] | None:
        """Return the noun of the last carrier of words between the speaker and the verb (在声明中说, 声明说)."""
        found = None
        for match in media().finditer(self._text, start, end):
            found = ((match.start(), match.end()), medium_of(match[0]))
        return found

    def _choose(self, verbs: tuple[SpeechVerb, ...], thing: tuple[int, int] | None, end: int) -> SpeechVerb | None:
        """Return the frame that fits what stands around the verb."""
        if thing is not None:
            return next((verb for verb in verbs if verb.frame == "thing_before"), None)
        fits = [verb for verb in verbs if verb.frame != "thing_before"]
        listening = next((verb for verb in fits if verb.frame == "listener"), None)
        if listening is not None and self._places.starting_at(end) is not None:
            return listening
        other = next((verb for verb in fits if verb.frame in {"clause", "object"}), None)
        if other is None and listening is not None:
            return listening
        return other

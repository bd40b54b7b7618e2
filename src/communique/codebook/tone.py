"""Words that rate a talk (candid, constructive, 坦诚), found only where they rate it.

"A constructive role" and "a frank assessment" say nothing of the conversation: a tone word counts beside a word for the
talk ("candid and constructive discussions", "spoke frankly", 坦诚深入交换了意见) or after it ("the talks were
businesslike"). Talks that are only wished for ("the importance of a constructive dialogue") have no tone yet.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from communique.codebook.han import simplified
from communique.codebook.matching import (
    LANGUAGES,
    SENTENCE_ENDS,
    UNSPACED,
    PhraseMatch,
    PhraseMatcher,
    between_ends,
    levelled,
    lowered,
)
from communique.codebook.tables import rows
from communique.codebook.wording import whole_number

_COLUMNS = ("kind", "code", "language", "form", "warmth", "source")
# Each kind is looked for by itself, for one word may be of several kinds.
_KINDS = {
    "tone": "tones",
    "joined": "tones",
    "adverb": "tones",
    "mask": "tones",
    "talk": "talks",
    "manner": "talks",
    "verb": "verbs",
    "copula": "copulas",
    "joiner": "fillers",
    "between": "fillers",
    "wished": "wished",
    "other": "other",
    "when": "when",
    "alone": "alone",
    "about": "abouts",
}
_CLAUSE_ENDS = re.compile(r"[,;:!?—\n，。；：！？]|\.(?=\s)")
_PREDICATE_WORDS = 8
_LONGEST_GAP = 60
_LONGEST_CLAUSE = 500
"""Characters beyond which nothing is looked for: a text without a stop must not take the square of its length."""
_RATING = frozenset({"tone", "joined", "adverb", "alone"})


class ToneWord(NamedTuple):
    """A word that rates a talk, of the kinds `tone`, `joined`, `adverb` and `alone`.

    A `joined` word does so only beside another ("direct" in "frank and direct"), an `adverb` only beside a verb.
    """

    kind: str
    code: str
    warmth: int


class ToneMatch(NamedTuple):
    """Characters `start` to `end` (exclusive) rate a talk, named by `talk_start` to `talk_end`.

    `codes` in the order of the words; `warmth` (-3 to 3) is their sum: "candid and constructive" is 0. `other_talk` if
    the words around speak of another talk than the one that the text is about ("their earlier frank exchange").
    """

    start: int
    end: int
    codes: tuple[str, ...]
    warmth: int
    talk_start: int
    talk_end: int
    other_talk: bool


class _Run(NamedTuple):
    start: int
    end: int
    words: tuple[ToneWord, ...]


_Match = PhraseMatch[ToneWord]
_START, _END = attrgetter("start"), attrgetter("end")


class _Named(NamedTuple):
    """Where a text names a talk, each in the order of the ends."""

    talks: tuple[_Match, ...]
    """Talks and manners of talking ("in a frank manner")."""
    verbs: tuple[_Match, ...]
    proper: tuple[_Match, ...]
    """Talks alone."""
    proper_or_verbs: tuple[_Match, ...]
    talks_or_verbs: tuple[_Match, ...]

    @classmethod
    def of(cls, text: str, language: str) -> "_Named":
        talks, verbs = _matcher("talks", language).find(text), _matcher("verbs", language).find(text)
        proper = tuple(talk for talk in talks if talk.value.kind == "talk")
        return cls(*map(_by_end, (talks, verbs, proper, (*proper, *verbs), (*talks, *verbs))))


def _by_end(words: Iterable[_Match]) -> tuple[_Match, ...]:
    return tuple(sorted(words, key=_END))


@cache
def _words(language: str) -> tuple[tuple[str, ToneWord], ...]:
    """Return the forms of a language and what they are, in the order of the file."""
    found: list[tuple[str, ToneWord]] = []
    for row in rows("tone_words.csv", _COLUMNS):
        kind = row.choice("kind", frozenset(_KINDS))
        word = ToneWord(kind, row["code"], whole_number(row, "warmth", -3, 3))
        if not row["form"] or (kind in _RATING and not word.code):
            raise row.bad("the form is empty, or a tone has no code")
        if row.choice("language", LANGUAGES) == language:
            found.append((row["form"], word))
    return tuple(found)


@cache
def _matcher(of: str, language: str) -> PhraseMatcher[ToneWord]:
    return PhraseMatcher(
        (
            (form, None if word.kind == "mask" else word)
            for form, word in _words(language)
            if _KINDS[word.kind] == of or (word.kind == "mask" and of == "talks")
        ),
        language,
    )


def find_tone(text: str, language: str) -> tuple[ToneMatch, ...]:
    """Return the words that rate a talk, in the order of the text; words of one rating stand together."""
    runs = _runs(text, language)
    alone = _matcher("alone", language).find(text)
    if not runs and not alone:
        return ()
    named = _Named.of(text, language)
    found: list[ToneMatch] = []
    for run in runs:
        talk = _talk_of(text, language, run, named)
        if talk is not None:
            found.append(_match(text, language, run, talk))
    for match in alone:
        before = _in_sentence_before(text, match.start, named.talks_or_verbs)
        if before is not None and _leads_to(text[before.end : match.start], language):
            run = _Run(match.start, match.end, (match.value,))
            found.append(_match(text, language, run, (before.start, before.end)))
    return tuple(sorted(match for match in found if not _is_wished(text, language, match)))


def names_talk(text: str, language: str) -> bool:
    """Tell whether the words name a talk (call, meeting, беседа, 会谈), whatever is said of it."""
    return any(match.value.kind == "talk" for match in _matcher("talks", language).find(text))


def tone_words(text: str, language: str) -> tuple[tuple[int, int], ...]:
    """Return where words stand that could rate a talk, whether they do or not: all that `find_tone` may return."""
    runs = [(run.start, run.end) for run in _runs(text, language)]
    return tuple(sorted({*runs, *((match.start, match.end) for match in _matcher("alone", language).find(text))}))


def tone_words_near(text: str, language: str) -> list[int]:
    """Return characters in whose sentences alone there may be `tone_words`: a quick look before the real one."""
    low = lowered(levelled(simplified(text) if language in UNSPACED else text))
    return sorted({at for of in ("tones", "alone") for at in _matcher(of, language).beginnings(low)})


def _leads_to(gap: str, language: str) -> bool:
    """Tell whether a gap leads from a talk to its topics: "discussed", "consulted on", but not "cooperation across"."""
    for match in _matcher("abouts", language).find(gap):
        if _is_filled(gap, 0, match.start, language) and _is_filled(gap, match.end, len(gap), language):
            return True
    return _is_filled(gap, 0, len(gap), language)


def _runs(text: str, language: str) -> tuple[_Run, ...]:
    """Return tone words with nothing but commas, "and", "very" between them as one."""
    grouped: list[list[PhraseMatch[ToneWord]]] = []
    for match in _matcher("tones", language).find(text):
        if grouped and _is_filled(text, grouped[-1][-1].end, match.start, language):
            grouped[-1].append(match)
        else:
            grouped.append([match])
    return tuple(
        _Run(group[0].start, group[-1].end, tuple(match.value for match in group))
        for group in grouped
        if any(match.value.kind in {"tone", "adverb"} for match in group)
    )


def _is_filled(text: str, start: int, end: int, language: str) -> bool:
    """Tell whether between two places of a line stands nothing but commas and the words that may stand there."""
    if not 0 <= end - start <= _LONGEST_GAP:
        return False
    gap = text[start:end]
    if "\n" in gap:
        return False
    left = list(gap)
    for match in _matcher("fillers", language).find(gap):
        left[match.start : match.end] = " " * (match.end - match.start)
    return not "".join(left).strip(" ,、，\u00a0")


def _talk_of(text: str, language: str, run: _Run, named: _Named) -> tuple[int, int] | None:
    """Return where the talk stands that the run rates, None if it rates no talk."""
    if run.words[-1].kind == "adverb":
        near = (*_just_before(named.verbs, run.start), *_just_behind(named.verbs, run.end))
        return next(((verb.start, verb.end) for verb in near if _is_beside(text, language, verb, run)), None)
    for talk in _just_behind(named.talks, run.end):
        if _is_filled(text, run.end, talk.start, language):
            if talk.value.kind == "talk":
                return talk.start, talk.end
            # Disputes are settled "in a constructive manner" too: a manner needs a talk before it.
            said = _in_sentence_before(text, run.start, named.proper_or_verbs)
            return (said.start, said.end) if said is not None else None
    return _predicated(text, language, run, named)


def _just_before(words: tuple[_Match, ...], at: int) -> tuple[_Match, ...]:
    return words[bisect_left(words, at - _LONGEST_GAP, key=_END) : bisect_right(words, at, key=_END)]


def _just_behind(words: tuple[_Match, ...], at: int) -> tuple[_Match, ...]:
    return words[bisect_left(words, at, key=_START) : bisect_right(words, at + _LONGEST_GAP, key=_START)]


def _is_beside(text: str, language: str, verb: _Match, run: _Run) -> bool:
    return _is_filled(text, verb.end, run.start, language) or _is_filled(text, run.end, verb.start, language)


def _predicated(text: str, language: str, run: _Run, named: _Named) -> tuple[int, int] | None:
    """Return the talk before a run that is said of it ("the talks were businesslike", 会谈坦诚深入)."""
    talk = _in_sentence_before(text, run.start, named.proper)
    if talk is None:
        return None
    between = text[talk.end : run.start]
    if language in UNSPACED:
        ends = run.end == len(text) or bool(re.match(r"[的，。；、！\s]", text[run.end :]))
        copulas = _matcher("copulas", language).find(between)
        bare = "".join(
            char for at, char in enumerate(between) if not any(copula.start <= at < copula.end for copula in copulas)
        )
        return (talk.start, talk.end) if ends and _is_filled(bare, 0, len(bare), language) else None
    if _CLAUSE_ENDS.search(between) or len(between.split()) > _PREDICATE_WORDS:
        return None
    for copula in _matcher("copulas", language).find(between):
        if _is_filled(between, copula.end, len(between), language):
            return talk.start, talk.end
    return None


def _in_sentence_before(text: str, at: int, words: tuple[_Match, ...]) -> _Match | None:
    """Return the nearest of the words, in the order of their ends, before `at` in its sentence."""
    ended = bisect_right(words, at, key=_END)
    if not ended or at - words[ended - 1].end > _LONGEST_CLAUSE:
        return None
    nearest = words[bisect_left(words, words[ended - 1].end, key=_END)]
    return None if SENTENCE_ENDS.search(text, nearest.end, at) else nearest


def _match(text: str, language: str, run: _Run, talk: tuple[int, int]) -> ToneMatch:
    codes = dict.fromkeys((word.code, word.warmth) for word in run.words)
    warmth = max(-3, min(3, sum(warmth for _, warmth in codes)))
    start, end = _clause(text, min(run.start, talk[0]), max(run.end, talk[1]))
    inner = max(run.end, talk[1])
    other = _matcher("other", language).find(text[start:inner]) or _matcher("when", language).find(text[start:end])
    return ToneMatch(run.start, run.end, tuple(dict.fromkeys(code for code, _ in codes)), warmth, *talk, bool(other))


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    return between_ends(text, start, end, _CLAUSE_ENDS, reach=_LONGEST_CLAUSE)


def _is_wished(text: str, language: str, match: ToneMatch) -> bool:
    """Tell whether the talk is called for or looked forward to; then nothing rates it."""
    first = min(match.start, match.talk_start)
    start, _ = _clause(text, first, match.end)
    return bool(_matcher("wished", language).find(text[start:first]))

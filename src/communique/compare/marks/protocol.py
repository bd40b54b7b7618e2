"""Who asked for a meeting, in which format it was held, who speaks together, which lists are open, what is ritual."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from communique.codebook.matching import UNSPACED, between_ends
from communique.codebook.protocol import ProtocolMark, find_marks, formats
from communique.codebook.tone import names_talk
from communique.compare.marks.spans import Range, within

_NAME_ENDS = re.compile(r"[,.;:—()\n，。；：]|\s(?:and|to|и|для)\s")


@dataclass(frozen=True, slots=True)
class Request:
    """Words that say who asked for the meeting.

    `who_in` is the range in which the asking side is named, None if the words leave it out (应约, "as agreed").
    """

    start: int
    end: int
    mark: str
    who_in: Range | None


@dataclass(frozen=True, slots=True)
class FormatUse:
    """Words for the format of a meeting, with its rank (1 a letter to 9 a state visit) and its role in a sentence."""

    start: int
    end: int
    format: str
    rank: int
    role: str


def requests_in(text: str, language: str, body: Sequence[Range]) -> tuple[Request, ...]:
    """Return the words by which an account says who asked, in the order of the text.

    Only in sentences that speak of a talk: treaties too are adopted "at the initiative of" somebody.
    """
    return tuple(
        Request(mark.start, mark.end, mark.mark, _who_in(text, language, mark))
        for mark in within(find_marks(text, language, "request"), body)
        if _speaks_of_talk(text, language, mark)
    )


def _speaks_of_talk(text: str, language: str, mark: ProtocolMark) -> bool:
    start, end = between_ends(text, mark.start, mark.end)
    sentence = text[start:end]
    return names_talk(sentence, language) or bool(find_marks(sentence, language, "format"))


def _who_in(text: str, language: str, mark: ProtocolMark) -> Range | None:
    # Chinese puts the name inside the words: 应…邀请.
    if mark.mark == "asked_by_named" or (mark.mark == "invited_by" and language in UNSPACED):
        return mark.start, mark.end
    if mark.mark in {"asked_by", "invited_by"}:
        ending = _NAME_ENDS.search(text, mark.end)
        end = ending.start() if ending else len(text)
        return _trimmed(text, mark.end, end)
    if mark.mark == "asked_own":
        return _trimmed(text, between_ends(text, mark.start, mark.end)[0], mark.start)
    return None


def _trimmed(text: str, start: int, end: int) -> Range | None:
    words = text[start:end]
    bare = words.strip()
    at = start + words.index(bare)
    return (at, at + len(bare)) if bare else None


def formats_in(text: str, language: str, body: Sequence[Range]) -> tuple[FormatUse, ...]:
    """Return every format that the body names, in the order of the text."""
    known = formats()
    return tuple(
        FormatUse(mark.start, mark.end, mark.mark, known[mark.mark].rank, known[mark.mark].role)
        for mark in within(find_marks(text, language, "format"), body)
    )


def format_of(text: str, language: str, body: Sequence[Range]) -> FormatUse | None:
    """Return the format of the meeting: that of the first sentence that names one.

    In it a manner goes before an act (a call by video is a video call) and an act before its setting (talks on a state
    visit are talks); who "spoke" on the margins of a summit did not call. None if no sentence names a format.
    """
    uses = formats_in(text, language, body)
    if not uses:
        return None
    _, end = between_ends(text, uses[0].start, uses[0].end)
    order = ("manner", "act", "setting")
    here = [use for use in uses if use.start < end]
    first = min(here, key=lambda use: (order.index(use.role), use.start))
    if first.format == "call":
        return next((use for use in here if use.format == "sideline"), first)
    return first


def marks_in(text: str, language: str, body: Sequence[Range], kind: str) -> tuple[ProtocolMark, ...]:
    """Return the marks of one kind: `joint` speakers, words of an `open_list`, or ritual (`frame`)."""
    return tuple(within(find_marks(text, language, kind), body))

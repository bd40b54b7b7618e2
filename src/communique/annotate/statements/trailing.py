"""Cues behind or inside their words: “…, he said”, “…, he said, …”."""

import re

from spacy.tokens import Token

from communique.annotate.clause import FINITE
from communique.annotate.statements.beside import opening_of
from communique.annotate.statements.draft import Range
from communique.annotate.statements.site import (
    CLOSING,
    SUBORDINATORS,
    VERBAL,
    Complement,
    Site,
    is_time,
    quote_end,
    skip_space,
)

_CLOCK = re.compile(r"\d{1,2}[.:]\d\d")
_INTERRUPTING = frozenset({",", "—", "–", "--", "-", "and", "but"})
_AFTER_TRAILING = frozenset({*CLOSING, ".", ";", ")", ":", "and", "but", "while", "as"})


def trailing(site: Site) -> Complement | None:
    """Find "…, he said" and "…, he said, …": what stands before the cue (and after it) is what was said."""
    if site.cue.beside is not None:
        return _behind_quotation(site)
    if not site.verb.clause and site.verb.object == "predicated":
        return None
    reading, token, words = site.reading, site.token, site.words
    group, addressee = site.group, site.addressee
    first, last = reading.sentence(token.i)
    start, end = group
    if token.tag_ in {"VBG", "VB"}:
        return None
    before = start - 1
    while before > first and words[before].isspace():
        before -= 1
    if before < first or not (words[before] in CLOSING or reading.ends_quotation(before)):
        return None
    while end < last and words[end].isspace():
        end += 1
    quoted_left = reading.quotation_at[before] >= 0 and words[before] != ","
    if not quoted_left and (token.dep_ == "relcl" or (token.dep_ == "conj" and _shares_subject(site))):
        return None
    if quoted_left and end < last and (words[end] == "that" or reading.quotation_at[end] >= 0):
        return None
    if not quoted_left and end < last and words[end] not in _AFTER_TRAILING and not _is_adjunct_start(site, end):
        return None
    if _infinitive_follows(site, end, last):
        return None
    if any(child.dep_ in {"ccomp", "xcomp"} and child.i > token.i and _is_that(child) for child in token.rights):
        return None
    colon = end < last and words[end] == ":"
    opens_right = end + 1 < last and words[end] == "," and reading.quotation_at[skip_space(site, end + 1)] >= 0
    left = _left_start(site, first, before + 1)
    if left >= before + 1:
        return None
    if not quoted_left and _has_own_words(site, left, end):
        return None
    if opens_right and not quoted_left and (not site.reading.has_finite(left, before) or _tells(site, left, before)):
        # "On Monday, he said, “…”": the words before are no clause; "She said it failed, and, he said, “…”": not his
        return None
    if not quoted_left and not opens_right and not site.reading.has_finite(left, before) and end >= last - 1:
        return None
    if words[start] in {"who", "which", "that"}:
        return None
    ranges = [(left, before + 1)]
    if colon:
        return _and_quotation(site, end, last, ranges) if site.reading.has_finite(left, before) else None
    rest = _continuation(site, end, last, left, before)
    if rest is not None:
        ranges.append(rest)
    elif not quoted_left and not site.reading.has_finite(left, before):
        return None
    return Complement(ranges, group, [], addressee, trailing=True)


def _has_own_words(site: Site, left: int, end: int) -> bool:
    """Tell whether the cue's words follow it: "Because time is short, they concurred on the need", "To save it, …"."""
    opens = site.doc[left].tag_ in {"IN", "TO"} and site.words[left] not in SUBORDINATORS
    own = end < len(site.words) and site.words[end] in site.verb.prepositions and not is_time(site.doc[end])
    return opens and own


def _behind_quotation(site: Site) -> Complement | None:
    """Find the words of a cue beside a quotation: that, what precedes it in its sentence, and a second one."""
    reading, words, group = site.reading, site.words, site.group
    first, last = reading.sentence(site.token.i)
    behind = opening_of(reading, site.token)
    if behind is None:
        return None
    before = behind - 1
    while before > first and reading.quotation_at[before] < 0:
        before -= 1
    quoted, _ = reading.quotation_tokens(reading.quotation_at[before], before)
    left = quoted if quoted > first and words[quoted - 1] == ":" else _left_start(site, first, before + 1)
    ranges = [(left, before + 1)]
    second = _second_quotation(site, last)
    if second is not None:
        ranges.append((second, quote_end(site, second, last)))
    else:
        rest = _continuation(site, group[1], last, left, before)
        if rest is not None:
            ranges.append(rest)
    return Complement(ranges, group, [], site.addressee, trailing=True)


def _second_quotation(site: Site, last: int) -> int | None:
    """Return where the quotation goes on behind its cue: “…,” he said of the talks, “…”."""
    marks, at = site.reading.quotation_at, max(site.group[1], site.token.i + 1)
    while at < last:
        if marks[at] >= 0:
            before = at - 1
            while before > site.token.i and site.words[before].isspace():
                before -= 1
            return at if site.words[before] in _INTERRUPTING else None
        if (at in site.reporting and at > site.token.i) or site.words[at] == ";":
            return None
        at += 1
    return None


def _and_quotation(site: Site, colon: int, last: int, ranges: list[Range]) -> Complement | None:
    """Find "Readouts are mirrors, said the former ambassador: “…”"; the speaker must stand behind the verb."""
    at = skip_space(site, colon + 1)
    behind = site.speaker is not None and site.speaker.tokens[0] > site.token.i
    if not behind or at >= last or site.reading.quotation_at[at] < 0:
        return None
    return Complement([*ranges, (at, quote_end(site, at, last))], site.group, [], site.addressee, trailing=True)


def _tells(site: Site, start: int, end: int) -> bool:
    return any(at in site.reporting and site.reporting[at].kind != "think" for at in range(start, end))


def _infinitive_follows(site: Site, at: int, last: int) -> bool:
    """Tell whether ", to travel" follows: the words said stand behind an apposition to the listener."""
    at = skip_space(site, at + 1) if at < last and site.words[at] == "," else at
    return at + 1 < last and site.doc[at].tag_ == "TO" and site.doc[at + 1].tag_ == "VB"


def _is_adjunct_start(site: Site, at: int) -> bool:
    return (
        site.doc[at].dep_ in {"prep", "advmod", "npadvmod", "mark", "advcl", "agent"}
        and site.doc[at].lower_ not in SUBORDINATORS
    )


def _is_that(clause: Token) -> bool:
    return any(child.lower_ in SUBORDINATORS and child.dep_ == "mark" for child in clause.lefts)


def _shares_subject(site: Site) -> bool:
    """Tell whether a joined verb has no subject of its own, not even one that the parser took for an apposition."""
    if any(child.dep_ in {"nsubj", "nsubjpass"} for child in site.token.children):
        return False
    speaker = site.speaker
    beside = speaker is not None and speaker.tokens[1] == site.token.i and site.words[speaker.tokens[0] - 1] == ","
    return not beside


def _left_start(site: Site, first: int, end: int) -> int:
    """Return where the words before a trailing cue begin: the sentence, or after an earlier speech act in it."""
    start = first
    while start < end and (
        site.words[start].isspace()
        or _CLOCK.fullmatch(site.words[start])
        or site.words[start] in {"but", "and", ",", "-", "–", "—", "--", ".", "•", "*"}
    ):
        start += 1
    return start


def _continuation(site: Site, end: int, last: int, left: int, before: int) -> Range | None:
    """Return what follows a cue inside its words: a second quotation, or the rest of the clause."""
    reading, words = site.reading, site.words
    if end >= last or words[end] not in {",", "—", "–", "--", "-", "and", "but"}:
        return None
    at = skip_space(site, end + 1) if words[end] not in {"and", "but"} else end
    if at >= last:
        return None
    if reading.quotation_at[at] >= 0:
        return at, quote_end(site, at, last)
    if any(
        index in site.reporting and site.doc[index].tag_ in {"VBG", "VBD"} for index in range(at, min(at + 3, last))
    ):
        return None
    starts = site.doc[at]
    if words[at] == "that" and site.doc[before - 1].tag_ in VERBAL:
        return at, last  # "he never dreamed, he said, that his country …"
    if starts.tag_ in {"VBG", "IN", "WP", "WDT", "WRB", "RB"} and site.reading.has_finite(left, before):
        return None
    limit = next(
        (
            index
            for index in range(at, last)
            if index in site.reporting
            and site.reporting[index].kind != "think"
            and site.words[index - 1] in {",", "and", "he", "she", "who"}
            and reading.quotation_at[index] < 0
        ),
        last,
    )
    if limit < last:
        return None
    outside = [index for index in range(left, before) if reading.quotation_at[index] < 0]
    if any(site.doc[index].tag_ in FINITE for index in outside) and starts.tag_ not in {
        "CC",
        "VBD",
        "VBZ",
        "VBP",
        "MD",
    }:
        return None
    if not site.reading.has_finite(at, last):
        return None
    if starts.tag_ == "CC" and not site.reading.has_finite(at, last):
        return None
    return at, last

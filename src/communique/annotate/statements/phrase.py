"""Noun phrases as ranges of tokens: where a name ends that a quotation, a source or a clause follows."""

from spacy.tokens import Token

from communique.annotate.statements.draft import Named, Range
from communique.annotate.statements.reading import Reading
from communique.codebook.reporting import words_for

_LONGEST = 45
_LONGEST_TITLE = 9
_ASIDE = frozenset({"quoting", "citing", "as"})  # "Oslo, as you know, has announced"


def phrase(reading: Reading, head: Token, *, not_at: Token | None = None) -> Range:
    """Return the tokens of the noun phrase that `head` heads, appositions included, cut at quotation marks."""
    start, end = head.left_edge.i, head.right_edge.i + 1
    joined = any(child.dep_ == "conj" for child in head.rights)
    if not joined and (head.tag_ in {"PRP", "WP", "WDT"} or head.lower_ in {"who", "which", "that"}):
        return head.i, head.i + 1
    if not_at is not None and start <= not_at.i < end:
        start, end = (start, not_at.i) if head.i < not_at.i else (not_at.i + 1, end)
    first, last = reading.sentence(head.i)
    start, end = max(start, first), min(end, last)
    end = next((at for at in range(head.i + 1, end) if _names_a_source(reading, at)), end)
    start, end = _within_quotation(reading, head.i, start, end)
    if end - start > _LONGEST:
        comma = next((at for at in range(head.i + 1, end) if reading.words[at] in {",", "who", "which"}), end)
        end = comma
    return trim(reading, start, end)


def named(reading: Reading, head: Token, verb: Token | None = None) -> Named:
    """Return the noun phrase around `head`; of a partitive ("one of the officials") the whole."""
    start, end = phrase(reading, head, not_at=verb)
    while start < head.i and reading.words[start] in {"even", "only", "just"}:
        start += 1
    if end - 2 > head.i and reading.words[end - 2] == "on" and reading.words[end - 1] in words_for("calendar"):
        end -= 2  # "the minister on Sunday praised": the day is that of the verb, wherever the parser hangs it
    return Named((start, max(end, start + 1)), head)


def clause_start(preposition: Token) -> int:
    """Return where a phrase ends: before a clause on its noun without "who" or "which" ("in a release he said …")."""
    for noun in preposition.rights:
        for clause in noun.rights:
            edge = clause.left_edge
            if clause.dep_ == "relcl" and edge.tag_ not in {"WP", "WDT", "WP$", "WRB", "IN", ","}:
                return edge.i
    return preposition.right_edge.i + 1


def trim(reading: Reading, start: int, end: int) -> Range:
    """Drop spaces and separating punctuation from both ends of a range."""
    words = reading.words
    while start < end and (
        words[start].isspace() or words[start] in {",", ";", ":", ".", "-", "—", "–", "--", "(", ")"}
    ):
        start += 1
    while end > start and (words[end - 1].isspace() or words[end - 1] in {",", ";", ":", "-", "—", "–", "--", "("}):
        end -= 1
    if end > start and words[end - 1] == "." and end - 1 > start:
        end -= 1
    return start, end


def _names_a_source(reading: Reading, at: int) -> bool:
    """Tell whether what follows a name is no part of it: a source, "as you know"."""
    words = reading.words
    return words[at : at + 2] == ["according", "to"] or (words[at] in _ASIDE and words[at - 1] == ",")


def _within_quotation(reading: Reading, at: int, start: int, end: int) -> Range:
    """Cut a range so that no quotation stands in it by halves, keeping the side of token `at`."""
    marks = reading.quotation_at
    last = marks[end - 1]
    if last >= 0 > marks[at]:
        opened, closed = reading.quotation_tokens(last, end - 1)
        if opened > at and closed - opened <= _LONGEST_TITLE:
            return start, closed
    for index in range(at, end):
        if marks[index] != marks[at]:
            opened = marks[index]
            if opened >= 0 and (end >= len(marks) or marks[end] != opened or marks[end - 1] != opened):
                continue
            if opened < 0 or marks[min(end, len(marks) - 1)] == opened:
                end = index
                break
    for index in range(at, start - 1, -1):
        if marks[index] != marks[at] and (marks[at] >= 0 or (start > 0 and marks[start - 1] == marks[index])):
            start = index + 1
            break
    return start, end

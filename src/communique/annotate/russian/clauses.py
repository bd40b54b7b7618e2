"""What hangs on a Russian verb: its subject, and stretches of the text without stray marks."""

from collections.abc import Iterable, Sequence

from communique.annotate.russian.parsing import Word
from communique.codebook.russian import reporting_verbs
from communique.model import Span

_OPENERS = frozenset({"и", "а", "также", "что", "особо", "отдельно"})
_STOPS = frozenset(".,;:!?…–—-")


def is_passive(verb: Word) -> bool:
    """Tell whether what stands as the subject is what was said: "подчёркнута", "отмечалось"."""
    if verb.is_short_passive:
        return True
    known = reporting_verbs().get(verb.lemma, ())
    return verb.lemma.endswith("ся") and bool(known) and all(one.object == "content" for one in known)


def subject_of(verb: Word, depth: int = 4) -> Word | None:
    """Return the subject of a verb, or the one that it shares with the verb that it is joined to or hangs on."""
    own = [child for child in verb.children if child.rel == "nsubj" and child.case in {"Nom", ""}]
    own = own or [child for child in verb.children if child.rel == "nsubj"]
    if own:
        return own[0]
    if depth == 0 or verb.head is None:
        return None
    if verb.rel in {"conj", "parataxis"} and verb.head.pos in {"VERB", "AUX", "ADJ"} and not is_passive(verb.head):
        return subject_of(verb.head, depth - 1) if verb.is_plural == verb.head.is_plural or verb.is_gerund else None
    if verb.is_gerund or verb.rel == "xcomp":
        head = next((one for one in verb.ancestors() if one.pos in {"VERB", "AUX", "ADJ"}), None)
        return subject_of(head, depth - 1) if head is not None and not is_passive(head) else None
    return None


def spans_of(words: Sequence[Word]) -> tuple[Span, ...]:
    """Return the stretch from the first to the last of the words."""
    return (Span(start=words[0].start, end=words[-1].end),) if words else ()


def end_of(text: str, words: Iterable[Word]) -> tuple[Span, ...]:
    """Return the stretch of the words without commas and stops at its ends; nothing where no letter is left."""
    found = list(words)
    while found and (found[0].text in _STOPS or found[0].low in _OPENERS):
        del found[0]
    while found and (found[-1].text in _STOPS or found[-1].low in _OPENERS):
        del found[-1]
    if [word.low for word in found[-3:]] == [",", "в", "частности"]:
        return end_of(text, found[:-3])
    if not found:
        return ()
    start, end = found[0].start, found[-1].end
    # A closing mark whose opening one is inside belongs to the stretch.
    for opening, closing in (("«", "»"), ("(", ")"), ("“", "”")):
        inside = text[start:end]
        if inside.count(opening) > inside.count(closing) and text[end : end + 1] == closing:
            end += 1
    return (Span(start=start, end=end),)

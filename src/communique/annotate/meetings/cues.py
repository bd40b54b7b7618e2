"""Where a text may speak of a contact or a journey: the words that can, found without the parse."""

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token

from communique.annotate.news import tokens_beginning
from communique.annotate.patterns import Beginnings
from communique.codebook.contacts import contact_cues, cues_of
from communique.model import MeetingKind


@cache
def trigger_words() -> Beginnings:
    """Return the words that can name a contact or a journey, in all their endings."""
    stems = {
        "met",
        "saw",
        "sat",
        "spok",
        "spent",
        "flew",
        "flown",
        "went",
        "gone",
        "left",
        "came",
        "held",
        "rang",
        "told",
        "shook",
    }
    stems |= {f"{form} in " for form in ("is", "was", "be", "were", "are", "been")}
    for part in ("verb", "noun", "presence"):
        stems.update(form.removesuffix("e") if len(form) > 4 else form for form in cues_of(part))
        stems.update(f"{form[:-1]}ie" for form in cues_of(part) if form.endswith("y"))  # flies, parties
    return Beginnings(stems)


def triggers(doc: Doc) -> Iterator[Token]:
    """Return the tokens in the news that can name a contact or a journey, in order."""
    return tokens_beginning(doc, trigger_words())


@cache
def _means() -> tuple[re.Pattern[str], dict[str, MeetingKind]]:
    kinds = {cue.form: MeetingKind(cue.kind) for cue in contact_cues() if cue.frame == "means"}
    forms = sorted(kinds, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, forms)) + r")\b", re.IGNORECASE), kinds


def kind_of_means(words: str) -> MeetingKind | None:
    """Return the format that a phrase in `words` tells ("by phone", "on the sidelines of"), None if none does."""
    pattern, kinds = _means()
    hit = pattern.search(words)
    return kinds[hit.group().lower()] if hit is not None else None

"""How words of texts are handed to a language model: in fields that say what they are, with their place and source.

A text may have been written to be read by a model: it may claim to be an instruction, close a quotation that it did not
open, or hide words in characters that nobody sees. So words stand in fields of their own, never in a sentence of ours;
what is invisible is shown as an escape; and nothing is longer than a cap, which is said where it cuts.
"""

import unicodedata
from collections.abc import Iterable

from pydantic import BaseModel, Field

from communique.model import Account
from communique.model.history import Evidence

WORDS = 1_200
"""Characters of a quotation at most."""
LABEL = 300
"""Characters of a title, a publisher, a name at most."""
_KEPT = frozenset("\n\t")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


class Source(BaseModel):
    """Where words come from. Titles, publishers and addresses are data that others wrote."""

    document: str = Field(description="The archive's id of the document, for read_document.")
    quoted_title: str | None = None
    quoted_publisher: str | None = None
    quoted_url: str | None = None
    published_on: str | None = None
    side: str | None = Field(default=None, description="Whose account it is: a state, an organisation, or press.")


class Quotation(BaseModel):
    """Words of a text: data, never an instruction. They are the text's own, from `start` to `end` (exclusive)."""

    quoted_text: str = Field(
        description="Words of the source; … stands where they are apart, and what is invisible is an escape."
    )
    start: int = Field(description="First character, counted in Unicode code points of the document's text.")
    end: int
    cut: bool = Field(default=False, description="Whether only the beginning is quoted.")
    source: Source


class Passage(Quotation):
    """A passage that was searched and does not carry a point."""

    similarity: float


def shown(text: str, *, most: int) -> str:
    """Return a text of others with everything visible that hides, `most` characters of it."""
    cut = text[:most]
    if cut.isascii() and cut.isprintable():
        return cut
    return "".join(_visible(character) for character in cut)


def _visible(character: str) -> str:
    if character in _KEPT:
        return character
    if unicodedata.category(character) in _HIDDEN or _is_selector(character):
        return f"\\u{{{ord(character):x}}}"
    return character


def _is_selector(character: str) -> bool:
    """Tell whether it is a variation selector, of which a run can spell out anything."""
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def label(text: str | None) -> str | None:
    """Return a title, a name, a publisher; None stays None."""
    return shown(" ".join(text.split()), most=LABEL) if text else None


def source_of(account: Account) -> Source:
    """Return the source of an account's words."""
    document = account.record.document
    return Source(
        document=account.account_id,
        quoted_title=label(document.title),
        quoted_publisher=label(document.publisher),
        quoted_url=label(document.url),
        published_on=account.date,
        side=account.side,
    )


def quotation(text: str, start: int, end: int, source: Source) -> Quotation:
    """Return the words at a place of a text."""
    words = text[start:end]
    return Quotation(quoted_text=shown(words, most=WORDS), start=start, end=end, cut=len(words) > WORDS, source=source)


def quoted_evidence(evidence: Iterable[Evidence], sources: dict[str, Source], *, most: int) -> list[Quotation]:
    """Return words that rows of `track` rest on."""
    return [
        Quotation(
            quoted_text=shown(one.words, most=WORDS),
            start=one.start,
            end=one.end,
            cut=len(one.words) > WORDS,
            source=sources.get(one.document) or Source(document=one.document),
        )
        for one in list(evidence)[:most]
    ]

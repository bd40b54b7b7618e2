"""Text -> document. The text stays as it was received: line ends, control characters and odd spaces included."""

from collections.abc import Iterable
from typing import Unpack

from communique.codebook.publishers import find_publisher
from communique.errors import BadDate, EmptySource, TooLarge
from communique.model import Document, Failure
from communique.read.characters import without_surrogates
from communique.read.language import given_language, language_of
from communique.read.published import date_of_stamp
from communique.read.published import published_on as date_publication
from communique.read.reading import Facts, Given, Reading

LONGEST = 10_000_000
"""Characters of a text and bytes of a file: more than any page or readout has (Media Cloud caps pages there, too)."""


def read_text(
    text: str,
    *,
    document_id: str,
    **given: Unpack[Facts],
) -> Reading:
    """Make a document of a plain text; a byte order mark at its start belongs to the file and is dropped.

    Raises EmptySource for white space only, TooLarge above ten million characters, BadDate for a `published_on` that
    is no date. Lone surrogates become U+FFFD, each with a failure.
    """
    check_size(len(text), document_id, "characters")
    clean, failures = without_surrogates(text.removeprefix("\ufeff"))
    return document_of(clean, document_id=document_id, given=Given(**given), failures=failures)


def document_of(
    text: str,
    *,
    document_id: str,
    given: Given,
    failures: tuple[Failure, ...] = (),
    declared_dates: Iterable[str] = (),
    hinted_dates: Iterable[str] = (),
    labelled_language: str | None = None,
    encoding: str | None = None,
) -> Reading:
    """Build the document of a clean `text`: its date, language and what was given. Raises EmptySource."""
    if not text.strip(_NOTHING):
        raise EmptySource(f"{document_id} holds no text")
    dated = date_publication(
        text,
        given=partial_date(given.published_on),
        declared=declared_dates,
        hinted=hinted_dates,
        url=given.url,
        country=_country(given),
    )
    document = Document.of(
        document_id,
        text,
        title=given.title,
        url=given.url,
        publisher=given.publisher,
        language=given_language(given.language, text) or language_of(text, labelled=labelled_language),
        published_on=dated.published_on,
        extra=given.extra,
    )
    return Reading(document, (*failures, *dated.failures), encoding)


def partial_date(value: str | None) -> str | None:
    """Return a date that was given, a time stamp cut to its day; raise BadDate if it is neither."""
    if value is None or not value.strip():
        return None
    found = date_of_stamp(value)
    if found is None:
        raise BadDate(f"{value[:60]!r} is not a date of the form YYYY-MM-DD, YYYY-MM or YYYY")
    return found


_NOTHING = (
    " \t\r\n\v\f\0\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u200b\u2028\u2029\u202f\u205f\u3000\ufeff"
)
"""White space, NUL, and characters without width: a text of nothing else is empty."""


def check_size(length: int, name: str, unit: str) -> None:
    """Raise TooLarge for more than ten million characters or bytes."""
    if length > LONGEST:
        raise TooLarge(f"{name} has {length:,} {unit}; at most {LONGEST:,} are read")


def _country(given: Given) -> str | None:
    publisher = find_publisher(name=given.publisher, url=given.url)
    return publisher.country if publisher else None

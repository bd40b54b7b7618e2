"""The only file that knows the order of the stages: read -> annotate -> record -> compare."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Unpack

from communique.annotate.documents import Task, annotate
from communique.annotate.reader import check_language, reader_for
from communique.codebook.genres import genre_told
from communique.codebook.publishers import publisher_of
from communique.codebook.version import codebook_version
from communique.compare import compare as compare_accounts
from communique.compare.meaning import WORDS
from communique.compare.sides import own_side
from communique.errors import AnnotationError, ComponentFailed, UnsupportedLanguage
from communique.model import (
    PRESS,
    Account,
    Comparison,
    Document,
    Failure,
    MadeBy,
    Passage,
    Record,
    SideKnownBy,
)
from communique.read import Facts, Reading, read_line, read_text
from communique.read import read_file as read_source
from communique.read.accounts import AccountLine, genre_of, read_account_line, side_at_the_head, side_code
from communique.read.language import tried_as
from communique.read.passages import split_passages
from communique.record import assemble
from communique.version import __version__

__all__ = [
    "compare",
    "compare_lines",
    "made_by",
    "read",
    "read_account",
    "read_accounts",
    "read_file",
    "read_lines",
    "read_texts",
    "records",
]


@cache
def made_by(language: str | None = "en") -> MadeBy:
    """Return what makes the records of this process in a language: package, language model, codebook.

    No language, no model: nothing was analysed. Raises what `annotate.reader.reader_for` does.
    """
    model = reader_for(language).name if language is not None else None
    return MadeBy(version=__version__, language_model=model, codebook=codebook_version())


def read(
    text: str,
    *,
    published_on: str | None = None,
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    language: str | None = None,
    document_id: str = "text",
) -> Record:
    """Read one news story or readout into a record.

    `published_on` (YYYY, YYYY-MM or YYYY-MM-DD) is what "on Sunday" counts from; without it the text's own date header
    or dateline is used, if it has one. `publisher` and `url` tell whose own text it is. Raises EmptySource, TooLarge or
    BadDate; what goes wrong later is in the record's `failures`.
    """
    reading = read_text(
        text,
        document_id=document_id,
        published_on=published_on,
        title=title,
        url=url,
        publisher=publisher,
        language=language,
    )
    return next(records([reading]))


def read_file(path: str | Path, *, document_id: str | None = None, **given: Unpack[Facts]) -> Record:
    """Read one file of text or HTML into a record; its id is the file's name without the ending, if none is given.

    `given` are the facts that `read` takes by the same names. Raises a ReadingError that names the file and says what
    to try; see `read` for the rest.
    """
    return next(records([read_source(path, document_id=document_id, **given)]))


def read_texts(texts: Iterable[str], *, published_on: str | None = None) -> Iterator[Record]:
    """Read many texts of one day, in their order; together they are parsed faster than one by one. See `read`."""
    return records(
        read_text(text, document_id=f"text-{number}", published_on=published_on)
        for number, text in enumerate(texts, start=1)
    )


def read_lines(lines: Iterable[str | bytes], *, first: int = 1) -> Iterator[str]:
    """Yield one record as JSON for each line of a JSON Lines file, in its order; nothing that a line holds stops it.

    `first` is the number of the first line, for messages. In several processes: `communique.scale.lines.read_lines`.
    """
    readings = (read_line(line, number) for number, line in enumerate(lines, start=first))
    return (record.to_json() for record in records(readings))


def records(readings: Iterable[Reading]) -> Iterator[Record]:
    """Turn what was read into records, in the same order; what cannot be analysed keeps its text and passages."""
    waiting: deque[_Waiting] = deque()

    def tasks() -> Iterator[Task]:
        for reading in readings:
            passages = split_passages(
                reading.document.text, title=reading.document.title, publisher=reading.document.publisher
            )
            language, refused = _language(reading.document)
            waiting.append(_Waiting(reading, passages, language, refused))
            if language is not None:
                yield Task(reading.document, passages, _own_side(reading), language)

    for _, doc in annotate(tasks()):
        while waiting[0].language is None:
            yield _bare(waiting.popleft())
        one = waiting.popleft()
        document, made = one.reading.document, made_by(one.language)
        try:
            record = assemble(doc, document, passages=one.passages, failures=one.reading.failures, made_by=made)
        except ValueError as error:  # two layers contradict each other: a fault of ours that costs this record only
            fault = ComponentFailed(f"the record could not be put together: {error}")
            record = _bare(replace(one, refused=fault))
        yield record
    while waiting:
        yield _bare(waiting.popleft())


@dataclass(frozen=True, slots=True)
class _Waiting:
    """What was read and is still to become a record; without a language it is not analysed, `refused` says why."""

    reading: Reading
    passages: tuple[Passage, ...]
    language: str | None
    refused: AnnotationError | None = None


def _language(document: Document) -> tuple[str | None, AnnotationError | None]:
    """Return the language that a document is read in, or None and, if there is anything to read, why not.

    A text whose language is not known is tried as English or Russian, by its letters.
    """
    if not document.text:
        return None, None
    language = document.language
    if language is None:
        language = tried_as(document.text)
    if language is None:
        return None, UnsupportedLanguage("the language of the text was not recognised: say it with --language")
    try:
        check_language(language)
    except AnnotationError as error:
        return None, error
    return language, None


def _own_side(reading: Reading) -> str | None:
    """Return the state whose own text this is, None for the press."""
    if reading.side is not None:
        return None if reading.side == PRESS else reading.side
    publisher = publisher_of(reading.document)
    return publisher.side if publisher is not None else None


# Accounts ---------------------------------------------------------------------------------------------------------


def read_account(
    path: str | Path,
    *,
    side: str | None = None,
    account_id: str | None = None,
    genre: str | None = None,
    truncated: bool = False,
    **given: Unpack[Facts],
) -> Account:
    """Read one file as one side's account of a meeting.

    `side` is a state (ISO 3166 alpha-3), a name of one, or `press`; without it the side is worked out from publisher
    and text, and `side_known_by` says so. Raises as `read_file` does.
    """
    reading = read_source(path, document_id=account_id, **given)
    reading = replace(reading, side=side_code(side) or _side_told(reading))
    line = AccountLine(
        account_id=reading.document.id,
        meeting_id="meeting",
        reading=reading,
        side=side_code(side),
        date=reading.document.published,
        genre=genre_of(genre),
        truncated=truncated,
        own_words=False,
    )
    return _account(line, next(records([reading])))


def read_accounts(lines: Iterable[str | bytes], *, first: int = 1) -> Iterator[Account]:
    """Read the accounts of a JSON Lines file, in its order; nothing that a line holds stops it."""
    waiting: deque[AccountLine] = deque()

    def readings() -> Iterator[Reading]:
        for number, line in enumerate(lines, start=first):
            if line.strip():
                account = read_account_line(line, number)
                waiting.append(account)
                yield replace(account.reading, side=account.side or _side_told(account.reading))

    for record in records(readings()):
        yield _account(waiting.popleft(), record)


def compare(accounts: Iterable[Account], *, meeting_id: str | None = None, meaning: str = WORDS) -> Comparison:
    """Put the accounts of one meeting side by side: what both carry, what only one does, in which words.

    Accounts come from `read_account` or `read_accounts`, or are made from stored records. Loads no parser. `meaning`
    may name an engine of meaning, which is an extra of the package (docs/comparing.md).
    """
    return compare_accounts(accounts, meeting_id=meeting_id, meaning=meaning)


def compare_lines(lines: Iterable[str | bytes], *, first: int = 1, meaning: str = WORDS) -> Iterator[str]:
    """Yield one comparison as JSON for each meeting of a JSON Lines file of accounts, in order of first appearance."""
    meetings: dict[str, list[Account]] = {}
    for account in read_accounts(lines, first=first):
        meetings.setdefault(account.meeting_id, []).append(account)
    for meeting_id, accounts in meetings.items():
        yield compare_accounts(accounts, meeting_id=meeting_id, meaning=meaning).to_json()


def _side_told(reading: Reading) -> str | None:
    """Return the side of the publisher that is known, or that heads the text; None where neither tells."""
    publisher = publisher_of(reading.document)
    if publisher is not None:
        return publisher.side or PRESS
    return side_at_the_head(reading.document.text)


def _account(line: AccountLine, record: Record) -> Account:
    side, known_by = line.side, SideKnownBy.GIVEN
    if side is None:
        side, known_by = _side_told(line.reading), SideKnownBy.PUBLISHER
    if side is None:
        side, known_by = own_side(record)
    genre = line.genre if line.genre is not None or side == PRESS else genre_told(record.document)
    return Account(
        account_id=line.account_id,
        meeting_id=line.meeting_id,
        side=side,
        side_known_by=known_by,
        date=line.date,
        genre=genre,
        truncated=line.truncated,
        own_words=line.own_words,
        record=record,
    )


def _bare(one: _Waiting) -> Record:
    """Return the record of a text that was read but not analysed."""
    failures = one.reading.failures if one.refused is None else (*one.reading.failures, Failure.of(one.refused))
    return Record(document=one.reading.document, passages=one.passages, failures=failures, made_by=made_by(None))

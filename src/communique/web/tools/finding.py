"""Answers about documents, statements, phrases, people and relations."""

from collections.abc import Iterable
from typing import Any

from communique.archive import Filters
from communique.asked import side_code, topic_id
from communique.errors import BadDate, UnknownDocument, UnknownPerson, UsageError
from communique.model.dates import first_day, last_day
from communique.model.history import PhraseUse
from communique.web.desk import Desk
from communique.web.holdings import StatementFilters
from communique.web.tools import answers as a
from communique.web.tools.quoting import Quotation, Source, label, quotation, quoted_evidence, shown

_USES = 20
_CONTEXTS = 3
_PEOPLE = 5
_STATEMENTS = 5
_MEETINGS = 20
_MONTHS = 60
_NAMED = 8


def about(desk: Desk) -> a.About:
    """Return what the archive holds."""
    counts = desk.counts()
    return a.About(
        archive=label(desk.name) or "",
        snapshot=desk.snapshot,
        documents=counts.documents,
        documents_read=counts.read,
        documents_not_read=counts.failed + counts.set_aside,
        statements=counts.statements,
        meetings=counts.meetings,
        sides={side.value: side.count for side in desk.network().sides[:40]},
    )


def statements(
    desk: Desk,
    *,
    speaker: str | None,
    topic: str | None,
    document: str | None,
    since: str | None,
    until: str | None,
    limit: int,
    offset: int,
) -> a.Statements:
    """Return statements, the latest first; raises BadDate, BadSearch."""
    try:
        first = first_day(since) if since is not None else None
        last = last_day(until) if until is not None else None
    except ValueError as error:
        raise BadDate(str(error)) from error
    found = desk.statements(
        StatementFilters(speaker=speaker, topic=topic_id(topic), document=document, since=first, until=last),
        limit=limit,
        offset=offset,
    )
    return a.Statements(
        statements=[_statement(row) for row in found.items],
        total=found.total,
        next_offset=found.next_offset,
        snapshot=desk.snapshot,
    )


def _statement(row: dict[str, Any]) -> a.StatementLine:
    words = row["words"]
    return a.StatementLine(
        speaker=label(row["speaker"]),
        quoted_speaker_name=label(row["speaker_name"]),
        said_on=row["said_on"],
        mode=row["mode"],
        denied=row["polarity"] == "negative",
        addressee=label(row["addressee"]),
        according_to=label(row["issuer"]),
        topics=list(row["topics"]),
        quotation=quotation(words, 0, len(words), source_of_row(row)).model_copy(
            update={"start": row["start"], "end": row["end"]}
        ),
    )


def source_of_row(row: dict[str, Any]) -> Source:
    """Return the source of a row with a document's title, publisher, address and date."""
    return Source(
        document=row["document"],
        quoted_title=label(row["title"]),
        quoted_publisher=label(row["publisher"]),
        quoted_url=label(row["url"]),
        published_on=row["published_on"],
    )


def phrase(desk: Desk, words: str) -> a.Phrase:
    """Return a phrase from its first use; raises BadSearch."""
    found = desk.phrase(words, limit=_USES)
    shown_uses = [one for one in (found.first, found.last, *found.uses[-_USES:]) if one is not None]
    sources = _sources(desk, (one.document for one in shown_uses))
    return a.Phrase(
        quoted_phrase=shown(found.phrase, most=200),
        uses=found.uses_count,
        exact_uses=found.exact_count,
        documents=found.documents,
        first=_use(found.first, sources),
        last=_use(found.last, sources),
        by_year=[
            {"year": one.year, "side": one.side, "uses": one.uses, "documents": one.documents} for one in found.by_year
        ],
        latest=[line for one in found.uses[-_USES:][::-1] if (line := _use(one, sources)) is not None],
        snapshot=desk.snapshot,
        caution="First and last are those of this archive.",
    )


def _use(one: PhraseUse | None, sources: dict[str, Source]) -> a.PhraseLine | None:
    if one is None:
        return None
    (words,) = quoted_evidence([one.sentence], sources, most=1)
    return a.PhraseLine(
        date=one.date,
        side=one.side,
        quoted_speaker_name=label(one.speaker_name),
        in_quotation_marks=one.quoted,
        exact=one.exact,
        quotation=words,
    )


def _sources(desk: Desk, documents: Iterable[str]) -> dict[str, Source]:
    return {name: source_of_row(row) for name, row in desk.titles(sorted(set(documents))).items()}


def search(
    desk: Desk,
    words: str,
    *,
    who: str | None,
    publisher: str | None,
    since: str | None,
    until: str | None,
    limit: int,
    offset: int,
) -> a.Hits:
    """Return documents that hold words; raises BadSearch, BadDate."""
    found = desk.search(
        words, Filters(who=who, publisher=publisher, since=since, until=until), limit=limit, offset=offset
    ).hits
    lines = []
    for hit in found.items:
        source = Source(
            document=hit.document,
            quoted_title=label(hit.title),
            quoted_publisher=label(hit.publisher),
            quoted_url=label(hit.url),
            published_on=hit.published_on,
        )
        contexts = [
            Quotation(
                quoted_text=shown(f"{one.before}{one.words}{one.after}", most=1000),
                start=one.start - len(one.before),
                end=one.end + len(one.after),
                source=source,
            )
            for one in hit.contexts[:_CONTEXTS]
        ]
        lines.append(a.HitLine(source=source, contexts=contexts))
    return a.Hits(
        hits=lines,
        total=found.total,
        next_offset=found.next_offset,
        snapshot=desk.snapshot,
        caution="What a search does not find is no silence: left_out and compare_accounts tell of silences.",
    )


def read(desk: Desk, document: str, *, start: int, length: int) -> a.Text:
    """Return a stretch of a document's text; raises UnknownDocument."""
    held = desk.document(document)
    if held.text is None:
        raise UnknownDocument(f"no text could be had of document {document}: {held.row['reason']}")
    end = min(len(held.text), start + length)
    if start >= end:
        raise UsageError(f"the text has {len(held.text)} characters", remedy="Start earlier.")
    return a.Text(
        quotation=Quotation(
            quoted_text=shown(held.text[start:end], most=length), start=start, end=end, source=source_of_row(held.row)
        ),
        length=len(held.text),
        status=held.row["status"],
        failures=[f"{row['code']}" for row in held.failures],
        snapshot=desk.snapshot,
    )


def people(desk: Desk, name: str) -> a.People:
    """Return the people of a name; raises UnknownPerson."""
    found = desk.people(name, meetings=_MEETINGS, statements=_STATEMENTS)
    if not found:
        raise UnknownPerson("nobody in this archive is called so")
    lines = []
    for one in found[:_PEOPLE]:
        latest = one.statements[::-1]
        sources = _sources(desk, (statement.document for statement in latest))
        lines.append(
            a.PersonLine(
                person_id=label(one.id) or "",
                quoted_name=label(one.name),
                country=one.country,
                documents=one.documents,
                quoted_offices=[
                    f"{label(seen.office)} ({seen.country or '?'}), {seen.first or '?'} to {seen.last or '?'}"
                    for seen in one.seen_as[:_NAMED]
                ],
                meetings=[meeting.id for meeting in one.meetings],
                statements=one.statements_count,
                latest_statements=[
                    words for statement in latest for words in quoted_evidence(statement.evidence, sources, most=2)
                ],
            )
        )
    return a.People(people=lines, snapshot=desk.snapshot)


def relations(desk: Desk, one: str, other: str) -> a.Relations:
    """Return two sides month by month, the latest months; raises UnknownSide."""
    pair = side_code(one), side_code(other)
    months = [row for row in desk.relations(*pair) if row.meetings][-_MONTHS:]
    return a.Relations(
        sides=list(pair),
        months=[
            a.Month(
                month=row.month,
                meetings=list(row.meetings),
                held=row.held,
                planned=row.planned,
                cancelled=row.cancelled,
                warmth=row.warmth,
                tone={count.label: count.meetings for count in row.tone[:_NAMED]},
                agenda={count.label: count.meetings for count in row.agenda[:_NAMED]},
            )
            for row in months
        ],
        snapshot=desk.snapshot,
    )

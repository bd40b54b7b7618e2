"""What an archive's documents tell of meetings: its rows -> tellings, with whose text each document is."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from communique.archive import Archive
from communique.track.tellings import SILENT, Head, Source, Telling, source_named, tellings_of_rows

DOCUMENTS = 20_000
"""Documents whose rows are held at a time."""
_AT_ONCE = 1000
"""Rows of these that are Python's at a time."""
SECONDS = 600
"""How long one question may take while something is made that lasts."""

_TELLINGS = """
WITH told AS (SELECT * EXCLUDE (batch) FROM meetings WHERE {which}),
parts AS (
    SELECT document, meeting, unnest(participants) AS actor, generate_subscripts(participants, 1) AS place FROM told
),
known AS (
    SELECT document, actor, any_value(kind) AS kind, any_value(office) AS office FROM actors WHERE {which}
    GROUP BY document, actor
),
who AS (
    SELECT document, meeting, list(kind ORDER BY place) AS kinds, list(office ORDER BY place) AS offices
    FROM parts LEFT JOIN known USING (document, actor) GROUP BY document, meeting
)
SELECT told.*, who.kinds, who.offices FROM told LEFT JOIN who USING (document, meeting)
ORDER BY told.document, told.meeting
"""
_TOPICS = """
SELECT document, list(DISTINCT topic) AS topics FROM (
    SELECT document, topic FROM agenda WHERE {which} AND topic IS NOT NULL
    UNION ALL SELECT document, unnest(topics) AS topic FROM statements WHERE {which}
) WHERE document IN (SELECT document FROM meetings WHERE {which}) GROUP BY document
"""
_DOCUMENTS = """
SELECT document, publisher, url, language, published_on FROM documents WHERE status = 'read' AND {which}
"""

Range = tuple[int, int]
"""First and last of some batches, both included."""


def ranges(archive: Archive) -> list[Range]:
    """Return batches together, about `DOCUMENTS` documents at a time."""
    counted = archive.query("SELECT batch, count(*) AS n FROM documents GROUP BY batch ORDER BY batch").to_pylist()
    found: list[Range] = []
    first, held = None, 0
    for row in counted:
        first, held = first if first is not None else row["batch"], held + row["n"]
        if held >= DOCUMENTS or row is counted[-1]:
            found.append((first, row["batch"]))
            first, held = None, 0
    return found


def tellings(archive: Archive, heads: Mapping[str, Head], which: Range | Sequence[str]) -> Iterator[Telling]:
    """Yield what the documents of some batches tell of meetings, or what these documents do.

    `heads` are those that say something of whose text it is.
    """
    condition, values = _which(which)
    source = _sources(archive, heads, condition, values)
    rows = archive.query(_TELLINGS.format(which=condition), values, seconds=SECONDS)
    read = (
        row
        for piece in rows.to_batches(max_chunksize=_AT_ONCE)
        for row in piece.to_pylist()
        if row["document"] in source
    )
    yield from tellings_of_rows(read, source.__getitem__)


def _sources(archive: Archive, heads: Mapping[str, Head], condition: str, values: dict[str, Any]) -> dict[str, Source]:
    """Return whose text each document is that has a record, by its row and by what its head says."""
    rows = archive.query(_DOCUMENTS.format(which=condition), values, seconds=SECONDS).to_pylist()
    return {
        row["document"]: source_named(
            row["document"],
            publisher=row["publisher"],
            url=row["url"],
            head=heads.get(row["document"], SILENT),
            language=row["language"],
            published_on=row["published_on"],
        )
        for row in rows
    }


def topics(archive: Archive, which: Range | Sequence[str]) -> dict[str, list[str]]:
    """Return the topics that these documents speak of, as a search finds them; only of those that tell of a meeting."""
    condition, values = _which(which)
    found = archive.query(_TOPICS.format(which=condition), values, seconds=SECONDS)
    return dict(zip(found["document"].to_pylist(), found["topics"].to_pylist(), strict=True))


def _which(which: Range | Sequence[str]) -> tuple[str, dict[str, Any]]:
    if isinstance(which, tuple):
        return "batch BETWEEN $first AND $last", {"first": which[0], "last": which[1]}
    return "document IN (SELECT unnest($some))", {"some": list(which)}

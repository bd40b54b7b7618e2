"""Rows as an archive has them, few columns only: what is exported is whatever columns there are."""

import datetime as dt
from typing import Any

import pyarrow as pa
import pytest

DOCUMENTS = pa.schema(
    [
        ("document", pa.string()),
        ("batch", pa.int32()),
        ("id", pa.string()),
        ("page", pa.string()),
        ("version", pa.int32()),
        ("sha256", pa.string()),
        ("status", pa.string()),
        ("url", pa.string()),
        ("publisher", pa.string()),
        ("language", pa.string()),
        ("title", pa.string()),
        ("published_on", pa.string()),
        ("retrieved_at", pa.timestamp("us", tz="UTC")),
    ]
)
STATEMENTS = pa.schema(
    [
        ("document", pa.string()),
        ("batch", pa.int32()),
        ("statement", pa.string()),
        ("said_from", pa.date32()),
        ("topics", pa.list_(pa.string())),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("spans", pa.list_(pa.struct([("start", pa.int32()), ("end", pa.int32())]))),
        ("words", pa.string()),
    ]
)


def document(key: str, **fields: Any) -> dict[str, Any]:
    """Return what is known of a document."""
    return {
        "document": key,
        "batch": 1,
        "id": f"id-{key}",
        "page": f"https://fjordcourier.example/{key}",
        "version": 1,
        "sha256": "ab" * 32,
        "status": "read",
        "url": f"https://fjordcourier.example/{key}",
        "publisher": "The Fjord Courier",
        "language": "en",
        "title": "Sea talks in Oslo",
        "published_on": "2026-03-09",
        "retrieved_at": dt.datetime(2026, 3, 10, 23, 30, tzinfo=dt.UTC),
        **fields,
    }


def statement(key: str, start: int, words: str = "open doors", **fields: Any) -> dict[str, Any]:
    """Return a statement of a document."""
    end = start + len(words)
    return {
        "document": key,
        "batch": 1,
        "statement": "s1",
        "said_from": dt.date(2026, 3, 8),
        "topics": ["trade", "fisheries"],
        "start": start,
        "end": end,
        "spans": [{"start": start, "end": end}],
        "words": words,
        **fields,
    }


def documents(*rows: dict[str, Any]) -> "pa.Table":
    """Return a table of documents."""
    return pa.Table.from_pylist(list(rows), schema=DOCUMENTS)


def statements(*rows: dict[str, Any]) -> "pa.Table":
    """Return a table of statements."""
    return pa.Table.from_pylist(list(rows), schema=STATEMENTS)


class Rows:
    """What the tests make rows with."""

    document, statement = staticmethod(document), staticmethod(statement)
    documents, statements = staticmethod(documents), staticmethod(statements)


@pytest.fixture
def rows() -> Rows:
    """Return what makes rows: folders of tests are no packages, so that nothing can be imported from here."""
    return Rows()

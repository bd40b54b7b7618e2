"""The tables of an archive: their columns, as Arrow types.

Every row names its `document` (24 hexadecimal digits that stand for one text at one page) and the `batch` that it came
with. Spans count Unicode code points of the document's text, `end` exclusive, as everywhere; `words` are the words at
the spans, joined by " … " where they are apart. Dates are strings at the precision that is known, with the first and
the last day that they cover beside them where something is to be found by date. A value that is not known is null.
"""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

TABLES: dict[str, dict[str, str]] = {
    "documents": {
        "id": "text",  # as the source gave it; not unique
        "page": "text",  # what the versions of one page have in common: its address, or what the source gave
        "page_key": "text",  # 24 hexadecimal digits that stand for it
        "version": "int",  # 1 for the first text at that page
        "sha256": "text",  # of the text
        "status": "text",  # read, set_aside, failed
        "source": "text",  # the file, feed or address that it came from
        "url": "text",
        "publisher": "text",
        "language": "text",
        "title": "text",
        "published_on": "text",
        "published_known_by": "text",
        "published_from": "day",
        "published_to": "day",
        "retrieved_at": "instant",
        "characters": "int",
        "code": "text",  # of the failure, where the status is failed
        "reason": "text",  # why it was set aside, or what failed
        "version_of_program": "text",
        "language_model": "text",
        "codebook": "text",
    },
    "sources": {
        "sha256": "text",
        "text": "long_text",
        "received": "bytes",  # what came in, where it was not the text itself
        "received_sha256": "text",
        "received_type": "text",
    },
    "records": {"record": "long_text"},  # RECORD.md's JSON
    "actors": {
        "actor": "text",
        "kind": "text",
        "name": "text",
        "country": "text",
        "office": "text",
        "members": "texts",
    },
    "mentions": {
        "actor": "text",
        "kind": "text",
        "name": "text",
        "country": "text",
        "why": "text",
        "start": "int",
        "end": "int",
        "words": "text",
    },
    "statements": {
        "statement": "text",
        "mode": "text",
        "polarity": "text",
        "speaker": "text",
        "speaker_name": "text",
        "speaker_kind": "text",
        "speaker_country": "text",
        "speaker_office": "text",
        "addressee": "text",
        "addressee_country": "text",
        "issuer": "text",  # of the nearest source: who says that it was said
        "issuer_country": "text",
        "medium": "text",
        "said_on": "text",
        "said_from": "day",
        "said_to": "day",
        "topics": "texts",
        "start": "int",
        "end": "int",
        "spans": "spans",
        "words": "text",
        "cue": "text",
    },
    "agenda": {
        "topic": "text",
        "label": "text",
        "status": "text",
        "accounts": "texts",
        "account_countries": "texts",
        "start": "int",
        "end": "int",
        "spans": "spans",
        "words": "text",
    },
    "meetings": {
        "meeting": "text",
        "kind": "text",
        "status": "text",
        "date": "text",
        "date_from": "day",
        "date_to": "day",
        "place_name": "text",
        "place_country": "text",
        "participants": "texts",
        "names": "texts",  # of the participants, in their order; null where the text gives none
        "countries": "texts",  # of the participants, in their order; null where it is not known
        "host": "text",
        "requested_by": "text",
        "start": "int",
        "end": "int",
        "spans": "spans",
        "words": "text",
    },
    "events": {
        "type": "text",
        "modes": "texts",
        "contexts": "texts",
        "actors": "texts",
        "actor_countries": "texts",
        "recipients": "texts",
        "recipient_countries": "texts",
        "date": "text",
        "date_from": "day",
        "date_to": "day",
        "place_name": "text",
        "place_country": "text",
        "intensity": "number",
        "flags": "texts",
        "statement": "text",
        "start": "int",
        "end": "int",
        "spans": "spans",
        "words": "text",
        "trigger": "text",
    },
    "stops": {
        "actor": "text",
        "name": "text",
        "country": "text",
        "place_name": "text",
        "place_country": "text",
        "date": "text",
        "date_from": "day",
        "date_to": "day",
        "status": "text",
        "order": "int",
        "start": "int",
        "end": "int",
        "spans": "spans",
        "words": "text",
    },
    "failures": {
        "code": "text",
        "message": "text",
        "start": "long",  # where a source is a large file, these count its bytes
        "end": "long",
        "path": "text",  # of a damaged file of the archive itself
    },
    "fetched": {  # what servers gave to ask later whether a page has changed; `document` stands for the address
        "asked": "text",  # the address, before any redirect
        "etag": "text",
        "last_modified": "text",
        "retrieved_at": "instant",
    },
    "replaced": {},  # documents of earlier batches whose rows this batch puts out of force
}
"""The columns of each table after `document` and `batch`."""


@cache
def schema(table: str) -> "pa.Schema":
    """Return the Arrow schema of a table."""
    import pyarrow as pa

    types = {
        "text": pa.string(),
        "long_text": pa.large_string(),
        "bytes": pa.large_binary(),
        "texts": pa.list_(pa.string()),
        "int": pa.int32(),
        "long": pa.int64(),
        "number": pa.float64(),
        "day": pa.date32(),
        "instant": pa.timestamp("us", tz="UTC"),
        "spans": pa.list_(pa.struct([("start", pa.int32()), ("end", pa.int32())])),
    }
    columns = {"document": "text", "batch": "int", **TABLES[table]}
    return pa.schema([(name, types[kind]) for name, kind in columns.items()])

"""What the columns of an archive's tables and of exports mean, in a sentence each.

The file beside every export carries those that it has; docs/tables.md has all.
"""

from collections.abc import Iterable

_EVERYWHERE = {
    "document": "the archive's id of the document: one text at one page",
    "batch": "the number of the batch of documents that the row came with",
    "page_key": "24 hexadecimal digits that stand for the page",
    "text": "the text, as it was read out of what came in",
    "id": "the id that the source gave; not unique in an archive",
    "page": "what all versions of one page have in common: its address, or what the source gave",
    "version": "1 for the first text at that page, 2 for the changed text, and so on",
    "sha256": "SHA-256 of the text in UTF-8",
    "publisher": "who published it",
    "published_on": "when it was published, at the precision that is known",
    "url": "address",
    "title": "title",
    "language": "language (ISO 639)",
    "retrieved_at": "when it was fetched (UTC); empty where that is not known, as of files",
    "snapshot": "the state of the archive that this row was exported from",
    "start": "first character of the words, counted from 0 in Unicode code points of the document's text",
    "end": "the character after the last",
    "spans": "all places of the words, where they are apart",
    "words": "the words of the text, joined by ' … ' where they are apart",
    "country": "state (ISO 3166 alpha-3)",
    "name": "name",
    "kind": "what sort it is",
    "place_name": "place, as the text names it",
    "place_country": "the state it lies in (ISO 3166 alpha-3)",
    "date": "date, at the precision that the text gives",
    "date_from": "first day that the date covers",
    "date_to": "last day that the date covers",
    "actor": "id of the person, state, ministry or organisation; empty while it is open",
    "why": "why it stays open who is meant",
}
_OWN: dict[str, dict[str, str]] = {
    "documents": {
        "status": "read (has a record), set_aside (not about diplomacy), failed (no text could be had)",
        "source": "the file, feed or address that it came from",
        "published_known_by": "how the date is known: given, metadata, header, dateline, url",
        "published_from": "first day that the date covers",
        "published_to": "last day that the date covers",
        "characters": "length of the text",
        "code": "code of the failure; `communique explain CODE`",
        "reason": "why it was set aside, or what failed",
        "version_of_program": "version of communique that made the record",
        "language_model": "language model that was used",
        "codebook": "version of the codebook that was used",
    },
    "sources": {
        "received": "what came in, where it was not the text itself (HTML, PDF)",
        "received_sha256": "SHA-256 of what came in",
        "received_type": "its media type",
    },
    "fetched": {
        "document": "24 hexadecimal digits that stand for the address",
        "asked": "the address, before any redirect",
        "etag": "what the server called that state of it (RFC 9110)",
        "last_modified": "when it was last changed, as the server says",
    },
    "replaced": {
        "document": "a document of earlier batches: its rows there are out of force",
    },
    "records": {"record": "the whole record as JSON, contract communique.record/1"},
    "statements": {
        "statement": "id within the document",
        "mode": "direct, indirect or mixed",
        "polarity": "negative where the cue denies the words",
        "speaker": "id of who said it; empty where nobody is named or it stays open who is meant",
        "speaker_name": "name of the speaker",
        "speaker_kind": "what sort of actor the speaker is",
        "speaker_country": "state that the speaker acts for (ISO 3166 alpha-3)",
        "speaker_office": "office held on the day of the text",
        "addressee": "id of whom it was said to",
        "addressee_country": "state of the addressee",
        "issuer": "id of the nearest source: who says that it was said",
        "issuer_country": "state of that source",
        "medium": "what that source issued: readout, statement, interview and so on",
        "said_on": "when it was said, at the precision that is known",
        "said_from": "first day that the date covers",
        "said_to": "last day that the date covers",
        "topics": "ids of the topics that the words touch",
        "cue": "the words that introduce it (said, praised)",
    },
    "agenda": {
        "topic": "id of the topic; empty where the codebook has none",
        "label": "the topic in the words of the text",
        "status": "discussed, planned, or said_not_mentioned: the text itself says that an account does not have it",
        "accounts": "ids of those whose accounts have it, or are said not to",
        "account_countries": "their states, in their order",
    },
    "meetings": {
        "same_meeting": "id of the real meeting: one that three documents tell of has three rows with this id",
        "meeting": "id within the document",
        "kind": "meeting, call, video, visit, sideline or summit",
        "status": "happened, planned or cancelled",
        "participants": "ids of those who met",
        "names": "their names, in their order",
        "countries": "their states, in their order",
        "host": "id of the host",
        "requested_by": "id of the side that asked for it",
    },
    "stops": {
        "actor": "id of the traveller",
        "status": "happened, planned or cancelled",
        "order": "its place in the journey, counted from 1",
    },
    "actors": {"office": "office held on the day of the text", "members": "ids of the members of a group"},
    "events": {
        "type": "PLOVER event type",
        "modes": "PLOVER modes",
        "contexts": "PLOVER contexts",
        "actors": "ids of those who act",
        "actor_countries": "their states, in their order",
        "recipients": "ids of those who are acted on",
        "recipient_countries": "their states, in their order",
        "intensity": "intensity of type and mode, as PLOVER scales it",
        "flags": "future, negated, hypothetical, historical: what keeps it from being a plain fact of the present",
        "statement": "id of the statement that reports it",
        "trigger": "the words that name the act",
    },
    "failures": {
        "code": "code; `communique explain CODE`",
        "message": "what happened, to what",
        "path": "damaged file of the archive",
    },
}


TABLES = {
    "documents": "Every document: read, set aside or failed.",
    "sources": "The texts, and the bytes that came in where they were not the text.",
    "records": "What was read out of each text, whole.",
    "actors": "Everybody who is spoken of, once a document.",
    "mentions": "Where somebody is spoken of.",
    "statements": "Who said what, to whom, according to whom.",
    "agenda": "What was talked about, and what a text says of an account that it does not mention.",
    "meetings": "The meetings as each document tells them: one that three tell of has three rows.",
    "events": "What happened, coded.",
    "stops": "Who travelled where.",
    "failures": "What could not be read or understood, of a source or of a part of a document.",
    "fetched": "What servers gave, to ask later whether a page has changed.",
    "replaced": "What later batches put out of force; after `compact` there is nothing here.",
}
"""What a row of each table is."""


def meanings(table: str, columns: Iterable[str]) -> dict[str, str]:
    """Return the meaning of each of these columns of a table; a column that has none here is left out."""
    known = _EVERYWHERE | _OWN.get(table, {})
    return {name: known[name] for name in columns if name in known}

"""JSON Lines of accounts -> documents, with what each line says of whose account it is."""

import json
from dataclasses import dataclass
from typing import Any

from communique.codebook.aliases import entities
from communique.codebook.publishers import side_at_the_head as side_at_the_head  # noqa: PLC0414 — others ask for it here
from communique.model import PRESS, Genre
from communique.read.lines import read_line
from communique.read.reading import Reading

_OWN_WORDS = "own_words_summary"


@dataclass(frozen=True, slots=True)
class AccountLine:
    """A line of accounts: its text as a reading, and what the line states about it.

    `side` is a state (ISO 3166 alpha-3), an organisation's code, `press`, or None where it is to be worked out.
    """

    account_id: str
    meeting_id: str
    reading: Reading
    side: str | None
    date: str | None
    genre: Genre | None
    truncated: bool
    own_words: bool


def read_account_line(line: str | bytes, number: int) -> AccountLine:
    """Make an account of one line: `account_id`, `meeting_id`, `side`, `text`, and what else it says of itself.

    Never raises for what the line holds: the reading's failures say what is wrong. `number` counts from 1.
    """
    fields = _fields(line)
    account_id = _string(fields, "account_id") or _string(fields, "id") or f"account-{number}"
    if fields:
        fields = {**fields, "id": account_id, "published_on": fields.get("published_on", fields.get("date"))}
        line = json.dumps(fields)
    reading = read_line(line, number)
    return AccountLine(
        account_id=account_id,
        meeting_id=_string(fields, "meeting_id") or "meeting",
        reading=reading,
        side=side_code(_string(fields, "side")),
        date=reading.document.published,
        genre=genre_of(_string(fields, "genre")),
        truncated=fields.get("truncated") is True,
        own_words=_string(fields, "text_kind") == _OWN_WORDS,
    )


def side_code(side: str | None) -> str | None:
    """Return the code of a side given as a code or a name; what the codebook does not know is kept as it is."""
    if side is None:
        return None
    if side.casefold() == PRESS:
        return PRESS
    if side.upper() in entities():
        return side.upper()
    for code, entity in entities().items():
        if entity.name.casefold() == side.casefold():
            return code
    return side


def genre_of(genre: str | None) -> Genre | None:
    """Return the genre that a word names ("fact sheet"), None for one that is not known."""
    name = (genre or "").strip().casefold().replace(" ", "_").replace("-", "_")
    return Genre(name) if name in frozenset(Genre) else None


def _fields(line: str | bytes) -> dict[str, Any]:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return fields if isinstance(fields, dict) else {}


def _string(fields: dict[str, Any], name: str) -> str | None:
    value = fields.get(name)
    return value if isinstance(value, str) and value.strip() else None

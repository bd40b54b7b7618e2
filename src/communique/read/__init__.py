"""A raw source -> documents: files of many kinds, folders, collections, addresses; and the passages of a text."""

from typing import TYPE_CHECKING

from communique.on_demand import on_demand
from communique.read.language import language_of
from communique.read.lines import read_line
from communique.read.pages import read_html
from communique.read.plain import read_text
from communique.read.reading import Facts, Reading, unread
from communique.read.sources import find_sources, read_bytes, read_file

if TYPE_CHECKING:
    from communique.read.anything import read_any
    from communique.read.found import LIMITS, Found, Limits, Outcome, Validators

__all__ = [
    "LIMITS",
    "Facts",
    "Found",
    "Limits",
    "Outcome",
    "Reading",
    "Validators",
    "find_sources",
    "language_of",
    "read_any",
    "read_bytes",
    "read_file",
    "read_html",
    "read_line",
    "read_text",
    "unread",
]

_HOME = {
    "LIMITS": "found",
    "Found": "found",
    "Limits": "found",
    "Outcome": "found",
    "Validators": "found",
    "read_any": "anything",
}
"""What only collections and addresses need: it is imported when it is first asked for."""

__getattr__ = on_demand(__name__, _HOME)

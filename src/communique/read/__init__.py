"""A raw source -> a document: plain text, HTML, files, folders, JSON Lines; and the passages of its text."""

from communique.read.language import language_of
from communique.read.lines import read_line
from communique.read.pages import read_html
from communique.read.plain import read_text
from communique.read.reading import Facts, Reading, unread
from communique.read.sources import find_sources, read_bytes, read_file

__all__ = [
    "Facts",
    "Reading",
    "find_sources",
    "language_of",
    "read_bytes",
    "read_file",
    "read_html",
    "read_line",
    "read_text",
    "unread",
]

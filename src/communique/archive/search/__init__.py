"""Full text: words and phrases with filters, ranked, in context. The index is a cache."""

from communique.archive.search.contexts import Context
from communique.archive.search.documents import Held
from communique.archive.search.find import NO_FILTERS, Filters, Found, Hit, facts, find, matching
from communique.archive.search.held import held
from communique.archive.search.index import Opened, SearchIndex, is_broken_index

__all__ = [
    "NO_FILTERS",
    "Context",
    "Filters",
    "Found",
    "Held",
    "Hit",
    "Opened",
    "SearchIndex",
    "facts",
    "find",
    "held",
    "is_broken_index",
    "matching",
]

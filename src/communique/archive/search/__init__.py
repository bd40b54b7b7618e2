"""Full text: words and phrases with filters, ranked, in context. The index is a cache."""

from communique.archive.search.contexts import Context
from communique.archive.search.find import Filters, Found, Hit, find
from communique.archive.search.index import SearchIndex, is_broken_index

__all__ = ["Context", "Filters", "Found", "Hit", "SearchIndex", "find", "is_broken_index"]

"""What schemathesis must not send: values in a query that are meant to be wrong, and arrive as words that are right.

Truth values arrive as the words "true" and "false", great numbers as "1e+68". They are meant to break the description,
and do not where a word may stand: `?who=false` asks for somebody called so, `?place=1e+68` for a place.
"""

import re
from typing import Any

import schemathesis

_TRUTH = frozenset({"true", "false"})
_GREAT = re.compile(r"-?\d(\.\d+)?e[+-]?\d+", re.IGNORECASE)
_WORDS = frozenset({"who", "place", "publisher", "between", "speaker", "words"})
"""Parameters in which any word may stand."""


@schemathesis.hook
def filter_query(_: Any, query: dict[str, Any] | None) -> bool:
    """Tell whether a query is as wrong, or as right, on the wire as it was meant to be."""
    return not any(
        str(one).lower() in _TRUTH or (name in _WORDS and _GREAT.fullmatch(str(one)))
        for name, value in (query or {}).items()
        for one in (value if isinstance(value, list) else [value])
    )

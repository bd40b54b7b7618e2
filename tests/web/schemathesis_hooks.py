"""What schemathesis must not send: truth values in a query, which arrive as the words "true" and "false".

They are meant to break the description, and do not where a word may stand: `?who=false` asks for somebody called so.
"""

from typing import Any

import schemathesis


@schemathesis.hook
def filter_query(_: Any, query: dict[str, Any] | None) -> bool:
    """Tell whether a query is as wrong, or as right, on the wire as it was meant to be."""
    values = [one for value in (query or {}).values() for one in (value if isinstance(value, list) else [value])]
    return not any(str(value).lower() in {"true", "false"} for value in values)

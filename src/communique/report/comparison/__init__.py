"""Comparison -> what a person reads: terminal, HTML page, Markdown, CSV.

Each is imported when it is first asked for: a comparison that is printed as JSON needs neither jinja2 nor rich.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from communique.report.comparison.markdown import comparison_markdown
    from communique.report.comparison.page import comparison_html
    from communique.report.comparison.table import comparison_table
    from communique.report.comparison.terminal import comparison_page

__all__ = ["comparison_html", "comparison_markdown", "comparison_page", "comparison_table"]

_HOME = {
    "comparison_html": "page",
    "comparison_markdown": "markdown",
    "comparison_page": "terminal",
    "comparison_table": "table",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)

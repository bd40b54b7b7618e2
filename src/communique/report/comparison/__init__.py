"""Comparison -> what a person reads: terminal, HTML page, Markdown, CSV.

Each is imported when it is first asked for: a comparison that is printed as JSON needs neither jinja2 nor rich.
"""

from typing import TYPE_CHECKING

from communique.on_demand import on_demand

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

__getattr__ = on_demand(__name__, _HOME)

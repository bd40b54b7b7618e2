"""Comparison -> what a person reads: terminal, HTML page, Markdown, CSV."""

from communique.report.comparison.markdown import comparison_markdown
from communique.report.comparison.page import comparison_html
from communique.report.comparison.table import comparison_table
from communique.report.comparison.terminal import comparison_page

__all__ = ["comparison_html", "comparison_markdown", "comparison_page", "comparison_table"]

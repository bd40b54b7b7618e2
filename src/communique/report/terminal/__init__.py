"""The terminal report: what a desk editor wants to see of one record, at once."""

from communique.report.terminal.page import record_page

__all__ = ["record_page"]

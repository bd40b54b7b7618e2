"""Who said what, to whom, and who says so."""

from communique.annotate.statements.component import StatementsComponent

__all__ = ["StatementsComponent"]

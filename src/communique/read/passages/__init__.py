"""What each stretch of a news page is there for."""

from communique.read.passages.split import split_passages

__all__ = ["split_passages"]

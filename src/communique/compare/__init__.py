"""Accounts of one meeting -> Comparison. Works on records already read; loads neither a parser nor a model."""

from communique.compare.assemble import compare

__all__ = ["compare"]

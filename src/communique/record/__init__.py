"""Annotated document -> record."""

from communique.record.assemble import assemble

__all__ = ["assemble"]

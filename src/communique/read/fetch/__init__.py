"""Addresses -> bytes: only what the user asked for, only from public hosts, at the pace that the sites may expect."""

from communique.read.fetch.fetcher import Fetcher
from communique.read.terms import Fetched

__all__ = ["Fetched", "Fetcher"]

"""Addresses -> documents, by way of whoever fetches."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from communique.errors import CommuniqueError, NotFetched
from communique.read.collections.feeds import Entry
from communique.read.found import Found, Outcome, failed
from communique.read.payload import NOTHING, Follow, Payload, not_followed, read_payload
from communique.read.terms import Terms

_DEEPEST = 1
"""An index of sitemaps leads to sitemaps, not to further indexes (sitemaps.org)."""


def read_address(address: str, *, terms: Terms, source: str, follows: bool = False, depth: int = 0) -> Iterator[Found]:
    """Fetch one address and yield its documents. `follows` tells that a feed there stands for its stories.

    Never raises for what happens on the way.
    """
    if terms.fetcher is None:
        error = NotFetched(f"{address[:300]} was not fetched: fetching was not asked for")
        yield failed(address, error, source=source, url=address)
        return
    try:
        fetched = terms.fetcher.get(address)
    except CommuniqueError as error:
        yield failed(address, error, source=source, url=address)
        return
    if fetched.is_unchanged:
        yield Found(
            reading=NOTHING,
            source=source,
            outcome=Outcome.UNCHANGED,
            url=fetched.url,
            asked_url=address,
            retrieved_at=fetched.retrieved_at,
            validators=fetched.validators,
        )
        return
    payload = Payload(
        data=fetched.body,
        name=PurePosixPath(urlsplit(fetched.url).path).name[:200] or urlsplit(fetched.url).netloc,
        source=source,
        url=fetched.url,
        asked_url=address,
        retrieved_at=fetched.retrieved_at,
        media_type=fetched.media_type,
        charset=fetched.charset,
        validators=fetched.validators,
    )
    yield from read_payload(payload, terms=terms, follow=follow(terms, depth=depth) if follows else None)


def follow(terms: Terms, *, depth: int = 0) -> Follow:
    """Return what fetches the story of an entry: where nobody fetches, what tells the summary that the feed gives."""
    if terms.fetcher is None:
        return not_followed

    def fetch(entry: Entry, place: Payload) -> Iterator[Found]:
        if not entry.url or (entry.is_index and depth >= _DEEPEST):
            yield from not_followed(entry, place)
            return
        pages = read_address(entry.url, terms=terms, source=place.source, follows=entry.is_index, depth=depth + 1)
        for found in pages:
            yield replace(found, number=found.number or entry.number)

    return fetch

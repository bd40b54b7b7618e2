"""On which terms sources are read: what they may cost, what is wanted of them, and who fetches."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from communique.read.found import LIMITS, Limits, Validators

Wanted = Callable[[str], bool]
"""Is asked whether a text is worth reading; of a page, before its article is looked for, for all its words and then for
those that are left without what stands around every story (`furniture.py`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a server answered. `url` is where the last redirect led; `body` has no coding any more.

    `is_unchanged`: the server said that the page is as it was when the validators that were sent were given (304).
    """

    url: str
    status: int
    body: bytes = b""
    media_type: str | None = None
    charset: str | None = None
    validators: Validators = field(default_factory=Validators)
    retrieved_at: datetime
    is_unchanged: bool = False


class Fetches(Protocol):
    """Whoever fetches addresses: `communique.read.fetch.Fetcher`, or a test's."""

    def get(self, url: str) -> Fetched:
        """Return what the server answered; raise AddressRefused, RobotsRefused or FetchFailed."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The terms of one call of `read_any`. Without a `fetcher` nothing is ever fetched."""

    limits: Limits = LIMITS
    wanted: Wanted | None = None
    fetcher: Fetches | None = None

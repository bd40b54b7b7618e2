"""The manners of a program that fetches: robots.txt (RFC 9309), a pause between requests, back-off when told so."""

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from protego import Protego

from communique.errors import FetchFailed
from communique.read.fetch.guard import Clock

PAUSE = 5.0
"""Seconds between two requests to one host."""
LONGEST_PAUSE = 60.0
"""A `crawl-delay` beyond that is cut: it means "do not crawl", and robots.txt has other words for that."""
FIRST_BACK_OFF = 10.0
MOST_PATIENT = 120.0
"""Seconds that are waited at most for a host that asks for patience; beyond that its addresses fail, to be retried."""
SILENT = 600.0
"""Seconds after which a site whose robots.txt could not be read is asked again."""
ROBOTS_BYTES = 512_000
"""RFC 9309, section 2.5: at least 500 KiB must be parsed."""


class Pace:
    """Who may be asked when. Not for use from several threads at once."""

    def __init__(self, clock: Clock, *, pause: float = PAUSE) -> None:
        self._clock, self._pause = clock, pause
        self._free_at: dict[str, float] = {}
        self._pauses: dict[str, float] = {}
        self._refusals: dict[str, int] = {}

    def wait(self, host: str) -> None:
        """Wait until `host` may be asked, and note that it is; raise FetchFailed if it asked for long patience."""
        left = self._free_at.get(host, 0.0) - self._clock.now()
        if left > MOST_PATIENT:
            raise FetchFailed(f"{host} asked to be left alone for {left:.0f} seconds more")
        if left > 0:
            self._clock.sleep(left)
        self._free_at[host] = self._clock.now() + self._pauses.get(host, self._pause)

    def slow_down(self, host: str, delay: float | None) -> None:
        """Heed a `crawl-delay`."""
        if delay is not None and delay > self._pause and host not in self._pauses:
            self._pauses[host] = min(delay, LONGEST_PAUSE)
            self._free_at[host] = self._free_at.get(host, self._clock.now()) + self._pauses[host] - self._pause

    def back_off(self, host: str, retry_after: str | None) -> None:
        """Leave `host` alone as long as it says, else twice as long as the last time."""
        times = self._refusals[host] = self._refusals.get(host, 0) + 1
        asked = seconds_of(retry_after)
        patience = FIRST_BACK_OFF * 2 ** (times - 1) if asked is None else max(asked, self._pause)
        self._free_at[host] = self._clock.now() + patience

    def forgive(self, host: str) -> None:
        """Note that `host` answers again."""
        self._refusals.pop(host, None)


def seconds_of(retry_after: str | None) -> float | None:
    """Return the seconds of a Retry-After field, which may be a number or a date (RFC 9110, section 10.2.3)."""
    if not retry_after:
        return None
    value = retry_after.strip()
    if value.isascii() and value.isdigit() and len(value) < 9:
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


class Rules:
    """The rules of one site for our program; without a robots.txt everything is allowed."""

    def __init__(self, parsed: Protego | None, agent: str) -> None:
        self._parsed, self._agent = parsed, agent

    def allow(self, url: str) -> bool:
        """Tell whether the program may fetch `url`."""
        return self._parsed is None or bool(self._parsed.can_fetch(url, self._agent))

    @property
    def delay(self) -> float | None:
        """The seconds that the site wants between two requests."""
        return self._parsed.crawl_delay(self._agent) if self._parsed is not None else None


class Robots:
    """What the robots.txt of each site allows, fetched once. `fetch` returns status and body of an address."""

    def __init__(self, fetch: Callable[[str], tuple[int, bytes]], *, agent: str, clock: Clock) -> None:
        self._fetch, self._agent, self._clock = fetch, agent, clock
        self._rules: dict[str, Rules] = {}
        self._silent: dict[str, tuple[float, FetchFailed]] = {}

    def rules(self, origin: str) -> Rules:
        """Return the rules of a site; its robots.txt is asked for the first time that it is needed.

        Raises FetchFailed where it cannot be read: then nothing of the site may be (RFC 9309, section 2.3.1.4). It is
        asked for again ten minutes later.
        """
        since, error = self._silent.get(origin, (0.0, None))
        if error is not None and self._clock.now() - since < SILENT:
            raise error
        if origin not in self._rules:
            try:
                self._rules[origin] = self._read(origin)
            except FetchFailed as failure:
                self._silent[origin] = (self._clock.now(), failure)
                raise
        return self._rules[origin]

    def _read(self, origin: str) -> Rules:
        status, body = self._fetch(f"{origin}/robots.txt")
        if 200 <= status < 300:
            return Rules(Protego.parse(body.decode("utf-8", "replace")), self._agent)
        if status == 429 or status >= 500:
            raise FetchFailed(f"{origin}/robots.txt answered {status}: nothing of the site is fetched for now")
        return Rules(None, self._agent)  # "unavailable": everything is allowed (section 2.3.1.3)

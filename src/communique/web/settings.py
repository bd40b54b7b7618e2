"""How a server is to behave: whom it answers, with which limits."""

import re
from dataclasses import dataclass
from ipaddress import ip_address

LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})
"""Names by which a browser on the same machine asks. Any other name may be one that an attacker's DNS points here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of a server; sizes in bytes or items, times in seconds."""

    token: str | None = None
    """What a visitor must bring; None lets everybody in, which is for 127.0.0.1 alone."""
    hosts: frozenset[str] = LOCAL_HOSTS
    """Names by which the server may be asked (the header Host without its port)."""
    any_address: bool = False
    """Whether it may be asked by any IP address: no DNS can point one here, so no page can have been led to it."""
    seconds: float = 60.0
    """After which a request ends with 503."""
    at_once: int = 8
    """Requests that are worked on at the same time; others wait for their turn, as long as `seconds` allow."""
    body: int = 64 * 1024
    """The largest body of a request."""
    query: int = 4 * 1024
    """The longest query string."""
    path: int = 8 * 1024
    """The longest path."""
    page: int = 500
    """The most items on a page of a list."""
    offset: int = 1_000_000
    """The farthest that a list can be paged."""
    looks_every: float = 2.0
    """How often the server looks for what other processes added."""


def is_loopback(host: str) -> bool:
    """Tell whether an address to listen at can be reached from this machine alone."""
    if host.casefold() == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def is_address(host: str) -> bool:
    """Tell whether a host is an IP address, as a header Host writes it."""
    try:
        ip_address(host[1:-1] if host.startswith("[") else host)
    except ValueError:
        return False
    return True


def without_port(host: str) -> str:
    """Return the name in a header Host: in lower case, without the port; empty if it is not well formed."""
    match = _HOST.fullmatch(host.casefold())
    return match["name"] if match is not None else ""


_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[0-9a-z_.-]+?)\.?(?::[0-9]{1,5})?")

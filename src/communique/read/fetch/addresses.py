"""Which addresses may be asked: http and https to public hosts. Everything else is refused, by name and by number.

An address is checked twice: as it is written, and, where the connection is opened, the number that its name stands for
(`guard.py`). The second check is the one that counts; the first gives clearer messages and asks no name server.
"""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit, urlunsplit

from communique.errors import AddressRefused

PORTS = {"http": 80, "https": 443}
_LONGEST = 4000
_ODD = re.compile(r"[\x00-\x20\x7f-\x9f\\\u2028\u2029\ufeff]")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"(?:[0-9]+|0x[0-9a-f]*)")
_DOTTED = re.compile(r"(?:(?:0|[1-9][0-9]{0,2})\.){3}(?:0|[1-9][0-9]{0,2})")
_OWN_NAMES = ("localhost", "local", "internal", "intranet", "lan", "home.arpa", "onion", "test", "invalid")
"""Names that never stand for a public host (RFC 6761, 6762, 7686, 8375, and ICANN's `internal`)."""

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_REFUSED_4 = tuple(
    map(
        ipaddress.IPv4Network,
        [
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        ],
    )
)  # fmt: skip
"""IANA's registry of special IPv4 addresses, and multicast."""
_GLOBAL_6 = ipaddress.IPv6Network("2000::/3")
_DNS64 = ipaddress.IPv6Network("64:ff9b::/96")
_REFUSED_6 = tuple(
    map(
        ipaddress.IPv6Network,
        ["2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20", "3ffe::/16", "5f00::/16"],
    )
)
"""Within 2000::/3: Teredo and other protocols, documentation, 6to4 (IANA's registry of special IPv6 addresses)."""
_ISATAP = frozenset({0x00005EFE, 0x02005EFE})


@dataclass(frozen=True, slots=True)
class Target:
    """An address that may be asked, as far as its letters tell. `host` is ASCII, lower case, without brackets."""

    url: str
    scheme: str
    host: str
    port: int

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"{self.scheme}://{_in_url(self.host)}:{self.port}"


def target_of(url: str, *, ports: frozenset[int] = frozenset(PORTS.values())) -> Target:
    """Take an address apart and write it anew, so that nobody later can read it in another way.

    Raises AddressRefused for other schemes and ports, credentials, control characters, backslashes, hosts that are
    numbers but not four plain ones, and names that never stand for a public host.
    """
    if len(url) > _LONGEST or _ODD.search(url):
        raise refused(url, "it is too long or holds blanks, backslashes or control characters")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise refused(url, "it is malformed") from None
    if parts.scheme not in PORTS:
        raise refused(url, "only http and https are fetched")
    if "@" in parts.netloc:
        raise refused(url, "it holds a user name or a password")
    host = _host(parts, url)
    port = PORTS[parts.scheme] if port is None else port
    if port not in ports:
        raise refused(url, f"port {port} is neither 80 nor 443")
    number = as_number(host)
    if number is None and (host in _OWN_NAMES or host.endswith(tuple(f".{name}" for name in _OWN_NAMES))):
        raise refused(url, f"{host} is a name of this machine or network")
    netloc = _in_url(host) if port == PORTS[parts.scheme] else f"{_in_url(host)}:{port}"
    return Target(urlunsplit((parts.scheme, netloc, parts.path or "/", parts.query, "")), parts.scheme, host, port)


def _host(parts: SplitResult, url: str) -> str:
    written = parts.hostname or ""
    if "[" in parts.netloc:
        number = as_number(written)
        if number is None or number.version != 6 or "%" in written:
            raise refused(url, "its host is no address of IP version 6")
        return str(number)
    host = _in_ascii(written, url).rstrip(".")
    labels = host.split(".")
    if not host or len(host) > 253 or not all(map(_LABEL.fullmatch, labels)):
        raise refused(url, "its host is no name")
    # Libraries read 2130706433, 0x7f.1, 0177.0.0.1 and 127.1 as addresses (WHATWG URL, "ends in a number").
    if _NUMBER.fullmatch(labels[-1]) and (not _DOTTED.fullmatch(host) or as_number(host) is None):
        raise refused(url, "its host is a number that is not written as four plain ones")
    return host


def _in_ascii(host: str, url: str) -> str:
    """Return an international name as DNS knows it (UTS 46, not transitional)."""
    if host.isascii():
        return host.lower()
    import idna

    try:
        return idna.encode(host, uts46=True, std3_rules=True, transitional=False).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError):
        raise refused(url, "its host is no international name") from None


def as_number(host: str) -> Address | None:
    """Return the IP address that `host` writes, None for a name."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def is_public(address: Address) -> bool:
    """Tell whether a number belongs to a host that anybody can reach, also where it hides an IPv4 address.

    `ipaddress.is_global` is no help alone: it takes 64:ff9b::7f00:1 (DNS64 of 127.0.0.1) and 224.0.0.1 (multicast) for
    global, and its tables differ between versions of Python.
    """
    if isinstance(address, ipaddress.IPv4Address):
        return address.is_global and not any(address in network for network in _REFUSED_4)
    if address.scope_id:
        return False
    if address in _DNS64:
        return is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    if address not in _GLOBAL_6 or any(address in network for network in _REFUSED_6):
        return False
    return address.is_global and (int(address) >> 32) & 0xFFFFFFFF not in _ISATAP


def refused(url: str, reason: str) -> AddressRefused:
    """Return the error for an address, shown without what terminals obey."""
    return AddressRefused(f"{_shown(url)} was not asked: {reason}")


def _shown(url: str) -> str:
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in url[:300])


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host

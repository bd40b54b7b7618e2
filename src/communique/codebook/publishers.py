"""Who publishes: governments and organisations with their own sites, agencies, and newspapers (`data/publishers.csv`).

Columns: `name`; `forms` (other names, separated by ` | `); `domains` (separated by a space; a subdomain belongs to its
domain, and `example.org/path` to that path); `country` (ISO 3166 alpha-3, or the organisation's code); `kind`
(`official`, `agency`, `press`); `source`. An official publisher speaks for the side in `country`.
"""

import itertools
import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import NamedTuple
from urllib.parse import urlsplit

from communique.codebook.people import TABLE, people_called
from communique.codebook.tables import Row, rows
from communique.codebook.voices import person_who_publishes
from communique.model import Document

FILE = "publishers.csv"
COLUMNS = ("name", "forms", "domains", "country", "kind", "source")


class PublisherKind(StrEnum):
    """Whose words a publisher prints: its own side's, an agency's, or a newspaper's or broadcaster's."""

    OFFICIAL = "official"
    AGENCY = "agency"
    PRESS = "press"


_KINDS = frozenset(PublisherKind)


class Publisher(NamedTuple):
    """A publisher and the state or organisation it belongs to. `country` is empty where it belongs to none."""

    name: str
    forms: tuple[str, ...]
    domains: tuple[str, ...]
    country: str
    kind: PublisherKind
    source: str

    @property
    def side(self) -> str | None:
        """The state or organisation for which an official publisher speaks; None for agencies and the press."""
        return self.country if self.kind is PublisherKind.OFFICIAL and self.country else None


@cache
def publishers() -> tuple[Publisher, ...]:
    """Return all publishers in the order of the table; raise BadCodebookRow naming the line of a bad row."""
    found: list[Publisher] = []
    owners: dict[str, str] = {}
    for row in rows(FILE, COLUMNS):
        publisher = _publisher(row)
        for key in {*map(_folded, (publisher.name, *publisher.forms)), *publisher.domains}:
            owner = owners.setdefault(key, publisher.name)
            if owner != publisher.name:
                raise row.bad(f"{key!r} already belongs to {owner!r}")
        found.append(publisher)
    return tuple(found)


def _publisher(row: Row) -> Publisher:
    if not row["name"] or not row["source"]:
        raise row.bad("a publisher needs a name and a source")
    if row["country"] and not re.fullmatch(r"[A-Z][A-Z0-9]{1,9}", row["country"]):
        raise row.bad(f"{row['country']!r} is no code of a state or an organisation")
    forms = tuple(form.strip() for form in row["forms"].split("|") if form.strip())
    kind = PublisherKind(row.choice("kind", _KINDS))
    return Publisher(row["name"], forms, tuple(row["domains"].lower().split()), row["country"], kind, row["source"])


def publisher_of(document: Document) -> Publisher | None:
    """Return who published `document`: by its publisher field, its address, or the agency of its dateline."""
    return find_publisher(name=document.publisher, url=document.url) or publisher_in_dateline(document.text)


def find_publisher(*, name: str | None = None, url: str | None = None) -> Publisher | None:
    """Return the publisher of this name or form, else of this address; None if neither is known.

    A name may carry a section or the words around it ("Reuters World", "@WhiteHouse", "via Xinhua News Agency"). The
    words of a person ("Ana Berg, statement to the press") are her side's, on whosever site they stand.
    """
    person = person_who_publishes(name) if name else None
    if person is not None:
        return _by_person(person)
    return (_by_name(name) if name else None) or (_by_address(url) if url else None)


def publisher_in_dateline(text: str) -> Publisher | None:
    """Return the agency that the first lines name in brackets or slashes: "(Xinhua)", "/TASS/", "(AP)"."""
    for found in _AGENCY.finditer(text[:_DATELINE_WINDOW]):
        for words in (found[1] or found[2]).replace(",", "/").split("/"):
            publisher = _names().get(_folded(words))
            if publisher and publisher.kind is not PublisherKind.OFFICIAL:
                return publisher
    return None


def side_at_the_head(text: str) -> str | None:
    """Return the side of the official publisher whose name is one of the first lines, as ministries head readouts.

    The whole line must be the name: a headline may begin or end with a ministry that it speaks of.
    """
    for line in head_of(text):
        publisher = find_publisher(name=line) if len(line) <= _LONGEST_NAME // 2 else None
        if publisher and publisher.side and _bare(line) in map(_bare, (publisher.name, *publisher.forms)):
            return publisher.side
    return None


def head_of(text: str) -> Iterator[str]:
    """Yield the first lines of a text that are not blank."""
    return itertools.islice(filter(None, map(str.strip, text[:_HEAD_WINDOW].splitlines())), HEAD)


def _bare(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold())).removeprefix("the ")


HEAD = 3
"""Lines at whose head a publisher is looked for; further down a ministry is what the text speaks of."""
_HEAD_WINDOW = 10_000
_DATELINE_WINDOW = 1500
_AGENCY = re.compile(r"\(([^()\n]{2,60})\)\s{0,2}(?=[-–—:.]|$)|(?<=\s)/([A-Z][A-Za-z-]{1,30})/", re.MULTILINE)
_PUNCTUATION = re.compile(r"[^\w&.]+")


def _folded(name: str) -> str:
    """Drop case, punctuation and a leading article, so that "The Moscow Times" and "Moscow Times" are one."""
    words = _PUNCTUATION.sub(" ", name.replace(".", "")).casefold().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


@cache
def _names() -> dict[str, Publisher]:
    return {_folded(form): publisher for publisher in publishers() for form in (publisher.name, *publisher.forms)}


@cache
def _domains() -> dict[str, Publisher]:
    return {domain: publisher for publisher in publishers() for domain in publisher.domains}


_LONGEST_NAME = 200


def _by_name(name: str) -> Publisher | None:
    folded = _folded(name[:_LONGEST_NAME])
    exact = _names().get(folded)
    if exact:
        return exact
    if "." in name and " " not in name.strip():
        return _by_address(f"https://{name.strip()}")
    words = folded.split()
    for length in range(len(words) - 1, 1, -1):  # one word alone ("Times") is no name inside another
        for start in (0, len(words) - length):
            found = _names().get(" ".join(words[start : start + length]))
            if found:
                return found
    return None


def _by_person(name: str) -> Publisher | None:
    countries = {person.country for person in people_called(name) if person.country}
    if len(countries) != 1:
        return None
    return Publisher(name, (), (), countries.pop(), PublisherKind.OFFICIAL, TABLE)


def _by_address(url: str) -> Publisher | None:
    try:
        parts = urlsplit(url[:2000].strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    path = [piece for piece in parts.path.split("/") if piece]
    while host:
        for length in range(min(3, len(path)), -1, -1):
            found = _domains().get("/".join([host, *(piece.lower() for piece in path[:length])]))
            if found:
                return found
        host = host.partition(".")[2]
    return None

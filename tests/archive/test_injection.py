"""THREATS row 14: whatever is written into a filter is a word that is looked for, never a command."""

from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pytest

from communique.archive import Archive, Entry
from communique.errors import CommuniqueError

MakeEntry = Callable[..., Entry]
STARTS = ("'", '"', "')", '")', "`", "\\'", "' --", "%27", "$1", "")
ENDS = (
    " OR '1'='1",
    " OR 1=1 --",
    "; DROP VIEW documents; --",
    "; ATTACH '/etc/passwd' AS p; --",
    "; COPY documents TO '/tmp/x'; --",
    " UNION SELECT text FROM sources --",
    "|| read_text('/etc/hostname') ||'",
    "; SET enable_external_access=true; --",
    "/*",
    "\x00; SELECT 1",
)
STRINGS = [start + end for start, end in product(STARTS, ENDS)]
FILTERS = ("who", "place", "topic", "kind", "status", "language", "publisher", "since", "until", "words")


def asked(archive: Archive, **filters: Any) -> Iterator[str]:
    """Yield what a search finds, or by which code it is refused."""
    try:
        found = archive.search(filters.pop("words", ""), **filters)
    except CommuniqueError as error:
        yield error.code
    else:
        yield from (hit.document for hit in found.hits)


def test_there_are_a_hundred() -> None:
    assert len(set(STRINGS)) == 100


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_finds_what_it_names(archive: Archive, make_entry: MakeEntry, name: str) -> None:
    archive.add([make_entry(number) for number in range(3)])
    before = archive.documents()
    for string in STRINGS:
        found = list(asked(archive, **{name: string}))
        # Refused, or nothing: only a search for words may find a text that has all letters and figures of it.
        assert found in ([], ["C510"], ["C401"]) or (name == "words" and "1" in string), string
    assert archive.documents().equals(before)
    assert archive.search("").total == 3


def test_what_a_document_says_is_words_too(archive: Archive, make_entry: MakeEntry) -> None:
    archive.add([make_entry(number, ending=f" {string} said so.") for number, string in enumerate(STRINGS)])
    assert archive.documents().num_rows == 100
    texts = archive.table("sources").column("text").to_pylist()
    assert all(any(string.strip() in text for text in texts) for string in STRINGS if "\x00" not in string)
    for string in STRINGS[:10]:
        rows = archive.query("SELECT count(*) AS n FROM sources WHERE contains(text, ?)", [string.strip()]).to_pylist()
        assert rows == [{"n": sum(string.strip() in text for text in texts)}]

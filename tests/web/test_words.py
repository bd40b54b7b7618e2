"""The catalogue of words: each is used, and each that is used is there."""

import re
from pathlib import Path

import pytest

import communique.web
from communique.web.words import words

WEB = Path(communique.web.__file__).parent
SOURCES = [*sorted((WEB / "templates").glob("*.jinja")), *sorted((WEB / "pages").glob("*.py"))]
COMPOSED = ("nav", "tally", "passage", "what", "known_by", "season")
"""Groups whose keys are made of a value."""
PUT_TOGETHER = {
    "document.mode_direct",
    "document.read",
    "document.set_aside",
    "document.failed",
    "person.planned",
    "person.cancelled",
    "search.publisher",
    "search.language",
    "search.year",
    "search.kind",
    "search.topic",
}


def _used() -> set[str]:
    found: set[str] = set()
    for path in SOURCES:
        source = path.read_text(encoding="utf-8")
        found |= set(re.findall(r"""(?:\bt|\bsay|words\(\))\(\s*["']([a-z_]+\.[a-z_0-9]*[a-z0-9])["']""", source))
        found |= set(re.findall(r""""((?:document|finding|relations|phrases|meetings)\.[a-z_]+[a-z])\"""", source))
    return found


def test_every_word_that_is_used_is_in_the_catalogue() -> None:
    assert sorted(_used() - words().keys) == []


def test_every_word_of_the_catalogue_is_used() -> None:
    composed = {key for key in words().keys if key.partition(".")[0] in COMPOSED}
    assert sorted(words().keys - _used() - composed - PUT_TOGETHER) == []


def test_a_number_chooses_the_form_and_has_commas() -> None:
    assert words()("meetings.count", n=1) == "1 meeting"
    assert words()("meetings.count", n=1204) == "1,204 meetings"


def test_an_unknown_word_is_an_error() -> None:
    with pytest.raises(KeyError):
        words()("meetings.nothing")

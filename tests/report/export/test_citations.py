"""BibTeX and CSL-JSON: braces balance, words come back, dates keep their precision."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.report.export.citations import address, bibtex_lines, csl_items, escaped

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))
_WRITTEN = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    **{rf"\{mark}": mark for mark in "%#$&_"},
}
_ESCAPE = re.compile("|".join(map(re.escape, _WRITTEN)))


def read_as_bibtex(field: str) -> str:
    """Return what TeX would print, after what BibTeX itself does: count braces, which a backslash does not hide."""
    depth = 0
    for mark in field:
        depth += {"{": 1, "}": -1}.get(mark, 0)
        assert depth >= 0
    assert depth == 0
    bare = _ESCAPE.sub("", field)
    assert not set(bare) & set("\\{}~^%#$&_\n\r")
    return _ESCAPE.sub(lambda found: _WRITTEN[found[0]], field)


@given(ANY_TEXT)
def test_any_words_come_back_on_one_line(text: str) -> None:
    written = escaped(text)
    assert len(written.splitlines()) <= 1
    controls = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", text)
    assert read_as_bibtex(written) == " ".join(controls.split())


@pytest.mark.parametrize("text", ["100 % of R&D", "{half", "half}", "\\end{document}", "a_b^c~d#e$", "}, @misc{evil,"])
def test_what_tex_would_act_on_is_words(text: str) -> None:
    assert read_as_bibtex(escaped(text)) == text


@given(ANY_TEXT)
def test_no_address_ends_its_field(url: str) -> None:
    assert not set(address(url)) & set('{}\\"\n\r <>')
    assert address(url).isascii()


def test_an_ordinary_address_stays_as_it_is() -> None:
    url = "https://fjordcourier.example/a_b/?id=1&x=%20y#top"
    assert address(url) == url


def test_an_entry(rows: Any) -> None:
    lines = list(bibtex_lines([rows.document("0123456789abcdef01234567")], snapshot="5eed"))
    assert lines == [
        "% Documents of an archive of communique, snapshot 5eed",
        "",
        "@misc{thefjordcourier2026-0123456789ab,",
        "  author = {{The Fjord Courier}},",
        "  title = {{Sea talks in Oslo}},",
        "  date = {2026-03-09},",
        "  year = {2026},",
        "  month = {3},",
        "  url = {https://fjordcourier.example/0123456789abcdef01234567},",
        "  urldate = {2026-03-10},",
        "  note = {Archive snapshot 5eed, document 0123456789abcdef01234567, text SHA-256 " + "ab" * 32 + "},",
        "}",
    ]


@pytest.mark.parametrize(
    ("published", "fields", "parts"),
    [
        ("2026", {"date": "2026", "year": "2026"}, [[2026]]),
        ("2026-03", {"date": "2026-03", "year": "2026", "month": "3"}, [[2026, 3]]),
        ("2026-W11", {"date": "2026-03-09/2026-03-15", "year": "2026"}, [[2026, 3, 9], [2026, 3, 15]]),
        ("2026-W53", {"date": "2026-12-28/2027-01-03"}, [[2026, 12, 28], [2027, 1, 3]]),
        (None, {}, None),
    ],
)
def test_dates_keep_their_precision(
    rows: Any, published: str | None, fields: dict[str, str], parts: list[list[int]] | None
) -> None:
    known = rows.document("a", published_on=published)
    entry = "\n".join(bibtex_lines([known], snapshot="5eed"))
    found = dict(re.findall(r"^  (date|year|month) = \{(.*)\},$", entry, re.MULTILINE))
    assert found == fields
    (item,) = csl_items([known], snapshot="5eed")
    assert item.get("issued") == ({"date-parts": parts} if parts else None)


def test_what_is_not_known_is_left_out(rows: Any) -> None:
    bare = rows.document("a", url=None, publisher=None, title=None, retrieved_at=None, language=None)
    entry = "\n".join(bibtex_lines([bare], snapshot="5eed"))
    assert "title = {{[id-a]}}" in entry
    assert not re.search(r"^  (author|url|urldate) =", entry, re.MULTILINE)
    (item,) = csl_items([bare], snapshot="5eed")
    assert set(item) == {"id", "type", "title", "issued", "note"}
    assert item["type"] == "document"


def test_a_web_page_names_the_day_on_which_it_was_fetched(rows: Any) -> None:
    (item,) = csl_items([rows.document("a")], snapshot="5eed")
    assert (item["type"], item["accessed"]) == ("webpage", {"date-parts": [[2026, 3, 10]]})
    assert "snapshot 5eed, document a" in item["note"]


def test_two_documents_never_share_a_key(rows: Any) -> None:
    same = "0123456789ab"
    keys = [item["id"] for item in csl_items([rows.document(f"{same}{end}") for end in "123"], snapshot="5eed")]
    assert len(set(keys)) == 3

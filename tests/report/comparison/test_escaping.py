"""Whatever stands in a text, in any field, never becomes markup, a formula, a control sequence or another cell."""

import csv
import io
import unicodedata
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.console import Console

from communique.model import Account, Comparison
from communique.report.comparison import comparison_html, comparison_markdown, comparison_page, comparison_table
from communique.report.comparison.table import COLUMNS

Build = Callable[[str], tuple[Comparison, tuple[Account, ...]]]

TEXTS = st.one_of(
    st.text(min_size=1, max_size=60),
    st.text("<>&\"'=|`*_[](){}#\\\r\n\t -+@:/", min_size=1, max_size=40),
)
"""Any text, and texts of the marks that formats are made of."""


class Elements(HTMLParser):
    """Collects elements with their attributes, comments and declarations."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.others = 0
        self.scripts: list[str] = []
        self._in_script = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._in_script = tag == "script"

    def handle_endtag(self, tag: str) -> None:
        del tag
        self._in_script = False

    def handle_data(self, data: str) -> None:
        if self._in_script:
            self.scripts.append(data)

    def handle_comment(self, data: str) -> None:
        del data
        self.others += 1

    def unknown_decl(self, data: str) -> None:
        del data
        self.others += 1


@pytest.fixture(scope="session")
def of_the_template(hostile: Build) -> Elements:
    """Return the elements of a page in which only harmless words stand."""
    return Elements(comparison_html(*hostile("word")))


def check_page(hostile: Build, of_the_template: Elements, text: str) -> None:
    page = Elements(comparison_html(*hostile(text)))
    assert {tag for tag, _ in page.elements} <= {tag for tag, _ in of_the_template.elements}
    allowed = {(tag, name) for tag, attributes in of_the_template.elements for name in attributes}
    allowed |= {("a", "rel"), ("div", "lang"), ("p", "lang"), ("span", "lang")}
    assert {(tag, name) for tag, attributes in page.elements for name in attributes} <= allowed
    assert page.scripts == of_the_template.scripts
    assert page.others == 0
    links = [str(attributes["href"]) for tag, attributes in page.elements if tag == "a"]
    assert [link for link in links if not link.startswith(("#", "http://", "https://"))] == []


def check_markdown(hostile: Build, text: str) -> None:
    reader = MarkdownIt("commonmark").enable("table").enable("strikethrough")
    tokens = reader.parse(comparison_markdown(*hostile(text), everything=True))
    harmless = reader.parse(comparison_markdown(*hostile("word"), everything=True))
    assert {token.type for token in tokens} <= {token.type for token in harmless}
    for kind in ("tr_open", "td_open", "heading_open"):
        assert [token.type for token in tokens].count(kind) == [token.type for token in harmless].count(kind)
    inside = [child for token in tokens for child in token.children or []]
    marks = {"text", "text_special", "html_inline", "strong_open", "strong_close", "em_open", "em_close"}
    assert {child.type for child in inside} <= marks
    assert {child.content for child in inside if child.type == "html_inline"} <= {"<br>"}


def check_table(hostile: Build, text: str) -> None:
    table = comparison_table(*hostile(text)).removeprefix("\ufeff")
    header, *rows = csv.reader(io.StringIO(table, newline=""))
    assert tuple(header) == COLUMNS
    assert [len(row) for row in rows] == [len(COLUMNS)] * 3
    assert [cell for row in rows for cell in row if cell[:1] and cell[0] in "=+-@\t\r\n"] == []
    assert rows[0][header.index("words")].removeprefix("'") == text.removeprefix("'")


def check_terminal(hostile: Build, text: str, width: int) -> None:
    console = Console(width=width, markup=False, highlight=False, emoji=False, color_system=None)
    with console.capture() as capture:
        console.print(comparison_page(*hostile(text), everything=True, spans=True))
    assert [mark for mark in capture.get() if mark != "\n" and unicodedata.category(mark) in {"Cc", "Cs"}] == []


@given(text=TEXTS)
def test_no_text_becomes_markup_in_a_page(hostile: Build, of_the_template: Elements, text: str) -> None:
    check_page(hostile, of_the_template, text)


@given(text=TEXTS)
def test_no_text_becomes_markup_in_markdown(hostile: Build, text: str) -> None:
    check_markdown(hostile, text)


@given(text=TEXTS)
def test_no_text_becomes_a_formula_or_another_cell(hostile: Build, text: str) -> None:
    check_table(hostile, text)


@given(text=TEXTS, width=st.integers(30, 160))
def test_no_text_steers_the_terminal(hostile: Build, text: str, width: int) -> None:
    check_terminal(hostile, text, width)


def test_known_attacks_stay_texts(hostile: Build, of_the_template: Elements, payloads: tuple[str, ...]) -> None:
    for text in (*payloads, "".join(payloads)):
        check_page(hostile, of_the_template, text)
        check_markdown(hostile, text)
        check_table(hostile, text)
        check_terminal(hostile, text, 80)

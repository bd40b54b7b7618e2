"""Whatever stands in a text, in any field, never becomes markup, a formula, a control sequence or another cell."""

import csv
import io
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.console import Console

from communique.model import Account, Comparison
from communique.report.comparison import comparison_html, comparison_markdown, comparison_page, comparison_table
from communique.report.comparison.table import COLUMNS

Build = Callable[[str], tuple[Comparison, tuple[Account, ...]]]

PAYLOADS = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    'https://example.org/" onclick="alert(1)',
    "{{ 7 * 7 }}{% raw %}",
    "--><!--",
    "]]>",
    "<base href=//example.org>",
    "<meta http-equiv=refresh content=0>",
    "&lt;script&gt;&amp;#60;",
    '=HYPERLINK("http://example.org")',
    "+1|-1",
    "@SUM(1)\t=1\r\n=2",
    "a\nb\n# c\n\n    code\n| d | e |\n|---|---|",
    "[a](javascript:alert(1)) ![b](http://example.org/c.png) <br> `d`",
    "\x1b]0;title\x07\x1b[31mred\x00\u202e\u2066",
    "\ud800 lone",
    "𝔄 astral 中文 العربية",
    "1. one\n2. two",
)
TEXTS = st.one_of(
    st.text(min_size=1, max_size=60),
    st.lists(st.sampled_from(PAYLOADS), min_size=1, max_size=3).map("".join),
    st.text("<>&\"'=|`*_[](){}#\\\r\n\t -+@:/", min_size=1, max_size=40),
)


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


@given(text=TEXTS)
@example(text="".join(PAYLOADS))
def test_no_text_becomes_markup_in_a_page(hostile: Build, of_the_template: Elements, text: str) -> None:
    page = Elements(comparison_html(*hostile(text)))
    assert {tag for tag, _ in page.elements} <= {tag for tag, _ in of_the_template.elements}
    allowed = {(tag, name) for tag, attributes in of_the_template.elements for name in attributes}
    allowed |= {("a", "rel"), ("div", "lang"), ("p", "lang"), ("span", "lang")}
    assert {(tag, name) for tag, attributes in page.elements for name in attributes} <= allowed
    assert page.scripts == of_the_template.scripts
    assert page.others == 0
    links = [str(attributes["href"]) for tag, attributes in page.elements if tag == "a"]
    assert [link for link in links if not link.startswith(("#", "http://", "https://"))] == []


@given(text=TEXTS)
@example(text="".join(PAYLOADS))
def test_no_text_becomes_markup_in_markdown(hostile: Build, text: str) -> None:
    reader = MarkdownIt("commonmark").enable("table").enable("strikethrough")
    tokens = reader.parse(comparison_markdown(*hostile(text), everything=True))
    harmless = reader.parse(comparison_markdown(*hostile("word"), everything=True))
    blocks = {token.type for token in harmless}
    assert {token.type for token in tokens} <= blocks
    assert [token.type for token in tokens].count("tr_open") == [token.type for token in harmless].count("tr_open")
    assert [token.type for token in tokens].count("td_open") == [token.type for token in harmless].count("td_open")
    inside = [child for token in tokens for child in token.children or []]
    assert {child.type for child in inside} <= {
        "text", "text_special", "html_inline", "strong_open", "strong_close", "em_open", "em_close"
    }  # fmt: skip
    assert {child.content for child in inside if child.type == "html_inline"} <= {"<br>"}


@given(text=TEXTS)
@example(text="".join(PAYLOADS))
def test_no_text_becomes_a_formula_or_another_cell(hostile: Build, text: str) -> None:
    comparison, accounts = hostile(text)
    table = comparison_table(comparison, accounts).removeprefix("\ufeff")
    header, *rows = csv.reader(io.StringIO(table, newline=""))
    assert tuple(header) == COLUMNS
    assert [len(row) for row in rows] == [len(COLUMNS)] * 3
    assert [cell for row in rows for cell in row if cell[:1] and cell[0] in "=+-@\t\r\n"] == []
    assert rows[0][header.index("words")].removeprefix("'") == text.removeprefix("'")


@given(text=TEXTS, width=st.integers(30, 160))
@example(text="".join(PAYLOADS), width=80)
def test_no_text_steers_the_terminal(hostile: Build, text: str, width: int) -> None:
    console = Console(width=width, markup=False, highlight=False, emoji=False, color_system=None)
    with console.capture() as capture:
        console.print(comparison_page(*hostile(text), everything=True, spans=True))
    assert [mark for mark in capture.get() if mark != "\n" and (not mark.isprintable() and mark < "\xa0")] == []

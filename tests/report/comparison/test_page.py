import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from communique.model import Account, Comparison
from communique.report.comparison import comparison_html

Accounts = tuple[Account, ...]


class Page(HTMLParser):
    """Collects what a test asks of a page: tags with their attributes, and the text outside style and script."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._stack: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        del tag
        self._stack.pop()

    def handle_data(self, data: str) -> None:
        if not self._stack or self._stack[-1] not in {"style", "script"}:
            self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture
def html(comparison: Comparison, accounts: Accounts) -> str:
    return comparison_html(comparison, accounts)


def test_nothing_is_loaded_from_outside(html: str) -> None:
    page = Page(html)
    assert [
        tag for tag, attributes in page.tags if "src" in attributes or tag in {"link", "img", "iframe", "form"}
    ] == []
    assert "url(" not in html
    assert "@import" not in html


def test_the_policy_names_the_hashes_of_the_only_style_and_script(html: str) -> None:
    (policy,) = [meta["content"] for meta in Page(html).all("meta") if meta.get("http-equiv")]
    hashes = {}
    for tag in ("style", "script"):
        (source,) = re.findall(f"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        hashes[tag] = f"sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}"
    assert policy == (
        f"default-src 'none'; style-src '{hashes['style']}'; script-src '{hashes['script']}'; "
        "base-uri 'none'; form-action 'none'"
    )
    assert [attributes for _, attributes in Page(html).tags if "style" in attributes] == []


def test_every_link_within_the_page_leads_somewhere_and_no_name_stands_twice(html: str) -> None:
    page = Page(html)
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = [str(link["href"]) for link in page.all("a")]
    assert [target for target in targets if target.startswith("#") and target[1:] not in ids] == []
    assert [target for target in targets if not target.startswith("#")] == ["https://example.org/oslo?a=1&b"]


def test_words_are_in_the_language_of_their_account(html: str) -> None:
    assert '<span dir="auto" lang="es">“' in html
    assert '<span dir="auto" lang="en">“' in html
    assert Page(html).all("html") == [{"lang": "en"}]


def test_changes_are_elements_with_signs_and_hidden_words(html: str) -> None:
    assert html.count("<del>") == 2
    assert html.count("<ins>") == 2
    (war,) = re.findall(r"<del>(?:(?!</del>).)*war.*?</del>", html)
    assert '<span class="hidden"> (only here: </span><span class="sign" aria-hidden="true">[\u2011</span>' in war
    assert '<span class="changed">war</span>' in war
    assert '<span class="code"> ‹condemn›</span>' in html


def test_tables_have_captions_and_scopes(html: str) -> None:
    page = Page(html)
    assert len(page.all("caption")) == len(page.all("table"))
    assert {header.get("scope") for header in page.all("th")} == {"row", "col"}


def test_protocol_and_closest_passages_are_folded_without_a_script(html: str) -> None:
    page = Page(html)
    assert [attributes for attributes in page.all("details") if "open" in attributes] == []
    assert "Closest passages searched" in page.text
    assert "Frame and protocol" in page.text


def test_only_differences_are_jumped_between(html: str) -> None:
    rows = [attributes for attributes in Page(html).all("tr") if attributes.get("class") == "difference"]
    assert len(rows) == 7
    assert all(row["tabindex"] == "-1" for row in rows)


def test_the_whole_texts_are_there_word_for_word(html: str, accounts: Accounts) -> None:
    page = Page(html)
    for account in accounts:
        assert account.text in page.text
        assert account.record.document.sha256 in page.text


def test_the_same_comparison_gives_the_same_page(comparison: Comparison, accounts: Accounts, html: str) -> None:
    assert comparison_html(comparison, accounts) == html


def test_a_text_that_is_not_at_hand_is_said_to_be_missing(comparison: Comparison, accounts: Accounts) -> None:
    assert "The text of this account is not at hand." in Page(comparison_html(comparison, accounts[1:])).text

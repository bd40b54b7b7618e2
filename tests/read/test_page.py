"""What the markup says about a page."""

import json

import pytest

from communique.read.page import facts_of


def with_head(page: str, head: str) -> str:
    return page.replace("<html>", f"<html><head>{head}</head>")


def test_an_article_is_found(page: str, story: str) -> None:
    facts = facts_of(page, None)
    assert facts["article"] is True
    assert facts["headline"] == "Talks to resume"
    assert all(paragraph in facts["text"] for paragraph in story.split("\n"))


GRAPH = (
    '<script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, {"@type": ["Thing", "Article"], '
    '"datePublished": "2025-07-14T08:00:00Z"}]}</script>'
)


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2025-07-14T08:00:00Z">',
        '<meta name="DC.date.issued" content="2025-07-14T08:00:00Z">',
        '<meta name="pubdate" content="2025-07-14T08:00:00Z">',
        '<meta itemprop="datePublished" content="2025-07-14T08:00:00Z">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2025-07-14T08:00:00Z"}</script>',
        GRAPH,
    ],
)
def test_a_declared_date_is_found(page: str, head: str) -> None:
    assert "2025-07-14T08:00:00Z" in [value for _, value in facts_of(with_head(page, head), None)["dates"]]


@pytest.mark.parametrize(
    "block",
    ["{not json", "[" * 100_000, "null", '{"@type": 5}', '{"@type": "Article", "datePublished": 20250714}', '"x"', ""],
)
def test_odd_linked_data_is_passed_over(page: str, block: str) -> None:
    facts = facts_of(with_head(page, f'<script type="application/ld+json">{block}</script>'), None)
    assert facts["dates"] == []
    assert facts["article"] is True


def test_a_modified_date_is_not_a_declared_one(page: str) -> None:
    facts = facts_of(with_head(page, '<meta property="article:modified_time" content="2025-07-15">'), None)
    assert facts["dates"] == []


def test_dates_in_the_foot_of_the_page_are_the_sites(page: str) -> None:
    foot = "<footer>Last change: 2024-01-02</footer></body>"
    assert facts_of(page.replace("</body>", foot), None)["times"] == []


def test_title_publisher_language_and_address(page: str) -> None:
    node = {
        "@type": "NewsArticle",
        "headline": "Talks  resume",
        "publisher": {"@type": "Organization", "name": "The Example"},
    }
    head = (
        f'<script type="application/ld+json">{json.dumps(node)}</script>'
        '<link rel="canonical" href="https://paper.example/talks">'
    )
    facts = facts_of(with_head(page, head).replace("<html>", '<html lang="en-GB">'), None)
    assert facts["title"] == "Talks resume"
    assert facts["publisher"] == "The Example"
    assert facts["language"] == "en-GB"
    assert facts["url"] == "https://paper.example/talks"


@pytest.mark.parametrize("html", ["", "   ", "\0"])
def test_nothing_is_reported_as_nothing(html: str) -> None:
    facts = facts_of(html, None)
    assert facts.get("error") == "nothing" or facts["article"] is False

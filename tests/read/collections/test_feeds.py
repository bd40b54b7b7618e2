"""RSS, Atom, RDF, sitemaps, and lists of addresses."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from communique.errors import FetchFailed
from communique.model import KnownBy
from communique.read import Outcome, read_any
from communique.read.collections.feeds import addresses_in, looks_like_feed
from communique.read.found import Validators
from communique.read.terms import Fetched

STORY = "<p>Ministers Lindqvist and Arancibia met in Santiago.</p><p>They discussed fisheries &amp; trade.</p>"
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Valparaíso Paper</title><language>en</language>
<link>https://paper.example/</link>
<item><title>Ministers meet</title><link>https://paper.example/a</link><pubDate>Tue, 03 Jun 2025 10:00:00 GMT</pubDate>
<description>Two ministers met.</description><content:encoded><![CDATA[{STORY}]]></content:encoded></item>
<item><title>Ministers part</title><guid>https://paper.example/b</guid><description>Two ministers parted.</description>
<dc:date>2025-06-04T10:00:00Z</dc:date></item>
<item><title>No words</title><link>https://paper.example/c</link></item>
<item><title></title></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Ministry</title>
<entry><title>Ministers meet</title><link rel="self" href="https://x.example/self"/><link href="https://x.example/a"/>
<published>2025-06-03T10:00:00Z</published><content type="html">{STORY.replace("<", "&lt;")}</content></entry>
<entry><title>Xhtml</title><link href="https://x.example/b"/><updated>2025-06-05T10:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>They met.</p><p>They parted.</p></div></content>
</entry>
</feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel><title>Old paper</title></channel><item><title>Talks</title><link>https://o.example/a</link>
<description>Talks were held.</description></item></rdf:RDF>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://paper.example/a</loc><news:news>
<news:publication><news:name>Paper</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2025-06-03</news:publication_date><news:title>Ministers meet</news:title></news:news></url>
<url><loc>https://paper.example/b</loc></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://paper.example/sitemap1.xml</loc></sitemap></sitemapindex>"""
NOW = datetime(2025, 6, 5, tzinfo=UTC)


class Pages:
    """Fetches from a dictionary, and notes what was asked for."""

    def __init__(self, pages: dict[str, str]) -> None:
        self.pages, self.asked = pages, list[str]()

    def get(self, url: str) -> Fetched:
        self.asked.append(url)
        if url not in self.pages:
            raise FetchFailed(f"{url} answered 404")
        return Fetched(
            url=url, status=200, body=self.pages[url].encode(), retrieved_at=NOW, validators=Validators(etag='"1"')
        )


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_stories_in_a_feed_are_read_and_the_others_are_parts_or_failures(tmp_path: Path) -> None:
    found = list(read_any(write(tmp_path, "feed.rss", RSS)))
    assert [one.url for one in found] == [f"https://paper.example/{name}" for name in "abc"]
    whole, part, none = found
    document = whole.reading.document
    assert document.text == (
        "Ministers meet\nMinisters Lindqvist and Arancibia met in Santiago.\nThey discussed fisheries & trade."
    )
    assert (document.title, document.publisher, document.language) == ("Ministers meet", "The Valparaíso Paper", "en")
    assert document.published_on is not None
    assert (document.published_on.value, document.published_on.known_by) == ("2025-06-03", KnownBy.METADATA)
    assert whole.is_whole
    assert whole.received == STORY.encode()
    assert "Two ministers parted." in part.reading.document.text
    assert not part.is_whole
    assert part.failures[0].code == "C115"
    assert (none.outcome, none.failures[0].code) == (Outcome.FAILED, "C116")


def test_stories_are_fetched_where_somebody_fetches(tmp_path: Path) -> None:
    pages = Pages({"https://paper.example/b": "They parted, and that was all."})
    found = list(read_any(write(tmp_path, "feed.xml", RSS), fetcher=pages))
    assert pages.asked == ["https://paper.example/b", "https://paper.example/c"]
    assert found[1].reading.document.text == "They parted, and that was all."
    assert (found[1].validators.etag, found[1].retrieved_at, found[1].is_whole) == ('"1"', NOW, True)
    assert found[2].failures[0].code == "C118"


def test_atom_and_rdf(tmp_path: Path) -> None:
    first, second = read_any(write(tmp_path, "a.atom", ATOM))
    assert first.url == "https://x.example/a"
    assert "They discussed fisheries & trade." in first.reading.document.text
    assert second.reading.document.text == "Xhtml\nThey met.\nThey parted."
    (old,) = read_any(write(tmp_path, "b.xml", RDF))
    assert (old.url, old.is_whole) == ("https://o.example/a", False)


def test_a_sitemap_names_pages(tmp_path: Path) -> None:
    path = write(tmp_path, "sitemap.xml", SITEMAP)
    assert [one.failures[0].code for one in read_any(path)] == ["C116", "C116"]
    pages = Pages({"https://paper.example/a": "They met.", "https://paper.example/b": "They parted."})
    assert [one.reading.document.text for one in read_any(path, fetcher=pages)] == ["They met.", "They parted."]


def test_an_index_leads_to_sitemaps_and_no_further(tmp_path: Path) -> None:
    pages = Pages(
        {
            "https://paper.example/index.xml": INDEX,
            "https://paper.example/sitemap1.xml": SITEMAP.replace("/b", "/index.xml"),
            "https://paper.example/a": "They met.",
        }
    )
    found = list(read_any("https://paper.example/index.xml", fetcher=pages))
    assert found[0].reading.document.text == "They met."
    assert len(pages.asked) == 4  # the index, its sitemap, the page, and the index again, which is then not followed
    loop = Pages({"https://paper.example/sitemap1.xml": INDEX})
    assert len(list(read_any(write(tmp_path, "i.xml", INDEX), fetcher=loop))) == 1
    assert len(loop.asked) <= 2


def test_a_feed_that_is_cut_off_gives_the_entries_before(tmp_path: Path) -> None:
    found = list(read_any(write(tmp_path, "feed.xml", RSS[: RSS.index("No words")])))
    assert found[0].is_whole
    assert found[-1].failures[0].code == "C112"


def test_a_page_is_no_feed_because_it_speaks_of_one() -> None:
    assert looks_like_feed(RSS.encode())
    assert looks_like_feed(ATOM.encode("utf-16"))
    assert not looks_like_feed(b"<html><body>&lt;rss&gt; <rss > </body></html>")
    assert not looks_like_feed(b"They said that <rss > is old.")


def test_a_list_of_addresses(tmp_path: Path) -> None:
    path = write(tmp_path, "list.txt", "# ours\nhttps://paper.example/a\n\nhttps://paper.example/zz\n")
    assert [one.failures[0].code for one in read_any(path)] == ["C116", "C116"]
    pages = Pages({"https://paper.example/a": "They met."})
    found = list(read_any(path, fetcher=pages))
    assert [(one.number, one.source, one.outcome) for one in found] == [
        (1, str(path), Outcome.READ),
        (2, str(path), Outcome.FAILED),
    ]


@pytest.mark.parametrize("text", ["", "They met. https://a.example/", "https://a.example/\nThey met.", "# nothing\n"])
def test_a_text_is_no_list_because_it_names_addresses(text: str) -> None:
    assert addresses_in(text) is None


def test_a_page_that_has_not_changed_is_said_to_be_so() -> None:
    class Unchanged:
        def get(self, url: str) -> Fetched:
            return Fetched(url=url, status=304, retrieved_at=NOW, is_unchanged=True, validators=Validators(etag='"1"'))

    (found,) = read_any("https://paper.example/a", fetcher=Unchanged())
    assert (found.outcome, found.validators.etag, found.asked_url) == (
        Outcome.UNCHANGED, '"1"', "https://paper.example/a",
    )  # fmt: skip


def test_an_address_is_not_fetched_unless_somebody_fetches() -> None:
    (found,) = read_any("https://paper.example/a")
    assert found.failures[0].code == "C116"

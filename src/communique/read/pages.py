"""HTML -> document: the article and its headline as text, and what the markup says about them."""

from dataclasses import dataclass, replace
from typing import Unpack

from communique.errors import EmptySource, NoArticle, ReadingError, TooDeep, TooSlow
from communique.model import Failure
from communique.read.characters import without_surrogates
from communique.read.formats import Format
from communique.read.nesting import MAX_DEPTH, is_deeper_than
from communique.read.plain import check_size, document_of
from communique.read.reading import Facts, Given, Reading
from communique.read.sandbox import SANDBOX
from communique.read.tags import text_without_tags, title_of

_HEADLINE_WINDOW = 600


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a page, and what its markup declares."""

    text: str
    failures: tuple[Failure, ...] = ()
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None
    dates: tuple[str, ...] = ()
    times: tuple[str, ...] = ()


def read_html(
    html: str,
    *,
    document_id: str,
    **given: Unpack[Facts],
) -> Reading:
    """Make a document of a page. Its text is the article as trafilatura finds it, after the headline.

    Where that fails (nested too deep, too slow, no article found) the tags are dropped instead and all words are kept,
    with a failure that says so. Raises EmptySource or NoArticle if no words are left, TooLarge above ten million
    characters, BadDate for a `published_on` that is no date. What is given wins over what the page declares.
    """
    return read_markup(html, Format.HTML, document_id=document_id, given=Given(**given))


def read_markup(
    markup: str,
    form: Format,
    *,
    document_id: str,
    given: Given,
    failures: tuple[Failure, ...] = (),
    encoding: str | None = None,
) -> Reading:
    """Read HTML or XML that has been decoded. See `read_html`; XML other than XHTML only loses its tags."""
    check_size(len(markup), document_id, "characters")
    clean, odd = without_surrogates(markup.removeprefix("\ufeff"))
    # Places in the markup are not places in the text.
    noticed = tuple(failure.model_copy(update={"start": None, "end": None}) for failure in (*failures, *odd))
    if not clean.strip("\0 \t\r\n"):
        raise EmptySource(f"{document_id} holds no text")
    page = _page_of(clean, url=given.url) if form is Format.HTML else _bare(clean)
    if not page.text.strip():
        raise _no_words(page, document_id)
    full = replace(
        given,
        title=given.title or page.title,
        url=given.url or page.url,
        publisher=given.publisher or page.publisher,
    )
    return document_of(
        page.text,
        document_id=document_id,
        given=full,
        failures=(*noticed, *page.failures),
        declared_dates=page.dates,
        hinted_dates=page.times,
        labelled_language=page.language,
        encoding=encoding,
    )


def _page_of(html: str, *, url: str | None) -> Page:
    if is_deeper_than(html):
        return _bare(html, TooDeep(f"the page nests more than {MAX_DEPTH} elements; only its tags were dropped"))
    try:
        facts = SANDBOX.facts_of(html, url=url)
    except TooSlow as error:
        return _bare(html, error)
    if "error" in facts:
        return _bare(html, NoArticle(f"the page could not be parsed ({facts['error']}); only its tags were dropped"))
    page = Page(
        text=str(facts["text"]),
        title=facts["title"],
        url=facts["url"],
        publisher=facts["publisher"],
        language=facts["language"],
        dates=tuple(value for _, value in facts["dates"]),
        times=tuple(facts["times"]),
    )
    if not facts["article"]:
        notice = NoArticle("no article was found in the page; all its words were kept")
        bare = _bare(html, notice)
        return replace(page, text=bare.text, failures=bare.failures)
    text, _ = without_surrogates(_with_headline(page.text, facts["headline"]))
    return replace(page, text=text)


def _with_headline(text: str, headline: str | None) -> str:
    """Put the headline (`h1`) before the article unless it stands there: headlines speak about the news, too."""
    if not headline or _folded(headline) in _folded(text[: _HEADLINE_WINDOW + len(headline)]):
        return text
    return f"{headline}\n{text}"


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()


def _bare(markup: str, notice: ReadingError | None = None) -> Page:
    text, _ = without_surrogates(text_without_tags(markup))
    return Page(text=text, title=title_of(markup), failures=(Failure.of(notice),) if notice else ())


def _no_words(page: Page, document_id: str) -> ReadingError:
    if page.failures and page.failures[-1].code == TooDeep.code:
        return TooDeep(f"{document_id} nests its elements too deep and holds no words")
    if page.failures and page.failures[-1].code == TooSlow.code:
        return TooSlow(f"{document_id}: {page.failures[-1].message}")
    return NoArticle(f"{document_id} holds no words: a page drawn by scripts, or an empty one")

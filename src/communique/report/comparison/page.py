"""The comparison as one HTML file that needs nothing from outside: no script to be read, light and dark, narrow, print.

A policy in the page names the hashes of its only style and script, so that nothing else can run, and nothing be loaded.
"""

import base64
import hashlib
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from urllib.parse import urlsplit

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup

from communique.model import Account, Comparison, FindingKind, Span
from communique.report.comparison import phrases
from communique.report.comparison.layout import laid_out
from communique.report.comparison.quotations import Piece, Quotation
from communique.report.comparison.view import MOST_REFERENCES, View
from communique.report.visible import visible

DIFFERENCES = frozenset(FindingKind) - {FindingKind.BOTH, FindingKind.UNKNOWN}
"""Kinds between which the keys of the page jump."""


def comparison_html(comparison: Comparison, accounts: Sequence[Account]) -> str:
    """Return the report as a whole HTML page.

    Every quoted word is a slice of an account, in the language of the account, and leads to its place in the whole
    text at the end. All text is escaped; control characters and marks of direction are shown as escapes in letters.
    """
    view = laid_out(comparison, accounts)
    texts = {account.account_id: account.text for account in accounts}
    anchors = _Anchors(view, comparison)
    style, script = _shipped("page.css"), _shipped("page.js")
    return _template().render(
        view=view,
        say=phrases,
        where=anchors.address,
        named=str,
        finding_at="#{}".format,
        most=MOST_REFERENCES,
        differences=DIFFERENCES,
        lengths=_lengths(comparison, view),
        texts=[
            None if one.account_id not in texts else list(anchors.parts(one.account_id, texts[one.account_id]))
            for one in comparison.accounts
        ],
        style=Markup(style),  # noqa: S704 - ours
        style_hash=_hash(style),
        script=Markup(script),  # noqa: S704 - ours
        script_hash=_hash(script),
    )


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a whole text: whether a finding rests on it, and the name of its place, if it is linked to."""

    words: str
    is_meant: bool
    anchor: str


class _Anchors:
    """Names of the places in the whole texts that the quotations lead to."""

    def __init__(self, view: View, comparison: Comparison) -> None:
        self._numbers = {account.account_id: n for n, account in enumerate(comparison.accounts, start=1)}
        self._starts: dict[str, set[int]] = {}
        self._meant: dict[str, list[tuple[int, int]]] = {}
        for quotation, is_meant in _all_quotations(view):
            for span in quotation.spans:
                self._starts.setdefault(quotation.account_id, set()).add(span.start)
                if is_meant:
                    self._meant.setdefault(quotation.account_id, []).append((span.start, span.end))

    def of(self, account_id: str, start: int) -> str:
        return f"text-{self._numbers[account_id]}-at-{start}"

    def address(self, account_id: str, span: Span) -> str:
        """Return where a quotation leads."""
        return f"#{self.of(account_id, span.start)}"

    def parts(self, account_id: str, text: str) -> Iterator[Part]:
        """Cut a whole text where something is linked to, and where words that are meant begin and end."""
        starts = self._starts.get(account_id, set())
        meant = _union(self._meant.get(account_id, []))
        borders = sorted({0, len(text), *starts, *itertools.chain.from_iterable(meant)})
        ends = [end for _, end in meant]
        at = 0
        for begin, end in itertools.pairwise(borders):
            while at < len(meant) and ends[at] <= begin:
                at += 1
            yield Part(
                words="\n".join(map(visible, text[begin:end].split("\n"))),
                is_meant=at < len(meant) and meant[at][0] <= begin,
                anchor=self.of(account_id, begin) if begin in starts else "",
            )


def _all_quotations(view: View) -> Iterator[tuple[Quotation, bool]]:
    """Yield every quotation of the page, and whether a finding rests on its words."""
    for section in (*view.sections, *view.folded):
        for cell in itertools.chain.from_iterable(row.cells for row in section.rows):
            yield from ((quotation, True) for quotation in cell.quotations)
            yield from ((quotation, False) for quotation in cell.closest)
    yield from ((lead, False) for lead in view.analysts.leads if lead is not None)
    for aspect in view.analysts.aspects:
        yield from ((coded.words, False) for coded in itertools.chain.from_iterable(aspect.by_account))


def _union(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _lengths(comparison: Comparison, view: View) -> dict[str, str]:
    """Return the length of each side's accounts: what a silence is read beside."""
    return {
        column.side: " + ".join(
            phrases.words(account.words) for account in comparison.accounts if account.side == column.side
        )
        or phrases.NO_ACCOUNT
        for column in view.columns
    }


def groups_of_evidence(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Put neighbours together that are meant, and those that are context."""
    return [list(group) for _, group in itertools.groupby(pieces, key=lambda piece: piece.is_evidence)]


def is_web_address(url: str) -> bool:
    """Tell whether an address may become a link: nothing that runs or reads files."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=FunctionLoader(_shipped),
    )
    environment.filters["groups_of_evidence"] = groups_of_evidence
    environment.tests["web_address"] = is_web_address
    return environment.get_template("page.html.jinja")


@cache
def _shipped(name: str) -> str:
    return resources.files("communique.report.comparison").joinpath(name).read_text(encoding="utf-8")


def _hash(source: str) -> str:
    """Return the hash of an inline style or script as a content security policy writes it."""
    return f"sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}"

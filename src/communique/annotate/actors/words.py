"""One document as the actors component reads it: tokens as plain lists, and what stands where."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate

from spacy.attrs import DEP, HEAD, SENT_START
from spacy.tokens import Doc

from communique.annotate.actors.vocabulary import Form, FormKind, vocabulary
from communique.annotate.columns import Columns
from communique.annotate.layers import Layers
from communique.annotate.news import News
from communique.model import PassageKind

_MASK = (1 << 64) - 1
_NAME_TAGS = frozenset({"NNP", "NNPS"})


@dataclass(frozen=True, slots=True)
class Cell:
    """Tokens `first` to `last` (inclusive) under one form of the codebook. `inner` are the forms within it."""

    first: int
    last: int
    forms: tuple[Form, ...]
    inner: tuple["Cell", ...] = ()

    def form(self, kind: FormKind) -> Form | None:
        """Return the reading of one kind, if the words have one."""
        for form in self.forms:  # asked for every word: a generator would cost four times as much
            if form.kind is kind:
                return form
        return None


class Words:
    """The tokens of one `Doc` by index: words, tags, labels, heads; sentences, paragraphs, quotations, news."""

    __slots__ = (
        "capitals",
        "cells",
        "deps",
        "doc",
        "ends",
        "heads",
        "in_dateline",
        "in_headline",
        "is_news",
        "lower",
        "offsets",
        "paragraph",
        "quotation",
        "sentence",
        "tags",
        "text",
        "timed",
        "words",
    )

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text: str = Layers(doc).text
        # One array instead of a walk over the tokens: making a token object costs more than all that is done with it.
        columns = doc.to_array([DEP, HEAD, SENT_START]).astype("int64").T.tolist()
        deps, heads, starts = columns if len(doc) else ([], [], [])
        of_doc = Columns.of(doc)
        self.words, self.lower, self.tags = of_doc.words, of_doc.lower, of_doc.tags
        self.capitals: list[int] = [at for at, word in enumerate(self.words) if word[:1].isupper()]
        self.deps: list[str] = _strings(doc, deps)
        self.heads: list[int] = [at + head for at, head in enumerate(heads)]
        self.offsets, self.ends = of_doc.starts, of_doc.ends
        self.sentence: list[int] = [number - 1 for number in accumulate([1, *(start == 1 for start in starts[1:])])]
        self.paragraph: list[int] = list(accumulate([0, *("\n" in word for word in self.words[:-1])]))
        self.is_news: list[bool] = [False] * len(self.words)
        for start, end in News(doc, headlines=True).spans:
            first, last = bisect_left(self.offsets, start), bisect_left(self.offsets, end)
            self.is_news[first:last] = [True] * (last - first)
        self.quotation: list[int] = [-1] * len(self.words)
        for number, quotation in enumerate(Layers(doc).quotes):
            self._fill(quotation.start, quotation.end, self.quotation, number)
        self.timed: list[int] = [-1] * len(self.words)
        for number, time in enumerate(Layers(doc).times):
            self._fill(time.start, time.end, self.timed, number)
        self.in_dateline: list[int] = [0] * len(self.words)
        self.in_headline: list[int] = [0] * len(self.words)
        for passage in Layers(doc).passages:
            if passage.kind is PassageKind.DATELINE:
                self._fill(passage.start, passage.end, self.in_dateline, 1)
            elif passage.kind is PassageKind.HEADLINE:
                self._fill(passage.start, passage.end, self.in_headline, 1)
        self.cells: list[Cell | None] = [None] * len(self.words)
        self._find_cells()

    def token_at(self, offset: int) -> int:
        """Return the token that the character belongs to, or the last one before it."""
        return max(bisect_right(self.offsets, offset) - 1, 0)

    def _fill(self, start: int, end: int, into: list[int], value: int) -> None:
        at = self.token_at(start)
        while at < len(into) and self.offsets[at] < end:
            if self.offsets[at] >= start:
                into[at] = value
            at += 1

    def end(self, token: int) -> int:
        """Return the offset behind a token."""
        return self.ends[token]

    # -- forms of the codebook ----------------------------------------------------------------------------------------

    def _find_cells(self) -> None:
        """Lay the codebook's forms over the tokens, the longest first; shorter ones inside become its inner cells."""
        starts = dict(zip(self.offsets, range(len(self.words)), strict=True))
        ends = dict(zip(self.ends, range(len(self.words)), strict=True))
        spans: dict[tuple[int, int], list[Form]] = {}
        for hit in vocabulary().hits(self.text):
            first, last = starts.get(hit.start), ends.get(hit.end)
            if first is not None and last is not None and self.is_news[first]:
                spans.setdefault((first, last), []).append(hit.form)
        taken = -1
        outer: tuple[int, int] | None = None
        inner: list[Cell] = []
        for (first, last), forms in spans.items():
            if first > taken:
                self._lay(outer, spans, inner)
                outer, inner, taken = (first, last), [], last
            elif last <= taken:
                inner.append(Cell(first, last, tuple(forms)))
        self._lay(outer, spans, inner)

    def _lay(self, outer: tuple[int, int] | None, spans: dict[tuple[int, int], list[Form]], inner: list[Cell]) -> None:
        if outer is None:
            return
        first, last = outer
        if self._is_no_form(first, last, spans[outer]):
            return
        cell = Cell(first, last, tuple(spans[outer]), tuple(inner))
        for at in range(first, last + 1):
            self.cells[at] = cell

    def _is_no_form(self, first: int, last: int, forms: list[Form]) -> bool:
        """Tell whether common words only look like a form: a verb "to chair", "major" as an adjective, "us"."""
        if first != last:
            return False
        tag = self.tags[first]
        kinds = {form.kind for form in forms}
        if kinds <= {FormKind.TITLE, FormKind.INSTITUTION}:
            return tag.startswith(("VB", "JJ", "RB", "IN", "MD")) or (tag == "VBG")
        return False

    # -- small questions ----------------------------------------------------------------------------------------------

    def is_name(self, at: int) -> bool:
        """Tell whether a token is a capitalised word of a name that the codebook does not know."""
        word = self.words[at]
        return (
            self.cells[at] is None
            and word[:1].isupper()
            and self.timed[at] < 0
            and not self.in_dateline[at]
            and (
                self.tags[at] in _NAME_TAGS
                or (
                    self.tags[at] in {"NN", "NNS", "JJ", "FW", "VBN"}
                    and at > 0
                    and self.sentence[at] == self.sentence[at - 1]
                    and self.quotation[at] == self.quotation[at - 1]
                )
            )
        )


def _strings(doc: Doc, ids: list[int]) -> list[str]:
    """Return the strings of a column of ids, each looked up once."""
    strings = doc.vocab.strings
    known = {one: strings[one & _MASK] for one in set(ids)}
    return [known[one] for one in ids]

"""Which stretches of a document speak about the news."""

from bisect import bisect_right
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from communique.annotate.columns import Columns
from communique.annotate.layers import Layers
from communique.annotate.patterns import Beginnings
from communique.model import PassageKind

# Headlines repeat the body in other words and in headline grammar: people and topics may be learned from them, but
# they make no statements or meetings of their own.
_PROSE = frozenset({PassageKind.BODY, PassageKind.CAPTION, PassageKind.DATELINE})


class News:
    """The news passages of one document: `start` to `end` (exclusive), in the order of the text."""

    __slots__ = ("_starts", "spans")

    def __init__(self, doc: Doc, *, headlines: bool = False) -> None:
        passages = Layers(doc).passages
        if not passages:
            found = [(0, len(Layers(doc).text))] if len(doc) else []
        else:
            found = []
            for passage in passages:
                if passage.kind in _PROSE or (headlines and passage.kind is PassageKind.HEADLINE):
                    if found and found[-1][1] == passage.start:
                        found[-1] = (found[-1][0], passage.end)
                    else:
                        found.append((passage.start, passage.end))
        self.spans: tuple[tuple[int, int], ...] = tuple(found)
        self._starts = [start for start, _ in self.spans]

    def __contains__(self, offset: object) -> bool:
        """Tell whether the character at `offset` belongs to the news."""
        if not isinstance(offset, int):
            return False
        at = bisect_right(self._starts, offset) - 1
        return at >= 0 and offset < self.spans[at][1]


def tokens_beginning(doc: Doc, beginnings: Beginnings) -> Iterator[Token]:
    """Yield the tokens of the news at which one of the beginnings stands, in the order of the text."""
    news, columns = News(doc), Columns.of(doc)
    for at in beginnings.places(Layers(doc).text, columns.lower, columns.starts):
        if columns.starts[at] in news:
            yield doc[at]


def news_spans(doc: Doc, *, headlines: bool = False) -> tuple[tuple[int, int], ...]:
    """Return the stretches of news as (start, end exclusive), neighbours joined; headlines only when asked for."""
    return News(doc, headlines=headlines).spans


def is_news(doc: Doc, start: int, end: int, *, headlines: bool = False) -> bool:
    """Tell whether all characters from `start` to `end` (exclusive) belong to one stretch of news."""
    return any(first <= start and end <= last for first, last in news_spans(doc, headlines=headlines))

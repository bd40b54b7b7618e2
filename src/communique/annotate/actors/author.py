"""Who says "I" in a text of which no more is known than that one person alone speaks in it: a post, a statement."""

from itertools import islice

from spacy.tokens import Doc, Token

from communique.annotate.actors.voice import PLURAL, SINGULAR
from communique.annotate.columns import Columns
from communique.annotate.layers import PREFIX, Derived, Layers
from communique.annotate.news import News
from communique.codebook.aliases import entities
from communique.codebook.publishers import find_publisher
from communique.model import Actor, ActorKind, PassageKind

AUTHOR = "author"
"""Stands for the author while a document is read; no record holds it."""
_KEY = f"{PREFIX}author"
_FIRST_PERSON = SINGULAR | PLURAL
_SPEAKS = frozenset({"i", "we", "me", "my"})
_PRESS = frozenset({PassageKind.BYLINE, PassageKind.DATELINE})
_LEAD = 40
"""Words at the head of a text by nobody known, one of which must be "I", "my" or "we": any office says "our"."""


class Author(Derived):
    """The author of one document: `actor` is the side whose own text it is, `AUTHOR` where nobody tells.

    None of the two in a text of the press, or where labels say who speaks ("PRESIDENT BERG:"): there "I" is somebody
    whom the layer of mentions knows, or nobody known.
    """

    __slots__ = ("_quotes", "actor")

    def __init__(self, doc: Doc, *, is_alone: bool) -> None:
        self._quotes = [(quote.start, quote.end) for quote in Layers(doc).quotes]
        self.actor = self._found(doc) if is_alone else None

    def keep(self, doc: Doc) -> None:
        """Keep it beside the layers of the document."""
        doc.user_data[_KEY] = self

    @staticmethod
    def of(doc: Doc) -> "Author | None":
        """Return the author of a document, None if nobody looked for one."""
        found = doc.user_data.get(_KEY)
        return found if isinstance(found, Author) else None

    def says(self, token: Token) -> bool:
        """Tell whether a word is the author's "I", "my", "we" or "our"."""
        return self.actor is not None and token.lower_ in _FIRST_PERSON and not self.is_quoted(token)

    def is_quoted(self, token: Token) -> bool:
        """Tell whether a word stands in quotation marks."""
        return any(start <= token.idx < end for start, end in self._quotes)

    def _found(self, doc: Doc) -> Actor | None:
        layers = Layers(doc)
        state = layers.publisher_country
        if state is not None:
            known = entities().get(state)
            is_state = known is not None and known.kind == "state"
            return Actor(id=state, kind=ActorKind.STATE, name=known.name, country=state) if is_state and known else None
        if any(passage.kind in _PRESS for passage in layers.passages) or find_publisher(name=layers.publisher):
            return None
        columns, news = Columns.of(doc), News(doc)
        lead = islice((at for at, start in enumerate(columns.starts) if start in news), _LEAD)
        if not any(columns.lower[at] in _SPEAKS and not self.is_quoted(doc[at]) for at in lead):
            return None
        return Actor(id=AUTHOR, kind=ActorKind.PERSON, name="I", office="author")

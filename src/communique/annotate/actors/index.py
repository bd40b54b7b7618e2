"""Asking for mentions by place: the one that a word heads, the smallest around a stretch, the one exactly there."""

from bisect import bisect_right

from spacy.attrs import HEAD, IDX, POS
from spacy.symbols import ADJ, DET, NOUN, NUM, PRON, PROPN, X
from spacy.tokens import Doc, Token

from communique.annotate.layers import PREFIX, Derived, Layers
from communique.model import Actor, Mention

_KEY = f"{PREFIX}mention_index"
_NOMINAL = frozenset({NOUN, PROPN, PRON, ADJ, NUM, DET, X})


class MentionIndex(Derived):
    """The mentions of one annotated `Doc`, with their heads as the parse has them: a stored document will do."""

    __slots__ = ("_actors", "_around", "_at", "_heads", "_layers", "_offsets")

    @classmethod
    def of(cls, doc: Doc) -> "MentionIndex":
        """Return the index of a document; it is built anew only when the mentions or the actors have changed."""
        found = doc.user_data.get(_KEY)
        if isinstance(found, cls) and found.is_of(doc):
            return found
        doc.user_data[_KEY] = fresh = cls(doc)
        return fresh

    def is_of(self, doc: Doc) -> bool:
        """Tell whether the index still holds for the document."""
        layers = Layers(doc)
        return self._layers == (id(layers.mentions), id(layers.actors))

    def __init__(self, doc: Doc) -> None:
        layers = Layers(doc)
        self._layers = (id(layers.mentions), id(layers.actors))
        self._actors = {actor.id: actor for actor in layers.actors}
        self._at: dict[tuple[int, int], Mention] = {}
        self._heads: dict[int, Mention] = {}
        self._around: dict[int, list[Mention]] = {}
        self._offsets: list[int] = []
        mentions = sorted(layers.mentions, key=lambda one: (one.start - one.end, one.start))
        if not mentions:
            return
        self._offsets, heads, tags = doc.to_array([IDX, HEAD, POS]).astype("int64").T.tolist()
        for mention in mentions:
            self._at.setdefault((mention.start, mention.end), mention)
            self._place(mention, heads, tags)

    def _place(self, mention: Mention, heads: list[int], tags: list[int]) -> None:
        """Note the tokens of a mention, and those whose head lies outside it. The longest mention comes first."""
        offsets = self._offsets
        first = max(bisect_right(offsets, mention.start) - 1, 0)
        last = bisect_right(offsets, mention.end - 1) - 1
        for at in range(first, last + 1):
            self._around.setdefault(at, []).append(mention)
            above = at + heads[at]
            if (above == at or not first <= above <= last) and tags[at] in _NOMINAL:
                self._heads.setdefault(at, mention)

    def headed_by(self, token: Token) -> Mention | None:
        """Return the widest mention whose syntactic head is `token`; inside a name, the mention of the name.

        For the first of "Putin and Xi" that is the group, for the second it is Xi alone.
        """
        found = self._heads.get(token.i)
        if found is not None or token.pos != PROPN:
            return found
        # A parse may take another word of a name for its head.
        around = self._around.get(token.i)
        return around[-1] if around else None

    def covering(self, start: int, end: int) -> Mention | None:
        """Return the smallest mention that covers the characters from `start` to `end` (exclusive)."""
        at = bisect_right(self._offsets, start) - 1
        around = self._around.get(at, [])
        return next((mention for mention in reversed(around) if mention.start <= start and end <= mention.end), None)

    def at(self, start: int, end: int) -> Mention | None:
        """Return the mention that stands exactly there."""
        return self._at.get((start, end))

    def actor(self, actor_id: str | None) -> Actor | None:
        """Return the actor with this id."""
        return None if actor_id is None else self._actors.get(actor_id)

"""Asking for mentions by place: the one that a word heads, the smallest around a stretch, the one exactly there."""

from spacy.tokens import Doc, Token

from communique.annotate.layers import Layers
from communique.model import Actor, Mention

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET", "X"})
_LONGEST_CLIMB = 12


class MentionIndex:
    """The mentions of one annotated `Doc`. Heads are read from the parse, so a stored document answers as a fresh one."""

    __slots__ = ("_actors", "_at", "_by_token", "_doc", "_heads")

    def __init__(self, doc: Doc) -> None:
        layers = Layers(doc)
        self._doc = doc
        self._actors = {actor.id: actor for actor in layers.actors}
        self._at: dict[tuple[int, int], Mention] = {}
        self._heads: dict[int, Mention] = {}
        self._by_token: dict[int, list[Mention]] = {}
        mentions = sorted(layers.mentions, key=lambda one: (one.start - one.end, one.start))
        starts = {token.idx: token.i for token in doc} if mentions else {}
        for mention in mentions:
            self._at.setdefault((mention.start, mention.end), mention)
            first = starts.get(mention.start)
            if first is not None:
                self._place(mention, first)

    def _place(self, mention: Mention, first: int) -> None:
        doc, size = self._doc, len(self._doc)
        last = first
        while last + 1 < size and doc[last + 1].idx < mention.end:
            last += 1
        for at in range(first, last + 1):
            token = doc[at]
            self._by_token.setdefault(at, []).append(mention)
            above = token.head.i
            if (above == at or not first <= above <= last) and token.pos_ in _NOMINAL:
                self._heads.setdefault(at, mention)

    def headed_by(self, token: Token) -> Mention | None:
        """Return the widest mention whose syntactic head is `token`; inside a name, the mention of the name.

        For the first of "Putin and Xi" that is the group, for the second it is Xi alone.
        """
        found = self._heads.get(token.i)
        if found is not None:
            return found
        around = self._by_token.get(token.i)
        if not around or token.pos_ not in {"PROPN", "NOUN"}:
            return None
        # A parse that takes another word of the name for its head: only inside one and the same unbroken name.
        smallest = around[-1]
        return smallest if token.pos_ == "PROPN" else None

    def covering(self, start: int, end: int) -> Mention | None:
        """Return the smallest mention that covers the characters from `start` to `end` (exclusive)."""
        best: Mention | None = None
        for mention in self._at.values():
            if mention.start <= start and end <= mention.end:
                if best is None or mention.end - mention.start < best.end - best.start:
                    best = mention
        return best

    def at(self, start: int, end: int) -> Mention | None:
        """Return the mention that stands exactly there."""
        return self._at.get((start, end))

    def actor(self, actor_id: str | None) -> Actor | None:
        """Return the actor with this id."""
        return None if actor_id is None else self._actors.get(actor_id)

"""Which phrases are coordinated: "Putin and Xi", "the Quad leaders - A, B, C and D"."""

from communique.annotate.actors.cast import Cast
from communique.annotate.actors.scene import Scene
from communique.annotate.actors.words import Words
from communique.annotate.roster import Player
from communique.model import ActorKind

_JOINING = frozenset({"and", "&"})


class Coordination:
    """Reads the coordinated phrases of one document."""

    def __init__(self, words: Words, cast: Cast, scene: Scene) -> None:
        self._words = words
        self._cast = cast
        self._scene = scene
        self._joined: set[int] = set()

    def heads_of(self, last: int) -> list[int]:
        """Return the heads of all conjuncts, of which the one at token `last` is the last."""
        words, heads = self._words, [last]
        while self.is_conjunct(heads[0]) and words.heads[heads[0]] < heads[0]:
            heads.insert(0, words.heads[heads[0]])
        return heads

    def join(self, head: int, first: int) -> None:
        """Note a phrase behind "and" that the parser took for an apposition: "Biden and Prime Minister Kishida"."""
        if self._words.deps[head] == "appos" and first > 0 and self._words.lower[first - 1] in _JOINING:
            self._joined.add(head)

    def is_conjunct(self, head: int) -> bool:
        """Tell whether a phrase is coordinated with one before it."""
        return self._words.deps[head] == "conj" or head in self._joined

    def coordinated(self, last: int) -> tuple[int, Player] | None:
        """Return the group that ends with the conjunct at token `last`: its first head, and the player."""
        words = self._words
        heads = self.heads_of(last)
        if len(heads) < 2 or self.is_conjunct(heads[0]):
            return None
        between = words.lower[heads[-2] + 1 : last]
        if "or" in between or not (_JOINING & set(between)):
            return None
        # Of "Minister Ivo Baric and Ana Kos" the parser may join the first name, while the name is noted at its last.
        heads = [self._scene.name_at.get(head, head) if head not in self._scene.at else head for head in heads]
        members: list[Player] = []
        for head in heads:
            player = self._scene.at.get(head)
            if player is None or player.is_open or (player.is_plural and player.members):
                return None
            if player not in members:
                members.append(player)
        return (heads[0], self._cast.group(members)) if len(members) > 1 else None

    def together(self, members: list[Player]) -> Player:
        """Return the group of several."""
        return self._cast.group(members)

    def both(self, one: Player, other: Player) -> Player:
        """Return the group of two."""
        return self._cast.group([one, other])

    def listed(self, last: int) -> tuple[int, Player] | None:
        """Return the members that a plural names behind a dash or colon: "the Quad leaders – A, B and C"."""
        words, here = self._words, last + 1
        members: list[Player] = []
        end = last
        while here < len(words.words) and words.sentence[here] == words.sentence[last] and here - end < 12:
            player = self._scene.names.get(here)
            if player is not None and player.kind is ActorKind.PERSON and player not in members:
                members.append(player)
                end = here
            elif words.tags[here].startswith(("VBD", "VBZ", "VBP", "MD")):
                break
            here += 1
        if len(members) < 2:
            return None
        return end, self._cast.group(members)

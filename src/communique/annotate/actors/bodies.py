"""States, capitals, ministries and publications: who acts under the name of a place or a house."""

from communique.annotate.actors.cast import Cast, Player
from communique.annotate.actors.modifiers import Around, alias_of, institution_of
from communique.annotate.actors.scene import Scene
from communique.annotate.actors.words import Cell, Words
from communique.codebook.aliases import GOVERNMENTS
from communique.codebook.reporting import verbs_by_form
from communique.model import ActorKind

_PLACE_PREPOSITIONS = frozenset(
    {
        "in",
        "at",
        "from",
        "near",
        "outside",
        "around",
        "through",
        "via",
        "into",
        "across",
        "throughout",
        "toward",
        "towards",
        "over",
        "on",
        "inside",
    }
)
_CALLED = {
    "agency": "media",
    "newspaper": "media",
    "paper": "media",
    "daily": "media",
    "broadcaster": "media",
    "channel": "media",
    "network": "media",
}


class Bodies:
    """Resolves the names and nouns of one document that stand for states and bodies."""

    def __init__(self, words: Words, cast: Cast, scene: Scene) -> None:
        self._words = words
        self._cast = cast
        self._scene = scene

    def entity(self, cell: Cell) -> Player | None:
        """Return the state, organisation or publication that a form means here; None where it is a place."""
        alias = alias_of(cell, self._cast.on)
        if alias is None:
            return None
        if (
            alias.ambiguous
            and "name" in alias.ambiguous
            and alias.kind not in {"name", "short"}
            and not self._acts(cell.last)
        ):
            return None
        if alias.kind in GOVERNMENTS and not self._acts(cell.last):
            return None
        return self._cast.entity(alias.entity)

    def _acts(self, at: int) -> bool:
        """Tell whether a capital stands where a government does: as subject, possessor, or partner ("with Beijing")."""
        words = self._words
        dep, head = words.deps[at], words.heads[at]
        if words.paragraph[at] != words.paragraph[min(at + 3, len(words.words) - 1)] and words.words[at].isupper():
            return False
        if dep in {"nsubj", "nsubjpass", "agent"}:
            return True
        if dep == "poss":
            return True
        if dep == "conj" and head != at:
            return self._acts(head)
        if dep in {"dobj", "dative"}:
            return words.lower[head] in verbs_by_form()
        if dep == "pobj":
            preposition = words.lower[head]
            if preposition in _PLACE_PREPOSITIONS:
                return False
            if preposition == "to":
                return words.lower[words.heads[head]] in verbs_by_form()
            return preposition in {"with", "between", "by", "of", "against", "for", "than", "among", "to"}
        return False

    def institution(self, cell: Cell, around: Around) -> tuple[Player | None, str] | None:
        """Return the ministry or body that a form means, with its state; None if it is no actor here."""
        named = institution_of(cell, self._cast.on)
        if named is None:
            return None
        entity = around.entity or named.country or self._owner_country(around)
        if entity is None and around.of is not None:
            owner = self._scene.at.get(around.of)
            entity = owner.country if owner is not None else None
        if named.id == "government":
            if entity is not None:
                return self._cast.entity(entity), ""
            if self._words.lower[cell.last] in {
                "side",
                "mission",
                "delegation",
                "leadership",
                "authority",
                "administration",
            }:
                return None
            return None, "no state is named"
        kind = {"ministry": ActorKind.MINISTRY}.get(named.kind, ActorKind.ORGANISATION)
        if entity is not None:
            return self._cast.body(entity, named.id, named.name, kind), ""
        if named.id == "ministry":
            found = self._scene.recall(cell.last, lambda player: player.kind is ActorKind.MINISTRY)
            return found, "" if found else "no ministry is named before"
        found = self._scene.recall(cell.last, lambda player: player.id.endswith("." + named.id), paragraphs=20)
        if found is not None:
            return found, ""
        if self._cast.side is not None and named.kind == "ministry":
            return self._cast.body(self._cast.side, named.id, named.name, kind), ""
        if named.kind == "media":
            text = self._text(around, cell.last)
            return self._cast.add(Player(f"text:{named.id}", ActorKind.ORGANISATION, text)), ""
        return None, "no state is named"

    def _owner_country(self, around: Around) -> str | None:
        owner = self._scene.at.get(around.owner) if around.owner is not None else None
        return owner.country if owner is not None else None

    def collective(self, last: int, around: Around) -> tuple[Player | None, str] | None:
        """Resolve "the agency", "the newspaper", "the group": the last body that was called so."""
        words = self._words
        noun = words.lower[last]
        if around.determiner not in {"the", "this", "that"} or around.entity is not None:
            return None
        kind = _CALLED.get(noun)
        if kind == "media":
            from communique.codebook.aliases import entities

            found = self._scene.recall(
                last,
                lambda player: (
                    player.id in entities() and entities()[player.id].kind == "media" or noun in player.nouns
                ),
            )
            return (found, "") if found is not None else None
        found = self._scene.recall(last, lambda player: noun in player.nouns and not player.is_human)
        return (found, "") if found is not None else None

    def _text(self, around: Around, last: int) -> str:
        words = self._words
        first = around.start
        while first < last and words.tags[first] in {"DT", "PRP$"}:
            first += 1
        return " ".join(words.text[words.offsets[first] : words.end(last)].split())

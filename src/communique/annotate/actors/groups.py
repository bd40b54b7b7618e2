"""Several at once: "Putin and Xi", "the two diplomats", "both sides", "U.S. officials"."""

from collections.abc import Callable

from communique.annotate.actors.cast import Cast, Player, country_of
from communique.annotate.actors.modifiers import Around
from communique.annotate.actors.roles import Roles, holds
from communique.annotate.actors.scene import Scene
from communique.annotate.actors.words import Words
from communique.model import ActorKind

_STATES = frozenset(
    "side sides country countries nation nations state states government governments capital capitals party parties neighbor neighbors neighbour neighbours power powers superpower superpowers delegation delegations team teams ally allies".split()
)
_PEOPLE = frozenset("man men woman women pair duo trio two three official officials".split())
_NUMBERS = {"two": 2, "both": 2, "pair": 2, "duo": 2, "three": 3, "trio": 3, "four": 4, "2": 2, "3": 3, "4": 4}


def singular(noun: str) -> str:
    """Return the singular of an English noun as the codebook lists it."""
    if noun.endswith("men"):
        return noun[:-3] + "man"
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith("ches"):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def _countries(members: tuple[Player, ...], number: int) -> list[str] | None:
    """Return the states of a group's members, if they are just so many."""
    countries = list(dict.fromkeys(member.country for member in members if member.country))
    return countries if len(countries) == number else None


def _acts_for_a_state(player: Player) -> bool:
    return (
        player.country is not None
        and not player.is_plural
        and (player.kind is ActorKind.PERSON or player.kind is ActorKind.MINISTRY)
    )


def _is_state(player: Player) -> bool:
    return player.kind is ActorKind.STATE


class Groups:
    """Resolves the plurals of one document."""

    def __init__(self, words: Words, cast: Cast, scene: Scene, roles: Roles) -> None:
        self._words = words
        self._cast = cast
        self._scene = scene
        self._roles = roles

    def plural(self, around: Around, last: int, entity: str | None) -> tuple[Player | None, str]:
        """Resolve a plural noun phrase whose last token is `last`."""
        words = self._words
        noun = singular(words.lower[last])
        number = self._number(around, last)
        if (
            number
            and entity is None
            and (around.determiner in {"the", "both", "these", "those", ""} or around.owner is not None)
        ):
            return self._principals(last, noun, number)
        if around.determiner == "the" and entity is None and number is None:
            if noun == "side":
                return self._principals(last, noun, 2)
            found = self._scene.recall(last, lambda player: player.is_plural and noun in player.nouns)
            if found is not None:
                return found, ""
            pair = self._principals(last, noun, None)
            if pair[0] is not None:
                return pair
        owner = self._roles.owner(around)
        country = country_of(entity) if entity is not None else owner.country if owner is not None else None
        player = self._cast.unnamed(self._roles.text(around, last), country=country, kind=ActorKind.GROUP)
        player.nouns.add(noun)
        return player, ""

    def _number(self, around: Around, last: int) -> int | None:
        words = self._words
        if words.lower[last] in _NUMBERS:
            return _NUMBERS[words.lower[last]]
        if around.determiner == "both":
            return 2
        return next((_NUMBERS[one] for one in around.adjectives if one in _NUMBERS), None)

    def _principals(self, last: int, noun: str, number: int | None) -> tuple[Player | None, str]:
        """Return the two (or three) that are plainly meant: those just mentioned, or the only ones of the text."""
        if noun in _STATES:
            return self._states(last, number or 2)

        def fits(player: Player) -> bool:
            if not player.is_human or player.is_plural or player.kind is not ActorKind.PERSON:
                return False
            return noun in _PEOPLE or holds(player, noun) or (noun == "leader" and bool(player.offices))

        return self._few(last, number or 2, fits, f"who the {number or 2} are")

    def _few(self, last: int, number: int, fits: Callable[[Player], bool], what: str) -> tuple[Player | None, str]:
        together = self._scene.recall(
            last,
            lambda player: player.is_plural and len(player.members) == number and all(map(fits, player.members)),
            paragraphs=3,
        )
        if together is not None:
            return together, ""
        for sentences in range(1, 7):
            found = self._scene.recent(last, fits, sentences=sentences)
            if len(found) == number:
                if (
                    len({player.country for player in found if player.country}) > 1
                    or number > 2
                    or None in {player.country for player in found}
                ):
                    return self._group(found), ""
            elif len(found) > number:
                break
        everyone = [player for player in self._cast.players.values() if fits(player) and self._is_seen(player)]
        if len(everyone) == number:
            return self._group(everyone), ""
        return None, f"{what} is not plain"

    def _is_seen(self, player: Player) -> bool:
        return any(seen.player is player for seen in self._scene.seen)

    def _states(self, last: int, number: int) -> tuple[Player | None, str]:
        """Return the states that are meant: of the people or states just mentioned, if there are just so many."""
        pair = self._scene.recall(last, lambda player: _countries(player.members, number) is not None, paragraphs=3)
        if pair is not None:
            return self._of_states(_countries(pair.members, number) or [])
        for fits in (_acts_for_a_state, _is_state):
            for sentences in range(7):
                found = self._scene.recent(last, fits, sentences=sentences)
                countries = list(dict.fromkeys(player.country for player in reversed(found) if player.country))
                if len(countries) == number:
                    return self._of_states(countries)
                if len(countries) > number:
                    break
        counts: dict[str, int] = {}
        for seen in self._scene.seen:
            if seen.player.country and not seen.player.is_plural:
                counts[seen.player.country] = counts.get(seen.player.country, 0) + 1
        ranked = sorted(counts, key=lambda country: -counts[country])
        if len(ranked) >= number and (
            len(ranked) == number or counts[ranked[number - 1]] >= 2 * counts[ranked[number]]
        ):
            return self._of_states(ranked[:number])
        return None, "which states are meant is not plain"

    def _of_states(self, countries: list[str]) -> tuple[Player | None, str]:
        return self._group([self._cast.entity(country) for country in countries]), ""

    def _group(self, found: list[Player]) -> Player:
        order = {seen.player.id: seen.at for seen in reversed(self._scene.seen)}
        return self._cast.group(sorted(found, key=lambda player: order.get(player.id, 0)))

    # -- coordination -------------------------------------------------------------------------------------------------

    def coordinated(self, last: int) -> tuple[int, int, Player] | None:
        """Return the group that ends with the conjunct at token `last`: its first head, the last one, and the player."""
        words = self._words
        heads = [last]
        while words.deps[heads[0]] == "conj" and len(heads) < 12:
            above = words.heads[heads[0]]
            if above >= heads[0]:
                return None
            heads.insert(0, above)
        if len(heads) < 2:
            return None
        between = words.lower[heads[-2] + 1 : last]
        if "or" in between or not ({"and", "&", "along"} & set(between)):
            return None
        members: list[Player] = []
        for head in heads:
            player = self._scene.at.get(head)
            if player is None:
                return None
            if player.is_plural and player.members:
                return None
            if player not in members:
                members.append(player)
        if len(members) < 2:
            return None
        return heads[0], last, self._cast.group(members)

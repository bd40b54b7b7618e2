"""Those who are plainly meant: "the two", "both sides", "the leaders" of a text that tells of just so many."""

from collections.abc import Callable

from communique.annotate.actors.cast import Cast, Found
from communique.annotate.actors.roles import holds
from communique.annotate.actors.scene import Scene
from communique.annotate.actors.words import Words
from communique.annotate.roster import Player
from communique.codebook.actor_words import offices_of_noun, singular, words_for
from communique.model import ActorKind

_FOR_PRINCIPALS = ("anyone", "of_states", "colleague", "other_side", "stands_for_state")
_SENTENCES = 6
"""Sentences back within which those meant may stand apart from each other, the group's own among them."""
_SENTENCES_LOOSE = 3
"""The same, where their offices fit the noun only loosely."""


class Principals:
    """Finds the people and the states that one document is plainly about."""

    def __init__(self, words: Words, cast: Cast, scene: Scene) -> None:
        self._words = words
        self._cast = cast
        self._scene = scene

    def called(self, last: int, noun: str, number: int, office: str | None, *, is_strict: bool = False) -> Found:
        """Return the two (or three) that are plainly meant: those just mentioned, or the only ones of the text.

        With `is_strict` ("the leaders of the two countries") only those whose office the noun names.
        """
        if noun in words_for("of_states"):
            return self.states(last, number)

        def strictly(player: Player) -> bool:
            is_so = office is not None and any(held == office for _, held in player.offices)
            return is_one_person(player) and (is_so or counts_in(player, noun) or holds(player, noun, loosely=False))

        def loosely(player: Player) -> bool:
            leads = noun == "leader" and any(held not in words_for("office_of_many") for _, held in player.offices)
            return is_one_person(player) and (counts_in(player, noun) or holds(player, noun) or leads)

        found = self.few(last, number, noun, strictly, is_strict=is_strict)
        if found is None and office is None and not is_strict:
            found = self.few(last, number, noun, loosely, sentences=_SENTENCES_LOOSE)
        if found is not None:
            found.nouns.add(noun)
            return found, ""
        if office is not None and office not in words_for("office_of_many"):
            states, _ = self.states(last, number)
            if states is not None:
                return self._cast.all_of(self._cast.holder(state.id, office) for state in states.members)
        return None, f"who the {number} are is not plain"

    def few(
        self,
        last: int,
        number: int,
        noun: str,
        fits: Callable[[Player], bool],
        *,
        sentences: int = _SENTENCES,
        is_strict: bool = False,
    ) -> Player | None:
        """Return the group of `number` people that fit: of the last sentences, named together, or of the whole text.

        `sentences` is how far back they may stand apart from each other. None where more, or fewer, fit.
        """

        def are_these(player: Player) -> bool:
            if not player.is_plural or len(player.members) != number:
                return False
            return noun in player.nouns or all(fits(one) and self._is_seen(one) for one in player.members)

        together = self._scene.recall(last, are_these, paragraphs=3, subjects=True)
        together = together or self._scene.recall(last, are_these, paragraphs=3)
        own = self._own_subject(last)
        for far in range(sentences):
            found = [one for one in self._scene.recent(last, fits, sentences=far) if one is not own]
            if any(player.is_open for player in found):
                break
            is_new = together is None or far <= 1 or not set(found) & set(together.members)
            if len(found) == number and is_new and _are_apart(found):
                return self._in_order(found)
            if len(found) > number and together is None:
                acting = [one for one in found if one in self._acting(last, far)]
                if len(acting) == number and _are_apart(acting):
                    return self._in_order(acting)
            if len(found) >= number:
                break
        if together is not None:
            return together
        everyone = [player for player in self._cast.players.values() if fits(player) and self._is_seen(player)]
        if len(everyone) == number and _are_apart(everyone):
            return self._in_order(everyone)
        if is_strict or not may_be_principals(noun):
            return None
        people = [player for player in self._cast.players.values() if is_one_person(player) and self._is_seen(player)]
        return self._in_order(people) if len(people) == number and _are_apart(people) else None

    def _own_subject(self, last: int) -> Player | None:
        """Return who acts upon the group in its own clause, and so is none of it: "she telephoned the two leaders"."""
        words = self._words
        verb = words.heads[last]
        if words.deps[last] == "pobj":
            verb = words.heads[verb]
        if verb > last or words.deps[last] in {"nsubj", "nsubjpass"}:
            return None
        return next((seen.player for seen in reversed(self._scene.seen) if words.heads[seen.at] == verb), None)

    def _is_seen(self, player: Player) -> bool:
        return player.id in self._scene.seen_ids

    def states(self, last: int, number: int) -> Found:
        """Return the states that are meant: of the people or states just mentioned, if there are just so many."""
        is_territory = singular(self._words.lower[last]) in words_for("stands_for_state") - {"side"}
        pair = self._scene.recall(
            last, lambda player: len(_countries(player.members)) == number, paragraphs=3, subjects=not is_territory
        )
        if pair is not None:
            return self._cast.all_of(self._cast.entity(country) for country in _countries(pair.members))
        here = self._in_paragraph(last)
        # An agency that stands before the lead ("(AFP)") is none of the two.
        states = tuple(player for player in here if player.kind is not ActorKind.ORGANISATION)
        named = self._scene.recall(last, lambda player: len(_countries(player.members)) == number, paragraphs=0)
        beside = _countries(named.members) if named is not None else []
        for countries in (_countries(tuple(filter(_acts_for_a_state, here))), beside, _countries(states)):
            if len(countries) == number:
                return self._cast.all_of(self._cast.entity(country) for country in countries)
        for fits in (_acts_for_a_state, _is_state):
            for sentences in range(7):
                found = self._scene.recent(last, fits, sentences=sentences)
                countries = _countries(tuple(reversed(found)))
                if len(countries) == number:
                    return self._cast.all_of(self._cast.entity(country) for country in countries)
                if len(countries) > number:
                    break
        counts: dict[str, int] = {}
        for seen in self._scene.seen:
            if seen.player.country and not seen.player.is_plural:
                counts[seen.player.country] = counts.get(seen.player.country, 0) + 1
        ranked = sorted(counts, key=lambda country: -counts[country])
        if len(ranked) == number or (len(ranked) > number and counts[ranked[number - 1]] >= 2 * counts[ranked[number]]):
            return self._cast.all_of(self._cast.entity(country) for country in ranked[:number])
        return None, "which states are meant is not plain"

    def _acting(self, last: int, far: int) -> list[Player]:
        """Return who acts or is dealt with in the last sentences: not "the visit of X" nor "X's brother"."""
        here = self._words.sentence[last]
        return [
            seen.player
            for seen in self._scene.seen
            if seen.at < last and here - seen.sentence <= far and (seen.is_subject or self._is_partner(seen.at))
        ]

    def _is_partner(self, at: int) -> bool:
        words = self._words
        return words.deps[at] == "pobj" and words.lower[words.heads[at]] in {"with", "between"}

    def _in_paragraph(self, last: int) -> tuple[Player, ...]:
        """Return who acts, or is dealt with, in the paragraph so far: "Ukrainian officials said talks with Russia"."""
        words = self._words
        found: list[Player] = []
        for seen in self._scene.seen:
            if seen.paragraph != words.paragraph[last] or seen.at >= last or seen.player.members:
                continue
            if seen.is_subject or self._is_partner(seen.at) or seen.player.kind is ActorKind.PERSON:
                found.append(seen.player)
        return tuple(found)

    def _in_order(self, found: list[Player]) -> Player:
        order = {seen.player.id: seen.at for seen in reversed(self._scene.seen)}
        return self._cast.group(sorted(found, key=lambda player: order.get(player.id, 0)))


def may_be_principals(noun: str) -> bool:
    """Tell whether a noun can mean those whom a text is about though it does not say so: no "hostages", "soldiers"."""
    return noun in offices_of_noun() or any(noun in words_for(use) for use in _FOR_PRINCIPALS)


def counts_in(player: Player, noun: str) -> bool:
    """Tell whether "the two men", "the pair" may count a person in."""
    return noun in words_for("anyone") and player.gender != {"man": "f", "woman": "m"}.get(noun, "?")


def is_one_person(player: Player) -> bool:
    """Tell whether the player is a single person whom the text or the codebook names."""
    return player.is_human and not player.is_plural and player.kind is ActorKind.PERSON


def _are_apart(players: list[Player]) -> bool:
    """Tell whether the players do not all act for one state: two of one side are no two sides."""
    countries = {player.country for player in players}
    return len(countries) > 1 or None in countries


def _countries(players: tuple[Player, ...]) -> list[str]:
    return list(dict.fromkeys(player.country for player in players if player.country))


def _acts_for_a_state(player: Player) -> bool:
    kinds = {ActorKind.PERSON, ActorKind.MINISTRY, ActorKind.GROUP, ActorKind.OFFICE}
    return player.country is not None and player.kind in kinds


def _is_state(player: Player) -> bool:
    return player.kind is ActorKind.STATE

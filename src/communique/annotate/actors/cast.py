"""The actors of one English document while they are being found: what they are called, what they hold."""

from collections.abc import Iterable

from communique.annotate.actors.ground import Ground
from communique.annotate.roster import Player, Roster, country_of
from communique.codebook.actor_words import words_for, words_in_order
from communique.codebook.offices import Certainty, holders
from communique.codebook.people import Person, given_names, name_key, people, short_key, slug
from communique.model import ActorKind

Found = tuple[Player | None, str]
"""Who is meant; or None, and why that stays open."""


class Cast(Roster):
    """The players of one document by id and by the names they are called by."""

    def __init__(self, on: str | None, side: str | None, ground: Ground) -> None:
        super().__init__(on, side)
        self.ground = ground
        self.by_short: dict[str, list[Player]] = {}

    def call(self, player: Player, short: str) -> None:
        """Note a name under which the player may be called alone."""
        called = self.by_short.setdefault(short, [])
        if short and player not in called:
            called.append(player)

    # -- people -------------------------------------------------------------------------------------------------------

    def person(self, person: Person) -> Player:
        """Return the player for a person of the codebook, who may be called by the family name from now on."""
        if person.id in self.players:
            return self.players[person.id]
        player = super().person(person)
        self.call(player, short_key(person.family_name))
        if person.name_order == "given-family":
            for form in (person.name, *person.forms):
                self.call(player, short_key(form.split()[-1]))
        else:
            self.call(player, name_key(person.name.split()[0]))
        return player

    def unknown_person(self, name: str, *, country: str | None) -> Player:
        """Return the player for a person whom the codebook does not know."""
        words = name_key(name).split()
        while len(words) > 2 and words[-1] in words_for("name_suffix"):
            words.pop()
        known = self.named(name)
        if known is not None:
            return known
        for player in self.by_short.get(short_key(" ".join(words[-1:])), ()):
            is_full = len(words) > 1
            if is_full and player.id.startswith("text:") and player.name and _same_name(player.name, name):
                if len(name) > len(player.name):
                    player.name = name
                return player
        player = self.add(
            Player(
                f"text:{slug(name) or 'name'}",
                ActorKind.PERSON,
                name,
                country,
                is_human=True,
                gender=given_names().get(words[0], ""),
            )
        )
        self.call(player, short_key(" ".join(words[-1:])))
        if len(words) > 2:
            self.call(player, short_key(" ".join(words[-2:])))
            self.call(player, short_key(" ".join(words[1:])))
            if words[-2] not in given_names() and len(words[-2]) > 2:
                self.call(player, words[-2])  # of two family names the first is used alone: Ramírez Soto
        if len(words) > 1:
            self.call(player, words[0])
        return player

    def hold(self, player: Player, entity: str | None, office: str, label: str | None) -> None:
        """Note that the text gives a player an office."""
        country = country_of(entity) if entity else None
        if entity or all(held != office for _, held in player.offices):
            player.offices.add((entity or "", office))
        # "Minister Ruiz" after "Foreign Minister Ana Ruiz" says less, not something else.
        if label and not (player.office or "").casefold().endswith(f" {label.casefold()}"):
            player.office = label
        if entity and player.country is None and country:
            player.country = country

    # -- offices ------------------------------------------------------------------------------------------------------

    def holder(self, entity: str, office: str, label: str | None = None) -> Player:
        """Return who holds an office of a state or organisation: in this text, on this day, or the office itself."""
        offices = words_in_order("office_of_leader") if office == "effective_leader" else (office,)
        said = [
            player
            for player in self.players.values()
            if player.is_human and any((entity, one) in player.offices for one in offices)
        ]
        named = [player for player in said if player.kind is ActorKind.PERSON]
        if len(named) == 1:
            return named[0]
        if self.on is not None:
            answer = holders(entity, office, self.on)
            if answer.certainty is Certainty.KNOWN and answer.person is not None:
                known = people()[answer.person]
                return self.person(known)
        return self.office(entity, office, label)

    # -- without a name -----------------------------------------------------------------------------------------------

    def unnamed(self, words: str, *, country: str | None, kind: ActorKind, is_human: bool = True) -> Player:
        """Return the player for someone whom the text names by a noun only ("a U.S. official")."""
        prefix = "group:text" if kind is ActorKind.GROUP else "text"
        player = self.add(Player(f"{prefix}:{slug(words) or 'unnamed'}", kind, words, country, is_human=is_human))
        player.is_plural = kind is ActorKind.GROUP
        return player

    def all_of(self, players: Iterable[Player]) -> Found:
        """Return the group of several who are meant."""
        return self.group(list(players)), ""

    def named(self, name: str) -> Player | None:
        """Return the player whom the text has called by this full name."""
        key = name_key(name)
        for player in self.known(short_key(key.split()[-1])):
            if player.name is not None and name_key(player.name) == key:
                return player
        return None

    def known(self, short: str) -> list[Player]:
        """Return the players that are called by this name alone."""
        return self.by_short.get(short, [])


def _same_name(one: str, other: str) -> bool:
    """Tell whether one full name is the other with words left out or shortened to an initial."""
    first, second = name_key(one).split(), name_key(other).split()
    if first[-1] != second[-1]:
        return False
    return (
        len(first) == 1
        or len(second) == 1
        or first[0] == second[0]
        or (first[0][:1] == second[0][:1] and 1 in {len(first[0]), len(second[0])})
    )


def principal_offices(player: Player) -> list[str]:
    """Return the offices of a player, those that one person alone holds in a state first."""
    held = sorted(player.offices)
    alone = [office for _, office in held if office not in words_for("office_of_many")]
    first = [office for office in words_in_order("office_first") if office in alone]
    return list(dict.fromkeys([*first, *alone, *(office for _, office in held)]))

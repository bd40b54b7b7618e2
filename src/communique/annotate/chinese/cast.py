"""The actors of one Chinese document while they are being found."""

from communique.annotate.actors.cast import Player, adjective_of, country_of
from communique.codebook.aliases import entities
from communique.codebook.offices import Certainty, all_terms_of, holders, terms_of, was_in_office
from communique.codebook.people import Person, people
from communique.codebook.titles import Institution, office_label
from communique.model import ActorKind

_YEARS_AROUND = 12
_FIRST = ("head_of_state", "effective_leader", "head_of_government", "foreign_minister")
"""Offices by which a person is told first; 中共中央总书记、国家主席 is the president."""


class Cast:
    """The players of one document by id, and the people by every name that the text may call them.

    `home` is the state that the text speaks from: a title without a state is of that one (外交部长, 国家主席).
    """

    def __init__(self, on: str | None, side: str | None) -> None:
        self.on = on
        self.side = side
        self.home = side
        self.players: dict[str, Player] = {}
        self.called: dict[str, list[Player]] = {}

    def add(self, player: Player) -> Player:
        """Return the player with this id, the one given if it is new."""
        return self.players.setdefault(player.id, player)

    def entity(self, entity: str) -> Player:
        """Return the player for a state, an organisation or a publication."""
        known = entities()[entity]
        kind = ActorKind.STATE if known.kind == "state" else ActorKind.ORGANISATION
        return self.add(Player(entity, kind, known.name, known.country or None))

    def body(self, entity: str, named: Institution) -> Player:
        """Return the player for a ministry or another body of a state."""
        kind = ActorKind.MINISTRY if named.kind == "ministry" else ActorKind.ORGANISATION
        name = named.name if named.country else f"{adjective_of(entity)} {named.name}"
        return self.add(Player(f"{entity}.{named.id}", kind, name, country_of(entity)))

    def group(self, members: list[Player]) -> Player:
        """Return the group of these players; the same ones in another order are the same group."""
        ids = sorted({member.id for member in members})
        player = self.add(
            Player("group:" + "+".join(ids), ActorKind.GROUP, " and ".join(one.name or one.id for one in members))
        )
        player.members = tuple(members)
        player.is_plural = True
        countries = {member.country for member in members}
        player.country = countries.pop() if len(countries) == 1 else None
        return player

    # -- people -------------------------------------------------------------------------------------------------------

    def person(self, person: Person) -> Player:
        """Return the player for a person of the codebook, with the offices held on the day."""
        known = self.players.get(person.id)
        if known is not None:
            return known
        player = self.add(
            Player(
                person.id, ActorKind.PERSON, person.name, person.country or None, gender=person.gender, is_human=True
            )
        )
        held = terms_of(person.id, self.on) if self.on else ()
        player.offices.update((term.entity, term.office) for term in held)
        if held:
            countries = [country_of(term.entity) for term in held]
            player.country = person.country if person.country in countries else countries[0]
        return player

    def stranger(self, name: str, *, country: str | None) -> Player:
        """Return the player for a person whom the codebook does not know; the record calls him as the text does."""
        known = next((one for one in self.called.get(name, ()) if country in {None, one.country}), None)
        if known is not None:
            return known
        return self.add(Player(f"text:{name}", ActorKind.PERSON, name, country, is_human=True))

    def call(self, name: str, player: Player) -> None:
        """Note a name that the text gives a person, and its last part where it has parts (谢尔盖·拉夫罗夫)."""
        for short in {name, name.rpartition("·")[2]}:
            called = self.called.setdefault(short, [])
            if len(short) > 1 and player not in called:
                called.append(player)

    def hold(self, player: Player, held: list[tuple[str | None, str]]) -> None:
        """Note the offices, each with its state or organisation, that the text gives a person."""
        for entity, office in held:
            if entity is None:
                continue
            player.offices.add((entity, office))
            if player.country is None:
                player.country = country_of(entity)
        ranked = sorted(held, key=lambda one: _FIRST.index(one[1]) if one[1] in _FIRST else len(_FIRST))
        if ranked and player.office is None:
            entity, office = ranked[0]
            player.office = office_label(office, entity)

    def is_likely(self, person: Person, entity: str | None) -> bool:
        """Tell whether a name may mean this person here: of the state that is named with it, and of about the time."""
        if entity is not None:
            country = country_of(entity)
            served = {term.entity for term in all_terms_of(person.id)}
            if person.country not in {entity, country} and entity not in served:
                return False
        return self.on is None or not all_terms_of(person.id) or was_in_office(person.id, self.on, _YEARS_AROUND)

    def holder(self, entity: str, office: str) -> Player:
        """Return who holds an office of a state or organisation: in this text, on this day, or the office itself."""
        said = [
            one for one in self.players.values() if one.kind is ActorKind.PERSON and (entity, office) in one.offices
        ]
        if len(said) == 1:
            return said[0]
        if self.on is not None and not said:
            answer = holders(entity, office, self.on)
            if answer.certainty is Certainty.KNOWN and answer.person is not None:
                return self.person(people()[answer.person])
        name = f"{adjective_of(entity)} {office_label(office, entity)}"
        player = self.add(Player(f"{entity}.{office}", ActorKind.OFFICE, name, country_of(entity), is_human=True))
        player.office = office_label(office, entity)
        player.offices.add((entity, office))
        return player

    def settle_offices(self) -> None:
        """Give every person of the codebook the office held on the day, where the text names none."""
        for player in self.players.values():
            if player.office is None and player.id in people() and self.on:
                terms = terms_of(player.id, self.on)
                if terms:
                    player.office = office_label(terms[0].office, terms[0].entity)

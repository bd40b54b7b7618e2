"""The actors of one Chinese document while they are being found."""

from communique.annotate.roster import Player, Roster, country_of
from communique.codebook.offices import Certainty, all_terms_of, holders, was_in_office
from communique.codebook.people import Person, people
from communique.codebook.titles import office_label
from communique.model import ActorKind

_YEARS_AROUND = 12
_FIRST = ("head_of_state", "effective_leader", "head_of_government", "foreign_minister")
"""Offices by which a person is told first; 中共中央总书记、国家主席 is the president."""


class Cast(Roster):
    """The players of one document by id, and the people by every name that the text may call them.

    `home` is the state that the text speaks from: a title without a state is of that one (外交部长, 国家主席).
    """

    def __init__(self, on: str | None, side: str | None) -> None:
        super().__init__(on, side)
        self.home = side
        self.called: dict[str, list[Player]] = {}

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
        if ranked and player.office is None and not (ranked[0][1] == "chairman" and player.id in people()):
            # 习近平主席 has the office that the codebook knows.
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
        return self.office(entity, office)

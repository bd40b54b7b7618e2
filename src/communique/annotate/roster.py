"""Everyone in one document by the ids that all languages share: people, offices, states, bodies, groups."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from communique.codebook.aliases import entities
from communique.codebook.offices import terms_of
from communique.codebook.people import Person, people
from communique.codebook.titles import Institution, office_label
from communique.model import Actor, ActorKind


@dataclass(slots=True, eq=False)
class Player:
    """An actor of the document. `offices` are (entity, office) pairs, from the text and for its date from the codebook.

    `nouns` are the common nouns that were used for it. `is_open` marks a name of which nothing is known but that it
    stands there: it keeps pronouns behind it from being given to somebody else.
    """

    id: str
    kind: ActorKind
    name: str | None
    country: str | None = None
    office: str | None = None
    offices: set[tuple[str, str]] = field(default_factory=set)
    gender: str = ""
    members: tuple["Player", ...] = ()
    nouns: set[str] = field(default_factory=set)
    is_human: bool = False
    is_plural: bool = False
    is_open: bool = False

    def actor(self) -> Actor:
        """Return the value for the record."""
        return Actor(
            id=self.id,
            kind=self.kind,
            name=self.name,
            country=self.country,
            office=self.office,
            members=tuple(member.id for member in self.members),
        )


def country_of(entity: str) -> str | None:
    """Return the state that an entity is or belongs to."""
    known = entities().get(entity)
    return (known.country or None) if known is not None else None


def adjective_of(entity: str) -> str:
    """Return the adjective of an entity, its name where there is none."""
    known = entities().get(entity)
    return entity if known is None else known.adjective or known.name


class Roster:
    """The players of one document by id. `on` is the day of the text, `side` whose own text it is, None for the press.

    What a player may be called by, and so how a name is found again, is each language's own.
    """

    def __init__(self, on: str | None, side: str | None) -> None:
        self.on = on
        self.side = side
        self.players: dict[str, Player] = {}

    def add(self, player: Player) -> Player:
        """Return the player with this id, the one given if it is new."""
        return self.players.setdefault(player.id, player)

    def person(self, person: Person) -> Player:
        """Return the player for a person of the codebook, with the offices held on the day."""
        known = self.players.get(person.id)
        if known is not None:
            return known
        player = Player(
            person.id, ActorKind.PERSON, person.name, person.country or None, gender=person.gender, is_human=True
        )
        held = terms_of(person.id, self.on) if self.on else ()
        player.offices.update((term.entity, term.office) for term in held)
        if held:
            # Who serves an organisation acts for no state; who served two states in turn acts for that of the day.
            # A president of France is a co-prince of Andorra too.
            countries = [country_of(term.entity) for term in held]
            player.country = person.country if person.country in countries else countries[0]
        self.players[person.id] = player
        return player

    def settle_offices(self) -> None:
        """Give every person of the codebook the office held on the day, where the text names none."""
        for player in self.players.values():
            if player.office is None and player.id in people() and self.on:
                terms = terms_of(player.id, self.on)
                if terms:
                    player.office = office_label(terms[0].office, terms[0].entity)

    def office(self, entity: str, office: str, label: str | None = None) -> Player:
        """Return the office as an actor of its own: nobody is known to hold it."""
        name = f"{adjective_of(entity)} {label or office_label(office, entity)}"
        player = self.add(Player(f"{entity}.{office}", ActorKind.OFFICE, name, country_of(entity), is_human=True))
        player.office = label or office_label(office, entity)
        player.offices.add((entity, office))
        return player

    def entity(self, entity: str) -> Player:
        """Return the player for a state, an organisation or a publication."""
        known = entities()[entity]
        kind = ActorKind.STATE if known.kind == "state" else ActorKind.ORGANISATION
        return self.add(Player(entity, kind, known.name, known.country or None))

    def body(self, entity: str, named: Institution) -> Player:
        """Return the player for a ministry or another body of a state or organisation."""
        kind = ActorKind.MINISTRY if named.kind == "ministry" else ActorKind.ORGANISATION
        name = named.name if named.country else f"{adjective_of(entity)} {named.name}"
        return self.add(Player(f"{entity}.{named.id}", kind, name, country_of(entity)))

    def group(self, members: Sequence[Player]) -> Player:
        """Return the group of these players; the same ones in another order are the same group."""
        name = " and ".join(member.name or member.id for member in members)
        player = self.add(Player(group_id(member.id for member in members), ActorKind.GROUP, name))
        player.members = tuple(members)
        player.is_plural = True
        player.is_human = all(member.is_human for member in members)
        countries = {member.country for member in members}
        player.country = countries.pop() if len(countries) == 1 else None
        return player


def group_id(members: Iterable[str]) -> str:
    """Return the id of a group from those of its members, in whatever order they are named."""
    return "group:" + "+".join(sorted(set(members)))

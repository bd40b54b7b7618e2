"""The actors of one document while they are being found: who they are, what they are called, what they hold."""

from dataclasses import dataclass, field

from communique.annotate.actors.ground import Ground
from communique.codebook.actor_words import words_for, words_in_order
from communique.codebook.aliases import entities
from communique.codebook.offices import Certainty, holders, terms_of
from communique.codebook.people import Person, given_names, name_key, people, short_key, slug
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


class Cast:
    """The players of one document by id and by the names they are called by."""

    def __init__(self, on: str | None, side: str | None, ground: Ground) -> None:
        self.on = on
        self.side = side
        self.ground = ground
        self.players: dict[str, Player] = {}
        self.by_short: dict[str, list[Player]] = {}

    def add(self, player: Player) -> Player:
        """Return the player with this id, the one given if it is new."""
        return self.players.setdefault(player.id, player)

    def call(self, player: Player, short: str) -> None:
        """Note a name under which the player may be called alone."""
        called = self.by_short.setdefault(short, [])
        if short and player not in called:
            called.append(player)

    # -- people -------------------------------------------------------------------------------------------------------

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

    def settle_offices(self) -> None:
        """Give every person of the codebook the office held on the day, where the text names none."""
        for player in self.players.values():
            if player.office is None and player.id in people() and self.on:
                terms = terms_of(player.id, self.on)
                if terms:
                    player.office = office_label(terms[0].office, terms[0].entity)

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

    def office(self, entity: str, office: str, label: str | None = None) -> Player:
        """Return the office as an actor of its own: nobody is known to hold it."""
        name = f"{adjective_of(entity)} {label or office_label(office, entity)}"
        player = self.add(Player(f"{entity}.{office}", ActorKind.OFFICE, name, country_of(entity), is_human=True))
        player.office = label or office_label(office, entity)
        player.offices.add((entity, office))
        return player

    # -- states and bodies --------------------------------------------------------------------------------------------

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

    def unnamed(self, words: str, *, country: str | None, kind: ActorKind, is_human: bool = True) -> Player:
        """Return the player for someone whom the text names by a noun only ("a U.S. official")."""
        prefix = "group:text" if kind is ActorKind.GROUP else "text"
        player = self.add(Player(f"{prefix}:{slug(words) or 'unnamed'}", kind, words, country, is_human=is_human))
        player.is_plural = kind is ActorKind.GROUP
        return player

    def group(self, members: list[Player]) -> Player:
        """Return the group of these players; the same ones in another order are the same group."""
        ids = sorted({member.id for member in members})
        names = [member.name or member.id for member in members]
        player = self.add(Player("group:" + "+".join(ids), ActorKind.GROUP, " and ".join(names)))
        player.members = tuple(members)
        player.is_plural = True
        player.is_human = all(member.is_human for member in members)
        countries = {member.country for member in members}
        player.country = countries.pop() if len(countries) == 1 else None
        return player

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

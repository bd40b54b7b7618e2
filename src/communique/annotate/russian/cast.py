"""Who a Russian text speaks of: people by name and by office, states, bodies, and the pair that it is about."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from communique.annotate.roster import adjective_of, country_of, group_id
from communique.annotate.russian.romanised import latin, sounds_alike
from communique.annotate.russian.vocabulary import given_of, is_state, people_by_family, people_by_stems, stem, stems_of
from communique.codebook.aliases import entities
from communique.codebook.offices import holders, terms_of, was_in_office
from communique.codebook.people import people, slug
from communique.codebook.russian import words_for
from communique.codebook.titles import Title, office_label
from communique.model import Actor, ActorKind

_YEARS = 10
"""Years around an office in which a family name alone means its holder."""
_LEADERS = ("head_of_state", "head_of_government", "effective_leader")
_RULING = frozenset({"head_of_state", "head_of_government", "effective_leader", "chairman", "crown_prince"})


@dataclass(slots=True)
class Person:
    """A person of one text: the id, the words of the name in dictionary form, the office and for whom it is held."""

    id: str
    name: str
    stems: tuple[str, ...] = ()
    country: str | None = None
    offices: list[str] = field(default_factory=list)
    label: str | None = None
    gender: str = ""
    initial: str = ""
    """The first letter of the given name, where only that was written."""
    is_titled: bool = False
    """Whether the text itself names the office."""


class Cast:
    """Everyone one text speaks of. `on` is the day of the text, `own` the side whose own text it is."""

    def __init__(self, on: str | None, own: str | None, known: Iterable[Person] = ()) -> None:
        self.on, self.own = on, own
        self.people: dict[str, Person] = {one.id: one for one in known}
        self.actors: dict[str, Actor] = {}
        self.order: list[str] = []
        """Ids of people in the order in which they were first named, those whose office or state is known."""

    # People -------------------------------------------------------------------------------------------------------

    def known(self, stems: tuple[str, ...], country: str | None, initial: str = "") -> str | None:
        """Return the person of the codebook with this name, if it is certain; `country` helps where it is shared."""
        found = people_by_stems().get(stems, ())
        if not found:
            found = people_by_family().get(stems[-1], ()) if len(stems) == 1 else ()
            found = tuple(one for one in found if self.on is None or was_in_office(one, self.on, _YEARS))
        if initial:
            found = tuple(one for one in found if given_of(one) == initial)
        if country is not None:
            found = tuple(one for one in found if self._belongs(one, country)) or (found if len(stems) > 1 else ())
        if len(found) > 1 and self.on is not None:
            found = tuple(one for one in found if was_in_office(one, self.on, 3)) or found
        return found[0] if len(found) == 1 else None

    def _belongs(self, person: str, country: str) -> bool:
        if people()[person].country == country:
            return True
        return self.on is not None and any(term.entity == country for term in terms_of(person, self.on))

    def named(self, stems: tuple[str, ...], initial: str = "") -> Person | None:
        """Return the person already named in the text whom this name can mean: all of its words, or the last alone."""
        found = [
            person
            for person in self.people.values()
            if person.stems and _may_be_one(person, stems) and _fits_initial(person, stems, initial)
        ]
        last = [person for person in found if person.stems[-1] == stems[-1]]
        found = last or found
        return found[0] if len(found) == 1 else None

    def ministers(self, country: str | None) -> list[Person]:
        """Return the ministers named so far, for `country` if that is given."""
        return [
            one
            for one in self.people.values()
            if (country is None or one.country == country)
            and any(office.endswith("minister") for office in one.offices)
        ]

    def shares_office(self, person: Person, other: str | None) -> None:
        """Note that a counterpart holds the office of the other."""
        first = self.people.get(other or "")
        if first is None or person.offices or not first.offices:
            return
        person.offices.append(first.offices[0])
        person.label = office_label(first.offices[0], person.country)

    def person(
        self,
        words: tuple[str, ...],
        *,
        title: Title | None,
        country: str | None,
        initial: str = "",
        gender: str = "",
        initials: str = "",
    ) -> Person:
        """Return the person with the name in these words (dictionary forms, capitals kept), new or known."""
        stems = tuple(stem(word.lower().replace("ё", "е")) for word in words)
        known = self.named(stems, initial)
        if known is None or (country is not None and known.country not in {None, country}):
            identity = self.known(stems, country, initial) or self._holder_called(words, title, country)
            if identity is not None:
                known = self.people.get(identity) or self._add(
                    Person(identity, people()[identity].name, stems, people()[identity].country or None)
                )
                known.gender = known.gender or people()[identity].gender
            elif known is None or known.country != country:
                name = initials + " ".join(words)
                known = self._add(Person(f"text:{slug(latin(name)) or 'name'}", name, stems, initial=initial))
        if not known.stems or (len(stems) > len(known.stems) and stems[-1] == known.stems[-1]):
            known.stems = stems
        if known.id.startswith("text:") and len(words) > 1 and len(words) > len(known.name.split()):
            known.name = " ".join(words)
        known.gender = known.gender or gender
        if title is not None and title.kind in {"office", "role"}:
            if title.office not in known.offices:
                known.offices.append(title.office)
            if known.label is None or (title.kind == "office" and not known.is_titled):
                known.label = office_label(title.office, country) if title.kind == "office" else title.label or None
                known.is_titled = title.kind == "office"
        if country is not None and (known.country is None or known.id.startswith("text:")):
            known.country = known.country or country
        if known.id not in self.order and (known.country is not None or known.offices):
            self.order.append(known.id)
        return known

    def _holder_called(self, words: tuple[str, ...], title: Title | None, country: str | None) -> str | None:
        """Return the holder of the office, or somebody of that state, whose name sounds like the Russian one."""
        if country is None:
            return None
        if title is not None and self.on is not None and title.kind == "office":
            for office in (title.office, *(_LEADERS if title.office in _LEADERS else ())):
                for one in holders(country, office, self.on).persons:
                    if sounds_alike(words, people()[one].name):
                        return one
        if len(words) < 2:
            return None
        alike = [one for one in _people_of(country) if sounds_alike(words, people()[one].name, whole=True)]
        if len(alike) > 1 and self.on is not None:
            alike = [one for one in alike if was_in_office(one, self.on, 3)]
        return alike[0] if len(alike) == 1 else None

    def _add(self, person: Person) -> Person:
        self.people[person.id] = person
        person.stems = person.stems or stems_of(person.id)
        if not person.offices and self.on is not None and not person.id.startswith("text:"):
            for term in terms_of(person.id, self.on):
                person.offices.append(term.office)
                if person.label is None:
                    person.label = office_label(term.office, term.entity)
        return person

    def in_office(self, offices: Iterable[str], country: str | None) -> list[Person]:
        """Return the people named so far who hold one of the offices, for `country` if that is given."""
        wanted = set(offices)
        return [
            person
            for person in self.people.values()
            if wanted & set(person.offices) and (country is None or person.country == country)
        ]

    def holder(self, office: str, country: str) -> str:
        """Return who holds the office of a state or organisation: a person, or the office itself."""
        named = self.in_office((office,), country)
        named = [one for one in named if one.is_titled] or named
        if len(named) == 1:
            if named[0].id not in self.order:
                self.order.append(named[0].id)
            return named[0].id
        if self.on is not None:
            answer = holders(country, office, self.on)
            if answer.person is not None:
                one = people()[answer.person]
                person = self.people.get(one.id) or self._add(Person(one.id, one.name, (), one.country or country))
                person.gender = person.gender or one.gender
                if person.id not in self.order:
                    self.order.append(person.id)
                return person.id
        identity = f"{country}.{office}"
        label = office_label(office, country)
        self.actors.setdefault(
            identity,
            Actor(
                id=identity,
                kind=ActorKind.OFFICE,
                name=f"{adjective_of(country)} {label}",
                country=country_of(country),
                office=label,
            ),
        )
        return identity

    def leader(self, country: str) -> str | None:
        """Return the leader of a state ("индийский лидер"): whoever was named, else the one who holds power."""
        named = self.in_office(_RULING, country)
        if named:
            return named[0].id
        if self.on is None:
            return None
        for office in ("effective_leader", "head_of_government", "head_of_state"):
            answer = holders(country, office, self.on)
            if office == "effective_leader" and answer.person is not None:
                return self.holder(office, country)
        both = {holders(country, office, self.on).person for office in ("head_of_state", "head_of_government")} - {None}
        if len(both) == 1:
            office = "head_of_state" if holders(country, "head_of_state", self.on).person else "head_of_government"
            return self.holder(office, country)
        return None

    # Others -------------------------------------------------------------------------------------------------------

    def entity(self, entity: str) -> str:
        """Return the id of a state or an organisation."""
        if entity not in self.actors:
            known = entities()[entity]
            kind = ActorKind.STATE if known.kind == "state" else ActorKind.ORGANISATION
            self.actors[entity] = Actor(id=entity, kind=kind, name=known.name, country=known.country or None)
        return entity

    def body(self, institution: str, kind: str, country: str | None, name: str) -> str:
        """Return the id of a ministry or another body; of a state's government it is the state's."""
        if kind == "state" and country is not None:
            return self.entity(country)
        identity = f"{country}.{institution}" if country is not None else f"text:{institution.replace('_', '-')}"
        actor_kind = ActorKind.MINISTRY if kind == "ministry" else ActorKind.ORGANISATION
        state = entities()[country].country or None if country is not None and country in entities() else None
        self.actors.setdefault(identity, Actor(id=identity, kind=actor_kind, name=name, country=state))
        return identity

    def group(self, members: Iterable[str], name: str | None = None) -> str:
        """Return the id of a group of these actors, or of the one if it is alone."""
        found = tuple(dict.fromkeys(members))
        if len(found) == 1:
            return found[0]
        identity = group_id(found)
        shown = name or " and ".join(filter(None, (self._shown(one) for one in found)))
        self.actors.setdefault(identity, Actor(id=identity, kind=ActorKind.GROUP, name=shown or None, members=found))
        return identity

    def some(self, words: str, country: str | None) -> str:
        """Return the id of people without a name ("американские партнёры")."""
        identity = f"group:text:{slug(latin(words)) or 'people'}"
        self.actors.setdefault(identity, Actor(id=identity, kind=ActorKind.GROUP, name=words, country=country))
        return identity

    def _shown(self, actor: str) -> str | None:
        if actor in self.people:
            return self.people[actor].name
        return self.actors[actor].name if actor in self.actors else None

    def country_of(self, actor: str | None) -> str | None:
        """Return the state that an actor is or acts for."""
        if actor is None:
            return None
        if actor in self.people:
            return self.people[actor].country
        known = self.actors.get(actor)
        return known.country if known is not None else None

    def pair(self) -> tuple[str, ...]:
        """Return the two people of two sides that the text is about, none while they are not known."""
        ruling: list[str] = []
        sides: set[str | None] = set()
        for one in self.order:
            side = self.people[one].country
            if side not in sides and side is not None:
                ruling.append(one)
                sides.add(side)
        if len(ruling) == 1 and self.own is not None and self.own not in sides:
            for office in self.people[ruling[0]].offices:
                if self.on is not None and is_state(self.own):
                    answer = holders(self.own, office, self.on)
                    if answer.person is not None:
                        return (self.holder(office, self.own), ruling[0])
        return tuple(ruling[:2]) if len(ruling) >= 2 else ()

    def final_ids(self) -> dict[str, str]:
        """Return the ids that changed: of people whose full name came later, of offices whose holder did."""
        changed: dict[str, str] = {}
        for person in self.people.values():
            wanted = f"text:{slug(latin(person.name)) or 'name'}"
            if person.id.startswith("text:") and wanted != person.id and wanted not in self.people:
                changed[person.id] = wanted
                person.id = wanted
        for identity, actor in list(self.actors.items()):
            if actor.kind is ActorKind.OFFICE:
                country, _, office = identity.partition(".")
                holding = self.in_office((office,), country)
                if len(holding) == 1:
                    changed[identity] = holding[0].id
                    del self.actors[identity]
        self.people = {one.id: one for one in self.people.values()}
        for identity, actor in list(self.actors.items()):
            if any(one in changed for one in actor.members):
                members = tuple(dict.fromkeys(changed.get(one, one) for one in actor.members))
                del self.actors[identity]
                changed[identity] = self.group(members)
        return changed

    def all_actors(self) -> tuple[Actor, ...]:
        """Return the actors in the order in which they came."""
        persons = tuple(
            Actor(id=one.id, kind=ActorKind.PERSON, name=one.name, country=one.country, office=one.label)
            for one in self.people.values()
        )
        return (*persons, *self.actors.values())


def _may_be_one(person: Person, stems: tuple[str, ...]) -> bool:
    """Tell whether a name can be that of a person already named, whole, short, or the family name first."""
    known = person.stems
    if known == stems or (len(known) == 1 and stems[-1] == known[0]):
        return True
    if len(stems) == 1:
        if stems[0] in known[1:] or len(known) == 1:
            return stems[0] in known
        return stems[0] == known[0] and person.id in people() and people()[person.id].name_order == "family-given"
    if (_fathers() & {*stems, *known}) and len(stems) > 1 and len(known) > 1 and stems[0] != known[0]:
        return False  # Сальман Бен Абдель-Азиз Аль Сауд is not Мухаммед Бен Сальман Аль Сауд
    shared = (set(stems) & set(known)) - _particles()
    return len(shared) >= 2 and (known[-1] in stems or stems[-1] in known or stems == known[: len(stems)])


@cache
def _fathers() -> frozenset[str]:
    """Return the words behind which the father's name stands."""
    return frozenset(stem(word) for word in words_for("son_of"))


@cache
def _particles() -> frozenset[str]:
    return frozenset(stem(word) for word in words_for("name_particle"))


def _fits_initial(person: Person, stems: tuple[str, ...], initial: str) -> bool:
    """Tell whether an initial, here or there, is that of the given name."""
    if initial and len(person.stems) > 1:
        return person.stems[0][:1] == initial
    if initial and person.initial:
        return person.initial == initial
    return not person.initial or len(stems) == 1 or stems[0][:1] == person.initial


@cache
def _people_of(country: str) -> tuple[str, ...]:
    return tuple(one.id for one in people().values() if one.country == country)

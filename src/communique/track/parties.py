"""Who took part, and whether two tellings name the same people: by ids, by names, by sides where that is all."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from communique.codebook.people import name_key, sound_key
from communique.model import Actor, ActorKind

HARD = 1.0
"""How well two tellings fit that name the same people."""
ONE_SIDE_ONLY = 0.75
"""How well they fit if on one side the same person is named, on the other only a state or an office."""
SIDES_ONLY = 0.55
"""How well they fit if nothing but sides agree: "China and Russia held talks"."""
_COMPANION = 0.95
"""What another person of a side costs: one telling lists the company, the other does not."""
_ROLES = frozenset({ActorKind.STATE, ActorKind.OFFICE, ActorKind.MINISTRY, ActorKind.ORGANISATION, ActorKind.GROUP})
_SHORTEST_KEY = 2
_LATIN = re.compile("[A-Za-z]")  # a name is known in these letters; in others it is taken to be there
_TWO = 2  # a meeting has two parties; a visit of which only the guest is known has one


@dataclass(frozen=True)
class Party:
    """A participant as a document names it."""

    id: str
    kind: ActorKind
    name: str | None = None
    country: str | None = None
    office: str | None = None
    by_office: bool = False
    """Whether the words of the telling do not have the name: "his counterpart", and the codebook says who that was."""

    def __hash__(self) -> int:
        return hash(self.id)  # asked for very often; equal participants have equal ids

    @classmethod
    def of(cls, actor: Actor) -> "Party":
        """Return the participant that an actor of a record is."""
        return _party(actor.id, actor.kind, actor.name, actor.country, actor.office, by_office=False)

    @classmethod
    def named(cls, identity: str, name: str) -> "Party":
        """Return a person of whom nothing but id and name is known."""
        return _party(identity, ActorKind.PERSON, name, None, None, by_office=False)

    def told_in(self, words: str) -> "Party":
        """Return the participant as words of a text tell of it: by name, or, whom the codebook knows, by the office."""
        if not self.is_person or not self.is_known or not self.office or not _LATIN.search(words):
            return self
        if not set(self.name_words).isdisjoint(name_key(words).split()):
            return self
        return _party(self.id, self.kind, self.name, self.country, self.office, by_office=True)

    @cached_property
    def side(self) -> str | None:
        """The state or organisation that it is or acts for, None where that is not known."""
        if self.country:
            return self.country
        return self.id if self.kind in {ActorKind.STATE, ActorKind.ORGANISATION} else None

    @cached_property
    def is_person(self) -> bool:
        """Tell whether it is a person."""
        return self.kind is ActorKind.PERSON

    @cached_property
    def stands_for_others(self) -> bool:
        """Tell whether it may be somebody whom another telling names: a state, an office, who is told by the office."""
        return self.kind in _ROLES or self.by_office

    @cached_property
    def is_known(self) -> bool:
        """Tell whether the codebook knows it, so that another id means another actor."""
        return not self.id.startswith(("text:", "group:"))

    @cached_property
    def name_words(self) -> tuple[str, ...]:
        """The words of the name, folded; of the id where there is no name."""
        name = self.name or self.id.rpartition(":")[2].replace("-", " ")
        return tuple(word for word in name_key(name).split() if len(word) >= _SHORTEST_KEY)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """What another telling of the same participant has in common with this one, at least in part."""
        keys = [self.id]
        if self.side:
            keys.append(self.side)
        if self.is_person:
            keys.extend(f"~{word}" for word in self.name_words)
        return tuple(dict.fromkeys(keys))


@lru_cache(maxsize=1 << 16)
def _party(
    identity: str, kind: ActorKind, name: str | None, country: str | None, office: str | None, *, by_office: bool
) -> Party:
    # One object for one participant of many meetings: what is worked out about it is worked out once.
    return Party(identity, kind, name, country, office, by_office)


def party(identity: str, kind: str, name: str | None, country: str | None, office: str | None = None) -> Party:
    """Return a participant from the values of a row."""
    return _party(identity, ActorKind(kind), name, country, office, by_office=False)


@lru_cache(maxsize=1 << 16)  # asking an enumeration for its member takes longer than all the rest
def recalled(values: tuple[str, str, str | None, str | None, str | None, bool]) -> Party:
    """Return a participant from its own values, in their order."""
    identity, kind, name, country, office, by_office = values
    return _party(identity, ActorKind(kind), name, country, office, by_office=by_office)


@lru_cache(maxsize=1 << 16)
def same_person(one: Party, other: Party) -> bool:
    """Tell whether two participants can be one person: by id, else by a name that the other contains.

    Two ids of the codebook are two persons. "Arevalo" is "Bernardo Arevalo"; other spellings count by their sound.
    """
    if one.id == other.id:
        return True
    if not (one.is_person and other.is_person) or (one.is_known and other.is_known):
        return False
    if one.country and other.country and one.country != other.country:
        return False
    short, long = sorted((one.name_words, other.name_words), key=len)
    if not short:
        return False
    if set(short) <= set(long):
        return True
    sounds = {sound_key(word) for word in long}
    return all(sound_key(word) in sounds for word in short)


def same_role(role: Party, other: Party) -> bool:
    """Tell whether a state, ministry or office can stand for `other`: the same side, and not two different offices.

    So can who is told by the office alone, for a person in that very office: the codebook may have somebody else in it.
    """
    if role.side is None or role.side != other.side:
        return False
    if role.is_person:
        return other.is_person and bool(role.office and other.office) and _is_office(role, other)
    if role.kind is ActorKind.OFFICE and role.office and other.office and other.kind is not ActorKind.STATE:
        return _is_office(role, other)
    return True


def _is_office(one: Party, other: Party) -> bool:
    return (one.office or "").casefold() == (other.office or "").casefold()


@lru_cache(maxsize=1 << 16)
def fit(one: tuple[Party, ...], other: tuple[Party, ...]) -> float:
    """Return how well two lists of participants fit each other, from 0 (not the same meeting) to 1.

    Nothing fits that names two different persons for one side, or a side that the other does not have.
    """
    here, there = _matches(one, other), _matches(other, one)
    if not here or (len(here) < _TWO and max(len(one), len(other)) > 1):
        return 0.0
    if _misses_heads(one, here) > 1 or _misses_heads(other, there) > 1:
        return 0.0  # the ministers' talks beside those of their presidents
    if _speaks_against(one, here, other) or _speaks_against(other, there, one):
        return 0.0
    people = sum(here.values())
    if people == len(here):
        score = HARD
    elif people:
        score = ONE_SIDE_ONLY
    else:
        score = SIDES_ONLY
    missing = len(one) - len(here) + len(other) - len(there)
    return float(score * _COMPANION ** min(missing, 4))


def _speaks_against(parties: Sequence[Party], matched: dict[Party, bool], others: Sequence[Party]) -> bool:
    """Tell whether somebody is left over whom the other telling excludes.

    That is one of a side that it does not have, or a person where it has somebody else for the side and nobody of it
    is in both. Whose side is not known may be company.
    """
    sides = {them.side for them in others}
    agreed = {party.side for party in matched}
    return any(
        party.side is not None and (party.side not in sides or (party.is_person and party.side not in agreed))
        for party in parties
        if party not in matched
    )


def _matches(one: Sequence[Party], other: Sequence[Party]) -> dict[Party, bool]:
    """Return those of `one` that `other` names too: True as the same, False as the same side only."""
    found: dict[Party, bool] = {}
    ids = {them.id for them in other}
    for party in one:
        if party.id in ids or any(same_person(party, them) for them in other):
            found[party] = True
        elif any(
            (party.stands_for_others and same_role(party, them)) or (them.stands_for_others and same_role(them, party))
            for them in other
        ):
            found[party] = False
    return found


def _misses_heads(parties: Sequence[Party], matched: dict[Party, bool]) -> int:
    """Count the sides whose first-named person the other telling does not have."""
    seen: set[str] = set()
    missed = 0
    for party in parties:
        if party.side and party.side not in seen and party.is_person:
            seen.add(party.side)
            missed += party not in matched
    return missed


def united(parties: Iterable[Party]) -> tuple[Party, ...]:
    """Return each participant once: the codebook's id before a name, a full name before a part, a person before a side.

    The order is that of first appearance. A state that only one of the tellings gives is kept: a ministry's own text
    does not say whose minister it is.
    """
    kept: list[Party] = []
    for party in dict.fromkeys(parties):
        for at, known in enumerate(kept):
            if same_person(party, known):
                better, other = (party, known) if _says_more(party, known) else (known, party)
                kept[at] = _with_side(better, other)
                break
            if known.stands_for_others and party.is_person and same_role(known, party):
                kept[at] = party
                break
            if party.stands_for_others and same_role(party, known):
                break
        else:
            kept.append(party)
    return tuple(dict.fromkeys(kept))


def _with_side(better: Party, other: Party) -> Party:
    """Return a participant with the state, and the office of that state, that another telling gives."""
    country, office = better.country or other.country, better.office
    if office is None and country == other.country:
        office = other.office
    if (country, office) == (better.country, better.office):
        return better
    return replace(better, country=country, office=office)


def _says_more(one: Party, other: Party) -> bool:
    return (one.is_known, len(one.name_words), not one.by_office) > (
        other.is_known,
        len(other.name_words),
        not other.by_office,
    )

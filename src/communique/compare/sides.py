"""Whose words: from the actors of a record to the sides whose accounts are compared."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from communique.model import PRESS, Account, Actor, ActorKind, Record, SideKnownBy

BOTH = "both"
"""The holder of words that the sides are made to say together ("the two leaders")."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who is made to hold a position. `side` is a side, `both`, or None for a third party or the narrator."""

    actor: str | None
    side: str | None


NOBODY = Holder(None, None)


class Sides:
    """The sides of a meeting, the press left out: those with a text first, then those known through others.

    A story alone still has sides: those whose accounts it reports (`AgendaItem.accounts`, issuers of statements).
    """

    __slots__ = ("_by_name", "names")

    def __init__(self, accounts: Iterable[Account]) -> None:
        accounts = tuple(accounts)
        found = dict.fromkeys(account.side for account in accounts if account.side != PRESS)
        for account in accounts:
            if account.side == PRESS:
                found |= dict.fromkeys(_reported_sides(account.record))
        self.names = tuple(found)
        self._by_name = _sides_by_name(accounts)

    def of(self, record: Record, actor_id: str | None) -> str | None:
        """Return the state or organisation for which an actor stands; None where that is not known.

        A person whom one account introduces with the state, and another by the family name alone, is of that state.
        """
        if actor_id is None:
            return None
        actor = record.actor(actor_id)
        side = side_of(actor)
        if side is None and actor.kind is ActorKind.PERSON and actor.name:
            return self._by_name.get(_last_name(actor.name))
        return side

    def holder(self, record: Record, actor_id: str | None) -> Holder:
        """Return whose position an actor's words are; a group of members from two sides holds it jointly."""
        if actor_id is None:
            return NOBODY
        actor = record.actor(actor_id)
        members = actor.members if actor.kind is ActorKind.GROUP and actor.members else (actor.id,)
        behind = {self.of(record, member) for member in members}
        held = behind & set(self.names)
        if len(held) > 1:
            return Holder(BOTH, BOTH)
        # Words of a group of which one member is not known are nobody's.
        return Holder(actor_id, held.pop() if len(behind) == 1 and held else None)


def side_of(actor: Actor) -> str | None:
    """Return the state or organisation that an actor is or acts for, as its record tells."""
    if actor.kind is ActorKind.STATE:
        return actor.country or actor.id
    if actor.country:
        return actor.country
    return actor.id if actor.kind is ActorKind.ORGANISATION else None


def _reported_sides(record: Record) -> Iterator[str]:
    reported = [actor for item in record.agenda for actor in item.accounts]
    reported += [link.issuer for said in record.statements for link in said.according_to if link.issuer is not None]
    for actor_id in reported:
        actor = record.actor(actor_id)
        side = side_of(actor)
        if side is not None and actor.kind is not ActorKind.GROUP:
            yield side


def _last_name(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1].casefold()


def _sides_by_name(accounts: Iterable[Account]) -> dict[str, str]:
    """Return the side of each family name that people of one side alone bear, in any of the accounts."""
    found: dict[str, set[str]] = {}
    for account in accounts:
        for actor in account.record.actors:
            side = side_of(actor)
            if actor.kind is ActorKind.PERSON and actor.name and side is not None:
                found.setdefault(_last_name(actor.name), set()).add(side)
    return {name: next(iter(sides)) for name, sides in found.items() if len(sides) == 1}


def own_side(record: Record) -> tuple[str, SideKnownBy]:
    """Work out from a text alone whose account it is: the one side whose account its agenda stands in.

    A text that reports the accounts of several sides, or of none, or that quotes its sources, is the press's.
    """
    reported = {side_of(record.actor(actor)) for item in record.agenda for actor in item.accounts}
    if len(reported) == 1 and not any(statement.according_to for statement in record.statements):
        return next(iter(reported)) or PRESS, SideKnownBy.TEXT
    return PRESS, SideKnownBy.TEXT

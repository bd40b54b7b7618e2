"""Whose words: from the actors of a record to the sides whose accounts are compared."""

from collections.abc import Iterable
from dataclasses import dataclass

from communique.codebook.publishers import publisher_of
from communique.model import PRESS, Account, Actor, ActorKind, Record, SideKnownBy

BOTH = "both"
"""The holder of words that the sides are made to say together ("the two leaders")."""


def sides_of(accounts: Iterable[Account]) -> tuple[str, ...]:
    """Return the sides of a meeting, the press left out: those with a text first, then those known through others.

    A story alone still has sides: those whose accounts it reports (`AgendaItem.accounts`, issuers of statements).
    """
    accounts = tuple(accounts)
    found = dict.fromkeys(account.side for account in accounts if account.side != PRESS)
    for account in accounts:
        if account.side != PRESS:
            continue
        record = account.record
        reported = [actor for item in record.agenda for actor in item.accounts]
        reported += [
            link.issuer for statement in record.statements for link in statement.according_to if link.issuer is not None
        ]
        for actor_id in reported:
            side = side_of(record, actor_id)
            if side is not None and _speaks_for_a_side(record, actor_id):
                found.setdefault(side)
    return tuple(found)


def side_of(record: Record, actor_id: str | None) -> str | None:
    """Return the state or organisation for which an actor stands; None where that is not known."""
    if actor_id is None:
        return None
    actor = record.actor(actor_id)
    if actor.kind is ActorKind.STATE:
        return actor.id if actor.country is None else actor.country
    if actor.country:
        return actor.country
    return actor.id if actor.kind is ActorKind.ORGANISATION else None


def _speaks_for_a_side(record: Record, actor_id: str) -> bool:
    # A newspaper is an organisation of some country, but its account is not that country's.
    return record.actor(actor_id).kind is not ActorKind.GROUP


@dataclass(frozen=True, slots=True)
class Holder:
    """Who is made to hold a position. `side` is a side, `both`, or None for a third party or the narrator."""

    actor: str | None
    side: str | None


NOBODY = Holder(None, None)


def holder_of(record: Record, actor_id: str | None, sides: tuple[str, ...]) -> Holder:
    """Return whose position an actor's words are, among `sides`; a group of members from two sides holds it jointly."""
    if actor_id is None:
        return NOBODY
    actor = record.actor(actor_id)
    behind = _sides_behind(record, actor)
    held = [side for side in behind if side in sides]
    if len(held) > 1:
        return Holder(BOTH, BOTH)
    if not held or None in behind:
        return Holder(actor_id, None)
    return Holder(actor_id, held[0])


def _sides_behind(record: Record, actor: Actor) -> list[str | None]:
    """Return the sides of an actor or of the members of a group, each once; None for those that are not known."""
    if actor.kind is ActorKind.GROUP and actor.members:
        behind = [side_of(record, member) for member in actor.members]
    else:
        behind = [side_of(record, actor.id)]
    return list(dict.fromkeys(behind))


def own_side(record: Record) -> tuple[str, SideKnownBy]:
    """Work out whose account a text is: its publisher's side, or the one account that its agenda stands in.

    A text that reports the accounts of several sides, or of none, is the press's.
    """
    publisher = publisher_of(record.document)
    if publisher is not None:
        return publisher.side or PRESS, SideKnownBy.PUBLISHER
    reported = {side_of(record, actor) for item in record.agenda for actor in item.accounts}
    if len(reported) == 1 and not any(statement.according_to for statement in record.statements):
        return next(iter(reported)) or PRESS, SideKnownBy.TEXT
    return PRESS, SideKnownBy.TEXT

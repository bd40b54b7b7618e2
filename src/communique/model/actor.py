"""Who acts and speaks: people, states, ministries, organisations, offices, and groups of them."""

from enum import StrEnum

from communique.model.base import Model
from communique.model.span import Span


class ActorKind(StrEnum):
    """What sort of actor it is; a joint speaker is a group with members."""

    PERSON = "person"
    STATE = "state"
    ORGANISATION = "organisation"
    MINISTRY = "ministry"
    OFFICE = "office"
    GROUP = "group"


class Actor(Model):
    """Someone or something that acts in a text.

    `country` is ISO 3166 alpha-3 (`SUN`, `YUG`, `CSK`, `DDR` for states that are gone); `office` is the office held on the
    date of the text, in English. `members` names the actors of a group that are known; an unnamed group has none.
    """

    id: str
    kind: ActorKind
    name: str | None = None
    country: str | None = None
    office: str | None = None
    members: tuple[str, ...] = ()


class Mention(Span):
    """A place where the text speaks of an actor. `actor` is null where it stays open, and `why` then says the reason."""

    actor: str | None = None
    why: str | None = None

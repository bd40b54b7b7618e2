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

    `country` is ISO 3166 alpha-3 (`SUN`, `YUG`, `CSK`, `DDR` for states that are gone); `office` is the office held on
    the date of the text, in English. `members` names the actors of a group that are known; an unnamed group has none.
    """

    id: str
    """The codebook's id (`wang-yi`, `CHN`, `CHN.foreign_ministry`), or `text:` or `group:` and the words."""
    kind: ActorKind
    """What sort of actor it is."""
    name: str | None = None
    """The name as a report writes it; null where the text gives none."""
    country: str | None = None
    """The state that it is or acts for."""
    office: str | None = None
    """The office held on the date of the text."""
    members: tuple[str, ...] = ()
    """Ids of the members of a group, in the order of the text."""


class Mention(Span):
    """A place where the text speaks of an actor. `actor` is null where it stays open, and `why` then says why."""

    actor: str | None = None
    """Id of the actor."""
    why: str | None = None
    """Why the actor stays open."""

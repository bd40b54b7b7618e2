"""The actors of one document by their ids: whose they are, what office they hold, whether they can meet."""

from collections.abc import Iterable

from spacy.tokens import Doc

from communique.annotate.actors.index import MentionIndex
from communique.annotate.layers import Layers
from communique.annotate.people_lists import PeopleLists, members_of
from communique.codebook.contacts import forms_of
from communique.model import Actor, ActorKind

_CAN_MEET = frozenset({ActorKind.PERSON, ActorKind.OFFICE, ActorKind.STATE, ActorKind.ORGANISATION, ActorKind.MINISTRY})
_PEOPLE = frozenset({ActorKind.PERSON, ActorKind.OFFICE})


class KnownActors:
    """The actors of the layer, and in `added` those that a component had to make for people without a name.

    The latter ("Iraqi officials") are written back with `keep`.
    """

    __slots__ = ("_doc", "_index", "_lists", "_private", "added")

    def __init__(self, doc: Doc, index: MentionIndex | None = None) -> None:
        self._doc = doc
        self._index = index or MentionIndex.of(doc)
        self.added: dict[str, Actor] = {}
        self._lists = PeopleLists(doc, self._index, self.added)
        self._private: frozenset[str] | None = None

    def actor(self, actor_id: str) -> Actor | None:
        """Return the actor with this id."""
        return self.added.get(actor_id) or self._index.actor(actor_id)

    def members(self, actor_id: str | None) -> tuple[str, ...]:
        """Return the members of a group, the actor itself otherwise; an open group has nobody."""
        return members_of(self.actor, actor_id)

    def country(self, actor_id: str) -> str | None:
        """Return the state that the actor belongs to."""
        actor = self.actor(actor_id)
        return actor.country if actor is not None else None

    def can_meet(self, actor_id: str) -> bool:
        """Tell whether the actor can take part in a contact between holders of office."""
        actor = self.actor(actor_id)
        if actor is None or actor.kind not in _CAN_MEET:
            return False
        if _is_common(actor) and not _is_holder(actor):
            return False
        if (actor.name or "").lower() in forms_of("noun", "event"):
            return False  # "the Leaders Meeting", read as a name
        if actor.id.startswith("text:") and actor.country is None and (actor.name or "")[:1].islower():
            return actor.id in self.added  # "a foreign leader" is nobody's
        if actor.kind is ActorKind.PERSON:
            return actor.office is not None or actor.country is not None
        if actor.kind is ActorKind.ORGANISATION:
            return not actor.id.startswith("text:") or actor.country is not None
        return True

    def holds_office(self, actor_id: str) -> bool:
        """Tell whether the actor acts for a state or an organisation by office."""
        actor = self.actor(actor_id)
        if actor is None or actor.kind not in _CAN_MEET:
            return False
        if actor.kind is ActorKind.PERSON:
            # Whoever is in the table of people holds or held one.
            return actor.office is not None or not actor.id.startswith("text:") or actor.id in self._lists.holding
        return True

    def may_hold_office(self, actor_id: str) -> bool:
        """Tell whether a person whose office the text never names may hold one: a full name, never a private person."""
        actor = self.actor(actor_id)
        if actor is None or actor.kind is not ActorKind.PERSON:
            return False
        words = (actor.name or "").split()
        return len(words) > 1 and words[0][:1].isupper() and actor_id not in self._private_people()

    def _private_people(self) -> frozenset[str]:
        """Return the people whom the text calls a reporter, a businessman, somebody's wife."""
        if self._private is None:
            private = forms_of("office", "private")
            text = Layers(self._doc).text
            self._private = frozenset(
                mention.actor
                for mention in Layers(self._doc).mentions
                if mention.actor is not None and not private.isdisjoint(mention.of(text).lower().split())
            )
        return self._private

    def is_within_one_government(self, actor_ids: Iterable[str]) -> bool:
        """Tell whether somebody without a name meets his own people: no contact that a reader would look for."""
        countries = [self.country(one) for one in actor_ids]
        return len(set(countries)) == 1 and None not in countries and any(one in self.added for one in actor_ids)

    def is_state(self, actor_id: str) -> bool:
        """Tell whether the actor is a state."""
        actor = self.actor(actor_id)
        return actor is not None and actor.kind is ActorKind.STATE

    def is_named_person(self, actor_id: str) -> bool:
        """Tell whether the actor is a person with a name."""
        actor = self.actor(actor_id)
        return actor is not None and actor.kind is ActorKind.PERSON

    def is_somebody(self, actor_id: str) -> bool:
        """Tell whether the actor is a person or the holder of an office, no state and no body."""
        actor = self.actor(actor_id)
        return actor is not None and actor.kind in _PEOPLE

    def is_known_by_name(self, actor_id: str) -> bool:
        """Tell whether the text names the person, not only "the man"."""
        actor = self.actor(actor_id)
        return actor is not None and actor.kind is ActorKind.PERSON and not _is_common(actor)

    def keep(self, used: Iterable[str]) -> None:
        """Write the actors that were made, as far as they are used, into the layer of actors."""
        known = {actor.id for actor in Layers(self._doc).actors}
        fresh = [self.added[one] for one in dict.fromkeys(used) if one in self.added and one not in known]
        if fresh:
            Layers(self._doc).actors = (*Layers(self._doc).actors, *fresh)


def _is_common(actor: Actor) -> bool:
    """Tell whether the text calls the actor by a common noun alone ("the mogul", "her husband")."""
    return actor.id.startswith("text:") and not any(char.isupper() for char in actor.name or "")


def _is_holder(actor: Actor) -> bool:
    """Tell whether the common noun is that of an office ("the envoy", "ministers")."""
    last = (actor.name or "").rpartition(" ")[2]
    return actor.country is not None and {last, last.removesuffix("s")} & forms_of("office", "holder") != frozenset()

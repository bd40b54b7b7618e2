"""Who takes part: from the words of a clause to the actors that can meet, speak for a state, or travel."""

from collections.abc import Callable, Iterable, Iterator

from spacy.tokens import Doc, Token

from communique.annotate.actors.author import AUTHOR, Author
from communique.annotate.actors.index import MentionIndex
from communique.annotate.clause import SUBJECTS, conjuncts, phrases, subjects
from communique.annotate.known_actors import KnownActors
from communique.annotate.layers import Layers
from communique.annotate.people_lists import GROUP
from communique.codebook.contacts import forms_of
from communique.model import Actor, ActorKind

_WHOSE = frozenset({"of", "from"})
_OF = frozenset({"of"})
_EACH = frozenset({"each", "both"})
_TOGETHER = 600
"""Characters before "each of them" in which those are named together."""
_OWN = frozenset({"i", "my"})

Near = Callable[[], str | None]
"""Answers in which state something happened; asked only where nothing else tells whose officials are meant."""


class Parties(KnownActors):
    """The actors of one document, asked for by the words that name them.

    With an `author` "I" and "we" are the author's, whom the layer of mentions need not know.
    """

    __slots__ = ("_author", "people_between", "speaks")

    def __init__(self, doc: Doc, index: MentionIndex | None = None, *, author: Author | None = None) -> None:
        super().__init__(doc, index)
        self._author = author
        self.people_between, self.speaks = self._lists.people_between, self._lists.speaks

    def resolve(self, token: Token) -> str | None:
        """Return the id of the actor that the phrase headed by `token` names, None if it is no actor or stays open."""
        mention = self._index.headed_by(token)
        if mention is not None:
            return mention.actor
        if self._author is not None and self._author.says(token):
            return self._author_id()
        return self._speaker(token) if token.lower_ in _OWN else None

    def unsaid_author(self, token: Token) -> tuple[str, ...]:
        """Return the author where the sentence of a word leaves out its "I": "Good call with B", "Will meet her"."""
        if self._author is None or self._author.actor is None or self._author.is_quoted(token):
            return ()
        # An office's own account in the third person has headlines of this form.
        before = self._doc[token.sent.start : token.i]
        is_open = self._author.actor.id == AUTHOR and all(word.dep_ not in SUBJECTS for word in before)
        return tuple(filter(None, (self._author_id(),))) if is_open and not subjects(token.sent.root) else ()

    def _author_id(self) -> str | None:
        actor = self._author.actor if self._author is not None else None
        if actor is not None and self._index.actor(actor.id) is None:
            self.added.setdefault(actor.id, actor)
        return actor.id if actor is not None else None

    def _speaker(self, token: Token) -> str | None:
        """Return who says "I" in quotation marks."""
        for statement in Layers(self._doc).statements:
            if statement.speaker is not None and any(one.start <= token.idx < one.end for one in statement.content):
                return statement.speaker.actor
        return None

    def of(self, tokens: Iterable[Token], *, near: Near | None = None) -> tuple[str, ...]:
        """Return who the phrases and their conjuncts name, groups as their members, in the order of the text.

        `near` tells the state of office-holders who have neither a name nor a state of their own ("senior officials").
        """
        found: list[str] = []
        for token in tokens:
            for one in self._of_phrase(token, near):
                if one not in found:
                    found.append(one)
        return tuple(found)

    def _of_phrase(self, token: Token, near: Near | None) -> list[str]:
        if token.lower_ in _EACH:
            return self._one_by_one(token)
        if token.lemma_.lower() in forms_of("office", "body"):
            led = self._leaders(token)
            if led:
                return led
        apposed = self._lists.apposed(token)
        if apposed:
            return apposed
        members = self.members(self.resolve(token))
        if len(members) == 1 and token.pos_ == "PROPN" and self.is_state(members[0]):
            # The name stands beside the state in "with Republic of Korea (ROK) National Security Advisor Kim Sung-han".
            named = [one for one in self._named_beside(token, is_state=True) if self.is_named_person(one)]
            members = tuple(named[:1]) or members
        parts = conjuncts(token)
        listed = self._lists.listed(token)
        if len(listed) > max(len(parts), len(members)):
            return listed
        joined = self._joined(token) or self._behind_state(token, members)
        if len(joined) > max(len(parts), len(members)):
            return joined
        if len(parts) == 1:
            return list(members) or self._named_beside(token) or self._unnamed(token, near)
        if len(members) >= len(parts):
            return list(members)
        found: list[str] = []
        for part in parts:
            known = self.resolve(part)
            if part == token and known is not None and known.startswith(GROUP):
                first = self._index.covering(part.idx, part.idx + len(part))
                known = first.actor if first is not None and not (first.actor or GROUP).startswith(GROUP) else None
            found.extend(self.members(known) or self._unnamed(part, near))
        return found or list(members)

    def _one_by_one(self, token: Token) -> list[str]:
        """Return whom "each of them", "both men" and "each" mean: a group behind it, or those named together last."""
        behind = [one for _, thing in phrases(token, _OF) for one in self.members(self.resolve(thing))]
        if len(behind) > 1:
            return behind
        known = self.members(self.resolve(token))
        if len(known) > 1:
            return list(known)
        for mention in reversed(Layers(self._doc).mentions):
            if token.idx - _TOGETHER <= mention.start < mention.end <= token.idx:
                people = self.members(mention.actor)
                if len(people) > 1 and all(map(self.is_named_person, people)):
                    return list(people)
        return []

    def _leaders(self, token: Token) -> list[str]:
        """Return who leads "a Vietnamese delegation led by Deputy Minister X": the delegation is the leader's."""
        for child in token.rights:
            if child.dep_ == "acl" and child.lemma_ in {"lead", "head", "chair"} and child.tag_ in {"VBN", "VBD"}:
                agents = [thing for prep, thing in phrases(child) if prep.lower_ == "by"]
                mention = None
                if not agents and child.i + 2 < len(self._doc):  # the parser makes the leader a second subject
                    after = child.nbor()
                    behind = self._doc[after.i + 1]
                    mention = (
                        self._index.covering(behind.idx, behind.idx + len(behind)) if after.lower_ == "by" else None
                    )
                named = [one for agent in agents for one in self.members(self.resolve(agent))]
                named += list(self.members(mention.actor)) if mention is not None else []
                return [one for one in named if self.is_named_person(one)][:1]
        return []

    def _joined(self, token: Token) -> list[str]:
        """Return both of "President A and Minister B" where one person was made of the whole."""
        mention = self._index.headed_by(token)
        actor = self.actor(mention.actor) if mention is not None and mention.actor is not None else None
        if mention is None or actor is None or actor.kind is not ActorKind.PERSON:
            return []
        text = Layers(self._doc).text
        if " and " not in mention.of(text):
            return []
        for inner in Layers(self._doc).mentions:
            if inner.start == mention.start and inner.end < mention.end and inner.actor not in {None, actor.id}:
                first = self.actor(inner.actor or "")
                if first is not None and first.kind is ActorKind.PERSON and text.startswith(" and ", inner.end):
                    return [first.id, actor.id]
        return []

    def _behind_state(self, token: Token, members: tuple[str, ...]) -> list[str]:
        """Return all of "Presidents A of Russia and B of Turkey", where the parser joins B to Russia."""
        if len(members) != 1 or not self.is_named_person(members[0]):
            return []
        name = next((child for child in token.rights if child.dep_ == "appos" and child.i <= token.i + 2), token)
        states = [thing for _, thing in phrases(name, _OF) if self._state(thing) is not None]
        behind = states if name == token else [name, *states]
        others = [self.resolve(part) for thing in behind for part in conjuncts(thing)[1:]]
        people = [one for one in others if one is not None and self.is_named_person(one) and one not in members]
        return [*members, *people] if people else []

    def states_in(self, start: int, end: int) -> set[str]:
        """Return the states that are named, or to which somebody named belongs, between two characters."""
        found: set[str] = set()
        for mention in Layers(self._doc).mentions:
            if mention.start >= end:
                break
            if mention.start >= start:
                found.update(state for one in self.members(mention.actor) if (state := self.country(one)) is not None)
        return found

    def _named_beside(self, token: Token, *, is_state: bool = False) -> list[str]:
        """Return who stands in apposition to a role that stays open ("her counterpart, Deputy Minister X")."""
        if not is_state and token.pos_ == "PROPN" and token.lemma_.lower() not in forms_of("office", "holder"):
            return []  # "OSLO (Reuters)"
        return [one for child in token.rights if child.dep_ == "appos" for one in self.members(self.resolve(child))]

    def _unnamed(self, token: Token, near: Near | None) -> list[str]:
        """Return the actor for office-holders without a name ("senior Iraqi officials"), made up if need be."""
        if token.lemma_.lower() == "number":
            # "a number of ministers"
            return [one for _, thing in phrases(token, _OF) for one in self._of_phrase(thing, near)]
        if token.lemma_.lower() == "member":
            # "members of the Libyan parliament"
            return [one for _, thing in phrases(token, _OF) for one in self._unnamed(thing, near)]
        if any(child.lower_ in forms_of("modifier", "private") for child in token.lefts):
            return []  # "business leaders"
        if token.lemma_.lower() not in forms_of("office", "holder") or token.tag_ not in {"NN", "NNS", "NNP", "NNPS"}:
            return []
        several = self._states_of(token)
        if len(several) > 1:
            return [self._holders(state, token, token.lower_) for state in several]
        country = self.country_beside(token)
        words = self._doc[token.left_edge.i : token.i + 1]
        if country is None:
            named = any(word.text[:1].isupper() and word.tag_ == "JJ" for word in words)
            if token.tag_ not in {"NNS", "NNPS"} and not (token.text[:-1].isupper() and token.text.endswith("s")):
                return []
            country = near() if near is not None and not named else None
            if country is None and not named:
                return []
        name = " ".join(word.text for word in words if word.tag_ not in {"DT", "PRP$", "CD"} and word.dep_ != "punct")
        return [self._holders(country, token, name)]

    def _holders(self, country: str | None, token: Token, name: str) -> str:
        """Return the actor made up for holders of office, by their state and the noun for them."""
        beside = country.lower() if country is not None else self._doc[token.left_edge.i].lower_
        actor = Actor(
            id=f"text:{beside}-{token.lemma_.lower()}",
            kind=ActorKind.OFFICE,
            name=name,
            country=country,
            office=name,
        )
        self.added.setdefault(actor.id, actor)
        return actor.id

    def _states_of(self, token: Token) -> list[str]:
        """Return the states of "U.S. and Chinese officials", "the leaders of India and Pakistan"."""
        if token.tag_ not in {"NNS", "NNPS"}:
            return []
        words = list(self._doc[token.left_edge.i : token.i])
        named = [state for word in words if (state := self._state(word)) is not None]
        if len(named) < 2 or not any(word.lower_ == "and" for word in words):
            behind = [part for _, thing in phrases(token, _WHOSE) for part in conjuncts(thing)]
            named = [state for part in behind if (state := self._state(part)) is not None]
            # "negotiators from both sides", "of the two countries"
            named = named or [state for part in behind for state in self._states_meant(part)]
        if not named:
            owners = [child for child in token.lefts if child.dep_ == "poss"]
            states = [
                state
                for owner in owners
                for state in (
                    map(self.country, self._whose(owner)) if owner.lower_ == "their" else self._states_meant(owner)
                )
            ]
            named = [state for state in states if state is not None]  # "their delegations"
        return list(dict.fromkeys(named))

    def _states_meant(self, token: Token) -> list[str]:
        """Return the states of a group of states ("both sides")."""
        members = [self.actor(one) for one in self.members(self.resolve(token))]
        states = [one.country for one in members if one is not None and one.country is not None]
        return states if len(states) == len(members) > 1 else []

    def _whose(self, pronoun: Token) -> tuple[str, ...]:
        """Return whom "their" means; left open, the subject of the clause above ("A and B said their envoys would")."""
        known = self.members(self.resolve(pronoun))
        verb = pronoun.head.head
        return known or (self.of(subjects(verb.head)) if verb.dep_ == "ccomp" else ())

    def _state(self, word: Token) -> str | None:
        mention = self._index.headed_by(word)
        members = [self.actor(one) for one in self.members(mention.actor if mention is not None else None)]
        own = [actor for actor in members if actor is not None and actor.kind is ActorKind.STATE]
        if len(own) > 1 and mention is not None:
            inner = self._index.covering(word.idx, word.idx + len(word))
            own = [one for one in own if inner is not None and one.id == inner.actor]
        return own[0].country if len(own) == 1 else None

    def country_beside(self, token: Token) -> str | None:
        """Return the state of the adjective or name that stands before a noun ("Iraqi officials")."""
        for word in self._doc[token.left_edge.i : token.i]:
            mention = self._index.headed_by(word)
            actor = self._index.actor(mention.actor) if mention is not None and mention.actor else None
            if actor is not None and actor.country is not None and actor.kind is ActorKind.STATE:
                return actor.country
        return None

    def open_groups(self, tokens: Iterable[Token]) -> Iterator[str]:
        """Yield the groups of office-holders of whom the text tells nobody ("the Arab foreign ministers")."""
        for token in tokens:
            actor = self.actor(self.resolve(token) or "")
            if actor is None or actor.kind is not ActorKind.GROUP or actor.members or actor.country is not None:
                continue
            if self._states_of(token) or self._lists.apposed(token):
                continue
            if token.tag_ in {"NNS", "NNPS"} and token.lemma_.lower() in forms_of("office", "holder"):
                yield actor.id

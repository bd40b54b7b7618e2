"""Which state a word speaks for: a government, a capital, "its president's office", state media."""

import re
from unicodedata import combining, normalize

from spacy.tokens import Doc, Token

from communique.annotate.agenda.accounts import account_of, is_media
from communique.annotate.clause import phrases
from communique.annotate.layers import Layers
from communique.annotate.parties import Parties
from communique.codebook.aliases import aliases_by_form, entities
from communique.codebook.omissions import omission_forms
from communique.codebook.people import people_by_family_name, short_key
from communique.codebook.places import places
from communique.codebook.titles import institutions
from communique.model import Actor, ActorKind

_FROM = frozenset({"from", "of", "by", "in"})
_OWNING = frozenset({"poss", "amod", "compound", "nmod"})
_SHORT = {"USA": "short_usa", "GBR": "short_gbr", "FRA": "short_fra", "IND": "short_ind", "KOR": "short_kor"}
_LABEL = re.compile(r"^(?:M[RS]S?\.|DR\.|SECRETARY|THE PRESIDENT)(?: [A-Z][A-Z’'-]+)*:", re.MULTILINE)


class Owners:
    """Answers for one document which state stands behind a word.

    `home` is the state whose own text the document is: its publisher's, or that of the White House where it has the
    layout of a transcript of its briefings (a question begins with "Q"). `is_briefing` tells that it is the publisher's
    own transcript, by its layout or its address.
    """

    __slots__ = ("_parties", "home", "is_briefing", "is_transcript")

    def __init__(self, doc: Doc, parties: Parties) -> None:
        self._parties = parties
        text, own = Layers(doc).text, Layers(doc).publisher_country
        marks = "|".join(map(re.escape, omission_forms("usa_transcript")))
        self.is_transcript = re.search(rf"(?m)^(?:{marks}) ", text) is not None or _LABEL.search(text) is not None
        self.is_briefing = own is not None and (self.is_transcript or _is_of_briefing(Layers(doc).url))
        self.home = own or ("USA" if self.is_transcript else None)

    def of(self, head: Token) -> str | None:
        """Return the state that the phrase speaks for as a government or through its own media."""
        return self.government(head) or self.medium(head)

    def government(self, head: Token) -> str | None:
        """Return the state that speaks where `head` names it, its capital, its ministry or "its president's office"."""
        if head.lemma_.lower() in omission_forms("body"):
            found = self._of_body(head)  # before what "chancellery" alone would mean
            if found is not None:
                return found
        actor = self._actor(head)
        if actor is not None and actor.kind is not ActorKind.GROUP:  # not "readers of" the Kremlin's account
            if speaks_for_its_state(actor):
                return account_of(actor)
            if head.lemma_.lower() not in omission_forms("body"):
                return None
        return self._is_short(head) or _institution_of(head) or state_named(head)

    def _is_short(self, head: Token) -> str | None:
        short = " ".join([*(c.text for c in head.lefts if c.dep_ == "compound"), head.text])
        found = (state for state, frame in _SHORT.items() if short in omission_forms(frame))
        return next(found, None) if head.pos_ == "PROPN" else None

    def organisation(self, head: Token) -> str | None:
        """Return the organisation that `head` names and that has accounts of its own: "the EU's readout"."""
        actor = self._actor(head)
        return actor.id if actor is not None and actor.id in omission_forms("organisation") else None

    def is_nameless(self, head: Token) -> bool:
        """Tell whether it is an institution that many states have, and no word says whose: "the Treasury"."""
        actor = self._actor(head)
        if actor is None or actor.kind not in {ActorKind.MINISTRY, ActorKind.ORGANISATION} or actor.country is None:
            return False
        if actor.id in omission_forms("organisation") or _state_of_seat(head) is not None:
            return False
        words = [head, *head.subtree]
        if any(self._names_state(word) for word in words if word != head):
            return False
        forms = {
            " ".join(word.lower_ for word in words[1:] if word.i >= begin and word.i <= head.i)
            for begin in range(head.left_edge.i, head.i + 1)
        }
        # "No. 10" is three words, and no phrase for the parser.
        forms |= {head.doc[begin : head.i + 1].text.lower() for begin in range(max(0, head.i - 2), head.i)}
        return not any(one.country for form in forms for one in institutions().get(form, ())) and not self._is_short(
            head
        )

    def _names_state(self, word: Token) -> bool:
        actor = self._actor(word)
        is_state = actor is not None and actor.kind is ActorKind.STATE
        return is_state or state_named(word) is not None or self.person(word) is not None

    def medium(self, head: Token) -> str | None:
        """Return the state whose own media `head` names: "Xinhua", "Chinese state media"."""
        actor = self._actor(head)
        if actor is None or not is_media(actor):
            return None
        if actor.id in omission_forms("state_media"):
            return entities()[actor.id].country or None
        return actor.country if actor.id.endswith(".state_media") else None

    def person(self, head: Token) -> str | None:
        """Return the state of a person in office, by the text or by a family name that one state's people have."""
        actor = self._actor(head)
        if head.pos_ == "PROPN" and (actor is None or actor.kind is ActorKind.PERSON):
            # Before what the text seems to say: "the Russians said that President Biden" makes nobody a Russian.
            countries = {person.country for person in people_by_family_name().get(short_key(head.text), ())}
            if len(countries) == 1 and (actor is None or actor.id.startswith("text:")):
                return countries.pop()
        if actor is not None and actor.kind in {ActorKind.PERSON, ActorKind.OFFICE}:
            return actor.country
        return None

    def any_of(self, head: Token) -> str | None:
        """Return the state of whoever the word names: a government, its media, or somebody in office."""
        return self.of(head) or self.person(head)

    def _actor(self, head: Token) -> Actor | None:
        mention = self._parties.resolve(head)
        return self._parties.actor(mention) if mention is not None else None

    def _of_body(self, noun: Token) -> str | None:
        for child in noun.lefts:
            if child.dep_ not in _OWNING:
                continue
            for word in child.subtree:
                actor = self._actor(word)
                found = (actor.country if actor is not None else None) or state_named(word) or self.person(word)
                if found is not None:
                    return found
        for _, thing in phrases(noun, _FROM):
            found = state_named(thing)
            if found is not None:
                return found
        return _state_of_seat(noun)


def _state_of_seat(noun: Token) -> str | None:
    """Return the state of a ministry in its capital: "In Lima, the foreign ministry's statement".

    A delegation, an office, officials may be there on a visit.
    """
    at = noun.left_edge.i - 1
    if noun.lemma_.lower() not in omission_forms("seat") or at < noun.sent.start:
        return None
    at -= noun.doc[at].text == ","
    place = noun.doc[max(at, noun.sent.start)]
    is_there = place.i > noun.sent.start and place.nbor(-1).lower_ == "in" and place.head == place.nbor(-1)
    is_capital = any(one.kind == "capital" and not one.valid_to for one in places().get(place.text, ()))
    return state_named(place) if is_there and is_capital else None


def _is_of_briefing(url: str | None) -> bool:
    """Tell whether an address is that of a transcript: ".../press-briefings/..."."""
    words = re.sub(r"[^a-z0-9]+", " ", (url or "").casefold())
    return any(form in words for form in omission_forms("briefing_address"))


def _institution_of(head: Token) -> str | None:
    """Return the state of an institution that is named without its article before a noun: "the Kremlin text"."""
    number = [child.lower_ for child in head.rights if child.dep_ == "nummod"]  # "Number 10"
    if head.pos_ != "PROPN" and not number:
        return None
    before = [child.lower_ for child in head.lefts if child.dep_ == "compound"]
    found = institutions().get(" ".join([*before, head.lower_, *number]), ())
    speaking = (one for one in found if one.id in omission_forms("voice") or one.kind == "ministry")
    states = {one.country for one in speaking if one.country}
    return states.pop() if len(states) == 1 else None


def state_named(word: Token) -> str | None:
    """Return the state that one word means by its name, its adjective or its capital, as the codebook has it."""
    if not word.text[:1].isupper():
        return None
    form = word.text.removesuffix(".").replace("’", "'")
    if form not in aliases_by_form():
        form = "".join(char for char in normalize("NFD", form) if not combining(char))
    known = entities()
    found = {
        alias.entity
        for alias in aliases_by_form().get(form, ())
        if known[alias.entity].kind == "state" and not alias.valid_to
    }
    if not found:
        found = {one.country for one in places().get(form, ()) if one.kind == "capital" and not one.valid_to}
    return found.pop() if len(found) == 1 else None


def speaks_for_its_state(actor: Actor) -> bool:
    """Tell whether it is a government: neither a person nor an army, a parliament or a broadcaster of that state."""
    if actor.kind is ActorKind.ORGANISATION:
        return actor.id.rpartition(".")[2] in omission_forms("voice")
    return actor.kind in {ActorKind.STATE, ActorKind.MINISTRY}

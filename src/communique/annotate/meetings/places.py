"""The name of a place as the text writes it, and the state that it lies in."""

import re

from spacy.tokens import Token

from communique.annotate.clause import phrases
from communique.codebook.aliases import aliases_by_form, entities
from communique.codebook.contacts import cues_of
from communique.codebook.places import capital_of, country_of, is_state
from communique.model import Place

_CLUB = re.compile(r"G-?\d{1,3}", re.ASCII)  # G7, G-20
_IN = frozenset({"in", "of"})
_INSIDE = frozenset({"in", "at"})
_TO = frozenset({"to", "into"})
_ARRIVE = frozenset({"in", "at", "to", "on"})
_FOR = frozenset({"for"})


def name_of(token: Token) -> tuple[int, int]:
    """Return the first and last token (inclusive) of the name that `token` heads ("New York", "the White House")."""
    first = last = token.i
    doc = token.doc
    while first > 1 and doc[first - 1].text == "-" and not (doc[first - 2].whitespace_ or doc[first - 1].whitespace_):
        first -= 2  # Nur-Sultan, Aix-en-Provence
    while (
        last + 2 < len(doc) and doc[last + 1].text == "-" and not (doc[last].whitespace_ or doc[last + 1].whitespace_)
    ):
        last += 2
    while first > 0 and doc[first - 1].pos_ in {"PROPN", "ADJ"} and doc[first - 1].head in {token, doc[first]}:
        first -= 1
    while last + 1 < len(doc) and doc[last + 1].pos_ == "PROPN" and doc[last + 1].head == token:
        last += 1
    return first, last


def goals_of(verb: Token, frame: str) -> list[Token]:
    """Return the words for the place that a verb of travelling leads to, without its conjuncts."""
    if frame == "visit":
        return [child for child in verb.rights if child.dep_ == "dobj"]
    if frame == "arrive":
        return [thing for _, thing in phrases(verb, _ARRIVE)]
    if frame == "leave":
        found = [thing for _, thing in phrases(verb, _FOR)]
        return found + [thing for child in verb.rights if child.dep_ == "dobj" for _, thing in phrases(child, _FOR)]
    return [thing for _, thing in phrases(verb, _TO)]


def place_of(token: Token) -> Place | None:
    """Return the place that a noun phrase names, None if it is neither a name nor "the Slovak capital"."""
    if token.lemma_ == "capital":
        return _capital(token)
    if token.pos_ != "PROPN":
        city = city_before(token)
        return Place(name=city, country=country_of(city)) if city is not None else None
    first, last = name_of(token)
    name = token.doc[first : last + 1].text.strip()
    if not name:
        return None
    if _CLUB.fullmatch(name):
        return None
    if name.rsplit(maxsplit=1)[-1].lower() in cues_of("noun"):  # "at the NATO Summit in Vilnius"
        inside = [thing for _, thing in phrases(token, _INSIDE) if thing.pos_ == "PROPN"]
        return place_of(inside[0]) if inside else None
    whole = _with_of(token, first)
    if whole is not None:
        return Place(name=whole, country=country_of(whole))
    country = country_of(name) or _country_around(token) or _country_inside(name)
    return None if country is None and _is_no_place(name) else Place(name=name, country=country)


def _with_of(token: Token, first: int) -> str | None:
    """Return the name of a state that goes on behind "of" ("the Republic of the Congo")."""
    for child in token.rights:
        if child.lower_ == "of" and child.i == token.i + 1:
            for thing in child.rights:
                if thing.dep_ == "pobj" and thing.pos_ == "PROPN":
                    whose = next((owner.left_edge.i for owner in token.lefts if owner.dep_ == "poss"), first)
                    for start in (whose, first):  # the People's Republic of China is not the Republic of China
                        name = token.doc[start : thing.i + 1].text
                        if country_of(name) is not None:
                            return name
                    return None
    return None


def city_before(noun: Token) -> str | None:
    """Return the city of "a Seoul hotel"."""
    if noun.pos_ != "NOUN" or noun.lemma_.lower() in cues_of("noun"):
        return None
    words = [word for word in noun.lefts if word.pos_ == "PROPN" and word.dep_ in {"compound", "nmod"}]
    first = words[0].left_edge.i if words else 0
    if not words or (first > 0 and noun.doc[first - 1].pos_ not in {"DET", "ADP"}):
        return None
    name = noun.doc[words[0].left_edge.i : words[-1].i + 1].text
    return name if country_of(name) is not None and not is_state(name) else None


def _is_no_place(name: str) -> bool:
    """Tell whether the name is that of a gathering or an organisation ("at the NATO Summit", "at the G7")."""
    if name.rsplit(maxsplit=1)[-1].lower() in cues_of("noun"):
        return True
    named = (entities()[alias.entity] for alias in aliases_by_form().get(name, ()))
    return any(entity.kind == "organisation" for entity in named)


def _capital(token: Token) -> Place | None:
    """Return the capital that "the Slovak capital" means; one that is named beside it is read there."""
    named = [child for child in token.children if child.dep_ in {"appos", "compound"} and child.pos_ == "PROPN"]
    after = token.i + 1
    if not named and after < len(token.doc) and token.doc[after].pos_ == "PROPN":
        named = [token.doc[after]]  # "the Tanzanian capital Dodoma"
    if named:
        return place_of(named[0])
    for child in token.lefts:
        country = country_of(child.text) or _state_of_adjective(child.text)
        name = capital_of(country) if country is not None else None
        if name is not None:
            return Place(name=name, country=country)
    return None


def _state_of_adjective(word: str) -> str | None:
    found = {
        alias.entity for alias in aliases_by_form().get(word, ()) if alias.kind == "adjective" and not alias.valid_to
    }
    return found.pop() if len(found) == 1 else None


def _country_inside(name: str) -> str | None:
    """Read "the Iraqi Kurdistan Region"."""
    found = {state for state in map(_state_of_adjective, name.split()) if state is not None}
    return found.pop() if len(found) == 1 else None


def _country_around(token: Token) -> str | None:
    """Read "Amiens in France" and "Ramallah, the West Bank"."""
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ in _IN:
            for thing in child.rights:
                if thing.dep_ == "pobj" and thing.pos_ == "PROPN":
                    return country_of(thing.doc[thing.left_edge.i : thing.i + 1].text)
        if child.dep_ in {"appos", "npadvmod"} and child.pos_ == "PROPN":
            return country_of(child.text)
    return None

"""Where: the place that belongs to a cue, found through the parse."""

from spacy.tokens import Doc, Token

from communique.annotate.clause import VERBAL, phrases
from communique.annotate.layers import Layers
from communique.annotate.meetings.levels import height_of_place, height_of_relative
from communique.annotate.meetings.moments import Moments
from communique.annotate.meetings.places import city_before, goals_of, place_of
from communique.codebook.contacts import cues_of, forms_of
from communique.codebook.places import country_of
from communique.model import PassageKind, Place

_IN_PLACE = frozenset({"in", "at", "near", "outside"})
_MATTERS = frozenset({"about", "concerning", "on", "regarding"})
_SENTENCES_BACK = 4
_STEPS = 24
_HERE = 16
"""Words behind the cue in which "here" tells its place."""


class Whereabouts:
    """The places of one document, ready to be asked for that of a cue."""

    __slots__ = ("_doc", "_moments", "_places")

    def __init__(self, doc: Doc, moments: Moments) -> None:
        self._doc = doc
        self._moments = moments
        self._places: dict[int, list[Token]] = {}

    def country(self, cue: Token, bones: list[Token]) -> str | None:
        """Return the state in which the contact took place, None if the clause does not tell."""
        place = self.place(cue, bones)
        return place.country if place is not None else None

    def place(self, cue: Token, bones: list[Token]) -> Place | None:
        """Return where the contact took place, None if the clause names no place."""
        known = self._where(cue) or self._here(cue, bones)
        if known is not None:
            return known
        best: tuple[int, int] | None = None
        found: Place | None = None
        about = self._matter_of(cue)
        for token in self._candidates(cue):
            if about is not None and token.i > about:
                break  # "spoke with B on the pause in Gaza"
            level = height_of_place(token.head.head, bones)
            if level is None and token.head.head.dep_ == "acl":
                level = height_of_relative(token, bones)  # "the talks, held in Luanda"
            if level is None:
                continue
            rank = (level, abs(token.i - cue.i))
            if best is None or rank < best:
                place = place_of(token)
                if place is not None:
                    best, found = rank, place
        return found or _during_visit(bones) or self._leading_place(cue, bones) or self._goal_of(bones)

    def _matter_of(self, cue: Token) -> int | None:
        """Return the token from which on the words tell what a call was about, None where nothing says so."""
        if cue.pos_ in VERBAL and cue.lemma_.lower() in forms_of("verb", "discuss"):
            matter = next((child.left_edge.i for child in cue.rights if child.dep_ == "dobj"), None)
            partner = next((prep.i for prep, _ in phrases(cue, frozenset({"with"}))), None)
            return matter if matter is not None and partner is not None and partner < matter else None
        if cue.pos_ not in VERBAL or cue.lemma_.lower() not in forms_of("verb", "speak"):
            return None
        told = (prep.i for prep, thing in phrases(cue, _MATTERS) if not self._moments.is_within_time(thing))
        return next(told, None)

    def place_before(self, cue: Token) -> Place | None:
        """Return the place named last before "there", in the sentence of the cue or the three before it."""
        first = cue.i
        for _ in range(_SENTENCES_BACK):
            for token in reversed(self._doc[self._doc[max(0, first - 1)].sent.start : first]):
                if token.tag_ != "NNP" or token.dep_ != "pobj" or self._moments.is_time(token):
                    continue
                place = place_of(token) if token.head.lower_ in _IN_PLACE | {"to", "from"} else None
                if place is not None and place.country is not None:
                    return place
            first = self._doc[max(0, first - 1)].sent.start
            if first == 0:
                return None
        return None

    def _goal_of(self, bones: list[Token]) -> Place | None:
        """Read "will visit Peru for talks" and "left for Lima to meet": the way leads to the meeting."""
        for bone in bones[1:]:
            cue = cues_of("verb").get(bone.lemma_.lower()) if bone.pos_ in VERBAL else None
            if cue is not None and cue.frame in {"visit", "move", "arrive", "leave"}:
                places = [place_of(goal) for goal in goals_of(bone, cue.frame) if not self._moments.is_time(goal)]
                named = [place for place in places if place is not None]
                known = [place for place in named if place.country is not None]
                known = known or (named if cue.frame in {"move", "arrive"} else [])
                if len(known) == 1:
                    return known[0]
        return None

    def _leading_place(self, cue: Token, bones: list[Token]) -> Place | None:
        """Read "In Turkey Minister Moss met ...", where the parser takes the place for a part of the name."""
        sentence = cue.sent
        if Layers(self._doc).text[sentence.start_char : sentence.end_char].lstrip()[:3].lower() != "in ":
            return None
        words = [token for token in sentence[:6] if not token.is_space]
        if len(words) < 3 or words[0].lower_ != "in" or sentence.root not in bones:
            return None
        for length in (3, 2, 1):
            name = sentence.doc[words[1].i : words[1].i + length].text
            country = country_of(name)
            if country is not None and words[1].text[:1].isupper():
                return Place(name=name, country=country)
        return None

    def _here(self, cue: Token, bones: list[Token]) -> Place | None:
        """Read "held talks here": the place of the dateline."""
        text = Layers(self._doc).text
        near = self._doc[cue.i : min(cue.i + _HERE, cue.sent.end)]
        if "here" not in text[cue.sent.start_char : near.end_char]:
            return None
        if not any(word.lower_ == "here" for word in (*near, *(child for bone in bones for child in bone.rights))):
            return None
        for passage in Layers(self._doc).passages:
            if passage.kind is PassageKind.DATELINE:
                name = passage.of(text).strip().split(",")[0].split(" (")[0].strip(" -–—_")
                name = name.title() if name.isupper() else name
                country = country_of(name)
                return Place(name=name, country=country) if country is not None else None
        return None

    def _where(self, cue: Token) -> Place | None:
        """Read "in Luanda, where he was received": the place stands before the clause."""
        here = cue
        for _ in range(_STEPS):
            if here.dep_ == "relcl":
                return self._before_where(here) if any(child.lower_ == "where" for child in here.lefts) else None
            if here.head == here:
                return None
            here = here.head
        return None

    def _before_where(self, verb: Token) -> Place | None:
        """Return the place before "where", past a date ("will visit X on 3 May, where ...")."""
        known = place_of(verb.head)
        if known is not None and known.country is not None and not self._moments.is_time(verb.head):
            return known
        goals = [thing for above in verb.head.ancestors if above.pos_ in VERBAL for thing in _goals_of(above)]
        places = [place for place in map(place_of, goals) if place is not None]
        return next((place for place in places if place.country is not None), known or next(iter(places), None))

    def _candidates(self, cue: Token) -> list[Token]:
        sentence = cue.sent
        if sentence.start not in self._places:
            self._places[sentence.start] = [
                token
                for token in sentence
                if token.dep_ == "pobj"
                and (token.tag_ in {"NNP", "NNPS"} or token.lemma_ == "capital" or city_before(token) is not None)
                and token.head.lower_ in _IN_PLACE
                and not self._moments.is_time(token)
            ]
        return self._places[sentence.start]


def _during_visit(bones: list[Token]) -> Place | None:
    """Read "During her visit to Peru, she met ..."."""
    for bone in bones:
        for _, noun in phrases(bone, frozenset({"in", "on", "during"})):
            if noun.lemma_.lower() in forms_of("noun", "visit"):
                for _, thing in phrases(noun, frozenset({"to"})):
                    return place_of(thing)
    return None


def _goals_of(verb: Token) -> list[Token]:
    return [
        *(child for child in verb.rights if child.dep_ == "dobj"),
        *(thing for _, thing in phrases(verb, frozenset({"to", "in", "into", "for"}))),
    ]

"""Who a Chinese text speaks of: people, states, ministries, sides, and the plurals that stand for those who meet."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from communique.annotate.chinese.cast import Cast
from communique.annotate.chinese.letters import Letter, Letters
from communique.annotate.chinese.lexicon import Hit, find_known
from communique.annotate.chinese.mentions import Found, Places
from communique.annotate.chinese.people import People
from communique.annotate.chinese.text import Text
from communique.annotate.roster import Player
from communique.codebook.aliases import Alias, entities
from communique.codebook.chinese import speech_verbs, words
from communique.codebook.titles import Institution, institutions
from communique.model import ActorKind

_OF_LEADERS = {"元首": "people", "领导人": "people", "外长": "foreign_minister", "总理": "head_of_government"}
_OF_LEADERS |= {"总统": "head_of_state", "防长": "defence_minister", "首脑": "people"}
_TWO = 2
_NUMBERS = {"三": 3, "四": 4, "五": 5}
_HEAD = 200
_HEADS = ("head_of_state", "effective_leader")
_LEADERS = (*_HEADS, "head_of_government", "party_leader", "commission_president", "council_president")
_OFFICES = {
    "元首": _HEADS,
    "外长": ("foreign_minister", "foreign_policy_chief"),
    "防长": ("defence_minister",),
    "总理": ("head_of_government",),
    "总统": _HEADS,
    "两国领导人": _LEADERS,
    "双方领导人": _LEADERS,
    "最高领导人": _LEADERS,
    "首脑": _LEADERS,
}
"""Plurals that only those may be meant by who hold one of the offices; the first is whose holder else is meant."""


@dataclass(frozen=True, slots=True)
class Principals:
    """Those who meet in the text: the first two people or offices, their states, and the states of all."""

    people: tuple[Player, ...] = ()
    states: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()


class Actors:
    """The mentions of one text: those that names tell first, then, once it is known who met, the plurals."""

    def __init__(self, text: Text, cast: Cast) -> None:
        self._text = text
        self._words = text.words
        self._cast = cast
        self._spans = sorted((*text.news, *text.headlines))
        hits = [hit for hit in find_known(self._words) if self._is_news(hit.start)]
        if cast.home is None:
            cast.home = _home(self._words, hits)
        self._letters = Letters(self._words, hits)
        self._found = People(self._words, hits, cast, self._letters, self._spans).find()
        self._taken = bytearray(len(self._words))
        for one in self._found:
            start, end = one.name or (one.start, one.end)
            self._taken[start:end] = b"\x01" * (end - start)
        self._named(hits)

    def _is_news(self, at: int) -> bool:
        return any(start <= at < end for start, end in self._spans)

    @property
    def places(self) -> Places:
        """All mentions so far, by place."""
        return Places(self._found)

    def _is_free(self, start: int, end: int) -> bool:
        return not any(self._taken[start:end])

    def _take(self, found: Found) -> None:
        self._found.append(found)
        self._taken[found.start : found.end] = b"\x01" * (found.end - found.start)

    # -- states and bodies --------------------------------------------------------------------------------------------

    def _named(self, hits: Sequence[Hit]) -> None:
        before: Hit | None = None
        for hit in hits:
            if self._is_free(hit.start, hit.end):
                if hit.entry.bodies:
                    self._body(hit, before)
                elif hit.entry.aliases and not (hit.entry.titles and self._is_titled(hit)):
                    self._alias(hit, hit.entry.aliases)
            before = hit
        self._unnamed()
        for letter in self._letters.sides():
            self._letter(letter)
        for letter in self._letters.others():
            self._letter(letter)

    def _unnamed(self) -> None:
        """Add people whom the text names by a noun only: 一名不愿具名的韩国官员, 多名外交官."""
        for match in _nameless().finditer(self._words):
            if not self._is_news(match.start()) or self._taken[match.end() - 1]:
                continue
            states = [one for one in self._found if match.start() <= one.start and one.end <= match.end()]
            country = next((one.player.country for one in reversed(states) if one.player is not None), None)
            is_one = match[1] in words("unnamed_one")
            kind = ActorKind.PERSON if is_one else ActorKind.GROUP
            prefix = "text" if is_one else "group:text"
            player = self._cast.add(Player(f"{prefix}:{match[0]}", kind, match[0], country, is_human=is_one))
            self._found.append(Found(match.start(), match.end(), player))

    def _is_titled(self, hit: Hit) -> bool:
        """Tell whether a name of a state is a title here (文莱苏丹哈桑纳尔)."""
        return any(one.start < hit.start and hit.end <= one.end for one in self._found if one.is_person)

    def _letter(self, letter: Letter) -> None:
        if self._is_free(letter.start, letter.end) and self._is_news(letter.start):
            self._take(Found(letter.start, letter.end, self._cast.entity(letter.entity)))

    def _alias(self, hit: Hit, aliases: Sequence[Alias]) -> None:
        fits = [alias for alias in aliases if alias.is_valid(self._cast.on)]
        if not fits:
            return
        kind = fits[0].kind
        if kind == "capital" and not self._speaks(hit.end):
            return
        self._take(Found(hit.start, hit.end, self._cast.entity(fits[0].entity)))

    def _speaks(self, end: int) -> bool:
        """Tell whether a verb of speech stands behind a capital: then it is the government that is meant."""
        adverb = _adverbs().match(self._words, end)
        return _verb_forms().match(self._words, adverb.end() if adverb is not None else end) is not None

    def _body(self, hit: Hit, before: Hit | None) -> None:
        body = hit.entry.bodies[0]
        start, entity = hit.start, body.country
        if before is not None and before.end == hit.start and before.entry.aliases:
            start, entity = before.start, before.entry.aliases[0].entity
        elif not entity:
            letter = self._letters.before(hit.start)
            if letter is not None:
                start, entity = letter.start, letter.entity
            elif body.id == "foreign_ministry":
                entity = self._cast.home or ""
        if not entity:
            self._take(Found(hit.start, hit.end, None, why="a body of no state that is named"))
            return
        if body.kind == "state":
            self._take(Found(start, hit.end, self._cast.entity(entity)))
            return
        self._take(Found(start, hit.end, self._cast.body(entity, _of_state(body, entity))))

    # -- plurals ------------------------------------------------------------------------------------------------------

    def add_plurals(self, principals: Principals) -> None:
        """Add 双方, 两国元首, 中俄外长: those who met, or nobody where that is not known."""
        for match in _plurals().finditer(self._words):
            if not self._is_free(match.start(), match.end()) or not self._is_news(match.start()):
                continue
            form = words("group")[match[0]]
            pair = self._letters.pair_before(match.start()) if form == "states" else None
            if pair is not None:  # 中挪双方
                both = self._cast.group([self._cast.entity(letter.entity) for letter in pair])
                self._take(Found(pair[0].start, match.end(), both, form=form))
                continue
            self._take(self._plural(match.start(), match.end(), form, match[0], principals))
        for leaders, office in _OF_LEADERS.items():
            for match in re.finditer(leaders, self._words):
                pair = self._letters.pair_before(match.start())
                if pair is not None and self._is_news(match.start()):
                    self._found.append(self._pair(pair, match.end(), office, principals))

    def _pair(self, pair: tuple[Letter, Letter], end: int, office: str, principals: Principals) -> Found:
        states = [letter.entity for letter in pair]
        is_theirs = set(states) == set(principals.states) and len(principals.people) == _TWO
        if is_theirs and _all_hold(principals.people, _HEADS if office == "people" else (office,)):
            return Found(pair[0].start, end, self._cast.group(list(principals.people)), form="people")
        if office == "people":
            members = [self._cast.entity(state) for state in states]
        else:
            members = [self._cast.holder(state, office) for state in states]
        return Found(pair[0].start, end, self._cast.group(members), form="people")

    def _plural(self, start: int, end: int, form: str, written: str, principals: Principals) -> Found:
        if form == "states_open" and len(principals.parties) == _NUMBERS.get(written[0], -1):
            return Found(
                start, end, self._cast.group([self._cast.entity(one) for one in principals.parties]), form=form
            )
        held = next((offices for word, offices in _OFFICES.items() if word in written), None)
        if form == "people" and len(principals.people) == _TWO and _all_hold(principals.people, held):
            return Found(start, end, self._cast.group(list(principals.people)), form=form)
        if form != "states_open" and len(principals.states) == _TWO and (form == "states" or held is not None):
            members = [
                self._cast.entity(state) if held is None else self._cast.holder(state, held[0])
                for state in principals.states
            ]
            if form == "states" or held != _LEADERS:
                return Found(start, end, self._cast.group(members), form=form)
        return Found(start, end, None, why="it is not said who they are", form=form)


def _all_hold(people: Sequence[Player], offices: Sequence[str] | None) -> bool:
    """Tell whether each of the people holds one of the offices; of whom no office is known may hold any."""
    if offices is None:
        return True
    return all(not one.offices or any(office in offices for _, office in one.offices) for one in people)


def _home(words: str, hits: Sequence[Hit]) -> str | None:
    """Return the state of the agency or broadcaster that opens a line at the head of a text (新华社北京…电)."""
    for hit in hits:
        if hit.start > _HEAD:
            break
        opens = not words[max(0, hit.start - 1) : hit.start].strip("\n （【")
        if opens and hit.entry.aliases and entities()[hit.entry.aliases[0].entity].kind == "media":
            return entities()[hit.entry.aliases[0].entity].country or None
    return None


def is_state(player: Player | None) -> bool:
    """Tell whether a player is a state or an organisation of states."""
    return player is not None and player.kind in {ActorKind.STATE, ActorKind.ORGANISATION}


def _of_state(body: Institution, entity: str) -> Institution:
    """Return the body as its state calls it: the State Department for 美国外交部."""
    for items in institutions().values():
        for item in items:
            if item.id == body.id and item.country == entity:
                return item
    return body


def _alternatives(forms: Sequence[str]) -> str:
    return "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))


_patterns: dict[str, re.Pattern[str]] = {}


def _pattern(name: str, forms: Sequence[str], suffix: str = "") -> re.Pattern[str]:
    if name not in _patterns:
        _patterns[name] = re.compile(f"(?:{_alternatives(forms)}){suffix}")
    return _patterns[name]


def _plurals() -> re.Pattern[str]:
    return _pattern("plurals", list(words("group")))


def _nameless() -> re.Pattern[str]:
    if "nameless" not in _patterns:
        counts = _alternatives([*words("unnamed_one"), *words("unnamed_several")])
        nouns = _alternatives(list(words("unnamed")))
        _patterns["nameless"] = re.compile(rf"({counts})[^，。：；“”]{{0,16}}?(?:{nouns})")
    return _patterns["nameless"]


def _adverbs() -> re.Pattern[str]:
    return _pattern("adverbs", list(words("adverb")), "*")


def _verb_forms() -> re.Pattern[str]:
    speaking = [form for form, verbs in speech_verbs().items() if any(verb.frame == "clause" for verb in verbs)]
    return _pattern("verbs", speaking)

"""People by their titles and names: 国家主席习近平, 中共中央政治局委员、外交部长王毅, 美国总统拜登, 耶伦财长."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from communique.annotate.chinese.cast import Cast
from communique.annotate.chinese.letters import Letters
from communique.annotate.chinese.lexicon import Hit
from communique.annotate.chinese.mentions import Found
from communique.annotate.chinese.names import goes_on, is_foreign, name_before, name_end, stands_free
from communique.annotate.chinese.sounds import may_be, may_be_given
from communique.annotate.roster import Player, country_of
from communique.codebook.chinese import ChineseTitle
from communique.codebook.offices import all_terms_of, holders
from communique.codebook.people import Person, people, people_by_form

_JOINS = re.compile(r"[、兼和及暨与]?")
_BEFORE = re.compile(r"(?:前|候任|新任|时任|当选|现任|已故|代理|的)$")
_POSTED = re.compile(r"(?:常)?驻$")
_BODY = re.compile(
    r"(?:联邦|国民|民族|全国|人民|国家|最高|议会|国会|众议院|参议院|上院|下院|议院|军方|陆军|海军|空军|武装部队|武装力量|国防军|外交部|国防部|参联会"
    r"|参谋长联席会议|总统府|政府|执政党|反对党|[\u3400-\u9fff]{1,8}党|[\u3400-\u9fff]{1,6}委员会|中央|第一|常务|首席|高级|代理|特别|政治|副)+"
)
_FAR = 14
_MAINLAND = "外交部"
"""Titles that begin so and name no state are of the People's Republic: only its texts leave the state out."""
_OF_SEVERAL = re.compile(r"(?:两国|双方|各国|多国|三国|两位|三方)$")
_MEETS = re.compile("会见|会晤|[同与和]$")
_SPEAKS = re.compile(
    "就|对|向|同|与|和|会见|会晤|会谈|通电话|举行|分别|将|出席|访问|抵达|主持|表示|指出|强调|重申|说|称"
)
_WITH = re.compile("会见|会晤|[同与]")
_MET, _MEETS_WITH = re.compile("[。，]"), re.compile("(?:举行|进行)?(?:会谈|会晤|会见|通电话|通话)")
_UNSURE = 2
"""Characters of a name that may be part of another word."""


@dataclass(slots=True)
class Chain:
    """Titles of one person that follow each other, with the state or organisation of each."""

    start: int
    end: int
    held: list[tuple[str | None, ChineseTitle]] = field(default_factory=list)
    last: int = 0
    """Number of the last hit that belongs to it."""
    is_former: bool = False

    @property
    def entity(self) -> str | None:
        """The state or organisation that is named or meant."""
        named = [entity for entity, _ in self.held if entity is not None]
        return named[0] if named else None

    def offices(self) -> list[tuple[str | None, str]]:
        """Return the offices with their state; roles and forms of address are none."""
        if self.is_former:
            return []
        return [(entity or self.entity, title.office) for entity, title in self.held if title.kind == "office"]


class People:
    """Finds the people of one text; `found` are their places, `nameless` the titles without a name."""

    def __init__(
        self, text: str, hits: Sequence[Hit], cast: Cast, letters: Letters, spans: Sequence[tuple[int, int]]
    ) -> None:
        self._text = text
        self._hits = hits
        self._cast = cast
        self._letters = letters
        self._spans = spans
        self.found: list[Found] = []
        self.nameless: list[Chain] = []
        self._taken: set[int] = set()

    def find(self) -> list[Found]:
        """Return everybody whom a name tells, in the order of the text."""
        at = 0
        while at < len(self._hits):
            at = self._titled(at) if self._is_title(at) else at + 1
        self._partner()
        self._names_alone()
        self.found.extend(self._offices_alone())
        return sorted(self.found, key=lambda one: one.start)

    def _is_title(self, at: int) -> bool:
        """Tell whether a hit is a title: 苏丹 is one only behind a state (文莱苏丹哈桑纳尔)."""
        entry = self._hits[at].entry
        return bool(entry.titles) and (not entry.aliases or self._state_before(at)[1] is not None)

    # -- titles -------------------------------------------------------------------------------------------------------

    def _titled(self, at: int) -> int:
        """Read the titles from hit `at` on, and the name behind or before them; return the number of the next hit."""
        chain = self._chain(at)
        after = self._hits[chain.last + 1] if chain.last + 1 < len(self._hits) else None
        limit = self._end_of_line(chain.end)
        if after is not None and after.start == chain.end and after.entry.people and not self._is_other(after, chain):
            self._add(chain, after.start, after.end)
            return chain.last + 2
        end = name_end(self._text, chain.end, limit, chain.entity)
        is_place = after is not None and after.entry.place is not None and (after.start, after.end) == (chain.end, end)
        if end is not None and not is_place:
            self._add(chain, chain.end, end)
            return chain.last + 1
        before = self._hits[at - 1] if at else None
        if before is not None and before.entry.people and before.end == chain.start:
            self._add(chain, before.start, before.end)
        elif chain.entity is None or all(title.country for _, title in chain.held):
            start = name_before(self._text, chain.start, before.end if before is not None else 0)
            if start is not None and any(title.kind != "role" for _, title in chain.held):
                self._add(chain, start, chain.start)
            else:
                self.nameless.append(chain)
        else:
            self.nameless.append(chain)
        return chain.last + 1

    def _is_other(self, hit: Hit, chain: Chain) -> bool:
        """Tell whether a known name is the beginning of a longer one that is none (达尔 in 总统达尔文森)."""
        end = name_end(self._text, hit.start, self._end_of_line(hit.start), chain.entity)
        return end is not None and end > hit.end and not stands_free(self._text, hit.start, hit.end)

    def _end_of_line(self, at: int) -> int:
        end = self._text.find("\n", at)
        return len(self._text) if end < 0 else end

    def _chain(self, at: int) -> Chain:
        hit = self._hits[at]
        start, entity, former = self._state_before(at)
        if entity is None and not any(title.country for title in hit.entry.titles):
            entity = self._listed_with(start)
        chain = Chain(start, hit.end, [self._meant(hit, entity)], at, former)
        while chain.last + 1 < len(self._hits):
            following = self._hits[chain.last + 1]
            joint = _JOINS.match(self._text, chain.end)
            reach = joint.end() if joint is not None else chain.end
            own: str | None = entity
            number = chain.last + 1
            if not following.entry.titles and following.entry.aliases and number + 1 < len(self._hits):
                behind = self._hits[number + 1]
                if (
                    following.start == reach
                    and behind.start == following.end
                    and behind.entry.titles
                    and reach == chain.end + 1
                    and self._text[chain.end] in "、兼"
                ):
                    own, following, number = following.entry.aliases[0].entity, behind, number + 1
                    reach = following.start
            if not following.entry.titles or following.start != reach:
                break
            if reach > chain.end and self._text[chain.end] in "和与及":
                break
            chain.held.append(self._meant(following, own))
            chain.end, chain.last = following.end, number
        return chain

    def _listed_with(self, start: int) -> str | None:
        """Return the state of the person before in a list (同参议长罗兰、众议长阿门戈尔举行会谈)."""
        if self._text[start - 1 : start] not in {"、", "和", "及", "与"} or not self.found:
            return None
        last = self.found[-1]
        return last.player.country if last.end == start - 1 and last.player is not None else None

    def _meant(self, hit: Hit, entity: str | None) -> tuple[str | None, ChineseTitle]:
        own = hit.entry.titles
        title = next((one for one in own if entity is not None and one.country == entity), own[0])
        if entity is None:
            # 古共中央政治局委员: the same office of another party
            is_others = title.country == "CHN" and self._text[hit.start - 1 : hit.start] in {"共", "党"}
            return None if is_others else title.country or None, title
        return (
            title.country
            if title.country in {"UN", "EU", "IMF", "USA"}
            and title.country != entity
            and len(own) == 1
            and len(hit.entry.titles[0].form) > 3
            else entity
        ), title

    def _state_before(self, at: int) -> tuple[int, str | None, bool]:
        """Return where the words begin that tell whose the title is, the state or organisation, and if it is former."""
        start = self._hits[at].start
        qualifier = _BEFORE.search(self._text, max(0, start - 2), start)
        reach = qualifier.start() if qualifier is not None else start
        former = qualifier is not None and qualifier[0] == "前"
        number = at - 1
        while (
            number >= 0
            and self._hits[number].end == reach
            and self._hits[number].entry.bodies
            and not self._hits[number].entry.aliases
        ):
            reach, number = self._hits[number].start, number - 1  # 美国国防部发言人
        if number >= 0 and self._hits[number].end == reach and self._hits[number].entry.aliases:
            hit = self._hits[number]
            posted = _POSTED.search(self._text, max(0, hit.start - 2), hit.start)
            if posted is not None and "大使" in self._text[start : self._hits[at].end]:
                sender = number - 1
                if sender >= 0 and self._hits[sender].end == posted.start() and self._hits[sender].entry.aliases:
                    return self._hits[sender].start, self._hits[sender].entry.aliases[0].entity, former
                return start, None, former
            return hit.start, hit.entry.aliases[0].entity, former
        for near in range(at - 1, max(-1, at - 3), -1):
            hit = self._hits[near]
            gap = self._text[hit.end : reach]
            if len(gap) > _FAR:
                break
            if hit.entry.aliases and hit.entry.aliases[0].kind == "name" and _BODY.fullmatch(gap):
                return hit.start, hit.entry.aliases[0].entity, former
        letter = self._letters.before(reach)
        covered = number >= 0 and letter is not None and self._hits[number].end > letter.start
        if letter is not None and not covered:
            return letter.start, letter.entity, former
        return (start if not former else reach), None, former

    # -- names --------------------------------------------------------------------------------------------------------

    def _add(self, chain: Chain, start: int, end: int) -> None:
        name = self._text[start:end]
        player = self._who(name, chain)
        self._cast.call(name, player)
        own = player.country if chain.entity is None and not is_foreign(name) else None
        self._cast.hold(player, [(entity or own, office) for entity, office in chain.offices()])
        self.found.append(Found(min(start, chain.start), max(end, chain.end), player, name=(start, end)))
        self._taken.update(range(start, end))

    def _who(self, name: str, chain: Chain) -> Player:
        full = self._longer(name, chain)
        if full is not None:
            return full
        known = [
            one for one in self._cast.called.get(name, ()) if chain.entity in {None, one.country} or one.country is None
        ]
        if len(known) == 1:
            return known[0]
        forms = people_by_form("zh")
        persons = [one for one in forms.get(name, ()) if self._cast.is_likely(one, chain.entity)]
        if not persons and "·" in name and chain.entity is not None:
            last = name.rpartition("·")[2]
            persons = self._of_family(
                [one for one in forms.get(last, ()) if self._cast.is_likely(one, chain.entity)], name
            )
        if not persons and not is_foreign(name):
            # A known name of three characters is that person whatever state stands near (越共总书记、国家主席习近平).
            persons = [one for one in forms.get(name, ()) if self._cast.is_likely(one, None)]
        persons = [one for one in persons if self._is_sure(name, one, chain)]
        person = self._one_of(persons, chain) or self._serving(name, chain)
        if person is not None:
            return self._cast.person(person)
        is_own = any(title.kind == "office" for _, title in chain.held) and not is_foreign(name)
        home = self._cast.home
        if home is None and any(title.form.startswith(_MAINLAND) for _, title in chain.held):
            home = "CHN"
        entity = chain.entity or (home if is_own else None)
        country = country_of(entity) if entity is not None else None
        return self._cast.stranger(name, country=country)

    def _of_family(self, persons: list[Person], name: str) -> list[Person]:
        """Return whom a name in full means of those who share the last part of it (穆杰塔巴·哈梅内伊 is not Ali)."""
        if len(persons) != 1:
            return persons
        one = persons[0]
        family = [
            other for other in people().values() if (other.family_name, other.country) == (one.family_name, one.country)
        ]
        return persons if len(family) == 1 else [other for other in family if may_be_given(name, other)]

    def _is_sure(self, name: str, person: Person, chain: Chain) -> bool:
        """Tell whether a short foreign name is his: his state is named here, or the office fits (普京总统)."""
        if chain.entity is not None or len(name) > _UNSURE or not is_foreign(name):
            return True
        held = {title.office for _, title in chain.held if title.kind == "office"}
        return (
            not held
            or person.country in {alias.entity for hit in self._hits for alias in hit.entry.aliases}
            or bool(held & {term.office for term in all_terms_of(person.id)})
        )

    def _longer(self, name: str, chain: Chain) -> Player | None:
        """Return who has been called by the last part of a name in full (哈尔森 before 英格丽·哈尔森)."""
        if "·" not in name:
            return None
        called = self._cast.called.get(name.rpartition("·")[2], ())
        known = [one for one in called if chain.entity is None or one.country in {None, country_of(chain.entity)}]
        if len(known) != 1 or not known[0].id.startswith("text:") or "·" in (known[0].name or ""):
            return None
        known[0].name = name
        return known[0]

    def _serving(self, name: str, chain: Chain) -> Person | None:
        """Return who holds the office that the text gives, if the name may be his: 斯洛伐克总统佩列格里尼."""
        if self._cast.on is None:
            return None
        served = [
            people()[person]
            for entity, office in chain.offices()
            if entity is not None
            for person in holders(entity, office, self._cast.on).persons
        ]
        fits = [one for one in dict.fromkeys(served) if may_be(name, one)]
        return fits[0] if len(fits) == 1 else None

    def _one_of(self, persons: list[Person], chain: Chain) -> Person | None:
        if len(persons) > 1:
            held = {office for _, office in chain.offices()}
            fits = [one for one in persons if held & {office for _, office in self._cast.person(one).offices}]
            persons = fits or persons
        return persons[0] if len(persons) == 1 else None

    def _partner(self) -> None:
        """Add who meets by a bare name and is told by the office alone elsewhere: 同加拿大总理会谈, 同卡尼举行会谈."""
        offices = {
            (entity, title.office): chain
            for chain in self.nameless
            for entity, title in chain.held[:1]
            if entity is not None and title.kind == "office" and not chain.is_former
            if _MEETS.search(self._text, max(0, chain.start - 2), chain.start)
        }
        if len(offices) != 1:
            return
        ((entity, _), chain) = next(iter(offices.items()))
        known = {one.start for one in self._letters.sides()}
        # 穆罕默德 whom the codebook knows of another state is not meant.
        known |= {
            hit.start
            for hit in self._hits
            if not hit.entry.people or any(one.country == country_of(entity) for one in hit.entry.people)
        }
        names = {
            self._text[match.end() : end]
            for match in _WITH.finditer(self._text)
            if match.end() not in known
            if (end := name_end(self._text, match.end(), self._end_of_line(match.end()), None)) is not None
            if (_MET if "会" in match[0] else _MEETS_WITH).match(self._text, end)
            if not self._taken.intersection(range(match.end(), end))
        }
        speaking = [name for name in names if re.search(rf"(?:^|[\n。]){re.escape(name)}(?!·)", self._text)]
        if len(speaking) == 1:
            start = self._text.index(speaking[0])
            self._add(Chain(start, start, chain.held), start, start + len(speaking[0]))

    def _names_alone(self) -> None:
        """Add the places where somebody stands without a title: named before or after, or known to the codebook."""
        called = sorted((name for name in self._cast.called if len(name) > 1), key=len, reverse=True)
        if called:
            for match in re.finditer("|".join(map(re.escape, called)), self._text):
                players = self._cast.called[match[0]]
                if len(players) == 1 and self._is_new(match.start(), match.end()):
                    self._alone(match.start(), match.end(), players[0])
        named = {alias.entity for hit in self._hits for alias in hit.entry.aliases}
        for hit in self._hits:
            if hit.entry.people and self._is_new(hit.start, hit.end):
                likely = [one for one in hit.entry.people if self._cast.is_likely(one, None)]
                is_sure = hit.end - hit.start > _UNSURE or self._acts(hit.start, hit.end)
                if len(likely) == 1 and (is_sure or likely[0].country in named):
                    self._alone(hit.start, hit.end, self._cast.person(likely[0]))

    def _acts(self, start: int, end: int) -> bool:
        """Tell whether a name of two characters stands where people do: 王毅同鲁比奥通电话, 会见普京."""
        before, behind = self._text[max(0, start - 2) : start], self._text[end:]
        if _MEETS.search(before):
            return behind[:1] in {"", "。", "，", "；", "\n"} or _SPEAKS.match(behind) is not None
        return before[-1:] in {"", "。", "，", "；", "：", "\n"} and _SPEAKS.match(behind) is not None

    def _is_new(self, start: int, end: int) -> bool:
        free = not self._taken.intersection(range(start, end)) and stands_free(self._text, start, end)
        # 日韩正在 holds no 韩正.
        return free and not (end - start == _UNSURE and self._letters.is_pair(start - 1))

    def _alone(self, start: int, end: int, player: Player) -> None:
        self.found.append(Found(start, end, player, name=(start, end)))
        self._cast.call(self._text[start:end], player)
        self._taken.update(range(start, end))

    # -- offices ------------------------------------------------------------------------------------------------------

    def _offices_alone(self) -> Iterator[Found]:
        """Yield the titles that stand for their holder: 德国总理表示, 总统先生."""
        for chain in self.nameless:
            entity, title = chain.held[0]
            if title.kind != "office" or chain.is_former or chain.end in self._taken or chain.start in self._taken:
                continue
            if _OF_SEVERAL.search(self._text, max(0, chain.start - 3), chain.start):
                continue  # 两国外长 is a plural of its own
            if goes_on(self._text, chain.end) and not self._letters.is_pair(chain.start):
                yield Found(chain.start, chain.end, None, why="a name that is not known stands behind the title")
                continue
            if entity is not None:
                yield Found(chain.start, chain.end, self._cast.holder(entity, title.office))
                continue
            held = [
                one
                for one in self._cast.players.values()
                if one.is_human and any(office == title.office for _, office in one.offices)
            ]
            if len(held) == 1:
                yield Found(chain.start, chain.end, held[0])
            else:
                yield Found(chain.start, chain.end, None, why="an office of no state that is named")

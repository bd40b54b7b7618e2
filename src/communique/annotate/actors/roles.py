"""People who are named by office or by a common noun: "the foreign minister", "a U.S. official", "the envoy"."""

from collections.abc import Callable

from communique.annotate.actors.cast import Cast, Found, principal_offices
from communique.annotate.actors.modifiers import Around, entity_in, institution_of, title_of, titles_in
from communique.annotate.actors.pronouns import Pronouns
from communique.annotate.actors.scene import Scene, is_body
from communique.annotate.actors.vocabulary import FormKind
from communique.annotate.actors.words import Cell, Words
from communique.annotate.roster import Player, country_of
from communique.codebook.actor_words import offices_of_noun, words_for
from communique.codebook.offices import has_office
from communique.codebook.titles import Title, is_called, office_label
from communique.model import ActorKind

_LONGEST_TAIL = 8
_OBJECTS = frozenset({"dobj", "dative", "pobj"})
_ENDS_TAIL = frozenset({"WP", "WP$", "POS", "WDT", "VBD", "VBZ", "VBP", "MD", "CC", "_SP"})
_MARKS = frozenset({",", ".", ";", ":", "(", ")", '"', "“", "”", "''", "``", "--", "–", "—"})
DEFINITE = frozenset({"the", "this", "that"})
INDEFINITE = frozenset({"a", "an", "another", "one", "some", "any", "no"})


def holds(player: Player, noun: str, *, loosely: bool = True) -> bool:
    """Tell whether a common noun can mean a player: by its office, or because the text called it so."""
    if noun in player.nouns:
        return True
    if noun == "official":
        return any(office != "analyst" for _, office in player.offices)
    ranks = offices_of_noun().get(noun)
    if ranks is None:
        return any(noun == office.rpartition("_")[2] and office != "head_of_state" for _, office in player.offices)
    parts = ranks[0] + (ranks[1] if loosely else ())
    return any(part in office for _, office in player.offices for part in parts)


class Roles:
    """Resolves the noun phrases of one document that name one person without a name."""

    def __init__(self, words: Words, cast: Cast, scene: Scene, pronouns: Pronouns) -> None:
        self._words = words
        self._cast = cast
        self._scene = scene
        self._pronouns = pronouns

    def text(self, around: Around, last: int, *, is_whole: bool = False) -> str:
        """Return the words of a noun phrase without its determiner; `is_whole` with what stands behind the noun."""
        words = self._words
        head = last
        while is_whole and last - head < _LONGEST_TAIL and last < words.doc[head].right_edge.i:
            follow = words.tags[last + 1]
            name_ends = self._scene.name_at.get(last + 1)
            is_loose = name_ends is not None and words.tags[last] not in {"IN", "TO"}
            if follow in _ENDS_TAIL or words.words[last + 1] in _MARKS or is_loose:
                break
            last = name_ends or last + 1
        first = around.start
        while first < last and words.tags[first] in {"DT", "PRP$", "PDT"}:
            first += 1
        return " ".join(words.text[words.offsets[first] : words.end(last)].split())

    def owner(self, around: Around) -> Player | None:
        """Return whose the noun is: "his", "Norway's"."""
        if around.owner is None:
            return None
        known = self._scene.at.get(around.owner) or self._scene.names.get(around.owner)
        if known is not None:
            return known
        found = self._pronouns.resolve(around.owner)
        return found[0] if found is not None else None

    def of(self, around: Around) -> Player | None:
        """Return what the noun is of: "for Lavrov", "at the ministry"."""
        if around.of is None:
            return None
        return self._scene.at.get(around.of) or self._scene.names.get(around.of)

    def in_contact(self, at: int) -> tuple[Player, ...]:
        """Return the two of the last talk of which a side's own text tells before token `at`."""
        return self._pronouns.last_in_contact(at) if self._cast.side is not None else ()

    def country(self, around: Around, noun: str, last: int) -> str | None:
        """Return the state that people without a name act for: of the adjective, of their body, of their master."""
        if around.entity is not None:
            return country_of(around.entity)
        if around.institution is not None:
            body = self._body(around, self._place(around), last)
            if body is not None:
                return body.country
        if noun in words_for("other_side"):
            return None
        owner = self.owner(around) or self.of(around)
        if owner is not None:
            return owner.country
        return self._of_the_place(around, noun, last)

    def _of_the_place(self, around: Around, noun: str, last: int) -> str | None:
        """Return the state of "officials here", "officials in Riga"; diplomats somewhere are of elsewhere."""
        if noun != "official" or set(around.adjectives) & words_for("from_abroad"):
            return None
        if self._words.lower[last + 1 : last + 2] == ["here"]:
            return self._cast.ground.dateline
        place = self._place(around)
        return country_of(place) if place is not None else None

    def _place(self, around: Around) -> str | None:
        """Return the state of the place that the noun is in: "a Foreign Ministry official in Tokyo"."""
        cell = self._words.cells[around.of] if around.of is not None else None
        return entity_in(cell, self._cast.on) if cell is not None and cell.form(FormKind.PLACE) is not None else None

    # -- titles -------------------------------------------------------------------------------------------------------

    def titled(self, cell: Cell, around: Around, last: int) -> Found:
        """Resolve a title that stands without a name."""
        title = title_of(cell, around.entity)
        if title is None:
            return None, "the title is not known"
        entity = self._entity(around)
        if title.office.startswith("spokesperson"):
            return self._spokesperson(around, entity, last)
        if title.country and entity != title.country and self._words.lower[last + 1 : last + 2] == ["to"]:
            return self.unnamed(around, last, entity)  # "chief adviser to the president" is no head of government
        if any(adjective in words_for("former") for adjective in around.adjectives):
            return self.unnamed(around, last, entity)
        deputy = next((adjective for adjective in around.adjectives if adjective in words_for("deputy")), None)
        if title.kind == "office" and title.office not in words_for("office_of_many") and deputy is None:
            if around.determiner in INDEFINITE:
                return self.unnamed(around, last, entity)
            return self._office(title, around, entity, last)
        is_definite = around.determiner in DEFINITE or around.owner is not None
        if around.determiner in INDEFINITE or not (is_definite or self._words.in_headline[last]):
            return self.unnamed(around, last, entity)
        office = f"deputy_{title.office}" if deputy is not None else title.office
        return self._known_or_unnamed(title, office, around, entity, last)

    def _known_or_unnamed(self, title: Title, office: str, around: Around, entity: str | None, last: int) -> Found:
        first, noun = title.form.split()[0], title.form.split()[-1]

        def fits(player: Player) -> bool:
            if not player.is_human or player.is_plural:
                return False
            if entity is not None and player.country != country_of(entity) and (entity, office) not in player.offices:
                return False
            if title.kind == "office":
                return title.form in player.nouns or any(held == office for _, held in player.offices)
            if first in words_for("deputy"):
                return title.form in player.nouns or any(held.startswith("deputy_") for _, held in player.offices)
            if title.office.endswith(f"_{noun}"):  # a chief minister is no minister
                return title.form in player.nouns or any(held == title.office for _, held in player.offices)
            # "The minister" may be the prime minister, "the Europe minister" is not.
            is_bare = entity is None and not around.adjectives
            return title.form in player.nouns or holds(player, noun, loosely=is_bare)

        found, why = self._scene.salient(last, fits)
        if found is None and why.endswith("both fit"):
            return None, why
        if found is None:
            ahead = [
                player for player in self._cast.players.values() if fits(player) and player.kind is ActorKind.PERSON
            ]
            found = ahead[0] if len(ahead) == 1 else None
        if found is None and around.determiner in DEFINITE and entity is None and around.of is None:
            return None, "nobody of this office is named"
        return (found, "") if found is not None else self.unnamed(around, last, entity)

    def _entity(self, around: Around) -> str | None:
        """Return the state or organisation that the modifiers or the possessor name."""
        if around.entity is not None:
            return around.entity
        owner = self.owner(around) or self.of(around)
        return owner.country if owner is not None else None

    def _office(self, title: Title, around: Around, entity: str | None, last: int) -> Found:
        if entity is not None:
            return self._cast.holder(entity, title.office), ""

        barred = self._pronouns.barred(last) if self._words.deps[last] in _OBJECTS else frozenset()

        def called_so(player: Player) -> bool:
            is_one = player.is_human and not player.is_plural and player.id not in barred
            return is_one and title.form in player.nouns

        def fits(player: Player) -> bool:
            if not player.is_human or player.is_plural or player.id in barred:
                return False
            if title.country:
                return (title.country, title.office) in player.offices or title.form in player.nouns
            # A monarch is no president; a foreign secretary may well be called a foreign minister.
            return called_so(player) or any(
                office == title.office and (office != "head_of_state" or is_called(title.form, office, entity))
                for entity, office in player.offices
            )

        told = self._teller(last)
        if told is not None and self._cast.ground.is_own_title(title.form, title.office, told):
            return self._cast.holder(told, title.office), ""
        side = self._cast.side
        is_own = side is not None and self._cast.ground.is_own_title(title.form, title.office)
        found, why = self._first(last, (called_so, fits))
        if found is not None:
            return found, ""
        if why.endswith("both fit"):
            return (self._cast.holder(side, title.office), "") if side is not None and is_own else (None, why)
        if title.country:
            return self._cast.holder(title.country, title.office), ""
        noted = self._scene.recall(last, fits, paragraphs=20)
        if noted is not None:
            return noted, ""
        state = side if is_own else self._cast.ground.state_near(around.start) or side
        if state and is_called(title.form, title.office, state) and has_office(state, title.office):
            return self._cast.holder(state, title.office), ""
        return None, f"no state is named with {title.form!r}"

    def _teller(self, last: int) -> str | None:
        """Return the state whose house or government tells of the office: "Downing Street said the prime minister"."""
        above = self._pronouns.clause_subject(last)
        return above.country if above is not None and is_body(above) else None

    def _first(self, last: int, conditions: tuple[Callable[[Player], bool], ...]) -> Found:
        """Return who stands foremost under the first condition that anybody fulfils."""
        why = ""
        for fits in conditions:
            found, why = self._scene.salient(last, fits)
            if found is not None or why.endswith("both fit"):
                return found, why
        return None, why

    # -- spokespeople -------------------------------------------------------------------------------------------------

    def _spokesperson(self, around: Around, entity: str | None, last: int) -> Found:
        """Take a spokesperson without a name for the body that speaks."""
        is_bare = around.institution is None and around.of is None and entity is None and around.owner is None
        if is_bare and around.determiner in DEFINITE:
            return self._last_spokesperson(last)
        if around.institution is not None:
            body = self._body(around, entity, last)
            if body is not None:
                return body, ""
        owner = self.of(around) or self.owner(around)
        if owner is not None and owner.kind in {ActorKind.ORGANISATION, ActorKind.MINISTRY}:
            return owner, ""
        if entity is not None and country_of(entity) is None:
            return self._cast.entity(entity), ""
        head_of = self._organisation_of(owner)
        if head_of is not None:
            return self._cast.entity(head_of), ""
        if is_bare:
            body = self._scene.recall(last, _can_have_spokesperson, paragraphs=0)
            if body is not None:
                return body, ""
        return self.unnamed(around, last, entity or (owner.country if owner is not None else None))

    def speaks_for(self, around: Around, player: Player, last: int) -> Player | None:
        """Return the body whose spokesperson somebody with a name is said to be, None if the words name no body."""
        if not any(title.office.startswith("spokesperson") for title in titles_in(around)):
            return None
        entity = self._entity(around) or player.country
        cells = (cell for cell in around.titles if institution_of(cell, self._cast.on) is not None)
        around.institution = around.institution or next(cells, None)
        if around.institution is not None:
            return self._body(around, entity, last)
        owner = self.of(around) or self.owner(around)
        if owner is not None and owner.kind in {ActorKind.ORGANISATION, ActorKind.MINISTRY}:
            return owner
        is_body = around.entity is not None and country_of(around.entity) is None
        return self._cast.entity(around.entity) if is_body and around.entity is not None else None

    def _organisation_of(self, owner: Player | None) -> str | None:
        """Return the organisation that a person leads: "Guterres's spokesman" speaks for the United Nations."""
        if owner is None or not owner.is_human or owner.country is not None:
            return None
        return next((entity for entity, _ in sorted(owner.offices) if entity and country_of(entity) is None), None)

    def _last_spokesperson(self, last: int) -> Found:
        def fits(player: Player) -> bool:
            return player.is_human and not player.is_plural and bool(words_for("speaks_for") & player.nouns)

        found = self._scene.recall(last, fits) or self._scene.recall(last, _can_have_spokesperson, paragraphs=2)
        return (found, "") if found is not None else (None, "no body is named that speaks")

    def _body(self, around: Around, entity: str | None, last: int) -> Player | None:
        named = institution_of(around.institution, self._cast.on) if around.institution is not None else None
        if named is None:
            return None
        of = entity or named.country or self._state_of_whose(around) or None
        if of is None:
            body = self._scene.recall(last, lambda player: player.id.endswith("." + named.id))
            if body is not None:
                return body
            of = self._cast.ground.state_near(around.start, is_body=True)
        if of is None:
            return None
        if named.id == "government":
            return self._cast.entity(of)
        return self._cast.body(of, named)

    def _state_of_whose(self, around: Around) -> str | None:
        """Return the state of him whose the body is: "a spokesman for his ministry"."""
        cell = around.institution
        if cell is None or cell.first == 0 or self._words.tags[cell.first - 1] != "PRP$":
            return None
        found = self._pronouns.resolve(cell.first - 1)
        return found[0].country if found is not None and found[0] is not None else None

    # -- common nouns -------------------------------------------------------------------------------------------------

    def unnamed(self, around: Around, last: int, entity: str | None) -> Found:
        """Return someone whom only these words name."""
        noun = self._words.lower[last]
        country = country_of(entity) if entity is not None else self.country(around, noun, last)
        is_sent = last + 1 < len(self._words.words) and self._words.lower[last + 1] == "to"
        text = self.text(around, last, is_whole=country is None or is_sent)
        player = self._cast.unnamed(text, country=country, kind=ActorKind.OFFICE)
        player.nouns.add(self._words.lower[last])
        if noun.endswith(("woman", "man")) and not player.gender:
            player.gender = "f" if noun.endswith("woman") else "m"
        return player, ""

    def noun(self, around: Around, last: int) -> Found:
        """Resolve a common noun for a person ("the diplomat", "a senior Israeli official")."""
        noun = self._words.lower[last]
        if noun in words_for("colleague") and around.owner is not None:
            return self._counterpart(around, last)
        entity = self._entity(around)
        if around.determiner in DEFINITE:
            country = country_of(around.entity) if around.entity else None

            def fits(player: Player) -> bool:
                is_one = player.is_human and not player.is_plural
                return is_one and (country is None or player.country == country) and holds(player, noun)

            found, why = self._scene.salient(last, fits)
            if found is not None or why.endswith("both fit"):
                return found, why
            if entity is None and around.of is None and around.institution is None and noun in words_for("public_role"):
                return None, why
        return self.unnamed(around, last, entity)

    def _counterpart(self, around: Around, last: int) -> Found:
        """Resolve "his Russian counterpart": the same office in the other state."""
        owner = self.owner(around)
        if owner is None:
            return None, "whose counterpart stays open"
        offices = principal_offices(owner)
        entity = around.entity or self.other_state(owner)
        if entity is None:
            others = [
                player
                for player in self._cast.players.values()
                if player.is_human
                and player.country != owner.country
                and any(office in offices for _, office in player.offices)
            ]
            return (others[0], "") if len(others) == 1 else (None, "no state is named for the counterpart")
        for office in offices:
            for player in self._cast.players.values():
                if player.is_human and (entity, office) in player.offices:
                    return player, ""
        if not offices:
            return self.unnamed(around, last, entity)
        return self._cast.holder(entity, offices[0]), ""

    def other_state(self, owner: Player) -> str | None:
        """Return the other of the two states that the text is plainly about."""
        return self._cast.ground.other_state(owner.country) if owner.country is not None else None

    def teach_colleague(self, player: Player, around: Around) -> None:
        """Give "his Russian counterpart, Sergei Lavrov" the office of him whose counterpart he is."""
        owner = self.owner(around)
        if owner is None:
            return
        state = around.entity or player.country or self.other_state(owner)
        if state is not None and not any(entity == state for entity, _ in player.offices):
            for office in principal_offices(owner)[:1]:
                self._cast.hold(player, state, office, office_label(office, state))

    def teach_servant(self, player: Player, around: Around) -> None:
        """Give "his defense minister, Jan Wolski" the state of his master, and his office there."""
        owner = self.owner(around)
        if owner is None or owner.country is None or words_for("other_side") & set(around.adjectives):
            return
        player.country = owner.country
        player.offices |= {(owner.country, office) for entity, office in player.offices if not entity}


def _can_have_spokesperson(player: Player) -> bool:
    return player.kind in {ActorKind.MINISTRY, ActorKind.ORGANISATION} and not player.id.startswith("text:")

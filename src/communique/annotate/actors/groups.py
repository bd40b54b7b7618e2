"""Several at once: "Putin and Xi", "the two diplomats", "both ministries", "U.S. officials"."""

from communique.annotate.actors.cast import Cast, Found
from communique.annotate.actors.modifiers import Around, alias_of, institution_of, title_of
from communique.annotate.actors.principals import Principals, counts_in, is_one_person, may_be_principals
from communique.annotate.actors.roles import Roles, holds
from communique.annotate.actors.scene import Scene
from communique.annotate.actors.words import Cell, Words
from communique.annotate.roster import Player, country_of
from communique.codebook.actor_words import offices_of_noun, singular, words_for
from communique.codebook.titles import institutions, office_label
from communique.model import ActorKind

_NUMBERS = {"two": 2, "both": 2, "pair": 2, "duo": 2, "three": 3, "trio": 3, "four": 4, "2": 2, "3": 3, "4": 4}
_THE = frozenset({"the", "both", "these", "those"})
_RESTRICTING = frozenset({"in", "of", "from", "at", "on", "with", "for"})
_JOINING = frozenset({"and", "&"})


class Groups:
    """Resolves the plurals of one document."""

    def __init__(self, words: Words, cast: Cast, scene: Scene, roles: Roles) -> None:
        self._words = words
        self._cast = cast
        self._scene = scene
        self._roles = roles
        self._principals = Principals(words, cast, scene)

    def plural(self, around: Around, last: int, title: Cell | None = None) -> Found:
        """Resolve a plural noun phrase whose last token is `last`; `title` if it is one of the codebook's."""
        words = self._words
        head = title.first if title is not None and words.lower[title.first] == "heads" else last
        noun = "two" if words.lower[last] == "both" else singular(words.lower[head])
        number = self._number(around, last)
        states = self._states_of(around)
        office = title_of(title, None) if title is not None else None
        if (
            office is not None
            and office.kind == "office"
            and office.office not in words_for("office_of_many")
            and len(states) > 1
        ):
            return self._cast.all_of(self._cast.holder(state, office.office) for state in states)
        if around.others and noun in words_for("of_states"):
            return self._cast.all_of(self._cast.entity(state) for state in states)
        is_definite = around.determiner in _THE or around.owner is not None
        if is_definite and noun in words_for("in_contact") and around.entity is None and number in {None, 2}:
            pair = self._in_contact(last, noun)
            if pair is not None:
                return pair, ""
        alone = office.office if office is not None and office.kind == "office" else None
        if number is None and (alone is not None or noun in offices_of_noun()):
            of_sides = self._number_of_sides(around)
            if is_definite and around.entity is None and of_sides is not None:
                return self._principals.called(last, noun, of_sides, alone, is_strict=True)
        if is_definite and around.entity is None and number is not None:
            return self._principals.called(last, noun, number, alone)
        if around.determiner in _THE and around.entity is not None and not around.others:
            called = f"{around.entity} {noun}"
            known = self._scene.recall(last, lambda player: called in player.nouns and bool(player.members))
            if known is not None:
                return known, ""
        if around.determiner in _THE and around.entity is None and not self._is_restricted(last):
            found = self._definite(last, noun, alone)
            if found is not None:
                return found
        return self._unnamed(around, last, noun)

    def _in_contact(self, last: int, noun: str) -> Player | None:
        """Return the states of "the parties", the people of "the interlocutors": those of a readout's last talk."""
        people = self._roles.in_contact(last)
        countries = list(dict.fromkeys(player.country for player in people))
        if len(people) == 2 and noun in words_for("of_states") and len(countries) == len(people):
            states = [self._cast.entity(country) for country in countries if country is not None]
            return self._cast.group(states if len(states) == len(people) else list(people))
        return self._cast.group(list(people)) if len(people) > 1 else None

    def people_of(self, around: Around, last: int, player: Player) -> Found:
        """Resolve "two leading Republicans", "some Syrians": people of a state or party, not the state or party."""
        group = self._cast.unnamed(self._roles.text(around, last), country=player.country, kind=ActorKind.GROUP)
        group.nouns.add(singular(self._words.lower[last]))
        return group, ""

    def _is_restricted(self, last: int) -> bool:
        """Tell whether what stands behind a plural says which ones it means: "the states in this region"."""
        words, follow = self._words, last + 1
        if follow >= len(words.words):
            return False
        return (words.lower[follow] in _RESTRICTING and words.heads[follow] == last) or words.tags[follow] in {
            "WP",
            "WDT",
        }

    def each(self, noun: str, last: int) -> Found:
        """Resolve "each side", "neither man": the two that are plainly meant."""
        return self._principals.called(last, noun, 2, None)

    def joint(self, last: int, around: Around) -> Found:
        """Resolve who issued "a joint statement", "a joint Polish-Czech communique": the states that are dealt with."""
        cells = [self._words.cells[at] for at in range(around.start, last)]
        states = {alias.entity: None for cell in cells if cell is not None and (alias := alias_of(cell, self._cast.on))}
        if not states:
            return self._principals.states(last, 2)
        return (
            self._cast.all_of(map(self._cast.entity, states)) if len(states) > 1 else (None, "one state alone is named")
        )

    def institutions(self, cell: Cell, around: Around) -> Found:
        """Resolve "both ministries", "the two foreign ministries": those of the two states that are plainly meant."""
        named = institution_of(cell, self._cast.on)
        if around.others:
            pair, why = self._cast.all_of(self._cast.entity(state) for state in self._states_of(around))
        else:
            pair, why = self._principals.states(cell.last, self._number(around, cell.last) or 2)
        if pair is None or named is None:
            return None, why or "it is not plain whose they are"
        if named.id == "government":
            return pair, ""
        if named.id == "ministry":
            named = institutions()["foreign ministry"][0]
        return self._cast.all_of(self._cast.body(state.id, named) for state in pair.members)

    def _definite(self, last: int, noun: str, office: str | None) -> Found | None:
        """Resolve "the leaders", "the officials" without a number."""
        if noun == "side":
            return self._principals.called(last, noun, 2, None)

        def fits(player: Player) -> bool:
            return is_one_person(player) and (counts_in(player, noun) or holds(player, noun, loosely=False))

        def members_fit(player: Player) -> bool:
            if not player.is_plural or len(player.members) < 2:
                return False
            return noun in player.nouns or (
                noun not in words_for("anyone") | {"official"} and all(map(fits, player.members))
            )

        found = self._scene.recall(last, members_fit, paragraphs=3, subjects=True)
        found = found or self._scene.recall(last, members_fit, paragraphs=1)
        if found is None and noun not in words_for("anyone") | {"official"}:
            found = self._principals.few(last, 2, noun, fits)
        found = found or self._scene.recall(last, lambda player: player.is_plural and noun in player.nouns)
        if found is not None:
            return found, ""
        if noun in words_for("anyone") | {"official"} or not (office or may_be_principals(noun)):
            return None
        pair = self._principals.called(last, noun, 2, office)
        return pair if pair[0] is not None else None

    def _unnamed(self, around: Around, last: int, noun: str) -> Found:
        country = self._roles.country(around, noun, last) if not around.others else None
        text = self._roles.text(around, last, is_whole=country is None)
        player = self._cast.unnamed(text, country=country, kind=ActorKind.GROUP)
        player.nouns.add(noun)
        return player, ""

    def _number(self, around: Around, last: int) -> int | None:
        words = self._words
        if words.lower[last] in _NUMBERS:
            return _NUMBERS[words.lower[last]]
        if around.determiner == "both":
            return 2
        return next((_NUMBERS[one] for one in around.adjectives if one in _NUMBERS), None)

    def _number_of_sides(self, around: Around) -> int | None:
        """Return how many countries or sides people are said to be of."""
        words, of = self._words, around.of
        if of is None or singular(words.lower[of]) not in words_for("of_states"):
            return None
        return next((_NUMBERS[word] for word in words.lower[max(of - 2, 0) : of] if word in _NUMBERS), None)

    def _states_of(self, around: Around) -> list[str]:
        """Return the states in "their foreign ministers", "the foreign ministers of India and Bangladesh"."""
        if around.others and around.entity is not None:
            return [*around.others, around.entity]
        owner = self._roles.owner(around)
        if owner is not None and owner.members:
            countries = [member.country for member in owner.members if member.country]
            return list(dict.fromkeys(countries))
        return [entity for entity, _ in self._listed_states(around)]

    def teach(self, around: Around, noun: str, title: Cell | None, members: tuple[Player, ...]) -> None:
        """Learn from "the Norwegian and Estonian defence ministers, A and B" who is whose minister.

        In "his Ugandan and Tanzanian counterparts, A and B" each holds the office of him whose counterparts they are.
        """
        states = self._states_of(around)
        if len(states) != len(members) or len(set(states)) < len(states):
            return
        office = title_of(title, None) if title is not None else None
        held = office.office if office is not None else None
        if singular(noun) in words_for("colleague"):
            owner = self._roles.owner(around)
            held = next((one for _, one in sorted(owner.offices)), None) if owner is not None else None
        if held is None:
            return
        for state, member in zip(states, members, strict=True):
            if member.country in {None, country_of(state)} and not member.offices:
                self._cast.hold(member, state, held, office_label(held, state))

    def last_of(self, around: Around) -> int:
        """Return the last token of "of India and Bangladesh"."""
        return max((last for _, last in self._listed_states(around)), default=-1)

    def _listed_states(self, around: Around) -> list[tuple[str, int]]:
        """Return the states behind "of", each with its last token."""
        words, here = self._words, around.of
        found: list[tuple[str, int]] = []
        while here is not None and here < len(words.words) and words.sentence[here] == words.sentence[around.of or 0]:
            cell = words.cells[here]
            if cell is not None:
                alias = alias_of(cell, self._cast.on)
                if alias is None:
                    break
                found.append((alias.entity, cell.last))
                here = cell.last + 1
            elif words.lower[here] in _JOINING or words.lower[here] in {",", "the"}:
                here += 1
            else:
                break
        return found

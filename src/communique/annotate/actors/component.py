"""The component: reads a document once from left to right and fills the layers of actors and mentions."""

from collections import Counter
from collections.abc import Iterable

from spacy.tokens import Doc

from communique.annotate.actors.bodies import Bodies
from communique.annotate.actors.cast import Cast, Player
from communique.annotate.actors.groups import Groups
from communique.annotate.actors.modifiers import Around, after, before, title_of
from communique.annotate.actors.names import Named, find_names
from communique.annotate.actors.people import People
from communique.annotate.actors.pronouns import Pronouns
from communique.annotate.actors.roles import Roles
from communique.annotate.actors.scene import Scene
from communique.annotate.actors.vocabulary import FormKind
from communique.annotate.actors.words import Cell, Words
from communique.annotate.layers import Layers
from communique.codebook.titles import actor_nouns
from communique.model import ActorKind, Mention

_MODIFYING = frozenset({"compound", "amod", "nmod"})
_PRONOUNS = frozenset({"PRP", "WP", "WDT", "PRP$"})


class ActorsComponent:
    """Finds who is spoken of. See docs/how-it-decides/actors.md for the rules."""

    def __call__(self, doc: Doc) -> Doc:
        layers = Layers(doc)
        if not len(doc):
            return doc
        reading = _Reading(doc, _day(layers), layers.publisher_country)
        layers.mentions = reading.mentions()
        layers.actors = [player.actor() for player in reading.cast.players.values()]
        return doc


def _day(layers: Layers) -> str | None:
    """Return the day of publication, or the year that the text's own dates point to most."""
    if layers.published_on is not None:
        return layers.published_on.value
    years = Counter(time.value[:4] for time in layers.times if time.value is not None and time.value[:4].isdigit())
    return max(years) if years else None


class _Reading:
    """One document being read."""

    def __init__(self, doc: Doc, on: str | None, side: str | None) -> None:
        self.words = Words(doc)
        self.cast = Cast(on, side)
        self.scene = Scene(self.words)
        self._pronouns = Pronouns(self.words, self.scene)
        self._roles = Roles(self.words, self.cast, self.scene, self._pronouns)
        self._groups = Groups(self.words, self.cast, self.scene, self._roles)
        self._bodies = Bodies(self.words, self.cast, self.scene)
        self._found: dict[tuple[int, int], tuple[Player | None, str]] = {}
        self._taken = [False] * len(self.words.words)

    def mentions(self) -> Iterable[Mention]:
        """Return the mentions in the order of the text."""
        names = list(find_names(self.words, self.cast.on))
        players = People(self.words, self.cast).resolve(names)
        by_last = {named.last: named for named in names}
        for named in names:
            if named.last in players:
                self._take(named.around.start, named.last)
        at_apposition = {
            named.apposition_head: players[named.last]
            for named in names
            if named.apposition_head is not None and named.last in players and players[named.last].is_human
        }
        self.cast.settle_offices()
        for at in range(len(self.words.words)):
            if not self.words.is_news[at]:
                continue
            self._read(at, by_last, players, at_apposition)
        words = self.words
        return [
            Mention(
                start=words.offsets[first],
                end=words.end(last),
                actor=player.id if player is not None else None,
                why=None if player is not None else why or "it is not plain who is meant",
            )
            for (first, last), (player, why) in sorted(self._found.items())
        ]

    def _take(self, first: int, last: int) -> None:
        for at in range(first, last + 1):
            self._taken[at] = True

    def _mark(self, first: int, last: int, head: int, player: Player | None, why: str = "") -> None:
        self._found[first, last] = (player, why)
        if player is not None:
            self.scene.note(head, player)
        if self.words.deps[head] == "conj" and not self._goes_on(head):
            group = self._groups.coordinated(head)
            if group is not None:
                self._mark_group(*group)

    def _goes_on(self, head: int) -> bool:
        return any(child.dep_ == "conj" and child.i > head for child in self.words.doc[head].rights)

    def _mark_group(self, first_head: int, last_head: int, player: Player) -> None:
        spans = [span for span in self._found if span[0] <= first_head <= span[1]]
        ends = [span for span in self._found if span[0] <= last_head <= span[1]]
        if not spans or not ends:
            return
        first, last = min(span[0] for span in spans), max(span[1] for span in ends)
        self._found.setdefault((first, last), (player, ""))
        self.scene.note(first_head, player)

    # -- token by token -----------------------------------------------------------------------------------------------

    def _read(
        self, at: int, names: dict[int, Named], players: dict[int, Player], appositions: dict[int | None, Player]
    ) -> None:
        named = names.get(at)
        if named is not None:
            self._name(named, players.get(at))
            return
        cell = self.words.cells[at]
        if at in appositions and cell is not None and cell.last == at:
            around, last = self._around(cell.first, at)
            self._mark(around.start, last, at, appositions[at])
            return
        if cell is not None:
            if cell.last == at:
                self._cell(cell)
            return
        if self._taken[at]:
            return
        tag = self.words.tags[at]
        if tag in _PRONOUNS:
            found = self._pronouns.resolve(at)
            if found is not None and tag != "PRP$":
                self._mark(at, at, at, *found)
        elif tag in {"NN", "NNS", "NNP"}:
            self._noun(at, appositions.get(at))
        elif tag in {"CD", "DT"} and self.words.lower[at] in {"two", "both", "three"}:
            self._number(at)

    def _around(self, first: int, last: int) -> tuple[Around, int]:
        around = before(self.words, first, self.cast.on)
        return around, after(self.words, last, self.cast.on, around)

    def _name(self, named: Named, player: Player | None) -> None:
        around, words = named.around, self.words
        if player is None:
            if words.deps[named.last] in {"nsubj", "agent"} or (
                words.deps[named.last] == "pobj" and words.deps[words.heads[named.last]] == "agent"
            ):
                self._unknown(named)
            return
        if player.is_human and "counterpart" in around.adjectives and not player.offices:
            owner = self._roles.owner(around)
            if owner is not None and around.entity is not None:
                for _, office in owner.offices:
                    self.cast.hold(player, around.entity, office, owner.office)
        self._mark(around.start, named.last, named.last, player)

    def _unknown(self, named: Named) -> None:
        name = named.text(self.words)
        if name.isupper() and len(name) > 1 and named.words_of_name == 1:
            player = self.cast.add(Player(f"text:{name.lower()}", ActorKind.ORGANISATION, name))
            self._mark(named.first, named.last, named.last, player)
        else:
            self._mark(named.first, named.last, named.last, None, "nothing tells who or what bears this name")

    def _is_modifier(self, at: int) -> bool:
        words = self.words
        return words.deps[at] in _MODIFYING and words.heads[at] > at and words.heads[at] - at < 6

    def _cell(self, cell: Cell) -> None:
        at = cell.last
        title, institution = cell.form(FormKind.TITLE), cell.form(FormKind.INSTITUTION)
        if cell.form(FormKind.ENTITY) is not None:
            player = self._bodies.entity(cell)
            if player is not None:
                self._entity(cell, player)
            return
        if self._taken[at]:
            return
        if institution is not None and not (title is not None and institution.is_plural):
            if self._is_modifier(at):
                return
            around, last = self._around(cell.first, at)
            found = self._bodies.institution(cell, around)
            if found is not None:
                self._mark(around.start, last, at, *found)
            return
        if title is None or title.titles[0].kind == "honorific" or self._is_modifier(at):
            return
        around, last = self._around(cell.first, at)
        if title.is_plural or self.words.tags[at] in {"NNS", "NNPS"}:
            self._mark(around.start, last, at, *self._groups.plural(around, at, around.entity))
            return
        around.titles.append(cell)
        if around.entity is None and around.institution is None:
            inner = [one for one in cell.inner if one.form(FormKind.INSTITUTION) is not None]
            if inner:
                around.institution = inner[0]
        first = title_of(cell, around.entity)
        if first is not None and self.words.lower[at] == "counterpart":
            return
        self._mark(around.start, last, at, *self._roles.titled(cell, around, at))

    def _entity(self, cell: Cell, player: Player) -> None:
        first, at = cell.first, cell.last
        if first > 0 and self.words.lower[first - 1] == "the":
            first -= 1
        if self._taken[at] or self._is_modifier(at):
            self._found.setdefault((cell.first, at), (player, ""))
            return
        self._mark(first, at, at, player)

    def _noun(self, at: int, apposed: Player | None) -> None:
        words = self.words
        if self._is_modifier(at):
            return
        lower = words.lower[at]
        is_plural = words.tags[at] == "NNS"
        if not is_plural and (lower in actor_nouns("person") or apposed is not None):
            around, last = self._around(at, at)
            found = (apposed, "") if apposed is not None else self._roles.noun(around, at)
            self._mark(around.start, last, at, *found)
        elif is_plural and (
            lower in actor_nouns("person") or _singular(lower) in actor_nouns("person") | actor_nouns("group")
        ):
            around, last = self._around(at, at)
            self._mark(around.start, last, at, *self._groups.plural(around, at, around.entity))
        elif lower in actor_nouns("collective"):
            around, last = self._around(at, at)
            body = self._bodies.collective(at, around)
            if body is not None:
                self._mark(around.start, last, at, *body)

    def _number(self, at: int) -> None:
        words = self.words
        if words.deps[at] not in {"nsubj", "nsubjpass", "pobj", "dobj"}:
            return
        around = before(words, at, self.cast.on)
        self._mark(around.start, at, at, *self._groups.plural(around, at, None))


def _singular(noun: str) -> str:
    from communique.annotate.actors.groups import singular

    return singular(noun)

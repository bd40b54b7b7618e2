"""Forms of the codebook read as mentions: a title, a state, a ministry, as each stands in one text."""

from communique.annotate.actors.acting import is_modifier, matters
from communique.annotate.actors.marking import Marking
from communique.annotate.actors.modifiers import Around, around_noun
from communique.annotate.actors.vocabulary import Form, FormKind
from communique.annotate.actors.words import Cell
from communique.annotate.roster import Player, country_of
from communique.codebook.aliases import GOVERNMENTS
from communique.codebook.people import slug
from communique.model import ActorKind


class Forms(Marking):
    """The forms of the codebook in one document."""

    def mark(self, cell: Cell) -> None:
        """Mark whom a form names; nobody where it only modifies another noun, or names an office and no holder."""
        at = cell.last
        title, institution = cell.form(FormKind.TITLE), cell.form(FormKind.INSTITUTION) or _house(cell)
        if cell.form(FormKind.ENTITY) is not None and _house(cell) is None:
            self._entity(cell)
        elif self._is_part(at):
            return
        elif institution is not None and not (title is not None and institution.is_plural):
            self._institution(cell, is_plural=institution.is_plural or self._words.lower[at] == "governments")
        elif title is not None and title.titles[0].kind != "honorific":
            self._title(cell, title)

    def _is_part(self, at: int) -> bool:
        """Tell whether a noun belongs to a name or to another noun."""
        return at in self._inside or is_modifier(self._words, at)

    # -- titles -------------------------------------------------------------------------------------------------------

    def _title(self, cell: Cell, title: Form) -> None:
        at = cell.last
        around, last = around_noun(self._words, cell.first, at, self._cast.on)
        if title.is_plural or self._words.tags[at] in {"NNS", "NNPS"}:
            self._plurals.mark(around, at, last, cell)
            return
        holder = self._of_office_before(around)
        if holder is not None:
            self._marks.mark(around.start, last, at, holder)
            return
        if self._is_generic(cell, around):
            return
        around.titles.append(cell)
        if around.institution is None and any(one.form(FormKind.INSTITUTION) is not None for one in cell.inner):
            around.institution = cell
        if around.is_each:
            self._marks.mark(around.start, last, at, *self._groups.each(self._words.lower[at], at))
        elif title.titles[0].kind == "office" or matters(self._words, at, around):
            player, why = self._roles.titled(cell, around, at)
            voice = title.titles[0].gender if player is not None and not player.is_human else None
            self._marks.mark(around.start, last, at, player, why, voice=voice)

    def _of_office_before(self, around: Around) -> Player | None:
        """Return who holds the office before "and" too: "Ana Berg, spokeswoman and chief adviser to the president"."""
        words, joint = self._words, around.start - 1
        if joint < 2 or words.lower[joint] != "and" or around.determiner or around.owner is not None:
            return None
        other = words.cells[joint - 1]
        while other is not None and other.form(FormKind.TITLE) is not None and words.lower[other.first - 1] == ",":
            player = self._scene.at.get(other.last)
            if player is not None:
                return player if player.kind is ActorKind.PERSON else None
            other = words.cells[other.first - 2] if other.first > 1 else None
        return None

    def _is_generic(self, cell: Cell, around: Around) -> bool:
        """Tell whether a title names the office, not who holds it: "elected president", "ran for prime minister"."""
        if any(form.titles and form.titles[0].kind == "honorific" for one in around.titles for form in one.forms):
            return True  # "Mr. President" speaks to somebody
        is_bare = not around.determiner and around.entity is None and around.owner is None and around.of is None
        return is_bare and around.institution is None and self._words.words[cell.first].islower()

    # -- states and bodies --------------------------------------------------------------------------------------------

    def _entity(self, cell: Cell) -> None:
        player = self._bodies.entity(cell)
        if player is None:
            return
        first, at = cell.first, cell.last
        one = self._bodies.one_of(cell, player) if not self._is_part(at) else None
        if one is not None:
            self._marks.mark(first - 1, at, at, one)
            return
        if self._words.tags[at] in {"NNS", "NNPS"} and at not in self._inside:
            around, last = around_noun(self._words, first, at, self._cast.on)
            if around.adjectives or around.determiner in {"some", "many", "several"}:
                self._marks.mark(around.start, last, at, *self._groups.people_of(around, at, player))
                self._plurals.await_list(around, at, last, cell)
                return
        if first > 0 and self._words.lower[first - 1] == "the":
            first -= 1
        if self._is_part(at):
            self._marks.mark_aside(cell.first, at, player)
            if player.kind is ActorKind.ORGANISATION:
                self._scene.note(at, player)
        else:
            self._marks.mark(first, at, at, player)

    def _institution(self, cell: Cell, *, is_plural: bool) -> None:
        around, last = around_noun(self._words, cell.first, cell.last, self._cast.on)
        if (is_plural and (around.entity is None or around.others)) or around.is_each:
            self._marks.mark(around.start, last, cell.last, *self._groups.institutions(cell, around))
            return
        if self._bodies.is_longer_name(cell):
            name = " ".join(self._words.text[self._words.offsets[around.start] : self._words.end(cell.last)].split())
            body = Player(
                f"text:{slug(name)}", ActorKind.ORGANISATION, name, country_of(around.entity) if around.entity else None
            )
            self._marks.mark(around.start, last, cell.last, self._cast.add(body))
            return
        named = self._bodies.named_beside(cell)
        if named is not None:
            self._marks.mark(around.start, last, cell.last, named)
            return
        found = self._bodies.institution(cell, around)
        if found is not None:
            self._marks.mark(around.start, last, cell.last, *found)


def _house(cell: Cell) -> Form | None:
    """Return the house that a seat of government is known as: the Kremlin rather than Russia."""
    if not any(alias.kind in GOVERNMENTS for form in cell.forms for alias in form.aliases):
        return None
    inner = (one.form(FormKind.INSTITUTION) for one in (cell, *cell.inner))
    return next((form for form in inner if form is not None), None)

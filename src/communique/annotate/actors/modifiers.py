"""What stands around a noun or a name: titles, the adjective of a state, whose it is, what it is of."""

from dataclasses import dataclass, field

from communique.annotate.actors.vocabulary import FormKind
from communique.annotate.actors.words import Cell, Words
from communique.codebook.aliases import ADJECTIVES, Alias, entities
from communique.codebook.reporting import verbs_by_form
from communique.codebook.titles import Institution, Title, actor_nouns

_ADJECTIVAL = frozenset({"JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "VBN", "VBG", "CD", "RB", "AFX", "HYPH"})
_MODIFYING = frozenset({"amod", "compound", "nmod", "nummod", "poss", "advmod", "punct", "quantmod", "npadvmod", "dep"})
_HEADS_OF_STATE = frozenset({"head_of_state", "head_of_government"})
_OF = frozenset({"of", "for", "to", "at", "in", "from"})
_PLACING = frozenset({"in", "at", "from", "into", "near", "across", "visiting"})
_OWNING = frozenset({"of", "for", "at"})
_JOINING = frozenset({"and", ",", "&"})
_QUANTIFIERS = frozenset({"both", "all", "some", "many", "several"})
_EACH = frozenset({"each", "either", "neither"})
_LONGEST = 24


@dataclass(slots=True)
class Around:
    """The modifiers of one noun phrase.

    `owner` is the last token of a possessor ("Norway's", "his"); `of` the token behind "of" or "for"; `entity` the
    state or organisation that a modifier names, in front of the noun (`is_entity_before`) or behind it; `others` are
    those coordinated with it ("the Chinese and Russian foreign ministers").
    """

    start: int
    titles: list[Cell] = field(default_factory=list)
    entity: str | None = None
    institution: Cell | None = None
    owner: int | None = None
    of: int | None = None
    determiner: str = ""
    adjectives: list[str] = field(default_factory=list)
    is_entity_before: bool = True
    others: list[str] = field(default_factory=list)

    @property
    def is_each(self) -> bool:
        """Tell whether those meant are taken one by one: "each side", "neither minister"."""
        return self.determiner in _EACH


def alias_of(cell: Cell, on: str | None) -> Alias | None:
    """Return what an entity's form means on the day: a form in force, one with a first day before one without."""
    form = cell.form(FormKind.ENTITY)
    if form is None:
        return None
    valid = [alias for alias in form.aliases if alias.is_valid(on)] if on else list(form.aliases)
    if not valid:
        return None
    if on:
        return max(valid, key=lambda alias: (bool(alias.valid_to), alias.kind in ADJECTIVES))
    found = min(valid, key=lambda alias: bool(alias.valid_to))
    # An undated text speaks of the Kremlin of today, no seat of a state that is gone.
    return None if found.valid_to and cell.form(FormKind.INSTITUTION) is not None else found


def entity_in(cell: Cell, on: str | None) -> str | None:
    """Return the entity that a cell names, itself or by a form inside it ("Kremlin aide", "EU trade commissioner")."""
    alias = alias_of(cell, on)
    if alias is not None:
        return alias.entity
    for form in cell.forms:
        for institution in form.institutions:
            if institution.country:
                return institution.country
        for place in form.places:
            if place.country and place.kind in {"region", "capital", "city"}:
                return place.country
    for inner in cell.inner:
        found = entity_in(inner, on)
        if found is not None:
            return found
    return None


def entity_inside(cell: Cell, on: str | None) -> str | None:
    """Return the entity that a title names within it: "Kremlin aide", but not what "Secretary of State" implies.

    What stands behind "for" or "to" is whom the holder deals with: the minister for Latin America is of another state.
    """
    form = cell.form(FormKind.TITLE)
    words = form.titles[0].form.split() if form is not None else []
    own = next((at for at, word in enumerate(words) if word in {"for", "to"}), len(words))
    within = (inner for inner in cell.inner if inner.first - cell.first < own)
    return next((found for found in (entity_in(inner, on) for inner in within) if found is not None), None)


def institution_of(cell: Cell, on: str | None) -> Institution | None:
    """Return the ministry or body that a cell names, itself or by a form inside it ("Foreign Ministry spokesman")."""
    form = cell.form(FormKind.INSTITUTION)
    if form is not None:
        return form.institutions[0]
    for inner in cell.inner:
        found = institution_of(inner, on)
        if found is not None:
            return found
    return None


def title_of(cell: Cell, country: str | None) -> Title | None:
    """Return the title that a cell is, the one of `country` first."""
    form = cell.form(FormKind.TITLE)
    if form is None:
        return None
    for title in form.titles:
        if country and title.country == country:
            return title
    return next((title for title in form.titles if not title.country), form.titles[0])


def titles_in(around: Around) -> list[Title]:
    """Return the titles among the modifiers, each read for the state that is named with it."""
    found = (title_of(cell, around.entity) for cell in around.titles)
    return [title for title in found if title is not None]


def gender_of(around: Around) -> str:
    """Return the gender that a title tells."""
    return next((title.gender for title in titles_in(around) if title.gender), "")


def around_noun(words: Words, first: int, last: int, on: str | None) -> tuple[Around, int]:
    """Return what stands around the noun at tokens `first` to `last` (inclusive), and the last token that was read."""
    around = before(words, first, on)
    return around, after(words, last, on, around)


def before(words: Words, at: int, on: str | None) -> Around:
    """Read leftwards from token `at` (exclusive) what modifies it, up to a determiner, a verb or a comma."""
    around = Around(at)
    here, lowest = at - 1, max(at - _LONGEST, 0)
    while here >= lowest and words.paragraph[here] == words.paragraph[at]:
        if words.quotation[here] != words.quotation[at]:
            break
        cell = words.cells[here]
        if cell is not None:
            taken = _take_cell(words, around, cell, on)
            if taken is None:
                break
            around.start = taken
            here = taken - 1
        elif _closes(words, around, here, on):
            break
        elif words.lower[here] == "and" and _joins_titles(words, around, here):
            here -= 1
        elif (other := _other_state(words, around, here, on)) is not None:
            here = around.start - 1
            around.others.insert(0, other)
        elif _is_adjective(words, around, here, at):
            if words.tags[here] != "HYPH":
                around.adjectives.insert(0, words.lower[here])
            around.start = here
            here -= 1
        else:
            break
    if not around.determiner and around.owner is None and around.adjectives[:1] == ["one"]:
        around.determiner = "one"
    return around


def _other_state(words: Words, around: Around, here: int, on: str | None) -> str | None:
    """Take the first adjective of "Chinese and Russian": return its entity, with `around.start` moved to it."""
    joined = words.cells[here + 1] if words.lower[here] in _JOINING else None
    cell = words.cells[here - 1] if joined is not None and here > 0 else None
    if joined is None or cell is None or around.start != here + 1:
        return None
    own, other = alias_of(joined, on), alias_of(cell, on)
    if own is None or other is None or own.kind not in ADJECTIVES or other.kind not in ADJECTIVES:
        return None
    around.start = cell.first
    return other.entity


def _closes(words: Words, around: Around, here: int, on: str | None) -> bool:
    """Take a possessor or a determiner, with which a noun phrase begins; tell whether there was one."""
    tag, lower = words.tags[here], words.lower[here]
    if tag == "POS" and here > 0:
        if around.owner is None:
            _take_owner(words, around, here - 1, on)
        return True
    if tag == "PRP$":
        around.owner = around.start = here
        return True
    if tag in {"DT", "PDT"} or lower in _QUANTIFIERS:
        around.determiner = lower
        around.start = here
        outer = words.cells[here - 2] if around.titles and here > 1 and words.lower[here - 1] == "to" else None
        if outer is not None and outer.form(FormKind.TITLE) is not None:
            # "National Security Advisor to the President of Ukraine Andriy Petrenko" is not the president
            around.titles = [outer]
            around.start = outer.first
        return True
    return False


def _take_owner(words: Words, around: Around, last: int, on: str | None) -> None:
    around.owner = last
    owner = words.cells[last]
    around.start = owner.first if owner is not None else last
    if owner is None or owner.form(FormKind.PERSON) is not None:
        return
    if around.entity is None:
        around.entity = entity_in(owner, on)
    if around.start > 0 and words.tags[around.start - 1] == "DT":
        around.start -= 1


def _is_adjective(words: Words, around: Around, here: int, at: int) -> bool:
    """Tell whether a word in front of a noun modifies it."""
    tag, lower, is_capital = words.tags[here], words.lower[here], words.words[here][:1].isupper()
    is_modifying = words.deps[here] in _MODIFYING
    if here == at - 1:
        if tag == "HYPH":
            return False
        if tag == "NN" and lower in actor_nouns("person"):
            return True  # "his counterpart Sergei Lavrov"
    if tag == "HYPH" and not (words.end(here - 1) == words.offsets[here] == words.offsets[here + 1] - 1):
        return False
    if tag == "CD" and not words.words[here].isalnum():
        return False  # an hour in front of a name
    if tag not in _ADJECTIVAL or words.timed[here] >= 0 or (tag == "RB" and not around.adjectives):
        return False
    if is_capital and tag != "JJ" and lower in verbs_by_form() and words.deps[here] != "compound":
        return False  # a verb at the start of its sentence: "Replied State Department spokesman X"
    return is_modifying or tag in {"JJ", "CD", "HYPH"}


def _take_cell(words: Words, around: Around, cell: Cell, on: str | None) -> int | None:
    """Take a cell among the modifiers; return its first token, or None if it ends the phrase."""
    if cell.form(FormKind.PERSON) is not None:
        return None
    if cell.form(FormKind.TITLE) is not None:
        around.titles.insert(0, cell)
        if around.entity is None:
            around.entity = entity_inside(cell, on)
        if around.institution is None and institution_of(cell, on) is not None:
            around.institution = cell
        return cell.first
    alias = alias_of(cell, on)
    if alias is not None:
        if alias.kind not in ADJECTIVES and cell.first and words.lower[cell.first - 1] in _PLACING:
            return None
        if around.entity is None or entities()[around.entity].kind == "media":
            around.entity = alias.entity
        return cell.first if alias.kind in ADJECTIVES else _office_of(words, around, cell, on)
    if cell.form(FormKind.INSTITUTION) is not None:
        if around.institution is None:
            around.institution = cell
        found = entity_in(cell, on)
        if found is not None and around.entity is None:
            around.entity = found
        return _office_of(words, around, cell, on)
    if around.entity is None and words.lower[cell.first - 1] not in {"in", "at", "to", "from"}:
        around.entity = entity_in(cell, on)
    return cell.first


def _office_of(words: Words, around: Around, cell: Cell, on: str | None) -> int:
    """Take the title in "President of Korea Moon Jae-in", "envoy to Norway Kari Lindvik"; return the first token."""
    below = cell.first - 1
    if below >= 0 and words.lower[below] == "the":
        below -= 1
    if around.titles or below < 1 or words.lower[below] not in _OF:
        return cell.first
    title = words.cells[below - 1]
    if title is None and words.lower[below - 1] in actor_nouns("person"):
        around.adjectives.insert(0, words.lower[below - 1])
        return below - 1  # "observer in the cabinet Gadi Eisenkot"
    if title is None or title.form(FormKind.TITLE) is None:
        return cell.first
    around.titles.insert(0, title)
    if words.lower[below] != "of":
        around.entity = entity_inside(title, on)  # an ambassador to Norway is not Norway's
    return title.first


def _joins_titles(words: Words, around: Around, at: int) -> bool:
    """Tell whether "and" joins two titles of one person ("State Councilor and Foreign Minister Wang Yi")."""
    if not around.titles or around.start != at + 1 or at == 0:
        return False
    cell = words.cells[at - 1]
    if cell is None and words.words[at + 1][:1].isupper():
        return words.is_name(at - 1) and words.lower[around.titles[0].last] in {"minister", "secretary"}
    title = title_of(cell, None) if cell is not None else None
    nearer = title_of(around.titles[0], None)
    if cell is not None and cell.first > 0 and words.lower[cell.first - 1] == "the":
        return False  # "the Vice President and President Marcos" are two
    if title is None or cell is None:
        return False
    offices = {title.office, nearer.office if nearer is not None else title.office}
    return (
        ("crown_prince" in offices or not offices & _HEADS_OF_STATE)
        and words.words[cell.first][:1].isupper()
        and not any(form.is_plural for form in cell.forms)
    )


def _end_of_name(words: Words, at: int) -> int:
    while at + 1 < len(words.words) and words.is_name(at) and words.is_name(at + 1):
        at += 1
    return at


def after(words: Words, at: int, on: str | None, around: Around) -> int:
    """Read "of Norway", "for the ministry" behind token `at` into `around`; return the last token that was read."""
    size, last = len(words.words), at
    here = at + 1
    for _ in range(2):
        if here >= size or words.lower[here] not in _OF or words.sentence[here] != words.sentence[at]:
            break
        is_own = words.heads[here] in {at, last} or words.lower[here] in {"of", "at"}
        if not is_own:
            break  # "met his counterpart in Tianjin" met there
        follow = here + 1
        while follow < size and (words.tags[follow] in {"DT", "PRP$", "JJ", "CD"} and words.cells[follow] is None):
            follow += 1
        if follow >= size:
            break
        cell = words.cells[follow]
        if cell is None or cell.form(FormKind.PERSON) is not None:
            if around.of is None and words.tags[follow].startswith("NN") and words.lower[here] in _OWNING:
                around.of = cell.last if cell is not None else _end_of_name(words, follow)
            break
        if words.lower[here] == "for" and _owns_a_thing(words, cell.last + 1):
            break  # "thanked the minister for Canada's help"
        alias, institution = alias_of(cell, on), institution_of(cell, on)
        if alias is None and institution is None and cell.form(FormKind.PLACE) is None:
            named = cell.last + 1
            is_titled = cell.form(FormKind.TITLE) is not None and named < size and words.tags[named] == "NNP"
            if is_titled and around.of is None and words.lower[here] in _OWNING:
                around.of = _end_of_name(words, named)  # "a spokeswoman for Prime Minister Jan Vik"
            break
        if around.of is None and words.lower[here] in _OWNING | {"in", "from"}:
            around.of = cell.last
        if institution is not None and around.institution is None and cell.form(FormKind.TITLE) is None:
            around.institution = cell
        if around.entity is None:
            around.is_entity_before = False
        if around.entity is None and (words.lower[here] in {"of", "for"} or institution is not None):
            around.entity = entity_in(cell, on)
        inner = words.cells[cell.last + 1] if cell.last + 1 < size else None
        if alias is not None and inner is not None and inner.form(FormKind.INSTITUTION) is not None:
            around.entity = around.entity or alias.entity  # "a source in the Russian delegation"
            around.institution, cell = around.institution or inner, inner
        last = cell.last
        here = last + 1
        if here < size and words.tags[here] == "POS" and here + 1 < size:
            owned = words.cells[here + 1]
            if owned is not None and owned.form(FormKind.INSTITUTION) is not None:
                around.institution = around.institution or owned
                last = owned.last
                here = last + 1
    return last


def _owns_a_thing(words: Words, at: int) -> bool:
    """Tell whether a genitive stands at `at` and what it owns is no institution."""
    if at + 1 >= len(words.tags) or words.tags[at] != "POS":
        return False
    owned = words.cells[at + 1]
    return owned is None or owned.form(FormKind.INSTITUTION) is None

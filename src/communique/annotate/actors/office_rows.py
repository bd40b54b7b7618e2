"""Several offices of one person, told in a row before the name: "Deputy Premier and Minister of Mines Ana Rojas".

A row like this names nobody else. Left alone, its first offices would be read as people without a name.
"""

from communique.annotate.actors.modifiers import alias_of
from communique.annotate.actors.named import Named
from communique.annotate.actors.vocabulary import FormKind
from communique.annotate.actors.words import Cell, Words
from communique.codebook.aliases import ADJECTIVES
from communique.codebook.titles import actor_nouns

_LONGEST = 40
"""Tokens before a name in which its offices are looked for."""
_INSIDE = frozenset({"of", "the", "to", "for", "and", "&", ",", "on", "in", "at"})
_BELONGS = frozenset({"of", "for", "to", "at", "on"})
_AND = frozenset({"and", "&"})
_DETERMINED = frozenset({"the", "a", "an", "his", "her", "their", "its", "our"})
_BODIES = (FormKind.INSTITUTION, FormKind.ENTITY, FormKind.PLACE)
_PRINCIPALS = frozenset({"head_of_state", "head_of_government"})


def take_offices(words: Words, named: Named, on: str | None) -> None:
    """Let the mention of a full name begin with the first of the offices told in a row before it."""
    if not (named.persons or named.size > 1) or words.in_headline[named.last]:
        return
    is_joined = False
    for _ in range(4):
        found = _office_before(words, named, is_joined=is_joined)
        if found is None:
            return
        first, cell, is_joined = found
        named.around.start = first
        if cell is not None and not named.around.titles:
            named.around.titles.append(cell)
        beside = words.cells[first - 1] if first > 0 else None
        alias = alias_of(beside, on) if beside is not None else None
        if beside is not None and alias is not None and alias.kind in ADJECTIVES:
            named.around.start = beside.first
            named.around.entity = named.around.entity or alias.entity


def _office_before(words: Words, named: Named, *, is_joined: bool) -> tuple[int, Cell | None, bool] | None:
    """Return where the office next to the left begins, its form if it is a known one, and whether "and" joins it."""
    start = named.around.start
    here, lowest = start - 1, max(start - _LONGEST, 0)
    while here >= lowest and _is_inside(words, here, start):
        cell = words.cells[here]
        if cell is not None and cell.form(FormKind.PERSON) is not None:
            return None
        title = cell.form(FormKind.TITLE) if cell is not None else None
        first = cell.first if cell is not None else here
        is_office = title is not None and not title.is_plural and title.titles[0].kind != "honorific"
        is_noun = words.lower[here] in actor_nouns("person") and words.tags[here] in {"NN", "NNP"}
        if (is_office or is_noun) and words.words[first][:1].isupper():
            joined = _joins(words, here + 1, named, is_joined=is_joined)
            if joined is None or _names_another(words, first, cell, start):
                return None
            return _left_of(words, first, lowest), cell if is_office else None, joined
        here = first - 1
    return None


def _is_inside(words: Words, at: int, start: int) -> bool:
    """Tell whether a token may stand within a row of offices."""
    if words.sentence[at] != words.sentence[start] or words.quotation[at] != words.quotation[start]:
        return False
    if words.paragraph[at] != words.paragraph[start]:
        return False
    return words.words[at][:1].isupper() or words.lower[at] in _INSIDE or words.tags[at] in {"POS", "HYPH"}


def _left_of(words: Words, first: int, lowest: int) -> int:
    """Return where the body or the rank begins that stands before an office: "White House Coordinator"."""
    while first > lowest and words.words[first - 1][:1].isupper() and words.tags[first - 1] in {"NNP", "NNPS", "JJ"}:
        cell = words.cells[first - 1]
        if cell is not None and cell.form(FormKind.INSTITUTION) is None:
            return first
        first = cell.first if cell is not None else first - 1
    return first


def _joins(words: Words, first: int, named: Named, *, is_joined: bool) -> bool | None:
    """Tell whether "and" joins an office to what follows; None if what stands between says that they are two things."""
    start = named.around.start
    between = words.lower[first:start]
    if not between:
        return is_joined
    if between[-1] in _BELONGS | {"the"} and not _is_body(words, start):
        return None  # "assistant for Homeland Security", "spokesman for Minister Ana Rojas"
    if len(between) == 2 and between[0] in _AND and words.tags[start - 1] == "NNPS":
        return is_joined  # "Minister of Trade and Fisheries Ana Berg"
    if between[-1] in _AND and start == named.first:
        return None  # "director for Asia and Ana Rojas"
    if between[0] in _BELONGS and "," not in between:
        return is_joined or between[-1] in _AND
    if set(between) <= _AND or (between[0] == "," and between[-1] in _AND and len(between) == 2):
        return True
    if between == [","]:
        return True if is_joined else None
    return True if between[0] in _BELONGS and between[-1] in _AND else None


def _is_body(words: Words, at: int) -> bool:
    """Tell whether a body, a state or a region stands at `at`: "Chief of the Armed Forces General X"."""
    cell = words.cells[at + 1 if words.lower[at] == "the" else at]
    return cell is not None and any(cell.form(kind) is not None for kind in _BODIES)


def _names_another(words: Words, first: int, cell: Cell | None, start: int) -> bool:
    """Tell whether the office is somebody else's: "the Vice President and Minister X", "President and Minister X"."""
    if first > 0 and words.lower[first - 1] in _DETERMINED:
        return True
    title = cell.form(FormKind.TITLE) if cell is not None else None
    if title is None or title.titles[0].office not in _PRINCIPALS:
        return False
    joins = _AND & set(words.lower[cell.last + 1 if cell is not None else first : start])
    before = words.cells[first - 1] if first > 0 else None
    is_of_state = (before is not None and before.form(FormKind.ENTITY) is not None) or words.tags[first - 1] == "POS"
    return bool(joins) and not is_of_state

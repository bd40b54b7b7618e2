"""Where a text names someone: known names and runs of capitalised words, with the titles and appositions around them."""

from collections.abc import Iterator
from dataclasses import dataclass

from communique.annotate.actors.modifiers import Around, after, before, entity_in, entity_inside
from communique.annotate.actors.vocabulary import FormKind
from communique.annotate.actors.words import Cell, Words
from communique.codebook.people import Person, given_names, name_key
from communique.codebook.titles import actor_nouns

_PARTICLES = frozenset(
    "al el bin ibn bint ben de da do dos di del della der den van von la le ten ter zu abu y".split()
)
_CLOSERS = frozenset({",", ".", ")", ";", "-", "--", "—", "–", ":", "?", "!", "”", '"', "''"})
_NOT_BEFORE_NAME = frozenset({"'s", "’s"})
COLLEAGUES = frozenset({"counterpart", "colleague", "number"})
_LONGEST_APPOSITION = 22
_BODIES = frozenset(
    "ministry council committee party institute university center centre foundation commission association agency "
    "group bank court union institution corporation department office bureau union league front movement army forces "
    "airport square street avenue hotel palace hall house building bridge river sea ocean island islands strait gulf "
    "act treaty agreement accord accords pact protocol convention declaration doctrine plan initiative process prize "
    "summit conference forum war day week times post news journal herald tribune television radio press tv "
    "inc. corp. co. ltd. llc company college school academy society club brothers international province city county "
    "valley heights mountain mountains lake park base port district region zone".split()
)


@dataclass(slots=True)
class Named:
    """A name at tokens `first` to `last` (inclusive) of `size` words, headed at `head`, and what stands around it."""

    first: int
    last: int
    around: Around
    persons: tuple[Person, ...] = ()
    apposition: Around | None = None
    apposed: tuple[int, int] | None = None
    apposition_head: int | None = None

    size: int = 1
    head: int = -1

    def text(self, words: Words) -> str:
        """Return the name as it stands."""
        return words.text[words.offsets[self.first] : words.end(self.last)]


def find_names(words: Words, on: str | None) -> Iterator[Named]:
    """Yield the names of people, and of what may be people, in the order of the text."""
    at, size = 0, len(words.words)
    while at < size:
        if not words.is_news[at] or (words.cells[at] is None and not words.words[at][0].isupper()):
            at += 1
            continue
        found = _name_at(words, at)
        if found is None:
            at += 1
            continue
        first, last, persons = found
        if not persons and _is_part_of_title(words, last):
            at = last + 1
            continue
        head, last = last, _body_of(words, last) if not persons else last
        named = Named(first, last, before(words, first, on), persons, size=_size(words, first, last), head=head)
        cell = words.cells[first]
        if persons and cell is not None:
            named.around.titles.extend(
                inner for inner in cell.inner if inner.first == first and inner.form(FormKind.TITLE)
            )
        if named.around.titles and named.around.entity is None:
            _state_behind(words, named, on)
        _appose(words, named, on)
        yield named
        at = last + 1


def _name_at(words: Words, at: int) -> tuple[int, int, tuple[Person, ...]] | None:
    cell = words.cells[at]
    if cell is not None:
        form = cell.form(FormKind.PERSON)
        if form is not None:
            last = cell.last
            if last + 1 < len(words.words) and words.lower[last + 1] in {"jr.", "jr", "sr."}:
                last += 1
            return cell.first, last, form.persons
        if not (_may_be_given_name(cell) and _continues(words, cell.last + 1)):
            return None
        at = cell.last
    elif not words.is_name(at):
        return None
    first, last = (cell.first if cell is not None else at), at
    size = len(words.words)
    while last + 1 < size and words.sentence[last + 1] == words.sentence[first]:
        if words.words[last + 1].isupper() and len(words.words[last + 1]) > 2 and not words.words[first].isupper():
            break  # "Steven Snyder TWA": an abbreviation is no family name
        step = _step(words, last)
        if step is None:
            break
        last = step
    return first, last, ()


def _state_behind(words: Words, named: Named, on: str | None) -> None:
    """Read the state in "President Isabel Quiroga of Colombia"."""
    here = named.last + 1
    if here + 1 < len(words.words) and words.lower[here] == "of":
        here += 2 if words.lower[here + 1] == "the" else 1
        cell = words.cells[here] if here < len(words.words) else None
        if cell is not None:
            named.around.entity = entity_in(cell, on)


def _is_part_of_title(words: Words, last: int) -> bool:
    """Tell whether capitalised words belong to the title behind them ("International Relations Minister Nomsa Radebe")."""
    at = last + 1
    if at < len(words.words) and words.lower[at] == "and":
        at += 1
        return at < len(words.words) and _heads_title(words, at) and words.words[at][:1].isupper()
    return at < len(words.words) and _heads_title(words, at)


def _heads_title(words: Words, at: int) -> bool:
    cell = words.cells[at]
    if cell is None or cell.first != at or cell.form(FormKind.TITLE) is None:
        return False
    return words.lower[cell.last] in {"minister", "secretary", "ministers", "adviser", "advisor", "commissioner"}


def _body_of(words: Words, last: int) -> int:
    """Return the last token of "University of Rangpur", "Institute for Border Studies"."""
    here = last + 1
    if words.lower[last] not in _BODIES or here + 1 >= len(words.words) or words.lower[here] not in {"of", "for"}:
        return last
    here += 1
    if words.lower[here] == "the":
        here += 1
    while here < len(words.words) and words.sentence[here] == words.sentence[last]:
        cell = words.cells[here]
        if cell is not None and words.words[here][:1].isupper() and cell.form(FormKind.PERSON) is None:
            last = here = cell.last
        elif words.is_name(here) or (
            words.lower[here] == "and" and here + 1 < len(words.words) and words.is_name(here + 1)
        ):
            last = here
        else:
            break
        here += 1
    return last


def _size(words: Words, first: int, last: int) -> int:
    """Return how many words a name has; what a hyphen joins is one."""
    return 1 + sum(words.offsets[at] > words.end(at - 1) for at in range(first + 1, last + 1))


def _may_be_given_name(cell: Cell) -> bool:
    return any("name" in alias.ambiguous for form in cell.forms for alias in form.aliases)


def _continues(words: Words, at: int) -> bool:
    return at < len(words.words) and words.is_name(at)


def _step(words: Words, last: int) -> int | None:
    """Return the last token of the name's next piece: a capitalised word, a particle with one, a part after a hyphen."""
    size, here = len(words.words), last + 1
    if here >= size:
        return None
    if words.is_name(here):
        return here
    cell = words.cells[here]
    if cell is not None and cell.first == here and _may_be_given_name(cell) and words.lower[last] in given_names():
        return cell.last
    follow = here
    while (
        follow < size
        and follow < here + 3
        and (words.lower[follow] in _PARTICLES or words.words[follow] in {"-", "'", "’"})
    ):
        follow += 1
    if follow == here or follow >= size:
        return None
    if words.is_name(follow) or (
        words.words[follow - 1] == "-"
        and words.tags[follow] in {"NNP", "NN", "JJ"}
        and words.offsets[follow] == words.end(follow - 1)
    ):
        return follow if words.words[here] != "-" or words.offsets[here] == words.end(last) else None
    return None


def looks_like_body(words: Words, named: Named) -> bool:
    """Tell whether an unknown name is that of a body, a place or a thing by its words."""
    last = words.lower[named.last]
    return last in _BODIES or words.lower[named.first] in _BODIES or last in actor_nouns("collective")


def looks_like_person(words: Words, named: Named) -> bool:
    """Tell whether an unknown name is that of a person by its first word."""
    first = name_key(words.words[named.first])
    return first in given_names() or (len(first) == 1 and named.size > 1)


def _appose(words: Words, named: Named, on: str | None) -> None:
    """Find "…, Norway's foreign minister," behind the name or "Norway's foreign minister, …," before it."""
    size, here = len(words.words), named.last + 1
    if here < size and words.words[here] in {",", "(", "-", "--", "—", "–"}:
        _apposition_behind(words, named, here + 1, on)
    start = named.around.start
    if named.apposition is None and start > 1 and words.words[start - 1] == ",":
        _apposition_before(words, named, start - 2, on)


def _is_person_noun(words: Words, at: int) -> bool:
    return words.tags[at] in {"NN", "NNP"} and words.lower[at] in actor_nouns("person")


def _apposition_behind(words: Words, named: Named, start: int, on: str | None) -> None:
    here, size = start, len(words.words)
    stop = min(size, start + _LONGEST_APPOSITION)
    while here < stop and words.sentence[here] == words.sentence[named.last]:
        cell = words.cells[here]
        if cell is not None and cell.form(FormKind.PERSON) is not None:
            if cell.last + 1 < size and words.tags[cell.last + 1] == "POS":
                here = cell.last + 2
                continue
            return
        if cell is not None and cell.form(FormKind.TITLE) is not None:
            if not _heads_apposition(words, cell.last, start):
                if cell.last + 1 < size and (words.is_name(cell.last + 1) or _person_at(words, cell.last + 1)):
                    return
                here = cell.last + 1
                continue
            _read_apposition(words, named, start, cell.first, cell.last, on, cell)
            return
        if _is_person_noun(words, here) and _heads_apposition(words, here, start):
            _read_apposition(words, named, start, here, here, on, None)
            return
        if words.tags[here].startswith(("VB", "MD", "PRP", "WP", "IN", "CC", "TO")) and words.tags[here] not in {
            "VBN",
            "VBG",
            "PRP$",
        }:
            return
        if words.words[here] in _CLOSERS:
            return
        here += 1


def _person_at(words: Words, at: int) -> bool:
    cell = words.cells[at]
    return cell is not None and cell.form(FormKind.PERSON) is not None


def _heads_apposition(words: Words, at: int, start: int) -> bool:
    """Tell whether the noun at `at` closes its noun phrase and is followed by what an apposition may go on with."""
    size = len(words.words)
    if at + 1 >= size:
        return True
    follow = at + 1
    if words.words[follow] in _CLOSERS or words.tags[follow] in {"IN", "WP", "WDT", "CC", "TO", "_SP"}:
        # ", the minister said" and ", president of X," differ behind the noun; a bare noun after a comma in a list does not count
        return words.deps[at] != "nsubj" or words.tags[follow] in {"IN", "WP"} or words.words[follow] in _CLOSERS
    return False


def _read_apposition(
    words: Words, named: Named, start: int, first: int, last: int, on: str | None, title: Cell | None
) -> None:
    around = before(words, first, on)
    if around.start < start:
        around.start = start
    if title is not None:
        around.titles.append(title)
        around.entity = around.entity or entity_inside(title, on)
    else:
        around.adjectives.append(words.lower[last])
    end = after(words, last, on, around)
    if not (around.determiner or around.owner is not None or around.entity or around.of is not None or around.titles):
        return
    if end + 1 < len(words.words) and (words.is_name(end + 1) or _person_at(words, end + 1)):
        return  # "observer in the cabinet Gadi Eisenkot": the noun goes with the name behind it
    named.apposition, named.apposed, named.apposition_head = around, (around.start, end), last


def _colleague(words: Words, at: int) -> int | None:
    """Return the noun of "her Lithuanian counterpart", "his counterpart from Kosovo" that ends at token `at`."""
    if words.lower[at] in COLLEAGUES and words.cells[at] is None:
        return at
    cell = words.cells[at]
    if cell is None or cell.first < 2:
        return None
    below = cell.first - 1
    if words.lower[below] == "the":
        below -= 1
    return below - 1 if words.lower[below] in {"from", "in", "of"} and words.lower[below - 1] in COLLEAGUES else None


def _apposition_before(words: Words, named: Named, at: int, on: str | None) -> None:
    """Read "Norway's foreign minister, Kari Lindvik,": a title phrase that ends at token `at`."""
    follow = named.last + 1
    if follow < len(words.words) and words.words[follow] not in _CLOSERS and not words.tags[follow].startswith("VB"):
        return
    cell, end = words.cells[at], at
    noun = _colleague(words, at)
    if noun is not None:
        around = before(words, noun, on)
        if around.owner is not None:
            around.adjectives.append(words.lower[noun])
            after(words, noun, on, around)
            named.apposition, named.apposed, named.apposition_head = around, (around.start, end), noun
        return
    if cell is not None and cell.form(FormKind.TITLE) is None:
        below = cell.first - 1
        if below > 0 and words.lower[below] in {"the"}:
            below -= 1
        if below > 0 and words.lower[below] in {"of", "for"}:
            cell = words.cells[below - 1]
    if cell is None or cell.form(FormKind.TITLE) is None or any(form.is_plural for form in cell.forms):
        return
    around = before(words, cell.first, on)
    if not (
        around.determiner in {"the", "a", "an", "its", "one", "another"} or around.owner is not None or around.entity
    ):
        return
    around.titles.append(cell)
    around.entity = around.entity or entity_inside(cell, on)
    after(words, cell.last, on, around)
    named.apposition, named.apposed, named.apposition_head = around, (around.start, end), cell.last

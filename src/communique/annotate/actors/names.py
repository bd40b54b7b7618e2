"""Where a text names someone: known names and capitalised words, with the titles and appositions around them."""

from collections.abc import Iterator

from communique.annotate.actors.appositions import read_apposition
from communique.annotate.actors.modifiers import before, entity_in
from communique.annotate.actors.named import Named
from communique.annotate.actors.office_rows import take_offices
from communique.annotate.actors.vocabulary import FormKind
from communique.annotate.actors.words import Cell, Words
from communique.codebook.actor_words import words_for
from communique.codebook.people import Person, given_names, name_key
from communique.codebook.titles import actor_nouns, portfolios


def find_names(words: Words, on: str | None) -> Iterator[Named]:
    """Yield the names of people, and of what may be people, in the order of the text."""
    at, size = 0, len(words.words)
    capital = [False] * (size + 1)
    for place in words.capitals:
        capital[place] = True
    while at < size:
        if not words.is_news[at] or (words.cells[at] is None and not capital[at]):
            at += 1
            continue
        found = _name_at(words, at)
        if found is None:
            at += 1
            continue
        first, last, persons = found
        if not persons and (_is_part_of_title(words, last) or words.lower[last] in words_for("no_name")):
            at = last + 1
            continue
        first = first if persons else _past_portfolio(words, first, last)
        head, last = last, _body_of(words, last) if not persons else last
        named = Named(first, last, before(words, first, on), persons, size=_size(words, first, last), head=head)
        cell = words.cells[first]
        if persons and cell is not None:
            named.around.titles.extend(
                inner for inner in cell.inner if inner.first == first and inner.form(FormKind.TITLE)
            )
        if named.around.titles and named.around.entity is None:
            _state_behind(words, named, on)
        read_apposition(words, named, on)
        take_offices(words, named, on)
        yield named
        at = last + 1


def _name_at(words: Words, at: int) -> tuple[int, int, tuple[Person, ...]] | None:
    cell = words.cells[at]
    if cell is not None:
        form = cell.form(FormKind.PERSON)
        if form is not None:
            return _known_name(words, cell, form.persons)
        if not (_may_be_given_name(words, cell) and _continues(words, cell.last + 1)):
            return None
        at = cell.last
    elif not words.is_name(at):
        return None
    first, last = (cell.first if cell is not None else at), at
    if first > 1 and words.words[first - 1] == "-" and words.lower[first - 2] in words_for("name_particle"):
        first -= 2  # al-Mansouri
    size = len(words.words)
    while last + 1 < size:
        if words.words[last + 1].isupper() and len(words.words[last + 1]) > 2 and not words.words[first].isupper():
            break  # "Steven Snyder TWA": an abbreviation is no family name
        step = _step(words, last)
        if step is None:
            break
        last = step
    return first, last, ()


def _known_name(words: Words, cell: Cell, persons: tuple[Person, ...]) -> tuple[int, int, tuple[Person, ...]]:
    """Widen a name of the codebook by what belongs to it here ("Ahmed Maher el-Sayed"); more names make another one."""
    last, size = cell.last, len(words.words)
    while last + 1 < size:
        if words.lower[last + 1].rstrip(".") in words_for("name_suffix"):
            last += 1
            continue
        step = _step(words, last)
        if step is None or (step == last + 1 and words.deps[last] != "compound"):
            break  # two names side by side are not one
        persons = persons if step > last + 1 else ()
        last = step
    return cell.first, last, persons


def _state_behind(words: Words, named: Named, on: str | None) -> None:
    """Read the state in "President Isabel Quiroga of Colombia", "President Isabel Quiroga, of Colombia,"."""
    here = named.last + 1
    if words.words[here : here + 1] == [","] and words.lower[here + 1 : here + 2] in (["jr."], ["sr."], ["jr"], ["sr"]):
        here += 2
    if words.lower[here : here + 2] == [",", "of"]:
        here += 1
    if here + 1 < len(words.words) and words.lower[here] == "of":
        here += 2 if words.lower[here + 1] == "the" else 1
        cell = words.cells[here] if here < len(words.words) else None
        if cell is not None:
            named.around.entity = entity_in(cell, on)


def _is_part_of_title(words: Words, last: int) -> bool:
    """Tell whether capitalised words belong to the title behind them ("International Relations Minister X")."""
    at = last + 1
    if at < len(words.words) and words.lower[at] == "and":
        at += 1
        is_title = at < len(words.words) and _heads_title(words, at) and words.words[at][:1].isupper()
        return is_title and words.lower[last] in portfolios()
    return at < len(words.words) and _heads_title(words, at)


def _past_portfolio(words: Words, first: int, last: int) -> int:
    """Return where the name begins behind the last field of an office: "Minister of Trade and Fisheries Ana Berg"."""
    if last - first < 2 or words.lower[max(first - 1, 0) : first] != ["and"]:
        return first
    of_office = first > 2 and words.lower[first - 3] in {"for", "of"} and words.words[first - 2][:1].isupper()
    is_field = words.tags[first] == "NNPS" or (of_office and name_key(words.words[first]) not in given_names())
    return first + 1 if is_field else first


def _heads_title(words: Words, at: int) -> bool:
    cell = words.cells[at]
    if cell is None or cell.first != at or cell.form(FormKind.TITLE) is None:
        return False
    return words.lower[cell.last] in words_for("title_head")


def _body_of(words: Words, last: int) -> int:
    """Return the last token of "University of Rangpur", "Institute for Border Studies"."""
    here = last + 1
    if (
        words.lower[last] not in words_for("name_of_body")
        or here + 1 >= len(words.words)
        or words.lower[here] not in {"of", "for"}
    ):
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


def _may_be_given_name(words: Words, cell: Cell) -> bool:
    """Tell whether a state or a place may be a given name here: Jordan, Sydney Mufamadi."""
    if any("name" in alias.ambiguous for form in cell.forms for alias in form.aliases):
        return True
    if cell.form(FormKind.PLACE) is None or cell.first != cell.last or words.deps[cell.first] != "compound":
        return False
    before = words.cells[cell.first - 1] if cell.first else None
    is_titled = before is not None and before.last == cell.first - 1 and before.form(FormKind.TITLE) is not None
    return is_titled or words.lower[cell.first] in given_names()


def _may_be_family_name(words: Words, cell: Cell, last: int) -> bool:
    """Tell whether a place, a state or a title is a family name, behind a given name or an initial: Frank C. Clark."""
    given = words.lower[last]
    if not words.words[cell.first][:1].isupper() or words.tags[cell.first] not in {"NNP", "NNPS"}:
        return False
    is_given = given in given_names() or (len(given) == 2 and given.endswith("."))
    return is_given and words.cells[last] is None and words.deps[last] == "compound"


def _continues(words: Words, at: int) -> bool:
    return at < len(words.words) and words.is_name(at)


def _step(words: Words, last: int) -> int | None:
    """Return the last token of the name's next piece: a capitalised word, a particle with one, a hyphenated part."""
    size, here = len(words.words), last + 1
    if here >= size:
        return None
    if words.is_name(here) or words.lower[here].rstrip(".") in words_for("name_suffix"):
        return here
    cell = words.cells[here]
    if cell is not None and cell.first == cell.last == here and _may_be_family_name(words, cell, last):
        return here
    follow = here
    while (
        follow < size
        and follow < here + 3
        and (words.lower[follow] in words_for("name_particle") or words.words[follow] in {"-", "'", "’"})
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
    return (
        last in words_for("name_of_body")
        or words.lower[named.first] in words_for("name_of_body")
        or last in actor_nouns("collective")
    )


def looks_like_person(words: Words, named: Named) -> bool:
    """Tell whether an unknown name is that of a person by its first word."""
    first = name_key(words.words[named.first])
    return first in given_names() or (len(first) == 1 and named.size > 1)

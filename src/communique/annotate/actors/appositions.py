"""What is said of a name beside it: "…, Norway's foreign minister," and "Norway's foreign minister, …,"."""

from communique.annotate.actors.modifiers import after, alias_of, before, entity_inside
from communique.annotate.actors.named import Named
from communique.annotate.actors.vocabulary import FormKind
from communique.annotate.actors.words import Cell, Words
from communique.codebook.actor_words import words_for
from communique.codebook.aliases import ADJECTIVES
from communique.codebook.reporting import verbs_by_form
from communique.codebook.titles import actor_nouns

_CLOSERS = frozenset({",", ".", ")", ";", "-", "--", "—", "–", ":", "?", "!", "”", '"', "''"})
_ENDS = ("VB", "MD", "PRP", "WP", "IN", "CC", "TO")
_GOES_ON = frozenset({"VBN", "VBG", "PRP$"})
_LONGEST_APPOSITION = 22
_LONGEST_COMPLEMENT = 8


def read_apposition(words: Words, named: Named, on: str | None) -> None:
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
            if not _heads_apposition(words, cell.last):
                if cell.last + 1 < size and (words.is_name(cell.last + 1) or _person_at(words, cell.last + 1)):
                    return
                here = cell.last + 1
                continue
            _read(words, named, start, cell.last, on)
            return
        if _is_person_noun(words, here) and _heads_apposition(words, here):
            _read(words, named, start, here, on)
            return
        tag = words.tags[here]
        if words.words[here] in _CLOSERS or (tag.startswith(_ENDS) and tag not in _GOES_ON):
            return
        here += 1


def _person_at(words: Words, at: int) -> bool:
    cell = words.cells[at]
    return cell is not None and cell.form(FormKind.PERSON) is not None


def _heads_apposition(words: Words, at: int) -> bool:
    """Tell whether the noun at `at` closes its noun phrase and is followed by what an apposition may go on with."""
    size = len(words.words)
    if at + 1 >= size:
        return True
    follow = at + 1
    if words.words[follow] in _CLOSERS or words.tags[follow] in {"IN", "WP", "WDT", "CC", "TO", "_SP"}:
        if speaks_itself(words, at):
            return False
        # ", the minister said" is no apposition, ", president of X," is
        return words.deps[at] != "nsubj" or words.tags[follow] in {"IN", "WP"} or words.words[follow] in _CLOSERS
    return False


def speaks_itself(words: Words, at: int) -> bool:
    """Tell whether the noun speaks, whatever the parse: "met Jan Vik, a source in the delegation said"."""
    for here in range(at + 1, len(words.words)):
        if words.words[here] in _CLOSERS or words.sentence[here] != words.sentence[at]:
            return False
        if words.tags[here] in {"VBD", "VBZ"} and words.lower[here] in verbs_by_form():
            return not any(at < child.i and child.dep_ == "nsubj" for child in words.doc[here].lefts)
    return False


def _read(words: Words, named: Named, start: int, last: int, on: str | None) -> None:
    cell = words.cells[last]
    title = cell if cell is not None and cell.form(FormKind.TITLE) is not None else None
    around = before(words, title.first if title is not None else last, on)
    around.start = max(around.start, start)
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
    """Return the noun of "her Lithuanian counterpart", "his counterpart from Kosovo" that ends at token `at`.

    "His predecessor" is of his own state.
    """
    if words.lower[at] in words_for("colleague") | words_for("in_office_before") and words.cells[at] is None:
        return at
    cell = words.cells[at]
    if cell is None or cell.first < 2:
        return None
    below = cell.first - 1
    if words.lower[below] == "the":
        below -= 1
    return (
        below - 1
        if words.lower[below] in {"from", "in", "of"} and words.lower[below - 1] in words_for("colleague")
        else None
    )


def _people_of(words: Words, named: Named, cell: Cell, on: str | None) -> None:
    """Read "The Palestinian, Saeb Erekat,"."""
    alias = alias_of(cell, on)
    if alias is not None and alias.kind in ADJECTIVES:
        around = before(words, cell.first, on)
        around.entity = alias.entity
        named.apposition, named.apposed, named.apposition_head = around, (around.start, cell.last), cell.last


def _title_with_complement(words: Words, at: int) -> Cell | None:
    """Return the title of "a spokesman for Lukashenko", "the president of the Republic", whose last token is `at`."""
    for here in range(at, max(at - _LONGEST_COMPLEMENT, 0), -1):
        if words.words[here] in _CLOSERS or words.tags[here].startswith(("VB", "MD")):
            return None
        if words.lower[here] in {"of", "for", "to"}:
            cell = words.cells[here - 1]
            return cell if cell is not None and cell.form(FormKind.TITLE) is not None else None
    return None


def _apposition_before(words: Words, named: Named, at: int, on: str | None) -> None:
    """Read "Norway's foreign minister, Kari Lindvik,": a title phrase that ends at token `at`."""
    follow = named.last + 1
    if follow < len(words.words) and words.words[follow] not in _CLOSERS and not words.tags[follow].startswith("VB"):
        return
    if named.around.titles and words.lower[follow : follow + 2] == [",", "and"]:
        return  # "the vice president, President Vik, and Prime Minister Tamm": three, each with a title
    cell, end = words.cells[at], at
    noun = _colleague(words, at)
    if noun is not None:
        around = before(words, noun, on)
        if around.owner is not None:
            around.adjectives.append(words.lower[noun])
            after(words, noun, on, around)
            named.apposition, named.apposed, named.apposition_head = around, (around.start, end), noun
        return
    if cell is not None and words.lower[cell.first - 1] == "the" and cell.form(FormKind.ENTITY) is not None:
        _people_of(words, named, cell, on)
        return
    if cell is None or cell.form(FormKind.TITLE) is None:
        cell = _title_with_complement(words, at)
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

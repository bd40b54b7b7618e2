"""Words that tell how a name or a noun stands for somebody, and which offices a common noun can mean."""

from collections import defaultdict
from functools import cache

from communique.codebook.tables import rows

_WORD_COLUMNS = ("form", "use", "source")
_OFFICE_COLUMNS = ("noun", "office", "rank", "source")
_USES = frozenset(
    {
        "anyone",
        "colleague",
        "deputy",
        "former",
        "from_abroad",
        "name_of_body",
        "name_particle",
        "name_suffix",
        "no_name",
        "in_contact",
        "in_office_before",
        "leads",
        "delegation",
        "of_states",
        "office_abroad",
        "office_first",
        "office_known_alone",
        "office_of_leader",
        "office_of_many",
        "other_side",
        "our_state",
        "public_role",
        "publication",
        "side",
        "speaks_for",
        "stands_for_state",
        "title_head",
    }
)
_RANKS = frozenset({"first", "also"})


@cache
def _words() -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows("actor_words.csv", _WORD_COLUMNS):
        found[row.choice("use", _USES)].append(row["form"])
    return {use: tuple(dict.fromkeys(forms)) for use, forms in found.items()}


@cache
def words_in_order(use: str) -> tuple[str, ...]:
    """Return the words, or the ids of offices, of one use in the order of the table."""
    return _words().get(use, ())


@cache
def words_for(use: str) -> frozenset[str]:
    """Return the words, or the ids of offices, of one use; what each use means is told in docs/codebook.md."""
    return frozenset(words_in_order(use))


@cache
def offices_of_noun() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return by noun the parts of office ids that it means, and those that it may also mean."""
    found: defaultdict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for row in rows("office_nouns.csv", _OFFICE_COLUMNS):
        found[row["noun"]][row.choice("rank", _RANKS) == "also"].append(row["office"])
    return {noun: (tuple(first), tuple(also)) for noun, (first, also) in found.items()}


def singular(noun: str) -> str:
    """Return the singular of an English noun as the codebook lists it."""
    if noun.endswith("men"):
        return noun[:-3] + "man"
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith("ches"):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun

"""Names of states and organisations in a Russian sentence, in all their forms."""

from collections.abc import Sequence

from communique.annotate.russian.parsing import Word
from communique.annotate.russian.vocabulary import adjectives, entity_names
from communique.codebook.russian import words_for


def complement(words: Sequence[Word], i: int) -> tuple[int, list[tuple[int, int, str]]] | None:
    """Return the index behind "Российской Федерации", "России и Белоруссии", with each name and its entity."""
    found: list[tuple[int, int, str]] = []
    at = i
    while True:
        state = state_at(words, at)
        if state is None or (
            words[at].case in {"Nom", "Ins", "Dat"} and words[at].text.istitle() and _declines(words[at])
        ):
            break
        found.append((at, *state))
        at = state[0]
        if at < len(words) - 1 and words[at].low in {"и", ","} and state_at(words, at + 1) is not None:
            at += 1
            continue
        break
    return (found[-1][1], found) if found else None


def _declines(word: Word) -> bool:
    """Tell whether a name shows its case: "Мали" and "США" do not."""
    return word.low[-1:] not in "иоеу"


def state_at(words: Sequence[Word], i: int) -> tuple[int, str] | None:
    """Return the index behind the name of a state or an organisation, and its id."""
    if i >= len(words):
        return None
    start = i + 1 if words[i].text in {"«", '"'} and i + 1 < len(words) else i
    found = entity_names().at(words, start)
    if found is not None:
        end = found[0]
        if start > i and end < len(words) and words[end].text in {"»", '"'}:
            end += 1
        return end, found[1].entity
    word = words[i]
    if word.is_capital and word.lemma in words_for("sort_of_state") and i + 1 < len(words):
        named = entity_names().at(words, i + 1)
        return (named[0], named[1].entity) if named is not None else None
    at, entity = i, None
    while at < len(words) and at < i + 4 and words[at].is_capital and words[at].pos in {"ADJ", "PROPN", "NOUN"}:
        if words[at].low in adjectives():
            entity = adjectives()[words[at].low]
        elif words[at].lemma in words_for("sort_of_state"):
            following = entity_names().at(words, at + 1) if at + 1 < len(words) else None
            if following is not None:
                return following[0], following[1].entity
            return (at + 1, entity) if entity is not None else None
        elif words[at].pos != "ADJ":
            return None
        at += 1
    return None

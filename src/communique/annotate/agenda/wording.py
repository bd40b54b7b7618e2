"""The words for a topic: where they begin and end, what is only an umbrella, and how a list is taken apart."""

from dataclasses import dataclass

from spacy.tokens import Token

from communique.annotate.clause import conjuncts
from communique.codebook.agenda import agenda_forms
from communique.codebook.contacts import cues_of
from communique.codebook.omissions import omission_forms

_ON = frozenset({"on", "in", "about", "over", "of", "regarding", "concerning"})
_DROPPED = frozenset({"conj", "cc", "relcl", "punct", "advcl", "parataxis", "appos", "preconj"})
_CIRCUMSTANCES = frozenset({"with", "at", "during", "after", "before", "by", "via", "according"})
_POINTS_BACK = frozenset({"it", "this", "that", "them", "these", "those"})
_VERBAL = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Wording:
    """Tokens `first` to `last` (inclusive) name a topic; `points_back` if they only point to one named before."""

    first: int
    last: int
    points_back: bool = False


def wordings(head: Token) -> list[Wording]:
    """Return the topics that the phrase headed by `head` names, umbrellas left out, one for each coordinated topic."""
    found: list[Wording] = []
    for part in [head] if head.pos_ in _VERBAL else conjuncts(head):
        found.extend(_of_part(part, depth=0))
    return found


def _of_part(part: Token, depth: int) -> list[Wording]:
    found: list[Wording] = []
    inner = _listed(part)
    if points_back(part):
        return [Wording(part.left_edge.i, part.i, points_back=True)]
    split = _split(part) if depth < 3 else []
    if split:
        found.extend(split)
    elif not is_umbrella(part):
        found.append(Wording(*_extent(part)))
    if depth < 3:
        for one in inner:
            for each in conjuncts(one):
                found.extend(_of_part(each, depth + 1))
    return found


def points_back(token: Token) -> bool:
    """Tell whether the words only point to a topic named before ("it", "the issue")."""
    if token.pos_ in {"PRON", "DET"}:
        return token.lower_ in _POINTS_BACK
    if token.lemma_.lower() not in agenda_forms("pointing_noun") or token.tag_ != "NN":
        return False
    return all(
        child.lower_ in {"the", "this", "that"} or child.dep_ in {"relcl", "punct"} for child in token.children
    ) and any(child.lower_ in {"the", "this", "that"} for child in token.lefts)


def _listed(part: Token) -> list[Token]:
    """Return what "including", "such as" or a colon opens."""
    found: list[Token] = []
    for child in part.rights:
        if child.lower_ in agenda_forms("opens_list") and child.dep_ in {"prep", "acl", "advcl"}:
            found.extend(thing for thing in child.rights if thing.dep_ in {"pobj", "dobj", "pcomp"})
        elif child.dep_ == "prep" and child.lower_ == "as" and any(word.lower_ == "such" for word in child.lefts):
            found.extend(thing for thing in child.rights if thing.dep_ == "pobj")
        elif child.dep_ == "appos" and is_umbrella(part) and child.pos_ in {"NOUN", "PROPN"}:
            found.append(child)
        elif child.dep_ == "prep" and child.lower_ in _ON and is_umbrella(part):
            # The list may hang on the noun inside: "a range of issues, including ..."
            for thing in child.rights:
                if thing.dep_ == "pobj":
                    found.extend(_listed(thing))
    return found


def _split(part: Token) -> list[Wording]:
    """Take "cooperation on trade, defence and energy" apart; a phrase with one object stays whole."""
    if part.lemma_.lower() not in agenda_forms("part_of"):
        return []
    for child in part.rights:
        if child.dep_ == "prep" and child.lower_ in _ON:
            for thing in child.rights:
                each = conjuncts(thing) if thing.dep_ == "pobj" else []
                if len(each) > 1:
                    found = [wording for one in each for wording in _of_part(one, depth=3)]
                    if found and not is_umbrella(part):
                        found[0] = Wording(_extent(part)[0], found[0].last)
                    return found
    return []


def is_umbrella(part: Token) -> bool:
    """Tell whether the phrase names no topic of its own ("a range of regional and global issues")."""
    nouns, words = agenda_forms("umbrella_noun"), agenda_forms("umbrella_word")
    lemma = part.lemma_.lower()
    if lemma not in nouns and lemma not in words:
        return False
    first, last = _extent(part)
    for token in part.doc[first : last + 1]:
        if token.pos_ in {"DET", "ADP", "PUNCT", "CCONJ", "NUM", "SPACE", "PART", "PRON"} or token.dep_ == "poss":
            continue
        if token.lemma_.lower() not in nouns and token.lower_ not in words:
            return False
    return True


def _extent(part: Token) -> tuple[int, int]:
    """Return the first and last token of the phrase without its conjuncts, asides and circumstances."""
    if part.pos_ in _VERBAL:
        return _extent_of_clause(part)
    first = part.i
    for child in part.lefts:
        if child.dep_ not in {"cc", "punct", "preconj"} and child.lower_ not in {"neither", "both", "either"}:
            first = min(first, child.left_edge.i)
    last = part.i
    for child in part.rights:
        if child.dep_ in _DROPPED or child.lower_ in agenda_forms("opens_list"):
            if child.dep_ == "punct":
                continue
            if child.dep_ == "conj" and child.pos_ == "ADJ":
                continue
            break
        if child.dep_ == "prep" and (_is_circumstance(child) or child.lower_ == "as"):
            break
        last = max(last, _right_edge(child))
    return first, last


def _extent_of_clause(verb: Token) -> tuple[int, int]:
    first, last = verb.left_edge.i, verb.i
    for child in verb.rights:
        if child.dep_ in {"conj", "cc", "advcl", "parataxis"} or _is_circumstance(child):
            break
        if child.dep_ != "punct":
            last = max(last, _right_edge(child))
    return first, last


def _right_edge(token: Token) -> int:
    """Return the last token of a phrase, an aside ("according to ...", "including ...") cut off."""
    last = token.i
    for child in token.rights:
        if (
            child.lower_ in agenda_forms("opens_list")
            or _is_circumstance(child)
            or child.dep_ in {"parataxis", "advcl"}
        ):
            break
        if child.dep_ in {"relcl", "appos"} and child.left_edge.i > 0 and token.doc[child.left_edge.i - 1].is_punct:
            break
        last = max(last, _right_edge(child))
    doc = token.doc
    while last > token.i and (
        (doc[last].is_punct and doc[last].text not in {")", "”", '"', "’", "'"}) or doc[last].is_space
    ):
        last -= 1
    return last


def _is_circumstance(child: Token) -> bool:
    """Tell whether a phrase says how, when or with whom it was discussed, so that it is no part of the topic."""
    if child.lower_ == "according":
        return True
    if child.dep_ == "prep" and child.lower_ in {"in", "from"}:
        return any(thing.lemma_.lower() in omission_forms("account") for thing in child.rights if thing.dep_ == "pobj")
    if child.dep_ != "prep" or child.lower_ not in _CIRCUMSTANCES:
        return child.dep_ == "npadvmod"
    if child.lower_ == "with":
        # "relations with Japan" is the topic, "discussed trade with the minister" is not.
        return any(
            thing.dep_ == "pobj" and _is_person(thing) for thing in child.rights
        ) and child.head.lemma_.lower() not in agenda_forms("with_partner")
    return any(thing.lemma_.lower() in cues_of("noun") for thing in child.rights if thing.dep_ == "pobj")


def _is_person(token: Token) -> bool:
    return token.pos_ == "PROPN" or token.tag_ == "PRP" or token.lemma_.lower() in cues_of("office")

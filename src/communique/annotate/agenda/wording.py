"""The words for a topic: where they begin and end, what is only an umbrella, and what an umbrella covers."""

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from communique.annotate.agenda.lists import first_of_word, groups, is_piece, members, sharing
from communique.codebook.agenda import agenda_forms
from communique.codebook.contacts import cues_of
from communique.codebook.omissions import omission_forms
from communique.codebook.places import country_of

_ON = frozenset({"on", "in", "about", "over", "of", "regarding", "concerning"})
_DROPPED = frozenset({"conj", "cc", "relcl", "punct", "advcl", "parataxis", "appos", "preconj"})
_CIRCUMSTANCES = frozenset({"with", "at", "during", "after", "before", "by", "via", "according"})
_POINTS_BACK = frozenset({"it", "this", "that", "them", "these", "those"})
_DETERMINERS = frozenset({"the", "this", "that", "these", "those", "whole", "entire"})
_VERBAL = frozenset({"VERB", "AUX"})
_FARTHEST_TO = 8
_CLOSING = frozenset({")", "”", '"', "’", "'"})


@dataclass(frozen=True, slots=True)
class Wording:
    """Tokens `first` to `last` (inclusive) name a topic; `points_back` if they only point to one named before."""

    first: int
    last: int
    points_back: bool = False


def wordings(head: Token) -> list[Wording]:
    """Return the topics that the phrase headed by `head` names, umbrellas left out, one for each coordinated topic."""
    if is_piece(head) or (head.pos_ == "PRON" and not points_back(head)):
        return []
    return _of_list(members(head), depth=0)


def _of_list(heads: list[Token], depth: int) -> list[Wording]:
    ends = frozenset(head.i for head in heads)
    found: list[Wording] = []
    for group in groups(heads):
        if len(group) == 1:
            shared = sharing(group[0], in_list=len(heads) > 1 or depth > 0)
            if shared:
                found.extend(Wording(one.left_edge.i, one.i) for one in shared[:-1])
                begin = shared[-2].i + 2 if shared[-1] == group[0] else shared[-1].left_edge.i
                found.append(Wording(begin, _extent(group[0], ends)[1]))
            else:
                found.extend(_of_part(group[0], ends, depth))
        else:
            found.append(_of_group(group, ends))
    return _stretched(list(dict.fromkeys(found)), heads)


def _stretched(found: list[Wording], heads: list[Token]) -> list[Wording]:
    """Give a topic the phrase between it and the next member of the list, which the parser hung on the verb."""
    if len(found) != len(heads):
        return found
    stretched: list[Wording] = []
    for at, wording in enumerate(found):
        last = wording.last
        if at + 1 < len(found):
            doc = heads[0].doc
            gap = [token for token in doc[last + 1 : found[at + 1].first] if not _is_loose(token)]
            plain = all(token.pos_ not in _VERBAL and not token.is_punct for token in gap)
            if gap and plain and gap[0].pos_ == "ADP" and gap[0].i == last + 1:
                last = gap[-1].i
        stretched.append(Wording(wording.first, last, wording.points_back))
    return stretched


def _of_group(group: list[Token], ends: frozenset[int]) -> Wording:
    """Return the words of several nouns that are one topic, with what follows the last and belongs to all of them."""
    last = max(_extent(member, ends)[1] for member in group)
    for child in group[0].rights:
        if child.i > group[-1].i and child.dep_ in {"prep", "acl"} and not _is_circumstance(child):
            last = max(last, _right_edge(child, ends))
    return Wording(_extent(group[0], ends)[0], last)


def _of_part(part: Token, ends: frozenset[int], depth: int) -> list[Wording]:
    if points_back(part):
        return [Wording(part.left_edge.i, part.i, points_back=True)]
    if part.lemma_.lower() in agenda_forms("no_topic"):
        return []
    found = _split(part) if depth < 3 else []
    if not found and not is_umbrella(part):
        found.append(Wording(*_extent(part, ends)))
    if depth < 3:
        for one in _listed(part):
            found.extend(_of_list(members(one), depth + 1))
    return found


def points_back(token: Token) -> bool:
    """Tell whether the words only point to a topic named before ("it", "the issue")."""
    if token.pos_ in {"PRON", "DET"}:
        return token.lower_ in _POINTS_BACK
    if token.lemma_.lower() not in agenda_forms("pointing_noun") or token.tag_ != "NN":
        return False
    return all(child.lower_ in _DETERMINERS or child.dep_ in {"relcl", "punct"} for child in token.children) and any(
        child.lower_ in _DETERMINERS for child in token.lefts
    )


def listed(umbrella: Token) -> list[Wording]:
    """Return the topics that "including" or "such as" opens after an umbrella."""
    return [wording for one in _listed(umbrella) for wording in _of_list(members(one), depth=1)]


def _listed(part: Token) -> list[Token]:
    """Return what "including", "such as" or a colon opens."""
    found: list[Token] = []
    for child in part.rights:
        if child.lower_ in agenda_forms("opens_list") and child.dep_ in {"prep", "acl", "advcl"}:
            found.extend(_whole(thing for thing in child.rights if thing.dep_ in {"pobj", "dobj", "pcomp"}))
        elif child.dep_ == "prep" and child.lower_ == "as" and any(word.lower_ == "such" for word in child.lefts):
            found.extend(_whole(thing for thing in child.rights if thing.dep_ == "pobj"))
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
    for child in _prepositions(part):
        for thing in _whole(thing for thing in child.rights if thing.dep_ == "pobj"):
            each = members(thing)
            if len(each) > 1:
                found = _of_list(each, depth=3)
                if found and not is_umbrella(part):
                    found[0] = Wording(_extent(part, frozenset())[0], found[0].last)
                return found
    return []


def _prepositions(part: Token) -> list[Token]:
    """Return the prepositions of a noun; one that the parser hangs on the verb counts if it follows at once."""
    found = [child for child in part.rights if child.dep_ == "prep" and child.lower_ in _ON]
    after = part.i + 1
    if not found and after < len(part.doc) and part.doc[after].dep_ == "prep" and part.doc[after].lower_ in _ON:
        found.append(part.doc[after])
    return found


def _whole(tokens: Iterable[Token]) -> list[Token]:
    """Return the tokens without the pieces of hyphenated words that the parser takes for words."""
    return [token for token in tokens if not is_piece(token)]


def is_umbrella(part: Token) -> bool:
    """Tell whether the phrase names no topic of its own ("a range of regional and global issues")."""
    nouns, words = agenda_forms("umbrella_noun"), agenda_forms("umbrella_word")
    lemma = part.lemma_.lower()
    if lemma not in nouns and lemma not in words:
        return False
    first, last = _extent(part, frozenset())
    for token in part.doc[first : last + 1]:
        if token.pos_ in {"DET", "ADP", "PUNCT", "CCONJ", "NUM", "SPACE", "PART", "PRON"} or token.dep_ == "poss":
            continue
        if token.lemma_.lower() not in nouns and token.lower_ not in words:
            return False
    return True


def _extent(part: Token, ends: frozenset[int]) -> tuple[int, int]:
    """Return the first and last token of the phrase without asides and circumstances, up to the next of `ends`."""
    if part.pos_ in _VERBAL:
        return _extent_of_clause(part, ends)
    first = first_of_word(part)
    for child in (child for piece in part.doc[first : part.i + 1] for child in piece.lefts):
        if child.dep_ in {"cc", "punct", "preconj"} or child.lower_ in {"neither", "both", "either"}:
            continue
        if child.lower_ == "that" and (part.tag_ in {"NNS", "NNPS"} or part.head.dep_ in {"ccomp", "conj"}):
            continue  # "said that frozen assets were discussed"
        first = min(first, child.left_edge.i)
    while first > 0 and part.dep_ == "conj" and _is_beside(part, part.doc[first - 1]):
        first -= 1
    last = part.i
    for child in part.rights:
        if child.dep_ == "acl" and child.lemma_.lower() in agenda_forms("agenda_verb"):
            break  # "Whaling featured in the talks" is a clause
        if child.dep_ == "punct" or (child.dep_ == "conj" and child.pos_ == "ADJ"):
            continue
        if child.lower_ in agenda_forms("opens_list") or child.i in ends:
            break
        if child.dep_ in _DROPPED and not (_is_to_be(child) or _completes(part, child, last)):
            break
        if (child.dep_ == "prep" and (_is_circumstance(child) or child.lower_ == "as")) or _is_aside(child):
            break
        last = max(last, _right_edge(child, ends))
    last = max(last, _infinitive_after(part, last, ends), _phrase_after(part, last))
    return first, _before_next(part, last, ends)


def _is_beside(part: Token, before: Token) -> bool:
    """Tell whether the parser takes the first noun of a compound for a member of its own."""
    return before.dep_ == "conj" and before.head == part.head and before.pos_ in {"NOUN", "PROPN"}


def _before_next(part: Token, last: int, ends: frozenset[int]) -> int:
    """Return the last token before the next member of the list, also where a later phrase hangs on this one."""
    following = [part.doc[end].left_edge.i for end in ends if end > part.i and part.doc[end].left_edge.i > part.i]
    if not following or last < min(following):
        return last
    last = min(following) - 1
    while last > part.i and _is_loose(part.doc[last]):
        last -= 1
    return last


def _infinitive_after(part: Token, last: int, ends: frozenset[int]) -> int:
    """Return the last token of "ways to end the war", where the parser hangs the infinitive on the verb above."""
    doc = part.doc
    if part.lemma_.lower() not in agenda_forms("takes_to") or last + 2 >= len(doc):
        return last
    to = last + 1
    if doc[to].lower_ == "for":  # "ways for the two sides to go on"
        to = next((at for at in range(to, min(to + _FARTHEST_TO, len(doc))) if doc[at].tag_ == "TO"), to)
    verb = doc[to].head
    return _right_edge(verb, ends) if doc[to].tag_ == "TO" and verb.tag_ == "VB" and verb.i <= to + 2 else last


def _phrase_after(part: Token, last: int) -> int:
    """Return the last token of "the flow of migrants through the desert", where the parser hangs the phrase higher."""
    doc = part.doc
    if last + 1 >= len(doc):
        return last
    after = doc[last + 1]
    if after.dep_ != "prep" or after.head.i > part.i:
        return last
    belongs = after.lower_ in agenda_forms("stays") or (
        # "the deal with Iran", but "discussed trade with Iran"
        after.lower_ == "with"
        and part.lemma_.lower() in agenda_forms("with_partner")
        and any(child.dep_ == "det" for child in part.lefts)
        and country_of(" ".join(word.text for thing in after.rights for word in thing.subtree)) is not None
    )
    return _right_edge(after, frozenset()) if belongs else last


def _extent_of_clause(verb: Token, ends: frozenset[int]) -> tuple[int, int]:
    first, last = verb.left_edge.i, verb.i
    for child in verb.rights:
        is_aim = child.dep_ == "advcl" and any(word.tag_ == "TO" for word in child.lefts)
        if child.dep_ in {"conj", "cc", "advcl", "parataxis"} and not is_aim:
            break
        if _is_circumstance(child) or child.i in ends:
            break
        if child.dep_ == "acl" and child.lemma_.lower() in agenda_forms("agenda_verb"):
            break
        if child.dep_ != "punct":
            last = max(last, _right_edge(child, ends))
    return first, last


def _right_edge(token: Token, ends: frozenset[int]) -> int:
    """Return the last token of a phrase, an aside ("according to ...", "including ...") and a next member cut off."""
    last = token.i
    for child in token.rights:
        if child.lower_ in agenda_forms("opens_list") or _is_circumstance(child) or _is_such_as(child):
            break
        if child.dep_ in {"parataxis", "advcl"} or child.i in ends:
            break
        if child.dep_ == "conj" and any(thing.i in ends for thing in child.rights):
            break
        if child.dep_ in {"cc", "punct"} and _only_ends_follow(token, child, ends):
            break
        if child.dep_ == "conj" and is_umbrella(child):
            break
        if _is_aside(child):
            break
        last = max(last, _right_edge(child, ends))
    doc = token.doc
    while last > token.i and _is_loose(doc[last]):
        last -= 1
    return last


def _completes(part: Token, clause: Token, last: int) -> bool:
    """Tell whether a relative clause says which: "the role that Oslo plays", "steps that can be taken to help"."""
    is_bare = last == part.i and part.tag_ in {"NN", "NNS"}
    if clause.lemma_.lower() in agenda_forms("object"):
        return False  # "the dispute that Oslo raised"
    return clause.dep_ == "relcl" and is_bare and not _is_aside(clause) and clause.i > part.i


def _is_to_be(child: Token) -> bool:
    """Tell whether a clause says what is to be done with it: "a bridge to be opened in May"."""
    return child.dep_ == "relcl" and child.tag_ in {"VB", "VBN"} and child.left_edge.tag_ == "TO"


def _is_such_as(child: Token) -> bool:
    after = child.i + 1
    if child.lower_ == "such":
        return after < len(child.doc) and child.doc[after].lower_ == "as"
    return child.lower_ == "as" and child.i > 0 and child.doc[child.i - 1].lower_ == "such"


def _is_aside(child: Token) -> bool:
    """Tell whether a comma sets a clause or an adjective off from its noun."""
    before = child.left_edge.i - 1
    return child.dep_ in {"relcl", "appos", "amod", "acl"} and before >= 0 and child.doc[before].is_punct


def _only_ends_follow(token: Token, mark: Token, ends: frozenset[int]) -> bool:
    """Tell whether what "and" or a comma joins on is a member of the list, or an umbrella, that ends the phrase."""
    following = [child for child in token.rights if child.i > mark.i and child.dep_ in {"conj", "appos"}]
    return bool(following) and (following[0].i in ends or is_umbrella(following[0]))


def _is_loose(token: Token) -> bool:
    return token.is_space or (token.is_punct and token.text not in _CLOSING) or token.dep_ == "cc"


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

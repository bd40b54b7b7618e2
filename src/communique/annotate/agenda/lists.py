"""Lists of topics: where one ends and the next begins, also where the parser hangs them on the wrong word.

"the war in Ukraine, tensions on the Korean Peninsula and the conflict in Gaza" is parsed with "tensions" beside
"Ukraine"; a member of a list is told by being built like its head rather than like the word that it hangs on.
"""

from functools import cache
from itertools import pairwise

from spacy.tokens import Token

from communique.annotate.layers import Layers
from communique.codebook.agenda import agenda_forms
from communique.codebook.aliases import aliases

_VERBAL = frozenset({"VERB", "AUX"})
_NAMES = frozenset({"PROPN"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_ASIDES = frozenset({"appos", "dep"})
_ASTRAY = frozenset({"appos", "dep", "npadvmod", "conj", "dobj"})
_SHARED = frozenset({"amod", "poss", "nmod", "nummod"})
_OWN = frozenset({"amod", "compound"})
_DETERMINERS = frozenset({"det", "poss"})
_COMPLEMENTS = frozenset({"prep", "acl", "relcl"})
_OBJECTS = frozenset({"dobj", "pobj", "pcomp", "conj", "appos", "npadvmod", "dep"})
_COMMON = frozenset({"NN", "NNS"})
_LONGEST = 32


def is_piece(token: Token) -> bool:
    """Tell whether the token is a piece of a hyphenated word that goes on after it ("co" in "co-operation")."""
    doc = token.doc
    if token.text in {"-", "‐", "‑"}:
        return True
    at = token.i + 1
    return at + 1 < len(doc) and not token.whitespace_ and doc[at].text in {"-", "‐", "‑"} and not doc[at].whitespace_


def first_of_word(token: Token) -> int:
    """Return the first token of the hyphenated word that `token` ends."""
    at = token.i
    while at >= 2 and is_piece(token.doc[at - 1]) and not token.doc[at - 1].whitespace_:
        at -= 1
    return at


def members(head: Token) -> list[Token]:
    """Return the heads of the list that `head` opens, in the order of the text."""
    found = [head]
    for member in found:
        if len(found) > _LONGEST:
            break
        for child in (*_hanging(member, is_list=len(found) > 1), *_astray(member), *_again(member)):
            if child not in found:
                found.append(child)
    inside = {one.i - 1 for one in found}
    # "a waiver and fisheries research": two nouns side by side are one word to a reader, two members to the parser.
    return sorted((one for one in found if one == head or one.i not in inside), key=lambda one: one.i)


def _hanging(member: Token, *, is_list: bool = False) -> list[Token]:
    """Return the members that hang on this one, directly or on a word inside its phrase."""
    found = [child for child in member.rights if _is_member(child, is_list=is_list)]
    for inner in _spine(member):
        chain = _chain(inner)
        if any(_is_lifted(member, inner, one) for one in chain):
            # Once one of a list stands beside the head, those before it in the same list do too.
            last = max(at for at, one in enumerate(chain) if _is_lifted(member, inner, one))
            found.extend(chain[: last + 1])
    return found


def _astray(member: Token) -> list[Token]:
    """Return the next of a list that the parser hangs on a word above, at once after a comma.

    "They discussed trade, the railway and visas": nothing that stands behind an object is an apposition of the subject.
    """
    comma = member.right_edge.i + 1
    if member.dep_ not in _OBJECTS or comma >= len(member.doc) or member.doc[comma].text != ",":
        return []
    return [
        child
        for parent in _above(member)
        for child in parent.rights
        if child.left_edge.i == comma + 1
        and child.dep_ in _ASTRAY
        and child.pos_ in _NOMINAL
        and not _goes_on_names(member, child)
        and any(word.lower_ in {"and", "or"} for word in child.subtree)
        and not any(time.start <= child.idx < time.end for time in Layers(child.doc).times)
    ]


def _goes_on_names(member: Token, child: Token) -> bool:
    """Tell whether the names go on with which the member ends: "support for the Army, the Navy and others"."""
    end = member.right_edge
    return child.pos_ in _NAMES and end.pos_ in _NAMES and end != member


def _above(member: Token) -> list[Token]:
    """Return the words above an object, and the subjects of its verb."""
    found = list(member.ancestors)
    verb = next((word for word in found if word.pos_ in _VERBAL), None)
    if verb is not None:
        found += [child for child in verb.lefts if child.dep_ in {"nsubj", "nsubjpass"}]
    return found


def _again(member: Token) -> list[Token]:
    """Return what the same preposition brings once more: "on the crisis in Haiti and on the Arctic"."""
    preposition = member.head
    if member.dep_ not in {"pobj", "pcomp"}:
        return []
    holders = [preposition, *(word for word in member.subtree if word.dep_ == "prep")]
    return [
        thing
        for holder in holders
        for again in holder.rights
        if again.dep_ == "conj" and again.lower_ == preposition.lower_
        for thing in again.rights
        if thing.dep_ == "pobj"
    ]


def sharing(head: Token, *, in_list: bool) -> list[Token]:
    """Return the nouns that share one head, each a topic: "trade, energy and defence cooperation".

    Two alone ("police and security cooperation") may as well be one topic; in a list they are two.
    """
    first = next((child for child in head.lefts if child.dep_ in {"nmod", "compound"} and child.tag_ in _COMMON), None)
    if first is None:
        return []
    found = [first, *_chain(first)]
    if len(found) > 1 and found[-1].tag_ == "JJ" and found[-1].i == head.i - 1:
        found[-1] = head  # "trade, investment and cultural exchanges"
    plain = all(one.tag_ in _COMMON and one.i <= head.i for one in found)
    return found if plain and len(found) > (1 if in_list else 2) else []


def _is_member(child: Token, *, is_list: bool = False) -> bool:
    if is_piece(child) or child.pos_ in _VERBAL | {"PUNCT"}:
        return False
    is_aside = child.dep_ in _ASIDES and child.pos_ in _NOMINAL
    return child.dep_ == "conj" or (is_aside and _goes_on(child, is_list=is_list))


def _goes_on(child: Token, *, is_list: bool) -> bool:
    """Tell whether an apparent apposition is the next of a list: a comma before it, "and" inside it or one like it."""
    before = child.left_edge.i - 1
    if before < 0 or child.doc[before].text != ",":
        return False
    if is_list and any(word.lower_ in {"and", "or"} for word in child.subtree):
        return True
    likes = [one for one in child.head.rights if one.dep_ in _ASIDES and one.pos_ in _NOMINAL]
    if len(likes) > 1 or any(word.dep_ == "cc" for word in child.rights):
        return True
    # "trade, the status of pensions and the killing of a farmer": what goes on stands beside the apposition.
    return any(_is_lifted(child, inner, one) for inner in _spine(child) for one in inner.rights if one.dep_ == "conj")


def _spine(member: Token) -> list[Token]:
    """Return the words inside the phrase on which a later member may hang: objects of its prepositions, in depth."""
    found: list[Token] = []
    waiting = [member, *_strays(member)]
    for stray in waiting[1:]:
        found.extend(child for child in stray.rights if child.dep_ == "pobj")
    while waiting and len(found) < _LONGEST:
        here = waiting.pop(0)
        for child in here.rights:
            if child.dep_ in {"prep", "agent", "acl", "relcl", "pobj", "dobj", "xcomp", "pcomp", "attr"}:
                if child.dep_ in {"pobj", "dobj"}:
                    found.append(child)
                waiting.append(child)
    return found


def _strays(member: Token) -> list[Token]:
    """Return a preposition that the parser hangs on the verb although it follows the object at once."""
    verb = member.head
    if member.dep_ != "dobj" or verb.pos_ not in _VERBAL:
        return []
    after = member.right_edge.i + 1
    return [child for child in verb.rights if child.i == after and child.dep_ == "prep"]


def _chain(inner: Token) -> list[Token]:
    found: list[Token] = []
    here = inner
    while len(found) < _LONGEST:
        following = [child for child in here.rights if _is_member(child)]
        if not following:
            break
        found.extend(following)
        here = following[-1]
    return found


def _is_lifted(head: Token, inner: Token, member: Token) -> bool:
    """Tell whether `member`, which hangs on `inner`, stands beside `head`, because it is built like it."""
    if member.pos_ in _NAMES:
        return False
    if _is_inside_name(inner, member):
        return False
    if member.lemma_.lower() in agenda_forms("umbrella_noun"):
        return False  # "and other issues" ends any list
    if any(child.lower_ in {"other", "such"} for child in member.lefts):
        return False  # "Hamas and other groups" are of one kind
    if inner.pos_ in _NAMES:
        return True
    if _has(member, _DETERMINERS) and not _has(inner, _DETERMINERS) and _has(head, _DETERMINERS):
        return True
    if member.tag_ == "NNS" and inner.tag_ == "NN" and _has(inner, _DETERMINERS) and not _has(member, _DETERMINERS):
        # "the situation in the region and bilateral relations": one article cannot serve both.
        return any(child.dep_ in _OWN for child in member.lefts)
    if _closes_list(member) and _has(member, _COMPLEMENTS) and not _has(inner, _COMPLEMENTS):
        return True  # "the security of ports, copper production, and support for Haiti"
    if member.tag_ == "NN" and _has(head, _DETERMINERS) and not _has(member, _DETERMINERS):
        return False
    if not (_has(member, _COMPLEMENTS) and _has(head, _COMPLEMENTS)):
        return False
    own = _prepositions(member)
    return not _has(inner, _COMPLEMENTS) or bool(own & _prepositions(head) and not own & _prepositions(inner))


def _closes_list(member: Token) -> bool:
    """Tell whether a comma and "and" stand before the last of three or more."""
    first = member.left_edge.i
    doc = member.doc
    is_last = first > 1 and doc[first - 1].lower_ == "and" and doc[first - 2].text == ","
    return is_last and any(one.text == "," for one in doc[member.sent.start : first - 2])


@cache
def _names_with_and() -> tuple[str, ...]:
    return tuple(alias.form for alias in aliases() if " and " in alias.form)


def _is_inside_name(inner: Token, member: Token) -> bool:
    """Tell whether the "and" between them belongs to a name ("Bosnia and Herzegovina")."""
    sentence = inner.sent
    offset = sentence.start_char
    words = Layers(inner.doc).text[offset : sentence.end_char]
    between = inner.doc[inner.i + 1].idx - offset
    for name in _names_with_and():
        at = words.find(name)
        if at >= 0 and at <= between < at + len(name) and member.left_edge.idx - offset < at + len(name):
            return True
    return False


def _prepositions(token: Token) -> set[str]:
    return {child.lower_ for child in token.rights if child.dep_ == "prep"}


def _has(token: Token, labels: frozenset[str]) -> bool:
    return any(child.dep_ in labels for child in token.children)


def groups(heads: list[Token]) -> list[list[Token]]:
    """Put together what one topic names: "trade and investment" in a list that has commas and two "and"s.

    Two nouns that share what stands before the first ("military objectives and operations") are one topic as well.
    """
    joined = [_is_joined(one, other) for one, other in pairwise(heads)]
    several = joined.count(True) > 1 and not all(joined)
    found: list[list[Token]] = [[heads[0]]] if heads else []
    for at, head in enumerate(heads[1:]):
        shares = len(heads) == 2 and joined[at] and _shares_modifiers(heads[0], head)
        if (several and joined[at]) or shares:
            found[-1].append(head)
        else:
            found.append([head])
    return found


def _is_joined(one: Token, other: Token) -> bool:
    """Tell whether only "and" stands between two members, no comma."""
    return not any(token.text in {",", ";", ":"} for token in one.doc[one.i : other.i])


def _shares_modifiers(one: Token, other: Token) -> bool:
    if any(child.dep_ in _COMPLEMENTS and child.i < other.i for child in one.rights):
        return False
    if not any(token.lower_ in {"and", "or", "&"} for token in one.doc[one.i : other.i]):
        return False
    if any(child.dep_ in _DETERMINERS for child in other.lefts):
        return False
    if not any(child.dep_ in _SHARED | {"compound"} for child in other.lefts):
        # "the course and results of the talks": neither says anything without the talks
        of = any(child.lower_ == "of" and child.i > other.i for noun in (one, other) for child in noun.rights)
        is_of_both = of and one.lemma_.lower() in agenda_forms("relational")
        return _has(one, _SHARED) or (is_of_both and _has(one, _DETERMINERS))
    # "the conflict and humanitarian crisis in the south": one article for both
    after = [
        child for noun in (one, other) for child in noun.rights if child.dep_ in _COMPLEMENTS and child.i > other.i
    ]
    return other.tag_ == "NN" and _has(one, _DETERMINERS) and bool(after)

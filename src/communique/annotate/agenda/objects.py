"""Objects that the parser does not give to the verb of discussing."""

from spacy.tokens import Token

from communique.annotate.clause import objects

_COMMON = frozenset({"NN", "NNS"})


def misread_subject(verb: Token) -> list[Token]:
    """Return the topic that was taken for the subject of a clause: "discussed aid and ways to see it gets there"."""
    return [
        thing
        for clause in verb.rights
        if clause.dep_ == "ccomp" and not any(word.dep_ == "mark" for word in clause.lefts)
        for thing in clause.lefts
        if thing.dep_ == "nsubj" and thing.tag_ in _COMMON and thing.left_edge.i == verb.i + 1
    ]


def behind_partner(verb: Token) -> list[Token]:
    """Return the topic in "discussed with Minister Berg our work on trade", which is taken for a name of hers."""
    found: list[Token] = []
    for child in verb.rights:
        if child.dep_ == "prep" and child.lower_ == "with" and child.i == verb.i + 1:
            for partner in child.rights:
                if partner.dep_ != "pobj" or partner.pos_ != "PROPN":
                    continue
                found += [
                    thing
                    for thing in partner.rights
                    if thing.dep_ == "appos" and thing.tag_ in _COMMON and not thing.left_edge.nbor(-1).is_punct
                ]
    return found


def shared_objects(verb: Token) -> list[Token]:
    """Return what two verbs have in common: "reviewed and encouraged progress on trade"."""
    following = next((child for child in verb.rights if child.dep_ == "conj" and child.tag_ == verb.tag_), None)
    if following is None or following.i != verb.i + 2 or verb.nbor().lower_ not in {"and", "or"}:
        return []
    return objects(following)


def questions(verb: Token) -> list[Token]:
    """Return what is discussed as a question or a plan: "how to end the war", "whether to wait", "expanding trade"."""
    found = [child for child in verb.rights if child.dep_ == "xcomp" and child.tag_ == "VBG"]
    found += [other for child in found for other in child.rights if other.dep_ == "conj" and other.tag_ == "VBG"]
    return found + [
        child
        for child in verb.rights
        if child.dep_ in {"ccomp", "xcomp"}
        and any(word.tag_ in {"WRB", "WP", "WDT"} or word.lower_ == "whether" for word in child.lefts)
    ]


def loose_members(verb: Token) -> list[Token]:
    """Return the nouns of a list that the parser hangs on the verb itself."""
    return [child for child in verb.rights if child.dep_ in {"dep", "conj"} and child.tag_ in {"NN", "NNS"}]

"""Who gives out an account, by the words around it: "its readout", "the note that Tokyo's ministry put out"."""

from collections.abc import Iterator

from spacy.tokens import Token

from communique.annotate.agenda.owners import state_named
from communique.annotate.clause import agents, conjuncts, own_subjects, phrases
from communique.codebook.contacts import cues_of
from communique.codebook.omissions import omission_forms

_IN = frozenset({"in", "by", "on", "at"})
_FROM = frozenset({"from", "of", "by"})
_OWNERS = frozenset({"ADJ", "PROPN"})
_NEAR = 8


def givers_of(noun: Token) -> Iterator[Token]:
    """Yield the words that tell who gives out an account: "its", "the Kremlin", "released by the ministry"."""
    for child in noun.lefts:
        if child.lower_ in {"its", "their"}:
            yield from _subjects_before(child)
        elif child.dep_ in {"poss", "amod", "compound", "nmod", "nn"}:
            yield from conjuncts(child)
            if child.pos_ in {"ADJ", "PROPN"}:
                yield from (deeper for deeper in child.children if deeper.dep_ in {"conj", "amod", "compound"})
    if noun.i and noun.nbor(-1).pos_ == "PROPN" and noun.nbor(-1).head in {noun, noun.head}:
        yield noun.nbor(-1)  # "the Kremlin readout", two subjects for the parser
    elif noun.i and noun.nbor(-1).pos_ == "ADJ" and noun.nbor(-1).head not in {noun, noun.nbor(-1)}:
        yield noun.nbor(-1)  # "the Chinese text lacks": a compound of three words for the parser
    if noun.i > 1 and noun.nbor(-1).lower_ in {"'s", "’s"} and noun.nbor(-1).head != noun:
        yield noun.nbor(-2)
    yield from _giver_behind(noun)
    contacts = []
    for _, thing in phrases(noun, _FROM):
        if thing.lemma_.lower() not in cues_of("noun"):
            yield from conjuncts(thing)
        else:
            contacts.append(thing)
    is_given = noun.head.lemma_ in omission_forms("issues") or noun.head.lemma_ == "make"
    if noun.dep_ in {"dobj", "ccomp"} and is_given:
        for giver in own_subjects(noun.head):  # "the Kremlin put out a readout that ..."
            yield giver
            if giver.lemma_.lower() in omission_forms("site"):  # "the president's website carried a report"
                yield from (word for owner in giver.lefts for word in owner.subtree if word.pos_ in _OWNERS)
    for child in (*noun.rights, *(one for contact in contacts for one in contact.rights)):
        # "a readout released by the ministry", "the statement that the ministry put out"
        if child.dep_ in {"acl", "relcl"} and child.lemma_ in omission_forms("issues"):
            givers = agents(child) or own_subjects(child)
            yield from givers
            # "issued by the Hungarian premier's press chief"
            yield from (
                word
                for giver in givers
                for one in giver.lefts
                if one.dep_ in {"poss", "amod", "compound"}
                for word in one.subtree
                if word.pos_ in _OWNERS
            )
            for _, thing in phrases(child, _IN):
                if state_named(thing) is not None:
                    yield thing
                elif thing.lemma_.lower() in omission_forms("site"):
                    yield from (owner for owner in thing.lefts if owner.dep_ in {"poss", "compound", "amod"})


def _giver_behind(noun: Token) -> Iterator[Token]:
    """Yield who gives it out in "the note that Tokyo's ministry put out", by the order of the words."""
    after = list(noun.doc[noun.i + 1 : min(noun.i + _NEAR, noun.sent.end)])
    if after and after[0].lower_ in {"that", "which"}:
        after = after[1:]
    for at, word in enumerate(after):
        if word.pos_ in {"DET", "PROPN", "NOUN", "ADJ", "PART"}:
            continue
        if word.pos_ == "VERB" and at and word.lemma_ in omission_forms("issues") and word.tag_ != "VBN":
            yield after[at - 1]
        return


def _subjects_before(possessive: Token) -> list[Token]:
    """Return who "its" of "its readout" is: the main subject of the sentence before it, else of the last sentence."""
    sentence = possessive.sent
    for span in (sentence, possessive.doc[max(0, sentence.start - 1)].sent):
        found = [subject for subject in own_subjects(span.root) if subject.i < possessive.i and subject.tag_ != "PRP"]
        if not found and span.root.pos_ in {"NOUN", "PROPN"} and span.root.i < possessive.i:
            found = [span.root]  # "The foreign office in its summary omitted X": no sentence at all for the parser
        if found and found[0] != possessive.head:
            return found
    return []

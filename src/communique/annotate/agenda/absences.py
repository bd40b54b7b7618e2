"""How a sentence says that a topic is missing from an account: "was absent from", "is not in", "nowhere in"."""

from collections.abc import Iterator

from spacy.tokens import Token

from communique.annotate.agenda.cue import Cue
from communique.annotate.agenda.issuers import TEXTS, Issuers
from communique.annotate.agenda.sides import SilentSides
from communique.annotate.agenda.silences import is_denied, is_idiom, is_none, named_in
from communique.annotate.clause import objects, own_subjects, phrases, subjects
from communique.codebook.omissions import omission_forms

_VERBAL = frozenset({"VERB", "AUX"})
_ABOUT = frozenset({"of", "to", "on", "about", "over", "regarding"})
_OUT_OF = frozenset({"in", "from", "of", "on", "out", "into", "within", "throughout", "with"})
_READERS = frozenset({"i", "we", "you", "one", "they", "readers"})
_DUMMIES = frozenset({"there", "it", "what", "yeah", "yes"})


class AbsenceReader:
    """Reads whose account a topic is said to be missing from: the account stands in a phrase, always as a text."""

    __slots__ = ("_issuers", "_sides")

    def __init__(self, issuers: Issuers, sides: SilentSides) -> None:
        self._issuers = issuers
        self._sides = sides

    def absent(self, word: Token) -> Iterator[Cue]:
        """Read "X was absent from the text", "X went unmentioned in it", "the text left X unmentioned"."""
        is_held = word.pos_ not in _VERBAL or word.dep_ == "csubj"
        verb = word.head if word.head.pos_ in _VERBAL and is_held else word
        if is_denied(verb) or (
            verb != word and verb.lemma_ not in omission_forms("silent_verb") | {"go": None, "leave": None}
        ):
            return
        above = _verb_of_object(word.head) if word.dep_ == "acl" else None
        is_left = word.dep_ == "acl" and (above or word.head.head).lemma_ == "leave"
        if (
            not is_left
            and word.dep_ in {"amod", "acl", "relcl"}
            and word.head.pos_ in {"NOUN", "PROPN"}
            and word.head.i < word.i
        ):
            noun = word.head
            # "they discussed whaling, a subject missing from the text"
            yield from self.out_of(word, word, [noun.head if noun.dep_ == "appos" else noun])
            return
        leaves = verb if verb.lemma_ == "leave" else next((c for c in verb.lefts if c.lemma_ == "leave"), None)
        if above is not None and above.lemma_ == "leave":
            leaves = verb = above
        if leaves is not None or objects(verb):
            # "left the settlers unmentioned"
            account = self._sides.account(subjects(verb) or subjects(leaves or verb), verb)
            things = [thing for holder in (verb, leaves) if holder is not None for thing in objects(holder)]
            things += [head for head in own_subjects(word) if head.i > verb.i]
            if account is not None and things:
                yield Cue(account, word, verb, tuple(dict.fromkeys(things)), is_weak=True)
                return
        # "went unmentioned" may have its subject at "went".
        below = [head for child in verb.lefts if child.dep_ in {"aux", "auxpass"} for head in own_subjects(child)]
        topics = [head for head in own_subjects(verb) or below or subjects(verb) if head != word]
        if not topics and word.i < verb.i:
            # "Absent from the account was the dispute"
            topics = [child for child in verb.rights if child.dep_ in {"attr", "nsubj"}]
        yield from self.out_of(word, verb, [deeper for topic in topics for deeper in named_in(topic)])

    def absence(self, noun: Token) -> Iterator[Cue]:
        """Read "the absence of X from the Chinese text was noted", "the readout's silence on X"."""
        topics = [thing for prep, thing in phrases(noun, _ABOUT) if not self._sides.is_text(thing)]
        topics = [deeper for topic in topics for deeper in named_in(topic)]
        above = noun.head if noun.head.pos_ in _VERBAL else noun
        if above.lemma_ in {"include", "be"} and noun in own_subjects(above) and not is_denied(above):
            listed = objects(above) or [child for child in above.rights if child.dep_ == "attr"]
            texts = (self._sides.of(thing) for _, thing in phrases(noun, _OUT_OF))
            text = next((one for one in texts if one is not None and one.ground in TEXTS), None)
            if text is not None and listed:  # "Omissions in the Chinese text included X"
                yield Cue(text, noun, above, tuple(listed), is_weak=False)
                return
        owners = [child for child in noun.lefts if child.dep_ == "poss"]
        account = self._sides.account(owners, noun) if owners else None
        if account is not None and account.ground in TEXTS and topics:
            yield Cue(account, noun, above, tuple(topics), is_weak=False)
        elif noun.lemma_.lower() != "silence":
            found = [owner for owner in owners if self._issuers.of(owner) is None]
            if found and found[0].tag_ == "PRP$":  # "X was conspicuous by its absence from the text"
                verb = next((one for one in noun.ancestors if one.pos_ in _VERBAL), noun)
                found = [head for head in own_subjects(verb) if self._sides.of(head) is None]
            yield from self.out_of(noun, above, topics or found)

    def not_read(self, verb: Token, *, negated: bool) -> Iterator[Cue]:
        """Read "I didn't see X in the readout", "one looks in vain for X in the Chinese text"."""
        in_vain = any(child.lower_ == "in" and any(t.lower_ == "vain" for t in child.rights) for child in verb.rights)
        readers = [head for head in subjects(verb) if head.lower_ in _READERS]
        if in_vain:
            topics = [thing for prep, thing in phrases(verb, frozenset({"for"}))]
        elif negated and readers:
            topics = [thing for thing in objects(verb) if thing.lemma_.lower() not in omission_forms("named")]
            topics = [thing for thing in topics if thing.lower_ not in {"anything", "nothing"}]
            topics = topics or [child for child in verb.rights if child.lower_ == "that" and child.dep_ == "dobj"]
            for clause in verb.rights:  # "I didn't see Haiti mentioned in the readout"
                if clause.dep_ == "ccomp" and clause.tag_ in {"VBN", "VBD"} and own_subjects(clause):
                    yield from self.out_of(clause, clause, own_subjects(clause))
        else:
            return
        yield from self.out_of(verb, verb, [topic for topic in topics if not self._sides.is_text(topic)])

    def counterpart(self, noun: Token) -> Iterator[Cue]:
        """Read "the passage has no counterpart in B's text", "X found no place in B's text"."""
        verb = noun.head
        if verb.pos_ not in _VERBAL or is_idiom(verb, noun) or not any(is_none(child) for child in noun.lefts):
            return
        topics = own_subjects(verb)
        if not topics or self._sides.account(topics, verb) is None:
            yield from self.out_of(noun, verb, topics)

    def is_not_in(self, verb: Token) -> Iterator[Cue]:
        """Read "that is not in the readout", "why wasn't X mentioned in the readout?"."""
        topics = own_subjects(verb)
        if not topics:
            topics = [child for child in verb.rights if child.dep_ == "attr" and child.pos_ in {"NOUN", "PROPN"}]
        yield from self.out_of(verb, verb, topics)

    def out_of(self, word: Token, verb: Token, topics: list[Token]) -> Iterator[Cue]:
        """Read "X was absent from the readout": the account stands in a phrase, always as a text."""
        topics = [topic for topic in topics if topic.lower_ not in _DUMMIES or topic.tag_ == "PRP"]
        topics = [topic for topic in topics if topic.text not in omission_forms("usa_transcript")]
        named = [*topics, *(self._in_text(topic) for topic in topics)]
        topics = named[len(topics) :]
        clauses = [child for child in verb.lefts if child.dep_ == "csubj" and child.pos_ in _VERBAL and child != word]
        topics = [deeper for topic in topics for deeper in named_in(topic) or [topic]]
        topics = [topic for topic in topics if not _is_of_none(topic)]
        topics = topics or clauses  # "What Seoul called a promise does not appear in Tokyo's release"
        if not topics:
            return
        parts = [child for child in verb.rights if child.lower_ in omission_forms("only_in_text")]
        parts += [child for child in verb.rights if child.dep_ in {"prt", "advmod", "xcomp"}]
        parts += [child for topic in topics for child in topic.rights if child.dep_ == "acl" and child.tag_ == "VBN"]
        if verb.dep_ == "ccomp" and any(head.lower_ in _READERS for head in own_subjects(verb.head)):
            parts.append(verb.head)  # "I noticed in the readout there was no mention of X"
        holders = dict.fromkeys([word, verb, *parts, *topics])
        found = [thing for holder in holders for _, thing in phrases(holder, _OUT_OF)]
        found += [deeper for thing in found for prep, deeper in phrases(thing, _OUT_OF | {"by"})]
        if verb.dep_ == "relcl" and any(thing.tag_ == "WDT" for thing in found):
            # "published a summary of the talks in which whaling does not figure"
            found += [above for above in verb.ancestors if self._sides.is_text(above)][:1]
        for thing in found:
            account = self._sides.of(thing, in_phrase=True)
            if account is not None and account.ground in TEXTS and thing not in (*topics, *named):
                yield Cue(account, word, verb, tuple(topics), is_weak=False, has_clause=bool(clauses))
                return

    def _in_text(self, topic: Token) -> Token:
        """Return what stands in a text: of "a line in A's text that is not in B's" the line."""
        holder = topic.head.head if topic.dep_ == "pobj" else topic
        return holder if holder.pos_ == "NOUN" and self._sides.of(topic) is not None else topic


def _verb_of_object(noun: Token) -> Token | None:
    """Return the verb whose object a noun is, or stands in: "left the question of the prisoners unmentioned"."""
    while noun.dep_ == "pobj" and noun.head.head.pos_ == "NOUN":
        noun = noun.head.head
    return noun.head if noun.dep_ == "dobj" else None


def _is_of_none(noun: Token) -> bool:
    """Tell whether it is the mention itself that is denied: "no mention was made in the text"."""
    denied = any(map(is_none, noun.lefts)) or noun.doc[noun.left_edge.i].lower_ == "not"
    return denied and noun.lemma_.lower() in omission_forms("named")

"""What an account is said to leave out; a false silence is the worst error, so the rules are strict.

Two accounts are needed. The text must say, as a fact and in its own voice, that the readout of one side of a meeting,
or that side's government, does not carry a topic, and another side of that meeting must be heard: for a government in
the same sentence or the one before, for a readout anywhere in the document. Where no meeting is told, only a text
counts, and the other side must be heard in the same sentence, unless the words themselves say that it is the text of a
contact ("the White House readout", "its summary of the talks"). A person who does not mention something,
and a law, a speech, a joint or an earlier text that merely lacks something, are no omission.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from communique.annotate.agenda.certainty import Certainty
from communique.annotate.agenda.issuers import Ground, Issuers
from communique.annotate.agenda.items import Item
from communique.annotate.agenda.silences import form_of, is_denied, is_nothing, lemmas_of, named_in, things_of
from communique.annotate.agenda.wording import wordings
from communique.annotate.clause import (
    Standing,
    conjuncts,
    is_passive,
    objects,
    own_subjects,
    phrases,
    subjects,
)
from communique.annotate.layers import Layers
from communique.annotate.news import tokens_beginning
from communique.annotate.parties import Parties
from communique.annotate.patterns import Beginnings
from communique.codebook.contacts import forms_of
from communique.codebook.omissions import omission_forms
from communique.codebook.reporting import verbs_by_form
from communique.model import ActorKind

_VERBAL = frozenset({"VERB", "AUX"})
_ABOUT = frozenset({"of", "to", "on", "about", "over", "regarding"})
_OUT_OF = frozenset({"in", "from", "of", "on"})
_WORDS_FRAMES = ("negated", "omit", "named", "silent", "absent", "appears", "only_in_text")
_RELATIVE = frozenset({"WDT", "WP"})
_QUANTITIES = frozenset({"neither", "none", "both", "all", "some", "either", "most", "much", "more", "one"})


@dataclass(frozen=True, slots=True)
class _Cue:
    """A silence as the words say it: whose, on what ground, of what; `is_weak` if only a text can be silent so."""

    silent: tuple[str, ...]
    ground: Ground
    word: Token
    verb: Token
    topics: tuple[Token, ...]
    is_weak: bool


@cache
def trigger_words() -> Beginnings:
    """Return the words that can say that something is left out, in all their endings."""
    stems = {"nothing", "nowhere", "spoke", "said", "left", "made", "brought", "not in", "not part", "not among"}
    for frame in _WORDS_FRAMES:
        for form in omission_forms(frame):
            word = form.split()[0]
            stems.add(word.removesuffix("e") if len(word) > 4 else word)
    stems -= {"be", "do", "say"}
    return Beginnings(stems)


class OmissionFinder:
    """Finds what the accounts of one document are said to leave out."""

    def __init__(self, doc: Doc, parties: Parties, issuers: Issuers) -> None:
        self._doc = doc
        self._parties = parties
        self._issuers = issuers
        self._certainty = Certainty(doc, self._issuers)
        self._meets = True
        self._heard: dict[tuple[int, int, tuple[str, ...]], bool] = {}

    def find(self) -> list[Item]:
        """Return the omissions in the order of the text."""
        # Official texts do not report what others leave out, and without two sides there are no two accounts.
        if Layers(self._doc).publisher_country is not None:
            return []
        if len(self._issuers.states) < 2:
            # No meeting is told: then only a text that is called somebody's account, beside another side's words.
            named = {actor.country for actor in Layers(self._doc).actors if actor.country is not None}
            self._issuers = Issuers(self._parties, (frozenset(named),))
            self._certainty = Certainty(self._doc, self._issuers)
            self._meets = False
        if not self._issuers.states:
            return []
        found: list[Item] = []
        for token in tokens_beginning(self._doc, trigger_words()):
            for cue in self._at(token):
                if self._is_proven(cue):
                    found.extend(self._items(cue))
        return list(dict.fromkeys(found))

    # Reading the words

    def _at(self, token: Token) -> Iterator[_Cue]:
        lemma = token.lemma_.lower()
        if token.pos_ in _VERBAL:
            yield from self._verb(token, lemma)
        if token.lower_ == "nowhere":
            yield from self._nowhere(token)
        if token.lower_ == "not" and token.head.lemma_ == "be":
            yield from self._out_of(token.head, token.head, own_subjects(token.head))
        elif lemma in omission_forms("named") or token.lower_ == "nothing":
            yield from self._noun(token)
        elif lemma in omission_forms("silent") or lemma in omission_forms("absent"):
            yield from self._adjective(token, lemma)
        elif token.lower_ in omission_forms("absent"):
            yield from self._adjective(token, token.lower_)

    def _verb(self, verb: Token, lemma: str) -> Iterator[_Cue]:
        negated = is_denied(verb)
        if negated and lemma in omission_forms("appears"):
            yield from self._out_of(verb, verb, own_subjects(verb))
        if lemma == "fail" and not negated:
            for deeper in verb.rights:
                if deeper.dep_ == "xcomp" and form_of("negated", deeper) is not None:
                    yield from self._left_out(verb, deeper, is_weak=False)
            return
        if verb.dep_ == "pcomp" and verb.head.lower_ == "without" and lemma in lemmas_of("negated"):
            yield from self._without(verb)
            return
        form = form_of("negated" if negated else "omit", verb)
        if form is None:
            if lemma in lemmas_of("negated") and not negated and not is_passive(verb):
                yield from self._neither_nor(verb)
            return
        if is_passive(verb):
            yield from self._out_of(verb, verb, own_subjects(verb))
        else:
            yield from self._left_out(verb, verb, is_weak=not form.is_strong)

    def _left_out(self, verb: Token, deepest: Token, *, is_weak: bool) -> Iterator[_Cue]:
        """Read "the statement did not mention X", "the readout left X out", "X, which the text omitted"."""
        account = self._account(subjects(verb), verb)
        things = [thing for thing in things_of(deepest) if not is_nothing(thing)]
        particles = frozenset(
            word for form in (*omission_forms("negated"), *omission_forms("omit")) for word in form.split()[1:]
        )
        things += [thing for prep, thing in phrases(deepest, particles | {"to"}) if prep.head == deepest]
        topics = [deeper for thing in things for deeper in named_in(thing)]
        if account is not None and topics:
            yield _Cue(*account, deepest, verb, tuple(topics), is_weak)

    def _without(self, verb: Token) -> Iterator[_Cue]:
        """Read "the readout praised the talks, without mentioning X"."""
        for above in verb.ancestors:
            account = self._account(own_subjects(above), above) if above.pos_ in _VERBAL else None
            if account is not None:
                topics = [deeper for thing in things_of(verb) for deeper in named_in(thing)]
                topics += [thing for _, thing in phrases(verb, frozenset({"to"}))]
                if topics and above.sent.start == verb.sent.start:
                    yield _Cue(*account, verb, above, tuple(topics), is_weak=True)
                return

    def _neither_nor(self, verb: Token) -> Iterator[_Cue]:
        """Read "the summary mentioned neither X nor Y" and "Neither side's statement mentioned X"."""
        subject = own_subjects(verb)
        account = self._account(subject, verb)
        if account is None:
            return
        if any(word.lower_ == "neither" for head in subject for word in head.subtree):
            topics = [deeper for thing in things_of(verb) for deeper in named_in(thing)]
            topics += [
                thing for prep, thing in phrases(verb) if f"{verb.lemma_} {prep.lower_}" in omission_forms("negated")
            ]
        else:
            topics = [thing for thing in objects(verb) if any(word.lower_ == "neither" for word in thing.lefts)]
        if topics:
            yield _Cue(*account, verb, verb, tuple(topics), is_weak=False)

    def _noun(self, noun: Token) -> Iterator[_Cue]:
        """Read "made no mention of", "said nothing about", "there was no word on X in the readout"."""
        verb = noun.head
        not_a = (
            noun.lower_ == "word" and noun.i > 1 and [w.lower_ for w in noun.doc[noun.i - 2 : noun.i]] == ["not", "a"]
        )
        if noun.lower_ != "nothing" and not not_a and not any(child.lower_ == "no" for child in noun.lefts):
            return
        if (
            verb.pos_ not in _VERBAL
            or (is_denied(verb) and not not_a)
            or any(child.dep_ == "amod" for child in noun.children)
        ):
            return  # "nothing new about", "no specific mention of"
        topics = [thing for _, thing in phrases(noun, _ABOUT)]
        topics = topics or [thing for prep, thing in phrases(verb, _ABOUT) if prep.i > noun.i]
        carries = verb.lemma_ in omission_forms("carrier") or (verb.lemma_ == "say" and noun.lower_ == "nothing")
        if carries and topics:
            account = self._account(subjects(verb), verb)
            if account is not None:
                yield _Cue(*account, noun, verb, tuple(topics), is_weak=False)
                return
        if verb.lemma_ == "be" or (is_passive(verb) and verb.lemma_ in {"make", "find", "include"}):
            yield from self._out_of(noun, verb, topics)

    def _adjective(self, word: Token, lemma: str) -> Iterator[_Cue]:
        verb = word.head if word.head.pos_ in _VERBAL else word
        if is_denied(verb) or (verb != word and verb.lemma_ not in omission_forms("silent_verb") | {"go": None}):
            return
        if lemma in omission_forms("silent"):
            topics = [thing for holder in (word, verb) for _, thing in phrases(holder, _ABOUT)]
            account = self._account(subjects(verb), verb)
            if account is not None and topics:
                yield _Cue(*account, word, verb, tuple(topics), is_weak=True)
        elif word.dep_ in {"amod", "acl", "relcl"} and word.head.pos_ in {"NOUN", "PROPN"} and word.head.i < word.i:
            noun = word.head
            # "they discussed whaling, a subject missing from the text"
            yield from self._out_of(word, word, [noun.head if noun.dep_ == "appos" else noun])
        else:
            topics = [head for head in own_subjects(verb) if head != word]
            if not topics and word.i < verb.i:
                # "Absent from the account was the dispute"
                topics = [child for child in verb.rights if child.dep_ in {"attr", "nsubj"}]
            yield from self._out_of(word, verb, [deeper for topic in topics for deeper in named_in(topic)])

    def _nowhere(self, word: Token) -> Iterator[_Cue]:
        """Read "X appears in the Russian text and nowhere in the American one"."""
        verb = next((above for above in word.ancestors if above.pos_ in _VERBAL), None)
        if verb is None or verb.lemma_.lower() not in omission_forms("appears") or is_denied(verb):
            return
        texts = [thing for _, thing in phrases(word, _OUT_OF)]
        after = word.doc[word.i + 1 : word.i + 2]
        texts += [thing for prep in after if prep.lower_ == "in" for thing in prep.rights if thing.dep_ == "pobj"]
        for thing in texts:
            account = self._issuers.of(thing)
            if account is not None and account[1] is Ground.TEXT:
                yield _Cue(*account, word, verb, tuple(own_subjects(verb)), is_weak=False)
                return

    def _out_of(self, word: Token, verb: Token, topics: list[Token]) -> Iterator[_Cue]:
        """Read "X was absent from the readout": the account stands in a phrase, always as a text."""
        topics = [topic for topic in topics if topic.lower_ not in {"there", "it", "what"} or topic.tag_ == "PRP"]
        parts = [child for child in verb.rights if child.lower_ in omission_forms("only_in_text")]
        holders = [word, verb, *parts, *topics] if topics else []
        for holder in dict.fromkeys(holders):
            for _, thing in phrases(holder, _OUT_OF):
                if not self._issuers.is_account_noun(thing):
                    continue
                account = self._issuers.of(thing)
                if account is not None:
                    yield _Cue(*account, word, verb, tuple(topics), is_weak=False)
                    return

    def _account(self, heads: list[Token], verb: Token) -> tuple[tuple[str, ...], Ground] | None:
        """Return whose account is the subject of the verb, and on what ground; "in its readout" makes it a text."""
        for head in heads:
            parts = conjuncts(head)
            found = [self._issuers.of(part) for part in parts]
            known = [one for one in found if one is not None]
            if known and len(known) == len(parts):
                if len(parts) > 1 and not any(word.lower_ in {"neither", "nor", "both"} for word in head.subtree):
                    continue
                states = tuple(dict.fromkeys(state for one, _ in known for state in one))
                texts = [thing for _, thing in phrases(verb, frozenset({"in"})) if self._issuers.is_account_noun(thing)]
                is_text = bool(texts) or all(ground is Ground.TEXT for _, ground in known)
                return states, Ground.TEXT if is_text else Ground.GOVERNMENT
        return None

    # Judging

    def _is_proven(self, cue: _Cue) -> bool:
        """Tell whether the words claim a silence that the document itself bears out with a second account."""
        if cue.is_weak and cue.ground is Ground.GOVERNMENT:
            return False
        if not self._certainty.is_fact(cue.word, cue.verb, cue.silent):
            return False
        if not self._meets and cue.ground is Ground.GOVERNMENT:
            return False
        if len(cue.silent) > 1:
            return self._meets
        if cue.ground is Ground.TEXT and self._is_of_contact(cue):
            return True
        near = cue.ground is Ground.GOVERNMENT or not self._meets
        return self._other_is_heard(cue, near=near)

    def _is_of_contact(self, cue: _Cue) -> bool:
        """Tell whether the silent text is called that of a contact: a readout, "its summary of the talks"."""
        return any(
            self._issuers.is_of_contact(token)
            for token in cue.word.sent
            if self._issuers.is_account_noun(token)
            and (found := self._issuers.of(token)) is not None
            and found[0] == cue.silent
        )

    def _other_is_heard(self, cue: _Cue, *, near: bool) -> bool:
        """Tell whether another side of the meeting speaks: in this sentence or the one before, or anywhere."""
        doc = self._doc
        first, last = 0, len(doc)
        if near:
            sentence = cue.word.sent
            before = doc[max(0, sentence.start - 1)].sent.start
            first, last = before if self._meets else sentence.start, sentence.end
        key = first, last, cue.silent
        if key not in self._heard:  # the whole document is asked once for each silent side
            self._heard[key] = self._is_heard_in(first, last, cue.silent)
        return self._heard[key] or any(self._is_contrast(token, cue) for token in cue.word.sent)

    def _is_heard_in(self, first: int, last: int, silent: tuple[str, ...]) -> bool:
        doc = self._doc
        start, end = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
        for statement in Layers(doc).statements:
            if not any(start <= span.start < end for span in (*statement.cue, *statement.content)):
                continue
            voices = [link.issuer for link in statement.according_to]
            if statement.speaker is not None:
                voices.append(statement.speaker.actor)
            if any(self._issuers.speaks_for_another(voice, silent) for voice in voices):
                return True
        return any(self._is_voice(token, silent) for token in doc[first:last])

    def _is_voice(self, token: Token, silent: tuple[str, ...]) -> bool:
        """Tell whether the token is another side's account, or one of that side as the subject of a verb of saying."""
        speaks = token.dep_ == "nsubj" and (
            token.head.lower_ in verbs_by_form() or token.head.lemma_.lower() in omission_forms("tells")
        )
        if token.dep_ == "poss" and token.head.lemma_.lower() in omission_forms("words"):
            return self._issuers.names_another(token, silent)
        if not speaks and token.lemma_.lower() not in omission_forms("account"):
            return False
        found = self._issuers.of(token)
        if found is not None:
            return self._issuers.met_with(found[0], silent)
        return speaks and self._issuers.names_another(token, silent)

    def _is_contrast(self, token: Token, cue: _Cue) -> bool:
        """Tell whether "unlike the Chilean one" sets another side's account against the silent one."""
        return token.lower_ in {"unlike", "contrary"} and any(
            self._issuers.names_another(word, cue.silent) for word in token.subtree
        )

    # Results

    def _items(self, cue: _Cue) -> Iterator[Item]:
        for head in cue.topics:
            if head.tag_ in _RELATIVE:
                if cue.verb.dep_ != "relcl":
                    continue
                head = cue.verb.head  # noqa: PLW2901 - the relative pronoun stands for the noun before it
            for part in conjuncts(head):
                if self._is_no_topic(part):
                    continue
                for wording in wordings(part)[: None if part == head and len(conjuncts(head)) == 1 else 1]:
                    first, last = self._doc[wording.first], self._doc[wording.last]
                    while last.tag_ in {"RB", "RP"} and last.i > first.i:
                        last = last.nbor(-1)  # "skipped whaling entirely", "leaves whaling out"
                    start, end = first.idx, last.idx + len(last)
                    yield Item(
                        min(start, self._clause_start(cue)),
                        max(end, cue.word.idx + len(cue.word), cue.verb.idx + len(cue.verb)),
                        start,
                        end,
                        Standing.DONE,
                        cue.word.i,
                        points_back=wording.points_back,
                        silent=cue.silent,
                    )

    def _is_no_topic(self, head: Token) -> bool:
        """Tell whether what is left out is a detail, a person or a clause rather than a topic."""
        lemma = head.lemma_.lower()
        if (
            lemma in omission_forms("detail")
            or lemma in forms_of("office", "holder")
            or (head.pos_ in {"NUM", "VERB", "AUX", "ADV"} and head.tag_ != "VBG")
        ):
            return True
        if head.lower_ in _QUANTITIES:
            return True  # "Neither is mentioned": which two, is not told here
        if head.tag_ in {"WRB", "EX"} or (head.pos_ == "PRON" and head.lower_ not in {"it", "this", "that", "them"}):
            return True
        found = self._parties.resolve(head) or ""
        actor = self._parties.actor(found)
        return self._parties.is_named_person(found) or (
            actor is not None and actor.kind is ActorKind.OFFICE and (actor.office or actor.country) is not None
        )

    def _clause_start(self, cue: _Cue) -> int:
        whose = own_subjects(cue.verb)
        own = [head for head in whose if head.head == cue.verb and head.tag_ not in _RELATIVE]
        return min((own[0].left_edge.idx if own else cue.word.idx), cue.word.idx)

"""How a sentence says that an account is silent: "made no mention of", "left X out", "did not say whether"."""

from collections.abc import Iterator

from spacy.tokens import Token

from communique.annotate.agenda.absences import AbsenceReader
from communique.annotate.agenda.cue import Cue
from communique.annotate.agenda.issuers import TEXTS, Ground, Issuers
from communique.annotate.agenda.sides import Account, SilentSides
from communique.annotate.agenda.silences import (
    form_of,
    is_denied,
    is_idiom,
    is_none,
    is_nothing,
    is_rejected,
    lemmas_of,
    named_in,
    raised_by,
    raised_in,
    things_of,
)
from communique.annotate.clause import agents, is_passive, objects, own_subjects, phrases, subjects
from communique.codebook.contacts import cues_of
from communique.codebook.omissions import OmissionForm, omission_forms

_VERBAL = frozenset({"VERB", "AUX"})
_ABOUT = frozenset({"of", "to", "on", "about", "over", "regarding"})
_IS = frozenset({"is", "was", "are", "were", "be", "been", "'s", "’s"})
_POINTING = frozenset({"that", "this", "it"})
_OPEN = frozenset({"open", "unanswered", "unclear"})


class CueReader:
    """Reads what one word of a document says about a silence."""

    __slots__ = ("_absences", "_particles", "sides")

    def __init__(self, issuers: Issuers) -> None:
        self.sides = SilentSides(issuers)
        self._absences = AbsenceReader(issuers, self.sides)
        self._particles = frozenset(
            word for form in (*omission_forms("negated"), *omission_forms("omit")) for word in form.split()[1:]
        ) | {"to"}

    def at(self, token: Token) -> Iterator[Cue]:
        """Yield each silence that the word at `token` tells of."""
        lemma = token.lemma_.lower()
        if token.pos_ in _VERBAL:
            yield from self._verb(token, lemma)
        if token.dep_ == "neg" or token.lower_ in {"n't", "n’t"}:
            if token.head.lower_ in _IS:
                yield from self._absences.is_not_in(token.head)
            elif token.head.dep_ == "xcomp" and token.head.head.lower_ in _IS:
                yield from self._absences.is_not_in(token.head.head)  # "is not to be found in"
        elif lemma in omission_forms("named") or token.lower_ in {"nothing", "anything"}:
            yield from self._noun(token)
        if lemma in omission_forms("counterpart") or (
            lemma in omission_forms("place") and lemma not in omission_forms("named")
        ):
            yield from self._absences.counterpart(token)
        if lemma in omission_forms("silent") and token.pos_ not in _VERBAL:
            yield from self._silent(token)
        if lemma in omission_forms("absence") and token.pos_ == "NOUN":
            yield from self._absences.absence(token)
        if lemma in omission_forms("absent") or token.lower_ in omission_forms("absent"):
            yield from self._absences.absent(token)
        if token.lower_ == "without" and token.dep_ == "prep" and token.head.lemma_ in {"be", "come", "go"}:
            yield from self._lacking(token)

    def _verb(self, verb: Token, lemma: str) -> Iterator[Cue]:
        negated = is_denied(verb)
        if lemma in omission_forms("appears") and not objects(verb) and (negated or _has_rejected_subject(verb)):
            yield from self._absences.out_of(verb, verb, own_subjects(verb))
        if negated and lemma in omission_forms("whether"):
            yield from self._whether(verb)
        if lemma in omission_forms("reads"):
            yield from self._absences.not_read(verb, negated=negated)
        if lemma == "leave" and not negated and any(child.lower_ in _OPEN for child in verb.rights):
            yield from self._whether(verb)  # "leaves open whether weapons were promised"
        if lemma in omission_forms("vanishes") and not negated and not objects(verb):
            yield from self._absences.out_of(verb, verb, own_subjects(verb))
        if lemma in omission_forms("refrain") and not negated:
            yield from self._refrains(verb)
        if verb.dep_ == "pcomp" and verb.head.lower_ == "without" and lemma in lemmas_of("negated"):
            yield from self._without(verb)
            return
        if not negated and _has_rejected_subject(verb):
            if is_passive(verb) and form_of("negated", verb) is not None:
                yield from self._absences.out_of(verb, verb, own_subjects(verb))  # "neither X nor Y was mentioned in"
            if lemma in lemmas_of("omit") and lemma not in lemmas_of("negated"):
                return  # "no readout left it out"
        form = form_of("negated" if negated else "omit", verb)
        if negated and verb.dep_ == "csubj" and lemma in lemmas_of("negated") | {"say"}:
            yield from self._what_it_does_not(verb)
        if form is None and negated and lemma == "say" and any(o.lower_ in _POINTING for o in verb.rights):
            things = [o for o in verb.rights if o.lower_ in _POINTING and o.dep_ in {"dobj", "ccomp", "advmod"}]
            account = self.sides.account(subjects(verb), verb) if things else None
            if account is not None and account.ground in TEXTS:
                yield Cue(account, verb, verb, (things[0],), is_weak=True)
        if form is None:
            if not negated and lemma in lemmas_of("negated") and not is_passive(verb):
                yield from self._neither_nor(verb)
            if not negated and lemma in omission_forms("carries_no") and not is_passive(verb):
                yield from self._carries_no(verb)
            return
        if is_passive(verb):
            yield from self._absences.out_of(verb, verb, own_subjects(verb))
            account = next(filter(None, map(self.sides.of, agents(verb))), None)
            if account is not None:  # "was left out by the Israeli side"
                yield Cue(account, verb, verb, tuple(own_subjects(verb)), is_weak=not form.is_strong)
        else:
            yield from self._left_out(verb, verb, is_weak=not form.is_strong, form=form)

    def _what_it_does_not(self, verb: Token) -> Iterator[Cue]:
        """Read "What the statement does not say is that inspectors will return"."""
        above = verb.head
        if above.lemma_ != "be" or not any(child.lower_ == "what" for child in verb.lefts):
            return
        account = self.sides.account(own_subjects(verb), verb)
        clauses = [child for child in above.rights if child.dep_ == "ccomp" and own_subjects(child)]
        if account is not None and account.ground in TEXTS and clauses:
            yield Cue(account, verb, verb, (clauses[0],), is_weak=True, has_clause=True)

    def _left_out(
        self, verb: Token, deepest: Token, *, is_weak: bool, form: OmissionForm | None = None
    ) -> Iterator[Cue]:
        """Read "the statement did not mention X", "the readout left X out", "X, which the text omitted"."""
        account = self.sides.account(subjects(verb), verb)
        if account is None:
            return
        things = [thing for thing in things_of(deepest) if not is_nothing(thing)]
        if any(is_idiom(deepest, thing) for thing in things):
            return
        if any(_has_object(thing) for thing in things):
            return  # "avoided taking sides"
        from_what = [thing for prep, thing in phrases(deepest, frozenset({"from"}))]
        if from_what and form is not None and " " not in form.form and not any(map(self.sides.is_text, from_what)):
            return  # "dropped the word from the name of the war"
        own = frozenset(form.form.split()[1:]) if form is not None else self._particles
        things += [thing for prep, thing in phrases(deepest, own) if prep.head == deepest]
        if not things:  # "passed in silence over the trawlers", "steered well clear of the pact"
            inner = [thing for _, thing in phrases(deepest)]
            beside = [child for child in deepest.rights if child.dep_ in {"oprd", "acomp", "advmod", "prt"}]
            things = [thing for holder in beside for _, thing in phrases(holder, self._particles)]
        if not things and (form is None or " " in form.form):  # not "cut to the chase on X"
            things = [thing for holder in inner for _, thing in phrases(holder, self._particles - {"of", "to"})]
        topics = [deeper for thing in things for deeper in _in_fact(thing) or named_in(thing)]
        topics += raised_in(deepest) or self._what_another_has(deepest, account)
        own_words = form.form.split()[1:] if form is not None else []
        topics = [topic for topic in topics if topic.lower_ not in own_words]  # "leaves X to one side"
        topics = topics or (_told_that(deepest) if account.ground in TEXTS else [])
        if not topics and deepest.dep_ == "relcl":
            topics = [deepest.head]
        if topics:
            has_clause = any(topic.dep_ in {"pcomp", "ccomp"} for topic in topics)
            yield Cue(account, deepest, verb, tuple(dict.fromkeys(topics)), is_weak, has_clause)

    def _what_another_has(self, verb: Token, silent: Account) -> list[Token]:
        """Return the clause of "omits what the Iranian text puts first"."""
        for clause in verb.rights:
            if clause.dep_ == "ccomp" and clause.doc[clause.left_edge.i].lower_ == "what":
                told = [self.sides.of(head) for head in own_subjects(clause)]
                if any(one is not None and not set(one.states) & set(silent.states) for one in told):
                    return [clause]
        return []

    def _refrains(self, verb: Token) -> Iterator[Cue]:
        """Read "failed to mention X", "stopped short of naming X", "avoided mentioning X"."""
        below = [child for child in verb.rights if child.dep_ in {"xcomp", "advcl", "dobj", "advmod", "acomp", "oprd"}]
        below += [thing for _, thing in phrases(verb)]
        for child in list(below):
            below += [thing for _, thing in phrases(child)] if child.pos_ not in _VERBAL else []
        for deeper in below:
            form = form_of("negated", deeper) if deeper.pos_ in _VERBAL and not is_denied(deeper) else None
            if form is not None:
                yield from self._left_out(verb, deeper, is_weak=not form.is_strong)
            elif deeper.lemma_.lower() in omission_forms("whether") and raised_in(deeper):
                account = self.sides.account(subjects(verb), verb)
                if account is not None:  # "omitted to say that X had been discussed"
                    yield Cue(account, verb, verb, tuple(raised_in(deeper)), is_weak=True)
            elif deeper.lemma_.lower() in omission_forms("named"):
                account = self.sides.account(subjects(verb), verb)
                topics = [thing for _, thing in phrases(deeper, _ABOUT)]
                if account is not None and topics:
                    yield Cue(account, verb, verb, tuple(topics), is_weak=True)

    def _whether(self, verb: Token) -> Iterator[Cue]:
        """Read "did not say whether X had been raised"."""
        topics = raised_in(verb, bare=True)
        account = self.sides.account(subjects(verb), verb) if topics else None
        if account is not None:
            yield Cue(account, verb, verb, tuple(topics), is_weak=True)

    def _without(self, verb: Token) -> Iterator[Cue]:
        """Read "the readout praised the talks, without mentioning X"."""
        for above in verb.ancestors:
            if any(child.dep_ == "expl" for child in above.lefts):
                return  # "there can be no peace without mentioning X"
            account = self.sides.account(own_subjects(above), above) if above.pos_ in _VERBAL else None
            if account is not None:
                topics = [deeper for thing in things_of(verb) for deeper in named_in(thing)]
                topics += [thing for _, thing in phrases(verb, frozenset({"to"}))]
                if topics and above.sent.start == verb.sent.start:
                    yield Cue(account, verb, above, tuple(topics), is_weak=True)
                return

    def _neither_nor(self, verb: Token) -> Iterator[Cue]:
        """Read "the summary mentioned neither X nor Y" and "Neither side's statement mentioned X"."""
        subject = own_subjects(verb)
        if any(is_rejected(word) for head in subject for word in head.subtree if word.i < verb.i):
            topics = [deeper for thing in things_of(verb) for deeper in named_in(thing)]
            topics += [deep for thing in topics if thing.lower_ == "anything" for _, deep in phrases(thing, _ABOUT)]
            topics = [topic for topic in topics if topic.lower_ != "anything"]
            topics += [
                thing for prep, thing in phrases(verb) if f"{verb.lemma_} {prep.lower_}" in omission_forms("negated")
            ]
            topics += raised_in(verb)
        else:
            topics = [thing for thing in objects(verb) if any(word.lower_ == "neither" for word in thing.lefts)]
        # Whose account it is costs more to find than the topics, and few verbs have any.
        account = self.sides.account(subject, verb) if topics else None
        if account is not None:
            yield Cue(account, verb, verb, tuple(topics), is_weak=False)

    def _carries_no(self, verb: Token) -> Iterator[Cue]:
        """Read "the release disclosed no deal on X": what the text has none of."""
        for thing in objects(verb):
            lemma = thing.lemma_.lower()
            known = any(lemma in omission_forms(frame) for frame in ("named", "counterpart", "place", "detail"))
            if known or not any(child.lower_ == "no" for child in thing.lefts):
                continue
            if any(child.lower_ == "such" for child in thing.lefts):
                continue  # "makes no such claim": what the other text has
            account = self.sides.account(subjects(verb), verb)
            if account is not None:
                yield Cue(account, thing, verb, (thing,), is_weak=True)

    def _noun(self, noun: Token) -> Iterator[Cue]:
        """Read "made no mention of", "said nothing about", "there was no word on X in the readout"."""
        verb = noun.head
        if verb.lower_ == "as" and "much" in {word.lower_ for word in noun.doc[max(0, verb.i - 2) : verb.i]}:
            verb = next(
                (above for above in noun.ancestors if above.pos_ in _VERBAL), verb
            )  # "not so much as a mention"
        denied = is_denied(verb) if verb.pos_ in _VERBAL else False
        before = [word.lower_ for word in noun.doc[max(0, noun.i - 3) : noun.i]]
        not_a = before[-2:] in (["not", "a"], ["not", "one"]) or before == ["not", "a", "single"]
        any_of = denied and (noun.lower_ == "anything" or any(child.lower_ in {"any", "a"} for child in noun.lefts))
        no = (
            noun.lower_ == "nothing"
            or (noun.head.lower_ == "without" and noun.dep_ == "pobj")
            or any(is_none(child) for child in noun.lefts)
        )
        if not (no or not_a or any_of):
            return
        if denied and not (not_a or any_of):
            return
        if is_idiom(verb, noun):
            return  # "left no room for doubt"
        reserved = [
            child for child in noun.lefts if child.dep_ == "amod" and child.lower_ not in omission_forms("half_named")
        ]
        reserved += [child for child in noun.rights if child.dep_ == "amod"]
        if reserved or (verb.pos_ not in _VERBAL and noun.lower_ == "anything"):
            return  # "nothing new about", "no specific mention of"
        topics = [thing for _, thing in phrases(noun, _ABOUT | {"for"})]
        topics = [one for thing in topics for one in (raised_by(thing) if thing.dep_ == "pcomp" else [thing])]
        if verb.pos_ not in _VERBAL:
            if noun.dep_ in {"ROOT", "pobj", "appos", "conj", "dep"}:
                yield from self._absences.out_of(noun, noun, topics)
            return
        topics = topics or [thing for prep, thing in phrases(verb, _ABOUT) if prep.i > noun.i]
        is_made = is_passive(verb) and noun in own_subjects(verb)
        topics = [topic for topic in topics if not self.sides.is_text(topic)] + raised_in(noun)
        if not topics:
            # "nothing in the readout about X"
            texts = [thing for _, thing in phrases(verb if is_made else noun) if self.sides.is_text(thing)]
            about = _ABOUT if is_made else _ABOUT - {"to"}
            topics = [thing for text in texts for _, thing in phrases(text, about)]
            topics += [thing for topic in topics for _, thing in phrases(topic, _ABOUT - {"of", "to"})]
            topics = [topic for topic in topics if topic.lemma_.lower() not in cues_of("noun")]
            topics = topics or [topic for text in texts for topic in raised_in(text)]
        carries = verb.lemma_ in omission_forms("carrier") or (
            verb.lemma_ == "say" and (noun.lower_ in {"nothing", "anything"} or not_a)
        )
        there = any(child.dep_ == "expl" for child in verb.lefts)
        givers = [self.sides.of(thing) for _, thing in phrases(noun, frozenset({"from"}))] if there else []
        for giver in givers:
            if giver is not None and giver.ground is Ground.GOVERNMENT and topics:
                yield Cue(giver, noun, verb, tuple(topics), is_weak=False)  # "no word from Oslo on whether X came up"
                return
        if topics and not there:
            account = self.sides.account(subjects(verb), verb)
            if account is not None and (carries or account.ground is Ground.TEXT):
                yield Cue(account, noun, verb, tuple(topics), is_weak=False)
                return
        if not topics and not denied and not is_made and (verb.lemma_ in omission_forms("gets") or is_passive(verb)):
            topics = subjects(verb)  # "the canal came up, but got no mention in the readout"
        if topics:
            yield from self._absences.out_of(noun, verb, topics)

    def _silent(self, word: Token) -> Iterator[Cue]:
        verb = word.head if word.head.pos_ in _VERBAL else word
        if is_denied(verb) or (verb != word and verb.lemma_ not in omission_forms("silent_verb")):
            return
        things = [thing for holder in (word, verb) for _, thing in phrases(holder, _ABOUT)]
        first = min((head.i for head in own_subjects(verb)), default=word.i)
        things = [one for thing in things for one in (raised_by(thing) if thing.dep_ == "pcomp" else [thing])]
        topics = [deeper for thing in things if thing.i > word.i or thing.i < first for deeper in named_in(thing)]
        topics = topics or [thing for thing in things if thing.tag_ == "WDT"]  # "a subject on which it stays mum"
        # "Beijing silent on fentanyl in readout of call": a headline
        behind = word.dep_ == "amod" and word.head.i < word.i and word.head.dep_ == "ROOT"
        heads = [word.head] if behind else subjects(verb)
        if not heads and word.dep_ == "ROOT":  # "Kremlin mum on grain in account of call"
            heads = [child for child in word.lefts if child.dep_ == "compound" and child.pos_ == "PROPN"]
        topics = topics or ([thing for _, thing in phrases(word, _ABOUT)] if behind else [])
        account = self.sides.account(heads, verb)
        if account is not None and topics:
            yield Cue(account, word, verb, tuple(topics), is_weak=True)

    def _lacking(self, preposition: Token) -> Iterator[Cue]:
        """Read "the Chinese note was without the order"."""
        verb = preposition.head
        account = self.sides.account(subjects(verb), verb)
        things = [child for child in preposition.rights if child.dep_ == "pobj"]
        # "came without warning": a manner, not a matter
        things = [thing for thing in things if any(child.dep_ in {"det", "poss"} for child in thing.lefts)]
        topics = [deeper for topic in things for deeper in named_in(topic)]
        if account is not None and account.ground in TEXTS and topics:
            yield Cue(account, preposition, verb, tuple(topics), is_weak=True)


def _has_rejected_subject(verb: Token) -> bool:
    """Tell whether the subject is "no X" or "neither X nor Y"."""
    return any(
        is_rejected(word)
        for head in own_subjects(verb)
        for word in (
            head,
            *head.lefts,
            *(child for owner in head.lefts if owner.dep_ == "poss" for child in owner.lefts),
        )
    )


def _has_object(thing: Token) -> bool:
    """Tell whether a gerund does something to something: "avoided taking sides", no more than "avoided whaling"."""
    return thing.tag_ == "VBG" and thing.dep_ == "xcomp" and bool(objects(thing))


def _told_that(verb: Token) -> list[Token]:
    """Return the clause of "did not mention that the talks had been broken off"; "did not say that" may be denial."""
    if verb.lemma_.lower() not in {"mention", "acknowledge", "disclose", "report", "note", "record", "reveal"}:
        return []
    return [
        clause
        for clause in verb.rights
        if clause.dep_ == "ccomp" and own_subjects(clause) and any(child.lower_ == "that" for child in clause.lefts)
    ]


def _in_fact(thing: Token) -> list[Token]:
    """Return what "the fact that X was raised" says was raised."""
    return raised_in(thing) if thing.lemma_.lower() in omission_forms("given") else []

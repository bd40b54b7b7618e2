"""What takes the ground from a claim of silence: a question, a condition, the future, somebody's words, a reserve."""

from bisect import bisect_right
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from communique.annotate.agenda.issuers import Ground, Issuers
from communique.annotate.clause import is_passive, objects, own_subjects
from communique.annotate.layers import Layers
from communique.codebook.contacts import cues_of
from communique.codebook.omissions import omission_forms
from communique.codebook.reporting import verbs_by_form
from communique.model import Mode, Statement

_CONDITIONS = frozenset({"if", "unless", "whether", "lest", "until", "once", "supposing", "provided"})
_CLAIMED = frozenset({"ccomp", "csubj", "csubjpass", "acl", "pcomp", "xcomp"})
_BESIDE = frozenset({"conj", "advcl", "relcl", "amod", "parataxis", "acomp", "attr", "dobj"})
_RESERVES = frozenset({"advmod", "neg", "amod", "npadvmod", "prep", "mark"})
_ASIDES = frozenset({"relcl", "amod"})
_CONTRASTS = frozenset({"while", "whereas", "though", "although"})
_STEPS = 12
_NEAR = 5
_READERS = frozenset({"i", "we"})
_ANYBODY = frozenset({"you", "one", "reader", "readers", "whoever", "anyone", "anybody", "nobody"})
_ASKING = frozenset({"WP", "WRB"})
_HELPERS = frozenset({"did", "do", "does", "was", "is", "were", "are", "can", "could", "would", "will", "has", "have"})
_JOINTS = frozenset({"so", "and", "but"})
_ABSENT = frozenset({"missing", "absent"})
_MIGHT = frozenset({"might", "could", "may", "would"})
_DIFFERENT = frozenset({"different", "separate", "another", "other"})
_ASKED = frozenset({"readout", "read-out"})


class Certainty:
    """Tells for one document whether what a verb says is a fact that the text itself reports."""

    __slots__ = ("_doc", "_issuers", "_quoted", "_starts", "_statements", "_told")

    def __init__(self, doc: Doc, issuers: Issuers) -> None:
        layers = Layers(doc)
        self._doc = doc
        self._issuers = issuers
        self._statements = layers.statements
        self._quoted = [(quote.start, quote.end) for quote in layers.quotes]
        self._told = sorted(
            (span.start, span.end, number)
            for number, statement in enumerate(layers.statements)
            for span in statement.content
        )
        self._starts = [start for start, _, _ in self._told]

    def is_fact(
        self, cue: Token, verb: Token, silent: tuple[str, ...], *, may_be_half: bool = False, is_aside: bool = False
    ) -> bool:
        """Tell whether the text says so in its own voice, of the past or the present, without condition or reserve.

        `may_be_half` lets "not by name" and "not directly" pass; `is_aside` tells that a comma parts it from what is
        said before.
        """
        if any(start <= cue.idx < end for start, end in self._quoted):
            return False
        if self._is_told(verb, cue, silent, is_aside=is_aside):
            return False
        if (_is_question(verb) and not _is_presupposed(verb)) or self._is_open(verb, silent, is_aside=is_aside):
            return False
        after = [word.lower_ for word in cue.sent if word.i > verb.i]
        if any(first == "any" and second in {"less", "more", "fewer"} for first, second in pairwise(after)):
            return False  # "does not mention it any less than the last one did"
        words = (verb, cue) if not is_aside else (cue,)
        return not any(_is_softened(word, may_be_half=may_be_half, signal=cue) for word in words)

    def _is_told(self, verb: Token, cue: Token, silent: tuple[str, ...], *, is_aside: bool) -> bool:
        """Tell whether somebody is said to have said so.

        An aside in what the other side is said to have said ("..., which the Chinese text did not mention") is the
        reporter's own: governments do not review each other's texts.
        """
        last = bisect_right(self._starts, cue.idx)
        halves = [word.idx for word in cue.sent if word.text == ";"]
        for _, end, number in self._told[:last]:
            if cue.idx < end:
                statement = self._statements[number]
                if any(span.end <= half < cue.idx for span in statement.cue for half in halves):
                    continue  # "Chile said it was raised; Norway's text made no mention of it"
                if self._is_below(statement, verb):
                    continue  # "The American text mentioned it, the Turkish one did not"
                if self._is_behind_while(verb):
                    continue
                if _is_behind_but(verb) and any(span.end <= verb.left_edge.idx for span in statement.cue):
                    continue
                if self._is_said_in_aside(statement, cue) or self._is_reader(statement):
                    continue
                if any(span.start <= verb.idx < span.end for span in statement.cue):
                    continue  # "said nothing about" is itself a verb of saying
                if verb.dep_ == "conj" and any(span.start <= verb.head.idx < span.end for span in statement.cue):
                    continue  # "Chile said it was raised, but Norway's text made no mention of it"
                if (is_aside or _is_set_off(verb)) and statement.mode is Mode.INDIRECT:
                    continue  # "They spoke of chips, a topic that the readout does not mention"
                aside = verb.dep_ in _ASIDES and statement.mode is Mode.INDIRECT
                aside = aside or (self._is_added(verb) and statement.mode is Mode.INDIRECT)
                aside = aside or (_is_contrast(verb) and statement.mode is not Mode.DIRECT)
                if not (aside and self._is_of_other_side(statement, silent)):
                    return True
        return False

    def _is_below(self, statement: Statement, verb: Token) -> bool:
        """Tell whether the words of saying depend on the verb, which so cannot be part of what is said."""
        spans = [self._doc.char_span(one.start, one.end, alignment_mode="expand") for one in statement.cue]
        roots = [span.root for span in spans if span is not None]
        return bool(roots) and all(
            root.dep_ in {"ccomp", "csubj", "csubjpass"} and verb in root.ancestors and root.i < verb.i
            for root in roots
        )

    def _is_reader(self, statement: Statement) -> bool:
        """Tell whether the reporter speaks of himself: "I noticed that the readout did not mention it"."""
        words = statement.speaker.spans if statement.speaker is not None else ()
        return bool(words) and all(one.of(Layers(self._doc).text).lower() in _READERS for one in words)

    def _is_said_in_aside(self, statement: Statement, cue: Token) -> bool:
        """Tell whether the words of saying stand in a relative clause behind: "not X, on which A pressed, B says"."""
        for span in statement.cue:
            found = self._doc.char_span(span.start, span.end, alignment_mode="expand")
            if found is None or found.start < cue.i:
                return False
            noun = found.root.head
            if found.root.lower_ == "according" and noun.dep_ in {"appos", "attr"} and noun.left_edge.i > cue.i + 1:
                return noun.left_edge.nbor(-1).text == ","  # "no word on oil, the main topic according to Oslo"
            asides = [one for one in (found.root, *found.root.ancestors) if one.dep_ in {"relcl", "advcl"}]
            if any(cue.i < one.left_edge.i for one in asides):
                return True
        return False

    def _is_of_other_side(self, statement: Statement, silent: tuple[str, ...]) -> bool:
        if any(self._issuers.speaks_for_another(link.issuer, silent) for link in statement.according_to):
            return True  # "Oslo said the sides had agreed to a plan, which the readout does not mention"
        if statement.speaker is None:
            return False
        if self._issuers.speaks_for_another(statement.speaker.actor, silent):
            return True
        spans = [self._doc.char_span(one.start, one.end, alignment_mode="expand") for one in statement.speaker.spans]
        found = [self._issuers.of(span.root) for span in spans if span is not None]
        if any(span is not None and _are_all_sides(span.root) for span in spans):
            return True  # together they do not say what one of their texts leaves out
        return any(one is not None and self._issuers.met_with(one[0], silent) for one in found)

    def _is_open(self, verb: Token, silent: tuple[str, ...], *, is_aside: bool = False) -> bool:
        """Tell whether a modal, a condition or a verb of saying above makes it less than a fact."""
        here, is_own = verb, True
        for _ in range(_STEPS):
            modals = {child.lower_ for child in here.lefts if child.dep_ == "aux" and child.tag_ == "MD"}
            if modals and not (_is_any_reader(here) or _is_sought(here, modals) or _is_likened(here, modals)):
                return is_own or here.dep_ == "conj"
            if _is_inverted(here):
                return True  # "Had the readout omitted it, ..."
            conditions = (c for c in here.lefts if c.dep_ in {"mark", "advmod"} and c.lower_ in _CONDITIONS)
            if any(child.lower_ != "once" or child.dep_ == "mark" for child in conditions):
                return True
            if (is_aside and here == verb) or _is_set_off(here):
                return False  # "China had agreed to buy soybeans, a commitment that its statement does not mention"
            if here.dep_ == "xcomp" and here.head.lemma_ in omission_forms("chooses"):
                here, is_own = here.head, False
                continue  # "chose not to mention it"
            if here.tag_ == "VB" and any(child.lower_ == "to" for child in here.lefts):
                return True
            if (
                here.dep_ == "conj"
                and objects(here)
                and any(child.lower_ == "what" for one in (here, here.head) for child in one.lefts)
            ):
                # "gave what its minister had said and left X out": with an object of its own it shares no "what".
                here = here.head.head
                continue
            if here.dep_ == "acl" and here.head.dep_ not in {"nsubj", "nsubjpass"} and here.lower_ in _ABSENT:
                return False  # "X missing from the text", a headline; "they agreed on X, a deal missing from the text"
            if here.dep_ == "acl" and here.head.dep_ in {"nsubj", "nsubjpass"}:
                is_set_off = here.tag_ == "VBG" and here.nbor(-1).text == ","
                if is_set_off or here.head.head.lemma_ == "be" or here.lower_ in _ABSENT:
                    here, is_own = here.head.head, False
                    continue  # "The one thing missing from the text is X", "The text, lacking any word on X, was ..."
            marks = {";", ":"} if here.head.lower_ not in verbs_by_form() else {";"}
            if (
                _is_behind_but(here)
                or self._is_behind_while(here)
                or (here.dep_ == "ccomp" and any(one.lower_ == "why" for one in here.lefts))
            ):
                return False
            if here.dep_ in _CLAIMED and any(word.text in marks for word in _between(here.head, verb)):
                return False  # "The readout omitted it; the minister said that ...": two sentences in one
            # With an object of its own a participle is none: "The text omitted whaling; the minister flew home".
            is_bare = here.tag_ in {"VBD", "VBN"} and not own_subjects(here)
            is_bare = is_bare and (here.sent.root.pos_ in {"NOUN", "PROPN"} or bool(objects(here)))
            if here.dep_ == "acl" and is_bare and not any(child.dep_ == "mark" for child in here.lefts):
                return False  # a sentence whose verb the parser takes for a participle
            if (
                here.dep_ == "csubj"
                and here.tag_ == "VBG"
                and any(word.text == "," for word in here.doc[here.i : here.head.i])
            ):
                return False  # "Omitting X, the readout dwelt on Y"
            if here.dep_ == "ccomp" and here.pos_ == "NOUN" and here != verb:
                return False  # "made public a readout which has no word on it"
            if here.dep_ == "pcomp" and here.head.lower_ == "with" and own_subjects(here):
                return False  # "..., with Beijing making no mention of it"
            if here.dep_ in _CLAIMED and _is_taken_for_fact(here):
                here, is_own = here.head, False
                continue
            is_parted = here.head.lower_ not in verbs_by_form() or self._is_text(here)
            if here.dep_ == "ccomp" and here.i < here.head.i and is_parted:
                return False  # "The readout didn't mention it, so was that discussed?": two sentences in one
            if here.dep_ in _CLAIMED:
                if here != verb and (verb.dep_ in _ASIDES or _is_contrast(verb) or self._is_added(verb)):
                    return not self._other_says(here.head, silent)
                # "While the text did not mention it, the ministry said that ...": what stands before the verb of
                # saying is no part of what was said.
                return is_own or here.head.i < verb.i
            if here.head == here or here.dep_ not in _BESIDE:
                return False
            is_own = is_own and here.dep_ in {"conj", "acomp", "attr", "dobj"}
            here = here.head
        return False

    def _is_behind_while(self, verb: Token) -> bool:
        """Tell whether the main clause is taken for part of "while": "While A's said he raised X, B's did not"."""
        above = verb.head
        if verb.dep_ != "ccomp" or above.i > verb.i or not any(one.lower_ in _CONTRASTS for one in above.lefts):
            return False
        own = [head for head in own_subjects(verb) if head.i > above.i and head.doc[head.left_edge.i - 1].text == ","]
        found = map(self._issuers.of, own)
        return any(one is not None and one[1] is Ground.TEXT for one in found)

    def _is_added(self, verb: Token) -> bool:
        """Tell whether the clause is set behind with "but", or is about a text of its own.

        "Chile says it came up, but that is not in your readout"; "Chile said they spoke of copper, and the Peruvian
        text did not".
        """
        if verb.dep_ != "conj":
            return False
        told = map(self._issuers.of, own_subjects(verb))
        return any(child.lower_ in {"but", "yet"} for child in verb.head.rights) or any(
            one is not None and one[1] is Ground.TEXT for one in told
        )

    def _is_text(self, verb: Token) -> bool:
        """Tell whether the clause and the one above it each have a text for a subject: neither reports the other."""
        pair = [[self._issuers.of(head) for head in own_subjects(one)] for one in (verb, verb.head)]
        return all(any(one is not None and one[1] is Ground.TEXT for one in found) for found in pair)

    def _other_says(self, verb: Token, silent: tuple[str, ...]) -> bool:
        """Tell whether the subject of a verb of saying is another side of the meeting."""
        for head in own_subjects(verb):
            found = self._issuers.of(head)
            if found is not None and not set(found[0]) & set(silent):
                return True
            if self._issuers.names_another(head, silent):
                return True
        return False


def _are_all_sides(head: Token) -> bool:
    """Tell whether those who speak are all who met: "the sides", "both leaders", "the two ministers"."""
    several = head.tag_ == "NNS" and head.lemma_.lower() in omission_forms("several")
    of_all = any(child.lower_ in {"two", "both"} for child in head.lefts)
    return several and (of_all or head.lemma_.lower() == "side")


def _is_any_reader(verb: Token) -> bool:
    """Tell whether "will" tells of every reader: "you won't find X in the readout"."""
    whose = {head.lower_ for head in own_subjects(verb)}
    reads = verb.lemma_.lower() in omission_forms("reads").keys() | omission_forms("learns").keys()
    return reads and not whose.isdisjoint(_ANYBODY)


def _is_inverted(verb: Token) -> bool:
    first = verb.doc[verb.left_edge.i]
    opens = first.lower_ in {"had", "were", "should"} and first.head == verb
    return opens and any(head.i > first.i for head in own_subjects(verb)) and verb.sent[-1].text != "?"


def _between(one: Token, other: Token) -> Span:
    return one.doc[min(one.i, other.i) : max(one.i, other.i)]


def _is_sought(verb: Token, modals: set[str]) -> bool:
    """Tell whether "could" tells of what is there: "nothing on X could be found in the readout"."""
    return modals <= {"can", "could"} and verb.lemma_.lower() in omission_forms("reads") and is_passive(verb)


def _is_likened(verb: Token, modals: set[str]) -> bool:
    """Tell whether "might" likens two accounts: "they might describe two different conversations"."""
    behind = (word for word in verb.subtree if word.i > verb.i and word.lower_ in _DIFFERENT)
    return modals <= _MIGHT and any(word.head.lemma_.lower() in cues_of("noun") for word in behind)


def _is_set_off(clause: Token) -> bool:
    """Tell whether a comma sets off the noun of a relative clause that says what the account of a side leaves out."""
    noun = clause.head
    return (
        clause.dep_ == "relcl"
        and noun.lemma_.lower() in omission_forms("stands_for")
        and noun.left_edge.i > 0
        and noun.doc[noun.left_edge.i - 1].text in {",", "—", "–"}
    )


def _is_behind_but(verb: Token) -> bool:
    """Tell whether two sentences are one for the parser: "A said it stressed X, but B made no mention of it"."""
    first = verb.left_edge
    begins = verb.dep_ == "ccomp" and first.i > verb.sent.start and first.nbor(-1).lower_ in {"but", "yet"}
    return begins and bool(own_subjects(verb))


def _is_contrast(verb: Token) -> bool:
    """Tell whether the clause sets something against what is said before ("..., while the British text omits it")."""
    return verb.dep_ == "advcl" and any(child.lower_ in _CONTRASTS for child in verb.lefts if child.dep_ == "mark")


def _is_taken_for_fact(clause: Token) -> bool:
    """Tell whether the words above take a clause for a fact: "the fact that", "I noticed that", "for what it omits"."""
    above = clause.head
    if clause.dep_ in {"pcomp", "csubj"} and any(child.lower_ == "what" for child in clause.lefts):
        return True
    if not omission_forms("given").keys().isdisjoint({above.lemma_.lower(), above.lower_}):
        return True
    if above.lemma_.lower() in omission_forms("factive"):
        return any(head.lower_ in _READERS for head in own_subjects(above))
    return above.lemma_ == "be" and any(
        child.lemma_.lower() in omission_forms("given") for child in above.rights if child.dep_ in {"acomp", "attr"}
    )


def _is_question(verb: Token) -> bool:
    """Tell whether the clause asks: a question that only follows or precedes it leaves it a fact.

    "Why was it not in the readout?" asks for the reason of what it takes for a fact.
    """
    words = [word for word in verb.sent if not (word.is_space or word.is_quote)]
    if not words or not words[-1].text.endswith("?"):
        return False
    before = {word.lower_ for word in verb.doc[verb.sent.start : verb.i]}
    if before & {"why", "reason"} and any(word.lemma_.lower() in _ASKED for word in verb.sent):
        return False
    subject = next((child for child in verb.lefts if child.dep_ in {"nsubj", "nsubjpass", "expl"}), None)
    helper = next((child for child in verb.lefts if child.dep_ in {"aux", "auxpass"}), None)
    if subject is None or (helper is not None and helper.i < subject.i):
        return True
    # Declarative words before a question: "The readout didn't mention it, so did they discuss it?"
    after = [word for word in words if word.i > verb.i]
    return not any(
        (word.tag_ in _ASKING or word.lower_ in _HELPERS) and (before.is_punct or before.lower_ in _JOINTS)
        for before, word in pairwise(after)
    )


def _is_presupposed(verb: Token) -> bool:
    """Tell whether a question takes the clause for a fact: "Should we read into the fact that ...?"."""
    return verb.dep_ == "acl" and verb.head.lower_ == "fact" and any(one.lower_ == "the" for one in verb.head.lefts)


def _is_softened(token: Token, *, may_be_half: bool, signal: Token) -> bool:
    """Tell whether a reserve stands at the word; `signal`, which says that something is left out, is none ("only")."""
    softeners = set(omission_forms("softener"))
    if "so much as" in token.doc[max(0, token.i - _NEAR) : token.i + _NEAR].text.lower():
        softeners.discard("much")
    if may_be_half:
        softeners -= omission_forms("half").keys()
    reserves = (child for child in token.children if child.dep_ in _RESERVES and child != signal)
    if any(child.lower_ in softeners and not _is_in_contrast(child) for child in reserves):
        return True
    if may_be_half:
        return False
    # "did not mention Japan by name" leaves open that it meant Japan.
    return any(
        child.lower_ == "by" and any(thing.lower_ == "name" for thing in child.children) for child in token.children
    )


def _is_in_contrast(word: Token) -> bool:
    """Tell whether "not" follows the reserve: "in the Greek text only, not in the Turkish one"."""
    after = [one.lower_ for one in word.doc[word.i + 1 : word.i + 4] if one.text != ","]
    return after[:1] == ["not"] or after[:2] == ["but", "not"]

"""Which words of a document report speech, judged by form, tag and the grammar around them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from communique.annotate.clause import Standing, standing
from communique.annotate.statements.beside import Side, side_of_speaker
from communique.annotate.statements.reading import Reading
from communique.codebook.reporting import ReportingVerb, phrases, verbs_by_form, words_for
from communique.codebook.voices import voice_words

_VERBAL_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_UNREAL = frozenset({"could", "may", "might", "should", "must", "can", "ca"})
_AHEAD = frozenset({"will", "shall", "wo", "'ll", "’ll"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither", "nor"})
_NOT_BY = frozenset({"of", "for", "from", "without", "against", "to", "about", "than", "on", "like", "instead", "at"})
_ASKING = frozenset({"whether", "if", "unless"})
_FIRST_PERSON = frozenset({"i", "we"})
_UNSPOKEN = frozenset({"think", "refuse"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb that reports speech, at its place; `is_passive` if its subject is not the one who speaks.

    `beside` tells where the speaker stands if the verb stands right beside a quotation, `particle` the
    token of the second word of "point out".
    """

    token: Token
    verb: ReportingVerb
    is_passive: bool = False
    beside: Side | None = None
    particle: int | None = None


@cache
def adjectives() -> frozenset[str]:
    """Return the adjectives that report speech as a predicate ("was clear that", "was grateful for")."""
    return frozenset(phrases("adjective")) | {phrase.split()[0] for phrase in phrases("adjective_of")}


def reporting_words(reading: Reading) -> list[tuple[Token, ReportingVerb, int | None]]:
    """Return the words of the news that have the form of a reporting verb and stand as verbs, with their particles."""
    known = verbs_by_form()
    found: list[tuple[Token, ReportingVerb, int | None]] = []
    for index in [index for index, word in enumerate(reading.words) if word in known]:
        token, verbs = reading.doc[index], known[reading.words[index]]
        is_verb = token.tag_ in _VERBAL_TAGS and token.dep_ not in {"aux", "auxpass", "amod", "compound"}
        if not (is_verb or _is_beside(reading, token, verbs)) or not reading.is_news(token) or _is_in_name(token):
            continue
        chosen = choose(token, verbs)
        if chosen is not None:
            found.append((token, *chosen))
    return found


def _is_in_name(token: Token) -> bool:
    """Tell whether the word belongs to a name: “…,” State Department spokeswoman Ellen Marsh said."""
    return (
        token.text.istitle()
        and not token.is_sent_start
        and token.i + 1 < len(token.doc)
        and token.nbor().text.istitle()
    )


def _is_beside(reading: Reading, token: Token, verbs: tuple[ReportingVerb, ...]) -> bool:
    """Tell whether a word that the tagger took for no verb reports the quotation beside it ("the email read.")."""
    if not any(verb.quote for verb in verbs) or token.dep_ in {"aux", "auxpass"} or token.lower_.endswith("ing"):
        return False
    return side_of_speaker(reading, token) is not None or _opens_quotation(reading, token)


def _opens_quotation(reading: Reading, token: Token) -> bool:
    """Tell whether a colon and a quotation follow, and a name or a noun precedes ("the statement read: “…”")."""
    at = token.i + 1
    if at + 1 >= len(reading.words) or reading.words[at] != ":" or token.i == 0:
        return False
    return reading.quotation_at[at + 1] >= 0 and reading.doc[token.i - 1].tag_ in {"NN", "NNS", "NNP", "NNPS", "PRP"}


def choose(token: Token, verbs: tuple[ReportingVerb, ...]) -> tuple[ReportingVerb, int | None] | None:
    """Return the reading of a form: with its particle and where that stands ("pointed out"), else the plain verb."""
    doc = token.doc
    for verb in verbs:
        if verb.particle is None:
            return verb, None
        for index in range(token.i + 1, min(token.i + 4, len(doc))):
            near = doc[index]
            if near.lower_ == verb.particle:
                return verb, index
            if near.tag_ not in {"PRP", "RB"}:
                break
    return None


def is_reported(token: Token, verb: ReportingVerb, *, unspoken: bool = False) -> bool:
    """Tell whether the words stand for a speech act that took place: not denied, not merely possible or wanted.

    `unspoken` admits verbs of thinking and refusing too (they are no speech acts; other definitions count them).
    """
    if verb.kind in _UNSPOKEN and not unspoken:
        return False
    if _is_attribute(token):
        return False
    auxiliaries = [child.lower_ for child in token.lefts if child.dep_ in {"aux", "auxpass", "neg"}]
    if any(word in _NEGATIONS or (word in _UNREAL and not _is_owned(token, word)) for word in auxiliaries):
        return False
    if token.tag_ == "VB" and any(word in _AHEAD for word in auxiliaries):
        return False  # "will highlight": announced, not said; words quoted beforehand are found beside their quotation
    if token.tag_ == "VB" and "would" in auxiliaries and _is_foreseen(token):
        return False
    if token.i > 0 and token.nbor(-1).lower_ in {"nor", "neither"}:
        return False
    if any(child.dep_ == "mark" and child.lower_ in _ASKING for child in token.lefts):
        return False  # "asked whether they would apologise"
    if token.tag_ == "VB" and "to" in auxiliaries:
        return _is_realised(token) or _is_performed(token)
    if token.tag_ == "VB" and not auxiliaries and token.head.lower_ == "let" and token.dep_ in {"ccomp", "xcomp"}:
        return any(child.lower_ == "me" for child in token.lefts)
    if token.tag_ == "VB" and _is_asked(token):
        return False
    if token.tag_ == "VB" and not auxiliaries and token.dep_ == "conj":
        head = token.head
        heads = [child.lower_ for child in head.lefts if child.dep_ in {"aux", "neg"}]
        if any(word in _NEGATIONS or word in _UNREAL for word in heads):
            return False
        if "to" in heads:
            return _is_realised(head)
        return bool(heads) if head.tag_ == "VB" else not _follows_infinitive(token)
    if token.dep_ == "acl" and token.tag_ != "VBG" and token.head.lemma_.lower() in words_for("hearsay"):
        return not any(child.dep_ == "mark" for child in token.lefts)  # "a claim that Nepal had agreed"
    if token.tag_ == "VBG" and token.dep_ == "pcomp" and token.head.lower_ in _NOT_BY:
        return False
    # a bare infinitive: "help them defend their land", an order
    return not (token.tag_ == "VB" and not auxiliaries)


def _is_attribute(token: Token) -> bool:
    """Tell whether the word describes a noun behind it: "our newly made, and agreed to, accord"."""
    doc, at = token.doc, token.i
    if at < 2 or at + 2 >= len(doc) or doc[at - 1].lower_ not in {"and", "or"}:
        return False
    first = at - 3 if doc[at - 2].text == "," and at > 2 else at - 2
    is_stranded = doc[at + 1].tag_ in {"IN", "TO", "RP"} and doc[at + 2].text == ","
    return is_stranded and doc[first].tag_ in {"VBN", "VBD"} and doc[first].dep_ in {"amod", "pobj", "dobj"}


def _is_owned(token: Token, auxiliary: str) -> bool:
    """Tell whether "I must say", "I can confirm" says it."""
    return auxiliary in {"must", "can"} and any(child.dep_ == "nsubj" and child.lower_ == "i" for child in token.lefts)


def _is_performed(token: Token) -> bool:
    """Tell whether "I would like to thank", "I want to stress" does so, and not "he wants to"."""
    head = token.head
    if token.dep_ not in {"xcomp", "ccomp"} or head.lemma_ not in voice_words("performs"):
        return False
    lefts = [child.lower_ for child in head.lefts]
    return any(word in _FIRST_PERSON for word in lefts) and not any(word in _NEGATIONS for word in lefts)


def _is_foreseen(token: Token) -> bool:
    """Tell whether "would" looks ahead within what is reported: "said Oslo would ask", but not "would say only"."""
    if token.dep_ == "conj" and token.head.pos_ in {"VERB", "AUX"} and token.head.i < token.i:
        return _is_foreseen(token.head)
    return token.dep_ in {"ccomp", "relcl", "advcl", "acl"}


def _follows_infinitive(token: Token) -> bool:
    """Tell whether the bare form ends a list of infinitives ("is ready to work with them and push for progress")."""
    first = token
    while first.dep_ == "conj" and first.head.i < first.i:
        first = first.head
    return any(token.doc[at].tag_ == "TO" and token.doc[at + 1].tag_ == "VB" for at in range(first.i, token.i - 1))


def _is_asked(token: Token) -> bool:
    """Tell whether an auxiliary stands before the subject: "did the minister promise that …?"."""
    subjects = [child.i for child in token.lefts if child.dep_ == "nsubj"]
    helpers = [child.i for child in token.lefts if child.dep_ == "aux" and child.lemma_ in {"do", "have"}]
    return bool(subjects and helpers) and helpers[0] < subjects[0]


def _is_realised(token: Token) -> bool:
    """Tell whether "to say" was done: after a contact ("spoke with X to thank") or "went on", not after "wants"."""
    head, dep = token.head, token.dep_
    if dep == "pcomp" and head.lower_ == "with":  # "spoke with Berg to thank", where the parser joins the two
        head, dep = head.head, "advcl"
    if head.i == token.i or head.tag_ not in _VERBAL_TAGS:
        return False
    if any(child.lower_ in _NEGATIONS or child.tag_ in {"MD", "TO"} for child in head.lefts):
        return False
    if head.tag_ == "VBG" and standing(head) is Standing.AHEAD:
        return False  # "we will begin by calling Berg to inform her"
    if any(child.lower_ in {"on", "upon", "for"} and child.dep_ == "prep" for child in head.rights):
        return False  # "called on them to admit": not what the caller says
    return head.lemma_ in words_for("contact") and dep in {"xcomp", "advcl", "ccomp"}


def _is_main_verb(token: Token) -> bool:
    """Tell whether the parser took the main verb for a participle: "Oslo, which holds the chair, offered to help"."""
    if token.dep_ != "acl" or token.head.dep_ != "ROOT" or token.i == 0 or token.nbor(-1).lower_ != ",":
        return False
    return any(child.dep_ in {"xcomp", "ccomp", "dobj"} for child in token.rights)


def is_passive(token: Token, verb: ReportingVerb | None = None) -> bool:
    """Tell whether the verb is passive, also in the short form ("a plan proposed by Oslo")."""
    tells = verb is None or verb.object in {"listener", "either"}
    if (
        token.dep_ == "conj"
        and not tells
        and any(child.dep_ == "ccomp" and child.i > token.i for child in token.rights)
    ):
        return False  # "said a day would be found and denied that …": nobody is denied that something is so
    if token.tag_ == "VBD" and token.dep_ == "conj":
        # "was summoned and told that …"
        passive = any(child.dep_ == "auxpass" for child in token.head.lefts)
        return passive and not any(child.dep_ in {"dobj", "nsubj", "dative"} for child in token.children)
    if token.tag_ != "VBN" or _is_main_verb(token):
        return False
    for child in token.lefts:
        if child.dep_ in {"auxpass", "nsubjpass"}:
            return True
        if child.dep_ == "aux" and child.lemma_ in {"have", "'ve", "’ve"}:
            return False
        if child.dep_ == "aux" and child.lower_ in {"has", "had", "have", "having", "'d", "'s"}:
            return False
    if token.dep_ == "conj" and token.head.tag_ == "VBN":
        return is_passive(token.head)
    if not any(child.dep_ in {"aux", "nsubj", "csubj"} for child in token.lefts) and token.dep_ != "conj":
        return True  # a participle: "the field, also called “the rink”"
    return token.dep_ in {"acl", "advcl", "relcl"} or any(child.dep_ == "agent" for child in token.rights)


def find_cues(
    reading: Reading, candidates: Iterable[tuple[Token, ReportingVerb, int | None]], *, unspoken: bool = False
) -> Iterator[Cue]:
    """Yield the reporting words that report speech here, in the order of the text."""
    for token, verb, particle in candidates:
        if reading.quotation_at[token.i] >= 0 and token.tag_ in {"VB", "VBG"}:
            continue  # within somebody's words only what was said counts, not what should be or is being said
        side = side_of_speaker(reading, token) if verb.quote else None
        if side is not None and token.dep_ not in {"relcl", "acl"}:
            if not any(child.lower_ in _NEGATIONS for child in token.lefts):
                yield Cue(token, verb, beside=side, particle=particle)
        elif is_reported(token, verb, unspoken=unspoken):
            yield Cue(token, verb, is_passive=is_passive(token, verb), particle=particle)

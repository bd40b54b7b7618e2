"""Accounts that say no more than that: "without elaborating", "gave no details of the deal", "did not elaborate".

What is left out are the details. The account has the matter itself, so that no topic may be called missing: the label
is the sentence's own words. Only a text, or a side that tells of the talks, is thin; who will not comment is not.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from communique.annotate.agenda.cue import Cue
from communique.annotate.agenda.forms import by_first_word, is_denied_before, is_negator
from communique.annotate.agenda.left_out import head_of
from communique.annotate.agenda.told import STOPS, Role, Told, is_embedded
from communique.codebook.omissions import OmissionForm, omission_forms

_ABOUT = frozenset({"of", "on", "about", "regarding", "concerning", "upon"})
_JOINS = frozenset({"and", "or", "of", "in", "between", "with", "over"})
_SET_BEHIND = frozenset({",", "but", "and", "yet", "though", "although"})
_ANY = frozenset({"any", "a", "the", "single"})
_HELPERS = frozenset({"did", "does", "do", "has", "have", "had"})
_BE = frozenset({"is", "was", "are", "were", "been", "being"})
_OBJECTS = frozenset({"DET", "ADJ", "NOUN", "PROPN"})
_BESIDE = frozenset({"ADV", "AUX", "PART"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_LONGEST = 14


@dataclass(frozen=True, slots=True)
class Lack:
    """Tokens `first` to `last` say that there is no more; the label begins at `label`, `verb` bears the denial."""

    first: Token
    verb: Token
    label: Token
    last: Token
    is_behind: bool = False
    """The account stands behind: "no details were given in"."""


def thin(told: list[Told], sentence: Span) -> Iterator[Cue]:
    """Yield each account of a sentence that is said to give no details; `told` are all of them."""
    words = list(sentence)
    for at in range(len(words)):
        lack = _without(words, at) or _denied(words, at) or _gives_none(words, at) or _none_given(words, at)
        owner = _owner(lack, told, sentence) if lack is not None else None
        if lack is not None and owner is not None:
            words_of_it, until = (lack.label, lack.last), lack.verb if lack.is_behind else lack.last
            yield Cue(
                owner.account, lack.first, lack.verb, (), is_weak=True, words=words_of_it, until=until, is_aside=True
            )
            return


def _without(words: list[Token], at: int) -> Lack | None:
    """Read "without elaborating", "without giving details", "without going into detail", "without further detail"."""
    if words[at].lower_ != "without":
        return None
    lack = _withheld(words, at, at + 1)
    if lack is not None:
        return lack
    noun = _details(words, at + 1)
    return _lack(words, at, at, noun, noun) if noun is not None else None


def _denied(words: list[Token], at: int) -> Lack | None:
    """Read "did not elaborate", "never gave details of", "declined to elaborate", "stopped short of giving details"."""
    if is_negator(words[at]) and words[at].lower_ not in {"no", "nor", "neither"}:
        helped = at > 0 and words[at - 1].lower_ in _HELPERS
        return _withheld(words, at - helped, at + 1)
    lemma = words[at].lemma_.lower()
    for rest in by_first_word("declines").get(lemma, ()):
        behind = [word.lower_ for word in words[at + 1 : at + 1 + len(rest)]]
        if behind == rest and not is_denied_before(words, at):
            # "chose to elaborate" is the contrary of "chose not to"
            does = lemma in omission_forms("chooses") and "not" not in rest
            return _withheld(words, at, at + 1 + len(rest)) if not does else None
    return None


def _withheld(words: list[Token], first: int, at: int) -> Lack | None:
    """Read "elaborate", "give (any) details", "go into detail" at a place behind what denies it."""
    while at < len(words) and words[at].tag_ == "RB":
        if words[at].lower_ in omission_forms("softener"):
            return None  # "did not immediately elaborate"
        at += 1
    if at >= len(words):
        return None
    verb = at
    known = _form_at(words, verb, "elaborates")
    if known is not None:
        last = verb + len(known.form.split()) - 1
        thing = words[last + 1] if last + 1 < len(words) and words[last + 1].pos_ in _OBJECTS else None
        if known.is_strong == (thing is None):
            return None  # "did not expand the pact", "as the text did not specify"
        if thing is not None:  # "did not detail the sanctions"
            head = head_of(thing, words[-1].i + 1)
            last = head.i - words[0].i
            if thing.tag_ == "WDT" or head.lemma_.lower() in omission_forms("detail"):
                return None  # "did not spell out which", "did not detail the reasons"
        return _lack(words, first, verb, verb, last)
    form = _form_at(words, verb, "gives_details")
    noun = _details(words, verb + len(form.form.split())) if form is not None else None
    return _lack(words, first, verb, noun, noun) if noun is not None else None


def _gives_none(words: list[Token], at: int) -> Lack | None:
    """Read "gave no (further) details of"."""
    if words[at].lower_ != "no" or at == 0 or words[at - 1].lemma_.lower() not in omission_forms("gives_details"):
        return None
    noun = _details(words, at + 1)
    return (
        _lack(words, at - 1, at - 1, noun, noun) if noun is not None and not is_denied_before(words, at - 1) else None
    )


def _none_given(words: list[Token], at: int) -> Lack | None:
    """Read "no details of the deal were given in the text", "details were not given in"."""
    starts = at + (words[at].lower_ == "no")
    noun = _details(words, starts)
    if noun is None or (at > 0 and words[at - 1].lower_ == "no"):
        return None
    end = _end(words, noun)
    verb = next((one for one in range(end + 1, min(end + 4, len(words))) if words[one].tag_ == "VBN"), None)
    between = [word.lower_ for word in words[end + 1 : verb]] if verb is not None else []
    denied = starts > at or any(map(is_negator, words[end + 1 : verb]))
    if verb is None or not denied or _BE.isdisjoint(between):
        return None
    if words[verb].lemma_.lower() not in omission_forms("gives_details"):
        return None
    return Lack(words[at], words[verb], words[noun], words[end], is_behind=True)


def _form_at(words: list[Token], at: int, frame: str) -> OmissionForm | None:
    """Return the form of a frame that begins with the verb at a place, its particles directly behind."""
    for form in omission_forms(frame).values():
        first, *rest = form.form.split()
        if words[at].lemma_.lower() == first and [word.lower_ for word in words[at + 1 : at + 1 + len(rest)]] == rest:
            return form
    return None


def _details(words: list[Token], at: int) -> int | None:
    """Return the place of "details" at a place, what may stand before it skipped ("any further details")."""
    while at < len(words) and (words[at].lower_ in _ANY or words[at].lower_ in omission_forms("more_details")):
        at += 1
    is_named = at < len(words) and words[at].lemma_.lower() in omission_forms("details")
    return at if is_named and words[at].pos_ not in {"VERB", "AUX"} else None


def _lack(words: list[Token], first: int, verb: int, label: int, last: int) -> Lack:
    return Lack(words[first], words[verb], words[label], words[_end(words, last)])


def _end(words: list[Token], at: int) -> int:
    """Return the last place of "details of the deal and the loans": the phrase behind the word at a place."""
    start, end = words[0].i, words[-1].i + 1
    last, here = at, at + 1
    while here + 1 < len(words) and words[here].lower_ in (_ABOUT if last == at else _ABOUT | _JOINS):
        head = head_of(words[here + 1], end)
        if head.pos_ not in {"NOUN", "PROPN", "NUM"} and head.tag_ != "VBG":
            break
        last = head.i - start
        here = last + 1
    return last


def _owner(lack: Lack, told: list[Told], sentence: Span) -> Told | None:
    """Return the account that gives no details: the one that tells, with no other subject between."""
    doc, first = sentence.doc, lack.first.i
    if lack.is_behind:
        behind = (one for one in told if one.role is Role.PLACE and 0 < one.first - lack.verb.i <= _LONGEST)
        return next(behind, None)
    start = next((word.i + 1 for word in reversed(doc[sentence.start : first]) if word.text in STOPS), sentence.start)
    opening = first == sentence.start
    if opening:  # "Without elaborating, the readout said ..."
        after = [one for one in told if one.role is Role.SUBJECT and one.first > lack.last.i]
        return after[0] if after and doc[after[0].first - 1].text == "," else None
    before = [one for one in told if start <= one.first and one.last < first and one.role is Role.SUBJECT]
    before = [one for one in before if not is_embedded(one)]
    if not before:
        return None
    owner = before[-1]
    at = first
    while at - 1 > owner.last and doc[at - 1].pos_ in _BESIDE and doc[at - 1].lower_ not in _SET_BEHIND:
        at -= 1
    joined = at - 1 == owner.last or doc[at - 1].lower_ in _SET_BEHIND
    if lack.first.tag_ == "VBG" and not joined:
        return None  # "criticised Washington for giving no details"
    between = [
        word for word in doc[owner.last + 1 : at] if word.dep_ in {"nsubj", "nsubjpass"} and word.pos_ in _NOMINAL
    ]
    return owner if joined or not between else None

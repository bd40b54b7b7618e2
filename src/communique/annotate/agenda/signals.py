"""The words of a silence by their classes and their order: "did not ever mention", "left X out", "not a word on".

The parser goes wrong in half of the sentences that have such words; these are found without it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from spacy.tokens import Token

from communique.annotate.agenda.forms import (
    ABOUT,
    ANY,
    BE,
    DO,
    EMPHASIS,
    GAP,
    WITHIN,
    end_of_form,
    end_of_named,
    is_denied_before,
    is_negator,
    is_passive,
    lower_at,
    mentions,
    past_any,
    past_emphasis,
)
from communique.codebook.omissions import omission_forms

_NONE = frozenset({"no", "zero", "nary", "scant"})
_POINTING = frozenset({"it", "this", "that", "them", "these", "those"})
_INSTEAD = frozenset({("rather", "than"), ("instead", "of")})
_NEAR = 2
_FRONTED = 5
_LONGEST = 12


class Kind(Enum):
    """Where the account and the topic stand beside the words of a silence."""

    LEAVES = auto()
    """The account before it, the topic behind: "omitted X", "was silent on X"."""
    LEFT = auto()
    """The topic before it, the account behind "in" or "from": "was left out of", "is absent from"."""
    NONE_OF = auto()
    """The topic behind it, the account anywhere: "no mention of X"."""
    LACK_OF = auto()
    """A noun, with both behind or around it: "the absence of X from", "its silence on X"."""


@dataclass(frozen=True, slots=True)
class Signal:
    """The words from token `first` to `last` (inclusive) of a document; `word` carries the meaning."""

    first: int
    last: int
    word: Token
    kind: Kind
    is_split: bool = False
    """The topic may stand inside: "left X out"."""


def signals(words: list[Token]) -> Iterator[Signal]:
    """Yield the words of a silence in a sentence, each word once; `words` are all its tokens."""
    at = 0
    while at < len(words):
        found = next(filter(None, (read(words, at) for read in _READERS)), None)
        if found is None:
            at += 1
            continue
        yield found
        at = max(at, found.last - words[0].i) + 1


def _signal(words: list[Token], first: int, last: int, word: int, kind: Kind, *, is_split: bool = False) -> Signal:
    return Signal(words[first].i, words[last].i, words[word], kind, is_split)


@cache
def _softeners() -> frozenset[str]:
    return frozenset(omission_forms("softener")) - frozenset(omission_forms("half")) - EMPHASIS


# Each reader takes the words and a place and returns the signal that begins there.


def _declines(words: list[Token], at: int) -> Signal | None:
    """Read "failed to mention", "stopped short of any reference to", "chose not to include"."""
    end = end_of_form(words, at, "declines", gap=0)
    if end is None or is_denied_before(words, at):
        return None
    below = past_any(words, end + 1)
    last = mentions(words, below) or end_of_named(words, below)
    omits = end_of_form(words, below, "omit", gap=GAP) if last is None and below < len(words) else None
    is_not = lower_at(words, end - 1) == "not"
    if words[at].lemma_.lower() in omission_forms("chooses") and lower_at(words, end) == "to":
        # "chose not to mention" and "chose to leave out", but neither "chose to mention" nor "chose not to omit"
        last = omits if not is_not else last
    return _signal(words, at, last, at, Kind.LEAVES, is_split=last == omits) if last is not None else None


def _denied(words: list[Token], at: int) -> Signal | None:
    """Read "did not mention X", "X was never mentioned in", "does not feature in"."""
    if not is_negator(words[at]):
        return None
    verb = past_emphasis(words, at + 1)
    if verb >= len(words) or any(word.lower_ in _softeners() for word in words[at + 1 : verb]):
        return None
    below = end_of_form(words, verb, "bothers", gap=_NEAR)
    if below is not None and below + 1 < len(words):  # "did not see fit to mention"
        last = mentions(words, below + 1)
        return _signal(words, at, last, verb, Kind.LEAVES) if last is not None else None
    enters = end_of_form(words, verb, "enters", gap=1)
    if enters is not None:
        return _signal(words, at, enters, verb, Kind.LEFT)  # "did not make it into"
    lemma = words[verb].lemma_.lower()
    if lemma in omission_forms("gets"):
        named = verb + 1
        while lower_at(words, named) in ANY | EMPHASIS or (named < len(words) and words[named].tag_ in {"JJ", "VBG"}):
            named += 1
        if named < len(words) and words[named].lemma_.lower() in omission_forms("named"):
            return _signal(words, at, named, verb, Kind.LEFT)  # "did not get so much as a passing mention in"
    last = mentions(words, verb)
    if last is not None:
        kind = Kind.LEFT if is_passive(words, verb) else Kind.LEAVES
        if kind is Kind.LEAVES and lemma in omission_forms("appears"):
            after = past_emphasis(words, last + 1)
            ends = after >= len(words) or words[after].is_punct
            kind = Kind.LEFT if ends or lower_at(words, after) in WITHIN else kind
        if kind is Kind.LEAVES:
            deeper = past_any(words, last + 1, adjectives=True)
            last = end_of_named(words, deeper) or last  # "did not contain any reference to"
        return _signal(words, at, last, verb, kind)
    if lemma in omission_forms("shown") and is_passive(words, verb):
        return _signal(words, at, verb, verb, Kind.LEFT)  # "is not reflected in"
    if lemma in omission_forms("appears") and lemma not in {"make", "show", "find", "be"}:
        return _signal(words, at, verb, verb, Kind.LEFT)
    if lower_at(words, at - 1) in BE:  # "Why was X not mentioned in", "wasn't X mentioned in"
        verb = at + 1
        while verb + 1 < len(words) and (
            words[verb].pos_ in {"DET", "ADJ", "NOUN", "PROPN", "PART"} or words[verb + 1].pos_ in {"NOUN", "PROPN"}
        ):
            verb += 1
        last = mentions(words, verb) if verb < len(words) and words[verb].tag_ == "VBN" else None
        if last is not None and lower_at(words, last + 1) in WITHIN:
            return _signal(words, at, last, verb, Kind.LEFT)
    return None


def _inverted(words: list[Token], at: int) -> Signal | None:
    """Read "Not once does the text mention", "Nor did the statement refer to": the account stands inside."""
    reach = _LONGEST if words[at].lower_ == "nowhere" else _FRONTED  # "Nowhere in the Greek text of the talks does X"
    helper = next((one for one in range(at + 1, min(at + reach, len(words))) if words[one].lower_ in DO - {"to"}), 0)
    if not helper or not (is_negator(words[at]) or [word.lower_ for word in words[at : at + 2]] == ["at", "no"]):
        return None
    if any(word.pos_ in {"VERB", "AUX", "PUNCT"} for word in words[at + 1 : helper]):
        return None
    for verb in range(helper + 2, min(helper + _LONGEST, len(words))):
        if words[verb].is_punct or words[verb].tag_ in {"VBD", "VBZ", "MD"}:
            return None
        last = mentions(words, verb) if words[verb].tag_ in {"VB", "VBP", "NN"} else None
        if last is not None and words[verb].lemma_.lower() in omission_forms("appears"):
            return _signal(words, helper, last, verb, Kind.LEFT)  # "In neither text does X appear"
        if last is not None:
            return _signal(words, verb, last, verb, Kind.LEAVES)
    return None


def _in_neither(words: list[Token], at: int) -> Signal | None:
    """Read "is mentioned in neither", "appears in none of"."""
    if lower_at(words, at + 1) not in WITHIN or lower_at(words, at + 2) not in {"neither", "none", "no"}:
        return None
    lemma = words[at].lemma_.lower()
    known = lemma in omission_forms("appears") or (lemma in omission_forms("mentions") and is_passive(words, at))
    return _signal(words, at, at, at, Kind.LEFT) if known and not is_denied_before(words, at) else None


def _in_vain(words: list[Token], at: int) -> Signal | None:
    """Read "a word one seeks in vain in"."""
    if words[at].lower_ != "in" or lower_at(words, at + 1) != "vain" or lower_at(words, at + 2) not in WITHIN:
        return None
    return _signal(words, at, at + 1, at + 1, Kind.LEFT)


def _omits(words: list[Token], at: int) -> Signal | None:
    """Read "omitted X", "left X out", "X was dropped from"."""
    if is_denied_before(words, at) or words[at].pos_ in {"ADP", "PRON", "DET", "ADV"}:
        return None
    end = end_of_form(words, at, "omit", gap=GAP)
    if end is None:
        return None
    kind = Kind.LEFT if is_passive(words, at) else Kind.LEAVES
    deeper = past_any(words, end + 1)
    last = (end_of_named(words, deeper) or end) if kind is Kind.LEAVES else end
    return _signal(words, at, last, at, kind, is_split=last > at)


def _none_of(words: list[Token], at: int) -> Signal | None:
    """Read "no mention of", "not a single word about", "without any reference to", "nothing on"."""
    word = words[at].lower_
    noun = at + 1
    if at > 0 and f"{words[at - 1].lemma_.lower()} {word}" in omission_forms("idiom"):
        return None  # "leaves nothing to the imagination"
    if word == "none" and lower_at(words, at + 1) == "of" and lower_at(words, at + 2) in _POINTING:
        return _signal(words, at, at + 1, at, Kind.NONE_OF)  # "has none of it"
    if word == "nothing" and lower_at(words, at + 1) == "to" and lower_at(words, at + 3) in ABOUT:
        return _signal(words, at, at + 3, at, Kind.NONE_OF)  # "had nothing to say about"
    if [lower_at(words, at + 1), lower_at(words, at + 2)] == ["in", "common"]:
        return None  # that two texts have nothing in common is no silence of either
    if word in {"nothing", "naught"} or (word == "anything" and any(map(is_negator, words[max(0, at - 6) : at]))):
        end = past_emphasis(words, at + 1)
        if lower_at(words, end) in {"on", "about", "of", "regarding", "concerning"}:
            return _signal(words, at, end, at, Kind.NONE_OF)
        bare = end >= len(words) or (
            words[end].pos_ != "ADJ" and words[end].lower_ not in {"but", "more", "less", "beyond"}
        )
        return _signal(words, at, at, at, Kind.NONE_OF) if bare else None
    if word in {"not", "without", "nor", "n't", "n’t"}:
        denied = word in {"n't", "n’t"}
        while noun < len(words) and words[noun].lower_ in ANY | {"so", "much", "as", "single", "of"}:
            noun += 1
        if denied or noun == at + 1:
            return None
    elif word not in _NONE:
        return None
    while noun < len(words) and words[noun].lower_ in omission_forms("half_named"):
        noun += 1
    if noun >= len(words):
        return None
    end = past_emphasis(words, noun + 1)
    lemma = words[noun].lemma_.lower()
    if at > 0 and f"{words[at - 1].lemma_.lower()} {lemma}" in omission_forms("idiom"):
        return None  # "left no room for"
    if lemma in omission_forms("place") and lower_at(words, end) == "for":
        return _signal(words, at, end, noun, Kind.NONE_OF)  # "found no room for"
    if lemma in omission_forms("place") and lemma not in omission_forms("named"):
        return _signal(words, at, noun, noun, Kind.NONE_OF)  # "played no part in"
    if words[noun].lemma_.lower() not in omission_forms("named") or words[noun].pos_ in {"VERB", "AUX"}:
        return None
    if lower_at(words, noun + 1) == "at":
        return None  # "does not so much as hint at"
    last = end if lower_at(words, end) in ABOUT else noun
    return _signal(words, at, last, noun, Kind.NONE_OF)


def _without(words: list[Token], at: int) -> Signal | None:
    """Read "without once mentioning X", "rather than address X", "instead of mentioning X"."""
    instead = (words[at].lower_, lower_at(words, at + 1)) in _INSTEAD
    if words[at].lower_ != "without" and not instead:
        return None
    verb = past_emphasis(words, at + 1 + instead)
    is_ing = verb < len(words) and (words[verb].lower_.endswith("ing") or lower_at(words, at + 1) == "than")
    last = mentions(words, verb) if is_ing else None
    return _signal(words, at, last, verb, Kind.LEAVES) if last is not None else None


def _except(words: list[Token], at: int) -> Signal | None:
    """Read "mentions everything except X"."""
    if words[at].lower_ != "except" or lower_at(words, at - 1) not in {"everything", "all"}:
        return None
    tells = any(word.lemma_.lower() in omission_forms("tells") for word in words[max(0, at - GAP) : at])
    end = at + (lower_at(words, at + 1) == "for")
    return _signal(words, at, end, at, Kind.NONE_OF) if tells else None


def _silent(words: list[Token], at: int) -> Signal | None:
    """Read "silent on X", "devoid of any mention of X"."""
    lemma = words[at].lower_
    end = past_emphasis(words, at + 1)
    if is_denied_before(words, at):
        return None
    if lemma in omission_forms("silent") and lower_at(words, end) in {"in", "on", "about", "over", "as", "regarding"}:
        if lower_at(words, end) == "in":
            return _signal(words, at, at, at, Kind.LEAVES)  # "was silent in its statement about X"
        end += lower_at(words, end) == "as"  # "as to"
        return _signal(words, at, end, at, Kind.LEAVES)
    if lemma in omission_forms("empty_of") and lower_at(words, end) in {"of", "from"}:
        last = end_of_named(words, past_any(words, end + 1))
        if last is None and not omission_forms("empty_of")[lemma].is_strong:
            return None  # "free of charge"
        return _signal(words, at, last or end, at, Kind.LEAVES)
    return None


def _absent(words: list[Token], at: int) -> Signal | None:
    """Read "absent from", "nowhere to be found in", "not part of", "not in"."""
    word = words[at].lower_
    if word in omission_forms("absent") and not is_denied_before(words, at):
        end = at + 1
        return _signal(words, at, at, at, Kind.LEFT) if lower_at(words, end) in WITHIN else None
    if word == "nowhere" or (is_negator(words[at]) and lower_at(words, at - 1) in BE) or (word == "not" and at == 0):
        end = at + 1
        if lower_at(words, end) == "among":  # "was not among the topics listed in"
            near = range(end, min(end + _LONGEST, len(words)))
            listed = next((one for one in near if words[one].lemma_.lower() in omission_forms("stands_for")), None)
            if listed is None:
                return None
            listed += words[min(listed + 1, len(words) - 1)].tag_ == "VBN"
            return _signal(words, at, listed, at, Kind.LEFT) if lower_at(words, listed + 1) in WITHIN | {"of"} else None
        while lower_at(words, end) in {"to", "be", "found", "seen", "read", "a", "any"}:
            end += 1
        if lower_at(words, end) == "part" and lower_at(words, end + 1) == "of":
            return _signal(words, at, end, at, Kind.LEFT)
        if lower_at(words, end) in WITHIN - {"on"}:
            return _signal(words, at, end - 1, at, Kind.LEFT)
    return None


def _vanishes(words: list[Token], at: int) -> Signal | None:
    """Read "X fell out of", "X had vanished from"; the text may stand before: "From the text X had disappeared"."""
    lemma = words[at].lemma_.lower()
    if lemma not in omission_forms("vanishes") or words[at].pos_ != "VERB" or is_denied_before(words, at):
        return None
    end = past_emphasis(words, at + 1)
    is_gone = lemma in {"vanish", "disappear"} and (end >= len(words) or words[end].is_punct)
    return _signal(words, at, at, at, Kind.LEFT) if is_gone or lower_at(words, end) in {"from", "out"} else None


def _lack(words: list[Token], at: int) -> Signal | None:
    """Read "the absence of X from", "its silence on X", "the omission of any reference to X"."""
    if words[at].lemma_.lower() not in omission_forms("absence") or words[at].pos_ not in {"NOUN", "PROPN"}:
        return None
    return _signal(words, at, at, at, Kind.LACK_OF)


_READERS = (
    _inverted,
    _in_neither,
    _in_vain,
    _declines,
    _without,
    _except,
    _none_of,
    _denied,
    _silent,
    _omits,
    _absent,
    _vanishes,
    _lack,
)

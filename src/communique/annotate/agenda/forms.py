"""Forms of the table of omissions among the words of a sentence in their order: where they end, what denies them."""

from functools import cache

from spacy.tokens import Token

from communique.codebook.omissions import omission_forms

BE = frozenset(
    {"be", "is", "was", "are", "were", "been", "being", "'s", "’s", "get", "gets", "got", "go", "goes", "went"}
)
DO = frozenset({"do", "does", "did", "has", "have", "had", "to"})
ABOUT = frozenset({"of", "to", "on", "about", "over", "regarding", "concerning"})
WITHIN = frozenset({"in", "from", "within", "throughout", "into", "on"})
EMPHASIS = frozenset(
    {"even", "at", "all", "once", "ever", "so", "much", "as", "whatsoever", "whatever", "either", "too"}
)
ANY = frozenset({"any", "a", "an", "one", "the", "even", "single"})
GAP = 4
"""Words that may stand between "left" and "out", or between a verb and the words that deny it."""
_ENDINGS = ("s", "es", "d", "ed", "ing")
"""Of verbs that the tagger takes for an adjective: "glossed over"."""


def lower_at(words: list[Token], at: int) -> str:
    """Return a word in small letters, nothing where there is none."""
    return words[at].lower_ if 0 <= at < len(words) else ""


def past_emphasis(words: list[Token], at: int) -> int:
    """Return the place of the first word at or behind `at` that is neither emphasis nor an adverb."""
    while at < len(words) and (words[at].lower_ in EMPHASIS or words[at].tag_ == "RB") and not is_negator(words[at]):
        at += 1
    return at


def past_any(words: list[Token], at: int, *, adjectives: bool = False) -> int:
    """Return the place of the first word at or behind `at` that is no "any" or "a single", and no adjective."""
    while lower_at(words, at) in ANY or (adjectives and at < len(words) and words[at].pos_ == "ADJ"):
        at += 1
    return at


def is_negator(word: Token) -> bool:
    """Tell whether the word denies the verb behind it."""
    return word.lower_ in omission_forms("negator")


def is_denied_before(words: list[Token], at: int) -> bool:
    """Tell whether one of the words just before denies what stands at `at` ("did not omit", "no readout left out")."""
    return any(is_negator(word) for word in words[max(0, at - GAP) : at])


def is_passive(words: list[Token], at: int) -> bool:
    """Tell whether a participle has "was" just before it, or begins its clause."""
    if words[at].tag_ not in {"VBN", "VBD", "JJ"}:
        return False
    before = [word.lower_ for word in words[max(0, at - GAP) : at] if word.tag_ != "POS"]
    for word in reversed(before):
        if word in BE:
            return True
        if word in DO:
            return False
    if at > 0 and words[at - 1].lemma_.lower() in omission_forms("stands_for") and words[at].tag_ == "VBN":
        return True  # "the only topic left out of the text was X"
    begins = not before or before[-1] in {",", ":", "—", "–"} or (is_negator(words[at - 1]) and at == 1)
    out_of = lower_at(words, at + 1) == "out" and lower_at(words, at + 2) == "of"
    return begins and (out_of or any(lower_at(words, at + ahead) in WITHIN | {"by"} for ahead in (1, 2)))


@cache
def by_first_word(frame: str) -> dict[str, list[list[str]]]:
    """Return what follows the first word in the forms of a frame, by that word."""
    found: dict[str, list[list[str]]] = {}
    for form in omission_forms(frame):
        first, *rest = form.split()
        found.setdefault(first, []).append(rest)
    return found


def end_of_form(words: list[Token], at: int, frame: str, *, gap: int) -> int | None:
    """Return the place of the last word of the longest form of `frame` that begins at a word, None if none does.

    `gap` is how many words may stand before its last particle ("left X out").
    """
    lower = words[at].lower_
    begun = {words[at].lemma_.lower(), lower, *(lower.removesuffix(end) for end in _ENDINGS)}
    forms = by_first_word(frame)
    best: int | None = None
    for rest in (rest for first in begun & forms.keys() for rest in forms[first]):
        end = at
        for number, particle in enumerate(rest):
            reach = 1 + (gap if number == 0 and len(rest) == 1 else 1)
            places = [one for one in range(end + 1, min(end + 1 + reach, len(words))) if words[one].lower_ == particle]
            if not places:
                break
            end = places[0]
        else:
            if best is None or end > best or (rest and end >= best):
                best = end
    return best


def end_of_named(words: list[Token], at: int) -> int | None:
    """Return the place of the preposition of "mention of", the words between skipped; None without one."""
    if at >= len(words) or words[at].lemma_.lower() not in omission_forms("named"):
        return None
    end = past_emphasis(words, at + 1)
    if lower_at(words, end) in ABOUT:
        return end
    return None


def mentions(words: list[Token], at: int) -> int | None:
    """Return the last word of "mention", "refer to", "make any reference to" at `at`, None if there is no such verb."""
    verb = past_emphasis(words, at)
    if verb >= len(words):
        return None
    lemma = words[verb].lemma_.lower()
    if lemma in omission_forms("carrier"):
        noun = past_any(words, verb + 1, adjectives=True)
        end = end_of_named(words, noun)
        if end is not None and end > noun:
            return end
    return end_of_form(words, verb, "mentions", gap=0)

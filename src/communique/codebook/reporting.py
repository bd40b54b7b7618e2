"""The words that report speech: verbs with their frames, nouns of carriers, phrases such as "according to"."""

from functools import cache
from typing import NamedTuple

from communique.codebook.tables import Row, rows
from communique.model import Medium, Polarity

_VERB_COLUMNS = (
    "lemma",
    "forms",
    "quote",
    "clause",
    "infinitive",
    "object",
    "prepositions",
    "listener",
    "polarity",
    "kind",
    "strength",
    "plover",
    "source",
)
_OBJECTS = frozenset({"", "content", "listener", "either", "predicated", "sayable", "raisable", "arguable", "cited"})
_KINDS = frozenset(
    {
        "say",
        "promise",
        "agree",
        "express",
        "raise",
        "blame",
        "praise",
        "deny",
        "ask",
        "urge",
        "order",
        "concede",
        "write",
        "read",
        "cite",
        "show",
        "announce",
        "think",
        "refuse",
    }
)
_PHRASES = frozenset({"according", "adjective", "adjective_of"})
_OBJECT_USES = frozenset({"sayable", "not_raised", "not_said", "not_argued"})
_WORD_USES = frozenset({"contact", "circumstance", "calendar", "gerund", "anonymity", "spoken", "hearsay"})
_FLAGS = frozenset({"", "1"})
_STRENGTHS = frozenset({"1", "2", "3"})
_VOWELS = frozenset("aeiou")


class ReportingVerb(NamedTuple):
    """A verb (or verb and particle: "point out") that reports speech, and how it takes the words said.

    `quote`: a quotation may depend on it; `clause`: a that-clause, bare clause or indirect question; `infinitive`: a
    to-infinitive of the speaker's own ("pledged to"). `object` says what a noun phrase after it is: the `content`, the
    `listener`, `either` of them (a listener if a clause or infinitive follows), content only with a predicate
    (`predicated`: "called it a lie"), content only if the noun can be said (`sayable`: "sent condolences"), raised
    (`raisable`: not "raised taxes") or defended and threatened in words (`arguable`: not "defends its borders"), or the
    person whose words are passed on (`cited`). `prepositions` bring content; for a verb that takes no clause they
    belong to the cue ("called for"). `listeners` bring the addressee ("apologised to"). `strength` runs from 1 (noted)
    to 3 (condemned).
    """

    lemma: str
    particle: str | None
    quote: bool
    clause: bool
    infinitive: bool
    object: str
    prepositions: frozenset[str]
    listeners: frozenset[str]
    polarity: Polarity
    kind: str
    strength: int
    plover: str | None


class Carrier(NamedTuple):
    """A noun for what carries words (readout, interview, tweet); `speaks` if it can be the subject of "said"."""

    noun: str
    medium: Medium
    speaks: bool


def _verb(row: Row) -> ReportingVerb:
    lemma, _, particle = row["lemma"].partition(" ")
    flags = {name: row.choice(name, _FLAGS) == "1" for name in ("quote", "clause", "infinitive")}
    if len(lemma) < 2:
        raise row.bad("the lemma is empty")
    return ReportingVerb(
        lemma=lemma,
        particle=particle or None,
        **flags,
        object=row.choice("object", _OBJECTS),
        prepositions=frozenset(row.list_of("prepositions")),
        listeners=frozenset(row.list_of("listener")),
        polarity=Polarity(row.choice("polarity", frozenset(Polarity))),
        kind=row.choice("kind", _KINDS),
        strength=int(row.choice("strength", _STRENGTHS)),
        plover=row["plover"] or None,
    )


@cache
def reporting_verbs() -> tuple[tuple[ReportingVerb, frozenset[str]], ...]:
    """Return each verb with all its forms, in the order of the file; raise BadCodebookRow on a bad row."""
    found: list[tuple[ReportingVerb, frozenset[str]]] = []
    for row in rows("reporting_verbs.csv", _VERB_COLUMNS):
        verb = _verb(row)
        found.append((verb, frozenset({*inflections(verb.lemma), *row.list_of("forms")})))
    return tuple(found)


@cache
def verbs_by_form() -> dict[str, tuple[ReportingVerb, ...]]:
    """Return the verbs that each lower-case form may belong to, those with a particle first."""
    found: dict[str, list[ReportingVerb]] = {}
    for verb, forms in reporting_verbs():
        for form in forms:
            found.setdefault(form, []).append(verb)
    return {form: tuple(sorted(verbs, key=lambda verb: verb.particle is None)) for form, verbs in found.items()}


def inflections(lemma: str) -> frozenset[str]:
    """Return the regular forms of an English verb, base form included; irregular ones stand in the file."""
    last, before = lemma[-1], lemma[-2]
    if last == "y" and before not in _VOWELS:
        third, past, going = lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    elif last == "e":
        third, past, going = lemma + "s", lemma + "d", (lemma if before == "e" else lemma[:-1]) + "ing"
    else:
        third = lemma + ("es" if last in "sxz" or lemma.endswith(("ch", "sh")) else "s")
        past, going = lemma + "ed", lemma + "ing"
    doubled = lemma + last
    return frozenset({lemma, third, past, going, doubled + "ing"} if _doubles(lemma) else {lemma, third, past, going})


def _doubles(lemma: str) -> bool:
    """Tell whether the last consonant may be doubled (beg, admit, label); the past forms are listed in the file."""
    return len(lemma) > 2 and lemma[-1] not in "aeiouwxy" and lemma[-2] in _VOWELS and lemma[-3] not in _VOWELS


@cache
def carriers() -> dict[str, Carrier]:
    """Return the carriers by their noun, lower-case; raise BadCodebookRow on a bad row."""
    found: dict[str, Carrier] = {}
    for row in rows("reporting_media.csv", ("noun", "medium", "speaks", "source")):
        noun = row["noun"].lower()
        medium = Medium(row.choice("medium", frozenset(Medium)))
        found[noun] = Carrier(noun, medium, row.choice("speaks", _FLAGS) == "1")
    return found


@cache
def phrases(kind: str) -> tuple[str, ...]:
    """Return the phrases of one kind, the longest first.

    `according` ("according to"), `adjective` ("clear", with that-clause), `adjective_of` ("clear about").
    """
    table = rows("reporting_phrases.csv", ("phrase", "kind", "source"))
    found = [row["phrase"] for row in table if row.choice("kind", _PHRASES) == kind]
    return tuple(sorted(found, key=len, reverse=True))


@cache
def object_nouns(use: str) -> frozenset[str]:
    """Return the nouns (lemmas) of one use: `sayable` with a light verb, `not_raised`, `not_argued`, `not_said`.

    Examples: "sent his condolences"; not "raised taxes"; with no verb ("claimed ten lives", "requested anonymity").
    """
    table = rows("reporting_objects.csv", ("noun", "use", "source"))
    return frozenset(row["noun"] for row in table if row.choice("use", _OBJECT_USES) == use)


@cache
def words_for(use: str) -> frozenset[str]:
    """Return the words (lemmas for verbs) of one use.

    `contact`: verbs after which "to thank" was done ("met him to thank"); `circumstance`: prepositions that say when or
    where something was said; `calendar`: words that make a phrase one of time; `gerund`: verbs that report an -ing
    clause; `anonymity`: what a source asks not to be; `spoken`: verbs whose subject speaks, whatever it is;
    `hearsay`: what is told of others ("a report that Oslo had agreed").
    """
    table = rows("reporting_words.csv", ("word", "use", "source"))
    return frozenset(row["word"] for row in table if row.choice("use", _WORD_USES) == use)

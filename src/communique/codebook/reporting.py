"""The words that report speech: verbs with their frames, nouns of carriers, phrases such as "according to"."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from communique.errors import BadCodebookRow
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
_OBJECTS = frozenset({"", "content", "listener", "either", "predicated", "sayable", "raisable", "cited"})
_KINDS = frozenset(
    "say promise agree express raise blame praise deny ask urge order concede write read cite show announce think refuse".split()
)
_PHRASES = frozenset({"according", "adjective"})
_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class ReportingVerb:
    """A verb (or verb and particle: "point out") that reports speech, and how it takes the words said.

    `quote`: a quotation may depend on it; `clause`: a that-clause, bare clause or indirect question; `infinitive`: a
    to-infinitive of the speaker's own ("pledged to"). `object` says what a noun phrase after it is: the `content`, the
    `listener`, `either` of them (a listener if a clause or infinitive follows), content only with a predicate
    (`predicated`: "called it a lie"), content only if the noun can be said (`sayable`: "sent condolences") or raised (`raisable`: not "raised taxes"), or the
    person whose words are passed on (`cited`). `prepositions` bring content and belong to the cue ("called for");
    `listeners` bring the addressee ("apologised to"). `strength` runs from 1 (noted) to 3 (condemned).
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


@dataclass(frozen=True, slots=True)
class Carrier:
    """A noun for what carries words (readout, interview, tweet); `speaks` if it can be the subject of "said"."""

    noun: str
    medium: Medium
    speaks: bool


def _rows(name: str, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield line number and row of a codebook file; raise BadCodebookRow if its shape is not the documented one."""
    text = (resources.files("communique.codebook") / "data" / name).read_text(encoding="utf-8")
    reader = csv.DictReader(text.splitlines())
    if tuple(reader.fieldnames or ()) != columns:
        raise BadCodebookRow(f"{name}: the columns must be {', '.join(columns)}")
    for row in reader:
        if None in row or None in row.values() or not row[columns[0]]:
            raise BadCodebookRow(f"{name}, line {reader.line_num}: the row needs {len(columns)} fields and a first one")
        yield reader.line_num, row


def _split(value: str) -> frozenset[str]:
    return frozenset(part for part in value.split(";") if part)


def _verb(line: int, row: dict[str, str]) -> ReportingVerb:
    flags = {row["quote"], row["clause"], row["infinitive"]}
    known = (
        flags <= {"", "1"}
        and row["object"] in _OBJECTS
        and row["polarity"] in set(Polarity)
        and row["kind"] in _KINDS
        and row["strength"] in {"1", "2", "3"}
    )
    if not known:
        raise BadCodebookRow(
            f"reporting_verbs.csv, line {line}: unknown flag, object, polarity, kind or strength in {row}"
        )
    lemma, _, particle = row["lemma"].partition(" ")
    return ReportingVerb(
        lemma=lemma,
        particle=particle or None,
        quote=bool(row["quote"]),
        clause=bool(row["clause"]),
        infinitive=bool(row["infinitive"]),
        object=row["object"],
        prepositions=_split(row["prepositions"]),
        listeners=_split(row["listener"]),
        polarity=Polarity(row["polarity"]),
        kind=row["kind"],
        strength=int(row["strength"]),
        plover=row["plover"] or None,
    )


@cache
def reporting_verbs() -> tuple[tuple[ReportingVerb, frozenset[str]], ...]:
    """Return each verb with all its forms, in the order of the file; raise BadCodebookRow on a bad row."""
    found: list[tuple[ReportingVerb, frozenset[str]]] = []
    for line, row in _rows("reporting_verbs.csv", _VERB_COLUMNS):
        verb = _verb(line, row)
        found.append((verb, frozenset({*inflections(verb.lemma), *_split(row["forms"])})))
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
    for line, row in _rows("reporting_media.csv", ("noun", "medium", "speaks", "source")):
        if row["medium"] not in set(Medium) or row["speaks"] not in {"", "1"}:
            raise BadCodebookRow(f"reporting_media.csv, line {line}: unknown medium or flag in {row}")
        noun = row["noun"].lower()
        found[noun] = Carrier(noun, Medium(row["medium"]), bool(row["speaks"]))
    return found


@cache
def phrases(kind: str) -> tuple[str, ...]:
    """Return the phrases of one kind, longest first: `according` ("according to") or `adjective` ("was clear that")."""
    found: list[str] = []
    for line, row in _rows("reporting_phrases.csv", ("phrase", "kind", "source")):
        if row["kind"] not in _PHRASES:
            raise BadCodebookRow(f"reporting_phrases.csv, line {line}: unknown kind in {row}")
        if row["kind"] == kind:
            found.append(row["phrase"])
    return tuple(sorted(found, key=len, reverse=True))


@cache
def object_nouns(use: str) -> frozenset[str]:
    """Return the nouns (lemmas) of one use: `sayable` with a light verb ("sent his condolences"), `not_raised` ("raised taxes")."""
    found: set[str] = set()
    for line, row in _rows("reporting_objects.csv", ("noun", "use", "source")):
        if row["use"] not in {"sayable", "not_raised"}:
            raise BadCodebookRow(f"reporting_objects.csv, line {line}: unknown use in {row}")
        if row["use"] == use:
            found.add(row["noun"])
    return frozenset(found)

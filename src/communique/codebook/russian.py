"""What only the reader of Russian knows: verbs of speech, titles, bodies, places and small words (`*_ru.csv`).

All forms are in lower case with `е` for `ё`, words in their dictionary form unless the grammar fixes another.
"""

from collections import defaultdict
from functools import cache
from typing import NamedTuple

from communique.codebook.places import KnownPlace
from communique.codebook.tables import rows
from communique.codebook.titles import Institution, Title
from communique.model import Polarity

_TITLE_KINDS = frozenset({"office", "role", "honorific", "leader"})
_BODY_KINDS = frozenset({"ministry", "organisation", "state"})
_OBJECTS = frozenset({"", "content", "gen", "ins"})
_LISTENERS = frozenset({"", "acc", "dat", "gen", "ins"})
_FLAGS = frozenset({"", "1"})
_VERB_COLUMNS = (
    *("lemma", "with", "quote", "clause", "infinitive", "object", "prepositions", "listener"),
    *("polarity", "kind", "strength", "plover", "source"),
)


def plain(text: str) -> str:
    """Return `text` in lower case with `е` for `ё`, one character for one."""
    return text.lower().replace("ё", "е")


class RussianVerb(NamedTuple):
    """A verb that reports speech and how it takes the words said.

    `companions`: it reports only beside one of these words ("обратить внимание"). `quote`, `clause`, `infinitive`: what
    may hold the words. `object` is the case of a noun that holds them (`content` is the accusative, or the nominative
    of the passive); `prepositions` bring them too; `listener` is the case of the addressee.
    """

    lemma: str
    companions: frozenset[str]
    quote: bool
    clause: bool
    infinitive: bool
    object: str
    prepositions: frozenset[str]
    listener: str
    polarity: Polarity
    kind: str
    strength: int
    plover: str | None


@cache
def reporting_verbs() -> dict[str, tuple[RussianVerb, ...]]:
    """Return the verbs by lemma, those with companions first; raise BadCodebookRow on a bad row."""
    found: defaultdict[str, list[RussianVerb]] = defaultdict(list)
    for row in rows("reporting_verbs_ru.csv", _VERB_COLUMNS):
        found[row["lemma"]].append(
            RussianVerb(
                lemma=row["lemma"],
                companions=frozenset(row.list_of("with")),
                quote=row.choice("quote", _FLAGS) == "1",
                clause=row.choice("clause", _FLAGS) == "1",
                infinitive=row.choice("infinitive", _FLAGS) == "1",
                object=row.choice("object", _OBJECTS),
                prepositions=frozenset(row.list_of("prepositions")),
                listener=row.choice("listener", _LISTENERS),
                polarity=Polarity(row.choice("polarity", frozenset(Polarity))),
                kind=row["kind"],
                strength=int(row.number("strength", default=1)),
                plover=row["plover"] or None,
            )
        )
    return {lemma: tuple(sorted(verbs, key=lambda verb: not verb.companions)) for lemma, verbs in found.items()}


@cache
def titles() -> tuple[Title, ...]:
    """Return the titles in the order of the file; raise BadCodebookRow on a bad row."""
    found = []
    for row in rows("titles_ru.csv", ("form", "office", "kind", "country", "label", "gender", "source")):
        if row["form"] != plain(row["form"]):
            raise row.bad("the form must be in lower case, with е for ё")
        row.choice("kind", _TITLE_KINDS)
        found.append(Title(*(row[column] for column in ("form", "office", "kind", "country", "label", "gender"))))
    return tuple(found)


@cache
def bodies() -> tuple[Institution, ...]:
    """Return ministries and other bodies in the order of the file; a capital letter of a form is one in the text."""
    found = []
    for row in rows("institutions_ru.csv", ("form", "institution", "kind", "country", "name", "source")):
        row.choice("kind", _BODY_KINDS)
        found.append(Institution(*(row[column] for column in ("form", "institution", "kind", "country", "name"))))
    return tuple(found)


@cache
def places() -> dict[str, KnownPlace]:
    """Return the places by their Russian name; `KnownPlace.name` is the name that all languages share."""
    table = rows("places_ru.csv", ("form", "name", "country", "kind", "source"))
    return {row["form"]: KnownPlace(row["name"], row["country"], row["kind"], "", "") for row in table}


@cache
def words_for(use: str) -> frozenset[str]:
    """Return the words (lemmas) of one use in reading actors and sources; docs/codebook.md lists the uses."""
    return frozenset(row["word"] for row in rows("words_ru.csv", ("word", "use", "source")) if row["use"] == use)


@cache
def agenda_phrases() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Return what puts something on an agenda, by its first word: the words (lemmas) and the frame, longest first."""
    found: defaultdict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for row in rows("agenda_verbs_ru.csv", ("form", "frame", "source")):
        words = tuple(row["form"].split())
        found[words[0]].append((words, row["frame"]))
    return {first: tuple(sorted(items, key=lambda one: -len(one[0]))) for first, items in found.items()}


class Cue(NamedTuple):
    """A word of a meeting: its part (`noun`, `verb`, `word`), what it frames, the kind of meeting, the status."""

    part: str
    frame: str
    kind: str
    status: str


@cache
def meeting_cues() -> dict[str, tuple[Cue, ...]]:
    """Return the words of meetings by lemma."""
    found: defaultdict[str, list[Cue]] = defaultdict(list)
    for row in rows("meeting_cues_ru.csv", ("form", "part", "frame", "kind", "status", "source")):
        found[row["form"]].append(Cue(row["part"], row["frame"], row["kind"], row["status"]))
    return {form: tuple(cues) for form, cues in found.items()}


@cache
def omission_words(frame: str) -> frozenset[str]:
    """Return the words (lemmas) by which a text says that an account is silent, of one frame."""
    table = rows("omissions_ru.csv", ("form", "frame", "source"))
    return frozenset(row["form"] for row in table if row["frame"] == frame)


@cache
def abbreviations(use: str) -> frozenset[str]:
    """Return abbreviations with a full stop: `inside` a sentence always, or at its end too (`either`)."""
    table = rows("abbreviations_ru.csv", ("form", "use", "source"))
    return frozenset(row["form"] for row in table if row["use"] == use)


@cache
def time_words(kind: str) -> dict[str, str]:
    """Return the words of one kind (month, weekday, day_word, season, unit, shift, number) with their values."""
    table = rows("times_ru.csv", ("form", "kind", "value", "source"))
    return {row["form"]: row["value"] for row in table if row["kind"] == kind}

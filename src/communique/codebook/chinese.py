"""Titles, verbs of speech and small words as Chinese texts write them (simplified characters).

Chinese is written without spaces and hardly inflects, so its tables list whole forms with the place of what belongs to
them, where the English ones list lemmas with their grammar.
"""

from collections import defaultdict
from functools import cache
from typing import NamedTuple

from communique.codebook.places import KnownPlace
from communique.codebook.tables import rows
from communique.codebook.titles import Institution
from communique.model import Polarity

_TITLE_COLUMNS = ("form", "office", "kind", "country", "source")
_TITLE_KINDS = frozenset({"office", "role", "honorific"})
_VERB_COLUMNS = ("form", "frame", "polarity", "kind", "strength", "plover", "source")
_FRAMES = frozenset({"clause", "object", "listener", "thing_before"})
_STRENGTHS = frozenset({"1", "2", "3"})
_WORD_COLUMNS = ("form", "use", "value", "source")
_INSTITUTION_COLUMNS = ("form", "institution", "kind", "country", "name", "source")
_INSTITUTION_KINDS = frozenset({"ministry", "organisation", "state"})
_PLACE_COLUMNS = ("name", "country", "kind", "source")
_PLACE_KINDS = frozenset({"capital", "city", "venue", "region"})


class ChineseTitle(NamedTuple):
    """A title that stands before a name, behind it, or for it.

    `kind` is `office` (one holder a state or organisation), `role` (many holders) or `honorific`; `country` is the
    state or organisation that the form means when none is named (国务院总理 -> CHN).
    """

    form: str
    office: str
    kind: str
    country: str


class SpeechVerb(NamedTuple):
    """A verb that reports speech, and where the words said stand.

    `frame`: a `clause` follows, with or without a comma; an `object` follows; the `listener` follows and then what is
    said to him; or the `thing_before` it stands between 对 and the verb (对…表示赞赏). `strength` runs from 1 (thought)
    to 3 (condemned); `plover` is empty for a verb that is no act.
    """

    form: str
    frame: str
    polarity: Polarity
    kind: str
    strength: int
    plover: str


@cache
def titles() -> dict[str, tuple[ChineseTitle, ...]]:
    """Return the titles by their form; raise BadCodebookRow on a bad row."""
    found: defaultdict[str, list[ChineseTitle]] = defaultdict(list)
    for row in rows("titles_zh.csv", _TITLE_COLUMNS):
        if not row["form"] or not row["office"]:
            raise row.bad("a title needs a form and an office")
        kind = row.choice("kind", _TITLE_KINDS)
        found[row["form"]].append(ChineseTitle(row["form"], row["office"], kind, row["country"]))
    return {form: tuple(items) for form, items in found.items()}


@cache
def speech_verbs() -> dict[str, tuple[SpeechVerb, ...]]:
    """Return the verbs by their form, one for each frame; raise BadCodebookRow on a bad row."""
    found: defaultdict[str, list[SpeechVerb]] = defaultdict(list)
    for row in rows("reporting_verbs_zh.csv", _VERB_COLUMNS):
        if not row["form"]:
            raise row.bad("the form is empty")
        found[row["form"]].append(
            SpeechVerb(
                row["form"],
                row.choice("frame", _FRAMES),
                Polarity(row.choice("polarity", frozenset(Polarity))),
                row["kind"],
                int(row.choice("strength", _STRENGTHS)),
                row["plover"],
            )
        )
    return {form: tuple(items) for form, items in found.items()}


@cache
def _words() -> dict[str, dict[str, str]]:
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in rows("words_zh.csv", _WORD_COLUMNS):
        if not row["form"] or not row["use"]:
            raise row.bad("a word needs a form and a use")
        found[row["use"]][row["form"]] = row["value"]
    return dict(found)


def words(use: str) -> dict[str, str]:
    """Return the forms of one use with their value; docs/codebook.md lists the uses. An unknown use has none."""
    return _words().get(use, {})


@cache
def institutions() -> dict[str, tuple[Institution, ...]]:
    """Return ministries and other bodies by their form; raise BadCodebookRow on a bad row."""
    found: defaultdict[str, list[Institution]] = defaultdict(list)
    for row in rows("institutions_zh.csv", _INSTITUTION_COLUMNS):
        row.choice("kind", _INSTITUTION_KINDS)
        institution = Institution(*(row[column] for column in _INSTITUTION_COLUMNS[:5]))
        if not institution.form or not institution.id:
            raise row.bad("an institution needs a form and an id")
        found[institution.form].append(institution)
    return {form: tuple(items) for form, items in found.items()}


@cache
def places() -> dict[str, KnownPlace]:
    """Return capitals, cities and venues by their name; raise BadCodebookRow on a bad row."""
    found: dict[str, KnownPlace] = {}
    for row in rows("places_zh.csv", _PLACE_COLUMNS):
        if not row["name"]:
            raise row.bad("a place needs a name")
        found[row["name"]] = KnownPlace(row["name"], row["country"], row.choice("kind", _PLACE_KINDS), "", "")
    return found


@cache
def sounds() -> dict[str, str]:
    """Return how the characters of foreign names sound, in Latin letters: 加 as ga, others as pinyin has them."""
    return {row["letter"]: row["sound"] for row in rows("sounds_zh.csv", ("letter", "sound", "source"))}

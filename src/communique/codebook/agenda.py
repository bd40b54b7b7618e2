"""The words that say that something was discussed, or that an account leaves it out."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources

from communique.errors import BadCodebookRow

_COLUMNS = ("form", "frame", "status", "strength", "source")
_FRAMES = frozenset(
    {
        "object",
        "preposition",
        "particle",
        "phrase",
        "noun",
        "subject",
        "list",
        "brief",
        "negated",
        "omit",
        "phrase_omit",
        "passive_omit",
        "bare_omit",
        "umbrella_noun",
        "umbrella_word",
        "account_noun",
    }
)
_STATUSES = frozenset({"", "discussed", "said_not_mentioned"})
_STRENGTHS = frozenset({"", "strong", "weak"})


@dataclass(frozen=True, slots=True)
class AgendaCue:
    """A lemma or a phrase that brings a topic.

    `frame` tells where the topic stands (object, after a preposition, subject, ...). A `weak` cue also has other uses,
    so it counts only where a meeting or its parties are the subject.
    """

    form: str
    frame: str
    status: str
    strength: str


@cache
def agenda_cues() -> tuple[AgendaCue, ...]:
    """Return the cues in the order of `agenda_verbs.csv`; raise BadCodebookRow on a bad row."""
    text = (resources.files("communique.codebook") / "data" / "agenda_verbs.csv").read_text(encoding="utf-8")
    reader = csv.DictReader(text.splitlines())
    if tuple(reader.fieldnames or ()) != _COLUMNS:
        raise BadCodebookRow(f"agenda_verbs.csv: the columns must be {', '.join(_COLUMNS)}")
    found: list[AgendaCue] = []
    for row in reader:
        known = row["form"] and row["frame"] in _FRAMES and row["status"] in _STATUSES and row["strength"] in _STRENGTHS
        if not known or None in row:
            raise BadCodebookRow(f"agenda_verbs.csv, line {reader.line_num}: unknown frame, status or strength in {row}")
        found.append(AgendaCue(row["form"], row["frame"], row["status"], row["strength"]))
    return tuple(found)


@cache
def agenda_forms(frame: str) -> dict[str, AgendaCue]:
    """Return the cues of one frame by their form."""
    return {cue.form: cue for cue in agenda_cues() if cue.frame == frame}

"""The words that say that something was discussed, or that an account leaves it out."""

from dataclasses import dataclass
from functools import cache

from communique.codebook.tables import rows

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
    found: list[AgendaCue] = []
    for row in rows("agenda_verbs.csv", _COLUMNS):
        if not row["form"]:
            raise row.bad("the form is empty")
        frame, status = row.choice("frame", _FRAMES), row.choice("status", _STATUSES)
        found.append(AgendaCue(row["form"], frame, status, row.choice("strength", _STRENGTHS)))
    return tuple(found)


@cache
def agenda_forms(frame: str) -> dict[str, AgendaCue]:
    """Return the cues of one frame by their form."""
    return {cue.form: cue for cue in agenda_cues() if cue.frame == frame}

"""The words that say that something was, or is to be, discussed, and those that name no topic."""

from functools import cache
from typing import NamedTuple

from communique.codebook.tables import rows

_COLUMNS = ("form", "frame", "status", "strength", "source")
_FRAMES = frozenset(
    {
        "object",  # "discussed trade"
        "preposition",  # "consulted on trade"
        "particle",  # "brought up trade"
        "share",  # "exchanged views on trade": the verb
        "view",  # the noun
        "talks",  # "talks on trade"
        "party",  # "the ministers", "both sides": who discusses, where nobody is resolved
        "attends",  # "paid attention to trade"
        "attention",  # the noun there
        "relational",  # "the course and results of the talks": of something, and no topic alone
        "spends",  # "spent an hour on trade"
        "top",  # "trade topped the agenda"
        "turns",  # "the conversation turned to trade"
        "exchange",  # "an exchange of views on trade"
        "agenda_place",  # "trade was on the agenda"
        "agenda_verb",  # the verb there
        "text_lists",  # "the Chilean statement listed trade"
        "list_noun",  # "topics included trade"
        "list_verb",  # the verb there
        "opens_list",  # "issues including trade"
        "takes_to",  # "ways to end the war"
        "stands_there",  # "the Ukraine issue", "the question of Ukraine" are about what happens there
        "at_war",  # "supporting Ukraine in the face of the war"
        "where",  # "the situation in Ukraine"
        "stays",  # "the flow of migrants through the desert": a phrase that belongs to the noun before it
        "part_of",  # "cooperation on trade and energy" holds several topics
        "pointing_noun",  # "the issue" points to a topic named before
        "with_partner",  # "relations with Japan" is the topic, "discussed trade with the minister" is not
        "when",  # "talks on Monday"
        "not_a_topic",  # "raised money"
        "not_raised",  # "raised tariffs", but "addressed tariffs"
        "starts_again",  # "agreed to reopen talks on trade"
        "narrows",  # "fisheries research" is not about fisheries
        "no_topic",  # "discussed little else"
        "umbrella_noun",  # "a range of issues"
        "umbrella_word",
    }
)
_STATUSES = frozenset({"", "discussed"})
_STRENGTHS = frozenset({"", "strong", "weak", "joint"})


class AgendaCue(NamedTuple):
    """A lemma or a phrase that brings a topic.

    `frame` tells where the topic stands (object, after a preposition, subject, ...). A `weak` cue also has other uses,
    so it counts only where a meeting or its parties are the subject; a `joint` one only where several of them are.
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

"""The words that say that people meet, call, visit and travel, and those that say that it is planned or called off."""

from functools import cache
from typing import NamedTuple

from communique.codebook.tables import rows

_COLUMNS = ("form", "part", "frame", "kind", "status", "source")
_FRAMES = {
    "verb": frozenset(
        {
            "meet",  # "A met B", "A met with B"
            "with",  # "A conferred with B"
            "speak",  # "A spoke to B"
            "discuss",  # "A discussed trade with B"
            "see",  # "A is to see B"
            "spend",  # "A spent an hour with B"
            "receive",  # "A received B", A is the host
            "phone",  # "A phoned B"
            "join",  # "A joined B for talks"
            "exchange",  # "A exchanged a few words with B"
            "summon",  # "A summoned ambassador B"
            "tell",  # "A told B on Monday", where both hold office
            "hand",  # "A handed a note to B on Monday", where both hold office
            "gather",  # "A and B convened"
            "visit",  # "A visited a place"
            "move",  # "A flew to a place"
            "arrive",  # "A arrived in a place"
            "leave",  # "A left for a place"
        }
    ),
    "noun": frozenset({"event", "meal", "visit", "by_means", "appointment", "round"}),
    "light": frozenset({"attend", "about", "occur"}),
    "governor": frozenset({"plan", "cancel", "open", "about", "deny", "stay", "move", "take_up", "vague"}),
    "modifier": frozenset(
        {"plan", "cancel", "open", "again", "earlier", "ordinal", "private", "done"}  # "the recent summit" is over
    ),
    "process": frozenset({"noun"}),  # "continue their dialogue", which is no meeting to come
    # "welcomed the opportunity to meet B"; "it is my honour to welcome B"
    "chance": frozenset({"noun", "courtesy"}),
    "matter": frozenset({"plan", "open", "claim", "mutual"}),  # "the date of", "the possibility of", "a report that"
    "request": frozenset({"side"}),  # "at the request of"
    "preposition": frozenset({"ahead", "after", "during", "purpose"}),
    "phrase": frozenset({"means", "cancel", "request", "invitation"}),
    "presence": frozenset({"plan"}),  # "was due in Tokyo"
    "office": frozenset(
        {"holder", "private", "body"}
    ),  # "the envoy"; "the singer", who holds none; "a delegation led by"
    "span": frozenset({"time", "part"}),  # "spent two hours with"; "a round of talks"
    "company": frozenset({"bring", "lead", "appear"}),  # "accompanied by B"; "talks chaired by B"; "turned up"
    "apart": frozenset({"adverb"}),  # "A and, separately, B"
    "relative": frozenset({"date"}),  # "a visit that was to begin on Monday"
}
_KINDS = frozenset({"", "meeting", "call", "video", "visit", "sideline", "summit"})
_STATUSES = frozenset({"", "happened", "planned", "cancelled"})


class ContactCue(NamedTuple):
    """A lemma or a phrase, and what it says about a contact.

    `part` tells what the form is (verb, noun, light verb, governor, modifier, preposition, phrase, office), `frame` how
    it takes its participants. `kind` is the format of the contact that it names (`meeting`, `call`, ...), `status` what
    it says of its taking place; both are empty where it says nothing.
    """

    form: str
    part: str
    frame: str
    kind: str
    status: str


@cache
def contact_cues() -> tuple[ContactCue, ...]:
    """Return the cues in the order of `meeting_cues.csv`; raise BadCodebookRow on a bad row."""
    found: list[ContactCue] = []
    for row in rows("meeting_cues.csv", _COLUMNS):
        if not row["form"]:
            raise row.bad("the form is empty")
        part = row.choice("part", frozenset(_FRAMES))
        frame, kind = row.choice("frame", _FRAMES[part]), row.choice("kind", _KINDS)
        found.append(ContactCue(row["form"], part, frame, kind, row.choice("status", _STATUSES)))
    return tuple(found)


@cache
def cues_of(part: str) -> dict[str, ContactCue]:
    """Return the cues of one part (`verb`, `noun`, ...) by their form; the first row of a form counts."""
    found: dict[str, ContactCue] = {}
    for cue in contact_cues():
        if cue.part == part:
            found.setdefault(cue.form, cue)
    return found


@cache
def forms_of(part: str, frame: str) -> frozenset[str]:
    """Return the forms of one part and frame."""
    return frozenset(cue.form for cue in contact_cues() if cue.part == part and cue.frame == frame)

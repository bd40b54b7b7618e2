"""The words that say that an account leaves something out, and those that make such a claim uncertain."""

from functools import cache
from typing import NamedTuple

from communique.codebook.tables import rows

TABLE = "omissions.csv"
_COLUMNS = ("form", "frame", "strength", "source")
_FRAMES = frozenset(
    {
        "negated",  # "did not mention"
        "omit",  # "left out"
        "named",  # "no mention of"
        "carrier",  # "contained no mention of"
        "silent",  # "was silent on"
        "silent_verb",  # "remained silent on"
        "absent",  # "was absent from"
        "appears",  # "does not appear in"
        "only_in_text",  # "was not part of"
        "account",  # whose silence it is: "the readout"
        "issues",  # "a readout released by the ministry"
        "body",  # "the ministry", "his office"
        "voice",  # an institution of institutions.csv that speaks for its government
        "words",  # what another side is heard by: "the minister's remarks"
        "domestic",  # a meeting without another state: "the cabinet meeting"
        "of_contact",  # an account that only a contact has: "readout"
        "tells",  # what an account does that has a topic: "speaks of"
        "not_yet",  # a text that is no account of this meeting: "an earlier statement"
        "softener",  # "did not only mention", "did not directly mention"
        "detail",  # no topic: "did not mention a date"
        "refrain",  # "failed to mention", "stopped short of mentioning"
        "whether",  # "did not say whether it was raised"
        "denied_noun",  # "there had been no discussion of X", as one side has it
        "held",  # what makes a topic of an office-holder: "the detained mayor"
        "on_table",  # what a topic is that is talked of: "was on the agenda", "was the main subject"
        "raised",  # what is done with a topic: "whether it was raised"
        "carries_no",  # "disclosed no deal on"
        "counterpart",  # "has no counterpart in"
        "gets",  # "got no mention in"
        "place",  # "found no place in"
        "own",  # a person's words that can be that side's account: "the president's post"
        "several",  # those who met: "the two leaders"
        "compares",  # what sets two accounts against each other: "while"
        "factive",  # what a reporter does who finds an account silent: "I noticed that"
        "stands_for",  # a noun that only stands for the topic: "a subject that the text leaves out"
        "limits",  # "was confined to"
        "begins",  # how other words begin at which a silence may be told
        "chooses",  # verbs that do what the next verb says: "chose not to mention"
        "organisation",  # those, by their id in entities.csv, that meet states and give accounts of it
        "half",  # softeners that still say what is not there: "did not directly mention"
        "given",  # what takes a clause for a fact: "the fact that", "it is striking that"
        "absence",  # "the absence of X from"
        "reads",  # what a reader does who does not find it: "I did not see X in"
        "learns",  # what a reader does not: "you would not know from the readout that"
        "bothers",  # before what a text does not do: "did not see fit to"
        "gives_account",  # what a government does with talks that it tells of: "described the talks"
        "enters",  # what a topic does that stands in a text: "did not make it into"
        "shown",  # what is done in a text with a topic that stands in it: "is not reflected in"
        "idiom",  # a verb and its object that say something else together: "drop hint"
        "misquotes",  # "its minister was misquoted in the other side's text"
        "denies",  # "denied that X had been raised"
        "only",  # "only the Russian text mentions"
        "state_media",  # media, by their id in aliases.csv, that tell their government's account of a meeting
        "media_work",  # what these publish: "Xinhua's report"
        "usa_transcript",  # before the question of a reporter in transcripts of the White House
        "short_usa",  # a short name that speaks for a state: "State's summary"
        "short_gbr",
        "short_fra",
        "short_ind",
        "short_kor",
        "site",  # where a text is given out: "a readout on the Kremlin's website"
        "vanishes",  # "fell out of"
        "negator",  # words that deny the verb behind them: "did not"
        "mentions",  # what a text does with a topic, with its particles, read by the order of the words: "touch on"
        "declines",  # "failed to", "stopped short of", before a verb of mentioning
        "empty_of",  # "devoid of"; a weak one only before "any mention of": "free of"
        "elaborates",  # what a thin account does not do: "did not elaborate"
        "gives_details",  # "gave no details", "without going into detail"
        "details",
        "more_details",  # what may stand before it: "no further details"
        "alike",  # what accounts that hardly overlap do not have: "little in common"
        "briefing_address",  # words in the address of a page on which reporters ask an official
        "dominates",  # what a topic does to talks: "had dominated the talks"
        "seat",  # a body that sits in its capital: "In Lima, the ministry's statement"
        "likens",  # "might describe two different conversations"
        "half_named",  # what may stand before "mention" in "no explicit mention of"
    }
)
_STRENGTHS = frozenset({"", "strong", "weak"})


class OmissionForm(NamedTuple):
    """A lemma or phrase.

    A verb that `is_strong` can be said of a government, others only of its text; a noun that is strong is an account by
    itself, others only where it is called that of the meeting. What is done with a topic ("raised") is strong if only
    those who talk do it.
    """

    form: str
    frame: str
    is_strong: bool


@cache
def omission_forms(frame: str) -> dict[str, OmissionForm]:
    """Return the forms of one frame by their words; raise BadCodebookRow on a bad row of `omissions.csv`."""
    return {form.form: form for form in omission_cues() if form.frame == frame}


@cache
def omission_cues() -> tuple[OmissionForm, ...]:
    """Return the forms in the order of `omissions.csv`; raise BadCodebookRow on a bad row."""
    found: list[OmissionForm] = []
    for row in rows(TABLE, _COLUMNS):
        if not row["form"]:
            raise row.bad("the form is empty")
        found.append(
            OmissionForm(row["form"], row.choice("frame", _FRAMES), row.choice("strength", _STRENGTHS) == "strong")
        )
    return tuple(found)

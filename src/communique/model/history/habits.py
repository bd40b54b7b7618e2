"""What a side leaves out again and again, and what is new or gone in its readouts of one pair."""

from pydantic import Field

from communique.model.base import Model, PartialDate
from communique.model.history.meetings import Evidence
from communique.model.meeting import MeetingKind

FEWEST = 5
"""Meetings in which the other side names a topic, below which nothing is said about a habit."""


class Omission(Model):
    """A topic that a side's own accounts leave out where the other side's account of the same meeting names it.

    Counted are meetings with both accounts, the side's own read whole; where nothing can be said of it ("unknown"), the
    meeting does not count.
    """

    side: str
    """The side that leaves it out."""
    topic: str
    """The codebook's id of the topic."""
    label: str
    """What it is called."""
    left_out: int = Field(ge=0)
    """Meetings in which the side's account does not name it."""
    of: int = Field(ge=FEWEST)
    """Meetings in which the other side's names it, and it is known whether the side's does."""
    unknown: int = Field(ge=0)
    """Meetings that do not count because nothing can be said."""
    share: float = Field(ge=0, le=1)
    """`left_out` of `of`."""
    low: float = Field(ge=0, le=1)
    """Low end of the 95 % interval of the share (Wilson 1927)."""
    high: float = Field(ge=0, le=1)
    """High end."""
    regular: bool
    """Whether even the low end is above a half."""
    against: dict[str, int]
    """In how many of the meetings that count which other side names it."""
    meetings: tuple[str, ...]
    """Ids of the meetings in which it is left out."""
    evidence: tuple[Evidence, ...]
    """Words of the other side's accounts, for the first of these meetings."""
    searched: tuple[Evidence, ...]
    """The closest passages of the side's own accounts, for the same meetings."""
    findings: tuple[tuple[str, str], ...]
    """Meeting and finding behind each."""


class Named(Model):
    """A topic that came or went, with the words where it is named and the closest passage where it is not."""

    topic: str
    """The codebook's id."""
    label: str
    """What it is called."""
    evidence: tuple[Evidence, ...]
    """The words that name it."""
    searched: tuple[Evidence, ...]
    """The closest passages of the readout that does not."""


class ReadoutChange(Model):
    """What is new and what is gone in a side's readout, against its previous one of the same pair.

    A short readout names less than a long one: compare the lengths first.
    """

    side: str
    """Whose readouts they are."""
    other: str
    """The other side."""
    pair: tuple[str, str]
    """Ids of the two who met."""
    meeting: str
    """Id of the meeting."""
    document: str
    """Its readout."""
    date: PartialDate | None
    """The day of the meeting."""
    format: MeetingKind
    """Its format."""
    words: int
    """Length of the readout in words."""
    previous_meeting: str
    """Id of the pair's meeting before."""
    previous_document: str
    """Its readout."""
    previous_date: PartialDate | None
    """Its day."""
    previous_format: MeetingKind
    """Its format."""
    previous_words: int
    """Length of its readout."""
    new: tuple[Named, ...]
    """Topics that the readout before did not name."""
    dropped: tuple[Named, ...]
    """Topics that this readout does not name and the one before did."""


class FormulaGone(Model):
    """A fixed formula that a side used in readouts of a pair and that is not in its latest ones.

    Said only where no other form of its words is in them either.
    """

    formula: str
    """The codebook's id of the formula."""
    meaning: str
    """What it stands for."""
    side: str
    """Whose readouts they are."""
    other: str
    """The other side."""
    pair: tuple[str, str]
    """Ids of the two who met."""
    used: int = Field(ge=1)
    """Earlier readouts of the pair that have it."""
    of: int = Field(ge=1)
    """Earlier readouts of the pair, up to the last that has it."""
    steady: bool
    """Whether at least two of these have it, and at least half of them: what was said once need not be said again."""
    last: PartialDate | None
    """The day of the meeting whose readout has it last."""
    absent_from: tuple[str, ...]
    """The readouts since, none of which has it, the first first."""
    absent_since: PartialDate | None
    """The day of the first meeting whose readout does not have it."""
    words: int
    """Length in words of the last readout that has it."""
    words_since: tuple[int, ...]
    """Lengths of those that do not."""
    evidence: tuple[Evidence, ...]
    """The words, where they were used last."""


class Habits(Model):
    """What is regular in a side's accounts, and what changed in them."""

    side: str
    """The side."""
    compared: int = Field(ge=0)
    """Meetings with an account of the side's own and one of another side: what omissions are drawn from."""
    omissions: tuple[Omission, ...] = ()
    """Topics that the side leaves out."""
    formulas_gone: tuple[FormulaGone, ...] = ()
    """Formulas that stopped appearing, pair by pair."""
    changes: tuple[ReadoutChange, ...] = ()
    """What is new and gone in the latest readout of each pair."""

"""A phrase over time."""

from pydantic import Field

from communique.model.base import Model, PartialDate
from communique.model.history.meetings import Evidence


class PhraseUse(Model):
    """One place where a text has the phrase."""

    document: str
    """Id of the document."""
    date: PartialDate | None = None
    """When the words were said, where the text says so; else when the text was published."""
    side: str
    """Whose words they are: the side of a speaker who is quoted, else of the text's publisher, or `press`."""
    publisher: str | None = None
    """Who published the text."""
    speaker: str | None = None
    """Id of the actor in whose statement they stand."""
    speaker_name: str | None = None
    """Name of that actor."""
    quoted: bool = False
    """Whether they stand in quotation marks; a paraphrase may be the writer's wording."""
    exact: bool
    """Whether the phrase stands as it was asked for."""
    wording: str
    """The wording that it is a part of, in lower case."""
    copy_of: str | None = None
    """The document of which this one is a near copy; such a use is not counted."""
    evidence: Evidence
    """The words."""
    sentence: Evidence
    """The sentence around them."""


class PhraseYear(Model):
    """How often a side used the phrase in a year."""

    year: str
    """The year, empty where it is not known."""
    side: str
    """The side, or `press`."""
    uses: int
    """Places."""
    documents: int
    """Documents."""


class Variant(Model):
    """A wording of the phrase."""

    wording: str
    """The wording, in lower case."""
    exact: bool
    """Whether it has the phrase as it was asked for."""
    uses: int
    """Places."""
    documents: int
    """Documents."""
    first: PartialDate | None = None
    """First use."""
    last: PartialDate | None = None
    """Last use."""
    sides: tuple[str, ...]
    """Who uses it, the most frequent first."""
    evidence: Evidence
    """The first place."""


class PhraseHistory(Model):
    """What became of a phrase. Near copies are listed among the uses and counted once everywhere else."""

    phrase: str
    """The phrase."""
    uses_count: int = Field(ge=0)
    """Places that have it, as it was asked for or varied."""
    exact_count: int = Field(ge=0)
    """Places that have it as it was asked for."""
    documents: int = Field(ge=0)
    """Documents that have it."""
    first: PhraseUse | None = None
    """The first use as it was asked for, else the first of a variant."""
    last: PhraseUse | None = None
    """The last one."""
    by_year: tuple[PhraseYear, ...] = ()
    """Counts by year and side."""
    variants: tuple[Variant, ...] = ()
    """Its wordings, the most frequent first."""
    uses: tuple[PhraseUse, ...] = ()
    """Every place, in the order of dates."""


class PhraseOverview(PhraseHistory):
    """A history that lists only the latest places and the most frequent wordings. All are counted all the same."""

    uses_left_out: int = Field(ge=0)
    """How many earlier places are not listed."""
    variants_left_out: int = Field(ge=0)
    """How many less frequent wordings are not listed."""

    @property
    def copies(self) -> int:
        """How many places are in near copies, so that they are not counted."""
        return self.uses_left_out + len(self.uses) - self.uses_count

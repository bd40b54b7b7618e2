"""What tools answer with: typed, so that a model sees which field holds what."""

from pydantic import BaseModel, Field

from communique.web.tools.quoting import Passage, Quotation, Source


class About(BaseModel):
    """What the archive holds."""

    archive: str
    snapshot: str = Field(description="Cite it: figures are true of this state of the archive.")
    documents: int
    documents_read: int
    documents_not_read: int = Field(description="Failed or set aside: what is silent may not have been read.")
    statements: int
    meetings: int
    sides: dict[str, int] = Field(description="Meetings by state or organisation, the most frequent first.")


class MeetingLine(BaseModel):
    """A meeting."""

    meeting_id: str
    date: str | None
    kind: str
    status: str
    quoted_place: str | None
    sides: list[str]
    quoted_people: list[str]
    own_accounts: list[str] = Field(description="Sides of which there is a text of their own; two make a comparison.")
    documents: int = Field(description="Documents that tell of it, near copies counted once.")


class Meetings(BaseModel):
    """Meetings, the newest first."""

    meetings: list[MeetingLine]
    total: int
    next_offset: int | None
    snapshot: str


class AccountLine(BaseModel):
    """A text that was compared."""

    source: Source
    genre: str | None
    language: str | None
    words: int = Field(description="Its length; a short text names less than a long one.")
    read_whole: bool = Field(description="Whether silence may be claimed against it.")


class FindingLine(BaseModel):
    """A point, and what each side's account does with it."""

    finding_id: str
    kind: str
    meaning: str
    level: str = Field(description="topic: something is named; claim: something is said of it.")
    quoted_topic: str
    quoted_speaker: str | None
    sides: dict[str, str] = Field(description="mentions, generic, silent or unknown, by side.")
    evidence: dict[str, list[Quotation]]
    searched_and_not_found: dict[str, list[Passage]] = Field(
        description="For each silent side, the closest passages of its account: read them before you claim a silence."
    )
    silence_against: str | None
    confidence: float
    decided_by_people: list[str] = Field(
        default_factory=list, description="accept, reject or correct; the last counts."
    )


class Compared(BaseModel):
    """The accounts of a meeting side by side."""

    meeting: MeetingLine
    accounts: list[AccountLine]
    summary: list[str] = Field(
        description="Sentences of the program, with the ids of findings; names in them are the texts' own."
    )
    findings: list[FindingLine]
    total: int
    next_offset: int | None
    snapshot: str
    caution: str


class LeftOut(BaseModel):
    """What a side's accounts leave out that others carry."""

    side: str
    meetings: list[MeetingLine] = Field(description="The meetings looked at: those with accounts of both sides.")
    left_out: dict[str, list[FindingLine]] = Field(description="Findings in which the side is silent, by meeting.")
    total: int = Field(description="Findings of silence in all these meetings; there may be more than are here.")
    cannot_be_told: dict[str, int] = Field(description="Points of which nothing can be said, by meeting.")
    snapshot: str
    caution: str


class StatementLine(BaseModel):
    """Who said what, according to whom."""

    speaker: str | None = Field(description="null where it could not be told.")
    quoted_speaker_name: str | None
    said_on: str | None
    mode: str = Field(description="direct: in quotation marks; indirect: the writer's wording; mixed.")
    denied: bool
    addressee: str | None
    according_to: str | None
    topics: list[str]
    quotation: Quotation


class Statements(BaseModel):
    """Statements, the latest first."""

    statements: list[StatementLine]
    total: int
    next_offset: int | None
    snapshot: str


class PhraseLine(BaseModel):
    """A use of a phrase."""

    date: str | None
    side: str
    quoted_speaker_name: str | None
    in_quotation_marks: bool
    exact: bool
    quotation: Quotation


class Phrase(BaseModel):
    """A phrase from its first use."""

    quoted_phrase: str
    uses: int
    exact_uses: int
    documents: int
    first: PhraseLine | None
    last: PhraseLine | None
    by_year: list[dict[str, str | int]]
    latest: list[PhraseLine]
    snapshot: str
    caution: str


class HitLine(BaseModel):
    """A document that was found."""

    source: Source
    contexts: list[Quotation]


class Hits(BaseModel):
    """Documents that hold the words."""

    hits: list[HitLine]
    total: int
    next_offset: int | None
    snapshot: str
    caution: str


class Text(BaseModel):
    """A stretch of a document."""

    quotation: Quotation
    length: int = Field(description="Length of the whole text in code points.")
    status: str
    failures: list[str]
    snapshot: str


class Changed(BaseModel):
    """What is new and gone in a side's readout since the same two people met before."""

    side: str
    meeting_id: str
    previous_meeting_id: str
    date: str | None
    previous_date: str | None
    words: int
    previous_words: int
    new_topics: dict[str, list[Quotation]]
    dropped_topics: dict[str, list[Quotation]]


class Changes(BaseModel):
    """What changed, side by side."""

    changes: list[Changed]
    snapshot: str
    caution: str


class Month(BaseModel):
    """A month of two sides."""

    month: str
    meetings: list[str]
    held: int
    planned: int
    cancelled: int
    warmth: float | None = Field(description="-3 (cold) to 3 (warm); null where nothing rates a talk.")
    tone: dict[str, int]
    agenda: dict[str, int]


class Relations(BaseModel):
    """Two sides month by month."""

    sides: list[str]
    months: list[Month]
    snapshot: str


class PersonLine(BaseModel):
    """Somebody whom texts speak of."""

    person_id: str
    quoted_name: str | None
    country: str | None
    documents: int
    quoted_offices: list[str]
    meetings: list[str]
    statements: int
    latest_statements: list[Quotation]


class People(BaseModel):
    """The people of a name."""

    people: list[PersonLine]
    snapshot: str

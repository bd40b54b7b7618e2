"""What accounts of one meeting share, how they word it, and what only one of them carries."""

from enum import StrEnum
from typing import Final, Literal

from pydantic import ConfigDict, Field, model_validator

from communique.model.account import Genre, SideKnownBy
from communique.model.base import Model, PartialDate
from communique.model.document import Failure
from communique.model.meeting import Meeting
from communique.model.record import MadeBy
from communique.model.span import Span

COMPARISON_SCHEMA: Final = "communique.comparison/1"


class FindingKind(StrEnum):
    """What the accounts do with a point.

    `both`: same sense in both. `worded_differently`: in both, the wording or the strength differs. `only_in`: in one,
    and not in another that was read whole. `put_in_mouth`: one account has the other side say it, whose own account,
    read whole, does not. `denied`: a side says that it did not say or agree to what the other reports.
    `said_not_mentioned`: a third party reports the silence. `unknown`: in one; of the others nothing can be said.
    """

    BOTH = "both"
    WORDED_DIFFERENTLY = "worded_differently"
    ONLY_IN = "only_in"
    PUT_IN_MOUTH = "put_in_mouth"
    DENIED = "denied"
    SAID_NOT_MENTIONED = "said_not_mentioned"
    UNKNOWN = "unknown"


class Level(StrEnum):
    """Whether a finding speaks of a topic or thing that is named, or of a claim about it.

    A text can name Taiwan and not carry the pledge: silent at the level of the claim, not of the topic.
    """

    TOPIC = "topic"
    CLAIM = "claim"


class Stand(StrEnum):
    """What one side's account does with a point: names it, names only something wider, is silent, or unknown."""

    MENTIONS = "mentions"
    GENERIC = "generic"
    SILENT = "silent"
    UNKNOWN = "unknown"


class Relation(StrEnum):
    """How the second side's wording stands to the first's."""

    SAME = "same"
    SOFTER = "softer"
    HARDER = "harder"
    GENERIC = "generic"
    SPECIFIC = "specific"
    OPPOSED = "opposed"
    OTHER = "other"


class SilenceAgainst(StrEnum):
    """What a silence is measured against: another account, the side's own earlier ones, or the press."""

    OTHER_ACCOUNT = "other_account"
    EARLIER_ACCOUNTS = "earlier_accounts"
    PRESS = "press"


class Topic(Model):
    """What a finding is about."""

    id: str | None = None
    """The codebook's id of the topic or concept, null where it has none."""
    label: str
    """The topic in words: the codebook's label, or the words of the first account."""


class Evidence(Span):
    """Words of an account."""

    account_id: str
    """Id of the account in whose text the span counts."""


class Searched(Evidence):
    """A passage that was searched and does not carry the point, the closest first."""

    similarity: float = Field(ge=0, le=1)
    """The share of the point's meaning that the passage carries, from 0 to 1."""


class MarkKind(StrEnum):
    """What a mark on the words shows. `deleted` and `inserted` stand only where two sentences are near copies."""

    DELETED = "deleted"
    INSERTED = "inserted"
    SHARED = "shared"
    STRENGTH = "strength"


class Mark(Evidence):
    """Words within the evidence that tell the accounts apart, or join them."""

    kind: MarkKind
    """What it shows."""
    note: str | None = None
    """The code of a verb, or the topic or concept that is shared."""


class Wording(Model):
    """How two accounts word the same point."""

    sides: tuple[str, str]
    """The two sides, in the order in which `relation` reads."""
    relation: Relation
    """How the second stands to the first."""
    near_copies: bool = False
    """Whether the two passages are so close that single words can be set against each other."""
    marks: tuple[Mark, ...] = ()
    """The words that make the difference."""


class Finding(Model):
    """One point, and what each side's account does with it."""

    id: str
    """Id within the comparison."""
    kind: FindingKind
    """What it is."""
    level: Level = Level.TOPIC
    """Whether it speaks of a topic or of a claim."""
    topic: Topic
    """What it is about."""
    speaker: str | None = None
    """Id of the actor whose words they are, `both` for joint words, null for the narrator's."""
    sides: dict[str, Stand]
    """What each side's account does with it."""
    evidence: dict[str, tuple[Evidence, ...]] = Field(default_factory=dict)
    """The words, by side."""
    searched: dict[str, tuple[Searched, ...]] = Field(default_factory=dict)
    """For each silent side, the closest passages of its accounts; where an engine of meaning forbade silence, the one
    that is near."""
    silence_against: SilenceAgainst | None = None
    """What the silence is measured against."""
    wording: tuple[Wording, ...] = ()
    """How the sides word it, pair by pair."""
    protocol: bool = False
    """Whether it is frame or ritual (greetings, who called, closing lines), which reports fold away."""
    commitment: bool = False
    """Whether it is something agreed, promised or tasked."""
    confidence: float = Field(ge=0, le=1)
    """How likely the finding is to be right, from what was measured for its rule."""
    rule: str
    """The rule that made it, as the documentation names it."""


class MarkedWords(Evidence):
    """A word that analysts look at, with its code."""

    code: str
    """Code of the tone, format, formula or name."""


class ComparedAccount(Model):
    """What is to be known of an account before its silence is weighed."""

    account_id: str
    """Id of the account."""
    side: str
    """Whose it is, or `press`."""
    side_known_by: SideKnownBy = SideKnownBy.GIVEN
    """How that is known."""
    language: str | None = None
    """Its language."""
    date: PartialDate | None = None
    """When it was published."""
    genre: Genre | None = None
    """What sort of text it is."""
    whole: bool
    """Whether silence may be claimed against it."""
    words: int = Field(ge=0)
    """Its length in words (for scripts without spaces: characters / 1.6), the publisher's own passages left out."""
    topic_order: tuple[str, ...] = ()
    """Ids of its topics, in the order in which it first names them."""
    leads_with: Evidence | None = None
    """The first point of substance."""
    tone: tuple[MarkedWords, ...] = ()
    """Words that rate the talk."""
    requested_by: tuple[MarkedWords, ...] = ()
    """Words that say who asked for it."""
    format: tuple[MarkedWords, ...] = ()
    """Words that name its format."""
    formulas: tuple[MarkedWords, ...] = ()
    """Fixed formulas in it."""
    names: tuple[MarkedWords, ...] = ()
    """Names chosen for places, states and events that others call otherwise."""


class SummarySentence(Model):
    """A plain sentence, and the findings behind it."""

    sentence: str
    """The sentence."""
    findings: tuple[str, ...]
    """Ids of the findings that it rests on."""


class ComparedBy(MadeBy):
    """What made a comparison: what read the accounts (the readers of their languages), and what compared them."""

    meaning: str | None = None
    """Name and version of the engine of meaning that was asked for; null if words and concepts alone decided."""

    @model_validator(mode="before")
    @classmethod
    def _reader_alone(cls, value: object) -> object:
        """Take what made a record for what made a comparison in which nothing was compared."""
        return value.model_dump() if type(value) is MadeBy else value


class Comparison(Model):
    """The accounts of one meeting side by side. The JSON form is the contract `communique.comparison/1`."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    schema_: Literal["communique.comparison/1"] = Field(default=COMPARISON_SCHEMA, alias="schema")
    """The version of this contract."""
    meeting_id: str
    """Id of the meeting."""
    meeting: Meeting | None = None
    """The meeting, as the accounts report it; null where none of them names it."""
    people: dict[str, str] = Field(default_factory=dict)
    """Names of the actors that the findings speak of, by id."""
    accounts: tuple[ComparedAccount, ...]
    """What was compared."""
    findings: tuple[Finding, ...] = ()
    """What was found: differences of substance first, frame and protocol last."""
    summary: tuple[SummarySentence, ...] = ()
    """What an editor would write, three to seven sentences."""
    failures: tuple[Failure, ...] = ()
    """What could not be read or compared."""
    made_by: ComparedBy
    """What made it."""

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the comparison as JSON, in the shape of the contract `communique.comparison/1`."""
        return self.model_dump_json(by_alias=True, indent=indent)

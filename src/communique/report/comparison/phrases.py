"""Every phrase of the comparison's reports, in one place: what the program says of texts, never words of a text."""

from collections.abc import Sequence

from communique.codebook.aliases import entities
from communique.errors import ComponentFailed, ReaderMissing, TextCut, UnsupportedLanguage
from communique.model import FindingKind, Genre, Relation, SideKnownBy, Status
from communique.model.account import PRESS
from communique.report.names import joined
from communique.report.visible import visible

SUMMARY = "Summary"
FINDINGS = "Findings"
ACCOUNTS = "The accounts"
ANALYSTS = "What analysts look at"
FAILURES = "Not everything could be read or compared"
TEXTS = "The texts compared"
NO_MEETING = "none of the accounts names the meeting"
NO_FINDINGS = "Nothing was found that could be compared."
NO_SUMMARY = "There is nothing to sum up."

JOINT = "joint words"
ONLY_IN_GENERAL = "only in general"
NOT_FOUND = "not found in this account"
NOT_FOUND_LATER = "not found in the later account"
SAID_BY_THE_PRESS = "said by the press not to mention it"
THE_PRESS_SAYS_SO = "the press says so too"
CLAIM_NOT_FOUND = "the topic is named, the claim is not found"
CANNOT_BE_TOLD = "cannot be told"
NOT_COMPARED = "not compared"
CLOSEST = "closest passage searched"
CLOSEST_MANY = "closest passages searched"
NO_CLOSEST = "no passage comes close"
COMMITMENT = "commitment"

LONE = "only one account is at hand, so nothing in it can be set against another"
NO_ACCOUNT = "no account of this side is at hand"
PRESS_IS_NO_ACCOUNT = "a press report, nobody's own account"
CUT = "the text is cut"
RETOLD = "the text retells the account in other words"
UNREAD = "the text could not be analysed"
NOT_READ = {
    UnsupportedLanguage.code: "the text is in a language that cannot be read yet",
    ReaderMissing.code: "what reads the language of the text is not installed",
    TextCut.code: "the text is too long to be read to its end",
    ComponentFailed.code: "a step of the analysis failed",
}
"""Why a text was not read whole, by the code of the failure."""
NOT_WHOLE = "not read whole"
READ_WHOLE = "read whole"
TOO_CLOSE = "read whole, but a passage may mean it"
UNCLEAR = "read whole, but it is not clear enough to be called silent"
TEXT_MISSING = "the text of this account is not at hand"
NOTHING_OF_THE_KIND = "none found"
NOT_ITS_OWN = "–"
WEAK_GROUND = "weak ground for silence"

REPORTED_MEANING = "Known through a third party only: what the press says that the accounts carry."

DROPPED_MEANING = "An earlier account of the same side carries it; the later one, read whole, does not."

PROTOCOL = "Frame and protocol"
PROTOCOL_MEANING = "Greetings, who called, closing lines: folded away so that they do not bury the substance."

KIND_TITLES = {
    FindingKind.ONLY_IN: "Only in one account",
    FindingKind.PUT_IN_MOUTH: "Put in the other side's mouth",
    FindingKind.DENIED: "Denied",
    FindingKind.SAID_NOT_MENTIONED: "Said by the press not to be mentioned",
    FindingKind.WORDED_DIFFERENTLY: "Worded differently",
    FindingKind.BOTH: "In both accounts",
    FindingKind.UNKNOWN: "Cannot be told",
}
KIND_MEANINGS = {
    FindingKind.ONLY_IN: "One account carries it; the other was read whole, and it was not found there.",
    FindingKind.PUT_IN_MOUTH: "One account has the other side say it; in that side's own account it was not found. "
    "Where that is not sure, the cell says so.",
    FindingKind.DENIED: "A side says that it did not say, or did not agree to, what the other account reports.",
    FindingKind.SAID_NOT_MENTIONED: "A third party reports that an account does not mention it.",
    FindingKind.WORDED_DIFFERENTLY: "Both speak of it; the wording, the strength or what is said of it differs.",
    FindingKind.BOTH: "Both accounts carry it in the same sense.",
    FindingKind.UNKNOWN: "One account carries it; of the others nothing can be said, so no silence is claimed.",
}
KIND_COUNTS = {
    FindingKind.ONLY_IN: "only in one account",
    FindingKind.PUT_IN_MOUTH: "put in the other side's mouth",
    FindingKind.DENIED: "denied",
    FindingKind.SAID_NOT_MENTIONED: "said by the press not to be mentioned",
    FindingKind.WORDED_DIFFERENTLY: "worded differently",
    FindingKind.BOTH: "in both",
    FindingKind.UNKNOWN: "cannot be told",
}
MEETING_STATUSES = {Status.HAPPENED: "took place", Status.PLANNED: "planned", Status.CANCELLED: "cancelled"}
GENRES = {
    Genre.READOUT: "readout",
    Genre.STATEMENT: "statement",
    Genre.FACT_SHEET: "fact sheet",
    Genre.POST: "post",
    Genre.PRESS_REPORT: "press report",
    Genre.TRANSCRIPT: "transcript",
}
NOT_KNOWN = "not known"
GENRE_NOT_KNOWN = "genre not known"
SIDES_KNOWN_BY = {
    SideKnownBy.GIVEN: "side as given",
    SideKnownBy.PUBLISHER: "side worked out from the publisher",
    SideKnownBy.TEXT: "side worked out from the text",
}
ONLY_HERE = "only here"
IN_THE_TEXT = "in the text at"
CONTENTS = "Kinds of findings"
SKIP = "Skip to the findings"
KEYS = "Keys n and p (or j and k) jump to the next and the previous difference"
ACCOUNTS_CAPTION = "What is to be known of each account before its silence is weighed."
ACCOUNT_COLUMNS = ("Length", "What it is", "Language", "Published", "Whose", "Whole")
ANALYSTS_CAPTION = "Order, tone, request, format, formulas and names, account by account."
TOPIC_ORDER = "Topics in order"
LEADS_WITH = "Leads with"
LONE_COMMITMENTS = "Commitments that only one text holds"
TEXTS_MEANING = "As they were given; words that a finding rests on are marked."
NOTHING_LOADED = "This page loads nothing and sends nothing."
CHANGES_LEGEND = (
    "Of two near copies, [-words-] stand only in the first account and {+words+} only in the second; ‹code› follows "
    "words that set the strength, with its step from 0 to 10 where it has one."
)
PAGE_LEGEND = (
    "Marked words carry the finding, the grey words around them are context; [start:end] leads to the place in the "
    "text."
)
CONTEXT_LEGEND = "▸words◂ carry the finding, what stands around them is context."
SILENCE_LEGEND = (
    "A silence belongs to a text, never to a state: it says that the words were not found in the account that was "
    "compared, and shows the closest passages that were searched."
)


def side_name(side: str) -> str:
    """Return a side as a column is headed: the state's or organisation's name, `the press`, else the code."""
    if side == PRESS:
        return "the press"
    known = entities().get(side)
    return known.name if known else visible(side)


def account_of(side: str) -> str:
    """Return whose account a text is: `the Chilean account`, `the NATO account`, `the press report`."""
    if side == PRESS:
        return "the press report"
    known = entities().get(side)
    whose = (known.adjective or known.name) if known else visible(side)
    return f"the {whose} account"


def accounts_of(sides: list[str]) -> str:
    """Return whose accounts are compared: `the Norwegian and the Chilean account`; the press only where it is alone."""
    own = [account_of(side).removesuffix(" account") for side in dict.fromkeys(sides) if side != PRESS]
    if own:
        return f"{joined(own)} account"
    return account_of(PRESS) if len(sides) == 1 else "press reports"


def only_in(sides: list[str]) -> str:
    """Return the heading of what only these sides' accounts carry."""
    return f"Only in {joined([account_of(side) for side in sides])}"


def dropped_by(sides: list[str]) -> str:
    """Return the heading of what these sides' own later accounts no longer carry."""
    return f"Dropped from {joined([account_of(side) for side in sides])}"


def as_reported(title: str) -> str:
    """Return a heading for what is known of the accounts through the press alone."""
    return f"{title}, as the press reports"


def words_of(speaker: str) -> str:
    """Return whose words are reported: `words of Ana Ruiz`."""
    return f"words of {speaker}"


def according_to(sides: list[str], *, both: bool) -> str:
    """Return by whose account: ` according to the Chilean account`; by both where they are the only two."""
    if not sides:
        return ""
    return f" according to {'both accounts' if both else joined([account_of(side) for side in sides])}"


def relation(kind: Relation, sides: tuple[str, str]) -> str:
    """Return how the second account stands to the first; nothing where they say the same."""
    first, second = account_of(sides[0]), account_of(sides[1])
    if sides[0] == sides[1]:
        first, second = "the earlier account", "the later account"
    match kind:
        case Relation.SAME:
            return ""
        case Relation.SOFTER:
            return f"softer in {second} than in {first}"
        case Relation.HARDER:
            return f"harder in {second} than in {first}"
        case Relation.GENERIC:
            return f"general in {second}, specific in {first}"
        case Relation.SPECIFIC:
            return f"specific in {second}, general in {first}"
        case Relation.OPPOSED:
            return f"opposed: {first} and {second} say opposite things"
        case Relation.OTHER:
            return f"other words in {second} than in {first}"


SHORTENED = " …"
"""How words end that were cut."""


def gloss(language: str, named: Sequence[str]) -> str:
    """Return what is known in English of words in another language: `Chinese, naming sanctions and trade`."""
    return f"{language}, naming {joined(list(named))}" if named else language


def in_original(words: str, known: str) -> str:
    """Return words of another language as a heading: in quotation marks, with what is known of them in English."""
    return f"“{words}” ({known})"


def words(number: int) -> str:
    """Return a length: `1 word`, `1,204 words`."""
    return f"{number:,} word{'' if number == 1 else 's'}"


def findings(number: int) -> str:
    """Return a number of findings: `1 finding`, `12 findings`."""
    return f"{number:,} finding{'' if number == 1 else 's'}"


def longer(ratio: float, longest: str, shortest: str) -> str:
    """Return how the lengths stand to each other, which comes before any politics."""
    return f"{account_of(longest)} is {ratio:.1f} times as long as {account_of(shortest)}"


def similarity(value: float) -> str:
    """Return how close a passage that was searched comes."""
    return f"similarity {value:.2f}"


def confidence(value: str) -> str:
    """Return how likely a finding is to be right: `right in 82%`."""
    return f"likely right: {value}"


def and_more(number: int) -> str:
    """Return how many more there are than are listed."""
    return f"and {number} more"


def code(value: str) -> str:
    """Return a code in words: `exchanged_views` as `exchanged views`, `cordial+constructive` as two."""
    return visible(value).replace("_", " ").replace("+", ", ")


def upper_first(text: str) -> str:
    """Return `text` with a capital first letter."""
    return text[:1].upper() + text[1:]

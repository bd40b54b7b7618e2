"""What analysts look at beside the findings: order and length, tone, who asked, format, formulas, names, promises."""

from collections.abc import Iterable, Sequence

from communique.codebook.written import formula_in_words, thing_in_words
from communique.model import PRESS, ComparedAccount, Comparison, FindingKind, MarkedWords, Stand
from communique.report.comparison import phrases
from communique.report.comparison.findings import Findings
from communique.report.comparison.quotations import Quotations, telling_code
from communique.report.comparison.view import AccountFacts, Analysts, Aspect, Coded, Reference
from communique.report.names import joined, topic_name
from communique.report.visible import visible

TONE = "Words that rate the talk"
_ONE_TEXT = frozenset({FindingKind.ONLY_IN, FindingKind.PUT_IN_MOUTH})


def analysts(
    comparison: Comparison, facts: Sequence[AccountFacts], quotations: Quotations, findings: Findings
) -> Analysts:
    """Lay out what analysts look at, a column for each account; for a story of the press only if it has any of it."""
    shown = [number for number, account in enumerate(comparison.accounts) if account.side != PRESS or _tells(account)]
    accounts = [comparison.accounts[number] for number in shown]
    return Analysts(
        accounts=tuple(facts[number] for number in shown),
        empty=tuple(map(_empty, accounts)),
        topic_orders=tuple(tuple(map(topic_name, account.topic_order)) for account in accounts),
        leads=tuple(quotations.alone(one.leads_with) if one.leads_with else None for one in accounts),
        aspects=tuple(_aspects(accounts, quotations)),
        commitments=tuple(_commitments(comparison, findings)),
    )


def _tells(account: ComparedAccount) -> bool:
    return bool(account.topic_order or account.leads_with or any(_marked(account)))


def _marked(account: ComparedAccount) -> Iterable[tuple[MarkedWords, ...]]:
    return (account.tone, account.requested_by, account.format, account.formulas, account.names)


def _aspects(accounts: Sequence[ComparedAccount], quotations: Quotations) -> Iterable[Aspect]:
    single = (
        (TONE, [account.tone for account in accounts]),
        ("Who asked for it", [account.requested_by for account in accounts]),
        ("Words for the format", [account.format for account in accounts]),
    )
    for title, words in single:
        # That a talk is not rated tells something, that its format is not named does not.
        if any(words) or title == TONE:
            yield _aspect(title, words, quotations)
    for family, chosen in _families([account.formulas for account in accounts]):
        yield _aspect(f"Formula: {visible(formula_in_words(family))}", chosen, quotations, family=family)
    for family, chosen in _families([account.names for account in accounts]):
        # A name tells something beside another one for the same thing.
        if sum(map(bool, chosen)) > 1 and len({word.code for words in chosen for word in words}) > 1:
            yield _aspect(f"Name chosen: {visible(thing_in_words(family))}", chosen, quotations)


def _families(marked: Sequence[Sequence[MarkedWords]]) -> Iterable[tuple[str, list[tuple[MarkedWords, ...]]]]:
    for family in dict.fromkeys(_family(word) for words in marked for word in words):
        yield family, [tuple(word for word in words if _family(word) == family) for words in marked]


def _family(word: MarkedWords) -> str:
    """Return what several names are chosen for: `ukraine_war` of `ukraine_war:russias_war`; a formula is its own."""
    return word.code.partition(":")[0].strip()


def _aspect(title: str, words: Sequence[Sequence[MarkedWords]], quotations: Quotations, *, family: str = "") -> Aspect:
    return Aspect(title=title, by_account=tuple(_coded(marked, quotations, family=family) for marked in words))


def _empty(account: ComparedAccount) -> str:
    if account.side == PRESS:
        return phrases.NOT_ITS_OWN
    return phrases.NOTHING_OF_THE_KIND if account.whole else phrases.CANNOT_BE_TOLD


def _coded(marked: Iterable[MarkedWords], quotations: Quotations, *, family: str) -> tuple[Coded, ...]:
    """Return the words with their codes, each wording once; a code that only repeats words or title is left out."""
    found: dict[tuple[str, str], Coded] = {}
    for word in marked:
        quotation = quotations.alone(word)
        if quotation is not None:
            told = telling_code(word.code, quotation.words) if word.code != family else ""
            found.setdefault((quotation.words.casefold(), word.code), Coded(quotation, told))
    return tuple(found.values())


def _commitments(comparison: Comparison, findings: Findings) -> Iterable[tuple[Reference, str]]:
    for finding in comparison.findings:
        if not finding.commitment or finding.kind not in _ONE_TEXT:
            continue
        holding = [side for side, stand in finding.sides.items() if stand is Stand.MENTIONS]
        anchor = findings.anchor(finding.id) or ""
        reference = Reference(anchor, visible(finding.id), findings.topic(finding))
        yield reference, joined([phrases.account_of(side) for side in holding])

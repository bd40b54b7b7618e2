"""What is to be known of each account before its silence is weighed: whose, when, how long, whole or not and why."""

from collections.abc import Mapping, Sequence

from communique.model import PRESS, Account, ComparedAccount, Comparison, Genre
from communique.model.account import WEAK_GROUND
from communique.report.comparison import phrases
from communique.report.comparison.quotations import safe_language
from communique.report.comparison.view import AccountFacts, Column
from communique.report.dates import in_words
from communique.report.visible import visible

NOTABLE_RATIO = 1.5
"""From here on the report says how many times longer one account is."""


def columns(comparison: Comparison) -> tuple[Column, ...]:
    """Return the sides in the order of the accounts, those known only through others behind them, the press last."""
    sides = {account.side: None for account in comparison.accounts}
    sides |= {side: None for finding in comparison.findings for side in finding.sides}
    ordered = sorted(sides, key=lambda side: side == PRESS)
    return tuple(Column(side, phrases.side_name(side), phrases.account_of(side)) for side in ordered)


def facts(comparison: Comparison, accounts: Mapping[str, Account]) -> tuple[AccountFacts, ...]:
    """Return the facts of each account in the order of the comparison."""
    return tuple(_facts(compared, accounts.get(compared.account_id)) for compared in comparison.accounts)


def _facts(compared: ComparedAccount, account: Account | None) -> AccountFacts:
    document = account.record.document if account else None
    unsaid = phrases.GENRES[Genre.PRESS_REPORT] if compared.side == PRESS else phrases.GENRE_NOT_KNOWN
    genre = phrases.GENRES[compared.genre] if compared.genre else unsaid
    if compared.genre in WEAK_GROUND:
        genre = f"{genre}, {phrases.WEAK_GROUND}"
    why = why_not_whole(compared, account)
    return AccountFacts(
        account_id=visible(compared.account_id),
        side=compared.side,
        name=phrases.side_name(compared.side),
        known_by=phrases.SIDES_KNOWN_BY[compared.side_known_by],
        genre=genre,
        language=visible(compared.language or phrases.NOT_KNOWN),
        language_code=safe_language(compared.language),
        date=in_words(compared.date) if compared.date else "date not known",
        whole=f"{phrases.NOT_WHOLE}: {why}" if why else phrases.READ_WHOLE,
        is_whole=compared.whole,
        length=phrases.words(compared.words),
        title=visible((document.title if document else None) or ""),
        publisher=visible((document.publisher if document else None) or ""),
        url=visible((document.url if document else None) or ""),
        sha256=document.sha256 if document else "",
    )


def why_not_whole(compared: ComparedAccount, account: Account | None) -> str:
    """Return why silence may not be claimed against an account; empty where it may."""
    if compared.whole:
        return ""
    if compared.side == PRESS:
        return phrases.PRESS_IS_NO_ACCOUNT
    if account is None:
        return phrases.TEXT_MISSING
    reasons = [
        *([phrases.CUT] if account.truncated else []),
        *([phrases.RETOLD] if account.own_words else []),
        *(phrases.NOT_READ[failure.code] for failure in account.record.failures if failure.code in phrases.NOT_READ),
    ]
    return "; ".join(dict.fromkeys(reasons)) or phrases.UNREAD


def lengths(accounts: Sequence[ComparedAccount]) -> str:
    """Return how the lengths of the sides' own accounts stand to each other, where that is worth saying.

    A single account stands to nothing, which is said in its place.
    """
    if len(accounts) == 1 and accounts[0].side != PRESS:
        return phrases.LONE
    own = [account for account in accounts if account.side != PRESS and account.words]
    if len({account.side for account in own}) < 2:
        return ""
    shortest, longest = min(own, key=lambda one: one.words), max(own, key=lambda one: one.words)
    ratio = longest.words / shortest.words
    return phrases.longer(ratio, longest.side, shortest.side) if ratio >= NOTABLE_RATIO else ""

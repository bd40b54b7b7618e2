"""The comparison of a meeting's accounts, each finding by itself, and what they are exported as."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from communique.archive import Judgement
from communique.errors import NothingToCompare, UnknownMeeting
from communique.model import PRESS, ComparedAccount, Comparison, FindingKind, Level, Span
from communique.model.history import ReadoutChange
from communique.report.comparison import phrases
from communique.report.comparison.findings import ORDER
from communique.report.comparison.layout import laid_out
from communique.report.comparison.markdown import comparison_markdown
from communique.report.comparison.page import DIFFERENCES, comparison_html
from communique.report.comparison.table import comparison_table
from communique.report.comparison.view import MOST_REFERENCES, AccountFacts, Row, Section, View
from communique.report.names import topic_name
from communique.report.visible import visible
from communique.web.asking import DeskHere
from communique.web.charts.order import SLIM, Told, order
from communique.web.compared import Compared
from communique.web.desk import Desk
from communique.web.forms import remembered_name
from communique.web.pages import naming
from communique.web.pages.citing import citation
from communique.web.pages.entries import entry, people_of, place_of
from communique.web.pages.merging import candidates
from communique.web.pages.render import Crumb, page, streamed
from communique.web.pages.verdicts import rejected, stands
from communique.web.problems import Refused, plain_problem
from communique.web.words import words

_LOG = logging.getLogger("communique.web")
router = APIRouter()
_EXPORTS = {
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


@dataclass(frozen=True, slots=True)
class Card:
    """An account as the page introduces it."""

    facts: AccountFacts
    mark: str
    version: tuple[int, int] | None
    """Its number among several texts of its side, and how many there are."""


@router.get("/meetings/{meeting}")
def comparison(request: Request, desk: DeskHere, meeting: str, kind: str = "", saved: str = "") -> Response:
    """Show the accounts of a meeting side by side; one that was merged, as it is now."""
    try:
        compared = desk.comparison(meeting)
    except UnknownMeeting:
        if (became := desk.became(meeting)) is None:
            raise
        return RedirectResponse(f"/meetings/{became}", status_code=HTTPStatus.TEMPORARY_REDIRECT)
    made = compared.comparison
    earlier, later = desk.neighbours(meeting)
    frame: dict[str, Any] = {
        "part": "meetings",
        "entry": entry(desk, compared.cluster),
        "cluster": compared.cluster,
        "where_met": place_of(compared.cluster),
        "told": _told(desk, compared),
        "left_out": len(compared.left_out),
        "candidates": lambda: candidates(desk, compared.cluster),
        "earlier": earlier,
        "later": later,
        "saved": bool(saved),
        "who": remembered_name(request),
        "crumbs": [Crumb(words()("meetings.title"), "/")],
    }
    if made is None:
        return page(request, "uncompared.html.jinja", title=people_of(compared.cluster), **frame)
    view = laid_out(made, compared.accounts)
    kinds = [one for one in ORDER if any(section.kind is one for section in view.sections)]
    chosen = next((one for one in kinds if one.value == kind), None)
    return streamed(
        request,
        "comparison.html.jinja",
        title=view.title,
        view=view,
        kinds=[(one.value, phrases.KIND_TITLES[one], _number(view, one)) for one in kinds],
        chosen=chosen.value if chosen else "",
        sections=[section for section in view.sections if chosen is None or section.kind is chosen],
        cards=_cards(compared, view),
        since=lambda: _since(desk, meeting),
        picture=picture(made),
        orders=_orders(made),
        cited=citation(desk, compared, view.title, str(request.base_url)),
        judged=compared.judged,
        summary=[
            (sentence, stands([one.id for one in sentence.findings], rejected(compared))) for sentence in view.summary
        ],
        **frame,
        **shared(compared, view, is_whole=chosen is None),
    )


@router.get("/meetings/{meeting}/findings/{finding}")
def finding(request: Request, desk: DeskHere, meeting: str, finding: str, saved: str = "") -> Response:
    """Show a finding by itself, with the forms to judge it."""
    compared = desk.comparison(meeting)
    found = desk.finding(meeting, finding)
    made = compared.comparison
    assert made is not None  # it has a finding
    view = laid_out(made, compared.accounts)
    section, row = _row(view, finding)
    ids = [one.id for section in (*view.sections, *view.folded) for one in section.rows]
    at = ids.index(finding)
    return page(
        request,
        "finding.html.jinja",
        title=words()("finding.title", id=finding),
        part="meetings",
        crumbs=[Crumb(words()("meetings.title"), "/"), Crumb(view.title, f"/meetings/{meeting}")],
        view=view,
        section=section,
        row=row,
        found=found,
        level=words()("finding.level_topic" if found.level is Level.TOPIC else "finding.level_claim"),
        cluster=compared.cluster,
        previous=ids[at - 1] if at else None,
        following=ids[at + 1] if at + 1 < len(ids) else None,
        kinds=[(one.value, phrases.KIND_TITLES[one]) for one in FindingKind],
        judged=compared.judged,
        saved=bool(saved),
        who=remembered_name(request),
        **shared(compared, view, is_whole=False),
    )


@router.get("/meetings/{meeting}/export/{form}")
def export(desk: DeskHere, meeting: str, form: str) -> Response:
    """Send the comparison as a file."""
    compared = desk.comparison(meeting)
    made = compared.comparison
    if form not in _EXPORTS:
        raise Refused(plain_problem(404, f"A comparison is exported as {', '.join(_EXPORTS)}."))
    if made is None:
        raise NothingToCompare(f"no text of {desk.name} is an account of meeting {meeting}")
    match form:
        case "html":
            content = comparison_html(made, compared.accounts)
        case "md":
            content = comparison_markdown(made, compared.accounts, everything=True)
        case "csv":
            content = comparison_table(made, compared.accounts)
        case _:
            content = made.to_json(indent=2)
    name = f"communique-{compared.cluster.meeting.date or 'undated'}-{meeting}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content.encode("utf-8", "replace"), media_type=_EXPORTS[form], headers=headers)


def shared(compared: Compared, view: View, *, is_whole: bool) -> dict[str, Any]:
    """Return what the templates of the report need beside the view; `is_whole` if the page has every finding."""
    columns = [column.side for column in view.columns]
    return {
        "where": _where,
        "named": _named(compared),
        "verdict_of": _verdict,
        "gone": rejected(compared),
        "finding_at": f"{'' if is_whole else f'/meetings/{compared.cluster.id}'}#{{}}".format,
        "most": MOST_REFERENCES,
        "differences": DIFFERENCES,
        "lengths": _lengths(compared.comparison, columns),
        "mark_of": lambda side: naming.mark(side, columns),
    }


def _since(desk: Desk, meeting: str) -> list[tuple[str, ReadoutChange]] | None:
    """Return what changed since the two met before, with whose account it is; None where that cannot be told."""
    try:
        return [(phrases.account_of(one.side), one) for one in desk.since_last(meeting)]
    except Exception:  # noqa: BLE001 - the page is half sent: it says so, and goes on
        _LOG.exception("what changed since the meeting before %s cannot be told", meeting)
        return None


def _verdict(one: Judgement) -> str:
    """Return a decision about a finding in words."""
    say = words()
    kind = one.after.get("kind") if isinstance(one.after, Mapping) else None
    if one.what == "correct" and kind in set(FindingKind):
        return say("comparison.other_kind", kind=phrases.KIND_COUNTS[FindingKind(kind)], who=visible(one.who))
    known = say.part("what")
    return say("comparison.judged", what=known.get(one.what, one.what), who=visible(one.who))


def _named(compared: Compared) -> Callable[[str], str]:
    """Return what calls one of several texts of a side by its number, where the report has its id."""
    numbers = versions(compared)
    called = {account: words()("comparison.text_number", n=number) for account, (number, _) in numbers.items()}

    def named(source: str) -> str:
        for account, name in called.items():
            source = source.replace(account, name)
        return source

    return named


def versions(compared: Compared) -> dict[str, tuple[int, int]]:
    """Return, for each text of a side that has several, its number among them and how many there are."""
    by_side: dict[str, list[str]] = {}
    for account in compared.accounts:
        by_side.setdefault(account.side, []).append(account.account_id)
    return {
        account: (number, len(all_of_them))
        for all_of_them in by_side.values()
        if len(all_of_them) > 1
        for number, account in enumerate(all_of_them, start=1)
    }


def _where(account: str, span: Span) -> str:
    """Return where a quotation leads: to its place in its document."""
    return f"/documents/{account}?from={span.start}&to={span.end}#excerpt"


def _lengths(made: Comparison | None, sides: Sequence[str]) -> Mapping[str, str]:
    accounts = made.accounts if made else ()
    return {
        side: " + ".join(phrases.words(account.words) for account in accounts if account.side == side)
        or phrases.NO_ACCOUNT
        for side in sides
    }


def _number(view: View, kind: FindingKind) -> int:
    return sum(len(section.rows) for section in view.sections if section.kind is kind)


def _row(view: View, finding: str) -> tuple[Section, Row]:
    return next(
        (section, row) for section in (*view.sections, *view.folded) for row in section.rows if row.id == finding
    )


def _cards(compared: Compared, view: View) -> list[Card]:
    columns = [column.side for column in view.columns]
    numbers = versions(compared)
    return [Card(facts, naming.mark(facts.side, columns), numbers.get(facts.account_id)) for facts in view.accounts]


def _latest(made: Comparison) -> list[ComparedAccount]:
    """Return the last account of each of two sides, the press left out, in the order of their colours."""
    own = {account.side: account for account in made.accounts if account.side != PRESS}
    return [own[side] for side in sorted(own)][:2]


def picture(made: Comparison) -> Markup | None:
    """Draw length and order of the topics of two sides, for wide screens and for narrow ones.

    None where there are none to set beside each other.
    """
    own = _latest(made)
    if len(own) < 2 or not any(account.topic_order for account in own):
        return None
    one, other = (_drawn(account) for account in own)
    label = words()(
        "comparison.picture_label", one=one.name, one_length=one.length, other=other.name, other_length=other.length
    )
    # Which of the two is seen depends on the width of the screen.
    return order(one, other, label=label) + order(one, other, label=label, form=SLIM)


def _drawn(account: ComparedAccount) -> Told:
    topics = [topic_name(topic) for topic in account.topic_order]
    return Told(naming.side(account.side), phrases.words(account.words), account.words, topics)


def _orders(made: Comparison) -> dict[str, Any]:
    """Return the same as a table: each topic with its place in each account."""
    own = _latest(made)
    topics = dict.fromkeys(topic for account in own for topic in account.topic_order)
    return {
        "accounts": [phrases.upper_first(phrases.account_of(account.side)) for account in own],
        "lengths": [phrases.words(account.words) for account in own],
        "rows": [
            (
                topic_name(topic),
                [account.topic_order.index(topic) + 1 if topic in account.topic_order else None for account in own],
            )
            for topic in topics
        ],
    }


def _told(desk: Desk, compared: Compared) -> list[dict[str, Any]]:
    """Return every text that tells of the meeting: whose, its title, the words, whether it is compared."""
    titles = desk.titles([account.document for account in compared.cluster.accounts])
    used = {account.account_id for account in compared.accounts}
    order = [account.side for account in compared.cluster.accounts]
    return [
        {
            "account": account,
            "row": titles.get(account.document, {}),
            "side": naming.side(account.side),
            "mark": naming.mark(account.side, list(dict.fromkeys(order))),
            "is_compared": account.document in used,
        }
        for account in compared.cluster.accounts
    ]

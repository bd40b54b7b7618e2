"""A comparison and its accounts laid out as a report: the order of its parts."""

from collections import Counter
from collections.abc import Iterable, Sequence

from communique.errors import ERRORS, CommuniqueError
from communique.model import Account, Comparison, Failure, Meeting, Place
from communique.report.comparison import phrases
from communique.report.comparison.analysts import analysts
from communique.report.comparison.facts import columns, facts, lengths
from communique.report.comparison.findings import ORDER, Findings
from communique.report.comparison.naming import Names
from communique.report.comparison.quotations import Quotations
from communique.report.comparison.view import Reference, Sentence, Trouble, View
from communique.report.dates import in_words
from communique.report.visible import visible


def laid_out(comparison: Comparison, accounts: Sequence[Account]) -> View:
    """Return what every form of the report shows.

    Words are slices of the texts of `accounts`; of an account that is not among them no words are shown.
    """
    by_id = {account.account_id: account for account in accounts}
    names = Names(comparison, accounts)
    quotations = Quotations([by_id[one.account_id] for one in comparison.accounts if one.account_id in by_id])
    sides = columns(comparison)
    findings = Findings(comparison, by_id, columns=sides, names=names, quotations=quotations)
    told = facts(comparison, by_id)
    made_by = comparison.made_by
    return View(
        title=_title(comparison),
        meeting=tuple(_meeting(comparison.meeting, names)) if comparison.meeting else (),
        columns=sides,
        accounts=told,
        lengths=phrases.upper_first(lengths(comparison.accounts)),
        summary=tuple(_summary(comparison, findings)),
        counts=_counts(comparison),
        sections=findings.sections(protocol=False),
        folded=findings.sections(protocol=True),
        analysts=analysts(comparison, told, quotations, findings),
        failures=tuple(map(_trouble, comparison.failures)),
        made_by=f"communique {visible(made_by.version)}, codebook {visible(made_by.codebook)}, language model "
        f"{visible(made_by.language_model or 'none')}",
    )


def _title(comparison: Comparison) -> str:
    whose = phrases.accounts_of(list(dict.fromkeys(account.side for account in comparison.accounts)))
    kind = phrases.kind_of(comparison.meeting.kind) if comparison.meeting else "meeting"
    when = f" of {in_words(comparison.meeting.date)}" if comparison.meeting and comparison.meeting.date else ""
    return phrases.upper_first(f"{whose} of the {kind}{when}")


def _meeting(meeting: Meeting, names: Names) -> Iterable[tuple[str, str]]:
    yield "What", f"{phrases.kind_of(meeting.kind)}, {phrases.MEETING_STATUSES[meeting.status]}"
    yield "Who", "; ".join(map(names.in_full, meeting.participants)) or "not named"
    yield "When", in_words(meeting.date) if meeting.date else "not given"
    yield "Where", _place(meeting.place, names) if meeting.place else "not given"
    if meeting.host:
        yield "Host", names.of(meeting.host)
    if meeting.requested_by:
        yield "Asked for by", names.of(meeting.requested_by)


def _place(place: Place, names: Names) -> str:
    name = visible(place.name)
    state = names.of(place.country) if place.country else name
    return name if state.casefold() in name.casefold() else f"{name}, {state}"


def _summary(comparison: Comparison, findings: Findings) -> Iterable[Sentence]:
    by_id = {finding.id: finding for finding in comparison.findings}
    for sentence in comparison.summary:
        references = tuple(
            Reference(anchor, visible(finding), findings.topic(by_id[finding]))
            for finding in sentence.findings
            if (anchor := findings.anchor(finding))
        )
        yield Sentence(visible(sentence.sentence), references)


def _counts(comparison: Comparison) -> str:
    substance = Counter(finding.kind for finding in comparison.findings if not finding.protocol)
    folded = sum(finding.protocol for finding in comparison.findings)
    if not comparison.findings:
        return phrases.NO_FINDINGS
    kinds = [f"{substance[kind]} {phrases.KIND_COUNTS[kind]}" for kind in ORDER if substance[kind]]
    told = f"{phrases.findings(substance.total())} of substance{': ' if kinds else ''}{', '.join(kinds)}"
    return f"{told}; {folded} of frame and protocol." if folded else f"{told}."


def _trouble(failure: Failure) -> Trouble:
    remedy = ERRORS.get(failure.code, CommuniqueError).remedy
    return Trouble(visible(failure.code), visible(failure.message), remedy)

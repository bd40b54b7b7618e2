"""A comparison and its accounts laid out as a report: the order of its parts."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from communique.errors import ERRORS, CommuniqueError
from communique.model import Account, Comparison, Failure, Meeting, Place
from communique.report.comparison import phrases
from communique.report.comparison.analysts import analysts
from communique.report.comparison.facts import columns, facts, lengths
from communique.report.comparison.findings import Findings
from communique.report.comparison.naming import Names
from communique.report.comparison.quotations import Quotations
from communique.report.comparison.view import Reference, Section, Sentence, Trouble, View
from communique.report.dates import in_words
from communique.report.names import kind_name
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
    substance, protocol = findings.sections(protocol=False), findings.sections(protocol=True)
    told = facts(comparison, by_id)
    made_by = comparison.made_by
    return View(
        title=_title(comparison),
        meeting=tuple(_meeting(comparison.meeting, names)) if comparison.meeting else (),
        columns=sides,
        accounts=told,
        lengths=phrases.upper_first(lengths(comparison.accounts)),
        summary=tuple(_summary(comparison, findings)),
        counts=_counts(substance, protocol),
        sections=substance,
        folded=protocol,
        analysts=analysts(comparison, told, quotations, findings),
        failures=tuple(_troubles(comparison, by_id)),
        made_by=f"communique {visible(made_by.version)}, codebook {visible(made_by.codebook)}, language model "
        f"{visible(made_by.language_model or 'none')}",
    )


def _title(comparison: Comparison) -> str:
    whose = phrases.accounts_of([account.side for account in comparison.accounts])
    kind = kind_name(comparison.meeting.kind if comparison.meeting else None)
    when = f" of {in_words(comparison.meeting.date)}" if comparison.meeting and comparison.meeting.date else ""
    return phrases.upper_first(f"{whose} of the {kind}{when}")


def _meeting(meeting: Meeting, names: Names) -> Iterable[tuple[str, str]]:
    yield "What", f"{kind_name(meeting.kind)}, {phrases.MEETING_STATUSES[meeting.status]}"
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


def _counts(sections: Sequence[Section], folded: Sequence[Section]) -> str:
    counted: Counter[str] = Counter()
    for section in sections:
        kind = phrases.KIND_COUNTS[section.kind]
        counted[phrases.as_reported(kind) if section.is_reported else kind] += len(section.rows)
    in_protocol = sum(len(section.rows) for section in folded)
    if not counted and not in_protocol:
        return phrases.NO_FINDINGS
    kinds = ", ".join(f"{number} {kind}" for kind, number in counted.items())
    told = f"{phrases.findings(counted.total())} of substance{': ' if kinds else ''}{kinds}"
    return f"{told}; {in_protocol} of frame and protocol." if in_protocol else f"{told}."


def _troubles(comparison: Comparison, accounts: Mapping[str, Account]) -> Iterable[Trouble]:
    """Yield what failed in comparing, then what failed in reading each account."""
    told = {(failure.code, failure.message) for failure in comparison.failures}
    for failure in comparison.failures:
        yield _trouble(failure)
    for compared in comparison.accounts:
        account = accounts.get(compared.account_id)
        for failure in account.record.failures if account else ():
            if (failure.code, failure.message) not in told:
                is_named = compared.account_id in failure.message
                yield _trouble(failure, of="" if is_named else f"{visible(compared.account_id)}: ")


def _trouble(failure: Failure, *, of: str = "") -> Trouble:
    remedy = ERRORS.get(failure.code, CommuniqueError).remedy
    return Trouble(visible(failure.code), of + visible(failure.message), remedy)

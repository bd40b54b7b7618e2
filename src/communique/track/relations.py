"""Two sides over time: their meetings, the tone and the agenda, month by month."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from communique.codebook.topics import topics
from communique.model import Record, Status
from communique.model.history import Count, Evidence, MeetingCluster, RelationMonth
from communique.track.contents import main_accounts, ratings_in, topics_in
from communique.track.tellings import Numbered

_WORDS_SHOWN = 5


@dataclass
class _Counted:
    meetings: set[str] = field(default_factory=set)
    by_side: dict[str, int] = field(default_factory=dict)
    evidence: list[Evidence] = field(default_factory=list)


def relations(
    one: str, other: str, clusters: Iterable[MeetingCluster], records: Iterable[Numbered]
) -> list[RelationMonth]:
    """Return the months of two sides (states or organisations) in order.

    `records` are those of the documents that tell of the meetings; only texts that are about a meeting count for tone
    and agenda, not those that mention it. A meeting without a date stands in the month of its first account.
    """
    by_month: dict[str, list[MeetingCluster]] = {}
    for cluster in clusters:
        if {one, other} <= set(cluster.sides):
            by_month.setdefault(month_of(cluster), []).append(cluster)
    by_document = dict(records)
    return [_month(month, by_month.get(month, ()), by_document) for month in _all_months(by_month)]


def month_of(cluster: MeetingCluster) -> str:
    """Return the month in which a meeting stands, or the year where no more is known; empty where nothing is."""
    when = cluster.meeting.date or cluster.published_from or ""
    if "W" in when:
        when = cluster.published_from or when[:4]
    return when[:7]


def _all_months(known: Iterable[str]) -> Iterator[str]:
    exact = sorted(month for month in known if len(month) == len("2024-05"))
    found = {month for month in known if month}
    if exact:
        year, month = int(exact[0][:4]), int(exact[0][5:])
        while (name := f"{year:04}-{month:02}") <= exact[-1]:
            found.add(name)
            year, month = year + month // 12, month % 12 + 1
    return iter(sorted(found))


def _month(month: str, clusters: Iterable[MeetingCluster], records: dict[str, Record]) -> RelationMonth:
    clusters = list(clusters)
    held = [cluster for cluster in clusters if cluster.meeting.status is Status.HAPPENED]
    tone: dict[str, _Counted] = {}
    agenda: dict[str, _Counted] = {}
    warmth: list[int] = []
    accounts = 0
    for cluster in held:
        for account, record in main_accounts(cluster, records):
            accounts += 1
            own = account.side != "press"
            for rating in ratings_in(account.document, record):
                warmth.append(rating.warmth)
                for code in rating.codes:
                    _count(tone, code, cluster.id, account.side, rating.evidence)
            for said in topics_in(account.document, record, own=own):
                _count(agenda, said.id, cluster.id, account.side, said.evidence)
    return RelationMonth(
        month=month,
        meetings=tuple(cluster.id for cluster in clusters),
        held=len(held),
        remote=sum(cluster.meeting.kind.is_remote for cluster in held),
        planned=sum(cluster.meeting.status is Status.PLANNED for cluster in clusters),
        cancelled=sum(cluster.meeting.status is Status.CANCELLED for cluster in clusters),
        accounts=accounts,
        tone=_counts(tone, {}),
        warmth=round(sum(warmth) / len(warmth), 2) if warmth else None,
        agenda=_counts(agenda, {name: topic.label for name, topic in topics().items()}),
    )


def _count(found: dict[str, _Counted], name: str, meeting: str, side: str, evidence: Evidence) -> None:
    counted = found.setdefault(name, _Counted())
    counted.meetings.add(meeting)
    if all(words.document != evidence.document for words in counted.evidence):
        counted.by_side[side] = counted.by_side.get(side, 0) + 1
        counted.evidence.append(evidence)


def _counts(found: dict[str, _Counted], labels: dict[str, str]) -> tuple[Count, ...]:
    return tuple(
        Count(
            id=name,
            label=labels.get(name, name),
            meetings=len(counted.meetings),
            by_side=counted.by_side,
            evidence=tuple(counted.evidence[:_WORDS_SHOWN]),
        )
        for name, counted in sorted(found.items(), key=lambda one: (-len(one[1].meetings), one[0]))
    )

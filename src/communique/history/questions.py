"""The questions: what is asked, which documents it needs, and the rules of `track` that answer it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pydantic import TypeAdapter

from communique.archive import Archive
from communique.compare import compare
from communique.history.answers import answered
from communique.history.changes import change_at
from communique.history.keeping import meetings_kept
from communique.history.people import people_called, stops_told
from communique.history.phrases import phrase_in
from communique.history.store import BARE_VISIT
from communique.model import PRESS, Account, Comparison
from communique.model.history import (
    Habits,
    ItineraryRow,
    MeetingCluster,
    Person,
    PhraseHistory,
    PhraseOverview,
    RelationMonth,
)
from communique.track.contents import main_accounts
from communique.track.habits import formulas_gone, omissions, series_of
from communique.track.itinerary import itinerary
from communique.track.relations import relations
from communique.track.tellings import Numbered

_MEETINGS = 10_000
"""Meetings that are counted at once."""
_ITINERARY = TypeAdapter(list[ItineraryRow])
_RELATIONS = TypeAdapter(list[RelationMonth])
_PHRASE = TypeAdapter(PhraseHistory)
_OVERVIEW = TypeAdapter(PhraseOverview)
_HABITS = TypeAdapter(Habits)
_PEOPLE = TypeAdapter(list[Person])


class MeetingCounts(NamedTuple):
    """How many meetings there are; of them planned only, called off, and with texts of two sides or more."""

    meetings: int
    planned: int
    cancelled: int
    of_both: int


def meetings_of(
    archive: Archive,
    *,
    between: Sequence[str] = (),
    who: str | None = None,
    since: str | None = None,
    until: str | None = None,
    topic: str | None = None,
    limit: int | None = None,
    offset: int = 0,
    newest_first: bool = False,
) -> list[MeetingCluster]:
    """Return each real meeting once, in the order of time, with the documents that tell of it.

    `between` are states or organisations that all took part, `who` an id, a name or a part of one, `topic` one that a
    document speaks of which tells of the meeting; `since` and `until` are inclusive. `limit` and `offset` give a page.
    What people decided about meetings is replayed. Raises BadDate.
    """
    kept = meetings_kept(archive)
    found = kept.which(between=between, who=who, since=since, until=until, topic=topic)
    if newest_first:
        found = found[::-1]
    return kept.read(found[offset : None if limit is None else offset + limit])


def meetings_count(
    archive: Archive,
    *,
    between: Sequence[str] = (),
    who: str | None = None,
    since: str | None = None,
    until: str | None = None,
    topic: str | None = None,
) -> int:
    """Return how many meetings `meetings_of` has for the same question."""
    return len(meetings_kept(archive).which(between=between, who=who, since=since, until=until, topic=topic))


def meetings_counted(
    archive: Archive,
    *,
    between: Sequence[str] = (),
    who: str | None = None,
    since: str | None = None,
    until: str | None = None,
    topic: str | None = None,
) -> MeetingCounts:
    """Return what the meetings of a question come to, without reading one of them; see `meetings_of`."""
    import numpy as np

    kept = meetings_kept(archive)
    found = np.sort(kept.which(between=between, who=who, since=since, until=until, topic=topic))
    planned, cancelled, of_both = (
        len(np.intersect1d(found, kept.listed(kind, value), assume_unique=True))
        for kind, value in (("status", "planned"), ("status", "cancelled"), ("texts", "of_both"))
    )
    return MeetingCounts(meetings=len(found), planned=planned, cancelled=cancelled, of_both=of_both)


def meeting_of(archive: Archive, meeting: str) -> MeetingCluster | None:
    """Return the meeting with this id, None if there is none."""
    return meetings_kept(archive).by_id(meeting)


def meeting_ids(archive: Archive) -> list[str]:
    """Return the ids of all meetings, in no order."""
    return meetings_kept(archive).ids()


def meetings_with(archive: Archive, documents: Sequence[str]) -> list[MeetingCluster]:
    """Return the meetings that these documents tell of."""
    kept = meetings_kept(archive)
    return kept.read(kept.of_documents(documents))


def same_meetings(archive: Archive, documents: Sequence[str]) -> dict[tuple[str, str], str]:
    """Return the id of the real meeting of each telling of these documents, by document and id within its record."""
    return {
        (account.document, meeting): cluster.id
        for cluster in meetings_with(archive, documents)
        for account in cluster.accounts
        for meeting in account.meetings
    }


def who_met_whom(archive: Archive) -> tuple[dict[str, int], dict[tuple[str, str], int]]:
    """Return in how many meetings each side took part, and each two sides (codes, in order) together."""
    import numpy as np

    kept = meetings_kept(archive)
    sides = kept.sizes("side")
    names = sorted(sides)
    lists = [kept.listed("side", name) for name in names]
    together = np.zeros((len(names), len(names)), dtype="f8")
    size = 1 + max((int(numbers[-1]) for numbers in lists if len(numbers)), default=-1)
    for begin in range(0, size, _MEETINGS):
        part = np.zeros((len(names), _MEETINGS), dtype="f4")
        for row, numbers in enumerate(lists):
            part[row, numbers[(numbers >= begin) & (numbers < begin + _MEETINGS)] - begin] = 1
        together += part @ part.T
    pairs = np.argwhere(np.triu(together, k=1) > 0).tolist()
    return sides, {(names[one], names[other]): int(together[one, other]) for one, other in pairs}


def people_of(archive: Archive) -> dict[str, str]:
    """Return everybody whom a document of the archive names: the longest of the names by the id."""
    return meetings_kept(archive).people()


def itinerary_of(
    archive: Archive, who: str, *, since: str | None = None, until: str | None = None
) -> list[ItineraryRow]:
    """Return the stops and meetings of a person in order, with the gaps; see `track.itinerary`. Raises BadDate."""
    import numpy as np

    def make() -> list[ItineraryRow]:
        kept = meetings_kept(archive)
        found = kept.which(who=who)
        shown = kept.within(found, since=since, until=until)
        # A visit is told as a stop is, and stops are put together before it is looked at when they were.
        numbers = found[np.isin(found, shown) | np.isin(found, kept.listed(*BARE_VISIT))]
        return itinerary(who, stops_told(archive, who), kept.reading(numbers), since=since, until=until)

    return answered(archive, ("itinerary", who, since or "", until or ""), _ITINERARY, make)


def relations_of(archive: Archive, one: str, other: str) -> list[RelationMonth]:
    """Return meetings, tone and agenda of two sides by month; see `track.relations`."""

    def make() -> list[RelationMonth]:
        clusters = meetings_of(archive, between=(one, other))
        return relations(one, other, clusters, _records(archive, _documents(clusters)))

    return answered(archive, ("relations", one, other), _RELATIONS, make)


def phrase_of(archive: Archive, words: str) -> PhraseHistory:
    """Return first and last use of a phrase, counts by year and side, its variants and all places; see `track.phrases`.

    Every text that has it is opened: where a page of places is enough, ask for an overview. Raises ValueError if there
    is no word in `words`.
    """

    def make() -> PhraseHistory:
        found = phrase_in(archive, words)
        return PhraseHistory.model_construct(**{name: getattr(found, name) for name in PhraseHistory.model_fields})

    return answered(archive, ("phrase", words), _PHRASE, make)


def phrase_overview(archive: Archive, words: str, *, limit: int) -> PhraseOverview:
    """Return the same, with the latest `limit` places and as many of the most frequent wordings; all is counted."""
    question = ("phrase", words, str(limit))
    return answered(archive, question, _OVERVIEW, lambda: phrase_in(archive, words, limit=limit))


def habits_of(archive: Archive, side: str) -> Habits:
    """Return what a side leaves out, which formulas it stopped using, and what is new in its latest readouts."""
    return answered(archive, ("habits", side), _HABITS, lambda: _habits_of(archive, side))


def _habits_of(archive: Archive, side: str) -> Habits:
    clusters = meetings_of(archive, between=(side,))
    records = dict(_records(archive, _documents(clusters)))
    compared: list[Comparison] = []
    texts: dict[str, str] = {}
    for cluster in clusters:
        if side not in cluster.own_accounts or len(cluster.own_accounts) < 2:
            continue
        accounts = [
            Account(
                account_id=account.document,
                meeting_id=cluster.id,
                side=account.side,
                date=account.published_on,
                record=record,
            )
            for account, record in main_accounts(cluster, records)
            if account.side != PRESS
        ]
        if len({account.side for account in accounts}) > 1:
            compared.append(compare(accounts))
            texts |= {account.account_id: account.text for account in accounts}
    series = series_of(side, clusters, records.items())
    return Habits(
        side=side,
        compared=len(compared),
        omissions=tuple(omissions(side, compared, texts)),
        formulas_gone=tuple(row for one in series for row in formulas_gone(one)),
        changes=tuple(change_at(one, len(one.readouts) - 1) for one in series if len(one.readouts) > 1),
    )


def who_is(archive: Archive, name: str, *, meetings: int | None = None, statements: int | None = None) -> list[Person]:
    """Return the people of a name: offices, meetings, statements; see `track.who`.

    Of many meetings and statements so many of the latest can be had in moments, with the counts of all.
    """
    asked = ("who", name, f"{meetings}", f"{statements}")
    return answered(
        archive, asked, _PEOPLE, lambda: people_called(archive, name, meetings=meetings, statements=statements)
    )


# Looking up -----------------------------------------------------------------------------------------------------------


def _documents(clusters: Iterable[MeetingCluster]) -> list[str]:
    return sorted({account.document for cluster in clusters for account in cluster.accounts})


def _records(archive: Archive, documents: Sequence[str]) -> Iterable[Numbered]:
    return zip(documents, archive.records(documents), strict=True)

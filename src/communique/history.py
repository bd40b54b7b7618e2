"""An archive -> what it can be asked over time: meetings, itineraries, relations, phrases, habits, people.

What is asked is looked up in the archive's tables and index first, so that only the documents that matter are read.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from communique.archive import Archive, Filters
from communique.codebook.people import name_key
from communique.codebook.words import tokens
from communique.compare import compare
from communique.model import PRESS, Account, Comparison, Genre
from communique.track.contents import main_accounts
from communique.track.copies import near_copies
from communique.track.habits import Habits, Readout, Series, change, formulas_gone, omissions, series_of
from communique.track.itinerary import ItineraryRow, itinerary
from communique.track.meetings import MeetingCluster, Wanted, meetings
from communique.track.phrases import PhraseHistory, phrase
from communique.track.relations import RelationMonth, relations
from communique.track.tellings import Numbered, Telling, tellings_of_rows
from communique.track.verdicts import about
from communique.track.who import Person, who

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = [
    "habits_of",
    "itinerary_of",
    "meetings_of",
    "merge_meetings",
    "phrase_of",
    "relations_of",
    "split_meeting",
    "who_is",
]

_CHUNK = 20_000
"""Ids that go into one question."""


def meetings_of(
    archive: Archive,
    *,
    between: Sequence[str] = (),
    who: str | None = None,
    since: str | None = None,
    until: str | None = None,
    topic: str | None = None,
) -> list[MeetingCluster]:
    """Return each real meeting once, in order, with the documents that tell of it.

    `between` are states or organisations that all took part, `who` an id, a name or a part of one, `topic` one that a
    document speaks of which tells of the meeting; `since` and `until` are inclusive. What people decided about meetings
    is replayed. Raises BadSearch or BadDate.
    """
    tellings = _tellings(archive, between=between, named=who)
    documents = None
    if topic is not None:
        documents = set(archive.matching("", Filters(topic=topic)))
    wanted = Wanted(between=tuple(between), who=who, since=since, until=until, documents=documents)
    return meetings(
        tellings,
        judgements=archive.judgements(),
        copies=lambda documents: _copies(archive, documents),
        wanted=wanted,
    )


def merge_meetings(archive: Archive, judge: str, ids: Iterable[str]) -> str:
    """Note that meetings are one, in the name of `judge`, and return the id of the judgement, which can be undone."""
    return _judge(archive, judge, "same_meeting", ids)


def split_meeting(archive: Archive, judge: str, meeting: str, documents: Iterable[str]) -> str:
    """Note that what these documents tell is another meeting than the one they were put with; see `merge_meetings`."""
    return _judge(archive, judge, "different_meetings", [meeting], set(documents))


def _judge(archive: Archive, judge: str, what: str, ids: Iterable[str], documents: set[str] | None = None) -> str:
    ids = set(ids)
    known = {cluster.id: cluster for cluster in meetings_of(archive)}
    if missing := sorted(ids - known.keys()):
        raise KeyError(", ".join(missing))
    refs = {
        (account.document, meeting)
        for name in ids
        for account in known[name].accounts
        if documents is None or account.document in documents
        for meeting in account.meetings
    }
    meant = [telling for telling in _tellings(archive) if not refs.isdisjoint(telling.refs)]
    return archive.judge(judge, what, about={**about(meant), "meetings": sorted(ids)}).id


def itinerary_of(
    archive: Archive, who: str, *, since: str | None = None, until: str | None = None
) -> list[ItineraryRow]:
    """Return the stops and meetings of a person in order, with the gaps; see `track.itinerary`."""
    clusters = meetings_of(archive, who=who)
    travelled = _column(archive.query(_NAMED_STOP, _named(who)))
    return itinerary(who, _records(archive, travelled), clusters, since=since, until=until)


def relations_of(archive: Archive, one: str, other: str) -> list[RelationMonth]:
    """Return meetings, tone and agenda of two sides by month; see `track.relations`."""
    clusters = meetings_of(archive, between=(one, other))
    return relations(one, other, clusters, _records(archive, _documents(clusters)))


def phrase_of(archive: Archive, words: str) -> PhraseHistory:
    """Return first and last use of a phrase, counts by year and side, and its variants; see `track.phrases`."""
    found = sorted(archive.matching(_search_for(words), Filters(status="read")))
    records = list(_records(archive, found))
    records.sort(key=lambda one: one[1].document.published_on.value if one[1].document.published_on else "9")
    copies = near_copies((name, record.document.text, record.document.language) for name, record in records)
    return phrase(words, records, copies=copies)


def habits_of(archive: Archive, side: str) -> Habits:
    """Return what a side leaves out, which formulas it stopped using, and what is new in its latest readouts."""
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
        changes=tuple(_latest_change(one) for one in series if len(one.readouts) > 1),
    )


def _latest_change(series: Series) -> Any:
    before, now = series.readouts[-2:]
    gone = compare([_version(before, series.side, 1), _version(now, series.side, 2)])
    come = compare([_version(now, series.side, 1), _version(before, series.side, 2)])
    return change(series, len(series.readouts) - 1, gone, come)


def _version(readout: Readout, side: str, number: int) -> Account:
    """Return a readout as the first or second version of one account, whatever its date."""
    return Account(
        account_id=readout.account.document,
        side=side,
        date=f"000{number}",
        genre=Genre.READOUT,
        record=readout.record,
    )


def who_is(archive: Archive, name: str) -> list[Person]:
    """Return the people of a name: offices, meetings, statements; see `track.who`."""
    documents = _column(archive.query(_NAMED_ACTOR, _named(name)))
    clusters = meetings_of(archive, who=name)
    return who(name, _records(archive, documents), clusters)


# Looking up -----------------------------------------------------------------------------------------------------------

_NAMED_STOP = """SELECT DISTINCT document FROM stops
WHERE actor = $id OR strip_accents(lower(name)) LIKE $name OR strip_accents(lower(actor)) LIKE $name"""
_NAMED_ACTOR = """SELECT DISTINCT document FROM actors WHERE kind = 'person'
AND (actor = $id OR strip_accents(lower(name)) LIKE $name OR strip_accents(lower(actor)) LIKE $name)"""


def _named(who: str) -> dict[str, str]:
    """Return what finds somebody: the id, and the longest word of the name; what is found is looked at again."""
    words = sorted(name_key(who.rpartition(":")[2]).split(), key=len) or [who]
    return {"id": who, "name": f"%{unicodedata.normalize('NFC', words[-1])}%"}


def _tellings(archive: Archive, *, between: Sequence[str] = (), named: str | None = None) -> list[Telling]:
    """Return what documents tell of meetings: of these sides, of this person.

    A telling in which one side is not known counts if it names somebody of whom others know it.
    """
    where, values = ["true"], dict[str, Any]()
    sides = []
    for number, side in enumerate(between):
        values[f"side{number}"] = side
        sides.append(f"(list_contains(countries, $side{number}) OR list_contains(participants, $side{number}))")
    if named is not None:
        values |= _named(named)
        where.append(
            "(list_contains(participants, $id)"
            " OR strip_accents(lower(array_to_string(participants, ' '))) LIKE $name"
            " OR strip_accents(lower(array_to_string(names, ' '))) LIKE $name)"
        )
    rows = _meeting_rows(archive, [*where, *sides], values)
    if len(sides) > 1:
        people = {word for row in rows for name in row["names"] if name for word in name_key(name).split()}
        open_ended = [
            f"({' OR '.join(sides)})",
            f"NOT ({' AND '.join(sides)})",
            "len(countries) > list_count(countries)",
        ]
        rows += [row for row in _meeting_rows(archive, [*where, *open_ended], values) if _names_one_of(row, people)]
        rows.sort(key=lambda row: (row["document"], row["meeting"]))
    wanted = sorted({row["document"] for row in rows})
    documents = _rows(archive, "documents", "document, publisher, url, language, published_on", wanted)
    actors: dict[str, list[Mapping[str, Any]]] = {}
    for row in _rows(archive, "actors", "document, actor, kind, name, country, office", wanted):
        actors.setdefault(row["document"], []).append(row)
    return list(tellings_of_rows(rows, documents, lambda document: actors.get(document, ())))


def _meeting_rows(archive: Archive, conditions: Iterable[str], values: Mapping[str, Any]) -> list[dict[str, Any]]:
    condition = " AND ".join(conditions)
    sql = f"SELECT * FROM meetings WHERE {condition} ORDER BY document, meeting"  # noqa: S608 — our own words
    found: list[dict[str, Any]] = archive.query(sql, values).to_pylist()
    return found


def _names_one_of(row: Mapping[str, Any], people: set[str]) -> bool:
    """Tell whether the row has somebody without a side whose name has a word of these."""
    return any(
        country is None and not people.isdisjoint(name_key(name or identity.rpartition(":")[2]).split())
        for identity, name, country in zip(row["participants"], row["names"], row["countries"], strict=True)
    )


def _rows(archive: Archive, table: str, columns: str, documents: Sequence[str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for start in range(0, len(documents), _CHUNK):
        some = list(documents[start : start + _CHUNK])
        sql = f"SELECT {columns} FROM {table} WHERE document IN (SELECT unnest($documents))"  # noqa: S608 — our own names
        found += archive.query(sql, {"documents": some}).to_pylist()
    return found


def _copies(archive: Archive, documents: Sequence[str]) -> dict[str, str]:
    """Return the near copies among documents, the first to be published as the original."""
    rows = _rows(archive, "documents", "document, sha256, language, published_on", documents)
    rows.sort(key=lambda row: (row["published_on"] or "9", row["document"]))
    texts: dict[str, str] = {}
    for start in range(0, len(rows), _CHUNK):
        hashes = [row["sha256"] for row in rows[start : start + _CHUNK]]
        sql = "SELECT DISTINCT sha256, text FROM sources WHERE sha256 IN (SELECT unnest($hashes))"
        texts |= {row["sha256"]: row["text"] for row in archive.query(sql, {"hashes": hashes}).to_pylist()}
    return near_copies((row["document"], texts.get(row["sha256"], ""), row["language"]) for row in rows)


def _documents(clusters: Iterable[MeetingCluster]) -> list[str]:
    return sorted({account.document for cluster in clusters for account in cluster.accounts})


def _records(archive: Archive, documents: Sequence[str]) -> Iterable[Numbered]:
    return zip(documents, archive.records(documents), strict=True)


def _column(table: "pa.Table") -> list[str]:
    return sorted(str(value) for value in table.column(0).to_pylist())


def _search_for(words: str) -> str:
    """Return the search that finds every document which can have a phrase in some form: beginnings of its words."""
    language = "ru" if any("а" <= letter <= "я" for letter in words.lower()) else "en"
    if any(letter >= "\u2e80" for letter in words):
        return words
    parts = [token for token in tokens(words, language) if not token.use] or tokens(words, language)
    return " ".join(
        f"{words[part.start : part.end][: _shared(part.stem, words[part.start : part.end])]}*" for part in parts
    )


def _shared(stem: str, word: str) -> int:
    same = next((at for at, (one, other) in enumerate(zip(stem, word.lower(), strict=False)) if one != other), None)
    return max(2, same if same is not None else min(len(stem), len(word)))

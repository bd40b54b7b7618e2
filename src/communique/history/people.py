"""A person, out of an archive's tables: where the person is named, what was said, where the person was.

The tables tell which documents matter; only those are read whose words are shown.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from communique.archive import Archive
from communique.history.keeping import meetings_kept
from communique.model import ActorKind, Place, Record, Status
from communique.model.history import Evidence, Person
from communique.track.itinerary import Told, is_traveller
from communique.track.parties import party
from communique.track.who import Naming, gathered, in_order_of_documents, namings

SECONDS = 120
"""How long one question may take."""

# A person is meant by an id together with a name: of those who have several, the texts may be asked for with one.
_MEANT = """
meant AS (
    SELECT document, actor, name, country, office FROM actors
    WHERE kind = 'person' AND actor IN (SELECT unnest($ids))
    AND (actor || chr(0) || coalesce(name, chr(0))) IN (SELECT unnest($names))
    AND document NOT IN (SELECT unnest(CAST($decided AS VARCHAR[])))
)
"""
_NAMINGS = f"""
WITH {_MEANT}
SELECT document, published_on, actor, name, country, office FROM meant JOIN documents USING (document)
"""  # noqa: S608 — our own words, here and below
_SAID = f"""
WITH {_MEANT},
groups AS (
    SELECT document, actor, unnest(list_distinct(members)) AS member FROM actors WHERE len(members) > 0
),
spoken AS (
    SELECT document, actor AS speaker, actor AS person FROM meant
    UNION
    SELECT groups.document, groups.actor, member FROM groups
    JOIN meant ON groups.document = meant.document AND member = meant.actor
),
said AS (
    SELECT document, statement, person,
        coalesce(said_from, published_from) AS first, coalesce(said_to, published_to) AS last
    FROM statements JOIN spoken USING (document, speaker) JOIN documents USING (document)
)
SELECT document, statement, person, count(*) OVER (PARTITION BY person) AS statements FROM said
QUALIFY row_number() OVER (
    PARTITION BY person ORDER BY first IS NULL, first DESC, last - first, document, statement
) <= $most
"""  # noqa: S608
_STOPS = """
SELECT stops.document, published_on, stops.actor, stops.name, stops.country, kind, place_name, place_country, date,
    stops.status, "order", spans, words
FROM stops JOIN documents USING (document)
LEFT JOIN (SELECT document, actor, kind FROM actors) USING (document, actor)
WHERE stops.actor = $who OR stops.actor IN (SELECT unnest($ids)) OR stops.country = $who
ORDER BY stops.document, "order", stops.start
"""
_DECIDED = """
SELECT DISTINCT document FROM documents JOIN actors USING (document)
WHERE sha256 IN (SELECT unnest($texts)) AND actor IN (SELECT unnest($ids))
"""
_ALL = 1 << 40


def people_called(
    archive: Archive, name: str, *, meetings: int | None = None, statements: int | None = None
) -> list[Person]:
    """Return the people of a name; see `questions.who_is`."""
    import numpy as np

    kept = meetings_kept(archive)
    asked = _asked(kept.called(name))
    decided = _decided(archive, asked["ids"])
    asked["decided"] = sorted(decided)
    told = [Naming(*row.values()) for row in archive.query(_NAMINGS, asked, seconds=SECONDS).to_pylist()]
    told += [naming for document, record in decided.items() for naming in namings(name, document, record)]
    found = gathered(name, told)
    most = _ALL if statements is None else max(statements, 1)
    said: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    counted: dict[str, int] = {}
    for row in archive.query(_SAID, {**asked, "most": most}, seconds=SECONDS).to_pylist() if told else ():
        said[row["person"]].add((row["document"], row["statement"]))
        counted[row["person"]] = row["statements"]
    wanted = {document for some in said.values() for document, _ in some}.union(*(one.shown for one in found))
    for document, record in archive.records_by_id(sorted(wanted - decided.keys())):
        for one in found:
            one.look_into(document, record, statements=said[one.id])
    for document, record in decided.items():
        for one in found:
            counted[one.id] = counted.get(one.id, 0) + one.look_into(document, record)
    numbers = kept.which(who=name)
    people = []
    for one in found:
        own = numbers[np.isin(numbers, kept.with_participant(one.id))]
        people.append(
            one.person(
                kept.read(own if meetings is None else kept.latest(own, meetings)),
                meetings_count=len(own),
                statements_count=counted.get(one.id, 0),
                statements=statements,
            )
        )
    return in_order_of_documents(people)


def _asked(names: Sequence[tuple[str, str | None]]) -> dict[str, Any]:
    """Return what asks the tables for these ids, each with a name or without."""
    return {
        "ids": sorted({identity for identity, _ in names}),
        "names": [f"{identity}\0{called if called is not None else chr(0)}" for identity, called in names],
    }


def _decided(archive: Archive, ids: Sequence[str]) -> dict[str, Record]:
    """Return the records that name somebody and of which people decided who speaks: the tables do not know that."""
    texts = sorted(archive.decided_of_texts())
    if not texts or not ids:
        return {}
    rows = archive.query(_DECIDED, {"texts": texts, "ids": ids}).to_pylist()
    return dict(archive.records_by_id(sorted(row["document"] for row in rows)))


def stops_told(archive: Archive, who: str) -> Iterator[Told]:
    """Yield the stops of a person (id, name or part of a name) that documents tell of."""
    names = meetings_kept(archive).called(who)
    meant = set(names)
    rows = archive.query(_STOPS, {"who": who, "ids": sorted({identity for identity, _ in names})}, seconds=SECONDS)
    for row in rows.to_pylist():
        identity, name, kind = row["actor"], row["name"], row["kind"]
        if identity == who or (
            (identity, name) in meant
            if kind == ActorKind.PERSON
            else is_traveller(who, party(identity, kind, name, row["country"]))
        ):
            yield Told(
                row["document"],
                row["published_on"],
                _place(row["place_name"], row["place_country"]),
                row["date"],
                Status(row["status"]),
                row["order"],
                _evidence(archive, row),
            )


@lru_cache(maxsize=1 << 12)
def _place(name: str, country: str | None) -> Place:
    return Place(name=name, country=country)


def _evidence(archive: Archive, row: Mapping[str, Any]) -> tuple[Evidence, ...]:
    """Return the words of a row, each where it stands."""
    document, spans = row["document"], row["spans"]
    if len(spans) == 1:
        return (Evidence(document=document, start=spans[0]["start"], end=spans[0]["end"], words=row["words"]),)
    # Words that are apart are joined in the table by a mark, which may be in them, too.
    ((_, text),) = archive.texts([document])
    return tuple(Evidence.cut(document, text, span["start"], span["end"]) for span in spans)

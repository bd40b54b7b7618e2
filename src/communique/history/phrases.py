"""A phrase in all texts of an archive: counted by arrays; only the texts of what is listed are opened."""

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from communique.archive import Archive, Held
from communique.history.columns import Part
from communique.history.keeping import meetings_kept
from communique.history.phrase_rows import Places, Rows, places_of
from communique.history.store import Meetings
from communique.model.history import Evidence, PhraseOverview, PhraseUse, PhraseYear, Variant
from communique.track.days import UNDATED, date_numbered
from communique.track.phrases import within_news
from communique.track.streams import cut
from communique.track.wordings import Place, sentence_around

_UNKNOWN = "9"
"""What documents without a date are sorted by: after all others."""


def phrase_in(archive: Archive, words: str, *, limit: int | None = None) -> PhraseOverview:
    """Return the history of a phrase in an archive; see `track.phrases.phrase`, with which it agrees.

    All is counted. Of places the latest `limit` are listed, of wordings the most frequent; without it all. Raises
    ValueError if there is no word in `words`.
    """
    import numpy as np

    if not any(letter.isalnum() for letter in words):
        raise ValueError("there is no word in the phrase")
    places = places_of(archive, words)
    originals = _originals(archive, places)
    order = _in_order(places)
    order_counted = order[(originals == np.arange(len(originals)))[places.rows.document[order]]]
    counted = _Counted(*(getattr(places.rows, name)[order_counted] for name in _Counted._fields))
    telling = counted.exact.nonzero()[0] if counted.exact.any() else np.arange(len(counted.exact))
    telling = telling[: int(np.searchsorted(counted.date[telling], UNDATED))]
    edges = order_counted[telling[[0, -1]]] if len(telling) else telling
    variants, first_of, variants_count = _variants(places, counted, limit)
    begin = max(0, len(order) - limit) if limit is not None else 0
    shown = np.concatenate([edges, order_counted[first_of], order[begin:]])
    uses = _Reading(archive, words, places, originals).uses(places.rows.at(shown))
    first, last = uses[:2] if len(edges) else (None, None)
    some = uses[len(edges) : len(edges) + len(variants)]
    return PhraseOverview(
        phrase=words,
        uses_count=len(counted.date),
        exact_count=int(counted.exact.sum()),
        documents=len(_distinct(counted.document)),
        first=first,
        last=last,
        by_year=tuple(_by_year(places, counted)),
        variants=tuple(Variant(**facts, evidence=use.evidence) for facts, use in zip(variants, some, strict=True)),
        variants_left_out=variants_count - len(variants),
        uses=tuple(uses[len(edges) + len(variants) :]),
        uses_left_out=begin,
    )


class _Counted(NamedTuple):
    """What counts of the places that are not in near copies, in order; see `Rows`."""

    document: Any
    exact: Any
    date: Any
    side: Any
    wording: Any


def _in_order(places: Places) -> Any:
    """Return the order of places: by date, document, place in the text. Those of one text are in order already."""
    import numpy as np

    rows, documents = places.rows, places.documents
    names = np.empty(len(documents.high), dtype="i8")
    names[np.lexsort((documents.low, documents.high))] = np.arange(len(names))
    keys = rows.date.astype("i8") * max(1, len(names)) + names[rows.document]
    size = max(1, len(keys))
    if size * max(1, len(names)) * UNDATED >= 1 << 62:
        return np.argsort(keys, kind="stable")
    return np.sort(keys * size + np.arange(len(keys))) % size  # quicker than to sort places by their keys


def _distinct(values: Any) -> Any:
    """Return each of some values once, in order; of regular numbers quicker than by hashing them."""
    import numpy as np

    ordered = np.sort(values)
    return ordered[np.concatenate([[True], ordered[1:] != ordered[:-1]])] if len(ordered) else ordered


def _documents(keys: Any, documents: Any) -> Any:
    """Return how many documents each key has, for keys from 0 on."""
    import numpy as np

    width = int(documents.max(initial=0)) + 1
    return np.bincount(_distinct(keys.astype("i8") * width + documents) // width)


def _by_year(places: Places, counted: _Counted) -> Iterator[PhraseYear]:
    import numpy as np

    if not len(counted.date):
        return
    begins = np.concatenate([[True], counted.date[1:] != counted.date[:-1]])  # they are in the order of dates
    years = [(date_numbered(date) or "")[:4] for date in counted.date[begins].tolist()]
    names, sides = sorted(set(years)), places.sides.all()
    numbers = {year: at for at, year in enumerate(names)}
    year = np.array([numbers[one] for one in years], dtype="i8")[np.cumsum(begins) - 1]
    keys = year * len(sides) + counted.side
    uses, documents = np.bincount(keys).tolist(), _documents(keys, counted.document).tolist()
    yield from sorted(
        (
            PhraseYear(
                year=names[key // len(sides)], side=sides[key % len(sides)], uses=count, documents=documents[key]
            )
            for key, count in enumerate(uses)
            if count
        ),
        key=lambda one: (one.year, one.side),
    )


def _variants(places: Places, counted: _Counted, limit: int | None) -> tuple[list[dict[str, Any]], Any, int]:
    """Return the wordings, the most frequent first; of each which place is the first; how many there are in all."""
    import numpy as np

    names, sides = places.wordings.all(), places.sides.all()
    uses = np.bincount(counted.wording, minlength=len(names))
    found = uses.nonzero()[0].tolist()
    shown = sorted(found, key=lambda number: (-uses[number], names[number]))[:limit]
    documents = _documents(counted.wording, counted.document)
    by_wording = np.argsort(counted.wording.astype("u2" if len(names) <= _SHORT else "u4"), kind="stable")
    ends = np.cumsum(uses)
    variants, first_of = [], np.zeros(len(shown), dtype="i8")
    for at, number in enumerate(shown):
        which = by_wording[ends[number] - uses[number] : ends[number]]
        first_of[at] = which[0]
        dates = counted.date[which]
        dated = int(np.searchsorted(dates, UNDATED))
        side, first, times = np.unique(counted.side[which], return_index=True, return_counts=True)
        variants.append(
            {
                "wording": names[number],
                "exact": bool(counted.exact[which].any()),
                "uses": int(uses[number]),
                "documents": int(documents[number]),
                "first": date_numbered(int(dates[0])),
                "last": date_numbered(int(dates[dated - 1])) if dated else None,
                "sides": tuple(sides[side[one]] for one in np.lexsort((first, -times)).tolist()),
            }
        )
    return variants, first_of, len(found)


_SHORT = 1 << 16
"""Numbers up to this many are sorted in time that does not grow faster than they do."""


# Near copies ----------------------------------------------------------------------------------------------------------

_COPIES: "WeakKeyDictionary[Meetings, tuple[Any, Any]]" = WeakKeyDictionary()


def _originals(archive: Archive, places: Places) -> Any:
    """Return for each document that has the phrase which of them it is a near copy of: the first, or itself."""
    import numpy as np

    documents = places.documents
    originals = np.arange(len(documents.high))
    if not len(originals):
        return originals
    copies, of = _copies(meetings_kept(archive))
    at = np.minimum(np.searchsorted(copies, documents.high), max(0, len(copies) - 1))
    known = ((copies[at] == documents.high) if len(copies) else np.zeros(len(originals), dtype=bool)).nonzero()[0]
    group = of[at[known]]
    dates, when = np.unique(documents.published[known], return_inverse=True)
    rank = np.argsort(np.argsort([date_numbered(date) or _UNKNOWN for date in dates.tolist()]))
    when = rank[when] if len(rank) else when
    order = np.lexsort((documents.low[known], documents.high[known], when, group))
    starts = np.concatenate([[True], group[order][1:] != group[order][:-1]])[: len(order)]
    first = known[order][starts]
    originals[known[order]] = first[np.cumsum(starts) - 1]
    return originals


def _copies(meetings: Meetings) -> tuple[Any, Any]:
    """Return the near copies in order, and the text that each copies, as the first 16 digits of their ids."""
    import numpy as np

    if meetings not in _COPIES:
        # Joined by SQLite: a million rows one by one would take a second.
        ((copies, originals),) = meetings.rows(
            "SELECT group_concat(document, ''), group_concat(original, '') FROM copies"
        )
        keys = [
            np.frombuffer(bytes.fromhex(one or ""), dtype=[("high", ">u8"), ("low", ">u4")])["high"].astype("u8")
            for one in (copies, originals)
        ]
        order = np.argsort(keys[0])
        _COPIES[meetings] = keys[0][order], keys[1][order]
    return _COPIES[meetings]


# What is listed -------------------------------------------------------------------------------------------------------


class _Reading:
    """Rows -> uses, with the words and the sentence out of the text."""

    def __init__(self, archive: Archive, words: str, places: Places, originals: Any) -> None:
        self._archive = archive
        self._words = words
        self._places = places
        self._originals = originals
        self._edges = places.edges.all()
        self._sides, self._wordings = places.sides.all(), places.wordings.all()

    def uses(self, rows: Rows) -> list[PhraseUse]:
        """Return the uses of these rows, in their order."""
        closed = rows.document[rows.ready < 0]
        names = {number: self._document(number) for number in set(closed.tolist())}
        texts = {one.document: _Text(one) for one in self._archive.held(names.values())}
        return [
            self._ready(int(ready), int(document))
            if ready >= 0
            else self._use(rows.at(at), texts[names[int(document)]])
            for at, (ready, document) in enumerate(zip(rows.ready, rows.document, strict=True))
        ]

    def _document(self, number: int) -> str:
        documents = self._places.documents
        part: Part = self._places.columns.parts[documents.part[number]]
        return part.document(int(documents.number[number]))

    def _copy_of(self, document: int) -> str | None:
        original = int(self._originals[document])
        return self._document(original) if original != document else None

    def _ready(self, number: int, document: int) -> PhraseUse:
        return self._places.uses[number].model_copy(update={"copy_of": self._copy_of(document)})

    def _use(self, row: Rows, text: "_Text") -> PhraseUse:
        part = self._places.columns.parts[row.part]
        arrays = part.arrays
        number = self._places.documents.number[row.document]
        begin = int(part.stream.texts[number])
        before, after = self._edges[row.before], self._edges[row.after]
        place = text.place(int(row.first) - begin, int(row.last) - begin, before, after, exact=bool(row.exact))
        speaker, name, quoted = self._voice(part, int(row.speech))
        sentence = within_news(sentence_around(text.text, place.start, place.end), place, text.held.news)
        document = text.held.document
        return PhraseUse(
            document=document,
            date=date_numbered(int(row.date)),
            side=self._sides[row.side],
            publisher=part.value(int(arrays["publisher"][number])),
            speaker=speaker,
            speaker_name=name,
            quoted=quoted,
            exact=bool(row.exact),
            wording=self._wordings[row.wording],
            copy_of=self._copy_of(int(row.document)),
            evidence=Evidence.cut(document, text.text, place.start, place.end),
            sentence=Evidence.cut(document, text.text, *sentence),
        )

    @staticmethod
    def _voice(part: Part, speech: int) -> tuple[str | None, str | None, bool]:
        """Return who says something, by id and name, and whether it is quoted."""
        if speech < 0:
            return None, None, False
        arrays = part.arrays
        voice = int(arrays["speeches_voice"][speech])
        speaker, name = (part.value(int(arrays[f"voices_{one}"][voice])) for one in ("speaker", "name"))
        return speaker, name, bool(arrays["speeches_quoted"][speech])


class _Text:
    """A text that is open, with the places of its words."""

    def __init__(self, held: Held) -> None:
        self.held = held
        self.text = held.text
        self._pieces = ["", *cut(held.text, held.facts["language"])]
        self._ends = [0, *accumulate(map(len, self._pieces))]

    def place(self, first: int, last: int, before: str, after: str, *, exact: bool) -> Place:
        """Return the characters of words, with what of the gaps beside them belongs to the phrase."""
        start, end = self._ends[2 * first], self._ends[2 * last + 1]
        if before:
            start -= len(_written(before, r"(?s:.*?)({})\Z", self._pieces[2 * first - 1]))
        if after:
            end += len(_written(after, r"({})", self._pieces[2 * last + 1]))
        return Place(start, end, exact)


def _written(edge: str, form: str, gap: str) -> str:
    found = re.match(form.format(r"\s+".join(map(re.escape, edge.split(" ")))), gap)
    return found[1] if found is not None else ""

"""A phrase in all texts of an archive: counted by arrays; only the texts of what is listed are opened."""

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any
from weakref import WeakKeyDictionary

from communique.archive import Archive, Held
from communique.history.columns import Part
from communique.history.keeping import meetings_kept
from communique.history.phrase_rows import Places, Rows, places_of
from communique.history.store import Meetings
from communique.model.history import Evidence, PhraseOverview, PhraseUse, PhraseYear, Variant
from communique.track.days import in_order
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
    rows = places.rows.at(_in_order(places))
    is_copy = originals[rows.document] != rows.document
    counted = rows.at(~is_copy)
    dates = places.dates.all()
    dated = np.array([date is not None for date in dates], dtype=bool)
    telling = counted.at(counted.exact) if counted.exact.any() else counted
    telling = telling.at(dated[telling.date]) if len(telling.date) else telling
    edges = [telling.at(slice(at, at + 1)) for at in (0, len(telling.date) - 1)] if len(telling.date) else []
    variants, first_of = _variants(places, counted, limit)
    begin = max(0, len(rows.date) - limit) if limit is not None else 0
    shown = _joined([*edges, first_of, rows.at(slice(begin, None))]) if len(rows.date) else rows
    uses = _Reading(archive, words, places, originals).uses(shown)
    first, last = uses[:2] if edges else (None, None)
    some = uses[len(edges) : len(edges) + len(variants)]
    return PhraseOverview(
        phrase=words,
        uses_count=len(counted.date),
        exact_count=int(counted.exact.sum()),
        documents=len(np.unique(counted.document)),
        first=first,
        last=last,
        by_year=tuple(_by_year(places, counted)),
        variants=tuple(Variant(**facts, evidence=use.evidence) for facts, use in zip(variants, some, strict=True)),
        variants_left_out=len(np.unique(counted.wording)) - len(variants),
        uses=tuple(uses[len(edges) + len(variants) :]),
        uses_left_out=begin,
    )


def _joined(rows: Sequence[Rows]) -> Rows:
    import numpy as np

    return Rows(*(np.concatenate(column) for column in zip(*rows, strict=True)))


def _rank(values: Iterable[Any]) -> Any:
    """Return the place of each value in their order; equal values have places of their own."""
    import numpy as np

    given = list(values)
    rank = np.empty(len(given), dtype="i8")
    rank[sorted(range(len(given)), key=given.__getitem__)] = np.arange(len(given))
    return rank


def _in_order(places: Places) -> Any:
    """Return the order of places: by date, document, place in the text."""
    import numpy as np

    rows, documents = places.rows, places.documents
    names = np.empty(len(documents.high), dtype="i8")
    names[np.lexsort((documents.low, documents.high))] = np.arange(len(names))
    when = _rank(in_order(date) for date in places.dates.all())
    return np.lexsort((rows.start, names[rows.document], when[rows.date]))


def _by_year(places: Places, counted: Rows) -> Iterable[PhraseYear]:
    import numpy as np

    sides = places.sides.all()
    years = [(date or "")[:4] for date in places.dates.all()]
    numbers = {year: at for at, year in enumerate(sorted(set(years)))}
    year = np.array([numbers[one] for one in years], dtype="i8")
    keys = year[counted.date] * len(sides) + counted.side if len(counted.date) else counted.date
    found, uses = np.unique(keys, return_counts=True)
    documents = dict(zip(*_documents(keys, counted.document), strict=True))
    rows = [
        (list(numbers)[key // len(sides)], sides[key % len(sides)], count, documents[key])
        for key, count in zip(found.tolist(), uses.tolist(), strict=True)
    ]
    return (PhraseYear(year=year, side=side, uses=uses, documents=texts) for year, side, uses, texts in sorted(rows))


def _documents(keys: Any, documents: Any) -> tuple[list[int], list[int]]:
    """Return each key, in order, and how many documents have it."""
    import numpy as np

    width = int(documents.max(initial=0)) + 1
    found, counts = np.unique(np.unique(keys * width + documents) // width, return_counts=True)
    return found.tolist(), counts.tolist()


def _variants(places: Places, counted: Rows, limit: int | None) -> tuple[list[dict[str, Any]], Rows]:
    """Return the wordings, the most frequent first, all but their evidence, and the first place of each."""
    import numpy as np

    names, sides, dates = places.wordings.all(), places.sides.all(), places.dates.all()
    found, start, uses = np.unique(counted.wording, return_index=True, return_counts=True)
    order = sorted(range(len(found)), key=lambda at: (-uses[at], names[found[at]]))[:limit]
    documents = dict(zip(*_documents(counted.wording, counted.document), strict=True))
    by_wording = np.argsort(counted.wording, kind="stable")
    begins = np.concatenate([[0], np.cumsum(uses)])
    variants = []
    for at in order:
        own = counted.at(by_wording[begins[at] : begins[at + 1]])
        days = [dates[own.date[end]] for end in (0, -1)]
        if days[1] is None and days[0] is not None:
            days[1] = next(dates[day] for day in own.date[::-1].tolist() if dates[day] is not None)
        side, first, times = np.unique(own.side, return_index=True, return_counts=True)
        variants.append(
            {
                "wording": names[found[at]],
                "exact": bool(own.exact.any()),
                "uses": int(uses[at]),
                "documents": documents[int(found[at])],
                "first": days[0],
                "last": days[1],
                "sides": tuple(sides[side[one]] for one in np.lexsort((first, -times)).tolist()),
            }
        )
    return variants, counted.at(start[order] if order else slice(0, 0))


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
    when = _rank(date or _UNKNOWN for date in places.dates.all())[documents.published[known]]
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
        self._names = [names.all() for names in (places.dates, places.sides, places.wordings)]

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
        dates, sides, wordings = self._names
        number = self._places.documents.number[row.document]
        begin = int(part.stream.texts[number])
        before, after = self._edges[row.before], self._edges[row.after]
        place = text.place(int(row.first) - begin, int(row.last) - begin, before, after, exact=bool(row.exact))
        speaker, name, quoted = self._voice(part, int(row.speech))
        sentence = within_news(sentence_around(text.text, place.start, place.end), place, text.held.news)
        document = text.held.document
        return PhraseUse(
            document=document,
            date=dates[row.date],
            side=sides[row.side],
            publisher=part.value(int(arrays["publisher"][number])),
            speaker=speaker,
            speaker_name=name,
            quoted=quoted,
            exact=bool(row.exact),
            wording=wordings[row.wording],
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

"""Where a phrase stands in an archive, a row a place: whose words it is, when, in which wording, out of the columns.

Where the columns leave something open, a text is opened: a person decided about its statements, or its sentence must be
seen to tell what rates a talk.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from communique.archive import Archive
from communique.archive.judgements import by_text
from communique.history.columns import Columns, Part, columns_of, source_of_held
from communique.model import PRESS
from communique.model.history import PhraseUse
from communique.track.days import UNDATED, date_numbered, day_of, numbered_date
from communique.track.phrases import Speech, Text, uses_in
from communique.track.places import Found, places_in, runs
from communique.track.streams import BREAKS, ENDS, ENDS_WITH_DOT, IN_DOUBT, RATES
from communique.track.wordings import as_written

_ENDS_OF_SENTENCES = "!?.。！？；\n"
_FACTOR = 0x9E3779B97F4A7C15
"""For telling wordings apart by a number of 64 bits: an odd one, far from regular."""


class Names:
    """Names and their numbers, in the order in which they came up."""

    def __init__(self) -> None:
        self._numbers: dict[str | None, int] = {}

    def number(self, name: str | None) -> int:
        """Return the number of a name."""
        return self._numbers.setdefault(name, len(self._numbers))

    def all(self) -> list[Any]:
        """Return the names in the order of their numbers."""
        return list(self._numbers)


class Rows(NamedTuple):
    """Places, a row each. Dates are numbers (`numbered_date`), sides and wordings those of names.

    `document` is a place in `Places.documents`. `part`, `first`, `last`, the edges `before` and `after`, and `speech`
    lead to the place in the columns and to who says it there, -1 for nobody; `ready` is the number of a use that was
    read out of its text, else -1. Those of one text are in its order.
    """

    document: Any
    exact: Any
    date: Any
    side: Any
    wording: Any
    part: Any
    first: Any
    last: Any
    before: Any
    after: Any
    speech: Any
    ready: Any

    def at(self, which: Any) -> "Rows":
        """Return some of the rows."""
        return Rows(*(column[which] for column in self))


class Documents(NamedTuple):
    """Documents that have a phrase anywhere: the part and the number there of each, its id, and when it came out."""

    part: Any
    number: Any
    high: Any
    low: Any
    published: Any


class Places(NamedTuple):
    """All places of a phrase in an archive."""

    rows: Rows
    documents: Documents
    sides: Names
    wordings: Names
    edges: Names
    uses: list[PhraseUse]
    columns: Columns


def places_of(archive: Archive, words: str) -> Places:
    """Return all places of a phrase that are news, and the documents that have it anywhere."""
    import numpy as np

    columns = columns_of(archive)
    decided = by_text(archive.judgements())
    texts = np.array(sorted({int(one[:16], 16) for one in decided}), dtype="u8")
    gathering = _Gathering(words, columns)
    for number in range(len(columns.parts)):
        gathering.take(number, texts)
    gathering.open(archive, set(decided))
    return gathering.places()


class _Gathering:
    def __init__(self, words: str, columns: Columns) -> None:
        self._words = words
        self._columns = columns
        self._sides, self._wordings, self._edges = Names(), Names(), Names()
        self._rows: list[Rows] = []
        self._documents: list[Documents] = []
        self._known = 0
        self._open: dict[str, int] = {}
        self._uses: list[PhraseUse] = []

    def take(self, number: int, decided: Any) -> None:
        """Take the places of a part, but for those in texts that must be opened."""
        import numpy as np

        part = self._columns.parts[number]
        found = places_in(part.stream, self._words, part.language)
        owner = part.stream.text_of(found.first)
        if self._columns.replaced:
            here = self._columns.in_force(part)[owner]
            found, owner = found.at(here), owner[here]
        if not len(owner):
            return
        begins = np.concatenate([[True], owner[1:] != owner[:-1]])
        own, document = owner[begins], np.cumsum(begins) - 1
        arrays = part.arrays
        wording = _Wordings(part, found)
        opened = np.isin(arrays["text"][own], decided)
        opened[document[wording.in_doubt]] = True
        known = (arrays[name][own] for name in ("high", "low", "published"))
        self._documents.append(Documents(np.full(len(own), number), own, *known))
        for at in opened.nonzero()[0].tolist():
            self._open[part.document(int(own[at]))] = self._known + at
        kept = (_over(part, "news", found) >= 0) & ~opened[document]
        rows = self._of_columns(number, found.at(kept), owner[kept], wording.at(kept))
        self._rows.append(_narrow(rows._replace(document=self._known + document[kept])))
        self._known += len(own)

    def _numbers(self, part: Part, values: Any, names: Names) -> Any:
        """Return numbers of names for numbers of a part's values."""
        import numpy as np

        there = np.zeros(len(part.values) + 1, dtype=bool)
        there[values] = True
        numbers = np.zeros(len(there), dtype="i8")
        for one in there.nonzero()[0].tolist():
            numbers[one] = names.number(part.value(one))
        return numbers[values]

    def _of_columns(self, number: int, found: Found, owner: Any, wording: "_Wordings") -> Rows:
        import numpy as np

        part = self._columns.parts[number]
        arrays = part.arrays
        speech = _over(part, "speeches", found)
        spoken = speech >= 0
        said, side = np.full(len(speech), UNDATED), np.zeros(len(speech), dtype="u4")
        quoted = np.zeros(len(speech), dtype=bool)
        said[spoken] = arrays["speeches_said"][speech[spoken]]
        side[spoken] = arrays["voices_side"][arrays["speeches_voice"][speech[spoken]]]
        quoted[spoken] = arrays["speeches_quoted"][speech[spoken]] > 0
        sides = self._numbers(part, np.where(quoted, side, arrays["side"][owner]), self._sides)
        sides[quoted & (side == 0)] = self._sides.number(PRESS)
        edges = np.array([self._edges.number(edge) for edge in found.edges], dtype="i8")
        return Rows(
            document=owner,
            exact=found.exact,
            date=_dates_of_words(arrays["published"][owner], said),
            side=sides,
            wording=wording.numbers(as_written(self._words, part.language), self._wordings),
            part=np.full(len(owner), number),
            first=found.first.astype("i8"),
            last=found.last.astype("i8"),
            before=edges[found.before],
            after=edges[found.after],
            speech=speech,
            ready=np.full(len(owner), -1),
        )

    def open(self, archive: Archive, decided: set[str]) -> None:
        """Read the places in texts that must be opened."""
        import numpy as np

        if not self._open:
            return
        judged: list[str] = []
        texts: list[Text] = []
        for one in archive.held(self._open):
            if one.facts["sha256"] in decided:
                judged.append(one.document)
            else:
                speeches = [Speech(*speech) for speech in one.speeches]
                texts.append(Text(source_of_held(one), one.text, one.news, speeches))
        texts += [Text.of(name, record) for name, record in zip(judged, archive.records(judged), strict=True)]
        begin = len(self._uses)
        self._uses += [use for text in texts for use in uses_in(self._words, text)]
        new = self._uses[begin:]
        nothing = np.full(len(new), -1)

        def column(values: Iterable[int]) -> Any:
            return np.fromiter(values, dtype="i8", count=len(new))

        self._rows.append(
            _narrow(
                Rows(
                    document=column(self._open[use.document] for use in new),
                    exact=column(use.exact for use in new) > 0,
                    date=column(numbered_date(use.date) for use in new),
                    side=column(self._sides.number(use.side) for use in new),
                    wording=column(self._wordings.number(use.wording) for use in new),
                    part=nothing,
                    first=nothing,
                    last=nothing,
                    before=nothing,
                    after=nothing,
                    speech=nothing,
                    ready=np.arange(begin, len(self._uses)),
                )
            )
        )

    def places(self) -> Places:
        """Return all that was taken."""
        return Places(
            Rows(*_joined(self._rows, Rows._fields)),
            Documents(*_joined(self._documents, Documents._fields)),
            self._sides,
            self._wordings,
            self._edges,
            self._uses,
            self._columns,
        )


def _dates_of_words(published: Any, said: Any) -> Any:
    """Return when words were said, by the numbers of dates; see `track.phrases.date_of_words`."""
    import numpy as np

    found = np.where(said == UNDATED, published, said).astype("i8")
    both = ((said != UNDATED) & (published != UNDATED)).nonzero()[0]
    later = both[_last_days(said[both]) > _last_days(published[both])]
    found[later] = published[later]
    return found


def _last_days(dates: Any) -> Any:
    import numpy as np

    own, back = np.unique(dates, return_inverse=True)
    return np.array([day_of(date_numbered(one)) for one in own.tolist()], dtype="i8")[back]


_KIND = "i4"
"""There may be millions of rows, and a dozen columns."""
_KINDS = {"exact": "?", "high": "u8", "low": "u4"}


def _narrow(rows: Rows) -> Rows:
    return Rows(
        *(column.astype(_KINDS.get(name, _KIND), copy=False) for name, column in zip(Rows._fields, rows, strict=True))
    )


def _joined(tables: Sequence[tuple[Any, ...]], names: Sequence[str]) -> Iterator[Any]:
    """Yield the columns of tables with these, one after the other."""
    import numpy as np

    for at, name in enumerate(names):
        yield np.concatenate([np.zeros(0, dtype=_KINDS.get(name, _KIND)), *(table[at] for table in tables)])


def _over(part: Part, name: str, found: Found) -> Any:
    """Return for each place the stretch that holds all of it, -1 if there is none: of several the shortest."""
    import numpy as np

    stretches = getattr(part, name)
    arrays = part.arrays
    before, after = found.edge_lengths(found.before), found.edge_lengths(found.after)
    over = np.full(len(found.first), -1)
    shortest = np.full(len(over), np.iinfo("u8").max, dtype="u8")
    for here, stretch in stretches.back_from(found.first, found.last):
        at_edge = stretches.first[stretch] == found.first[here]
        holds = ~at_edge | (arrays[f"{name}_before"][stretch] >= before[here])
        at_edge = stretches.last[stretch] == found.last[here]
        holds &= ~at_edge | (arrays[f"{name}_after"][stretch] >= after[here])
        if f"{name}_length" in arrays:
            # Of two that are as long the one that the record names first; a document has fewer than 65,536.
            size = (arrays[f"{name}_length"][stretch].astype("u8") << np.uint64(32)) | arrays[f"{name}_order"][stretch]
            holds &= size < shortest[here]
            shortest[here[holds]] = size[holds]
        over[here[holds]] = stretch[holds]
    return over


class _Wordings:
    """In which wordings places stand: the whole rating of a talk, or the phrase itself; see `wording_around`."""

    def __init__(self, part: Part, found: Found) -> None:
        import numpy as np

        self._stream = part.stream
        self._found = found
        self._first, self._last = found.first.astype("i8"), found.last.astype("i8")
        self.in_doubt = np.zeros(len(found.first), dtype=bool)
        touched = np.zeros(len(found.first), dtype=bool)
        # Going back: of several the first one counts.
        for here, mark in part.marks.back_from(found.last, found.first):
            rates = part.arrays["marks_rates"][mark]
            touched[here] = True
            self.in_doubt[here[rates == IN_DOUBT]] = True
            rated, by = here[rates == RATES], mark[rates == RATES]
            self._first[rated] = np.minimum(found.first[rated], part.marks.first[by])
            self._last[rated] = np.maximum(found.last[rated], part.marks.last[by])
        which = touched.nonzero()[0]
        self.in_doubt[which[self._cuts_a_sentence(which)]] = True

    def _cuts_a_sentence(self, which: Any) -> Any:
        """Tell of some places whether their sentence is not the one that the marks were made for."""
        import numpy as np

        stream, first, last = self._stream, self._found.first[which].astype("i8"), self._found.last[which].astype("i8")
        ends = [stream.number_of(one) for one in _ENDS_OF_SENTENCES]
        stops = np.array([number for number in ends if number is not None], dtype="i8")
        cuts = (stream.gap_kinds[stream.gaps.at(first - 1)] & ENDS_WITH_DOT) > 0
        stop = stream.number_of(".")
        if stop is not None:
            cuts |= stream.words.at(first - 1) == stop
        cuts |= (self._found.before[which] > 0) | (self._found.after[which] > 0)
        for here, place in runs(first, last):
            inside = place < last[here]
            kinds = stream.gap_kinds[stream.gaps.at(place)] & (ENDS | BREAKS)
            cuts[here] |= (inside & (kinds > 0)) | np.isin(stream.words.at(place), stops)
        return cuts

    def at(self, which: Any) -> "_Wordings":
        """Return those of some of the places."""
        some = object.__new__(_Wordings)
        some._stream, some._found = self._stream, self._found.at(which)
        some._first, some._last, some.in_doubt = self._first[which], self._last[which], self.in_doubt[which]
        return some

    def numbers(self, bare: str, names: Names) -> Any:
        """Return the numbers of the wordings; what stands as it was asked for, and rates nothing, is `bare`."""
        import numpy as np

        found, first, last = self._found, self._first, self._last
        numbers = np.empty(len(first), dtype="i8")
        before = np.where(first == found.first, found.before, 0)
        after = np.where(last == found.last, found.after, 0)
        plain = found.exact & (first == found.first) & (last == found.last)
        if plain.any():
            numbers[plain] = names.number(bare)
        others = (~plain).nonzero()[0]
        first, last, before, after = (column[others] for column in (first, last, before, after))
        signs = (before * len(found.edges) + after).astype("u8")
        with np.errstate(over="ignore"):
            for here, place in runs(first, last):
                word, gap = self._stream.words.at(place).astype("u8"), self._stream.gaps.at(place).astype("u8")
                gap[place == last[here]] = 0
                signs[here] = ((signs[here] + word + np.uint64(1)) * np.uint64(_FACTOR)) ^ (gap << np.uint64(40))
                signs[here] ^= signs[here] >> np.uint64(29)
        _, some, back = np.unique(signs, return_index=True, return_inverse=True)
        written = self._stream.written(first[some], last[some])
        written = [
            f"{found.edges[opens]}{one}{found.edges[closes]}"
            for opens, one, closes in zip(before[some].tolist(), written, after[some].tolist(), strict=True)
        ]
        new = [names.number(" ".join(one.split())) for one in written]
        numbers[others] = np.array(new, dtype="i8")[back] if new else 0
        return numbers

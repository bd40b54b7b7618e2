"""The words of all texts as columns, with who says them, for each segment of an archive.

    cache/history/words/SEGMENT.columns

A segment never changes, so its columns are made once. A file holds parts, each of texts of one language, as arrays one
after the other; what it holds is told at its end, so that it is written in one go. It is there whole or not at all.
"""

import contextlib
import json
import mmap
import time
from array import array
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, NamedTuple
from weakref import WeakKeyDictionary

from communique.archive import Archive, Held, disk
from communique.archive.reading import Snapshot
from communique.archive.search.documents import held_documents
from communique.archive.segments import Segment
from communique.codebook.matching import LANGUAGES
from communique.codebook.publishers import find_publisher
from communique.history.folder import stamp
from communique.track.days import numbered_date
from communique.track.streams import IN_DOUBT, Mark, Stream, Strings, Writing, marks_in, strings
from communique.track.tellings import SILENT, Head, Source, source_named

CHARACTERS = 64_000_000
"""Characters of the texts of one part: what is held in memory while it is made is about ten times as much."""
_ABANDONED = 24 * 3600
"""Seconds after which nobody is writing any more."""
_ALIGNED = 64
_NUMBERS = "u4"


class Stretches:
    """Stretches of words that are something: news, what somebody says. In the order of their first words."""

    def __init__(self, arrays: Mapping[str, Any], name: str) -> None:
        self.first, self.last = arrays[f"{name}_first"], arrays[f"{name}_last"]
        self._furthest = arrays[f"{name}_furthest"]

    def back_from(self, places: Any, reach: Any) -> Iterator[tuple[Any, Any]]:
        """Yield, going back from those that begin latest at `places` or before, which reach as far as `reach`.

        Each time the numbers of some of the places and of a stretch for each of them.
        """
        import numpy as np

        stretch = np.searchsorted(self.first, places, "right") - 1
        here = np.arange(len(places))
        while True:
            kept = stretch >= 0
            kept[kept] = self._furthest[stretch[kept]] >= reach[here[kept]]
            here, stretch = here[kept], stretch[kept]
            if not len(here):
                return
            over = self.last[stretch] >= reach[here]
            yield here[over], stretch[over]
            stretch = stretch - 1


class Part:
    """The texts of one language in a segment."""

    def __init__(self, language: str, arrays: Mapping[str, Any]) -> None:
        self.language = language
        self.arrays = arrays
        self.stream = Stream(arrays)
        self.values = Strings(arrays, "values")
        self.news, self.speeches, self.marks = (Stretches(arrays, name) for name in ("news", "speeches", "marks"))

    def document(self, number: int) -> str:
        """Return the id of a document."""
        return f"{int(self.arrays['high'][number]):016x}{int(self.arrays['low'][number]):08x}"

    def value(self, number: int) -> str | None:
        """Return a name or a side by its number; 0 is none."""
        return self.values[number - 1] if number else None


class Key(NamedTuple):
    """The id of a document as numbers: 16 and 8 of its hexadecimal digits."""

    high: int
    low: int

    @classmethod
    def of(cls, document: str) -> "Key":
        """Return the key of an id."""
        return cls(int(document[:16], 16), int(document[16:], 16))


class Columns:
    """The columns of all that an archive shows, and which documents' rows are out of force."""

    def __init__(self, parts: list[Part], replaced: Mapping[str, int]) -> None:
        import numpy as np

        self.parts = parts
        self.replaced = replaced
        order = sorted(replaced)
        self._keys = np.array([Key.of(one).high for one in order], dtype="u8")
        self._before = np.array([replaced[one] for one in order], dtype=_NUMBERS)

    def in_force(self, part: Part) -> Any:
        """Tell of each document of a part whether its rows are in force: no later batch replaced them."""
        import numpy as np

        keys = part.arrays["high"]
        at = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        return (self._keys[at] != keys) | (part.arrays["batch"] >= self._before[at])


_KEPT: "WeakKeyDictionary[Archive, tuple[tuple[Segment, ...], Columns]]" = WeakKeyDictionary()


def columns_of(archive: Archive) -> Columns:
    """Return the columns of an archive, made where they are not kept."""
    segments = archive.segments
    before = _KEPT.get(archive)
    if before is not None and before[0] == segments:
        return before[1]
    folder = archive.path / "cache" / "history" / "words"
    parts: list[Part] = []
    for segment in segments:
        path = folder / f"{segment.path.name}.columns"
        found = _read(path)
        parts += _made(segment, path) if found is None else found
    _forget(folder, {segment.path.name for segment in segments})
    columns = Columns(parts, archive.replaced())
    _KEPT[archive] = segments, columns
    return columns


def _forget(folder: Path, names: set[str]) -> None:
    """Remove the columns of segments that are gone, and what was left unfinished so long ago that nobody writes it."""
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            is_gone = path.suffix == ".columns" and path.stem not in names
            is_unfinished = path.name.startswith(disk.UNFINISHED)
            if is_gone or (is_unfinished and time.time() - path.stat().st_mtime > _ABANDONED):
                disk.remove(path)


# Making ---------------------------------------------------------------------------------------------------------------


def _made(segment: Segment, path: Path) -> list[Part]:
    """Make the columns of a segment and keep them, unless something of it is damaged or cannot be written."""
    snapshot = Snapshot([segment])
    draft = path.with_name(disk.unfinished_name())
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as file:
            _write(file, _parts(held_documents(snapshot, segment)))
        snapshot.look_over()
        if not snapshot.damaged(segment):
            draft.replace(path)
            found = _read(path)
            if found is not None:
                return found
    except OSError:
        pass
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
    return [Part(language, arrays) for language, arrays in _parts(held_documents(snapshot, segment))]


def _parts(documents: Iterable[tuple[int, Held]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the columns of documents, each time those of many in one language."""
    open_: dict[str, _Columns] = {}
    for batch, one in documents:
        language = one.facts["language"] if one.facts["language"] in LANGUAGES else ""
        columns = open_.setdefault(language, _Columns(language))
        columns.put(batch, one)
        if columns.writing.characters >= CHARACTERS:
            yield language, open_.pop(language).arrays()
    for language, columns in open_.items():
        yield language, columns.arrays()


class _Columns:
    """Columns while they are made. The stretches count characters through all texts until all are there."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.writing = Writing()
        self._values: dict[str | None, int] = {None: 0}
        self._documents: list[tuple[int, ...]] = []
        self._news: list[tuple[int, int]] = []
        self._spoken: list[tuple[int, int]] = []
        self._speeches = array("I")
        self._voices: dict[tuple[int, ...], int] = {}
        self._marks: list[Mark] = []

    def put(self, batch: int, one: Held) -> None:
        begin = self.writing.put(one.text, self.language)
        source = source_of_held(one)
        key = Key.of(one.document)
        text, published = int(one.facts["sha256"][:16], 16), numbered_date(source.published_on)
        names = map(self._value, (source.side, source.publisher))
        self._documents.append((key.high, key.low, batch, text, published, *names))
        news = [(0, len(one.text))] if one.news is None else one.news
        self._news.extend((begin + start, begin + end) for start, end in news if end > start)
        for start, end, speaker, name, side, quoted, said_on in one.speeches:
            if end > start:
                self._spoken.append((begin + start, begin + end))
                voice = tuple(map(self._value, (speaker, name, side)))
                number = self._voices.setdefault(voice, len(self._voices))
                self._speeches.extend((number, numbered_date(said_on), quoted))
        self._marks.extend(
            Mark(begin + mark.start, begin + mark.end, mark.rates) for mark in marks_in(one.text, self.language)
        )

    def _value(self, value: str | None) -> int:
        return self._values.setdefault(value, len(self._values))

    def arrays(self) -> dict[str, Any]:
        import numpy as np

        documents = np.array(self._documents, dtype="u8").reshape(-1, 7)
        names = ("high", "low", "batch", "text", "published", "side", "publisher")
        wide = {"high", "text"}
        speeches = np.frombuffer(self._speeches, dtype=_NUMBERS).reshape(-1, 3)
        voices = np.array(list(self._voices), dtype=_NUMBERS).reshape(-1, 3)
        spoken = self.writing.within(self._spoken)
        news = self.writing.within(self._news)
        first, last, whole = self.writing.touching([mark[:2] for mark in self._marks])
        rates = np.array([mark.rates for mark in self._marks], dtype="u1")
        rates[~whole] = IN_DOUBT
        return {
            **self.writing.arrays(),
            **{name: documents[:, at].astype("u8" if name in wide else _NUMBERS) for at, name in enumerate(names)},
            **_stretches("news", news.first, news.last, before=news.before, after=news.after),
            **_stretches(
                "speeches",
                spoken.first,
                spoken.last,
                before=spoken.before,
                after=spoken.after,
                length=np.array([end - start for start, end in self._spoken], dtype=_NUMBERS),
                order=np.arange(len(self._spoken), dtype="u8").astype("u2"),
                voice=speeches[:, 0],
                said=speeches[:, 1],
                quoted=speeches[:, 2].astype("u1"),
            ),
            **dict(zip(("voices_speaker", "voices_name", "voices_side"), voices.T, strict=True)),
            **_stretches("marks", first, last, rates=rates),
            **strings("values", list(self._values)[1:]),  # type: ignore[arg-type]  # only the first is None
        }


def _stretches(kind: str, first: Any, last: Any, **columns: Any) -> dict[str, Any]:
    """Return stretches as arrays, see `Stretches`; those without a whole word are left out."""
    import numpy as np

    order = np.argsort(first, kind="stable")
    order = order[last[order] >= first[order]]
    furthest = np.maximum.accumulate(last[order]) if len(order) else last[order]
    return {
        f"{kind}_first": first[order],
        f"{kind}_last": last[order],
        f"{kind}_furthest": furthest,
        **{f"{kind}_{column}": values[order] for column, values in columns.items()},
    }


def source_of_held(one: Held) -> Source:
    """Return whose text a document is; what its head says is looked at only where nothing else tells."""
    facts = one.facts
    known = find_publisher(name=facts["publisher"], url=facts["url"])
    return source_named(
        one.document,
        publisher=facts["publisher"],
        url=facts["url"],
        head=Head.of(one.text) if known is None else SILENT,
        language=facts["language"],
        published_on=facts["published_on"],
    )


# The file -------------------------------------------------------------------------------------------------------------


def _write(file: IO[bytes], parts: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
    told = []
    for language, arrays in parts:
        places = {}
        for name, values in arrays.items():
            file.write(b"\0" * (-file.tell() % _ALIGNED))
            places[name] = (values.dtype.str, file.tell(), len(values))
            file.write(values.tobytes())
        told.append({"language": language, "arrays": places})
    listing = json.dumps({"stamp": stamp(), "parts": told}).encode()
    file.write(listing)
    file.write(len(listing).to_bytes(8, "little"))


def _read(path: Path) -> list[Part] | None:
    """Open a file of columns; None if there is none that is whole and of this program."""
    import numpy as np

    with contextlib.suppress(OSError, ValueError, LookupError, TypeError):
        with path.open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        length = int.from_bytes(data[-8:], "little")
        listing = json.loads(data[-8 - length : -8])
        if listing["stamp"] == stamp():
            return [
                Part(
                    part["language"],
                    {
                        name: np.frombuffer(data, dtype=kind, count=count, offset=begin)
                        for name, (kind, begin, count) in part["arrays"].items()
                    },
                )
                for part in listing["parts"]
            ]
    return None

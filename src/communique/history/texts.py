"""What is worked out of each text once and lasts as long as the text: whose it says it is, and what it is signed with.

    cache/history/texts.parquet     a row a document
    cache/history/pairs.parquet     which of two texts that share signs were found to be copies

An id of the archive stands for one text, so a row never has to be made again. There may be millions of them: they are
columns (numpy), an id is twelve bytes instead of a string, and texts are passed through one after the other.
"""

import contextlib
import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from communique.archive import Archive, DocumentStatus, disk
from communique.codebook.publishers import find_publisher
from communique.history.folder import stamp
from communique.track.copies import NO_SIGN, SIGNS, Pairs, copies_of, runs_of, signs_of
from communique.track.tellings import SILENT, Head

if TYPE_CHECKING:
    import pyarrow as pa

_STAMP = b"communique"
_STREAMED = 0.2
"""Share of the documents from which on all texts are read in their order instead of one by one."""
_RUNS_AT_HAND = 4096
"""Texts whose runs are kept after they were looked at."""
_TOGETHER = 65_536
"""Rows that are written or taken in together, so that not all of them are copied at once."""
_ID, _HASH = 12, 32
"""Bytes of an id of the archive, and of the hash of a text."""


@dataclass(frozen=True)
class Documents:
    """The documents of an archive that have a record, in the order of their publication: columns, a row each."""

    names: Any
    """The ids, `_ID` bytes each."""
    text: Any
    """A number that is the same for the same text."""
    language: Any
    """A place in `languages`."""
    languages: list[str | None]

    @cached_property
    def _by_name(self) -> tuple[Any, Any]:
        import numpy as np

        order = np.argsort(_sortable(self.names))
        return order, _sortable(self.names)[order]

    def name(self, row: int) -> str:
        """Return the id of a document."""
        return bytes(self.names[row]).hex()

    def rows_of(self, names: Any) -> Any:
        """Return the rows (numpy) of documents by their ids (as `names`), -1 for one that is not among these."""
        import numpy as np

        order, ordered = self._by_name
        if not len(ordered):
            return np.full(len(names), -1)
        at = np.searchsorted(ordered, _sortable(names))
        at[at == len(ordered)] = 0
        return np.where(ordered[at] == _sortable(names), order[at], -1)


def documents_of(archive: Archive) -> Documents:
    """Return the documents of an archive that have a record."""
    import numpy as np

    names, dates, hashes, language = [_bytes_of((), _ID)], [np.array([], "S10")], [_bytes_of((), _HASH)], array("I")
    languages: dict[str | None, int] = {}
    columns = ["document", "status", "sha256", "published_on", "language"]
    for batch in archive.batches("documents", columns=columns):
        rows = zip(*(batch[name].to_pylist() for name in columns), strict=True)
        read = [row for row in rows if row[1] == DocumentStatus.READ]
        names.append(_bytes_of([row[0] for row in read], _ID))
        hashes.append(_bytes_of([row[2] for row in read], _HASH))
        dates.append(np.array([row[3] or "9" for row in read], "S10"))
        language.extend(languages.setdefault(row[4], len(languages)) for row in read)
    found = np.concatenate(names)
    order = np.lexsort((_sortable(found), np.concatenate(dates)))
    _, text = np.unique(_sortable(np.concatenate(hashes)), return_inverse=True)
    return Documents(found[order], text[order], np.array(language, dtype="u4")[order], list(languages))


def _bytes_of(written: Iterable[str], size: int) -> Any:
    """Return what is written in hexadecimal digits as a column of bytes, `size` each."""
    import numpy as np

    return np.frombuffer(bytes.fromhex("".join(written)), dtype=f"V{size}")


def _sortable(column: Any) -> Any:
    """Return a column of bytes as one that numpy sorts fast."""
    return column.view(f"S{column.dtype.itemsize}")


@dataclass(frozen=True, slots=True)
class Texts:
    """What is known of the texts of documents: their signs, a row each, and those heads that say something."""

    heads: dict[str, Head]
    signs: Any


def texts_of(archive: Archive, documents: Documents, folder: Path, *, keep: bool) -> Texts:
    """Return what is known of the texts of these documents, worked out where it is not kept."""
    import numpy as np

    found = Texts({}, np.full((len(documents.names), SIGNS), NO_SIGN, dtype="u4"))
    is_known = _take_known(found, documents, archive.path / "cache" / "history" / "texts.parquet")
    missing = np.flatnonzero(~is_known)
    for row, text in _texts(archive, documents, missing):
        head = Head.of(text)
        if head != SILENT:
            found.heads[documents.name(row)] = head
        found.signs[row] = signs_of(runs_of(text, documents.languages[documents.language[row]]))
    if len(missing) and keep:
        _write(folder / "texts.parquet", _table(documents, found))
    return found


def _take_known(found: Texts, documents: Documents, path: Path) -> Any:
    """Take in what is kept, and return of which of the documents that was something."""
    import numpy as np
    import pyarrow.compute as pc

    is_known = np.zeros(len(documents.names), dtype=bool)
    kept = _read(path)
    for batch in kept.to_batches(max_chunksize=_TOGETHER) if kept is not None else ():
        rows = documents.rows_of(_fixed(batch["document"]))
        here = rows >= 0
        found.signs[rows[here]] = batch["signs"].flatten().to_numpy().reshape(-1, SIGNS)[here]
        is_known[rows[here]] = True
        says = pc.or_(pc.is_valid(batch["agency"]), pc.is_valid(batch["side"]))
        some = batch.filter(says)
        own = (row for row, said in zip(rows.tolist(), says.to_pylist(), strict=True) if said)
        for row, agency, side in zip(own, some["agency"].to_pylist(), some["side"].to_pylist(), strict=True):
            if row >= 0:
                found.heads[documents.name(row)] = Head(find_publisher(name=agency), side)
    return is_known


def heads_of(archive: Archive, names: Iterable[str]) -> dict[str, Head]:
    """Return what the heads of the texts of a few documents say; nothing of a text that cannot be read."""
    return {name: Head.of(text) for name, text in archive.texts(sorted(set(names)), only_there=True)}


def copies_among(archive: Archive, documents: Documents, signs: Any, folder: Path, *, keep: bool) -> dict[str, str]:
    """Return the near copies among documents, the first to be published as the original. The signs are used up."""
    known = _read_pairs(archive.path / "cache" / "history" / "pairs.parquet", documents)
    with disk.telling(folder, "write"), tempfile.TemporaryFile(dir=folder) as file:

        def runs(rows: Any) -> Callable[[int], Any]:
            return _Runs(file, rows, _runs(archive, documents, rows)).of

        found = copies_of(documents.text, signs, known, runs)
    if known.has_new and keep:
        _write_pairs(folder / "pairs.parquet", documents, known)
    return {documents.name(late): documents.name(first) for late, first in found.items()}


def _runs(archive: Archive, documents: Documents, rows: Any) -> Iterator[tuple[int, Any]]:
    for row, text in _texts(archive, documents, rows):
        yield row, runs_of(text, documents.languages[documents.language[row]])


class _Runs:
    """The runs of some texts, outside of memory: of a million texts they are gigabytes."""

    def __init__(self, file: BinaryIO, rows: Any, runs: Iterable[tuple[int, Any]]) -> None:
        import numpy as np

        self._file = file
        self._rows = rows
        self._start = np.zeros(len(rows), dtype="u8")
        self._size = np.zeros(len(rows), dtype="u4")  # of a text that cannot be read nothing is known
        end = 0
        for row, one in runs:
            at = np.searchsorted(rows, row)
            self._start[at], self._size[at] = end, one.nbytes
            end += file.write(one.tobytes())
        self.of = lru_cache(_RUNS_AT_HAND)(self._read)

    def _read(self, row: int) -> Any:
        import numpy as np

        at = np.searchsorted(self._rows, row)
        self._file.seek(int(self._start[at]))
        return np.frombuffer(self._file.read(int(self._size[at])), dtype="u4")


def _texts(archive: Archive, documents: Documents, rows: Any) -> Iterator[tuple[int, str]]:
    """Yield the texts of documents by their rows, in no order; of one that cannot be read nothing."""
    import numpy as np

    if len(rows) < _STREAMED * len(documents.names):
        names = {documents.name(row): row for row in rows.tolist()}
        for name, text in archive.texts(sorted(names), only_there=True):
            yield names[name], text
        return
    wanted = np.zeros(len(documents.names) + 1, dtype=bool)  # the last one stands for those that are not there
    wanted[rows] = True
    for batch in archive.batches("sources", columns=["document", "text"]):
        found = documents.rows_of(_bytes_of(batch["document"].to_pylist(), _ID))
        at = np.flatnonzero(wanted[found])
        yield from zip(found[at].tolist(), batch["text"].take(at).to_pylist(), strict=True)


# Files ----------------------------------------------------------------------------------------------------------------


def _table(documents: Documents, texts: Texts) -> "pa.Table":
    import pyarrow as pa

    agency: list[str | None] = [None] * len(documents.names)
    side = list(agency)
    rows = documents.rows_of(_bytes_of(texts.heads, _ID)).tolist()
    for row, head in zip(rows, texts.heads.values(), strict=True):
        agency[row], side[row] = head.agency.name if head.agency else None, head.side
    return pa.table(
        {
            "document": _as_arrow(documents.names),
            "agency": pa.array(agency, pa.string()),
            "side": pa.array(side, pa.string()),
            "signs": pa.FixedSizeListArray.from_arrays(pa.array(texts.signs.reshape(-1)), SIGNS),
        }
    )


def _read_pairs(path: Path, documents: Documents) -> Pairs:
    import numpy as np

    kept = _read(path)
    if kept is None or not len(kept):
        return Pairs()
    pairs, same = [], []
    for batch in kept.to_batches(max_chunksize=_TOGETHER):
        late, early = documents.rows_of(_fixed(batch["late"])), documents.rows_of(_fixed(batch["early"]))
        here = (late >= 0) & (early >= 0)
        pairs.append(late[here].astype("u8") << np.uint64(32) | early[here].astype("u8"))
        same.append(batch["same"].to_numpy(zero_copy_only=False)[here])
    found = np.concatenate(pairs)
    order = np.argsort(found)
    return Pairs(found[order], np.concatenate(same)[order])


def _write_pairs(path: Path, documents: Documents, known: Pairs) -> None:
    import numpy as np
    import pyarrow as pa

    pairs, same = known.all_of_them()
    late, early = documents.names[pairs >> np.uint64(32)], documents.names[pairs & np.uint64(NO_SIGN)]
    _write(path, pa.table({"late": _as_arrow(late), "early": _as_arrow(early), "same": pa.array(same)}))


def _as_arrow(column: Any) -> "pa.Array":
    import pyarrow as pa

    return pa.FixedSizeBinaryArray.from_buffers(pa.binary(_ID), len(column), [None, pa.py_buffer(column.tobytes())])


def _fixed(column: "pa.Array") -> Any:
    """Return a column of bytes of one length as numpy has it."""
    import numpy as np

    found = np.frombuffer(column.buffers()[1], dtype=f"V{_ID}")
    return found[column.offset : column.offset + len(column)]


def _read(path: Path) -> "pa.Table | None":
    import pyarrow as pa
    import pyarrow.parquet as pq

    with contextlib.suppress(OSError, pa.ArrowException):
        found = pq.read_table(path)
        if (found.schema.metadata or {}).get(_STAMP) == stamp().encode():
            return found
    return None


def _write(path: Path, table: "pa.Table") -> None:
    """Put a file in the place of an earlier one; a cache that cannot be written is none."""
    import pyarrow.parquet as pq

    draft = path.with_name(disk.unfinished_name())
    with contextlib.suppress(OSError):
        pq.write_table(
            table.replace_schema_metadata({_STAMP: stamp()}), draft, compression="zstd", row_group_size=_TOGETHER
        )
        draft.replace(path)

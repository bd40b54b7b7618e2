"""What is worked out of each text once and lasts as long as the text: whose it says it is, and what it is signed with.

    cache/history/texts.parquet     a row a document
    cache/history/pairs.parquet     which of two texts that share signs were found to be copies

An id of the archive stands for one text, so a row never has to be made again.
"""

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.archive import Archive, disk
from communique.codebook.publishers import find_publisher
from communique.history.folder import stamp
from communique.track.copies import NO_SIGN, SIGNS, Signed, copies_of, runs_of, signs_of
from communique.track.tellings import SILENT, Head

if TYPE_CHECKING:
    import pyarrow as pa

_STAMP = b"communique"
_STREAMED = 0.2
"""Share of the documents from which on all texts are read in their order instead of one by one."""


@dataclass(frozen=True, slots=True)
class Texts:
    """What is known of the texts of documents: what their heads say, and their signs, a row each, in one order."""

    heads: dict[str, Head]
    signs: Any
    place: dict[str, int]
    """The row of each document."""


def texts_of(archive: Archive, documents: Sequence[Mapping[str, Any]], folder: Path, *, keep: bool) -> Texts:
    """Return what is known of the texts of these documents (rows), worked out where it is not kept."""
    import numpy as np

    known = _read(archive.path / "cache" / "history" / "texts.parquet")
    place: dict[str, int] = {}
    heads: dict[str, Head] = {}
    signs: list[Any] = []
    if known is not None:
        column = known["signs"].combine_chunks().flatten().to_numpy().reshape(-1, SIGNS)
        for at, (name, agency, side) in enumerate(
            zip(*(known[one].to_pylist() for one in ("document", "agency", "side")), strict=True)
        ):
            place[name] = at
            heads[name] = Head(find_publisher(name=agency), side) if agency or side else SILENT
        signs.append(column)
    missing = {row["document"]: row["language"] for row in documents if row["document"] not in place}
    new = np.full((len(missing), SIGNS), NO_SIGN, dtype="u4")
    for at, (name, text) in enumerate(_texts(archive, missing, of=len(documents))):
        place[name] = len(heads)
        head = Head.of(text)
        heads[name] = head if head != SILENT else SILENT
        new[at] = signs_of(runs_of(text, missing[name]))
    for name in missing.keys() - heads.keys():  # damaged: nothing is known of its text
        place[name] = len(heads)
        heads[name] = SILENT
    found = Texts(heads, np.concatenate([*signs, new]) if signs else new, place)
    if missing and keep:
        _write(folder / "texts.parquet", _table(found))
    return found


def copies_among(
    archive: Archive, documents: Sequence[Mapping[str, Any]], texts: Texts, folder: Path, *, keep: bool
) -> dict[str, str]:
    """Return the near copies among documents (rows), the first to be published as the original."""
    ordered = sorted(documents, key=lambda row: (row["published_on"] or "9", row["document"]))
    names = [row["document"] for row in ordered]
    languages = [row["language"] for row in ordered]
    place = [texts.place[name] for name in names]
    known = _read_pairs(archive.path / "cache" / "history" / "pairs.parquet")
    before = len(known)

    def runs(numbers: Sequence[int]) -> dict[int, Any]:
        wanted = {names[number]: number for number in numbers}
        found = {number: runs_of("", None) for number in numbers}
        for name, text in _texts(archive, wanted, of=len(names)):
            found[wanted[name]] = runs_of(text, languages[wanted[name]])
        return found

    signed = Signed(names, [row["sha256"] for row in ordered], texts.signs[place])
    found = copies_of(signed, runs, known=known)
    if len(known) > before and keep:
        _write_pairs(folder / "pairs.parquet", known)
    return found


def _texts(archive: Archive, documents: Iterable[str], *, of: int) -> Iterator[tuple[str, str]]:
    """Yield the texts of documents, in no order; of one that cannot be read nothing."""
    wanted = set(documents)
    if not wanted:
        return
    if len(wanted) < _STREAMED * of:
        yield from archive.texts(sorted(wanted), only_there=True)
        return
    for batch in archive.batches("sources", columns=["document", "text"]):
        for name, text in zip(batch["document"].to_pylist(), batch["text"].to_pylist(), strict=True):
            if name in wanted:
                yield name, text


def _table(texts: Texts) -> "pa.Table":
    import pyarrow as pa

    return pa.table(
        {
            "document": pa.array(texts.heads, pa.string()),
            "agency": pa.array([one.agency.name if one.agency else None for one in texts.heads.values()], pa.string()),
            "side": pa.array([one.side for one in texts.heads.values()], pa.string()),
            "signs": pa.FixedSizeListArray.from_arrays(pa.array(texts.signs.reshape(-1)), SIGNS),
        }
    )


def _read_pairs(path: Path) -> dict[tuple[str, str], bool]:
    found = _read(path)
    if found is None:
        return {}
    late, early, same = (found[name].to_pylist() for name in ("late", "early", "same"))
    return dict(zip(zip(late, early, strict=True), same, strict=True))


def _write_pairs(path: Path, pairs: Mapping[tuple[str, str], bool]) -> None:
    import pyarrow as pa

    late, early = [one for one, _ in pairs], [other for _, other in pairs]
    _write(path, pa.table({"late": late, "early": early, "same": list(pairs.values())}))


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
        pq.write_table(table.replace_schema_metadata({_STAMP: stamp()}), draft, compression="zstd")
        draft.replace(path)

"""THREATS row 4: truncated or corrupt collections of all kinds: the good is kept, the bad is named."""

import gzip
import io
import json
import random
from pathlib import Path

import pytest

from communique.read import Found, Outcome, read_any
from communique.read.collections.inflate import Damage, inflated, plain_pieces
from communique.read.collections.warc import WarcRecord, warc_records

POSITIONS = 350
"""For each of three packings: 1,050 damaged archives of 200 records."""


def records_of(data: bytes, packing: str) -> list[WarcRecord | Damage]:
    is_plain = packing == "plain"
    file = io.BytesIO(data)
    return list(warc_records(plain_pieces(file) if is_plain else inflated(file), is_plain=is_plain))


def damaged(data: bytes, chance: random.Random) -> tuple[bytes, int, int]:
    """Flip a bit, overwrite, cut out or cut off; return the data and which bytes of the original are no more."""
    at = chance.randrange(len(data))
    kind = chance.choice(["flip", "zeros", "out", "off"])
    if kind == "flip":
        return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :], at, at + 1
    end = min(len(data), at + chance.randrange(1, 200))
    if kind == "zeros":
        return data[:at] + bytes(end - at) + data[end:], at, end
    if kind == "out":
        return data[:at] + data[end:], at, end
    return data[:at], at, len(data)


def test_what_is_intact_is_kept_and_nothing_else(
    archives: dict[str, tuple[bytes, list[tuple[int, int]]]], packing: str
) -> None:
    chance = random.Random(4)
    data, places = archives[packing]
    bodies = [one.body for one in records_of(data, packing) if isinstance(one, WarcRecord)]
    intact = kept = told = invented = 0
    for _ in range(POSITIONS):
        broken, start, end = damaged(data, chance)
        found = records_of(broken, packing)
        whole = {bodies[at] for at, (begin, stop) in enumerate(places) if stop <= start or begin >= end}
        got = [one.body for one in found if isinstance(one, WarcRecord)]
        intact += len(whole)
        kept += len(whole & set(got))
        invented += len(set(got) - set(bodies))
        is_unseen = set(bodies) <= set(got)  # a byte in a header that nothing hangs on, or between two records
        is_at_border = any(start in {0, stop} for _, stop in places) and len(broken) == start
        told += is_unseen or is_at_border or any(isinstance(one, Damage) for one in found)
    assert kept >= 0.999 * intact
    assert told == POSITIONS
    assert invented == 0


def test_damage_is_named_with_its_place(archives: dict[str, tuple[bytes, list[tuple[int, int]]]], packing: str) -> None:
    data, places = archives[packing]
    start, end = places[100]
    broken = data[: end - 100] + bytes(40) + data[end - 60 :]
    found = records_of(broken, packing)
    damage = [one for one in found if isinstance(one, Damage)]
    assert [one.offset for one in damage] == [start]
    assert damage[0].error.code == "C112"
    assert f"byte {start} " in damage[0].error.what
    assert sum(isinstance(one, WarcRecord) for one in found) == 199
    assert end in {one.offset for one in found}


@pytest.fixture
def lines() -> list[bytes]:
    return [json.dumps({"id": f"a{number}", "text": f"The ministers met. {number}"}).encode() for number in range(200)]


def outcomes(found: list[Found]) -> tuple[int, int]:
    return sum(one.outcome is Outcome.READ for one in found), sum(one.outcome is Outcome.FAILED for one in found)


@pytest.mark.parametrize("ending", ["jsonl", "jsonl.gz", "jsonl.zst", "csv", "csv.gz", "txt.gz", "warc.gz"])
def test_files_cut_and_flipped_anywhere_are_read_as_far_as_they_are_whole(
    tmp_path: Path, lines: list[bytes], ending: str, archives: dict[str, tuple[bytes, list[tuple[int, int]]]]
) -> None:
    from communique.read.collections.inflate import zstd

    plain = b"\n".join(lines)
    if ending.startswith("csv"):
        plain = b"id,text\n" + b"\n".join(f'a{number},"The ministers met, {number}"'.encode() for number in range(200))
    if ending.endswith(".gz"):
        plain = gzip.compress(plain)
    elif ending.endswith(".zst"):
        plain = zstd().compress(plain)
    if ending == "warc.gz":
        plain = archives["gzip"][0]
    path = tmp_path / f"a.{ending}"
    chance = random.Random(5)
    for _ in range(25):
        path.write_bytes(damaged(plain, chance)[0])
        found = list(read_any(path))
        assert all(one.failures for one in found if one.outcome is Outcome.FAILED)
    path.write_bytes(plain[: len(plain) // 2])
    read, _ = outcomes(list(read_any(path)))
    least = {"txt.gz": 1, "jsonl.zst": 0}  # zstd packs 128 kB at a time: all or nothing of so small a file
    assert read >= least.get(ending, 60)


def test_a_bad_line_costs_itself_alone_and_is_named(tmp_path: Path, lines: list[bytes]) -> None:
    lines[7] = lines[7][:20]
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\n".join(lines))
    found = list(read_any(path))
    assert outcomes(found) == (199, 1)
    bad = found[7]
    assert (bad.number, bad.offset) == (8, sum(len(line) + 1 for line in lines[:7]))
    assert bad.failures[0].code == "C108"
    assert "line 8" in bad.failures[0].message
    assert f"byte {bad.offset}" in bad.failures[0].message


def test_a_gzip_file_of_lines_that_is_cut_off_gives_the_lines_before(tmp_path: Path) -> None:
    chance = random.Random(6)
    lines = [json.dumps({"id": f"a{at}", "text": f"They met. {chance.random()}"}) for at in range(5000)]
    data = gzip.compress("\n".join(lines).encode())
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(data[: len(data) * 9 // 10])
    found = list(read_any(path))
    read, bad = outcomes(found)
    assert read > 4000
    assert bad == 1
    assert found[-1].failures[0].code == "C112"
    assert "cut off" in found[-1].failures[0].message


def test_a_text_that_is_cut_off_is_read_and_said_to_be_no_whole(tmp_path: Path) -> None:
    chance = random.Random(6)
    data = gzip.compress(" ".join(f"The ministers met {chance.random()} times." for _ in range(9000)).encode())
    path = tmp_path / "a.txt.gz"
    path.write_bytes(data[: len(data) // 2])
    (found,) = read_any(path)
    assert found.outcome is Outcome.READ
    assert not found.is_whole
    assert found.failures[0].code == "C112"


def test_an_open_quotation_mark_costs_its_line_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('id,text\n1,"They met."\n2,"They\n3,They parted.\n4,"They ""met""\nagain."\n', encoding="utf-8")
    found = list(read_any(path))
    assert [one.reading.document.text for one in found] == ["They met.", "", "They parted.", 'They "met"\nagain.']
    assert "line 3, byte 22" in found[1].failures[0].message


def parquet_file(path: Path, count: int = 400) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    chance = random.Random(7)
    table = pa.table(
        {
            "id": [f"a{number}" for number in range(count)],
            "text": [f"The ministers met. {chance.random()}" for _ in range(count)],
        }
    )
    parquet.write_table(table, path, row_group_size=100, write_page_checksum=True)
    return path.read_bytes()


def test_a_corrupt_row_group_costs_its_rows_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    data = parquet_file(path)
    (whole,) = {outcomes(list(read_any(path)))}
    assert whole == (400, 0)
    place = data.index(b"PAR1") + len(data) // 3
    path.write_bytes(data[:place] + bytes(64) + data[place + 64 :])
    found = list(read_any(path))
    read, bad = outcomes(found)
    assert read >= 300
    assert bad == 1
    assert next(one for one in found if one.failures).failures[0].code == "C112"


def test_parquet_files_flipped_and_cut_anywhere_end_no_program(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    data = parquet_file(path)
    chance = random.Random(8)
    for _ in range(40):
        path.write_bytes(damaged(data, chance)[0])
        found = list(read_any(path))
        assert found
        assert all(one.failures for one in found if one.outcome is Outcome.FAILED)

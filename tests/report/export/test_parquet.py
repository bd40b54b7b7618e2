"""Parquet: the same bytes however the rows come in, with the snapshot in its metadata."""

import io
import itertools

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.report.export.parquet import LONG_ROWS, ROWS, parquet_bytes

ALL = pa.table({"start": pa.array(range(ROWS + 500), pa.int32())})


def written(*tables: "pa.Table") -> bytes:
    return b"".join(parquet_bytes(ALL.schema, tables, snapshot="5eed"))


@settings(max_examples=10)
@given(st.lists(st.integers(0, ALL.num_rows), max_size=4))
def test_pieces_do_not_show(cuts: list[int]) -> None:
    at = [0, *sorted(cuts), ALL.num_rows]
    assert written(*(ALL.slice(one, end - one) for one, end in itertools.pairwise(at))) == written(ALL)


def test_it_is_read_back_with_its_snapshot() -> None:
    file = pq.ParquetFile(io.BytesIO(written(ALL)))
    assert file.schema_arrow.metadata[b"communique.snapshot"] == b"5eed"
    assert file.num_row_groups == 2
    assert file.read().replace_schema_metadata() == ALL


def test_whole_texts_are_held_in_smaller_groups() -> None:
    texts = pa.table({"record": pa.array(["{}"] * (LONG_ROWS + 1), pa.large_string())})
    file = pq.ParquetFile(io.BytesIO(b"".join(parquet_bytes(texts.schema, [texts], snapshot="5eed"))))
    assert file.num_row_groups == 2


def test_no_rows_is_a_file_with_columns() -> None:
    assert pq.read_table(io.BytesIO(written())).schema.names == ["start"]

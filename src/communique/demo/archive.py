"""The demonstration archive: a year of two pairs of states, made anew from the texts in `desk/`.

The ministers, their meetings, the newspapers and every word of the texts are invented. `desk/documents.csv` lists them
in the order in which they come in; a row without a file is a page of which no text could be had.
"""

import csv
import json
import tempfile
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from communique.archive import open_archive
from communique.intake import take_in

_DESK = resources.files("communique.demo")


def build(folder: Path) -> None:
    """Make the archive in `folder`, which is empty or not there yet; takes a few seconds."""
    with tempfile.TemporaryDirectory() as scratch, open_archive(folder, write=True, create=True) as archive:
        lines = Path(scratch) / "demonstration.jsonl"
        lines.write_text("\n".join(map(json.dumps, _lines())), encoding="utf-8")
        for _ in take_in(archive, [lines]):
            pass


def _lines() -> Iterator[dict[str, str]]:
    """Yield the documents as `communique add` reads them."""
    with (_DESK / "desk" / "documents.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name = row.pop("file")
            path = _DESK / name.removeprefix("../") if name.startswith("../") else _DESK / "desk" / name
            text = path.read_text(encoding="utf-8") if name else ""
            yield {"id": Path(name).stem or "no-text", "text": text, **row}

"""The demonstration archive: a year of two pairs of states, made anew from the texts in `desk/`.

The ministers, their meetings, the newspapers and every word of the texts are invented. `desk/documents.csv` lists them
in the order in which they come in; a row without a file is a page of which no text could be had. Texts about diplomacy
are read whatever their language, others are set aside as they would be anywhere.
"""

import csv
import json
import tempfile
from importlib import resources
from pathlib import Path

from communique.archive import open_archive
from communique.intake import take_in

_HERE = resources.files("communique.demo")


def build(folder: Path) -> None:
    """Make the archive in `folder`, which is empty or not there yet; takes a few seconds."""
    with tempfile.TemporaryDirectory() as scratch, open_archive(folder, write=True, create=True) as archive:
        for everything in (True, False):
            lines = Path(scratch) / f"demonstration-{int(everything)}.jsonl"
            lines.write_text(_lines(about_diplomacy=everything), encoding="utf-8")
            for _ in take_in(archive, [lines], everything=everything):
                pass


def _lines(*, about_diplomacy: bool) -> str:
    """Return documents as `communique add` reads them, one a line."""
    written = []
    with (_HERE / "desk" / "documents.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if (row.pop("about_diplomacy") == "yes") is about_diplomacy:
                name = row.pop("file")
                path = _HERE / name.removeprefix("../") if name.startswith("../") else _HERE / "desk" / name
                text = path.read_text(encoding="utf-8") if name else ""
                written.append(json.dumps({"id": Path(name).stem or "no-text", "text": text, **row}))
    return "\n".join(written)

"""Golden records: what a person has read and found right, word by word.

    python tests/golden/make.py           writes the records anew; then read the difference, line by line
    python tests/golden/make.py --check   shows what would change, and ends with status 1 if anything would

Each folder beside this file that holds `source.txt` is one document, written for this repository. `record.json` is its
record without the text and without the versions that made it; beside each place stand the words there, for the reader.
"""

import difflib
import json
import sys
from pathlib import Path
from typing import Any

from communique import stages

GOLDEN = Path(__file__).parent
LONGEST = 90
"""Characters of a passage that are shown; statements and names are shown whole."""


def documents() -> list[Path]:
    """Return the folders of the documents."""
    return sorted(source.parent for source in GOLDEN.glob("*/source.txt"))


def record_of(folder: Path) -> str:
    """Return the record of a document as it is kept: JSON for a person to read."""
    source = (folder / "source.txt").read_bytes().decode("utf-8")
    record = json.loads(stages.read(source, document_id=folder.name).to_json())
    del record["made_by"], record["document"]["text"], record["document"]["sha256"]
    return _written({name: _with_words(value, source) for name, value in record.items()}) + "\n"


def _with_words(value: Any, text: str) -> Any:
    if isinstance(value, list):
        return [_with_words(item, text) for item in value]
    if not isinstance(value, dict):
        return value
    shown = {name: _with_words(item, text) for name, item in value.items()}
    if isinstance(value.get("start"), int) and isinstance(value.get("end"), int):
        words = text[value["start"] : value["end"]]
        is_passage = "kind" in value and len(words) > LONGEST
        shown["words"] = f"{words[: LONGEST // 2]} … {words[-LONGEST // 2 :]}" if is_passage else words
    return shown


def _written(value: Any, indent: str = "") -> str:
    """Return JSON with one line for each thing that holds no other, so that a difference can be read."""
    inner = f"{indent}  "
    if isinstance(value, dict) and any(isinstance(item, dict | list) and item for item in value.values()):
        items = [f"{inner}{json.dumps(name)}: {_written(item, inner)}" for name, item in value.items()]
        return "{\n" + ",\n".join(items) + f"\n{indent}}}"
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        items = [inner + _written(item, inner) for item in value]
        return "[\n" + ",\n".join(items) + f"\n{indent}]"
    return json.dumps(value, ensure_ascii=False)


def difference(folder: Path) -> str:
    """Return how the record differs from the one that is kept, empty if it does not."""
    kept = folder / "record.json"
    before = kept.read_text(encoding="utf-8") if kept.is_file() else ""
    lines = difflib.unified_diff(
        before.splitlines(),
        record_of(folder).splitlines(),
        f"{folder.name}, kept",
        f"{folder.name}, now",
        lineterm="",
        n=8,
    )
    return "\n".join(lines)


def main() -> int:
    """Write the records, or with --check show what would change."""
    changed = [(folder, found) for folder in documents() if (found := difference(folder))]
    for folder, found in changed:
        print(found)
        if "--check" not in sys.argv[1:]:
            (folder / "record.json").write_text(record_of(folder), encoding="utf-8", newline="\n")
    return int(bool(changed) and "--check" in sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())

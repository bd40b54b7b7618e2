"""Golden records: what a person has read and found right, word by word.

    python tests/golden/make.py           writes the records anew; then read the difference, line by line
    python tests/golden/make.py --check   shows what would change, and ends with status 1 if anything would

Each folder beside this file that holds `source.txt` is one document, written for this repository. `record.json` is its
record without the text and without the versions that made it; beside each place stand the words there, for the reader.
"""

import difflib
import json
import sys
from collections.abc import Iterator
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
    return "".join(_lines({name: _with_words(value, source) for name, value in record.items()}))


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


def _lines(record: dict[str, Any]) -> Iterator[str]:
    """Yield JSON with one line for each small thing, so that a difference can be read."""
    yield "{\n"
    for number, (name, value) in enumerate(record.items(), start=1):
        comma = "," if number < len(record) else ""
        if isinstance(value, list) and value:
            is_large = name in {"statements", "agenda", "meetings", "stops", "events"}
            items = [
                json.dumps(item, ensure_ascii=False, indent=2 if is_large else None).replace("\n", "\n    ")
                for item in value
            ]
            yield f'  "{name}": [\n    ' + ",\n    ".join(items) + f"\n  ]{comma}\n"
        else:
            yield f'  "{name}": {json.dumps(value, ensure_ascii=False)}{comma}\n'
    yield "}\n"


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

"""What an archive costs as it grows: adding, opening, searching, single records, tables.

    python benchmarks/archive.py [TEXTS...] [--sizes 1000 10000 100000] [--json] [--folder DIR]

TEXTS are files or JSON Lines with "text" (default: the texts of the demo). They are read once; their records are then
multiplied, each copy with a line of its own and an address of its own, so that every document is new. Reading is not
measured here (see benchmarks/read.py). The archive of each size is made in one go and thrown away. Adding and indexing
are given a second of processor time, all threads together, so that a busy machine gives nearly the same answer; the
rest is what one waits for.
"""

import argparse
import itertools
import json
import resource
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import communique
from communique import stages
from communique.archive import Archive, Entry, Source, open_archive
from communique.model import Document, KnownBy, PublishedOn, Record

DEMO = Path(communique.__file__).parent / "demo"


def records(paths: list[Path]) -> list[Record]:
    """Return the records of the files, or of the lines of JSON Lines files."""
    found: list[Record] = []
    for path in paths:
        content = path.read_text(encoding="utf-8")
        texts = [json.loads(line)["text"] for line in content.splitlines()] if path.suffix == ".jsonl" else [content]
        found.extend(stages.read_texts(texts, published_on="2026-03-09"))
    return found


def entries(originals: list[Record], count: int) -> Iterator[Entry]:
    """Yield `count` documents made from the originals, over twenty years."""
    for number, record in zip(range(count), itertools.cycle(originals), strict=False):
        published = date(2005, 1, 1) + timedelta(days=number % 7300)
        document = Document.of(
            f"copy-{number}",
            f"{record.document.text}\nnumber {number}",
            url=f"https://press.example/{number}",
            published_on=PublishedOn(value=published.isoformat(), known_by=KnownBy.GIVEN),
        )
        # The places in the text are the same; the line that was added belongs to no passage.
        copy = record.model_copy(update={"document": document, "passages": ()})
        yield Entry.read(copy, source=Source(name="benchmark"))


def processor_seconds(work: Callable[[], object]) -> float:
    """Return the processor time that `work` takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def seconds(work: Callable[[], object], *, times: int = 1) -> float:
    """Return the median of the seconds that one waits for `work`."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def measure(originals: list[Record], count: int, folder: Path) -> dict[str, float]:
    """Make an archive of `count` documents and return what was measured."""
    rest = entries(originals, count)
    spent_on_making = processor_seconds(lambda: list(entries(originals, 1000))) / 1000

    archive = open_archive(folder, write=True, create=True)

    def fill() -> None:
        assert archive.add(rest).new == count

    adding = processor_seconds(fill)
    indexing = processor_seconds(archive.close)
    found: dict[str, float] = {
        "documents": count,
        "add_per_second": count / max(adding - spent_on_making * count, 1e-9),
        "index_per_second": count / indexing,
        "bytes_per_document": sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) / count,
        "segments": len(list((folder / "segments").iterdir())),
    }

    def again() -> None:
        with open_archive(folder, write=True) as archive:
            assert archive.add(entries(originals, min(count, 1000))).unchanged == min(count, 1000)

    found["open_ms"] = 1000 * seconds(lambda: open_archive(folder).close(), times=5)
    found["add_1000_again_ms"] = 1000 * seconds(again)
    with open_archive(folder) as archive:
        found["first_search_ms"] = 1000 * seconds(lambda: archive.search("oslo"))
        key = archive.table("documents", columns=["document"])["document"][count // 2].as_py()
        asked: dict[str, Callable[[Archive], Any]] = {
            "one_record_ms": lambda one: list(one.records([key])),
            "documents_table_ms": lambda one: one.documents(),
            "meetings_table_ms": lambda one: one.meetings(),
            "search_words_ms": lambda one: one.search("minister talks"),
            "search_phrase_ms": lambda one: one.search('"green hydrogen"'),
            "search_rare_ms": lambda one: one.search(f"number {count // 2}"),
            "search_beginning_ms": lambda one: one.search("fish*"),
            "search_filtered_ms": lambda one: one.search(
                "oslo", who="Lindvik", kind="meeting", since="2015-03", until="2015-05"
            ),
            "search_latest_ms": lambda one: one.search(since="2020"),
            "query_by_month_ms": lambda one: one.query(
                "SELECT date_trunc('month', d.published_from) AS month, count(*) FROM meetings m "
                "JOIN documents d USING (document) WHERE list_contains(m.countries, ?) GROUP BY month ORDER BY month",
                ["NOR"],
            ),
        }
        for name, ask in asked.items():
            found[name] = 1000 * seconds(lambda ask=ask: ask(archive), times=3)  # type: ignore[misc]
    found["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return found


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="*", type=Path, help="text or JSON Lines files (default: the demo's)")
    parser.add_argument("--sizes", nargs="+", type=int, default=[1_000, 10_000, 100_000])
    parser.add_argument("--folder", type=Path, help="where to make the archives (default: a temporary folder)")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    originals = records(given.texts or sorted(DEMO.glob("*.txt")))
    for size in given.sizes:
        folder = Path(tempfile.mkdtemp(dir=given.folder)) / "archive"
        try:
            found = measure(originals, size, folder)
        finally:
            shutil.rmtree(folder.parent)
        if given.json:
            print(json.dumps(found))
        else:
            print("  ".join(f"{name} {value:,.1f}" for name, value in found.items()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

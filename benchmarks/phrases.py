"""What a phrase costs that nobody asked for before: rare, common and very common, in an archive of any size.

    python benchmarks/phrases.py [--sizes 10000 100000] [--archive DIR ...] [--most 50]

Invented documents (see invented.py), or archives that are there, of which only caches are changed. First columns are
made if they are not there, then each phrase is asked for in an open archive: the fastest of three answers, none of them
kept, with as many places and wordings listed as `--most` says. Milliseconds that one waits, and of a processor.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import invented

from communique import history
from communique.archive import open_archive
from communique.history.columns import columns_of
from communique.history.phrases import phrase_in

ASKED = (
    "protect 823 fisheries",
    "protect fisheries in stages",
    "wheat pensions",
    "inspect turbines",
    "candid and constructive",
    "candid",
    "widen",
    "the two sides",
)
TIMES = 3


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Return the milliseconds that one waits for `work`, and those of a processor."""
    waited, worked = time.perf_counter(), time.process_time()
    work()
    return 1000 * (time.perf_counter() - waited), 1000 * (time.process_time() - worked)


def measure(folder: Path, most: int) -> None:
    """Ask an archive and print what it took."""
    archive = open_archive(folder)
    documents = archive.query("SELECT count(*) AS n FROM documents")["n"][0].as_py()
    history.meetings_of(archive, limit=1)  # what is a copy of what is known from there
    waited, worked = timed(lambda: columns_of(archive))
    size = sum(file.stat().st_size for file in (folder / "cache/history/words").iterdir())
    archive.search("oslo")
    phrase_in(archive, "harbours museums", limit=most)  # the stemmer is loaded once a process
    print(f"{documents:,} documents; columns: {waited / 1000:.1f} s, {worked / 1000:.1f} s of a processor, ", end="")
    print(f"{size / 1e6:.0f} MB, {size / documents:.0f} bytes a document")
    for words in ASKED:
        found = phrase_in(archive, words, limit=most)
        waited, worked = min(timed(lambda words=words: phrase_in(archive, words, limit=most)) for _ in range(TIMES))  # type: ignore[misc]
        wordings = len(found.variants) + found.variants_left_out
        counted = f"{found.uses_count:>11,} places{wordings:>7,} wordings"
        print(f"{words:30}{counted}{waited:>9,.0f} ms{worked:>9,.0f} ms of a processor", flush=True)
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", nargs="*", type=int, default=[])
    parser.add_argument("--archive", nargs="*", type=Path, default=[], help="archives that are there")
    parser.add_argument("--most", type=int, default=50, help="places and wordings that are listed")
    given = parser.parse_args()
    if len(given.archive) == 1 and not given.sizes:
        measure(given.archive[0], given.most)
        return 0
    for folder in given.archive:
        _apart(folder, given.most)
    for size in given.sizes or ([] if given.archive else [10_000, 100_000]):
        with tempfile.TemporaryDirectory() as home:
            with open_archive(Path(home) / "archive", write=True, create=True) as archive:
                archive.add(invented.entries(size))
            _apart(Path(home) / "archive", given.most)
    return 0


def _apart(folder: Path, most: int) -> None:
    """Measure an archive in a process of its own, so that its memory is its own."""
    command = [sys.executable, __file__, "--archive", str(folder), "--most", str(most)]
    subprocess.run(command, check=True)  # noqa: S603 — our own words


if __name__ == "__main__":
    raise SystemExit(main())

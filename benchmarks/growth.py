"""What an archive costs as it grows: adding, index, what is kept of many documents, questions, memory, disk.

    python benchmarks/growth.py [--sizes 1000 10000 100000 1000000] [--json] [--folder DIR]

Documents are invented (see invented.py) and put through the archive's own door; reading them is not measured here (see
read.py). Adding, putting together and asking are processes of their own, so that their memory is their own, and the
archive of a size is thrown away after it; `--archive DIR` puts together and asks one that is there, and keeps it. A
question is asked of an open archive as a web server asks it: its first answer, which is worked out, and the fastest of
five later ones. A whole process, the fastest of three, is what one waits for on the command line.
"""

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import invented

from communique import history
from communique.archive import Archive, open_archive

TIMES = 5
"""Of these the fastest counts: what else a machine does only makes an answer slower."""
PAGE = 50
COMMON = 2000
"""Meetings of which those who took part most often are asked about."""
STEPS = ("make", "keep", "ask")


def seconds(work: Callable[[], object]) -> float:
    """Return the seconds that one waits for `work`."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def size_of(folder: Path) -> float:
    """Return the megabytes of a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def peak() -> float:
    """Return the most megabytes that this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(count: int, folder: Path) -> dict[str, float]:
    """Make an archive of `count` documents and return what was measured."""
    found: dict[str, float] = {"documents": count}
    archive = open_archive(folder, write=True, create=True)
    making = seconds(lambda: sum(1 for _ in invented.entries(min(count, 2000)))) / min(count, 2000)
    # The index is brought up to date every so many documents: what that takes is told apart below.
    adding = seconds(lambda: archive.add(invented.entries(count))) + seconds(archive.close)
    with open_archive(folder, write=True) as archive:
        indexing = seconds(archive.rebuild)
    found["add s"] = max(adding - making * count - indexing, 0.0)
    found["index s"] = indexing
    found["memory of adding MB"] = peak()
    return found


def put_together(folder: Path, count: int) -> dict[str, float]:
    """Put the meetings of an archive together, and again after ten more documents, if their number is given."""
    found: dict[str, float] = {}
    with open_archive(folder) as archive:
        found["kept of many s"] = seconds(lambda: history.prepare(archive))
    found["its processor time s"] = time.process_time()
    found["memory of that MB"] = peak()
    if count:
        with open_archive(folder, write=True) as archive:
            archive.add(invented.entries(10, first=count + 1000))
        with open_archive(folder) as archive:
            archive.search("oslo")
            found["kept, ten added s"] = seconds(lambda: history.prepare(archive))
    found["segments MB"] = size_of(folder / "segments")
    found["index MB"] = size_of(folder / "cache" / "search")
    found["kept MB"] = size_of(folder / "cache") - found["index MB"]
    return found


def ask(folder: Path) -> dict[str, float]:
    """Ask an archive that is there and return how long each answer takes, in milliseconds."""
    found: dict[str, float] = {}
    archive = open_archive(folder)
    found["open and first meetings"] = 1000 * seconds(
        lambda: history.meetings_of(archive, limit=PAGE, newest_first=True)
    )
    newest = history.meetings_of(archive, limit=PAGE, newest_first=True)
    meeting = next((one for one in newest if len(one.own_accounts) > 1), newest[0])
    document = meeting.accounts[0].document
    person = _most_common(archive)
    year = (meeting.meeting.date or "2015")[:4]
    questions: dict[str, Callable[[], Any]] = {
        "meetings: newest page": lambda: history.meetings_of(archive, limit=PAGE, newest_first=True),
        "meetings: page of a pair": lambda: history.meetings_of(
            archive, between=("USA", "CHN"), limit=PAGE, newest_first=True
        ),
        "meetings: page of a person": lambda: history.meetings_of(archive, who=person, limit=PAGE, newest_first=True),
        "meetings: a month": lambda: history.meetings_of(archive, since=f"{year}-03", until=f"{year}-03", limit=PAGE),
        "meetings: counts": lambda: history.meetings_counted(archive, between=("USA",)),
        "one meeting": lambda: history.meeting_of(archive, meeting.id),
        "its comparison": lambda: history.comparison_of(archive, meeting),
        "a document": lambda: (list(archive.records([document])), archive.facts([document])),
        "search: two words": lambda: archive.search("minister talks"),
        "search: a phrase": lambda: archive.search('"candid and constructive"'),
        "search: filtered": lambda: archive.search("fisheries", who="CHN", since=f"{year}-03", until=f"{year}-05"),
        "phrase: rare": lambda: history.phrase_overview(archive, "protect 823 fisheries", limit=PAGE),
        "phrase: two words": lambda: history.phrase_overview(archive, "inspect turbines", limit=PAGE),
        "itinerary": lambda: history.itinerary_of(archive, person),
        "relations of a rare pair": lambda: history.relations_of(archive, "NOR", "CHL"),
        "who: latest ten": lambda: history.who_is(archive, person, meetings=10, statements=10),
    }
    archive.search("oslo")
    history.phrase_overview(archive, "wheat pensions", limit=PAGE)  # the stemmer is loaded once a process
    for name, question in questions.items():
        first = 1000 * seconds(question)
        later = 1000 * min(seconds(question) for _ in range(TIMES))
        found[f"{name}, first"], found[f"{name}, later"] = first, later
    found["uses of the two words"] = history.phrase_overview(archive, "inspect turbines", limit=PAGE).uses_count
    found["memory of asking MB"] = peak()
    for name, arguments in (
        ("process: meetings of a pair", ["meetings", "--between", "USA", "CHN"]),
        ("process: search", ["search", "fisheries", "--who", "CHN"]),
        ("process: phrase", ["phrase", "protect", "823", "fisheries"]),
    ):
        command = [sys.executable, "-m", "communique", *arguments, "--archive", str(folder)]
        found[name] = 1000 * min(
            seconds(lambda command=command: _run(command))  # type: ignore[misc]
            for _ in range(3)
        )
    return found


def _most_common(archive: Archive) -> str:
    """Return who took part in most of the latest meetings: what is asked of somebody takes longest of such people."""
    met = Counter(
        party
        for meeting in history.meetings_of(archive, limit=COMMON, newest_first=True)
        for party in meeting.meeting.participants
    )
    return met.most_common(1)[0][0]


def _run(command: list[str]) -> bytes:
    return subprocess.run(command, check=True, capture_output=True).stdout  # noqa: S603 — our own words


def table(columns: list[dict[str, float]]) -> str:
    """Return what was measured as a table, a column a size."""
    lines = []
    for name in columns[0]:
        values = [f"{one[name]:,.0f}" if one[name] >= 100 else f"{one[name]:,.1f}" for one in columns]
        lines.append(f"{name:34}" + "".join(f"{value:>12}" for value in values))
    return "\n".join(lines)


def _step(step: str, folder: Path, count: int) -> dict[str, float]:
    if step == "make":
        return measure(count, folder)
    return put_together(folder, count) if step == "keep" else ask(folder)


def _in_processes(archive: Path, size: int, steps: Sequence[str]) -> dict[str, float]:
    found: dict[str, float] = {}
    for step in steps:
        command = [sys.executable, __file__, "--one", step, "--sizes", str(size), "--folder", str(archive)]
        found |= json.loads(_run(command))
    return found


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", nargs="+", type=int, default=[1_000, 10_000, 100_000])
    parser.add_argument("--folder", type=Path, help="where to make the archives (default: a temporary folder)")
    parser.add_argument("--json", action="store_true", help="print a line of JSON for each size")
    parser.add_argument("--archive", type=Path, help="an archive that is there, instead of new ones")
    parser.add_argument("--one", choices=STEPS, help=argparse.SUPPRESS)  # a process of its own
    given = parser.parse_args()
    if given.one is not None:
        print(json.dumps(_step(given.one, given.folder, given.sizes[0])))
        return 0
    columns = []
    if given.archive is not None:
        columns.append(_in_processes(given.archive, 0, STEPS[1:]))
        given.sizes = []
    for size in given.sizes:
        if given.folder is not None:
            given.folder.mkdir(parents=True, exist_ok=True)
        home = Path(tempfile.mkdtemp(dir=given.folder))
        try:
            columns.append(_in_processes(home / "archive", size, STEPS))
        finally:
            shutil.rmtree(home)
        if given.json:
            print(json.dumps(columns[-1]), flush=True)
    if not given.json:
        print(table(columns))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

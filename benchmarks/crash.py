"""Kill a writer at random moments, again and again, and count what was lost.

    python benchmarks/crash.py [--kills 200] [--seed N] [--longest S] [--folder DIR] [--json]

Each round a process opens the archive for writing and adds documents, puts segments together, brings the index up to
date or makes it anew, notes judgements; or it brings an archive of an earlier form up to date. It tells through a pipe
what the archive has acknowledged. After a random number of such lines and a random time it gets SIGKILL, so that a
busy machine kills writers at work too; where it opens an earlier form, and every fourth time else, it is the time
alone. Another process then looks: does the archive open, is everything there that was acknowledged, is anything there
twice, is any file not as it was written, does a page count as fetched that is not there, does a search find as many
documents as there are. Ends with status 1 if anything of this is wrong. Needs fork.
"""

import argparse
import contextlib
import datetime as dt
import json
import multiprocessing
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from communique.archive import Entry, Fetch, adding, compaction, open_archive
from communique.model import Document, MadeBy, Passage, PassageKind, Record

EARLIER = 30
"""Documents of the archives of form 0."""


def entry(number: int) -> Entry:
    """Return a document that differs from all others."""
    text = f"The ministers of Norway and Chile met for the {number}th time and spoke of fish, ships and the deep sea."
    record = Record(
        document=Document.of(f"story-{number}", text, url=f"https://fjord-courier.example/{number}"),
        passages=(Passage(kind=PassageKind.BODY, start=0, end=len(text)),),
        made_by=MadeBy(version="0", language_model=None, codebook="0"),
    )
    return Entry.read(record)


def make_form_0(folder: Path) -> None:
    """Make an archive as form 0 was."""
    import pyarrow as pa  # in a process of its own: the one that forks must not have used it
    import pyarrow.parquet as pq

    (folder / "segments").mkdir(parents=True)
    for batch in range(3):
        entries = [entry(1_000_000 + number) for number in range(batch, EARLIER, 3)]
        times = pa.array([dt.datetime(2026, 1, 5, tzinfo=dt.UTC)] * len(entries), pa.timestamp("us", tz="UTC"))
        columns = {
            "id": [one.document.id for one in entries],
            "page": [one.page for one in entries],
            "retrieved_at": times,
            "record": [one.record.to_json() for one in entries if one.record is not None],
        }
        pq.write_table(pa.table(columns), folder / "segments" / f"{batch + 1:06d}.parquet")
    (folder / "archive.toml").write_text('schema = 0\ncreated = "2026-01-05T00:00:00+00:00"\n', encoding="utf-8")


def work(folder: Path, first: int, seed: int, tell: Callable[[str], None]) -> None:
    """Do what a writer does, in random order, until killed."""
    chance = random.Random(seed)  # noqa: S311 — nothing secret
    adding.DOCUMENTS = chance.choice([1, 3, 10, 40])
    compaction.FEW = chance.choice([3, 5, 16])
    with open_archive(folder, write=True, create=True) as archive:
        tell("opened")

        def numbers() -> Iterator[Entry | Fetch]:
            nonlocal first
            for _ in range(chance.randint(1, 60)):
                one = entry(first)
                yield one
                yield Fetch(asked=one.page, etag=f'"{first}"')
                first += 1

        while True:
            what = chance.random()
            if what < 0.6:
                for done in archive.adding(numbers()):
                    tell("\n".join(f"D {key}" for key in done.documents))
            elif what < 0.7:
                archive.compact()
            elif what < 0.8:
                archive.search("fish")
            elif what < 0.85:
                archive.rebuild()
            else:
                tell(f"J {archive.judge('desk', 'accept').id}")


def look(folder: Path, acknowledged: set[str], judged: set[str], *, search: bool) -> list[str]:
    """Return what is wrong with the archive."""
    wrong = []
    try:
        # A writer that died may have left an earlier form, which only a writer opens.
        schema_0 = "schema = 0" in (folder / "archive.toml").read_text(encoding="utf-8")
    except FileNotFoundError:
        return ["documents lost: no archive"] if acknowledged else []
    with open_archive(folder, write=schema_0) as archive:
        keys = archive.documents()["document"].to_pylist()
        if lost := acknowledged - set(keys):
            wrong.append(f"documents lost: {len(lost)}")
        if len(keys) != len(set(keys)):
            wrong.append("documents twice")
        pages = archive.documents()["page"].to_pylist()
        if set(archive.table("fetched")["asked"].to_pylist()) - set(pages):
            wrong.append("a page counts as fetched that is not there")
        if len(list(archive.records())) != len(keys):
            wrong.append("records and documents differ")
        if lost := judged - {judgement.id for judgement in archive.judgements()}:
            wrong.append(f"judgements lost: {len(lost)}")
        # A judgement that was cut short was not acknowledged, and is told.
        wrong.extend(damage.what for damage in archive.damage(fully=True) if damage.path != folder / "judgements.jsonl")
        if search and archive.search("fish").total != len(keys):
            wrong.append(f"search finds {archive.search('fish').total} of {len(keys)}")
    return wrong


def forked(
    task: Callable[[Callable[[str], None]], None], *, kill_after: float | None = None, lines: int = 0
) -> tuple[list[str], int]:
    """Run a task in a process of its own; return the lines that it told, and how it ended.

    It is killed so many seconds after it told `lines` lines, or after its start.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        status = 1
        try:
            task(lambda text: _tell(writing, text))
            status = 0
        except BaseException as error:  # noqa: BLE001 — the parent is told
            _tell(writing, f"ERROR {type(error).__name__}: {error}".replace("\n", " "))
        finally:
            os._exit(status)
    os.close(writing)
    told = b""
    if kill_after is not None:
        while told.count(b"\n") < lines and (more := os.read(reading, 65_536)):
            told += more
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    with os.fdopen(reading, "rb") as rest:
        told += rest.read()
    return told.decode().splitlines(), os.waitpid(child, 0)[1]


def _tell(pipe: int, text: str) -> None:
    os.write(pipe, (text + "\n").encode())


@contextlib.contextmanager
def looking() -> Iterator[Callable[[Path, set[str], set[str], bool], list[str]]]:
    """Give `look`, carried out by a process of its own, which never was a writer's parent."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_answer, args=(theirs,), daemon=True)
    process.start()
    theirs.close()

    def ask(*about: object) -> list[str]:
        ours.send(about)
        found: list[str] = ours.recv()
        return found

    yield ask
    ours.close()
    process.join()


def _answer(questions: Connection) -> None:
    with contextlib.suppress(EOFError):
        while True:
            folder, acknowledged, judged, search = questions.recv()
            try:
                found = look(folder, acknowledged, judged, search=search)
            except Exception as error:  # noqa: BLE001 — whoever asked is told
                found = [f"{type(error).__name__}: {error}"]
            questions.send(found)


def run(kills: int, folder: Path, seed: int, longest: float = 1.2) -> dict[str, object]:
    """Kill so many writers and return the counts."""
    with looking() as looks:
        return _run(kills, folder, seed, longest, looks)


def _run(
    kills: int, folder: Path, seed: int, longest: float, looks: Callable[[Path, set[str], set[str], bool], list[str]]
) -> dict[str, object]:
    chance = random.Random(seed)  # noqa: S311 — nothing secret
    acknowledged: set[str] = set()
    judged: set[str] = set()
    migrated, unopened, wrong = 0, 0, list[str]()
    for number in range(kills):
        place, documents, judgements = folder / "archive", acknowledged, judged
        if number % 8 == 7:  # an archive of form 0, killed while it is brought up to date
            place, judgements = folder / f"form-0-{number}", set()
            documents = {entry(1_000_000 + one).key for one in range(EARLIER)}
            forked(lambda _, place=place: make_form_0(place))  # type: ignore[misc]
            migrated += 1
        first = number * 100_000

        def task(tell: Callable[[str], None], place: Path = place, first: int = first, number: int = number) -> None:
            work(place, first, seed * 1000 + number, tell)

        by_time = place != folder / "archive" or number % 4 == 0
        lines, _ = forked(
            task,
            lines=0 if by_time else chance.randint(1, 12),
            kill_after=chance.uniform(0.0, longest if by_time else longest / 4),
        )
        documents.update(line[2:] for line in lines if line.startswith("D "))
        judgements.update(line[2:] for line in lines if line.startswith("J "))
        unopened += "opened" not in lines
        wrong.extend(line for line in lines if line.startswith("ERROR"))

        found = looks(place, documents, judgements, number % 4 == 3)
        wrong.extend(f"kill {number}: {one}" for one in found)
        if place != folder / "archive":
            shutil.rmtree(place, ignore_errors=True)
    return {
        "kills": kills,
        "of_them_while_opening": unopened,
        "of_them_from_form_0": migrated,
        "documents_acknowledged": len(acknowledged),
        "judgements_acknowledged": len(judged),
        "wrong": wrong,
    }


def main() -> int:
    """Kill, look, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--longest", type=float, default=1.2, help="seconds that a writer lives at most (1.2)")
    parser.add_argument("--folder", type=Path, help="where to make the archive (default: a temporary folder)")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(dir=given.folder))
    try:
        found = run(given.kills, folder, given.seed, given.longest)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(json.dumps(found) if given.json else "\n".join(f"{name}: {value}" for name, value in found.items()))
    return 1 if found["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())

"""What a server costs: the time to the first byte, many readers at once, and what grows in ten thousand requests.

    python benchmarks/serve.py [--documents 100000] [--requests 10000] [--readers 50] [--archive DIR] [--json]

The archive is invented (see invented.py), or one that is there (`--archive`). The server is `communique serve`, a
process of its own, asked over a socket. No question is asked twice in a row of its kind, so that nothing is answered
from what was kept, unless the line says `again`.
"""

import argparse
import contextlib
import http.client
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import invented

from communique.archive import open_archive

EACH = 40
"""Questions of each kind."""
EACH_READER = 20
"""Questions of each of many readers."""
WORDS = ("fisheries", "ceasefire", "sanctions", "trade", "border", "grain", "energy", "talks", "agreement", "dialogue")


class Asked:
    """A server, and a connection to it."""

    def __init__(self, port: int) -> None:
        self.errors = 0
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)

    def ask(self, place: str) -> tuple[float, bytes]:
        """Return the seconds until the first byte, and the answer; errors are told and counted."""
        start = time.perf_counter()
        self._connection.request("GET", place)
        answer = self._connection.getresponse()
        seconds = time.perf_counter() - start
        body = answer.read()
        if answer.status >= http.client.BAD_REQUEST:
            self.errors += 1
            print(f"{answer.status} for {place}: {body[:300]!r}", file=sys.stderr)
        return seconds, body


@contextlib.contextmanager
def served(folder: Path) -> Iterator[tuple[int, int]]:
    """Give the port and the process id of a server."""
    command = [sys.executable, "-m", "communique", "serve", str(folder), "--port", "0"]
    told = {**os.environ, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=told)  # noqa: S603 — this program
    assert process.stdout is not None
    line = process.stdout.readline()
    match = re.search(r":(\d+)/", line)
    assert match is not None, line
    try:
        yield int(match[1]), process.pid
    finally:
        process.terminate()
        process.wait()


def places_of(asked: Asked) -> dict[str, list[str]]:
    """Return addresses of each kind."""
    meetings = [
        row["id"]
        for offset in (0, 500, 1000)
        for row in json.loads(asked.ask(f"/api/v1/meetings?limit=500&offset={offset}")[1])["items"]
        if len(row["own_accounts"]) > 1
    ]
    documents = [
        row["document"]
        for offset in (0, 2000, 5000)
        for row in json.loads(asked.ask(f"/api/v1/documents?limit=100&offset={offset}")[1])["items"]
    ]
    searches = [" ".join(pair) for pair in zip(WORDS * 4, (*WORDS[3:], *WORDS[:3]) * 4, strict=True)]
    return {
        "meetings": [f"/api/v1/meetings?offset={50 * number}" for number in range(EACH)],
        "comparison": [f"/api/v1/meetings/{name}/comparison" for name in meetings[:: max(1, len(meetings) // EACH)]],
        "document": [f"/api/v1/documents/{name}" for name in documents[:: max(1, len(documents) // EACH)]],
        "search": [f"/api/v1/search?words={quote(words)}&limit={20 + at}" for at, words in enumerate(searches)],
        "page: meetings": [f"/meetings?offset={50 * number}" for number in range(1, EACH)],
        "page: comparison": [f"/meetings/{name}" for name in meetings[1 :: max(1, len(meetings) // EACH)]],
        "page: document": [f"/documents/{name}" for name in documents[1 :: max(1, len(documents) // EACH)]],
        "page: search": [f"/search?q={quote(words)}&offset={20 * at}" for at, words in enumerate(searches)],
    }


def resident(process: int) -> float:
    """Return the megabytes that a process holds."""
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def processor(process: int) -> float:
    """Return the seconds that a process has computed: they say more than the clock where others compute too."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def open_files(process: int) -> int:
    """Return the number of files that a process has open."""
    return len(os.listdir(f"/proc/{process}/fd"))  # noqa: PTH208


def measure(folder: Path, *, requests: int, readers: int) -> Iterator[tuple[str, float]]:
    """Yield what was measured, as soon as it is; times in milliseconds."""
    begun = time.perf_counter()
    with served(folder) as (port, process):
        yield "ready s", time.perf_counter() - begun
        asked = Asked(port)
        places = places_of(asked)
        for kind, some in places.items():
            for name in (kind, f"{kind}, again"):
                spent = processor(process)
                times = sorted(1000 * asked.ask(place)[0] for place in some[:EACH])
                yield f"{name}: CPU ms", 1000 * (processor(process) - spent) / len(times)
                yield f"{name}: median ms", statistics.median(times)
                yield f"{name}: p95 ms", times[int(0.95 * len(times))]
        everything = [place for some in places.values() for place in some]

        def read(number: int) -> int:
            one = Asked(port)
            for at in range(EACH_READER):
                one.ask(everything[(7 * number + at) % len(everything)])
            return one.errors

        begun = time.perf_counter()
        with ThreadPoolExecutor(readers) as pool:
            yield f"{readers} readers: errors", sum(pool.map(read, range(readers)))
        yield f"{readers} readers: requests/s", EACH_READER * readers / (time.perf_counter() - begun)
        asked = Asked(port)  # the server has hung up meanwhile
        for at in range(500):
            asked.ask(everything[at % len(everything)])
        before, files = resident(process), open_files(process)
        begun = time.perf_counter()
        for at in range(requests):
            asked.ask(everything[at % len(everything)])
        yield f"{requests} requests: requests/s", requests / (time.perf_counter() - begun)
        yield f"{requests} requests: errors", asked.errors
        yield f"{requests} requests: MB more", resident(process) - before
        yield f"{requests} requests: files more", open_files(process) - files
        yield "resident MB", resident(process)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--archive", type=Path)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.archive or Path(scratch) / "archive"
        if options.archive is None:
            with open_archive(folder, write=True, create=True) as archive:
                archive.add(invented.entries(options.documents))
        found = {}
        for name, value in measure(folder, requests=options.requests, readers=options.readers):
            found[name] = value
            if not options.json:
                print(f"{name:40} {value:10.1f}", flush=True)
    if options.json:
        print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()

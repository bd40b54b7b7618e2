"""The same stages in several processes: chunks of lines go out, records come back in the order of the lines."""

import contextlib
import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import Self

from communique import stages
from communique.compare.meaning import WORDS
from communique.errors import TooSlow
from communique.model import Comparison, Failure
from communique.read import unread
from communique.read.accounts import read_account_line
from communique.scale.threads import one_thread

LINES = 32
"""Lines of a chunk: two batches of the parser."""

CHARACTERS = 1_000_000
"""Length at which a chunk ends before it has all its lines, so that huge documents do not wait on each other."""


Chunk = tuple[int, tuple[str | bytes, ...]]
"""The number of its first line, and the lines."""
Work = Callable[[Chunk], list[str]]


def read_lines(lines: Iterable[str | bytes], *, jobs: int = 1) -> Iterator[str]:
    """Yield one record as JSON for each line of a JSON Lines file, in its order, read by `jobs` processes.

    At most two chunks of lines a process are held at a time, however long the file is. A process that dies (killed for
    its memory, say) costs only the line at which it died: its record says so. Works with a start method that needs an
    importable main module (`spawn`).
    """
    if jobs == 1:
        yield from stages.read_lines(lines)
    else:
        for records in in_processes(chunks(lines), read_chunk, jobs=jobs):
            yield from records


def compare_lines(lines: Iterable[str | bytes], *, jobs: int = 1, meaning: str = WORDS) -> Iterator[str]:
    """Yield one comparison as JSON for each meeting of a JSON Lines file of accounts, in order of first appearance.

    Lines of one meeting may stand anywhere in the file, so all lines are held; each meeting is read and compared by
    one of `jobs` processes. A process that dies costs the meeting at which it died: its comparison says so.
    """
    if jobs == 1:
        yield from stages.compare_lines(lines, meaning=meaning)
    else:
        work = partial(compare_chunk, meaning=meaning)
        for comparisons in in_processes(meetings(lines), work, jobs=jobs, again=_meeting_again):
            yield from comparisons


def meetings(lines: Iterable[str | bytes]) -> Iterator[Chunk]:
    """Yield the lines of each meeting as a chunk, in order of first appearance; blank lines fill small gaps.

    A chunk counts its lines from its first; where others stand between them, blanks keep the count true.
    """
    found: dict[str, list[tuple[int, str | bytes]]] = {}
    for number, line in enumerate(lines, start=1):
        if line.strip():
            found.setdefault(read_account_line(line, number).meeting_id, []).append((number, line))
    for numbered in found.values():
        held: list[str | bytes] = []
        first = numbered[0][0]
        for number, line in numbered:
            gap = number - first - len(held)
            held += [""] * (gap if gap <= LINES else 0)
            held.append(line)
        yield first, tuple(held)


def compare_chunk(chunk: Chunk, *, meaning: str = WORDS) -> list[str]:
    """Read and compare the accounts of a chunk, which holds all lines of its meetings."""
    first, lines = chunk
    return list(stages.compare_lines(lines, first=first, meaning=meaning))


def chunks(lines: Iterable[str | bytes]) -> Iterator[Chunk]:
    """Yield the lines in chunks of at most `LINES` lines and about `CHARACTERS` characters."""
    first, held, length = 1, list[str | bytes](), 0
    for number, line in enumerate(lines, start=1):
        held.append(line)
        length += len(line)
        if len(held) == LINES or length >= CHARACTERS:
            yield first, tuple(held)
            first, held, length = number + 1, [], 0
    if held:
        yield first, tuple(held)


def read_chunk(chunk: Chunk) -> list[str]:
    """Read the lines of a chunk."""
    first, lines = chunk
    return list(stages.read_lines(lines, first=first))


def in_processes(
    chunks: Iterable[Chunk], work: Work, *, jobs: int, again: Callable[[Chunk, Work], list[str]] | None = None
) -> Iterator[list[str]]:
    """Yield what `work` gives for each chunk, in order, with `jobs` processes.

    `again` does a chunk over at which a process died, line by line if nothing else is said; see `read_lines`.
    """
    again = again or _line_by_line
    waiting: deque[tuple[Chunk, Future[list[str]]]] = deque()
    with one_thread(), contextlib.ExitStack() as stack:
        pool = stack.enter_context(_Pool(work, jobs))

        def take() -> list[str]:
            chunk, future = waiting.popleft()
            try:
                return future.result()
            except BrokenProcessPool:
                done = again(chunk, work)
                pool.renew()
                # What was handed out is lost with the pool.
                for place, (other, _) in enumerate(waiting):
                    waiting[place] = (other, pool.submit(other))
                return done

        for chunk in chunks:
            waiting.append((chunk, pool.submit(chunk)))
            if len(waiting) > 2 * jobs:
                yield take()
        while waiting:
            yield take()


def _line_by_line(chunk: Chunk, work: Work) -> list[str]:
    """Do a chunk at which a process died again, each line by itself, so that the line at fault can be named."""
    first, lines = chunk
    done: list[str] = []
    with _Pool(work, 1) as pool:
        for number, line in enumerate(lines, start=first):
            try:
                done.extend(pool.submit((number, (line,))).result())
            except BrokenProcessPool:
                died = TooSlow(
                    f"line {number}: the process that read it was ended from outside, most often for its memory"
                )
                done.extend(record.to_json() for record in stages.records([unread(f"line-{number}", died)]))
                pool.renew()
    return done


def _meeting_again(chunk: Chunk, work: Work) -> list[str]:
    """Do a meeting at which a process died again, alone; if it dies once more, return a comparison that says so."""
    with _Pool(work, 1) as pool:
        try:
            return pool.submit(chunk).result()
        except BrokenProcessPool:
            first, lines = chunk
            meeting_id = read_account_line(lines[0], first).meeting_id
            died = TooSlow(
                f"the meeting from line {first} on: the process that compared it was ended from outside, most often "
                "for its memory"
            )
            lost = Comparison(
                meeting_id=meeting_id, accounts=(), failures=(Failure.of(died),), made_by=stages.made_by()
            )
            return [lost.to_json()]


class _Pool:
    """Processes that all do the same work, and that can be replaced when one has died."""

    def __init__(self, work: Work, jobs: int) -> None:
        self._work, self._jobs = work, jobs
        self._executor = self._start()

    def _start(self) -> ProcessPoolExecutor:
        # Threads (of a numerical library, of a caller's server) do not survive a fork.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self._jobs, mp_context=context, initializer=_leave_interrupts_to_the_parent)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._executor.shutdown(cancel_futures=True)

    def submit(self, chunk: Chunk) -> "Future[list[str]]":
        """Hand out a chunk; where the pool has just died, the future says so."""
        try:
            return self._executor.submit(self._work, chunk)
        except BrokenProcessPool as died:
            future: Future[list[str]] = Future()
            future.set_exception(died)
            return future

    def renew(self) -> None:
        """Start fresh processes."""
        self._executor.shutdown(cancel_futures=True)
        self._executor = self._start()


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)

"""Child processes that parse, so that a hostile page or file costs a few seconds and never the program.

The child is started by the first page, kept for the next ones, killed when a page takes too long and started again. It
is an ordinary subprocess with pipes, so it also works inside the workers of a process pool, each of which has its own.
"""

import atexit
import json
import os
import struct
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from communique.errors import TooSlow

SECONDS = 5.0
"""Wall time for one page. An ordinary page takes 0.02 s."""

SECONDS_TO_START = 60.0
_SCRIPT = Path(__file__).with_name("page.py")


class Sandbox:
    """One child process. It may be asked from any thread; what is asked is done one after the other.

    `program` is what Python runs: the script that parses pages, or `-m` and a module that serves as that one does.
    """

    def __init__(self, *, seconds: float = SECONDS, program: tuple[str, ...] = (str(_SCRIPT),)) -> None:
        self.seconds = seconds
        self._program = program
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None

    def facts_of(self, html: str, *, url: str | None = None) -> dict[str, Any]:
        """Return what `page.py` finds; raise TooSlow if time or memory ran out or the child died."""
        return self.ask({"html": html, "url": url}, what="the page")

    def ask(self, request: dict[str, Any], *, what: str, seconds: float | None = None) -> dict[str, Any]:
        """Return the child's answer; raise TooSlow, naming `what`, if time or memory ran out or the child died."""
        seconds = seconds or self.seconds
        message = json.dumps({**request, "seconds": seconds}).encode("ascii")
        with self._lock:
            child = self._running()
            answer = self._exchange(child, struct.pack(">I", len(message)) + message, seconds)
        if answer is None:
            raise TooSlow(f"{what} was not parsed within {seconds:g} seconds or its share of memory")
        if answer.get("error") == "memory":
            raise TooSlow(f"{what} needs more memory than a page may have")
        return answer

    def close(self) -> None:
        """End the child; the next page starts a new one."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()

    def forget(self) -> None:
        """Leave the child to the process that started it; called in a process forked from that one."""
        child, self._child, self._lock = self._child, None, threading.Lock()
        if child is None:
            return
        for pipe in (child.stdin, child.stdout):
            if pipe:
                with suppress(OSError):
                    os.close(pipe.fileno())
                    pipe.detach()  # type: ignore[attr-defined]
        child.returncode = 0  # it is not ours to wait for

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child and self._child.poll() is None:
            return self._child
        self.close()
        # -P keeps the script's folder off the path; the child must find the libraries where this process found them.
        path = os.pathsep.join(entry for entry in sys.path if entry)
        self._child = subprocess.Popen(  # noqa: S603  (our own script and interpreter)
            [sys.executable, "-P", *self._program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
        )
        if self._timed(self._child, SECONDS_TO_START, lambda child: _stdout(child).readline()) != b"ready\n":
            self.close()
            raise TooSlow("the process that parses did not start")
        return self._child

    def _exchange(self, child: subprocess.Popen[bytes], message: bytes, seconds: float) -> dict[str, Any] | None:
        def ask(child: subprocess.Popen[bytes]) -> bytes:
            stdin, stdout = child.stdin, _stdout(child)
            assert stdin is not None
            stdin.write(message)
            stdin.flush()
            head = stdout.read(4)
            return stdout.read(struct.unpack(">I", head)[0]) if len(head) == 4 else b""

        answer = self._timed(child, seconds, ask)
        try:
            found: dict[str, Any] = json.loads(answer)
        except ValueError:
            self.close()
            return None
        return found

    @staticmethod
    def _timed(child: subprocess.Popen[bytes], seconds: float, work: Any) -> bytes:
        """Run `work`, and kill the child when the time is up: the pipes then end and `work` returns."""
        timer = threading.Timer(seconds, child.kill)
        timer.daemon = True
        timer.start()
        try:
            answer: bytes = work(child)
        except OSError:
            return b""
        finally:
            timer.cancel()
        return answer


def _stdout(child: subprocess.Popen[bytes]) -> IO[bytes]:
    assert child.stdout is not None
    return child.stdout


SANDBOX = Sandbox()
"""The one that `read_html` uses."""

PARSERS = Sandbox(program=("-m", "communique.read.parsers"))
"""The one for PDF, Word documents, feeds, sitemaps and Parquet."""

for _one in (SANDBOX, PARSERS):
    atexit.register(_one.close)
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=_one.forget)

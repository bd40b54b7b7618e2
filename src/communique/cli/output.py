"""A file that appears whole or not at all."""

import contextlib
import os
import sys
from pathlib import Path
from typing import IO, Self

from communique.errors import OutputRefused
from communique.report.visible import visible

STANDARD_STREAM = "-"


class WholeFile:
    """Lines are written to `OUTPUT.part`, which takes the place of `OUTPUT` when it is finished.

    Standard output (`-`), a device or a pipe cannot be replaced: it is written as it is. Raises OutputRefused, before
    anything is written, if the output cannot be made or is the input itself.
    """

    _file: IO[bytes]

    def __init__(self, output: str, *, source: str) -> None:
        if output == STANDARD_STREAM:
            self._is_moved, self._shown, self._file = False, "standard output", sys.stdout.buffer
            return
        self._path = Path(os.path.realpath(output))
        self._is_moved = not self._path.exists() or self._path.is_file()
        self._part = self._path.with_name(f"{self._path.name}.part") if self._is_moved else self._path
        self._shown = visible(output)
        self._refuse_what_cannot_be(source)
        try:
            self._file = self._part.open("wb")
        except OSError as error:
            raise OutputRefused(f"{self._shown} cannot be written: {error.strerror}") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not sys.stdout.buffer:
            with contextlib.suppress(OSError):
                self._file.close()

    def _refuse_what_cannot_be(self, source: str) -> None:
        if self._path.is_dir():
            raise OutputRefused(f"{self._shown} is a folder")
        if not self._path.parent.is_dir():
            raise OutputRefused(f"there is no folder {visible(str(self._path.parent))}")
        for target in (self._path, self._part):
            if source != STANDARD_STREAM and target.is_file() and target.samefile(source):
                raise OutputRefused(f"{self._shown} would be written over the input itself")

    def write(self, line: str) -> None:
        """Write one line; raise OutputRefused if the disk is full or gone."""
        self.write_bytes(line.encode("utf-8", "backslashreplace") + b"\n")

    def write_bytes(self, data: bytes) -> None:
        """Write what is no text; raise OutputRefused as `write` does."""
        try:
            self._file.write(data)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputRefused(f"{self._shown} cannot be written on: {error.strerror}") from None

    def finish(self) -> None:
        """Put the whole file in its place."""
        try:
            self._file.flush()
            if self._is_moved:
                os.fsync(self._file.fileno())
                if self._path.exists():
                    self._part.chmod(self._path.stat().st_mode & 0o777)
                self._part.replace(self._path)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputRefused(f"{self._shown} could not be finished: {error.strerror}") from None

    def discard(self) -> None:
        """Stop half-way, and leave nothing behind."""
        if self._is_moved:
            with contextlib.suppress(OSError):
                self._part.unlink()

    def leave(self) -> str:
        """Stop half-way, and say where the lines that are done can be found."""
        with contextlib.suppress(OSError):
            self._file.flush()
        if not self._is_moved:
            return "What was done has been written."
        return f"The lines that are done are in {visible(str(self._part))}; {self._shown} was not touched."

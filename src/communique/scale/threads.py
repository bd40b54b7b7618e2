"""One thread for matrices: those of a text are small, and where there are several processes each has a core."""

import contextlib
import os
from collections.abc import Iterator

ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
"""What says so in the environment; numpy asks once, when it is loaded."""


@contextlib.contextmanager
def one_thread() -> Iterator[None]:
    """Have what is loaded and started here use one thread, unless somebody has said by how many."""
    added = {name: number for name, number in ONE_THREAD.items() if name not in os.environ}
    os.environ.update(added)
    try:
        yield
    finally:
        for name in added:
            os.environ.pop(name, None)

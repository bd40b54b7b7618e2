"""What runs in the processes of the engine: `python -m communique.scale.worker RUN SHARD`.

The process ends when its standard input does: whoever started it is gone.
"""

import gc
import json
import os
import sys
import threading
from pathlib import Path

from communique.errors import ArchiveError, EngineFailed


def main() -> int:
    """Read one shard as one task of datatrove's."""
    threading.Thread(target=_end_with_the_starter, daemon=True).start()
    gc.set_threshold(400_000, 10, 10)  # as the command line does: a model and a codebook are no garbage
    # Heavy modules, only now: to look for garbage while they are loaded takes a quarter of a second.
    from communique.scale.engine import DISK_REFUSED
    from communique.scale.shards import Run
    from communique.scale.tasks import OneTask

    try:
        OneTask(Run(Path(sys.argv[1])), int(sys.argv[2])).run()
    except EngineFailed as error:
        sys.stderr.write(f"\n{error.what}\n")
        return 1
    except ArchiveError as error:
        sys.stderr.write(f"\n{json.dumps({'code': error.code, 'what': error.what, 'remedy': error.next_step})}\n")
        return DISK_REFUSED
    return 0


def _end_with_the_starter() -> None:
    # Not through sys.stdin: a process that is forked meanwhile would wait for its lock for ever.
    while os.read(0, 1):
        pass
    os._exit(1)


if __name__ == "__main__":
    raise SystemExit(main())

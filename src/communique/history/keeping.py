"""Which file of meetings answers: that of the archive's state, made if there is none."""

import shutil
import threading
from pathlib import Path
from weakref import WeakKeyDictionary

from communique.archive import Archive, disk
from communique.errors import DiskFailed
from communique.history.columns import columns_of
from communique.history.folder import forget_old, place_to_write
from communique.history.making import make, make_judged
from communique.history.store import Meetings
from communique.track.verdicts import DIFFERENT, SAME


class _Kept:
    """What is open of one archive; a question that has to make it lets those to other archives pass."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.state: str | None = None
        self.meetings: Meetings | None = None


_OPEN: "WeakKeyDictionary[Archive, _Kept]" = WeakKeyDictionary()
_LOOKING = threading.Lock()


def meetings_kept(archive: Archive) -> Meetings:
    """Return the meetings of an archive in its present state, made and kept if nobody did before."""
    state = archive.snapshot
    with _LOOKING:
        kept = _OPEN.setdefault(archive, _Kept())
    with kept.lock:
        if kept.meetings is None or kept.state != state:
            kept.meetings = _found(archive, state)
            kept.state = state
        return kept.meetings


def prepare(archive: Archive) -> None:
    """Make beforehand what the questions to an archive are answered from."""
    meetings_kept(archive)
    columns_of(archive)


def _found(archive: Archive, state: str) -> Meetings:
    folder = archive.path / "cache" / "history"
    base = folder / f"meetings-{archive.snapshot_of_documents}.sqlite"
    judgements = [one for one in archive.judgements() if one.what in SAME | DIFFERENT]
    wanted = folder / f"meetings-{state}.sqlite" if judgements else base
    if not archive.damage() and (kept := Meetings.open(wanted)) is not None:
        return kept
    with place_to_write(archive) as (place, is_the_archives):
        made = place / base.name
        if not is_the_archives and not archive.damage() and base.is_file():
            shutil.copyfile(base, made)
        before = Meetings.open(made)
        if before is None:
            draft = place / disk.unfinished_name()
            make(archive, draft, place, keep=is_the_archives)
            before = _named(draft, made)
        if judgements:
            draft = place / disk.unfinished_name()
            make_judged(archive, before, made, draft, judgements)
            made = place / wanted.name
            before = _named(draft, made)
        if is_the_archives:
            forget_old(place, {place / base.name, made})
        return before


def _named(draft: Path, name: Path) -> Meetings:
    draft.replace(name)
    found = Meetings.open(name)
    if found is None:
        raise DiskFailed(f"{name} does not hold what was written")
    return found

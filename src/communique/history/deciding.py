"""What people decide about meetings, by what lasts: documents and places in them."""

from collections.abc import Iterable

from communique.archive import Archive
from communique.history.keeping import meetings_kept
from communique.track.verdicts import about


def merge_meetings(archive: Archive, judge: str, ids: Iterable[str]) -> str:
    """Note that meetings are one, in the name of `judge`, and return the id of the judgement, which can be undone.

    Raises KeyError with the ids that no meeting has.
    """
    return _judge(archive, judge, "same_meeting", ids)


def split_meeting(archive: Archive, judge: str, meeting: str, documents: Iterable[str]) -> str:
    """Note that what these documents tell is another meeting than the one they were put with; see `merge_meetings`."""
    return _judge(archive, judge, "different_meetings", [meeting], set(documents))


def _judge(archive: Archive, judge: str, what: str, ids: Iterable[str], documents: set[str] | None = None) -> str:
    kept = meetings_kept(archive)
    asked = sorted(set(ids))
    known = {name: cluster for name in asked if (cluster := kept.by_id(name)) is not None}
    if missing := sorted(set(asked) - known.keys()):
        raise KeyError(", ".join(missing))
    meant = [
        (account.document, account.evidence)
        for cluster in known.values()
        for account in cluster.accounts
        if documents is None or account.document in documents
    ]
    return archive.judge(judge, what, about={**about(sorted(meant, key=lambda one: one[0])), "meetings": asked}).id

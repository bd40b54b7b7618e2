"""Which meeting the accounts are of, and what the actors of the findings are called."""

from collections.abc import Iterable, Sequence

from communique.compare.sides import BOTH
from communique.model import PRESS, Account, Finding, Meeting, Status


def meeting_of(accounts: Sequence[Account]) -> Meeting | None:
    """Return the meeting as the best account reports it: a side's own before the press, a fuller one before a barer."""
    found = [
        (account.side != PRESS, _fullness(meeting), -number, -place, meeting)
        for number, account in enumerate(accounts)
        for place, meeting in enumerate(account.record.meetings)
        if meeting.status is Status.HAPPENED and len(meeting.participants) > 1
    ]
    return max(found, key=lambda entry: entry[:4])[4] if found else None


def _fullness(meeting: Meeting) -> int:
    return sum(value is not None for value in (meeting.date, meeting.place, meeting.host)) + min(
        2, len(meeting.participants) - 1
    )


def people_of(accounts: Sequence[Account], findings: Iterable[Finding]) -> dict[str, str]:
    """Return the names of those whose words the findings report, and of those who met, by id."""
    wanted = {finding.speaker for finding in findings if finding.speaker and finding.speaker != BOTH}
    meeting = meeting_of(accounts)
    wanted |= set(meeting.participants) if meeting else set()
    names: dict[str, str] = {}
    for account in accounts:
        for actor in account.record.actors:
            if actor.id in wanted and actor.name:
                names.setdefault(actor.id, actor.name)
    return dict(sorted(names.items()))

"""Which meeting the accounts are of, and what the actors of the findings are called."""

from collections.abc import Iterable, Sequence

from communique.compare.sides import BOTH, Sides
from communique.model import PRESS, Account, Finding, Meeting, Status


def meeting_of(accounts: Sequence[Account]) -> Meeting | None:
    """Return the meeting that the accounts are of, None if none of them tells of one.

    A side's own account counts before the press, a meeting of the sides before another, what most accounts tell before
    what few do, what a text opens with before what it looks back on, and then the fuller telling. Date and place that
    it lacks are those of another telling of it.
    """
    told = [
        (number, place, meeting)
        for number, account in enumerate(accounts)
        for place, meeting in enumerate(_held(account))
    ]

    sides = Sides(accounts)

    def rank(entry: tuple[int, int, Meeting]) -> tuple[bool, int, int, bool, int, int, int]:
        number, place, meeting = entry
        record = accounts[number].record
        met = {sides.of(record, actor) for actor in meeting.participants} & set(sides.names)
        votes = len({other for other, _, one in told if _may_be_one(meeting, one)})
        is_own = accounts[number].side != PRESS
        return is_own, min(2, len(met)), votes, place == 0, _fullness(meeting), -number, -place

    if not told:
        return None
    chosen = max(told, key=rank)[2]
    same = [one for _, place, one in told if place == 0 and _may_be_one(chosen, one)]
    known = {"date": chosen.date, "place": chosen.place}
    for one in same:
        known = {"date": known["date"] or one.date, "place": known["place"] or one.place}
    return chosen.model_copy(update=known)


def _held(account: Account) -> list[Meeting]:
    return [
        meeting
        for meeting in account.record.meetings
        if meeting.status is Status.HAPPENED and len(meeting.participants) > 1
    ]


def _may_be_one(one: Meeting, other: Meeting) -> bool:
    """Tell whether two tellings can be of one meeting: two people in common, the same way, no two dates."""
    if len(set(one.participants) & set(other.participants)) < 2 or one.kind.is_remote != other.kind.is_remote:
        return False
    dates = sorted(date for date in (one.date, other.date) if date is not None)
    return len(dates) < 2 or dates[1].startswith(dates[0])


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

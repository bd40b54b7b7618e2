"""Which meeting the accounts are of."""

from communique import stages
from communique.compare.meeting import meeting_of
from communique.model import Account, MeetingKind

NORWAY = (
    "Foreign Minister Halvard Tveiten of Norway spoke on Monday with Foreign Minister Ana Rojas of Peru. The call "
    "follows the two ministers' meeting in Lima, Peru in November 2024. They discussed fisheries."
)
PERU = (
    "Building on the meeting of the two ministers in Lima in November 2024, Foreign Minister Ana Rojas of Peru spoke "
    "by telephone with Foreign Minister Halvard Tveiten of Norway. They discussed copper."
)


def account(side: str, text: str, published_on: str | None) -> Account:
    record = stages.read(text, document_id=side, published_on=published_on)
    return Account(account_id=side, meeting_id="m", side=side, record=record)


def test_what_both_tell_and_one_opens_with_goes_before_a_fuller_telling_of_an_earlier_meeting() -> None:
    meeting = meeting_of([account("NOR", NORWAY, None), account("PER", PERU, None)])
    assert meeting is not None
    assert (meeting.kind, meeting.date, meeting.place) == (MeetingKind.CALL, None, None)


def test_the_day_is_that_of_the_account_that_tells_it() -> None:
    meeting = meeting_of([account("PER", PERU, None), account("NOR", NORWAY, "2025-07-14")])
    assert meeting is not None
    assert meeting.date == "2025-07-14"

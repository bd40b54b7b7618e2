"""Who met whom in Russian texts, journeys, and the events that they are."""

import pytest

from communique.model import EventFlag, Meeting, MeetingKind, Status

from .conftest import Read

A = "Министр иностранных дел России Андрей Вересов"
OF_A = "Министра иностранных дел России Андрея Вересова"
WITH_B = "с Министром иностранных дел Норвегии Ингрид Халворсен"
BOTH = {"text:andrey-veresov", "text:ingrid-khalvorsen"}


def one(read: Read, text: str) -> Meeting:
    (meeting,) = read(text).meetings
    return meeting


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        (f"{A} встретился {WITH_B}.", MeetingKind.MEETING, Status.HAPPENED),
        (f"{A} провёл переговоры {WITH_B}.", MeetingKind.MEETING, Status.HAPPENED),
        (f"Состоялась беседа {OF_A} {WITH_B}.", MeetingKind.MEETING, Status.HAPPENED),
        (f"Состоялся телефонный разговор {OF_A} {WITH_B}.", MeetingKind.CALL, Status.HAPPENED),
        (f"{A} в режиме видеоконференции провёл переговоры {WITH_B}.", MeetingKind.VIDEO, Status.HAPPENED),
        (f"Завтра {A} встретится {WITH_B}.", MeetingKind.MEETING, Status.PLANNED),
        (f"Планируется встреча {OF_A} {WITH_B}.", MeetingKind.MEETING, Status.PLANNED),
        (f"Встреча {OF_A} {WITH_B} отменена.", MeetingKind.MEETING, Status.CANCELLED),
        (f"{A} встретился на полях саммита {WITH_B}.", MeetingKind.SIDELINE, Status.HAPPENED),
    ],
)
def test_a_meeting_has_its_form_and_standing(read: Read, text: str, kind: MeetingKind, status: Status) -> None:
    meeting = one(read, text)
    assert (meeting.kind, meeting.status, set(meeting.participants)) == (kind, status, BOTH)


def test_a_day_behind_the_text_is_ahead_and_that_of_another_clause_is_no_days(read: Read) -> None:
    ahead = one(read, f"12 марта 2026 года {A} встретился {WITH_B}.")
    assert (ahead.status, ahead.date) == (Status.PLANNED, "2026-03-12")
    assert one(read, f"{A} встретился {WITH_B}, которая накануне прибыла в Москву.").date is None


def test_where_an_ambassador_is_posted_is_no_place(read: Read) -> None:
    assert one(read, f"{A} принял Посла Норвегии в Российской Федерации Ингрид Халворсен.").place is None


def test_a_visit_hides_no_meeting(read: Read) -> None:
    came = "Министр иностранных дел Норвегии Ингрид Халворсен прибыла в Москву с визитом"
    meetings = read(f"{came}, где встретилась с российским коллегой Андреем Вересовым.").meetings
    assert {len(meeting.participants) for meeting in meetings} == {1, 2}


def test_talks_in_a_state_visit_are_a_meeting(read: Read) -> None:
    told = (
        f"{A} провёл переговоры {WITH_B}. Визит {OF_A} и Министра иностранных дел Норвегии Ингрид Халворсен завершён."
    )
    assert read(told).meetings[0].kind is MeetingKind.MEETING


def test_who_asked_when_and_where(read: Read) -> None:
    text = f"9 марта в Осло по инициативе российской стороны состоялась встреча {OF_A} {WITH_B}."
    meeting = one(read, text)
    assert meeting.date == "2026-03-09"
    assert meeting.requested_by == "RUS"
    assert meeting.place is not None
    assert (meeting.place.name, meeting.place.country) == ("Oslo", "NOR")


def test_who_receives_is_the_host(read: Read) -> None:
    meeting = one(read, f"{A} принял Посла Азербайджана в Российской Федерации Фарида Гулузаде.")
    assert meeting.host == "text:andrey-veresov"
    assert meeting.participants == ("text:andrey-veresov", "text:farid-guluzade")


def test_what_is_only_prepared_or_wished_for_is_no_meeting(read: Read) -> None:
    assert read(f"{A} обсудил подготовку визита Президента Франции в Россию.").meetings == ()
    assert read(f"Личная встреча {OF_A} {WITH_B} не планируется.").meetings == ()


def test_one_meeting_told_twice_is_one(read: Read) -> None:
    meeting = one(read, f"{A} встретился {WITH_B}.\nСостоялись переговоры {OF_A} {WITH_B}.")
    assert len(meeting.spans) == 2


@pytest.mark.parametrize(
    ("text", "place", "status"),
    [
        (f"{A} прибыл в Пекин.", "Beijing", Status.HAPPENED),
        (f"{A} посетил Анкару.", "Ankara", Status.HAPPENED),
        (f"В мае {A} посетит Нью-Дели.", "New Delhi", Status.PLANNED),
    ],
)
def test_a_journey_has_its_stops(read: Read, text: str, place: str, status: Status) -> None:
    (stop,) = read(text).stops
    assert (stop.actor, stop.place.name, stop.status) == ("text:andrey-veresov", place, status)


def test_meetings_and_acts_of_speech_are_events(read: Read) -> None:
    record = read(f"{A} провёл переговоры {WITH_B}. Вересов осудил удары. Завтра Вересов встретится с Ван И.")
    assert [(event.type, event.flags) for event in record.events] == [
        ("CONSULT", ()),
        ("ACCUSE", ()),
        ("AGREE", (EventFlag.FUTURE,)),
    ]

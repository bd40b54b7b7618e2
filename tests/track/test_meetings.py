import datetime as dt
import itertools
import random
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, cast

import pytest

from communique.model import ActorKind, MeetingKind, Record, Status
from communique.model.history import MeetingCluster
from communique.track.copies import near_copies
from communique.track.grouping import group
from communique.track.meetings import Wanted, meetings
from communique.track.parties import Party
from communique.track.tellings import Source, Telling, numbered, tellings_of
from communique.track.verdicts import about

Told = Any
"""The maker of records of conftest.py."""


def found(records: Iterable[Record], **options: Any) -> list[MeetingCluster]:
    return meetings(tellings_of(numbered(records)), **options)


def about_all(tellings: Iterable[Telling]) -> dict[str, Any]:
    return about((telling.document, telling.evidence) for telling in tellings)


def documents(clusters: Iterable[MeetingCluster]) -> list[set[str]]:
    return [{account.document for account in cluster.accounts} for cluster in clusters]


def test_two_outlets_tell_of_one_meeting(told: Told) -> None:
    first = told(told.meeting("lindqvist", "moreau"), publisher="Reuters")
    second = told(told.meeting("moreau", "lindqvist"), publisher="Le Monde", language="fr")
    (one,) = found([first, second])
    assert one.meeting.date == "2024-05-13"
    assert one.sides == ("SWE", "FRA")
    assert one.people == {"text:anna-lindqvist": "Anna Lindqvist", "text:paul-moreau": "Paul Moreau"}
    assert [account.side for account in one.accounts] == ["press", "press"]
    assert one.evidence_count == 2
    words = one.accounts[0].evidence[0]
    assert (words.document, words.start, words.end, words.words) == (first.document.id, 0, 9, "They met.")


def test_both_sides_and_the_press(told: Told) -> None:
    one_side = told(told.meeting("lindqvist", "moreau"), url="https://www.regeringen.se/1")
    other_side = told(told.meeting("lindqvist", "moreau"), url="https://www.diplomatie.gouv.fr/1")
    press = told(told.meeting("lindqvist", "moreau_bare"))
    (one,) = found([press, one_side, other_side])
    assert set(one.own_accounts) == {"SWE", "FRA"}
    assert one.confidence > 0.95


@pytest.mark.parametrize("days", [1, -1])
def test_a_story_may_be_a_day_off(told: Told, days: int) -> None:
    right = [told(told.meeting("lindqvist", "moreau", date="2024-05-13"), publisher=f"Paper {n}") for n in range(3)]
    wrong = told(told.meeting("lindqvist", "moreau", date=f"2024-05-{13 + days}"), publisher="Paper 9")
    (one,) = found([*right, wrong])
    assert one.meeting.date == "2024-05-13"
    assert one.other_dates == (f"2024-05-{13 + days}",)


def test_washington_and_the_far_east_date_it_by_their_own_clocks(told: Told) -> None:
    here = told(told.meeting("lindqvist", "moreau", date="2024-05-13", kind="call"), url="https://regeringen.se/1")
    there = told(
        told.meeting("lindqvist", "moreau", date="2024-05-14", kind="call"), url="https://diplomatie.gouv.fr/1"
    )
    (one,) = found([here, there])
    assert set(one.own_accounts) == {"SWE", "FRA"}


def test_two_days_apart_are_two(told: Told) -> None:
    assert len(found(told(told.meeting("lindqvist", "moreau", date=f"2024-05-1{n}")) for n in (1, 3, 5))) == 3


def test_calls_on_four_days_in_a_row_are_never_one(told: Told) -> None:
    records = [told(told.meeting("lindqvist", "moreau", date=f"2024-05-1{n}", kind="call")) for n in range(4)]
    assert all(len(one.accounts) <= 2 for one in found(records))


def test_two_calls_in_one_week_stay_two(told: Told) -> None:
    records = [
        told(told.meeting("lindqvist", "moreau", date=date, kind="call"), publisher=publisher)
        for date in ("2024-05-13", "2024-05-16")
        for publisher in ("Reuters", "AFP", None)
    ]
    assert [len(one.accounts) for one in found(records)] == [3, 3]


def test_a_side_does_not_mistake_the_day_of_its_own_calls(told: Told) -> None:
    records = [
        told(told.meeting("lindqvist", "moreau", date=f"2024-05-1{n}"), url=f"https://regeringen.se/{n}")
        for n in (3, 4)
    ]
    assert len(found(records)) == 2


def test_one_document_that_names_two_days_tells_of_two(told: Told) -> None:
    record = told(
        told.meeting("lindqvist", "moreau", date="2024-05-13"),
        told.meeting("lindqvist", "moreau", date="2024-05-14"),
    )
    assert len(found([record])) == 2


def test_one_document_that_tells_twice_of_one_day(told: Told) -> None:
    again = told(told.meeting("lindqvist", "moreau"), told.meeting("moreau", "lindqvist", at=(2, 9)))
    assert len(found([again])) == 1
    wider = told(told.meeting("lindqvist", "moreau"), told.meeting("lindqvist", "moreau", "durand", at=(2, 9)))
    assert len(found([wider])) == 2


def test_a_month_is_the_day_in_it(told: Told) -> None:
    exact = told(told.meeting("lindqvist", "moreau", date="2022-05-12"), published="2022-05-12")
    vague = told(told.meeting("lindqvist", "moreau", date="2022-05"), published="2022-07-01")
    (one,) = found([vague, exact])
    assert one.meeting.date == "2022-05-12"
    assert one.accounts[1].confidence < one.accounts[0].confidence


def test_a_month_with_two_meetings_goes_to_the_place_that_agrees(told: Told) -> None:
    here = told(told.meeting("lindqvist", "moreau", date="2022-05-12", place="Paris", country="FRA"))
    there = told(told.meeting("lindqvist", "moreau", date="2022-05-20", place="Stockholm", country="SWE"))
    vague = told(told.meeting("lindqvist", "moreau", date="2022-05", place="Stockholm", country="SWE"))
    assert documents(found([here, there, vague])) == [
        {here.document.id},
        {there.document.id, vague.document.id},
    ]


def test_a_year_says_too_little_to_choose(told: Told) -> None:
    records = [
        told(told.meeting("lindqvist", "moreau", date=f"2022-0{n}-12"), published=f"2022-0{n}-12") for n in (3, 5)
    ]
    records.append(told(told.meeting("lindqvist", "moreau", date="2022"), published="2023-01-01"))
    assert len(found(records)) == 3


def test_what_happened_lies_before_the_text(told: Told) -> None:
    later = told(told.meeting("lindqvist", "moreau", date="2022-05-28"), published="2022-05-28")
    earlier = told(told.meeting("lindqvist", "moreau", date="2022-05"), published="2022-05-10")
    assert len(found([later, earlier])) == 2


def test_a_readout_without_a_date_is_of_its_own_day(told: Told) -> None:
    first = told(
        told.meeting("lindqvist", "moreau", kind="call"), published="2024-05-13", url="https://regeringen.se/1"
    )
    second = told(
        told.meeting("lindqvist", "moreau", kind="call", date=None),
        published="2024-05-14",
        url="https://regeringen.se/2",
    )
    assert len(found([first, second])) == 2
    other_side = told(
        told.meeting("lindqvist", "moreau", date=None), published="2024-05-14", url="https://diplomatie.gouv.fr/2"
    )
    assert len(found([first, other_side])) == 1


def test_a_text_of_the_next_day_may_look_back(told: Told) -> None:
    first = told(
        told.meeting("lindqvist", "moreau", kind="call"), published="2024-05-13", url="https://regeringen.se/1"
    )
    second = told(
        told.meeting("lindqvist", "silva", date="2024-05-14"),
        told.meeting("lindqvist", "moreau", kind="call", date=None, at=(5, 9)),
        published="2024-05-14",
        url="https://regeringen.se/2",
    )
    assert [len(one.accounts) for one in found([first, second])] == [2, 1]


def test_a_call_told_of_as_a_meeting(told: Told) -> None:
    call = told(told.meeting("lindqvist", "moreau", kind="call", date=None), url="https://regeringen.se/1")
    meeting = told(told.meeting("lindqvist", "moreau", date=None), published="2024-05-15")
    (one,) = found([call, meeting])
    assert one.meeting.kind is MeetingKind.CALL
    plan = told(told.meeting("lindqvist", "moreau", date=None, status="planned"), published="2024-05-15")
    assert len(found([call, plan])) == 2


def test_a_plan_and_the_meeting_are_one(told: Told) -> None:
    plan = told(told.meeting("lindqvist", "moreau", status="planned"), published="2024-05-10")
    held = told(told.meeting("lindqvist", "moreau"), published="2024-05-14")
    (one,) = found([plan, held])
    assert one.meeting.status is Status.HAPPENED


def test_a_plan_without_a_day_and_the_meeting_are_one(told: Told) -> None:
    plan = told(told.meeting("lindqvist", "moreau", status="planned", date="2024-W20"), published="2024-05-10")
    open_plan = told(told.meeting("lindqvist", "moreau", status="planned", date=None), published="2024-05-08")
    held = told(told.meeting("lindqvist", "moreau"), published="2024-05-14")
    assert len(found([plan, open_plan, held])) == 1


def test_a_plan_far_ahead_needs_the_place(told: Told) -> None:
    plan = told(told.meeting("lindqvist", "moreau", status="planned", date=None), published="2024-04-01")
    placed = told(
        told.meeting("lindqvist", "moreau", status="planned", date=None, place="Paris", country="FRA"),
        published="2024-04-01",
    )
    held = told(told.meeting("lindqvist", "moreau", place="Paris", country="FRA"), published="2024-05-14")
    assert documents(found([plan, held])) == [{plan.document.id}, {held.document.id}]
    assert len(found([placed, held])) == 1


def test_a_cancelled_meeting_stays_apart(told: Told) -> None:
    off = told(told.meeting("lindqvist", "moreau", status="cancelled"), published="2024-05-12")
    plan = told(told.meeting("lindqvist", "moreau", status="planned"), published="2024-05-10")
    (one,) = found([off, plan])
    assert one.meeting.status is Status.CANCELLED
    held = told(told.meeting("lindqvist", "moreau", date="2024-05-20"), published="2024-05-20")
    assert [one.meeting.status for one in found([off, plan, held])] == [Status.CANCELLED, Status.HAPPENED]


def test_a_cancelled_meeting_that_was_held_after_all_is_one(told: Told) -> None:
    off = told(told.meeting("lindqvist", "moreau", status="cancelled"), published="2024-05-12")
    held = told(told.meeting("lindqvist", "moreau"), published="2024-05-14")
    (one,) = found([off, held])
    assert one.meeting.status is Status.HAPPENED
    before = told(told.meeting("lindqvist", "moreau"), published="2024-05-12")
    assert len(found([off, before])) == 2


def test_the_ministers_beside_their_presidents_are_another_meeting(told: Told) -> None:
    heads = told(told.meeting("berg", "durand"))
    ministers = told(told.meeting("lindqvist", "moreau"))
    assert len(found([heads, ministers])) == 2
    all_four = told(told.meeting("berg", "durand", "lindqvist", "moreau"))
    assert len(found([heads, all_four])) == 1
    assert len(found([all_four, ministers])) == 2


def test_three_sides_and_two_of_them_are_two_meetings(told: Told) -> None:
    three = told(told.meeting("lindqvist", "moreau", "silva"))
    two = told(told.meeting("lindqvist", "moreau"))
    assert len(found([three, two])) == 2


def test_an_office_or_a_state_stands_for_the_person(told: Told) -> None:
    people = told(told.meeting("lindqvist", "moreau"))
    office = told(told.meeting("lindqvist", "fra_minister"))
    states = told(told.meeting("SWE", "FRA"))
    (one,) = found([states, office, people])
    assert one.meeting.participants == ("text:anna-lindqvist", "text:paul-moreau")


def test_another_office_is_another_person(told: Told) -> None:
    president = told(told.meeting("lindqvist", "durand"))
    minister = told(told.meeting("lindqvist", "fra_minister"))
    assert len(found([president, minister])) == 2


def test_a_call_and_talks_at_a_place_are_two(told: Told) -> None:
    call = told(told.meeting("lindqvist", "moreau", kind="call"))
    talks = told(told.meeting("lindqvist", "moreau", place="Paris", country="FRA"))
    assert len(found([call, talks])) == 2
    somewhere = told(told.meeting("lindqvist", "moreau"))
    (one,) = found([call, somewhere])
    assert one.meeting.kind is MeetingKind.CALL


def test_one_company_told_twice_is_one_meeting(told: Told) -> None:
    both = (told.meeting("lindqvist", "durand"), told.meeting("lindqvist", "moreau"))
    (one,) = found([told(*both, url="https://regeringen.se/1")])
    assert len(found([told(*both)])) == 2  # a story of a visit tells of two
    assert one.accounts[0].meetings == ("m1", "m2")
    assert len(one.meeting.participants) == 3
    apart = told(told.meeting("lindqvist", "silva"), told.meeting("lindqvist", "moreau"), url="https://regeringen.se/2")
    assert len(found([apart])) == 2


def test_a_state_that_is_only_the_place_did_not_take_part(told: Told) -> None:
    (one,) = found([told(told.meeting("lindqvist", "moreau", "PRT", place="Lisbon", country="PRT"))])
    assert one.sides == ("SWE", "FRA")


def test_of_a_table_not_everybody_need_be_known(told: Told) -> None:
    def own(kind: str) -> Record:
        meetings = (told.meeting("lindqvist", other, kind=kind) for other in ("durand", "moreau_bare"))
        return cast("Record", told(*meetings, url=f"https://regeringen.se/{kind}"))

    assert len(found([own("video")])) == 1
    assert len(found([own("call")])) == 2


STORY = (
    "Foreign Minister Anna Lindqvist met her French counterpart Paul Moreau in Uppsala on Monday. The two spoke about "
    "grain, the northern sea route and the rules for seasonal workers, and agreed that their deputies would meet again "
    "before the summer. Lindqvist said that the talks had gone better than she had feared. Moreau called the sea route "
    "a question of patience. Neither side gave a date for the signing of the agreement on fisheries."
)


def test_syndicated_and_edited_copies_count_once(told: Told) -> None:
    meeting = told.meeting("lindqvist", "moreau")
    original = told(meeting, text=STORY, publisher="Reuters", name="a")
    copy = told(meeting, text=STORY.replace("Monday", "Monday, officials said"), publisher="The Daily Post", name="b")
    edited = told(told.meeting("lindqvist", "moreau", date=None), text=STORY[:330], publisher=None, name="c")
    other = told(meeting, text="Moreau was in Uppsala to see Lindqvist, and came away with a promise.", name="d")
    records = [original, copy, edited, other]
    copies = near_copies((one.document.id, one.document.text, one.document.language) for one in records)
    assert copies == {"a": "a", "b": "a", "c": "a"}
    (one,) = found(records, copies=copies)
    assert one.evidence_count == 2
    assert {account.document: account.copy_of for account in one.accounts} == {"a": None, "b": "a", "c": "a", "d": None}


def test_copies_in_a_script_without_spaces() -> None:
    text = "外交部长在乌普萨拉会见了来访的法国客人。双方就北方航道、渔业协定交换了意见，并同意继续保持密切沟通。"
    assert near_copies([("a", text, "zh"), ("b", text + "会谈后没有发表声明。", "zh"), ("c", text[::-1], "zh")]) == {
        "a": "a",
        "b": "a",
    }


def test_the_order_of_the_documents_decides_nothing(told: Told) -> None:
    records = [
        told(told.meeting("lindqvist", "moreau", date=date, status=status, kind=kind), published=published)
        for date, status, kind, published in [
            ("2024-05-13", "happened", "call", "2024-05-13"),
            ("2024-05-14", "happened", "meeting", "2024-05-14"),
            ("2024-05", "planned", "meeting", "2024-05-01"),
            (None, "happened", "call", "2024-05-15"),
            ("2024-05-15", "cancelled", "meeting", "2024-05-12"),
            ("2024", "happened", "visit", "2025-01-01"),
        ]
    ]
    expected = [one.model_dump() for one in found(records)]
    for some in itertools.islice(itertools.permutations(records), 0, 720, 31):
        assert [one.model_dump() for one in found(some)] == expected


def test_ids_stay_when_more_is_known(told: Told) -> None:
    first = told(told.meeting("lindqvist", "moreau"), name="z")
    (before,) = found([first])
    (after,) = found([told(told.meeting("lindqvist", "moreau", place="Paris", country="FRA"), name="a"), first])
    assert before.id == after.id
    assert len({one.id for one in found([first, told(told.meeting("lindqvist", "moreau", date="2024-06-01"))])}) == 2


@dataclass
class Judged:
    what: str
    about: dict[str, Any]
    id: str = field(default="0" * 16)


def test_a_person_joins_two_meetings(told: Told) -> None:
    records = [told(told.meeting("lindqvist", "moreau", date=f"2024-05-1{n}")) for n in (1, 5)]
    judged = Judged("same_meeting", about_all(tellings_of(numbered(records))))
    (one,) = found(records, judgements=[judged])
    assert one.judgements == (judged.id,)
    assert len(one.accounts) == 2


def test_a_person_takes_two_meetings_apart(told: Told) -> None:
    records = [told(told.meeting("lindqvist", "moreau"), name=f"d{n}") for n in range(3)]
    judged = Judged("different_meetings", about_all(tellings_of(numbered(records[1:2]))))
    clusters = found(records, judgements=[judged])
    assert sorted(map(sorted, documents(clusters))) == [["d0", "d2"], ["d1"]]
    assert len({one.id for one in clusters}) == 2
    again = Judged("same_meeting", about_all(tellings_of(numbered(records))), id="1" * 16)
    (one,) = found(records, judgements=[judged, again])
    assert len(one.accounts) == 3


def test_a_judgement_finds_the_words_after_a_new_reading(told: Told) -> None:
    records = [told(told.meeting("lindqvist", "moreau", date=f"2024-05-1{n}"), name=f"d{n}") for n in (1, 5)]
    judged = Judged("same_meeting", about_all(tellings_of(numbered(records))))
    anew = [told(told.meeting("lindqvist", "moreau", date=f"2024-05-1{n}", at=(5, 9)), name=f"d{n}") for n in (1, 5)]
    assert len(found(anew, judgements=[judged])) == 1
    assert len(found(anew[:1], judgements=[judged, Judged("accept", {})])) == 1


def test_what_is_asked_for(told: Told) -> None:
    early = told(told.meeting("lindqvist", "moreau", date="2024-05-13"))
    late = told(told.meeting("lindqvist", "silva", date="2024-06-13"), published="2024-06-13")
    undated = told(told.meeting("berg", "durand", date=None), published="2024-07-13")
    records = [early, late, undated]

    def asked(**wanted: Any) -> list[str]:
        return [one.accounts[0].document for one in found(records, wanted=Wanted(**wanted))]

    assert asked(between=("FRA", "SWE")) == [early.document.id, undated.document.id]
    assert asked(who="Lindqvist") == [early.document.id, late.document.id]
    assert asked(who="text:rita-silva") == [late.document.id]
    assert asked(since="2024-06") == [late.document.id, undated.document.id]
    assert asked(until="2024-05") == [early.document.id]
    assert asked(documents={late.document.id}) == [late.document.id]


def many(number: int) -> list[Telling]:
    """Return tellings of `number` meetings, one to four each, some a day off, over ten years and forty states."""
    chance = random.Random(7)
    states = [f"{a}{b}X" for a in "ABCDEFGH" for b in "ABCDE"]
    people = {
        (state, n): Party(f"{state.lower()}-{n}", ActorKind.PERSON, f"{state.title()} Name{n}", state)
        for state in states
        for n in range(5)
    }
    made: list[Telling] = []
    for at in range(number):
        here, there = chance.sample(states, 2)
        rank = chance.randrange(5)
        day = 737_000 + at * 3650 // number
        made.extend(
            Telling(
                source=Source(f"d{at}-{copy}"),
                meetings=("m1",),
                kind=MeetingKind.MEETING,
                status=Status.HAPPENED,
                date=dt.date.fromordinal(day + (chance.random() < 0.05)).isoformat(),
                place=None,
                parties=(people[here, rank], people[there, rank]),
                host=None,
                requested_by=None,
                evidence=(),
            )
            for copy in range(chance.randint(1, 4))
        )
    return made


def test_ten_thousand_meetings_take_moments() -> None:
    tellings = many(4000)
    started = time.process_time()
    groups = group(tellings)
    assert (
        time.process_time() - started < 10
    )  # about 0.5 s on one core of 2026; a comparison of all with all takes minutes
    truth = {telling.document.split("-")[0] for telling in tellings}
    assert len(groups) <= 1.05 * len(truth)

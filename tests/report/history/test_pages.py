"""The pages of an archive: words quoted with their document, counts, gaps, and nothing that steers a terminal."""

import io
from datetime import date, timedelta

import pytest
from rich.console import Console, RenderableType

from communique.history import MeetingCounts
from communique.model import Meeting, MeetingKind, Mode, Place, Polarity, Span, Status
from communique.model.history import (
    Count,
    Evidence,
    FormulaGone,
    Habits,
    ItineraryKind,
    ItineraryRow,
    MeetingAccount,
    MeetingCluster,
    Named,
    OfficeHeld,
    Omission,
    Person,
    PersonStatement,
    PhraseHistory,
    ReadoutChange,
    RelationMonth,
)
from communique.report.history.habits import habits_page
from communique.report.history.itinerary import itinerary_page
from communique.report.history.meetings import meetings_page
from communique.report.history.phrase import phrase_page
from communique.report.history.relations import relations_page
from communique.report.history.who import who_page
from communique.report.history.words import person_name, quoted, when


def shown(page: RenderableType, *, width: int = 200) -> str:
    file = io.StringIO()
    Console(file=file, width=width, markup=False, highlight=False, emoji=False, color_system=None).print(page)
    return file.getvalue()


def words(text: str, document: str = "d1") -> Evidence:
    return Evidence.cut(document, text, 0, len(text))


def account(
    side: str, document: str, *, publisher: str | None = "A ministry", copy_of: str | None = None
) -> MeetingAccount:
    return MeetingAccount(
        document=document,
        meetings=("m1",),
        side=side,
        publisher=publisher,
        published_on="2024-05-14",
        status=Status.HAPPENED,
        copy_of=copy_of,
        evidence=(words("Minister Lindqvist met Minister Moreau", document),),
        confidence=0.9,
    )


def cluster(
    *accounts: MeetingAccount, status: Status = Status.HAPPENED, date: str | None = "2024-05-13"
) -> MeetingCluster:
    return MeetingCluster(
        id="00112233aabbccdd",
        meeting=Meeting(
            id="00112233aabbccdd",
            kind=MeetingKind.CALL,
            status=status,
            date=date,
            participants=("text:anna-lindqvist", "text:paul-moreau"),
            spans=(Span(start=0, end=4),),
        ),
        sides=("SWE", "FRA"),
        people={"text:anna-lindqvist": "Anna Lindqvist", "text:paul-moreau": "Paul Moreau"},
        own_accounts=tuple(dict.fromkeys(one.side for one in accounts if one.side != "press")),
        accounts=accounts,
        evidence_count=1,
        published_from="2024-05-14",
        confidence=0.75,
    )


def test_a_meeting_with_texts_of_both_sides_says_how_to_compare_them() -> None:
    page = shown(meetings_page([cluster(account("SWE", "d1"), account("FRA", "d2"))]))
    assert "1 meeting, newest first · 1 with texts of two sides or more" in page
    assert "Monday 13 May 2024 · phone call  [00112233aabbccdd · 0.75]" in page
    assert "accounts of Sweden and France: communique compare 00112233aabbccdd" in page
    assert "“Minister Lindqvist met Minister Moreau” [d2]" in page


def test_a_text_without_a_publisher_is_not_said_to_be_the_presss() -> None:
    page = shown(meetings_page([cluster(account("press", "d1", publisher=None))]))
    assert "whose text is not known · published" in page


def test_plans_copies_and_unknown_dates_are_marked() -> None:
    planned = cluster(account("SWE", "d1"), account("press", "d2", copy_of="d1"), status=Status.PLANNED, date=None)
    page = shown(meetings_page([planned]))
    assert "1 planned only" in page
    assert "date not given (first told of on Tuesday 14 May 2024) · phone call · planned" in page
    assert "near copy of [d1] [d2]" in page


def test_a_list_that_is_cut_says_so() -> None:
    page = shown(meetings_page([cluster(account("SWE", "d1"))] * 2, counts=MeetingCounts(3, 0, 0, 0)))
    assert "2 shown, --all shows all" in page
    assert page.count("00112233aabbccdd") == 2


def test_words_are_quoted_once_cut_visibly_and_cannot_steer_a_terminal() -> None:
    assert shown(quoted(words("“We agreed.”"))) == "“We agreed.” [d1]\n"
    assert shown(quoted(words("a \x1b[2J b"))) == "“a \\x1b[2J b” [d1]\n"
    assert shown(quoted(words("word " * 9), longest=12)) == "“word word …” [d1]\n"


def test_names_and_dates_that_are_not_known() -> None:
    assert person_name("text:anna-lindqvist", {}) == "anna lindqvist"
    assert person_name("FRA", {}) == "France"
    assert when(None) == "date not given"


def test_an_itinerary_shows_gaps_clashes_and_plans() -> None:
    rows = [
        ItineraryRow(
            kind=ItineraryKind.STOP,
            first="2024-05-13",
            last="2024-05-14",
            place=Place(name="Paris", country="FRA"),
            status=Status.HAPPENED,
            evidence=(words("travelled to Paris"),),
            documents=2,
            elsewhere_too=True,
        ),
        ItineraryRow(kind=ItineraryKind.GAP, first="2024-05-15", last="2024-05-17", days=3),
        ItineraryRow(
            kind=ItineraryKind.MEETING,
            first="2024-05-18",
            status=Status.PLANNED,
            meeting="00112233aabbccdd",
            format=MeetingKind.CALL,
            company=("Paul Moreau",),
            evidence=(words("will call Minister Moreau"),),
            documents=1,
        ),
    ]
    page = shown(itinerary_page("Anna Lindqvist", rows))
    assert "Monday 13 May 2024 to Tuesday 14 May 2024 · Paris, France · stop · elsewhere too on this day" in page
    assert "in 2 texts" in page
    assert "… 3 days without a known place: 15 May 2024 to 17 May 2024" in page
    assert "phone call with Paul Moreau · planned" in page


def test_of_a_long_itinerary_the_latest_is_shown_unless_all_is_asked_for() -> None:
    day = date(2024, 1, 1)
    rows = []
    for number in range(60):
        stop, next_day = day + timedelta(days=2 * number), day + timedelta(days=2 * number + 1)
        rows.append(ItineraryRow(kind=ItineraryKind.STOP, first=f"{stop}", place=Place(name=f"Port {number}")))
        rows.append(ItineraryRow(kind=ItineraryKind.GAP, first=f"{next_day}", last=f"{next_day}", days=1))
    cut = shown(itinerary_page("Anna Lindqvist", rows))
    assert "60 stops, 0 meetings" in cut
    assert "50 of 60 entries, the latest, shown; --all shows all." in cut
    assert [f"Port {number} " in cut for number in (9, 10, 59)] == [False, True, True]
    assert cut.count("without a known place") == 50
    whole = shown(itinerary_page("Anna Lindqvist", rows, everything=True))
    assert whole.count("Port ") == 60
    assert "--all" not in whole


def test_relations_put_empty_months_together_and_count_by_side() -> None:
    topic = Count(
        id="fisheries", label="fisheries", meetings=1, by_side={"SWE": 1, "press": 2}, evidence=(words("cod"),)
    )
    held = RelationMonth(month="2024-02", meetings=("a",), held=1, remote=1, accounts=3, warmth=-1, agenda=(topic,) * 7)
    rows = [
        held,
        RelationMonth(month="2024-03"),
        RelationMonth(month="2024-04"),
        held.model_copy(update={"month": "2024-05"}),
    ]
    page = shown(relations_page("SWE", "FRA", rows))
    assert "Sweden and France  2 meetings held, tone and agenda from 6 texts" in page
    assert "… March 2024 to April 2024: no meeting in this archive" in page
    assert "February 2024 · 1 meeting held · 1 by phone or video · 3 texts · tone -1.0" in page
    assert "fisheries (Sweden 1, the press 2) “cod” [d1]" in page
    assert "and fisheries (--all shows the words)" in page
    assert "and fisheries" not in shown(relations_page("SWE", "FRA", rows, everything=True))


def test_a_phrase_that_nobody_used_has_a_page_too() -> None:
    page = shown(phrase_page(PhraseHistory(phrase="iron brotherhood", uses_count=0, exact_count=0, documents=0)))
    assert "0 places as asked for · 0 in other forms · in 0 texts" in page


@pytest.mark.parametrize("everything", [False, True])
def test_a_person(*, everything: bool) -> None:
    statements = tuple(
        PersonStatement(
            document=f"d{number}",
            statement="s1",
            date=f"2024-05-{number:02}",
            side="press",
            mode=Mode.INDIRECT,
            polarity=Polarity.NEGATIVE if number == 12 else Polarity.POSITIVE,
            joint=number == 12,
            topics=("fisheries",),
            evidence=(words("that quotas had been agreed", f"d{number}"),),
            cue=(words("denied", f"d{number}"),),
        )
        for number in range(1, 13)
    )
    person = Person(
        id="anna-lindqvist",
        name="Anna Lindqvist",
        country="SWE",
        documents=12,
        offices=(OfficeHeld(entity="SWE", office="foreign_minister", start="2023-01-02", last_confirmed="2024-05"),),
        meetings_count=1,
        meetings=(cluster(account("SWE", "d1")),),
        statements_count=len(statements),
        statements=statements,
    )
    page = shown(who_page([person], everything=everything))
    assert "foreign minister, Sweden · 2 January 2023 on, last confirmed May 2024" in page
    assert "said together with others · denial · indirect" in page
    assert "(“denied”) “that quotas had been agreed” [d12] · on fisheries" in page
    assert ("10 of 12 statements, the latest, shown; --all shows all." in page) is not everything
    assert ("[d1] · on" in page) is everything


def test_habits_show_the_share_with_its_interval_and_the_closest_passage() -> None:
    found = Habits(
        side="SWE",
        compared=6,
        omissions=(
            Omission(
                side="SWE",
                topic="fisheries",
                label="fisheries",
                left_out=5,
                of=6,
                unknown=1,
                share=0.833,
                low=0.436,
                high=0.97,
                regular=False,
                against={"FRA": 6},
                meetings=("00112233aabbccdd",),
                evidence=(words("cod quotas", "fra1"),),
                searched=(words("the sea", "swe1"),),
                findings=(("00112233aabbccdd", "f1"),),
            ),
        ),
        formulas_gone=tuple(
            FormulaGone(
                formula="rules_based_order",
                meaning="",
                side="SWE",
                other="FRA",
                pair=("text:anna-lindqvist", "text:paul-moreau"),
                used=used,
                of=2,
                steady=used == 2,
                last="2024-01-05",
                absent_from=("a", "b", "c", "d"),
                absent_since="2024-02-01",
                words=200,
                words_since=(50, 60, 70, 80),
                evidence=(words("rules-based order"),),
            )
            for used in (2, 1)
        ),
        changes=(
            ReadoutChange(
                side="SWE",
                other="FRA",
                pair=("text:anna-lindqvist", "text:paul-moreau"),
                meeting="m2",
                document="d2",
                date="2024-05-13",
                format=MeetingKind.CALL,
                words=80,
                previous_meeting="m1",
                previous_document="d1",
                previous_date=None,
                previous_format=MeetingKind.VISIT,
                previous_words=300,
                new=(
                    Named(topic="fisheries", label="fisheries", evidence=(words("cod"),), searched=(words("trade"),)),
                ),
                dropped=(),
            ),
        ),
    )
    page = shown(habits_page(found))
    assert (
        "not found in 5 of 6 of its texts (44% to 97%) · may be chance · 1 more not known · named by France 6" in page
    )
    assert "closest in its own text: “the sea” [swe1]" in page
    assert "not found in 4 readouts since 1 February 2024, 50 to 80 words: [a] [b] [c] and 1 more" in page
    assert "1 of 2 shown, those that stood there steadily; --all shows all." in page
    assert "before: on a day not known, visit, 300 words [d1]" in page
    assert "new: fisheries “cod” [d1]" in page
    assert "never steady" in shown(habits_page(found, everything=True))

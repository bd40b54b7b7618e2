import re

import pytest
from rich.cells import cell_len
from rich.console import Console

from communique.model import (
    Actor,
    ActorKind,
    Attribution,
    Document,
    Failure,
    MadeBy,
    Medium,
    Passage,
    PassageKind,
    Record,
    Span,
)
from communique.report.terminal import record_page


def printed(record: Record, *, width: int = 100, spans: bool = False, colour: bool = False) -> str:
    console = Console(
        width=width, force_terminal=colour, markup=False, highlight=False, emoji=False, legacy_windows=False
    )
    with console.capture() as capture:
        console.print(record_page(record, spans=spans))
    return capture.get()


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


def test_the_heading_says_what_was_read_and_how_its_date_is_known(record: Record) -> None:
    shown = lines(printed(record))
    assert shown[:3] == ["story.txt", "Sea talks in Oslo", "The Fjord Courier"]
    assert shown[3].startswith("published Monday 9 March 2026, by a date header in the text · language en · ")


def test_a_meeting_is_dated_placed_and_peopled_with_offices(record: Record) -> None:
    shown = lines(printed(record))
    assert "meeting · happened · Sunday 8 March 2026 (“on Sunday”) · Oslo, Norway" in shown
    assert "Astrid Lindvik, Foreign Minister (Norway)" in shown
    assert "host: Astrid Lindvik" in shown
    assert "visit · planned · May 2026 · Santiago, Chile" in shown


@pytest.mark.parametrize(
    "row",
    [
        "topic Norway Chile this text",
        "climate change said said –",
        "arms sales said not to mention said –",
        "crisis in Venezuela not known not known said",
    ],
)
def test_the_table_of_accounts_keeps_silence_apart_from_not_knowing(record: Record, row: str) -> None:
    assert row in lines(printed(record))


def test_statements_stand_in_the_order_of_the_text_with_their_chain(record: Record) -> None:
    shown = lines(printed(record))
    first = shown.index("1 Astrid Lindvik (“praised”) · mixed")
    second = shown.index("2 Astrid Lindvik to Tomas Arancibia (“told”) · direct · Sunday 8 March 2026")
    assert first < second
    assert shown[second + 1] == "“Norway and Chile live from the sea,”"
    assert shown[second + 2].startswith("according to Norwegian Foreign Ministry, readout: “a readout from")


def test_a_denial_and_an_open_speaker_are_said_to_be_so(record: Record) -> None:
    shown = lines(printed(record))
    assert "3 “An official”, not resolved: no name is given (“denied”) · denial · indirect" in shown
    assert "Statements 4, 1 speaker not resolved" in shown


def test_sources_are_told_where_nobody_is_named_as_the_speaker(record: Record) -> None:
    shown = lines(printed(record))
    statement = shown.index("4 no speaker named · indirect")
    assert shown[statement + 2] == "according to Norway and Chile, statement: “statements from both countries”"


def test_a_speakers_own_statement_is_no_other_source(record: Record) -> None:
    own = Attribution(issuer="lindvik", medium=Medium.PRESS_CONFERENCE, spans=(Span(start=0, end=5),))
    statement = record.statements[0].model_copy(update={"according_to": (own,)})
    shown = lines(printed(record.model_copy(update={"statements": (statement,)})))
    assert any(line.startswith("in: press conference: “") for line in shown)
    assert not any(line.startswith("according to Astrid") for line in shown)


def test_topics_and_states_are_called_by_their_names(record: Record) -> None:
    topical = record.statements[0].model_copy(update={"topics": ("war_in_ukraine", "no_such_topic")})
    nameless = record.model_copy(
        update={"statements": (topical,), "actors": tuple(actor for actor in record.actors if actor.name != "Norway")}
    )
    shown = lines(printed(nameless.model_copy(update={"agenda": ()})))
    assert "on war in Ukraine, no such topic" in shown
    assert any(line.endswith("· Oslo, Norway") for line in shown)


def test_the_itinerary_follows_the_order_of_the_journey(record: Record) -> None:
    shown = printed(record)
    assert shown.index("a visit to Iceland") < shown.index("traveled to Oslo")


def test_a_stop_shows_its_shortest_words_and_all_of_them_with_their_places(record: Record) -> None:
    stop = record.stops[0].model_copy(update={"spans": (Span(start=0, end=180), *record.stops[0].spans)})
    travelling = record.model_copy(update={"stops": (stop,)})
    assert "1 Oslo" not in printed(travelling)
    assert "2 Oslo, Norway · date not given “traveled to Oslo”" in lines(printed(travelling))
    assert "[0:180]" in printed(travelling, spans=True)


def test_passages_of_one_kind_are_counted_together(record: Record) -> None:
    appeal = next(line for line in lines(printed(record)) if line.startswith("appeal"))
    assert re.fullmatch(r"appeal \d+ characters Dear readers, Please support us with a monthly gift\. Thank …", appeal)


def test_failures_come_with_their_code_and_remedy(record: Record) -> None:
    shown = lines(printed(record))
    assert "[C205] the step communique_events failed on this text [10:20]" in shown
    assert any(line.startswith("Try: Report the text") for line in shown)


def test_spans_lead_back_to_the_words(record: Record) -> None:
    shown = printed(record, width=200, spans=True)
    place = re.search(r"“Norway and Chile live from the sea,” \[(\d+):(\d+)\]", shown)
    assert place is not None
    assert record.document.text[int(place[1]) : int(place[2])] == "“Norway and Chile live from the sea,”"


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(record: Record, width: int) -> None:
    assert max(map(len, printed(record, width=width, spans=True).splitlines())) <= width


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_account_is_cut_off_however_many_there_are(record: Record, width: int) -> None:
    states = (
        "Bosnia and Herzegovina",
        "中华人民共和国",
        "United Kingdom",
        "France",
        "Germany",
        "Italy",
        "Japan",
        "Canada",
    )
    actors = tuple(Actor(id=f"A{n}", kind=ActorKind.STATE, name=name) for n, name in enumerate(states))
    item = record.agenda[0].model_copy(update={"accounts": tuple(actor.id for actor in actors)})
    crowded = record.model_copy(update={"actors": (*record.actors, *actors), "agenda": (item,)})
    shown = printed(crowded, width=width, spans=True)
    assert max(map(cell_len, shown.splitlines())) <= width
    assert " ".join(shown.split()).split(" Statements")[0].count(" said [") == len(states)
    assert all(word in shown for name in states for word in name.split())


def test_colour_changes_no_word(record: Record) -> None:
    plain = re.sub(r"\x1b\[[0-9;]*m", "", printed(record, colour=True))
    assert plain == printed(record)


def test_an_empty_record_says_that_nothing_was_found() -> None:
    text = "Nothing here.\x1b[31m[red]"
    bare = Record(
        document=Document.of("a\x1b]0;x\x07.txt", text),
        passages=(Passage(kind=PassageKind.APPEAL, start=0, end=len(text)),),
        made_by=MadeBy(version="0", language_model="rules", codebook="0"),
    )
    shown = printed(bare)
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert r"Nothing here.\x1b[31m[red]" in shown
    assert "publication date not known" in shown
    assert shown.count("found in this text") == 3


def test_of_a_text_that_was_not_analysed_nothing_is_said_to_be_missing(record: Record) -> None:
    unread = Record(
        document=record.document,
        passages=record.passages,
        failures=(Failure(code="C203", message="the text is in xx"),),
        made_by=MadeBy(version="0", language_model=None, codebook="0"),
    )
    shown = printed(unread)
    assert "Not analysed: nothing was looked for in this text" in shown
    assert "found in this text" not in shown
    assert "[C203] the text is in xx" in shown

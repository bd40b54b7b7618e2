"""`communique export`: every format, whole or not at all, with its snapshot, and the same bytes each time."""

import csv
import datetime as dt
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from click.testing import Result

import communique as package
from communique.archive import Archive, Entry, Source, open_archive
from communique.cli import output as output_module
from communique.cli.export import FORMATS, WHAT
from communique.history import meetings_of
from communique.model import (
    Actor,
    ActorKind,
    AgendaItem,
    AgendaStatus,
    Document,
    KnownBy,
    MadeBy,
    Meeting,
    MeetingKind,
    Mention,
    Mode,
    Party,
    Passage,
    PassageKind,
    PublishedOn,
    Record,
    Span,
    Statement,
)

Run = Callable[..., Result]


def entry(number: int, *, words: str = "“open doors”", topic: str = "trade", who: str = "Astrid Lindvik") -> Entry:
    text = f"{who} said that {words} were welcome, talk {number}. She spoke of trade."

    def span(part: str) -> Span:
        return Span(start=text.index(part), end=text.index(part) + len(part))

    actor = who.lower().replace(" ", "-")
    record = Record(
        document=Document.of(
            f"story-{number}",
            text,
            url=f"https://fjordcourier.example/{number}",
            publisher="The Fjord Courier",
            language="en",
            title=f"Talk {number}",
            published_on=PublishedOn(value=f"2026-03-{number:02d}", known_by=KnownBy.GIVEN),
        ),
        passages=(Passage(kind=PassageKind.BODY, start=0, end=len(text)),),
        actors=(Actor(id=actor, kind=ActorKind.PERSON, name=who, country="NOR"),),
        mentions=(Mention(**span(who).model_dump(), actor=actor),),
        statements=(
            Statement(
                id="s1",
                mode=Mode.MIXED,
                content=(span(words), span("were welcome")),
                cue=(span("said"),),
                speaker=Party(actor=actor, spans=(span(who),)),
                topics=(topic,),
            ),
        ),
        agenda=(AgendaItem(topic=topic, label="trade", status=AgendaStatus.DISCUSSED, spans=(span("trade"),)),),
        made_by=MadeBy(version="0", language_model=None, codebook="0"),
    )
    return Entry.read(record, source=Source(name="feed", retrieved_at=dt.datetime(2026, 4, 1, tzinfo=dt.UTC)))


def telling(number: int, *, date: str = "2026-03-08") -> Entry:
    """Return a document that tells of a meeting of two ministers."""
    text = f"Account {number}: Astrid Lindvik met Tomas Arancibia in Oslo."
    at = text.index("met")
    record = Record(
        document=Document.of(
            f"talk-{number}",
            text,
            language="en",
            published_on=PublishedOn(value=f"2026-03-{number}", known_by=KnownBy.GIVEN),
        ),
        actors=(
            Actor(id="astrid-lindvik", kind=ActorKind.PERSON, name="Astrid Lindvik", country="NOR"),
            Actor(id="tomas-arancibia", kind=ActorKind.PERSON, name="Tomas Arancibia", country="CHL"),
        ),
        meetings=(
            Meeting(
                id="m1",
                kind=MeetingKind.MEETING,
                date=date,
                participants=("astrid-lindvik", "tomas-arancibia"),
                spans=(Span(start=at, end=at + 3),),
            ),
        ),
        made_by=MadeBy(version="0", language_model=None, codebook="0"),
    )
    return Entry.read(record)


def fill(archive: Archive) -> None:
    """Add documents in several batches, with a formula, a text that is set aside and a failure among them."""
    archive.add([entry(1), entry(2, words="=1+1 and all that")])
    archive.add([Entry.set_aside(Document.of("recipe", "Stir the flour into the milk."), reason="not about it")])
    archive.add([entry(3, topic="fisheries"), entry(4, who="Tomas Arancibia")])
    archive.add([Entry.failed(package.CommuniqueError("nothing there"), document_id="lost")])
    archive.add([entry(5, topic="fisheries")])


@pytest.fixture
def place(tmp_path: Path) -> Path:
    with open_archive(tmp_path / "archive", write=True, create=True) as archive:
        fill(archive)
    return tmp_path / "archive"


@pytest.fixture
def export(communique: Run, place: Path, tmp_path: Path) -> Callable[..., bytes]:
    """Return what exports from the archive and gives the bytes of the file."""

    def run(form: str, *options: str, name: str = "out") -> bytes:
        done = communique(
            "export", "--archive", str(place), "--format", form, "--output", str(tmp_path / name), *options
        )
        assert done.exit_code == 0, done.stderr
        return (tmp_path / name).read_bytes() if (tmp_path / name).is_file() else b""

    return run


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def about(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_bytes()))


# What comes out -------------------------------------------------------------------------------------------------------


def test_records_are_those_of_the_contract_word_for_word(export: Callable[..., bytes], place: Path) -> None:
    lines = export("jsonl").decode().splitlines()
    with open_archive(place) as archive:
        assert lines == [record.to_json() for record in archive.records()]
    assert [json.loads(line)["document"]["id"] for line in lines] == [f"story-{number}" for number in (1, 2, 3, 4, 5)]


def test_a_row_a_statement_with_its_document_words_and_places(export: Callable[..., bytes], place: Path) -> None:
    first, second, *_ = rows(export("csv"))
    with open_archive(place) as archive:
        assert first["snapshot"] == archive.snapshot
        (record,) = archive.records([first["document"]])
    assert (first["id"], first["page"], first["publisher"], first["published_on"]) == (
        "story-1", "https://fjordcourier.example/1", "The Fjord Courier", "2026-03-01",
    )  # fmt: skip
    places = [tuple(map(int, span.split("-"))) for span in first["spans"].split("; ")]
    assert " … ".join(record.document.text[start:end] for start, end in places) == first["words"]
    assert (int(first["start"]), int(first["end"])) == (places[0][0], places[-1][1])
    assert second["words"] == "'=1+1 and all that … were welcome"


def test_cells_can_be_left_as_they_are(export: Callable[..., bytes], tmp_path: Path) -> None:
    assert rows(export("csv", "--unguarded"))[1]["words"].startswith("=1+1")
    assert about(tmp_path / "out.about.json")["guarded_cells"] is False


@pytest.mark.parametrize("what", WHAT)
def test_each_table_as_rows_of_json_and_as_parquet(export: Callable[..., bytes], what: str) -> None:
    table = pq.read_table(io.BytesIO(export("parquet", "--what", what)))
    lines = export("jsonl", "--what", what).decode().splitlines()
    assert table.num_rows == len(lines)
    assert table.schema.names[:3] == ["document", "id", "page"] or what in {"documents", "judgements"}
    if what not in {"records", "judgements"}:
        assert [json.loads(line)["document"] for line in lines] == table["document"].to_pylist()


def test_documents_have_all_that_came_in(export: Callable[..., bytes]) -> None:
    statuses = [row["status"] for row in rows(export("csv", "--what", "documents"))]
    assert statuses == ["read", "read", "set_aside", "read", "read", "failed", "read"]


def test_tellings_of_one_meeting_have_its_id(export: Callable[..., bytes], place: Path) -> None:
    with open_archive(place, write=True) as archive:
        archive.add([telling(11), telling(12), telling(13, date="2026-01-20")])
    told = rows(export("csv", "--what", "meetings"))
    assert [row["id"] for row in told] == ["talk-11", "talk-12", "talk-13"]
    first, second, third = (row["same_meeting"] for row in told)
    assert first == second != third
    assert [row["same_meeting"] for row in rows(export("csv", "--what", "meetings", "--since", "2026-03-12"))] == [
        second,
        third,
    ]
    with open_archive(place) as archive:
        assert {cluster.id for cluster in meetings_of(archive)} == {first, third}


def test_every_column_is_explained(export: Callable[..., bytes], tmp_path: Path) -> None:
    export("parquet", name="tables")
    for name, file in about(tmp_path / "tables" / "about.json")["files"].items():
        assert list(file["columns"]) == pq.read_schema(tmp_path / "tables" / name).names


def test_only_documents_with_a_record_are_cited(export: Callable[..., bytes]) -> None:
    items = json.loads(export("csl"))
    assert [item["title"] for item in items] == [f"Talk {number}" for number in (1, 2, 3, 4, 5)]
    assert all(item["accessed"] == {"date-parts": [[2026, 4, 1]]} for item in items)
    bibtex = export("bibtex").decode()
    assert bibtex.count("@misc{") == 5
    assert all(item["id"] in bibtex for item in items)


def test_annotations_are_of_the_kind_that_is_asked_for(export: Callable[..., bytes]) -> None:
    assert json.loads(export("annotations"))["total"] == 15
    items = json.loads(export("annotations", "--what", "mentions"))["first"]["items"]
    assert {item["motivation"] for item in items} == {"identifying"}
    assert {item["target"]["selector"][0]["exact"] for item in items} == {"Astrid Lindvik", "Tomas Arancibia"}


# The snapshot, and the same bytes -------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS)
def test_every_export_names_its_snapshot(form: str, export: Callable[..., bytes], place: Path, tmp_path: Path) -> None:
    export(form)
    beside = tmp_path / ("out/about.json" if form == "parquet" else "out.about.json")
    with open_archive(place) as archive:
        assert about(beside)["snapshot"] == archive.snapshot
    assert about(beside)["documents"] == 7
    assert all(len(file["sha256"]) == 64 for file in about(beside)["files"].values())


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_same_archive_gives_the_same_bytes(communique: Run, place: Path, tmp_path: Path) -> None:
    def everything(name: str, archive: Path) -> dict[str, bytes]:
        (tmp_path / name).mkdir()
        for form in FORMATS:
            for options in ([], ["--who", "lindvik", "--since", "2026-03-02"]):
                target = str(tmp_path / name / f"{form}{len(options)}")
                done = communique("export", "--archive", str(archive), "--format", form, "--output", target, *options)
                assert done.exit_code == 0, done.stderr
        return bytes_of(tmp_path / name)

    before = everything("before", place)
    assert len(before) == 2 * (5 * 2 + 11)
    assert everything("again", place) == before
    assert communique("rebuild", "--archive", str(place)).exit_code == 0
    assert everything("rebuilt", place) == before
    with open_archive(place, write=True) as archive:
        archive.compact()
    assert everything("compacted", place) == before
    shutil.copytree(place, tmp_path / "elsewhere")
    assert everything("copied", tmp_path / "elsewhere") == before


# Filters --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        (["--since", "2026-03-03"], [3, 4, 5]),
        (["--until", "2026-03-02"], [1, 2]),
        (["--since", "2026-03", "--until", "2026-03"], [1, 2, 3, 4, 5]),
        (["--since", "2026-W10", "--until", "2026-W10"], [2, 3, 4, 5]),
        (["--since", "2027"], []),
        (["--who", "Arancibia"], [4]),
        (["--who", "Arancibia", "--who", "astrid-lindvik"], [1, 2, 3, 4, 5]),
        (["--topic", "fisheries"], [3, 5]),
        (["--topic", "fisheries", "--until", "2026-03-04"], [3]),
        (["--who", "nobody"], []),
    ],
)
def test_filters_choose_documents_as_a_search_does(
    options: list[str], numbers: list[int], export: Callable[..., bytes], communique: Run, place: Path
) -> None:
    expected = [f"story-{number}" for number in numbers]
    assert [row["id"] for row in rows(export("csv", *options))] == expected
    assert [json.loads(line)["document"]["id"] for line in export("jsonl", *options).splitlines()] == expected
    assert [row["id"] for row in rows(export("csv", "--what", "documents", *options))] == expected
    found = json.loads(communique("search", *options, "--archive", str(place), "--json").stdout)
    assert sorted(hit["id"] for hit in found) == expected


def test_filters_that_find_nothing_are_told(communique: Run, place: Path, tmp_path: Path) -> None:
    target = str(tmp_path / "out.csv")
    done = communique("export", "--archive", str(place), "--format", "csv", "--topic", "taiwan", "--output", target)
    assert done.exit_code == 0
    assert "No document" in done.stderr


def test_a_topic_that_is_none_is_told_with_the_near_ones(communique: Run, place: Path, tmp_path: Path) -> None:
    target = str(tmp_path / "out.csv")
    done = communique("export", "--archive", str(place), "--format", "csv", "--topic", "fishreies", "--output", target)
    assert done.exit_code != 0
    assert "did you mean fisheries" in done.stderr
    assert not Path(target).exists()


def test_few_of_many_batches_are_read_piece_by_piece(
    export: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = export("csv"), export("csv", "--topic", "fisheries")
    monkeypatch.setattr("communique.cli.holdings.PIECE", 1)
    assert (export("csv"), export("csv", "--topic", "fisheries")) == whole


# Whole or not at all --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS)
def test_what_cannot_be_finished_leaves_the_old_file(
    form: str, export: Callable[..., bytes], communique: Run, place: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    (tmp_path / "o").mkdir()
    export(form, name="o/out")
    before = bytes_of(tmp_path / "o")
    written = output_module.WholeFile.write_bytes

    def full(self: output_module.WholeFile, data: bytes) -> None:
        written(self, data[:10])
        raise package.errors.OutputRefused("no space left")

    monkeypatch.setattr(output_module.WholeFile, "write_bytes", full)
    failed = communique(
        "export", "--archive", str(place), "--format", form, "--output", str(tmp_path / "o" / "out"), "--until", "2026"
    )
    assert failed.exit_code == 2
    assert "no space left" in failed.stderr
    assert bytes_of(tmp_path / "o") == before


def test_a_folder_of_an_earlier_export_is_replaced_and_no_other(
    export: Callable[..., bytes], communique: Run, place: Path, tmp_path: Path
) -> None:
    export("parquet", name="tables")
    (tmp_path / "tables.part").mkdir()
    (tmp_path / "tables.part" / "agenda.parquet.part").write_bytes(b"left by an export that was killed")
    export("parquet", "--since", "2026-03-03", name="tables")
    assert pq.read_table(tmp_path / "tables" / "statements.parquet").num_rows == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["archive", "tables"]
    for name in ("thesis.docx", "about.json"):
        (tmp_path / name.partition(".")[0]).mkdir()
        target = tmp_path / name.partition(".")[0]
        (target / name).write_text("{}")
        refused = communique("export", "--archive", str(place), "--format", "parquet", "--output", str(target))
        assert refused.exit_code == 2
        assert "[C403]" in refused.stderr
        assert [path.name for path in target.iterdir()] == [name]


def test_an_earlier_export_outlives_one_that_was_killed_while_it_took_its_place(
    export: Callable[..., bytes], communique: Run, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export("parquet", name="tables")
    before = bytes_of(tmp_path / "tables")
    (tmp_path / "tables").rename(tmp_path / "tables.old")

    def full(*_: object) -> None:
        raise package.errors.OutputRefused("no space left")

    monkeypatch.setattr(output_module.WholeFile, "write_bytes", full)
    target = str(tmp_path / "tables")
    assert communique("export", "--archive", str(place), "--format", "parquet", "--output", target).exit_code == 2
    assert bytes_of(tmp_path / "tables") == before


def test_text_goes_to_standard_output(communique: Run, place: Path, tmp_path: Path) -> None:
    done = communique("export", "--archive", str(place), "--format", "csv", "--output", "-")
    assert len(rows(done.stdout_bytes)) == 5
    assert "snapshot" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["archive"]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--format", "csv", "--what", "records", "--output", "out"], "C400"),
        (["--format", "bibtex", "--what", "meetings", "--output", "out"], "C400"),
        (["--format", "jsonl", "--unguarded", "--output", "out"], "C400"),
        (["--format", "parquet", "--output", "-"], "C403"),
        (["--format", "csv", "--output", "no/such/folder/out"], "C403"),
        (["--format", "parquet", "--output", "no/such/folder/out"], "C403"),
        (["--format", "csv", "--output", "archive/segments"], "C403"),
        (["--format", "parquet", "--output", "archive"], "C403"),
        (["--format", "csv", "--output", "out", "--since", "yesterday"], "C401"),
        (["--format", "csv", "--output", "out", "--who", "X", "--since", "2026-13"], "C401"),
    ],
)
def test_what_cannot_be_is_told_before_anything_is_written(
    options: list[str], code: str, communique: Run, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(place.parent)
    before = bytes_of(place.parent)
    refused = communique("export", *options)
    assert refused.exit_code == 2, refused.stderr
    assert f"[{code}]" in refused.stderr
    assert bytes_of(place.parent) == before


def test_an_archive_without_documents_gives_empty_files(communique: Run, tmp_path: Path) -> None:
    with open_archive(tmp_path / "archive", write=True, create=True):
        pass
    for form in FORMATS:
        target = tmp_path / form
        done = communique("export", "--archive", str(tmp_path / "archive"), "--format", form, "--output", str(target))
        assert done.exit_code == 0, done.stderr
    assert rows((tmp_path / "csv").read_bytes()) == []
    assert json.loads((tmp_path / "csl").read_bytes()) == []
    assert json.loads((tmp_path / "annotations").read_bytes())["total"] == 0
    assert pq.read_table(tmp_path / "parquet" / "statements.parquet").num_rows == 0


def test_what_is_damaged_is_named_as_missing(communique: Run, place: Path, tmp_path: Path) -> None:
    damaged = min(place.glob("segments/*/statements.parquet"))
    damaged.write_bytes(damaged.read_bytes()[:-10])
    target = str(tmp_path / "out.csv")
    done = communique("export", "--archive", str(place), "--format", "csv", "--output", target, "--strict")
    assert done.exit_code == 1
    assert "statements.parquet" in done.stderr
    assert [damaged.relative_to(place).as_posix()] == about(tmp_path / "out.csv.about.json")["damage"]
    assert rows((tmp_path / "out.csv").read_bytes())


def test_an_archive_can_be_opened_from_the_package(place: Path) -> None:
    with package.open_archive(place) as archive:
        assert archive.statements().num_rows == 5

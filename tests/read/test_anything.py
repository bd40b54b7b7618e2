"""Files, folders and zip archives; THREATS row 10: no name leads anywhere, nothing is ever written."""

import gzip
import io
import json
import os
import zipfile
from pathlib import Path

import pytest

from communique.read import Outcome, read_any
from communique.read.anything import Place, divided, is_address, places_of, read_place
from communique.read.collections.rows import looks_like_json_lines
from communique.read.relevance import is_about_diplomacy

STORY = "The foreign ministers of Norway and Chile met in Oslo on Tuesday."
LINE = {"headline": "Talks", "content": "They met.", "date": "2025-06-03", "outlet": "Paper", "section": "World"}


def snapshot(folder: Path) -> list[str]:
    return sorted(str(path) for path in folder.rglob("*"))


NAMES = [
    "../up.txt", "../../up.txt", "a/../../up.txt", "/etc/passwd.txt", "//server/share.txt", "..\\up.txt", "C:\\up.txt",
    "c:up.txt", "\\\\server\\share.txt", "a\0b.txt", "CON.txt", "nul.txt", "aux.html", "com1.txt", "a\u202etxt.exe.txt",
    "a" * 4096 + ".txt", "a/" * 500 + "b.txt", ".txt", "..txt",
    "~/.ssh/x.txt", "$HOME/x.txt", "%2e%2e/x.txt", "a\nb.txt",
    "a\rb.txt", "a;b.txt", "a|b.txt", "`id`.txt", "$(id).txt", "-rf.txt", "--help.txt", "é.txt", "e\u0301.txt",
    "日本.txt", " .txt", "a .txt", "a..txt", "./a.txt", "a//b.txt", "a/./b.txt", "\u2025/x.txt", "．．/x.txt",
]  # fmt: skip


def test_names_in_an_archive_lead_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(NAMES) >= 40
    inside = tmp_path / "inside"
    inside.mkdir()
    path = inside / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in NAMES:
            info = zipfile.ZipInfo("x")
            info.filename = name
            archive.writestr(info, f"They met at {len(name)}.")
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/hostname")
        device = zipfile.ZipInfo("device.txt")
        device.external_attr = 0o020666 << 16
        archive.writestr(device, "They met at a device.")
    before = snapshot(tmp_path)
    monkeypatch.chdir(inside)
    found = list(read_any(path))
    assert snapshot(tmp_path) == before
    texts = {one.reading.document.text for one in found}
    assert {f"They met at {len(name)}." for name in NAMES if name not in {"a\0b.txt", ".txt"}} <= texts | {""}
    assert "/etc/hostname" in texts  # a link is the text it is made of, and is not followed


def test_a_link_that_leads_out_of_a_folder_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "secret.txt"
    outside.write_text("The secret.", encoding="utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.txt").symlink_to(outside)
    (folder / "b.txt").symlink_to(folder / "c.txt")
    (folder / "c.txt").write_text("They met.", encoding="utf-8")
    (folder / "d.txt").symlink_to(folder / "gone.txt")
    (folder / "round.txt").symlink_to(folder / "round.txt")
    os.mkfifo(folder / "e.txt")
    found = list(read_any(folder))
    assert [(Path(one.source).name, one.reading.document.text) for one in found] == [
        ("a.txt", ""), ("b.txt", "They met."), ("c.txt", "They met."),
    ]  # fmt: skip
    assert "leads out" in found[0].failures[0].message


def test_a_folder_gives_what_its_files_hold(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.jsonl").write_text(json.dumps(LINE), encoding="utf-8")
    (tmp_path / "sub" / "b.txt.gz").write_bytes(gzip.compress(b"They parted."))
    (tmp_path / "c.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / ".hidden.txt").write_text("x", encoding="utf-8")
    (tmp_path / "d.html").write_text("", encoding="utf-8")
    found = list(read_any(tmp_path))
    assert [Path(one.source).name for one in found] == ["a.jsonl", "d.html", "b.txt.gz"]
    assert [one.outcome for one in found] == [Outcome.READ, Outcome.FAILED, Outcome.READ]
    assert found[1].failures[0].code == "C102"


def test_an_archive_below_a_folder_is_no_source(tmp_path: Path) -> None:
    (tmp_path / "archive" / "segments").mkdir(parents=True)
    (tmp_path / "archive" / "archive.toml").write_text("schema = 1", encoding="utf-8")
    (tmp_path / "archive" / "segments" / "a.txt").write_text("They met.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("They parted.", encoding="utf-8")
    assert [one.reading.document.text for one in read_any(tmp_path)] == ["They parted."]


def test_names_of_other_programs_are_understood(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(LINE) + "\n" + json.dumps({**LINE, "text": "They parted.", "id": 5}), encoding="utf-8")
    first, second = (one.reading.document for one in read_any(path))
    assert (first.id, first.text, first.title, first.publisher) == ("line-1", "They met.", "Talks", "Paper")
    assert first.published_on is not None
    assert first.published_on.value == "2025-06-03"
    assert first.extra == {"section": "World"}
    assert (second.id, second.text, second.extra["content"]) == ("5", "They parted.", "They met.")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_tables(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "a.csv"
    rows = [
        ["id", "Headline", "Content"],
        ["1", "Talks", '"They met.\nThey parted."'],
        ["2", "", ""],
        ["3", "x", "y", "z"],
    ]
    path.write_text("\ufeff" + "\r\n".join(delimiter.join(row) for row in rows), encoding="utf-8")
    found = list(read_any(path))
    assert found[0].reading.document.text == "They met.\nThey parted."
    assert found[0].reading.document.title == "Talks"
    assert [one.failures[0].code for one in found[1:]] == ["C102", "C108"]
    assert [one.number for one in found] == [2, 4, 5]


def test_tables_of_spreadsheets_in_other_encodings(tmp_path: Path) -> None:
    table = "id\tText\r\n1\tMinister Müller met “them” in Malmö – again.\r\n2\tThey parted.\r\n"
    path = tmp_path / "a.csv"
    for encoding, codes in (("utf-16", []), ("utf-8-sig", []), ("cp1252", ["C110"])):
        path.write_bytes(table.encode(encoding))
        first, second = read_any(path)
        assert first.reading.document.text == "Minister Müller met “them” in Malmö – again."
        assert (first.reading.document.id, second.reading.document.text) == ("1", "They parted.")
        assert [failure.code for failure in first.failures] == codes
    path.write_bytes(b"id,text\n1,They met at the caf\xc3\xa9 again and again, as they do.\n2,caf\xe9\n")
    assert "C109" in [failure.code for failure in list(read_any(path))[1].failures]


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.csv", b"name,age\nx,1\n"), ("a.json", b"[1, 2]"), ("a.json", b"{"), ("a.jsonl", b"[]\n"),
     ("a.json", b"[" * 99999),
     ("a.warc", b"They met.\n"), ("a.parquet", b"PAR1" + bytes(99)), ("a.zip", b"PK\x03\x04" + bytes(99)),
     ("a.docx", b"PK\x03\x04word/document.xml" + bytes(99)), ("a.gz", b"They met."), ("a.zst", b"They met."),
     ("a.rss", b"<rss>")],
)  # fmt: skip
def test_what_is_not_what_it_says_is_named(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    found = list(read_any(path))
    assert all(one.outcome is Outcome.FAILED and one.failures for one in found)
    assert found or name == "a.rss"


@pytest.mark.parametrize("source", ["gone.txt", "a\0b", "x" * 5000])
def test_what_is_not_there_is_found_as_missing(source: str) -> None:
    (found,) = read_any(source)
    assert found.failures[0].code == "C101"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"They met.")))
    (found,) = read_any("-")
    assert (found.reading.document.id, found.outcome) == ("stdin", Outcome.READ)


def test_json_lines_are_known_by_their_first_line() -> None:
    assert looks_like_json_lines(b'\n{"id": 1, "html": "x"}\n')
    assert not looks_like_json_lines(b'{"id": 1}\n')
    assert not looks_like_json_lines(b"They met.")
    assert looks_like_json_lines(b'{"text": "' + b"x" * 70000)


def test_rows_that_are_not_wanted_are_set_aside_cheaply(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(LINE) + "\n" + json.dumps({"html": "<p>The mayor spoke.</p>"}), encoding="utf-8")
    first, second = read_any(path, wanted=lambda text: "met" in text)
    assert (first.outcome, second.outcome) == (Outcome.READ, Outcome.SET_ASIDE)
    assert second.reading.document.text == "The mayor spoke."
    for name, text in (("b.jsonl", '{"html": "<p></p>"}'), ("c.html", "<html></html>"), ("d.jsonl", '{"text": ""}')):
        (tmp_path / name).write_text(text, encoding="utf-8")
        (found,) = read_any(tmp_path / name, wanted=lambda _: False)
        assert (found.outcome, bool(found.failures)) == (Outcome.FAILED, True)


def test_half_a_surrogate_pair_stops_no_batch(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"text": "Norway met \\ud83d Chile.", "title": "\\udc00"}\n{"html": "<p>\\ud83d</p>"}\n{"text": "They met."}',
        encoding="utf-8",
    )
    found = list(read_any(path, wanted=is_about_diplomacy))
    assert "Norway met \ufffd Chile." in found[0].reading.document.text
    assert len(found) == 3


def test_the_places_of_a_source_hold_what_the_source_holds(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text(STORY)
    folder = tmp_path / "folder"
    (folder / "sub").mkdir(parents=True)
    (folder / "b.txt").write_text(STORY)
    (folder / "a.jsonl").write_text(json.dumps({"id": "one", "text": STORY}) + "\nbroken\n")
    (folder / "sub" / "c.html").write_text(f"<html><body><p>{STORY}</p></body></html>")
    (folder / "link.txt").symlink_to(outside)
    (folder / ".hidden.txt").write_text(STORY)
    empty = tmp_path / "empty"
    empty.mkdir()
    for source in (folder, str(folder), outside, tmp_path / "missing.txt", empty, "https://paper.example/feed"):
        one_by_one = [found for place in places_of(source) for found in read_place(place)]
        assert one_by_one == list(read_any(source))
    assert len(list(places_of(folder))) == 4
    assert is_address("https://paper.example/feed")
    assert not is_address("folder/a.txt")


def test_a_large_file_in_parts_holds_what_it_holds(tmp_path: Path) -> None:
    """THREATS row 4 too: a line or row group that is broken costs itself, in whichever part it lies."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    lines = [json.dumps({"id": f"d{number}", "text": f"{STORY} {'x' * (number % 90)}"}) for number in range(300)]
    lines[70], lines[71], lines[150] = "broken", "", "x" * 3000
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    (tmp_path / "b.json").write_text("\n".join(lines) + "\n")
    table = pa.table({"id": [f"r{number}" for number in range(300)], "text": [STORY] * 300})
    pq.write_table(table, tmp_path / "c.parquet", row_group_size=20)
    content = bytearray((tmp_path / "c.parquet").read_bytes())
    content[len(content) // 2 : len(content) // 2 + 30] = b"\xff" * 30
    (tmp_path / "d.parquet").write_bytes(content)
    for name in ("a.jsonl", "b.json", "c.parquet", "d.parquet"):
        for size in (1, 500, 4000, 10_000):
            places = list(divided(Place(str(tmp_path / name), str(tmp_path)), size=size))
            assert len(places) > 1 or size == 10_000, (name, size)
            found = [found for place in places for found in read_place(place)]
            assert found == list(read_any(tmp_path / name)), (name, size)


@pytest.mark.parametrize("name", ["a.txt", "b.jsonl.gz", "c.warc", "d.csv", "e.gz", "gone.jsonl", "g.parquet"])
def test_other_files_are_not_divided(tmp_path: Path, name: str) -> None:
    line = json.dumps({"text": STORY}) + "\n"
    data = {"a.txt": STORY.encode(), "b.jsonl.gz": gzip.compress(line.encode()), "g.parquet": b"PAR1" + b"x" * 500}
    data["d.csv"] = b"id,text\n1,They met.\n"
    if name != "gone.jsonl":
        (tmp_path / name).write_bytes(data.get(name, line.encode()) * 50)
    place = Place(str(tmp_path / name))
    assert list(divided(place, size=10)) == [place]

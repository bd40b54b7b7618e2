"""From sources into an archive: what came in is kept, what is known is not read again, what is aside is kept too."""

from pathlib import Path

import pyarrow.compute as pc

from communique.archive import open_archive
from communique.intake import take_in

PAGE = (
    "<html><head><title>Minister receives ambassador</title></head><body><article>"
    "<p>Foreign Minister Ilse Brandvold received the ambassador of Chile in Oslo on 3 March 2026. They discussed "
    "fisheries and trade, and agreed to meet again in Santiago in June.</p>"
    "<p>Brandvold thanked the ambassador for his work over four years, and said that Norway values the cooperation "
    "between the two countries' ministries.</p></article></body></html>"
)


def test_a_page_is_kept_as_it_came_beside_its_text(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    with open_archive(tmp_path / "archive", write=True, create=True) as archive:
        (added,) = take_in(archive, [tmp_path / "page.html"])
        assert added.new == 1
        (row,) = archive.table("sources").to_pylist()
    assert (row["received"].decode(), row["received_type"]) == (PAGE, "text/html")


def test_a_plain_text_is_kept_once(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("The foreign ministers of Norway and Chile met in Oslo on Tuesday.")
    with open_archive(tmp_path / "archive", write=True, create=True) as archive:
        list(take_in(archive, [tmp_path / "note.txt"]))
        (row,) = archive.table("sources").to_pylist()
    assert row["received"] is None
    assert row["text"].startswith("The foreign ministers")


def test_what_fails_in_between_is_a_row_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The foreign ministers of Norway and Chile met in Oslo on Tuesday.")
    (tmp_path / "b.txt").write_text("")
    (tmp_path / "c.txt").write_text("The foreign ministers of Norway and Peru met in Lima on Friday.")
    with open_archive(tmp_path / "archive", write=True, create=True) as archive:
        added = list(take_in(archive, [tmp_path]))
        assert sum(one.new for one in added) == 2
        assert sum(one.failed for one in added) == 1
        paths = archive.documents().filter(pc.field("status") == "failed")["source"].to_pylist()
    assert [Path(path).name for path in paths] == ["b.txt"]


def test_a_text_that_moves_to_a_page_known_with_another_gets_its_record(tmp_path: Path) -> None:
    one, two = (
        "The foreign ministers of Norway and Chile met in Oslo on Tuesday.",
        "The foreign ministers of Norway and Peru met in Lima on Friday.",
    )
    with open_archive(tmp_path / "archive", write=True, create=True) as archive:
        for first, second in ((one, two), (two, one)):
            (tmp_path / "a.txt").write_text(first)
            (tmp_path / "b.txt").write_text(second)
            list(take_in(archive, [tmp_path / "a.txt", tmp_path / "b.txt"]))
        assert archive.documents()["status"].to_pylist() == ["read"] * 4


def test_everything_stays_in_the_order_in_which_it_was_found(tmp_path: Path) -> None:
    """Else an archive would depend on where batches happen to end."""
    texts = [
        "The foreign ministers of Norway and Chile met in Oslo on Tuesday.",
        "The home side won by two goals on Saturday, and the coach praised the crowd.",
        "",
        "The foreign ministers of Norway and Peru met in Lima on Friday.",
    ]
    for number, text in enumerate(texts * 3):
        (tmp_path / f"{number:02d}.txt").write_text(text)
    with open_archive(tmp_path / "archive", write=True, create=True) as archive:
        list(take_in(archive, [tmp_path]))
        assert [Path(name).stem for name in archive.documents()["source"].to_pylist()] == [
            f"{number:02d}" for number in range(12)
        ]

from pathlib import Path

import pytest

from communique.annotate.documents import Task, annotate
from communique.annotate.language import load_language
from communique.codebook.tables import rows
from communique.errors import BadCodebookRow, CodebookError
from communique.model import Document

COLUMNS = ("id", "name")


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with tables of the user's own."""
    monkeypatch.setenv("COMMUNIQUE_CODEBOOK", str(tmp_path))
    return tmp_path


def test_the_users_rows_are_read(own: Path) -> None:
    (own / "mine.csv").write_text("\ufeffid,name\na,Å\n\nb,\n", encoding="utf-8")
    assert [(row["id"], row["name"], row.line) for row in rows("mine.csv", COLUMNS)] == [("a", "Å", 2), ("b", "", 4)]


@pytest.mark.parametrize(
    ("table", "told"),
    [("id,nom\n", "the columns must be id, name, they are id, nom"), ("id,name\na\n", "line 2: 1 cells for 2 columns")],
)
def test_a_wrong_table_is_told_with_its_line(own: Path, table: str, told: str) -> None:
    (own / "mine.csv").write_text(table)
    with pytest.raises(BadCodebookRow, match=told):
        list(rows("mine.csv", COLUMNS))


def test_a_folder_that_is_not_there_is_told(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_CODEBOOK", str(own / "nowhere"))
    with pytest.raises(CodebookError, match="which is no folder"):
        list(rows("topics.csv", COLUMNS))


def test_a_broken_codebook_ends_the_run_instead_of_failing_each_document(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise BadCodebookRow("topics.csv, line 2: one cell")

    monkeypatch.delenv("COMMUNIQUE_DEBUG")
    nlp = load_language()
    monkeypatch.setattr(nlp, "_components", [("broken", broken)])
    with pytest.raises(BadCodebookRow):
        list(annotate([Task(Document.of("a", "They met in Riga."))]))

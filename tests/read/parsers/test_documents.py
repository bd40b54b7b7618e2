"""PDF files and Word documents."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.model import KnownBy
from communique.read import Found, Limits, Outcome, read_any

Make = Callable[..., bytes]
LINES = [
    "Foreign Minister Astrid Lindqvist met her Chilean counterpart on Tuesday.",
    "They discussed fisheries (and little else).",
]


def only(path: Path, data: bytes) -> Found:
    path.write_bytes(data)
    (found,) = read_any(path)
    return found


def test_a_pdf_gives_the_text_of_its_pages(tmp_path: Path, a_pdf: Make) -> None:
    info = "/Title (Readout of the meeting) /CreationDate (D:20250603101500Z)"
    found = only(tmp_path / "readout.pdf", a_pdf([LINES, ["They will meet again."]], info=info))
    document = found.reading.document
    assert document.text == "\n".join(LINES) + "\n\nThey will meet again."
    assert (document.id, document.title, found.media_type) == ("readout", "Readout of the meeting", "application/pdf")
    assert found.is_whole
    assert document.published_on is not None
    assert (document.published_on.value, document.published_on.known_by) == ("2025-06-03", KnownBy.METADATA)


def test_a_pdf_with_pages_that_are_pictures_is_no_whole_text(tmp_path: Path, a_pdf: Make) -> None:
    found = only(tmp_path / "a.pdf", a_pdf([LINES, [], ["They will meet again."]]))
    assert "C115" in [failure.code for failure in found.failures]
    assert "page 2" in found.failures[0].message
    assert not found.is_whole


def test_a_pdf_without_any_text_says_what_to_do(tmp_path: Path, a_pdf: Make) -> None:
    found = only(tmp_path / "a.pdf", a_pdf([[], []]))
    assert (found.outcome, found.failures[0].code) == (Outcome.FAILED, "C103")
    assert "pictures of pages" in found.failures[0].message


def test_words_divided_at_the_end_of_a_line_are_whole_again(tmp_path: Path, a_pdf: Make) -> None:
    lines = ["The ministers spoke of inter-", "national law, and of long-", "term plans. A long-term plan is", "rare."]
    text = only(tmp_path / "a.pdf", a_pdf([lines])).reading.document.text
    assert text == "The ministers spoke of international law, and of long-term plans. A long-term plan is\nrare."


def test_a_hyphen_stays_where_words_are_not_divided(tmp_path: Path, a_pdf: Make) -> None:
    lines = [
        "They met again on a Tuesday in Oslo.",
        *(["They spoke of fish."] * 30),
        "It was a cease-",
        "fire at last.",
    ]
    assert "a cease-fire at last" in only(tmp_path / "a.pdf", a_pdf([lines])).reading.document.text


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.4\n" + b"1 0 obj\n<<" * 10_000, b"%PDF-1.4\n" + bytes(9999)])
def test_a_broken_pdf_is_named(tmp_path: Path, data: bytes) -> None:
    found = only(tmp_path / "a.pdf", data)
    assert found.outcome is Outcome.FAILED
    assert "corrupt" in found.failures[0].message


def test_pdf_and_word_files_damaged_anywhere_end_no_program(tmp_path: Path, a_pdf: Make, a_docx: Make) -> None:
    chance = random.Random(1)
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in LINES * 20)
    for name, data in (("a.pdf", a_pdf([LINES] * 5)), ("a.docx", a_docx(body))):
        for _ in range(30):
            at = chance.randrange(len(data))
            found = only(tmp_path / name, data[:at] + chance.randbytes(8) + data[at + 8 :])
            assert found.failures or found.reading.document.text


def test_a_page_tree_that_leads_in_a_circle_ends(tmp_path: Path, a_pdf: Make) -> None:
    data = a_pdf([LINES]).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]")
    found = only(tmp_path / "a.pdf", data)
    assert found.failures


def test_a_word_document_gives_its_paragraphs(tmp_path: Path, a_docx: Make) -> None:
    body = (
        "<w:p><w:r><w:t>The ministers </w:t></w:r><w:r><w:t>met.</w:t><w:br/><w:t>It was Tuesday.</w:t></w:r></w:p>"
        "<w:p><w:del><w:r><w:delText>They quarrelled.</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>They talked.</w:t></w:r></w:ins></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Topic</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p><w:r><w:t>Fisheries</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        "<w:p><w:r><w:instrText>HYPERLINK x</w:instrText><w:tab/><w:t>End</w:t></w:r></w:p>"
    )
    core = (
        '<cp:coreProperties xmlns:cp="a" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>Talks</dc:title>'
        "<dcterms:created>2025-06-03T10:00:00Z</dcterms:created></cp:coreProperties>"
    )
    note = '<w:footnotes xmlns:w="x"><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnotes>'
    found = only(tmp_path / "a.docx", a_docx(body, **{"docProps/core.xml": core, "word/footnotes.xml": note}))
    document = found.reading.document
    assert document.text.split("\n") == [
        "The ministers met.", "It was Tuesday.", "They talked.", "Topic", "Fisheries", "End", "A note.",
    ]  # fmt: skip
    assert document.title == "Talks"
    assert document.published_on is not None
    assert document.published_on.value == "2025-06-03"


def test_a_word_document_larger_than_a_page_may_be_is_refused(tmp_path: Path, a_docx: Make) -> None:
    chance = random.Random(1)
    words = "".join(f"<w:p><w:r><w:t>{chance.random()}</w:t></w:r></w:p>" for _ in range(60_000))
    path = tmp_path / "a.docx"
    path.write_bytes(a_docx(words))
    (found,) = read_any(path, limits=Limits(page_bytes=300_000))
    assert found.failures[0].code in {"C104", "C113"}


@pytest.mark.parametrize("name", ["xl/workbook.xml", "ppt/presentation.xml"])
def test_other_office_files_are_named(tmp_path: Path, a_docx: Make, name: str) -> None:
    found = only(tmp_path / "a.zip", a_docx("", **{name: "<x/>"}).replace(b"word/document.xml", b"word/d0cument.xml"))
    assert found.failures[0].code == "C103"

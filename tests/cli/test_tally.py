import pytest

from communique.cli.tally import Tally, duration
from communique.model import Document, Failure, MadeBy, Record

MADE_BY = MadeBy(version="0", language_model=None, codebook="0")


def line(text: str, *codes: str, **extra: object) -> str:
    failures = tuple(Failure(code=code, message='a message with "failures":[ in it') for code in codes)
    return Record(document=Document.of('"id"', text, extra=extra), failures=failures, made_by=MADE_BY).to_json()


def test_documents_and_codes_are_counted() -> None:
    tally = Tally()
    for record in (
        line("words"),
        line("", "C102"),
        line("words", "C206", "C109", "C206"),
        line("x", failures=["C999"]),
    ):
        tally.add(record)
    assert (tally.documents, tally.unread, tally.with_failures) == (4, 1, 2)
    assert tally.codes == {"C102": 1, "C206": 1, "C109": 1}


def test_the_summary_says_what_was_read_and_what_failed() -> None:
    tally = Tally()
    tally.add(line("words", "C206"))
    tally.add(line("", "C102"))
    assert tally.summary(0.5).splitlines() == [
        "2 documents in 0.5 s, 4.0 a second; 1 could not be read, 2 with failures.",
        "  C102 in 1 document: `communique explain C102`",
        "  C206 in 1 document: `communique explain C206`",
    ]


@pytest.mark.parametrize(
    ("seconds", "expected"), [(0.04, "0.0 s"), (59.9, "59.9 s"), (245, "4 min 05 s"), (7800, "2 h 10 min")]
)
def test_a_length_of_time_is_put_in_words(seconds: float, expected: str) -> None:
    assert duration(seconds) == expected

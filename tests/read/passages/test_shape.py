"""What a line looks like, whatever its words mean."""

import pytest

from communique.read.passages import shape


@pytest.mark.parametrize(
    ("line", "answer"),
    [("They met.", True), ('"They met."', True), ("They met (again).", True), ("They met. [1]", True),
     ("They met", False), ("Talks resume", False), ("He said,”", True), ("Is it over?", True), ("", False)],
)  # fmt: skip
def test_sentences(line: str, answer: bool) -> None:  # noqa: FBT001
    assert shape.is_sentence(line) is answer


@pytest.mark.parametrize(
    "line",
    [
        "updated: nov 19, 2019 10:05 ist",
        "3 june 2024",
        "12:41 gmt",
        "4 hours ago",
        "june 3, 2024 2:14 pm utc",
        "2024-06-03",
    ],
)
def test_time_stamps(line: str) -> None:
    assert shape.is_timestamp(line)


@pytest.mark.parametrize("line", ["on 3 june the minister left", "12 ministers", "june", "", "1,024"])
def test_no_time_stamps(line: str) -> None:
    assert not shape.is_timestamp(line)


@pytest.mark.parametrize(
    "line",
    ["By Ana Lindqvist", "By ANA LINDQVIST and Tomas Rey", "Ana Lindqvist, Diplomatic Editor", "Tomas Rey in Port Amel",
     "Ana Lindqvist and AP"],
)  # fmt: skip
def test_bylines(line: str) -> None:
    assert shape.is_byline(line) or shape.is_signed(line) or shape.is_presented(line)


@pytest.mark.parametrize(
    "line",
    [
        "By Tuesday the talks had failed",
        "By then",
        "Ministers meet in Port Amel",
        "Talks resume, minister says",
        "Ana Lindqvist",
    ],
)
def test_no_bylines(line: str) -> None:
    assert not any(test(line) for test in (shape.is_byline, shape.is_signed, shape.is_presented))


@pytest.mark.parametrize(
    "line", ["Photo: Ana Rey/AFP", "(Handout via Reuters)", "Photograph by Ana Rey", "Getty Images"]
)
def test_credits(line: str) -> None:
    assert shape.is_credit(line, line.lower())


@pytest.mark.parametrize(
    ("line", "answer"),
    [("The ministers in Kest. (Photo by Ana Rey/AFP)", True), ("The ministers. PHOTO: ANA REY", True),
     ("The talks ended. (Xinhua)", False), ("The talks ended (for now)", False)],
)  # fmt: skip
def test_lines_that_end_with_a_credit(line: str, answer: bool) -> None:  # noqa: FBT001
    assert shape.ends_with_credit(line.lower()) is answer


@pytest.mark.parametrize(
    ("line", "answer"),
    [("Ana Lindqvist, Minister of Trade", True), ("- Tomas Rey, Executive Director, River Council", True),
     ("Biden, Xi agree to talk", False), ("Ana Lindqvist left, officials said", False),
     ("Trade, water and security", False)],
)  # fmt: skip
def test_entries_of_a_list_of_participants(line: str, answer: bool) -> None:  # noqa: FBT001
    assert shape.is_person_entry(line) is answer


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("Q: Will you sign?", True),
        ("MR. ADLER: We will.", True),
        ("EXCLUSIVE: We will.", False),
        ("He said: We will.", False),
    ],
)
def test_speech(line: str, answer: bool) -> None:  # noqa: FBT001
    assert shape.is_speech(line) is answer


@pytest.mark.parametrize(
    ("line", "answer"), [("12", True), ("1 / 5", True), ("3.5k", True), ("2:17", True), ("12 ships", False)]
)
def test_counters(line: str, answer: bool) -> None:  # noqa: FBT001
    assert shape.is_counter(line) is answer


def test_a_date_stamped_before_the_text() -> None:
    assert shape.date_header_end(" date 2025-07-14 The talks") == 17
    assert shape.date_header_end("The talks of 2025-07-14") == 0


def test_what_stands_outside_quotation_marks() -> None:
    assert shape.outside_quotes('he said "we must" and left') == "he said   and left"
    assert shape.outside_quotes('he said "we must') == "he said "


def test_markup_is_dropped() -> None:
    assert shape.bare("<u>*Participants:*</u>") == "Participants:"

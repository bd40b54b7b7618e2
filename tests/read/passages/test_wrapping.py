"""Lines that were broken in the middle of sentences are one paragraph."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.read.passages.wrapping import paragraphs

WRAPPED = """The foreign ministers of Serra and Valdora ended two days of
talks on the Serran river on Saturday without setting a date for
another round.
Serra's minister Jonas Hale said his government would go on with
the first of three dams, but would tell the neighbours before a
single stone is moved and would send them the plans of the
Serran engineers.
Valdora has asked for an outside study of how the dams would change
the flow of the river in dry years.
"""


def of(text: str) -> list[str]:
    return [text[start:end].replace("\n", " ") for start, end in paragraphs(text)]


def test_wrapped_text_gives_its_paragraphs() -> None:
    found = of(WRAPPED)
    assert [paragraph.split()[0] for paragraph in found] == ["The", "Serra's", "Valdora"]
    assert found[1].endswith("Serran engineers.")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One line that ends as a sentence does, and is long enough.\nand another", 2),
        ("A headline without a stop that is long enough to be full\nAnother headline", 2),
        ("A line that was split at a link and is quite long enough here\n, a 54-year-old minister, said", 1),
        ("A line that is broken in the middle of a sentence by a mailer\n\nand a blank line", 2),
        ("short\nand lower", 2),
        ("", 0),
        ("\n\n\n", 0),
        ("a\r\nb\x85c\u2028d", 4),
    ],
)
def test_other_lines_stay_apart(text: str, count: int) -> None:
    assert len(of(text)) == count


@given(st.text("ab \n\r.,\"'A\u2028", max_size=200))
def test_paragraphs_follow_each_other_and_leave_out_only_breaks(text: str) -> None:
    at, kept = 0, []
    for start, end in paragraphs(text):
        assert at <= start < end
        assert text[at:start].strip("\n\r\u2028") == ""
        at = end
        kept.append(text[start:end])
    assert text[at:].strip("\n\r\u2028") == ""

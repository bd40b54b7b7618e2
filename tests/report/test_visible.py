import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.report.visible import visible


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("two\nlines\tand a tab", "two lines and a tab"),
        ("\x1b[2Jgone", r"\x1b[2Jgone"),
        ("nul\x00", r"nul\x00"),
        ("\x9b31m", r"\x9b31m"),
        ("over\u202eride", r"over\u202eride"),
        ("half \ud83d of a pair", r"half \ud83d of a pair"),
        ("Łódź, 北京, Кремль, زبان‌ها", "Łódź, 北京, Кремль, زبان‌ها"),
    ],
)
def test_what_could_steer_a_terminal_is_shown_escaped(text: str, expected: str) -> None:
    assert visible(text) == expected


@given(st.text(st.characters()))
def test_nothing_printed_is_a_control_character(text: str) -> None:
    assert not any(unicodedata.category(character) in {"Cc", "Cs"} for character in visible(text))

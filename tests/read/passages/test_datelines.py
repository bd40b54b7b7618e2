import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.read.passages.datelines import dateline_end

STORY = "The ministers met on Tuesday and agreed to resume the talks, officials said."


@pytest.mark.parametrize(
    "line",
    [
        "BEIJING, July 13 (Xinhua) -- ", "WASHINGTON (AP) — ", "MOSCOW. July 14 (Interfax) - ", "(Reuters) - ",
        "July 14 (UPI) -- ", "ISLAMABAD — ", "KUALA LUMPUR, July 14 — ", "TEHRAN, Jul. 14 (MNA) – ", "TEHRAN- ",
        "KEST: ", "DUBAI, 14th July, 2025 (WAM) -- ", "CANBERRA, Australia (AP) — ", "MOSCOW, July 14. /TASS/. ",
        "Jerusalem (AFP) – ", "PARIS/BERLIN, July 14 (Reuters) - ", "ST. PETERSBURG, Russia (AP) — ",
        "ABOARD THE PLANE — ", "PORT AMEL, June 3 (Reuters) - ", "Port Amel, 3 June (Xinhua) -- ", "Kyiv – ",
        "Beijing, China – ",
    ],
)  # fmt: skip
def test_datelines(line: str) -> None:
    assert dateline_end(line + STORY) == len(line)


@pytest.mark.parametrize(
    "line",
    [
        "EXCLUSIVE: ", "BREAKING: ", "The talks – ", "No. 7 - ", "He said: ", "Readers (and others) - ", "Trade – ",
        "The Moscow talks: ", "a/b/c ", "– ", "",
    ],
)  # fmt: skip
def test_no_datelines(line: str) -> None:
    assert dateline_end(line + STORY) == 0


@given(st.text("ABc ,.()/-–—:1", max_size=120))
def test_the_end_is_within_the_line(line: str) -> None:
    assert 0 <= dateline_end(line) <= len(line)

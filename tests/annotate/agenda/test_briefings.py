"""In a briefing on an official page, the account that reporters ask about is the host's; speeches are none."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from communique.annotate.layers import Layers
from communique.model import AgendaStatus

BRIEFING = "https://www.regjeringen.no/en/press-briefings/2025/07/14/"
READOUT = "https://www.regjeringen.no/en/statements/2025/07/14/"


def silences(doc: Doc) -> list[tuple[tuple[str, ...], str]]:
    return [
        (item.accounts, item.label) for item in Layers(doc).agenda if item.status is AgendaStatus.SAID_NOT_MENTIONED
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The readout you gave doesn’t mention whether tariffs were discussed.", [(("NOR",), "tariffs")]),
        ("Should we read into the fact that there is no mention of Taiwan?", [(("NOR",), "Taiwan")]),
        ("You put out a readout. What of the fact that Taiwan is not mentioned?", [(("NOR",), "Taiwan")]),
        (
            "And the Russians said that the Norwegian prime minister didn’t mention it in their call.",
            [(("RUS",), "it")],
        ),
        ("Should we read into the fact that there is no mention of Taiwan in the speech?", []),
        ("Should we read into the fact that there is no mention of childcare?", []),
        ("Is it a fact that there is no mention of Taiwan?", []),
        ("He gave a speech on it. Should we read into the fact that there is no mention of Taiwan?", []),
        ("The prime minister’s message today didn’t mention any of that.", []),
        ("The statement you put out on the storm doesn’t mention the ferries.", []),
    ],
)
def test_what_a_reporter_asks_in_a_briefing(
    text: str, expected: list[tuple[tuple[str, ...], str]], read_doc: Callable[..., Doc]
) -> None:
    assert silences(read_doc(text, country="NOR", url=BRIEFING)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "And the Russians said that the Norwegian prime minister didn’t mention it in their call.",
        "Should we read into the fact that there is no mention of Taiwan?",
        "The Chinese statement on the talks did not mention tariffs.",
    ],
)
def test_another_official_page_tells_of_no_silence(text: str, read_doc: Callable[..., Doc]) -> None:
    assert silences(read_doc(text, country="NOR", url=READOUT)) == []


def test_the_press_asks_nobody(read_doc: Callable[..., Doc]) -> None:
    text = "Should we read into the fact that there is no mention of Taiwan?"
    assert silences(read_doc(text, url="https://www.example.com/press-briefings/1")) == []

"""A silence that somebody else claims, asks, fears or denies is none that the text reports."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from communique.annotate.layers import Layers
from communique.model import AgendaStatus

TOLD = (
    "Chinese Foreign Minister Qiao Renwei met Norwegian Foreign Minister Halvard Tveiten in Beijing on Sunday. "
    "Norway’s Foreign Ministry said the talks were useful. China’s Foreign Ministry called them frank. "
)
SILENCES = (
    "the Chinese readout made no mention of human rights",
    "the Norwegian statement did not mention Taiwan",
    "the Chinese readout omitted the detained journalists",
    "human rights were absent from the Chinese readout",
    "there was no word on whaling in the Chinese statement",
    "neither side’s statement mentioned whaling",
    "the Chinese statement was silent on human rights",
    "the Norwegian readout left out Taiwan",
    "Taiwan was not mentioned in the Norwegian readout",
    "the Chinese readout said nothing about human rights",
)
FRAMES = (
    "Analysts in London said {}.",
    "{}, analysts in London said.",
    "“{},” said a diplomat.",
    "According to a think tank, {}.",
    "If {}, Oslo will protest.",
    "Critics complained that {}.",
    "It is unclear whether {}.",
    "{}?",
    "Tveiten said {}.",
    "A Swedish newspaper reported that {}.",
    "{}, according to Tveiten.",
    "Some in Oslo feared that {}.",
    "Qiao denied that {}.",
    "It was wrong to say that {}.",
    "Reporters asked why {}.",
    "A Norwegian diplomat, asked about the talks, noted {}.",
    "Had it been true that {}, Oslo would have protested.",
    "Rumours that {} were denied.",
    "“{},” Tveiten wrote on X. “We did not expect this.”",
)


def silent(doc: Doc) -> list[str]:
    return [item.label for item in Layers(doc).agenda if item.status is AgendaStatus.SAID_NOT_MENTIONED]


@pytest.mark.parametrize("silence", SILENCES)
def test_the_text_may_say_so_itself(silence: str, read_doc: Callable[..., Doc]) -> None:
    assert silent(read_doc(f"{TOLD}{silence[0].upper()}{silence[1:]}."))


@pytest.mark.parametrize("frame", FRAMES)
def test_nobody_else_may_say_it_for_the_text(frame: str, read_doc: Callable[..., Doc]) -> None:
    for silence in SILENCES:
        words = silence[0].upper() + silence[1:] if frame.lstrip("“").startswith("{") else silence
        assert not silent(read_doc(TOLD + frame.format(words))), silence

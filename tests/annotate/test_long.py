"""A long text costs no more than it is long, whatever is said in it again and again."""

import time

import pytest

from communique import stages


@pytest.mark.parametrize(
    "sentence",
    [
        "According to the readout, the two sides discussed trade and fisheries. ",
        "Neither the Norwegian nor the Chilean readout mentions fisheries. ",
        "On Monday he met her in Oslo, and they discussed trade with the two ministers. ",
        "“We will help,” Arancibia told Lindvik during talks in Santiago on March 3, 2025. ",
    ],
)
def test_reading_takes_time_in_proportion(sentence: str) -> None:
    stages.read(sentence, published_on="2025-03-10")
    start = time.process_time()
    stages.read(sentence * (30_000 // len(sentence)), published_on="2025-03-10")
    assert time.process_time() - start < 5  # a second and a half on a quiet machine; the square took eleven

"""Quotations without a cue: whoever spoke last, unless the sentence before brings somebody else in."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from communique.annotate.layers import Layers

FIRST = "“We were close,” Norwegian Foreign Minister Halvard Tveiten said.\n"


@pytest.mark.parametrize(
    ("second", "speaker"),
    [
        ("“But close is no signature.”", "text:halvard-tveiten"),
        ("His Japanese counterpart, Kenji Ozaki, was less generous. “There was nothing to sign.”", "text:kenji-ozaki"),
        ("The bridge has been closed for years. “It is a ruin by now.”", "text:halvard-tveiten"),
    ],
)
def test_who_speaks_where_no_cue_tells(second: str, speaker: str, read_doc: Callable[..., Doc]) -> None:
    last = Layers(read_doc(FIRST + second)).statements[-1]
    assert last.speaker is not None
    assert last.speaker.actor == speaker

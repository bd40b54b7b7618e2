from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from communique.annotate.layers import Layers


@pytest.mark.parametrize("other", ["Xyqqua", "Daniyar Sultanov", "an aide"])
def test_what_several_say_is_never_given_to_one_of_them_alone(other: str, read_doc: Callable[..., Doc]) -> None:
    layers = Layers(
        read_doc(f"Norwegian Foreign Minister Halvard Tveiten met a guest. Tveiten and {other} welcomed the deal.")
    )
    (statement,) = layers.statements
    assert statement.speaker is not None
    members = {actor.id: actor.members for actor in layers.actors}
    assert statement.speaker.actor is None or len(members[statement.speaker.actor]) > 1

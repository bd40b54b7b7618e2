"""The words of a spokesperson with a name are those of the body."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from communique.annotate.layers import Layers


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Peruvian Foreign Ministry spokeswoman Ana Rojas said the border was open.", ["PER.foreign_ministry"]),
        (
            "Ana Rojas, a spokeswoman for the Peruvian Foreign Ministry, said the border was open.",
            ["PER.foreign_ministry"],
        ),
        ("The Peruvian Defence Ministry’s spokesman, Luis Quispe, denied the report.", ["PER.defence_ministry"]),
        ("United Nations spokesman Luis Quispe said the convoy had arrived.", ["UN"]),
        (
            "Peruvian Foreign Ministry spokeswoman Ana Rojas said the border was open. She rejected the report.",
            ["PER.foreign_ministry", "PER.foreign_ministry"],
        ),
        ("Peruvian Foreign Minister Ana Rojas said the border was open.", ["text:ana-rojas"]),
        ("Luis Quispe, a spokesman for the Peruvian president, said the border was open.", ["text:luis-quispe"]),
    ],
)
def test_who_speaks(text: str, speakers: list[str], read_doc: Callable[..., Doc]) -> None:
    doc = read_doc(text)
    found = [statement.speaker for statement in Layers(doc).statements]
    assert [one.actor if one is not None else None for one in found] == speakers
    assert set(speakers) <= {actor.id for actor in Layers(doc).actors}


def test_where_only_mentioned_they_are_people(read_doc: Callable[..., Doc]) -> None:
    doc = read_doc("Peruvian Foreign Ministry spokeswoman Ana Rojas said the border was open.")
    assert any(mention.actor == "text:ana-rojas" for mention in Layers(doc).mentions)

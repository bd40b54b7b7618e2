"""Spokespeople with a name, and the bodies whose words they pass on."""

from collections.abc import Mapping

from spacy.tokens import Doc

from communique.annotate.layers import PREFIX, Derived

_KEY = f"{PREFIX}mouthpieces"


class Mouthpieces(Derived):
    """Which body speaks through whom: by the id of a person that of the ministry or organisation.

    The words of "Foreign Ministry spokeswoman Ana Vik" are the ministry's; she stays a person where she is mentioned.
    """

    __slots__ = ("bodies",)

    def __init__(self, bodies: Mapping[str, str]) -> None:
        self.bodies = dict(bodies)

    def keep(self, doc: Doc) -> None:
        """Keep them beside the layers of the document."""
        doc.user_data[_KEY] = self

    @classmethod
    def of(cls, doc: Doc) -> "Mouthpieces":
        """Return those of a document, none if nobody looked for them."""
        found = doc.user_data.get(_KEY)
        return found if isinstance(found, cls) else cls({})

    def voice(self, actor: str | None) -> str | None:
        """Return whose words are those of an actor: the body's for its spokesperson, else its own."""
        return self.bodies.get(actor, actor) if actor is not None else None

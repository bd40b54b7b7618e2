"""The component: reads a document and fills the layers of actors and mentions."""

from collections import Counter

from spacy.tokens import Doc

from communique.annotate.actors.author import Author
from communique.annotate.actors.mouthpieces import Mouthpieces
from communique.annotate.actors.reading import Reading
from communique.annotate.layers import Layers


class ActorsComponent:
    """Finds who is spoken of. See docs/how-it-decides/actors.md for the rules."""

    def __call__(self, doc: Doc) -> Doc:
        """Fill the layers of actors and mentions."""
        layers = Layers(doc)
        if not len(doc):
            return doc
        reading = Reading(doc, _day(layers), layers.publisher_country)
        layers.mentions = reading.mentions()
        layers.implied = reading.implied
        Mouthpieces(reading.bodies).keep(doc)
        Author(doc, is_alone=reading.voice.is_alone).keep(doc)
        layers.actors = [player.actor() for player in reading.cast.players.values()]
        return doc


def _day(layers: Layers) -> str | None:
    """Return the day of publication, or the latest year that the text's own dates give."""
    if layers.published_on is not None:
        return layers.published_on.value
    years = Counter(
        time.value[:4]
        for time in layers.times
        if time.value is not None and len(time.value) >= 4 and time.value[:4].isdigit()
    )
    return max(years) if years else None

"""The component that fills every layer of a Chinese document at once: each needs what the others found."""

from spacy.tokens import Doc

from communique.annotate.chinese.reading import read
from communique.annotate.chinese.text import Text
from communique.annotate.layers import Layers
from communique.annotate.news import news_spans
from communique.codebook.han import is_traditional
from communique.errors import ScriptWithGaps
from communique.model import Failure, PassageKind

_PROSE = frozenset({PassageKind.BODY, PassageKind.CAPTION, PassageKind.DATELINE})


def annotate(doc: Doc) -> Doc:
    """Return the document with its layers."""
    layers = Layers(doc)
    headlines = [(one.start, one.end) for one in layers.passages if one.kind is PassageKind.HEADLINE]
    # The dateline is no part of the sentence behind it.
    own = [(one.start, one.end) for one in layers.passages if one.kind in _PROSE]
    text = Text(layers.text, own if layers.passages else news_spans(doc), headlines)
    published = layers.published
    found = read(text, published=published, side=layers.publisher_country)
    if is_traditional(layers.text):
        gaps = ScriptWithGaps("the text is in traditional characters, which are read with gaps")
        layers.failures = (*layers.failures, Failure.of(gaps))
    layers.times = found.times
    layers.actors = found.actors
    layers.mentions = found.mentions
    layers.statements = found.statements
    layers.agenda = found.agenda
    layers.meetings = found.meetings
    layers.stops = found.stops
    layers.events = found.events
    return doc

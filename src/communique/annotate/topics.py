"""Which topics of the codebook the statements touch on."""

from bisect import bisect_left

from spacy.tokens import Doc

from communique.annotate.layers import Layers
from communique.codebook.topics import find_topics


def tag_statements(doc: Doc) -> Doc:
    """Fill `topics` of every statement with the ids of the topics that its content names, in the order of the text."""
    layers = Layers(doc)
    if not layers.statements:
        return doc
    matches = find_topics(Layers(doc).text, "en")
    starts = [match.start for match in matches]
    tagged = []
    for statement in layers.statements:
        named = [
            match.topic
            for span in statement.content
            for match in matches[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
            if match.end <= span.end
        ]
        topics = tuple(dict.fromkeys(named))
        tagged.append(statement if topics == statement.topics else statement.model_copy(update={"topics": topics}))
    layers.statements = tagged
    return doc

"""Who is spoken of: names, offices, states and ministries, and the words that stand for them later in the text."""

from communique.annotate.actors.component import ActorsComponent

__all__ = ["ActorsComponent"]

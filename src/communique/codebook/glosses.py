"""What words of another language name, in the codebook's English: labels of topics and things, no translation."""

from functools import lru_cache

from communique.codebook.concepts import LANGUAGES, concepts, find_concepts, forms, rarity
from communique.codebook.topics import find_topics, topics

_THING = "thing"
_TELLING = 2.5
"""A thing commoner than this (minus the log of its share of documents) says nothing of what the words are about."""

_SAYS_MORE = 6.0
"""A thing this rare inside the words of a topic says more than the topic."""


@lru_cache(maxsize=10_000)
def named_in_english(words: str, language: str, *, most: int = 3) -> tuple[str, ...]:
    """Return what `words` name, the topics first, then the rarest things; each by its label, `most` of them at most.

    Words of a language without forms name nothing. A thing inside the words of a topic is that topic, unless it says
    more: independence beside Taiwan.
    """
    if language not in LANGUAGES:
        return ()
    named = [(match.start, match.end, topics()[match.topic].label) for match in find_topics(words, language)]
    found = dict.fromkeys(label for _, _, label in named)
    things = [
        match
        for match in find_concepts(words, language)
        if concepts()[match.concept].kind == _THING
        and rarity(match.concept) >= _TELLING
        and forms(match.concept, "en")
        and (
            rarity(match.concept) >= _SAYS_MORE
            or not any(start <= match.start and match.end <= end for start, end, _ in named)
        )
    ]
    for match in sorted(things, key=lambda match: -rarity(match.concept)):
        found.setdefault(forms(match.concept, "en")[0])
    return tuple(found)[:most]

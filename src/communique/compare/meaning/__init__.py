"""Engines that tell how near sentences are in meaning. By default there is none: words and concepts decide.

An engine may pair claims that share few words, and may forbid a silence; it never makes one. Its packages are imported
only if it is asked for by name, and none fetches anything: the weights come with packages that the user installed.
"""

from collections.abc import Callable
from functools import cache

from communique.compare.meaning.minilm import MiniLM
from communique.compare.meaning.multilingual import Multilingual
from communique.compare.meaning.protocol import Bounds, Engine, Similarities
from communique.errors import UsageError

__all__ = ["ENGINES", "WORDS", "Bounds", "Engine", "Similarities", "engine"]

WORDS = "words"
"""The setting that asks for no engine."""


_MAKERS: dict[str, Callable[[], Engine]] = {"minilm": MiniLM, "multilingual": Multilingual}
ENGINES = (WORDS, *_MAKERS)
"""The settings, the default first."""


@cache
def engine(name: str) -> Engine | None:
    """Return the engine of a name, loaded once; None for `words`.

    Raises MeaningMissing if its packages are not installed, UsageError for a name that is none of `ENGINES`.
    """
    if name == WORDS:
        return None
    if name not in _MAKERS:
        raise UsageError(f"no engine of meaning is called {name!r}", remedy=f"Choose one of {', '.join(ENGINES)}.")
    return _MAKERS[name]()

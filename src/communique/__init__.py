"""What each side said about a diplomatic meeting, and what it left out.

    import communique
    record = communique.read(text, published_on="2025-07-14")

Importing the package is cheap; the language model is loaded by the first call that needs it.
"""

from typing import TYPE_CHECKING, Any

from communique.version import __version__

if TYPE_CHECKING:
    from communique.pipeline import read

__all__ = ["__version__", "read"]


def __getattr__(name: str) -> Any:
    if name == "read":
        from communique import pipeline

        return pipeline.read
    raise AttributeError(f"module 'communique' has no attribute {name!r}")

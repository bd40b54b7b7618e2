"""What each side said about a diplomatic meeting, and what it left out.

    import communique
    record = communique.read(text, published_on="2025-07-14")

Importing the package is cheap; the language model is loaded by the first call that needs it.
"""

import importlib
from typing import TYPE_CHECKING, Any

from communique.version import __version__

if TYPE_CHECKING:
    from communique.annotate.language import build_language as pipeline
    from communique.stages import read

__all__ = ["__version__", "pipeline", "read"]

_HOME = {
    "pipeline": ("communique.annotate.language", "build_language"),
    "read": ("communique.stages", "read"),
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for: the language model must not be paid for by `--help`."""
    if name not in _HOME:
        raise AttributeError(f"module 'communique' has no attribute {name!r}")
    module, attribute = _HOME[name]
    value = getattr(importlib.import_module(module), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

"""What each side said about a diplomatic meeting, and what it left out.

    import communique
    record = communique.read(text, published_on="2025-07-14")
    comparison = communique.compare([communique.read_account("a.txt", side="NOR"), ...])
    statements = communique.open_archive("archive").statements()

Importing the package is cheap; the language model is loaded by the first call that needs it.
"""

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

from communique.version import __version__

if TYPE_CHECKING:
    from communique.annotate.language import build_language as pipeline
    from communique.archive.opening import open_archive
    from communique.compare.assemble import compare
    from communique.errors import CommuniqueError
    from communique.model import (
        Account,
        Actor,
        AgendaItem,
        Comparison,
        Document,
        Excerpt,
        Failure,
        Finding,
        Meeting,
        Mention,
        Passage,
        Record,
        Span,
        Statement,
        Stop,
        TimeReference,
    )
    from communique.report.comparison import comparison_html
    from communique.stages import read, read_account, read_accounts, read_file, read_texts

__all__ = [
    "Account",
    "Actor",
    "AgendaItem",
    "CommuniqueError",
    "Comparison",
    "Document",
    "Excerpt",
    "Failure",
    "Finding",
    "Meeting",
    "Mention",
    "Passage",
    "Record",
    "Span",
    "Statement",
    "Stop",
    "TimeReference",
    "__version__",
    "compare",
    "comparison_html",
    "open_archive",
    "pipeline",
    "read",
    "read_account",
    "read_accounts",
    "read_file",
    "read_texts",
]

_HOME = {
    "CommuniqueError": ("communique.errors", "CommuniqueError"),
    "compare": ("communique.compare.assemble", "compare"),
    "comparison_html": ("communique.report.comparison", "comparison_html"),
    "open_archive": ("communique.archive.opening", "open_archive"),
    "pipeline": ("communique.annotate.language", "build_language"),
    "read": ("communique.stages", "read"),
    "read_account": ("communique.stages", "read_account"),
    "read_accounts": ("communique.stages", "read_accounts"),
    "read_file": ("communique.stages", "read_file"),
    "read_texts": ("communique.stages", "read_texts"),
}


class _Stage(ModuleType):
    """The package of a stage, which can be called as the public function of the same name (`communique.read`)."""

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        return _public(self.__name__.rpartition(".")[2])(*arguments, **options)


class _Communique(ModuleType):
    """This package. Importing `communique.read.plain` must not turn `communique.read(text)` into an error."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name in _HOME and isinstance(value, ModuleType):
            value.__class__ = _Stage
        super().__setattr__(name, value)


def _public(name: str) -> Any:
    module, attribute = _HOME.get(name, ("communique.model", name))
    return getattr(importlib.import_module(module), attribute)


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for: the language model must not be paid for by `--help`."""
    if name not in __all__:
        raise AttributeError(f"module 'communique' has no attribute {name!r}")
    return _public(name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


sys.modules[__name__].__class__ = _Communique

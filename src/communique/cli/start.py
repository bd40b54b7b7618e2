"""Getting ready to read a few texts from a cold start: what costs time there and is of no use is left out."""

import importlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

_COMMANDS, _INFO = "spacy.cli", "spacy.cli.info"
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def prepare_to_read() -> None:
    """Import spaCy for this process, which reads a few texts and ends; call it before `communique.stages` is imported.

    Two things are left out. spaCy's own command line (typer, weasel, requests, jinja2) comes with it, 0.1 s,
    and is imported here only if somebody asks for `spacy.cli` or `spacy.info`. And matrices are multiplied by one
    thread: those of a short text are small, and threads that wait for work cost 0.1 s. Changes nothing where spaCy is
    loaded already; a library must not do this to the program that uses it.
    """
    if "spacy" in sys.modules or _COMMANDS in sys.modules:
        return
    with _one_thread(), _without_commands():
        spacy: Any = importlib.import_module("spacy")
    spacy.__getattr__ = _late


@contextmanager
def _without_commands() -> Iterator[None]:
    commands, info = ModuleType(_COMMANDS), ModuleType(_INFO)
    commands.__path__ = []
    info.__dict__["info"] = _info
    sys.modules.update({_COMMANDS: commands, _INFO: info})
    try:
        yield
    finally:
        for name in (_COMMANDS, _INFO):
            sys.modules.pop(name, None)


@contextmanager
def _one_thread() -> Iterator[None]:
    """Have matrices multiplied by one thread if nobody has said by how many: numpy asks once, when it is loaded."""
    added = [name for name in _THREADS if name not in os.environ]
    os.environ.update(dict.fromkeys(added, "1"))
    try:
        yield
    finally:
        for name in added:
            os.environ.pop(name, None)


def _info(*arguments: Any, **options: Any) -> Any:
    return importlib.import_module(_INFO).info(*arguments, **options)


def _late(name: str) -> ModuleType:
    if name == "cli":
        return importlib.import_module(_COMMANDS)
    raise AttributeError(f"module 'spacy' has no attribute {name!r}")

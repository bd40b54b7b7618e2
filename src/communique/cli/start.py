"""Getting ready to read a few texts from a cold start: what costs time there and is of no use is left out."""

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from communique.scale.threads import one_thread

_COMMANDS, _INFO = "spacy.cli", "spacy.cli.info"
_FIRST_PYDANTIC = "pydantic.v1"
_REGISTRIES = ("spacy", "thinc", "srsly", "confection")


def prepare_to_read() -> None:
    """Import spaCy for this process, which reads a few texts and ends; call it before `communique.stages` is imported.

    What is left out, with what it costs:
    - spaCy's own command line (typer, weasel, requests, jinja2), 0.1 s: imported here only if somebody asks for
      `spacy.cli` or `spacy.info`;
    - the first version of pydantic, 25 ms: confection would know models of it, of which spaCy has none;
    - the validators of spaCy's settings, 25 ms: each is built by its first use;
    - going through every installed package's entry points at each look into a registry of spaCy, 35 ms;
    - waiting threads, 0.1 s: matrices are multiplied by one, as those of a short text are small.
    Changes nothing where spaCy is loaded already; a library must not do this to the program that uses it.
    """
    if "spacy" in sys.modules or _COMMANDS in sys.modules:
        return
    with one_thread(), _without_commands(), _without_first_pydantic(), _built_later():
        _sort_entry_points()
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
def _without_first_pydantic() -> Iterator[None]:
    if _FIRST_PYDANTIC in sys.modules:
        yield
        return
    nowhere: Any = None  # importing it fails
    sys.modules[_FIRST_PYDANTIC] = nowhere
    try:
        yield
    finally:
        del sys.modules[_FIRST_PYDANTIC]


@contextmanager
def _built_later() -> Iterator[None]:
    """Have pydantic build the models that are defined meanwhile by their first use."""
    from pydantic import BaseModel, ConfigDict

    before = BaseModel.model_config
    BaseModel.model_config = ConfigDict(defer_build=True)
    try:
        yield
    finally:
        BaseModel.model_config = before


def _sort_entry_points() -> None:
    """Give catalogue its entry points by their group, a form that it knows: it looks for one a hundred times."""
    catalogue: Any = importlib.import_module("catalogue")  # without types
    points: Any = getattr(catalogue, "AVAILABLE_ENTRY_POINTS", None)
    if not hasattr(points, "groups"):
        return
    groups = [group for group in points.groups if group.startswith(_REGISTRIES)]
    catalogue.AVAILABLE_ENTRY_POINTS = {group: points.select(group=group) for group in groups}


def _info(*arguments: Any, **options: Any) -> Any:
    return importlib.import_module(_INFO).info(*arguments, **options)


def _late(name: str) -> ModuleType:
    if name == "cli":
        return importlib.import_module(_COMMANDS)
    raise AttributeError(f"module 'spacy' has no attribute {name!r}")

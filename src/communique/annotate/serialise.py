"""Annotated documents survive `Doc.to_bytes`, `DocBin(store_user_data=True)` and `nlp.pipe(n_process=...)`.

spaCy writes `doc.user_data` with msgpack, which knows no types of others; srsly lets us teach it ours.
"""

import dataclasses
from collections.abc import Callable
from typing import Any

from srsly.msgpack import msgpack_decoders, msgpack_encoders

from communique import model
from communique.annotate.layers import Derived
from communique.annotate.quotation import Quotation

_KEY = "communique.model"
_TYPES: dict[str, type[model.Model]] = {
    kind.__name__: kind
    for kind in (getattr(model, name) for name in model.__all__)
    if isinstance(kind, type) and issubclass(kind, model.Model)
}


def encode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    """Turn a value of `communique.model` into a plain mapping; leave everything else to `chain`."""
    if isinstance(value, model.Model):
        return {_KEY: type(value).__name__, "value": value.model_dump_json(by_alias=True)}
    if isinstance(value, Derived):
        return None
    if isinstance(value, Quotation):
        return {_KEY: "Quotation", "value": dataclasses.astuple(value)}
    return value if chain is None else chain(value)


def decode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    """Turn a mapping that `encode` made back into the value; leave everything else to `chain`."""
    name = value.get(_KEY) if isinstance(value, dict) else None
    if name == "Quotation":
        start, end, parts, is_closed = value["value"]
        return Quotation(start, end, tuple((first, last) for first, last in parts), is_closed=is_closed)
    if isinstance(name, str) and name in _TYPES:
        return _TYPES[name].model_validate_json(value["value"])
    return value if chain is None else chain(value)


def register() -> None:
    """Teach srsly's msgpack the types of `communique.model`, once."""
    msgpack_encoders.register("communique", func=encode)
    msgpack_decoders.register("communique", func=decode)


register()

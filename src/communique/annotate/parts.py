"""A long document is parsed in parts, so that the memory for it does not grow with its length."""

from typing import cast

import numpy as np
from spacy.tokens import Doc
from thinc.types import Ints2d

TOKENS = 5_000
"""Tokens of a part, about: it ends at the first line end after them, or at twice as many."""

_PARSED: list[int | str] = ["TAG", "DEP", "HEAD", "SENT_START"]


def parts_of(doc: Doc) -> list[Doc]:
    """Return the document itself, or copies of its parts in order, with the sentence starts that were marked."""
    borders = [0]
    for at in np.flatnonzero(doc.to_array("SENT_START") == 1).tolist() if len(doc) > TOKENS else ():
        while at - borders[-1] > 2 * TOKENS:
            borders.append(borders[-1] + TOKENS)
        if at - borders[-1] >= TOKENS:
            borders.append(at)
    while len(doc) - borders[-1] > 2 * TOKENS:
        borders.append(borders[-1] + TOKENS)
    if len(borders) == 1:
        return [doc]
    ends = [*borders[1:], len(doc)]
    return [doc[start:end].as_doc() for start, end in zip(borders, ends, strict=True)]


def join_parts(doc: Doc, parts: list[Doc]) -> None:
    """Write the tags and the parse of the parts into the document that they are of."""
    if parts[0] is not doc:
        values = np.concatenate([part.to_array(_PARSED) for part in parts])
        doc.from_array(_PARSED, cast("Ints2d", values))

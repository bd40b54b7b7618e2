"""A word that occurs again in a batch is embedded once: most words of a text are words that it has used before.

The model embeds every token by itself, before it looks at its neighbours; that is a sixth of the cost of a parse.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from spacy.tokens import Doc
from thinc.api import Model
from thinc.types import Ragged

_MIX = np.array([0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB], dtype="uint64")
_SHIFT = np.uint64(29)
_STEPS = ["extract_features", "list2ragged", "with_array", "with_array", "ragged2list"]
"""What the embedding is chained of: features, one list of them, their vectors, the mixture of these, lists again."""


def embed_once(tok2vec: Model[Any, Any]) -> bool:
    """Change the model so that it embeds equal words of a batch once, and return whether it could be done.

    Parameters, names and nodes stay as they are. A model that is built in another way is left alone.
    """
    embed: Model[Any, Any] | None = tok2vec.maybe_get_ref("embed")
    if embed is None or tok2vec.layers[0] is not embed:
        return False
    if [layer.name.split("(")[0] for layer in embed.layers] != _STEPS:
        return False
    once: Model[Any, Any] = Model(
        embed.name, partial(_forward, embed), layers=list(embed.layers), dims={"nO": embed.maybe_get_dim("nO")}
    )
    tok2vec.layers[0] = once
    tok2vec.set_ref("embed", once)
    return True


def _forward(
    whole: Model[Any, Any],
    model: Model[Any, Any],
    docs: list[Doc],
    is_train: bool,  # noqa: FBT001 - thinc calls it so
) -> tuple[Any, Callable[[Any], Any]]:
    if is_train:
        return whole(docs, is_train)
    extract, to_ragged, vectors, mixture, to_list = model.layers
    tokens: Ragged = to_ragged.predict(extract.predict(docs))
    features: Any = tokens.dataXd
    if not features.size:
        return whole(docs, is_train)
    _, firsts, places = np.unique(_keys(features), return_index=True, return_inverse=True)
    distinct = features[firsts]
    if not np.array_equal(distinct[places], features):  # two words have one key, which nobody will live to see
        return whole(docs, is_train)
    mixed: Any = mixture.predict(vectors.predict(Ragged(distinct, model.ops.asarray1i([len(distinct)]))))
    return to_list.predict(Ragged(mixed.dataXd[places], tokens.lengths)), _no_training


def _keys(features: Any) -> Any:
    """Return one number for each row: sorting numbers is ten times as fast as sorting rows."""
    columns = features.astype("uint64")
    keys = columns[:, 0]
    for column in range(1, columns.shape[1]):
        keys = (keys ^ (keys >> _SHIFT)) * _MIX[column % len(_MIX)] + columns[:, column]
    return keys


def _no_training(_: Any) -> Any:
    # thinc asks for this function with every pass; only a pass with is_train has gradients, and `whole` makes that one.
    raise RuntimeError("this pass was made to predict: run the model with is_train=True to train it")

"""The pipeline is the model's own, only made with less work."""

import importlib
from typing import Any

import pytest
from spacy.attrs import ORTH
from spacy.vocab import Vocab

from communique.annotate.language import ModelTokenizer, find_model

SPACY: Any = importlib.import_module("spacy.tokenizer")


@pytest.fixture(scope="module")
def tokenizer() -> Any:
    return ModelTokenizer(Vocab()).from_disk(find_model().folder / "tokenizer")


def test_the_tokenizer_is_that_of_the_models_file(tokenizer: Any) -> None:
    own = SPACY.Tokenizer(Vocab()).from_disk(find_model().folder / "tokenizer")
    assert tokenizer.to_bytes() == own.to_bytes()
    text = "The P.M. (who'd met Sen. O'Hara in Jan.) wasn't told; they'll talk at 10a.m. in St. Lucia :-)"
    assert [token.text for token in tokenizer(text)] == [token.text for token in own(text)]


def test_a_special_case_of_somebody_else_is_checked(tokenizer: Any) -> None:
    with pytest.raises(ValueError, match="E997"):
        tokenizer.add_special_case("Lindvik", [{ORTH: "Arancibia"}])

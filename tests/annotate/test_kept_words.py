"""What a tokenizer was taught changes no token, and has an end."""

from spacy.language import Language

from communique.annotate.kept_words import LONGEST, KeptWords
from communique.annotate.language import build_language

TEXTS = [
    "Mr. Ilves, who doesn't speak to the press, met Riga's (new) envoy on Sunday.\n\nThey'll meet again at 10a.m.",
    "“Talks went well,” the minister’s office said :) -- see https://example.org/a-b?c=d,e or write to x@example.org.",
    "U.S.-Latvian ties, the 2nd-best ever, cost $5bn/year; non-aligned states don't.",
]


def test_tokens_are_the_same_with_and_without() -> None:
    plain, taught = build_language(), build_language()
    KeptWords(taught).learn(TEXTS)
    for text in TEXTS:
        with plain.memory_zone(), taught.memory_zone():
            assert [str(token) for token in taught.make_doc(text)] == [str(token) for token in plain.make_doc(text)]


def test_it_learns_up_to_its_limit_and_no_endless_words(nlp: Language) -> None:
    kept = KeptWords(nlp, limit=3)
    kept.learn(["one two", "x" * (LONGEST + 1)])
    assert not kept.is_full
    kept.learn(["two three four"])
    assert kept.is_full

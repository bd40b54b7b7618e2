import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.codebook.passages import Where, page_forms
from communique.read.passages.phrases import find_parts, fold, forms_in, whole_line


def found(line: str) -> set[str]:
    folded = fold(line)
    hits = sorted(find_parts(folded), key=lambda hit: hit.start)
    return {" … ".join(form.parts) for form in forms_in(hits, 0, len(folded))}


@given(st.text(st.characters(), max_size=100))
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_quotes_and_spaces_are_made_plain() -> None:
    assert fold("Don’t\u00a0MISS “İt”") == 'don\'t miss "it"'


def test_phrases_are_whole_words() -> None:
    assert "sign up for" in found("Please sign up for it")
    assert "sign up for" not in found("a design up forward")


def test_parts_follow_each_other() -> None:
    assert any("…" in form for form in found("Sign up for our daily newsletter"))
    assert not any(form.startswith("sign up for …") for form in found("The newsletter: sign up for it"))


@pytest.mark.parametrize("line", ["Read more", "» Read more", "READ MORE >>", "Read more (3)", "* read  more *"])
def test_a_line_that_is_only_the_phrase(line: str) -> None:
    form = whole_line(fold(line))
    assert form is not None
    assert form.where is Where.WHOLE


def test_a_line_that_says_more_is_not_the_phrase() -> None:
    assert whole_line(fold("Read more than one book")) is None


def test_every_phrase_of_the_table_can_be_found() -> None:
    for form in page_forms():
        line = " x ".join(form.parts)
        if form.where is Where.WHOLE:
            assert whole_line(line) or not any(char.isalpha() for char in line), form
        else:
            assert " … ".join(form.parts) in found(line), form

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.model import Account, Evidence, Mark, MarkKind
from communique.report.comparison.quotations import Quotation, Quotations, one_line

Make = Callable[..., Account]
TEXT = """The talks were short.
Minister Lindvik said that the ports would open, that the ships would sail and that nobody would be asked.
They parted."""


def spans(text: str, *words: str, account_id: str = "a") -> tuple[Evidence, ...]:
    places = [(text.index(word), text.index(word) + len(word)) for word in words]
    return tuple(Evidence(account_id=account_id, start=start, end=end) for start, end in places)


def shown(quotation: Quotation) -> str:
    return "".join(f"<{piece.words}>" if piece.is_evidence else piece.words for piece in quotation.pieces)


def test_words_stand_in_their_sentence(make_account: Make) -> None:
    quotations = Quotations([make_account("a", "NOR", TEXT)])
    (quotation,) = quotations.of(spans(TEXT, "the ports would open", "the ships would sail"))
    assert shown(quotation) == (
        "Minister Lindvik said that <the ports would open>, that <the ships would sail> and that nobody would be asked."
    )
    assert (quotation.cut_before, quotation.cut_after, quotation.source) == (False, False, "")
    assert quotation.words == "the ports would open, that the ships would sail"


def test_words_of_two_sentences_are_two_quotations(make_account: Make) -> None:
    quotations = Quotations([make_account("a", "NOR", TEXT)])
    assert [shown(one) for one in quotations.of(spans(TEXT, "short", "parted"))] == [
        "The talks were <short>.",
        "They <parted>.",
    ]


def test_overlapping_words_are_joined(make_account: Make) -> None:
    quotations = Quotations([make_account("a", "NOR", TEXT)])
    (quotation,) = quotations.of(spans(TEXT, "talks were", "were short"))
    assert shown(quotation) == "The <talks were short>."


def test_a_long_sentence_is_cut_between_words(make_account: Make) -> None:
    text = f"{'They spoke of many things ' * 20}and of fish{' and of many things' * 20}."
    quotations = Quotations([make_account("a", "NOR", text)])
    (quotation,) = quotations.of(spans(text, "and of fish"))
    assert quotation.cut_before
    assert quotation.cut_after
    before, meant, after = quotation.pieces
    assert meant.words == "and of fish"
    assert before.words.startswith(("They ", "spoke ", "of ", "many ", "things "))
    assert after.words.endswith(("and", "of", "many", "things"))


def test_marks_cut_the_words_and_keep_their_codes(make_account: Make) -> None:
    quotations = Quotations([make_account("a", "NOR", TEXT)])
    (words,) = spans(TEXT, "the ports would open")
    (would,) = spans(TEXT, "would")
    marks = [
        Mark(**would.model_dump(), kind=MarkKind.DELETED),
        Mark(**would.model_dump(), kind=MarkKind.STRENGTH, note="future"),
        Mark(account_id="b", start=0, end=500, kind=MarkKind.INSERTED),
    ]
    (quotation,) = quotations.of([words], marks)
    changed = [piece for piece in quotation.pieces if piece.change]
    assert [(piece.words, piece.change, piece.is_strength, piece.code) for piece in changed] == [
        ("would", MarkKind.DELETED, True, "future")
    ]


def test_what_is_not_at_hand_is_left_out(make_account: Make) -> None:
    quotations = Quotations([make_account("a", "NOR", TEXT)])
    assert quotations.of([Evidence(account_id="b", start=0, end=5)]) == ()
    assert quotations.alone(Evidence(account_id="b", start=0, end=5)) is None
    assert quotations.alone(Evidence(account_id="a", start=10_000, end=10_005)) is None
    past_the_end = quotations.of([Evidence(account_id="a", start=len(TEXT) - 7, end=10_000)])
    assert [one.words for one in past_the_end] == ["parted."]


def test_words_of_another_sides_account_say_so(make_account: Make) -> None:
    quotations = Quotations([make_account("a", "press", TEXT), make_account("b", "NOR", TEXT)])
    (quotation,) = quotations.of(spans(TEXT, "short"), side="CHL")
    assert quotation.source == "according to the press report"
    (own,) = quotations.of(spans(TEXT, "short", account_id="b"), side="NOR")
    assert own.source == ""


def test_versions_of_one_side_are_told_apart(make_account: Make) -> None:
    quotations = Quotations([make_account("first", "NOR", TEXT), make_account("second", "NOR", TEXT)])
    both = quotations.of([*spans(TEXT, "short", account_id="second"), *spans(TEXT, "short", account_id="first")])
    assert [quotation.source for quotation in both] == ["first", "second"]


@pytest.mark.parametrize(
    ("language", "safe"), [("en", "en"), ("zh-Hant", "zh-Hant"), ("", None), (None, None), ('"><script>', None)]
)
def test_a_language_code_is_one_or_none(make_account: Make, language: str | None, safe: str | None) -> None:
    quotations = Quotations([make_account("a", "NOR", TEXT, language=language)])
    (quotation,) = quotations.of(spans(TEXT, "short"))
    assert quotation.language == safe


@given(
    text=st.text(st.characters(codec="utf-8"), min_size=1, max_size=80),
    places=st.lists(st.tuples(st.integers(0, 80), st.integers(1, 30)), min_size=1, max_size=5),
)
def test_every_word_shown_is_a_slice_of_the_text(
    make_account: Make, text: str, places: Sequence[tuple[int, int]]
) -> None:
    quotations = Quotations([make_account("a", "NOR", text)])
    evidence = [Evidence(account_id="a", start=start, end=start + length) for start, length in places]
    mark = Mark(account_id="a", start=places[0][0], end=places[0][0] + 3, kind=MarkKind.INSERTED)
    quoted = quotations.of(evidence, [mark])
    for quotation in quoted:
        first, last = quotation.spans[0].start, quotation.spans[-1].end
        assert one_line(text[first:last]) in "".join(piece.words for piece in quotation.pieces)
        assert "".join(piece.words for piece in quotation.pieces) in one_line(text)
    covered = {place for quotation in quoted for span in quotation.spans for place in range(span.start, span.end)}
    wanted = {place for start, length in places for place in range(start, start + length) if place < len(text)}
    assert covered == wanted

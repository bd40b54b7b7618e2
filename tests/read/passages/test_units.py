import pytest

from communique.read.passages.units import cut


def test_a_line_without_phrases_is_one_unit() -> None:
    text = "The ministers met. They agreed. Nobody else was there to see it happen."
    assert [unit.text for unit in cut(text)] == [text]


def test_a_line_with_a_phrase_is_cut_into_sentences() -> None:
    units = cut("The ministers met on Tuesday in Port Amel. Sign up for our newsletter here. They agreed on grain.")
    assert [unit.inline for unit in units] == [False, True, True]
    assert units[1].forms
    assert not units[0].forms


@pytest.mark.parametrize("name", ["Mr. Hale", "J. Hale", "Gen. Hale", "U.S. Hale"])
def test_titles_and_initials_end_no_sentence(name: str) -> None:
    units = cut(f"Please sign up for our newsletter, wrote {name} In a long letter to the editors of the paper.")
    assert len(units) == 1


def test_units_keep_their_places() -> None:
    text = "  Share \n\n\t The talks resumed. \n"
    assert [text[unit.start : unit.end] for unit in cut(text)] == ["Share", "The talks resumed."]


def test_a_transcript_marks_what_is_spoken() -> None:
    text = (
        "Remarks\nTHE MINISTER: Good morning. We need you.\nOur people know it.\nQ: Will you sign today, minister?\nEnd"
    )
    assert [unit.spoken for unit in cut(text) if unit.sentence] == [True] * sum(unit.sentence for unit in cut(text))
    assert not any(unit.spoken for unit in cut("MOSCOW: The ministers met.\nWe need you."))


def test_characters_without_width_are_no_unit() -> None:
    assert cut("\u200b\n\u2060\n\ufeff") == []

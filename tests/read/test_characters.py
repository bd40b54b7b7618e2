import pytest

from communique.read.characters import PLACES_NAMED, without_surrogates


@pytest.mark.parametrize("text", ["plain", "naïve “quotes”", "a\0b", "𝔘nicode 😀", "\ufffd"])
def test_real_characters_stay(text: str) -> None:
    assert without_surrogates(text) == (text, ())


def test_a_run_of_surrogates_is_one_place() -> None:
    text, failures = without_surrogates("x\ud800\udc00\ud800y")
    assert text == "x\ufffd\ufffd\ufffdy"
    assert [(failure.start, failure.end) for failure in failures] == [(1, 4)]


def test_places_past_the_first_twenty_are_counted() -> None:
    _, failures = without_surrogates("\ud800a" * (PLACES_NAMED + 5))
    assert len(failures) == PLACES_NAMED + 1
    assert failures[-1].message.startswith("5 more such places")

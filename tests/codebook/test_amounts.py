"""Amounts in three languages, written as full numbers."""

import pytest

from communique.codebook.amounts import find_amounts


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        (
            "Norway pledged $5 billion, 38.5 bn kroner and 1,234,567 trees.",
            "en",
            ["5000000000", "38500000000", "1234567"],
        ),
        ("a rise of 30 percent, or 30% of the catch", "en", ["30%", "30%"]),
        ("five boats, 4 men, the F-35 and $3", "en", ["35", "3"]),
        ("Норвегия выделит 500 млн долларов, или 1,5 млрд крон; 30 %", "ru", ["500000000", "1500000000", "30%"]),
        ("双方宣布约50亿美元的项目，覆盖5000万人，增长30%", "zh", ["5000000000", "50000000", "30%"]),
    ],
)
def test_words_of_magnitude_make_one_number(text: str, language: str, values: list[str]) -> None:
    assert [amount.value for amount in find_amounts(text, language)] == values


def test_an_amount_ends_with_its_word() -> None:
    text = "It granted $5 billion to the fund."
    (amount,) = find_amounts(text, "en")
    assert text[amount.start : amount.end] == "5 billion"

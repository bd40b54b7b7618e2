"""What a headline says that the text below it is; nothing else says it."""

import pytest

from communique.codebook.genres import genre_told
from communique.model import Document, Genre


@pytest.mark.parametrize(
    ("headline", "genre"),
    [
        ("Readout: Minister Lindvik meets Minister Arancibia", Genre.READOUT),
        ("READOUT OF THE MINISTER’S CALL WITH CHILE", Genre.READOUT),
        ("Norway-Chile Call Readout", Genre.READOUT),
        ("FACT SHEET: What Oslo and Santiago agreed", Genre.FACT_SHEET),
        ("Norway–Chile Joint Statement", Genre.STATEMENT),
        ("Remarks by Minister Lindvik after the talks", Genre.TRANSCRIPT),
        ("Стенограмма выступления министра", Genre.TRANSCRIPT),
        ("Совместное заявление министров", Genre.STATEMENT),
        ("挪威和智利关于渔业的联合声明", Genre.STATEMENT),
        ("部长访问成果清单", Genre.FACT_SHEET),
        ("Minister Lindvik meets Minister Arancibia", None),
        ("Readouts differ on fisheries", None),
        ("Minister dismisses a statement by Chile", None),
        ("Statement by the ministers was expected, but the talks went on " + "and on " * 40, None),
    ],
)
def test_a_headline_says_what_stands_below_it(headline: str, genre: Genre | None) -> None:
    text = f"Ministry of Foreign Affairs of Norway\n\n{headline}\nOslo, March 8, 2026\nThe ministers met."
    assert genre_told(Document.of("a", text)) is genre
    assert genre_told(Document.of("a", "The ministers met.", title=headline)) is genre


def test_what_stands_further_down_says_nothing() -> None:
    assert genre_told(Document.of("a", "One.\nTwo.\nThree.\nReadout: Four.")) is None

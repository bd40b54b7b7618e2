"""Words of other languages in a report: in quotation marks, their language marked, glossed, never translated."""

import re

import pytest
from tests.compare.test_languages import record_of

from communique.compare import compare
from communique.model import Account, Genre
from communique.report.comparison import comparison_html, comparison_markdown
from communique.report.comparison.view import Sentence

ENGLISH = "Foreign Minister Astrid Lindvik met with Foreign Minister Tomas Arancibia of Chile. They discussed fish."


@pytest.fixture(scope="module")
def accounts() -> list[Account]:
    chinese = record_of("双方就乌克兰危机交换了意见。智方不寻求打“新冷战”。", "zh")
    russian = record_of("Стороны обсудили рыболовство.", "ru")
    return [
        Account(account_id="chl", side="CHL", genre=Genre.READOUT, record=chinese),
        Account(account_id="nor", side="NOR", genre=Genre.READOUT, record=russian),
    ]


def test_a_claim_is_called_by_its_words_with_their_language_and_what_they_name(accounts: list[Account]) -> None:
    comparison = compare(accounts)
    page = comparison_html(comparison, accounts)
    assert re.search(r'<span class="topic" dir="auto" lang="zh">“[^”]*新冷战', page)
    assert "Chinese, naming Cold War" in page
    assert "(Chinese, naming Cold War" in comparison_markdown(comparison, accounts)


def test_a_topic_is_called_by_the_codebook_in_english(accounts: list[Account]) -> None:
    assert '<span class="topic" dir="auto">war in Ukraine</span>' in comparison_html(compare(accounts), accounts)


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("It names fish.", (("It names fish.", None),)),
        ("It has “新冷战，好” (Chinese).", (("It has “", None), ("新冷战，好", "zh"), ("” (Chinese).", None))),
        ("“обмен пленными”", (("“", None), ("обмен пленными", "ru"), ("”", None))),
    ],
)
def test_a_sentence_is_cut_where_the_script_changes(words: str, parts: tuple[tuple[str, str | None], ...]) -> None:
    assert Sentence(words, ()).parts == parts

"""Sentences begin where lines and passages begin, except in hard-wrapped text."""

import pytest
from spacy.language import Language

from communique.annotate.layout import unwrap, wrapped_at

PARAGRAPHS = (
    "Ministers meet in Valletta\nThe two ministers met on Friday. They spoke for an hour.\nA second round is planned"
)
WRAPPED = """    VALLETTA, Dec 2 - The foreign ministers of the two countries met here
today for a second round of talks on fishing rights in the strait and
agreed to meet again before the summer, a spokesman for the Maltese
government told reporters after the session had ended.
    The talks lasted three hours."""


def test_every_line_begins_a_sentence(nlp: Language) -> None:
    sentences = [sentence.text.strip() for sentence in nlp(PARAGRAPHS).sents]
    assert "Ministers meet in Valletta" in sentences
    assert "A second round is planned" in sentences


def test_a_wrapped_text_is_recognised() -> None:
    assert wrapped_at(WRAPPED) == max(map(len, WRAPPED.splitlines()))
    assert wrapped_at(PARAGRAPHS) is None


def test_a_wrapped_line_begins_no_sentence(nlp: Language) -> None:
    text = unwrap(WRAPPED)
    assert len(text) == len(WRAPPED)
    starts = {next(token.text for token in sentence if not token.is_space) for sentence in nlp(text).sents}
    assert starts == {"VALLETTA", "The"}


def test_white_space_is_no_sentence(nlp: Language) -> None:
    doc = nlp("  The ministers met. \n\n They left. \n")
    assert [sentence.text.strip() for sentence in doc.sents] == ["The ministers met.", "They left."]


@pytest.mark.parametrize("text", ["", "\n", "\n\n \n", "a", "\r\n\r\n", "\u2028"])
def test_odd_texts_pass(nlp: Language, text: str) -> None:
    assert nlp(text).text == text


def test_short_paragraphs_without_blank_lines_are_unwrapped() -> None:
    """Old agency copy: paragraphs of two or three lines, nothing but their last line's end between them."""
    paragraphs = [
        [
            "LISBON, May 4 - Portugal and Morocco have agreed to share the cost of",
            "a ferry between Tavira and Tangier.",
        ],
        ["Foreign Minister Rui Salgado told a news conference that boats would", "sail twice a week from June."],
        ['"It is a short way and it took a long time," he said.'],
        ["His Moroccan counterpart Driss Benani left for Madrid in the evening", "and was to see King Felipe there."],
        ["Fishermen in Tavira have asked for a harbour of their own, away from", "the ferry and its wash."],
        ["Salgado said they would be heard."],
    ]
    text = "\n".join(line for lines in paragraphs for line in lines)

    assert unwrap(text).split("\n") == [" ".join(lines) for lines in paragraphs]


@pytest.mark.parametrize(
    "text",
    [
        "Economic Council (NEC) Director Ana Berg met Robert J. Lind, Jr. of Malta. | They spoke in St. Julian’s.",
        "Mr. Lind and Dr. Berg met in Room No. 2 of the U.S. Embassy. | The U.S. side welcomed it.",
        "“We kept to the rule of “no talks about us without us.” | The ministers called on Oslo to wait.",
        '"The sea does not wait," he said. | "And neither do we."',
        "She asked, “Why not?” and left. | He said: “Because.” | They met again.",
        "Building on Oslo’s [Plan for the Fjords](https://a.org/plan), they agreed (for now.) | More will follow.",
        "Premier Rasmus Åkerlund spoke with Bernardo Arévalo Lind de Berg. | He will call again.",
        "VALLETTA (Harbour News) — | The two ministers met on Friday.",
        "The two met — as planned — and Lind left. | It was late.",
    ],
)
def test_a_sentence_begins_behind_a_full_stop_only(nlp: Language, text: str) -> None:
    sentences = [sentence.text.strip() for sentence in nlp(text.replace(" | ", " ")).sents]
    assert sentences == text.split(" | ")

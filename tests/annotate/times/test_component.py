"""The component: what it reads of the document, where it looks, and what it keeps."""

import pytest
from spacy.language import Language

from communique.annotate.layers import Layers
from communique.annotate.times import TimesComponent, find_times
from communique.model import KnownBy, Passage, PassageKind, PublishedOn, TimeType


def values(nlp: Language, text: str, published_on: str | None = None) -> list[str | None]:
    return [time.value for time in find_times(nlp(text), published_on=published_on)]


def test_the_layer_counts_from_the_publication_of_the_document(nlp: Language) -> None:
    doc = nlp.make_doc("The envoy left yesterday.")
    Layers(doc).published_on = PublishedOn(value="2025-07-14", known_by=KnownBy.GIVEN)
    TimesComponent()(doc)
    (time,) = Layers(doc).times
    assert (time.type, time.value, time.anchor) == (TimeType.DATE, "2025-07-13", "2025-07-14")
    assert [span.text for span in doc.spans["communique_times"]] == ["yesterday"]


def test_only_news_is_read(nlp: Language) -> None:
    text = "The envoy left on 13 July 2025.\nGive by 1 August 2025."
    doc = nlp.make_doc(text)
    cut = text.index("Give")
    Layers(doc).passages = [
        Passage(start=0, end=cut, kind=PassageKind.BODY),
        Passage(start=cut, end=len(text), kind=PassageKind.APPEAL),
    ]
    assert [time.value for time in find_times(doc)] == ["2025-07-13"]


def test_a_caption_tells_of_the_past_in_the_present_tense(nlp: Language) -> None:
    text = "The minister visits a school on Thursday.\nThe minister visits a school on Thursday."
    doc = nlp(text)
    Layers(doc).passages = [
        Passage(start=0, end=42, kind=PassageKind.CAPTION),
        Passage(start=42, end=len(text), kind=PassageKind.BODY),
    ]
    assert [time.value for time in find_times(doc, published_on="2025-07-14")] == ["2025-07-10", "2025-07-17"]


def test_a_language_without_time_words_has_no_times(nlp: Language) -> None:
    assert find_times(nlp.make_doc("vendredi 13 July"), published_on="2025-07-14", language="fr") == ()


@pytest.mark.parametrize(
    "text",
    [
        "date 2025-07-14\nThe envoy left yesterday.",
        "14 July 2025\nThe envoy left yesterday.",
        "RIGA, July 14, 2025 (Agency) -- The envoy left yesterday.",
        "Published on July 14, 2025\n\nThe envoy left yesterday.",
    ],
)
def test_without_a_date_of_publication_the_text_may_date_itself(nlp: Language, text: str) -> None:
    assert values(nlp, text)[-1] == "2025-07-13"


@pytest.mark.parametrize(
    "text",
    [
        "The treaty of 14 July 2025 is broken. The envoy left yesterday.",
        "RIGA, July 14 (Agency) -- The envoy left yesterday.",
        "The envoy left yesterday.",
    ],
)
def test_a_date_in_the_story_does_not_date_the_text(nlp: Language, text: str) -> None:
    assert values(nlp, text)[-1] is None


def test_an_empty_text_has_no_times(nlp: Language) -> None:
    assert find_times(nlp.make_doc(""), published_on="2025-07-14") == ()


def test_a_day_earlier_is_chained_through_the_story(nlp: Language) -> None:
    text = "The two met on 3 July. A day earlier, aides had met. A day earlier, the envoy had left."
    assert values(nlp, text, "2025-07-14") == ["2025-07-03", "2025-07-02", "2025-07-01"]


def test_a_comparison_does_not_move_the_story(nlp: Language) -> None:
    text = "Exports grew in the second quarter, from a year earlier. Imports fell, from a year earlier."
    assert values(nlp, text, "2025-07-14") == ["2025-Q2", "2024-Q2", "2024-Q2"]

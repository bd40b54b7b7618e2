"""Only some passages speak about the news."""

from spacy.language import Language
from spacy.tokens import Doc

from communique.annotate.layers import Layers
from communique.annotate.news import News, is_news, news_spans
from communique.model import Passage, PassageKind

TEXT = "Talks end\nThe ministers met. They left.\nGive us money."


def document(nlp: Language, *passages: tuple[int, int, str]) -> Doc:
    doc = nlp.make_doc(TEXT)
    Layers(doc).passages = [Passage(start=start, end=end, kind=PassageKind(kind)) for start, end, kind in passages]
    return doc


def test_without_passages_all_of_it_is_news(nlp: Language) -> None:
    assert news_spans(document(nlp)) == ((0, len(TEXT)),)


def test_neighbours_are_joined_and_the_rest_left_out(nlp: Language) -> None:
    doc = document(nlp, (0, 10, "headline"), (10, 28, "dateline"), (28, 40, "body"), (40, len(TEXT), "appeal"))
    assert news_spans(doc) == ((10, 40),)
    assert news_spans(doc, headlines=True) == ((0, 40),)
    assert is_news(doc, 10, 40)
    assert not is_news(doc, 39, 41)


def test_a_place_belongs_to_the_news_or_not(nlp: Language) -> None:
    news = News(document(nlp, (0, 10, "headline"), (10, 40, "body"), (40, len(TEXT), "appeal")))
    assert [offset for offset in (0, 9, 10, 39, 40) if offset in news] == [10, 39]
    assert "10" not in news

"""The tokens of a document as plain lists."""

from spacy.language import Language

from communique.annotate.columns import Columns


def test_words_stand_where_the_columns_say(nlp: Language) -> None:
    doc = nlp.make_doc("İzmir hosts\nMinister Orsel’s guests.")
    columns = Columns.of(doc)
    assert columns.words == [token.text for token in doc]
    assert columns.lower == [token.lower_ for token in doc]
    assert [doc.text[start:end] for start, end in zip(columns.starts, columns.ends, strict=True)] == columns.words


def test_they_are_made_once(nlp: Language) -> None:
    doc = nlp.make_doc("They met.")
    assert Columns.of(doc) is Columns.of(doc)


def test_an_empty_document_has_none(nlp: Language) -> None:
    assert Columns.of(nlp.make_doc("")).words == []

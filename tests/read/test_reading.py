from communique.errors import EmptySource
from communique.read import Reading, unread


def test_a_document_that_was_not_read_has_no_text_and_a_reason() -> None:
    reading = unread("a", EmptySource("a holds no text"))
    assert isinstance(reading, Reading)
    assert (reading.document.id, reading.document.text) == ("a", "")
    assert [(failure.code, failure.message) for failure in reading.failures] == [("C102", "a holds no text")]

"""Whatever the words and marks: nothing raises, every span is true, and only the news speaks."""

from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from communique.annotate.layers import Layers
from communique.model import Passage, PassageKind, Span, Statement

PIECES = st.sampled_from(
    [
        "Varga",
        "the minister",
        "said",
        "told reporters",
        "was quoted as saying",
        "by Tass",
        "that",
        "the border was closed",
        "according to",
        "a statement",
        "and warned",
        "adding",
        "who",
        "on Monday",
        "called it",
        "“",
        "”",
        '"',
        "'",
        "''",
        ",",
        ".",
        ":",
        "—",
        "\n",
        "\n\n",
        "The talks failed.",
        "“We are ready,”",
        "he said",
        "as Lind put it",
        "it is clear that",
        "Lind was clear that",
        "\u200b",
        "🙂",
        "é",
        "İlham",
    ]
)
TEXTS = st.lists(PIECES, max_size=30).map(" ".join)


def spans_of(statement: Statement) -> list[Span]:
    parties = [party for party in (statement.speaker, statement.addressee) if party is not None]
    links = [span for link in statement.according_to for span in (*link.spans, *link.cue)]
    return [*statement.content, *statement.cue, *links, *(span for party in parties for span in party.spans)]


@settings(max_examples=60)
@given(text=TEXTS)
def test_every_span_is_in_the_text_and_no_content_is_blank(nlp: Language, text: str) -> None:
    statements = Layers(nlp(text)).statements
    assert [statement.id for statement in statements] == [f"s{number}" for number in range(1, len(statements) + 1)]
    for statement in statements:
        assert statement.content
        assert all(span.of(text).strip() for span in statement.content)
        assert all(span.end <= len(text) for span in spans_of(statement))
        ends = [span.end for span in statement.content[:-1]]
        starts = [span.start for span in statement.content[1:]]
        assert all(end <= start for end, start in zip(ends, starts, strict=True))


@settings(max_examples=40)
@given(before=TEXTS, after=TEXTS)
def test_only_the_news_speaks(nlp: Language, before: str, after: str) -> None:
    text = f"{before}\n{after}"
    at = len(before) + 1
    doc = nlp.make_doc(text)
    kinds = [(0, at, PassageKind.BODY), (at, len(text), PassageKind.NEWSLETTER)]
    Layers(doc).passages = [Passage(start=start, end=end, kind=kind) for start, end, kind in kinds if start < end]
    for _, component in nlp.pipeline:
        doc = component(doc)
    for statement in Layers(doc).statements:
        assert all(span.end <= at for span in statement.content)


@settings(max_examples=40)
@given(text=TEXTS)
def test_the_same_text_gives_the_same_statements(nlp: Language, text: str) -> None:
    assert Layers(nlp(text)).statements == Layers(nlp(text)).statements

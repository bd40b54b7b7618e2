"""Asking for mentions by the word that heads them and by place."""

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from communique.annotate import serialise  # noqa: F401 - registers how layers are stored
from communique.annotate.actors.index import MentionIndex
from communique.annotate.layers import Layers

Read = Callable[..., Doc]


def at(doc: Doc, word: str) -> int:
    return next(token.i for token in doc if token.text == word)


def actor_of(doc: Doc, word: str) -> str | None:
    mention = MentionIndex(doc).headed_by(doc[at(doc, word)])
    return mention.actor if mention is not None else None


def test_the_first_of_two_heads_the_group_and_the_second_itself(read: Read) -> None:
    doc = read("Putin and Xi signed a declaration.", published_on="2023-03-21")
    assert actor_of(doc, "Putin") == "group:vladimir-putin+xi-jinping"
    assert actor_of(doc, "Xi") == "xi-jinping"


def test_the_head_of_a_long_phrase_gives_all_of_it(read: Read) -> None:
    doc = read("Chinese Foreign Minister Wang Yi arrived.", published_on="2025-07-14")
    mention = MentionIndex(doc).headed_by(doc[at(doc, "Yi")])
    assert mention is not None
    assert doc.text[mention.start : mention.end] == "Chinese Foreign Minister Wang Yi"


def test_a_word_inside_a_name_gives_the_name(read: Read) -> None:
    doc = read("Chinese Foreign Minister Wang Yi arrived.", published_on="2025-07-14")
    assert actor_of(doc, "Wang") == "wang-yi"


def test_the_adjective_of_a_state_is_the_state(read: Read) -> None:
    doc = read("Chinese Foreign Minister Wang Yi arrived.", published_on="2025-07-14")
    assert actor_of(doc, "Chinese") == "CHN"


def test_a_verb_heads_nothing(read: Read) -> None:
    doc = read("Chinese Foreign Minister Wang Yi arrived.", published_on="2025-07-14")
    assert actor_of(doc, "arrived") is None


def test_covering_gives_the_smallest_and_at_the_exact_one(read: Read) -> None:
    doc = read("Putin and Xi signed a declaration.", published_on="2023-03-21")
    index = MentionIndex(doc)
    whole, alone = index.at(0, 12), index.covering(0, 5)
    assert whole is not None
    assert alone is not None
    assert whole.actor == "group:vladimir-putin+xi-jinping"
    assert alone.actor == "vladimir-putin"
    assert index.covering(3, 10) == whole
    assert index.covering(13, 19) is None


def test_actors_are_found_by_id(read: Read) -> None:
    doc = read("Putin and Xi signed a declaration.", published_on="2023-03-21")
    index = MentionIndex(doc)
    group = index.actor("group:vladimir-putin+xi-jinping")
    assert group is not None
    assert group.members == ("vladimir-putin", "xi-jinping")
    assert index.actor("nobody") is None
    assert index.actor(None) is None


def test_a_stored_document_answers_as_a_fresh_one(read: Read) -> None:
    doc = read("Norway's foreign minister, Kari Lindvik, said she was tired.", published_on="2023-03-21")
    stored = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert Layers(stored).mentions == Layers(doc).mentions
    for token in doc:
        assert MentionIndex(stored).headed_by(stored[token.i]) == MentionIndex(doc).headed_by(token)


def test_a_document_without_mentions_has_none(read: Read) -> None:
    doc = read("It rained.")
    assert MentionIndex(doc).covering(0, 2) is None
    assert MentionIndex(doc).headed_by(doc[0]) is None


def test_an_index_is_built_once_and_anew_after_a_change(nlp: Language) -> None:
    doc = nlp("Norwegian Foreign Minister Astrid Lindvik met Chilean Foreign Minister Tomas Arancibia in Oslo.")
    index = MentionIndex.of(doc)

    assert MentionIndex.of(doc) is index

    Layers(doc).mentions = Layers(doc).mentions[:1]

    assert MentionIndex.of(doc) is not index
    assert Doc(doc.vocab).from_bytes(doc.to_bytes()).text == doc.text

"""Events after PLOVER: meetings that took place, are planned or called off, and what people do by saying it."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from communique.annotate.layers import Layers
from communique.codebook.plover import event_types
from communique.model import Event

A, B = "Norwegian Foreign Minister Halvard Tveiten", "Chinese Foreign Minister Qiao Renwei"
TVEITEN, QIAO = "text:halvard-tveiten", "text:qiao-renwei"


def events(doc: Doc) -> tuple[Event, ...]:
    return Layers(doc).events


@pytest.mark.parametrize(
    ("text", "kind", "modes", "actors", "recipients", "flags"),
    [
        (f"{A} met {B} in Beijing on Sunday.", "CONSULT", ("visit",), (TVEITEN,), (QIAO,), ()),
        (f"{A} met {B} in Geneva on Sunday.", "CONSULT", ("third-party",), (TVEITEN, QIAO), (), ()),
        (f"{A} spoke by telephone with {B} on Friday.", "CONSULT", ("phone",), (TVEITEN, QIAO), (), ()),
        (f"{A} held talks with {B}.", "CONSULT", (), (TVEITEN, QIAO), (), ()),
        (f"{A} visited Japan on Friday.", "CONSULT", ("visit",), (TVEITEN,), ("JPN",), ()),
        (f"{A} will meet {B} in Oslo on 20 July.", "AGREE", (), (QIAO,), (TVEITEN,), ("future",)),
        (f"{A} called off a meeting with {B}.", "REJECT", ("meet",), (TVEITEN, QIAO), (), ()),
        (f"{A} met {B} in Beijing in May 2021.", "CONSULT", ("visit",), (TVEITEN,), (QIAO,), ("historical",)),
    ],
)
def test_a_meeting_is_coded_by_its_standing_and_format(
    text: str,
    kind: str,
    modes: tuple[str, ...],
    actors: tuple[str, ...],
    recipients: tuple[str, ...],
    flags: tuple[str, ...],
    read_doc: Callable[..., Doc],
) -> None:
    [event] = events(read_doc(text))
    assert (event.type, event.modes, event.actors, event.recipients) == (kind, modes, actors, recipients)
    assert tuple(flag.value for flag in event.flags) == flags


@pytest.mark.parametrize(
    ("text", "kind", "recipients"),
    [
        (f"{A} accused China of dumping salmon.", "ACCUSE", ("CHN",)),
        (f"{A} urged China to free the fishermen.", "REQUEST", ("CHN",)),
        (f"{A} welcomed the agreement.", "SUPPORT", ()),
    ],
)
def test_a_statement_is_coded_by_its_verb(
    text: str, kind: str, recipients: tuple[str, ...], read_doc: Callable[..., Doc]
) -> None:
    doc = read_doc(text)
    [event] = events(doc)
    assert (event.type, event.actors, event.recipients) == (kind, (TVEITEN,), recipients)
    assert event.statement == Layers(doc).statements[0].id


def test_who_only_says_something_does_nothing(read_doc: Callable[..., Doc]) -> None:
    assert events(read_doc(f"{A} said the weather was fine.")) == ()


@pytest.mark.parametrize(
    ("text", "kinds"), [("called the talks “brotherly”.", []), ("called for a truce.", ["REQUEST"])]
)
def test_a_name_for_something_asks_for_nothing(text: str, kinds: list[str], read_doc: Callable[..., Doc]) -> None:
    assert [event.type for event in events(read_doc(f"{A} {text}"))] == kinds


def test_the_trigger_is_the_word_of_meeting(read_doc: Callable[..., Doc]) -> None:
    doc = read_doc(f"{A} held talks with {B}.")
    [event] = events(doc)
    assert [span.of(doc.text) for span in event.trigger] == ["held"]


def test_the_contexts_are_those_of_the_agenda(read_doc: Callable[..., Doc]) -> None:
    doc = read_doc(f"{A} met {B} on Sunday. The ministers discussed the war in Ukraine.")
    [event] = events(doc)
    assert event.contexts == ("military", "territory")


def test_the_intensity_is_that_of_the_table(read_doc: Callable[..., Doc]) -> None:
    [event] = events(read_doc(f"{A} spoke by telephone with {B} on Friday."))
    assert event.intensity == event_types()["CONSULT", "phone"].intensity


def test_everyone_in_an_event_is_an_actor_of_the_document(read_doc: Callable[..., Doc]) -> None:
    doc = read_doc(f"{A} visited Japan on Friday and accused Sweden of waste.")
    known = {actor.id for actor in Layers(doc).actors}
    assert {one for event in events(doc) for one in (*event.actors, *event.recipients)} <= known

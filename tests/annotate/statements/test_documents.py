"""What takes more than a sentence: paragraphs, passages, chains of sources, dates, who it is."""

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from communique.annotate.layers import Layers
from communique.annotate.statements import StatementsComponent
from communique.model import KnownBy, Medium, Mode, Passage, PassageKind, PublishedOn, Statement


def annotated(nlp: Language, text: str, *, passages: tuple[Passage, ...] = ()) -> Doc:
    doc = nlp.make_doc(text)
    layers = Layers(doc)
    layers.published_on = PublishedOn(value="2025-07-14", known_by=KnownBy.GIVEN)
    layers.passages = passages
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def said(doc: Doc) -> list[tuple[str, ...]]:
    return [tuple(span.of(doc.text) for span in statement.content) for statement in Layers(doc).statements]


def speakers(doc: Doc) -> list[str]:
    return [
        " ".join(span.of(doc.text) for span in statement.speaker.spans) if statement.speaker else ""
        for statement in Layers(doc).statements
    ]


def only(doc: Doc) -> Statement:
    statements = Layers(doc).statements
    assert len(statements) == 1
    return statements[0]


def test_a_quotation_that_runs_over_paragraphs_is_one_statement(nlp: Language) -> None:
    doc = annotated(
        nlp, "The spokesman said: “The ministers met today.\n\n“They spoke about the strait.\n\n“They will meet again.”"
    )
    assert said(doc) == [(doc.text[20:],)]
    assert only(doc).mode is Mode.DIRECT


def test_words_set_off_after_a_colon_are_direct_and_keep_their_full_stop(nlp: Language) -> None:
    doc = annotated(
        nlp,
        "Following the visit, the Minister said:\n\nTurland is a key partner. I was pleased to meet its people.\n\n"
        "This was my first visit.\n\nThe Minister will return to Oslo on Friday.",
    )
    assert said(doc) == [("Turland is a key partner. I was pleased to meet its people.\n\nThis was my first visit.",)]
    assert only(doc).mode is Mode.DIRECT


def test_a_quotation_without_a_cue_is_said_by_whoever_spoke_last(nlp: Language) -> None:
    doc = annotated(
        nlp, "Varga told reporters the talks had failed.\n\n“We tried everything,” he said.\n\n“Nobody listened.”"
    )
    assert said(doc)[-1] == ("“Nobody listened.”",)
    assert not Layers(doc).statements[-1].cue
    assert speakers(doc)[-1] == "he"


def test_a_quotation_in_the_next_paragraph_is_a_statement_of_its_own(nlp: Language) -> None:
    doc = annotated(nlp, "“We tried,” Varga said. “It failed.”\n\n“Nobody listened to us.”")
    assert said(doc) == [("“We tried,”", "“It failed.”"), ("“Nobody listened to us.”",)]


def test_headlines_and_the_publishers_own_words_say_nothing(nlp: Language) -> None:
    headline, body, appeal = (
        "Varga says the border will open\n",
        "Varga said the border would open.\n",
        "Our editor said that we need your help.",
    )
    at, end = len(headline), len(headline) + len(body)
    doc = annotated(
        nlp,
        headline + body + appeal,
        passages=(
            Passage(start=0, end=at, kind=PassageKind.HEADLINE),
            Passage(start=at, end=end, kind=PassageKind.BODY),
            Passage(start=end, end=end + len(appeal), kind=PassageKind.APPEAL),
        ),
    )
    assert said(doc) == [("the border would open",)]


def test_a_dateline_is_no_part_of_what_is_said(nlp: Language) -> None:
    dateline, body = "VALLETTA, July 14 - ", "The border will open in May, Varga said."
    doc = annotated(
        nlp,
        dateline + body,
        passages=(
            Passage(start=0, end=len(dateline), kind=PassageKind.DATELINE),
            Passage(start=len(dateline), end=len(dateline + body), kind=PassageKind.BODY),
        ),
    )
    assert said(doc) == [("The border will open in May",)]


def test_the_day_beside_the_cue_is_the_day_it_was_said(nlp: Language) -> None:
    assert only(annotated(nlp, "Varga said on Sunday that the border would open in May.")).said_on == "2025-07-13"


def test_a_day_in_the_words_is_not_the_day_they_were_said(nlp: Language) -> None:
    assert only(annotated(nlp, "Varga said that the border would open on Sunday.")).said_on is None


def test_a_year_in_the_speakers_description_is_not_the_day_it_was_said(nlp: Language) -> None:
    doc = annotated(nlp, "The minister, Jan Kavel, who lived in Oslo from 1968 until 1989, said on Friday he was glad.")
    assert only(doc).said_on == "2025-07-11"


def test_a_speech_act_within_somebodys_quotation_is_told_by_him(nlp: Language) -> None:
    doc = annotated(
        nlp,
        "A Foreign Office spokesman said: “The Foreign Secretary met Mr Varga. "
        "The Foreign Secretary stressed the need for a ceasefire.”",
    )
    outer, inner = Layers(doc).statements
    assert (outer.mode, inner.mode) == (Mode.DIRECT, Mode.INDIRECT)
    assert [link.medium for link in inner.according_to] == [Medium.STATEMENT]
    assert not outer.according_to


def test_statements_from_two_countries_are_two_sources_and_no_speaker(nlp: Language) -> None:
    doc = annotated(
        nlp,
        "Norwegian Foreign Minister Espen Barth Eide met his Swedish counterpart in Oslo. The two discussed trade, "
        "according to statements from Norway and Sweden.",
    )
    statement = Layers(doc).statements[-1]
    assert statement.speaker is None
    assert [link.issuer for link in statement.according_to] == ["NOR", "SWE"]


def test_an_agency_is_a_medium_by_its_name(nlp: Language) -> None:
    statement = only(annotated(nlp, "TASS quoted the minister as saying that the border was closed."))
    assert [(link.issuer, link.medium) for link in statement.according_to] == [("TASS", Medium.MEDIA)]


def test_who_stands_for_the_noun_before_it(nlp: Language) -> None:
    statement = only(annotated(nlp, "Germany, which said that the talks had been useful, sent no delegation."))
    assert statement.speaker is not None
    assert statement.speaker.actor == "DEU"


def test_spokesmen_speak_in_pairs_as_a_group(nlp: Language) -> None:
    statement = only(annotated(nlp, "France and Germany agreed to reopen the border."))
    assert statement.speaker is not None
    assert statement.speaker.actor == "group:DEU+FRA"


def test_verbs_of_thinking_count_only_when_asked_for(nlp: Language) -> None:
    doc = annotated(nlp, "Varga believes that the border will open.")
    assert said(doc) == []
    assert said(StatementsComponent(unspoken=True)(doc)) == [("that the border will open",)]


@pytest.mark.parametrize(
    "piece", ["said Varga, ", "He said she said he told them that ", "“We are ready now.” ", "he said and "]
)
def test_the_same_words_over_and_over_cost_no_more_than_their_number(nlp: Language, piece: str) -> None:
    statements = Layers(annotated(nlp, piece * 300)).statements
    assert len(statements) <= 1200
    assert all(len(statement.according_to) <= 6 for statement in statements)


@pytest.mark.parametrize(
    "text", ["", " ", "\n", ".", "“", "”", "said", "“ said", ": ", "according to", "quoted as saying"]
)
def test_next_to_nothing_passes(nlp: Language, text: str) -> None:
    assert len(Layers(annotated(nlp, text)).statements) <= 1

"""What holds for every text: places, reasons, and that nobody is made up."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from communique.annotate.actors import ActorsComponent
from communique.annotate.layers import Layers
from communique.model import ActorKind, Passage, PassageKind

Read = Callable[..., Doc]

TEXT = """
Chinese Foreign Minister Wang Yi Lavrov the two diplomats said that he and his counterpart President of
Norway , . “ ” 's Beijing both sides officials she who Kari Lindvik ministry spokesman for told Kremlin
( ) - it they U.S. Gen. al
"""
WORDS = [*TEXT.split(), "\n"]


def actor(doc: Doc, actor_id: str) -> tuple[ActorKind, str | None, str | None, str | None]:
    found = next(one for one in Layers(doc).actors if one.id == actor_id)
    return found.kind, found.name, found.country, found.office


@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_any_order_of_words_gives_mentions_in_place(nlp: Language, words: list[str]) -> None:
    text = " ".join(words)
    doc = nlp.make_doc(text)
    for name, component in nlp.pipeline:
        doc = component(doc)
        if name == "communique_actors":
            break
    layers = Layers(doc)
    ids = {one.id for one in layers.actors}
    assert len(ids) == len(layers.actors)
    for mention in layers.mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        assert (mention.actor is None) == (mention.why is not None)
        assert mention.actor is None or mention.actor in ids
    for one in layers.actors:
        assert set(one.members) <= ids


def test_an_empty_document_stays_empty(nlp: Language) -> None:
    doc = ActorsComponent()(nlp.make_doc(""))
    assert Layers(doc).mentions == ()


def test_a_person_of_the_codebook_has_the_office_of_the_day(read: Read) -> None:
    before = read("James Cleverly spoke in London.", published_on="2023-02-01")
    after = read("James Cleverly spoke in London.", published_on="2023-12-01")
    assert actor(before, "james-cleverly") == (ActorKind.PERSON, "James Cleverly", "GBR", "Foreign Secretary")
    assert actor(after, "james-cleverly")[3] != "Foreign Secretary"


def test_a_new_office_holder_has_office_and_state(read: Read) -> None:
    doc = read("Kari Lindvik, Norway's foreign minister, arrived.", published_on="2024-01-05")
    assert actor(doc, "text:kari-lindvik") == (ActorKind.PERSON, "Kari Lindvik", "NOR", "Foreign Minister")


def test_the_longer_form_of_a_name_is_kept(read: Read) -> None:
    doc = read("Gen. T. Brekke spoke. Tomas Brekke, a former general, left.", published_on="2024-01-05")
    assert actor(doc, "text:t-brekke")[1] == "Tomas Brekke"


def test_an_analyst_holds_no_office(read: Read) -> None:
    doc = read("The plan is dead, said John Halloway, an analyst in London.", published_on="2024-01-05")
    assert actor(doc, "text:john-halloway")[3] is None


def test_who_serves_an_organisation_acts_for_no_state(read: Read) -> None:
    doc = read("NATO Secretary General Jens Stoltenberg spoke in Brussels.", published_on="2021-09-22")
    assert actor(doc, "jens-stoltenberg")[2:] == (None, "Secretary-General")


def test_a_dateline_tells_whose_ministry_it_is(read: Read) -> None:
    text = "TOKYO, March 9 - The Finance Ministry announced a surplus."
    passages = (
        Passage(kind=PassageKind.DATELINE, start=0, end=17),
        Passage(kind=PassageKind.BODY, start=17, end=len(text)),
    )
    doc = read(text, published_on="1987-03-09", passages=passages)
    assert "JPN.finance_ministry" in {mention.actor for mention in Layers(doc).mentions}
    assert all(mention.start >= 17 for mention in Layers(doc).mentions)


def test_an_appeal_speaks_of_nobody(read: Read) -> None:
    text = "Putin spoke.\nRussia has banned our paper, support us."
    passages = (
        Passage(kind=PassageKind.BODY, start=0, end=13),
        Passage(kind=PassageKind.APPEAL, start=13, end=len(text)),
    )
    doc = read(text, published_on="2023-03-09", passages=passages)
    assert [mention.actor for mention in Layers(doc).mentions] == ["vladimir-putin"]


@pytest.mark.parametrize("on", ["1975-01-01", None])
def test_without_a_day_of_office_a_family_name_is_nobody_known(read: Read, on: str | None) -> None:
    doc = read("Lavrov said the road was open.", published_on=on)
    assert [mention.actor for mention in Layers(doc).mentions] == ["text:lavrov"]


def test_the_story_tells_whose_envoy_and_whose_premier(nlp: Language) -> None:
    text = (
        "PORT-AU-PRINCE, Haiti (AP) _ A U.S. envoy left on Thursday without an accord.\n"
        "Special envoy Douglas Farnham met Prime Minister Lucien Desrosiers. "
        "Deputy Prime Minister Ilya Sokolov, who led the Russian delegation, was not there.\n"
    )
    doc = nlp.make_doc(text)
    dash = text.index("_ ") + 2
    Layers(doc).passages = [
        Passage(start=0, end=dash, kind=PassageKind.DATELINE),
        Passage(start=dash, end=len(text), kind=PassageKind.BODY),
    ]
    for _, component in nlp.pipeline:
        doc = component(doc)

    countries = {actor.id: actor.country for actor in Layers(doc).actors}
    assert countries["text:douglas-farnham"] == "USA"
    assert countries["text:lucien-desrosiers"] == "HTI"
    assert countries["text:ilya-sokolov"] == "RUS"
    assert "AU" not in countries


def test_the_issuers_own_prime_minister_beside_another_states_president(read: Read) -> None:
    text = (
        "The Prime Minister, Margaret Thibodeau, spoke with the President of Finland, Ilkka Varjonen. "
        "Prime Minister Thibodeau thanked Finland."
    )
    doc = read(text, published_on="2026-02-05", side="CAN")
    assert actor(doc, "text:margaret-thibodeau")[2] == "CAN"
    assert actor(doc, "text:ilkka-varjonen")[2] == "FIN"


def test_a_state_in_passing_is_not_the_ministers(read: Read) -> None:
    text = (
        "The talks in Oslo ended on Sunday, Norway said. Norway was content.\n"
        "A Japanese agency asked: what had Foreign Minister Halvard Tveiten promised?"
    )
    assert actor(read(text, published_on="2025-07-14"), "text:halvard-tveiten")[2] != "JPN"


def test_where_a_visit_went_is_not_whose_premier_speaks_in_the_next_sentence(nlp: Language) -> None:
    text = (
        "OSLO, July 14 - Norway spoke to Peru.\n"
        "A visit to Lima was called off in May. It will go ahead, Prime Minister Halvard Tveiten said.\n"
    )
    doc = nlp.make_doc(text)
    dash = text.index("- ") + 2
    Layers(doc).passages = [
        Passage(start=0, end=dash, kind=PassageKind.DATELINE),
        Passage(start=dash, end=len(text), kind=PassageKind.BODY),
    ]
    for _, component in nlp.pipeline:
        doc = component(doc)
    assert actor(doc, "text:halvard-tveiten")[2] == "NOR"


def test_the_minister_whom_the_lead_names_by_office_is_not_of_the_state_in_the_dateline(read: Read) -> None:
    dateline = "LIMA, Peru - "
    text = (
        dateline + "Canada’s foreign minister on Wednesday praised Peru’s handling of the protests.\n\n"
        "Foreign Minister Claire Beaumont met President Ernesto Villalba, who thanked her."
    )
    passages = (
        Passage(kind=PassageKind.DATELINE, start=0, end=len(dateline)),
        Passage(kind=PassageKind.BODY, start=len(dateline), end=len(text)),
    )
    doc = read(text, published_on="2025-06-18", passages=passages)
    assert actor(doc, "text:claire-beaumont")[2] == "CAN"
    assert actor(doc, "text:ernesto-villalba")[2] == "PER"


@pytest.mark.parametrize("side", ["NZL", None])
def test_who_speaks_with_the_prime_minister_of_a_state_is_not_hers_too(read: Read, side: str | None) -> None:
    doc = read(
        "Prime Minister Hannah Whitlow spoke by telephone with the Prime Minister of Fiji, Josefa Nailati.",
        published_on="2025-09-03",
        side=side,
    )
    countries = {actor.name: actor.country for actor in Layers(doc).actors}
    assert (countries["Hannah Whitlow"], countries["Josefa Nailati"]) == (side, "FJI")


def test_an_issuers_own_account_begins_with_its_own_minister_though_the_codebook_knows_another(read: Read) -> None:
    doc = read(
        "Minister for Foreign Affairs Tan Kim Seng visited Doha on Monday. He met Qatari Premier Khalid Darwish.",
        published_on="2025-07-14",
        side="SGP",
    )
    countries = {actor.name: actor.country for actor in Layers(doc).actors}
    assert (countries["Tan Kim Seng"], countries["Khalid Darwish"]) == ("SGP", "QAT")


def test_what_follows_a_title_is_no_name_where_its_last_word_is_a_thing(read_doc: Callable[..., Doc]) -> None:
    doc = read_doc("Foreign Minister Ana Rojas of Peru spoke at the Leaders Summit before the Official Visit.")
    assert [actor.id for actor in Layers(doc).actors if actor.id.startswith("text:")] == ["text:ana-rojas"]

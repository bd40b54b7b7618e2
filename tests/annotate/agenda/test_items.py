"""What was, or is to be, on the agenda: an item for each topic, no umbrellas, with the accounts that carry it."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from communique.annotate.agenda.items import topic_of
from communique.annotate.agenda.wording import wordings
from communique.annotate.layers import Layers

CASES = Path(__file__).parents[2] / "cases" / "agenda.csv"
MET = "Chinese Foreign Minister Qiao Renwei met Norwegian Foreign Minister Halvard Tveiten in Beijing on Sunday. "


def rows() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def shown(doc: Doc) -> str:
    return "; ".join(
        f"{item.status.value} {'+'.join(item.accounts) or '-'}: {item.label}" for item in Layers(doc).agenda
    )


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["note"])
def test_the_topics_that_a_text_says_were_discussed(row: dict[str, str], read_doc: Callable[..., Doc]) -> None:
    assert shown(read_doc(MET + row["text"])) == row["agenda"]


@pytest.mark.parametrize(
    ("sentence", "topics"),
    [
        ("They discussed trade, the border dispute and relations with Japan and South Korea.",
         ["trade", "the border dispute", "relations with Japan and South Korea"]),
        ("The two ministers discussed climate change, maritime security, the crisis in Venezuela and the war in Sudan.",
         ["climate change", "maritime security", "the crisis in Venezuela", "the war in Sudan"]),
        ("They discussed trade, a topic that divides them, on Monday.", ["trade"]),
        ("They discussed co-operation on migration, defence and nuclear energy.",
         ["co-operation on migration", "defence", "nuclear energy"]),
        ("They discussed the supply of rare earths, green hydrogen and the safety of journalists.",
         ["the supply of rare earths", "green hydrogen", "the safety of journalists"]),
        ("They discussed bilateral trade and investment.", ["bilateral trade and investment"]),
        ("They discussed the conflict and humanitarian crisis in Sudan.",
         ["the conflict and humanitarian crisis in Sudan"]),
        ("They discussed military operations against Hamas and other armed groups.",
         ["military operations against Hamas and other armed groups"]),
        ("They discussed ways to end the war.", ["ways to end the war"]),
        ("They discussed fisheries with other leaders.", ["fisheries"]),
        ("They discussed the war in Ukraine and other issues.", ["the war in Ukraine"]),
        ("They discussed a wide range of bilateral, regional and global issues.", []),
    ],
)  # fmt: skip
def test_one_wording_for_each_member_of_a_list(sentence: str, topics: list[str], nlp: Language) -> None:
    doc = nlp(sentence)
    verb = next(token for token in doc if token.lemma_ == "discuss")
    heads = [child for child in verb.rights if child.dep_ == "dobj"]
    assert [doc[one.first : one.last + 1].text for head in heads for one in wordings(head)] == topics


def test_an_official_text_speaks_for_its_side(read_doc: Callable[..., Doc]) -> None:
    assert shown(read_doc(MET + "The ministers discussed whaling.", country="NOR")) == "discussed NOR: whaling"


def test_a_topic_of_the_codebook_gets_its_id_and_others_none(read_doc: Callable[..., Doc]) -> None:
    items = Layers(read_doc(MET + "The ministers discussed climate change and the herring festival.")).agenda
    assert [item.topic for item in items] == ["climate", None]


def test_statements_get_the_topics_that_their_words_name(read_doc: Callable[..., Doc]) -> None:
    doc = read_doc("Chinese Foreign Minister Qiao Renwei said the war in Ukraine must end.")
    assert [statement.topics for statement in Layers(doc).statements] == [("war_in_ukraine",)]


@pytest.mark.parametrize(
    ("label", "topic"),
    [
        ("Ukraine", "war_in_ukraine"),
        ("the situation in Ukraine", "war_in_ukraine"),
        ("the question of Ukraine", "war_in_ukraine"),
        ("Norway’s war against Ukraine", "war_in_ukraine"),
        ("aid to Ukraine", "war_in_ukraine"),
        ("their commitment to Ukraine in the face of Norway’s brutal war", "war_in_ukraine"),
        ("the priorities named by President Ana Berg of Ukraine", None),
        ("the issue of Ukraine’s financial stability", None),
        ("ferries between Norway and Ukraine", None),
        ("Taiwan’s participation", "taiwan"),
    ],
)
def test_the_name_of_a_state_is_not_yet_the_war_there(label: str, topic: str | None) -> None:
    assert topic_of(label) == topic


def test_a_readout_tells_what_one_of_them_reviewed(read_doc: Callable[..., Doc]) -> None:
    text = MET + "He also reviewed the new sanctions."
    assert [item.label for item in Layers(read_doc(text, country="NOR")).agenda] == ["the new sanctions"]
    assert not Layers(read_doc(text)).agenda

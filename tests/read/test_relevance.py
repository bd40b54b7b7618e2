"""The first pass: what is about dealings between states."""

import pytest

from communique.codebook.han import can_simplify
from communique.read.relevance import first_pass, is_about_diplomacy

LONG = "The weather was fine and the fishermen mended their nets along the quay of the old harbour. " * 20


@pytest.mark.parametrize(
    "text",
    [
        "Norway's foreign minister met her Chilean counterpart in Oslo on Tuesday.",
        "President Biden spoke today with the Amir of Qatar and thanked him for his help in the negotiations.",
        "The Prime Minister called the President of Kenya; they discussed trade with Norway and security.",
        "CHINA, JAPAN AGREE ON TALKS. The summit will be held in Tokyo.",
        "The U.S. Embassy in Lima said that Peru had signed the treaty.",
        "Sergei Lavrov and Wang Yi held talks on Sunday, both sides said.",
        "Wang Yi Meets with Sergey Lavrov",
        "PM Netanyahu spoke with President Erdogan.",
        "NATO and Sweden signed a memorandum of understanding.",
        "Министр иностранных дел Норвегии встретился с послом Чили в Осло.",
        "Состоялся телефонный разговор Президента России с Премьер-министром Индии.",
        "中国外交部长王毅同俄罗斯外长举行会谈,双方就两国关系交换意见。",
        LONG + "Norway's foreign minister met her Chilean counterpart in Oslo on Tuesday." + LONG,
    ],
)
def test_dealings_between_states_pass(text: str) -> None:
    assert is_about_diplomacy(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The mayor opened a new library on Tuesday and thanked the volunteers.",
        "Americans will vote in November; the candidates met in Washington for a debate on taxes in America.",
        "President Biden met Senator Lund and agreed on a plan for roads in the United States.",
        "The ambassador of good taste discussed cheese.",
        "The recipe comes from France and is popular in Japan.",
        "Methods of meetinghouse construction in Iranistan and Chinatown were described by the marquesses.",
        "Городской совет обсудил ремонт дорог.",
        "北京今天下雨。",
        f"A chef from France won. {LONG} A singer from Japan lost. {LONG} The ambassador was not there.",
    ],
)
def test_other_things_do_not(text: str) -> None:
    assert not is_about_diplomacy(text)


def test_a_family_name_counts_behind_a_title_of_its_bearer_alone() -> None:
    story = "{} and Norway agreed on a ceasefire proposal."
    assert is_about_diplomacy(story.format("President Biden"))
    assert not is_about_diplomacy(story.format("Grocer Biden"))
    assert not is_about_diplomacy(story.format("Biden"))


def test_it_is_built_once() -> None:
    assert first_pass() is first_pass()


@pytest.mark.skipif(not can_simplify(), reason="the table of traditional characters is not installed")
def test_traditional_characters_are_known_too() -> None:
    assert is_about_diplomacy("加拿大外交部長週三抵達首爾，與南韓外交部長舉行會談，兩國外長就稀土供應交換了意見。")

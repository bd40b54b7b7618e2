"""What was on the agenda of a Russian text, and what it says an account is silent on."""

import pytest

from communique.model import AgendaStatus

from .conftest import Read


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Обсуждены вопросы рыболовства и торговли.", ["вопросы рыболовства", "торговли"]),
        ("Министры обсудили ситуацию в Ливане и в Ираке.", ["ситуацию в Ливане и в Ираке"]),
        ("Стороны обсудили обмен пленными и контроль над границей.", ["обмен пленными", "контроль над границей"]),
        ("Состоялся обмен мнениями по Сирии.", ["Сирии"]),
        ("Лидеры обменялись мнениями о положении в Ливии.", ["положении в Ливии"]),
        ("Была затронута тема борьбы с терроризмом.", ["тема борьбы с терроризмом"]),
        ("В центре внимания были поставки газа.", ["поставки газа"]),
        ("Особое внимание было уделено подготовке саммита.", ["подготовке саммита"]),
        ("Речь шла о поставках газа.", ["поставках газа"]),
        ("Рассмотрены актуальные вопросы, в том числе положение моряков.", ["актуальные вопросы", "положение моряков"]),
        ("На повестке дня – поставки газа, а также рыболовство.", ["поставки газа", "рыболовство"]),
        ("На повестке – международная и региональная тематика.", ["международная и региональная тематика"]),
        ("Состоялось обсуждение торговли, обмен мнениями о рыболовстве.", ["торговли", "рыболовстве"]),
        ("Министр заявил, что обсуждение границы невозможно.", []),
        ("При обмене мнениями о Ливии с обеих сторон отмечена важность диалога.", ["Ливии"]),
        ("Это касается безопасности судоходства.", []),
        ("Вопрос о границе не обсуждался.", []),
    ],
)  # fmt: skip
def test_a_list_is_cut_into_what_was_discussed(read: Read, text: str, labels: list[str]) -> None:
    assert [item.label for item in read(text).agenda] == labels


def test_the_topic_is_the_codebooks(read: Read) -> None:
    (item,) = read("Обсуждалась ситуация вокруг Украины.").agenda
    assert item.topic == "war_in_ukraine"


def test_what_is_to_be_discussed_was_not_discussed(read: Read) -> None:
    ahead = (
        "Министры обсудят торговлю.",
        "Планируется обсудить торговлю.",
        "Состоится беседа, в ходе которой будут обсуждаться вопросы торговли.",
        "Планируется обсуждение торговли.",
        "Запланировано обсуждение торговли.",
    )
    items = [item for text in ahead for item in read(text).agenda]
    assert [item.status for item in items] == [AgendaStatus.PLANNED] * 5


def test_what_else_is_planned_is_not_discussed(read: Read) -> None:
    text = "Предполагается обсудить положение моряков, наметить планы, а также провести обмен мнениями по рыболовству."
    assert [item.label for item in read(text).agenda] == ["положение моряков", "рыболовству"]


@pytest.mark.parametrize(
    ("text", "label", "side"),
    [
        ("В сообщении МИД Норвегии не упоминается обмен пленными.", "обмен пленными", "NOR"),
        ("В заявлении Кремля ничего не говорится о санкциях.", "санкциях", "RUS"),
        ("О санкциях в коммюнике китайской стороны ничего не сказано.", "санкциях", "CHN"),
    ],
)
def test_what_is_said_to_be_missing_is_missing_in_that_account(read: Read, text: str, label: str, side: str) -> None:
    (item,) = read(text).agenda
    assert (item.status, item.label, item.accounts) == (AgendaStatus.SAID_NOT_MENTIONED, label, (side,))


def test_what_somebody_reports_is_in_the_account_of_that_side(read: Read) -> None:
    text = "Министр иностранных дел Норвегии Ингрид Халворсен сообщила, что стороны обсудили рыболовство."
    (item,) = read(text).agenda
    assert item.accounts == ("NOR",)

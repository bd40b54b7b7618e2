"""Who a Russian text speaks of."""

import pytest

from communique.model import Record

from .conftest import Read


def mentions(record: Record) -> dict[str, str | None]:
    text = record.document.text
    return {text[one.start : one.end]: one.actor for one in record.mentions}


INTRODUCED = "Министр иностранных дел Норвегии Ингрид Халворсен прибыла в Москву. "


@pytest.mark.parametrize(
    "form", ["Халворсен", "Ингрид Халворсен", "И.Халворсен", "И. Халворсен", "Госпожа Халворсен", "Министр"]
)
def test_a_person_is_one_in_all_ways_of_naming(read: Read, form: str) -> None:
    found = mentions(read(f"{INTRODUCED}{form} заявила, что переговоры будут трудными."))
    assert found[form] == "text:ingrid-khalvorsen"


@pytest.mark.parametrize(
    ("text", "name", "actor"),
    [
        ("Россия договорилась с Дональдом Трампом о встрече.", "Дональдом Трампом", "donald-trump"),
        ("Председатель КНР Си Цзиньпин выступил с речью.", "Председатель КНР Си Цзиньпин", "xi-jinping"),
        ("Речь Си Цзиньпина была краткой.", "Си Цзиньпина", "xi-jinping"),
        ("Министр провёл переговоры с Ван И.", "Ван И", "wang-yi"),
        ("Заявление С.В.Лаврова вызвало отклик.", "С.В.Лаврова", "sergei-lavrov"),
        ("Он принял Сергея Лаврова.", "Сергея Лаврова", "sergei-lavrov"),
    ],
)
def test_people_of_the_codebook_are_known_in_every_case(read: Read, text: str, name: str, actor: str) -> None:
    assert mentions(read(text))[name] == actor


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("МИД России выразил протест.", "МИД России", "RUS.foreign_ministry"),
        (
            "Министерство иностранных дел КНР выразило протест.",
            "Министерство иностранных дел КНР",
            "CHN.foreign_ministry",
        ),
        ("В Госдепартаменте США отвергли это.", "Госдепартаменте США", "USA.foreign_ministry"),
        ("Российская сторона заявила о готовности.", "Российская сторона", "RUS"),
        ("С американской стороны выражено согласие.", "американской стороны", "USA"),
        ("Москва заявила протест.", "Москва", "RUS"),
        ("Белый дом отверг эти слова.", "Белый дом", "USA"),
        ("Он посетил Соединённые Штаты Америки.", "Соединённые Штаты Америки", "USA"),
        ("Он посетил Исламскую Республику Иран.", "Исламскую Республику Иран", "IRN"),
        ("Он посетил Турецкую Республику.", "Турецкую Республику", "TUR"),
        ("Он посетил КНДР.", "КНДР", "PRK"),
        ("Совет Безопасности ООН принял резолюцию.", "Совет Безопасности ООН", "UNSC"),
    ],
)
def test_states_and_bodies_are_known_in_every_form(read: Read, text: str, words: str, actor: str) -> None:
    assert mentions(read(text))[words] == actor


def test_a_capital_is_a_government_only_where_it_acts(read: Read) -> None:
    found = mentions(read("Переговоры прошли в Москве. Кремль подтвердил итоги, встреча была в Кремле."))
    assert found == {"Кремль": "RUS"}


def test_both_states_stand_in_a_compound(read: Read) -> None:
    found = mentions(read("Обсуждались российско-китайские отношения."))
    assert found == {"российско": "RUS", "китайские": "CHN"}


def test_sides_and_leaders_stand_for_the_pair_that_the_text_is_about(read: Read) -> None:
    text = (
        "Президент России Игорь Заречный провёл переговоры с Премьер-министром Японии Кэнтаро Морисигэ. "
        "Лидеры обсудили торговлю. Стороны договорились продолжить диалог. С обеих сторон выражен интерес."
    )
    record = read(text)
    found = mentions(record)
    pair = {"text:igor-zarechnyy", "text:kentaro-morisige"}
    assert set(record.actor(found["Лидеры"] or "").members) == pair
    assert set(record.actor(found["Стороны"] or "").members) == {"RUS", "JPN"}
    assert found["Стороны"] == found["обеих сторон"]


def test_a_pair_that_nobody_named_stays_open(read: Read) -> None:
    (mention,) = read("Стороны договорились продолжить диалог.").mentions
    assert mention.actor is None
    assert mention.why == "it is not said who they are"


def test_a_text_that_names_the_holder_of_an_office_is_believed_from_its_first_word(read: Read) -> None:
    record = read("Президент России встретил гостя. Президент России Игорь Заречный был краток.")
    assert set(mentions(record).values()) == {"text:igor-zarechnyy", "RUS"}


def test_the_state_behind_the_last_title_is_that_of_the_person(read: Read) -> None:
    record = read("Он встретился с Наследным принцем, Председателем Совета министров Омана Халидом Бен Саидом.")
    (person,) = [one for one in record.actors if one.kind == "person"]
    assert (person.country, person.office) == ("OMN", "Crown Prince")


def test_an_unnamed_representative_is_nobody(read: Read) -> None:
    record = read("Премьер-министр Индии Ашок Рао выступил с речью. Индийский представитель примет участие во встрече.")
    mention = next(one for one in record.mentions if one.of(record.document.text) == "Индийский представитель")
    assert mention.actor is None


def test_after_is_no_ambassador(read: Read) -> None:
    assert mentions(read("Он сказал это журналистам после встречи.")) == {}


def test_letters_with_dots_and_odd_spaces_change_nothing(read: Read) -> None:
    one = read("Королёв\u00a0занят. Министр иностранных дел Российской\u00a0Федерации Семён Королёв сообщил о визите.")
    other = read("Королев занят. Министр иностранных дел Российской Федерации Семен Королев сообщил о визите.")
    assert [mention.actor for mention in one.mentions] == [mention.actor for mention in other.mentions]
    assert {mention.actor for mention in one.mentions} == {"text:semen-korolev", "RUS"}


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        (
            "Министр принял Президента Республики Сербской Драгана Илича.",
            "Президента Республики Сербской Драгана Илича",
            "text:dragan-ilich",
        ),
        (
            "Встреча со спецпосланником Президента США Стивеном Уиткоффом.",
            "спецпосланником Президента США Стивеном Уиткоффом",
            "steve-witkoff",
        ),
        (
            "По итогам визита Султана Омана в Россию Владимир Путин выступил с речью.",
            "Владимир Путин",
            "vladimir-putin",
        ),
        ("Он встретился с Председателем Госдумы.", "Госдумы", "RUS.parliament"),
    ],
)
def test_what_stands_between_a_title_and_a_name_is_no_part_of_it(read: Read, text: str, words: str, actor: str) -> None:
    assert mentions(read(text))[words] == actor


def test_a_house_has_many_members(read: Read) -> None:
    text = (
        "Состоялась встреча с Эмиром Государства Катар Тамимом Аль Тани. "
        "В ней участвовал помощник Министра иностранных дел Китая Лю Бинь."
    )
    record = read(text)
    assert mentions(record)["Эмиром Государства Катар Тамимом Аль Тани"] == "tamim-bin-hamad"
    assert {one.id: one.office for one in record.actors}["text:lyu-bin"] == "Assistant Foreign Minister"


def test_the_father_is_not_the_son(read: Read) -> None:
    text = (
        "Состоялся разговор с Наследным принцем Саудовской Аравии Мухаммедом Бен Сальманом Аль Саудом. "
        "Он передал добрые пожелания Королю Сальману Бен Абдель-Азизу Аль Сауду."
    )
    found = mentions(read(text))
    assert found["Наследным принцем Саудовской Аравии Мухаммедом Бен Сальманом Аль Саудом"] == "mohammed-bin-salman"
    assert found["Королю Сальману Бен Абдель-Азизу Аль Сауду"] != "mohammed-bin-salman"

"""Who said what to whom in Russian, and who says so."""

import pytest

from communique.model import Mode, Polarity, Record, Statement

from .conftest import Read

PAIR = (
    "Министр иностранных дел России Андрей Вересов встретился с Министром иностранных дел Норвегии Ингрид Халворсен. "
)
VERESOV, HALVORSEN = "text:andrey-veresov", "text:ingrid-khalvorsen"


def words(record: Record, statement: Statement) -> str:
    return " … ".join(span.of(record.document.text) for span in statement.content)


def said(record: Record) -> list[tuple[str | None, str]]:
    return [(one.speaker.actor if one.speaker else None, words(record, one)) for one in record.statements]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("А.Вересов заявил, что санкции незаконны.", VERESOV, "санкции незаконны"),
        ("А.Вересов подчеркнул важность диалога.", VERESOV, "важность диалога"),
        ("И.Халворсен выразила обеспокоенность учениями.", HALVORSEN, "обеспокоенность учениями"),
        ("И.Халворсен призвала к прекращению огня.", HALVORSEN, "к прекращению огня"),
        ("Норвежская сторона отметила роль ООН.", "NOR", "роль ООН"),
        ("Обращено внимание на положение моряков.", None, "на положение моряков"),
        ("Была подчёркнута необходимость диалога.", None, "необходимость диалога"),
        ("Необходимость диалога была подчёркнута в ходе беседы.", None, "Необходимость диалога"),
        ("Отмечено, что торговля растёт.", None, "торговля растёт"),
        ("С российской стороны выражена готовность к диалогу.", "RUS", "готовность к диалогу"),
        ("Условлено продолжить контакты.", None, "продолжить контакты"),
        ("По словам Вересова, переговоры были трудными.", VERESOV, "переговоры были трудными"),
        ("Согласно заявлению МИД Норвегии, визит отложен.", "NOR.foreign_ministry", "визит отложен"),
        ("Как сообщили в МИД Норвегии, визит отложен.", "NOR.foreign_ministry", "визит отложен"),
        ("Визит отложен, сообщили в МИД Норвегии.", "NOR.foreign_ministry", "Визит отложен"),
        ("Визит отложен, сообщил журналистам Андрей Вересов.", VERESOV, "Визит отложен"),
        ("Визит отложен, сообщает пресс-служба МИД Норвегии.", "NOR.foreign_ministry", "Визит отложен"),
        ("Осло отвергает обвинения.", "NOR", "обвинения"),
        ("Вересов назвал переговоры трудными.", VERESOV, "переговоры трудными"),
        ("В Кремле заявили, что визит отложен.", "RUS", "визит отложен"),
        ("В посольстве заявили, что визит отложен.", None, "визит отложен"),
        ("ОСЛО, 10 марта – Визит отложен, сообщили в МИД Норвегии.", "NOR.foreign_ministry", "Визит отложен"),
        ("«Диалог нужен всем», – сказал Вересов.", VERESOV, "«Диалог нужен всем»"),
        ("Вересов сказал: «Диалог нужен всем».", VERESOV, "«Диалог нужен всем»"),
        ("В заявлении МИД Норвегии говорится, что визит отложен.", "NOR.foreign_ministry", "визит отложен"),
    ],
)
def test_a_statement_has_its_speaker_and_its_words(read: Read, text: str, speaker: str | None, content: str) -> None:
    assert said(read(PAIR + text)) == [(speaker, content)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Андрей Вересов, со своей стороны, упомянул о мире и согласился с Ингрид Халворсен в том, что он нужен.",
            [(VERESOV, "о мире"), (VERESOV, "с Ингрид Халворсен в том, что он нужен")],
        ),
        (
            "Ингрид Халворсен высказалась в поддержку усилий и, в частности, приветствовала проходящие консультации.",
            [(HALVORSEN, "в поддержку усилий"), (HALVORSEN, "проходящие консультации")],
        ),
    ],
)
def test_a_remark_in_commas_parts_nobody_from_his_words(
    read: Read, text: str, expected: list[tuple[str | None, str]]
) -> None:
    assert said(read(PAIR + text)) == expected


def test_a_turn_ends_where_a_speaker_with_a_long_name_begins(read: Read) -> None:
    text = (
        "Владимир Путин принял Министра иностранных дел Омана Салима Бен Фахда Аль Харси.\n"
        "В.Путин: Рад приветствовать Вас. Добро пожаловать! "
        "С.Бен Фахд Аль Харси (как переведено): Благодарю за приём.\n"
        "Ван И (как переведено): Спасибо."
    )
    turns = [content for _, content in said(read(text))]
    assert turns == ["Рад приветствовать Вас. Добро пожаловать!", "Благодарю за приём.", "Спасибо."]


def test_what_carries_the_words_is_named(read: Read) -> None:
    (statement,) = read(f"{PAIR}А.Вересов в интервью телеканалу заявил, что визит отложен.").statements
    assert [(one.issuer, one.medium.value) for one in statement.according_to] == [(VERESOV, "interview")]


def test_who_declines_to_comment_says_nothing(read: Read) -> None:
    assert said(read(f"{PAIR}А.Вересов отказался комментировать эти сообщения.")) == []


def test_an_agency_is_not_its_state(read: Read) -> None:
    (statement,) = read("Визит отложен, сообщает ТАСС.").statements
    assert statement.speaker is not None
    assert statement.speaker.actor == "TASS"


def test_an_agency_passes_on_what_another_said(read: Read) -> None:
    text = f"{PAIR}А.Вересов заявил, что Запад «ведёт долгую тяжёлую войну», передаёт РИА Новости."
    (statement,) = read(text).statements
    assert statement.speaker is not None
    assert statement.speaker.actor == VERESOV
    assert [one.issuer for one in statement.according_to] == ["RIA"]


def test_a_treaty_says_nothing(read: Read) -> None:
    assert said(read("Суда помогали морякам, согласно букве и духу Договора между Россией и Норвегией.")) == []


def test_a_list_of_adjectives_is_said_to_its_end(read: Read) -> None:
    text = f"{PAIR}И.Халворсен отметила рост связей в политической, торгово-экономической и гуманитарной областях."
    assert said(read(text))[0][1] == "рост связей в политической, торгово-экономической и гуманитарной областях"


def test_one_subject_speaks_with_several_verbs(read: Read) -> None:
    text = f"{PAIR}Подтвердив приверженность миру, Андрей Вересов осудил удары и выразил надежду на диалог."
    assert said(read(text)) == [
        (VERESOV, "приверженность миру"),
        (VERESOV, "удары"),
        (VERESOV, "надежду на диалог"),
    ]


def test_agreement_is_of_both_where_nobody_is_named(read: Read) -> None:
    record = read(f"{PAIR}Министры обсудили торговлю. Договорились продолжить контакты.")
    statement = record.statements[-1]
    assert statement.speaker is not None
    assert set(record.actor(statement.speaker.actor or "").members) == {VERESOV, HALVORSEN}


@pytest.mark.parametrize(
    ("told", "content"),
    [
        ("Достигнута договорённость о расширении рыболовства.", ["договорённость о расширении рыболовства"]),
        ("Достигнуто понимание, что порт нужен.", ["понимание, что порт нужен"]),
        ("И.Халворсен разделила оценку российской стороны.", ["оценку российской стороны"]),
        ("Договорённость была достигнута в субботу.", []),
        ("Достигнуты успехи в рыболовстве.", []),
    ],
)
def test_what_was_reached_and_shared(read: Read, told: str, content: list[str]) -> None:
    record = read(PAIR + told)
    assert [words(record, one) for one in record.statements] == content


def test_what_is_said_goes_on_behind_a_word_that_points_ahead(read: Read) -> None:
    record = read(f"{PAIR}И.Халворсен отметила роль рыбаков, способствовавших тому, что порт открыт.")
    assert words(record, record.statements[-1]) == "роль рыбаков, способствовавших тому, что порт открыт"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Подтвердила готовность Осло к диалогу. Также отметила рост торговли.", [HALVORSEN, HALVORSEN, HALVORSEN]),
        ("Подтвердил готовность Осло к диалогу.", [HALVORSEN]),
        ("Обсуждены вопросы рыболовства. Подтвердила готовность Осло к диалогу.", [HALVORSEN]),
    ],
)
def test_a_sentence_without_a_subject_is_his_who_spoke_before(read: Read, told: str, expected: list[str]) -> None:
    record = read(f"{PAIR}И.Халворсен приветствовала открытие порта. {told}")
    assert [one.speaker.actor for one in record.statements if one.speaker] == expected


def test_agreement_is_not_of_two_states_that_are_only_spoken_of(read: Read) -> None:
    record = read(f"{PAIR}Обсуждался обмен рыбой между Финляндией и Чили. Договорились продолжить контакты.")
    assert record.statements[-1].speaker is None


def test_a_listener_is_not_part_of_the_words(read: Read) -> None:
    record = read(f"{PAIR}И.Халворсен поблагодарила российскую сторону за приём.")
    (statement,) = record.statements
    assert statement.addressee is not None
    assert statement.addressee.actor == "RUS"
    assert words(record, statement) == "за приём"


def test_a_denial_is_negative_and_what_it_denies_is_nobodys_statement(read: Read) -> None:
    record = read(f"{PAIR}Халворсен опровергла сообщения о том, что Москва согласилась с планом.")
    (statement,) = record.statements
    assert statement.polarity is Polarity.NEGATIVE


def test_a_refusal_to_agree_is_no_agreement(read: Read) -> None:
    (statement,) = read(f"{PAIR}Вересов не согласился с этим предложением.").statements
    assert statement.polarity is Polarity.NEGATIVE


def test_what_will_be_said_was_not_said(read: Read) -> None:
    assert read(f"{PAIR}Завтра Вересов заявит о готовности к диалогу.").statements == ()


def test_the_words_of_others_carry_who_passes_them_on(read: Read) -> None:
    record = read(f"{PAIR}Согласно сообщению МИД России, Халворсен призвала к диалогу.")
    (statement,) = record.statements
    assert [(link.issuer, link.medium) for link in statement.according_to] == [("RUS.foreign_ministry", "statement")]


def test_laws_are_no_source(read: Read) -> None:
    record = read(f"{PAIR}Вересов заявил, что согласно российским законам это запрещено.")
    assert all(not statement.according_to for statement in record.statements)


def test_a_name_in_quotation_marks_makes_no_words_direct(read: Read) -> None:
    (statement,) = read(f"{PAIR}Вересов отметил роль «ОПЕК плюс» на рынке.").statements
    assert statement.mode is Mode.INDIRECT


def test_quotation_marks_may_nest(read: Read) -> None:
    record = read(f"{PAIR}«Проект „Север – Юг“ важен для всех нас», – заявил Вересов.")
    assert said(record) == [(VERESOV, "«Проект „Север – Юг“ важен для всех нас»")]


def test_a_transcript_is_spoken_turn_by_turn(read: Read) -> None:
    record = read(f"{PAIR}\nА.Вересов: Рад приветствовать Вас. Обсудим торговлю.\nИ.Халворсен: Благодарю Вас.\n")
    assert said(record) == [(VERESOV, "Рад приветствовать Вас. Обсудим торговлю."), (HALVORSEN, "Благодарю Вас.")]
    assert record.agenda == ()

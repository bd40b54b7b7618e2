"""Words that tell how strong, how warm and whose: forms, borders, offsets and bad rows."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.codebook import formulas as formulas_table
from communique.codebook import namings as namings_table
from communique.codebook import protocol as protocol_table
from communique.codebook import tone as tone_table
from communique.codebook import wording as wording_table
from communique.codebook.formulas import find_formulas, formulas
from communique.codebook.matching import PhraseMatcher, lowered
from communique.codebook.namings import find_namings, namings
from communique.codebook.protocol import KINDS, find_marks, formats
from communique.codebook.tone import find_tone
from communique.codebook.wording import LADDERS, find_nouns, verb_code
from communique.errors import BadCodebookRow


def strength(cue: str, language: str = "en") -> int:
    code = verb_code(cue, language)
    assert code is not None, cue
    return code.strength


# Phrases


@pytest.mark.parametrize(
    ("form", "language", "text", "found"),
    [
        ("core interests", "en", "Their Core\ninterests, our corest interests", ["Core\ninterests"]),
        ("PRC", "en", "The PRC and a prc, PRCs", ["PRC"]),
        ("Russia's war", "en", "Russia’s war", ["Russia’s war"]),
        (
            "express … concern",
            "en",
            "express our very deep concern. Express. No concern",
            ["express our very deep concern"],
        ),
        ("express … concern", "en", "express concern", ["express concern"]),
        ("welcomed …… to Oslo", "en", "welcomed Minister Ada Berg of Latvia warmly to Oslo", ["all"]),
        ("первопричин*", "ru", "Первопричинами и первопричины", ["Первопричинами", "первопричины"]),
        ("подчёркнут*", "ru", "подчеркнута и подчёркнута", ["подчеркнута", "подчёркнута"]),
        ("законн* интерес*", "ru", "законные интересы, незаконные интересы", ["законные интересы"]),
        ("就…交换意见", "zh", "双方就渔业问题交换意见。就此。交换意见", ["就渔业问题交换意见"]),
    ],
)
def test_a_form_is_found_as_the_table_writes_it(form: str, language: str, text: str, found: list[str]) -> None:
    matches = PhraseMatcher([(form, 1)], language).find(text)
    assert [text[match.start : match.end] for match in matches] == ([text] if found == ["all"] else found)


def test_the_longest_wins_and_a_mask_hides() -> None:
    matcher = PhraseMatcher([("China", "china"), ("South China Sea", "sea"), ("China Daily", None)], "en")
    text = "China, the South China Sea, China Daily"
    assert [(text[m.start : m.end], m.value) for m in matcher.find(text)] == [
        ("China", "china"),
        ("South China Sea", "sea"),
    ]
    assert [m.value for m in matcher.find(text, nested=True)] == ["china", "sea", "china"]


def test_one_form_may_stand_for_two_values() -> None:
    assert [m.value for m in PhraseMatcher([("East Sea", "a"), ("East Sea", "b")], "en").find("the East Sea")] == [
        "a",
        "b",
    ]


def test_letters_that_grow_in_lower_case_do_not_shift_offsets() -> None:
    text = "İzmir: the PRC"
    assert len(lowered(text)) == len(text)
    assert [(m.start, m.end) for m in PhraseMatcher([("PRC", 1)], "en").find(text)] == [(11, 14)]


def test_a_matcher_without_forms_finds_nothing() -> None:
    assert PhraseMatcher[int]([], "en").find("anything") == ()


# Verbs and nouns


@pytest.mark.parametrize(
    ("cue", "language", "code"),
    [
        ("underscored", "en", "stressed"),
        ("underscoring", "en", "stressed"),
        ("has underscored", "en", "stressed"),
        ("took note of", "en", "took_note"),
        ("exchanged views on", "en", "exchanged_views"),
        ("agreed to stay in close touch", "en", "agreed_stay_in_touch"),
        ("agreed", "en", "agreed"),
        ("agree to explore", "en", "agreed_to_explore"),
        ("expressed his deep concern", "en", "expressed_grave_concern"),
        ("made clear", "en", "made_clear"),
        ("committed", "en", "committed"),
        ("были подчёркнуты", "ru", "stressed"),
        ("выразил серьёзную озабоченность", "ru", "expressed_grave_concern"),
        ("поручили", "ru", "tasked"),
        ("принял к сведению", "ru", "took_note"),
        ("着重强调", "zh", "stressed"),
        ("交换了意见", "zh", "exchanged_views"),
        ("责成", "zh", "tasked"),
        ("表示赞同", "zh", "supported"),
        ("表示原则赞同", "zh", "agreed_in_principle"),
    ],
)
def test_a_cue_has_its_code(cue: str, language: str, code: str) -> None:
    found = verb_code(cue, language)
    assert found is not None
    assert found.code == code
    assert LADDERS.issuperset(found.ladders)


def test_the_ladders_rise() -> None:
    speech = ["noted", "raised", "stressed", "warned", "condemned"]
    commitment = ["discussed", "reviewed", "welcomed", "agreed", "tasked"]
    for ladder in (speech, commitment, ["invited", "asked", "called on", "urged", "demanded"]):
        assert [strength(verb) for verb in ladder] == sorted({strength(verb) for verb in ladder})
    assert [strength(verb, "zh") for verb in ("讨论", "同意", "责成")] == [3, 8, 9]
    assert [strength(verb, "ru") for verb in ("обсудили", "договорились", "поручили")] == [3, 8, 9]


def test_words_without_a_verb_of_the_table_have_no_code() -> None:
    assert verb_code("quietly", "en") is None
    assert verb_code("", "zh") is None


def armed_conflict(words: str, language: str) -> int:
    (match,) = (match for match in find_nouns(words, language) if match.group == "armed_conflict")
    return match.strength


def test_nouns_for_one_thing_differ_in_strength() -> None:
    order = ["the issue", "the situation", "the crisis", "the conflict", "the war", "the invasion", "the aggression"]
    strengths = [armed_conflict(words, "en") for words in order]
    assert strengths == sorted(set(strengths))
    assert armed_conflict("украинский кризис", "ru") == armed_conflict("乌克兰危机", "zh") == 4
    assert find_nouns("a lighthouse", "en") == ()


def test_nouns_are_found_with_offsets_in_singular_and_plural() -> None:
    text = "Grave concern over two incursions."
    found = [(text[m.start : m.end], m.group) for m in find_nouns(text, "en")]
    assert found == [("Grave concern", "concern"), ("incursions", "border_crossing")]


# Tone


def rated(text: str, language: str = "en") -> list[tuple[str, tuple[str, ...], int]]:
    return [(text[m.start : m.end], m.codes, m.warmth) for m in find_tone(text, language) if not m.other_talk]


@pytest.mark.parametrize(
    ("text", "language", "words", "codes", "warmth"),
    [
        (
            "The two sides had candid and constructive talks.",
            "en",
            "candid and constructive",
            ("candid", "constructive"),
            0,
        ),
        ("Minister Berg spoke frankly with his guest.", "en", "frankly", ("candid",), -1),
        ("The conversation in Riga was rather businesslike.", "en", "businesslike", ("businesslike",), 0),
        ("The talks were held in a warm manner.", "en", "warm", ("cordial",), 3),
        ("They had a frank and direct exchange of views.", "en", "frank and direct", ("candid",), -1),
        ("They discussed a wide range of issues.", "en", "wide range of issues", ("wide-ranging",), 0),
        (
            "Состоялся обстоятельный и откровенный обмен мнениями.",
            "ru",
            "обстоятельный и откровенный",
            ("in-depth", "candid"),
            -1,
        ),
        ("Министры подробно обсудили рыболовство.", "ru", "подробно", ("in-depth",), 0),
        ("Беседа носила деловой характер.", "ru", "деловой", ("businesslike",), 0),
        ("双方就渔业问题坦诚深入交换了意见。", "zh", "坦诚深入", ("candid", "in-depth"), -1),
        ("双方认为，这次会谈是坦诚、建设性的。", "zh", "坦诚、建设性", ("candid", "constructive"), 0),
        ("会谈在亲切友好的气氛中进行。", "zh", "亲切友好", ("cordial",), 3),
    ],
)
def test_words_that_rate_the_talk_are_found(
    text: str, language: str, words: str, codes: tuple[str, ...], warmth: int
) -> None:
    assert rated(text, language) == [(words, codes, warmth)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("She praised the constructive role of the island.", "en"),
        ("He gave a frank assessment of the battlefield.", "en"),
        ("They underscored the importance of a constructive dialogue.", "en"),
        ("They look forward to productive talks in Oslo.", "en"),
        ("They discussed the robust trade between their ports.", "en"),
        ("Disputes should be settled in a constructive manner.", "en"),
        ("Nets are mended in a constructive manner.", "en"),
        ("They extended a warm welcome to direct talks.", "en"),
        ("They deepened cooperation across a wide range of issues.", "en"),
        ("Министры обсудили подробный план.", "ru"),
        ("Она отметила конструктивную роль острова.", "ru"),
        ("双方将深入推进务实合作。", "zh"),
        ("两国人文交流富有成效。", "zh"),
        ("双方愿开展建设性对话。", "zh"),
    ],
)
def test_other_uses_of_the_words_are_no_tone(text: str, language: str) -> None:
    assert rated(text, language) == []


def test_another_talk_is_told_apart() -> None:
    (match,) = find_tone("They followed up on their frank talks in Oslo last month.", "en")
    assert match.other_talk
    (match,) = find_tone("They had frank talks, building on the meeting of last month.", "en")
    assert not match.other_talk


@pytest.mark.parametrize("repeated", ["the candid talks were held ", "candid x ", "they spoke frankly "])
def test_a_text_without_a_stop_costs_no_more_than_it_is_long(repeated: str) -> None:
    text = f"Talks {repeated * 8000}"
    start = time.process_time()
    find_tone(text, "en")
    assert time.process_time() - start < 5  # less than one on a quiet machine; its square would be a minute


# Formulas, names, protocol


def test_every_formula_has_a_meaning_and_forms_in_english() -> None:
    assert len(formulas()) > 120
    assert all(formula.meaning.endswith(".") for formula in formulas().values())


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("the one-China policy", "en", {"one_china_policy"}),
        ("the One China principle", "en", {"one_china_principle"}),
        ("恪守一个中国原则", "zh", {"one_china_principle"}),
        ("奉行一个中国政策", "zh", {"one_china_policy"}),
        ("相互尊重、和平共处、合作共赢", "zh", {"mutual_respect", "win_win"}),
        ("устранения первопричин кризиса", "ru", {"root_causes"}),
        ("the root causes of the conflict", "en", {"root_causes"}),
        ("the root causes of irregular migration", "en", set()),
        (
            "complete denuclearisation of the Korean Peninsula",
            "en",
            {"complete_denuclearisation", "denuclearisation_peninsula"},
        ),
    ],
)
def test_formulas_are_found_alike_in_every_language(text: str, language: str, found: set[str]) -> None:
    assert {match.formula for match in find_formulas(text, language)} == found


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("The PRC and China", "en", ["prc", "china"]),
        ("the People’s Republic of China", "en", ["prc"]),
        ("中华人民共和国", "zh", ["prc"]),
        ("the South China Sea", "en", ["south_china_sea"]),
        ("Latin America", "en", []),
        ("Russia’s war against Ukraine", "en", ["russias_war"]),
        ("乌克兰危机", "zh", ["ukraine_crisis"]),
        ("специальной военной операции", "ru", ["special_operation"]),
        ("turkey farms in Türkiye", "en", ["turkiye"]),
    ],
)
def test_names_are_found_by_the_choice_made(text: str, language: str, found: list[str]) -> None:
    assert [match.choice for match in find_namings(text, language)] == found


def test_most_things_have_several_names() -> None:
    assert len(namings()) >= 60
    assert sum(len(choices) > 1 for choices in namings().values()) >= 60


@pytest.mark.parametrize(
    ("kind", "text", "language", "found"),
    [
        ("request", "at the initiative of the Latvian side", "en", ["asked_by"]),
        ("request", "at Norway's request", "en", ["asked_by_named"]),
        ("request", "应约", "zh", ["asked_by_other"]),
        ("request", "应挪威首相邀请", "zh", ["invited_by"]),
        ("request", "по инициативе латвийской стороны", "ru", ["asked_by"]),
        ("joint", "The two leaders and both sides", "en", ["joint", "joint"]),
        ("open_list", "渔业、港口等问题", "zh", ["open"]),
        ("open_list", "平等对话", "zh", []),
        ("frame", "They agreed to stay in touch.", "en", ["closing"]),
    ],
)
def test_marks_of_protocol(kind: str, text: str, language: str, found: list[str]) -> None:
    assert kind in KINDS
    assert [mark.mark for mark in find_marks(text, language, kind)] == found


def test_formats_are_ranked_as_custom_has_it() -> None:
    rank = {name: format_.rank for name, format_ in formats().items()}
    assert rank["pull_aside"] < rank["call"] < rank["received"] < rank["met"] < rank["talks"]


def test_every_mark_of_a_format_has_a_rank() -> None:
    used = {mark for kind, _, _, mark in protocol_table._table() if kind == "format" and mark}
    assert used == set(formats())


# Bad rows

# What the loaders keep in mind is passed by, so that the user's rows are read and not remembered.
LOADED: dict[str, tuple[tuple[str, ...], Callable[[], object]]] = {
    "wording_verbs.csv": (wording_table._VERB_COLUMNS, lambda: list(wording_table._verb_forms("en"))),
    "wording_nouns.csv": (wording_table._NOUN_COLUMNS, lambda: list(wording_table._noun_forms("en"))),
    "formulas.csv": (formulas_table._COLUMNS, formulas_table._table.__wrapped__),
    "namings.csv": (namings_table._COLUMNS, namings_table._table.__wrapped__),
    "protocol_marks.csv": (protocol_table._COLUMNS, protocol_table._table.__wrapped__),
    "protocol_formats.csv": (protocol_table._FORMAT_COLUMNS, protocol_table.formats.__wrapped__),
    "tone_words.csv": (tone_table._COLUMNS, lambda: tone_table._words.__wrapped__("en")),
}


@pytest.mark.parametrize(
    ("table", "row", "told"),
    [
        ("wording_verbs.csv", "x,en,x,11,speech,M,0,me", "whole number from 0 to 10"),
        ("wording_verbs.csv", "x,en,x,1,shouting,M,0,me", "ladder is 'shouting'"),
        ("wording_nouns.csv", "x,en,,1,me", "the form is empty"),
        ("wording_nouns.csv", "x,de,x,1,me", "language is 'de'"),
        ("formulas.csv", "new,,en,x,,me", "has no meaning"),
        ("formulas.csv", "red_line,FRA,en,x,,me", "the side of 'red_line'"),
        ("namings.csv", "china,,en,x,,me", "one of thing and choice"),
        ("namings.csv", "china,prc,en,x,FRA,me", "is chosen by 'FRA'"),
        ("protocol_marks.csv", "shape,x,en,x,me", "kind is 'shape'"),
        ("protocol_formats.csv", "call,1,loud,me", "role is 'loud'"),
        ("tone_words.csv", "tone,,en,x,0,me", "a tone has no code"),
    ],
)
def test_a_wrong_row_is_told(table: str, row: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    columns, load = LOADED[table]
    (tmp_path / table).write_text(f"{','.join(columns)}\n{row}\n", encoding="utf-8")
    monkeypatch.setenv("COMMUNIQUE_CODEBOOK", str(tmp_path))
    with pytest.raises(BadCodebookRow, match=told):
        load()

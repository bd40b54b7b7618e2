"""In which language a text is written; null when unsure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.read.language import given_language, language_code, language_of, tried_as

TEXTS = {
    "en": "The ministers met in the capital and agreed that the talks would be resumed in the spring of next year.",
    "ru": "Министры встретились в столице и договорились о том, что переговоры будут продолжены весной.",
    "uk": "Міністри зустрілися в столиці та домовилися, що переговори будуть продовжені навесні, але не раніше.",
    "zh": "两国外长在首都举行会晤，双方同意明年春天恢复谈判。",
    "zh-Hant": "兩國外長在首都舉行會談，雙方同意明年春天恢復談判。",
    "ja": "両国の外相は首都で会談し、来年の春に交渉を再開することで合意した。",
    "ko": "양국 외교장관은 수도에서 만나 내년 봄에 협상을 재개하기로 합의했다.",
    "ar": "التقى الوزيران في العاصمة واتفقا على استئناف المحادثات في الربيع المقبل وفقا لبيان من الوزارة.",
    "fa": "وزیران امور خارجه در پایتخت دیدار کردند و توافق کردند که گفتگوها در بهار از سر گرفته شود.",
    "fr": "Les ministres se sont rencontrés dans la capitale et ont décidé que les négociations reprendront.",
    "de": "Die Minister trafen sich in der Hauptstadt, und die Gespräche werden im Frühjahr fortgesetzt.",
    "es": "Los ministros se reunieron en la capital y acordaron que las negociaciones se reanudarán en la primavera.",
    "tr": "Bakanlar başkentte bir araya geldi ve görüşmelerin ilkbaharda yeniden başlaması için anlaştı.",
    "he": "השרים נפגשו בבירה והסכימו כי השיחות יתחדשו באביב.",
    "el": "Οι υπουργοί συναντήθηκαν στην πρωτεύουσα και συμφώνησαν να επαναλάβουν τις συνομιλίες την άνοιξη.",
}


@pytest.mark.parametrize(("code", "text"), TEXTS.items())
def test_a_sentence_is_enough(code: str, text: str) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize("text", ["", "2025-07-14", "OK", "Wang Yi", "!!! ???", "😀😀😀"])
def test_too_little_to_tell_is_null(text: str) -> None:
    assert language_of(text) is None


def test_names_in_another_script_do_not_change_the_language() -> None:
    assert language_of(f"{TEXTS['en']} The ministry (外交部) and Лавров were named.") == "en"


@pytest.mark.parametrize(
    ("label", "code"),
    [("en", "en"), ("en-GB", "en"), ("EN_us", "en"), ("zh-Hans", "zh"), ("iw", "he"), ("rus", "ru"), ("nb-NO", "no"),
     ("zh-TW", "zh-Hant"), ("zh_Hant_HK", "zh-Hant"), ("zh-Hans-HK", "zh"),
     ("english", None), ("", None), (None, None), ("x", None), ("en; fr", None)],
)  # fmt: skip
def test_labels_are_read(label: str | None, code: str | None) -> None:
    assert language_code(label) == code


def test_a_label_is_believed_unless_the_text_is_clearly_something_else() -> None:
    assert language_of("Wang Yi", labelled="en-GB") == "en"
    assert language_of(TEXTS["ru"], labelled="en") == "ru"
    assert language_of(TEXTS["en"] * 3, labelled="de") == "en"


@given(st.text(max_size=200), st.one_of(st.none(), st.text(max_size=8)))
def test_the_answer_is_a_code_or_null(text: str, label: str | None) -> None:
    found = language_of(text, labelled=label)
    assert found is None or found == "zh-Hant" or (found.isalpha() and len(found) in {2, 3})


@pytest.mark.parametrize(
    "text", ["Minister Weber met Minister Rossi.", "Premier Luo met President Stojanov here Tuesday."]
)
def test_one_small_word_makes_no_language(text: str) -> None:
    assert language_of(text) in {None, "en"}


def test_how_chinese_is_written_is_seen_in_the_text_whatever_was_given() -> None:
    assert given_language("zh", TEXTS["zh-Hant"]) == "zh-Hant"
    assert given_language("zh-TW", TEXTS["zh"]) == "zh"
    assert given_language("zh-TW", "王毅") == "zh-Hant"
    assert given_language("ru", TEXTS["zh"]) == "ru"
    assert given_language(None, TEXTS["zh"]) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [("Oslo", "en"), ("2026", "en"), ("Осло", "ru"), ("Київ", None), ("奥斯陆", None), ("წყალი", None)],
)
def test_what_is_too_short_is_tried_by_its_letters(text: str, language: str | None) -> None:
    assert tried_as(text) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Состоялась встреча министров в Риге, обсуждены вопросы рыболовства и торговли.", "ru"),
        ("Министърът се срещна с посланика и обсъди с него въпросите на търговията.", "bg"),
        ("Відбулася зустріч міністрів у Ризі, обговорено питання рибальства та торгівлі.", "uk"),
        ("Министар се састао са амбасадором и разговарао је о питањима трговине.", "sr"),
    ],
)
def test_neighbours_of_one_alphabet_are_told_by_the_letters_they_lack(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("La ministra de Exteriores noruega dijo que las conversaciones serían difíciles.", "es"),
        ("Las dos partes acordaron continuar las consultas.", "es"),
        ("Le président de la République a reçu le premier ministre de Norvège.", "fr"),
        ("Le due parti hanno concordato di proseguire le consultazioni.", "it"),
        ("O presidente da República recebeu o primeiro-ministro da Noruega.", "pt"),
    ],
)
def test_a_short_text_in_a_language_that_is_not_read_is_named(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "Lula da Silva meets Macron in Rio de Janeiro",
        "Ursula von der Leyen and Pedro Sánchez meet",
        "San Salvador de Jujuy and La Rioja governors meet Chinese envoy",
        "Buenos Aires, Santiago de Chile and La Paz agree gas deal",
    ],
)
def test_small_words_of_names_make_no_language(text: str) -> None:
    assert language_of(text) in {None, "en"}

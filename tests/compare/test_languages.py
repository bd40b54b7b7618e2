"""Accounts in different languages: silence only where ids speak. Records by hand, as a reader would make them."""

import re
from collections.abc import Callable

import pytest

from communique.codebook import concepts
from communique.compare import compare
from communique.model import (
    Account,
    Actor,
    ActorKind,
    Comparison,
    Document,
    Finding,
    FindingKind,
    Genre,
    Level,
    MadeBy,
    Mention,
    Passage,
    PassageKind,
    Record,
    Relation,
    Span,
    Stand,
)
from communique.model.span import text_sha256

AccountMaker = Callable[..., Account]

OPENING = "Foreign Minister Astrid Lindvik met today with Foreign Minister Tomas Arancibia of Chile. "
STATES = {"挪威": "NOR", "智利": "CHL", "乌克兰": "UKR", "Норвег": "NOR", "Чили": "CHL", "Украин": "UKR"}
ENDS = {"zh": r"[^。！？；\n]+[。！？；]?", "ru": r"[^.!?\n]+[.!?]?"}


def record_of(text: str, language: str) -> Record:
    """Return the record of a Chinese or Russian text: its sentences, and the states that it names."""
    sentences = [match for match in re.finditer(ENDS[language], text) if match[0].strip()]
    rest = r"\w*" if language == "ru" else ""
    named = sorted(
        (match.start(), match.end(), code) for form, code in STATES.items() for match in re.finditer(form + rest, text)
    )
    return Record(
        document=Document(id=language, sha256=text_sha256(text), text=text, language=language),
        passages=(Passage(kind=PassageKind.BODY, start=0, end=len(text)),),
        sentences=tuple(
            Span(start=match.start() + len(match[0]) - len(match[0].lstrip()), end=match.end()) for match in sentences
        ),
        actors=tuple(Actor(id=code, kind=ActorKind.STATE, name=code, country=code) for code in {c for *_, c in named}),
        mentions=tuple(Mention(start=start, end=end, actor=code) for start, end, code in named),
        made_by=MadeBy(version="0", language_model=None, codebook="0"),
    )


def chile(text: str, language: str) -> Account:
    return Account(account_id="CHL", side="CHL", genre=Genre.READOUT, record=record_of(text, language))


def found(comparison: Comparison, stand: Stand, side: str, level: Level) -> list[Finding]:
    return [one for one in comparison.findings if one.sides.get(side) is stand and one.level is level]


CHINESE = "智利外长同挪威外长举行会谈。双方就气候变化、渔业合作和乌克兰危机交换了意见。"
RUSSIAN = (
    "Министр иностранных дел Чили провёл переговоры с коллегой из Норвегии. "
    "Стороны обсудили изменение климата и ситуацию на Украине."
)


@pytest.mark.parametrize(("text", "language"), [(CHINESE, "zh"), (RUSSIAN, "ru")])
def test_one_topic_in_two_languages_is_in_both(account_of: AccountMaker, text: str, language: str) -> None:
    english = account_of("NOR", OPENING + "They discussed climate change and the war in Ukraine.")
    both = {
        one.topic.id
        for one in compare([english, chile(text, language)]).findings
        if set(one.sides.values()) == {Stand.MENTIONS} and one.level is Level.TOPIC
    }
    assert {"climate", "war_in_ukraine"} <= both


@pytest.mark.parametrize(("text", "language"), [(CHINESE, "zh"), (RUSSIAN, "ru")])
def test_a_topic_that_both_languages_have_words_for_may_be_missed(
    account_of: AccountMaker, text: str, language: str
) -> None:
    english = account_of("NOR", OPENING + "They discussed climate change and arms sales.")
    missed = found(compare([english, chile(text, language)]), Stand.SILENT, "CHL", Level.TOPIC)
    assert [one.topic.label for one in missed] == ["arms sales"]
    assert all(one.searched["CHL"] for one in missed)


def test_a_topic_without_words_in_the_other_language_is_unknown(
    account_of: AccountMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    from communique.compare import elements

    english = account_of("NOR", OPENING + "They discussed climate change and arms sales.")
    named = concepts.is_named_in
    monkeypatch.setattr(elements, "is_named_in", lambda name, language: language == "en" and named(name, language))
    comparison = compare([english, chile(CHINESE, "zh")])
    assert not found(comparison, Stand.SILENT, "CHL", Level.TOPIC)
    (arms,) = [one for one in comparison.findings if one.topic.label == "arms sales"]
    assert arms.kind is FindingKind.UNKNOWN
    assert arms.rule == "topic: no words for it"


def test_a_claim_in_words_that_the_codebook_lacks_is_not_missed(account_of: AccountMaker) -> None:
    english = account_of("NOR", OPENING + "They discussed climate change.")
    chinese = chile("双方就气候变化交换了意见。双方愿推动两地夜市摊主互访互学。", "zh")
    assert not found(compare([english, chinese]), Stand.SILENT, "NOR", Level.CLAIM)


def test_left_over_words_are_not_sought_in_another_language(account_of: AccountMaker) -> None:
    english = account_of("NOR", OPENING + "Minister Lindvik praised the lanterns of Valparaiso and their old tramways.")
    assert not found(compare([english, chile(CHINESE, "zh")]), Stand.SILENT, "CHL", Level.CLAIM)


@pytest.mark.parametrize(("text", "language"), [(CHINESE, "zh"), (RUSSIAN, "ru")])
def test_two_languages_are_mirrored(account_of: AccountMaker, text: str, language: str) -> None:
    english = account_of("NOR", OPENING + "They discussed climate change, arms sales and Russia’s war against Ukraine.")
    other = chile(text, language)
    one, turned = compare([english, other]), compare([other, english])
    shown = [
        {(one.kind, one.level, frozenset(one.sides.items()), str(sorted(one.evidence.items()))) for one in two.findings}
        for two in (one, turned)
    ]
    assert shown[0] == shown[1]


@pytest.mark.parametrize(("text", "language"), [(CHINESE, "zh"), (RUSSIAN, "ru")])
def test_an_account_in_another_language_against_itself_gives_only_both(text: str, language: str) -> None:
    account = chile(text, language)
    twin = account.model_copy(update={"account_id": "NOR", "side": "NOR"})
    assert {one.kind for one in compare([account, twin]).findings} <= {FindingKind.BOTH}


def test_harder_and_softer_are_told_across_languages(account_of: AccountMaker) -> None:
    english = account_of("NOR", OPENING + "They discussed Russia’s war against Ukraine.")
    (worded,) = [
        wording
        for one in compare([english, chile(CHINESE, "zh")]).findings
        if one.topic.id == "war_in_ukraine" and one.level is Level.TOPIC
        for wording in one.wording
    ]
    assert worded.relation is Relation.SOFTER


def test_one_amount_in_two_languages_is_one(account_of: AccountMaker) -> None:
    english = account_of("NOR", OPENING + "Norway will give $500 million for climate protection.")
    russian = chile("Норвегия выделит 500 млн долларов на защиту климата.", "ru")
    shared = [
        mark
        for one in compare([english, russian]).findings
        for wording in one.wording
        for mark in wording.marks
        if mark.note == "number:500000000"
    ]
    assert len(shared) == 2


def test_a_translation_is_no_later_version(account_of: AccountMaker) -> None:
    english = account_of("CHL", OPENING + "They discussed arms sales.", account_id="en").model_copy(
        update={"date": "2026-03-08"}
    )
    chinese = chile(CHINESE, "zh").model_copy(update={"account_id": "zh", "date": "2026-03-09"})
    assert not [one for one in compare([english, chinese]).findings if Stand.SILENT in one.sides.values()]


def test_a_topic_is_called_by_one_name_for_readers_of_several_languages(account_of: AccountMaker) -> None:
    english = account_of("NOR", OPENING + "They discussed climate change.")
    comparison = compare([english, chile("双方就气候变化和反恐合作交换了意见。", "zh")])
    assert "counter-terrorism" in {
        one.topic.label for one in comparison.findings if one.sides.get("NOR") is Stand.SILENT
    }


def test_what_is_raised_in_one_language_and_claimed_in_the_other_is_told(account_of: AccountMaker) -> None:
    english = account_of("NOR", OPENING + "They discussed climate change.")
    chinese = chile("智利愿同挪威以扩大可再生能源投资和保护海洋生物多样性共同应对气候变化。", "zh")
    (worded,) = [
        wording
        for one in compare([english, chinese]).findings
        if one.topic.id == "climate" and one.level is Level.TOPIC
        for wording in one.wording
    ]
    assert worded.relation in {Relation.SPECIFIC, Relation.HARDER}


def test_clear_absences_are_told_beside_words_that_cannot_be_sought(account_of: AccountMaker) -> None:
    english = account_of("NOR", OPENING + "They discussed climate change.")
    chinese = chile("双方就气候变化交换了意见。智方不寻求打“新冷战”。", "zh")
    missed = found(compare([english, chinese]), Stand.SILENT, "NOR", Level.CLAIM)
    assert any("新冷战" in one.topic.label for one in missed)


def test_what_the_other_side_agreed_is_no_more_than_raised_where_its_account_lists_it(
    account_of: AccountMaker,
) -> None:
    english = account_of("NOR", OPENING + "Both ministers agreed to reopen the Strait of Hormuz to all ships.")
    comparison = compare([english, chile("双方就中东局势、气候变化交换了意见。", "zh")])
    (told,) = [one for one in comparison.findings if one.rule == "claim: only raised"]
    assert told.kind is FindingKind.PUT_IN_MOUTH
    assert told.sides == {"NOR": Stand.MENTIONS, "CHL": Stand.GENERIC}
    assert not found(comparison, Stand.SILENT, "CHL", Level.CLAIM)


def test_who_names_a_topic_need_not_name_the_position_on_it(account_of: AccountMaker) -> None:
    english = account_of("NOR", OPENING + "Minister Lindvik stressed peace and stability across the Taiwan Strait.")
    chinese = chile("智方强调奉行一个中国政策。", "zh")
    missed = found(compare([english, chinese]), Stand.SILENT, "NOR", Level.CLAIM)
    assert ["一个中国政策" in one.topic.label for one in missed] == [True]


@pytest.mark.parametrize(
    ("english", "chinese", "missed"),
    [
        # all the words of 台独 are Taiwan, too; who names the one does not name the other
        ("stressed peace and stability across the Taiwan Strait", "智方表示，不支持“台独”。", "不支持“台独”"),
        # most of what the clause names is absent, though it begins with what is there
        (
            "stressed peace and stability across the Taiwan Strait",
            "智方表示，台湾问题是双边关系的红线。",
            "台湾问题是双边关系的红线",
        ),
        # no word is left that could not be sought
        ("praised the climate fund", "智方表示，遏制中国发展不利于世界。", "遏制中国发展不利于世界"),
    ],
)
def test_a_claim_is_missed_beside_something_wider_that_is_there(
    account_of: AccountMaker, english: str, chinese: str, missed: str
) -> None:
    comparison = compare([account_of("NOR", f"{OPENING}Minister Lindvik {english}."), chile(chinese, "zh")])
    assert [one.topic.label for one in found(comparison, Stand.SILENT, "NOR", Level.CLAIM)] == [missed]


def test_a_clause_is_not_missed_where_a_sentence_carries_most_of_it(account_of: AccountMaker) -> None:
    english = account_of("NOR", OPENING + "Minister Lindvik hoped that the ministers would stabilize the relationship.")
    chinese = chile("智方表示，处理好了，两国关系就能保持总体稳定。", "zh")
    assert not found(compare([english, chinese]), Stand.SILENT, "NOR", Level.CLAIM)


def test_trade_is_not_unfair_trade(account_of: AccountMaker) -> None:
    text = "Minister Lindvik raised continued concerns about unfair trade policies and non-market economic practices."
    chinese = chile("智方反对滥施制裁，愿同挪方扩大贸易。", "zh")
    missed = found(compare([account_of("NOR", OPENING + text), chinese]), Stand.SILENT, "CHL", Level.CLAIM)
    assert [one.topic.label.startswith("continued concerns about unfair trade") for one in missed] == [True]


@pytest.mark.parametrize(
    ("chinese", "label"),
    [("智方致力于实现“旧金山愿景”。", "San Francisco vision"), ("智方反对集团政治。", "alliances and blocs")],
)
def test_a_name_that_one_side_alone_uses_is_a_topic(account_of: AccountMaker, chinese: str, label: str) -> None:
    english = account_of("NOR", OPENING + "They discussed the results of the Woodside Summit.")
    comparison = compare([english, chile(chinese, "zh")])
    assert label in {one.topic.label for one in found(comparison, Stand.SILENT, "NOR", Level.TOPIC)}


def test_a_thing_inside_a_longer_name_is_not_missed(account_of: AccountMaker) -> None:
    english = account_of("NOR", OPENING + "They agreed on an energy and infrastructure ceasefire.")
    russian = chile("Чили предложила отказаться от ударов по объектам энергетической инфраструктуры.", "ru")
    assert not found(compare([english, russian]), Stand.SILENT, "NOR", Level.CLAIM)


def test_a_name_is_not_missed_where_a_sentence_has_what_stands_beside_it(account_of: AccountMaker) -> None:
    english = account_of("NOR", OPENING + "They agreed on talks on a maritime ceasefire in the Black Sea.")
    russian = chile("Стороны обсудили безопасность судоходства в Чёрном море.", "ru")
    assert not found(compare([english, russian]), Stand.SILENT, "NOR", Level.TOPIC)


def test_fragments_of_one_claim_are_one_silence(account_of: AccountMaker) -> None:
    english = account_of("NOR", OPENING + "They discussed climate change.")
    chinese = chile("智方强调，这是历史之问、世界之问、人民之问。", "zh")
    (missed,) = found(compare([english, chinese]), Stand.SILENT, "NOR", Level.CLAIM)
    assert "历史之问、世界之问、人民之问" in missed.topic.label


def test_a_sentence_that_summarises_another_language_says_what_its_words_name(account_of: AccountMaker) -> None:
    english = account_of("NOR", OPENING + "They discussed climate change.")
    comparison = compare([english, chile("智方不寻求打“新冷战”。", "zh")])
    assert any("(Chinese, naming Cold War" in one.sentence for one in comparison.summary)


def test_a_clause_is_not_missed_beside_a_telling_thing_that_is_there(account_of: AccountMaker) -> None:
    english = account_of("NOR", OPENING + "Minister Lindvik hoped to resolve outstanding trade issues and irritants.")
    chinese = chile("双方同意推进解决彼此关切的具体经贸问题。", "zh")
    assert not found(compare([english, chinese]), Stand.SILENT, "CHL", Level.CLAIM)


def test_who_has_no_word_that_rates_a_talk_in_another_language_is_silent_on_it(account_of: AccountMaker) -> None:
    rated = account_of("NOR", OPENING + "The talks were candid and constructive. They discussed fisheries.")
    tone = [
        one
        for chinese in ("双方就渔业合作交换了意见。", "双方进行了坦诚沟通。", "双方希望关系建设性发展。")
        for one in compare([rated, chile("智利外长同挪威外长举行会谈。" + chinese, "zh")]).findings
        if one.rule == "protocol: tone"
    ]
    assert [one.sides["CHL"] for one in tone] == [Stand.SILENT, Stand.MENTIONS]
    assert tone[0].searched["CHL"]


def test_a_third_state_that_both_name_is_told(account_of: AccountMaker) -> None:
    english = account_of("NOR", OPENING + "On Ukraine, she urged restraint.")
    chinese = chile("智利外长同挪威外长举行会谈。双方讨论了乌克兰，希望各方保持克制。", "zh")
    comparison = compare([english, chinese])
    (state,) = [one for one in comparison.findings if one.rule == "topic: same actor"]
    assert state.topic.label == "Ukraine"
    assert state.kind is FindingKind.BOTH
    assert {
        side: [place.of({"NOR": english, "CHL": chinese}[side].text) for place in found]
        for side, found in state.evidence.items()
    } == {
        "NOR": ["Ukraine"],
        "CHL": ["乌克兰"],
    }


@pytest.mark.parametrize(
    ("english", "is_silent"),
    [("They noted that ties are developing dynamically.", False), ("They discussed fisheries.", True)],
)
def test_who_speaks_of_relations_at_all_may_mean_those_of_two_states(
    account_of: AccountMaker, english: str, *, is_silent: bool
) -> None:
    norwegian = account_of("NOR", OPENING + english)
    russian = chile("Министры провели переговоры. Чили удовлетворена развитием российско-китайских отношений.", "ru")
    missed = [one for one in compare([norwegian, russian]).findings if Stand.SILENT in one.sides.values()]
    assert bool([one for one in missed if one.topic.id == "china_russia" and one.level is Level.CLAIM]) is is_silent

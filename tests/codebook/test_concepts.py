import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.codebook import concepts as codebook
from communique.codebook.concepts import (
    broader,
    concepts,
    find_concepts,
    forms,
    near,
    rarity,
    relation,
)
from communique.codebook.topics import find_topics, topics
from communique.errors import BadCodebookRow

CASES = Path(__file__).parents[1] / "cases" / "concepts.csv"
READOUT = (
    "Foreign Minister Ilse Brandvik spoke today with her Ghanaian counterpart, Kofi Asante. They discussed the massing "
    "of troops near the border and agreed that further escalation would be met with swift and severe economic costs. "
    "Mr. Asante asked for budget support and more vaccines. The ministers will stay in close touch."
)


def found(text: str, language: str = "en") -> list[tuple[str, str]]:
    return [(text[match.start : match.end], match.concept) for match in find_concepts(text, language)]


def named(text: str, language: str = "en") -> set[str]:
    return {match.concept for match in find_concepts(text, language)}


def test_concepts_come_in_the_order_of_the_text_with_their_words() -> None:
    words = found(READOUT)
    assert ("massing of troops", "military_buildup") in words
    assert ("stay in close touch", "next_contact") in words
    assert ("budget support", "budget_support") in words
    starts = [match.start for match in find_concepts(READOUT, "en")]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    ("one", "other", "concept"),
    [
        ("impose severe costs on Freedonia", "new restrictive measures", "sanctions"),
        ("a peaceful settlement", "the political process", "peace_settlement"),
        ("They will keep in touch.", "regular contacts at the highest level", "next_contact"),
        ("de-escalation", "the need to lower tensions", "de_escalation"),
        ("a truce", "a cease-fire", "ceasefire"),
        ("macro-financial assistance", "direct budgetary support", "budget_support"),
    ],
)
def test_words_of_one_meaning_share_a_concept(one: str, other: str, concept: str) -> None:
    assert concept in named(one) & named(other)


@pytest.mark.parametrize(
    "case", list(csv.DictReader(CASES.read_text(encoding="utf-8").splitlines())), ids=lambda case: case["shared"]
)
def test_two_wordings_of_one_claim_share_a_concept(case: dict[str, str]) -> None:
    shared = named(case["text"], case["language"]) & named(case["other"], case["other_language"])
    assert case["shared"] in shared


@pytest.mark.parametrize(
    ("one", "other"),
    [("tariffs on them", "sanctions on them"), ("the Minsk agreements", "a ceasefire"), ("a visit", "a phone call")],
)
def test_what_analysts_keep_apart_stays_apart(one: str, other: str) -> None:
    assert not named(one) & named(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("They discussed fishing quotas.", "A consulate will be opened in Lagos."),
        ("The new air link was welcomed.", "The railway to the border was discussed."),
        ("Oil output was raised.", "Riyadh offered to mediate."),
        ("Floods in the north were raised.", "They spoke of gold mining."),
        ("A frigate sale was discussed.", "The minister spoke of child labour."),
        ("They stressed women in mediation.", "Hydrogen was discussed."),
        ("Coal was raised.", "They spoke of peacekeepers."),
        ("The trade gap was discussed.", "Journalists in prison were raised."),
    ],
)
def test_two_points_of_one_meeting_share_no_thing(one: str, other: str) -> None:
    assert not {name for name in named(one) & named(other) if concepts()[name].kind == "thing"}


@pytest.mark.parametrize(
    ("text", "not_named"),
    [
        ("Training for officers was offered.", "railways"),
        ("He received the President of the Federal Republic of Nigeria.", "decentralisation"),
        ("The talks took place in a good climate.", "climate"),
        ("He asked for light attack aircraft.", "attack"),
        ("Senior officials attended.", "elderly"),
        ("They agreed to ease travel rules.", "international_courts"),
        ("Firefighters were sent.", "border_clashes"),
        ("Competent authorities will meet.", "competition"),
        ("The conference was opened.", "award"),
        ("Irregular migrants were spoken of.", "insurgents"),
        ("There are no more questions respecting the timetable.", "respect"),
        ("Millions of people died.", "funding"),
        ("He spoke of the special bond of the two peoples.", "stock_financial_markets"),
        ("He stressed fairness and reciprocity.", "trade_balance"),
        ("They will responsibly manage the competition.", "manage_differences"),
        ("Our values were spoken of.", "praise"),
        ("The location will be announced.", "existence"),
        ("He thanked the European Union.", "jobs"),
        ("The Deputy Minister attended.", "parliamentary_exchange"),
        ("They hold different views.", "manage_differences"),
        ("They spoke of fighting corruption.", "war"),
        ("The families of the victims were received.", "adoption_family"),
        ("Security in the Pacific was raised.", "stability"),
        ("They met on the margins of the summit.", "poverty_inequality"),
        ("They have a robust dialogue.", "resilience"),
        ("He spoke in the spirit of Oslo.", "wine"),
        ("They discussed social development.", "party_leadership"),
        ("They will manage the competition.", "sport"),
        ("The forces performed well.", "culture"),
        ("The integrity of the vote was raised.", "regional_integration"),
        ("The National Guard was sent.", "protect"),
        ("She received the minister of the Democratic Republic of the Congo.", "democracy"),
    ],
)
def test_words_that_share_a_stem_or_a_word_are_told_apart(text: str, not_named: str) -> None:
    assert not_named not in named(text)


@pytest.mark.parametrize(
    ("text", "language", "not_named"),
    [
        ("Достигнутые договорённости будут выполнены.", "ru", "head_of_state_guidance"),
        ("Выдающийся учёный получил премию.", "ru", "extradition_fugitives"),
        ("Он почти согласился.", "ru", "postal"),
        ("Безусловно, это важно.", "ru", "unconditional"),
        ("Обсуждались выводы комиссии.", "ru", "withdrawal_of_forces"),
        ("双方将继续用好经贸磋商机制。", "zh", "free_trade_agreement"),
        ("巴方感谢中方的支持。", "zh", "palestinians"),
        ("双方谈到保护儿童。", "zh", "deported_children"),
        ("智利外交部长会见了他。", "zh", "diplomacy"),
        ("中华人民共和国主席来访。", "zh", "diaspora"),
        ("两党两国关系密切。", "zh", "congress_approval"),
        ("智方愿同伊斯兰国家加强合作。", "zh", "islamic_state_group"),
        ("无论外部环境如何变化，两国关系不变。", "zh", "environment"),
        ("文莱苏丹来访。", "zh", "sudan_conflict"),
        ("两国关系健康发展。", "zh", "health"),
        ("这给世界带来信心。", "zh", "letter_message"),
        ("双方要释放合作潜力。", "zh", "release"),
        ("Отмечено здоровое развитие отношений.", "ru", "health"),
        ("Это самостоятельный выбор народа.", "ru", "elections"),
        ("Нужны дополнительные усилия.", "ru", "increase"),
        ("В настоящее время визит готовится.", "ru", "demand_urge"),
        ("Он сообщил об этом коллеге.", "ru", "coordination"),
        ("Это довольно важный вопрос.", "ru", "express_satisfaction"),
        ("这充分说明合作的重要性。", "zh", "information_brief"),
        ("双方谈到自贸协定升级。", "zh", "escalation"),
        ("双方要改善营商环境。", "zh", "environment"),
        ("反对单边主义。", "zh", "combat"),
        ("Состоялся обмен военнопленными.", "ru", "people_to_people"),
        ("Народы помогают друг другу.", "ru", "leaders_personal_relations"),
        ("Пошлины отменены.", "ru", "tax"),
        ("Нужен устойчивый мир.", "ru", "resilience"),
    ],
)
def test_words_with_another_sense_are_told_apart_in_russian_and_chinese(
    text: str, language: str, not_named: str
) -> None:
    assert not_named not in named(text, language)


@pytest.mark.parametrize(
    ("one", "other", "concept"),
    [
        (("The teams will be meeting soon.", "en"), ("双方将举行新一轮会谈。", "zh"), "next_meeting"),
        (
            ("The killing must stop: end the killing.", "en"),
            ("Обсуждалось прекращение кровопролития.", "ru"),
            "ending_war",
        ),
        (("They want to work together.", "en"), ("Стороны готовы работать вместе.", "ru"), "cooperation"),
        (("A level playing field was raised.", "en"), ("双方谈到公平竞争。", "zh"), "level_playing_field"),
        (("Risks to national security were raised.", "en"), ("双方谈到国家安全。", "zh"), "national_security"),
    ],
)
def test_one_concept_is_named_in_two_languages(one: tuple[str, str], other: tuple[str, str], concept: str) -> None:
    assert concept in named(*one) & named(*other)


@pytest.mark.parametrize(
    ("text", "language", "topic"),
    [
        ("美中关系十分重要。", "zh", "us_china"),
        ("俄中关系", "zh", "china_russia"),
        ("Укреплять Шанхайскую организацию сотрудничества.", "ru", "sco"),
        ("The matter of Rare Earth products.", "en", "rare_earths"),
        ("The importance of the economic relationship.", "en", "trade"),
        ("双方谈到友好城市。", "zh", "local_ties"),
        ("Обсуждались связи городов-побратимов.", "ru", "local_ties"),
        ("Говорили об охране окружающей среды.", "ru", "environment_protection"),
        ("双方就矿业合作交换意见。", "zh", "mining"),
        ("Обменялись мнениями о положении арабских стран.", "ru", "arab_world"),
        ("They welcomed inter-parliamentary cooperation.", "en", "parliamentary_ties"),
        ("Речь шла о 80-летии Победы.", "ru", "ww2_memory"),
        ("双方谈到单边霸凌。", "zh", "multipolarity"),
        ("Обсуждалось авиасообщение.", "ru", "transport_links"),
    ],
)
def test_topics_are_found_by_each_order_case_and_number(text: str, language: str, topic: str) -> None:
    assert topic in {match.topic for match in find_topics(text, language)}


@pytest.mark.parametrize(
    ("text", "not_named"),
    [
        ("双方在中南海会谈。", "south_china_sea"),
        ("东海岸铁路即将完工。", "east_china_sea"),
        ("双方谈到中国同中东欧国家的合作。", "middle_east"),
        ("双方愿同伊斯兰国家对话。", "islamic_state"),
        ("要开拓合作新疆域。", "xinjiang"),
        ("南苏丹总统来访。", "sudan"),
        ("双方要完善物流网络。", "cyber"),
    ],
)
def test_a_longer_name_hides_the_topic_that_its_characters_spell(text: str, not_named: str) -> None:
    assert not_named not in {match.topic for match in find_topics(text, "zh", places=True)}


def test_what_is_hidden_is_named_where_it_stands_by_itself() -> None:
    found_topics = {match.topic for match in find_topics("在中南海，双方谈到南海问题。", "zh")}
    assert "south_china_sea" in found_topics


def test_two_seas_in_a_row_are_both_named() -> None:
    for text in ("in the East and South China Seas", "the South and East China Seas"):
        assert {"east_china_sea", "south_china_sea"} <= named(f"They discussed the situation {text}.")


def test_a_longer_form_does_not_hide_the_things_that_its_words_name() -> None:
    assert named("forest fires") >= {"wildfires", "natural_disaster", "forests_land"}
    assert named("power exports") >= {"electricity"}
    assert named("the seizure of an oil tanker") >= {"ship_seizure"}


def test_the_longest_phrase_wins() -> None:
    assert found("humanitarian aid") == [("humanitarian aid", "humanitarian_aid")]


def test_a_hyphen_a_space_and_one_word_are_the_same() -> None:
    for written in ("de-escalation", "de escalation", "deescalation", "De‑escalation"):
        assert named(written) == {"de_escalation"}


def test_articles_and_possessives_may_stand_inside_a_phrase() -> None:
    assert ("raise the costs", "sanctions") in found("They would raise the costs.")
    assert ("defend its own territory", "self_defence") in found("It may defend its own territory.")


def test_a_phrase_never_crosses_a_comma_or_a_sentence() -> None:
    assert "next_contact" not in named("They will stay in close, touch nothing.")
    assert "summit" not in named("They thanked the leaders. Meeting in Oslo, they rested.")
    assert "security_guarantees" not in named("They spoke of security, their guarantees of trade aside.") - named(
        "guarantees"
    )


@pytest.mark.parametrize(
    ("text", "word", "concept"),
    [
        ("military, economic and humanitarian assistance", "military", "security_assistance"),
        ("trade and security talks", "trade", "trade_talks"),
    ],
)
def test_words_in_a_row_share_the_noun_behind_them(text: str, word: str, concept: str) -> None:
    assert (word, concept) in found(f"They asked for {text}.")


@pytest.mark.parametrize(
    "text", ["The military spoke. Economic and humanitarian assistance came.", "The military gave food and assistance."]
)
def test_no_row_goes_past_a_sentence_or_a_verb(text: str) -> None:
    assert "security_assistance" not in named(text)


def test_up_to_two_words_may_stand_in_a_gap() -> None:
    assert ("impose further economic costs", "sanctions") in found("They would impose further economic costs.")
    assert "sanctions" not in named("They would impose rules that hardly anybody likes at such costs.")


def test_an_abbreviation_needs_its_capitals() -> None:
    assert "world_health_organization" in named("WHO experts")
    assert "world_health_organization" not in named("experts who came")
    assert "quad_aukus" not in named("a quad bike")


def test_the_city_and_the_fuel_are_told_apart_in_russian() -> None:
    assert "gaza" in named("ситуация в Газе", "ru")
    assert "gaza" not in named("поставки газа", "ru")


def test_words_are_matched_whole() -> None:
    assert not find_concepts("Warsaw armchair", "en")


def test_russian_is_matched_in_its_cases() -> None:
    text = "Стороны отметили важность соблюдения договорённостей о прекращении огня и устранения первопричин кризиса."
    assert {"ceasefire", "root_causes", "agreement_reached"} <= named(text, "ru")
    assert named("договоренностей", "ru") == named("договорённостей", "ru")


def test_chinese_is_matched_by_its_characters() -> None:
    text = "双方应加强反恐合作，尊重彼此核心利益，恪守一个中国原则。"
    assert {"terrorism", "core_interests", "one_china"} <= named(text, "zh")


def test_a_concept_is_the_same_in_three_languages() -> None:
    assert "ceasefire" in named("ceasefire") & named("прекращение огня", "ru") & named("停火", "zh")


def test_a_language_without_forms_gives_nothing() -> None:
    assert find_concepts("cessez-le-feu", "fr") == ()


def test_offsets_are_code_points() -> None:
    text = "🇳🇴 A ceasefire"
    ((start, end, concept),) = find_concepts(text, "en")
    assert (text[start:end], concept) == ("ceasefire", "ceasefire")


def test_every_topic_and_concept_named_by_a_relation_exists() -> None:
    assert codebook._relations() is not None


def test_every_concept_has_english_forms() -> None:
    assert len(concepts()) >= 200
    for concept in concepts():
        assert forms(concept, "en"), concept


def test_chinese_forms_have_two_characters() -> None:
    assert not [form for concept in concepts() for form in forms(concept, "zh") if len(form) < 2]


def test_what_is_rare_tells_more() -> None:
    assert rarity("cooperation") < rarity("ceasefire") < rarity("a name in no readout")


def test_a_topic_has_the_broader_topics_of_its_table() -> None:
    assert broader("topic:tariffs") == ("topic:trade",)
    assert relation("topic:tariffs", "topic:trade") == "broader"
    assert relation("topic:trade", "topic:tariffs") == "narrower"
    assert relation("tariffs", "tariffs") == "same"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("COMMUNIQUE_CODEBOOK", str(tmp_path))
    for kept in (codebook._table, codebook._relations, codebook._one_way, codebook._phrases, codebook.relation):
        kept.cache_clear()
    yield tmp_path
    monkeypatch.undo()
    for kept in (codebook._table, codebook._relations, codebook._one_way, codebook._phrases, codebook.relation):
        kept.cache_clear()


HEADER = "concept,language,form,kind,source\n"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (",en,truce,thing,mine", "empty"),
        ("ceasefire,en,quiet guns,act,mine", "'thing' above and 'act' here"),
        ("quiet,en,—,thing,mine", "has no word"),
        ("quiet,en,one two three four five six seven eight nine,thing,mine", "more than"),
        ("quiet,xx,truce,thing,mine", "language is 'xx'"),
    ],
)
def test_a_bad_row_is_told(own: Path, row: str, told: str) -> None:
    (own / "concepts.csv").write_text(HEADER + row + "\n", encoding="utf-8")
    with pytest.raises(BadCodebookRow, match=re.escape(told)):
        find_concepts("truce", "en")


def test_the_users_forms_are_found(own: Path) -> None:
    (own / "concepts.csv").write_text(HEADER + "ceasefire,en,quiet guns,thing,mine\n", encoding="utf-8")
    assert named("quiet guns") == {"ceasefire"}


@pytest.mark.parametrize(
    ("row", "told"), [("ceasefire,near,nothing_known,mine", "no concept"), ("ceasefire,near,ceasefire,mine", "itself")]
)
def test_a_bad_relation_is_told(own: Path, row: str, told: str) -> None:
    (own / "concept_relations.csv").write_text("concept,relation,other,source\n" + row + "\n", encoding="utf-8")
    with pytest.raises(BadCodebookRow, match=told):
        relation("ceasefire", "peace")


def test_near_is_mutual() -> None:
    for concept in (*concepts(), *(f"topic:{topic}" for topic in topics())):
        for other in near(concept):
            assert concept in near(other)

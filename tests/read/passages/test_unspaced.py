import pytest

from communique.read.passages import split_passages


def kinds(text: str) -> list[tuple[str, str]]:
    return [(one.kind.value, text[one.start : one.end].strip()) for one in split_passages(text)]


def test_a_page_is_the_story_but_for_what_says_that_it_is_not() -> None:
    text = (
        "林致远同挪威外交大臣举行会谈\n"
        "2026年3月10日 18:20\n"
        "来源：外交部网站\n"
        "新华社北京3月10日电（记者 王敏）外交部长林致远10日在北京同挪威外交大臣哈尔森举行会谈。\n"
        "双方讨论了渔业。\n"
        "【打印】【关闭】\n"
        "相关阅读：\n"
    )
    assert kinds(text) == [
        ("headline", "林致远同挪威外交大臣举行会谈"),
        ("header", "2026年3月10日 18:20"),
        ("byline", "来源：外交部网站"),
        ("dateline", "新华社北京3月10日电（记者 王敏）"),
        ("body", "外交部长林致远10日在北京同挪威外交大臣哈尔森举行会谈。\n双方讨论了渔业。"),
        ("navigation", "【打印】【关闭】"),
        ("related", "相关阅读："),
    ]


@pytest.mark.parametrize(
    "closing",
    ["两国外长还就北极事务交换了意见。\n陈志参加会谈。", "25日，挪威首相在议会发表讲话。外交部当天表示欢迎。"],
)
def test_closing_paragraphs_are_the_story(closing: str) -> None:
    text = f"外交部长林致远10日在北京同挪威外交大臣哈尔森举行会谈。\n{closing}\n"
    assert {kind for kind, _ in kinds(text)} == {"body"}

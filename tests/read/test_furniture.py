"""What stands around the story of a page does not make it one about diplomacy, and no story is lost with it."""

import pytest

from communique.read.furniture import LONGEST_LINK, is_wanted, story_words
from communique.read.relevance import is_about_diplomacy
from communique.read.tags import text_without_tags

RAIN = "".join(f"<p>In cellar {number} the water stood knee-deep by the evening.</p>" for number in range(20))
TALKS = "Foreign ministers of Norway and Chile meet in Oslo"
STORY = "<p>Norway's foreign minister met her Chilean counterpart in Oslo on Tuesday.</p>"


def is_read(markup: str) -> bool:
    return is_wanted(is_about_diplomacy, text_without_tags(markup), markup)


@pytest.mark.parametrize(
    "markup",
    [
        f"{RAIN}<aside><h2>Read also</h2><p>{TALKS}</p></aside>",
        f"<nav><ul><li>{TALKS}</li></ul></nav>{RAIN}",
        f"{RAIN}<FOOTER class='x'><p>{TALKS}</p><footer>x</footer></FOOTER >",
        f"{RAIN}<div class='teaser'><a href='/1'><span>News</span><h3>{TALKS}</h3></a></div>",
        f"{RAIN}<ul><li>• <a href='/1'>{TALKS}</a></li></ul>{RAIN}",
        f"<p>The rain.</p>{RAIN}<a class=b href=/1>{TALKS}<br>{TALKS}",
    ],
)
def test_a_page_is_not_about_what_stands_beside_its_story(markup: str) -> None:
    assert is_about_diplomacy(text_without_tags(markup))
    assert not is_read(markup)


@pytest.mark.parametrize(
    "markup",
    [
        f"<nav>Home</nav>{RAIN}{STORY}<aside>x</aside>",
        f"{RAIN}<p>Norway's <a href='/x'>foreign minister</a> met the <a href='/y'>Chilean</a> one in Oslo.</p>",
        f"<aside>{RAIN}{STORY}",
        f"{RAIN}</aside>{STORY}</aside>",
        f"<!-- <aside> -->{RAIN}{STORY}<!-- </aside> -->",
        f"<script>'<nav>'</script>{RAIN}{STORY}<script>'</nav>'</script>",
        f"<nav-bar>{RAIN}{STORY}</nav-bar>",
        f"<a name='top'>{RAIN}{STORY}",
        f"<a href='/top'>{RAIN}{STORY}",
        f"<aside>{STORY}{RAIN}</aside><p>All rights reserved.</p>",
        "".join(f"<p><a href='/{number}'>{TALKS}</a></p>" for number in range(30)),
        STORY,
    ],
)
def test_no_story_is_lost_with_it(markup: str) -> None:
    assert is_read(markup)


@pytest.mark.parametrize(("answer", "markup", "times"), [(False, RAIN, 1), (True, None, 1), (True, RAIN, 2)])
def test_it_is_asked_again_only_where_markup_may_tell_more(*, answer: bool, markup: str | None, times: int) -> None:
    asked: list[str] = []

    def wanted(text: str) -> bool:
        asked.append(text)
        return answer

    assert is_wanted(wanted, RAIN, markup) is answer
    assert len(asked) == times


def test_words_keep_their_lines() -> None:
    page = "<h1>Rain\x01</h1><nav>Home</nav><p>It <a href='/x'>rained</a> in\x03 May.</p><p><a href='/y'>More</a></p>"
    assert story_words(page + RAIN) == text_without_tags(f"<h1>Rain</h1><p>It rained in May.</p>{RAIN}")


def test_a_link_that_nobody_ended_is_text() -> None:
    words = "It rained. " * (LONGEST_LINK // 11 + 1)
    assert story_words(f"<a href='/x'>{words}<p>{words}") == text_without_tags(f"{words}<p>{words}")

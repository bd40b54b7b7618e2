from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from communique.annotate.chinese.reading import read
from communique.annotate.chinese.text import Text, plain, sentence_places

WORDS = (
    "国家主席 外交部长 王毅 挪威 首相 哈尔森 表示 ， 。 “ ” 「 」 同 会见 就 渔业 交换了意见 3月5日 没有提及 声明"
    " 双方 同意 据 报道 在北京 俄外长 、 等 苏丹 · 总统 前往 访华 应约 取消 x 12 …… ？ 雙方 會談"
)
PIECES = st.sampled_from([*WORDS.split(), " ", "\n"])


@given(st.lists(PIECES, max_size=40).map("".join))
def test_nothing_that_a_text_holds_stops_the_reading(words: str) -> None:
    found = read(Text(words, [(0, len(words))] if words else []), published="2026-03-11", side=None)
    known = {actor.id for actor in found.actors}
    for statement in found.statements:
        assert all(span.of(words).strip() for span in statement.content)
        assert statement.speaker is None or statement.speaker.actor in known | {None}
    for mention in found.mentions:
        assert 0 <= mention.start < mention.end <= len(words)
        assert mention.actor in known | {None}
        assert (mention.actor is None) == (mention.why is not None)
    for meeting in found.meetings:
        assert len(meeting.participants) > 1 or meeting.kind == "visit"


@given(st.text(max_size=60) | st.lists(PIECES, max_size=30).map("".join))
def test_the_plain_form_keeps_every_place(words: str) -> None:
    assert len(plain(words)) == len(words)
    places = list(sentence_places(plain(words), 0, len(words)))
    assert all(start < end for start, end in places)
    assert all(one[1] <= other[0] for one, other in pairwise(places))
    covered = {at for start, end in places for at in range(start, end)}
    assert all(words[at].isspace() for at in range(len(words)) if at not in covered)

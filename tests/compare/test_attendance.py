"""Who else took part: told by one account alone, or by both."""

from collections.abc import Callable

import pytest
from tests.compare.test_languages import OPENING, chile

from communique.compare import compare
from communique.model import Account, Comparison, Finding, FindingKind, Stand

AccountMaker = Callable[..., Account]
TALKS = "智利外长同挪威外长举行会谈。"


def attendance(comparison: Comparison) -> list[Finding]:
    return [one for one in comparison.findings if one.rule == "protocol: who took part"]


def test_a_line_that_one_account_ends_with_is_told(account_of: AccountMaker) -> None:
    english = account_of("NOR", OPENING + "They discussed fisheries.")
    chinese = chile(TALKS + "双方就渔业合作交换了意见。罗哈斯参加会见。", "zh")
    (line,) = attendance(compare([english, chinese]))
    assert line.kind is FindingKind.ONLY_IN
    assert line.sides == {"NOR": Stand.SILENT, "CHL": Stand.MENTIONS}
    assert [place.of(chinese.text) for place in line.evidence["CHL"]] == ["罗哈斯参加会见"]
    assert line.protocol
    assert line.searched["NOR"]


@pytest.mark.parametrize(
    "english",
    [
        # a line of its own
        "They discussed fisheries. Ambassador Rojas also attended the meeting.",
        # somebody of that side, who may be he
        "They discussed fisheries. Chile’s President sent a letter.",
    ],
)
def test_an_account_that_names_somebody_of_that_side_is_not_silent(account_of: AccountMaker, english: str) -> None:
    chinese = chile(TALKS + "双方就渔业合作交换了意见。罗哈斯参加会见。", "zh")
    told = attendance(compare([account_of("NOR", OPENING + english), chinese]))
    assert all(Stand.SILENT not in one.sides.values() for one in told)


def test_who_took_part_in_something_else_is_no_line_of_attendance(account_of: AccountMaker) -> None:
    english = account_of("NOR", OPENING + "They discussed fisheries.")
    chinese = chile(TALKS + "双方欢迎多国出席气候变化大会。", "zh")
    assert attendance(compare([english, chinese])) == []
    assert attendance(compare([chinese, english])) == []


def test_a_text_that_was_cut_is_not_silent(account_of: AccountMaker) -> None:
    english = account_of("NOR", OPENING + "They discussed fisheries.", account_id="cut", truncated=True)
    chinese = chile(TALKS + "罗哈斯参加会见。", "zh")
    assert attendance(compare([english, chinese])) == []

"""What the written meetings come to; see evaluation/meetings.py."""

from collections.abc import Callable
from typing import Any


def test_each_real_meeting_is_one_and_no_two_are_put_together(script: Callable[[str], Any]) -> None:
    figures = script("evaluation/meetings.py").measure().figures()
    assert figures["meetings: merged that are two"] == 0
    assert figures["meetings: records for each real meeting"] <= 1.05
    assert figures["meetings: texts without a meeting"] <= 2
    assert figures["meetings: mentions put with their meeting, share"] >= 0.33

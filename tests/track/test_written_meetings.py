"""What the written meetings come to; see evaluation/meetings.py."""

import importlib.util
from pathlib import Path

MEASURE = Path(__file__).parents[2] / "evaluation" / "meetings.py"


def test_each_real_meeting_is_one_and_no_two_are_put_together() -> None:
    spec = importlib.util.spec_from_file_location("written_meetings", MEASURE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    figures = module.measure().figures()
    assert figures["meetings: merged that are two"] == 0
    assert figures["meetings: records for each real meeting"] <= 1.05
    assert figures["meetings: texts without a meeting"] <= 2
    assert figures["meetings: mentions put with their meeting, share"] >= 0.33

from collections.abc import Iterable, Sequence
from typing import Any

import pytest

from communique.model import (
    ComparedAccount,
    Comparison,
    Evidence,
    Failure,
    Finding,
    FindingKind,
    Level,
    MadeBy,
    Record,
    Searched,
    Stand,
    Topic,
)
from communique.model.record import COSTS_THE_WHOLE
from communique.track.habits import Series, change, formulas_gone, omissions, series_of, wilson
from communique.track.meetings import meetings
from communique.track.tellings import numbered, tellings_of

Told = Any
MADE_BY = MadeBy(version="0", language_model=None, codebook="0")


def comparison(
    number: int,
    stand: Stand,
    *,
    topic: str = "taiwan",
    other: str = "FRA",
    whole: bool = True,
    level: Level = Level.TOPIC,
) -> Comparison:
    finding = Finding(
        id="f1",
        kind=FindingKind.ONLY_IN,
        level=level,
        topic=Topic(id=topic, label=topic),
        sides={"SWE": stand, other: Stand.MENTIONS},
        evidence={other: (Evidence(account_id=f"{number}-{other}", start=0, end=4),)},
        searched={"SWE": (Searched(account_id=f"{number}-SWE", start=0, end=3, similarity=0.1),)},
        confidence=0.9,
        rule="test",
    )
    return Comparison(
        meeting_id=f"m{number}",
        accounts=(
            ComparedAccount(account_id=f"{number}-SWE", side="SWE", whole=whole, words=100),
            ComparedAccount(account_id=f"{number}-{other}", side=other, whole=True, words=100),
        ),
        findings=(finding,),
        made_by=MADE_BY,
    )


def many(stands: Sequence[Stand], **options: Any) -> list[Comparison]:
    return [comparison(number, stand, **options) for number, stand in enumerate(stands)]


def test_a_topic_that_a_side_leaves_out() -> None:
    stands = [Stand.SILENT] * 9 + [Stand.GENERIC, Stand.UNKNOWN]
    (row,) = omissions("SWE", many(stands), {"0-FRA": "Taiwan", "0-SWE": "Sea"})
    assert (row.topic, row.left_out, row.of, row.unknown, row.share) == ("taiwan", 9, 10, 1, 0.9)
    assert (row.low, row.high, row.regular) == (*wilson(9, 10), True)
    assert row.against == {"FRA": 10}
    assert [words.words for words in row.evidence] == ["Taiw"]
    assert [words.words for words in row.searched] == ["Sea"]
    assert row.findings[0] == ("m0", "f1")


def test_nothing_is_said_from_fewer_than_five() -> None:
    assert omissions("SWE", many([Stand.SILENT] * 4), {}) == []
    assert omissions("SWE", many([Stand.SILENT] * 4 + [Stand.UNKNOWN]), {}) == []
    assert omissions("SWE", many([Stand.SILENT] * 4), {}, fewest=1) == []


def test_what_does_not_count() -> None:
    silent = [Stand.SILENT] * 5
    assert omissions("SWE", many(silent, whole=False), {}) == []
    assert omissions("SWE", many(silent, level=Level.CLAIM), {}) == []
    assert omissions("SWE", many(silent, topic="international_situation"), {}) == []
    assert omissions("SWE", many(silent, other="press"), {}) == []
    assert omissions("EST", many(silent), {}) == []
    assert omissions("SWE", [comparison(1, Stand.SILENT)] * 5, {}) == []  # one meeting five times is one
    assert omissions("SWE", many([Stand.MENTIONS] * 5), {}) == []


def test_half_and_half_is_no_habit() -> None:
    (row,) = omissions("SWE", many([Stand.SILENT] * 3 + [Stand.MENTIONS] * 3), {})
    assert not row.regular


@pytest.mark.parametrize(("hits", "of", "low", "high"), [(9, 10, 0.596, 0.982), (0, 5, 0.0, 0.434), (5, 5, 0.566, 1.0)])
def test_the_interval_of_wilson(hits: int, of: int, low: float, high: float) -> None:
    # The formula, worked out by hand.
    assert wilson(hits, of) == (low, high)


def readouts(told: Told, *texts: str, who: tuple[str, str] = ("lindqvist", "moreau")) -> list[Record]:
    return [
        told(
            told.meeting(*who, date=f"2024-0{month}-10"),
            text=text,
            published=f"2024-0{month}-10",
            url=f"https://regeringen.se/{month}",
            name=f"r{month}",
        )
        for month, text in enumerate(texts, start=1)
    ]


def series(records: Iterable[Record]) -> list[Series]:
    records = list(records)
    return series_of("SWE", meetings(tellings_of(numbered(records))), numbered(records))


BOTH = "They met. The minister restated the rules-based international order and her unwavering support."


def test_a_series_is_of_one_pair(told: Told) -> None:
    records = [
        *readouts(told, BOTH, BOTH),
        told(told.meeting("berg", "durand", date="2024-03-01"), text=BOTH, url="https://regeringen.se/9"),
        told(told.meeting("lindqvist", "moreau", date="2024-03-09"), text=BOTH),  # a story
        told(told.meeting("lindqvist", "moreau", "silva", date="2024-04-09"), text=BOTH, url="https://regeringen.se/8"),
    ]
    assert [(one.pair, [readout.date for readout in one.readouts]) for one in series(records)] == [
        (("text:anna-lindqvist", "text:paul-moreau"), ["2024-01-10", "2024-02-10"]),
        (("text:nils-berg", "text:claire-durand"), ["2024-03-01"]),
    ]


def test_a_formula_that_stopped(told: Told) -> None:
    (one,) = series(readouts(told, BOTH, BOTH, "They met. The minister spoke of her unwavering support."))
    (row,) = formulas_gone(one)
    assert (row.formula, row.used, row.of, row.steady) == ("rules_based_order", 2, 2, True)
    assert (row.last, row.absent_since, row.absent_from) == ("2024-02-10", "2024-03-10", ("r3",))
    assert row.evidence[0].words == "rules-based international order"
    assert row.words > row.words_since[0]


def test_a_formula_in_other_words_is_not_gone(told: Told) -> None:
    (one,) = series(
        readouts(told, BOTH, "They met. An international order that is based on rules has unwavering support.")
    )
    assert formulas_gone(one) == []


@pytest.mark.parametrize(
    "later",
    [
        "They met. The minister spoke of costs that allies impose on the Russian government.",
        "They met. They agreed that severe costs must follow.",
    ],
)
def test_a_formula_is_not_gone_while_a_sentence_has_its_words(told: Told, later: str) -> None:
    (one,) = series(
        readouts(
            told, "They met. They promised severe costs.", "They met. There shall be costs on Russia, she said.", later
        )
    )
    assert "swift_severe_costs" not in {row.formula for row in formulas_gone(one)}


@pytest.mark.parametrize(
    "unread",
    [
        {"sentences": ()},
        *({"failures": (Failure(code=code, message="a part is missing"),)} for code in sorted(COSTS_THE_WHOLE)),
    ],
)
def test_a_text_that_was_not_read_whole_is_silent_on_nothing(told: Told, unread: dict[str, Any]) -> None:
    first, second = readouts(told, BOTH, "They met.")
    assert [len(one.readouts) for one in series([first, second.model_copy(update=unread)])] == [1]


def dropped(topic: str, evidence: tuple[str, int, int], rule: str = "version: topic dropped") -> Comparison:
    name, start, end = evidence
    finding = Finding(
        id="f1",
        kind=FindingKind.ONLY_IN,
        topic=Topic(id=topic, label=topic),
        sides={"SWE": Stand.SILENT},
        evidence={"SWE": (Evidence(account_id=name, start=start, end=end),)},
        confidence=0.9,
        rule=rule,
    )
    return Comparison(meeting_id="m", accounts=(), findings=(finding,), made_by=MADE_BY)


def test_topics_new_and_gone(told: Told) -> None:
    (one,) = series(readouts(told, "They met. On climate change nothing new.", "They met. On fisheries nothing new."))
    row = change(one, 1, dropped("climate", ("r1", 13, 27)), dropped("fisheries", ("r2", 13, 22)))
    assert [(named.topic, named.evidence[0].words) for named in row.dropped] == [("climate", "climate change")]
    assert [(named.topic, named.evidence[0].words) for named in row.new] == [("fisheries", "fisheries")]
    assert (row.previous_document, row.document, row.previous_words, row.words) == ("r1", "r2", 7, 6)


def test_a_topic_is_not_gone_while_a_word_of_it_is_there(told: Told) -> None:
    (one,) = series(
        readouts(told, "They met. They praised defense cooperation.", "They met. They named Defence, ports and visas.")
    )
    assert change(one, 1, dropped("defence_ties", ("r1", 23, 42)), dropped("ports", ("r2", 31, 36))).dropped == ()


def test_only_what_the_comparison_calls_dropped_is_gone(told: Told) -> None:
    first = "They met. They spoke about support for Ukraine."
    (one,) = series(readouts(told, first, "They met. She thanked him for his support of Ukraine."))
    row = change(
        one,
        1,
        dropped("war_in_ukraine", ("r1", 27, 46), rule="other"),
        dropped("taiwan", ("r2", 0, 4), rule="other"),
    )
    assert (row.dropped, row.new) == ((), ())

import pytest

from communique.model import Record
from communique.report.sides import OWN_VOICE, Standing, account_table


def test_a_ministry_and_its_state_are_one_side(record: Record) -> None:
    assert account_table(record).sides == ("Norway", "Chile", OWN_VOICE)


def test_what_supports_a_cell_is_kept(record: Record) -> None:
    table = account_table(record)
    row = next(row for row in table.rows if row.labels == ("arms sales",))
    assert row.cells[0].standings == (Standing.SAID_NOT_MENTIONED,)
    assert record.words(*row.cells[1].spans) == "the issue"


def test_a_side_that_met_but_has_no_account_here_is_not_known_rather_than_silent(record: Record) -> None:
    one_sided = record.model_copy(
        update={"agenda": tuple(item for item in record.agenda if item.accounts == ("NOR", "CHL"))}
    )
    norwegian = one_sided.model_copy(
        update={"agenda": tuple(item.model_copy(update={"accounts": ("NOR",)}) for item in one_sided.agenda)}
    )
    table = account_table(norwegian)
    assert table.sides == ("Norway", "Chile")
    assert {row.cells[1].standings for row in table.rows} == {(Standing.NOT_KNOWN,)}


@pytest.mark.parametrize(
    ("labels", "rows"),
    [
        (("the railway to the coast", "the railway"), [("the railway to the coast", "the railway")]),
        (("the railway", "the railway to the coast"), [("the railway", "the railway to the coast")]),
        (("the war in A", "the war in B", "the war"), [("the war in A",), ("the war in B",), ("the war",)]),
        (("trade", "trade barriers"), [("trade",), ("trade barriers",)]),
        (("the war", "the warships"), [("the war",), ("the warships",)]),
    ],
)
def test_a_topic_named_again_in_short_is_one_row(
    record: Record, labels: tuple[str, ...], rows: list[tuple[str, ...]]
) -> None:
    items = tuple(record.agenda[0].model_copy(update={"topic": None, "label": label}) for label in labels)
    assert [row.labels for row in account_table(record.model_copy(update={"agenda": items})).rows] == rows


def test_without_topics_there_is_no_table(record: Record) -> None:
    assert account_table(record.model_copy(update={"agenda": ()})).rows == ()


def test_a_side_whose_name_the_text_does_not_give_has_the_codebooks(record: Record) -> None:
    nameless = tuple(actor.model_copy(update={"name": None}) for actor in record.actors)
    assert account_table(record.model_copy(update={"actors": nameless})).sides == ("Norway", "Chile", OWN_VOICE)

"""Two own-written accounts of one invented meeting, and how to read a text as an account."""

from collections.abc import Callable
from importlib import resources

import pytest

from communique import stages
from communique.model import Account, Genre, SideKnownBy
from communique.read import read_text

AccountMaker = Callable[..., Account]

DEMO = resources.files("communique.demo")
NORWAY = DEMO.joinpath("norway.txt").read_text(encoding="utf-8")
CHILE = DEMO.joinpath("chile.txt").read_text(encoding="utf-8")
STORY = DEMO.joinpath("story.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def account_of() -> AccountMaker:
    """Read a text as one side's account of a meeting of 8 March 2026."""
    known: dict[tuple[str, str], Account] = {}

    def make(side: str, text: str, *, account_id: str | None = None, truncated: bool = False) -> Account:
        if (side, text) not in known:
            reading = read_text(text, document_id=side, published_on="2026-03-08")
            record = next(stages.records([type(reading)(reading.document, reading.failures, side=side)]))
            known[side, text] = Account(
                account_id=side,
                side=side,
                side_known_by=SideKnownBy.GIVEN,
                date="2026-03-08",
                genre=Genre.READOUT,
                record=record,
            )
        return known[side, text].model_copy(update={"account_id": account_id or side, "truncated": truncated})

    return make


@pytest.fixture(scope="session")
def norway(account_of: AccountMaker) -> Account:
    return account_of("NOR", NORWAY)


@pytest.fixture(scope="session")
def chile(account_of: AccountMaker) -> Account:
    return account_of("CHL", CHILE)


@pytest.fixture(scope="session")
def story(account_of: AccountMaker) -> Account:
    return account_of("press", STORY)

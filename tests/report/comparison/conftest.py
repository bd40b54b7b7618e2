"""Accounts of one invented meeting, a comparison of them built by hand, and one that is full of attacks."""

from collections.abc import Callable, Sequence

import pytest

from communique.model import Account, Comparison

from .by_hand import account, oslo_accounts, oslo_comparison
from .hostile import PAYLOADS, hostile_comparison

Build = Callable[[str], tuple[Comparison, tuple[Account, ...]]]


@pytest.fixture
def accounts() -> tuple[Account, ...]:
    """Return the accounts of Norway and Chile and a Spanish news story."""
    return oslo_accounts()


@pytest.fixture
def comparison(accounts: Sequence[Account]) -> Comparison:
    """Return a comparison of them with findings of every kind."""
    return oslo_comparison(accounts)


@pytest.fixture(scope="session")
def make_account() -> Callable[..., Account]:
    """Return what makes an account of a text, its lines as sentences."""
    return account


@pytest.fixture(scope="session")
def payloads() -> tuple[str, ...]:
    """Return texts that must stay texts."""
    return PAYLOADS


@pytest.fixture(scope="session")
def hostile() -> Build:
    """Return what builds a comparison in which one text stands in every field that can hold a stranger's words."""
    return hostile_comparison

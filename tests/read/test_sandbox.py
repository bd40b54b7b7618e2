"""The child process that parses: it is kept, killed when it takes too long, and started again."""

import os
import signal
import threading

import pytest

from communique.errors import TooSlow
from communique.read.sandbox import Sandbox


@pytest.fixture
def sandbox():  # type: ignore[no-untyped-def]  # noqa: ANN201
    one = Sandbox()
    yield one
    one.close()


def test_one_child_reads_page_after_page(sandbox: Sandbox, page: str) -> None:
    first = sandbox.facts_of(page)
    child = sandbox._child
    assert sandbox.facts_of(page) == first
    assert sandbox._child is child


def test_a_page_that_takes_too_long_is_given_up_and_the_next_is_read(page: str) -> None:
    sandbox = Sandbox(seconds=0.2)
    try:
        with pytest.raises(TooSlow, match="not parsed within"):
            sandbox.facts_of("<p " + " ".join(f"a{number}='1'" for number in range(200_000)) + ">")
        sandbox.seconds = 5.0
        assert sandbox.facts_of(page)["article"] is True
    finally:
        sandbox.close()


def test_a_child_that_died_is_started_again(sandbox: Sandbox, page: str) -> None:
    sandbox.facts_of(page)
    assert sandbox._child is not None
    os.kill(sandbox._child.pid, signal.SIGKILL)
    sandbox._child.wait()
    assert sandbox.facts_of(page)["article"] is True


def test_threads_take_turns(sandbox: Sandbox, page: str) -> None:
    found: list[bool] = []
    threads = [threading.Thread(target=lambda: found.append(sandbox.facts_of(page)["article"])) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [True] * 4


def test_the_child_fetches_nothing_and_sees_no_surrogates(sandbox: Sandbox) -> None:
    facts = sandbox.facts_of("<p>\ud800</p>", url="https://paper.example/2025/07/14/a")
    assert "error" in facts or facts["article"] in {True, False}


def test_closing_twice_is_no_matter(sandbox: Sandbox) -> None:
    sandbox.close()
    sandbox.close()
    assert sandbox._child is None

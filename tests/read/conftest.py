"""What the tests of reading share."""

import pytest

PARAGRAPHS = (
    "The foreign ministers of Valdora and Kestria met on Tuesday and agreed to resume the talks on the border.",
    "They had not met for four years and had much to say to each other, officials of both sides said.",
    "Valdora closed the northern crossing in 2021 after a dispute over grain that was held up at the frontier.",
    "Kestria's minister said that a second round was planned for July and that experts would prepare it.",
)


@pytest.fixture(scope="session")
def story() -> str:
    """A story of four paragraphs without any date."""
    return "\n".join(PARAGRAPHS)


@pytest.fixture(scope="session")
def page(story: str) -> str:
    """The same story as a page of HTML."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in story.split("\n"))
    return f"<html><body><h1>Talks to resume</h1><article>{body}</article></body></html>"

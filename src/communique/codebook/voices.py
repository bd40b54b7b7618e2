"""Whose words a text is that says "I": its publisher, its title, the label before an answer (`data/voices.csv`)."""

from functools import cache

from communique.codebook.tables import rows

_USES = frozenset({"own_office", "words", "posts", "asks", "performs", "joint"})


@cache
def _table() -> tuple[tuple[str, str, str], ...]:
    table = rows("voices.csv", ("form", "use", "value", "language", "source"))
    return tuple((row["form"], row.choice("use", _USES), row["value"]) for row in table)


@cache
def voice_words(use: str) -> frozenset[str]:
    """Return the words of one use.

    `words`: what a person's own text is called ("Ana Berg, statement to the press"); `posts`: the same of what is
    posted ("Ana Berg, Facebook post"); `asks`: labels of those who ask; `performs`: verbs behind which "I" says what it
    says it wants to ("I would like to thank"); `joint`: verbs of which "we" are both sides.
    """
    return frozenset(form for form, of, _ in _table() if of == use)


def office_that_publishes(publisher: str) -> str | None:
    """Return the office whose own house a publisher is ("Office of the President": `head_of_state`), if it is one."""
    name = publisher.casefold()
    return next((value for form, use, value in _table() if use == "own_office" and form in name), None)


def person_who_publishes(publisher: str) -> str | None:
    """Return the name in "Ana Berg, statement to the press", None where the publisher is no person."""
    name, comma, what = publisher.partition(",")
    says = any(word in voice_words("words") | voice_words("posts") for word in what.casefold().split())
    return name.strip() if comma and says else None

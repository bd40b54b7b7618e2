"""Words with a hyphen that the parser must see whole: of "to de-escalate" in pieces it makes no verb."""

from functools import cache

from communique.codebook.tables import rows


@cache
def whole_words(language: str = "en") -> tuple[str, ...]:
    """Return the words of one language, in lower case, in the order of the file."""
    table = rows("whole_words.csv", ("word", "language", "source"))
    return tuple(row["word"] for row in table if row["language"] == language)

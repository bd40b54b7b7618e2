"""Words that the language model has hardly met, and which known word it sees for each: "readout" is no verb."""

from functools import cache

from communique.codebook.tables import rows


@cache
def unmet_words(language: str = "en") -> dict[str, str]:
    """Return the known word for each such word of one language, both in lower case."""
    table = rows("unmet_words.csv", ("word", "read_as", "language", "source"))
    return {row["word"]: row["read_as"] for row in table if row["language"] == language}

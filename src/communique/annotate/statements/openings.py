"""The phrases of attribution ("according to", "in the words of") by their first word."""

from functools import cache

from communique.codebook.reporting import phrases

_LONGEST = 20


@cache
def openings() -> dict[str, tuple[list[str], ...]]:
    """Return the phrases as lists of words, by the first of them."""
    found: dict[str, list[list[str]]] = {}
    for form in phrases("according"):
        words = form.split()
        found.setdefault(words[0], []).append(words)
    return {first: tuple(forms) for first, forms in found.items()}


def begins(words: list[str], at: int) -> bool:
    """Tell whether a phrase of attribution begins at token `at`."""
    return any(words[at : at + len(form)] == form for form in openings().get(words[at], ()))


def parenthesis_end(words: list[str], at: int, limit: int) -> int | None:
    """Return the token behind ", according to two aides," if the words said follow it with "that", else None."""
    if words[at] != "," or at + 1 >= limit or not begins(words, at + 1):
        return None
    closing = next((index for index in range(at + 2, min(at + _LONGEST, limit - 1)) if words[index] == ","), None)
    return closing + 1 if closing is not None and words[closing + 1] == "that" else None

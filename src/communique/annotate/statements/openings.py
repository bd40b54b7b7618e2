"""The phrases of attribution ("according to", "in the words of") by their first word."""

from functools import cache

from communique.codebook.reporting import phrases


@cache
def openings() -> dict[str, tuple[list[str], ...]]:
    """Return the phrases as lists of words, by the first of them."""
    found: dict[str, list[list[str]]] = {}
    for form in phrases("according"):
        words = form.split()
        found.setdefault(words[0], []).append(words)
    return {first: tuple(forms) for first, forms in found.items()}

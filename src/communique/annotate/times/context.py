"""What stands just before or after a time, by the words of the codebook (`times_context.csv`)."""

import re
from functools import cache

from communique.codebook.times import context

_NEVER = re.compile(r"(?!)")


def _any_of(kind: str, language: str) -> str:
    """Return an expression for the forms of a kind; longer forms first, whole words only."""
    forms = sorted(context(kind, language), key=lambda form: (-len(form), form))
    return "|".join(
        ("(?<!\\w)" if form[0].isalnum() else "") + re.escape(form) + ("(?!\\w)" if form[-1].isalnum() else "")
        for form in forms
    )


@cache
def lead(kind: str, language: str = "en") -> re.Pattern[str]:
    """Return the pattern of a text that ends with a word of a kind."""
    forms = _any_of(kind, language)
    return re.compile(rf"(?:{forms})\s*$", re.IGNORECASE) if forms else _NEVER


@cache
def follow(kind: str, language: str = "en") -> re.Pattern[str]:
    """Return the pattern of a text that begins with a word of a kind."""
    forms = _any_of(kind, language)
    return re.compile(rf"\s*(?:{forms})", re.IGNORECASE) if forms else _NEVER

"""Every word that the pages say of themselves, in one file for each language: `en.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any


class Words:
    """The phrases of one language by their keys, `meetings.title`."""

    def __init__(self, phrases: Mapping[str, str]) -> None:
        self._phrases = phrases

    def __call__(self, key: str, /, **values: object) -> str:
        """Return a phrase with `values` put in; raises KeyError for one that is not there.

        A phrase that depends on a number has a form `.one` for 1 and a form `.other`, chosen by `n`.
        """
        phrase = self._phrases.get(key)
        if phrase is None:
            phrase = self._phrases[f"{key}.{'one' if values['n'] == 1 else 'other'}"]
        return phrase.format_map(_Written(values)) if values else phrase

    @property
    def keys(self) -> frozenset[str]:
        """All keys that can be asked for."""
        return frozenset(key.removesuffix(".one").removesuffix(".other") for key in self._phrases)

    def part(self, prefix: str) -> dict[str, str]:
        """Return the phrases below a key, by the rest of their keys."""
        return {
            key.removeprefix(f"{prefix}."): phrase
            for key, phrase in self._phrases.items()
            if key.startswith(f"{prefix}.")
        }


class _Written(dict[str, object]):
    """Values as a phrase shows them: numbers with a comma between thousands."""

    def __init__(self, values: Mapping[str, object]) -> None:
        super().__init__({key: f"{value:,}" if isinstance(value, int) else value for key, value in values.items()})


@cache
def words(language: str = "en") -> Words:
    """Return the phrases of a language."""
    source = resources.files("communique.web.words").joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return Words(dict(_flat(tomllib.loads(source))))


def _flat(table: Mapping[str, Any], prefix: str = "") -> Any:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value

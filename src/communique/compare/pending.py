"""Stands in until the tables of wording are there."""

from dataclasses import dataclass


@dataclass(frozen=True)
class VerbCode:
    code: str
    strength: int
    commits: bool


def verb_code(words: str, language: str) -> VerbCode | None:
    if words.startswith(("agree", "commit", "pledg")):
        return VerbCode("agreed", 8, True)
    return None


def is_protocol(sentence: str, language: str, *, first: bool) -> bool:
    return first and ("spoke" in sentence or "conversation" in sentence or "met" in sentence)

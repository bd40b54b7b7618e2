"""Marks of wording in one account, and the differences between two: pure functions of text, language and body."""

from communique.compare.marks.protocol import FormatUse, Request, format_of, formats_in, marks_in, requests_in
from communique.compare.marks.strength import NounDifference, VerbDifference, noun_differences, verb_difference
from communique.compare.marks.tone import Tone, tone_of
from communique.compare.marks.words import (
    FormulaUse,
    NamingDifference,
    formulas_in,
    names_in,
    naming_differences,
)

__all__ = [
    "FormatUse",
    "FormulaUse",
    "NamingDifference",
    "NounDifference",
    "Request",
    "Tone",
    "VerbDifference",
    "format_of",
    "formats_in",
    "formulas_in",
    "marks_in",
    "names_in",
    "naming_differences",
    "noun_differences",
    "requests_in",
    "tone_of",
    "verb_difference",
]

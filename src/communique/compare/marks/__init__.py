"""Marks of wording in one account, and the names that two choose: pure functions of text, language and body."""

from communique.compare.marks.protocol import FormatUse, Request, format_of, formats_in, marks_in, requests_in
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
    "Request",
    "Tone",
    "format_of",
    "formats_in",
    "formulas_in",
    "marks_in",
    "names_in",
    "naming_differences",
    "requests_in",
    "tone_of",
]

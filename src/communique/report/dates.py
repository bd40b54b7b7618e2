"""Partial dates as a reader writes them, never with more precision than they have."""

from communique.model.dates import first_day, precision_of


def in_words(value: str) -> str:
    """Return a partial date in words: `Sunday 13 July 2025`, `July 2025`, `week 28 of 2025`, `2025`."""
    day = first_day(value)
    match precision_of(value):
        case "day":
            return f"{day:%A} {day.day} {day:%B} {day.year}"
        case "month":
            return f"{day:%B} {day.year}"
        case "week":
            return f"week {int(value[6:])} of {value[:4]}"
        case _:
            return value

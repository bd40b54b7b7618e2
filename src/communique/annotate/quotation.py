"""A stretch in quotation marks, as the quotes component finds it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quotation:
    """Characters `start` to `end` (exclusive), the marks included.

    `parts` are its stretches, one per paragraph: a quotation left open at a paragraph's end runs on where the next
    paragraph opens with a quotation mark. `is_closed` is false where no closing mark was found and it was ended at the
    paragraph's end (Associated Press Stylebook, "Quotation marks", running quotations).
    """

    start: int
    end: int
    parts: tuple[tuple[int, int], ...]
    is_closed: bool = True

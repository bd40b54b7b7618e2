"""What sort of text an official page says that it is, in one of its first lines ("Readout of ...", "Fact sheet: ...").

`genres.csv` (genre, language, form, where, source): what such a line `starts` or `ends` with. Of a page that says
nothing of the kind the genre is not known: a ministry heads readouts, statements and news in one way.
"""

from functools import cache
from typing import NamedTuple

from communique.codebook.han import simplified
from communique.codebook.matching import LANGUAGES, UNSPACED, levelled, lowered, on_borders
from communique.codebook.publishers import head_of
from communique.codebook.tables import rows
from communique.model import Document, Genre

_COLUMNS = ("genre", "language", "form", "where", "source")
_GENRES, _PLACES = frozenset(Genre), frozenset({"starts", "ends"})
_LONGEST_HEADLINE = 250
"""Characters beyond which a line is a paragraph, which may begin with such words and tell of another text."""


class GenreForm(NamedTuple):
    """Words with which a headline says what it stands above; `is_spaced` if they are written with spaces."""

    genre: Genre
    form: str
    at_the_end: bool
    is_spaced: bool


@cache
def genre_forms() -> tuple[GenreForm, ...]:
    """Return the forms of all languages; raise BadCodebookRow on a bad row."""
    found = []
    for row in rows("genres.csv", _COLUMNS):
        form = row["form"]
        if not form or form != lowered(levelled(form)):
            raise row.bad(f"the form {form!r} is empty, not in lower case or has curved marks")
        genre, place = Genre(row.choice("genre", _GENRES)), row.choice("where", _PLACES)
        found.append(GenreForm(genre, form, place == "ends", row.choice("language", LANGUAGES) not in UNSPACED))
    return tuple(found)


def genre_told(document: Document) -> Genre | None:
    """Return the genre that the title or one of the first lines names, None where none does."""
    for line in (document.title or "", *head_of(document.text)):
        if len(line) <= _LONGEST_HEADLINE:
            headline = lowered(levelled(simplified(line))).strip(" .:!\"'()[]")
            found = next((form.genre for form in genre_forms() if _is_said(form, headline)), None)
            if found is not None:
                return found
    return None


def _is_said(form: GenreForm, headline: str) -> bool:
    if not (headline.endswith(form.form) if form.at_the_end else headline.startswith(form.form)):
        return False
    start = len(headline) - len(form.form) if form.at_the_end else 0
    return not form.is_spaced or on_borders(headline, start, start + len(form.form))

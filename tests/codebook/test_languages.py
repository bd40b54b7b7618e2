"""The signs by which languages are told."""

import pytest

from communique.codebook.languages import (
    SCRIPTS,
    language_and_script,
    language_name,
    language_signs,
    read_language_signs,
)
from communique.errors import BadCodebookRow


def test_every_language_has_signs_of_a_known_script() -> None:
    signs = language_signs()
    assert {"en", "ru", "fr"} <= {one.code for one in signs}
    assert all(one.script in SCRIPTS and (one.words or one.letters) for one in signs)
    assert len({one.code for one in signs}) == len(signs)


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("[xx", "languages.toml"),
        ("xx = 1", "there must be script, words and letters"),
        ('[xx]\nscript = "latin"\nwords = []', "there must be script, words and letters"),
        ('[xx]\nscript = "runic"\nwords = []\nletters = ""', "script is one of"),
        ('[xx]\nscript = "latin"\nwords = "the"\nletters = ""', "words a list"),
        ('[xx]\nscript = "latin"\nwords = ["The"]\nletters = ""', "written in lower case"),
    ],
)
def test_a_bad_table_is_named(toml: str, said: str) -> None:
    with pytest.raises(BadCodebookRow, match=said):
        read_language_signs(toml)


def test_every_language_that_is_told_has_a_name() -> None:
    assert all(language_name(one.code) != one.code for one in language_signs())
    assert language_name("zh-Hant") == "Chinese"
    assert language_and_script("zh-Hant") == "Chinese in traditional characters"
    assert language_name("qaa") == language_and_script("qaa") == "qaa"

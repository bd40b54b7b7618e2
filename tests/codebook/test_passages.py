"""The phrases and words of pages."""

from pathlib import Path

import pytest

from communique.codebook.passages import Where, page_forms, page_words
from communique.codebook.passages import _words_by_role as words_by_role
from communique.errors import BadCodebookRow
from communique.model import PassageKind

FORMS = "form,kind,where,weight,opens,language,source\n"
WORDS = "word,role,language,source\n"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]  # noqa: ANN201
    """Tables of a user's own beside those of the package."""
    monkeypatch.setenv("COMMUNIQUE_CODEBOOK", str(tmp_path))
    page_forms.cache_clear()
    page_words.cache_clear()
    words_by_role.cache_clear()
    yield tmp_path
    page_forms.cache_clear()
    page_words.cache_clear()
    words_by_role.cache_clear()


def test_phrases_have_a_kind_and_a_weight() -> None:
    forms = page_forms()
    assert len(forms) > 3000
    assert all(0 < form.weight <= 5 and form.parts for form in forms)
    news = {kind for kind in PassageKind if kind.is_news}
    assert news.isdisjoint(form.kind for form in forms)


def test_no_phrase_stands_twice_with_the_same_place_and_kind() -> None:
    keys = [(form.parts, form.where, form.kind) for form in page_forms()]
    assert len(keys) == len(set(keys))


def test_another_language_has_none_yet() -> None:
    assert page_forms("xx") == ()
    assert page_words("month", "xx") == frozenset()


def test_words_are_asked_for_by_role() -> None:
    assert "july" in page_words("month")
    assert page_words("no such role") == frozenset()


def test_a_users_own_phrases_come_after_the_packages(own: Path) -> None:
    (own / "passages.csv").write_text(FORMS + "lanterns for … readers,appeal,any,4,no,en,own\n", encoding="utf-8")
    (own / "page_words.csv").write_text(WORDS + "brumaire,month,en,own\n", encoding="utf-8")
    form = page_forms()[-1]
    assert (form.parts, form.kind, form.where) == (("lanterns for", "readers"), PassageKind.APPEAL, Where.ANY)
    assert {"july", "brumaire"} <= page_words("month")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Upper,appeal,any,4,no,en,own", "not in lower case"),
        ("… x,appeal,any,4,no,en,own", "empty"),
        ("x,advert,any,4,no,en,own", "kind is 'advert'"),
        ("x,appeal,middle,4,no,en,own", "where is 'middle'"),
        ("x,appeal,any,much,no,en,own", "not a number"),
        ("x,appeal,any,4,maybe,en,own", "opens is 'maybe'"),
        ("x,appeal,any,4,no,en", "6 cells for 7 columns"),
    ],
)
def test_a_bad_phrase_is_named(own: Path, row: str, said: str) -> None:
    (own / "passages.csv").write_text(f"{FORMS}{row}\n", encoding="utf-8")
    with pytest.raises(BadCodebookRow, match=said):
        page_forms()


def test_a_bad_word_is_named(own: Path) -> None:
    (own / "page_words.csv").write_text(f"{WORDS}July,month,en,own\n", encoding="utf-8")
    with pytest.raises(BadCodebookRow, match=r"line 2: the word is empty or not in lower case"):
        page_words("month")

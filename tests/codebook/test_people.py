"""People, offices and their days: validity, the day of change, staleness."""

from pathlib import Path

import pytest

from communique.codebook import offices as table
from communique.codebook.offices import Certainty, holders, terms, terms_of, was_in_office
from communique.codebook.people import (
    fold,
    name_key,
    people,
    people_by_family_name,
    people_by_name,
    short_key,
    slug,
    sound_key,
)
from communique.codebook.tables import OVERLAY
from communique.codebook.version import codebook_version
from communique.errors import BadCodebookRow

CACHES = (people, people_by_name, people_by_family_name, terms, table._by_office, table._by_person, holders, terms_of)


@pytest.fixture
def overlay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the user's own; what was read before is forgotten, and forgotten again afterwards."""
    monkeypatch.setenv(OVERLAY, str(tmp_path))
    for cached in (*CACHES, codebook_version):
        cached.cache_clear()
    return tmp_path


@pytest.fixture(autouse=True)
def _forget() -> object:
    yield
    for cached in (*CACHES, codebook_version):
        cached.cache_clear()


def write(folder: Path, table_name: str, *lines: str) -> None:
    folder.joinpath(table_name).write_text("\n".join(lines) + "\n", encoding="utf-8")


PEOPLE = "id,name,country,family_name,name_order,gender,forms,forms_ru,forms_zh,source"
OFFICES = "entity,office,person,start,end,last_confirmed,note,source"


def test_a_name_is_found_in_any_spelling() -> None:
    assert people_by_name()[name_key("Sergey Lavrov")][0].id == "sergei-lavrov"
    assert name_key("Kim Jong-un") == name_key("Kim Jong Un")
    assert fold("Erdoğan") == "erdogan"
    assert short_key("al-Abadi") == "abadi"
    assert slug("Ban Ki-moon") == "ban-ki-moon"


def test_every_term_is_of_a_known_person_and_every_name_has_its_family_name() -> None:
    assert {term.person for term in terms()} <= set(people())
    assert all(person.family_name for person in people().values())


def test_the_holder_is_that_of_the_day() -> None:
    assert holders("USA", "head_of_state", "1990-06-01").person == "george-h-w-bush"
    assert holders("USA", "head_of_state", "2003-06-01").person == "george-w-bush"
    assert holders("RUS", "foreign_minister", "2015").person == "sergei-lavrov"


def test_nobody_is_named_before_the_first_term() -> None:
    answer = holders("USA", "head_of_state", "1805-06-01")
    assert answer.certainty is Certainty.UNKNOWN
    assert answer.person is None


def test_on_the_day_of_change_the_new_holder_is_named(overlay: Path) -> None:
    write(
        overlay,
        "people.csv",
        PEOPLE,
        "a-one,A One,NOR,One,given-family,,,,,t",
        "b-two,B Two,NOR,Two,given-family,,,,,t",
    )
    write(
        overlay,
        "offices.csv",
        OFFICES,
        "NOR,minister_of_tests,a-one,2020-01-01,2021-05-05,,,t",
        "NOR,minister_of_tests,b-two,2021-05-05,2022-01-01,,,t",
    )
    assert holders("NOR", "minister_of_tests", "2021-05-04").person == "a-one"
    assert holders("NOR", "minister_of_tests", "2021-05-05").person == "b-two"
    both = holders("NOR", "minister_of_tests", "2021-05")
    assert both.certainty is Certainty.SEVERAL
    assert both.person is None


def test_a_running_term_goes_stale(overlay: Path) -> None:
    write(overlay, "people.csv", PEOPLE, "a-one,A One,NOR,One,given-family,,,,,t")
    write(overlay, "offices.csv", OFFICES, "NOR,minister_of_tests,a-one,2020-01-01,,2021-01-01,,t")
    assert holders("NOR", "minister_of_tests", "2021-03-01").person == "a-one"
    late = holders("NOR", "minister_of_tests", "2023-03-01")
    assert late.certainty is Certainty.STALE
    assert late.person is None
    assert late.persons == ("a-one",)
    assert [term.office for term in terms_of("a-one", "2023-03-01")] == ["minister_of_tests"]


def test_whether_somebody_was_in_office_near_a_day(overlay: Path) -> None:
    write(overlay, "people.csv", PEOPLE, "a-one,A One,NOR,One,given-family,,,,,t")
    write(overlay, "offices.csv", OFFICES, "NOR,minister_of_tests,a-one,2001,2005,,,t")
    was_in_office.cache_clear()
    assert was_in_office("a-one", "2003-05-01")
    assert not was_in_office("a-one", "2010-05-01")
    assert was_in_office("a-one", "2010-05-01", 6)


@pytest.mark.parametrize(
    "row",
    [
        "NOR,minister_of_tests,nobody-at-all,2020,,,,t",
        ",minister_of_tests,sergei-lavrov,2020,,,,t",
        "NOR,minister_of_tests,sergei-lavrov,2020,2019,,,t",
        "NOR,minister_of_tests,sergei-lavrov,2020,,,hearsay,t",
    ],
)
def test_a_bad_term_is_refused(overlay: Path, row: str) -> None:
    write(overlay, "offices.csv", OFFICES, row)
    with pytest.raises(BadCodebookRow, match=r"offices\.csv, line 2"):
        terms()


@pytest.mark.parametrize("row", [",A One,NOR,One,given-family,,,,,t", "a-one,A One,NOR,One,backwards,,,,,t"])
def test_a_bad_person_is_refused(overlay: Path, row: str) -> None:
    write(overlay, "people.csv", PEOPLE, row)
    with pytest.raises(BadCodebookRow, match=r"people\.csv, line 2"):
        people()


def test_the_version_is_a_date_and_a_digest_and_changes_with_the_users_tables(overlay: Path) -> None:
    before = codebook_version()
    assert codebook_version() == before
    write(overlay, "people.csv", PEOPLE, "a-one,A One,NOR,One,given-family,,,,,t")
    codebook_version.cache_clear()
    day, digest = codebook_version().split()
    assert before.startswith(day)
    assert before != f"{day} {digest}"
    assert len(digest) == 8


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Andrii Deshchytsia", "Andriy Deshchytsya"),
        ("Mikhail Saakashvili", "Mihail Saakashvili"),
        ("Khatchik Oussov", "Hachik Usov"),
        ("Aleksandr Wolkow", "Alexandr Volkov"),
    ],
)
def test_transliterations_of_one_name_sound_alike(one: str, other: str) -> None:
    assert sound_key(one) == sound_key(other)

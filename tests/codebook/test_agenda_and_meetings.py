"""The tables of the agenda, of omissions, of contacts, topics and PLOVER: what their loaders promise."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from communique.codebook import agenda, contacts, omissions, plover, topics
from communique.errors import BadCodebookRow


def test_every_form_is_reached_by_its_frame() -> None:
    assert agenda.agenda_forms("object")["discuss"].strength == "strong"
    assert "mention" in omissions.omission_forms("negated")
    assert omissions.omission_forms("account")["readout"].is_strong
    assert contacts.cues_of("verb")["meet"].kind == "meeting"
    assert "cancel" in contacts.forms_of("governor", "cancel")


def test_no_form_stands_twice_in_a_frame() -> None:
    cues = [(cue.form, cue.frame) for cue in agenda.agenda_cues()]
    assert len(cues) == len(set(cues))
    words = [(cue.form, cue.part, cue.frame) for cue in contacts.contact_cues()]
    assert len(words) == len(set(words))


def test_topics_nest_without_circles() -> None:
    assert topics.broader("us_relations") == ("bilateral_relations",)
    assert "us_relations" in topics.narrower("bilateral_relations")
    assert all(topic not in topics.broader(topic) for topic in topics.topics())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They spoke of the war in Ukraine.", ["war_in_ukraine"]),
        ("relations with the United States", ["us_relations"]),
        ("a starting point", []),
        ("Ukraine", []),
    ],
)
def test_topics_in_a_text(text: str, found: list[str]) -> None:
    assert [match.topic for match in topics.find_topics(text, "en")] == found


def test_the_name_of_a_place_is_a_topic_only_on_an_agenda() -> None:
    assert [match.topic for match in topics.find_topics("Ukraine", "en", places=True)] == ["war_in_ukraine"]


def test_the_intensity_is_that_of_the_mode_if_it_has_one() -> None:
    assert plover.intensity("CONSULT", ("visit",)) == 4
    assert plover.intensity("CONSULT") == 2.5
    assert plover.intensity("AGREE", ("none of ours",)) == 2.5
    with pytest.raises(KeyError):
        plover.intensity("NOTHING")


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("agenda_verbs.csv", "form,frame,status,strength,source\nmuse,nowhere,,,me\n"),
        ("agenda_verbs.csv", "form,frame,status,strength,source\n,object,,,me\n"),
        ("omissions.csv", "form,frame,strength,source\nmuse,negated,very,me\n"),
        ("meeting_cues.csv", "form,part,frame,kind,status,source\nmuse,verb,nowhere,,,me\n"),
        ("topic_forms.csv", "topic,language,form,kind,source\nno_such_topic,en,x,form,me\n"),
    ],
)
def test_a_bad_row_of_the_user_is_named(table: str, row: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / table).write_text(row, encoding="utf-8")
    monkeypatch.setenv("COMMUNIQUE_CODEBOOK", str(tmp_path))
    readers: dict[str, Callable[[], object]] = {
        "agenda_verbs.csv": agenda.agenda_cues.__wrapped__,
        "omissions.csv": omissions.omission_cues.__wrapped__,
        "meeting_cues.csv": contacts.contact_cues.__wrapped__,
        "topic_forms.csv": partial(topics.forms.__wrapped__, "en"),
    }
    with pytest.raises(BadCodebookRow, match=f"{table}, line 2"):
        readers[table]()

"""Official readouts as the offices write them: who speaks, to whom, and what counts as said."""

from dataclasses import replace

from communique import stages
from communique.model import Record
from communique.read import read_text

OPENING = "Norwegian Prime Minister Halvard Tveiten met with President Liis Tamm of Estonia on Monday in Oslo. "


def read(text: str, *, publisher: str | None = None, side: str | None = None, on: str = "2025-07-14") -> Record:
    reading = read_text(text, document_id="readout", published_on=on, publisher=publisher)
    return next(stages.records([replace(reading, side=side)]))


def said(record: Record) -> list[tuple[str | None, str, str]]:
    """Return who says it, the cue and the words of each statement."""
    return [
        (one.speaker.actor if one.speaker else None, record.words(*one.cue), record.words(*one.content))
        for one in record.statements
    ]


def members(record: Record, words: str) -> set[str]:
    """Return who the statement with these words in its content is ascribed to, a group as its members."""
    (found,) = (one for one in record.statements if words in record.words(*one.content))
    assert found.speaker is not None
    assert found.speaker.actor is not None
    return set(record.actor(found.speaker.actor).members) or {found.speaker.actor}


def test_whom_somebody_called_to_say_something_says_nothing() -> None:
    record = read("This afternoon, Prime Minister Tveiten spoke with President Tamm to reiterate Norway's support.")
    assert members(record, "support") == {"text:tveiten"}
    record = read(
        "President Liis Tamm spoke today with European Commission President Anna von der Lind to applaud the decision."
    )
    assert members(record, "decision") == {"text:liis-tamm"}


def test_they_are_those_who_met_where_two_groups_stand_beside_them() -> None:
    record = read(
        "National Security Advisor Halvard Tveiten met with Commission Vice Presidents Margrethe Lind and Valdis Berg "
        "today to discuss cooperation between Norway and the European Union. They highlighted the council.",
        side="NOR",
    )
    assert members(record, "the council") == {"text:halvard-tveiten", "text:margrethe-lind", "text:valdis-berg"}


def test_three_with_titles_are_a_group_though_the_parser_sees_two() -> None:
    record = read(
        OPENING + "They were joined by Prime Minister Janis Krauze of Latvia. "
        "The President, Prime Minister Tveiten, and Prime Minister Krauze reaffirmed the strength of the alliance. "
        "President Tamm, Prime Minister Tveiten, Speaker Rasmussen, and Minister Krauze welcomed the new road."
    )
    assert members(record, "alliance") == {"text:liis-tamm", "text:halvard-tveiten", "text:janis-krauze"}
    assert len(members(record, "road")) == 4


def test_a_suffix_does_not_hide_the_second_speaker() -> None:
    record = read("President Josef R. Tamm, Jr. and President Pedro Lind of Spain welcomed the new summit in Madrid.")
    assert len(members(record, "summit")) == 2


def test_a_name_beside_its_title_is_no_member_of_its_own() -> None:
    record = read(OPENING + "The president, Liis Tamm, and the prime minister welcomed the new road.")
    assert members(record, "road") == {"text:liis-tamm", "text:halvard-tveiten"}


def test_nobody_thanks_himself() -> None:
    record = read(
        "President Liis Tamm of Estonia spoke with President Janis Krauze of Latvia. "
        "President Tamm noted the exchange. She thanked the President for his leadership."
    )
    (thanks,) = (one for one in record.statements if record.words(*one.cue) == "thanked")
    assert thanks.addressee is not None
    assert thanks.addressee.actor == "text:janis-krauze"


def test_the_parties_are_those_of_the_last_talk() -> None:
    record = read(
        "President of Estonia Liis Tamm held a series of meetings. In particular, she met with Prime Minister of "
        "Norway Halvard Tveiten. The parties welcomed the ferry.\n"
        "The President also met with Prime Minister of Latvia Janis Krauze and informed him about the bridge. "
        "The parties noted the costs. The interlocutors agreed on the need for a road.\n"
        "During the conversation with President of the European Commission Ana Berg, Liis Tamm informed her of it. "
        "The parties reaffirmed their support.",
        side="EST",
    )
    assert members(record, "ferry") == {"EST", "NOR"}
    assert members(record, "costs") == {"EST", "LVA"}
    assert members(record, "road") == {"text:janis-krauze", "text:liis-tamm"}
    assert members(record, "their support") == {"text:ana-berg", "text:liis-tamm"}


# A text in the first person -----------------------------------------------------------------------------------------

SPEECH = (
    "Thank you for the invitation, Mr President. It was an honour to meet with President Tamm. I would like to thank "
    "Estonia for its hospitality. We discussed the border between Norway and Estonia. I reaffirmed my support for it. "
    "We welcome the new ferry. We agreed to meet again in Oslo. Our country proposed a summit."
)


def test_i_is_the_one_who_publishes_and_we_are_his_state() -> None:
    record = read(SPEECH, publisher="Halvard Tveiten, statement to the press", side="NOR")
    assert [(who, cue) for who, cue, _ in said(record)] == [
        ("text:halvard-tveiten", "Thank"),
        ("text:halvard-tveiten", "thank"),
        ("text:halvard-tveiten", "reaffirmed"),
        ("NOR", "welcome"),
        ("group:EST+NOR", "agreed"),
        ("NOR", "proposed"),
    ]
    assert {account for item in record.agenda for account in item.accounts} == {"NOR"}


def test_of_a_speaker_whom_nobody_knows_the_state_stays_open() -> None:
    record = read(SPEECH, publisher="Halvard Tveiten, statement to the press")
    assert [who for who, cue, _ in said(record) if cue in {"reaffirmed", "welcome"}] == ["text:halvard-tveiten", None]


def test_the_house_speaks_for_who_holds_the_office() -> None:
    record = read(
        "I spoke with Prime Minister Tveiten this morning. I reaffirmed our support. We also welcomed the deal.",
        on="2071-07-14",  # whoever that will be
        publisher="The White House",
    )
    assert [who for who, _, _ in said(record)] == ["USA.head_of_state", "USA"]


def test_labels_tell_who_answers() -> None:
    record = read(
        "The two leaders met the press in Oslo on Monday.\n\n"
        "PRIME MINISTER TVEITEN: Thank you. I welcome the agreement.\n\n"
        "Q: I doubt it. I deny that it will last.\n\n"
        "President of Estonia Liis Tamm: I want to stress that the border stays open.\n\n"
        "Halvard Tveiten, the Norwegian Prime Minister, left.",
    )
    assert said(record) == [
        ("text:halvard-tveiten", "welcome", "the agreement"),
        (None, "deny", "that it will last"),
        ("text:liis-tamm", "stress", "that the border stays open"),
    ]


def test_in_a_briefing_of_the_house_i_is_not_who_holds_the_office() -> None:
    record = read(
        "SENIOR ADMINISTRATION OFFICIAL: Thanks. I would say that it was useful. I note that it was long.\n\n"
        "Q  Thanks. I doubt that. We deny it.\n\n"
        "SENIOR ADMINISTRATION OFFICIAL: Of course. I can confirm that it was.",
        publisher="The White House",
        on="2071-07-14",
    )
    assert {who for who, _, _ in said(record)} == {None}


def test_what_goes_on_behind_gratitude_is_an_act_of_its_own() -> None:
    record = read(
        OPENING + "President Tamm was grateful for the help and reiterated her wish. She was clear about that."
    )
    assert said(record) == [
        ("text:liis-tamm", "was grateful", "for the help"),
        ("text:liis-tamm", "reiterated", "her wish"),
    ]
    assert not record.statements[1].according_to


def test_what_i_do_not_wish_to_say_is_not_said() -> None:
    record = read(
        "I do not want to accuse Oslo. He wants to thank Oslo. I must say that it was hard. Let me stress that it was.",
        publisher="Halvard Tveiten, remarks",
    )
    assert [cue for _, cue, _ in said(record)] == ["say", "stress"]


def test_our_state_is_the_publishers() -> None:
    record = read(
        "President Liis Tamm of Estonia spoke with Prime Minister Tveiten. She stressed that our state waits. "
        "Our country proposed a meeting.",
        publisher="Office of the President of Ukraine",
    )
    assert said(record)[-1] == ("UKR", "proposed", "a meeting")


def test_i_in_a_newspaper_is_nobody_known() -> None:
    record = read(OPENING + "I agree that the border should stay open.", publisher="The Guardian")
    assert [who for who, _, _ in said(record)] == [None]


# What nobody is said to have said -----------------------------------------------------------------------------------

UNASCRIBED = (
    "It was confirmed that the talks would take place in Geneva in May. The importance of the railway was emphasized. "
    "The Adviser to the Prime Minister was informed about the situation. It was agreed to meet again. "
    "Gratitude was expressed for the help. The bridge was proposed in 1990. The minister was told to wait."
)


def test_a_sides_own_text_says_what_was_said_without_saying_by_whom() -> None:
    assert said(read(OPENING + UNASCRIBED, side="NOR")) == [
        (None, "confirmed", "that the talks would take place in Geneva in May"),
        (None, "emphasized", "The importance of the railway"),
        (None, "informed", "about the situation"),
        (None, "agreed", "to meet again"),
        (None, "expressed", "Gratitude … for the help"),
    ]


def test_a_newspapers_passive_is_nobodys_statement() -> None:
    assert said(read(OPENING + UNASCRIBED)) == []

import pytest

from communique.model import (
    Account,
    Comparison,
    Evidence,
    Failure,
    Finding,
    FindingKind,
    Level,
    SilenceAgainst,
    Stand,
    Topic,
)
from communique.report.comparison.layout import laid_out
from communique.report.comparison.view import Cell, Row, View

Accounts = tuple[Account, ...]


def row(view: View, finding: str) -> Row:
    sections = (*view.sections, *view.folded)
    return next(row for section in sections for row in section.rows if row.id == finding)


def cell(view: View, finding: str, side: str) -> Cell:
    return next(cell for cell in row(view, finding).cells if cell.side == side)


def test_differences_come_first_and_protocol_is_folded(comparison: Comparison, accounts: Accounts) -> None:
    view = laid_out(comparison, accounts)
    assert [section.title for section in view.sections] == [
        "Only in the Norwegian account",
        "Only in the Chilean account",
        "Put in the other side's mouth",
        "Denied",
        "Said by the press not to be mentioned",
        "Worded differently",
        "In both accounts",
        "Cannot be told",
    ]
    assert [section.title for section in view.folded] == ["In both accounts"]
    assert view.counts == (
        "9 findings of substance: 2 only in one account, 1 put in the other side's mouth, 1 denied, 1 said by the "
        "press not to be mentioned, 2 worded differently, 1 in both, 1 cannot be told; 1 of frame and protocol."
    )


def test_the_title_names_the_accounts_and_the_meeting(comparison: Comparison, accounts: Accounts) -> None:
    view = laid_out(comparison, accounts)
    assert view.title == "The Norwegian and the Chilean account of the meeting of Sunday 8 March 2026"
    assert dict(view.meeting) == {
        "What": "meeting, took place",
        "Who": "Astrid Lindvik, Foreign Minister (Norway); Tomas Arancibia, Foreign Minister (Chile)",
        "When": "Sunday 8 March 2026",
        "Where": "Oslo, Norway",
        "Host": "Norway",
    }
    unnamed = laid_out(comparison.model_copy(update={"meeting": None}), accounts)
    assert (unnamed.title, unnamed.meeting) == ("The Norwegian and the Chilean account of the meeting", ())


def test_silence_at_the_level_of_a_claim_is_no_silence_on_the_topic(comparison: Comparison, accounts: Accounts) -> None:
    view = laid_out(comparison, accounts)
    assert cell(view, "f1", "NOR").said == "not found in this account"
    assert cell(view, "f2", "CHL").said == "the topic is named, the claim is not found"
    assert cell(view, "f3", "NOR").said == "not found in this account"


def test_a_silence_shows_the_length_and_the_closest_passages(comparison: Comparison, accounts: Accounts) -> None:
    silence = cell(laid_out(comparison, accounts), "f1", "NOR")
    assert silence.why == "100 words"
    assert [(closest.words, closest.similarity) for closest in silence.closest] == [
        ("They exchanged views on the situation in South America.", 0.31),
        ("They agreed to set up a working group on fisheries research", 0.22),
    ]
    nothing_close = cell(laid_out(comparison, accounts), "f2", "CHL")
    assert (nothing_close.closest, nothing_close.shows_closest) == ((), True)


def test_a_passage_that_has_nothing_to_do_with_it_is_not_called_close(
    comparison: Comparison, accounts: Accounts
) -> None:
    first = comparison.findings[0]
    searched = {"NOR": tuple(one.model_copy(update={"similarity": 0.01}) for one in first.searched["NOR"])}
    far = comparison.model_copy(update={"findings": (first.model_copy(update={"searched": searched}),)})
    assert cell(laid_out(far, accounts), "f1", "NOR").closest == ()


def test_whose_words_according_to_whom(comparison: Comparison, accounts: Accounts) -> None:
    view = laid_out(comparison, accounts)
    assert row(view, "f1").speaker == "joint words according to the Chilean account"
    assert row(view, "f3").speaker == "words of Astrid Lindvik according to the Chilean account"
    assert row(view, "f8").speaker == "joint words according to both accounts"
    assert row(view, "f7").speaker == ""
    assert row(view, "f3").is_commitment


def test_how_the_wordings_stand_to_each_other(comparison: Comparison, accounts: Accounts) -> None:
    view = laid_out(comparison, accounts)
    assert row(view, "f6").relations == ("softer in the Chilean account than in the Norwegian account",)
    assert row(view, "f7").relations == ("specific in the Chilean account, general in the Norwegian account",)
    assert row(view, "f8").relations == ()
    assert cell(view, "f7", "NOR").said == "only in general"


def test_why_it_cannot_be_told(comparison: Comparison, accounts: Accounts) -> None:
    view = laid_out(comparison, accounts)
    arctic = {cell.side: (cell.said, cell.why) for cell in row(view, "f9").cells}
    assert arctic == {
        "NOR": ("cannot be told", "read whole, but a passage may mean it"),
        "press": ("", ""),
    }


def test_the_press_has_a_column_only_where_it_says_something(comparison: Comparison, accounts: Accounts) -> None:
    view = laid_out(comparison, accounts)
    with_press = [section.kind for section in view.sections if "press" in {column.side for column in section.columns}]
    assert with_press == [FindingKind.SAID_NOT_MENTIONED, FindingKind.UNKNOWN]
    assert [account.side for account in view.analysts.accounts] == ["NOR", "CHL"]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"truncated": True}, "the text is cut"),
        ({"own_words": True}, "the text retells the account in other words"),
        ({}, "the text is in a language that cannot be read yet"),
    ],
)
def test_an_account_that_was_not_read_whole_says_why(
    comparison: Comparison, accounts: Accounts, changed: dict[str, bool], why: str
) -> None:
    norway, chile, story = accounts
    failures = () if changed else (Failure(code="C203", message="chl is in the language 'fr'"),)
    record = chile.record.model_copy(update={"failures": failures})
    part = chile.model_copy(update={**changed, "record": record})
    first, second, third = comparison.accounts
    compared = (first, second.model_copy(update={"whole": False}), third)
    finding = comparison.findings[1].model_copy(update={"sides": {"NOR": Stand.MENTIONS, "CHL": Stand.UNKNOWN}})
    view = laid_out(comparison.model_copy(update={"accounts": compared, "findings": (finding,)}), (norway, part, story))
    assert view.accounts[1].whole == f"not read whole: {why}"
    assert cell(view, "f2", "CHL").why == why
    assert [trouble.message for trouble in view.failures][1:] == [failure.message for failure in failures]


def test_what_is_known_through_the_press_alone_is_not_told_as_the_sides_own(
    comparison: Comparison, accounts: Accounts
) -> None:
    """Of a story alone: the press says that both carry it, and that one side does not mention something."""
    story = accounts[2]
    words = Evidence(account_id="story", start=0, end=10)
    both = Finding(
        id="f1",
        kind=FindingKind.BOTH,
        topic=Topic(label="talks"),
        sides={"NOR": Stand.MENTIONS, "CHL": Stand.MENTIONS},
        evidence={"NOR": (words,), "CHL": (words,)},
        confidence=0.7,
        rule="press",
    )
    silent = Finding(
        id="f2",
        kind=FindingKind.SAID_NOT_MENTIONED,
        topic=Topic(label="boats"),
        sides={"NOR": Stand.SILENT},
        evidence={"NOR": (words,)},
        silence_against=SilenceAgainst.PRESS,
        confidence=0.7,
        rule="press",
    )
    view = laid_out(
        comparison.model_copy(update={"accounts": comparison.accounts[2:], "findings": (both, silent), "failures": ()}),
        (story,),
    )
    assert view.title == "The press report of the meeting of Sunday 8 March 2026"
    assert [
        (section.title, section.meaning.startswith("Known through a third party")) for section in view.sections
    ] == [
        ("Said by the press not to be mentioned", False),
        ("In both accounts, as the press reports", True),
    ]
    assert {quotation.source for cell in row(view, "f1").cells for quotation in cell.quotations} == {
        "according to the press report"
    }
    told = cell(view, "f2", "NOR")
    assert (told.said, told.why) == ("said by the press not to mention it", "no account of this side is at hand")
    assert not told.shows_closest
    assert (
        view.counts
        == "2 findings of substance: 1 said by the press not to be mentioned, 1 in both, as the press reports."
    )


def test_a_side_that_dropped_words_from_its_own_account(comparison: Comparison, accounts: Accounts) -> None:
    norway = accounts[0]
    later = norway.model_copy(update={"account_id": "nor-2"})
    first = comparison.accounts[0]
    second = first.model_copy(update={"account_id": "nor-2", "words": 40})
    dropped = Finding(
        id="f1",
        kind=FindingKind.ONLY_IN,
        level=Level.CLAIM,
        topic=Topic(label="salmon"),
        sides={"NOR": Stand.SILENT},
        evidence={"NOR": (Evidence(account_id="nor", start=0, end=16),)},
        silence_against=SilenceAgainst.EARLIER_ACCOUNTS,
        confidence=0.9,
        rule="versions",
    )
    view = laid_out(
        comparison.model_copy(update={"accounts": (first, second), "findings": (dropped,)}), (norway, later)
    )
    told = cell(view, "f1", "NOR")
    assert (told.said, told.why) == ("not found in the later account", "40 words")
    assert [quotation.source for quotation in told.quotations] == ["nor"]
    (section,) = view.sections
    assert section.title == "Dropped from the Norwegian account"
    assert [column.side for column in section.columns] == ["NOR"]


def test_lengths_are_compared_before_anything_else(comparison: Comparison, accounts: Accounts) -> None:
    assert laid_out(comparison, accounts).lengths == ""
    norway, chile, story = comparison.accounts
    longer = comparison.model_copy(update={"accounts": (norway, chile.model_copy(update={"words": 320}), story)})
    assert laid_out(longer, accounts).lengths == "The Chilean account is 3.2 times as long as the Norwegian account"


def test_a_single_account_is_compared_with_nothing(comparison: Comparison, accounts: Accounts) -> None:
    alone = comparison.model_copy(update={"accounts": comparison.accounts[:1], "findings": ()})
    view = laid_out(alone, accounts[:1])
    assert view.lengths == "Only one account is at hand, so nothing in it can be set against another"


def test_what_analysts_look_at(comparison: Comparison, accounts: Accounts) -> None:
    told = laid_out(comparison, accounts).analysts
    assert told.topic_orders == (("war in Ukraine", "fisheries"), ("war in Ukraine", "fisheries", "salmon"))
    assert [lead.words for lead in told.leads if lead] == [
        "The ministers discussed the war in Ukraine",
        "The ministers discussed the conflict in Ukraine",
    ]
    aspects = {
        aspect.title: [[coded.words.words for coded in words] for words in aspect.by_account] for aspect in told.aspects
    }
    assert aspects == {
        "Words that rate the talk": [["candid"], ["constructive"]],
        "Who asked for it": [[], ["At the invitation of Norway"]],
        "Formula: exchanged views": [["exchanged views"], []],
        "Name chosen: Ukraine war": [["the war in Ukraine"], ["the conflict in Ukraine"]],
    }
    assert [(reference.label, whose) for reference, whose in told.commitments] == [
        ("duties on fruit", "the Chilean account")
    ]


def test_a_sentence_of_the_summary_leads_to_its_findings(comparison: Comparison, accounts: Accounts) -> None:
    view = laid_out(comparison, accounts)
    anchors = {row.anchor for section in (*view.sections, *view.folded) for row in section.rows}
    assert [reference.id for reference in view.summary[0].findings] == ["f1", "f5"]
    assert all(reference.anchor in anchors for sentence in view.summary for reference in sentence.findings)


def test_no_words_are_shown_of_an_account_that_is_not_at_hand(comparison: Comparison, accounts: Accounts) -> None:
    view = laid_out(comparison, accounts[1:])
    assert cell(view, "f2", "NOR").quotations == ()
    assert view.accounts[0].whole == "read whole"


def test_nothing_found_says_so(comparison: Comparison, accounts: Accounts) -> None:
    empty = comparison.model_copy(update={"findings": (), "summary": ()})
    assert laid_out(empty, accounts).counts == "Nothing was found that could be compared."

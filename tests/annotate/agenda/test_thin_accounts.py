"""An account that gives no details, or hardly overlaps with the other, is silent on no topic."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from communique import stages
from communique.annotate.layers import Layers
from communique.model import AgendaItem, AgendaStatus, FindingKind

MET = "Chinese Foreign Minister Qiao Renwei met Norwegian Foreign Minister Halvard Tveiten in Beijing on Sunday. "
THIN = "The shorter Chinese readout said the ministers had discussed Taiwan, without elaborating."


def left_out(doc: Doc) -> list[AgendaItem]:
    return [item for item in Layers(doc).agenda if item.status is AgendaStatus.SAID_NOT_MENTIONED]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (THIN, "elaborating"),
        ("The Chinese readout gave no details of the discussion on Taiwan.", "details of the discussion on Taiwan"),
        ("The Chinese readout did not detail the tariffs.", "detail the tariffs"),
    ],
)
def test_what_lacks_details_is_no_topic(text: str, label: str, read_doc: Callable[..., Doc]) -> None:
    [item] = left_out(read_doc(MET + text))
    assert (item.accounts, item.label, item.topic) == (("CHN",), label, None)


def test_the_topic_of_a_thin_account_stays_told(read_doc: Callable[..., Doc]) -> None:
    agenda = Layers(read_doc(MET + THIN)).agenda
    assert [(item.topic, item.accounts) for item in agenda if item.status is AgendaStatus.DISCUSSED] == [
        ("taiwan", ("CHN",))
    ]


def test_the_issue_is_never_the_details(read_doc: Callable[..., Doc]) -> None:
    text = MET + "The Chinese readout gave no details of the deal. The Norwegian readout did not mention the issue."
    labels = {item.label for item in left_out(read_doc(text))}
    assert labels == {"details of the deal", "the issue"}


def test_a_comparison_makes_of_a_thin_account_no_silence_on_the_topic() -> None:
    texts = {
        "NOR": "Foreign Minister Halvard Tveiten met China’s Qiao Renwei. They discussed Taiwan and trade.",
        "CHN": "Foreign Minister Qiao Renwei met Norway’s Halvard Tveiten. They discussed Taiwan.",
        "press": MET + "The Chinese readout gave no details of the discussion on Taiwan.",
    }
    lines = [
        f'{{"meeting_id": "m", "account_id": "{side}", "side": "{side}", "language": "en", "date": "2025-07-13",'
        f' "text": "{text}"}}'
        for side, text in texts.items()
    ]
    found = stages.compare(stages.read_accounts(lines)).findings
    reported = [one.topic for one in found if one.kind is FindingKind.SAID_NOT_MENTIONED]
    assert [(topic.id, topic.label) for topic in reported] == [(None, "details of the discussion on Taiwan")]
    assert all(one.sides["CHN"].value != "silent" for one in found if one.topic.id == "taiwan")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The two readouts have little in common.", "little in common"),
        ("Side by side, the Chinese and Norwegian readouts have almost nothing in common.", "nothing in common"),
        ("Beijing’s readout has little in common with Oslo’s.", "little in common"),
        ("The two readouts hardly overlap.", "hardly overlap"),
        ("There is little overlap between the Chinese and the Norwegian readouts.", "little overlap"),
        ("The two summaries of the call bear little resemblance to each other.", "little resemblance"),
        ("The two summaries might describe two different conversations.", "two different conversations"),
        ("Reading the two statements, one would think they had attended different meetings.", "different meetings"),
    ],
)
def test_nobody_is_called_silent_where_two_accounts_hardly_overlap(
    text: str, label: str, read_doc: Callable[..., Doc]
) -> None:
    [item] = left_out(read_doc(text))
    assert (item.accounts, item.label, item.topic) == ((), label, None)


@pytest.mark.parametrize(
    "text",
    [
        "The two readouts have much in common.",
        "The two readouts do not have little in common.",
        "The two readouts do not overlap entirely.",
        "The two countries have little in common.",
        "The two readouts show that the allies have little in common.",
        "The two versions of the film have little in common.",
        "The Chinese and Norwegian accounts of the shipwreck have little in common.",
        "Analysts say the two readouts have little in common.",
        "Do the two readouts have little in common?",
        "If the two readouts have nothing in common, Oslo will protest.",
        "The two readouts describe different meetings.",
        "The two readouts might mention different meetings next time.",
        "The two parties’ manifestos might describe two different countries.",
    ],
)
def test_accounts_that_overlap_and_what_is_no_account(text: str, read_doc: Callable[..., Doc]) -> None:
    assert left_out(read_doc(text)) == []

import pytest
from rich.console import Console

from communique.model import Account, Comparison
from communique.report.comparison import comparison_page

Accounts = tuple[Account, ...]


def page(
    comparison: Comparison, accounts: Accounts, *, width: int = 100, spans: bool = False, everything: bool = False
) -> str:
    console = Console(width=width, markup=False, highlight=False, emoji=False, color_system=None)
    with console.capture() as capture:
        console.print(comparison_page(comparison, accounts, spans=spans, everything=everything))
    return "\n".join(line.rstrip() for line in capture.get().splitlines())


def section(shown: str, title: str) -> str:
    return shown.partition(f"\n{title}  ")[2].partition("\n\n")[0]


def test_accounts_stand_first_with_length_and_whether_they_are_whole(
    comparison: Comparison, accounts: Accounts
) -> None:
    shown = page(comparison, accounts, width=140)
    assert shown.startswith("The Norwegian and the Chilean account of the meeting of Sunday 8 March 2026\n")
    assert "  Norway     100 words  readout · language en · Sunday 8 March 2026 · side as given · read whole\n" in shown
    assert "side worked out from the text · read whole" in shown
    assert "not read whole: a press report, nobody's own account" in " ".join(shown.split())
    assert shown.index("The accounts") < shown.index("Summary") < shown.index("Findings")


def test_the_summary_names_its_findings(comparison: Comparison, accounts: Accounts) -> None:
    assert "• Only the Chilean account names the sale of patrol boats. [f1, f5]" in page(comparison, accounts)


def test_silence_is_not_found_with_length_and_closest_passage(comparison: Comparison, accounts: Accounts) -> None:
    shown = section(page(comparison, accounts), "Only in the Chilean account")
    assert "patrol boats  [f1 · topic-silent · 91%]\n  joint words according to the Chilean account" in shown
    assert "Norway not found in this account (100 words)" in shown
    assert "closest passage searched: “They exchanged views on the situation in South America.” 0.31" in shown
    assert "Chile  “The ministers also discussed ▸the sale of patrol boats◂ and the crisis in Venezuela.”" in shown


def test_changes_and_strength_are_told_without_colour(comparison: Comparison, accounts: Accounts) -> None:
    shown = section(page(comparison, accounts, width=95), "Worded differently")
    assert "▸discussed the [-war-] in Ukraine◂ and ▸[-condemned-] ‹condemn› the attacks" in " ".join(shown.split())
    assert "▸discussed the {+conflict+} in Ukraine◂ and ▸{+noted+} ‹take note› the attacks" in " ".join(shown.split())
    assert "softer in the Chilean account than in the Norwegian account" in " ".join(shown.split())


def test_marks_are_explained_only_where_they_stand(comparison: Comparison, accounts: Accounts) -> None:
    assert "[-words-] stand only in the first account" in " ".join(page(comparison, accounts).split())
    plain = comparison.model_copy(update={"findings": comparison.findings[:1]})
    shown = " ".join(page(plain, accounts).split())
    assert "▸words◂ carry the finding" in shown
    assert "[-words-]" not in shown


def test_protocol_is_counted_and_shown_with_all(comparison: Comparison, accounts: Accounts) -> None:
    folded = page(comparison, accounts)
    assert "Frame and protocol: 1 finding, shown with --all" in folded
    assert "hospitality" not in folded
    assert "▸thanked Norway for its hospitality◂" in page(comparison, accounts, everything=True)


def test_places_are_shown_if_asked_for(comparison: Comparison, accounts: Accounts) -> None:
    start = accounts[1].text.index("the sale of patrol boats")
    assert f"[{start}:{start + 24}]" in page(comparison, accounts, spans=True)
    assert f"[{start}:" not in page(comparison, accounts)


@pytest.mark.parametrize("width", [20, 40, 60, 80, 103, 140, 200])
def test_any_width_holds_every_side_and_all_words(comparison: Comparison, accounts: Accounts, width: int) -> None:
    shown = page(comparison, accounts, width=width)
    assert all(len(line) <= width for line in shown.splitlines())
    together = "".join(shown.split())
    for words in ("Norway", "Chile", "tobementioned", "claim-silent"):
        assert words in together


def test_a_wide_terminal_has_columns(comparison: Comparison, accounts: Accounts) -> None:
    header = section(page(comparison, accounts, width=160), "Denied").splitlines()[2]
    assert header.split() == ["finding", "Norway", "Chile"]


def test_failures_are_listed_with_what_to_try(comparison: Comparison, accounts: Accounts) -> None:
    assert "[C206] nothing says when story was published\n    Try: Give the date" in page(comparison, accounts)


def test_a_long_list_of_findings_is_cut_and_says_so(comparison: Comparison, accounts: Accounts) -> None:
    sentence = comparison.summary[0].model_copy(update={"findings": tuple(f"f{n}" for n in range(1, 10))})
    shown = page(comparison.model_copy(update={"summary": (sentence,)}), accounts)
    assert "[f1, f2, f3, f4, f5, f6 and 3 more]" in shown

import pytest
from markdown_it import MarkdownIt

from communique.model import Account, Comparison
from communique.report.comparison import comparison_markdown
from communique.report.comparison.markdown import escaped

Accounts = tuple[Account, ...]


def test_findings_are_tables_by_kind(comparison: Comparison, accounts: Accounts) -> None:
    shown = comparison_markdown(comparison, accounts)
    assert shown.startswith(
        "# The Norwegian and the Chilean account of the meeting of Sunday 8 March 2026\n\n- **What:**"
    )
    assert "- Only the Chilean account names the sale of patrol boats. (f1, f5)\n" in shown
    assert "### Only in the Chilean account (1 finding)\n" in shown
    assert (
        "| **patrol boats**<br>joint words according to the Chilean account<br>f1, rule topic-silent, likely right: "
        "91% | *Not found in this account* (100 words)<br>closest passage searched: “They exchanged views on the "
        "situation in South America.” 0.31 | “the sale of patrol boats” |\n"
    ) in shown
    assert "“discussed the \\[-war-\\] in Ukraine and \\[-condemned-\\] ‹condemn› the attacks" in shown


def test_protocol_is_left_out_unless_asked_for(comparison: Comparison, accounts: Accounts) -> None:
    assert "hospitality" not in comparison_markdown(comparison, accounts)
    assert "### Frame and protocol: In both accounts" in comparison_markdown(comparison, accounts, everything=True)


@pytest.mark.parametrize(
    "text",
    [
        "a | b",
        "<script>alert(1)</script>",
        "&lt;b&gt; &amp; &copy;",
        "*bold* _em_ __x__ `code` ~~gone~~",
        "[link](javascript:alert(1)) ![img](x) [ref]: x",
        "# no heading",
        "- no list",
        "12. no list",
        "1) no list",
        "> no quote",
        "+ no list",
        "===",
        "---",
        "<https://example.org>",
        "\\ \\| \\\\",
        "    four blanks",
        "``` fence",
        "| --- |",
    ],
)
def test_text_is_shown_as_it_is(text: str) -> None:
    rendered = MarkdownIt("commonmark").enable("table").enable("strikethrough").parse(escaped(text))
    assert [token.type for token in rendered] == ["paragraph_open", "inline", "paragraph_close"]
    children = rendered[1].children or []
    assert {child.type for child in children} <= {"text", "text_special"}
    assert "".join(child.content for child in children) == text.strip()


@pytest.mark.parametrize("address", ["https://example.org", "HTTP://x", "www.example.org"])
def test_addresses_do_not_become_links(address: str) -> None:
    assert address not in escaped(f"see {address} there")

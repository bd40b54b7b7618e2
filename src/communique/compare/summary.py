"""What an editor would write: three to seven plain sentences, each resting on its findings."""

from collections.abc import Sequence

from communique.model import Account, ComparedAccount, Finding, SummarySentence


def summarise(
    findings: Sequence[Finding],
    outlines: Sequence[ComparedAccount],
    accounts: Sequence[Account],
    sides: tuple[str, ...],
) -> tuple[SummarySentence, ...]:
    """Return the sentences, the most telling first."""
    return ()

"""The accounts of a meeting side by side, with what people decided about them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from communique import history
from communique.archive import Archive, Judgement
from communique.archive.judgements import judged_findings
from communique.model import Account, Comparison
from communique.model.history import MeetingCluster


@dataclass(frozen=True, slots=True)
class Compared:
    """A meeting, its accounts, what they share and what only one carries.

    `left_out` are documents that only mention the meeting or copy another. `comparison` is None if no text is an
    account of the meeting. `judged` are the decisions in force about findings, by finding: the last one counts.
    """

    cluster: MeetingCluster
    accounts: tuple[Account, ...]
    left_out: tuple[str, ...]
    comparison: Comparison | None
    judged: Mapping[str, tuple[Judgement, ...]]

    @property
    def texts(self) -> dict[str, str]:
        """Return the hashes of the accounts' texts by account id."""
        return _texts(self.accounts)


def comparison_of(archive: Archive, cluster: MeetingCluster, judgements: Iterable[Judgement] = ()) -> Compared:
    """Compare the accounts of a meeting; `judgements` are those in force."""
    found = history.comparison_of(archive, cluster)
    comparison = found.comparison
    judged = judged_findings(comparison, _texts(found.accounts), judgements) if comparison is not None else {}
    return Compared(found.cluster, found.accounts, found.left_out, comparison, judged)


def _texts(accounts: Iterable[Account]) -> dict[str, str]:
    return {account.account_id: account.record.document.sha256 for account in accounts}

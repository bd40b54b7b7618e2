"""What people decided about findings, as far as it changes what a page says."""

from collections.abc import Iterable

from communique.web.compared import Compared

REJECT = "reject"
CORRECT = "correct"


def rejected(compared: Compared) -> frozenset[str]:
    """Return the findings that are rejected or said to be of another kind: nothing may be summed up from them."""
    return frozenset(name for name, rows in compared.judged.items() if rows and rows[-1].what in {REJECT, CORRECT})


def stands(findings: Iterable[str], gone: frozenset[str]) -> bool:
    """Tell whether a sentence still rests on something: not all findings behind it are gone."""
    behind = list(findings)
    return not behind or not gone.issuperset(behind)

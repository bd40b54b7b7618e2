"""What people decided: the log that is only ever added to, and what in the archive a decision is about."""

from communique.archive.judgements.findings import about_finding, judged_findings
from communique.archive.judgements.log import Judgement, append, in_force, read_all, state_hash
from communique.archive.judgements.statements import (
    about_statement,
    by_text,
    corrected,
    judged_statements,
    speaker_columns,
)

__all__ = [
    "Judgement",
    "about_finding",
    "about_statement",
    "append",
    "by_text",
    "corrected",
    "in_force",
    "judged_findings",
    "judged_statements",
    "read_all",
    "speaker_columns",
    "state_hash",
]

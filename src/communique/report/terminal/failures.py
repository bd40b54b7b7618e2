"""What could not be read or understood, with its code and what to try."""

from rich.console import RenderableType
from rich.text import Text

from communique.errors import ERRORS, CommuniqueError
from communique.model import Failure, Record
from communique.report.terminal.words import part
from communique.report.visible import visible


def failures_part(record: Record) -> RenderableType | None:
    """Return one entry for each failure; None where there is none."""
    if not record.failures:
        return None
    return part("Not everything was understood", *(_entry(failure) for failure in record.failures))


def _entry(failure: Failure) -> Text:
    text = Text(f"[{visible(failure.code)}] ", style="bold yellow")
    text.append(visible(failure.message), style="")
    if failure.start is not None and failure.end is not None:
        text.append(f" [{failure.start}:{failure.end}]", style="dim")
    remedy = ERRORS.get(failure.code, CommuniqueError).remedy
    text.append(f"\n  Try: {remedy}")
    return text

"""What a batch has done: how many, how fast, what failed."""

import json
from collections import Counter
from dataclasses import dataclass, field

from communique.model import text_sha256

_EMPTY_TEXT = f'"sha256":"{text_sha256("")}"'
_HASH = '"sha256":"'
_FAILURES = '"failures":'


@dataclass(slots=True)
class Tally:
    """Counts over the records of a run. `unread` are records without text, `codes` the documents with each code."""

    documents: int = 0
    unread: int = 0
    with_failures: int = 0
    codes: Counter[str] = field(default_factory=Counter)

    def add(self, record: str) -> None:
        """Count a record by its JSON, without building it again."""
        # Inside a JSON string a quotation mark is escaped, so only keys can match. `document` comes first in a record
        # and `failures` after everything that could hold a key of the same name.
        self.documents += 1
        self.unread += record.startswith(_EMPTY_TEXT, record.find(_HASH))
        at = record.rfind(_FAILURES)
        failures = json.JSONDecoder().raw_decode(record, at + len(_FAILURES))[0] if at >= 0 else []
        self.with_failures += bool(failures)
        self.codes.update({failure["code"] for failure in failures})

    def summary(self, seconds: float) -> str:
        """Return what was done in one line, then a line for each code."""
        rate = f", {self.documents / seconds:,.1f} a second" if seconds > 0 else ""
        unread = f"{self.unread:,} could not be read, " if self.unread else ""
        lines = [
            f"{documents(self.documents)} in {duration(seconds)}{rate}; {unread}{self.with_failures:,} with failures."
        ]
        lines += [
            f"  {code} in {documents(number)}: `communique explain {code}`"
            for code, number in sorted(self.codes.items())
        ]
        return "\n".join(lines)


def documents(number: int) -> str:
    """Return `1 document`, `1,204 documents`."""
    return f"{number:,} document{'' if number == 1 else 's'}"


def duration(seconds: float) -> str:
    """Return a length of time as `3.2 s`, `4 min 05 s`, `2 h 10 min`."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, left = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min {left:02} s"

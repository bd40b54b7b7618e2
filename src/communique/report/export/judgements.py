"""What people decided, as rows: who, when, before, after, and the words that it is about, to measure programs by."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Protocol

import pyarrow as pa

JUDGEMENTS = "judgements"
COLUMNS = {
    "judgement": "id of the decision",
    "when": "when it was made (UTC)",
    "who": "in whose name",
    "what": "accept, reject, correct, same_meeting, different_meetings, undo",
    "in_force": "whether it counts: no undo, and not taken back; of several about one thing the last one counts",
    "about": "finding, statement, meetings, or judgement where it takes another one back",
    "undoes": "id of the decision that it takes back",
    "meetings": "ids of the meetings that it is about, as they were then",
    "item": "id of the finding or the statement, as it was then",
    "level": "of a finding: topic or claim",
    "topic": "of a finding: the codebook's id of the topic",
    "rule": "of a finding: the rule that had made it",
    "before": "what the program had found: the kind of the finding, or the id of the speaker; empty for unknown",
    "after": "what the person says: the kind, or the id of the speaker; empty where it is neither, or unknown",
    "note": "what the person noted",
    "documents": "the archive's ids of the documents whose words it is about",
    "sides": "of a finding: whose account each place of the words is in",
    "sha256": "SHA-256 of the text that each place is in, in UTF-8",
    "spans": "first character and the one after the last, of each place, in Unicode code points of that text",
    "words": "the words at these places, joined by ' … '; empty where the archive has no such text any more",
    "snapshot": "the state of the archive that this row was exported from",
}
"""The columns, and what they mean."""
_LISTS = frozenset({"meetings", "documents", "sides", "sha256"})
_MOVES = ("finding", "statement")


class Decision(Protocol):
    """A judgement of an archive's log."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def who(self) -> str:
        """In whose name."""

    @property
    def when(self) -> Any:
        """When, with a time zone."""

    @property
    def what(self) -> str:
        """What was decided."""

    @property
    def about(self) -> Mapping[str, Any]:
        """What it is about."""

    @property
    def before(self) -> Any:
        """What was found."""

    @property
    def after(self) -> Any:
        """What it is."""

    @property
    def undoes(self) -> str | None:
        """What it takes back."""


def judgement_schema() -> pa.Schema:
    """Return the Arrow schema of the rows."""
    kinds = {
        "when": pa.timestamp("us", tz="UTC"),
        "in_force": pa.bool_(),
        "spans": pa.list_(pa.struct([("start", pa.int64()), ("end", pa.int64())])),
    }
    texts = pa.list_(pa.string())
    return pa.schema([(name, kinds.get(name, texts if name in _LISTS else pa.string())) for name in COLUMNS])


def text_hashes(decisions: Iterable[Decision]) -> set[str]:
    """Return the hashes of the texts that decisions are about."""
    return {str(place["sha256"]) for one in decisions for place in _places(one.about) if "sha256" in place}


def judgement_rows(
    decisions: Iterable[Decision], *, in_force: Collection[str], texts: Mapping[str, tuple[str, str]], snapshot: str
) -> pa.Table:
    """Return a row a decision, in the order of the log.

    `texts` are documents and texts by hash; `in_force` are the ids of decisions that count.
    """
    rows = [_row(one, one.id in in_force, texts, snapshot) for one in decisions]
    return pa.Table.from_pylist(rows, schema=judgement_schema())


def _row(
    one: Decision,
    counts: bool,  # noqa: FBT001 - a cell
    texts: Mapping[str, tuple[str, str]],
    snapshot: str,
) -> dict[str, Any]:
    about = one.about
    kind = next((name for name in _MOVES if name in about), "judgement" if one.undoes else "meetings")
    places = _places(about)
    after = one.after if isinstance(one.after, Mapping) else {}
    topic = about.get("topic")
    return {
        "judgement": one.id,
        "when": one.when,
        "who": one.who,
        "what": one.what,
        "in_force": counts,
        "about": kind,
        "undoes": one.undoes,
        "meetings": [str(name) for name in about.get("meetings") or [about["meeting"]] if name]
        if "meetings" in about or "meeting" in about
        else [],
        "item": _text(about.get(kind)),
        "level": _text(about.get("level")),
        "topic": _text(topic.get("id")) if isinstance(topic, Mapping) else None,
        "rule": _text(about.get("rule")),
        "before": _value(one.before),
        "after": _value(one.after),
        "note": _text(after.get("note")),
        "documents": [
            str(place.get("document") or texts.get(str(place.get("sha256")), ("", ""))[0]) for place in places
        ],
        "sides": [str(place["side"]) for place in places if "side" in place],
        "sha256": [str(place["sha256"]) for place in places if "sha256" in place],
        "spans": [{"start": int(place["start"]), "end": int(place["end"])} for place in places],
        "words": " … ".join(_words(place, texts) for place in places) or None,
        "snapshot": snapshot,
    }


def _places(about: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the places in texts that a decision is about."""
    if "statement" in about:
        found: list[Any] = [about]
    else:
        found = list(about.get("evidence") or about.get("tellings") or ())
    return [
        place
        for place in found
        if isinstance(place, Mapping) and isinstance(place.get("start"), int) and isinstance(place.get("end"), int)
    ]


def _words(place: Mapping[str, Any], texts: Mapping[str, tuple[str, str]]) -> str:
    _, text = texts.get(str(place.get("sha256")), ("", ""))
    return text[place["start"] : place["end"]]


def _value(found: Any) -> str | None:
    """Return the kind or the speaker that stood there before, or stands there after."""
    if not isinstance(found, Mapping):
        return _text(found)
    return _text(found.get("kind", found.get("speaker")))


def _text(value: Any) -> str | None:
    return None if value is None else str(value)

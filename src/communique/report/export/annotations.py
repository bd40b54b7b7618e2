"""Records -> W3C Web Annotations (Web Annotation Data Model, 2017), one collection in JSON-LD."""

import base64
import json
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from communique.model import AgendaItem, Meeting, Mention, Record, Span, Statement, Stop
from communique.model.span import CONTEXT
from communique.report.names import actor_name, place_name, topic_name
from communique.report.visible import visible

Body = dict[str, str]
Row = Mapping[str, Any]
"""A row of the documents' table."""

_WORDS = {
    "sha256": "https://schema.org/sha256",
    "document": "https://schema.org/identifier",
    "snapshot": "https://schema.org/version",
}
"""What the standard has no word for: hash of the text, the archive's id of a document, the archive's snapshot."""
FRAME = 2
"""Lines of a collection that are no annotations: the first and the last."""
CONTEXTS = ["http://www.w3.org/ns/anno.jsonld", _WORDS]


def collection_lines(read: Iterable[tuple[Row, Record]], kinds: Iterable[str], *, snapshot: str) -> Iterator[str]:
    """Yield a collection, an annotation a line, of what is in the records: `kinds` are names of their tables.

    Statements, meetings and stops describe; topics on the agenda tag; mentions identify, and question where it stays
    open who is meant. Words that are apart in the text are several targets of one annotation.
    """
    name = _urn("collection", snapshot)
    page = _urn("page", snapshot)
    head = {
        "@context": CONTEXTS,
        "id": name,
        "type": "AnnotationCollection",
        "label": f"communique, snapshot {snapshot}",
        "snapshot": snapshot,
        "last": page,
    }
    first = {"id": page, "type": "AnnotationPage", "partOf": name, "startIndex": 0}
    yield f'{_json(head)[:-1]}, "first": {_json(first)[:-1]}, "items": ['
    waiting, total = "", 0
    wanted = [kind for kind in KINDS if kind in set(kinds)]
    for document, record in read:
        for annotation in _annotations(document, record, wanted):
            if waiting:
                yield f"{waiting},"
            waiting, total = _json(annotation), total + 1
    if waiting:
        yield waiting
    yield f']}}, "total": {total}}}'


def _annotations(document: Row, record: Record, kinds: Iterable[str]) -> Iterator[dict[str, Any]]:
    made_by = record.made_by
    model = f"; {made_by.language_model}" if made_by.language_model else ""
    generator = {
        "type": "Software",
        "name": f"communique {made_by.version}{model}; codebook {made_by.codebook}",
    }
    source = _source(document, record)
    for kind in kinds:
        for number, (motivation, bodies, spans) in enumerate(KINDS[kind](record), start=1):
            if spans:
                targets = [_target(record.document.text, span, source) for span in spans]
                yield {
                    "id": _urn(str(document["document"]), kind, str(number)),
                    "type": "Annotation",
                    "motivation": motivation,
                    "generator": generator,
                    "body": bodies,
                    "target": targets if len(targets) > 1 else targets[0],
                }


Annotated = Iterator[tuple[str, list[Body], tuple[Span, ...]]]
"""Motivation, bodies and places of annotations."""


def _statements(record: Record) -> Annotated:
    for statement in record.statements:
        bodies = [_body("describing", _told(record, statement))]
        speaker = statement.speaker
        if speaker is not None and speaker.actor is not None:
            bodies.append(_body("identifying", speaker.actor))
        bodies += [_body("tagging", topic) for topic in statement.topics]
        yield "describing", bodies, statement.content


def _told(record: Record, statement: Statement) -> str:
    """Return who said it to whom, how, when, and who says so."""
    speaker, addressee = statement.speaker, statement.addressee
    parts = ["speaker: " + ("none named" if speaker is None else _named(record, speaker.actor))]
    if addressee is not None:
        parts.append(f"to: {_named(record, addressee.actor)}")
    parts.append(f"mode: {statement.mode}")
    if statement.polarity == "negative":
        parts.append("denied")
    if statement.said_on is not None:
        parts.append(f"said on: {statement.said_on}")
    parts += [
        f"according to: {_named(record, link.issuer)} ({link.medium.replace('_', ' ')})"
        for link in statement.according_to
    ]
    return "; ".join(parts)


def _named(record: Record, actor: str | None) -> str:
    return actor_name(record, actor) if actor is not None else "not resolved"


def _agenda(record: Record) -> Annotated:
    for item in record.agenda:
        yield (
            "tagging",
            [_body("tagging", item.topic or item.label), _body("describing", _stand(record, item))],
            item.spans,
        )


def _stand(record: Record, item: AgendaItem) -> str:
    """Return what is said of the topic, without which a tag would say the contrary of a `said_not_mentioned`."""
    topic = topic_name(item.topic) if item.topic is not None else visible(item.label)
    accounts = ", ".join(actor_name(record, account) for account in item.accounts)
    return f"{topic}: {item.status.replace('_', ' ')}" + (f"; account: {accounts}" if accounts else "")


def _meetings(record: Record) -> Annotated:
    for meeting in record.meetings:
        yield "describing", [_body("describing", _met(record, meeting))], meeting.spans


def _met(record: Record, meeting: Meeting) -> str:
    who = ", ".join(actor_name(record, actor) for actor in meeting.participants)
    where = place_name(record, meeting.place) if meeting.place is not None else None
    parts = (f"{meeting.kind}: {who}", meeting.status, meeting.date, where)
    return "; ".join(part for part in parts if part)


def _mentions(record: Record) -> Annotated:
    for mention in record.mentions:
        yield _who(mention), _is(mention), (mention,)


def _who(mention: Mention) -> str:
    return "identifying" if mention.actor is not None else "questioning"


def _is(mention: Mention) -> list[Body]:
    if mention.actor is not None:
        return [_body("identifying", mention.actor)]
    return [_body("questioning", f"not resolved: {visible(mention.why)}" if mention.why else "not resolved")]


def _stops(record: Record) -> Annotated:
    for stop in record.stops:
        yield "describing", [_body("describing", _stopped(record, stop))], stop.spans


def _stopped(record: Record, stop: Stop) -> str:
    where = place_name(record, stop.place)
    parts = (f"stop {stop.order} of {actor_name(record, stop.actor)}: {where}", stop.status, stop.date)
    return "; ".join(part for part in parts if part)


KINDS: dict[str, Callable[[Record], Annotated]] = {
    "statements": _statements,
    "agenda": _agenda,
    "meetings": _meetings,
    "mentions": _mentions,
    "stops": _stops,
}
"""What can be annotated, by the name of its table."""


def _body(purpose: str, value: str) -> Body:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}


def _source(document: Row, record: Record) -> dict[str, Any]:
    """Return the text that the places count in; one without an address is named by its hash (RFC 6920)."""
    named = record.document
    digest = base64.urlsafe_b64encode(bytes.fromhex(named.sha256)).decode().rstrip("=")
    source = {
        "id": named.url or f"ni:///sha-256;{digest}",
        "type": "Text",
        "language": named.language,
        "sha256": named.sha256,
        "document": document["document"],
    }
    return {name: value for name, value in source.items() if value is not None}


def _target(text: str, span: Span, source: Mapping[str, Any]) -> dict[str, Any]:
    """Return a place with two selectors of the same words: by the words, and by position in code points."""
    quote = {
        "type": "TextQuoteSelector",
        "exact": span.of(text),
        "prefix": text[max(0, span.start - CONTEXT) : span.start],
        "suffix": text[span.end : span.end + CONTEXT],
    }
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    return {"type": "SpecificResource", "source": source, "selector": [quote, position]}


def _urn(*parts: str) -> str:
    """Return a name that is the same for the same thing wherever it is made (RFC 4122, version 5)."""
    return uuid.uuid5(uuid.NAMESPACE_URL, " ".join(("communique", *parts))).urn


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)

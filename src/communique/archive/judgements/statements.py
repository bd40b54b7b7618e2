"""Decisions about statements: who said it, and whether it was said at all."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from communique.archive.judgements.log import Judgement
from communique.archive.judgements.places import likest, stretch_in, stretch_of
from communique.model import Actor, Party, Record, Statement

STATEMENT = "statement"
CORRECT = "correct"


def about_statement(document: str, record: Record, statement: Statement) -> dict[str, Any]:
    """Return what a decision about a statement is about: the text by its hash, and the stretch of the words said."""
    start, end = stretch_of(statement.content)
    return {
        STATEMENT: statement.id,
        "document": document,
        "sha256": record.document.sha256,
        "start": start,
        "end": end,
    }


def judged_statements(record: Record, judgements: Iterable[Judgement]) -> dict[str, tuple[Judgement, ...]]:
    """Return the decisions in force about the statements of a record, by statement, in their order."""
    found: defaultdict[str, list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        statement = _statement(record, judgement.about)
        if statement is not None:
            found[statement.id].append(judgement)
    return {name: tuple(rows) for name, rows in found.items()}


def corrected(record: Record, judgements: Iterable[Judgement]) -> Record:
    """Return a record with the speakers that people gave: the last decision about each statement counts.

    `judgements` are those in force. The words that named a speaker stay; a speaker who is given and whom the text does
    not have is added to its actors.
    """
    changed: dict[str, Statement] = {}
    added: dict[str, Actor] = {}
    known = {actor.id for actor in record.actors}
    statements = {statement.id: statement for statement in record.statements}
    for name, rows in judged_statements(record, judgements).items():
        if rows[-1].what != CORRECT or not isinstance(rows[-1].after, Mapping):
            continue
        actor = rows[-1].after.get("speaker")
        if actor is not None and actor not in known:
            given = _actor(rows[-1].after.get("actor"), actor)
            if given is None:
                continue
            added[given.id] = given
        statement = statements[name]
        spans = statement.speaker.spans if statement.speaker is not None else ()
        party = Party(actor=actor, spans=spans) if actor is not None or spans else None
        changed[name] = statement.model_copy(update={"speaker": party})
    if not changed:
        return record
    fields: dict[str, Any] = {name: getattr(record, name) for name in Record.model_fields}
    fields["statements"] = tuple(changed.get(statement.id, statement) for statement in record.statements)
    fields["actors"] = (*record.actors, *added.values())
    return Record(**fields)


def speaker_columns(record: Record) -> dict[str, dict[str, str | None]]:
    """Return what the table of statements says of the speaker of each statement of a record, by statement."""
    found: dict[str, dict[str, str | None]] = {}
    for statement in record.statements:
        actor = record.actor(statement.speaker.actor) if statement.speaker and statement.speaker.actor else None
        found[statement.id] = {
            "speaker": actor.id if actor else None,
            "speaker_name": actor.name if actor else None,
            "speaker_kind": actor.kind.value if actor else None,
            "speaker_country": actor.country if actor else None,
            "speaker_office": actor.office if actor else None,
        }
    return found


def by_text(judgements: Iterable[Judgement]) -> dict[str, list[Judgement]]:
    """Return the decisions about statements by the hash of the text that they are about."""
    found: defaultdict[str, list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        if STATEMENT in judgement.about and isinstance(text := judgement.about.get("sha256"), str):
            found[text].append(judgement)
    return dict(found)


def _statement(record: Record, about: Mapping[str, Any]) -> Statement | None:
    stretch = stretch_in(about)
    if STATEMENT not in about or about.get("sha256") != record.document.sha256 or stretch is None:
        return None
    return likest(stretch, ((one, stretch_of(one.content)) for one in record.statements if one.content))


def _actor(given: Any, name: str) -> Actor | None:
    try:
        actor = Actor.model_validate(given)
    except ValidationError:
        return None
    return actor if actor.id == name else None

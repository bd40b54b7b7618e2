"""How a report calls the actors of a record."""

from communique.codebook.aliases import entities
from communique.codebook.topics import topics
from communique.model import Actor, ActorKind, MeetingKind, Party, Place, Record
from communique.report.visible import visible

UNRESOLVED = "not resolved"
NOBODY = "no speaker named"
_KINDS = {
    MeetingKind.CALL: "phone call",
    MeetingKind.VIDEO: "video call",
    MeetingKind.SIDELINE: "meeting on the sidelines",
}


def actor_name(record: Record, actor_id: str) -> str:
    """Return the name of an actor, made safe to print; a group without a name is called by its members."""
    actor = record.actor(actor_id)
    if actor.name:
        return visible(actor.name)
    if actor.kind is ActorKind.GROUP and actor.members:
        return joined([actor_name(record, member) for member in actor.members if member != actor_id])
    if actor.id in entities():
        return entities()[actor.id].name
    return visible(actor.id.removeprefix("group:").removeprefix("text:").replace("_", " "))


def full_name(record: Record, actor_id: str) -> str:
    """Return the name with the office held that day and the state: `Ana Ruiz, Foreign Minister (Peru)`."""
    actor = record.actor(actor_id)
    if actor.kind is ActorKind.GROUP and actor.members:
        return joined([full_name(record, member) for member in actor.members if member != actor_id])
    name = actor_name(record, actor_id)
    office = office_name(actor)
    described = f"{name}, {office}" if office and office.casefold() not in name.casefold() else name
    if not actor.country or actor.country == actor.id or actor.kind is ActorKind.STATE:
        return described
    state = state_name(record, actor.country)
    return described if state in described else f"{described} ({state})"


def office_name(actor: Actor) -> str | None:
    """Return the office in words, or None."""
    if not actor.office:
        return None
    office = visible(actor.office)
    return office.replace("_", " ") if "_" in office or office.islower() else office


def state_name(record: Record, country: str) -> str:
    """Return the name that the record itself gives a state or an organisation, else the codebook's, else its code."""
    for actor in record.actors:
        if actor.id == country and actor.name:
            return visible(actor.name)
    known = entities().get(country)
    return known.name if known else visible(country)


def place_name(record: Record, where: Place) -> str:
    """Return a place with its state, unless the name already is the state's: `Oslo, Norway`."""
    name = visible(where.name)
    state = state_name(record, where.country) if where.country else name
    return name if state.casefold() in name.casefold() else f"{name}, {state}"


def kind_name(kind: MeetingKind | None) -> str:
    """Return the format of a meeting in words."""
    return _KINDS.get(kind, kind.value) if kind is not None else "meeting"


def topic_name(topic: str) -> str:
    """Return a topic of the codebook in words."""
    known = topics().get(topic)
    return known.label if known else visible(topic).replace("_", " ")


def party_name(record: Record, party: Party | None) -> str:
    """Return who a speaker or an addressee is; where it stays open, the words of the text and why."""
    if party is None:
        return NOBODY
    if party.actor:
        return actor_name(record, party.actor)
    if not party.spans:
        return UNRESOLVED
    words = visible(record.words(*party.spans))
    return f"“{words}”, {why_open(record, party) or UNRESOLVED}"


def why_open(record: Record, party: Party) -> str | None:
    """Return the reason that the text's mentions give for an actor that stayed open."""
    reasons = (
        mention.why
        for mention in record.mentions
        if mention.actor is None and mention.why and any(mention.overlaps(span) for span in party.spans)
    )
    reason = next(reasons, None)
    return f"{UNRESOLVED}: {visible(reason)}" if reason else None


def joined(names: list[str]) -> str:
    """Join names as English does: `A`, `A and B`, `A, B and C`."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))

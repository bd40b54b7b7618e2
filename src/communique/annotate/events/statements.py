"""Statements as events: what somebody does by saying it (accuses, urges, pledges, rejects)."""

from spacy.tokens import Doc, Token

from communique.annotate.clause import standing
from communique.annotate.events.coding import event_of_act
from communique.annotate.events.flags import of_standing
from communique.annotate.layers import Layers
from communique.annotate.parties import Parties
from communique.codebook.reporting import ReportingVerb, verbs_by_form
from communique.model import Event, Statement

_ABOUT_SOMEBODY = frozenset({"blame", "praise"})


def event_of(statement: Statement, doc: Doc, parties: Parties, *, published: str | None) -> Event | None:
    """Return the event of a statement whose verb is an act in PLOVER's sense, None if it only says something.

    The addressee receives it; without one, whoever is blamed or praised, if the words said begin with the name.
    """
    token = _verb(statement, doc)
    verb = _reporting(token, statement, doc) if token is not None else None
    if token is None or verb is None or verb.plover is None or statement.speaker is None:
        return None
    if _only_names(verb, statement, doc):
        return None
    actors = parties.members(statement.speaker.actor)
    if not actors:
        return None
    recipients = parties.members(statement.addressee.actor) if statement.addressee is not None else ()
    if not recipients and verb.kind in _ABOUT_SOMEBODY:
        recipients = _named_first(statement, doc, parties)
    return event_of_act(
        statement, verb.plover, actors, recipients, published=published, flags=of_standing(standing(token))
    )


def _verb(statement: Statement, doc: Doc) -> Token | None:
    for span in statement.cue:
        words = doc.char_span(span.start, span.end, alignment_mode="expand")
        for token in words if words is not None else ():
            if token.lower_ in verbs_by_form():
                return token
    return None


def _reporting(token: Token, statement: Statement, doc: Doc) -> ReportingVerb | None:
    """Return the verb that reports, with its particle if the cue has one."""
    cue = {word for span in statement.cue for word in span.of(Layers(doc).text).casefold().split()}
    found = verbs_by_form()[token.lower_]
    return next((verb for verb in found if verb.particle in cue), None) or next(
        (verb for verb in found if verb.particle is None), None
    )


def _only_names(verb: ReportingVerb, statement: Statement, doc: Doc) -> bool:
    """Tell whether a verb that can ask names something instead ("called it a crime", not "called for a truce")."""
    if verb.object != "predicated" or not verb.prepositions:
        return False
    text = Layers(doc).text
    words = [span.of(text).casefold() for span in (*statement.cue, *statement.content[:1])]
    return not any(verb.prepositions & {said.split()[0], said.split()[-1]} for said in words)


def _named_first(statement: Statement, doc: Doc, parties: Parties) -> tuple[str, ...]:
    words = doc.char_span(statement.content[0].start, statement.content[0].end, alignment_mode="expand")
    if words is None:
        return ()
    return parties.members(parties.resolve(words.root)) or parties.members(parties.resolve(words[0]))

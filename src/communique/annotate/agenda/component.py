"""The component that fills the layer of the agenda."""

from dataclasses import replace

from spacy.tokens import Doc, Token

from communique.annotate.agenda.accounts import Accounts
from communique.annotate.agenda.find import ItemFinder, trigger_words
from communique.annotate.agenda.issuers import Issuers, states_that_met
from communique.annotate.agenda.items import Item, topic_of
from communique.annotate.agenda.omissions import OmissionFinder
from communique.annotate.agenda.owners import Owners
from communique.annotate.clause import Standing, own_subjects
from communique.annotate.layers import Layers
from communique.annotate.news import tokens_beginning
from communique.annotate.parties import Parties
from communique.annotate.topics import tag_statements
from communique.codebook.agenda import agenda_forms
from communique.model import Actor, ActorKind, AgendaItem, AgendaStatus, Span

_NOT_YET = frozenset({Standing.AHEAD, Standing.CANCELLED})
_REACH = 900
"""Characters back in which "the issue" may find the topic that it points to."""


class AgendaComponent:
    """Component that fills `Layers(doc).agenda`, and the topics of the statements."""

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with its agenda."""
        layers = Layers(doc)
        tag_statements(doc)
        parties = Parties(doc)
        discussed = ItemFinder(doc, parties).find(list(tokens_beginning(doc, trigger_words())))
        issuers = Issuers(parties, states_that_met(doc, parties), Owners(doc, parties))
        omitted = OmissionFinder(doc, parties, issuers).find()
        if not discussed and not omitted:
            layers.agenda = ()
            return doc
        items = resolve_pointers(_without_doubles(doc, discussed, omitted))
        accounts = Accounts(doc, parties)
        found = [_finish(doc, item, accounts, issuers) for item in items]
        _name_accounts(doc, found)
        layers.agenda = found
        return doc


def _without_doubles(doc: Doc, discussed: list[Item], omitted: list[Item]) -> list[Item]:
    """Return all items in order; what the words of an omission themselves seem to bring up is no topic.

    "did not mention the talks on trade" says nothing of trade; "raised trade, which the text did not mention" does.
    """
    kept = [
        item
        for item in discussed
        if not any(
            one.start <= doc[item.cue].idx < one.end
            and item.label_start < one.label_end
            and one.label_start < item.label_end
            for one in omitted
        )
    ]
    return sorted([*kept, *omitted], key=lambda item: (item.start, item.end))


def resolve_pointers(items: list[Item]) -> list[Item]:
    """Give "the issue" the words of the topic named before it; without one there is no item."""
    found: list[Item] = []
    for item in items:
        if not item.points_back:
            found.append(item)
            continue
        before = [
            other
            for other in found
            if other.has_topic and other.label_end <= item.label_start and item.label_start - other.label_end < _REACH
        ]
        if not before and item.is_omission:
            found.append(replace(item, points_back=False))  # "that was not in the readout": the pronoun stays
        if before:
            nearest = max(before, key=lambda other: other.label_end)
            found.append(replace(item, label_start=nearest.label_start, label_end=nearest.label_end, points_back=False))
    return found


def _finish(doc: Doc, item: Item, accounts: Accounts, issuers: Issuers) -> AgendaItem:
    label = " ".join(Layers(doc).text[item.label_start : item.label_end].split())
    if item.is_omission:
        status, told = AgendaStatus.SAID_NOT_MENTIONED, item.silent
    else:
        status = AgendaStatus.PLANNED if item.standing in _NOT_YET else AgendaStatus.DISCUSSED
        told = _told_by(doc[item.cue], item, accounts, issuers)
    topic = topic_of(label) if item.has_topic else None
    return AgendaItem(
        topic=topic, label=label, status=status, accounts=told, spans=(Span(start=item.start, end=item.end),)
    )


def _told_by(cue: Token, item: Item, accounts: Accounts, issuers: Issuers) -> tuple[str, ...]:
    """Return whose account the item stands in; "it", behind a sentence about an account, is that account."""
    told = accounts.of(item.start, item.end)
    if Layers(cue.doc).publisher_country is not None:
        return told
    speaker = next((head for verb in cue.ancestors for head in own_subjects(verb) if head.lower_ == "it"), None)
    meant = issuers.meant_by(speaker) if speaker is not None and told else ()
    own = next((head for head in own_subjects(cue) if head.lower_ == "it"), None) if cue.pos_ == "VERB" else None
    if own is not None and cue.lemma_.lower() in agenda_forms("text_lists"):
        meant = issuers.meant_by(own) or meant
    return meant or told or accounts.of_clause(cue) or issuers.told_by(cue)


def _name_accounts(doc: Doc, items: list[AgendaItem]) -> None:
    """Add the states that only the accounts name, so that each id of the record has its actor."""
    layers = Layers(doc)
    known = {actor.id for actor in layers.actors}
    fresh = [one for item in items for one in item.accounts if one not in known]
    if fresh:
        added = [Actor(id=one, kind=ActorKind.STATE, country=one) for one in dict.fromkeys(fresh)]
        layers.actors = (*layers.actors, *added)

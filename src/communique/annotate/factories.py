"""Every spaCy factory of the package, in one place (the list is pinned by a test).

A component is a callable on a `Doc`; the heavy modules are imported when it is built. The names have no dot (spaCy
E853). Each declares the layers it requires and assigns, so that `nlp.analyze_pipes()` names a missing stage.
"""

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

Component = Callable[[Doc], Doc]


@Language.factory("communique_layout", assigns=["token.is_sent_start"])
def layout(nlp: Language, name: str) -> Component:
    """Begin a sentence where a passage or a line begins."""
    from communique.annotate.layout import begin_sentences

    return begin_sentences


@Language.factory("communique_morphology", requires=["token.tag"], assigns=["token.pos", "token.lemma"])
def morphology(nlp: Language, name: str) -> Component:
    """Fill coarse parts of speech and lemmas from the tags, by table."""
    from communique.annotate.morphology import Morphology

    return Morphology(nlp)


@Language.factory("communique_quotes", assigns=["doc._.communique_quotes"])
def quotes(nlp: Language, name: str) -> Component:
    """Find what stands in quotation marks."""
    from communique.annotate.quotes import QuotesComponent

    return QuotesComponent()


@Language.factory("communique_times", requires=["token.tag"], assigns=["doc._.communique_times"])
def times(nlp: Language, name: str) -> Component:
    """Find time expressions and resolve them."""
    from communique.annotate.times import TimesComponent

    return TimesComponent()


@Language.factory(
    "communique_actors",
    requires=["token.dep", "doc._.communique_times"],
    assigns=["doc._.communique_actors", "doc._.communique_mentions"],
)
def actors(nlp: Language, name: str) -> Component:
    """Find who is spoken of and resolve them to people, offices and states by date."""
    from communique.annotate.actors import ActorsComponent

    return ActorsComponent()


@Language.factory(
    "communique_statements",
    requires=["token.dep", "doc._.communique_quotes", "doc._.communique_mentions", "doc._.communique_times"],
    assigns=["doc._.communique_statements"],
)
def statements(nlp: Language, name: str) -> Component:
    """Find who said what, to whom, and who says so."""
    from communique.annotate.statements import StatementsComponent

    return StatementsComponent()


@Language.factory(
    "communique_agenda",
    requires=["token.dep", "doc._.communique_mentions", "doc._.communique_statements", "doc._.communique_meetings"],
    assigns=["doc._.communique_agenda"],
)
def agenda(nlp: Language, name: str) -> Component:
    """Find what was discussed, in whose account, and tag statements with topics."""
    from communique.annotate.agenda import AgendaComponent

    return AgendaComponent()


@Language.factory(
    "communique_meetings",
    requires=["token.dep", "doc._.communique_mentions", "doc._.communique_times"],
    assigns=["doc._.communique_meetings"],
)
def meetings(nlp: Language, name: str) -> Component:
    """Find who met whom, when and where."""
    from communique.annotate.meetings import MeetingsComponent

    return MeetingsComponent()


@Language.factory(
    "communique_events",
    requires=["doc._.communique_mentions", "doc._.communique_statements", "doc._.communique_meetings"],
    assigns=["doc._.communique_events"],
)
def events(nlp: Language, name: str) -> Component:
    """Code meetings and statements as events."""
    from communique.annotate.events import EventsComponent

    return EventsComponent()


@Language.factory(
    "communique_stops",
    requires=["token.dep", "doc._.communique_mentions", "doc._.communique_times"],
    assigns=["doc._.communique_stops"],
)
def stops(nlp: Language, name: str) -> Component:
    """Find the stops of journeys."""
    from communique.annotate.stops import StopsComponent

    return StopsComponent()

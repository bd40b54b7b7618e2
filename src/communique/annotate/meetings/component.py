"""The component that fills the layer of meetings."""

from spacy.tokens import Doc

from communique.annotate.actors.author import Author
from communique.annotate.layers import Layers
from communique.annotate.meetings.cues import triggers
from communique.annotate.meetings.find import ContactFinder
from communique.annotate.meetings.journeys import JourneyFinder, Journeys
from communique.annotate.meetings.merge import Merger
from communique.annotate.meetings.moments import Moments
from communique.annotate.meetings.whereabouts import Whereabouts
from communique.annotate.parties import Parties


class MeetingsComponent:
    """Component that fills `Layers(doc).meetings` with one record for each real meeting, and visits."""

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with its meetings."""
        layers = Layers(doc)
        tokens = list(triggers(doc))
        if not tokens:
            layers.meetings = ()
            return doc
        parties, moments = Parties(doc, author=Author.of(doc)), Moments(doc)
        published = layers.published
        whereabouts = Whereabouts(doc, moments)
        contacts = ContactFinder(doc, parties, moments, whereabouts, published).find(tokens)
        journeys = JourneyFinder(parties, moments, published, contacts).find(tokens)
        meetings = Merger(parties).meetings(contacts, journeys)
        parties.keep(one for meeting in meetings for one in meeting.participants)
        layers.meetings = meetings
        Journeys(journeys, parties).leave_for_stops(doc)
        return doc

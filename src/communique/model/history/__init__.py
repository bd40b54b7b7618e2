"""What is told over time: the rows of `track`, each with its words."""

from communique.model.history.habits import FEWEST, FormulaGone, Habits, Named, Omission, ReadoutChange
from communique.model.history.itinerary import ItineraryKind, ItineraryRow
from communique.model.history.meetings import Evidence, MeetingAccount, MeetingCluster
from communique.model.history.people import OfficeHeld, OfficeSeen, Person, PersonStatement
from communique.model.history.phrases import PhraseHistory, PhraseOverview, PhraseUse, PhraseYear, Variant
from communique.model.history.relations import Count, RelationMonth

__all__ = [
    "FEWEST",
    "Count",
    "Evidence",
    "FormulaGone",
    "Habits",
    "ItineraryKind",
    "ItineraryRow",
    "MeetingAccount",
    "MeetingCluster",
    "Named",
    "OfficeHeld",
    "OfficeSeen",
    "Omission",
    "Person",
    "PersonStatement",
    "PhraseHistory",
    "PhraseOverview",
    "PhraseUse",
    "PhraseYear",
    "ReadoutChange",
    "RelationMonth",
    "Variant",
]

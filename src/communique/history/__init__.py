"""An archive -> what it can be asked over time: meetings, itineraries, relations, phrases, habits, people.

What is asked is looked up in what was made of the archive's documents before (`store.py`), and in its tables and index,
so that only the documents that matter are read.
"""

from communique.history.around import neighbours_of, since_last_of
from communique.history.compared import Compared, accounts_of, comparison_of
from communique.history.deciding import merge_meetings, split_meeting
from communique.history.keeping import prepare
from communique.history.questions import (
    MeetingCounts,
    habits_of,
    itinerary_of,
    meeting_ids,
    meeting_of,
    meetings_count,
    meetings_counted,
    meetings_of,
    meetings_with,
    people_of,
    phrase_of,
    phrase_overview,
    relations_of,
    same_meetings,
    who_is,
    who_met_whom,
)

__all__ = [
    "Compared",
    "MeetingCounts",
    "accounts_of",
    "comparison_of",
    "habits_of",
    "itinerary_of",
    "meeting_ids",
    "meeting_of",
    "meetings_count",
    "meetings_counted",
    "meetings_of",
    "meetings_with",
    "merge_meetings",
    "neighbours_of",
    "people_of",
    "phrase_of",
    "phrase_overview",
    "prepare",
    "relations_of",
    "same_meetings",
    "since_last_of",
    "split_meeting",
    "who_is",
    "who_met_whom",
]

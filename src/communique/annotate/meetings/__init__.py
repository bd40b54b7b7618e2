"""Meetings, calls and visits: who met whom, when, where, and whether it took place."""

from communique.annotate.meetings.component import MeetingsComponent

__all__ = ["MeetingsComponent"]

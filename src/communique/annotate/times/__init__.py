"""Time expressions: found by a grammar over time words, resolved against the calendar, the story and the tense."""

from communique.annotate.times.component import TimesComponent, find_times

__all__ = ["TimesComponent", "find_times"]

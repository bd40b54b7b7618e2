"""Stops: who was, or will be, at which place, in the order of travel."""

from communique.annotate.stops.component import StopsComponent

__all__ = ["StopsComponent"]

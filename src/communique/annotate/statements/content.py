"""Which words are said: the complement of a cue, by the frames of its verb and the marks around it."""

from collections.abc import Mapping

from communique.annotate.layers import Layers
from communique.annotate.statements.clauses import clause
from communique.annotate.statements.cues import Cue
from communique.annotate.statements.draft import Named
from communique.annotate.statements.group import group_of
from communique.annotate.statements.opening import as_said, opening
from communique.annotate.statements.passive import passive, unascribed
from communique.annotate.statements.reach import limit_of
from communique.annotate.statements.reading import Reading
from communique.annotate.statements.site import Complement, Site
from communique.annotate.statements.things import predicate, preposition, thing
from communique.annotate.statements.trailing import trailing
from communique.codebook.reporting import ReportingVerb


class Finder:
    """Finds the complements of the cues of one document, given all its reporting verbs by token."""

    def __init__(self, reading: Reading, reporting: Mapping[int, ReportingVerb]) -> None:
        self._reading = reading
        self._reporting = reporting
        self._is_own_account = Layers(reading.doc).publisher_country is not None

    def find(self, cue: Cue, speaker: Named | None) -> Complement | None:
        """Return the complement of `cue`, or None if the verb does not report anything here."""
        site = Site(self._reading, self._reporting, cue, speaker)
        site.limit = limit_of(site)
        if cue.is_passive:
            return passive(site) if speaker is not None or not self._is_own_account else unascribed(site)
        site.group, site.addressee = group_of(site)
        if cue.verb.quote or cue.verb.clause:
            found = as_said(site) or trailing(site) or opening(site)
            if found is not None:
                return found
        return clause(site) or predicate(site) or preposition(site) or thing(site)

"""How the reports of a comparison call the people and states in it."""

from collections.abc import Sequence

from communique.codebook.aliases import entities
from communique.model import Account, Comparison, Record
from communique.report.comparison import phrases
from communique.report.names import actor_name, full_name
from communique.report.visible import visible

BOTH = "both"
"""The speaker of joint words."""


class Names:
    """Names of actors by their id: as the comparison gives them, else as the first record that knows them does."""

    def __init__(self, comparison: Comparison, accounts: Sequence[Account]) -> None:
        self._people = comparison.people
        self._records: dict[str, Record] = {}
        for account in accounts:
            for actor in account.record.actors:
                self._records.setdefault(actor.id, account.record)

    def of(self, actor: str) -> str:
        """Return a name; an id that nobody knows is shown as the words it is made of."""
        if self._people.get(actor):
            return visible(self._people[actor])
        if actor in self._records:
            return actor_name(self._records[actor], actor)
        if actor in entities():
            return entities()[actor].name
        return visible(actor.removeprefix("group:").removeprefix("text:").replace("_", " "))

    def in_full(self, actor: str) -> str:
        """Return a name with office and state, where a record gives them."""
        return full_name(self._records[actor], actor) if actor in self._records else self.of(actor)

    def speaker(self, actor: str | None) -> str:
        """Return whose words are reported; empty where the account speaks in its own voice."""
        if actor is None:
            return ""
        return phrases.JOINT if actor == BOTH else phrases.words_of(self.of(actor))

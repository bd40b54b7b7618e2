"""What a reporter asks an official about the official's own account, which the question does not name.

"The fact that there is no mention of the strait": in a briefing the account that was spoken of is the host's.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from communique.annotate.agenda.cue import Cue
from communique.annotate.agenda.issuers import Ground, Issuers
from communique.annotate.agenda.sides import Account
from communique.annotate.agenda.silences import is_denied, is_none, lemmas_of
from communique.annotate.clause import is_passive, own_subjects, phrases
from communique.codebook.omissions import omission_forms

_ABOUT = frozenset({"of", "to", "on", "about", "regarding"})
_WITHIN = frozenset({"in", "from", "at", "during", "by", "within"})


class AskedReader:
    """Reads "the fact that" with a silence behind it, in a briefing."""

    __slots__ = ("_home",)

    def __init__(self, issuers: Issuers) -> None:
        self._home = issuers.owners.home if issuers.owners.is_briefing else None

    def at(self, token: Token) -> Iterator[Cue]:
        """Yield the silence of "the fact that there is no mention of X", "the fact that X is not mentioned"."""
        if self._home is None or token.lower_ != "fact" or not any(child.lower_ == "the" for child in token.lefts):
            return
        for clause in token.rights:
            if clause.dep_ != "acl" or not any(child.lower_ == "that" for child in clause.lefts):
                continue
            mentions = [child for child in clause.rights if child.lemma_.lower() in omission_forms("named")]
            holders = (clause, *mentions)
            if any(prep.lower_ in _WITHIN for holder in holders for prep, _ in phrases(holder)):
                continue  # "no mention of it in the speech"
            topics: list[Token] = []
            if clause.lemma_ == "be" and any(child.dep_ == "expl" for child in clause.lefts):
                denied = (noun for noun in mentions if is_denied(clause) or any(map(is_none, noun.lefts)))
                topics = [thing for noun in denied for _, thing in phrases(noun, _ABOUT)]
            elif is_passive(clause) and is_denied(clause) and clause.lemma_.lower() in lemmas_of("negated"):
                topics = own_subjects(clause)
            if topics:
                account = Account((self._home,), Ground.TEXT, token)
                yield Cue(account, clause, clause, tuple(topics), is_weak=False, is_asked=True)

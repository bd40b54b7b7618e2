"""Silences in nouns that no table knows: "no" before a noun, in a clause that holds the account of one side.

Asked only where nothing else in a sentence was read, and only of a text: "In Caracas's telling the elections played no
part", "gave the tariffs no space". What a text is said not to do with a verb that no table knows is left alone: it may
be what the text thinks rather than what it has ("did not condemn", "did not mince its words").
"""

from collections.abc import Iterator

from spacy.tokens import Token

from communique.annotate.agenda.cue import Cue
from communique.annotate.agenda.issuers import Ground
from communique.annotate.agenda.sides import Account, SilentSides
from communique.annotate.agenda.silences import is_denied, is_idiom, is_none, lemmas_of
from communique.annotate.clause import own_subjects, phrases
from communique.codebook.omissions import omission_forms

_VERBAL = frozenset({"VERB", "AUX"})
_IN = frozenset({"in", "from", "into", "out", "of"})
_ABOUT = frozenset({"of", "to", "on", "about", "over", "for"})


class PlainReader:
    """Reads the denial in one clause of a document."""

    __slots__ = ("_sides",)

    def __init__(self, sides: SilentSides) -> None:
        self._sides = sides

    def at(self, token: Token) -> Iterator[Cue]:
        """Yield the silence that "no" or "none" before a noun tells of."""
        if is_none(token) and token.head.pos_ in {"NOUN", "PROPN"}:
            yield from self._none_of(token.head)

    def _none_of(self, noun: Token) -> Iterator[Cue]:
        verb = next((above for above in noun.ancestors if above.pos_ in _VERBAL), None)
        if (
            verb is None
            or is_denied(verb)
            or is_idiom(verb, noun)
            or verb.lemma_.lower() in lemmas_of("omit")  # "no readout left it out"
            or any(child.dep_ == "amod" and child.lower_ != "such" for child in noun.lefts)
        ):
            return
        if noun.lemma_.lower() in omission_forms("detail").keys() - omission_forms("named").keys():
            return
        topics = [thing for _, thing in phrases(noun, _ABOUT) if self._sides.of(thing) is None]
        if not topics and verb.lemma_ == "be":
            # "Of the drones there is no trace"
            topics = [
                thing for prep, thing in phrases(verb, _ABOUT) if prep.i < verb.i and self._sides.of(thing) is None
            ]
        subject = own_subjects(verb)
        account = self._text(self._sides.account(subject, verb))
        if account is None:
            account = self._in_phrase(verb) or self._in_phrase(noun)
            whose = (
                [topic for topic in subject if topic != noun] if noun.lemma_.lower() in omission_forms("place") else []
            )
            there = any(child.dep_ == "expl" for child in verb.lefts)  # "There is no oil in the text"
            topics = topics or whose or [one for one in ([*subject, noun] if there else subject) if one == noun]
        else:
            others = [child for child in verb.rights if child.dep_ in {"dative", "dobj"} and child != noun]
            topics = topics or others  # "gave the tariffs no space"
        if account is not None and topics:
            yield Cue(account, noun, verb, tuple(topics), is_weak=True)

    def _in_phrase(self, holder: Token) -> Account | None:
        for _, thing in phrases(holder, _IN):
            account = self._text(self._sides.of(thing, in_phrase=True))
            if account is not None:
                return account
        return None

    def _text(self, account: Account | None) -> Account | None:
        return account if account is not None and account.ground is Ground.TEXT else None

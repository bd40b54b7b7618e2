"""A silence as the words say it, before anything is proven."""

from dataclasses import dataclass

from spacy.tokens import Token

from communique.annotate.agenda.sides import Account


@dataclass(frozen=True, slots=True)
class Cue:
    """A silence as the words say it: whose, of what; `is_weak` if only a text can be silent so.

    `topics` are the heads of the phrases that name what is left out.
    """

    account: Account
    word: Token
    verb: Token
    topics: tuple[Token, ...]
    is_weak: bool
    has_clause: bool = False
    """A topic may be a clause: "what the people have suffered"."""
    is_denial: bool = False
    """The side itself says that it was not brought up."""
    present: frozenset[str] = frozenset()
    """Lemmas of what the account is said to have of what `topics` lists."""
    until: Token | None = None
    """The last word of the evidence, where more than the clause tells who is silent."""
    words: tuple[Token, Token] | None = None
    """First and last word of what is lacking where that is no topic: "details of the deal", "little in common"."""
    is_asked: bool = False
    """A reporter asks the publisher about its own account, and does not name it."""
    is_aside: bool = False
    """A comma sets it off from what was said before: "..., a topic that the readout omits"."""

"""People told in a row: "President A, Minister B of C, and D", "the special envoys, A and B".

What stands between their names decides; the parser loses its way in lists of titles.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from itertools import pairwise

from spacy.tokens import Doc, Token

from communique.annotate.actors.index import MentionIndex
from communique.annotate.layers import Layers
from communique.codebook.contacts import forms_of
from communique.model import Actor, ActorKind, Mention

_LISTED = frozenset({ActorKind.PERSON, ActorKind.GROUP})
_SEPARATORS = frozenset({",", "and", ", and", "; and", ";", ", as well as", "as well as", "&"}) | {
    f"and{word}" for word in (" visiting", " the visiting")
}
_OF_STATE = re.compile(r"of (?:the )?[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*| of| the){0,4} ?(?=,|and\b)")
_OF_RANK = re.compile(
    r"(?P<separator>, and|; and|, as well as|,|;|and|&)(?: of| the| to| for| and|,? ?[A-Z][\w.’'-]*| \d\w\w){1,10}"
)
"""A separator with the first words of the title behind it, where the name was read without them."""
_GOES_ON = re.compile(r",? (?:and|as well as) [a-z]")
"""What goes on with people without a name behind the last name: "A, B, and business leaders"."""
_LIST_OPENS = re.compile(r"(?: of [A-Z][\w ]{2,24},? and [A-Z][\w ]{2,24})?, ")
_LIST_CLOSES = re.compile(r"(?: of (?:the )?[A-Z]\w+(?: [A-Z]\w+)*)?[,.;)]")

GROUP = "group:"
"""How the id of a group begins."""


def members_of(actor_of: Callable[[str], Actor | None], actor_id: str | None) -> tuple[str, ...]:
    """Return the members of a group, the actor itself otherwise; an open group has nobody.

    "The special envoys, A and B": the parser coordinates the envoys with those who they are, so that a group holds one.
    """
    actor = actor_of(actor_id) if actor_id is not None else None
    if actor is None:
        return ()
    if actor.kind is not ActorKind.GROUP:
        return (actor.id,)
    if not any(one.startswith(GROUP) for one in actor.members):
        return actor.members
    flat = (part for one in actor.members for part in (members_of(actor_of, one) if one.startswith(GROUP) else (one,)))
    return tuple(dict.fromkeys(flat))


class PeopleLists:
    """Reads the lists of people of one document.

    `added` are actors that the index does not know; `holding` those whom a plural calls holders of an office.
    """

    __slots__ = ("_added", "_doc", "_index", "_people", "holding")

    def __init__(self, doc: Doc, index: MentionIndex, added: dict[str, Actor]) -> None:
        self._doc = doc
        self._index = index
        self._added = added
        self._people: list[Mention] | None = None
        self.holding: set[str] = set()

    def listed(self, token: Token) -> list[str]:
        """Return the people of a list ("President A, Minister B of C, and D") by what stands between their names.

        The parser loses its way in lists of titles; a list is one if "and" joins its last name.
        """
        mention = self._index.headed_by(token) or self._index.covering(token.idx, token.idx + len(token))
        at = self._place_of(mention) if mention is not None else None
        if at is None:
            return []
        first = last = at
        outer = self._outermost()
        if first > 0 and token.dep_ == "pobj" and token.head.idx < outer[first - 1].start:
            # "between Prime Minister A and President B", where the parser makes A a part of the name of B
            first -= "and" in (self._between(outer[first - 1], outer[first]) or "")
        while first > 0 and self._between(outer[first - 1], outer[first]) == ",":
            first -= 1
        while last + 1 < len(outer) and self._between(outer[last], outer[last + 1]) is not None:
            last += 1
            if "and" in (self._between(outer[last - 1], outer[last]) or ""):
                break
        chain = outer[first : last + 1]
        if len(chain) == 1:
            chain = self._inside(chain[0])
        if len(chain) < 2 or self.speaks(chain[-1]):
            return []
        # The last two may be one mention, of a group, and the last of all people without a name.
        text = Layers(self._doc).text
        is_closed = "and" in (self._between(chain[-2], chain[-1]) or "") or " and " in chain[-1].of(text)
        if not is_closed and _GOES_ON.match(text, chain[-1].end) is None:
            return []
        return list(dict.fromkeys(one for each in chain for one in self._members(each.actor)))

    def apposed(self, token: Token) -> list[str]:
        """Return those named behind a plural ("The special envoys, Minister A and Minister B, will meet").

        A comma closes such a list; without one the people of "after talks with the envoys, A and B said" are others.
        """
        if token.tag_ not in {"NNS", "NNPS"} or token.lower_[-1:] != "s":
            return []
        text = Layers(self._doc).text
        opened = _LIST_OPENS.match(text, token.idx + len(token))
        if opened is None:
            return []
        outer = self._outermost()
        at = bisect_left(outer, opened.end(), key=lambda one: one.start)
        if at == len(outer) or outer[at].start != opened.end():
            # The list is a part of one mention that begins with the plural itself.
            inside = [one for one in self._people_inside(opened.end()) if self._is_person(one.actor or "")]
        else:
            inside = [outer[at]]
            while len(inside) + at < len(outer) and self._between(inside[-1], outer[at + len(inside)]) is not None:
                inside.append(outer[at + len(inside)])
        if not inside or inside[0].start != opened.end() or _LIST_CLOSES.match(text, inside[-1].end) is None:
            return []
        people = list(dict.fromkeys(one for each in inside for one in self._members(each.actor)))
        if len(people) < 2 or not all(map(self._is_person, people)):
            return []
        if token.lemma_.lower() in forms_of("office", "holder"):
            self.holding.update(people)
        return people

    def people_between(self, start: int, end: int) -> list[Mention]:
        """Return the mentions of people, and of groups of them, that lie within two characters (end-exclusive)."""
        outer = self._outermost()
        low = bisect_left(outer, start, key=lambda one: one.start)
        found = []
        for mention in outer[low:]:
            if mention.end > end:
                break
            found.append(mention)
        return found

    def speaks(self, mention: Mention) -> bool:
        """Tell whether the last of a list is the subject of the next clause ("met A, B and C said")."""
        span = self._doc.char_span(mention.start, mention.end, alignment_mode="expand")
        return span is not None and span.root.dep_ in {"nsubj", "nsubjpass"} and span.root.head.i >= span.end

    def _inside(self, group: Mention) -> list[Mention]:
        """Return the people of "A, B and C", read as one group of which the parser lost somebody."""
        actor = self._actor(group.actor or "")
        if actor is None or actor.kind is not ActorKind.GROUP or not actor.members:
            return []
        found: list[Mention] = []
        for mention in Layers(self._doc).mentions:
            if mention.start >= group.end:
                break
            inside = group.start <= mention.start and mention.end <= group.end and mention.actor != group.actor
            if inside and self._is_person(mention.actor or "") and not (found and mention.start < found[-1].end):
                found.append(mention)
        is_list = all(self._between(one, other) is not None for one, other in pairwise(found))
        return found if is_list and len(found) > len(actor.members) else []

    def _people_inside(self, start: int) -> list[Mention]:
        """Return the mentions of people from a character on that only commas and "and" part."""
        found: list[Mention] = []
        for mention in Layers(self._doc).mentions:
            actor = self._actor(mention.actor or "")
            if mention.start < start or actor is None or actor.kind is not ActorKind.PERSON:
                continue
            if found and (mention.start < found[-1].end or self._between(found[-1], mention) is None):
                if mention.start >= found[-1].end:
                    break
                continue
            found.append(mention)
        return found

    def _outermost(self) -> list[Mention]:
        """Return the mentions of people that lie in no other, groups of people included, in order."""
        if self._people is None:
            self._people = []
            for mention in Layers(self._doc).mentions:
                actor = self._actor(mention.actor) if mention.actor is not None else None
                if actor is None or actor.kind not in _LISTED:
                    continue
                if self._people and mention.start < self._people[-1].end:
                    if mention.end > self._people[-1].end:
                        self._people[-1] = mention
                    continue
                self._people.append(mention)
        return self._people

    def _place_of(self, mention: Mention) -> int | None:
        outer = self._outermost()
        at = bisect_right(outer, mention.start, key=lambda one: one.start) - 1
        return at if at >= 0 and mention.end <= outer[at].end else None

    def _between(self, one: Mention, other: Mention) -> str | None:
        """Return "," or "and" if only that stands between two mentions, None if anything else does."""
        words = Layers(self._doc).text[one.end : other.start].strip()
        if words.startswith("of "):
            words = _OF_STATE.sub("", words)  # "President A of France, Chancellor B of Germany, and ..."
        known = words.casefold()
        if known in _SEPARATORS:
            return known
        ranked = _OF_RANK.fullmatch(words)
        return ranked["separator"].casefold() if ranked is not None else None

    def _is_person(self, actor_id: str) -> bool:
        actor = self._actor(actor_id)
        return actor is not None and actor.kind is ActorKind.PERSON

    def _actor(self, actor_id: str) -> Actor | None:
        return self._added.get(actor_id) or self._index.actor(actor_id)

    def _members(self, actor_id: str | None) -> tuple[str, ...]:
        return members_of(self._actor, actor_id)

"""The mentions that have been read: where they stand, whom they name, and the groups that they make together."""

from collections.abc import Callable, Iterator
from itertools import islice

from communique.annotate.actors.cast import Found
from communique.annotate.actors.coordination import Coordination
from communique.annotate.actors.modifiers import before
from communique.annotate.actors.scene import Scene
from communique.annotate.actors.words import Words
from communique.annotate.roster import Player
from communique.codebook.actor_words import singular, words_for
from communique.model import ActorKind, Mention

_LONGEST_LIST = 32
"""Mentions back that one group may hold; a text of nothing but names must not cost the square of its length."""

Learn = Callable[[tuple[Player, ...]], None]
"""Takes what a plural tells of those who are listed behind it."""


class Marks:
    """The mentions of one document by their tokens, first and last inclusive."""

    def __init__(self, words: Words, scene: Scene, coordination: Coordination, on: str | None) -> None:
        self._words = words
        self._scene = scene
        self._coordination = coordination
        self._on = on
        self._found: dict[tuple[int, int], Found] = {}
        self._span_of: dict[int, tuple[int, int]] = {}
        self._lists: list[tuple[int, tuple[int, int], Learn]] = []

    def __contains__(self, head: int) -> bool:
        """Tell whether the noun at token `head` has been marked."""
        return head in self._span_of

    def mentions(self) -> Iterator[Mention]:
        """Yield the mentions in the order of the text."""
        words = self._words
        for (first, last), (player, why) in sorted(self._found.items(), key=lambda item: item[0]):
            yield Mention(
                start=words.offsets[first],
                end=words.end(last),
                actor=player.id if player is not None else None,
                why=None if player is not None else why or "it is not plain who is meant",
            )

    def mark(
        self, first: int, last: int, head: int, player: Player | None, why: str = "", *, voice: str | None = None
    ) -> None:
        """Note a mention that the token `head` heads, and the group that it closes if it is the last of several."""
        self._found[first, last] = (player, why)
        head = self._top(first, head)
        self._span_of[head] = (first, last)
        if player is not None:
            self._scene.note(head, player, voice)
        self._coordination.join(head, first)
        listed = self._enumerated(first, head)
        if listed is not None:
            self._mark_group(listed[0], head, listed[1])
        elif self._coordination.is_conjunct(head) and not self._goes_on(head):
            group = self._coordination.coordinated(head)
            if group is not None:
                self._mark_group(group[0], head, group[1])
        elif player is not None:
            self._join_beside(first, head, player)
        self._complete_lists(head)

    def mark_voice(self, at: int, player: Player) -> None:
        """Note "I" or "we" of the text's own voice: part of "the President and I", but nobody whom "he" may mean."""
        self._found[at, at] = (player, "")
        self._span_of[at] = (at, at)
        self._scene.at[at] = player
        if self._coordination.is_conjunct(at) and not self._goes_on(at):
            group = self._coordination.coordinated(at)
            if group is not None:
                self._mark_group(group[0], at, group[1])

    def _top(self, first: int, head: int) -> int:
        """Return the noun that stands in the clause for a name beside it: "met her Latvian counterpart Jan Vik"."""
        words = self._words
        while words.deps[head] == "appos" and first <= words.heads[head] < head:
            head = words.heads[head]
        return head

    def _enumerated(self, first: int, head: int) -> tuple[int, Player] | None:
        """Return the group that "A, B and C" makes, told by its commas: the parser takes B for a name of A's.

        Three or more people who act, each named once; of "the minister, Ana Berg, and the envoy" nothing is made here.
        """
        words = self._words
        if first < 2 or words.lower[first - 1] != "and" or words.quotation[first] >= 0:
            return None
        near = islice(reversed(self._span_of.items()), _LONGEST_LIST)
        before = {last: (start, at) for at, (start, last) in near if at < first}
        heads, members = [head], [self._scene.at.get(head)]
        here = first - 2 if words.lower[first - 2] == "," else first - 1
        if words.lower[here - 1].rstrip(".") in words_for("name_suffix") and here - 1 not in before:
            here -= 2
        while (found := before.get(here - 1)) is not None and words.lower[here] in {",", "and"}:
            start, at = found
            heads.append(at)
            members.append(self._scene.at.get(at))
            here = start - 1
        people = [one for one in reversed(members) if one is not None and one.kind is ActorKind.PERSON]
        # "Berg, Jr. and Lind": the parser joins the second to the suffix.
        has_suffix = words.lower[first - 2].rstrip(".") in words_for("name_suffix")
        fewest = 2 if has_suffix else 3
        if len(people) < fewest or len(people) < len(members) or len({one.id for one in people}) < len(people):
            return None
        subjects = any(words.deps[at] in {"nsubj", "nsubjpass"} for at in heads)
        return (heads[-1], self._coordination.together(people)) if subjects else None

    def _join_beside(self, first: int, head: int, player: Player) -> None:
        """Join two subjects whom the parser made one name: "Minister Vik and Estonian Minister Tamm agreed"."""
        words = self._words
        if words.deps[head] not in {"nsubj", "nsubjpass"} or first < 2 or words.lower[first - 1] != "and":
            return
        edge = words.doc[head].left_edge.i
        for other, (start, last) in reversed(self._span_of.items()):
            # The first of two may be lost to the parser: a sentence of its own behind the dateline, a second subject.
            is_second = words.heads[other] == words.heads[head] and words.deps[other] == "nsubj"
            is_lost = words.heads[other] == other and words.deps[other] == "ROOT"
            if not (is_second and other < first) and not (last == first - 2 and (edge <= start or is_lost)):
                continue
            before = self._found[start, last][0]
            if before is not None and _are_two(before, player):
                self._mark_group(other, head, self._coordination.both(before, player))
            return

    def mark_aside(self, first: int, last: int, player: Player | None, why: str = "") -> None:
        """Note a mention that no word behind it can mean: a modifier, a document."""
        self._found.setdefault((first, last), (player, why))

    def _goes_on(self, head: int) -> bool:
        return any(child.dep_ == "conj" and child.i > head for child in self._words.doc[head].rights)

    def _mark_group(self, first_head: int, last_head: int, player: Player) -> None:
        opening, closing = self._span_of.get(first_head), self._span_of.get(last_head)
        if opening is None or closing is None:
            return  # a word that was read as somebody, but marked only as part of a longer mention
        first, last = opening[0], closing[1]
        if first < last:
            self._found.setdefault((first, last), (player, ""))
            near = islice(reversed(self._span_of.items()), _LONGEST_LIST)
            self._scene.weaken([at for at, span in near if first <= span[0] and span[1] <= last])
            self._scene.note(first_head, player)

    # -- "the Quad leaders - A, B, C and D" ---------------------------------------------------------------------------

    def await_list(self, head: int, first: int, last: int, learn: Learn) -> None:
        """Expect that the members of the plural just marked are listed behind it; `learn` is told who they are."""
        self._lists.append((head, (first, last), learn))

    def leave_sentence(self, at: int) -> None:
        """Close the list that was expected, once token `at` is in another sentence."""
        while self._lists and self._words.sentence[at] != self._words.sentence[self._lists[-1][0]]:
            self._close_list(*self._lists.pop())

    def close(self) -> None:
        """Close the lists that are still expected at the end of the text."""
        while self._lists:
            self._close_list(*self._lists.pop())

    def _complete_lists(self, head: int) -> None:
        if not self._lists:
            return
        at, span, _ = self._lists[-1]
        listed = self._coordination.listed(at)
        if listed is not None and listed[0] == head:
            self._found[span] = (listed[1], "")

    def _close_list(self, at: int, span: tuple[int, int], learn: Learn) -> None:
        player = self._found[span][0]
        if player is None or not player.members:
            return
        learn(player.members)
        noun = singular(self._words.lower[at])
        entity = before(self._words, at, self._on).entity
        player.nouns.update({noun, f"{entity} {noun}"})
        self._scene.replace(at, player)


def _are_two(one: Player, other: Player) -> bool:
    is_same_kind = one.is_human == other.is_human and not (one.is_open or other.is_open)
    return is_same_kind and one.id != other.id and not (one.is_plural or other.is_plural)

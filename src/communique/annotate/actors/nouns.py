"""Common nouns read as mentions: the officials, the agency, both, one of them; and the documents that speak."""

from communique.annotate.actors.acting import is_actor, is_modifier, matters, says, speaks
from communique.annotate.actors.marking import Marking, Rules
from communique.annotate.actors.modifiers import Around, around_noun, before
from communique.codebook.actor_words import singular, words_for
from communique.codebook.titles import actor_nouns
from communique.model import ActorKind

_PARTS = frozenset({"one", "another", "some", "many", "several", "most", "both", "all"})
_FARTHEST_WHOLE = 12
"""Tokens within which "one of the officials" has named the officials."""


class Nouns(Marking):
    """The common nouns of one document."""

    def __init__(self, rules: Rules) -> None:
        super().__init__(rules)
        self._documents: list[int] = []

    def mark(self, at: int) -> None:
        """Mark whom the noun at token `at` stands for; a document that speaks waits for `mark_documents`."""
        if is_modifier(self._words, at):
            return
        words = self._words
        lower = words.lower[at]
        is_plural = words.tags[at] == "NNS"
        noun = singular(lower) if is_plural else lower
        if noun in actor_nouns("person") or (
            is_plural and (lower in actor_nouns("person") or noun in actor_nouns("group"))
        ):
            around, last = self._around(at)
            if is_plural:
                self._plurals.mark(around, at, last, None)
            elif around.is_each:
                self._marks.mark(around.start, last, at, *self._groups.each(noun, at))
            elif matters(words, at, around):
                self._marks.mark(around.start, last, at, *self._roles.noun(around, at))
        elif noun in actor_nouns("document") or lower in actor_nouns("document"):
            if speaks(words, at):
                self._documents.append(at)
                self._note_account(at)
        elif noun in actor_nouns("collective") or noun == "office":
            self._collective(at, noun)
        elif noun in words_for("anyone") and is_actor(words, at):
            around, last = self._around(at)
            self._marks.mark(around.start, last, at, *self._groups.plural(around, at))
        elif noun in words_for("colleague") and words.lower[at - 1] == "opposite":
            around, last = self._around(at)
            self._marks.mark(around.start, last, at, *self._roles.noun(around, at))
        elif says(words, at):
            around, last = self._around(at)
            if is_plural:
                self._plurals.mark(around, at, last, None)
            else:
                is_text = lower == "one" and around.entity is not None  # of two readouts "the Turkish one"
                side = self._cast.entity(around.entity or "") if is_text else None
                self._marks.mark(around.start, last, at, side, "the words name nobody who is known")

    def _around(self, at: int) -> tuple[Around, int]:
        return around_noun(self._words, at, at, self._cast.on)

    def _collective(self, at: int, noun: str) -> None:
        around, last = self._around(at)
        if around.is_each and noun in actor_nouns("group"):
            self._marks.mark(around.start, last, at, *self._groups.each(noun, at))
            return
        found = self._bodies.office(around) if noun == "office" else self._bodies.collective(at, around)
        if found is not None:
            self._marks.mark(around.start, last, at, *found)

    # -- documents that speak -----------------------------------------------------------------------------------------

    def _note_account(self, at: int) -> None:
        """Let "it" mean the side whose account is the subject: "Iran's account did not mention them; it said ..."."""
        around, _ = self._around(at)
        if around.entity is not None and around.institution is None and self._words.deps[at] == "nsubj":
            self._scene.note(at, self._cast.entity(around.entity))

    def mark_documents(self) -> None:
        """Mark who speaks through "the statement", "a release": known only when all of the text has been read."""
        for at in self._documents:
            if at not in self._inside and at not in self._marks:
                self._document(at)

    def _document(self, at: int) -> None:
        around, last = self._around(at)
        found = self._bodies.document(at, around)
        if "joint" in around.adjectives and (found is None or found[0] is None or not found[0].members):
            found = self._groups.joint(at, around)
            if found[0] is not None:
                self._scene.issued[self._words.lower[at]] = found[0]
        if found is not None:
            self._marks.mark_aside(around.start, last, *found)

    # -- numbers and parts --------------------------------------------------------------------------------------------

    def mark_number(self, at: int) -> None:
        """Mark whom "the two", "both", "neither" stand for."""
        words = self._words
        below = words.heads[at]  # "the two last met in March": the parser makes "last" the subject
        stands = below if words.deps[at] == "nummod" and below == at + 1 and words.tags[below] in {"JJ", "RB"} else at
        if not is_actor(words, stands) or self._is_inverted(at):
            return
        around = before(words, at, self._cast.on)
        if words.lower[at] == "neither":
            self._marks.mark(at, at, at, *self._groups.each("two", at))
        elif around.determiner == "the" or words.lower[at] == "both":
            around.determiner = "the"
            self._marks.mark(around.start, at, at, *self._groups.plural(around, at))

    def _is_inverted(self, at: int) -> bool:
        """Tell whether "neither" only opens a clause whose subject follows its auxiliary ("neither do they")."""
        words = self._words
        if words.lower[at] != "neither" or at + 2 >= len(words.words):
            return False
        return words.lower[at + 1] in {"do", "does", "did", "have"} and words.tags[at + 2][:2] in {"NN", "PR", "DT"}

    def mark_part(self, at: int) -> None:
        """Mark "one of the officials", "some of them" where they speak: somebody of them, nobody knows who."""
        words = self._words
        if words.lower[at] not in _PARTS or not speaks(words, at):
            return
        follow = at + 1
        if follow >= len(words.words) or words.lower[follow] != "of" or words.heads[follow] != at:
            return
        around = Around(at)
        text = self._roles.text(around, at, is_whole=True)
        if words.tags[at] == "DT":
            text = f"{words.words[at]} {text}"
        behind = range(at, min(at + _FARTHEST_WHOLE, len(words.words)))
        whole = next((self._scene.at[here] for here in behind if here in self._scene.at), None)
        kind = ActorKind.OFFICE if words.lower[at] in {"one", "another"} else ActorKind.GROUP
        player = self._cast.unnamed(text, country=whole.country if whole is not None else None, kind=kind)
        self._marks.mark(at, at, at, player)

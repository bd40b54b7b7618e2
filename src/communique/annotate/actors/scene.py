"""What has been said so far: who was mentioned where, and who is meant by a word that names nobody."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace

from communique.annotate.actors.words import Words
from communique.annotate.roster import Player
from communique.model import ActorKind

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "agent"})
_MARGIN = 0.75
_WEIGHT_OF_MEMBER = 0.5
_FARTHEST_PARAGRAPHS = 5


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention that was read: where it is headed and how it stands in its clause.

    `voice` is set where a body speaks through a person without a name ("a spokeswoman"): the gender, empty if unknown.
    """

    at: int
    player: Player
    sentence: int
    paragraph: int
    quotation: int
    is_subject: bool
    weight: float
    voice: str | None = None


class Scene:
    """The mentions of one document so far, the last ones last."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self.seen: list[Seen] = []
        self.seen_ids: set[str] = set()
        self.at: dict[int, Player] = {}
        self.names: dict[int, Player] = {}
        self.name_at: dict[int, int] = {}
        self.issued: dict[str, Player] = {}

    def note(self, at: int, player: Player, voice: str | None = None) -> None:
        """Note that `player` is mentioned by the phrase headed at token `at`."""
        words = self._words
        dep = words.deps[at]
        # A noun at the root of its sentence is the subject of a verb that the parser missed.
        is_subject = dep in _SUBJECTS or dep == "ROOT" or (dep == "pobj" and words.deps[words.heads[at]] == "agent")
        weight = 3.0 if is_subject else 1.5 if dep in {"dobj", "conj", "appos", "dative", "attr", "ROOT"} else 1.0
        if dep == "poss":
            weight = 0.9
        if is_subject and words.quotation[at] < 0 and words.deps[words.heads[at]] == "ROOT":
            weight += 1.0
        if player.is_plural and not player.members and not is_subject:
            weight = 0.3
        if not player.is_open:
            self.at[at] = player
        self.seen_ids.add(player.id)
        self.seen.append(
            Seen(at, player, words.sentence[at], words.paragraph[at], words.quotation[at], is_subject, weight, voice)
        )

    def seen_in(self, sentence: int) -> list[Seen]:
        """Return the mentions of one sentence."""
        first = bisect_left(self.seen, sentence, key=lambda seen: seen.sentence)
        return self.seen[first : bisect_left(self.seen, sentence + 1, key=lambda seen: seen.sentence)]

    def recall(
        self,
        at: int,
        fits: Callable[[Player], bool],
        *,
        paragraphs: int = _FARTHEST_PARAGRAPHS,
        subjects: bool = False,
    ) -> Player | None:
        """Return the last player mentioned before token `at` that fits, None if it lies too far back.

        With `subjects` only those count that act in their clause.
        """
        words = self._words
        for seen in reversed(self.seen):
            if seen.at >= at:
                continue
            if words.paragraph[at] - seen.paragraph > paragraphs * 2:
                return None
            if (seen.is_subject or not subjects) and fits(seen.player):
                return None if seen.player.is_open else seen.player
        return None

    def weaken(self, heads: list[int]) -> None:
        """Let the members of a group stand back: "he" behind "A, B and C met" is hardly one of them."""
        self.seen = [replace(seen, weight=_WEIGHT_OF_MEMBER) if seen.at in heads else seen for seen in self.seen]

    def replace(self, at: int, player: Player) -> None:
        """Take `player` for whom the phrase headed at token `at` names, instead of whoever was noted for it."""
        self.seen = [seen for seen in self.seen if seen.at != at or seen.player.kind is not ActorKind.GROUP]
        self.note(at, player)
        self.seen.sort(key=lambda seen: seen.at)

    def salient(
        self,
        at: int,
        fits: Callable[[Player], bool],
        *,
        barred: frozenset[str] = frozenset(),
        voice: str | None = None,
        least: float = 0.0,
    ) -> tuple[Player | None, str]:
        """Return who of those that fit stands foremost before token `at`, or None and why it stays open.

        With `voice` (a gender) a body that speaks through a person of that gender may be meant too. `least` is the
        score below which a mention lies too far back or too deep in its clause to be meant.
        """
        words = self._words
        scores: dict[str, tuple[float, Player]] = {}
        sentence, paragraph, quotation = words.sentence[at], words.paragraph[at], words.quotation[at]
        for seen in reversed(self.seen):
            if seen.at >= at:
                continue
            far = sentence - seen.sentence
            if far > 8 or paragraph - seen.paragraph > _FARTHEST_PARAGRAPHS * 2:
                break
            player = seen.player
            speaks = voice is not None and seen.voice is not None and seen.voice in {"", voice}
            if player.id in barred or not (speaks or fits(player)):
                continue
            score = seen.weight - 1.0 * far - 0.6 * (paragraph - seen.paragraph)
            if seen.quotation != quotation and seen.quotation >= 0:
                score -= 2.5
            best = scores.get(player.id)
            if best is None:
                scores[player.id] = (score, player)
            else:
                scores[player.id] = (max(best[0], score) + 0.15, player)
        if not scores:
            return None, "nobody before it fits"
        ranked = sorted(scores.values(), key=lambda pair: -pair[0])
        if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _MARGIN:
            return None, f"{ranked[0][1].name} and {ranked[1][1].name} both fit"
        if ranked[0][0] < least:
            return None, "whoever fits lies too far back"
        if ranked[0][1].is_open:
            return None, f"{ranked[0][1].name} fits, and it is not known who that is"
        return ranked[0][1], ""

    def recent(self, at: int, fits: Callable[[Player], bool], *, sentences: int) -> list[Player]:
        """Return those that fit and were mentioned in the sentence of `at` or the ones just before, the last first."""
        here = self._words.sentence[at]
        found: list[Player] = []
        for seen in reversed(self.seen):
            if seen.at >= at:
                continue
            if here - seen.sentence > sentences:
                break
            if fits(seen.player) and seen.player not in found:
                found.append(seen.player)
        return found


def is_body(player: Player) -> bool:
    """Tell whether the player is a state, a ministry or an organisation."""
    return player.kind in {ActorKind.STATE, ActorKind.MINISTRY, ActorKind.ORGANISATION}

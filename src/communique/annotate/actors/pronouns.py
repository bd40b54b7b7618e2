"""Who "he", "she", "they", "it", "who" and "his" stand for, by number, gender, clause and salience."""

from bisect import bisect_left
from collections.abc import Callable

from communique.annotate.actors.cast import Cast
from communique.annotate.actors.scene import Scene, Seen, is_body
from communique.annotate.actors.voice import PLURAL, SINGULAR, Voice
from communique.annotate.actors.words import Words
from communique.annotate.roster import Player
from communique.codebook.contacts import forms_of
from communique.codebook.reporting import verbs_by_form
from communique.model import ActorKind

_GENDER = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_THING = frozenset({"it", "its", "itself"})
_RELATIVE = frozenset({"who", "whom", "which", "that"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_SPEAKING = forms_of("verb", "speak")
_MEETING = forms_of("verb", "meet") | forms_of("verb", "with") | _SPEAKING
_CONTACT = (
    _MEETING
    | forms_of("verb", "receive")
    | forms_of("verb", "phone")
    | forms_of("verb", "join")
    | forms_of("noun", "event")
    | forms_of("noun", "meal")
    | forms_of("noun", "visit")
)
_WITHOUT_SUBJECT = frozenset({"xcomp", "advcl", "conj", "pcomp", "acl", "ccomp"})
_CLIMB = 5
_LEAST_PLURAL = 1.0
_SENTENCES_BACK = 5
_SENTENCES_NEAR = 2
_SENTENCES_IN_READOUT = 12
_LEAST_PERSON = -1.0


class Pronouns:
    """Resolves the pronouns of one document."""

    def __init__(self, words: Words, cast: Cast, scene: Scene, voice: Voice) -> None:
        self._voice = voice
        self._words = words
        self._cast = cast
        self._scene = scene

    def resolve(self, at: int) -> tuple[Player | None, str] | None:
        """Return the player and why it stays open; None if the word is no mention at all."""
        lower = self._words.lower[at]
        if lower in SINGULAR or lower in PLURAL:
            speaker = self._voice.resolve(at)
            return None if speaker is None else (speaker, "")
        if lower in _GENDER:
            return self._person(at, _GENDER[lower])
        if lower in _PLURAL:
            return self._several(at)
        if lower in _THING:
            return self._thing(at)
        if lower in _RELATIVE and self._words.tags[at] in {"WP", "WDT"}:
            return self._relative(at)
        return None

    def barred(self, at: int) -> frozenset[str]:
        """Return whom a pronoun, or a title without a name, cannot mean.

        An object is not the subject of its own verb, its own or handed down to it. The subject of a verb of saying is
        nobody who acts in what is said: "The ambassador, she added, was seen".
        """
        words = self._words
        if words.deps[at] in _SUBJECTS:
            return frozenset(
                seen.player.id
                for seen in self._scene.seen[-24:]
                if seen.sentence == words.sentence[at] and self._is_told(words.heads[seen.at], words.heads[at])
            )
        if words.deps[at] not in {"dobj", "dative", "pobj"} or words.lower[at].endswith("self"):
            return frozenset()
        verb = self._verb_above(at)
        for _ in range(_CLIMB):
            subjects = [
                seen.player.id for seen in self._scene.seen[-24:] if words.heads[seen.at] == verb and seen.is_subject
            ]
            if subjects or words.deps[verb] not in _WITHOUT_SUBJECT:
                return frozenset(subjects)
            verb = self._verb_above(verb)
        return frozenset()

    def _is_told(self, verb: int, above: int) -> bool:
        """Tell whether a verb stands in what another one reports."""
        words, here = self._words, verb
        if words.deps[above] == "parataxis" and words.heads[above] == verb:
            return True
        for _ in range(_CLIMB):
            if words.heads[here] == here or here == above:
                return False
            if words.deps[here] == "ccomp" and words.heads[here] == above:
                # "She received A; on Sunday she talked to B": two clauses, nothing is told.
                return ";" not in words.words[min(here, above) : max(here, above)]
            here = words.heads[here]
        return False

    def _verb_above(self, at: int) -> int:
        words, here = self._words, at
        for _ in range(_CLIMB):
            if words.heads[here] == here:
                break
            here = words.heads[here]
            if words.tags[here].startswith("VB"):
                break
        return here

    def _person(self, at: int, gender: str) -> tuple[Player | None, str]:
        def fits(player: Player) -> bool:
            # A source without a name is hardly called "him" in what it tells: "A source said she had sent him a note".
            is_source = "source" in player.nouns and player.kind is not ActorKind.PERSON
            return player.is_human and not (player.is_plural or is_source) and player.gender in {"", gender}

        words = self._words
        beside = self._joined_to(at, fits)
        if beside is not None:
            return beside, ""
        if words.quotation[at] < 0:
            above = self.clause_subject(at)
            if above is not None and above.is_open and fits(above):
                return None, f"{above.name} fits, and it is not known who that is"
            if above is not None and fits(above) and above.id not in self.barred(at):
                return above, ""
        dealt_with = self._object_of_first(at, fits)
        if dealt_with is not None:
            return dealt_with, ""
        same = self._same_before(at, gender)
        if same is not None and same.id not in self.barred(at):
            return same, ""
        found, why = self._scene.salient(
            at, fits, barred=self.barred(at) | self._speakers(at), voice=gender, least=_LEAST_PERSON
        )
        if found is not None and not found.gender and found.kind is ActorKind.PERSON:
            found.gender = gender
        return found, why

    def _joined_to(self, at: int, fits: Callable[[Player], bool]) -> Player | None:
        """Return the object whose "and his delegation" goes with: "hosted Minister Vik and his delegation"."""
        words = self._words
        if at < 2 or words.tags[at] != "PRP$" or words.lower[at - 1] != "and":
            return None
        noun = words.heads[at]
        first = words.heads[noun]
        if words.deps[noun] != "conj" or words.deps[first] not in {"dobj", "pobj"}:
            return None
        player = self._scene.at.get(first) or self._scene.names.get(first)
        return player if player is not None and player.kind is ActorKind.PERSON and fits(player) else None

    def _object_of_first(self, at: int, fits: Callable[[Player], bool]) -> Player | None:
        """Return whom the first of two verbs has for object: "telephoned Vik and told him that", "met with her and"."""
        words = self._words
        verb = words.heads[at]
        if words.deps[at] not in {"dobj", "dative"} or words.deps[verb] != "conj" or words.heads[verb] >= verb:
            return None
        first = words.heads[verb]
        for seen in reversed(self._scene.seen_in(words.sentence[at])):
            above = words.heads[seen.at]
            is_object = words.deps[seen.at] in {"dobj", "dative"} and above == first
            is_partner = words.deps[seen.at] == "pobj" and words.lower[above] in {"with", "to"}
            if (
                first < seen.at < verb
                and fits(seen.player)
                and (is_object or (is_partner and words.heads[above] == first))
            ):
                return seen.player
        return None

    def _same_before(self, at: int, gender: str) -> Player | None:
        """Return whom the same pronoun stands for earlier in the sentence: it goes on with him."""
        words = self._words
        for seen in reversed(self._scene.seen):
            if seen.sentence != words.sentence[at] or seen.at >= at:
                if seen.sentence < words.sentence[at]:
                    return None
                continue
            if seen.quotation == words.quotation[at] and _GENDER.get(words.lower[seen.at]) == gender:
                return seen.player
        return None

    def clause_subject(self, at: int) -> Player | None:
        """Return the subject of the clause above ("Wang said he would"), or of the same one for a possessor."""
        words = self._words
        here = words.heads[at]
        own = words.deps[at] in _SUBJECTS
        for _ in range(10):
            if words.tags[here].startswith("VB") or words.deps[here] == "ROOT":
                subject = self._subject_of(here)
                is_own = own and subject is not None and words.heads[subject] == words.heads[at]
                if subject is not None and subject < at and not is_own:
                    return self._scene.at.get(subject)
            if words.heads[here] == here:
                return None
            here = words.heads[here]
        return None

    def _subject_of(self, verb: int) -> int | None:
        for seen in reversed(self._scene.seen):
            if seen.sentence != self._words.sentence[verb]:
                if seen.sentence < self._words.sentence[verb]:
                    return None
                continue
            if self._words.heads[seen.at] == verb and seen.is_subject:
                return seen.at
        return None

    def _speakers(self, at: int) -> frozenset[str]:
        """Within a quotation the third person is not the one who speaks: the subject of a cue outside it, before it."""
        words = self._words
        if words.quotation[at] < 0:
            return frozenset()
        for seen in reversed(self._scene.seen):
            if words.sentence[at] - seen.sentence > 1:
                break
            if seen.quotation < 0 and seen.is_subject and words.lower[words.heads[seen.at]] in verbs_by_form():
                return frozenset({seen.player.id})
        return frozenset()

    def _several(self, at: int) -> tuple[Player | None, str]:
        def fits(player: Player) -> bool:
            return player.is_plural

        above = self.clause_subject(at) if self._words.deps[at] in _SUBJECTS else None
        if above is not None and (above.is_plural or is_body(above)):
            return above, ""
        found, why = self._scene.salient(at, fits, barred=self.barred(at), least=_LEAST_PLURAL)
        if why.endswith("both fit") and self._words.deps[at] in _SUBJECTS and self._words.quotation[at] < 0:
            found, _ = self._scene.salient(at, _are_people, barred=self.barred(at), least=_LEAST_PLURAL)
            found = found or self._pair(at)
            return found, "" if found is not None else why
        if found is None and self._words.quotation[at] < 0:
            pair = self._pair(at)
            if pair is not None:
                return pair, ""
        return found, why

    def _pair(self, at: int) -> Player | None:
        """Return those of whom a sentence before says that they had contact: "A met B. A praised C. They discussed"."""
        here = self._words.sentence[at]
        since: list[Player] = []
        for back in range(1, _SENTENCES_BACK + 1):
            people = [
                seen for seen in self._scene.seen_in(here - back) if seen.player.is_human and not seen.player.is_plural
            ]
            if any(seen.player.is_open for seen in people):
                return None
            found = self._in_contact(people, is_near=back <= _SENTENCES_NEAR)
            if found:
                return self._cast.group(found) if all(player in found for player in since) else None
            since.extend(seen.player for seen in people if seen.is_subject)
        return None

    def last_in_contact(self, at: int) -> tuple[Player, ...]:
        """Return whom a readout means by "the parties" at token `at`: those of the last talk that it tells of.

        Nobody if anyone else has acted since. "During the talks with A, B informed her. The parties …": A and B.
        """
        here = self._words.sentence[at]
        since: list[Player] = []
        for back in range(1, _SENTENCES_IN_READOUT + 1):
            people = [
                seen for seen in self._scene.seen_in(here - back) if seen.player.is_human and not seen.player.is_plural
            ]
            found = self._in_contact(people, is_near=True)
            if found:
                return tuple(found) if all(player in found for player in since) else ()
            since.extend(seen.player for seen in people if seen.is_subject)
        return ()

    def _in_contact(self, people: list[Seen], *, is_near: bool) -> list[Player]:
        """Return whom a sentence brings together: "A met B and C"; if it is near also the two of "A's talks with B"."""
        if len({seen.player.id for seen in people}) < 2:
            return []
        words = self._words
        root = people[0].at
        while words.deps[root] != "ROOT" and words.heads[root] != root:
            root = words.heads[root]
        if words.doc[root].lemma_ in _MEETING:
            found = list(dict.fromkeys(seen.player for seen in people if self._takes_part(seen.at, root)))
            if len(found) > 1:
                return found
        found = list(dict.fromkeys(seen.player for seen in people))
        if not is_near or len(found) > 2 or found[0].country == found[1].country:
            return []
        first = bisect_left(words.sentence, people[0].sentence)
        last = bisect_left(words.sentence, people[0].sentence + 1)
        is_contact = any(words.doc[one].lemma_ in _CONTACT for one in range(first, last) if words.tags[one][0] in "NV")
        return found if is_contact else []

    def _takes_part(self, at: int, root: int) -> bool:
        """Tell whether somebody is subject, object or partner of the verb at the root."""
        words = self._words
        while words.deps[at] in {"conj", "appos"}:
            if words.deps[at] == "appos" and {"to", "of", "for"} & set(words.lower[words.heads[at] : at]):
                return False  # "X, adviser to President Y"
            at = words.heads[at]
        if words.deps[at] == "pobj":
            at = words.heads[at]
            is_to = words.lower[at] == "to" and words.doc[root].lemma_ in _SPEAKING
            return words.heads[at] == root and (is_to or words.lower[at] == "with")
        return words.heads[at] == root and words.deps[at] in {"nsubj", "dobj"}

    def _thing(self, at: int) -> tuple[Player | None, str] | None:
        words = self._words
        if words.deps[at] == "poss":
            above = self.clause_subject(at)
            return (above, "") if above is not None and is_body(above) else None
        if words.deps[at] not in _SUBJECTS or not words.tags[words.heads[at]].startswith("VB"):
            return None
        verb = words.lower[words.heads[at]]
        if verb not in verbs_by_form() or words.deps[at] == "nsubjpass":
            return None
        above = self.clause_subject(at)
        if above is not None and is_body(above):
            return above, ""
        return self._scene.salient(at, is_body)

    def _relative(self, at: int) -> tuple[Player | None, str] | None:
        words = self._words
        verb = words.heads[at]
        if words.deps[at] == "poss":
            verb = words.heads[verb]
        for _ in range(3):
            if words.deps[verb] == "relcl":
                player = self._scene.at.get(words.heads[verb])
                is_thing = words.lower[at] in {"which", "that"}
                if player is None or (is_thing and player.kind is ActorKind.PERSON):
                    return None
                return player, ""
            if words.heads[verb] == verb:
                break
            verb = words.heads[verb]
        return None


def _are_people(player: Player) -> bool:
    """Tell whether a plural is made of people whom the text names."""
    return bool(player.members) and all(member.kind is ActorKind.PERSON for member in player.members)

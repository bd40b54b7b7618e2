"""One document, read once from left to right: each word that may stand for somebody goes to the rule that decides."""

from collections.abc import Iterable

from spacy.tokens import Doc

from communique.annotate.actors.bodies import Bodies
from communique.annotate.actors.cast import Cast
from communique.annotate.actors.coordination import Coordination
from communique.annotate.actors.forms import Forms
from communique.annotate.actors.ground import Ground
from communique.annotate.actors.groups import Groups
from communique.annotate.actors.marking import Rules
from communique.annotate.actors.marks import Marks
from communique.annotate.actors.modifiers import around_noun
from communique.annotate.actors.naming import Naming
from communique.annotate.actors.nouns import Nouns
from communique.annotate.actors.plurals import Plurals
from communique.annotate.actors.pronouns import Pronouns
from communique.annotate.actors.roles import Roles
from communique.annotate.actors.scene import Scene
from communique.annotate.actors.voice import PLURAL, SINGULAR, Voice
from communique.annotate.actors.words import Cell, Words
from communique.model import Mention

_PRONOUNS = frozenset({"PRP", "WP", "WDT"})
_NOUNS = frozenset({"NN", "NNS", "NNP"})
_NUMBERS = frozenset({"CD", "DT"})
_READ = _PRONOUNS | _NOUNS | _NUMBERS | {"JJ", "JJS"}
"""The tags of the words that may stand for somebody."""
_COUNTED = frozenset({"two", "both", "three", "neither"})


class Reading:
    """One document being read."""

    def __init__(self, doc: Doc, on: str | None, side: str | None) -> None:
        self.words = words = Words(doc)
        self.cast = cast = Cast(on, side, Ground(words, on, side))
        scene = Scene(words)
        self.voice = Voice(words, cast, scene)
        self._pronouns = Pronouns(words, cast, scene, self.voice)
        roles = Roles(words, cast, scene, self._pronouns)
        groups = Groups(words, cast, scene, roles)
        bodies = Bodies(words, cast, scene, roles)
        self._marks = marks = Marks(words, scene, Coordination(words, cast, scene), on)
        plurals = Plurals(words, groups, marks)
        self._naming = Naming(words, cast, scene, roles, marks)
        rules = Rules(words, cast, scene, self._naming.inside, roles, groups, bodies, plurals, marks)
        self._forms = Forms(rules)
        self._nouns = Nouns(rules)
        self.implied: list[tuple[int, str]] = []

    @property
    def bodies(self) -> dict[str, str]:
        """The bodies that speak through people with a name, by the ids of the people."""
        return self._naming.bodies

    def mentions(self) -> Iterable[Mention]:
        """Return the mentions in the order of the text."""
        words = self.words
        for at, tag in enumerate(words.tags):
            if tag not in _READ and words.cells[at] is None and not self._naming.ends(at):
                continue
            self._marks.leave_sentence(at)
            if words.is_news[at]:
                self._read(at)
        self._marks.close()
        self._imply_speakers()
        self._nouns.mark_documents()
        self.cast.settle_offices()
        return self._marks.mentions()

    def _read(self, at: int) -> None:
        words, cell = self.words, self.words.cells[at]
        if self._naming.ends(at):
            self._naming.mark(at)
        elif at in self._naming.apposed and (cell is None or cell.last == at):
            self._apposed(at, cell)
        elif cell is not None:
            if cell.last == at:
                self._forms.mark(cell)
        elif at in self._naming.inside:
            return
        elif words.lower[at] in SINGULAR | PLURAL:
            speaker = self.voice.resolve(at) if words.tags[at] == "PRP" else None
            if speaker is not None:
                self._marks.mark_voice(at, speaker)
        elif words.tags[at] in _PRONOUNS:
            found = self._pronouns.resolve(at)
            if found is not None:
                self._marks.mark(at, at, at, *found)
        elif words.tags[at] in _NOUNS:
            self._nouns.mark(at)
        elif words.tags[at] in _NUMBERS and words.lower[at] in _COUNTED:
            self._nouns.mark_number(at)
        else:
            self._nouns.mark_part(at)

    def _apposed(self, at: int, cell: Cell | None) -> None:
        """Mark the noun that stands beside a name as whoever bears the name."""
        around, last = around_noun(self.words, cell.first if cell is not None else at, at, self.cast.on)
        self._marks.mark(around.start, max(last, at), at, self._naming.apposed[at])

    def _imply_speakers(self) -> None:
        """Note who speaks in "Thank you": whoever would be "I" there."""
        words = self.words
        for at, word in enumerate(words.lower):
            if word != "thank" or words.lower[at + 1 : at + 2] != ["you"] or not words.is_news[at]:
                continue
            speaker = self.voice.speaker(at) if words.quotation[at] < 0 else None
            if speaker is not None:
                self.implied.append((words.offsets[at], speaker.id))

"""What marking takes: the words of one document, the rules that know whom they name, and where it is marked."""

from dataclasses import dataclass

from communique.annotate.actors.bodies import Bodies
from communique.annotate.actors.cast import Cast
from communique.annotate.actors.groups import Groups
from communique.annotate.actors.marks import Marks
from communique.annotate.actors.plurals import Plurals
from communique.annotate.actors.roles import Roles
from communique.annotate.actors.scene import Scene
from communique.annotate.actors.words import Words


@dataclass(frozen=True, slots=True)
class Rules:
    """What decides whom the words of one document name; `inside` are the tokens that a name takes."""

    words: Words
    cast: Cast
    scene: Scene
    inside: set[int]
    roles: Roles
    groups: Groups
    bodies: Bodies
    plurals: Plurals
    marks: Marks


class Marking:
    """One kind of words being marked in one document."""

    def __init__(self, rules: Rules) -> None:
        self._words = rules.words
        self._cast = rules.cast
        self._scene = rules.scene
        self._inside = rules.inside
        self._roles = rules.roles
        self._groups = rules.groups
        self._bodies = rules.bodies
        self._plurals = rules.plurals
        self._marks = rules.marks

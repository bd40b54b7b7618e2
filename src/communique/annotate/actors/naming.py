"""Names read as mentions: who bears each name, and what the words around it tell of the bearer."""

from collections.abc import Iterable

from communique.annotate.actors.acting import is_actor, speaks
from communique.annotate.actors.cast import Cast
from communique.annotate.actors.marks import Marks
from communique.annotate.actors.named import Named
from communique.annotate.actors.names import find_names, looks_like_body
from communique.annotate.actors.people import People
from communique.annotate.actors.roles import Roles
from communique.annotate.actors.scene import Scene
from communique.annotate.actors.words import Words
from communique.annotate.roster import Player
from communique.codebook.actor_words import words_for
from communique.codebook.people import short_key, slug
from communique.model import ActorKind


class Naming:
    """The names of one document.

    `ends` are the tokens at which a name ends, `inside` those that a name with a known bearer takes, `apposed` who is
    called by the noun at a token: "the minister, Ana Berg". `bodies` are the bodies that speak through people with a
    name, by the ids of the people.
    """

    def __init__(self, words: Words, cast: Cast, scene: Scene, roles: Roles, marks: Marks) -> None:
        self._words = words
        self._cast = cast
        self._scene = scene
        self._roles = roles
        self._marks = marks
        self.bodies: dict[str, str] = {}
        names = list(_without_first_parts(find_names(words, cast.on)))
        self._players = People(words, cast).resolve(names)
        known = [(named, player) for named in names if (player := self._players.get(named.last)) is not None]
        self._named = {named.last: named for named in names}
        self.inside = {at for named, _ in known for at in range(named.around.start, named.last + 1)}
        self.apposed = {
            named.apposition_head: player
            for named, player in known
            if named.apposition_head is not None and player.is_human
        }
        scene.names = {at: player for named, player in known for at in {named.head, named.last}}
        scene.name_at = {named.first: named.last for named, _ in known}

    def ends(self, at: int) -> bool:
        """Tell whether a name ends at token `at`."""
        return at in self._named

    def mark(self, at: int) -> None:
        """Mark the name that ends at token `at`, and learn from what stands around it."""
        named, player = self._named[at], self._players.get(at)
        if player is None:
            if speaks(self._words, named.head) and not self._words.in_headline[named.head]:
                self._mark_unknown(named)
            return
        if player.is_human:
            self._learn(named, player)
        elif player.id.startswith("text:") and (
            not is_actor(self._words, named.head) or self._words.in_headline[named.head]
        ):
            return
        self._marks.mark(named.around.start, named.last, named.head, player)

    def _learn(self, named: Named, player: Player) -> None:
        for around in (named.around, named.apposition):
            if around is None:
                continue
            if (body := self._roles.speaks_for(around, player, named.last)) is not None:
                self.bodies.setdefault(player.id, body.id)
            if words_for("colleague") & set(around.adjectives):
                self._roles.teach_colleague(player, around)
            elif player.country is None and around.owner is not None:
                self._roles.teach_servant(player, around)

    def _mark_unknown(self, named: Named) -> None:
        """Mark a name that speaks and that neither the codebook nor the text explains."""
        name = named.text(self._words)
        if name.isupper() and len(name) > 1 and named.size == 1:
            player = self._cast.add(Player(f"text:{name.lower()}", ActorKind.ORGANISATION, name))
            self._marks.mark(named.first, named.last, named.last, player)
            return
        if len(self._cast.known(short_key(name))) > 1:
            self._marks.mark(named.first, named.last, named.head, None, "several bear this name")
            stranger = Player(f"?:{slug(name)}", ActorKind.PERSON, name, is_human=True, is_open=True)
            self._scene.note(named.head, stranger)
            return
        is_body = named.around.determiner == "the" or looks_like_body(self._words, named)
        kind = ActorKind.ORGANISATION if is_body else ActorKind.PERSON
        player = self._cast.add(Player(f"text:{slug(name) or 'name'}", kind, name, is_human=not is_body))
        self._marks.mark(named.first, named.last, named.head, player)


def _without_first_parts(names: Iterable[Named]) -> Iterable[Named]:
    """Leave out the first word of a longer name that the codebook knows: "Foreign Minister Sayyid" Badr al-Busaidi."""
    before: Named | None = None
    for named in names:
        if before is not None:
            is_part = before.size == 1 and not before.persons and before.last + 1 == named.first and named.persons
            if not is_part:
                yield before
        before = named
    if before is not None:
        yield before

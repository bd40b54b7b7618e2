"""One document, read once from left to right: each word that may stand for somebody goes to the rule that decides."""

from collections.abc import Iterable
from functools import partial

from spacy.tokens import Doc

from communique.annotate.actors.appositions import speaks_itself
from communique.annotate.actors.bodies import Bodies
from communique.annotate.actors.cast import Cast
from communique.annotate.actors.coordination import Coordination
from communique.annotate.actors.ground import Ground
from communique.annotate.actors.groups import Groups, singular
from communique.annotate.actors.marks import Marks
from communique.annotate.actors.modifiers import Around, after, before
from communique.annotate.actors.named import Named
from communique.annotate.actors.names import find_names, looks_like_body
from communique.annotate.actors.people import People
from communique.annotate.actors.pronouns import Pronouns
from communique.annotate.actors.roles import Roles
from communique.annotate.actors.scene import Scene
from communique.annotate.actors.vocabulary import Form, FormKind
from communique.annotate.actors.voice import PLURAL, SINGULAR, Voice
from communique.annotate.actors.words import Cell, Words
from communique.annotate.roster import Player, country_of
from communique.codebook.actor_words import words_for
from communique.codebook.aliases import GOVERNMENTS
from communique.codebook.people import short_key, slug
from communique.codebook.reporting import verbs_by_form
from communique.codebook.titles import actor_nouns
from communique.model import ActorKind, Mention

_MODIFYING = frozenset({"compound", "amod", "nmod"})
_PRONOUNS = frozenset({"PRP", "WP", "WDT"})
_PARTS = frozenset({"one", "another", "some", "many", "several", "most", "both", "all"})
_EACH = frozenset({"each", "either", "neither"})
_READ = frozenset({"JJ", "JJS", "PRP", "WP", "WDT", "NN", "NNS", "NNP", "CD", "DT"})
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP"})
_DASHES = frozenset({"-", "--", "–", "—", ":", "("})


class Reading:
    """One document being read."""

    def __init__(self, doc: Doc, on: str | None, side: str | None) -> None:
        self.words = Words(doc)
        self.cast = Cast(on, side, Ground(self.words, on, side))
        self.scene = Scene(self.words)
        self.voice = Voice(self.words, self.cast, self.scene)
        self._pronouns = Pronouns(self.words, self.cast, self.scene, self.voice)
        self._roles = Roles(self.words, self.cast, self.scene, self._pronouns)
        self._groups = Groups(self.words, self.cast, self.scene, self._roles)
        self._bodies = Bodies(self.words, self.cast, self.scene, self._roles)
        self._marks = Marks(self.words, self.scene, Coordination(self.words, self.cast, self.scene), on)
        self._taken = [False] * len(self.words.words)
        self._documents: list[int] = []
        self.implied: list[tuple[int, str]] = []
        self.bodies: dict[str, str] = {}
        """The bodies that speak through people with a name, by the ids of the people."""

    def mentions(self) -> Iterable[Mention]:
        """Return the mentions in the order of the text."""
        names = list(_without_first_parts(find_names(self.words, self.cast.on)))
        players = People(self.words, self.cast).resolve(names)
        for named in names:
            if named.last in players:
                self._take(named.around.start, named.last)
        appositions = {
            named.apposition_head: players[named.last]
            for named in names
            if named.apposition_head is not None and named.last in players and players[named.last].is_human
        }
        by_last = {named.last: named for named in names}
        self.scene.names = {
            at: players[named.last] for named in names if named.last in players for at in {named.head, named.last}
        }
        self.scene.name_at = {named.first: named.last for named in names if named.last in players}
        words = self.words
        for at, tag in enumerate(words.tags):
            if tag not in _READ and words.cells[at] is None and at not in by_last:
                continue
            self._marks.leave_sentence(at)
            if words.is_news[at]:
                self._read(at, by_last, players, appositions)
        self._marks.close()
        for at, word in enumerate(words.lower):
            if word == "thank" and words.lower[at + 1 : at + 2] == ["you"] and words.is_news[at]:
                self._imply(at)
        for at in self._documents:
            self._document(at)
        self.cast.settle_offices()
        return self._marks.mentions()

    def _imply(self, at: int) -> None:
        """Note who speaks in "Thank you": whoever would be "I" there."""
        speaker = self.voice.speaker(at) if self.words.quotation[at] < 0 else None
        if speaker is not None:
            self.implied.append((self.words.offsets[at], speaker.id))

    def _take(self, first: int, last: int) -> None:
        for at in range(first, last + 1):
            self._taken[at] = True

    # -- token by token -----------------------------------------------------------------------------------------------

    def _read(
        self, at: int, names: dict[int, Named], players: dict[int, Player], appositions: dict[int, Player]
    ) -> None:
        named = names.get(at)
        if named is not None:
            self._name(named, players.get(at))
            return
        words, cell = self.words, self.words.cells[at]
        if at in appositions and (cell is None or cell.last == at):
            around, last = self._around(cell.first if cell is not None else at, at)
            self._marks.mark(around.start, max(last, at), at, appositions[at])
            return
        if cell is not None:
            if cell.last == at:
                self._cell(cell)
            return
        if self._taken[at]:
            return
        tag = words.tags[at]
        if words.lower[at] in SINGULAR | PLURAL:
            speaker = self.voice.resolve(at) if tag == "PRP" else None
            if speaker is not None:
                self._marks.mark_voice(at, speaker)
        elif tag in _PRONOUNS:
            found = self._pronouns.resolve(at)
            if found is not None:
                self._marks.mark(at, at, at, *found)
        elif tag in _NOUN_TAGS:
            self._noun(at)
        elif tag in {"CD", "DT"} and words.lower[at] in {"two", "both", "three", "neither"}:
            self._number(at)
        elif words.lower[at] in _PARTS and self._speaks(at):
            self._part(at)

    def _around(self, first: int, last: int) -> tuple[Around, int]:
        around = before(self.words, first, self.cast.on)
        return around, after(self.words, last, self.cast.on, around)

    # -- names --------------------------------------------------------------------------------------------------------

    def _name(self, named: Named, player: Player | None) -> None:
        if player is None:
            if self._speaks(named.head) and not self.words.in_headline[named.head]:
                self._unknown(named)
            return
        if player.is_human:
            for around in (named.around, named.apposition):
                if around is not None and (body := self._roles.speaks_for(around, player, named.last)) is not None:
                    self.bodies.setdefault(player.id, body.id)
                if around is not None and words_for("colleague") & set(around.adjectives):
                    self._roles.teach_colleague(player, around)
                elif around is not None and player.country is None and around.owner is not None:
                    self._roles.teach_servant(player, around)
        elif player.id.startswith("text:") and (not self._is_actor(named.head) or self.words.in_headline[named.head]):
            return
        self._marks.mark(named.around.start, named.last, named.head, player)

    def _is_actor(self, at: int) -> bool:
        """Tell whether a noun stands where somebody acts, speaks or is spoken to."""
        words = self.words
        dep, head = words.deps[at], words.heads[at]
        if dep == "conj":
            return head < at and self._is_actor(head)
        if dep in {"nsubj", "nsubjpass", "agent"}:
            return True
        if dep == "pobj":
            return words.deps[head] == "agent" or words.lower[head] in {"to", "by", "with", "between"}
        return dep in {"dobj", "dative"} and words.lower[head] in verbs_by_form()

    def _speaks(self, at: int) -> bool:
        words = self.words
        dep, head = words.deps[at], words.heads[at]
        if dep == "pobj":
            verb = words.heads[head]
            # The parser calls "by telephone" an agent too; only a passive has one.
            return (words.deps[head] == "agent" and words.tags[verb] == "VBN") or words.lower[verb] == "according"
        return dep == "nsubj" and words.lower[head] in verbs_by_form()

    def _says(self, at: int) -> bool:
        """Tell whether a noun is the subject of a verb that takes what is said as a clause."""
        return self._speaks(at) and any(
            verb.clause for verb in verbs_by_form().get(self.words.lower[self.words.heads[at]], ())
        )

    def _unknown(self, named: Named) -> None:
        name = named.text(self.words)
        if name.isupper() and len(name) > 1 and named.size == 1:
            player = self.cast.add(Player(f"text:{name.lower()}", ActorKind.ORGANISATION, name))
            self._marks.mark(named.first, named.last, named.last, player)
            return
        if len(self.cast.known(short_key(name))) > 1:
            self._marks.mark(named.first, named.last, named.head, None, "several bear this name")
            stranger = Player(f"?:{slug(name)}", ActorKind.PERSON, name, is_human=True, is_open=True)
            self.scene.note(named.head, stranger)
            return
        is_body = named.around.determiner == "the" or looks_like_body(self.words, named)
        kind = ActorKind.ORGANISATION if is_body else ActorKind.PERSON
        player = self.cast.add(Player(f"text:{slug(name) or 'name'}", kind, name, is_human=not is_body))
        self._marks.mark(named.first, named.last, named.head, player)

    # -- forms of the codebook ----------------------------------------------------------------------------------------

    def _is_modifier(self, at: int) -> bool:
        words = self.words
        return words.deps[at] in _MODIFYING and at < words.heads[at] < at + 6

    def _cell(self, cell: Cell) -> None:
        at = cell.last
        title, institution = cell.form(FormKind.TITLE), cell.form(FormKind.INSTITUTION) or self._house(cell)
        if cell.form(FormKind.ENTITY) is not None and self._house(cell) is None:
            self._entity(cell)
        elif self._taken[at] or self._is_modifier(at):
            return
        elif institution is not None and not (title is not None and institution.is_plural):
            self._institution(cell, is_plural=institution.is_plural or self.words.lower[at] == "governments")
        elif title is not None and title.titles[0].kind != "honorific":
            around, last = self._around(cell.first, at)
            if title.is_plural or self.words.tags[at] in {"NNS", "NNPS"}:
                self._plural(around, at, last, cell)
                return
            holder = self._of_office_before(around)
            if holder is not None:
                self._marks.mark(around.start, last, at, holder)
                return
            if self._is_generic(cell, around):
                return
            around.titles.append(cell)
            if around.institution is None and any(one.form(FormKind.INSTITUTION) is not None for one in cell.inner):
                around.institution = cell
            if around.determiner in _EACH:
                self._marks.mark(around.start, last, at, *self._groups.each(self.words.lower[at], at))
            elif title.titles[0].kind == "office" or self._matters(at, around):
                player, why = self._roles.titled(cell, around, at)
                voice = title.titles[0].gender if player is not None and not player.is_human else None
                self._marks.mark(around.start, last, at, player, why, voice=voice)

    def _of_office_before(self, around: Around) -> Player | None:
        """Return who holds the office before "and" too: "Ana Berg, spokeswoman and chief adviser to the president"."""
        words, joint = self.words, around.start - 1
        if joint < 2 or words.lower[joint] != "and" or around.determiner or around.owner is not None:
            return None
        other = words.cells[joint - 1]
        while other is not None and other.form(FormKind.TITLE) is not None and words.lower[other.first - 1] == ",":
            player = self.scene.at.get(other.last)
            if player is not None:
                return player if player.kind is ActorKind.PERSON else None
            other = words.cells[other.first - 2] if other.first > 1 else None
        return None

    def _house(self, cell: Cell) -> Form | None:
        """Return the house that a seat of government is known as: the Kremlin rather than Russia."""
        if not any(alias.kind in GOVERNMENTS for form in cell.forms for alias in form.aliases):
            return None
        inner = (one.form(FormKind.INSTITUTION) for one in (cell, *cell.inner))
        return next((form for form in inner if form is not None), None)

    def _is_generic(self, cell: Cell, around: Around) -> bool:
        """Tell whether a title names the office, not who holds it: "elected president", "ran for prime minister"."""
        if any(form.titles and form.titles[0].kind == "honorific" for one in around.titles for form in one.forms):
            return True  # "Mr. President" speaks to somebody
        is_bare = not around.determiner and around.entity is None and around.owner is None and around.of is None
        return is_bare and around.institution is None and self.words.words[cell.first].islower()

    def _entity(self, cell: Cell) -> None:
        player = self._bodies.entity(cell)
        if player is None:
            return
        first, at = cell.first, cell.last
        one = self._bodies.one_of(cell, player) if not (self._taken[at] or self._is_modifier(at)) else None
        if one is not None:
            self._marks.mark(first - 1, at, at, one)
            return
        if self.words.tags[at] in {"NNS", "NNPS"} and not self._taken[at]:
            around, last = self._around(first, at)
            if around.adjectives or around.determiner in {"some", "many", "several"}:
                self._marks.mark(around.start, last, at, *self._groups.people_of(around, at, player))
                self._await_list(at, around, last, cell)
                return
        if first > 0 and self.words.lower[first - 1] == "the":
            first -= 1
        if self._taken[at] or self._is_modifier(at):
            self._marks.mark_aside(cell.first, at, player)
            if player.kind is ActorKind.ORGANISATION:
                self.scene.note(at, player)
        else:
            self._marks.mark(first, at, at, player)

    def _institution(self, cell: Cell, *, is_plural: bool) -> None:
        around, last = self._around(cell.first, cell.last)
        if (is_plural and (around.entity is None or around.others)) or around.determiner in _EACH:
            self._marks.mark(around.start, last, cell.last, *self._groups.institutions(cell, around))
            return
        if self._bodies.is_longer_name(cell):
            name = " ".join(self.words.text[self.words.offsets[around.start] : self.words.end(cell.last)].split())
            body = Player(
                f"text:{slug(name)}", ActorKind.ORGANISATION, name, country_of(around.entity) if around.entity else None
            )
            self._marks.mark(around.start, last, cell.last, self.cast.add(body))
            return
        named = self._bodies.named_beside(cell)
        if named is not None:
            self._marks.mark(around.start, last, cell.last, named)
            return
        found = self._bodies.institution(cell, around)
        if found is not None:
            self._marks.mark(around.start, last, cell.last, *found)

    def _plural(self, around: Around, at: int, last: int, cell: Cell | None) -> None:
        if not self._matters(at, around):
            return
        found = self._groups.plural(around, at, cell)
        if around.of is not None:
            last = max(last, self._groups.last_of(around))
        self._marks.mark(around.start, last, at, *found)
        self._await_list(at, around, last, cell)

    def _await_list(self, at: int, around: Around, last: int, cell: Cell | None) -> None:
        follow = last + 1
        if follow < len(self.words.words) and self.words.words[follow] in _DASHES | {","}:
            learn = partial(self._groups.teach, around, self.words.lower[at], cell)
            self._marks.await_list(at, around.start, last, learn)

    # -- common nouns -------------------------------------------------------------------------------------------------

    def _matters(self, at: int, around: Around) -> bool:
        """Tell whether a common noun for people is worth a mention: it acts, or a state or body is named with it."""
        return (
            around.entity is not None
            or around.institution is not None
            or around.owner is not None
            or around.determiner in {"the", "both"}
            or self._is_actor(at)
            or (self.words.deps[at] == "appos" and speaks_itself(self.words, at))
        )

    def _noun(self, at: int) -> None:
        if self._is_modifier(at):
            return
        words = self.words
        lower = words.lower[at]
        is_plural = words.tags[at] == "NNS"
        noun = singular(lower) if is_plural else lower
        if noun in actor_nouns("person") or (
            is_plural and (lower in actor_nouns("person") or noun in actor_nouns("group"))
        ):
            around, last = self._around(at, at)
            if is_plural:
                self._plural(around, at, last, None)
            elif around.determiner in _EACH:
                self._marks.mark(around.start, last, at, *self._groups.each(noun, at))
            elif self._matters(at, around):
                self._marks.mark(around.start, last, at, *self._roles.noun(around, at))
        elif noun in actor_nouns("document") or lower in actor_nouns("document"):
            if self._speaks(at):
                self._documents.append(at)
                self._note_account(at)
        elif noun in actor_nouns("collective") or noun == "office":
            self._collective(at, noun)
        elif noun in words_for("anyone") and self._is_actor(at):
            around, last = self._around(at, at)
            self._marks.mark(around.start, last, at, *self._groups.plural(around, at))
        elif noun in words_for("colleague") and words.lower[at - 1] == "opposite":
            around, last = self._around(at, at)
            self._marks.mark(around.start, last, at, *self._roles.noun(around, at))
        elif self._says(at):
            around, last = self._around(at, at)
            if is_plural:
                self._plural(around, at, last, None)
            else:
                is_text = lower == "one" and around.entity is not None  # of two readouts "the Turkish one"
                side = self.cast.entity(around.entity or "") if is_text else None
                self._marks.mark(around.start, last, at, side, "the words name nobody who is known")

    def _collective(self, at: int, noun: str) -> None:
        around, last = self._around(at, at)
        if around.determiner in _EACH and noun in actor_nouns("group"):
            self._marks.mark(around.start, last, at, *self._groups.each(noun, at))
            return
        found = self._bodies.office(around) if noun == "office" else self._bodies.collective(at, around)
        if found is not None:
            self._marks.mark(around.start, last, at, *found)

    def _note_account(self, at: int) -> None:
        """Let "it" mean the side whose account is the subject: "Iran's account did not mention them; it said ..."."""
        around, _ = self._around(at, at)
        if around.entity is not None and around.institution is None and self.words.deps[at] == "nsubj":
            self.scene.note(at, self.cast.entity(around.entity))

    def _document(self, at: int) -> None:
        if self._taken[at] or at in self._marks:
            return
        around, last = self._around(at, at)
        found = self._bodies.document(at, around)
        if "joint" in around.adjectives and (found is None or found[0] is None or not found[0].members):
            found = self._groups.joint(at, around)
            if found[0] is not None:
                self.scene.issued[self.words.lower[at]] = found[0]
        if found is not None:
            self._marks.mark_aside(around.start, last, *found)

    def _part(self, at: int) -> None:
        """Read "one of the officials", "some of them": somebody of them, nobody knows who."""
        words = self.words
        follow = at + 1
        if follow >= len(words.words) or words.lower[follow] != "of" or words.heads[follow] != at:
            return
        around = Around(at)
        text = self._roles.text(around, at, is_whole=True)
        if words.tags[at] == "DT":
            text = f"{words.words[at]} {text}"
        whole = next(
            (self.scene.at[here] for here in range(at, min(at + 12, len(words.words))) if here in self.scene.at), None
        )
        kind = ActorKind.OFFICE if words.lower[at] in {"one", "another"} else ActorKind.GROUP
        player = self.cast.unnamed(text, country=whole.country if whole is not None else None, kind=kind)
        self._marks.mark(at, at, at, player)

    def _is_inverted(self, at: int) -> bool:
        """Tell whether "neither" only opens a clause whose subject follows its auxiliary ("neither do they")."""
        words = self.words
        if words.lower[at] != "neither" or at + 2 >= len(words.words):
            return False
        return words.lower[at + 1] in {"do", "does", "did", "have"} and words.tags[at + 2][:2] in {"NN", "PR", "DT"}

    def _number(self, at: int) -> None:
        words = self.words
        below = words.heads[at]  # "the two last met in March": the parser makes "last" the subject
        stands = below if words.deps[at] == "nummod" and below == at + 1 and words.tags[below] in {"JJ", "RB"} else at
        if not self._is_actor(stands) or self._is_inverted(at):
            return
        around = before(self.words, at, self.cast.on)
        if self.words.lower[at] == "neither":
            self._marks.mark(at, at, at, *self._groups.each("two", at))
        elif around.determiner == "the" or self.words.lower[at] == "both":
            around.determiner = "the"
            self._marks.mark(around.start, at, at, *self._groups.plural(around, at))


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

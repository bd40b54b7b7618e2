"""States, capitals, ministries and publications: who acts under the name of a place or a house, or by a document."""

from communique.annotate.actors.cast import Cast, Found
from communique.annotate.actors.modifiers import Around, alias_of, entity_in, institution_of
from communique.annotate.actors.roles import DEFINITE, INDEFINITE, Roles
from communique.annotate.actors.scene import Scene, is_body
from communique.annotate.actors.vocabulary import FormKind
from communique.annotate.actors.voice import OUR
from communique.annotate.actors.words import Cell, Words
from communique.annotate.roster import Player
from communique.codebook.actor_words import words_for
from communique.codebook.aliases import ADJECTIVES, GOVERNMENTS, entities
from communique.codebook.reporting import verbs_by_form
from communique.codebook.titles import Institution, actor_nouns, institutions
from communique.model import ActorKind

_PARTNERS = frozenset({"with", "between", "by", "of", "against", "for", "than", "among", "to"})
_SAME_IN_PLURAL = ("ese", "sh", "ch", "ss", "s", "z")
_FARTHEST = 200
_ACTING = 1.5


class Bodies:
    """Resolves the names and nouns of one document that stand for states and bodies."""

    def __init__(self, words: Words, cast: Cast, scene: Scene, roles: Roles) -> None:
        self._words = words
        self._cast = cast
        self._scene = scene
        self._roles = roles

    # -- states, capitals, organisations ------------------------------------------------------------------------------

    def entity(self, cell: Cell) -> Player | None:
        """Return the state, organisation or publication that a form means here; None where it is a place."""
        alias = alias_of(cell, self._cast.on)
        if alias is None or self._is_part_of_name(cell, alias.kind):
            return None
        if alias.form.startswith("the ") and not entities()[alias.entity].country:
            return self._bloc(cell, alias.entity)
        if alias.kind in GOVERNMENTS and not self._acts(cell.last):
            return None
        return self._cast.entity(alias.entity)

    def one_of(self, cell: Cell, player: Player) -> Player | None:
        """Return whom "the Israeli" means: the last person of the state, if the form is a singular."""
        words, at = self._words, cell.last
        form = words.lower[at]
        is_one = words.lower[cell.first - 1] == "the" and words.tags[at] in {"NN", "NNP", "JJ"}
        entity = cell.form(FormKind.ENTITY)
        is_people = entity is not None and all(alias.kind in ADJECTIVES for alias in entity.aliases)
        if not is_one or not is_people or form.endswith(_SAME_IN_PLURAL):
            return None
        if words.deps[at] in {"compound", "amod", "nmod", "poss"}:
            return None
        return self._scene.salient(at, lambda one: one.is_human and not one.is_plural and one.country == player.id)[0]

    def _is_part_of_name(self, cell: Cell, kind: str) -> bool:
        """Tell whether a form is a piece of a longer name: the South China Sea, the London School."""
        words, follow = self._words, cell.last + 1
        before = cell.first - 1
        if kind not in ADJECTIVES and before >= 0 and words.is_name(before) and words.heads[before] == cell.last:
            return True  # Latin America
        if kind in ADJECTIVES or follow >= len(words.words) or not words.is_name(follow):
            return False
        return words.heads[cell.last] == follow or words.heads[cell.last] == words.heads[follow]

    def _bloc(self, cell: Cell, entity: str) -> Player | None:
        """Return whom "the bloc" means: the organisation of states that was named last, or an organ of it."""
        found = self._scene.recall(cell.first, _unites_states, paragraphs=20)
        if found is not None and entity.startswith(f"{found.id}."):
            return self._cast.entity(entity)
        return found

    def _acts(self, at: int) -> bool:
        """Tell whether a capital stands where a government does: as subject, possessor, or partner ("with Beijing")."""
        words = self._words
        dep, head = words.deps[at], words.heads[at]
        if dep in {"nsubj", "nsubjpass", "agent", "poss"}:
            return True
        if dep == "conj" and head != at:
            return self._acts(head)
        if dep in {"dobj", "dative"}:
            return words.lower[head] in verbs_by_form()
        if dep != "pobj":
            return False
        preposition, above = words.lower[head], words.lower[words.heads[head]]
        if any(
            preposition in verb.prepositions or preposition in verb.listeners for verb in verbs_by_form().get(above, ())
        ):
            return True
        if preposition == "to":
            return above in verbs_by_form() or above in {"according", "due", "thanks"}
        return preposition in _PARTNERS

    # -- ministries and the like --------------------------------------------------------------------------------------

    def institution(self, cell: Cell, around: Around) -> Found | None:
        """Return the ministry or body that a form means, with its state; None if it is no actor here."""
        named = institution_of(cell, self._cast.on)
        if named is None:
            return None
        whose = self._roles.owner(around)
        owner = whose or self._roles.of(around)
        own = around.entity if around.is_entity_before else None
        if whose is not None and not around.is_entity_before and whose.is_human:
            own = whose.country  # "his delegation at the White House" is not the host's
        entity = own or named.country or around.entity or (owner.country if owner is not None else None)
        beside = self._words.cells[around.of] if entity is None and around.of is not None else None
        if beside is not None:
            entity = entity_in(beside, self._cast.on)  # "the ministry in Brasília"
        if named.kind == "media" and entity in entities() and entities()[entity or ""].kind == "media":
            return self._cast.entity(entity or ""), ""
        if named.id == "government":
            return self._government(cell, around, entity)
        if self._words.lower[cell.last] == "mission" and not self._speaks(cell.last):
            return None
        if entity is not None:
            return self.body(entity, named), ""
        is_ministry = named.kind == "ministry"
        is_media = named.kind == "media"
        is_named = is_ministry or is_media or around.determiner in DEFINITE or self._speaks(cell.last)
        if around.determiner in INDEFINITE or not is_named:
            return None
        minister = self._of_minister(cell) if named.id == "ministry" and around.determiner in DEFINITE else None
        if minister is not None:
            return minister, ""
        suffix = "ministry" if named.id == "ministry" else "." + named.id
        found = self._scene.recall(cell.last, lambda player: player.id.endswith(suffix), paragraphs=20)
        if found is not None:
            return found, ""
        if named.kind == "media":
            return self._media(cell, around, named)
        state = self._cast.ground.state_near(around.start, is_body=True) or self._cast.side
        if state is None:
            acting, _ = self._scene.salient(cell.last, lambda player: player.kind is ActorKind.STATE, least=_ACTING)
            state = acting.id if acting is not None else None
        if state is not None and around.determiner not in {"a", "an", "no"}:
            return self.body(state, named), ""
        return None, "no state is named"

    def _of_minister(self, cell: Cell) -> Player | None:
        """Return the house of the one minister of the sentence: "… with Defence Minister Vik, the ministry said"."""

        def fits(player: Player) -> bool:
            return player.is_human and any(office.endswith("_minister") for _, office in player.offices)

        ministers = self._scene.recent(cell.last, fits, sentences=0)
        houses = [house for minister in ministers if (house := self._house_of(minister)) is not None]
        return houses[0] if len(houses) == len(ministers) == 1 else None

    def _house_of(self, minister: Player) -> Player | None:
        for entity, office in sorted(minister.offices):
            state = entity or minister.country or self._cast.ground.dateline
            name = office.removeprefix("deputy_").removesuffix("minister") + "ministry"
            named = institutions().get(name.replace("_", " "), ())
            if state is not None and office.endswith("_minister") and named:
                return self._cast.body(state, named[0])
        return None

    def body(self, entity: str, named: Institution) -> Player:
        """Return the body of a state or organisation; "the Indian ministry" is the one that was named before."""
        if named.id == "ministry":
            known = self._cast.players.get(f"{entity}.foreign_ministry")
            if known is not None:
                return known
        return self._cast.body(entity, named)

    def _government(self, cell: Cell, around: Around, entity: str | None) -> Found | None:
        if entity is not None:
            return self._cast.entity(entity), ""
        if self._cast.side is not None and self._words.lower[cell.last] == "administration":
            return self._cast.entity(self._cast.side), ""
        if self._words.lower[cell.last] in words_for("side"):
            return None
        state = self._cast.ground.state_near(around.start, is_body=True)
        if state is not None and around.determiner in DEFINITE:
            return self._cast.entity(state), ""
        return None, "no state is named"

    def _media(self, cell: Cell, around: Around, named: Institution) -> Found:
        text = self._roles.text(around, cell.last)
        state = self._cast.ground.state_near(around.start, is_body=True)
        if state is not None:
            return self.body(state, named), ""
        return self._cast.add(Player(f"text:{named.id.replace('_', '-')}", ActorKind.ORGANISATION, text)), ""

    def is_longer_name(self, cell: Cell) -> bool:
        """Tell whether a form ends the name of a body of its own: the Port Authority, the Metropolitan Police."""
        words, below = self._words, cell.first - 1
        return (
            below >= 0
            and words.is_name(below)
            and words.heads[below] == cell.last
            and words.words[cell.first][:1].isupper()
        )

    def named_beside(self, cell: Cell) -> Player | None:
        """Return the publication in "the Soviet news agency TASS"."""
        follow = cell.last + 1
        beside = self._words.cells[follow] if follow < len(self._words.words) else None
        if (
            beside is None
            or beside.form(FormKind.ENTITY) is None
            or self._words.lower[cell.last] not in words_for("publication")
        ):
            return None
        player = self.entity(beside)
        return player if player is not None and player.kind is ActorKind.ORGANISATION else None

    # -- nouns --------------------------------------------------------------------------------------------------------

    def collective(self, last: int, around: Around) -> Found | None:
        """Resolve "the agency", "the newspaper", "the organization": the last body that can be called so."""
        noun = self._words.lower[last]
        if noun in words_for("stands_for_state") and around.entity is not None:
            return self._cast.entity(around.entity), ""
        if around.owner is not None and self._words.lower[around.owner] in OUR and noun in words_for("our_state"):
            owner = self._roles.owner(around)
            if owner is not None and owner.country is not None:
                return self._cast.entity(owner.country), ""  # "our state", of the one who speaks or publishes
        if around.entity in entities() and entities()[around.entity or ""].kind == "media":
            return self._cast.entity(around.entity or ""), ""
        if around.entity is not None and self._speaks(last):
            name = self._roles.text(around, last)
            country = entities()[around.entity].country or None if around.entity in entities() else None
            return self._unnamed(name, noun, country), ""
        if noun in words_for("publication") and self._words.is_name(last - 1) and self._words.heads[last - 1] == last:
            return self._unnamed(self._roles.text(around, last), noun, None), ""  # "the Vestnik newspaper"
        if around.determiner in DEFINITE:

            def fits(player: Player) -> bool:
                if player.is_human or not is_body(player):
                    return False
                return (
                    noun in player.nouns
                    or (noun in words_for("publication") and _is_media(player))
                    or _is_called(player, noun)
                )

            found = self._scene.recall(last, fits)
            if found is not None:
                return found, ""
        if not self._speaks(last) or around.determiner in {"whose", "no"}:
            return None
        return self._unnamed(self._roles.text(around, last, is_whole=True), noun, None), ""

    def _unnamed(self, name: str, noun: str, country: str | None) -> Player:
        player = self._cast.unnamed(name, country=country, kind=ActorKind.ORGANISATION, is_human=False)
        player.nouns.add(noun)
        return player

    def _speaks(self, at: int) -> bool:
        words = self._words
        return words.deps[at] in {"nsubj", "agent"} and words.lower[words.heads[at]] in verbs_by_form()

    def office(self, around: Around) -> Found | None:
        """Resolve "her office", "Crandall's office": the body around its owner."""
        owner = self._roles.owner(around)
        if owner is None or not owner.is_human or owner.name is None:
            return None
        player = self._unnamed(f"{owner.name}'s office", "office", owner.country)
        return player, ""

    def document(self, last: int, around: Around) -> Found | None:
        """Return who speaks through a document: "a Defense Department release", "a statement from her office"."""
        noun = self._words.lower[last]
        if around.institution is not None:
            named = institution_of(around.institution, self._cast.on)
            entity = around.entity or (named.country if named is not None else None)
            if named is not None and named.id == "government" and entity:
                return self._issue(noun, self._cast.entity(entity))
            if named is not None and entity:
                return self._issue(noun, self.body(entity, named))
        issuer = self._issuer(last, around)
        if issuer is not None:
            return self._issue(noun, issuer)
        if around.entity is not None:
            return self._issue(noun, self._cast.entity(around.entity))
        if around.determiner in DEFINITE:
            found = self._scene.issued.get(noun) or self._bearer(last, noun)
            if found is not None:
                return found, ""
        return None

    def _bearer(self, last: int, noun: str) -> Player | None:
        """Return who is said to speak in the same document before: "Chanthou wrote in a letter ... read the letter"."""
        words = self._words
        for here in range(last - 1, max(last - _FARTHEST, 0), -1):
            if (
                words.lower[here] == noun
                and words.deps[here] == "pobj"
                and words.lower[words.heads[here]] in {"in", "of"}
            ):
                verb = words.heads[words.heads[here]]
                speakers = (at for at in range(verb) if words.heads[at] == verb and words.deps[at] == "nsubj")
                return next((self._scene.at[at] for at in speakers if at in self._scene.at), None)
        return None

    def _issuer(self, last: int, around: Around) -> Player | None:
        """Return the source behind "from", "by", "issued by", or the possessor."""
        words = self._words
        owner = self._roles.owner(around)
        if owner is not None:
            return owner
        for here in range(last + 1, min(last + 6, len(words.words))):
            if words.sentence[here] != words.sentence[last] or words.tags[here].startswith(("VBD", "VBZ", "VBP", "WP")):
                return None
            if words.lower[here] in {"from", "by"}:
                objects = (at for at in range(here + 1, min(here + 12, len(words.words))) if words.heads[at] == here)
                return next((self._scene.at[at] for at in objects if at in self._scene.at), None)
        return None

    def _issue(self, noun: str, player: Player) -> Found:
        self._scene.issued[noun] = player
        return player, ""


def _is_media(player: Player) -> bool:
    known = entities().get(player.id)
    return known is not None and known.kind == "media"


def _unites_states(player: Player) -> bool:
    known = entities().get(player.id)
    return known is not None and known.kind == "organisation" and not known.country


def _is_called(player: Player, noun: str) -> bool:
    """Tell whether an organisation can be called by a common noun."""
    if noun in {"organization", "organisation", "body", "alliance", "bloc", "council", "court"}:
        return _unites_states(player) and noun in actor_nouns("collective")
    return False

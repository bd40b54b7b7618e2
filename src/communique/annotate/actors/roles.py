"""People who are named by office or by a common noun: "the foreign minister", "his Russian counterpart", "a U.S. official"."""

from communique.annotate.actors.cast import Cast, Player, country_of
from communique.annotate.actors.modifiers import Around, institution_of, title_of
from communique.annotate.actors.pronouns import Pronouns
from communique.annotate.actors.scene import Scene
from communique.annotate.actors.words import Cell, Words
from communique.codebook.titles import Title
from communique.model import ActorKind

_DEFINITE = frozenset({"the", "this", "that"})
_INDEFINITE = frozenset({"a", "an", "another", "one", "some", "any"})
_PAST = frozenset({"former", "ex", "late", "then"})
# Offices that many hold at once, although the codebook lists some of their holders.
_MANY = frozenset(
    "special_envoy ambassador chief_negotiator deputy_foreign_minister opposition_leader spokesperson spokesperson_mfa "
    "assistant_secretary_of_state minister_of_state_foreign deputy_head_of_government foreign_policy_aide "
    "senior_official governor_general deputy_defence_minister parliament_speaker".split()
)
_OFFICES_OF_NOUN: dict[str, tuple[str, ...]] = {
    "diplomat": ("foreign_minister", "ambassador", "special_envoy", "deputy_foreign_minister", "ambassador_to_un"),
    "minister": ("minister", "head_of_government"),
    "leader": ("head_of_state", "head_of_government", "effective_leader", "supreme_leader", "party_leader"),
    "envoy": ("special_envoy", "ambassador", "ambassador_to_un"),
    "secretary": ("foreign_minister", "secretary", "defence_minister"),
    "chief": ("chief", "secretary_general", "director"),
    "premier": ("head_of_government",),
    "negotiator": ("chief_negotiator",),
    "monarch": ("head_of_state",),
}


def holds(player: Player, noun: str) -> bool:
    """Tell whether a common noun can mean a player: by its office, or because the text called it so."""
    if noun in player.nouns:
        return True
    parts = _OFFICES_OF_NOUN.get(noun)
    if parts is not None:
        return any(part in office for _, office in player.offices for part in parts)
    return any(noun in office.split("_") for _, office in player.offices)


class Roles:
    """Resolves the noun phrases of one document that name a person without a name."""

    def __init__(self, words: Words, cast: Cast, scene: Scene, pronouns: Pronouns) -> None:
        self._words = words
        self._cast = cast
        self._scene = scene
        self._pronouns = pronouns

    def text(self, around: Around, last: int) -> str:
        """Return the words of a noun phrase without its determiner."""
        words = self._words
        first = around.start
        while first < last and words.tags[first] in {"DT", "PRP$", "PDT"}:
            first += 1
        return " ".join(words.text[words.offsets[first] : words.end(last)].split())

    def owner(self, around: Around) -> Player | None:
        """Return whose the noun is: "his", "Norway's"."""
        if around.owner is None:
            return None
        known = self._scene.at.get(around.owner)
        if known is not None:
            return known
        found = self._pronouns.resolve(around.owner)
        return found[0] if found is not None else None

    # -- one person ---------------------------------------------------------------------------------------------------

    def titled(self, cell: Cell, around: Around, last: int) -> tuple[Player | None, str]:
        """Resolve a title that stands without a name."""
        title = title_of(cell, around.entity)
        if title is None:
            return None, "the title is not known"
        entity = self._entity(around, title)
        if title.office.startswith("spokesperson"):
            return self._spokesperson(title, around, entity, last)
        if any(adjective in _PAST for adjective in around.adjectives):
            return self._unnamed(around, last, entity)
        is_open = around.determiner in _INDEFINITE
        if title.kind == "office" and title.office not in _MANY:
            if is_open:
                return self._unnamed(around, last, entity)
            return self._office(title, around, entity, last)
        if is_open or (around.determiner not in _DEFINITE and around.owner is None):
            return self._unnamed(around, last, entity)
        noun = title.form.split()[-1]

        def fits(player: Player) -> bool:
            if not player.is_human or player.is_plural:
                return False
            if (
                entity is not None
                and country_of(entity) != player.country
                and (entity, title.office) not in player.offices
            ):
                return False
            return (
                title.form in player.nouns
                or any(office == title.office for _, office in player.offices if title.kind == "office")
                or holds(player, noun)
            )

        found, why = self._scene.salient(last, fits)
        if found is not None:
            return found, ""
        if "both fit" in why:
            return None, why
        return self._unnamed(around, last, entity)

    def _entity(self, around: Around, title: Title) -> str | None:
        if around.entity is not None:
            return around.entity
        owner = self.owner(around)
        if owner is not None and owner.country is not None:
            return owner.country
        return title.country or None

    def _office(self, title: Title, around: Around, entity: str | None, last: int) -> tuple[Player | None, str]:
        if entity is not None and not (title.country == entity and around.entity is None):
            return self._cast.holder(entity, title.office), ""

        def fits(player: Player) -> bool:
            return (
                player.is_human
                and not player.is_plural
                and (any(office == title.office for _, office in player.offices) or title.form in player.nouns)
            )

        found, why = self._scene.salient(last, fits)
        if found is not None:
            return found, ""
        if "both fit" in why:
            return None, why
        if title.country:
            return self._cast.holder(title.country, title.office), ""
        noted = self._scene.recall(last, fits, paragraphs=20)
        if noted is not None:
            return noted, ""
        if self._cast.side is not None:
            return self._cast.holder(self._cast.side, title.office), ""
        return None, f"no state is named with {title.form!r}"

    def _spokesperson(self, title: Title, around: Around, entity: str | None, last: int) -> tuple[Player | None, str]:
        """A spokesperson without a name is the body that speaks."""
        if (
            around.determiner in _DEFINITE
            and around.institution is None
            and around.of is None
            and around.entity is None
        ):
            found = self._scene.recall(
                last,
                lambda player: (
                    player.is_human
                    and not player.is_plural
                    and bool({"spokesman", "spokeswoman", "spokesperson"} & player.nouns)
                ),
            )
            if found is not None:
                return found, ""
            body = self._scene.recall(
                last, lambda player: player.kind in {ActorKind.MINISTRY, ActorKind.ORGANISATION}, paragraphs=2
            )
            return (body, "") if body is not None else (None, "no body is named that speaks")
        if around.institution is not None:
            named = institution_of(around.institution, self._cast.on)
            of = entity or (named.country if named is not None else None) or None
            if named is not None and of is not None and named.id != "government":
                kind = ActorKind.MINISTRY if named.kind == "ministry" else ActorKind.ORGANISATION
                return self._cast.body(of, named.id, named.name, kind), ""
            if named is not None and of is not None:
                return self._cast.entity(of), ""
            if named is not None:
                body = self._scene.recall(last, lambda player: player.id.endswith("." + named.id))
                if body is not None:
                    return body, ""
        if entity is not None and country_of(entity) is None:
            return self._cast.entity(entity), ""
        owner = self._scene.at.get(around.of) if around.of is not None else self.owner(around)
        country = entity or (owner.country if owner is not None else None)
        if owner is not None and owner.kind in {ActorKind.ORGANISATION, ActorKind.MINISTRY}:
            return owner, ""
        return self._unnamed(around, last, country)

    def _unnamed(self, around: Around, last: int, entity: str | None) -> tuple[Player | None, str]:
        country = (country_of(entity) or None) if entity is not None else None
        words = self._words
        if country is None and entity is None and around.institution is not None:
            named = institution_of(around.institution, self._cast.on)
            country = (named.country or None) if named is not None else None
        player = self._cast.unnamed(self.text(around, last), country=country, kind=ActorKind.OFFICE)
        player.nouns.add(words.lower[last])
        return player, ""

    def noun(self, around: Around, last: int) -> tuple[Player | None, str]:
        """Resolve a common noun for a person ("the diplomat", "a senior Israeli official")."""
        words = self._words
        noun = words.lower[last]
        if noun == "counterpart":
            return self.counterpart(around, last)
        if around.determiner in _DEFINITE:
            country = country_of(around.entity) if around.entity else None

            def fits(player: Player) -> bool:
                return (
                    player.is_human
                    and not player.is_plural
                    and (country is None or player.country == country)
                    and holds(player, noun)
                )

            found, why = self._scene.salient(last, fits)
            if found is not None or "both fit" in why:
                return found, why
        return self._unnamed(around, last, around.entity)

    def counterpart(self, around: Around, last: int) -> tuple[Player | None, str]:
        """Resolve "his Russian counterpart": the same office in the other state."""
        owner = self.owner(around)
        if owner is None:
            return None, "whose counterpart stays open"
        entity = around.entity
        offices = [office for of, office in sorted(owner.offices) if office not in _MANY and of]
        offices = offices or [office for _, office in sorted(owner.offices)]
        if entity is None:
            others = [
                player
                for player in self._cast.players.values()
                if player.is_human
                and player is not owner
                and player.country != owner.country
                and any(office in offices for _, office in player.offices)
            ]
            return (others[0], "") if len(others) == 1 else (None, "no state is named for the counterpart")
        for office in offices:
            for player in self._cast.players.values():
                if player.is_human and (entity, office) in player.offices:
                    return player, ""
        preferred = self._preferred(owner, offices)
        if preferred is None:
            return self._unnamed(around, last, entity)
        return self._cast.holder(entity, preferred), ""

    def _preferred(self, owner: Player, offices: list[str]) -> str | None:
        """Return the office that the text gives the owner, the first of the codebook's otherwise."""
        for office in ("foreign_minister", "head_of_state", "head_of_government", "defence_minister"):
            if office in offices:
                return office
        return offices[0] if offices else None

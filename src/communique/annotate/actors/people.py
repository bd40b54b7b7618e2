"""From names to people: of the codebook by name, office, state and day, or new ones that the text introduces."""

from collections.abc import Iterable

from communique.annotate.actors.cast import Cast
from communique.annotate.actors.lessons import Lessons
from communique.annotate.actors.modifiers import before, titles_in
from communique.annotate.actors.named import Named
from communique.annotate.actors.names import looks_like_body, looks_like_person
from communique.annotate.actors.vocabulary import FormKind
from communique.annotate.actors.words import Words
from communique.annotate.roster import Player, country_of
from communique.codebook.actor_words import words_for
from communique.codebook.offices import terms_of, was_in_office
from communique.codebook.people import (
    Person,
    given_names,
    name_key,
    people_by_family_name,
    people_by_name,
    people_by_sound,
    short_key,
    slug,
    sound_key,
)
from communique.codebook.titles import Title, actor_nouns, office_label
from communique.model import ActorKind

_PARTNERS = frozenset({"with", "between", "opposite", "alongside"})
_YEARS_AROUND = 12
_YEARS_NEAR = 2
_YEARS_AT_MOST = 30


class People:
    """Gives every name of a document its player."""

    def __init__(self, words: Words, cast: Cast) -> None:
        self._words = words
        self._cast = cast

    def resolve(self, names: list[Named]) -> dict[int, Player]:
        """Return the player of each name by the last token of the name: full names first, then names alone."""
        found: dict[int, Player] = {}
        for named in names:
            if named.size > 1 or named.persons:
                player = self._full(named)
                if player is not None:
                    found[named.last] = player
        for named in names:
            if named.size > 1 and named.last not in found:
                player = self._likely(named, found)
                if player is not None:
                    found[named.last] = player
        for _ in range(2):  # a family name that a title tells may stand elsewhere where the tagger missed it
            self._family_names(names)
            for named in names:
                if named.last not in found:
                    player = self._short(named, found)
                    if player is not None:
                        found[named.last] = player
        Lessons(self._words, self._cast, found).learn(names)
        return found

    def _family_names(self, names: list[Named]) -> None:
        """Add the family names of this text that the tagger did not take for names (at the start of a sentence)."""
        words, cast = self._words, self._cast
        taken = {at for named in names for at in range(named.first, named.last + 1)}
        for at in words.capitals:
            word = words.words[at]
            if at in taken or not words.is_news[at] or words.in_dateline[at]:
                continue
            cell = words.cells[at]
            if cell is not None and (cell.first != cell.last or cell.form(FormKind.PLACE) is None):
                continue
            if (cell is None and words.tags[at] in {"NNP", "NNPS"}) or not cast.known(short_key(word)):
                continue
            if word.isupper() and len(word) > 1:
                continue
            words.cells[at] = None  # a place that bears the name of somebody in this text is read as the person
            names.append(Named(at, at, before(words, at, cast.on), head=at))
        names.sort(key=lambda named: named.first)

    # -- full names ---------------------------------------------------------------------------------------------------

    def _full(self, named: Named) -> Player | None:
        person = self._of_codebook(named) or self._serving(named)
        if person is not None:
            player = self._cast.person(person)
            if person.name_order == "given-family":
                self._cast.call(player, short_key(named.text(self._words).split()[-1]))
            return player
        name = named.text(self._words)
        known = self._cast.named(name)
        if known is not None:
            return known
        beside = words_for("colleague") | words_for("in_office_before")  # "her predecessor Jan Vik"
        has_title = bool(titles_in(named.around)) or not beside.isdisjoint(named.around.adjectives)
        described = named.apposition is not None
        if looks_like_body(self._words, named) and not has_title:
            return self._body(named, name)
        short = self._cast.known(short_key(name_key(name).split()[-1]))
        fits = [
            player
            for player in short
            if player.id
            in {person.id for person in people_by_family_name().get(short_key(name_key(name).split()[-1]), ())}
        ]
        if len(fits) == 1 and _initials_agree(fits[0], name):
            return fits[0]
        ending = [player for player in short if name_key(player.name or "").endswith(f" {name_key(name)}")]
        if len(ending) == 1 and ending[0].kind is ActorKind.PERSON:
            return ending[0]  # both family names: "President López Obrador"
        if self._words.in_headline[named.last] and not named.persons:
            return None
        if has_title or described or looks_like_person(self._words, named):
            return self._cast.unknown_person(name, country=None)
        if named.around.determiner == "the":
            return self._body(named, name)
        if self._is_speaker(named) and named.size in {2, 3}:
            return self._cast.unknown_person(name, country=None)
        return None

    def _likely(self, named: Named, found: dict[int, Player]) -> Player | None:
        """Return who bears a name that nothing describes, if it acts or owns as people do or stands beside a person."""
        words = self._words
        known = self._cast.named(named.text(words))
        if known is not None:
            return known
        if looks_like_body(words, named) or named.around.determiner or words.in_headline[named.last] or named.size > 4:
            return None
        beside = found.get(words.heads[named.head]) if words.deps[named.head] == "conj" else None
        is_beside_person = beside is not None and beside.kind is ActorKind.PERSON
        if is_beside_person or words.deps[named.head] in {"nsubj", "nsubjpass", "poss"} or self._is_among(named):
            return self._cast.unknown_person(named.text(words), country=None)
        return None

    def _is_among(self, named: Named) -> bool:
        """Tell whether a name is one of "the two prime ministers, A and B", or "Japan's B" whom somebody is with."""
        head = self._words.doc[named.head]
        above = head.head
        if head.dep_ == "appos":
            return above.tag_ == "NNS" and above.lemma_.lower() in actor_nouns("person")
        is_partner = head.dep_ == "pobj" and above.lower_ in _PARTNERS and self._is_named_again(named)
        entity = named.around.entity if named.around.owner is not None else None
        return is_partner and entity is not None and country_of(entity) == entity

    def _is_named_again(self, named: Named) -> bool:
        """Tell whether the text goes on with the family name alone, as with people, not with companies."""
        words = self._words.words
        last, before_last = words[named.last], words[named.last - 1]
        return any(word == last and at != named.last and words[at - 1] != before_last for at, word in enumerate(words))

    def _is_speaker(self, named: Named) -> bool:
        words = self._words
        return words.deps[named.last] == "nsubj" and words.tags[words.heads[named.last]].startswith("VB")

    def _body(self, named: Named, name: str) -> Player | None:
        entity = named.around.entity
        if named.size < 2 and not name.isupper():
            return None
        player = Player(
            f"text:{slug(name) or 'name'}", ActorKind.ORGANISATION, name, country_of(entity) if entity else None
        )
        return self._cast.add(player)

    def _of_codebook(self, named: Named) -> Person | None:
        """Return the person of the codebook whom a full name means here, None if it is somebody else."""
        persons: Iterable[Person] = named.persons
        state = self._state(named)
        titles = titles_in(named.around) + (titles_in(named.apposition) if named.apposition else [])
        found = list(persons) or self._without_initials(named) or self._by_sound(named, state, titles)
        if not found:
            return None
        if state is not None:
            of_state = [person for person in found if self._belongs(person, state)]
            if not of_state and any(title.kind == "office" for title in titles):
                return None
            found = of_state or found
        on = self._cast.on
        if not titles:
            found = [person for person in found if self._is_at_home(person)]
        if on is not None:
            near = [person for person in found if was_in_office(person.id, on, _YEARS_AROUND)]
            if near:
                found = near
            elif not any(was_in_office(person.id, on, _YEARS_AT_MOST) for person in found):
                return None
            if len(found) > 1 and titles:
                held = {title.office for title in titles}
                fits = [person for person in found if any(term.office in held for term in terms_of(person.id, on))]
                found = fits or found
            if len(found) > 1:
                serving = [person for person in found if terms_of(person.id, on)]
                found = serving or found
        return found[0] if len(found) == 1 else None

    def _serving(self, named: Named) -> Person | None:
        """Return who holds the office that is told with a name: "President Ferdinand R. Marcos of the Philippines"."""
        words = name_key(named.text(self._words)).split()
        if named.around.entity is None or len(words) < 2:
            return None
        person = self._by_office(named, short_key(words[-1]), titles_in(named.around))
        return person if person is not None and name_key(person.name).split()[0] == words[0] else None

    def _without_initials(self, named: Named) -> list[Person]:
        """Return who bears the name without its middle initials: "Paul D. Ryan"."""
        words = name_key(named.text(self._words)).split()
        bare = [word for at, word in enumerate(words) if len(word) > 1 or at == 0]
        return list(people_by_name().get(" ".join(bare), ())) if len(bare) < len(words) else []

    def _by_sound(self, named: Named, state: str | None, titles: list[Title]) -> list[Person]:
        """Return who bears the name in another transliteration; only with a title or a state that agrees."""
        if state is None and not titles and self._words.deps[named.head] != "nsubj":
            return []
        alike = people_by_sound().get(sound_key(named.text(self._words)), ())
        return [person for person in alike if self._cast.on and terms_of(person.id, self._cast.on)]

    def _is_at_home(self, person: Person) -> bool:
        """Tell whether a bare name may well be this person: in office about then, or of a state that the text names."""
        on = self._cast.on
        if on is None or was_in_office(person.id, on, _YEARS_NEAR):
            return True
        return bool(self._cast.ground.counted()[person.country])

    def _belongs(self, person: Person, entity: str) -> bool:
        country = country_of(entity)
        if country is None or person.country in {entity, country}:
            return True
        on = self._cast.on
        return any(term.entity in {entity, country} for term in (terms_of(person.id, on) if on else ()))

    def _state(self, named: Named) -> str | None:
        """Return the state or organisation named with the name."""
        for around in (named.around, named.apposition):
            if around is not None and around.entity is not None:
                return around.entity
        return None

    # -- names alone --------------------------------------------------------------------------------------------------

    def _short(self, named: Named, found: dict[int, Player]) -> Player | None:
        if named.size > 1:
            return None
        words, cast = self._words, self._cast
        key = short_key(named.text(words))
        if words.words[named.last].isupper() and named.last - named.first == 0 and len(words.words[named.last]) > 1:
            return None
        titles = titles_in(named.around)
        known = [player for player in cast.known(key) if self._agrees(player, titles)]
        ahead = [player for player in known if not self._is_introduced(player, named, found)]
        if known and len(ahead) == len(known) and not words.in_headline[named.last]:
            famous = self._famous(named, key)
            if famous is not None and self._agrees(famous, titles):
                return famous
        if len(known) > 1:
            known = self._nearest(named, known, found)
        if known:
            return known[0]
        if not known and all(title.kind == "honorific" for title in titles):
            famous = self._famous(named, key)
            if famous is not None and self._agrees(famous, titles):
                return famous
        person = self._by_office(named, key, titles)
        if person is not None:
            return cast.person(person)
        if titles and named.around.titles and named.around.titles[-1].last == named.first - 1:
            return cast.unknown_person(named.text(words), country=None)
        return None

    def _is_introduced(self, player: Player, named: Named, found: dict[int, Player]) -> bool:
        """Tell whether somebody has been named in full before a name that stands alone."""
        return any(found.get(at) is player for at in found if at < named.first)

    def _agrees(self, player: Player, titles: list[Title]) -> bool:
        genders = {title.gender for title in titles if title.gender}
        return not (player.gender and genders and player.gender not in genders) and player.is_human

    def _nearest(self, named: Named, known: list[Player], found: dict[int, Player]) -> list[Player]:
        titles = titles_in(named.around)
        held = {title.office for title in titles if title.kind == "office"}
        fits = [player for player in known if any(office in held for _, office in player.offices)] if held else []
        if len(fits) == 1:
            return fits
        earlier = [at for at, player in found.items() if at < named.last and player in known]
        if earlier:
            return [found[max(earlier)]]
        own = short_key(self._words.words[named.last])
        family = [player for player in known if player.name and short_key(player.name.split()[-1]) == own]
        return family if len(family) == 1 else []

    def _by_office(self, named: Named, key: str, titles: list[Title]) -> Person | None:
        """Return the one person of this family name who held the office of the title on the day."""
        on, held = self._cast.on, {title.office for title in titles if title.kind != "honorific"}
        if on is None or not held:
            return None
        entity = named.around.entity or (named.apposition.entity if named.apposition else None)
        fits = []
        for person in people_by_family_name().get(key, ()):
            for term in terms_of(person.id, on):
                of_state = entity is None or term.entity == entity or person.country == country_of(entity)
                if of_state and (
                    term.office in held
                    or (held & {"secretary", "minister"} and _is_kind(term.office, term.entity, held))
                ):
                    fits.append(person)
                    break
        return fits[0] if len(fits) == 1 else None

    def _famous(self, named: Named, key: str) -> Player | None:
        """Return the leader whom a family name alone means on the day, if there is only one in office."""
        on = self._cast.on
        words = self._words
        if on is None or words.tags[named.last] not in {"NNP", "NNPS"} or key in given_names():
            return None
        serving = [
            person
            for person in people_by_family_name().get(key, ())
            if any(term.office in words_for("office_known_alone") for term in terms_of(person.id, on))
        ]
        return self._cast.person(serving[0]) if len(serving) == 1 else None


def _is_kind(office: str, entity: str, held: set[str]) -> bool:
    """Tell whether an office is one of "Secretary" or "Minister" ("Secretary Kerry", "Minister Wang")."""
    label = office_label(office, entity).lower()
    return any(label.startswith(f"{word} of") or label.endswith(word) for word in held)


def _initials_agree(player: Player, name: str) -> bool:
    first, other = name_key(player.name or "").split(), name_key(name).split()
    return bool(first and other) and first[0][:2] == other[0][:2]

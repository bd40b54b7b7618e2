"""What the words around a name teach: office, state, gender; and who stands beside whom."""

from communique.annotate.actors.cast import Cast, principal_offices
from communique.annotate.actors.modifiers import (
    Around,
    around_noun,
    before,
    entity_in,
    gender_of,
    institution_of,
    title_of,
    titles_in,
)
from communique.annotate.actors.named import Named
from communique.annotate.actors.vocabulary import FormKind
from communique.annotate.actors.words import Words
from communique.annotate.roster import Player, country_of
from communique.codebook.actor_words import words_for
from communique.codebook.offices import Certainty, holders
from communique.codebook.people import given_names, name_key
from communique.codebook.titles import Title, actor_nouns, is_called, office_label, office_labels

_LEAD = 8
_FARTHEST = 90


class Lessons:
    """Teaches the players of one document from the names that they bear."""

    def __init__(self, words: Words, cast: Cast, found: dict[int, Player]) -> None:
        self._words = words
        self._cast = cast
        self._found = found
        self._told: set[tuple[str, str]] = set()
        self._first: Named | None = None

    def learn(self, names: list[Named]) -> None:
        """Learn from every name, in the order of the text."""
        introduced: set[str] = set()
        self._first = next((named for named in names if self._is_person(named)), None)
        for around in (around for named in names for around in (named.around, named.apposition)):
            if around is not None and around.entity is not None:
                self._told.update((around.entity, title.office) for title in titles_in(around))
        for named in names:
            player = self._found.get(named.last)
            if player is not None and player.is_human:
                self._learn(player, named, introduced)
        self._learn_colleagues(names)
        self._learn_from_lead(names)
        self._learn_from_introductions(names)

    def _learn_from_lead(self, names: list[Named]) -> None:
        """Connect "Norway's foreign minister said ..." with the bare full name by which the story goes on.

        A story may begin with the office and give the name in the next sentence or paragraph, without the title. The
        name is taken for the holder if nobody else of the text holds the office and no second bare name comes between.
        """
        words = self._words
        seen: set[str] = set()
        for named in names:
            player = self._found.get(named.last)
            if player is None or not player.is_human or player.id in seen:
                continue
            seen.add(player.id)
            is_bare = not named.around.titles and named.apposition is None and named.size > 1
            if not is_bare or player.offices or words.in_headline[named.last] or words.quotation[named.last] >= 0:
                continue
            if words.deps[named.head] == "nsubj" and words.paragraph[named.last] <= _LEAD:
                self._take_office(player, named)
                if player.offices:
                    return

    def _learn_from_introductions(self, names: list[Named]) -> None:
        """Give "Special envoy D" the state of "a U.S. envoy" by which the story introduced him, if of one only."""
        words = self._words
        for named in names:
            player = self._found.get(named.last)
            titles = named.around.titles
            if player is None or not player.id.startswith("text:") or player.country is not None or not titles:
                continue
            noun = words.lower[titles[-1].last]
            states = {
                before(words, at, self._cast.on).entity
                for at in range(named.around.start)
                if words.lower[at] == noun
                and words.tags[at] == "NN"
                and before(words, at, self._cast.on).determiner in {"a", "an"}
            }
            state = states.pop() if len(states) == 1 else None
            if state is not None:
                player.country = country_of(state)

    def _take_office(self, player: Player, named: Named) -> None:
        words = self._words
        for at in range(named.around.start - 1, max(named.around.start - _FARTHEST, -1), -1):
            cell = words.cells[at]
            if cell is None or cell.last != at or words.in_headline[at] or not words.is_news[at]:
                continue
            form = cell.form(FormKind.TITLE)
            if form is None or form.is_plural or words.deps[at] != "nsubj":
                continue
            around, _ = around_noun(words, cell.first, cell.last, self._cast.on)
            title = title_of(cell, around.entity)
            if title is None or title.kind != "office" or title.office in words_for("office_of_many"):
                continue
            named_here = self._found.values()
            is_held = any((around.entity, title.office) in one.offices for one in named_here)
            if around.entity is not None and not is_held and around.determiner not in {"a", "an", "another"}:
                self._cast.hold(player, around.entity, title.office, office_label(title.office, around.entity))
            return

    def _learn(self, player: Player, named: Named, introduced: set[str]) -> None:
        led = self._delegation_led(named)
        if led is not None and player.country is None:
            player.country = led
        for around in (named.around, named.apposition):
            if around is None:
                continue
            if around is named.apposition and named.apposed is not None:
                self._learn_served(player, named.apposed[1])
            self._learn_from(player, around, is_new=player.id not in introduced)
            self._learn_master(player, around)
        introduced.add(player.id)
        gender = gender_of(named.around) or (gender_of(named.apposition) if named.apposition else "")
        if not player.gender:
            player.gender = (
                gender or given_names().get(name_key(self._words.words[named.first]), "") if named.size > 1 else gender
            )

    def _delegation_led(self, named: Named) -> str | None:
        """Return the state in "Deputy Prime Minister Ilya Sokolov, who led the Russian delegation"."""
        words, here = self._words, named.last + 1
        if words.lower[here : here + 2] != [",", "who"] or words.lower[here + 2 : here + 3] == []:
            return None
        if words.lower[here + 2] not in words_for("leads"):
            return None
        for at in range(here + 3, min(here + 6, len(words.words) - 1)):
            cell = words.cells[at]
            if cell is not None and words.lower[cell.last + 1] in words_for("delegation"):
                state = entity_in(cell, self._cast.on)
                return country_of(state) if state is not None else None
        return None

    def _learn_served(self, player: Player, last: int) -> None:
        """Give "Tomas Pojar, adviser to the Prime Minister of the Czech Republic" the state of whom he serves."""
        words, here = self._words, last + 1
        if player.country is not None or here + 2 >= len(words.words) or words.lower[here] != "to":
            return
        here += 2 if words.lower[here + 1] == "the" else 1
        cell = words.cells[here]
        if cell is None or cell.form(FormKind.TITLE) is None:
            return
        served, _ = around_noun(words, cell.first, cell.last, self._cast.on)
        master = next((self._found[at] for at in range(cell.last + 1, cell.last + 5) if at in self._found), None)
        if served.entity is not None:
            player.country = country_of(served.entity)
        elif master is not None:
            player.country = master.country

    def _learn_master(self, player: Player, around: Around) -> None:
        """Give "Mubarak's adviser, Osama el-Baz" the state of his master."""
        if player.country is not None or not player.id.startswith("text:") or around.entity is not None:
            return
        if words_for("other_side") & set(around.adjectives):
            return
        master = self._found.get(around.owner if around.owner is not None else around.of or -1)
        if master is not None and master is not player:
            player.country = master.country

    def _learn_from(self, player: Player, around: Around, *, is_new: bool) -> None:
        words = self._words
        titles = titles_in(around)
        entity = around.entity
        institution = self._institution(around)
        if entity is None and player.id.startswith("text:"):
            offices = [
                title for title in titles if title.kind == "office" and title.office not in words_for("office_abroad")
            ]
            entity = player.country if offices else None
            if offices and entity is None and is_new and not self._is_of_firm(around):
                entity = self._state_of_office(offices, around)
        deputy = next((adjective for adjective in around.adjectives if adjective in words_for("deputy")), None)
        is_past = any(adjective in words_for("former") for adjective in around.adjectives) or (
            around.start > 0 and words.lower[around.start - 1] in words_for("former")
        )
        for adjective in around.adjectives:
            if adjective in actor_nouns("person"):
                player.nouns.add(adjective)
        for title in titles:
            if title.kind == "honorific":
                continue
            player.nouns.add(title.form)
            player.nouns |= words_for("speaks_for") & set(title.form.split())
            label = self._label(title, entity or player.country)
            office = title.office
            if deputy is not None and title.kind == "office":
                office, label = f"deputy_{office}", f"Deputy {label}"
            if is_past:
                player.office = player.office or (f"former {label}" if label else None)
                continue
            if title.kind == "role" and player.offices and not player.id.startswith("text:"):
                label = None  # the codebook knows the office better than "head" does
            self._cast.hold(player, entity, office, label)
        if institution is not None:
            player.nouns.add(institution)
        if entity is not None and player.country is None:
            player.country = country_of(entity)
        if player.id.startswith("text:") and player.country is None and around.entity is not None:
            player.country = country_of(around.entity)

    def _is_of_firm(self, around: Around) -> bool:
        """Tell whether an office is of a name that is no state's and nobody's: "Unisys's president"."""
        owner = around.owner
        is_name = owner is not None and self._words.tags[owner] in {"NNP", "NNPS"} and self._words.cells[owner] is None
        return is_name and owner not in self._found

    def _label(self, title: Title, entity: str | None) -> str | None:
        """Return how the record names an office: as it is called in that state; a trade is no office."""
        if title.kind == "office":
            own = office_labels().get((title.office, entity or ""))
            return own if own is not None and title.label == office_labels().get((title.office, "")) else title.label
        if title.office == "analyst":
            last = title.form.split()[-1]
            return last.capitalize() if last in words_for("public_role") else None
        return title.label if title.form.endswith(".") else title.form.title()

    def _state_of_office(self, titles: list[Title], around: Around) -> str | None:
        """Return the state of an office that is named without one: by title, paragraph, dateline or issuer."""
        ground = self._cast.ground
        if any(title.office.startswith("spokesperson") for title in titles):
            speaker = ground.speaker_near(around.start)
            if speaker is not None:
                return speaker
        forms = (form for cell in around.titles for form in cell.forms)
        implied = {title.country for form in forms for title in form.titles if title.country}
        only = implied.pop() if len(implied) == 1 else None
        if only is not None and ground.counted()[only]:
            return only
        offices = {title.office for title in titles}
        unnamed = self._state_of_unnamed(offices, around.start)
        if unnamed is not None and not any((unnamed, office) in self._told for office in offices):
            return unnamed
        near = ground.state_near(around.start)
        if near is not None and not all(is_called(title.form, title.office, near) for title in titles):
            near = None
        if ground.dateline is None and any((near or "", office) in self._told for office in offices):
            near = None  # the text names who holds the office there
        if (
            near is None
            and self._cast.side is not None
            and all(ground.is_own_title(title.form, title.office) for title in titles)
        ):
            near = self._cast.side
            if self._is_held(titles, near):
                other = ground.other_state(near)
                # "President Arévalo" is not Washington's; where the text names the other's holder, he is the issuer's.
                is_told = any((other or "", title.office) in self._told for title in titles)
                if not is_told and not self._leads_other(titles, other) and not self._opens(around, titles, near):
                    return other
        return near or only

    def _state_of_unnamed(self, offices: set[str], start: int) -> str | None:
        """Return the state of the holder whom the story named by office alone: "Canada's foreign minister said".

        "Foreign Minister Ana Berg" one sentence on is she, not the minister of the state in the dateline.
        """
        words = self._words
        for at in range(start - 1, max(start - _FARTHEST, -1), -1):
            cell = words.cells[at]
            if cell is None or cell.last != at or not words.is_news[at] or words.quotation[at] >= 0:
                continue
            form = cell.form(FormKind.TITLE)
            if form is None or form.is_plural or any(next_ in self._found for next_ in range(at + 1, at + 4)):
                continue
            around, _ = around_noun(words, cell.first, cell.last, self._cast.on)
            title = title_of(cell, around.entity)
            if title is None or title.office not in offices or around.entity is None:
                continue
            is_held = any((around.entity, title.office) in one.offices for one in self._found.values())
            if not is_held and around.determiner not in {"a", "an", "another"}:
                return around.entity
        return None

    def _opens(self, around: Around, titles: list[Title], state: str) -> bool:
        """Tell whether who bears the office is named first and acts: an issuer's own account begins with its own.

        The codebook may know another holder, whom the text does not name: ministers take office before tables know.
        """
        first, words, on = self._first, self._words, self._cast.on
        if first is None or first.around is not around:
            return False
        known = {person for title in titles if on is not None for person in holders(state, title.office, on).persons}
        if not known.isdisjoint(player.id for player in self._found.values()):
            return False
        return words.deps[first.head] in {"nsubj", "nsubjpass"} or words.lower[max(0, around.start - 1)] == "by"

    def _is_person(self, named: Named) -> bool:
        player = self._found.get(named.last)
        return player is not None and player.is_human

    def _leads_other(self, titles: list[Title], other: str | None) -> bool:
        """Tell whether the text names who leads the other state, so that a prime minister beside him is no other's."""
        leaders = words_for("office_of_leader")
        is_leader = any(title.office in leaders for title in titles)
        return is_leader and any(entity == other and office in leaders for entity, office in self._told)

    def _is_held(self, titles: list[Title], state: str) -> bool:
        """Tell whether the codebook knows who holds an office of a state on the day."""
        on = self._cast.on
        return on is not None and any(holders(state, title.office, on).certainty is Certainty.KNOWN for title in titles)

    def _institution(self, around: Around) -> str | None:
        if around.institution is None:
            return None
        found = institution_of(around.institution, self._cast.on)
        return found.id if found is not None else None

    def _learn_colleagues(self, names: list[Named]) -> None:
        """Give "his Russian counterpart, Sergei Lavrov" the office of the one who is named before him."""
        last: Player | None = None
        for named in names:
            player = self._found.get(named.last)
            if player is None or not player.is_human:
                continue
            for around in (named.around, named.apposition):
                if (
                    around is not None
                    and last is not None
                    and last is not player
                    and words_for("colleague") & set(around.adjectives)
                ):
                    self._learn_colleague(player, last, around.entity)
            last = player

    def _learn_colleague(self, player: Player, owner: Player, entity: str | None) -> None:
        state = entity or player.country
        if state is None and owner.country is not None:
            state = self._cast.ground.other_state(owner.country)
        if state is None or any(held == state for held, _ in player.offices):
            return
        for office in principal_offices(owner)[:1]:
            self._cast.hold(player, state, office, office_label(office, state))

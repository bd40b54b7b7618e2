"""Find who a Russian text speaks of, and resolve them to people, offices, states and bodies by the day of the text."""

from collections.abc import Sequence

from spacy.tokens import Doc

from communique.annotate.layers import Layers
from communique.annotate.roster import adjective_of
from communique.annotate.russian.cast import Cast
from communique.annotate.russian.names import name_at
from communique.annotate.russian.offices import Found, Office, Offices
from communique.annotate.russian.parsing import Text, Word, nominative_plural
from communique.annotate.russian.states import complement, state_at
from communique.annotate.russian.vocabulary import (
    adjectives,
    body_phrases,
    prefixes,
    seats,
)
from communique.codebook.russian import reporting_verbs, words_for
from communique.codebook.titles import Title
from communique.model import Mention

_JOINS = frozenset({",", "и", "–", "—", "-"})
_PLACE_PREPOSITIONS = frozenset({"в", "из", "на", "до", "под", "во", "по"})


class ActorsComponent:
    """Fills `actors` and `mentions`."""

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with its actors."""
        layers = Layers(doc)
        published = layers.published
        sentences = Text.of(doc).sentences
        learned = _Actors(Cast(published, layers.publisher_country))
        for sentence in sentences:
            learned.learn(sentence)
        # A text that names the holder of an office is believed for that text, also where it names him later.
        cast = Cast(published, layers.publisher_country, known=learned.cast.people.values())
        reader = _Actors(cast)
        for sentence in sentences:
            reader.read(sentence)
        final = cast.final_ids()
        layers.actors = cast.all_actors()
        mentions = (
            one if one.actor is None or one.actor not in final else one.model_copy(update={"actor": final[one.actor]})
            for one in reader.mentions
        )
        layers.mentions = sorted(mentions, key=lambda one: (one.start, -one.end))
        return doc


class _Actors:
    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.mentions: list[Mention] = []
        self._offices = Offices(cast, self._mention)
        self._subject: str | None = None
        """Who was the subject of the sentences before this one, and (below) of the words before this one."""
        self._here: str | None = None
        self._words: Sequence[Word] = ()
        self._last: tuple[int, int, str | None, int] | None = None

    def learn(self, words: Sequence[Word]) -> None:
        """Learn from one sentence who holds which office, and nothing else."""
        self._words = self._offices.words = words
        i = 0
        while i < len(words):
            found = self._titled(i, named_only=True) if words[i].low[:1].isalpha() else None
            i = found.end if found is not None else i + 1

    def read(self, words: Sequence[Word]) -> None:
        """Read one sentence."""
        self._words = self._offices.words = words
        self._last = None
        i = 0
        subject = self._subject
        while i < len(words):
            self._here = subject
            found = self._at(i)
            if found is None:
                i += 1
                continue
            self._mention(words[i].start, words[found.end - 1].end, found.actor, found.why)
            actor = self._joined(i, found)
            if actor in self.cast.people and words[i].rel in {"nsubj", "nsubj:pass", "root", "appos"}:
                subject = actor
            elif actor != found.actor:
                subject = None
            i = found.end
        self._subject = subject

    def _joined(self, i: int, found: Found) -> str | None:
        """Return the actor, or the group that it makes with those whom "и" joins to it, noted as a mention too."""
        before = self._last
        self._last = (i, found.end, found.actor, before[3] if before is not None else i)
        if before is None or found.actor is None or before[2] is None or found.actor == before[2]:
            self._last = (i, found.end, found.actor, i)
            return found.actor
        between = self._words[before[1] : i]
        if len(between) != 1 or between[0].low != "и" or not self._same_kind(found.actor, before[2]):
            self._last = (i, found.end, found.actor, i)
            return found.actor
        group = self.cast.group((before[2], found.actor))
        self._mention(self._words[before[0]].start, self._words[found.end - 1].end, group)
        return group

    def _same_kind(self, one: str, other: str) -> bool:
        kinds = [
            "person" if actor in self.cast.people else self.cast.actors[actor].kind.value for actor in (one, other)
        ]
        return kinds[0] == kinds[1] and kinds[0] != "group"

    def _mention(self, start: int, end: int, actor: str | None, why: str | None = None) -> None:
        self.mentions.append(Mention(start=start, end=end, actor=actor, why=None if actor else why or "not known"))

    def _at(self, i: int) -> Found | None:
        word = self._words[i]
        if not word.low[:1].isalpha():
            return None
        return (
            self._titled(i)
            or self._person(i)
            or self._body(i)
            or self._of_state(i)
            or self._entity(i)
            or self._seat(i)
            or self._compound(i)
            or self._group(i)
            or self._pronoun(i)
        )

    # Offices ------------------------------------------------------------------------------------------------------

    def _titled(self, i: int, *, named_only: bool = False) -> Found | None:
        office = self._offices.at(i)
        if office is None:
            return None
        words, end = self._words, office.end
        name = name_at(words, end, self.cast, case=office.head.case)
        if name is None or not office.entities:
            office, name = self._offices.bridged(office, name)
            end = office.end
        title = self._offices.best(office)
        # "Наследным принцем, Председателем Совета министров Саудовской Аравии": the state stands behind the last.
        entities = office.entities
        at = end
        while name is None and at < len(words) - 1 and words[at].text in _JOINS:
            more = self._offices.at(at + 1)
            if more is None or more.head.case != office.head.case or office.head.is_plural:
                break
            at = more.end
            entities = entities or more.entities
            name = name_at(words, at, self.cast, case=office.head.case)
            if name is not None:
                end = at
        if name is None and (named_only or (title.kind == "leader" and not entities)):
            return None
        if office.head.is_plural or len(entities) > 1:
            return self._several(i, office, title, entities) if name is None else None
        country = entities[0] if entities else title.country or None
        if name is not None:
            if title.kind == "honorific" and not entities:
                country = None
            person = self.cast.person(
                name.words,
                title=title if title.kind != "leader" else None,
                country=country,
                initial=name.initial,
                gender=name.gender or title.gender,
                initials=name.initials,
            )
            return Found(name.end, person.id)
        if title.kind == "honorific":
            return None
        return self._offices.holder(end, office, title, country)

    def _several(self, i: int, office: Office, title: Title, entities: tuple[str, ...]) -> Found | None:
        """Return the group of "президенты России и Белоруссии", or of "министры", if it is known who they are."""
        if len(entities) > 1 and title.kind == "office":
            return Found(office.end, self.cast.group(self.cast.holder(title.office, one) for one in entities))
        if entities:
            return Found(office.end, self.cast.some(self._said(i, office.end), entities[0]))
        return self._pair_of(office.end)

    # People, bodies, states ---------------------------------------------------------------------------------------

    def _person(self, i: int) -> Found | None:
        name = name_at(self._words, i, self.cast, alone=True)
        if name is None:
            return None
        if name.person is not None:
            return Found(name.end, name.person)
        person = self.cast.person(name.words, title=None, country=None, initial=name.initial, gender=name.gender)
        return Found(name.end, person.id)

    def _body(self, i: int) -> Found | None:
        words, at = self._words, i
        entity = None
        if words[at].low in adjectives() and at + 1 < len(words):
            entity = adjectives()[words[at].low]
            at += 1
        found = body_phrases().at(words, at)
        if found is None:
            return None
        end, body = found
        of = complement(words, end)
        if of is not None and len(of[1]) == 1:
            entity = of[1][0][2]
            end = of[0]
            self._mention(words[of[1][0][0]].start, words[end - 1].end, self.cast.entity(entity))
        elif entity is not None:
            self._mention(words[i].start, words[i].end, self.cast.entity(entity))
        country = entity or body.country or None
        if body.kind == "state" and body.country and self._is_place(words[at]):
            return None
        if country is None:
            if body.id == "government" or self.cast.own is None:
                return None
            country = self.cast.own
        name = body.name if body.country else f"{adjective_of(country)} {body.name}"
        return Found(end, self.cast.body(body.id, body.kind, country, name))

    def _of_state(self, i: int) -> Found | None:
        """Read "российская сторона", "американские партнёры", "индийский представитель"."""
        words = self._words
        if words[i].low not in adjectives() or state_at(self._words, i) is not None:
            return None
        entities: list[str] = []
        at = i
        while at < len(words) and len(entities) < 3:
            if words[at].low in adjectives():
                entities.append(adjectives()[words[at].low])
                at += 1
                if at < len(words) - 1 and words[at].low in {"и", ","} and words[at + 1].low in adjectives():
                    at += 1
                    continue
            break
        if not entities or at >= len(words):
            return None
        noun = words[at]
        if noun.lemma in words_for("side"):
            actor = self.cast.group(self.cast.entity(one) for one in entities)
            return Found(at + 1, actor)
        if noun.lemma in words_for("of_state") and len(set(entities)) == 1:
            self._mention(words[i].start, words[i].end, self.cast.entity(entities[0]))
            if noun.lemma in words_for("counterpart") and not noun.is_plural:
                name = name_at(words, at + 1, self.cast, case=noun.case)
                if name is not None:
                    person = self.cast.person(
                        name.words, title=None, country=entities[0], initial=name.initial, gender=name.gender
                    )
                    self.cast.shares_office(person, self._here)
                    return Found(name.end, person.id)
                return Found(at + 1, self._counterpart(entities[0]), "the counterpart is not known")
            return Found(at + 1, self.cast.some(self._said(i, at + 1), entities[0]))
        self._mention(words[i].start, words[i].end, self.cast.entity(entities[0]))
        return None

    def _counterpart(self, country: str) -> str | None:
        """Return who of a state holds the office of whom the text is about."""
        named = [one for one in self.cast.people.values() if one.country == country]
        if len(named) == 1:
            return named[0].id
        if not named and self._here in self.cast.people:
            offices = self.cast.people[self._here].offices
            if offices:
                return self.cast.holder(offices[0], country)
        return None

    def _entity(self, i: int) -> Found | None:
        found = state_at(self._words, i)
        if found is None or (self._words[i].text in {"«", '"'} and found[0] - i < 2):
            return None
        return Found(found[0], self.cast.entity(found[1]))

    def _seat(self, i: int) -> Found | None:
        """Read a capital or a palace that speaks for its government; elsewhere it is a place and nobody."""
        found = seats().at(self._words, i)
        if found is None:
            return None
        word = self._words[i]
        if self._is_place(word) or word.case == "Loc":
            return Found(found[0], self.cast.entity(found[1].entity)) if self._reports(i, found[0]) else None
        if word.text.isupper() and len(word.text) > 3:
            return None  # a dateline: "НЬЮ-ДЕЛИ, 11 ноября"
        head = word.head
        speaks = head is not None and head.lemma in reporting_verbs() and not word.preposition()
        if not speaks and not (word.rel in {"nsubj", "conj", "obl", "iobj", "obj"} and word.case in {"Nom", "Dat"}):
            return None
        return Found(found[0], self.cast.entity(found[1].entity))

    def _reports(self, start: int, end: int) -> bool:
        """Tell whether "in" a seat somebody unnamed says something: "в Кремле заявили"."""
        noun = next((word for word in self._words[start:end] if word.pos in {"NOUN", "PROPN"}), None)
        verb = noun.head if noun is not None and noun.preposition() in {"в", "во"} else None
        if verb is None or verb.lemma not in reporting_verbs() or not (verb.is_finite and verb.is_plural):
            return False
        return not any(child.rel.startswith("nsubj") for child in verb.children)

    def _is_place(self, word: Word) -> bool:
        return word.preposition() in _PLACE_PREPOSITIONS or (word.i > 0 and word.case == "Loc")

    def _compound(self, i: int) -> Found | None:
        """Read "российско-китайские": both states, each in its half."""
        word = self._words[i]
        if "-" not in word.low:
            return None
        first, _, second = word.low.partition("-")
        one, other = prefixes().get(first), adjectives().get(second)
        if one is None or other is None:
            return None
        self._mention(word.start, word.start + len(first), self.cast.entity(one))
        self._mention(word.start + len(first) + 1, word.end, self.cast.entity(other))
        return None

    # Groups and pronouns ------------------------------------------------------------------------------------------

    def _group(self, i: int) -> Found | None:
        words, at = self._words, i
        if words[at].lemma in words_for("both") and at + 1 < len(words):
            at += 1
        noun = words[at]
        lemma = noun.lemma
        if lemma not in words_for("group") or not noun.is_plural or noun.case == "":
            return None
        if at == i and noun.rel not in {"nsubj", "nsubj:pass", "obl", "root", "obl:agent", "nmod"}:
            return None
        if lemma == "страна" and at == i and not self._possessed(noun):
            return None
        end = at + 1
        if at + 2 < len(words) and words[end].lemma in words_for("both"):
            end += 2
        if noun.rel == "nmod" and at == i:
            return None
        return self._pair_of(end, states=lemma in {"сторона", "страна", "делегация", "руководство"})

    def _possessed(self, noun: Word) -> bool:
        return any(child.lemma in words_for("both") | words_for("our") for child in noun.children)

    def _pair_of(self, end: int, *, states: bool = False) -> Found | None:
        pair = self.cast.pair()
        if len(pair) < 2:
            return Found(end, None, "it is not said who they are")
        if states:
            sides = [self.cast.country_of(one) for one in pair]
            return Found(end, self.cast.group(self.cast.entity(one) for one in sides if one is not None))
        return Found(end, self.cast.group(pair))

    def _pronoun(self, i: int) -> Found | None:
        word = self._words[i]
        if word.pos != "PRON" or not word.rel.startswith("nsubj"):
            return None
        if word.low == "они":
            return self._pair_of(i + 1)
        gender = "m" if word.low == "он" else "f" if word.low == "она" else None
        if gender is None:
            return None
        subject = self.cast.people.get(self._subject or "")
        if subject is None:
            return None
        if subject.gender and subject.gender != gender:
            return Found(i + 1, None, "nobody of that gender was just named")
        return Found(i + 1, subject.id)

    def _said(self, start: int, end: int) -> str:
        """Return the words in the nominative, so that all cases of them are one actor."""
        said = self._words[start:end]
        head = next((at for at, word in enumerate(said) if word.pos == "NOUN"), 0)
        declined = [nominative_plural(word.text.lower()) for word in said[: head + 1]]
        return " ".join([*declined, *(word.text for word in said[head + 1 :])])

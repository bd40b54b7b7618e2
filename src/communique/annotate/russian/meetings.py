"""Find who met whom in a Russian text, when, where and at whose request; and the stops of journeys."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from communique.annotate.layers import Layers
from communique.annotate.russian.mentions import Mentions
from communique.annotate.russian.parsing import Text, Word
from communique.annotate.russian.times import day_of
from communique.annotate.russian.turns import in_a_turn, turns_of
from communique.annotate.russian.vocabulary import entity_names, is_state, place_phrases
from communique.codebook.aliases import entities
from communique.codebook.russian import meeting_cues, words_for
from communique.model import ActorKind, Meeting, MeetingKind, Place, Span, Status, Stop

_CAN_MEET = frozenset({ActorKind.PERSON, ActorKind.OFFICE, ActorKind.STATE, ActorKind.ORGANISATION, ActorKind.MINISTRY})
_POSTED = 4
"""Words between an ambassador and where he is posted ("посол Королевства Норвегия в России")."""
_TOWARDS = frozenset({"в", "на"})
_WITH = frozenset({"с"})
_BETWEEN = frozenset({"между"})
_FUTURE = frozenset({"будет", "будут"})
_DATES = frozenset({"DATE", "TIME"})


class MeetingsComponent:
    """Fills `meetings` and `stops`."""

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with its meetings and journeys."""
        layers = Layers(doc)
        turns = turns_of(doc)
        reader = _Reader(doc)
        meetings: list[Meeting] = []
        stops: list[Stop] = []
        for sentence in Text.of(doc).sentences:
            if in_a_turn(turns, sentence[0].start):
                continue
            for meeting in reader.meetings(sentence):
                _add(meetings, meeting)
            stops.extend(reader.stops(sentence))
        layers.meetings = [one.model_copy(update={"id": f"m{at}"}) for at, one in enumerate(meetings, start=1)]
        layers.stops = _ordered(stops)
        return doc


def _add(meetings: list[Meeting], meeting: Meeting) -> None:
    """Add a meeting, or its words to the one of the same people that was told before."""
    for at, other in enumerate(meetings):
        if (
            set(meeting.participants) == set(other.participants)
            and meeting.status is other.status
            and (meeting.date == other.date or meeting.date is None or other.date is None)
            and (meeting.kind is other.kind or MeetingKind.MEETING in {meeting.kind, other.kind})
        ):
            meetings[at] = other.model_copy(
                update={
                    "spans": tuple(dict.fromkeys((*other.spans, *meeting.spans))),
                    "date": other.date or meeting.date,
                    "place": other.place or meeting.place,
                    "host": other.host or meeting.host,
                    "requested_by": other.requested_by or meeting.requested_by,
                    "kind": meeting.kind
                    if other.kind is MeetingKind.MEETING and meeting.kind is not MeetingKind.VISIT
                    else other.kind,
                }
            )
            return
    meetings.append(meeting)


def _ordered(stops: list[Stop]) -> list[Stop]:
    """Return the stops numbered in the order of the text, each traveller's for itself; the same stop is one."""
    found: list[Stop] = []
    for stop in stops:
        same = next(
            (
                at
                for at, other in enumerate(found)
                if other.actor == stop.actor
                and other.place == stop.place
                and other.status is stop.status
                and (other.date == stop.date or None in {other.date, stop.date})
            ),
            None,
        )
        if same is None:
            found.append(stop)
        else:
            other = found[same]
            found[same] = other.model_copy(
                update={"spans": tuple(dict.fromkeys((*other.spans, *stop.spans))), "date": other.date or stop.date}
            )
    counts: dict[str, int] = {}
    numbered = []
    for stop in found:
        counts[stop.actor] = counts.get(stop.actor, 0) + 1
        numbered.append(stop.model_copy(update={"order": counts[stop.actor]}))
    return numbered


class _Reader:
    def __init__(self, doc: Doc) -> None:
        layers = Layers(doc)
        self.text = layers.text
        self.mentions = Mentions(doc)
        self.times = layers.times
        self.own = layers.publisher_country
        self.published = layers.published

    # Meetings -----------------------------------------------------------------------------------------------------

    def meetings(self, words: list[Word]) -> Iterator[Meeting]:
        """Yield the meetings that a sentence tells of."""
        seen: set[Word] = set()
        for word in words:
            cues = meeting_cues().get(word.lemma)
            if not cues or word in seen:
                continue
            for cue in cues:
                if cue.frame in {"noun", "visit"} and word.pos == "NOUN":
                    found = self._by_noun(words, word, cue.kind)
                elif cue.frame in {"with", "receives", "visits"} and word.pos == "VERB":
                    found = self._by_verb(words, word, cue.frame, cue.kind)
                else:
                    continue
                if found is not None:
                    near = (one for one in words if one.lemma in meeting_cues() and abs(one.i - word.i) < 8)
                    # "прибыла с визитом, где встретилась с коллегой": a visit hides no meeting
                    seen.update(one for one in near if cue.kind != "visit" or not one.is_finite)
                    yield found

    def _by_noun(self, words: list[Word], noun: Word, kind: str) -> Meeting | None:
        verb = noun.head if noun.rel != "conj" or noun.head is None else noun.head.head
        if kind == "visit" or verb is None or verb.pos not in {"VERB", "AUX"}:
            verb = (
                next((one for one in noun.ancestors() if one.pos in {"VERB", "AUX"}), None) if kind == "visit" else None
            )
        holds = verb is not None and any(
            cue.frame in {"holds", "happens"} for cue in meeting_cues().get(verb.lemma, ())
        )
        is_heading = verb is None and noun.rel == "root"
        planned = any(cue.frame == "status" for one in noun.children for cue in meeting_cues().get(one.lemma, ()))
        is_told = holds or is_heading or planned or kind == "visit"
        if not is_told and (verb is None or not self._of_status(verb)):
            return None
        people: list[str] = []
        if verb is not None and holds and verb.is_finite:
            subject = self.mentions.subject(words, verb)
            if subject is not None and subject is not noun:
                people.extend(self._who(subject))
        at = noun.i - words[0].i
        for word in words[at + 1 :]:
            if word.is_finite and word is not verb:
                break
            preposition = word.preposition()
            if word.pos not in {"NOUN", "PROPN", "PRON", "ADJ"}:
                continue
            if (
                preposition in _WITH | _BETWEEN
                or (word.case == "Gen" and not preposition and word.head is noun)
                or (word.rel in {"conj", "appos"} and people and word.head is not None and self.mentions.at(word.head))
            ):
                people.extend(self._who(word))
        if is_heading and len(set(people)) == 1 and self.own is not None:
            return None  # "Встреча с Министром ...": whose is told by the text itself
        if noun.head is not None and any(cue.frame == "open" for cue in meeting_cues().get(noun.head.lemma, ())):
            return None  # "подготовка визита", "возможность встречи"
        if kind == "visit":
            if verb is not None and not people and verb.is_finite:
                subject = self.mentions.subject(words, verb)
                people = list(self._who(subject)) if subject is not None and subject is not noun else []
            return self._made(words, noun, verb, kind, people, least=1)
        return self._made(words, noun, verb, kind, people, least=2)

    def _of_status(self, verb: Word) -> bool:
        return any(cue.frame == "status" for cue in meeting_cues().get(verb.lemma, ()))

    def _by_verb(self, words: list[Word], verb: Word, frame: str, kind: str) -> Meeting | None:
        if not verb.is_finite and not verb.is_short_passive:
            return None
        subject = self.mentions.subject(words, verb)
        if subject is None:
            return None
        people = list(self._who(subject))
        others: list[str] = []
        if frame == "with":
            for word in words[verb.i - words[0].i + 1 :]:
                if word.preposition() in _WITH and word.pos in {"NOUN", "PROPN", "ADJ"}:
                    others.extend(self._who(word))
                    break
            if not others and not (subject.is_plural or len(people) > 1):
                return None
        elif frame == "receives":
            for child in verb.children:
                if child.rel in {"obj", "iobj"} and child.case in {"Acc", "Gen"} and self.mentions.at(child):
                    others = [one for one in self._who(child) if self.mentions.is_person(one)]
            others = others or self._received(words, verb)
            if not others or not any(self.mentions.is_person(one) for one in people):
                return None
        elif self._place(words, verb, towards=True) is None:
            return None
        host = people[0] if frame == "receives" and len(people) == 1 else None
        return self._made(words, verb, verb, kind, [*people, *others], least=1 if frame == "visits" else 2, host=host)

    def _received(self, words: list[Word], verb: Word) -> list[str]:
        """Return who is named next behind "принял", without a preposition, where the parser hangs them elsewhere."""
        for word in words[verb.i - words[0].i + 1 :][:9]:
            if word.pos == "PUNCT" or word.is_finite:
                break
            mention = self.mentions.at(word)
            if mention is not None and mention.start == word.start and not word.preposition():
                return [one for one in self._who(word) if self.mentions.is_person(one)]
        return []

    def _who(self, word: Word) -> Sequence[str]:
        mention = self.mentions.at(word)
        if mention is None or mention.actor is None:
            return ()
        found = []
        for one in self.mentions.members(mention.actor):
            actor = self.mentions.actor(one)
            if actor is not None and actor.kind in _CAN_MEET:
                found.append(one)
        return found

    def _made(
        self,
        words: list[Word],
        cue: Word,
        verb: Word | None,
        kind: str,
        people: list[str],
        *,
        least: int,
        host: str | None = None,
    ) -> Meeting | None:
        participants = tuple(dict.fromkeys(people))
        # A state stands for nobody who is named beside it.
        persons = [one for one in participants if self.mentions.is_person(one)]
        covered = {self.mentions.country(one) for one in persons}
        participants = tuple(one for one in participants if one in persons or one not in covered)
        if len(participants) < least or not participants:
            return None
        status = self._status(words, cue, verb)
        if status is None:
            return None
        place, date = self._place(words, cue, towards=kind == "visit"), self._date(words, cue)
        if status is Status.HAPPENED and self._is_after(date):
            status = Status.PLANNED
        return Meeting(
            id="m0",
            kind=self._kind(words, cue, kind),
            status=status,
            date=date,
            place=place,
            participants=participants,
            host=host or self._host(words),
            requested_by=self._asked(words),
            spans=(Span(start=words[0].start, end=words[-1].end - (words[-1].text in ".!")),),
        )

    def _is_after(self, date: str | None) -> bool:
        """Tell whether a day lies behind the one on which the text was published."""
        if date is None or self.published is None:
            return False
        return len(date) == len(self.published) == len("2026-03-10") and date > self.published

    def _kind(self, words: list[Word], cue: Word, kind: str) -> MeetingKind:
        near = words[max(0, cue.i - words[0].i - 8) : cue.i - words[0].i + 25]
        for word in near:
            for other in meeting_cues().get(word.lemma, ()):
                if other.frame == "kind" and kind in {"call", "meeting", ""}:
                    return MeetingKind(other.kind)
                if other.frame == "margin" and kind == "meeting" and any(child.low == "на" for child in word.children):
                    return MeetingKind.SIDELINE
        if kind == "call" and cue.lemma == "разговор":
            return MeetingKind.MEETING
        return MeetingKind(kind or "meeting")

    def _status(self, words: list[Word], cue: Word, verb: Word | None) -> Status | None:
        """Return the status, None where a meeting is only wished for or spoken of."""
        near = {cue, *cue.children, *([verb, *verb.children] if verb is not None else [])}
        lemmas = {word.lemma for word in near}
        for lemma in lemmas:
            for other in meeting_cues().get(lemma, ()):
                if other.frame == "status" and other.status == "cancelled":
                    return Status.CANCELLED
        if any(word.low == "не" for word in near) and verb is not None:
            return Status.CANCELLED if verb.lemma in {"состояться", "пройти"} else None
        for lemma in lemmas:
            for other in meeting_cues().get(lemma, ()):
                if other.frame == "status":
                    return Status.PLANNED
        acts = verb if verb is not None else cue
        if acts.feats.get("Tense") == "Fut" or any(word.low in _FUTURE for word in near):
            return Status.PLANNED
        if acts.pos in {"VERB", "AUX"} and acts.feats.get("VerbForm") == "Inf":
            return Status.PLANNED if any(word.low in _FUTURE or self._of_status(word) for word in words) else None
        if acts.pos in {"VERB", "AUX"} and acts.feats.get("Tense") == "Pres" and acts.feats.get("Aspect") == "Perf":
            return Status.PLANNED
        return Status.HAPPENED

    def _date(self, words: list[Word], cue: Word) -> str | None:
        inside = [
            time
            for time in self.times
            if words[0].start <= time.start < words[-1].end
            and time.type.value in _DATES
            and time.value
            # "принял министра, который накануне прибыл в Москву": the day of another clause
            and not any(word.lemma == "который" and cue.start < word.start < time.start for word in words)
        ]
        inside.sort(key=lambda time: abs(time.start - cue.start))
        return next((day for time in inside if (day := day_of(time)) is not None), None)

    def _place(self, words: list[Word], cue: Word, *, towards: bool = False) -> Place | None:
        """Return the place named behind "в": a city or a venue before a state."""
        found: list[tuple[int, Place]] = []
        for at, word in enumerate(words):
            if word.low not in {"в", "во", "на"} or at + 1 >= len(words):
                continue
            if any(one.lemma in words_for("posted") for one in words[max(0, at - _POSTED) : at]):
                continue  # "принял посла Норвегии в Российской Федерации": where he is posted
            for behind in range(at + 1, min(at + 4, len(words))):
                known = place_phrases().at(words, behind)
                if known is not None and (towards or words[behind].case in {"Loc", ""}):
                    place = known[1]
                    found.append((abs(word.i - cue.i), Place(name=place.name, country=place.country)))
                    break
                state = entity_names().at(words, behind)
                if state is not None and is_state(state[1].entity) and (towards or words[behind].case == "Loc"):
                    known_as = entities()[state[1].entity]
                    found.append((1000, Place(name=known_as.name, country=known_as.country or None)))
                    break
                if words[behind].pos not in {"ADJ", "NOUN", "PROPN"}:
                    break
        if not found and towards:
            for child in cue.children:
                if child.rel in {"obj", "iobj", "nmod"} and not child.preposition():
                    at = min(one.i for one in child.subtree()) - words[0].i
                    for start in range(at, child.i - words[0].i + 1):
                        known = place_phrases().at(words, start)
                        if known is not None:
                            return Place(name=known[1].name, country=known[1].country)
                    mention = self.mentions.at(child)
                    if mention is not None and mention.actor is not None and is_state(mention.actor):
                        return Place(name=entities()[mention.actor].name, country=entities()[mention.actor].country)
        return min(found, key=lambda one: one[0])[1] if found else None

    def _asked(self, words: list[Word]) -> str | None:
        for word in words:
            if any(cue.frame == "asked" for cue in meeting_cues().get(word.lemma, ())) and word.preposition() == "по":
                for behind in words[word.i - words[0].i + 1 : word.i - words[0].i + 4]:
                    mention = self.mentions.at(behind)
                    if mention is not None and mention.actor is not None:
                        return mention.actor
        return None

    def _host(self, words: list[Word]) -> str | None:
        for word in words:
            if any(one.frame == "invited" for one in meeting_cues().get(word.lemma, ())) and word.preposition() == "по":
                for behind in words[word.i - words[0].i + 1 : word.i - words[0].i + 4]:
                    mention = self.mentions.at(behind)
                    if mention is not None and mention.actor is not None:
                        return mention.actor
        return None

    # Journeys -----------------------------------------------------------------------------------------------------

    def stops(self, words: list[Word]) -> Iterator[Stop]:
        """Yield the places that a sentence says somebody came to."""
        for verb in words:
            cues = meeting_cues().get(verb.lemma, ())
            if verb.pos != "VERB" or not any(cue.frame in {"travel", "visits"} for cue in cues):
                continue
            if verb.feats.get("VerbForm") == "Part" and not verb.is_short_passive:
                traveller = next((one for one in verb.ancestors() if one.pos in {"NOUN", "PROPN"}), None)
            else:
                traveller = self.mentions.subject(words, verb) if verb.is_finite else None
            if traveller is None:
                continue
            place = self._goal(words, verb)
            status = self._status(words, verb, verb)
            if place is None or status is None:
                continue
            for one in self._who(traveller):
                if self.mentions.is_person(one):
                    yield Stop(
                        actor=one,
                        place=place,
                        date=self._date(words, verb),
                        status=status,
                        order=1,
                        spans=(Span(start=words[0].start, end=words[-1].end - (words[-1].text in ".!")),),
                    )

    def _goal(self, words: list[Word], verb: Word) -> Place | None:
        """Return where a verb of travel leads: behind "в", or its object ("посетил Пекин")."""
        behind = words[verb.i - words[0].i + 1 :][:14]
        for at, word in enumerate(behind):
            if word.is_finite:
                break
            known = place_phrases().at(behind, at)
            state = entity_names().at(behind, at) if known is None else None
            if known is None and state is None:
                continue
            preposition = behind[at - 1].low if at else ""
            describing = at >= 2 and behind[at - 1].pos == "ADJ" and behind[at - 2].low in _TOWARDS
            visited = verb.lemma in {"посетить", "посещать"} and word.case in {"Acc", "Gen", "Nom", ""}
            if preposition not in _TOWARDS and not describing and not visited:
                continue
            if known is not None:
                return Place(name=known[1].name, country=known[1].country)
            if state is not None and is_state(state[1].entity):
                entity = entities()[state[1].entity]
                return Place(name=entity.name, country=entity.country or None)
        return None

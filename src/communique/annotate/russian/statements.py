"""Find who said what to whom in a Russian text, and who says so."""

from collections.abc import Iterable

from spacy.tokens import Doc

from communique.annotate.layers import Layers
from communique.annotate.russian.clauses import is_passive, spans_of
from communique.annotate.russian.content import Content, is_inside
from communique.annotate.russian.mentions import Mentions
from communique.annotate.russian.parsing import Text, Word
from communique.annotate.russian.sources import Sources
from communique.annotate.russian.times import day_of
from communique.annotate.russian.turns import Turn, in_a_turn, turns_of
from communique.codebook.aliases import entities
from communique.codebook.russian import RussianVerb, reporting_verbs, words_for
from communique.codebook.topics import find_topics
from communique.model import Attribution, Mention, Mode, Party, Polarity, Span, Statement

_NEAR = 60
"""Characters around a verb of speech within which a day is that on which it was said."""


class StatementsComponent:
    """Fills `statements`."""

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with its statements, numbered in the order of the text."""
        layers = Layers(doc)
        reader = _Reader(doc)
        found: list[Statement] = []
        turns = turns_of(doc)
        found.extend(reader.spoken(turn) for turn in turns)
        for sentence in Text.of(doc).sentences:
            if not in_a_turn(turns, sentence[0].start):
                found.extend(reader.read(sentence))
        found.sort(key=lambda one: (min(span.start for span in (*one.content, *one.cue)), one.id))
        layers.statements = [one.model_copy(update={"id": f"s{at}"}) for at, one in enumerate(found, start=1)]
        return doc


def _said_by(statement: Statement) -> Attribution:
    """Return the link of provenance to the one who reports somebody else's words."""
    speaker = statement.speaker
    return Attribution(
        issuer=speaker.actor if speaker is not None else None,
        spans=speaker.spans if speaker is not None else (),
        cue=statement.cue,
    )


class _Reader:
    def __init__(self, doc: Doc) -> None:
        layers = Layers(doc)
        self.text = layers.text
        self.mentions = Mentions(doc)
        self.quotes = [quote for quote in layers.quotes if quote.is_closed]
        self.content = Content(self.text, self.quotes)
        self.sources = Sources(self.text, self.mentions)
        self.times = layers.times
        self.headlines = [one for one in layers.passages if one.kind.value == "headline"]
        self.topics = [(match.start, match.end, match.topic) for match in find_topics(self.text, "ru")]
        self._before: str | None = None
        """The person who spoke in the sentence before, and (below) the genders of the verbs that said so."""
        self._genders: set[str | None] = set()
        self._labels: dict[str, str] = {}
        """Who stands behind a label of a transcript."""

    def read(self, words: list[Word]) -> list[Statement]:
        """Return the statements of a sentence."""
        if not words or any(one.start <= words[0].start < one.end for one in self.headlines):
            return []
        cues = {word: verb for word in words if (verb := self._verb(word)) is not None}
        source = self.sources.of_sentence(words)
        found: list[Statement] = []
        made: dict[Word, Statement] = {}
        for word, verb in cues.items():
            outer = next((one for one in cues if one is not word and is_inside(word, one)), None)
            if outer is not None and outer in made and made[outer].polarity is Polarity.NEGATIVE:
                continue  # "опроверг сообщения о том, что Анкара согласилась": nobody says that it agreed
            statement = self._statement(words, word, verb, cues)
            if statement is None:
                continue
            if outer is not None and outer in made:
                links = (*statement.according_to, _said_by(made[outer]))
                statement = statement.model_copy(update={"according_to": links})
            made[word] = statement
            found.append(statement)
        found = self._passed_on(found)
        self._before = self._one_who_spoke(found)
        self._genders = {word.feats.get("Gender") for word in made}
        if found and found[-1].speaker is not None and found[-1].speaker.actor is not None:
            self.sources.last_speaker = found[-1].speaker.actor
        if source is not None:
            link = source.link
            if found:
                found = [
                    one
                    if one.speaker is not None and one.speaker.actor == link.issuer
                    else one.model_copy(update={"according_to": (*one.according_to, link)})
                    for one in found
                ]
            elif source.rest is not None:
                found.append(
                    self._made(
                        content=(source.rest,),
                        cue=link.cue,
                        speaker=Party(actor=link.issuer, spans=link.spans),
                        polarity=Polarity.POSITIVE,
                    )
                )
        return found

    def _one_who_spoke(self, found: list[Statement]) -> str | None:
        """Return the person who says all that a sentence reports, None for nobody or several."""
        speakers = {one.speaker.actor if one.speaker is not None else None for one in found}
        actor = next(iter(speakers)) if len(speakers) == 1 else None
        return actor if self.mentions.is_person(actor) else None

    def _passed_on(self, found: list[Statement]) -> list[Statement]:
        """Return the statements without that of an agency that passes the others on ("…, передаёт РИА Новости")."""
        last = found[-1] if len(found) > 1 else None
        if last is None or last.speaker is None or last.speaker.actor not in entities():
            return found
        around = any(
            span.start <= one.cue[0].start < span.end for one in found[:-1] if one.cue for span in last.content
        )
        if not around or entities()[last.speaker.actor].kind == "state":
            return found
        link = _said_by(last)
        return [one.model_copy(update={"according_to": (*one.according_to, link)}) for one in found[:-1]]

    def spoken(self, turn: Turn) -> Statement:
        """Return what one person says in a transcript, one stretch for each paragraph."""
        inside = self.mentions.within(turn.name.start, turn.name.end)
        label = turn.name.of(self.text)
        if inside and inside[0].actor is not None:
            self._labels.setdefault(label, inside[0].actor)
        actor = self._labels.get(label)
        made = self._made(
            content=turn.said, cue=(), speaker=Party(actor=actor, spans=(turn.name,)), polarity=Polarity.POSITIVE
        )
        return made.model_copy(update={"mode": Mode.DIRECT})

    # The cue ------------------------------------------------------------------------------------------------------

    def _verb(self, word: Word) -> RussianVerb | None:
        """Return how a word reports speech, if it does here."""
        if word.pos not in {"VERB", "AUX", "ADJ"}:
            return None
        candidates = reporting_verbs().get(word.lemma, ())
        if not candidates or any(child.lemma in words_for("comment") for child in word.children):
            return None  # who declines to comment says nothing
        if not (word.is_finite or word.is_gerund or word.is_short_passive or self._is_said_to_do(word)):
            return None
        near = {child.lemma for child in word.children}
        near.update(grand.lemma for child in word.children for grand in child.children)
        for verb in candidates:
            if not verb.companions or verb.companions & near:
                return verb
        return None

    def _is_said_to_do(self, word: Word) -> bool:
        """Tell whether an infinitive is an act of speech that takes place: "хотел бы подчеркнуть"."""
        is_infinitive = word.feats.get("VerbForm") == "Inf" and word.rel == "xcomp"
        return is_infinitive and word.head is not None and word.head.lemma == "хотеть"

    # The statement ------------------------------------------------------------------------------------------------

    def _statement(
        self, words: list[Word], cue: Word, verb: RussianVerb, cues: dict[Word, RussianVerb]
    ) -> Statement | None:
        if self._is_open(cue):
            return None
        passive = is_passive(cue)
        subject = None if passive else self.mentions.subject(words, cue)
        speaker = self._speaker(words, cue, subject, cues, passive=passive)
        if speaker is False:
            return None
        party = speaker if isinstance(speaker, Party) else None
        listener, listened = self._listener(cue, verb) if not passive else (None, None)
        taken: set[Word] = set()
        for one in (subject, listened):
            if one is not None and (one is not subject or not passive):
                taken.add(one)
        content = self.content.quoted(words, cue) if verb.quote else None
        if content is None and not passive and subject is not None and subject.i > cue.i:
            content = self.content.before(words, cue, verb, subject) or None  # "..., сообщил журналистам Песков"
        if content is None:
            content = (
                self.content.passive(words, cue, verb, cues)
                if passive
                else self.content.active(words, cue, verb, taken, cues)
            )
        if not content and not passive:
            content = self.content.clause(words, cue, verb, cues) or self.content.before(words, cue, verb, subject)
        if not content:
            return None
        cue_spans = self._cue_spans(cue, verb, content)
        polarity = verb.polarity
        said_on = self._said_on(words, cue, content)
        if any(child.low == "не" for child in cue.children):
            return (
                None
                if verb.kind not in {"agree", "praise", "think"}
                else self._made(
                    content=content, cue=cue_spans, speaker=party, polarity=Polarity.NEGATIVE, addressee=listener
                )
            )
        made = self._made(
            content=content, cue=cue_spans, speaker=party, polarity=polarity, addressee=listener, said_on=said_on
        )
        carrier = self.sources.carrier_of(cue, party, content)
        return made if carrier is None else made.model_copy(update={"according_to": (carrier,)})

    def _said_on(self, words: list[Word], cue: Word, content: tuple[Span, ...]) -> str | None:
        """Return the day that stands beside the verb and not in what was said ("в понедельник заявил")."""
        near = [
            time
            for time in self.times
            if words[0].start <= time.start < words[-1].end
            and abs(time.start - cue.start) <= _NEAR
            and not any(span.overlaps(time) for span in content)
        ]
        days = [day for time in near if (day := day_of(time)) is not None and len(day) == len("2026-03-10")]
        return days[0] if len(set(days)) == 1 else None

    def _is_open(self, cue: Word) -> bool:
        """Tell whether the words are not said to have been said: ahead, wished, asked for, or under a condition."""
        if cue.feats.get("Tense") == "Fut" or cue.feats.get("Mood") == "Imp":
            return True
        for child in cue.children:
            if child.low in {"будет", "будут", "бы", "если"} and child.rel in {
                "aux",
                "aux:pass",
                "mark",
                "discourse",
                "advmod",
            }:
                return True
        return False

    def _speaker(
        self, words: list[Word], cue: Word, subject: Word | None, cues: dict[Word, RussianVerb], *, passive: bool
    ) -> Party | bool | None:
        """Return who speaks; None if nobody is named, False if the subject is something that does not speak."""
        agent = self._agent(words, cue, cues) if passive or subject is None else None
        if agent is not None:
            return Party(actor=agent.actor, spans=(Span(start=agent.start, end=agent.end),))
        if passive:
            return None
        if subject is None:
            where = self.sources.place_of(cue)  # "в МИД сообщили", "в заявлении МИД говорится"
            if where is not None:
                return Party(actor=where.actor, spans=(Span(start=where.start, end=where.end),))
            if cue.lemma.endswith("ся") and not cue.is_plural:
                return None
            if cue.is_plural and cue.is_finite and cue.feats.get("Person", "3") == "3":
                # "Договорились": both; "в посольстве заявили": whose, is not known.
                is_placed = any(one.preposition() in {"в", "на"} and one.i < cue.i for one in cue.children)
                return Party(actor=self._pair()) if self._pair() is not None and not is_placed else None
            if cue.feats.get("Gender") == "Neut" or cue.is_gerund:
                return None
            return self._goes_on(words, cue)
        mention = self.mentions.at(subject)
        if mention is not None:
            if mention.start < subject.start and not self._heads(subject, mention):
                return False
            return Party(actor=mention.actor, spans=(Span(start=mention.start, end=mention.end),))
        if subject.pos == "PRON" and subject.low in {"он", "она", "они"}:
            return Party(actor=None, spans=(Span(start=subject.start, end=subject.end),))
        if subject.lemma == "который":
            noun = next(
                (one for one in subject.ancestors() if one.pos in {"NOUN", "PROPN"} and one.start < subject.start), None
            )
            mention = self.mentions.at(noun) if noun is not None else None
            if mention is not None:
                return Party(actor=mention.actor, spans=(Span(start=subject.start, end=subject.end),))
            return False
        issuer = self.sources.issuer_of(subject)  # "в заявлении МИД говорится", "заявление МИД гласит"
        if issuer is not None:
            return Party(actor=issuer.actor, spans=(Span(start=subject.start, end=issuer.end),))
        if subject.lemma in words_for("office_of"):  # "пресс-служба МИД России"
            inside = (self.mentions.at(one) for one in subject.subtree() if one.i > subject.i)
            whose = next((one for one in inside if one is not None and one.actor is not None), None)
            if whose is not None:
                return Party(actor=whose.actor, spans=(Span(start=subject.start, end=whose.end),))
        if subject.lemma in words_for("person_noun") | words_for("group"):
            span = spans_of([one for one in subject.subtree() if one.i >= subject.i - 3])
            return Party(actor=None, spans=span)
        return False

    def _goes_on(self, words: list[Word], cue: Word) -> Party | bool:
        """Return who spoke in the sentence before if this one opens with a verb of his: "Подтвердил готовность ..."."""
        opens = all(word.pos in {"ADV", "PART", "CCONJ", "PUNCT", "ADP"} for word in words[: cue.i - words[0].i])
        is_past = cue.is_finite and cue.feats.get("Tense") == "Past" and not cue.is_plural
        if self._before is None or not (opens and is_past) or cue.feats.get("Gender") not in self._genders:
            return False
        return Party(actor=self._before)

    def _heads(self, subject: Word, mention: Mention) -> bool:
        """Tell whether the subject is what a mention names, not a state in its midst."""
        head = subject.head
        return head is None or not mention.start <= head.start < mention.end

    def _agent(self, words: list[Word], cue: Word, cues: dict[Word, RussianVerb]) -> Mention | None:
        """Return who is named by "с российской стороны", "с обеих сторон", or "президентом" with a passive."""
        first = words[0].i
        for at in range(cue.i - first + 4, -1, -1):
            if at >= len(words):
                continue
            word = words[at]
            if word is not cue and word in cues and at < cue.i - first and not is_passive(word):
                break
            if word.lemma == "сторона" and any(one.low in {"с", "со"} for one in words[max(0, at - 3) : at]):
                mention = self.mentions.at(word)
                if mention is not None:
                    return mention
        for child in cue.children:
            mention = self.mentions.at(child)
            if mention is not None and is_passive(cue) and child.case == "Ins" and not child.preposition():
                return mention
        return None

    def _pair(self) -> str | None:
        """Return those who agree where nobody is named ("Договорились продолжить"): the two leaders or sides."""
        return self.sources.pair

    def _listener(self, cue: Word, verb: RussianVerb) -> tuple[Party | None, Word | None]:
        if not verb.listener:
            return None, None
        case = {"acc": {"Acc", "Gen"}, "dat": {"Dat"}, "gen": {"Gen"}, "ins": {"Ins"}}[verb.listener]
        for child in cue.children:
            if child.rel in {"nsubj", "nsubj:pass", "conj"} or child.case not in case:
                continue
            if (child.preposition() or "") not in ({"с", "со"} if verb.listener == "ins" else {""}):
                continue
            mention = self.mentions.at(child)
            if mention is not None and self._heads(child, mention):
                return Party(actor=mention.actor, spans=(Span(start=mention.start, end=mention.end),)), child
        return None, None

    def _cue_spans(self, cue: Word, verb: RussianVerb, content: tuple[Span, ...]) -> tuple[Span, ...]:
        """Return the verb, with the word that makes it report ("обратил внимание") where that is not said itself."""
        spans = [Span(start=cue.start, end=cue.end)]
        spans.extend(
            Span(start=child.start, end=child.end)
            for child in cue.children
            if child.lemma in verb.companions and not any(one.start <= child.start < one.end for one in content)
        )
        return tuple(sorted(spans, key=lambda span: span.start))

    def _made(
        self,
        *,
        content: tuple[Span, ...],
        cue: tuple[Span, ...],
        speaker: Party | None,
        polarity: Polarity,
        addressee: Party | None = None,
        said_on: str | None = None,
    ) -> Statement:
        topics = dict.fromkeys(
            topic for span in content for start, end, topic in self.topics if span.start <= start and end <= span.end
        )
        return Statement(
            id="s0",
            mode=self._mode(content),
            polarity=polarity,
            content=content,
            cue=cue,
            speaker=speaker,
            addressee=addressee,
            said_on=said_on,
            topics=tuple(topics),
        )

    def _mode(self, content: Iterable[Span]) -> Mode:
        inside = quoted = False
        for span in content:
            for quote in self.quotes:
                if quote.start <= span.start and span.end <= quote.end:
                    quoted = True
                elif span.start <= quote.start and quote.end <= span.end and self.content.is_long(quote):
                    inside = True
        return Mode.DIRECT if quoted else Mode.MIXED if inside else Mode.INDIRECT

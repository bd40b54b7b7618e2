"""Find what a Russian text says was discussed, is to be discussed, or is said not to be mentioned."""

from collections.abc import Iterator

from spacy.tokens import Doc

from communique.annotate.layers import Layers
from communique.annotate.russian.clauses import end_of
from communique.annotate.russian.mentions import Mentions
from communique.annotate.russian.parsing import Text, Word
from communique.annotate.russian.turns import in_a_turn, turns_of
from communique.codebook.aliases import entities
from communique.codebook.russian import agenda_phrases, omission_words, words_for
from communique.codebook.topics import TopicMatch, find_topics
from communique.model import Actor, ActorKind, AgendaItem, AgendaStatus, Span

_CLAUSE = 8
"""Words between the comma that begins a clause and its verb."""
_NEAR_DASH = 4
"""Words behind "на повестке дня" within which the dash stands that brings the list."""
_AMONG = ["в", "том", "числе"]
_AND_ALSO = [",", "а", "также"]
_OBJECTS = frozenset({"obj", "nsubj:pass", "nsubj", "obl", "nmod", "iobj"})
_FRAMES = {
    "preposition": frozenset({"о", "по", "относительно", "вокруг", "про", "на"}),
    "talk": frozenset({"о", "про"}),
}


class AgendaComponent:
    """Fills `agenda`."""

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with its agenda."""
        layers = Layers(doc)
        reader = _Reader(doc)
        found: list[AgendaItem] = []
        turns = turns_of(doc)
        for sentence in Text.of(doc).sentences:
            if in_a_turn(turns, sentence[0].start):
                continue
            if not any(
                one.kind.value == "headline" and one.start <= sentence[0].start < one.end for one in layers.passages
            ):
                found.extend(reader.read(sentence))
        named = {account for item in found for account in item.accounts} - {actor.id for actor in layers.actors}
        layers.actors = (*layers.actors, *(_state(one) for one in sorted(named)))
        layers.agenda = sorted(found, key=lambda item: (item.spans[0].start, item.spans[0].end))
        return doc


class _Reader:
    def __init__(self, doc: Doc) -> None:
        self.text = Layers(doc).text
        self.mentions = Mentions(doc)
        layers = Layers(doc)
        self.own, self.statements = layers.publisher_country, layers.statements
        self.issuer: str | None = None
        """Whose account the text last spoke of."""
        self.matches = find_topics(self.text, "ru", places=True)

    def read(self, words: list[Word]) -> Iterator[AgendaItem]:
        """Yield the items of a sentence."""
        silent = list(self._unsaid(words))
        for word in words:
            if word.lemma in omission_words("account"):
                self.issuer = self._whose_own(words, word) or self.issuer
        yield from silent
        if silent:
            return
        covered = -1
        for word in words:
            if word.i <= covered:
                continue
            for phrase, frame in agenda_phrases().get(word.lemma, ()):
                cue = self._matches(words, word, phrase)
                if cue is None or any(child.low == "не" for child in (*word.children, *cue.children)):
                    continue
                said = self._objects(words, cue, frame)
                if said:
                    status = AgendaStatus.PLANNED if self._is_ahead(words, cue) else AgendaStatus.DISCUSSED
                    yield from self._items(said, status)
                    covered = max(one.i for one in said)
                    break

    def _matches(self, words: list[Word], word: Word, phrase: tuple[str, ...]) -> Word | None:
        """Return the word that governs what was discussed, if the phrase stands at `word` in any order."""
        if len(phrase) == 1:
            acts = word.is_finite or word.is_short_passive or word.is_gerund or word.pos == "NOUN"
            planned = word.feats.get("VerbForm") == "Inf" and (
                any(one.lemma in words_for("planned") for one in words)
                or any(child.low in {"будет", "будут"} for child in word.children)
            )
            return word if acts or planned else None
        near = words[max(0, word.i - words[0].i - 1) : word.i - words[0].i + 6]
        last = word
        for part in phrase[1:]:
            found = next((one for one in near if part in {one.lemma, one.low} and one is not word), None)
            if found is None:
                return None
            last = found if found.i > last.i else last
        return last

    def _objects(self, words: list[Word], cue: Word, frame: str) -> list[Word]:
        """Return the words that say what was discussed."""
        first = words[0].i
        behind = self._own(words[cue.i - first + 1 :])
        while behind and behind[-1].low in {"и", "а", ",", "также"}:
            behind = behind[:-1]
        if frame in _FRAMES:
            for at, word in enumerate(behind[:6]):
                if word.pos == "ADP" and _short(word.low) in _FRAMES[frame]:
                    return behind[at + 1 :]
            return []
        if frame == "noun":
            for at, word in enumerate(behind[:3]):
                if word.pos == "ADP" and _short(word.low) in {"о", "по"}:
                    return behind[at + 1 :]
            return []
        if frame == "theme":
            return self._theme(words, cue)
        if frame == "noun_genitive":
            is_held = cue.head is not None and cue.head.lemma in words_for("held") and cue.head.pos in {"VERB", "AUX"}
            return behind if is_held and behind and self._governed(behind, cue) else []
        if frame == "attention":
            to = [
                word
                for word in behind
                if (word.case == "Dat" and word.rel != "iobj") or (word.pos == "NOUN" and word.case == "Dat")
            ]
            return behind[behind.index(to[0]) :] if to else []
        if frame in {"focus", "listed"}:
            dash = next((at for at, word in enumerate(behind[:_NEAR_DASH]) if word.text in {"–", "—"}), None)
            if dash is not None:
                return behind[dash + 1 :]
            own = [word for word in words if word.rel.startswith("nsubj") and word.case in {"Nom", ""}]
            return [one for one in own[0].subtree() if one.i > cue.i or own[0].i < cue.i] if own else []
        own = [child for child in cue.children if child.rel in _OBJECTS and not child.preposition()]
        if frame == "genitive":
            if not any(
                child.rel == "nsubj" and (self._acts(child) or child.lemma in words_for("talk"))
                for child in cue.children
            ):
                return []
            own = [child for child in own if child.case == "Gen"]
        own = [child for child in own if child.i > cue.i] or [
            child for child in own if child.rel in {"nsubj", "nsubj:pass"} and not self._acts(child)
        ]
        if not own:
            nominal = [word for word in behind if word.pos in {"NOUN", "PROPN"}]
            if not (cue.is_short_passive or cue.is_finite) or not nominal or behind[0].pos == "PUNCT":
                return []
            own = nominal[:1]
        if own[0].i > cue.i:
            if self._acts(own[0]) and own[0].rel == "nsubj":
                return [word for word in behind if word.i > own[0].i and word not in own[0].subtree()]
            begin = min(word.i for word in own[0].subtree() if word.i > cue.i)
            return [word for word in behind if word.i >= begin]
        return [word for word in own[0].subtree({cue}) if word.i < cue.i]

    def _own(self, behind: list[Word]) -> list[Word]:
        """Return the words behind a cue up to the next clause, the next act, and who is named as acting in it."""
        for at, word in enumerate(behind):
            is_clause = word.is_finite and word.rel in {"root", "conj", "parataxis"}
            if at and (word.is_short_passive or is_clause):
                comma = next((place for place in range(at - 1, 0, -1) if behind[place].text == ","), at)
                return self._own(behind[: comma if at - comma <= _CLAUSE else at])
            if word.feats.get("VerbForm") == "Inf" and at and behind[at - 1].text == ",":
                return behind[: at - 1]  # "обсудить положение дел, наметить планы"
            if word.feats.get("VerbForm") == "Inf" and [one.low for one in behind[max(0, at - 3) : at]] == _AND_ALSO:
                return behind[: at - 3]
            if at and behind[at - 1].text == "," and self._is_phrase(behind, at):
                return behind[: at - 1]  # "обсуждение итогов, обмен мнениями о планах"
            if word.low in {"с", "со"} and any(one.lemma == "сторона" for one in behind[at + 1 : at + 3]):
                return behind[:at]  # "о ситуации в Сирии с обеих сторон отмечена ..."
        return behind

    def _is_phrase(self, words: list[Word], at: int) -> bool:
        """Tell whether another wording that brings a topic begins at a word."""
        behind = words[at + 1].lemma if at + 1 < len(words) else ""
        phrases = agenda_phrases().get(words[at].lemma, ())
        return any(len(phrase) > 1 and phrase[1] == behind for phrase, _ in phrases)

    def _governed(self, behind: list[Word], cue: Word) -> bool:
        """Tell whether a noun in the genitive behind "обсуждение" says what is discussed."""
        noun = next((word for word in behind if word.pos in {"NOUN", "PROPN", "ADP", "PUNCT"}), None)
        return noun is not None and noun.pos in {"NOUN", "PROPN"} and noun.case == "Gen" and cue is not noun

    def _acts(self, noun: Word) -> bool:
        """Tell whether a subject is those who talk, not what they talk about."""
        mention = self.mentions.at(noun)
        return mention is not None and (
            mention.actor is None
            or self.mentions.is_person(mention.actor)
            or len(self.mentions.members(mention.actor)) > 1
        )

    def _theme(self, words: list[Word], cue: Word) -> list[Word]:
        """Read "главной темой переговоров стала Сирия", "среди тем – Сирия"."""
        first = words[0].i
        dash = next(
            (word.i - first for word in words[cue.i - first : cue.i - first + 5] if word.text in {"–", "—"}), None
        )
        if dash is not None and cue.case == "Nom":
            return words[dash + 1 :]
        own = [word for word in words if word.rel == "nsubj" and word is not cue and word.head in {cue, cue.head}]
        return own[0].subtree() if own and cue.case in {"Ins", "Nom"} else []

    def _is_ahead(self, words: list[Word], cue: Word) -> bool:
        if any(word.feats.get("Tense") == "Fut" and word.rel == "root" for word in words):
            return True
        if cue.head is not None and cue.head.lemma in words_for("planned"):
            return True
        around = (cue, *cue.children, *((cue.head,) if cue.head is not None else ()))
        if any(word.feats.get("Tense") == "Fut" or word.low in {"будет", "будут"} for word in around):
            return True
        return any(
            word.lemma in {"планироваться", "предполагаться", "намечать", "намереваться", "ожидаться", "предстоять"}
            for word in words
        )

    # One item for each member of a list ---------------------------------------------------------------------------

    def _items(
        self, said: list[Word], status: AgendaStatus, accounts: tuple[str, ...] | None = None
    ) -> Iterator[AgendaItem]:
        for part in _cut(said):
            while part and part[0].pos == "ADP":
                del part[0]
            span = end_of(self.text, part)
            if not span or not any(word.pos in {"NOUN", "PROPN"} for word in part):
                continue
            yield AgendaItem(
                topic=self._topic(span[0]),
                label=self.text[span[0].start : span[0].end],
                status=status,
                accounts=self._accounts(span[0]) if accounts is None else accounts,
                spans=span,
            )

    def _accounts(self, span: Span) -> tuple[str, ...]:
        """Return the side that reports it, where the text is nobody's own and passes on what somebody said."""
        if self.own is not None:
            return ()
        inside = [
            one
            for one in self.statements
            if any(part.start <= span.start and span.end <= part.end for part in one.content)
        ]
        speaker = inside[-1].speaker if inside else None
        side = self._side(speaker.actor) if speaker is not None else None
        return (side,) if side is not None else ()

    def _side(self, actor: str | None) -> str | None:
        """Return the state that an actor speaks for; an organisation speaks for itself, a group of two for nobody."""
        known = self.mentions.actor(actor)
        if known is None or known.kind is ActorKind.GROUP:
            return None
        return known.country or known.id

    def _topic(self, span: Span) -> str | None:
        inside: list[TopicMatch] = [one for one in self.matches if span.start <= one.start and one.end <= span.end]
        return max(inside, key=lambda one: one.end - one.start).topic if inside else None

    # Said not to be mentioned -------------------------------------------------------------------------------------

    def _unsaid(self, words: list[Word]) -> Iterator[AgendaItem]:
        """Read "в сообщении Кремля не упоминается ...", "ничего не говорится о ..."."""
        for word in words:
            if word.lemma not in omission_words("negated") | omission_words("silent") | omission_words("absence"):
                continue
            denied = any(child.low in {"не", "нет"} for child in word.children) or (
                word.i > words[0].i and words[word.i - words[0].i - 1].low == "не"
            )
            if word.lemma in omission_words("absence"):
                denied = any(one.low in {"нет", "без", "отсутствует", "отсутствуют", "ни"} for one in words)
            if word.lemma in omission_words("silent"):
                denied = True
            account = next((one for one in words if one.lemma in omission_words("account")), None)
            if not denied or (account is None and word.lemma not in omission_words("silent")):
                continue
            whose = self._whose(words, account)
            said = self._missing(words, word, account)
            if said:
                yield from self._items(said, AgendaStatus.SAID_NOT_MENTIONED, whose)
                return

    def _whose(self, words: list[Word], account: Word | None) -> tuple[str, ...]:
        """Return whose account it is: named with it, or the last whose account was spoken of ("в документе")."""
        own = self._whose_own(words, account) if account is not None else None
        side = self._side(own or self.issuer)
        return (side,) if side is not None else ()

    def _whose_own(self, words: list[Word], account: Word) -> str | None:
        """Return who is named with an account, or right behind it."""
        at = account.i - words[0].i
        behind = [word for word in words[at + 1 : at + 4] if word.case == "Gen"]
        named = (self.mentions.at(word) for word in (*account.subtree(), *behind))
        return next((one.actor for one in named if one is not None and one.actor is not None), None)

    def _missing(self, words: list[Word], cue: Word, account: Word | None) -> list[Word]:
        barred = set(account.subtree()) if account is not None else set()
        for child in sorted(cue.children, key=lambda one: one.i):
            if child in barred or child.low == "не" or child.lemma in {"ничто", "ничего"}:
                continue
            if child.rel in {"obj", "nsubj", "nsubj:pass", "obl", "iobj", "nmod"} and (
                child.preposition() in {"", "о", "про"}
            ):
                said = [one for one in child.subtree() if one.pos != "ADP" or one.head is not child]
                return [one for one in said if one not in barred]
        behind = words[cue.i - words[0].i + 1 :]
        return [one for one in behind if one not in barred] if behind and behind[0].pos != "PUNCT" else []


def _state(entity: str) -> Actor:
    known = entities().get(entity)
    return Actor(id=entity, kind=ActorKind.STATE, name=known.name if known is not None else None, country=entity)


def _short(preposition: str) -> str:
    return {"об": "о", "обо": "о"}.get(preposition, preposition)


def _cut(said: list[Word]) -> Iterator[list[Word]]:
    """Cut a list into its members: at commas and "и" that join nouns of the case of its first noun."""
    head = next((word for word in said if word.pos in {"NOUN", "PROPN"}), None)
    if head is None:
        return
    part: list[Word] = []
    own = head  # the first noun of the part
    for at, word in enumerate(said):
        has_noun = any(one.pos in {"NOUN", "PROPN"} for one in part)  # "международная и региональная тематика" is one
        if word.low in {",", "и", "а", ";", "включая"} and (has_noun or word.low == "включая"):
            noun = _joined(said, at, head, own)
            if noun is not None:
                yield part
                part, own = [], noun
                continue
        if part or word.low not in words_for("list_joint"):
            part.append(word)
    if part:
        yield part


def _joined(said: list[Word], at: int, head: Word, own: Word) -> Word | None:
    """Return the noun of the next member if what follows is one, and not of a list within one member."""
    behind = said[at + 4 :] if [word.low for word in said[at + 1 : at + 4]] == _AMONG else said[at + 1 :]
    following = [word for word in behind if word.low not in words_for("list_joint") or word.pos == "NOUN"]
    noun = next((word for word in following if word.pos in {"NOUN", "PROPN"}), None)
    if noun is None:
        return None
    between = said[at + 1 : said.index(noun)]
    if any(word.pos in {"VERB", "SCONJ", "PRON"} for word in between):
        return None
    opening = " ".join(word.low for word in said[at : at + 4])
    if opening.startswith(", в том числе"):
        between = between[3:]
    prepositions = [word.low for word in between if word.pos == "ADP"]
    if prepositions and prepositions[0] not in {"о", "об", "по"}:
        return None
    if opening.startswith(("включая", ", включая", ", в том числе", ", а также", ", прежде всего")):
        return noun
    if prepositions:
        return noun if noun.rel == "conj" and noun.head in {head, own} else None
    last = next((word for word in reversed(said[:at]) if word.case), head)
    if noun.case in {head.case, own.case} and noun.case and last.case != noun.case:
        return noun  # "контроль над вооружениями и обмен заключёнными"
    first = noun
    while first.rel == "conj" and first.head is not None and first.head in said:
        first = first.head
    if first is noun:
        return None
    # "вопросы торговли и энергетики": what hangs on the hollow noun is the list.
    listed = first in {head, own} or (head.lemma in words_for("hollow") and first.head is head and first.case == "Gen")
    return noun if listed else None

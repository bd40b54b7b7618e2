"""The units that are compared: what an account names (topics and things) and what it claims."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from communique.codebook.topics import TOPIC, topics
from communique.codebook.wording import VerbCode, find_verbs, verb_code
from communique.codebook.words import tokens
from communique.compare.elements import Element, ElementKind, Inventory
from communique.compare.folding import opening_sentence, ritual_sentences
from communique.compare.holders import PEOPLE, VERB, Holders, only_raises
from communique.compare.sides import NOBODY, Holder, Sides
from communique.model import ActorKind, AgendaStatus, Mention, Polarity, Span, Statement

_PIECE = re.compile(r"[,;:，；、：]\s*|\s[–—-]\s")
"""Where a list may be cut, in any language."""

_NAMED = frozenset({ElementKind.TOPIC, ElementKind.THING})
_CLAIMS = frozenset({ElementKind.TOPIC, ElementKind.THING, ElementKind.ACT})
"""A sentence without any of these (a dateline) claims nothing."""
_TELLING = 2.5
"""A part of a naming this rare tells something by itself."""
_JOINING = 12
"""Characters in which the word stands that joins the last piece of a list."""
_GAP = 60
"""Characters between a cue and its content that still read as one excerpt."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of one account: a statement, or a sentence of its own voice.

    `span` is the excerpt to show, `content` the words to compare, `sentence` the number of its sentence.
    """

    account_id: str
    language: str
    span: Span
    content: tuple[Span, ...]
    sentence: int
    holder: Holder
    cue: VerbCode | None
    negative: bool
    elements: tuple[Element, ...]
    protocol: bool


@dataclass(frozen=True, slots=True)
class Naming:
    """A place where an account names a topic or a thing: the element, the piece of a sentence around it.

    `words` are the words that the element is written in, `parts` the ids of what is named by words within it, `actors`
    the ids of third actors among them, `around` all that the piece names; `own_relations` tells whether it is no more
    than the relations of the two who met, which every account is about.
    """

    account_id: str
    language: str
    element: Element
    words: tuple[Element, ...]
    parts: frozenset[str]
    actors: frozenset[str]
    span: Span
    around: tuple[Element, ...]
    sentence: int
    holder: Holder
    cue: VerbCode | None
    protocol: bool
    own_relations: bool


class Reading:
    """One account cut into what it names and what it claims."""

    __slots__ = (
        "_named",
        "_starts",
        "_word_starts",
        "account_id",
        "bystanders",
        "claims",
        "inventory",
        "language",
        "namings",
        "opening",
        "protocol",
        "record",
        "sentences",
    )

    def __init__(self, inventory: Inventory, sides: Sides) -> None:
        account = inventory.account
        self.account_id = account.account_id
        self.inventory = inventory
        self.record = account.record
        self.sentences = account.record.sentences
        self._starts = [sentence.start for sentence in self.sentences]
        self._named: dict[int, frozenset[str]] = {}
        self._word_starts = [word.start for word in inventory.words]
        language = self.language = account.language or "en"
        self.protocol = ritual_sentences(inventory)
        self.opening = opening_sentence(inventory)
        self.bystanders = tuple(self._bystanders())
        self.claims = tuple(self._claims(Holders(account, sides), language))
        self.namings = tuple(self._namings(sides))

    def _bystanders(self) -> Iterator[Mention]:
        """Yield where people are named who are not among those whose meeting is reported."""
        people = [
            mention
            for mention in self.record.mentions
            if mention.actor is not None and self.record.actor(mention.actor).kind is ActorKind.PERSON
        ]
        met = {mention.actor for mention in people if self.sentence_at(mention.start) == self.opening}
        yield from (mention for mention in people if mention.actor not in met)

    def sentence_at(self, place: int) -> int:
        """Return the number of the sentence that holds the character at `place`."""
        return max(0, bisect_right(self._starts, place) - 1)

    def elements_of(self, number: int) -> tuple[Element, ...]:
        """Return the elements of a sentence."""
        return self.inventory.within(self.sentences[number])

    def named_in(self, number: int) -> frozenset[str]:
        """Return the ids of all that a sentence names."""
        if number not in self._named:
            self._named[number] = frozenset(element.id for element in self.elements_of(number))
        return self._named[number]

    def words_in(self, start: int, end: int) -> tuple[Element, ...]:
        """Return the words with content from `start` to `end` (exclusive)."""
        words = self.inventory.words
        first = bisect_left(self._word_starts, start)
        return tuple(word for word in words[first : bisect_left(self._word_starts, end)] if word.end <= end)

    def explained(self, span: Span) -> float:
        """Return the share of the words of a stretch that are part of something with an id, from 0 to 1.

        A stretch in which nothing but such things is written leaves no word to explain.
        """
        words = self.words_in(span.start, span.end)
        left = sum(1 for element in self.inventory.within(span) if element.kind is ElementKind.WORD)
        return 1 - left / len(words) if words else 1.0

    def pieces(self, span: Span) -> Iterator[Span]:
        """Cut a stretch of the text where a list or a clause may be cut; yield the pieces, bare of white space.

        The last of a list is yielded without the word that joins it: "and Peru".
        """
        text = self.record.document.text
        start = span.start
        cuts = [(cut.start(), cut.end()) for cut in _PIECE.finditer(text, span.start, span.end)]
        cuts += [(place, place) for place in self._starts if span.start < place < span.end]
        for cut_start, cut_end in (*sorted(cuts), (span.end, span.end)):
            for piece in bare(text, start, cut_start):
                head = tokens(text[piece.start : min(piece.end, piece.start + _JOINING)], self.language)[:1]
                joins = start > span.start and any(word.use == "joins" for word in head)
                yield from bare(text, piece.start + (head[0].end if joins else 0), piece.end)
            start = cut_end

    def _claims(self, holders: Holders, language: str) -> Iterator[Claim]:
        text = self.record.document.text
        spoken: dict[int, list[Span]] = {}
        for statement in self.record.statements:
            content = _outermost(statement.content)
            number = self.sentence_at(content[0].start)
            named = [*statement.cue, *(statement.speaker.spans if statement.speaker else ())]
            for span in (_excerpt(statement, text), *content, *named):
                spoken.setdefault(self.sentence_at(span.start), []).append(span)
            cue = _cue_code(statement.cue, text, language)
            holder = holders.of_statement(statement, cue)
            yield Claim(
                account_id=self.account_id,
                language=language,
                span=_excerpt(statement, text),
                content=content,
                sentence=number,
                holder=holder,
                cue=cue,
                negative=statement.polarity is Polarity.NEGATIVE,
                elements=tuple(element for span in content for element in self.inventory.within(span)),
                protocol=self.protocol[number],
            )
        for number, sentence in enumerate(self.sentences):
            left = (sentence,) if number not in spoken else tuple(self._unspoken(sentence, spoken[number]))
            elements = tuple(element for span in left for element in self.inventory.within(span))
            if not _CLAIMS & {element.kind for element in elements} or sentence.of(text).endswith(_ANNOUNCES):
                continue
            yield Claim(
                account_id=self.account_id,
                language=language,
                span=self._from_its_first_word(sentence)
                if number not in spoken
                else Span(start=left[0].start, end=left[-1].end),
                content=left,
                sentence=number,
                holder=holders.of_sentence(sentence, is_ritual=self.protocol[number])
                if number not in spoken
                else holders.of_rest(sentence, left[0]),
                cue=None if number in spoken else self._raised_by(sentence, min(sentence.end, sentence.start + _REACH)),
                negative=False,
                elements=elements,
                protocol=self.protocol[number],
            )

    def _from_its_first_word(self, sentence: Span) -> Span:
        """Return a sentence without the bullet that it may begin with."""
        inside = next(bare(self.record.document.text, sentence.start, sentence.end), sentence)
        return Span(start=inside.start, end=sentence.end)

    def _unspoken(self, sentence: Span, spoken: Iterable[Span]) -> Iterator[Span]:
        """Yield what of a sentence is in none of its statements ("..., underscoring the principle of X")."""
        start = sentence.start
        for span in sorted(spoken, key=lambda span: span.start):
            if span.start > start:
                yield from bare(self.record.document.text, start, min(span.start, sentence.end))
            start = max(start, span.end)
        if start < sentence.end:
            yield from bare(self.record.document.text, start, sentence.end)

    def _namings(self, sides: Sides) -> Iterator[Naming]:
        text = self.record.document.text
        agenda = self.record.agenda
        labels = [span for item in agenda if item.status is not AgendaStatus.SAID_NOT_MENTIONED for span in item.spans]
        # "the readout did not mention X" names X, and is the opposite of carrying it
        unsaid = [span for item in agenda if item.status is AgendaStatus.SAID_NOT_MENTIONED for span in item.spans]
        people = [mention for mention in self.record.mentions if self._is_title(mention)]
        last_topic_end = -1
        for element in self.inventory.elements:
            if element.kind not in _NAMED:
                continue
            if element.kind is ElementKind.TOPIC:
                last_topic_end = max(last_topic_end, element.end)
            elif element.end <= last_topic_end:
                continue  # a thing inside a topic's words is that topic
            if _is_inside(element, unsaid) or _is_inside(element, people):
                continue
            number = self.sentence_at(element.start)
            sentence = self.sentences[number]
            around = next((span for span in labels if span.start <= element.start and element.end <= span.end), None)
            claim = next((claim for claim in self.claims if _is_inside(element, claim.content)), None)
            within = self.inventory.within(Span(start=element.start, end=element.end))
            piece = _piece(text, around or sentence, element)
            yield Naming(
                account_id=self.account_id,
                language=self.language,
                element=element,
                words=self.words_in(element.start, element.end),
                parts=frozenset(part.id for part in within if part.weight >= _TELLING and part.kind in _CLAIMS),
                actors=frozenset(part.id for part in within if part.kind is ElementKind.ACTOR),
                span=piece,
                around=self.inventory.within(piece),
                sentence=number,
                holder=NOBODY if claim is None else claim.holder,
                cue=self._raised_by(sentence, element.start) if claim is None or claim.cue is None else claim.cue,
                protocol=self.protocol[number],
                own_relations=self._is_own_relations(element, sides),
            )

    def _raised_by(self, sentence: Span, end: int) -> VerbCode | None:
        """Return the verb before `end` by which a sentence of the narrator's raises something: discussed."""
        words = self.record.document.text[max(sentence.start, end - _REACH) : end]
        cue = verb_code(words, self.language)
        return cue if only_raises(cue) else None

    def _is_title(self, mention: Mention) -> bool:
        """Tell whether a mention names office-holders: their titles are no topic."""
        return mention.actor is not None and self.record.actor(mention.actor).kind in PEOPLE

    def _is_own_relations(self, element: Element, sides: Sides) -> bool:
        topic = topics().get(element.id.removeprefix(TOPIC))
        if topic is None or topic.category != BILATERAL:
            return False
        inside = [
            mention.actor
            for mention in self.record.mentions
            if mention.actor is not None and element.start <= mention.start and mention.end <= element.end
        ]
        return all(sides.holder(self.record, actor).side is not None for actor in inside)


def _cue_code(cue: Sequence[Span], text: str, language: str) -> VerbCode | None:
    """Return what the words of a cue claim; a verb that only says takes what it says with it: voiced | concern."""
    if not cue:
        return None
    alone = verb_code(" ".join(span.of(text) for span in cue), language)
    if alone is not None and alone.code != _SAID:
        return alone
    start, end = cue[0].start, cue[0].end
    longer = (
        match.code for match in find_verbs(text[start : end + VERB], language) if match.start < end - start < match.end
    )
    return next(longer, alone)


def _is_inside(element: Element, spans: Iterable[Span]) -> bool:
    return any(span.start <= element.start and element.end <= span.end for span in spans)


BILATERAL = "bilateral"
"""The category of topics that are the relations of two states."""
_SAID = "said"
_ANNOUNCES = (":", "：")
"""What a sentence ends with that only says who speaks, or what comes, next."""


_REACH = 80
"""Characters before a topic in which the narrator's verb that raises it stands."""


_QUOTES = {"”": "“", "»": "«", "」": "「", "’": "‘"}


def bare(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the stretch, if any is left, without blanks, bullets, stops and half a pair of quotes at its ends."""
    while start < end and (text[start].isspace() or text[start] in _LEADS or _opens_alone(text, start, end)):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _STOPS or _closes_alone(text, start, end)):
        end -= 1
    if end > start:
        yield Span(start=start, end=end)


_STOPS = frozenset(".,;:!?。，；：！？")
_LEADS = frozenset(",;:，；：、•*-–—")


def _opens_alone(text: str, start: int, end: int) -> bool:
    return any(text[start] == opening and closing not in text[start:end] for closing, opening in _QUOTES.items())


def _closes_alone(text: str, start: int, end: int) -> bool:
    opening = _QUOTES.get(text[end - 1])
    return opening is not None and opening not in text[start:end]


def _outermost(content: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(
        span
        for span in content
        if not any(other is not span and other.start <= span.start and span.end <= other.end for other in content)
    )


def _excerpt(statement: Statement, text: str) -> Span:
    """Return cue and content as one stretch where they stand together, else the first stretch of the content."""
    first = statement.content[0]
    start, end = first.start, first.end
    for span in (*statement.content[1:], *statement.cue):
        gap = text[min(end, span.end) : max(start, span.start)]
        if len(gap) <= _GAP and "\n" not in gap:
            start, end = min(start, span.start), max(end, span.end)
    return Span(start=start, end=end)


def _piece(text: str, around: Span, element: Element) -> Span:
    """Return the piece of a list that holds the element, without white space at its ends."""
    start, end = around.start, around.end
    for cut in _PIECE.finditer(text, around.start, around.end):
        if cut.end() <= element.start:
            start = cut.end()
        elif cut.start() >= element.end:
            end = cut.start()
            break
    return next(bare(text, start, end))

"""From the cue to the topics: what is said to be discussed, raised, or on the agenda."""

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token

from communique.annotate.agenda.items import Item
from communique.annotate.agenda.wording import Wording, wordings
from communique.annotate.clause import Standing, agents, conjuncts, is_negated, is_passive, objects, own_subjects, standing, subjects
from communique.annotate.layers import Layers
from communique.annotate.meetings.standings import standing_of_noun
from communique.annotate.news import News
from communique.annotate.parties import Parties
from communique.codebook.agenda import agenda_forms
from communique.codebook.contacts import cues_of, forms_of
from communique.model import MeetingKind

_VERBAL = frozenset({"VERB", "AUX"})
_ON = frozenset({"on", "about", "over", "regarding", "concerning", "of"})
_VIEWS = frozenset({"view", "opinion", "idea", "assessment", "note", "impression", "thought"})
_SHARES = frozenset({"exchange", "swap", "compare", "share"})
_NOT_A_TOPIC = frozenset(
    {
        "money", "fund", "tax", "rate", "price", "tariff", "voice", "hand", "hope", "fear", "doubt", "profile", "flag", "alarm",
        "capital", "awareness", "stake", "pressure", "ceiling", "salary", "standard", "level", "age", "production", "eyebrow",
        "crowd", "rally", "parliament", "assembly", "congress", "conference", "nation", "audience", "meeting", "reporter",
        "session", "forum", "summit", "letter", "people", "press", "journalist", "child", "family", "cost", "ground", "mile",
        "guard", "event", "story", "book", "document", "troops", "evidence", "tension", "spectre", "specter", "bar", "glass",
    }
)  # fmt: skip
_LIST_NOUNS = frozenset({"topic", "issue", "subject", "agenda", "item", "theme", "matter", "question"})
_TALKS = frozenset({"meeting", "talk", "discussion", "consultation", "negotiation", "call", "conversation", "summit", "session", "dialogue", "videoconference", "visit", "trip", "dinner", "lunch"})
_AGENDA_PLACES = frozenset({"agenda", "discussion"})
_TOPS = frozenset({"top", "dominate", "head", "overshadow"})
_NO_SUBJECT_NEEDED = frozenset({"discuss", "debate"})


@cache
def trigger_pattern() -> re.Pattern[str]:
    """Return one pattern for the words that can bring a topic, in all their endings."""
    stems = {"agenda", "up for discussion", "under discussion", "came up", "come up", "brought up", "bring up", "took up", "take up"}
    for frame in ("object", "preposition", "particle"):
        for form in agenda_forms(frame):
            word = form.split()[0]
            stems.add(word[:-1] if word.endswith("e") else word)
    stems |= {"spok", "exchang", "swap", "compar", "shar", "center", "centr", "topic", "subject", "issue"}
    stems |= {noun for noun in _TALKS}
    return re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, stems), key=len, reverse=True)) + r")", re.IGNORECASE)


def triggers(doc: Doc) -> Iterator[Token]:
    """Yield the tokens in the news that can bring a topic, in order."""
    news = News(doc)
    by_offset: dict[int, int] | None = None
    for hit in trigger_pattern().finditer(doc.text):
        if hit.start() in news:
            if by_offset is None:
                by_offset = {token.idx: token.i for token in doc}
            at = by_offset.get(hit.start())
            if at is not None:
                yield doc[at]


class ItemFinder:
    """Finds the topics of one document that are said to have been, or to be, discussed."""

    def __init__(self, doc: Doc, parties: Parties) -> None:
        self._doc = doc
        self._parties = parties
        meetings = [meeting for meeting in Layers(doc).meetings if meeting.kind is not MeetingKind.VISIT]
        self._met = {one for meeting in Layers(doc).meetings for one in meeting.participants}
        self._has_meeting = bool(meetings)

    def find(self, tokens: list[Token]) -> list[Item]:
        """Return what each cue brings, in the order of the text; a topic that two cues bring counts once."""
        found: list[Item] = []
        taken: set[tuple[int, int]] = set()
        for token in tokens:
            for item in self._at(token):
                if (item.start, item.end) not in taken:
                    taken.add((item.start, item.end))
                    found.append(item)
        return found

    def _at(self, token: Token) -> Iterator[Item]:
        lemma = token.lemma_.lower()
        if token.pos_ in _VERBAL:
            yield from self._verb(token, lemma)
        elif lemma in _TALKS and token.pos_ in {"NOUN", "PROPN"}:
            yield from self._noun(token)
        elif lemma in _AGENDA_PLACES:
            yield from self._on_the_agenda(token)
        if lemma in _LIST_NOUNS and token.pos_ == "NOUN":
            yield from self._list(token)

    # Verbs

    def _verb(self, verb: Token, lemma: str) -> Iterator[Item]:
        heads = list(self._topics_of_verb(verb, lemma))
        if not heads:
            return
        where = standing(verb)
        if where in {Standing.DENIED, Standing.OPEN} or is_negated(verb):
            return
        for head in heads:
            yield from self._items(verb, head, where)

    def _topics_of_verb(self, verb: Token, lemma: str) -> Iterator[Token]:
        passive = is_passive(verb)
        if lemma in agenda_forms("object"):
            strong = agenda_forms("object")[lemma].strength == "strong"
            things = own_subjects(verb) if passive else [*objects(verb), *_clauses(verb)]
            things = [thing for thing in things if thing.lemma_.lower() not in _NOT_A_TOPIC]
            if things and self._is_said_of_parties(verb, strong=strong, passive=passive):
                yield from things
        elif lemma in _SHARES and not passive:
            if any(thing.lemma_.lower() in _VIEWS for thing in objects(verb)) and self._is_said_of_parties(verb, strong=True):
                for holder in (verb, *objects(verb)):
                    yield from _after(holder, _ON)
        elif any(form.split()[0] == lemma for form in agenda_forms("particle")):
            particles = {child.lower_ for child in verb.children if child.dep_ == "prt"}
            if any(f"{lemma} {one}" in agenda_forms("particle") for one in particles) and self._is_said_of_parties(verb):
                yield from own_subjects(verb) if passive else objects(verb)
        elif any(form.split()[0] == lemma for form in agenda_forms("preposition")):
            words = {f"{lemma} {child.lower_}": child for child in verb.children if child.dep_ in {"prep", "prt"}}
            hits = [child for form, child in words.items() if form in agenda_forms("preposition")]
            if hits and self._is_said_of_parties(verb, strong=lemma in {"consult", "confer"}):
                for hit in hits:
                    yield from (thing for thing in hit.rights if thing.dep_ in {"pobj", "pcomp"})
        elif lemma in _TOPS and any(thing.lemma_.lower() in {"agenda", "talk", "meeting", "discussion"} for thing in objects(verb)):
            if self._has_meeting:
                yield from own_subjects(verb)
        elif lemma == "come" and any(child.dep_ == "prt" and child.lower_ == "up" for child in verb.children):
            if self._has_meeting:
                yield from own_subjects(verb)

    def _is_said_of_parties(self, verb: Token, *, strong: bool = False, passive: bool = False) -> bool:
        """Tell whether a meeting or those who meet are the subject, so that the word is about an agenda."""
        doers = agents(verb) if passive else subjects(verb)
        if passive and not doers:
            return self._has_meeting
        if not strong and verb.tag_ == "VB" and not any(child.dep_ == "aux" and child.tag_ == "MD" for child in verb.lefts):
            return False
        for doer in doers:
            for one in conjuncts(doer):
                if one.lemma_.lower() in _TALKS:
                    return self._has_meeting or bool(self._parties.of([one]))
        people = self._parties.of(doers)
        if any(one in self._met for one in people):
            return True
        if not any(map(self._parties.can_meet, people)):
            return strong and self._has_meeting and any(doer.tag_ in {"PRP", "NNS"} for doer in doers)
        if not strong:
            return False
        if len(people) > 1:
            return any(map(self._parties.holds_office, people))
        partners = self._parties.of(_after(verb, frozenset({"with"})))
        return any(map(self._parties.holds_office, partners)) and any(map(self._parties.holds_office, people))

    # Nouns

    def _noun(self, noun: Token) -> Iterator[Item]:
        """Read "talks on trade" where the talks are those of a meeting in this document."""
        if not self._has_meeting or any(child.lower_ == "no" for child in noun.lefts):
            return
        if noun.lemma_.lower() in {"visit", "trip", "dinner", "lunch"}:
            return
        of = noun.lemma_.lower() == "discussion"
        heads = [thing for thing in _after(noun, _ON if of else _ON - {"of"}) if not _is_time_or_place(thing)]
        verb = noun.head
        if noun.dep_ == "dobj" and verb.pos_ == "VERB":
            heads += [thing for thing in _after(verb, frozenset({"on", "about"})) if not _is_time_or_place(thing)]
        if not heads:
            return
        where = standing_of_noun(noun)
        if where in {Standing.DENIED, Standing.OPEN}:
            return
        for head in heads:
            yield from self._items(noun, head, where)

    def _on_the_agenda(self, noun: Token) -> Iterator[Item]:
        """Read "X was on the agenda" and "X was up for discussion"."""
        preposition = noun.head
        if noun.dep_ != "pobj" or preposition.lower_ not in {"on", "for", "under", "of"}:
            return
        verb = preposition.head
        for _ in range(4):
            if verb.pos_ in _VERBAL or verb.head is verb:
                break
            verb = verb.head
        if verb.pos_ not in _VERBAL or verb.lemma_ not in {"be", "remain", "stay", "feature", "figure", "put", "place", "sit", "rank"}:
            return
        where = standing(verb)
        if where in {Standing.DENIED, Standing.OPEN}:
            return
        for head in own_subjects(verb):
            yield from self._items(verb, head, where)

    def _list(self, noun: Token) -> Iterator[Item]:
        """Read "topics included A and B" and "among the issues discussed were A and B"."""
        verb = noun.head
        if noun.dep_ not in {"nsubj", "nsubjpass"} or verb.lemma_ not in {"include", "be", "cover", "range"} or not self._has_meeting:
            return
        about = noun.lemma_.lower() == "agenda" or any(
            child.lemma_.lower() in {"discuss", "raise", "cover", "address"} for child in noun.rights
        )
        if not about and noun.lemma_.lower() not in {"topic", "subject"}:
            return
        where = standing(verb)
        if where in {Standing.DENIED, Standing.OPEN}:
            return
        for child in verb.rights:
            if child.dep_ in {"dobj", "attr"} and child.pos_ in {"NOUN", "PROPN"}:
                yield from self._items(verb, child, where)

    def _items(self, cue: Token, head: Token, where: Standing) -> Iterator[Item]:
        if head.pos_ == "PRON" and head.tag_ in {"WP", "WDT"}:
            return
        for wording in wordings(head):
            yield self._item(cue, wording, where)

    def _item(self, cue: Token, wording: Wording, where: Standing) -> Item:
        first, last = self._doc[wording.first], self._doc[wording.last]
        start, end = first.idx, last.idx + len(last)
        if wording.points_back:
            # The clause is the evidence: "the issue was also on the agenda".
            whole_start, whole_end = min(start, cue.left_edge.idx), max(end, _clause_end(cue))
            return Item(whole_start, whole_end, start, end, where, cue.i, points_back=True)
        return Item(start, end, start, end, where, cue.i)


def _clause_end(cue: Token) -> int:
    last = cue
    for child in cue.rights:
        if child.dep_ not in {"conj", "cc", "punct", "advcl", "parataxis"}:
            last = child.right_edge
    return last.idx + len(last)


def _clauses(verb: Token) -> list[Token]:
    """Return what is discussed as a question: "how to end the war", "whether to extend the truce"."""
    return [
        child
        for child in verb.rights
        if child.dep_ in {"ccomp", "xcomp"}
        and any(word.tag_ in {"WRB", "WP", "WDT"} or word.lower_ == "whether" for word in child.lefts)
    ]


def _after(token: Token, prepositions: frozenset[str]) -> list[Token]:
    return [
        thing
        for child in token.rights
        if child.dep_ == "prep" and child.lower_ in prepositions
        for thing in child.rights
        if thing.dep_ in {"pobj", "pcomp"}
    ]


def _is_time_or_place(token: Token) -> bool:
    """Tell whether "talks on Monday" or "a meeting of the council" is meant."""
    words = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "sideline", "margin", "day", "weekend", "eve"}
    months = {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}
    return token.lower_ in words | months or token.lemma_.lower() in words or token.pos_ == "NUM" or token.like_num


__all__ = ["ItemFinder", "cues_of", "forms_of", "triggers"]

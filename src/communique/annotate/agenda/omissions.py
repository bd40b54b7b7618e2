"""What an account is said to leave out; a false silence is the worst error, so the rules are strict.

The text must say, as a fact and in its own voice, that the readout of one side of a meeting, or that side's government,
does not carry a topic, and the document must bear it out (`proof.py`). A person who does not mention something, and a
law, a speech, a joint or an earlier text that merely lacks something, are no omission.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from spacy.attrs import LEMMA
from spacy.tokens import Doc, Span, Token

from communique.annotate.agenda.asked import AskedReader
from communique.annotate.agenda.contacts import contacts_of
from communique.annotate.agenda.cue import Cue
from communique.annotate.agenda.cues import CueReader
from communique.annotate.agenda.denials import DenialReader
from communique.annotate.agenda.differences import DifferenceReader
from communique.annotate.agenda.echoes import with_echoes
from communique.annotate.agenda.issuers import Issuers
from communique.annotate.agenda.items import Item
from communique.annotate.agenda.left_out import stood_for
from communique.annotate.agenda.order import OrderReader
from communique.annotate.agenda.owners import state_named
from communique.annotate.agenda.plain import PlainReader
from communique.annotate.agenda.proof import Proof
from communique.annotate.agenda.silences import is_denied, raised_by
from communique.annotate.agenda.wording import wordings
from communique.annotate.clause import Standing, conjuncts, is_passive, own_subjects, phrases
from communique.annotate.columns import Columns
from communique.annotate.layers import Layers
from communique.annotate.news import News, tokens_beginning
from communique.annotate.parties import Parties
from communique.annotate.patterns import Beginnings
from communique.codebook.contacts import cues_of, forms_of
from communique.codebook.omissions import omission_forms
from communique.model import ActorKind

_FRAMES = ("negated", "omit", "named", "silent", "absent", "appears", "only_in_text", "refrain", "carries_no")
_ORDERED = ("declines", "empty_of", "negator", "bothers")
_SETS_APART = (
    "misquotes",
    "whether",
    "counterpart",
    "place",
    "only",
    "absence",
    "reads",
    "denies",
    "limits",
    "vanishes",
)
_ABOUT = frozenset({"on", "about", "over", "regarding", "concerning"})
_FILLERS = frozenset({"not", "no", "any", "to", "single", "such"})
_MENTION = frozenset({"of", "to"})
_PRONOUNS = frozenset({"it", "this", "that", "them", "him", "her", "one"})
_NAMES_ONLY = frozenset(
    {
        "word",
        "term",
        "name",
        "phrase",
        "subject",
        "topic",
        "expression",
        "something",
        "point",
        "matter",
        "issue",
        "fact",
    }
)
"""What points back to a topic where nothing describes it: "is mute on the point", "something that the text avoids"."""
_PEOPLE = frozenset({"him", "her", "them"})
_RELATIVE = frozenset({"WDT", "WP"})
_QUANTITIES = frozenset({"neither", "none", "both", "all", "some", "either", "most", "much", "more", "one", "other"})


@cache
def trigger_words() -> Beginnings:
    """Return the words that can say that something is left out, in all their endings."""
    stems = set(omission_forms("begins"))
    for frame in (*_FRAMES, *_SETS_APART, *_ORDERED):
        for form in omission_forms(frame):
            word = form.split()[0]
            stems.add(word.removesuffix("e") if len(word) > 4 else word)
    return Beginnings(stems - {"be"})


class OmissionFinder:
    """Finds what the accounts of one document are said to leave out."""

    def __init__(self, doc: Doc, parties: Parties, issuers: Issuers) -> None:
        self._doc = doc
        self._parties = parties
        # No meeting is told: then only a text that is called somebody's account, or is beside another side's words.
        self._issuers = issuers if len(issuers.states) > 1 else Issuers(parties, (), issuers.owners)
        self._reader = CueReader(self._issuers)
        self._proof = Proof(doc, self._issuers, self._reader.sides)
        self._accounts: list[int] | None = None

    def find(self) -> list[Item]:
        """Return the omissions in the order of the text."""
        reader = self._reader
        differences = DifferenceReader(self._doc, self._issuers, reader.sides)
        disputes = DenialReader(self._issuers, reader.sides)
        asked = AskedReader(self._issuers)
        plain = PlainReader(reader.sides)
        order = OrderReader(self._issuers, reader.sides)
        found: list[Item] = []
        read: set[int] = set()  # beginnings of the sentences that some table's words have spoken for
        settled: set[int] = set()  # of those whose words gave an omission, or one that is no fact
        denials: list[Token] = []
        for token in self._triggers():
            for cue in (*reader.at(token), *differences.at(token), *disputes.at(token), *asked.at(token)):
                read.add(token.sent.start)
                if self._proof.is_proven(cue):
                    items = list(self._items(with_echoes(cue, reader.sides)))
                    pointing = all(one.lower_ in _PRONOUNS and one.tag_ not in _RELATIVE for one in cue.topics)
                    if pointing or (not items and any(map(self._is_pointing, cue.topics))):
                        # "... spoke of Lebanon; in the Iranian text the word does not occur"
                        topics = tuple(differences.told_by_other(cue.account, cue.verb))
                        topics = tuple(topic for topic in topics if topic.pos_ != "PRON") or _raised_before(cue)
                        items = list(self._items(replace(cue, topics=topics))) or items
                    found.extend(items)
                    if items:
                        settled.add(token.sent.start)
                elif not self._proof.is_fact(cue):
                    settled.add(token.sent.start)
            denials.append(token)
        for token in denials:
            sentence = token.sent
            if sentence.start in settled or not self._has_account(sentence):
                continue
            settled.add(sentence.start)
            unread = [] if sentence.start in read else [cue for word in sentence for cue in plain.at(word)]
            for cues in (unread, order.of(sentence)):
                proven = (with_echoes(cue, reader.sides) for cue in cues if self._proof.is_proven(cue))
                items = [item for cue in proven for item in self._items(cue)]
                found.extend(items)
                if items:
                    break
        once = {(item.label_start, item.label_end, item.silent): item for item in reversed(found)}
        return [one for one in reversed(once.values()) if not any(_is_inside(one, other) for other in once.values())]

    def _is_pointing(self, topic: Token) -> bool:
        return topic.lemma_.lower() in _NAMES_ONLY

    def _has_account(self, sentence: Span) -> bool:
        if self._accounts is None:
            # By the column: a walk over the tokens of every sentence costs as much as the rest of the search.
            strings = self._doc.vocab.strings
            forms = {form for frame in ("account", "gives_account", "several") for form in omission_forms(frame)}
            lemmas = self._doc.to_array(LEMMA).tolist()
            named = {lemma for lemma in set(lemmas) if strings[lemma].lower() in forms}
            self._accounts = [at for at, lemma in enumerate(lemmas) if lemma in named]
        return any(sentence.start <= at < sentence.end for at in self._accounts)

    def _triggers(self) -> Iterator[Token]:
        if News(self._doc).spans or not len(self._doc):
            return tokens_beginning(self._doc, trigger_words())
        # A single line that asks looks like a headline; with nothing else in the document it is read.
        columns = Columns.of(self._doc)
        places = trigger_words().places(Layers(self._doc).text, columns.lower, columns.starts)
        return (self._doc[at] for at in places)

    def _items(self, cue: Cue) -> Iterator[Item]:
        if cue.words is not None:
            yield self._wording(cue, *cue.words)
            return
        for head in cue.topics:
            if head.tag_ in _RELATIVE:
                if cue.verb.dep_ != "relcl":
                    continue
                head = cue.verb.head  # noqa: PLW2901 - the relative pronoun stands for the noun before it
            head = stood_for(head)  # noqa: PLW2901 - "..., a subject that the text leaves out"
            for part in _narrowed(conjuncts(head)):
                if cue.has_clause and part.pos_ in {"VERB", "AUX"}:
                    is_bare = cue.is_denial and part.dep_ not in {"csubj", "relcl"}  # "misquoted the premier"
                    own = own_subjects(part) if is_passive(part) else []
                    first = own[0].left_edge if own else part if is_bare else part.left_edge
                    yield self._item(cue, first, part.right_edge)
                    continue
                if cue.is_denial and part.lower_ in _PEOPLE:
                    yield self._item(cue, part, part)  # "they said that he had not mentioned him"
                    continue
                if self._is_no_topic(part) or part.lemma_.lower() in cue.present:
                    continue
                if part in contacts_of(cue.account.noun):
                    continue  # "in a post about the call": what the account is of
                for wording in wordings(part)[: None if part == head and len(conjuncts(head)) == 1 else 1]:
                    first, last = self._doc[wording.first], self._doc[wording.last]
                    yield self._item(cue, first, last, head=part, points_back=wording.points_back)

    def _item(
        self, cue: Cue, first: Token, last: Token, *, head: Token | None = None, points_back: bool = False
    ) -> Item:
        if head is not None and not (cue.has_clause or cue.is_denial):
            for word in (cue.account.noun, cue.word, cue.verb):
                if first.i <= word.i < head.i:  # the parser takes the verb for a noun before the topic
                    first = word.nbor()
                elif head.i < word.i <= last.i:  # "a rebuke that is missing from the text"
                    clause = next(child for child in head.rights if word in child.subtree)
                    last = clause.left_edge.nbor(-1)
        while first.i < last.i and (first.lower_ in _FILLERS or first.text in omission_forms("usa_transcript")):
            first = first.nbor()  # "disclosed no deal", "trade but not whaling"
        if first.lemma_.lower() in omission_forms("named") and first.i + 1 < last.i and first.nbor().lower_ in _MENTION:
            first = first.nbor(2)  # "reference to X"
        while last.i > first.i and (last.is_punct or (head is not None and last.tag_ in {"RB", "RP"})):
            last = last.nbor(-1)  # "skipped whaling entirely", "leaves whaling out"
        while last.i > first.i and last.dep_ == "acl" and last.tag_ in {"VBN", "VBD"}:
            last = last.nbor(-1)  # "left the arrests unmentioned"
        after = self._doc[last.i + 1 : last.i + 2]
        if any(word.text == "“" for word in self._doc[first.i : last.i]) and any(word.text == "”" for word in after):
            last = last.nbor()
        start, end = first.idx, last.idx + len(last)
        return Item(
            min(start, self._clause_start(cue)),
            max(end, *(word.idx + len(word) for word in (cue.word, cue.verb, cue.until or cue.word))),
            start,
            end,
            Standing.DONE,
            cue.word.i,
            points_back=points_back,
            silent=cue.account.states,
            is_omission=True,
        )

    def _wording(self, cue: Cue, first: Token, last: Token) -> Item:
        """Return the item whose label is what the sentence says is lacking: no topic, and no evidence of one."""
        start, end = first.idx, last.idx + len(last)
        until = cue.until or last
        return Item(
            min(start, cue.word.idx),
            max(end, until.idx + len(until)),
            start,
            end,
            Standing.DONE,
            cue.word.i,
            silent=cue.account.states,
            is_omission=True,
            has_topic=False,
        )

    def _is_no_topic(self, head: Token) -> bool:
        """Tell whether what is left out is a detail, a person or a clause rather than a topic."""
        lemma = head.lemma_.lower()
        if any(child.lower_ in omission_forms("held") for child in head.lefts):
            return False  # "the detained mayor": his case
        if (
            (lemma in omission_forms("detail") and not _is_of_a_topic(head) and not self._is_name_of_state(head))
            or lemma in forms_of("office", "holder")
            or (head.pos_ in {"NUM", "VERB", "AUX", "ADV"} and head.tag_ != "VBG" and not _is_built_like_noun(head))
        ):
            return True
        if head.tag_ == "NNS" and self._reader.sides.of(head) is not None:
            return True  # "Of the two statements, B's is silent on X"
        if any(child.tag_ in {"WDT", "WP$", "WRB"} for child in head.lefts):
            return True  # "did not specify which weapons"
        if head.lower_ in _QUANTITIES:
            return True  # "Neither is mentioned": which two, is not told here
        if head.tag_ in {"WRB", "EX"} or (head.pos_ == "PRON" and head.lower_ not in {"it", "this", "that", "them"}):
            return True
        found = self._parties.resolve(head) or ""
        actor = self._parties.actor(found)
        by_name = any(word.lower_ == "by" and word.nbor().lower_ == "name" for word in head.doc[head.i : -1][:4])
        if self._parties.is_named_person(found) and not self._may_have_met(found) and not by_name:
            return False  # a prisoner, a writer: they are what the talks are about
        return self._parties.is_named_person(found) or (
            actor is not None and actor.kind is ActorKind.OFFICE and (actor.office or actor.country) is not None
        )

    def _is_name_of_state(self, detail: Token) -> bool:
        """Tell whether a state is what is not named: "left Russia's name out"."""
        owners = [child for child in detail.lefts if child.dep_ == "poss"] if detail.lemma_.lower() == "name" else []
        return any(state_named(owner) is not None for owner in owners)

    def _may_have_met(self, actor_id: str) -> bool:
        """Tell whether a person may have been at the table: a participant, an office-holder."""
        met = {one for meeting in Layers(self._doc).meetings for one in meeting.participants}
        return actor_id in met or self._parties.holds_office(actor_id)

    def _clause_start(self, cue: Cue) -> int:
        whose = own_subjects(cue.verb)
        own = [head for head in whose if head.head == cue.verb and head.tag_ not in _RELATIVE]
        return min((own[0].left_edge.idx if own else cue.word.idx), cue.word.idx)


def _raised_before(cue: Cue) -> tuple[Token, ...]:
    """Return what was raised by the words before: "They agreed on a hotline; B's version says nothing about one"."""
    before = cue.word.doc[cue.word.sent.start : cue.account.noun.i]
    verbs = (word for word in before if word.pos_ == "VERB" and word.lemma_.lower() in omission_forms("raised"))
    return tuple(topic for verb in verbs if not is_denied(verb) for topic in raised_by(verb) if topic.pos_ != "PRON")


def _is_inside(one: Item, other: Item) -> bool:
    """Tell whether two readers found the same silence, one of them less of its topic: "the question" of the fish."""
    same = one.silent == other.silent and one.start < other.end and other.start < one.end
    within = other.label_start <= one.label_start and one.label_end <= other.label_end
    return same and within and one.label_end - one.label_start < other.label_end - other.label_start


def _is_of_a_topic(detail: Token) -> bool:
    """Tell whether a noun makes a topic of a detail: "the withdrawal date", no more than "the meeting date"."""
    nouns = [child.lemma_.lower() for child in detail.lefts if child.dep_ == "compound" and child.pos_ == "NOUN"]
    return bool(nouns) and not any(noun in cues_of("noun") or noun in omission_forms("account") for noun in nouns)


def _narrowed(parts: list[Token]) -> Iterator[Token]:
    """Yield what "the president's words on X" are about in place of the words, other parts as they are."""
    for part in parts:
        about = [thing for _, thing in phrases(part, _ABOUT)] if part.lemma_.lower() in omission_forms("words") else []
        yield from about or [part]


def _is_built_like_noun(head: Token) -> bool:
    """Tell whether a word that the tagger takes for a verb has an article before it ("the peace deal was raised")."""
    return head.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"} and any(
        child.dep_ in {"det", "poss", "compound"} for child in head.lefts
    )

"""From the cue to the topics: what is said to be discussed, raised, or on the agenda."""

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token

from communique.annotate.agenda.items import Item
from communique.annotate.agenda.objects import behind_partner, loose_members, misread_subject, questions, shared_objects
from communique.annotate.agenda.talkers import Talkers, is_talks, objects_of
from communique.annotate.agenda.wording import Wording, listed, wordings
from communique.annotate.clause import (
    Standing,
    antecedent,
    governor,
    is_passive,
    objects,
    own_subjects,
    standing,
    subjects,
)
from communique.annotate.meetings.standings import standing_of_noun
from communique.annotate.parties import Parties
from communique.annotate.patterns import Beginnings
from communique.codebook.agenda import agenda_forms
from communique.codebook.contacts import cues_of, forms_of
from communique.codebook.omissions import omission_forms
from communique.model import ActorKind

_VERBAL = frozenset({"VERB", "AUX"})
_ON = frozenset({"on", "about", "over", "regarding", "concerning", "of"})
_NOT_DISCUSSED = frozenset({Standing.DENIED, Standing.OPEN})
_RELATIVE = frozenset({"WP", "WDT"})
_AMONG = frozenset({"among", "amongst"})
_WALKS = frozenset({"go", "run"})
_FIRST_WORDS = (
    "object",
    "preposition",
    "particle",
    "share",
    "talks",
    "top",
    "agenda_place",
    "agenda_verb",
    "list_noun",
    "turns",
    "exchange",
    "attention",
    "text_lists",
)


@cache
def trigger_words() -> Beginnings:
    """Return the words that can bring a topic, in all their endings."""
    stems = {
        "topped",
        "topping",
        "came up",
        "come up",
        "brought up",
        "took up",
        "taken up",
        "taking up",
        "gone over",
        "gone through",
        "went over",
        "went through",
        "spok",
        "spent",
    }
    for frame in _FIRST_WORDS:
        for form in agenda_forms(frame):
            word = form.split()[0]
            if word != "be":
                stems.add(word.removesuffix("e") if len(word) > 4 else word)
    return Beginnings(stems)


class ItemFinder:
    """Finds the topics of one document that are said to have been, or to be, discussed."""

    def __init__(self, doc: Doc, parties: Parties) -> None:
        self._doc = doc
        self._parties = parties
        self._talkers = Talkers(doc, parties)

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
            heads = list(self._topics_of_verb(token, lemma))
            yield from self._brought(token, heads, standing(token) if heads else Standing.OPEN)
            return
        if lemma in agenda_forms("talks") and token.pos_ in {"NOUN", "PROPN"}:
            yield from self._noun(token)
        if lemma in agenda_forms("exchange"):
            yield from self._exchange(token)
        if lemma in agenda_forms("agenda_place"):
            yield from self._on_the_agenda(token)
        if lemma in agenda_forms("attention") and token.head.lemma_.lower() in agenda_forms("attends"):
            yield from self._brought(token.head, list(self._attended(token.head)), standing(token.head))
        if lemma in agenda_forms("list_noun") and token.pos_ == "NOUN":
            yield from self._list(token)

    def _brought(self, cue: Token, heads: list[Token], where: Standing) -> Iterator[Item]:
        if where not in _NOT_DISCUSSED:
            for head in heads:
                yield from self._items(cue, head, where)

    # Verbs

    def _topics_of_verb(self, verb: Token, lemma: str) -> Iterator[Token]:
        if lemma in agenda_forms("object"):
            yield from self._of_object(verb, is_strong=agenda_forms("object")[lemma].strength == "strong")
        if lemma in agenda_forms("share"):
            yield from self._of_views(verb)
        elif lemma in agenda_forms("spends"):
            is_time = any(thing.lemma_.lower() in forms_of("span", "time") for thing in objects(verb))
            if is_time and self._talkers.are_said_of(verb, is_strong=True):
                yield from objects_of(verb, frozenset({"on"}))
        elif lemma in agenda_forms("top"):
            places = {thing.lemma_.lower() for thing in objects(verb)}
            if self._talkers.has_meeting and places & (
                agenda_forms("agenda_place").keys() | agenda_forms("talks").keys()
            ):
                yield from own_subjects(verb)
        elif lemma == "come" and self._talkers.has_meeting and any(child.lower_ == "up" for child in verb.children):
            yield from own_subjects(verb)
        if lemma in agenda_forms("agenda_verb") and self._talkers.has_meeting:
            yield from self._featured(verb)
        if lemma in agenda_forms("turns") and self._talkers.has_meeting and any(map(is_talks, own_subjects(verb))):
            yield from objects_of(verb, frozenset({"to", "on", "over", "from"}))
        if lemma in agenda_forms("text_lists") and self._talkers.has_meeting:
            yield from self._listed_in_text(verb)
        yield from self._of_particle(verb, lemma)

    def _listed_in_text(self, verb: Token) -> Iterator[Token]:
        """Read "the Chilean statement also listed copper", "it named visas among the topics"."""
        texts = [one for one in subjects(verb) if is_text(one)]
        among = any(thing.lemma_.lower() in agenda_forms("list_noun") for thing in objects_of(verb, _AMONG))
        if texts and (among or agenda_forms("text_lists")[verb.lemma_.lower()].strength == "strong"):
            holders = forms_of("office", "holder")
            yield from (
                thing
                for thing in objects(verb)
                if thing.lemma_.lower() not in holders
                and not any(map(self._parties.is_named_person, self._parties.of([thing])))
            )

    def _attended(self, verb: Token) -> Iterator[Token]:
        """Read "paid special attention to trade" and "emphasis was placed on trade"."""
        passive = is_passive(verb)
        things = own_subjects(verb) if passive else objects(verb)
        held = [thing for thing in things if thing.lemma_.lower() in agenda_forms("attention")]
        if held and self._talkers.are_said_of(verb, is_strong=True, passive=passive):
            for holder in (verb, *held):
                yield from objects_of(holder, frozenset({"to", "on"}))

    def _featured(self, verb: Token) -> list[Token]:
        """Read "trade featured in the talks"."""
        if not any(map(is_talks, objects_of(verb, frozenset({"in", "at", "over", "during"})))):
            return []
        # The parser may take "featured" for a participle beside the topic.
        return own_subjects(verb) or ([verb.head] if verb.dep_ == "acl" and verb.head.dep_ == "ROOT" else [])

    def _of_object(self, verb: Token, *, is_strong: bool) -> Iterator[Token]:
        """Read "discussed trade" and "trade was discussed"."""
        passive = is_passive(verb)
        things = own_subjects(verb) if passive else [*objects(verb), *loose_members(verb), *questions(verb)]
        things = things or ([] if passive else misread_subject(verb) or behind_partner(verb) or shared_objects(verb))
        if not passive and verb.dep_ == "acl" and verb.tag_ == "VBN":
            return  # "the topics discussed" are read by what they are
        if not is_strong:
            others = set(agenda_forms("not_a_topic"))
            if verb.lemma_.lower() == "raise":
                others |= agenda_forms("not_raised").keys()
            things = [thing for thing in things if thing.lemma_.lower() not in others]
        if (
            things
            and agenda_forms("object")[verb.lemma_.lower()].strength == "joint"
            and not self._talkers.are_several(verb)
        ):
            return  # "is exploring new measures"
        if things and self._talkers.are_said_of(verb, is_strong=is_strong, passive=passive):
            yield from things

    def _of_views(self, verb: Token) -> Iterator[Token]:
        """Read "exchanged views on trade" and "views were exchanged on trade"."""
        passive = is_passive(verb)
        views = [thing for thing in (own_subjects(verb) if passive else objects(verb)) if _is_view(thing)]
        if views and self._talkers.are_said_of(verb, is_strong=True, passive=passive):
            for holder in (verb, *views):
                yield from objects_of(holder, _ON)

    def _of_particle(self, verb: Token, lemma: str) -> Iterator[Token]:
        """Read "brought up trade" and "consulted on trade"."""
        passive = is_passive(verb)
        for child in verb.rights:
            form = f"{lemma} {child.lower_}"
            if child.dep_ == "prt" and form in agenda_forms("particle"):
                if self._talkers.are_said_of(verb, passive=passive):
                    yield from own_subjects(verb) if passive else objects(verb)
            elif child.dep_ in {"prep", "prt"} and form in agenda_forms("preposition"):
                is_strong = agenda_forms("preposition")[form].strength == "strong"
                if lemma in _WALKS and any(
                    thing.lemma_.lower() in agenda_forms("not_a_topic") for thing in child.rights
                ):
                    continue
                if self._talkers.are_said_of(verb, is_strong=is_strong):
                    yield from (thing for thing in child.rights if thing.dep_ == "pobj")

    # Nouns

    def _noun(self, noun: Token) -> Iterator[Item]:
        """Read "talks on trade" where the talks are those of a meeting in this document."""
        denied = (child for one in (noun, noun.head) if one == noun or noun.dep_ == "conj" for child in one.lefts)
        if not self._talkers.has_meeting or any(child.lower_ == "no" for child in denied):
            return
        cue = cues_of("noun").get(noun.lemma_.lower())
        if cue is None or cue.frame != "event":
            return
        prepositions = _ON if noun.lemma_.lower() == "discussion" else _ON - {"of"}
        heads = objects_of(noun, prepositions)
        verb = governor(noun)
        if (
            noun.dep_ == "dobj"
            and noun.head.dep_ == "xcomp"
            and noun.head.lemma_.lower() in agenda_forms("starts_again")
        ):
            return  # "agreed to reopen talks on trade" tells what was agreed, not what will be on an agenda
        if noun.dep_ == "dobj" and noun.head.pos_ == "VERB":
            heads += objects_of(noun.head, frozenset({"on", "about"}))
        if heads and verb is not None:
            heads += [one for one in loose_members(verb) if one.i > heads[0].i]
        yield from self._brought(noun, heads, standing_of_noun(noun) if heads else Standing.OPEN)

    def _exchange(self, noun: Token) -> Iterator[Item]:
        """Read "held an in-depth exchange of views on trade", "a frank exchange on trade"."""
        views = [thing for thing in objects_of(noun, frozenset({"of"})) if _is_view(thing)]
        if not self._talkers.has_meeting or (not views and objects_of(noun, frozenset({"of"}))):
            return
        heads = [one for holder in (noun, *views) for one in objects_of(holder, _ON - {"of"})]
        verb = governor(noun)
        if not heads and views and verb is not None and noun.dep_ == "dobj":
            heads = objects_of(verb, _ON - {"of"})
        yield from self._brought(noun, heads, standing_of_noun(noun) if heads else Standing.OPEN)

    def _on_the_agenda(self, noun: Token) -> Iterator[Item]:
        """Read "trade was on the agenda", "on the agenda were trade and energy", "trade was up for discussion"."""
        preposition = noun.head
        if noun.dep_ != "pobj" or preposition.lower_ not in {"on", "for", "under", "of"}:
            return
        verb = preposition.head
        for _ in range(4):
            if verb.pos_ in _VERBAL or verb.head == verb:
                break
            verb = verb.head
        if verb.pos_ not in _VERBAL or verb.lemma_ not in agenda_forms("agenda_verb"):
            return
        if noun.lemma_ == "table" and not self._talkers.has_meeting:
            return
        heads = own_subjects(verb) or [child for child in verb.rights if child.dep_ in {"attr", "nsubj"}]
        yield from self._brought(verb, heads, standing(verb))

    def _list(self, noun: Token) -> Iterator[Item]:
        """Read "topics included trade and energy" and "among the issues discussed were trade and energy"."""
        verb = noun.head
        if noun.dep_ == "pobj" and verb.lower_ == "with" and noun.tag_ == "NNS" and self._talkers.has_meeting:
            # "met, with topics including trade"
            for wording in listed(noun):
                yield self._item(noun, wording, Standing.DONE)
        if noun.dep_ == "pobj" and verb.lower_ in {"among", "amongst"} and verb.head.lemma_ == "be":
            yield from self._among(noun, verb.head)
            return
        if noun.dep_ not in {"nsubj", "nsubjpass"} or verb.lemma_ not in agenda_forms("list_verb"):
            return
        about = noun.lemma_.lower() in {"agenda", "topic", "subject"} or any(
            child.lemma_.lower() in agenda_forms("object") for child in noun.rights
        )
        if self._talkers.has_meeting and about and verb.pos_ in _VERBAL:
            heads = [c for c in verb.rights if c.dep_ in {"dobj", "attr"} and c.pos_ in {"NOUN", "PROPN"}]
            yield from self._brought(verb, heads, standing(verb))

    def _among(self, noun: Token, verb: Token) -> Iterator[Item]:
        """Read "trade was among the topics discussed" and "among the topics was trade"."""
        discussed = any(word.lemma_.lower() in agenda_forms("object") for word in verb.subtree if word.i > noun.i)
        if self._talkers.has_meeting and (noun.lemma_.lower() in {"topic", "subject", "theme"} or discussed):
            heads = own_subjects(verb) or [child for child in verb.rights if child.dep_ in {"attr", "nsubj"}]
            yield from self._brought(verb, heads, standing(verb))

    # Items

    def _items(self, cue: Token, head: Token, where: Standing) -> Iterator[Item]:
        if head.tag_ in _RELATIVE:
            yield from self._of_relative(cue, head, where)
            return
        if _is_time(head) or self._parties.is_named_person(self._parties.resolve(head) or ""):
            return
        for wording in wordings(head):
            if wording.points_back and head.pos_ == "PRON" and where is Standing.AHEAD:
                continue  # "is ready to discuss them": what was named before need not be what is meant
            if not self._is_somebody(wording):
                yield self._item(cue, wording, where)

    def _is_somebody(self, wording: Wording) -> bool:
        """Tell whether the words name a person: people are talked about, but the topic is what they did."""
        found = self._parties.resolve(self._doc[wording.first : wording.last + 1].root) or ""
        actor = self._parties.actor(found)
        return self._parties.is_named_person(found) or (
            actor is not None and actor.kind is ActorKind.OFFICE and (actor.office or actor.country) is not None
        )

    def _of_relative(self, cue: Token, relative: Token, where: Standing) -> Iterator[Item]:
        """Read "gas prices, which the ministry said were raised": the noun is the topic, its clause the evidence."""
        noun = antecedent(relative)
        if noun is None or noun.pos_ not in {"NOUN", "PROPN"} or noun.lemma_.lower() in agenda_forms("party"):
            return
        for wording in wordings(noun):
            first, last = self._doc[wording.first], self._doc[wording.last]
            end = last.idx + len(last)
            yield Item(first.idx, max(end, _clause_end(cue)), first.idx, end, where, cue.i)

    def _item(self, cue: Token, wording: Wording, where: Standing) -> Item:
        first, last = self._doc[wording.first], self._doc[wording.last]
        start, end = first.idx, last.idx + len(last)
        if wording.points_back:
            # The clause is the evidence: "the issue was also on the agenda".
            whole_start, whole_end = min(start, cue.left_edge.idx), max(end, _clause_end(cue))
            return Item(whole_start, whole_end, start, end, where, cue.i, points_back=True)
        return Item(start, end, start, end, where, cue.i)


def is_text(noun: Token) -> bool:
    """Tell whether a noun is an account, or "it" behind a sentence that an account is the subject of."""
    if noun.lower_ == "it" and noun.sent.start:
        before = own_subjects(noun.doc[noun.sent.start - 1].sent.root)
        return any(one.lemma_.lower() in omission_forms("account") for one in before)
    return noun.lemma_.lower() in omission_forms("account")


def _is_view(thing: Token) -> bool:
    return thing.lemma_.lower() in agenda_forms("view")


def _clause_end(cue: Token) -> int:
    last = cue
    for child in cue.rights:
        if child.dep_ not in {"conj", "cc", "punct", "advcl", "parataxis"}:
            last = child.right_edge
    while last.i > cue.i and last.is_punct and not last.is_quote:
        last = last.nbor(-1)
    return last.idx + len(last)


def _is_time(token: Token) -> bool:
    """Tell whether "talks on Monday" is meant rather than a topic."""
    when = agenda_forms("when")
    return token.lower_ in when or token.lemma_.lower() in when or token.pos_ == "NUM" or token.like_num

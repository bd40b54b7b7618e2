"""What an account is said to leave out. The strictest rules of the package: a false silence is its worst error.

Two accounts are needed: a text, ministry or government of one side of a meeting is said not to carry the topic, and the other
side is heard in the same sentence or in one beside it, or the topic is already reported as discussed. A person who does not mention something, a
speech, a guideline or a bill that merely lacks something is no omission.
"""

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token

from communique.annotate.agenda.accounts import account_of
from communique.annotate.agenda.items import Item
from communique.annotate.agenda.wording import wordings
from communique.annotate.clause import Standing, is_negated, is_passive, objects, own_subjects, phrases, subjects
from communique.annotate.layers import Layers
from communique.annotate.news import News
from communique.annotate.parties import Parties
from communique.codebook.agenda import agenda_forms
from communique.model import ActorKind, MeetingKind

_VERBAL = frozenset({"VERB", "AUX"})
_GOVERNMENTS = frozenset({ActorKind.STATE, ActorKind.MINISTRY, ActorKind.OFFICE})
_ABOUT = frozenset({"of", "to", "on", "about", "over"})
_IN = frozenset({"in", "from", "of", "by"})
_MENTIONS = frozenset({"mention", "reference", "word", "allusion"})


@cache
def trigger_pattern() -> re.Pattern[str]:
    """Return one pattern for the words that can say that something is left out."""
    stems = {
        "mention", "refer", "omit", "silent", "absent", "missing", "skip", "drop", "left out", "leave out", "skirt", "gloss", "pass",
        "nothing", "word", "includ", "allude", "cit", "note", "nam", "carr", "contain", "bring up", "brought up", "address",
        "touch", "cover", "exclud", "ignor", "sidestep", "avoid", "steer", "clear of", "remov", "delet", "speak", "spoke",
    }  # fmt: skip
    return re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, stems), key=len, reverse=True)) + r")", re.IGNORECASE)


class OmissionFinder:
    """Finds what the accounts of one document are said to leave out."""

    def __init__(self, doc: Doc, parties: Parties) -> None:
        self._doc = doc
        self._parties = parties
        self._states: set[str] = set()
        for meeting in Layers(doc).meetings:
            if meeting.kind is not MeetingKind.VISIT:
                found = {parties.country(one) for one in meeting.participants} - {None}
                if len(found) > 1:
                    self._states |= {one for one in found if one is not None}

    def find(self, items: list[Item]) -> list[Item]:
        """Return the omissions in the order of the text; `items` are the topics that are said to be discussed."""
        # Official texts do not report what others leave out, and without two sides there are no two accounts.
        if len(self._states) < 2 or Layers(self._doc).publisher_country is not None:
            return []
        found: list[Item] = []
        news = News(self._doc)
        by_offset: dict[int, int] | None = None
        for hit in trigger_pattern().finditer(self._doc.text):
            if hit.start() not in news:
                continue
            if by_offset is None:
                by_offset = {token.idx: token.i for token in self._doc}
            at = by_offset.get(hit.start())
            if at is None:
                continue
            for silent, cue, heads in self._at(self._doc[at]):
                if self._other_is_heard(silent, cue, items):
                    found.extend(self._items(silent, cue, heads))
        return list(dict.fromkeys(found))

    def _at(self, token: Token) -> Iterator[tuple[str, Token, list[Token]]]:
        """Yield (silent account, cue, heads of the topics)."""
        lemma = token.lemma_.lower()
        if token.pos_ in _VERBAL:
            yield from self._verb(token, lemma)
        elif token.pos_ == "ADJ" or token.tag_ in {"VBN", "VBG"}:
            yield from self._adjective(token, lemma)
        elif lemma in _MENTIONS or token.lower_ == "nothing":
            yield from self._noun(token)

    def _verb(self, verb: Token, lemma: str) -> Iterator[tuple[str, Token, list[Token]]]:
        leaves_out = lemma in {form.split()[0] for form in agenda_forms("omit")} and _is_whole(verb, lemma)
        negated = is_negated(verb) and lemma in {form.split()[0] for form in agenda_forms("negated")}
        if is_passive(verb):
            if (negated or leaves_out) and own_subjects(verb):
                for silent in self._accounts_in(verb):
                    yield silent, verb, own_subjects(verb)
            return
        if leaves_out and is_negated(verb):
            return
        if not (negated or leaves_out):
            return
        silent_one = self._account(subjects(verb))
        if silent_one is None:
            return
        heads = [*objects(verb), *_after(verb, frozenset({"to", "on", "of", "over", "clear"}))]
        heads = [deeper for head in heads for deeper in ([*_after(head, _ABOUT)] if head.lemma_ in _MENTIONS else [head])]
        if heads:
            yield silent_one, verb, heads

    def _adjective(self, word: Token, lemma: str) -> Iterator[tuple[str, Token, list[Token]]]:
        verb = word.head
        if verb.pos_ not in _VERBAL or is_negated(verb):
            return
        if lemma == "silent":
            silent = self._account(subjects(verb))
            heads = _after(word, _ABOUT) or _after(verb, frozenset({"on", "about"}))
            if silent is not None and heads:
                yield silent, word, heads
        elif word.lower_ in {"absent", "missing"}:
            heads = own_subjects(verb)
            for silent in self._accounts_in(word):
                if heads:
                    yield silent, word, heads

    def _noun(self, noun: Token) -> Iterator[tuple[str, Token, list[Token]]]:
        """Read "made no mention of", "said nothing about", "there was no mention of ... in the readout"."""
        if noun.lower_ != "nothing" and not any(child.lower_ in {"no", "not"} for child in noun.lefts):
            return
        verb = noun.head
        heads = _after(noun, _ABOUT) or (_after(verb, frozenset({"about", "on", "of", "to"})) if verb.pos_ in _VERBAL else [])
        if not heads or verb.pos_ not in _VERBAL or is_negated(verb):
            return
        if verb.lemma_ in {"make", "say", "have", "contain", "carry", "include", "give"}:
            silent = self._account(subjects(verb))
            if silent is not None:
                yield silent, verb, heads
                return
        for silent in dict.fromkeys((*self._accounts_in(verb), *self._accounts_in(noun), *(one for head in heads for one in self._accounts_in(head)))):
            yield silent, noun, heads

    # Accounts

    def _account(self, heads: list[Token]) -> str | None:
        """Return the state whose account the phrase is ("the Chinese statement", "Beijing", "the Kremlin's version")."""
        for head in heads:
            if head.lemma_.lower() in agenda_forms("account_noun"):
                found = self._issuer(head)
            else:
                actor_id = self._parties.resolve(head)
                actor = self._parties.actor(actor_id) if actor_id is not None else None
                found = account_of(actor) if actor is not None and actor.kind in _GOVERNMENTS else None
            if found in self._states:
                return found
        return None

    def _issuer(self, noun: Token) -> str | None:
        """Return whose statement it is: by the words before it, by "from" or "of" after it, or by coreference."""
        known = account_of(self._parties.actor(self._parties.resolve(noun) or ""))
        if known is not None:
            return known
        for word in noun.lefts:
            actor_id = self._parties.resolve(word)
            found = account_of(self._parties.actor(actor_id)) if actor_id is not None else None
            if found is not None:
                return found
        beside = self._parties.country_beside(noun)
        if beside is not None:
            return beside
        for _, thing in phrases(noun, _IN):
            actor_id = self._parties.resolve(thing)
            found = account_of(self._parties.actor(actor_id)) if actor_id is not None else None
            if found is not None:
                return found
        return None

    def _accounts_in(self, token: Token) -> list[str]:
        """Return the accounts that something is said not to stand in ("absent from the White House readout")."""
        found: list[str] = []
        for _, thing in phrases(token, _IN):
            if thing.lemma_.lower() in agenda_forms("account_noun"):
                silent = self._issuer(thing)
                if silent in self._states and silent not in found and silent is not None:
                    found.append(silent)
        return found

    def _other_is_heard(self, silent: str, cue: Token, items: list[Item]) -> bool:
        """Tell whether another side of the meeting speaks in this sentence or in one beside it."""
        doc = self._doc
        sentence = cue.sent
        first = doc[max(0, sentence.start - 1)].sent.start
        last = doc[min(len(doc) - 1, sentence.end)].sent.end
        start, end = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
        layers = Layers(doc)
        for statement in layers.statements:
            if not any(start <= span.start < end for span in (*statement.cue, *statement.content)):
                continue
            voices = [link.issuer for link in statement.according_to]
            if statement.speaker is not None:
                voices.append(statement.speaker.actor)
            for voice in voices:
                for one in self._parties.members(voice):
                    account = account_of(self._parties.actor(one))
                    if account in self._states and account != silent:
                        return True
        for token in doc[first:last]:
            if token.lemma_.lower() in agenda_forms("account_noun"):
                issuer = self._issuer(token)
                if issuer in self._states and issuer != silent:
                    return True
        return any(start <= item.start < end for item in items)

    def _items(self, silent: str, cue: Token, heads: list[Token]) -> Iterator[Item]:
        for head in heads:
            if head.tag_ in {"WP", "WDT"}:
                continue
            for wording in wordings(head):
                first, last = self._doc[wording.first], self._doc[wording.last]
                start, end = first.idx, last.idx + len(last)
                clause = self._clause_start(cue)
                yield Item(
                    min(start, clause),
                    max(end, cue.idx + len(cue)),
                    start,
                    end,
                    Standing.DONE,
                    cue.i,
                    points_back=wording.points_back,
                    silent=silent,
                )

    def _clause_start(self, cue: Token) -> int:
        verb = cue if cue.pos_ in _VERBAL else cue.head
        whose = own_subjects(verb)
        return min((whose[0].left_edge.idx if whose else cue.idx), cue.idx)


def _is_whole(verb: Token, lemma: str) -> bool:
    """Tell whether a verb that omits only with a particle has it ("left out", "passed over")."""
    rest = [form.split()[1:] for form in agenda_forms("omit") if form.split()[0] == lemma]
    if [] in rest:
        return True
    beside = {child.lower_ for child in verb.children}
    return any(words[0] in beside for words in rest)


def _after(token: Token, prepositions: frozenset[str]) -> list[Token]:
    return [
        thing
        for child in token.children
        if child.dep_ in {"prep", "prt"} and child.lower_ in prepositions
        for thing in child.rights
        if thing.dep_ in {"pobj", "pcomp"}
    ]

"""Whose account a phrase is: "the Chinese statement", "a readout from Russia's ministry", "neither side's text"."""

from bisect import bisect_left
from collections.abc import Iterable
from enum import Enum, auto

from spacy.tokens import Doc, Token

from communique.annotate.agenda.accounts import account_of
from communique.annotate.agenda.contacts import contacts_of, is_domestic, subject_matter
from communique.annotate.agenda.givers import givers_of
from communique.annotate.agenda.owners import Owners, speaks_for_its_state, state_named
from communique.annotate.clause import own_subjects, phrases, subjects
from communique.annotate.layers import Layers
from communique.annotate.parties import Parties
from communique.codebook.omissions import omission_forms
from communique.codebook.reporting import verbs_by_form
from communique.model import MeetingKind

_NOMINAL = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_PARTNERS = frozenset({"with", "between"})
_FROM = frozenset({"from", "of", "by"})
_ABOUT = frozenset({"on", "about", "regarding", "concerning", "to", "for"})
_SIDES = frozenset({"side", "country", "government", "capital", "party", "ministry", "delegation", "nation", "office"})
_OWNERS = frozenset({"ADJ", "PROPN"})
_PAIR = 2
_BARE = frozenset({"readout", "read-out"})
_FAR = 12
"""Words before an account within which "neither" stands."""
_EVERY = frozenset({"both", "neither", "two", "each", "either"})


class Ground(Enum):
    """What stands for an account: a text that is called one, or the government itself."""

    TEXT = auto()
    NOTE = auto()
    """A text that is an account only where the same sentence has another: "the Chinese note"."""
    MEDIA = auto()
    """What a government's own media tell of a meeting."""
    GOVERNMENT = auto()


TEXTS = frozenset({Ground.TEXT, Ground.NOTE, Ground.MEDIA})


class Issuers:
    """Answers for one document whose account a phrase is; only states that met have accounts.

    `meetings` holds the states of each meeting; empty where the document tells of none: then any state may have one.
    """

    __slots__ = ("_meetings", "_owned", "_pair", "_parties", "owners", "states")

    def __init__(self, parties: Parties, meetings: tuple[frozenset[str], ...], owners: Owners) -> None:
        self._parties = parties
        self._meetings = meetings
        self.owners = owners
        self.states: frozenset[str] = frozenset().union(*meetings)
        # Found once: to look through a long document for each of its phrases would cost the square of its length.
        self._pair: tuple[str, ...] | None = None
        self._owned: list[int] | None = None

    def of(self, head: Token) -> tuple[tuple[str, ...], Ground] | None:
        """Return the states whose account the phrase headed by `head` is, and on what ground; None if it is none."""
        lemma = head.lemma_.lower()
        if self._stands_for_account(head):
            found, ground = self._of_stand_in(head), Ground.TEXT
        elif lemma in omission_forms("account") or lemma in omission_forms("media_work"):
            by_media = self._of_medium(head)
            if by_media:
                found, ground = by_media, Ground.MEDIA
            else:
                joint = self._of_joint(head)
                if joint:
                    return joint, Ground.TEXT
                if not self.is_account_noun(head):
                    return None
                found, ground = self._of_text(head), Ground.TEXT if self.is_strong(head) else Ground.NOTE
        elif head.lower_ in {"neither", "both"} or (lemma in _SIDES and is_of_all(head)):
            found, ground = self._both(head.doc), _ground_of_all(head)
        elif (medium := self.owners.medium(head)) is not None:
            found, ground = (medium,), Ground.MEDIA
        else:
            government = self.government(head)
            found, ground = (government,) if government else (), Ground.GOVERNMENT
        if not (self._meetings and ground is Ground.TEXT and contacts_of(head)):
            # "the Chinese summary of the meeting" is an account whoever else the text tells of.
            found = tuple(one for one in found if not self._meetings or one in self.states)
        return (found, ground) if found else None

    def unowned(self, head: Token) -> tuple[str, ...] | None:
        """Return whose account it is where nothing in the phrase tells: the document's own side, or nobody ().

        None if the phrase is no account: "the readout", "your readout", "neither ministry's summary" are.
        """
        lemma = head.lemma_.lower()
        holders = [child for child in head.lefts if child.dep_ == "poss"]
        holders += [thing for _, thing in phrases(head, _FROM)]
        of_all = is_of_all(head) or any(map(is_of_all, holders))
        if head.i > 1 and head.nbor(-1).lower_ in {"'s", "’s"}:
            of_all = of_all or is_of_all(head.nbor(-2))  # two subjects for the parser
        if not (lemma in omission_forms("of_contact") or (of_all and lemma in omission_forms("account"))):
            return None
        if self.of(head) is not None or not self.is_account_noun(head):
            return None
        if of_all:
            return ()
        owners = [child for child in head.lefts if child.dep_ in {"poss", "amod", "compound"}]
        owners = [child for child in owners if not self.owners.is_nameless(child)]
        has_case = head.i > 0 and head.nbor(-1).lower_ in {"'s", "’s"} and head.nbor(-1).head != head
        if has_case and not any(child.dep_ == "poss" for child in head.lefts):
            return None  # somebody's, whom the parser does not tell
        if any(child.tag_ != "PRP$" and (child.dep_ == "poss" or child.pos_ == "PROPN") for child in owners):
            return None
        is_bare = lemma in _BARE or any(child.lower_ in {"your", "our"} for child in owners)
        theirs = any(child.lower_ == "their" for child in head.lefts)
        if theirs and any(word.lemma_.lower() in _SIDES and is_of_all(word) for word in head.sent):
            return self._both(head.doc)  # "not mentioned by either side in their statements"
        if head.tag_ == "NNS" or not is_bare:
            return None
        if theirs:
            return ()  # "their readout mentions it, yours does not"
        # "The Japanese readout mentions steel. Your readout does not": "your" goes back to nobody's before it.
        before = self._text_before(head) if not any(child.tag_ == "PRP$" for child in owners) else None
        earlier = self.of(before) if before is not None else None
        if earlier is not None:
            return earlier[0]
        return (self.owners.home,) if self.owners.home is not None else ()

    def told_by(self, cue: Token) -> tuple[str, ...]:
        """Return whose text it is that says what `cue` says: "the British version speaks of an exchange on trade"."""
        for verb in (cue, *cue.ancestors):
            if verb.pos_ != "VERB" or not (
                verb.lower_ in verbs_by_form() or verb.lemma_.lower() in omission_forms("tells")
            ):
                continue
            for head in subjects(verb):
                found = self.of(head)
                if found is not None and found[1] is Ground.TEXT:
                    return found[0]
        return ()

    def meant_by(self, pronoun: Token) -> tuple[str, ...]:
        """Return whose text "it" is, where the sentence before speaks of an account."""
        before = pronoun.sent.start - 1
        if pronoun.lower_ != "it" or before < 0:
            return ()
        found = [self.of(head) for head in own_subjects(pronoun.doc[before].sent.root)]
        return found[0][0] if len(found) == 1 and found[0] is not None and found[0][1] is Ground.TEXT else ()

    def _stands_for_account(self, head: Token) -> bool:
        """Tell whether "the British one", "London's" or "the former" stands for an account named before it."""
        bare = head.lower_ in {"latter", "former"}
        owned = head.lower_ in {"one", "that"} and any(child.pos_ in _OWNERS for child in head.lefts)
        owned = owned or (head.lower_ == "that" and any(True for _ in phrases(head, _FROM)))
        after = head.doc[head.i + 1 : head.i + 2]
        # "in the White House one": the parser takes "one" for a number.
        owned = owned or (head.pos_ == "PROPN" and any(word.lower_ == "one" and word.head == head for word in after))
        cut = head.pos_ == "PROPN" and head.dep_ not in {"poss", "nmod"} and _has_case(head)
        lone = head.pos_ in _OWNERS and head.dep_ == "pobj" and head.nbor(-1).lower_ == "the"
        lone = lone and head.text[:1].isupper() and len(after) > 0 and after[0].is_punct  # "not in the Hungarian."
        if not (bare or owned or cut or lone):
            return False
        start = head.doc[max(0, head.sent.start - 1)].sent.start
        around = head.doc[start : head.sent.end if cut else head.i]
        return any(word.lemma_.lower() in omission_forms("account") for word in around)

    def _of_stand_in(self, head: Token) -> tuple[str, ...]:
        if head.lower_ in {"latter", "former"} and not any(child.pos_ in _OWNERS for child in head.lefts):
            for word in reversed(head.doc[max(0, head.sent.start - 1) : head.i]):
                pair = self._each(word) if word.lemma_.lower() in omission_forms("account") else ()
                if len(pair) == _PAIR:
                    return (pair[0 if head.lower_ == "former" else 1],)
            return ()
        if head.pos_ == "PROPN":
            owner = self.owners.of(head)
            return (owner,) if owner is not None else ()
        return self._of_text(head)

    def _of_medium(self, noun: Token) -> tuple[str, ...]:
        """Return the state whose media published it: "Xinhua's first report"."""
        if noun.lemma_.lower() not in omission_forms("media_work"):
            return ()
        found = (self.owners.medium(word) for word in givers_of(noun))
        return tuple(one for one in found if one is not None)[:1]

    def _of_joint(self, noun: Token) -> tuple[str, ...]:
        """Return both sides where "the communique" is the one that the document says they issued together."""
        if noun.tag_ == "NNS" or any(
            child.dep_ == "poss" or (child.pos_ in _OWNERS and child.lower_ != "joint") for child in noun.lefts
        ):
            return ()
        if any(True for _ in phrases(noun, _FROM | _ABOUT)):
            return ()
        before = self._text_before(noun)
        if before is None or not any(child.lower_ == "joint" for child in before.lefts):
            return ()
        people = self._parties.of([before, *self._speakers_in(before)])
        found = {self._parties.country(one) for one in people} - {None}
        return tuple(sorted(one for one in found if one is not None)) if len(found) > 1 else ()

    def _speakers_in(self, noun: Token) -> list[Token]:
        """Return who speaks in a text: "A and B said in a joint statement"."""
        verb = noun.head.head if noun.dep_ == "pobj" else noun.head
        return own_subjects(verb) if verb.pos_ == "VERB" else []

    def _text_before(self, noun: Token) -> Token | None:
        """Return the nearest account named in an earlier sentence that tells whose it is."""
        if self._owned is None:
            self._owned = [word.i for word in noun.doc if _is_owned_account(word)]
        before = bisect_left(self._owned, noun.sent.start)
        return noun.doc[self._owned[before - 1]] if before else None

    def speaks_for_another(self, actor_id: str | None, silent: tuple[str, ...]) -> bool:
        """Tell whether an actor speaks for a side of the meeting that is none of `silent`."""
        accounts = {account_of(self._parties.actor(one)) for one in self._parties.members(actor_id)} - {None}
        return self.met_with(accounts, silent)

    def met_with(self, states: Iterable[str | None], silent: tuple[str, ...]) -> bool:
        """Tell whether `states` met with the silent ones and are none of them."""
        others = {state for state in states if state is not None}
        if not self._meetings:
            return bool(others) and not others & set(silent)
        met = {state for meeting in self._meetings if meeting & set(silent) for state in meeting}
        return bool(others & met) and not others & set(silent)

    def names_another(self, head: Token, silent: tuple[str, ...]) -> bool:
        """Tell whether the phrase names somebody who speaks for a side of the meeting that is none of `silent`."""
        return self.speaks_for_another(self._parties.resolve(head), silent)

    def is_account_noun(self, noun: Token) -> bool:
        """Tell whether the noun can be an account of this meeting, and no draft, joint or earlier text."""
        form = omission_forms("account").get(noun.lemma_.lower())
        if noun.dep_ == "compound" and noun.head.i == noun.i + 1 and noun.head.tag_ == "NN":
            return False  # "account book"
        # The tagger takes "readout" for a verb now and then.
        if form is None or not (noun.pos_ in {"NOUN", "PROPN"} or noun.dep_ in _NOMINAL or noun.lower_ in _BARE):
            return False
        if any(word.lower_ in omission_forms("not_yet") for word in noun.doc[noun.left_edge.i : noun.i]):
            return False
        contacts = contacts_of(noun)
        if any(map(is_domestic, contacts)) or not all(map(self._is_between_states, contacts)):
            return False
        of_contact = bool(contacts)
        elsewhere = subject_matter(noun)
        # "a statement on the anniversary" is about something else.
        if _is_in_denial(noun):
            return True
        return of_contact or not elsewhere or noun.lemma_.lower() in _BARE

    def is_strong(self, noun: Token) -> bool:
        """Tell whether the noun is an account by itself, or is called one of a contact ("the report on the talks")."""
        if any(child.lower_ in {"press", "news", "media"} for child in noun.lefts if child.dep_ == "compound"):
            return True  # "press note", "news item": what a ministry gives out
        return omission_forms("account")[noun.lemma_.lower()].is_strong or bool(contacts_of(noun))

    def is_of_contact(self, noun: Token) -> bool:
        """Tell whether an account is called that of a contact: "its summary of the talks", or "readout" alone."""
        if noun.lemma_.lower() not in omission_forms("of_contact"):
            return bool(contacts_of(noun))
        return not self.is_of_something_else(noun)

    def is_of_something_else(self, noun: Token) -> bool:
        """Tell whether it is a text of a treaty, a film, an earthquake."""
        if _is_in_denial(noun):
            return False
        others = [thing for prep, thing in phrases(noun) if prep.lower_ in {"of", "on"}]
        return not contacts_of(noun) and any(self.government(thing) is None for thing in others)

    def _is_between_states(self, contact: Token) -> bool:
        """Tell whether a contact can be one of those that met: "its call with Sweden" is another."""
        if not self._meetings:
            return True
        things = [thing for _, thing in phrases(contact, _PARTNERS)]
        countries = {self._parties.country(one) for one in self._parties.of(things)}
        countries |= {state_named(word) for thing in things for word in thing.subtree}
        return all(countries - {None} <= meeting for meeting in self._meetings)

    def _of_text(self, noun: Token) -> tuple[str, ...]:
        everyone = noun.lower_ in {"both", "neither"} or is_of_all(noun)
        owners = [child for child in noun.lefts if child.dep_ == "poss"]
        if everyone or any(owner.lemma_.lower() in _SIDES and is_of_all(owner) for owner in owners):
            return self._both(noun.doc)
        pair = self._neither_nor(noun)
        if pair:
            return pair
        named = self._each(noun)
        if noun.tag_ == "NNS":
            # "Chinese statements" is a habit, "Chinese reports" what was written about this meeting.
            return named if len(named) > 1 or noun.lemma_ in omission_forms("media_work") else ()
        # "the Chinese and Russian statement" is one text of two, no account of either.
        return named if len(named) == 1 else ()

    def _neither_nor(self, noun: Token) -> tuple[str, ...]:
        """Return both states of "neither Oslo's nor Beijing's statement", which the parser takes apart."""
        before = noun.doc[max(noun.sent.start, noun.i - _FAR) : noun.i]
        words = [word.lower_ for word in before]
        if "nor" not in words or "neither" not in words:
            return ()
        start = len(words) - 1 - words[::-1].index("neither")
        between = before[start:]
        if any(word.pos_ in {"VERB", "AUX"} or word.is_punct for word in between):
            return ()
        found = (self.government(word) for word in between if word.pos_ in _OWNERS)
        states = tuple(dict.fromkeys(state for state in found if state is not None))
        return states if len(states) == _PAIR else ()

    def _both(self, doc: Doc) -> tuple[str, ...]:
        """Return the two sides of "neither side's statement", nobody where they are not certain.

        They are those of the only meeting of two, or of the one whose two accounts are told.
        """
        if self._pair is None:
            self._pair = self._of_two(doc)
        return self._pair

    def _of_two(self, doc: Doc) -> tuple[str, ...]:
        if not self._meetings:
            named = self._told(doc)
            return tuple(sorted(named)) if len(named) == _PAIR else ()
        pairs = [meeting for meeting in self._meetings if len(meeting) == _PAIR]
        if len(pairs) > 1:
            told = self._told(doc)
            pairs = [pair for pair in pairs if pair <= told]
        return tuple(sorted(pairs[0])) if len(pairs) == 1 else ()

    def _told(self, doc: Doc) -> set[str]:
        """Return the states whose accounts a document names, each by itself."""
        return {state for token in doc if self._is_named_account(token) for state in self._of_text(token)}

    def _is_named_account(self, token: Token) -> bool:
        is_account = token.lemma_.lower() in omission_forms("account") and self.is_account_noun(token)
        return is_account and not any(word.lower_ in _EVERY for word in token.subtree)

    def _each(self, noun: Token) -> tuple[str, ...]:
        """Return every state that the words around the noun name, each once."""
        found: list[str] = []
        actor = self._parties.actor(self._parties.resolve(noun) or "")
        nameless = not self._meetings and any(map(self.owners.is_nameless, givers_of(noun)))
        known = account_of(actor) if not nameless and actor is not None and speaks_for_its_state(actor) else None
        # A person may give a readout or post about a talk; "the president's statement" may be about anything.
        personal = noun.lemma_.lower() in omission_forms("of_contact") | omission_forms("own")
        for word in givers_of(noun):
            if not self._meetings and self.owners.is_nameless(word):
                continue  # "the Treasury's readout": of which state, the words do not tell
            state = self.government(word) or self.owners.organisation(word)
            state = state or (self.owners.person(word) if personal else None)
            if state is not None and state not in found:
                found.append(state)
        # The words come first: "the Kremlin readout" of an undated text may be taken for a Soviet one.
        if known is not None and (not found or known in self.states):
            found.insert(0, known)
        return tuple(dict.fromkeys(found))

    def government(self, head: Token) -> str | None:
        """Return the state that speaks where `head` names it, its capital, its ministry or "its president's office"."""
        return self.owners.government(head)


def _is_owned_account(word: Token) -> bool:
    """Tell whether a word names an account and tells whose it is: "Oslo's statement", "a statement by the ministry"."""
    if word.lemma_.lower() not in omission_forms("account") or word.pos_ not in {"NOUN", "PROPN"}:
        return False
    owned = any(child.dep_ == "poss" or child.pos_ in _OWNERS for child in word.lefts)
    return owned or any(True for _ in phrases(word, _FROM))


def _is_in_denial(noun: Token) -> bool:
    """Tell whether what follows an account is what it lacks: "nothing in its text about X", "no sign in it of X"."""
    above = noun.head.head if noun.dep_ == "pobj" else noun
    beside = (above, *own_subjects(above)) if above.pos_ in {"VERB", "AUX"} else (above,)
    lacking = {"nothing", "anything", *omission_forms("named"), *omission_forms("silent")}
    return any(word.lower_ in lacking or word.lemma_.lower() in lacking for word in beside)


def _has_case(noun: Token) -> bool:
    after = noun.doc[noun.i + 1 : noun.i + 2]
    return any(child.dep_ == "case" for child in noun.rights) or any(one.lower_ in {"'s", "’s"} for one in after)


def is_of_all(noun: Token) -> bool:
    """Tell whether "both", "neither" or "the two" stands before the noun."""
    return any(
        child.lower_ in _EVERY for child in noun.lefts if child.dep_ in {"det", "preconj", "nummod", "predet", "cc"}
    )


def _ground_of_all(head: Token) -> Ground:
    return Ground.GOVERNMENT if head.lemma_.lower() in _SIDES else Ground.TEXT


def states_that_met(doc: Doc, parties: Parties) -> tuple[frozenset[str], ...]:
    """Return the states of each meeting of the document in which there are several."""
    found: dict[frozenset[str], None] = {}
    for meeting in Layers(doc).meetings:
        if meeting.kind is not MeetingKind.VISIT:
            sides = frozenset(country for country in map(parties.country, meeting.participants) if country is not None)
            if len(sides) > 1:
                found[sides] = None
    return tuple(found)

"""Which day a contact without one of its own has: of the lead, the sentence before, what was done together."""

from dataclasses import replace
from datetime import timedelta

from spacy.tokens import Doc, Span, Token

from communique.annotate.actors.author import Author
from communique.annotate.clause import VERBAL, Standing, finite_above, governor, is_passive, subjects
from communique.annotate.layers import Layers
from communique.annotate.meetings.contact import Contact
from communique.annotate.meetings.moments import Moments
from communique.annotate.meetings.standings import with_date
from communique.annotate.parties import Parties
from communique.codebook.contacts import cues_of, forms_of
from communique.codebook.reporting import verbs_by_form
from communique.model import PassageKind
from communique.model.dates import first_day, last_day, precision_of

_FINITE_PAST = frozenset({"VBD"})
_PARTS_OF_DAY = frozenset({"morning", "afternoon", "evening", "day"})
_THAT = frozenset({"the", "same", "that"})
_NOW = frozenset({"just"})
_HALF_A_YEAR = timedelta(days=183)
_SHORT = 6
"""Words at most of a byline or a dateline that stands before the lead."""
_BEHIND_LEAD = 120
"""Words behind the beginning of the lead in which a contact without a day is of the day of the lead."""


class Dating:
    """Gives the contacts of one document the days that the sentences around them tell."""

    __slots__ = ("_doc", "_moments", "_parties", "_published")

    def __init__(self, doc: Doc, parties: Parties, moments: Moments, published: str | None) -> None:
        self._doc = doc
        self._parties = parties
        self._moments = moments
        self._published = published

    def dated(self, contact: Contact) -> Contact:
        """Return the contact with the day of what its people did just before, if it has none of its own."""
        if contact.date is not None or contact.standing is not Standing.DONE or len(contact.parties) < 2:
            return contact
        date = self._just_now(contact) or self._of_deed(contact)
        if date is None and _is_simple_past(self._doc[contact.at]):
            date = self._of_sentence_before(contact) or self._of_lead(contact)
        if date is None or with_date(Standing.DONE, date, self._published) is not Standing.DONE:
            return contact
        return replace(contact, date=date)

    def _just_now(self, contact: Contact) -> str | None:
        """Read "I just had a call with B" in the author's own words as of the day on which they were published."""
        author, cue = Author.of(self._doc), self._doc[contact.at]
        verb = cue if cue.pos_ in VERBAL else governor(cue)
        if author is None or verb is None or author.is_quoted(verb):
            return None
        if not any(child.lower_ in _NOW and child.dep_ == "advmod" for child in verb.lefts):
            return None
        who = subjects(verb)
        is_own = any(map(author.says, who)) or (not who and author.actor is not None)
        is_day = self._published is not None and precision_of(self._published) == "day"
        return self._published if is_own and is_day else None

    def _of_deed(self, contact: Contact) -> str | None:
        """Read "A and B agreed on Wednesday to ... The two ministers met for three hours"."""
        first = max(0, self._doc[contact.at].sent.start - 1)
        for verb, date in self._moments.dated_verbs(self._doc[first].sent.start, contact.at):
            together = set(self._parties.of(subjects(verb)))
            states = [state for one in together if (state := self._parties.country(one)) is not None]
            own = [self._parties.country(one) for one in contact.parties]
            is_theirs = together >= set(contact.parties) or (
                len(states) == len(together) > 1 and set(states) == set(own) and len(set(states)) == len(own)
            )
            if is_theirs and with_date(Standing.DONE, date, self._published) is Standing.DONE:
                return date
        return None

    def _of_sentence_before(self, contact: Contact) -> str | None:
        """Read "The envoy shuttled between the delegations on Friday. He saw Minister B twice"."""
        sentence = self._doc[contact.at].sent
        if sentence.start == 0:
            return None
        before = self._doc[sentence.start - 1].sent
        dated = self._moments.dated_verbs(before.start, before.end - 1)
        main = before.root
        if len(dated) != 1 or dated[0][0] != main or main.lemma_ in verbs_by_form() or main.lower_ in verbs_by_form():
            return None
        acting = self._parties.of(subjects(main))
        return dated[0][1] if contact.parties[0] in acting else None

    def _of_lead(self, contact: Contact) -> str | None:
        """Read "Norway's foreign minister failed on Tuesday to win Syrian backing", of his talks told next."""
        lead, sentence = _lead_of(self._doc), self._doc[contact.at].sent
        if lead is None or not 0 < sentence.start - lead.start < _BEHIND_LEAD:
            return None
        main = lead.root
        if main.lemma_ in verbs_by_form() or main.lower_ in verbs_by_form():  # "..., diplomats said"
            main = next((one for one in main.lefts if one.dep_ == "ccomp" and one.pos_ in VERBAL), main)
        dated = [one for one in self._moments.dated_verbs(lead.start, lead.end - 1) if one[0] == main]
        own = {self._parties.country(one) for one in contact.parties}
        if len(dated) != 1 or main.lemma_ == "say" or None in own or len(own) < 2:
            return None
        acting = {self._parties.country(one) for one in self._parties.of(subjects(main))}
        is_about = bool(own & acting) and own <= acting | self._parties.states_in(lead.start_char, lead.end_char)
        return dated[0][1] if is_about else None


def follows(cue: Token) -> bool:
    """Tell whether the clause goes on with a day told before: "he also met", "later she saw", "in the evening"."""
    verb = cue if cue.pos_ in VERBAL else governor(cue)
    if verb is None:
        return False
    if verb.lemma_ == "join" and is_passive(verb):
        return True  # "the two were joined by B for dinner"
    for child in verb.lefts:
        if child.dep_ == "advcl" and any(
            one.dep_ == "mark" and one.lower_ in {"before", "after"} for one in child.lefts
        ):
            by = [one for one in child.lefts if one.dep_ == "nsubj"]
            if child.lemma_ in cues_of("verb") and by and by[0].tag_ == "PRP":
                return True  # "before they sat down"
    for child in (*verb.children, *cue.children):
        if child.dep_ == "advmod" and child.lower_ in forms_of("apart", "adverb"):
            return True
        parts = [child, *child.children] if child.dep_ in {"advmod", "prep"} else []
        if any(thing.lemma_ in _PARTS_OF_DAY for part in parts if part.dep_ == "prep" for thing in part.rights):
            return True
    return False


def is_of_that_day(cue: Token, *, has_date: bool) -> bool:
    """Tell whether the clause says "earlier in the day" or "the same day", which other words may have dated wrongly."""
    verb = cue if cue.pos_ in VERBAL else governor(cue)
    sentence = cue.sent
    told = Layers(cue.doc).text[sentence.start_char : sentence.end_char].lower()
    if verb is None or " day" not in told or (has_date and " same " not in told):
        return False
    words = {word.lower_ for word in sentence}
    inside = verb.doc[verb.left_edge.i + 1 : verb.right_edge.i]
    is_named = any(word.lower_ == "day" and word.nbor(-1).lower_ in _THAT for word in inside)
    return is_named and bool(words & {"earlier", "later", "same"})


def _is_simple_past(cue: Token) -> bool:
    """Tell whether the clause tells in the simple past: "had met" is of another day."""
    verb = cue if cue.pos_ in VERBAL else governor(cue)
    finite = finite_above(verb) if verb is not None else None
    return finite is not None and (
        finite.tag_ == "VBD" or any(child.lower_ in {"was", "were"} for child in finite.lefts)
    )


def in_week(date: str | None, week: str | None) -> str | None:
    """Return the weekday moved into the week that the journey was planned for, if it lies in the week before."""
    if date is None or week is None or precision_of(date) != "day":
        return date
    for days in (7, 14):
        moved = first_day(date) + timedelta(days=days)
        if first_day(week) <= moved <= last_day(week):
            return moved.isoformat()
    return date


def next_week(date: str, published: str) -> str:
    """Return a day of the last seven as that weekday of the week to come, any other date unchanged."""
    if precision_of(date) != "day":
        return date
    day, today = first_day(date), first_day(published)
    return (day + timedelta(days=7)).isoformat() if timedelta(0) < today - day < timedelta(days=7) else date


def nearest_year(date: str | None, published: str | None, cue: Token) -> str | None:
    """Return the day for which something called off was meant in the nearer year, unless the words name the year."""
    if date is None or published is None or precision_of(date) != "day" or date[:4] in cue.sent.text:
        return date
    is_far = first_day(date) - last_day(published) > _HALF_A_YEAR and not date.endswith("-02-29")
    return f"{int(date[:4]) - 1}{date[4:]}" if is_far else date


def is_told_as_past(cue: Token) -> bool:
    """Tell whether a verb of the past says that it took place ("met", "said during talks")."""
    if cue.pos_ in VERBAL:
        return cue.tag_ in _FINITE_PAST
    verb = (
        governor(cue)
        if cue.dep_ == "pobj" and cue.head.lower_ in forms_of("preposition", "after") | {"during"}
        else None
    )
    return verb is not None and finite_above(verb).tag_ in _FINITE_PAST


def is_still_ahead(cue: Token) -> bool:
    """Tell whether a verb of the present or the future says that it lies ahead ("will meet", "is due to meet")."""
    verb = cue if cue.pos_ in VERBAL else governor(cue)
    if verb is None:
        return False
    finite = finite_above(verb)
    return finite.tag_ in {"VBZ", "VBP"} or any(child.tag_ in {"MD", "VBZ", "VBP"} for child in finite.lefts)


def _lead_of(doc: Doc) -> Span | None:
    """Return the first sentence of the news itself, None if there is none in the first lines."""
    body = next((one for one in Layers(doc).passages if one.kind is PassageKind.BODY), None)
    start = body.start if body is not None else 0
    for at, sentence in enumerate(doc.sents):
        if sentence.end_char > start and len(sentence) > _SHORT:
            return sentence
        if at > _SHORT:
            break
    return None

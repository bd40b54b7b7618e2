"""Whether the words of a silence are borne out: as a fact, of an account, with another side to be heard.

Two accounts are needed. Another side of the meeting must be heard: for a government in the same sentence or the one
before, for a readout anywhere in the document. Where no meeting is told, only a text counts, and the other side must be
heard in the same sentence, unless the words themselves say that it is the text of a contact ("the White House
readout", "its summary of the talks").
"""

from itertools import islice

from spacy.tokens import Doc, Token

from communique.annotate.agenda.certainty import Certainty
from communique.annotate.agenda.cue import Cue
from communique.annotate.agenda.issuers import TEXTS, Ground, Issuers
from communique.annotate.agenda.items import topic_of
from communique.annotate.agenda.owners import state_named
from communique.annotate.agenda.sides import SilentSides
from communique.annotate.agenda.silences import is_denied
from communique.annotate.agenda.tellers import gives_account
from communique.annotate.clause import has_modal, objects, phrases
from communique.annotate.layers import Layers
from communique.codebook.contacts import cues_of
from communique.codebook.omissions import omission_forms
from communique.codebook.reporting import verbs_by_form

_BEFORE = 60
"""Tokens before a question within which the account is spoken of that it is about."""


class Proof:
    """Answers for one document whether a silence that the words tell is proven.

    `issuers` are those that silences are read with: without a meeting they let every state have an account.
    """

    __slots__ = ("_certainty", "_doc", "_heard", "_is_alone", "_is_excerpt", "_issuers", "_meets", "_sides")

    def __init__(self, doc: Doc, issuers: Issuers, sides: SilentSides) -> None:
        self._doc = doc
        self._issuers = issuers
        self._sides = sides
        self._meets = len(issuers.states) > 1
        # An excerpt of one sentence has no context to ask for; its own capital's statements may be about anything.
        sentences = [sentence for sentence in islice(doc.sents, 3) if len(sentence) > 1]
        self._is_alone = len(sentences) == 1
        self._is_excerpt = not self._meets and self._is_alone
        self._certainty = Certainty(doc, issuers)
        self._heard: dict[tuple[int, int, tuple[str, ...]], bool] = {}

    def is_proven(self, cue: Cue) -> bool:
        """Tell whether the words claim a silence that the document itself bears out with a second account."""
        silent, ground = cue.account.states, cue.account.ground
        if cue.is_weak and ground is Ground.GOVERNMENT and not self._is_set_against(cue):
            return False
        if not self.is_fact(cue):
            return False
        own, owners = Layers(self._doc).publisher_country, self._issuers.owners
        # An official text does not report what others leave out; a reporter in a briefing asks about "the readout".
        if cue.is_denial:
            return own is None or (owners.is_briefing and own not in silent)
        if (
            own is not None
            and not owners.is_briefing
            and cue.account.noun.lemma_.lower() not in {"readout", "read-out"}
        ):
            return False
        if cue.is_asked:
            return self._is_of_own_readout(cue)
        if not silent:
            return True  # "the readout did not mention X": nobody is called silent
        if ground is Ground.GOVERNMENT and not self._meets:
            return self._is_set_against(cue)
        if len(silent) > 1:
            return True
        if ground is Ground.TEXT and self._is_of_contact(cue):
            return True
        if ground is Ground.TEXT and gives_account(cue.account.noun):
            return True  # "a statement said the leaders had discussed cooperation"
        if ground is Ground.NOTE:
            return self._other_is_heard(cue, near=True)
        if ground in TEXTS and (self._tells_of_contact(cue) or (ground is Ground.MEDIA and self._meets)):
            return True
        if self._is_excerpt and cue.words is None and self._is_seen_from_outside(cue):
            return not self._issuers.is_of_something_else(cue.account.noun)
        near = ground is Ground.GOVERNMENT or not self._meets
        return self._other_is_heard(cue, near=near)

    def is_fact(self, cue: Cue) -> bool:
        """Tell whether the text itself says so, as a fact."""
        texts = cue.account.ground in TEXTS
        may_be_half = texts and (not self._meets or self._other_is_heard(cue, near=True, here=True))
        return self._certainty.is_fact(
            cue.word, cue.verb, cue.account.states, may_be_half=may_be_half, is_aside=cue.is_aside
        )

    def _is_of_own_readout(self, cue: Cue) -> bool:
        """Tell whether the sentences before speak of an account of a contact, and the topic is one between states.

        An excerpt of one sentence has none before it: there the topic alone must do.
        """
        before = self._doc[max(0, cue.word.sent.start - _BEFORE) : cue.word.sent.start]
        accounts = (word for word in before if self._issuers.is_account_noun(word))
        is_spoken_of = any(map(self._issuers.is_of_contact, accounts))
        return (is_spoken_of or self._is_alone) and all(map(self._is_between_states, cue.topics))

    def _is_set_against(self, cue: Cue) -> bool:
        """Tell whether the sentence sets another side's words against a government that is silent."""
        plural = (word for word in cue.word.sent if word.tag_ == "NNS" and self._issuers.is_account_noun(word))
        if any(word.dep_ in {"nsubj", "nsubjpass"} or word.head.lemma_ in omission_forms("issues") for word in plural):
            return True  # "The readouts diverged, with Beijing making no mention of it", "gave different accounts"
        compared = any(word.lower_ in omission_forms("compares") for word in cue.word.sent)
        owners = self._issuers.owners
        texts = (self._sides.of(token) for token in cue.word.sent if token.dep_ in {"pobj", "nsubj"})
        if any(
            one is not None and one.ground is Ground.TEXT and set(one.states) - set(cue.account.states) for one in texts
        ):
            return True
        quoted = any(
            token.dep_ == "poss"
            and token.head.lemma_.lower() in omission_forms("words")
            and (state := owners.of(token)) is not None
            and state not in cue.account.states
            for token in cue.word.sent
        )
        if quoted or (compared and not cue.is_weak and self._other_is_heard(cue, near=True)):
            return True
        return any(self._tells_of_topic(token, cue) for token in cue.word.sent)

    def _tells_of_topic(self, token: Token, cue: Cue) -> bool:
        """Tell whether another side says that something was raised: "..., which Berlin said its minister had raised".

        In a sentence on a contact it may say anything of the topic itself: "the plan that Cairo had described".
        """
        verb = token.head
        has_it = verb.dep_ == "advcl" and any(child.lower_ == "as" for child in verb.lefts)  # "as Moscow had it"
        tells = verb.lower_ in verbs_by_form() or verb.lemma_.lower() in omission_forms("tells")
        if token.dep_ != "nsubj" or not (tells or has_it):
            return False
        state = self._issuers.owners.any_of(token)
        if state is None or state in cue.account.states or is_denied(verb):
            return False
        if has_it:
            return True
        of_topic = (
            verb.dep_ == "relcl"
            and not any(word.tag_ == "MD" for word in verb.subtree)
            and any(word.lemma_.lower() in cues_of("noun") for word in cue.word.sent)
            and any(verb in topic.subtree or verb.head == topic.head for topic in cue.topics)
        )
        raised = (one for one in verb.children if one.dep_ == "ccomp" and not is_denied(one))
        if of_topic or any(_is_raised(clause) for clause in raised):
            return True
        # "Whereas Canberra listed the writer, Beijing did not list him": both tell of the same talks.
        alike = {one.lemma_.lower() for one in (verb, cue.verb)} <= omission_forms("tells").keys()
        compared = any(word.lower_ in omission_forms("compares") for word in cue.word.sent)
        return alike and compared and any(_is_of_talks(one) for one in cue.word.sent if one not in {verb, cue.verb})

    def _is_seen_from_outside(self, cue: Cue) -> bool:
        """Tell whether a line that stands alone can mean nothing but what a side gave out about a contact.

        Its own capital's statements may be about anything; "the American statement" is said by those who have others
        beside it, as "the White House statement" is not. What state media tell is an account only by its name.
        """
        noun, [silent, *_] = cue.account.noun, cue.account.states
        if cue.account.ground is Ground.MEDIA:
            return noun.lemma_.lower() in omission_forms("of_contact") or self._is_set_beside_topics(cue)
        if cue.account.ground is not Ground.TEXT:
            return False
        is_home = silent == (self._issuers.owners.home or "USA")
        return not is_home or (
            self._issuers.owners.home is None
            and any(state_named(word) == silent for child in noun.lefts for word in child.subtree)
        )

    def _is_set_beside_topics(self, cue: Cue) -> bool:
        """Tell whether it stands beside what is told instead: "played up energy and skipped the Korean question".

        Both must be matters between states and one must name another state, or the report may be on a flood.
        """
        told = [one for one in (cue.verb.head, *cue.verb.rights) if one.lemma_.lower() in omission_forms("tells")]
        beside = [thing for one in told for thing in (*objects(one), *(deep for _, deep in phrases(one)))]
        owners = map(self._issuers.owners.any_of, (word for head in (*beside, *cue.topics) for word in head.subtree))
        names_another = any(state is not None and state not in cue.account.states for state in owners)
        return names_another and all(any(map(self._is_between_states, heads)) for heads in (beside, cue.topics))

    def _is_between_states(self, head: Token) -> bool:
        """Tell whether a phrase names a topic of the codebook or a state: "the Korean question"."""
        words = list(head.subtree)
        return topic_of(" ".join(word.text for word in words)) is not None or any(
            map(self._issuers.owners.any_of, words)
        )

    def _is_of_contact(self, cue: Cue) -> bool:
        """Tell whether the silent text is called that of a contact: a readout, "its summary of the talks"."""
        return any(
            self._issuers.is_of_contact(token)
            for token in cue.word.sent
            if self._issuers.is_account_noun(token)
            and (found := self._sides.of(token)) is not None
            and found.states in {cue.account.states, ()}
        )

    def _tells_of_contact(self, cue: Cue) -> bool:
        """Tell whether the sentence itself, outside the topic, shows that the text is about a contact.

        It names a call or talks, those who met ("the two leaders"), or measures the text ("saying only that").
        """
        if self._meets:
            return False
        topics = {word.i for topic in cue.topics for word in topic.subtree}
        for word in cue.word.sent:
            lemma = word.lemma_.lower()
            raised = omission_forms("raised").get(lemma)
            marks = (child.lower_ for child in word.lefts)
            if raised is not None and raised.is_strong and not {"whether", "if"}.isdisjoint(marks):
                return True  # "did not say whether X was raised"
            if word.i in topics or word.pos_ not in {"NOUN", "PROPN", "ADV"}:
                continue
            if lemma in cues_of("noun") and word.pos_ == "NOUN" and word.dep_ != "ROOT":
                return True
            if lemma in omission_forms("several") and any(child.lower_ in {"two", "both"} for child in word.lefts):
                return True
            if word.lower_ == "only" and self._doc[max(0, word.i - 1)].lemma_ == "say":
                return True
        return False

    def _other_is_heard(self, cue: Cue, *, near: bool, here: bool = False) -> bool:
        """Tell whether another side of the meeting speaks: in this sentence or the one before, or anywhere."""
        doc, silent = self._doc, cue.account.states
        first, last = 0, len(doc)
        if near:
            sentence = cue.word.sent
            before = doc[max(0, sentence.start - 1)].sent.start
            first, last = before if self._meets and not here else sentence.start, sentence.end
        key = first, last, silent
        if key not in self._heard:  # the whole document is asked once for each silent side
            self._heard[key] = self._is_heard_in(first, last, silent)
        if near and not self._meets and cue.account.ground is Ground.TEXT and self._is_text_before(cue):
            return True
        return self._heard[key] or any(self._is_contrast(token, cue) for token in cue.word.sent)

    def _is_text_before(self, cue: Cue) -> bool:
        """Tell whether the sentence before speaks of another side's text: "A's put a date on it. B's did not"."""
        start = cue.word.sent.start
        if not start:
            return False
        if all(topic.i < start for topic in cue.topics):
            return True  # "... hailed a pledge on migrants. B's statement contained nothing of the sort."
        found = (self._issuers.of(word) for word in self._doc[start - 1].sent)
        return any(
            one is not None and one[1] is Ground.TEXT and not set(one[0]) & set(cue.account.states) for one in found
        )

    def _is_heard_in(self, first: int, last: int, silent: tuple[str, ...]) -> bool:
        doc = self._doc
        start, end = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
        for statement in Layers(doc).statements:
            if not any(start <= span.start < end for span in (*statement.cue, *statement.content)):
                continue
            voices = [link.issuer for link in statement.according_to]
            if statement.speaker is not None:
                voices.append(statement.speaker.actor)
            if any(self._issuers.speaks_for_another(voice, silent) for voice in voices):
                return True
        return any(self._is_voice(token, silent) for token in doc[first:last])

    def _is_voice(self, token: Token, silent: tuple[str, ...]) -> bool:
        """Tell whether the token is another side's account, or one of that side as the subject of a verb of saying."""
        speaks = token.dep_ == "nsubj" and (
            token.head.lower_ in verbs_by_form() or token.head.lemma_.lower() in omission_forms("tells")
        )
        if token.dep_ in {"poss", "amod"} and token.head.lemma_.lower() in omission_forms("words"):
            return self._issuers.names_another(token, silent)
        found = self._issuers.of(token) if speaks or token.pos_ in {"NOUN", "PROPN", "NUM"} else None
        speaks = speaks or (token.dep_ == "pobj" and token.head.dep_ == "agent" and not self._meets)
        if not speaks and (found is None or found[1] not in {Ground.TEXT, Ground.NOTE}):
            # "though the American side dwelt on it": beside a text, any act of another side in its sentence counts
            other = found is not None and token.dep_ == "nsubj" and not self._meets
            return other and found is not None and self._issuers.met_with(found[0], silent)
        if found is not None:
            return self._issuers.met_with(found[0], silent)
        return speaks and self._issuers.names_another(token, silent)

    def _is_contrast(self, token: Token, cue: Cue) -> bool:
        """Tell whether "unlike the Chilean one" sets another side's account against the silent one."""
        return token.lower_ in {"unlike", "contrary"} and any(
            self._issuers.names_another(word, cue.account.states) for word in token.subtree
        )


def _is_raised(clause: Token) -> bool:
    """Tell whether a clause says that something was talked of: "was raised", "had been the main subject"."""
    if has_modal(clause):
        return False
    if any(word.lemma_.lower() in omission_forms("domestic") for word in clause.subtree):
        return False  # "was discussed in parliament"
    if clause.lemma_ == "be":
        things = [child for child in clause.rights if child.dep_ == "attr"]
        things += [thing for _, thing in phrases(clause)]
        return any(thing.lemma_.lower() in omission_forms("on_table") for thing in things)
    if clause.lemma_.lower() in omission_forms("dominates"):
        return any(thing.lemma_.lower() in cues_of("noun") for thing in objects(clause))
    return clause.lemma_.lower() in omission_forms("raised")


def _is_of_talks(word: Token) -> bool:
    """Tell whether a word tells of talks: a contact, or what only those who talk do ("raised")."""
    raised = omission_forms("raised").get(word.lemma_.lower())
    return (raised is not None and raised.is_strong) or (word.pos_ == "NOUN" and word.lemma_.lower() in cues_of("noun"))

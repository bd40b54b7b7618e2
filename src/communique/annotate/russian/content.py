"""The words said: which stretch of a Russian sentence a verb of speech reports."""

from communique.annotate.quotation import Quotation
from communique.annotate.russian.clauses import end_of
from communique.annotate.russian.parsing import SHORT, Word
from communique.codebook.russian import RussianVerb, words_for
from communique.model import Span

_CONTENT = frozenset(
    {"obj", "ccomp", "xcomp", "csubj", "parataxis", "advcl", "acl", "csubj:pass", "iobj", "obl", "nmod"}
    | {"nsubj:pass", "nsubj"}
)
_CLAUSES = frozenset({"ccomp", "csubj", "csubj:pass", "xcomp", "advcl", "acl", "parataxis"})
_INTRODUCES = frozenset({"что", "чтобы", "как"})
_POINTS_AHEAD = frozenset({"то", "того", "тому", "тем", "том"})
_SHORT_QUOTE = 3
"""Words up to which a quotation is a name or a term («ОПЕК плюс») and makes no reported words direct."""
_REACH = 7
"""Words between a verb and the preposition that brings what was said ("проинформировал Председателя КНР о ...")."""
_ASIDE = 5
"""Words of a remark between commas behind a verb ("Отмечено, в частности, ...")."""
_NOMINAL = frozenset({"ADJ", "NOUN", "DET", "PROPN"})
_DATELINE = 12
"""Words within which the dash behind the place and the day of a dateline stands."""
_DASHES = frozenset("–—-―,")


def is_inside(word: Word, cue: Word) -> bool:
    """Tell whether a verb of speech is part of what the cue reports ("сообщил, что министр отметил")."""
    here: Word | None = word
    while here is not None and here.head is not None:
        if here.rel in {"ccomp", "acl", "acl:relcl", "csubj", "csubj:pass", "xcomp"} and (
            here.head is cue or cue in here.head.ancestors()
        ):
            return True
        here = here.head
    return False


def _brings(word: Word, verb: RussianVerb) -> bool:
    """Tell whether a preposition brings what was said."""
    return word.pos == "ADP" and SHORT.get(word.low, word.low) in verb.prepositions


def _behind_dateline(words: list[Word]) -> int:
    """Return the index of the first word behind "МОСКВА, 4 июня – ", 0 where no dateline opens the sentence."""
    if not words[0].text.isupper() or len(words[0].text) <= _SHORT_QUOTE:
        return 0
    return next((at + 1 for at, word in enumerate(words[:_DATELINE]) if word.text in {"–", "—", "-"}), 0)


class Content:
    """Finds the words said in one document."""

    __slots__ = ("_quotes", "_text")

    def __init__(self, text: str, quotes: list[Quotation]) -> None:
        self._text, self._quotes = text, quotes

    def quoted(self, words: list[Word], cue: Word) -> tuple[Span, ...] | None:
        """Return the quotation before "– сказал он" or behind "сказал он: «"."""
        first, last = words[0].start, words[-1].end
        near = [quote for quote in self._quotes if quote.start < last and quote.end > first - 1]
        for quote in near:
            if quote.start >= cue.end:
                behind = self._text[cue.end : quote.start]
                if behind.rstrip().endswith(":") and len(behind.split()) <= 8:
                    return (Span(start=quote.start, end=quote.end),)
                continue
            if quote.start > first + 1:
                continue  # quoted words within what somebody else said: "заявил, что Запад «…», передаёт РИА"
            if not self.is_long(quote) and "–" not in self._text[quote.end : quote.end + 4]:
                continue
            between = self._text[quote.end : cue.start] if quote.end <= cue.start else ""
            if between.strip() and set(between.replace(" ", "")) <= _DASHES:
                return (Span(start=quote.start, end=quote.end),)
        return None

    def is_long(self, quote: Quotation) -> bool:
        """Tell whether a quotation is more than a name or a term."""
        return len(self._text[quote.start : quote.end].split()) > _SHORT_QUOTE

    def active(
        self, words: list[Word], cue: Word, verb: RussianVerb, taken: set[Word], cues: dict[Word, RussianVerb]
    ) -> tuple[Span, ...]:
        """Return the words said: the stretch behind the verb that begins with its object or clause."""
        stops = {word for word in cues if word is not cue and not is_inside(word, cue)}
        parts = [part for child in cue.children for part in self._parts(child, cue, verb, taken | stops)]
        behind = [part for part in parts if part.i > cue.i]
        if not behind and (linear := self._linear(words, cue, verb, taken, stops)):
            return linear
        if not behind:
            before = {word for part in parts for word in part.subtree(stops | taken) if word.i < cue.i}
            said = sorted(before, key=lambda word: word.i)
            if said and any(word.text == "," for word in words[said[-1].i - words[0].i + 1 : cue.i - words[0].i]):
                return ()  # "усилий и, в частности, приветствовал ...": of the clause before
            return end_of(self._text, said)
        first = words[0].i
        said = sorted(
            {word for part in behind for word in part.subtree(stops | taken) if word.i > cue.i}, key=lambda one: one.i
        )
        start, end = said[0].i, said[-1].i
        # What hangs on the verb behind its object ("..., в том числе по Сирии") is said with it, and so is what
        # follows without any mark: the parser errs about what hangs on what more often than writers about commas.
        barred = {one.i for one in (*stops, *taken)}
        for child in sorted(cue.children, key=lambda one: one.i):
            if child.i > end and child not in taken | stops and child.rel not in {"punct", "nsubj", "cc", "conj"}:
                below = child.subtree(stops | taken)
                if below[0].i <= end + 2:
                    end = max(end, below[-1].i)
        for at in range(start, end + 1):
            if at in barred and at > start:
                end = at - 1
                break
        while end + 1 - first < len(words):
            following = words[end + 1 - first]
            if following.text == "," and self._runs_on(words, end - first, barred):
                end += 2
                continue
            if following.pos == "PUNCT" or following.i in barred or following.text in _DASHES:
                break
            if following.low in {"и", "а"} and end + 2 - first < len(words) and words[end + 2 - first].i in barred:
                break
            end += 1
        return end_of(self._text, words[start - first : end + 1 - first])

    def _linear(
        self, words: list[Word], cue: Word, verb: RussianVerb, taken: set[Word], stops: set[Word]
    ) -> tuple[Span, ...]:
        """Return what follows the verb and its listener up to the next mark, where the parser hangs it elsewhere."""
        behind = words[cue.i - words[0].i + 1 :]
        passed = {word for one in taken for word in one.subtree(stops) if word.i > cue.i and not _brings(word, verb)}
        while behind and (behind[0] in passed or behind[0].pos == "ADV" or behind[0].lemma in verb.companions):
            behind = behind[1:]
        at = next((at for at, word in enumerate(behind[:_REACH]) if word.pos == "PUNCT" or _brings(word, verb)), None)
        if at is not None and _brings(behind[at], verb):
            behind = behind[at:]
        elif verb.object != "content" or not behind or not (behind[0].pos in _NOMINAL or behind[0].case):
            return ()
        end = next((at for at, word in enumerate(behind) if word.pos == "PUNCT" or word in stops), len(behind))
        return end_of(self._text, behind[:end])

    def _runs_on(self, words: list[Word], at: int, barred: set[int]) -> bool:
        """Tell whether what is said goes on behind the comma.

        In a list ("в политической, торгово-экономической и ... областях"), and behind "способствовала тому, что ...".
        """
        if at + 2 >= len(words):
            return False
        last, following = words[at], words[at + 2]
        if last.low in _POINTS_AHEAD and following.low in _INTRODUCES:
            return True
        if following.i in barred or following.pos in {"VERB", "AUX", "SCONJ", "CCONJ", "PRON"}:
            return False
        if following.pos != "ADJ" or last.pos != "ADJ":
            return False
        # A long adjective with a hyphen often has no case for the network: its ending tells.
        return following.case == last.case or following.low[-2:] == last.low[-2:]

    def clause(
        self, words: list[Word], cue: Word, verb: RussianVerb, cues: dict[Word, RussianVerb]
    ) -> tuple[Span, ...]:
        """Return the clause right behind ", что" where the parser hangs it on another verb."""
        at = cue.i - words[0].i + 1
        if not verb.clause or [word.low for word in words[at : at + 2]] != [",", "что"]:
            return ()
        stop = next(
            (place for place, word in enumerate(words) if place > at and word in cues and word.rel in {"conj", "root"}),
            len(words),
        )
        return end_of(self._text, words[at + 2 : stop])

    def before(self, words: list[Word], cue: Word, verb: RussianVerb, subject: Word | None) -> tuple[Span, ...]:
        """Return what stands before ", сообщили в МИД" and ", уточнил источник" that end a sentence."""
        at = cue.i - words[0].i
        if not verb.quote or not cue.is_finite or at < 3 or words[at - 1].text not in {",", "–", "—"}:
            return ()
        if subject is not None and subject.i < cue.i:
            return ()
        if any(word.text in {",", ";"} for word in words[at + 1 :]):
            return ()
        return end_of(self._text, words[_behind_dateline(words) : at - 1])

    def _parts(self, child: Word, cue: Word, verb: RussianVerb, without: set[Word]) -> list[Word]:
        """Return the phrases at a child of the cue that hold what was said."""
        if child in without or child.rel not in _CONTENT:
            return []
        if child.lemma in verb.companions and verb.object == "":
            # "обратил внимание на ...": the words hang on the noun.
            return [one for one in child.children if one.i > child.i and one.rel != "punct"]
        return [child] if self._is_content(child, cue, verb) else []

    def passive(
        self, words: list[Word], cue: Word, verb: RussianVerb, cues: dict[Word, RussianVerb]
    ) -> tuple[Span, ...]:
        """Return what was said in the passive: the stretch behind the verb, or its subject before it."""
        first = words[0].i
        left = [child for child in cue.children if child.i < cue.i and child.rel in {"nsubj", "nsubj:pass", "obj"}]
        left = [child for child in left if child.lemma not in verb.companions and child.lemma != "который"]
        behind = words[cue.i - first + 1 :]
        for at, word in enumerate(behind):
            if word in cues and not is_inside(word, cue) and (word.is_finite or word.is_short_passive):
                behind = behind[:at]
                while behind and (
                    behind[-1].low in {"и", "а", "также", "был", "была", "было", "были"} or behind[-1].text == ","
                ):
                    behind = behind[:-1]
                break
        while behind and (
            behind[0].low in words_for("passed_over") or (verb.object == "" and behind[0].lemma in verb.companions)
        ):
            behind = behind[1:]
        if verb.kind == "agree" and verb.companions and verb.companions.isdisjoint(word.lemma for word in behind):
            return ()  # "договорённость была достигнута 18 апреля" tells when, not on what
        agent = next((one for one in behind[:4] if one.lemma == "сторона"), None)
        if agent is not None and behind[0].low in {"с", "со"}:
            behind = behind[behind.index(agent) + 1 :]
        if left and (not behind or behind[0].pos in {"ADP", "PUNCT"}) and not verb.companions:
            return end_of(self._text, [word for word in left[0].subtree({cue}) if word.i < cue.i])
        if behind and behind[0].text == "," and len(behind) > 1 and behind[1].low not in {"что", "чтобы"}:
            # "Отмечено, в частности, проведение выставки"
            comma = next((at for at, word in enumerate(behind[1:_ASIDE], start=1) if word.text == ","), None)
            if comma is None:
                return ()
            behind = behind[comma + 1 :]
        elif verb.object == "" and not verb.companions and behind and behind[0].text != ",":
            return ()  # "заключена", "рассказано": what was said stands behind "что"
        return end_of(self._text, behind)

    def _is_content(self, child: Word, cue: Word, verb: RussianVerb) -> bool:
        if child.rel in {"nsubj", "nsubj:pass"}:
            return False
        if child.rel in _CLAUSES:
            if child.feats.get("VerbForm") == "Inf" or child.rel == "xcomp":
                return verb.infinitive or (verb.clause and any(one.low == "чтобы" for one in child.children))
            if child.rel in {"advcl", "parataxis"} and not any(one.low in _INTRODUCES for one in child.children):
                return False
            return verb.clause or verb.quote
        preposition = child.preposition()
        if preposition:
            return preposition in verb.prepositions and (child.i > cue.i or verb.kind in {"agree", "refuse", "raise"})
        if verb.object == "content":
            return child.rel in {"obj", "iobj", "nmod", "obl"} and child.case in {"Acc", "Gen", "Nom", ""}
        if verb.object == "gen":
            return child.case in {"Gen", "Acc"}
        return verb.object == "ins" and child.case == "Ins"

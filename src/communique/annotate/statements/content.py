"""Which words are said: the complement of a cue, by the frames of its verb and the marks around it."""

from dataclasses import dataclass

from spacy.tokens import Token

from communique.annotate.statements.cues import Cue, candidates, choose
from communique.annotate.statements.draft import Named, Range
from communique.annotate.statements.parties import named, phrase, trim
from communique.annotate.statements.reading import Reading
from communique.codebook.reporting import ReportingVerb, object_nouns

_VERBAL = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"})
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_CLAUSES = frozenset({"ccomp", "xcomp", "csubj", "pcomp"})
_LOOSE_CLAUSES = frozenset({"advcl", "parataxis", "dep", "conj", "relcl", "acl", "appos"})
_ADJUNCTS = frozenset({"prep", "npadvmod", "advmod", "prt", "dative", "agent", "tmod"})
_CIRCUMSTANCES = frozenset(
    "during in at after before by following while since until till upon near via through throughout amid when ahead when once".split()
)
_CLOSING = frozenset({",", "”", '"', "''", "’", "'", "»", "?", "!", "—", "–", "--", "-", "…", "..."})
_AFTER_TRAILING = frozenset({*_CLOSING, ".", ";", ")", ":", "and", "but", "while", "as"})
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tonight earlier later week month year morning "
    "evening afternoon night january february march april may june july august september october november december".split()
)
_SUBORDINATE = frozenset({"relcl", "acl", "advcl", "ccomp", "csubj", "pcomp", "xcomp"})
_SUBORDINATORS = frozenset({"that", "whether", "if", "how", "why", "what", "who", "when", "where"})


@dataclass(slots=True)
class Complement:
    """What hangs on a cue: its words, the stretch that introduces them, further cue words and an addressee."""

    ranges: list[Range]
    group: Range
    cue_tail: list[Range]
    addressee: Named | None = None
    trailing: bool = False
    block: bool = False


class Finder:
    """Finds the complements of the cues of one document."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.doc = reading.doc
        self.words = reading.words
        self._reporting: dict[int, ReportingVerb] = {}
        for token, verbs in candidates(reading):
            verb = choose(token, verbs)
            if verb is not None:
                self._reporting[token.i] = verb

    # -- what every frame needs ---------------------------------------------------------------------------------------

    def find(self, cue: Cue, speaker: Named | None) -> Complement | None:
        """Return the complement of `cue`, or None if the verb does not report anything here."""
        if cue.is_passive:
            return self._passive(cue, speaker)
        token, verb = cue.token, cue.verb
        limit = self._limit(cue)
        group, addressee = self._group(cue, speaker, limit)
        if verb.quote or verb.clause:
            found = self._trailing(cue, group, addressee)
            if found is not None:
                return found
            found = self._after_colon_or_quote(cue, group, limit, addressee)
            if found is not None:
                return found
        for frame in (self._clause, self._predicate, self._preposition, self._object):
            found = frame(cue, group, limit, addressee)
            if found is not None:
                return found
        del token
        return None

    def _limit(self, cue: Cue) -> int:
        """Return where the reach of a cue ends: its sentence, the next speech act, or a phrase of attribution."""
        token = cue.token
        _, end = self.reading.sentence(token.i)
        for child in token.rights:
            if child.dep_ == "conj" and child.tag_ in _VERBAL and self._is_own_predicate(token, child):
                edge = child.left_edge.i
                before = edge - 1
                while before > token.i and (
                    self.words[before] in {"and", "but", "or", ","} or self.words[before].isspace()
                ):
                    before -= 1
                end = min(end, before + 1)
        if token.dep_ in _SUBORDINATE and any(child.dep_ in {"ccomp", "xcomp", "dobj", "oprd", "prep"} for child in token.rights):
            end = min(end, token.right_edge.i + 1)
        for child in token.rights:
            if child.dep_ == "advcl" and child.left_edge.i < end and self._contrasts(child):
                end = child.left_edge.i
        for at in range(token.i + 2, end):
            if self.reading.quotation_at[at] != self.reading.quotation_at[token.i]:
                continue
            if self._begins_new_act(token, at):
                return at
        return end

    def _contrasts(self, clause: Token) -> bool:
        """Tell whether ", while …" or ", although …" sets something of the writer's against the words said."""
        at = clause.left_edge.i
        return self.words[at - 1] == "," and (
            self.words[at] in {"while", "although", "though", "even", "whereas"} or (self.words[at] == "as" and clause.tag_ in {"VBD", "VBZ"})
        )

    def _is_own_predicate(self, head: Token, conjunct: Token) -> bool:
        if conjunct.i in self._reporting and self._reporting[conjunct.i].kind not in {"think"}:
            return conjunct.tag_ == head.tag_ or {conjunct.tag_, head.tag_} <= {"VBD", "VBZ", "VBP", "VBN", "VB"}
        if any(child.dep_ in {"nsubj", "nsubjpass"} for child in conjunct.lefts):
            return False
        return conjunct.tag_ == head.tag_ and not any(child.dep_ == "aux" for child in conjunct.lefts)

    def _begins_new_act(self, token: Token, at: int) -> bool:
        """Tell whether ", adding", "and stressed" or ", according to" begins at token `at`."""
        word, before = self.words[at], self.words[at - 1]
        if word == "according" and at + 1 < len(self.words) and self.words[at + 1] == "to":
            return True
        if word in {"as", "in"} and before == "," and self._is_as_put_it(at):
            return True
        if before != "," and not (before in {"and", "but", "while"} or self.doc[at - 1].tag_ == "RB"):
            return False
        here = self.doc[at]
        start = at - 1
        while start > token.i and self.doc[start].tag_ == "RB":
            start -= 1
        verb = self._reporting.get(at)
        joined = self.words[start] in {"and", "but"}
        if joined and here.tag_ == "VBD" and token.tag_ == "VBD" and here.dep_ == "conj" and not self._shares_tense(here, token):
            return True
        if verb is None or verb.kind in {"think", "show", "refuse"}:
            return False
        if here.tag_ == "VBG":
            return self.words[start] == "," or (self.words[start] in {"and", "while"} and self.words[start - 1] == ",")
        if here.tag_ not in {"VBD", "VBZ"} or not joined or here.tag_ != token.tag_:
            return False
        inner = next((child for child in token.rights if child.dep_ == "ccomp"), None)
        if inner is None or here.head is token:
            return True
        auxiliaries = any(child.dep_ == "aux" for child in inner.lefts)
        return auxiliaries or inner.tag_ != here.tag_

    def _shares_tense(self, verb: Token, cue: Token) -> bool:
        """Tell whether a past-tense verb can be coordinated with the verb that the parser gives it ("must have … and stressed")."""
        head = verb.head
        if any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.lefts):
            return True
        return head is not cue and head.tag_ in {"VBD", "VBN"}

    def _is_as_put_it(self, at: int) -> bool:
        return self.words[at] == "as" and any(
            self.words[index] == "put" and self.words[index + 1] == "it"
            for index in range(at + 1, min(at + 8, len(self.words) - 1))
        )

    def _group(self, cue: Cue, speaker: Named | None, limit: int) -> tuple[Range, Named | None]:
        """Return the stretch of subject, verb, listener and adjuncts around a cue, and the listener."""
        token, verb = cue.token, cue.verb
        reading = self.reading
        first, _ = reading.sentence(token.i)
        start, end = token.i, token.i + 1
        for child in token.lefts:
            if child.i >= first and child.dep_ in {"aux", "advmod", "neg", "auxpass"} and child.i >= token.i - 4:
                start = min(start, child.i)
        if speaker is not None:
            if first <= speaker.tokens[0] < token.i and speaker.tokens[1] <= token.i:
                start = min(start, speaker.tokens[0])
            elif speaker.tokens[0] in range(token.i + 1, token.i + 3):
                end = max(end, speaker.tokens[1])
        while start > first and self.doc[start - 1].tag_ in {"RB"} and self.doc[start - 1].head is token:
            start -= 1
        addressee: Named | None = None
        rights = {child.left_edge.i: child for child in token.rights if child.left_edge.i > token.i}
        while end < limit and end < len(self.words):
            child = rights.get(end)
            if self.words[end].isspace() and "\n" not in self.words[end]:
                end += 1
                continue
            if child is None:
                loose = self.doc[end]
                if loose.tag_ == "RB" or (loose.lower_ in _DAYS and loose.tag_ == "NNP") or (loose.dep_ == "prt"):
                    end += 1
                    continue
                if (
                    speaker is not None
                    and speaker.tokens[0] > token.i
                    and loose.lower_ in {"in", "on", "at", "to", "during", "after"}
                    and loose.dep_ == "prep"
                ):
                    child = loose
                else:
                    break
            if (
                child.dep_ in {"dobj", "dative"}
                and verb.object in {"listener", "either"}
                and child.tag_ not in {"WP", "WDT"}
            ):
                span = phrase(reading, child)
                if self.words[span[0]] in _SUBORDINATORS:
                    break
                span = self._shorten_listener(child, span)
                addressee = Named(span, child)
                end = max(end, span[1])
                continue
            if child.dep_ not in _ADJUNCTS:
                break
            if child.dep_ == "prep" and not self._is_circumstance(child, verb):
                break
            if child.dep_ == "npadvmod" and not self._is_temporal(child):
                break
            edge = self._adjunct_end(child, limit)
            if edge <= end:
                break
            if child.lower_ in verb.listeners or (child.lower_ == "to" and child.dep_ in {"prep", "dative"}):
                heads = [grand for grand in child.rights if grand.dep_ == "pobj"]
                if heads:
                    addressee = named(reading, heads[0])
            end = edge
        return (start, end), addressee

    def _is_circumstance(self, preposition: Token, verb: ReportingVerb) -> bool:
        """Tell whether a prepositional phrase says when, where, how or to whom something was said, not what."""
        word = preposition.lower_
        if word in verb.listeners or word in {"to", "with", "by", "via"}:
            return word not in verb.prepositions
        if self._is_time(preposition):
            return True
        if word in verb.prepositions:
            return False
        if word in {"of", "about", "against", "over", "as"} or (word == "for" and verb.object in {"listener", "either"}):
            return False
        return True

    def _is_temporal(self, token: Token) -> bool:
        return any(self.words[at] in _DAYS or self.doc[at].tag_ == "CD" for at in range(token.left_edge.i, token.right_edge.i + 1))

    def _shorten_listener(self, head: Token, span: Range) -> Range:
        """Cut a listener's phrase before a clause that belongs to the words said ("told reporters he would")."""
        for at in range(head.i + 1, span[1]):
            token = self.doc[at]
            if token.dep_ in {"relcl", "acl", "ccomp"} and token.head.i <= head.i:
                edge = token.left_edge.i
                if edge > head.i and self.words[edge] not in {"who", "which", "whose", "whom", ","}:
                    return trim(self.reading, span[0], edge)
        return span

    def _adjunct_end(self, child: Token, limit: int) -> int:
        """Return where an adjunct ends: at its edge, but before a quotation, a colon or a clause of the words said."""
        end = min(child.right_edge.i + 1, limit)
        for at in range(child.i, end):
            if self.reading.quotation_at[at] != self.reading.quotation_at[child.i] or self.words[at] in {":", "that"}:
                return at
        return end

    def _is_time(self, preposition: Token) -> bool:
        return any(child.lower_ in _DAYS or child.tag_ == "CD" for child in preposition.rights)

    # -- the cue behind or inside its words ---------------------------------------------------------------------------

    def _trailing(self, cue: Cue, group: Range, addressee: Named | None) -> Complement | None:
        """Find "…, he said" and "…, he said, …": what stands before the cue (and after it) is what was said."""
        reading, token, words = self.reading, cue.token, self.words
        first, last = reading.sentence(token.i)
        start, end = group
        if token.tag_ in {"VBG", "VB"}:
            return None
        before = start - 1
        while before > first and words[before].isspace():
            before -= 1
        if before < first or not (words[before] in _CLOSING or words[before].endswith(("”", '"', "''"))):
            return None
        while end < last and words[end].isspace():
            end += 1
        quoted_left = reading.quotation_at[before] >= 0 and words[before] != ","
        if not quoted_left and (token.dep_ == "relcl" or (token.dep_ == "conj" and self._shares_subject(token))):
            return None
        if quoted_left and end < last and (words[end] == "that" or reading.quotation_at[end] >= 0):
            return None
        if not quoted_left and end < last and words[end] not in _AFTER_TRAILING and not self._is_adjunct_start(end):
            return None
        if self._infinitive_follows(end, last):
            return None
        if any(
            child.dep_ in {"ccomp", "xcomp"} and child.i > token.i and self._is_that(child) for child in token.rights
        ):
            return None
        if end < last and words[end] == ":":
            return None
        opens_right = end + 1 < last and words[end] == "," and reading.quotation_at[self._skip_space(end + 1)] >= 0
        left = self._left_start(first, before + 1, token)
        if left >= before + 1:
            return None
        if opens_right and not quoted_left and words[before] == "," and not self._has_finite(left, before):
            # "On Monday, he said, “…”": the words before are no clause
            return None
        if not quoted_left and not opens_right and not self._has_finite(left, before) and end >= last - 1:
            return None
        if words[start] in {"who", "which", "that"}:
            return None
        ranges = [(left, before + 1)]
        rest = self._continuation(cue, end, last, left, before)
        if rest is not None:
            ranges.append(rest)
        return Complement(ranges, group, [], addressee, trailing=True)

    def _infinitive_follows(self, at: int, last: int) -> bool:
        """Tell whether ", to travel" follows: the words said stand behind an apposition to the listener."""
        at = self._skip_space(at + 1) if at < last and self.words[at] == "," else at
        return at + 1 < last and self.doc[at].tag_ == "TO" and self.doc[at + 1].tag_ == "VB"

    def _is_adjunct_start(self, at: int) -> bool:
        return (
            self.doc[at].dep_ in {"prep", "advmod", "npadvmod", "mark", "advcl", "agent"}
            and self.doc[at].lower_ not in _SUBORDINATORS
        )

    def _is_that(self, clause: Token) -> bool:
        return any(child.lower_ in _SUBORDINATORS and child.dep_ == "mark" for child in clause.lefts)

    def _shares_subject(self, token: Token) -> bool:
        return not any(child.dep_ in {"nsubj", "nsubjpass"} for child in token.children)

    def _skip_space(self, at: int) -> int:
        while at + 1 < len(self.words) and self.words[at].isspace():
            at += 1
        return min(at, len(self.words) - 1)

    def _has_finite(self, start: int, end: int) -> bool:
        return any(self.doc[at].tag_ in _FINITE for at in range(start, end))

    def _left_start(self, first: int, end: int, token: Token) -> int:
        """Return where the words before a trailing cue begin: the sentence, or after an earlier speech act in it."""
        del token
        start = first
        while start < end and (
            self.words[start].isspace() or self.words[start] in {"but", "and", ",", "-", "–", "—", "--", ".", "•", "*"}
        ):
            start += 1
        return start

    def _continuation(self, cue: Cue, end: int, last: int, left: int, before: int) -> Range | None:
        """Return what follows a cue inside its words: a second quotation, or the rest of the clause."""
        reading, words = self.reading, self.words
        if end >= last or words[end] not in {",", "—", "–", "--", "-", "and", "but"}:
            return None
        at = self._skip_space(end + 1) if words[end] not in {"and", "but"} else end
        if at >= last:
            return None
        if reading.quotation_at[at] >= 0:
            return at, self._quote_end(at, last)
        for index in range(at, min(at + 3, last)):
            if index in self._reporting:
                return None
        starts = self.doc[at]
        if starts.tag_ in {"VBG", "IN", "WP", "WDT", "WRB", "RB"} and self._has_finite(left, before):
            return None
        limit = next(
            (
                index
                for index in range(at, last)
                if index in self._reporting
                and self.words[index - 1] in {",", "and", "he", "she", "who"}
                and reading.quotation_at[index] < 0
            ),
            last,
        )
        if limit < last:
            return None
        outside = [index for index in range(left, before) if reading.quotation_at[index] < 0]
        if any(self.doc[index].tag_ in _FINITE for index in outside) and starts.tag_ not in {
            "CC",
            "VBD",
            "VBZ",
            "VBP",
            "MD",
        }:
            return None
        if not self._has_finite(at, last):
            return None
        if starts.tag_ == "CC" and not any(self.doc[index].tag_ in _FINITE for index in range(at, last)):
            return None
        del cue
        return at, last

    def _quote_end(self, at: int, last: int) -> int:
        """Return the end of the quotation at token `at`, or of the sentence if that goes on behind it."""
        _, end = self.reading.quotation_tokens(self.reading.quotation_at[at], at)
        behind = self._skip_space(end)
        if end >= last or self.words[behind] in {".", ","} or self.words[end - 2][-1:] in ".?!," or behind >= last:
            return end
        return last

    # -- the words after the cue --------------------------------------------------------------------------------------

    def _after_colon_or_quote(self, cue: Cue, group: Range, limit: int, addressee: Named | None) -> Complement | None:
        reading, words = self.reading, self.words
        at = group[1]
        while at < limit and (words[at] == "," or (words[at].isspace() and "\n" not in words[at])):
            at += 1
        if at < limit and words[at] == ":":
            start = at + 1
            while start < limit and words[start].isspace():
                start += 1
            if start < limit:
                return Complement([(start, limit)], group, [], addressee)
            return self._block(cue, group, limit, addressee)
        if at < limit and words[at] == "that":
            quoted = self._skip_space(at + 1)
            if quoted < limit and reading.quotation_at[quoted] >= 0:
                end = self._quote_end(quoted, limit)
                if end >= limit - 1 or self.words[self._skip_space(end)] in {".", ","}:
                    return Complement([(quoted, end)], group, [], addressee)
        if (
            at < limit
            and reading.quotation_at[at] >= 0
            and reading.quotation_at[at] != reading.quotation_at[cue.token.i]
        ):
            if not cue.verb.quote and not cue.verb.clause:
                return None
            end = self._quote_end(at, limit)
            return Complement([(at, end)], group, [], addressee)
        return None

    def _block(self, cue: Cue, group: Range, limit: int, addressee: Named | None) -> Complement | None:
        """Find the paragraphs set off after "the minister said:", down to one that speaks of the speaker again."""
        reading = self.reading
        start = limit
        while start < len(self.words) and self.words[start].isspace():
            start += 1
        if start >= len(self.words) or not reading.is_news(self.doc[start]):
            return None
        if reading.quotation_at[start] >= 0:
            _, end = reading.quotation_tokens(reading.quotation_at[start], start)
            return Complement([(start, end)], group, [], addressee)
        if not cue.verb.quote:
            return None
        subject_words = {
            self.words[at]
            for at in range(*group)
            if self.doc[at].tag_ in {"NN", "NNP", "NNS", "NNPS"} and at < cue.token.i
        }
        ranges: list[Range] = []
        at = start
        while at < len(self.words) and reading.is_news(self.doc[at]):
            end = at
            while end < len(self.words) and "\n" not in self.words[end]:
                end += 1
            paragraph = self.words[at:end]
            own = subject_words & set(paragraph)
            if paragraph[-1] == ":" or (ranges and own and not {"i", "my", "we", "our"} & set(paragraph)):
                break
            if ranges and paragraph[-1][-1:] not in '.?!"”’':
                break
            ranges.append((at, end))
            at = end
            while at < len(self.words) and self.words[at].isspace():
                at += 1
        if not ranges:
            return None
        return Complement([(ranges[0][0], ranges[-1][1])], group, [], addressee, block=True)

    def _clause(self, cue: Cue, group: Range, limit: int, addressee: Named | None) -> Complement | None:
        """Find "that …", a bare clause, an indirect question, or a to-infinitive."""
        token, verb = cue.token, cue.verb
        for child in token.rights:
            if child.i >= limit:
                break
            if child.dep_ in {"ccomp", "xcomp"} or (child.dep_ in {"advcl", "acl"} and self._has_to(child)):
                if child.dep_ == "advcl" and not (addressee is not None or verb.infinitive):
                    continue
                found = self._of_clause(cue, child, group, limit, addressee)
                if found is not None:
                    return found
        if addressee is not None and verb.object in {"listener", "either"}:
            found = self._behind_listener(cue, group, limit, addressee)
            if found is not None:
                return found
        if verb.clause:
            return self._missed_clause(cue, group, limit, addressee)
        return None

    def _has_to(self, clause: Token) -> bool:
        return any(child.lower_ == "to" and child.dep_ == "aux" for child in clause.lefts)

    def _of_clause(
        self, cue: Cue, clause: Token, group: Range, limit: int, addressee: Named | None
    ) -> Complement | None:
        verb, token = cue.verb, cue.token
        start = max(clause.left_edge.i, token.i + 1)
        to = next((child for child in clause.lefts if child.lower_ == "to" and child.dep_ == "aux"), None)
        inner = next((child for child in clause.lefts if child.dep_ in {"nsubj", "nsubjpass", "expl"}), None)
        if to is not None:
            if verb.object in {"listener", "either"}:
                if inner is not None and inner.i > token.i:
                    addressee = named(self.reading, inner)
                    return Complement([(to.i, limit)], (group[0], max(group[1], addressee.tokens[1])), [], addressee)
                if addressee is not None:
                    return Complement([(to.i, limit)], group, [], addressee)
                if verb.infinitive:
                    return Complement([(to.i, limit)], group, [], addressee)
                preposition = self._listener_preposition(token, limit)
                if preposition is not None:
                    return Complement([(to.i, limit)], group, [], preposition)
                return None
            if inner is not None and inner.i > token.i and verb.kind == "think":
                return Complement([(start, limit)], group, [], addressee)
            if not verb.infinitive:
                return self._preposition(cue, group, limit, addressee)
            if any(word in self.words[start : to.i] for word in ("for",)):
                return Complement([(start, limit)], group, [], addressee)
            return Complement([(max(to.i - self._adverbs_before(to), token.i + 1), limit)], group, [], addressee)
        if clause.tag_ == "VBG" or (clause.dep_ == "xcomp" and clause.tag_ not in _FINITE):
            if verb.kind in {"deny", "concede"} or verb.lemma in {
                "admit",
                "acknowledge",
                "recommend",
                "suggest",
                "propose",
                "recall",
                "mention",
                "advocate",
                "report",
                "announce",
                "oppose",
            }:
                return Complement([(max(start, group[1]) if start < group[1] else start, limit)], group, [], addressee)
            return None
        if verb.object == "predicated":
            return self._predicate(cue, group, limit, addressee)
        if not verb.clause:
            return None
        if inner is not None and addressee is None and verb.object in {"listener"} and verb.kind in {"order", "urge"}:
            return None
        if start < group[1]:
            start = group[1]
        return Complement([(start, limit)], group, [], addressee)

    def _adverbs_before(self, to: Token) -> int:
        count = 0
        while to.i - count - 1 > 0 and self.words[to.i - count - 1] in {"not", "never", "further"}:
            count += 1
        return count

    def _listener_preposition(self, token: Token, limit: int) -> Named | None:
        for child in token.rights:
            if child.i < limit and child.dep_ == "prep" and child.lower_ in {"on", "upon", "with", "to"}:
                for grand in child.rights:
                    if grand.dep_ == "pobj":
                        return named(self.reading, grand)
        return None

    def _behind_listener(self, cue: Cue, group: Range, limit: int, addressee: Named) -> Complement | None:
        """Find what follows the listener: a clause, "to …", "for …", "of …"."""
        verb = cue.verb
        at = group[1]
        while at < limit and (self.words[at].isspace() or self.words[at] == ","):
            at += 1
        if at >= limit:
            return None
        here = self.doc[at]
        if here.tag_ == "TO" and at + 1 < limit:
            return Complement([(at, limit)], group, [], addressee)
        if (
            verb.kind != "ask"
            and here.lower_ in verb.prepositions | {"for", "on", "against"}
            and here.tag_ == "IN"
            and not self._is_time(here)
        ):
            if verb.kind == "say" and here.lower_ not in verb.prepositions:
                return None
            return Complement([(at, limit)], group, [], addressee)
        if verb.kind == "ask" and here.lower_ in {"for", "whether", "if", "what", "how", "why", "when", "who"}:
            return Complement([(at, limit)], group, [], addressee)
        if verb.clause and verb.kind not in {"order", "urge"} and self._is_clause(at, limit):
            return Complement([(at, limit)], group, [], addressee)
        return None

    def _is_clause(self, start: int, end: int) -> bool:
        """Tell whether a subject and a finite verb follow, in this order, before any comma."""
        subject = False
        for at in range(start, min(end, start + 30)):
            token = self.doc[at]
            if token.dep_ in {"nsubj", "nsubjpass", "expl"}:
                subject = True
            elif subject and token.tag_ in _FINITE:
                return True
        return False

    def _missed_clause(self, cue: Cue, group: Range, limit: int, addressee: Named | None) -> Complement | None:
        """Find a clause that the parser hung elsewhere: "that …" or subject and finite verb right behind the group."""
        at = group[1]
        while at < limit and self.words[at].isspace():
            at += 1
        if at >= limit or self.words[at] in {",", ".", ";", ":"}:
            return None
        if self.words[at] in {"that", "whether", "if"} or (
            self.words[at] in {"how", "why", "what", "where", "when", "who"} and cue.verb.kind not in {"raise"}
        ):
            return Complement([(at, limit)], group, [], addressee) if self._has_finite(at, limit) else None
        starts = self.doc[at]
        if starts.tag_ in {"DT", "NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "JJ", "EX", "CD"} and self._is_clause(
            at, limit
        ):
            first = next(
                (index for index in range(at, limit) if self.doc[index].dep_ in {"nsubj", "nsubjpass", "expl"}), limit
            )
            if starts.i <= first < limit and self.doc[first].left_edge.i <= at and cue.verb.object != "predicated":
                return Complement([(at, limit)], group, [], addressee)
        return None

    def _predicate(self, cue: Cue, group: Range, limit: int, addressee: Named | None) -> Complement | None:
        """Find "called it a lie", "described the talks as useful", "what he called a provocation"."""
        token, verb = cue.token, cue.verb
        if verb.object != "predicated" and verb.lemma not in {"describe"}:
            return None
        rights = [child for child in token.rights if child.i < limit and not child.is_punct and not child.is_space]
        if not rights:
            return None
        predicate = any(
            child.dep_ in {"oprd", "ccomp", "xcomp", "acomp", "attr"}
            or (child.dep_ == "prep" and child.lower_ == "as")
            or (child.dep_ == "advcl" and any(grand.lower_ == "as" for grand in child.lefts))
            for child in rights
        )
        if not predicate:
            objects = [child for child in rights if child.dep_ == "dobj"]
            predicate = (
                any("as" in self.words[child.i : child.right_edge.i + 1] for child in objects)
                if verb.lemma != "call"
                else (len(objects) == 1 and self._quoted_tail(objects[0], limit))
                or len(objects) > 1
                or (bool(objects) and token.dep_ == "relcl")
                or token.dep_ == "pcomp"
                and any(child.tag_ == "WP" for child in token.children)
            )
        if not predicate or verb.lemma == "describe" and verb.object != "content":
            return None
        starts = [
            child.left_edge.i for child in rights if child.dep_ in {"dobj", "oprd", "ccomp", "xcomp", "acomp", "attr"}
        ]
        if verb.lemma != "call" or not starts:
            starts += [child.left_edge.i for child in rights if child.lower_ == "as"]
        if not starts:
            return None
        start = max(min(starts), token.i + 1)
        return Complement([(start, self._object_end(cue, start, limit))], group, [], addressee)

    def _quoted_tail(self, thing: Token, limit: int) -> bool:
        """Tell whether a quotation ends the phrase but does not begin it: "called the vote “a farce”"."""
        marks = self.reading.quotation_at
        return marks[thing.left_edge.i] < 0 and any(
            marks[at] >= 0 for at in range(thing.i, min(thing.right_edge.i + 1, limit))
        )

    def _preposition(self, cue: Cue, group: Range, limit: int, addressee: Named | None) -> Complement | None:
        """Find "called for …", "called on X to …", "agreed on …"; the preposition belongs to the cue."""
        token, verb = cue.token, cue.verb
        if not verb.prepositions:
            return None
        at = self._preposition_at(token, verb, group, limit)
        if at is None:
            return None
        start = self._skip_space(at + 1)
        if start >= limit:
            return None
        if verb.lemma == "call" and self.words[at] in {"on", "upon"}:
            to = next(
                (
                    index
                    for index in range(start, limit)
                    if self.doc[index].tag_ == "TO" and index + 1 < limit and self.doc[index + 1].tag_ in {"VB", "RB"}
                ),
                None,
            )
            if to is None:
                return None
            head = next((child for child in self.doc[at].rights if child.dep_ == "pobj"), self.doc[to - 1])
            listener = Named(trim(self.reading, start, to), head)
            return Complement([(to, limit)], (group[0], to), [(at, at + 1)], listener)
        return Complement(
            [(start, self._object_end(cue, start, limit))], (group[0], max(group[1], start)), [(at, at + 1)], addressee
        )

    def _preposition_at(self, token: Token, verb: ReportingVerb, group: Range, limit: int) -> int | None:
        for child in token.rights:
            if (
                child.i < limit
                and child.lower_ in verb.prepositions
                and child.dep_ in {"prep", "prt", "dative", "mark"}
                and not self._is_time(child)
            ):
                if child.i > group[1] + 1:
                    continue
                return child.i
        at = self._skip_space(group[1])
        if (
            at < limit
            and self.words[at] in verb.prepositions
            and self.doc[at].tag_ in {"IN", "TO", "RP"}
            and not self._is_time(self.doc[at])
        ):
            return at
        return None

    def _object(self, cue: Cue, group: Range, limit: int, addressee: Named | None) -> Complement | None:
        """Find the thing praised, condemned, denied or raised, with what is said of it."""
        token, verb = cue.token, cue.verb
        if verb.object not in {"content", "either", "sayable", "raisable"}:
            return None
        thing = next((child for child in token.rights if child.dep_ in {"dobj", "attr"} and child.i < limit), None)
        if thing is None:
            return None
        if verb.object == "raisable" and thing.lemma_ in object_nouns("not_raised"):
            return None
        if verb.object == "sayable" and not (thing.lemma_ in object_nouns("sayable") and self._has_owner_or_more(thing)):
            return None
        if (
            verb.kind == "say"
            and thing.lower_ in {"it", "so", "this", "something", "anything", "nothing", "much", "more"}
            and verb.lemma in {"say", "add", "state"}
        ):
            return None
        if verb.lemma == "say":
            return None
        if (
            verb.object == "either"
            and addressee is not None
            and verb.lemma == "promise"
            and thing.i != addressee.head.i
        ):
            start = thing.left_edge.i
        start = max(thing.left_edge.i, token.i + 1)
        return Complement(
            [(start, self._object_end(cue, start, limit))],
            (group[0], min(group[1], start)),
            [],
            None if verb.object == "either" else addressee,
        )

    def _has_owner_or_more(self, thing: Token) -> bool:
        return any(child.dep_ in {"poss", "prep", "amod", "acl", "relcl", "det"} for child in thing.children)

    def _object_end(self, cue: Cue, start: int, limit: int) -> int:
        """Return where the object with its complements ends: before circumstances of time and place of the cue itself."""
        token = cue.token
        for child in token.rights:
            edge = child.left_edge.i
            if edge <= start or edge >= limit:
                continue
            if child.dep_ == "prep" and child.lower_ in _CIRCUMSTANCES and not self._is_manner(child):
                return edge
            if child.dep_ == "prep" and child.lower_ in {"on", "of"} and self._is_time(child):
                return edge
            if child.dep_ == "npadvmod" and (child.lower_ in _DAYS):
                return edge
            if (
                child.dep_ == "advcl"
                and child.tag_ in {"VBG", "VBD", "VBZ", "VBP", "VBN"}
                and not self._follows_as(child)
            ):
                return edge
            if child.dep_ == "punct" and child.lower_ in {";", "—", "–", "--"}:
                return edge
        return limit

    def _is_manner(self, preposition: Token) -> bool:
        return any(child.lemma_ in {"term", "word", "way"} or child.lower_ == "saying" for child in preposition.rights)

    def _follows_as(self, clause: Token) -> bool:
        return any(child.lower_ in {"as", "for"} for child in clause.lefts)

    # -- passives -----------------------------------------------------------------------------------------------------

    def _passive(self, cue: Cue, speaker: Named | None) -> Complement | None:
        """Find "was told by X that …" and "was condemned by X"; without an agent nobody is named, and nothing is found."""
        token, verb = cue.token, cue.verb
        if speaker is None:
            return None
        limit = self._limit(cue)
        subject = next((child for child in token.lefts if child.dep_ in {"nsubjpass", "nsubj"}), None)
        group = (token.i, max(token.i + 1, speaker.tokens[1]))
        clause = next((child for child in token.rights if child.dep_ in {"ccomp", "xcomp"} and child.i < limit), None)
        if verb.object in {"listener", "either"} and subject is not None and clause is not None:
            start = max(clause.left_edge.i, token.i + 1)
            if speaker.tokens[0] <= start < speaker.tokens[1]:
                start = speaker.tokens[1]
            return Complement([(start, limit)], group, [], named(self.reading, subject, token))
        if verb.object in {"content", "predicated"} and verb.kind != "show":
            head = subject if subject is not None else (token.head if token.dep_ == "acl" else None)
            if head is None or head.tag_ in {"WDT", "WP"}:
                return None
            ranges = [phrase(self.reading, head, not_at=token)]
            tail = next(
                (child for child in token.rights if child.lower_ == "as" and child.i > token.i and child.i < limit),
                None,
            )
            if tail is not None:
                ranges.append((tail.i, min(tail.right_edge.i + 1, limit)))
            return Complement(ranges, group, [])
        return None

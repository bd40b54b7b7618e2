"""A document cut into sentences in which a quotation, however long, is one piece."""

from bisect import bisect_right

from spacy.tokens import Doc, Token

from communique.annotate.clause import FINITE
from communique.annotate.columns import Columns
from communique.annotate.layers import Layers
from communique.annotate.news import News
from communique.annotate.quotation import Quotation
from communique.codebook.reporting import verbs_by_form

_ENDS = frozenset(".?!…")
_CLOSERS = frozenset(")]}\"”»’'")
MARKS = frozenset("\"“”„«»‹›'‘’`")
_LOOK_AHEAD = 9
_LONGEST = 600
"""Tokens of the longest sentence: text without any full stop must not cost the square of its length."""
_TOPIC = frozenset({"of", "about", "to"})
_BEHIND_CUE = frozenset({".", ",", "in", "on", "at", "as", "during", "after"})


class Reading:
    """One `Doc` as the statements component reads it; all positions are token indexes, ends exclusive.

    The parser ends sentences inside quotations and between a quotation and "he said". Here a sentence ends only outside
    quotation marks; what stands inside one has its own, so that a cue within a quotation never reaches out.
    """

    __slots__ = (
        "_begun",
        "_sent_starts",
        "doc",
        "ends",
        "news",
        "offsets",
        "quotation_at",
        "quotations",
        "starts",
        "tags",
        "tails",
        "text",
        "words",
    )

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text: str = Layers(doc).text
        self.news = News(doc)
        columns = Columns.of(doc)
        self.offsets, self.words, self.tags = columns.starts, columns.lower, columns.tags
        # Where each token ends: lower case may be longer than the word itself.
        self.tails = columns.ends
        self._sent_starts: list[bool] = (doc.to_array("SENT_START") == 1).tolist()
        self._begun = {passage.start for passage in Layers(doc).passages}
        self.quotations: tuple[Quotation, ...] = Layers(doc).quotes
        self.quotation_at: list[int] = self._quoted_tokens()
        starts, ends = [0] * len(doc), [0] * len(doc)
        self._cut(starts, ends)
        self.starts, self.ends = starts, ends

    def _quoted_tokens(self) -> list[int]:
        """Return for each token the index of the quotation it stands in (marks included), or -1."""
        found = [-1] * len(self.doc)
        for index, quotation in enumerate(self.quotations):
            at = max(bisect_right(self.offsets, quotation.start) - 1, 0)
            while at < len(found) and self.offsets[at] < quotation.end:
                if self.tails[at] > quotation.start:
                    found[at] = index
                at += 1
        return found

    def _cut(self, starts: list[int], ends: list[int]) -> None:
        """Fill where the sentence of each token starts and ends: those outside quotations, and those within them."""
        outer, inner = 0, 0
        size = len(self.doc)
        for at in (*self._places(), size):
            while at - outer > _LONGEST and self.quotation_at[outer + _LONGEST] < 0:
                self._close(starts, ends, outer, outer + _LONGEST, within=False)
                outer += _LONGEST
            if at == size or self._begins(at, outer):
                self._close(starts, ends, outer, at, within=False)
                outer = at
            if at == size or self._begins_within(at):
                self._close(starts, ends, inner, at, within=True)
                inner = at

    def _places(self) -> list[int]:
        """Return the tokens at which a sentence may begin; most tokens need not be asked."""
        marks, begins, words, begun = self.quotation_at, self._sent_starts, self.words, self._begun
        return [
            at
            for at in range(1, len(words))
            if begins[at] or marks[at] != marks[at - 1] or words[at - 1].isspace() or self.offsets[at] in begun
        ]

    def _close(self, starts: list[int], ends: list[int], first: int, last: int, *, within: bool) -> None:
        marks = self.quotation_at
        for index in range(first, last):
            if (marks[index] >= 0) is within:
                starts[index], ends[index] = first, last

    def _begins_within(self, at: int) -> bool:
        """Tell whether a sentence within a quotation (or the quotation itself, or the text outside) begins here."""
        if self.quotation_at[at] != self.quotation_at[at - 1]:
            return True
        if self.quotation_at[at] < 0 or not self._sent_starts[at]:
            return False
        before = self.words[at - 1]
        return "\n" in before or before[-1:] in _ENDS or before in _CLOSERS

    def _begins(self, at: int, outer: int) -> bool:
        """Tell whether a sentence outside quotations begins at token `at`; the one before began at token `outer`."""
        here, last = self.quotation_at[at], at - 1
        if here == self.quotation_at[last] and not self._sent_starts[at] and not self.words[last].isspace():
            return here < 0 and self.offsets[at] in self._begun
        while last > 0 and self.words[last].isspace():
            last -= 1
        if here >= 0 and here == self.quotation_at[last]:
            return False
        token = self.doc[at]
        if token.is_space:
            return False
        if token.idx in self._begun:
            return True
        if self._sent_starts[at] and any("\n" in self.words[index] for index in range(last + 1, at)):
            return True
        if self.quotation_at[last] >= 0:
            return (
                self._mark_within(last) in _ENDS
                and (here >= 0 or (token.is_title or token.is_upper))
                and (self._is_closed_within(last, outer) or not self._cue_follows(at))
            )
        before = self.words[last]
        closed = before in _CLOSERS and last > 0 and self.words[last - 1][-1:] in _ENDS
        if self._sent_starts[at]:
            return closed or before[-1:] in _ENDS
        return here >= 0 and before in _ENDS

    def _mark_within(self, last: int) -> str:
        """Return the character before the closing mark of the quotation that ends at token `last`."""
        end = self.tails[last]
        while end > 0 and (self.text[end - 1] in MARKS or self.text[end - 1].isspace()):
            end -= 1
        return self.text[end - 1 : end]

    def _is_closed_within(self, last: int, outer: int) -> bool:
        """Tell whether the full stop before the mark at `last` ends a sentence begun by the writer.

        "Kept to the rule of “no talks about us without us.” The ministers called on Oslo": nobody called it that.
        """
        opened, _ = self.quotation_tokens(self.quotation_at[last], last)
        begun = self.has_finite(outer, opened)
        return begun and self._mark_within(last) == "."

    def _cue_follows(self, at: int) -> bool:
        """Tell whether "Wang asked." follows a quotation that ends in a question mark or the like."""
        if self.quotation_at[at] >= 0:
            return False
        verbs = verbs_by_form()
        for index in range(at, min(at + _LOOK_AHEAD, len(self.words))):
            if self.quotation_at[index] >= 0 or self.words[index] in {".", ",", ":", ";"}:
                return False
            known = [verb for verb in verbs.get(self.words[index], ()) if verb.quote]
            if known and self.tags[index] in {"VBD", "VBZ"}:
                following = self.words[index + 1] if index + 1 < len(self.words) else "."
                if following in _BEHIND_CUE or following.isspace():
                    # "said at a briefing that …" has words of its own behind it
                    return "that" not in self.words[index + 1 : self._clause_end(index + 1)]
                takes_none = following in _TOPIC or any(verb.object in {"", "listener"} for verb in known)
                return takes_none and self._has_no_clause(index + 1)
        return False

    def _clause_end(self, at: int) -> int:
        stop = min(at + _LOOK_AHEAD, len(self.words))
        return next((index for index in range(at, stop) if self.words[index] in {".", ",", ":", ";"}), stop)

    def _has_no_clause(self, at: int) -> bool:
        """Tell whether the sentence ends soon, with no verb or quotation before that: "Wang asked the reporter."."""
        for index in range(at, min(at + _LOOK_AHEAD, len(self.words))):
            if self.words[index][-1:] in _ENDS or "\n" in self.words[index]:
                return True
            if self.quotation_at[index] >= 0 or self.words[index] in {"that", ":"} or self.tags[index] in FINITE:
                return False
        return False

    def sentence(self, at: int) -> tuple[int, int]:
        """Return the sentence around token `at`: outside quotations, or within the one that `at` stands in."""
        return self.starts[at], self.ends[at]

    def outer(self, at: int) -> tuple[int, int]:
        """Return the sentence that a quotation belongs to, given one of its tokens."""
        start, end = at, at + 1
        quotation = self.quotation_at[at]
        if quotation < 0:
            return self.sentence(at)
        while start > 0 and self.quotation_at[start - 1] == quotation:
            start -= 1
        while end < len(self.words) and self.quotation_at[end] == quotation:
            end += 1
        if start > 0 and self.quotation_at[start - 1] < 0 and self.ends[start - 1] > start:
            return self.sentence(start - 1)
        if end < len(self.words) and self.quotation_at[end] < 0 and self.starts[end] < end:
            return self.sentence(end)
        return start, end

    def quotation_tokens(self, index: int, near: int) -> tuple[int, int]:
        """Return the tokens of quotation `index`, of which `near` is one."""
        start, end = near, near + 1
        while start > 0 and self.quotation_at[start - 1] == index:
            start -= 1
        while end < len(self.words) and self.quotation_at[end] == index:
            end += 1
        return start, end

    def has_finite(self, start: int, end: int) -> bool:
        """Tell whether a finite verb stands from token `start` to `end` (exclusive)."""
        return any(self.tags[at] in FINITE for at in range(start, end))

    def ends_quotation(self, at: int) -> bool:
        """Tell whether token `at` is the last of a quotation."""
        here = self.quotation_at[at]
        return here >= 0 and (at + 1 == len(self.words) or self.quotation_at[at + 1] != here)

    def is_news(self, token: Token) -> bool:
        """Tell whether the token stands in the news."""
        return token.idx in self.news

"""From token ranges to statements: exact characters, mode, polarity, who it is, and the day it was said."""

import re
from bisect import bisect_left, bisect_right

from spacy.tokens import Token

from communique.annotate.actors.index import MentionIndex
from communique.annotate.actors.mouthpieces import Mouthpieces
from communique.annotate.layers import Layers
from communique.annotate.statements.draft import Draft, Link, Named, Range
from communique.annotate.statements.reading import MARKS, Reading
from communique.codebook.aliases import entities
from communique.model import ActorKind, Attribution, Medium, Mode, Party, Polarity, Span, Statement
from communique.model.dates import check_partial_date

_TAIL = re.compile(r"[,;]?\s(?:and|but|or)[\s,]*\Z")
_NAMING = frozenset({"NOUN", "PROPN", "PRON"})
_WORD = re.compile(r"\w+")
_EDGES = " \t\r\n\u00a0,;:—–-…"


class Assembler:
    """Turns the drafts of one document into statements."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._text = reading.text
        self._times = Layers(reading.doc).times
        self._time_starts = [time.start for time in self._times]
        self._index = MentionIndex.of(reading.doc)
        self._mouthpieces = Mouthpieces.of(reading.doc)
        self._implied = Layers(reading.doc).implied

    def statements(self, drafts: list[Draft]) -> tuple[Statement, ...]:
        """Return the statements in the order of their words, numbered."""
        made = [(draft, spans) for draft in drafts if (spans := self._content(draft))]
        made.sort(key=lambda pair: (pair[1][0].start, -pair[1][-1].end))
        return tuple(self._statement(number, draft, spans) for number, (draft, spans) in enumerate(made, 1))

    def _statement(self, number: int, draft: Draft, content: tuple[Span, ...]) -> Statement:
        speaker = self._party(draft.speaker)
        if draft.speaker is None and (implied := self._implied.get(draft.anchor.idx)) is not None:
            speaker = Party(actor=implied)
        links = [self._link(link) for link in draft.links if link.source.tokens[0] < link.source.tokens[1]]
        if draft.kind == "according":
            speaker, links = self._each(speaker, links)
        return Statement(
            id=f"s{number}",
            mode=self._mode(draft, content),
            polarity=draft.verb.polarity if draft.verb is not None else Polarity.POSITIVE,
            content=content,
            cue=tuple(self._spans(draft.cue)),
            speaker=speaker,
            addressee=self._listener(draft, speaker),
            according_to=tuple(links),
            said_on=self._said_on(draft),
        )

    # -- places -------------------------------------------------------------------------------------------------------

    def _characters(self, tokens: Range) -> tuple[int, int]:
        return self._reading.offsets[tokens[0]], self._reading.tails[tokens[1] - 1]

    def _spans(self, ranges: tuple[Range, ...]) -> list[Span]:
        found: list[Span] = []
        for tokens in sorted(ranges):
            if tokens[1] <= tokens[0]:
                continue
            start, end = self._characters(tokens)
            if found and not self._text[found[-1].end : start].strip():
                found[-1] = Span(start=found[-1].start, end=end)
            else:
                found.append(Span(start=start, end=end))
        return found

    def _content(self, draft: Draft) -> tuple[Span, ...]:
        """Return the words said: whole quotations, without separating punctuation and the sentence's full stop."""
        found: list[Span] = []
        for tokens in draft.content:
            if tokens[1] <= tokens[0]:
                continue
            first, last = self._characters(self._whole(draft, tokens))
            for news_start, news_end in self._reading.news.spans:
                start, end = max(first, news_start), min(last, news_end)
                if start >= end:
                    continue
                start, end = self._trim(start, end, whole=draft.block)
                if end > start and _WORD.search(self._text, start, end):
                    found.append(Span(start=start, end=end))
        return tuple(found)

    def _whole(self, draft: Draft, tokens: Range) -> Range:
        """Widen a range that begins or ends within a quotation to all of it, unless the cue stands within too."""
        marks = self._reading.quotation_at
        own = marks[draft.anchor.i]
        start, end = tokens
        opening, closing = marks[start], marks[end - 1]
        if opening >= 0 and opening != own:
            while start > 0 and marks[start - 1] == opening:
                start -= 1
        if closing >= 0 and closing != own:
            while end < len(marks) and marks[end] == closing:
                end += 1
        return start, end

    def _trim(self, start: int, end: int, *, whole: bool) -> tuple[int, int]:
        text = self._text
        while (found := _TAIL.search(text, max(start, end - 8), end)) is not None:
            end = found.start()
        while start < end and (text[start] in _EDGES or text[start] == "."):
            start += 1
        while end > start and (text[end - 1] in _EDGES or self._closes_what_began_before(start, end)):
            end -= 1
        if not whole and end - start > 1 and text[end - 1] == "." and not self._is_abbreviated(start, end):
            end -= 1
        return start, end

    def _closes_what_began_before(self, start: int, end: int) -> bool:
        """Tell whether the last character is the closing mark of a quotation that the range is only a part of."""
        return self._text[end - 1] in MARKS and any(
            quotation.start < start and end - 1 < quotation.end <= end + 1 for quotation in self._reading.quotations
        )

    def _is_abbreviated(self, start: int, end: int) -> bool:
        """Tell whether the last full stop belongs to the word ("the U.S."), judged by a stop within the word."""
        word = self._text[start:end].rsplit(None, 1)[-1]
        return word.count(".") > 1

    # -- what they say ------------------------------------------------------------------------------------------------

    def _mode(self, draft: Draft, content: tuple[Span, ...]) -> Mode:
        if draft.block:
            return Mode.DIRECT
        own = self._reading.quotation_at[draft.anchor.i] if draft.kind != "quotation" else -1
        quoted = words = 0
        reading = self._reading
        for span in content:
            at = max(bisect_right(reading.offsets, span.start) - 1, 0)
            while at < len(reading.words) and reading.offsets[at] < span.end:
                if _WORD.search(reading.words[at]):
                    words += 1
                    quoted += reading.quotation_at[at] not in {-1, own}
                at += 1
        if not quoted:
            return Mode.INDIRECT
        return Mode.DIRECT if quoted == words else Mode.MIXED

    def _said_on(self, draft: Draft) -> str | None:
        """Return the day that a time expression beside the cue gives; none in the words said or in a name counts."""
        if draft.kind == "quotation":
            return None
        names = [self._characters(one.tokens) for one in (draft.speaker, draft.addressee) if one is not None]
        start, end = self._characters(draft.group)
        for time in self._times[bisect_left(self._time_starts, start) : bisect_left(self._time_starts, end)]:
            if any(first <= time.start < last for first, last in names):
                continue  # "Foreign Minister Kavan, who lived abroad from 1968"
            if time.end <= end and time.type.value in {"DATE", "TIME"} and time.value:
                try:
                    return check_partial_date(time.value.split("T")[0])
                except ValueError:
                    continue
        return None

    def _party(self, named: Named | None) -> Party | None:
        if named is None or named.tokens[1] <= named.tokens[0]:
            return None
        start, end = self._characters(named.tokens)
        actor = self._actor(named)
        mention = self._index.headed_by(_antecedent(named.head))
        if mention is not None and mention.actor == actor and mention.start <= start and end <= mention.end:
            found = self._index.actor(actor)
            if found is not None and found.members:
                start, end = mention.start, mention.end  # all of several whom the parser took apart
        return Party(actor=actor, spans=(Span(start=start, end=end),))

    def _listener(self, draft: Draft, speaker: Party | None) -> Party | None:
        """Return who is spoken to; nobody thanks himself, so the same person twice stays open."""
        found = self._party(draft.addressee)
        is_same = found is not None and speaker is not None and found.actor == speaker.actor is not None
        return found.model_copy(update={"actor": None}) if found is not None and is_same else found

    def _link(self, link: Link) -> Attribution:
        start, end = self._characters(link.source.tokens)
        issuer = self._actor(link.source)
        known = entities().get(issuer or "")
        is_medium = known is not None and known.kind == "media" and link.medium is Medium.UNSPECIFIED
        return Attribution(
            issuer=issuer,
            medium=Medium.MEDIA if is_medium else link.medium,
            spans=(Span(start=start, end=end),),
            cue=tuple(self._spans(link.cue)),
        )

    def _each(self, speaker: Party | None, links: list[Attribution]) -> tuple[Party | None, list[Attribution]]:
        """Split "according to statements from both countries" into one source each; then no single speaker is left."""
        split: list[Attribution] = []
        for link in links:
            issuer = self._index.actor(link.issuer)
            members = issuer.members if issuer is not None and len(issuer.members) > 1 else (link.issuer,)
            split.extend(link.model_copy(update={"issuer": member}) for member in members)
        joint = speaker is not None and len(split) > len(links)
        return (None if joint else speaker), split

    def _actor(self, named: Named) -> str | None:
        head = _antecedent(named.head)
        mention = self._index.headed_by(head)
        if mention is None:
            mention = self._index.covering(head.idx, head.idx + len(head))
        if mention is None or self._is_one_of_several(named, head, mention.actor):
            return None
        return self._mouthpieces.voice(mention.actor)

    def _is_one_of_several(self, named: Named, head: Token, actor: str | None) -> bool:
        """Tell whether the words name others beside this actor: what several say is never one's alone."""
        found = self._index.actor(actor)
        parts = [head, *(child for child in head.rights if child.dep_ == "appos" and child.i == head.i + 1)]
        return (found is None or found.kind is not ActorKind.GROUP) and any(
            child.dep_ == "conj" and child.pos_ in _NAMING and named.tokens[0] <= child.i < named.tokens[1]
            for part in parts
            for child in part.rights
        )


def _antecedent(head: Token) -> Token:
    """Return the noun that "who" stands for, any other word itself."""
    if head.tag_ in {"WP", "WDT"} and head.head.dep_ in {"relcl", "acl"}:
        return head.head.head
    return head

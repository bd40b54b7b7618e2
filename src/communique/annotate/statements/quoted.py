"""Quotations that no cue introduces: those that go on after "he said", and those that stand alone."""

from bisect import bisect_right, insort

from communique.annotate.actors.index import MentionIndex
from communique.annotate.clause import FINITE
from communique.annotate.statements.beside import Side, side_of_speaker
from communique.annotate.statements.draft import ByAnchor, Draft, Named, Range
from communique.annotate.statements.phrase import named, trim
from communique.annotate.statements.reading import MARKS, Reading
from communique.annotate.statements.speaker import beside
from communique.annotate.statements.voices import is_source
from communique.model import ActorKind

_FEWEST_WORDS = 4
_LONGEST_NAME = 12
_PAST = frozenset({"VBD", "VBZ", "VBP"})
_DASHES = frozenset({"—", "–", "--", "―", "-"})


def place_quotations(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Give every quotation that is no part of a statement yet to one, and return the new statements.

    “A,” he said. “B”: B belongs to the statement of A. A quotation that stands alone behind a finished sentence is a
    statement of its own, by whoever spoke last.
    """
    covered = _covered(reading, drafts)
    by_anchor, spoken = ByAnchor(drafts), _Spoken(drafts)
    new: list[Draft] = []

    def add(draft: Draft) -> None:
        new.append(draft)
        spoken.add(draft)

    at = 0
    size = len(reading.words)
    while at < size:
        quotation = reading.quotation_at[at]
        if quotation < 0:
            at += 1
            continue
        start, end = reading.quotation_tokens(quotation, at)
        at = end
        if any(covered[index] for index in range(start, end)) or not reading.is_news(reading.doc[start]):
            continue
        first, last = reading.outer(start)
        if not _stands_alone(reading, (start, end), (first, last)):
            continue
        before = spoken.before(start)
        host = _host(reading, by_anchor, start) if first == start else None
        if host is not None:
            host.content.append((start, max(end, last)))
            continue
        named = _named_before_colon(reading, first, start) or _named_behind_dash(reading, end)
        if named is not None:
            group = (min(named.tokens[0], start), start)
            add(Draft("quotation", reading.doc[start], (), [(start, end)], group, speaker=named))
            continue
        acting = _act_beside(reading, end, last) if first == start else None
        if acting is not None:
            acting.content.append((start, end))
            add(acting)
            continue
        speaker = _who_acts_before(reading, before, start) if first == start else None
        if speaker is None and before is not None:
            speaker = _speaker_of(reading, before, start)
        add(
            Draft(
                "quotation",
                reading.doc[start],
                (),
                [(start, max(end, last) if first == start else end)],
                (start, start),
                speaker=speaker,
            )
        )
    return new


def _covered(reading: Reading, drafts: list[Draft]) -> list[bool]:
    covered = [False] * len(reading.words)
    for draft in drafts:
        own = reading.quotation_at[draft.anchor.i]
        for start, end in draft.content:
            for index in range(start, end):
                # a speech act told within a quotation does not account for the quotation
                covered[index] = covered[index] or own < 0 or reading.quotation_at[index] != own
    return covered


def _stands_alone(reading: Reading, quotation: Range, sentence: Range) -> bool:
    """Tell whether a quotation is a sentence of its own, not words picked out within one."""
    start, end = quotation
    words = sum(1 for index in range(start, end) if reading.words[index][:1].isalnum())
    outside = [
        index
        for index in (*range(sentence[0], start), *range(end, sentence[1]))
        if reading.words[index][:1].isalnum() and reading.quotation_at[index] < 0
    ]
    if not outside:
        return words >= 2 and _is_sentence(reading, start, end)
    if reading.words[start - 1] == ":" and words >= _FEWEST_WORDS:
        return True
    return (
        sentence[0] == start and words >= _FEWEST_WORDS and len(outside) <= words and _is_sentence(reading, start, end)
    )


def _is_sentence(reading: Reading, start: int, end: int) -> bool:
    """Tell whether the words quoted have a verb or end as a sentence does (titles and nicknames do neither)."""
    last = end - 1
    while last > start and (
        reading.words[last].isspace() or reading.words[last] in MARKS or reading.words[last] == "''"
    ):
        last -= 1
    if reading.words[last][-1:] in ".?!,…":
        return True
    return any(reading.doc[index].tag_ in FINITE for index in range(start, end))


class _Spoken:
    """The statements by where their words or their cue end, to find who spoke last."""

    def __init__(self, drafts: list[Draft]) -> None:
        self._by_end: list[tuple[int, bool, int, Draft]] = []
        for draft in drafts:
            self.add(draft)

    def add(self, draft: Draft) -> None:
        end = max([draft.group[1], *(stop for _, stop in draft.content)])
        # of two that end together, the one outside quotation marks comes last, then the earlier one
        insort(self._by_end, (end, not draft.is_quoted, -len(self._by_end), draft), key=lambda item: item[:3])

    def before(self, at: int) -> Draft | None:
        """Return the statement that ends last before token `at`."""
        index = bisect_right(self._by_end, at, key=lambda item: item[0])
        return self._by_end[index - 1][3] if index else None


def _host(reading: Reading, drafts: ByAnchor, start: int) -> Draft | None:
    """Return the statement that the quotation at `start` goes on with: “…,” he said. “…”, in one paragraph."""
    before = start - 1
    while before > 0 and reading.words[before].isspace():
        if "\n" in reading.words[before]:
            return None
        before -= 1
    if before < 0:
        return None
    sentence = reading.outer(before)
    hosts = [
        draft
        for draft in drafts.within([sentence])
        if draft.trailing
        and reading.quotation_at[draft.anchor.i] < 0
        and any(reading.quotation_at[index] >= 0 for span in draft.content for index in range(*span))
    ]
    return max(hosts, key=lambda draft: (draft.kind == "verb", draft.anchor.i), default=None)


def _named_before_colon(reading: Reading, first: int, start: int) -> Named | None:
    """Return who is named in "Lindqvist: “…”", also behind a dash, or who acts in "She left a message: “…”"."""
    doc, words = reading.doc, reading.words
    if start - first < 2 or words[start - 1] != ":":
        return None
    head = doc[start - 2]
    name = start - 2
    while name > first and doc[name - 1].tag_ in {"NNP", "NNPS", "CC"} and start - name < _LONGEST_NAME:
        name -= 1
    if head.tag_ in {"NNP", "NNPS"} and (name == first or words[name - 1] in _DASHES):
        return Named((name, start - 1), head)
    actor = next(
        (token for token in doc[first : start - 1] if token.dep_ == "nsubj" and token.head.tag_ in _PAST), None
    )
    if actor is None or reading.quotation_at[actor.i] >= 0:
        return None
    is_person = actor.tag_ in {"NNP", "NNPS"} or actor.lower_ in {"he", "she", "they"}
    is_person |= is_source(actor, MentionIndex.of(doc))
    return named(reading, actor, actor.head) if is_person else None


def _act_beside(reading: Reading, end: int, last: int) -> Draft | None:
    """Find “…,” the band sang: a verb of any kind beside a quotation gives the speaker, if a name stands between."""
    for at in range(end, last):
        token = reading.doc[at]
        if token.tag_ in _PAST and side_of_speaker(reading, token) is Side.BETWEEN:
            who = beside(reading, token, Side.BETWEEN)
            return None if who is None else Draft("verb", token, ((at, at + 1),), [], (end, at + 1), speaker=who)
    return None


def _named_behind_dash(reading: Reading, end: int) -> Named | None:
    """Return the name in “…” — Ana Lindqvist, up to the end of the line or the next quotation."""
    doc, words = reading.doc, reading.words
    at = end
    while at < len(words) and words[at].isspace() and "\n" not in words[at]:
        at += 1
    if at >= len(words) or words[at] not in _DASHES:
        return None
    start = at = at + 1
    while at < len(words) and at - start < _LONGEST_NAME and reading.quotation_at[at] < 0 and "\n" not in words[at]:
        if doc[at].tag_ in FINITE:
            return None
        at += 1
    first, last = trim(reading, start, at)
    head = next((doc[index] for index in range(first, last) if doc[index].tag_ in {"NNP", "NNPS"}), None)
    if head is None or head.i != first or not head.text[:1].isupper():
        return None
    while head.i + 1 < last and doc[head.i + 1].tag_ in {"NNP", "NNPS"}:
        head = doc[head.i + 1]
    return Named((first, last), head)


def _who_acts_before(reading: Reading, before: Draft | None, start: int) -> Named | None:
    """Return who acts in the sentence right before: "His counterpart, Hrynko, was less generous. “There was nothing.”".

    Only where that sentence opens its paragraph and reports no speech: it is there to bring the speaker in.
    """
    at = start - 1
    while at > 0 and reading.words[at].isspace() and "\n" not in reading.words[at]:
        at -= 1
    if at <= 0 or reading.words[at].isspace():
        return None
    first, last = reading.outer(at)
    if first > 0 and "\n" not in reading.words[first - 1]:
        return None
    if before is not None and max(before.group[1], *(stop for _, stop in before.content)) > first:
        return None
    actor = next(
        (token for token in reading.doc[first:last] if token.dep_ == "nsubj" and token.head.dep_ == "ROOT"), None
    )
    if actor is None or reading.quotation_at[actor.i] >= 0:
        return None
    index = MentionIndex.of(reading.doc)
    mention = index.headed_by(actor)
    found = index.actor(mention.actor) if mention is not None else None
    return named(reading, actor, actor.head) if found is not None and found.kind is ActorKind.PERSON else None


def _speaker_of(reading: Reading, before: Draft, start: int) -> Named | None:
    """Return who spoke last, unless more than one paragraph lies between."""
    breaks = sum("\n" in reading.words[index] for index in range(before.group[1], start))
    return before.speaker if breaks <= 6 else None

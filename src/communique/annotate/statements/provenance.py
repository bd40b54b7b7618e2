"""The chain of sources: who says that somebody said it, and what carried the words."""

from spacy.tokens import Token

from communique.annotate.actors.index import MentionIndex
from communique.annotate.statements.draft import ByAnchor, Draft, Link, Named, Range
from communique.annotate.statements.phrase import phrase, trim
from communique.annotate.statements.reading import Reading
from communique.annotate.statements.subjects import subject
from communique.codebook.reporting import Carrier, carriers, words_for
from communique.model import Medium, Polarity

_VERBAL = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"})
_FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our"})
_PRONOUNS = frozenset({"he", "she", "it", "they", "i", "we"})
_LONGEST_CHAIN = 6


def clip(reading: Reading, drafts: list[Draft]) -> None:
    """End the words of a speech act where a phrase of attribution that holds for the whole sentence begins."""
    by_anchor = ByAnchor(drafts)
    for outer in drafts:
        if not outer.trailing:
            continue
        _end_before_colon(reading, drafts, outer)
        for draft in by_anchor.held_by(outer):
            start = outer.group[0]
            while start > 0 and reading.words[start - 1] == ",":
                start -= 1
            draft.content = [
                (a, min(b, start) if a < start else b)
                for a, b in draft.content
                if not outer.group[0] <= a < outer.group[1]
            ]


def _end_before_colon(reading: Reading, drafts: list[Draft], owner: Draft) -> None:
    """End the words of others at the colon before a quotation that has a cue of its own."""
    opened = owner.content[0][0] if owner.content else 0
    if opened == 0 or reading.words[opened - 1] != ":" or reading.quotation_at[opened] < 0:
        return
    for draft in drafts:
        if draft is not owner:
            draft.content = [(a, opened - 1 if a < opened - 1 < b else b) for a, b in draft.content]


def carrier_in(reading: Reading, tokens: Range) -> Carrier | None:
    """Return what the noun phrase says carried the words: a readout, an interview, a tweet."""
    known = carriers()
    for at in range(tokens[1] - 1, tokens[0] - 1, -1):
        word = reading.words[at]
        pair = f"{reading.words[at - 1]} {word}" if at > tokens[0] else word
        for form in (pair, word, word.removesuffix("s")):
            if form in known and (len(form) > 1 or reading.doc[at].text == "X"):
                return known[form]
    return None


def head_carrier(head: Token) -> Carrier | None:
    """Return the carrier that the head noun itself is ("the statement", "statements from both countries")."""
    known = carriers()
    pair = f"{head.doc[head.i - 1].lower_} {head.lower_}" if head.i > 0 else ""
    for form in (pair, head.lower_, head.lemma_.lower()):
        found = known.get(form)
        if found is not None and (len(form) > 1 or head.text == "X"):
            return found
    return None


def _carrier_phrase(reading: Reading, noun: Token) -> Range:
    """Return the phrase of a carrier, without the words said that the parser hangs on it ("in a letter to raise …")."""
    start, end = phrase(reading, noun)
    end = min(
        [
            end,
            *(
                clause.left_edge.i
                for clause in noun.rights
                if clause.dep_ == "relcl" and clause.left_edge.tag_ == "PRP"
            ),
        ]
    )
    for at in range(noun.i + 1, end):
        if reading.words[at] in {"that", "not"} or reading.doc[at].tag_ == "TO":
            return trim(reading, start, at)
    return start, end


def link_media(reading: Reading, drafts: list[Draft]) -> None:
    """Add the link of a document that speaks ("the release said") and of "said in a statement"."""
    for draft in drafts:
        if draft.speaker is None:
            continue
        found = head_carrier(draft.speaker.head)
        if draft.kind == "according" or (found is not None and found.speaks and found.medium is not Medium.MEDIA):
            medium = found.medium if found is not None else Medium.UNSPECIFIED
            draft.links.insert(0, Link(draft.speaker, medium, draft.cue if draft.kind == "according" else ()))
            continue
        carried = _carried_by(reading, draft)
        if carried is not None:
            draft.links.append(carried)


def _carried_by(reading: Reading, draft: Draft) -> Link | None:
    """Return "in a statement", "on Twitter", "at a news conference" beside the cue."""
    anchor = draft.anchor
    for child in anchor.children:
        if child.dep_ != "prep" or child.lower_ not in {"in", "on", "at", "during", "via", "through"}:
            continue
        for noun in child.rights:
            if noun.dep_ != "pobj":
                continue
            found = head_carrier(noun)
            if found is not None and found.medium is not Medium.UNSPECIFIED:
                span = _carrier_phrase(reading, noun)
                source = Named(span, draft.speaker.head if draft.speaker is not None else noun)
                return Link(source, found.medium)
    return None


def nest(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Pass sources down to the speech acts that they report; drop the outer act where nothing else is left of it."""
    untold = _untold(reading, drafts)
    drafts = [draft for draft in drafts if id(draft) not in untold]
    by_anchor = ByAnchor(drafts)
    kept: list[Draft] = []
    for outer in sorted(drafts, key=_reach, reverse=True):  # the outermost first: what it is told passes through
        if outer.kind == "quotation" or outer.speaker is None:
            kept.append(outer)
            continue
        inner = [draft for draft in by_anchor.held_by(outer) if draft.kind != "quotation"]
        if not inner:
            kept.append(outer)
            continue
        within_quotes = [draft for draft in inner if _is_quoted_apart(reading, outer, draft)]
        for draft in within_quotes:
            if _speaks_of_self(reading, draft):
                continue
            if _is_picked_out(reading, outer, draft):
                draft.content = []
                continue
            _hand_down(reading, outer, draft)
        if _hand_over(reading, outer, [draft for draft in inner if draft not in within_quotes]):
            kept.append(outer)
    return kept


def _reach(draft: Draft) -> int:
    return sum(end - start for start, end in draft.content)


def _untold(reading: Reading, drafts: list[Draft]) -> set[int]:
    """Return the ids of the acts that nobody says took place.

    "Pushing for" and "to press" in words set off as a block, where only what was said counts; and what a denial holds
    ("denied that they had asked for time").
    """
    by_anchor = ByAnchor(drafts)
    found: set[int] = set()
    for outer in drafts:
        denies = outer.verb is not None and outer.verb.polarity is Polarity.NEGATIVE
        if not outer.block and not denies:
            continue
        for draft in by_anchor.held_by(outer):
            wished = outer.block and draft.anchor.tag_ in {"VB", "VBG"}
            if draft.kind == "verb" and (wished or (denies and not _is_quoted_apart(reading, outer, draft))):
                found.add(id(draft))
    return found


def _is_quoted_apart(reading: Reading, outer: Draft, inner: Draft) -> bool:
    mark = reading.quotation_at[inner.anchor.i]
    return outer.block or (mark >= 0 and mark != reading.quotation_at[outer.anchor.i])


def _is_picked_out(reading: Reading, outer: Draft, inner: Draft) -> bool:
    """Tell whether only the verb is quoted, and the one who speaks is its subject: "they said they had “agreed”"."""
    marks = reading.quotation_at
    outside = inner.speaker is not None and marks[inner.speaker.head.i] != marks[inner.anchor.i]
    return not outer.block and outside and _is_own_voice(reading, outer, inner)


def _speaks_of_self(reading: Reading, draft: Draft) -> bool:
    return draft.speaker is None or reading.words[draft.speaker.head.i] in _FIRST_PERSON


def _hand_down(reading: Reading, outer: Draft, inner: Draft) -> None:
    """Give `inner` the sources of `outer`, nearest first, each once."""
    if outer.speaker is None or len(inner.links) >= _LONGEST_CHAIN:
        return
    links = list(outer.links)
    if outer.kind != "according":
        documents = [link for link in links if link.source.head.i == outer.speaker.head.i]
        nearest = documents[0] if documents else Link(outer.speaker, _spokesman(reading, outer.speaker), outer.cue)
        links = [nearest, *(link for link in links if link not in documents)]
    for link in links:
        known = any(link.source.head.i == one.source.head.i for one in inner.links)
        if not known and len(inner.links) < _LONGEST_CHAIN:
            inner.links.append(link)


def _spokesman(reading: Reading, source: Named) -> Medium:
    found = head_carrier(source.head)
    if found is not None:
        return found.medium
    return Medium.STATEMENT if "spokes" in reading.words[source.head.i] else Medium.UNSPECIFIED


def _hand_over(reading: Reading, outer: Draft, inner: list[Draft]) -> bool:
    """Give the source to the speech acts at the top of what it reports; tell whether the outer act keeps words."""
    if not inner:
        return True
    by_anchor = {draft.anchor.i: draft for draft in inner}
    heads = _predicates(reading, outer)
    heads.extend(draft.anchor.i for draft in inner if draft.trailing and draft.anchor.i not in heads)
    own = [at for at in heads if at in by_anchor and _is_own_voice(reading, outer, by_anchor[at])]
    told = [at for at in heads if at in by_anchor and at not in own]
    for at in own:
        if _is_one_act(by_anchor[at]):
            by_anchor[at].content = []
    if not told:
        return True
    for at in told:
        _hand_down(reading, outer, by_anchor[at])
    for draft in inner:
        if draft.anchor.tag_ == "VBG" and draft.anchor.i not in heads and draft.anchor.head.i in told:
            _hand_down(reading, outer, draft)
    # "said he had spoken to her by phone and told her that …": the call is how it was told
    is_call = all(subject(by_anchor[at].anchor) is None for at in told)
    facts = [at for at in heads if at not in told]
    rest = [at for at in facts if not (is_call and reading.doc[at].lemma_ in words_for("contact"))]
    if not rest:
        return False
    outer.content = _without(reading, outer.content, [by_anchor[at] for at in told], rest)
    # "Vik, according to her office, had called and told him that …": of a clause the name alone is left
    return any(reading.doc[at].tag_ in _VERBAL for start, end in outer.content for at in range(start, end))


def _is_own_voice(reading: Reading, outer: Draft, inner: Draft) -> bool:
    """Tell whether the inner subject is only a pronoun for the one who speaks ("he said he agreed")."""
    if inner.speaker is None:
        return True
    word = reading.words[inner.speaker.head.i]
    if word in _FIRST_PERSON:
        return True
    return outer.kind != "according" and word in _PRONOUNS and not _are_others(reading, outer, inner.speaker)


def _are_others(reading: Reading, outer: Draft, inner: Named) -> bool:
    """Tell whether "they" are others than the one who speaks: "the Turkish readout says that they agreed"."""
    if reading.words[inner.head.i] != "they" or outer.speaker is None:
        return False
    index = MentionIndex.of(reading.doc)
    found = [index.headed_by(one.head) for one in (outer.speaker, inner)]
    ids = {mention.actor for mention in found if mention is not None and mention.actor is not None}
    return len(ids) == 2


def _is_one_act(inner: Draft) -> bool:
    """Tell whether "he said he welcomed it" tells of one act, not of an earlier one ("he said he had told him").

    What somebody says he had raised or proposed is what he says.
    """
    if inner.verb is not None and inner.verb.object == "raisable" and inner.addressee is None:
        return not any(child.dep_ == "neg" for child in inner.anchor.lefts)
    return inner.anchor.tag_ != "VBN" and not any(child.dep_ in {"aux", "neg"} for child in inner.anchor.lefts)


def _predicates(reading: Reading, outer: Draft) -> list[int]:
    """Return the main verbs of the words said: the top of each range, and what is coordinated with it."""
    found: list[int] = []
    for start, end in outer.content:
        for at in range(start, end):
            token = reading.doc[at]
            if token.tag_ not in _VERBAL or token.dep_ in {"aux", "auxpass"}:
                continue
            is_beside = token.dep_ in {"conj", "parataxis"} or _stands_before(reading, token)
            if (is_beside and token.head.i in found) or _is_top(reading, outer, token, start, end):
                found.append(at)
    return found


def _is_top(reading: Reading, outer: Draft, verb: Token, start: int, end: int) -> bool:
    """Tell whether nothing that is said governs a verb in the tokens from `start` to `end`."""
    above, marks = verb.head.i, reading.quotation_at
    is_outside = not any(first <= above < last for first, last in outer.content)
    return (
        above == verb.i
        or (marks[above] >= 0 > marks[verb.i])
        or (is_outside and verb.dep_ != "relcl")
        or (not start <= above < end and verb.dep_ not in {"advcl", "relcl"})
        or outer.group[0] <= above < outer.group[1]
    )


def _stands_before(reading: Reading, verb: Token) -> bool:
    """Tell whether two clauses stand side by side, and the parser makes the first the object of the second."""
    above = verb.head
    return (
        verb.dep_ == "ccomp"
        and verb.i < above.i
        and verb.tag_ in {"VBD", "VBZ", "VBP"}
        and above.tag_ in {"VBD", "VBZ"}
        and "," in reading.words[verb.i : above.i]
        and not any(word in {"that", "if", "whether"} for word in reading.words[verb.left_edge.i : verb.i])
    )


def _without(reading: Reading, content: list[Range], told: list[Draft], rest: list[int]) -> list[Range]:
    """Cut the coordinated clauses that are speech acts of their own out of what the outer act reports."""
    kept: list[Range] = []
    for start, end in content:
        cut = end
        begin = start
        for draft in told:
            if not start <= draft.anchor.i < end:
                continue
            edge = draft.group[0]
            if draft.anchor.dep_ == "conj" and edge <= draft.anchor.head.i < draft.anchor.i:
                edge = draft.anchor.left_edge.i  # the speaker stands before the act that it is joined to
            while edge > start and reading.words[edge - 1] in {"and", "but", ","}:
                edge -= 1
            if any(at < edge for at in rest):
                cut = min(cut, edge)
            else:
                begin = max([begin, *(stop for _, stop in draft.content)])
        while begin < cut and reading.words[begin] in {"and", "but", ","}:
            begin += 1
        if cut > begin:
            kept.append((begin, cut))
    return kept

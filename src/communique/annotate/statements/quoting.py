"""Words passed on in so many words: “KCNA quoted him as saying”, “she was quoted as saying by the agency”."""

from spacy.tokens import Token

from communique.annotate.actors.index import MentionIndex
from communique.annotate.statements.draft import ByAnchor, Draft, Link, Named
from communique.annotate.statements.phrase import named, trim
from communique.annotate.statements.provenance import carrier_in
from communique.annotate.statements.reading import Reading
from communique.annotate.statements.subjects import subject
from communique.annotate.statements.voices import is_source
from communique.model import Medium

_QUOTING = frozenset({"quote", "cite", "report"})
CITING = frozenset({"quote", "cite"})
_FARTHEST = 16


def saying_behind(reading: Reading, quoting: Token) -> tuple[int, int] | None:
    """Return the tokens "as" and "saying" behind "quoted" or "cited", None if they do not follow in the sentence."""
    _, last = reading.sentence(quoting.i)
    for at in range(quoting.i + 1, min(last - 1, quoting.i + _FARTHEST)):
        if reading.quotation_at[at] != reading.quotation_at[quoting.i]:
            return None
        if reading.words[at] == "as" and reading.doc[at + 1].tag_ == "VBG":
            return at, at + 1
    return None


def cited_source(reading: Reading, citing: Token, mentions: MentionIndex) -> Named | None:
    """Return whom "the agency said, citing two officials" cites; None if it is a thing, or the words themselves."""
    if citing.tag_ != "VBG" or saying_behind(reading, citing) is not None:
        return None
    head = next((child for child in citing.rights if child.dep_ == "dobj"), None)
    if head is None or reading.quotation_at[head.i] != reading.quotation_at[citing.i] or not is_source(head, mentions):
        return None
    return named(reading, head, citing)


def link_cited(reading: Reading, drafts: list[Draft], cited: list[tuple[Named | None, Link]]) -> None:
    """Give those whom a speaker cites to the statement that he makes in the same sentence."""
    by_anchor = ByAnchor(drafts)
    for who, link in cited:
        sentence = reading.sentence(link.cue[0][0])
        said = [draft for draft in by_anchor.within([sentence]) if draft.speaker is not None]
        own = [draft for draft in said if who is not None and draft.speaker and draft.speaker.head.i == who.head.i]
        for draft in own[:1] or (said if len(said) == 1 else []):
            draft.links.append(Link(link.source, _source_medium(reading, link.source), link.cue))


def link_quoted_as_saying(reading: Reading, draft: Draft) -> None:
    """Resolve "KCNA quoted him as saying", "was quoted by Tass as saying": the speaker is the one who is quoted."""
    anchor = draft.anchor
    if draft.verb is not None and draft.verb.lemma in _QUOTING:
        _link_beside(reading, draft)
        return
    if anchor.dep_ not in {"pcomp", "advcl", "xcomp", "acl", "ccomp", "prep"}:
        return
    quoting = anchor.head
    if quoting.lower_ == "as":
        quoting = quoting.head
    if quoting.dep_ in {"dobj", "pobj", "nsubj"} and quoting.head.lemma_ in _QUOTING:
        quoting = quoting.head
    if quoting.lemma_ not in _QUOTING or anchor.tag_ != "VBG":
        return
    passive = next((child for child in quoting.lefts if child.dep_ == "nsubjpass"), None)
    source: Token | None
    if passive is not None or (quoting.tag_ == "VBN" and not any(child.dep_ == "dobj" for child in quoting.rights)):
        speaker = (
            passive
            if passive is not None
            else (subject(quoting) or (quoting.head if quoting.dep_ in {"acl", "relcl"} else None))
        )
        source = next(
            (
                thing
                for child in quoting.rights
                if child.lower_ in {"by", "in"} and child.dep_ in {"agent", "prep"}
                for thing in child.rights
                if thing.dep_ == "pobj"
            ),
            None,
        )
    else:
        speaker = next((child for child in quoting.rights if child.dep_ in {"dobj", "dative"}), None)
        source = subject(quoting) or (quoting.head if quoting.dep_ == "acl" else None)
        if source is None and quoting.dep_ in {"advcl", "conj", "xcomp"}:
            source = subject(quoting.head)
    if speaker is not None:
        draft.speaker = named(reading, speaker, quoting)
        start, end = draft.speaker.tokens
        for at in range(start, end):
            if reading.words[at] == "as" and at > speaker.i:
                draft.speaker.tokens = (start, at)
                break
        draft.cue = ((quoting.i, quoting.i + 1), *draft.cue)
        draft.group = (min(draft.group[0], quoting.i), draft.group[1])
    if source is not None and (speaker is None or source.i != speaker.i):
        link = named(reading, source, quoting)
        draft.links.append(Link(link, _source_medium(reading, link), ((quoting.i, quoting.i + 1),)))


def _link_beside(reading: Reading, draft: Draft) -> None:
    """Turn “…,” the agency quoted him as saying (or he was quoted as saying by the agency) the right way round."""
    found = saying_behind(reading, draft.anchor)
    if found is None or draft.speaker is None:
        return
    doc, quoting = reading.doc, draft.anchor.i
    at, saying = found
    source: Named | None
    if doc[quoting - 1].lemma_ == "be":
        by = next(
            (index for index in range(quoting + 1, min(saying + 3, len(doc) - 1)) if doc[index].lower_ == "by"), None
        )
        source = None
        if by is not None:
            head = next((child for child in doc[by].rights if child.dep_ == "pobj"), doc[by + 1])
            source = named(reading, head, draft.anchor)
    else:
        source = draft.speaker
        start, end = trim(reading, quoting + 1, at)
        if start >= end:
            return
        head = next((child for child in draft.anchor.rights if start <= child.i < end), doc[end - 1])
        draft.speaker = Named((start, end), head)
    draft.cue = ((quoting, quoting + 1), (saying, saying + 1))
    if source is not None:
        draft.links.append(Link(source, _source_medium(reading, source), ((quoting, quoting + 1),)))


def _source_medium(reading: Reading, source: Named) -> Medium:
    found = carrier_in(reading, source.tokens)
    return found.medium if found is not None else Medium.UNSPECIFIED

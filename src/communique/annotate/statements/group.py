"""The stretch that introduces the words said: speaker, verb, listener, when and where."""

from spacy.tokens import Token

from communique.annotate.statements.draft import Named, Range
from communique.annotate.statements.parties import named, phrase, trim
from communique.annotate.statements.site import (
    SUBORDINATORS,
    Site,
    is_time,
)
from communique.codebook.reporting import ReportingVerb, words_for

_ADJUNCTS = frozenset({"prep", "npadvmod", "advmod", "prt", "dative", "agent", "tmod"})


def group_of(site: Site) -> tuple[Range, Named | None]:
    """Return the stretch of subject, verb, listener and adjuncts around a cue, and the listener."""
    token, verb, reading, speaker, limit = site.token, site.verb, site.reading, site.speaker, site.limit
    first, _ = reading.sentence(token.i)
    start, end = token.i, (token.i if site.cue.particle is None else site.cue.particle) + 1
    for child in token.lefts:
        if child.i >= first and child.dep_ in {"aux", "advmod", "neg", "auxpass"} and child.i >= token.i - 4:
            start = min(start, child.i)
    if speaker is not None:
        if first <= speaker.tokens[0] < token.i and speaker.tokens[1] <= token.i:
            start = min(start, speaker.tokens[0])
        elif speaker.tokens[0] in range(token.i + 1, token.i + 3):
            end = max(end, speaker.tokens[1])
    while start > first and site.doc[start - 1].tag_ in {"RB"} and site.doc[start - 1].head.i == token.i:
        start -= 1
    addressee: Named | None = None
    rights = {child.left_edge.i: child for child in token.rights if child.left_edge.i > token.i}
    while end < limit and end < len(site.words):
        child = rights.get(end)
        if site.words[end].isspace() and "\n" not in site.words[end]:
            end += 1
            continue
        if child is None:
            loose = site.doc[end]
            if (
                loose.tag_ == "RB"
                or (loose.lower_ in words_for("calendar") and loose.tag_ == "NNP")
                or (loose.dep_ == "prt")
            ):
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
            if site.words[span[0]] in SUBORDINATORS:
                break
            span = _shorten_listener(site, child, span)
            addressee = Named(span, child)
            end = max(end, span[1])
            continue
        if child.dep_ not in _ADJUNCTS:
            break
        if child.dep_ == "prep" and not _is_circumstance(site, child, verb):
            break
        if child.dep_ == "npadvmod" and not _is_temporal(site, child):
            break
        edge = _adjunct_end(site, child, limit)
        if edge <= end:
            break
        if child.lower_ in verb.listeners or (child.lower_ == "to" and child.dep_ in {"prep", "dative"}):
            heads = [grand for grand in child.rights if grand.dep_ == "pobj"]
            if heads:
                addressee = named(reading, heads[0])
        end = edge
    return (start, end), addressee


def _is_circumstance(site: Site, preposition: Token, verb: ReportingVerb) -> bool:
    """Tell whether a prepositional phrase says when, where, how or to whom something was said, not what."""
    word = preposition.lower_
    if word in verb.listeners or word in {"to", "with", "by", "via"}:
        return word not in verb.prepositions
    if is_time(site, preposition):
        return True
    if word in verb.prepositions:
        return False
    if word in {"of", "about", "against", "over", "as"} or (word == "for" and verb.object in {"listener", "either"}):
        return False
    return True


def _is_temporal(site: Site, token: Token) -> bool:
    return any(
        site.words[at] in words_for("calendar") or site.doc[at].tag_ == "CD"
        for at in range(token.left_edge.i, token.right_edge.i + 1)
    )


def _shorten_listener(site: Site, head: Token, span: Range) -> Range:
    """Cut a listener's phrase before a clause that belongs to the words said ("told reporters he would")."""
    for at in range(head.i + 1, span[1]):
        token = site.doc[at]
        if token.dep_ in {"relcl", "acl", "ccomp"} and token.head.i <= head.i:
            edge = token.left_edge.i
            if edge > head.i and site.words[edge] not in {"who", "which", "whose", "whom", ","}:
                return trim(site.reading, span[0], edge)
        if token.dep_ == "prep" and token.head.i == head.i and token.lower_ in _brings_content(site):
            return trim(site.reading, span[0], at)
    return span


def _brings_content(site: Site) -> frozenset[str]:
    """Return the prepositions behind a listener that bring the words said ("thanked him for", "warned her of")."""
    return site.verb.prepositions | ({"for", "on"} if site.verb.kind == "praise" else frozenset())


def _adjunct_end(site: Site, child: Token, limit: int) -> int:
    """Return where an adjunct ends: at its edge, but before a quotation, a colon or a clause of the words said."""
    end = min(child.right_edge.i + 1, limit)
    for at in range(child.i, end):
        if site.reading.quotation_at[at] != site.reading.quotation_at[child.i] or site.words[at] in {":", "that"}:
            return at
    return end

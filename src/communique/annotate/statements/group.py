"""The stretch that introduces the words said: speaker, verb, listener, when and where."""

from spacy.tokens import Token

from communique.annotate.clause import FINITE
from communique.annotate.statements.draft import Named, Range
from communique.annotate.statements.openings import parenthesis_end
from communique.annotate.statements.phrase import clause_start, named, phrase, trim
from communique.annotate.statements.site import (
    SUBORDINATORS,
    Site,
    is_time,
)
from communique.codebook.reporting import ReportingVerb, words_for

_ADJUNCTS = frozenset({"prep", "npadvmod", "advmod", "prt", "dative", "agent", "tmod"})
_BEHIND_SUBJECT = frozenset({"in", "on", "at", "to", "during", "after"})


def group_of(site: Site) -> tuple[Range, Named | None]:
    """Return the stretch of subject, verb, listener and adjuncts around a cue, and the listener."""
    start, end = _core(site)
    addressee: Named | None = None
    rights = {child.left_edge.i: child for child in site.token.rights if child.left_edge.i > site.token.i}
    while end < site.limit and end < len(site.words):
        if site.words[end].isspace() and "\n" not in site.words[end]:
            end += 1
            continue
        behind = parenthesis_end(site.words, end, site.limit)
        if behind is not None:
            end = behind
            continue
        child = rights.get(end) or _loose_adjunct(site, end)
        if child is None:
            if not _is_loose_word(site, end):
                break
            end += 1
            continue
        if _is_listener(site, child):
            span = phrase(site.reading, child)
            if _is_her_and_subject(site, child, span):
                child, span = site.doc[span[0]], (span[0], span[0] + 1)
            if site.words[span[0]] in SUBORDINATORS:
                break
            addressee = Named(_shorten_listener(site, child, span), child)
            if addressee.tokens[1] <= end:
                break
            end = addressee.tokens[1]
            continue
        edge = _adjunct_end(site, child) if _is_adjunct(site, child) else end
        if edge <= end:
            break
        if addressee is None and (
            child.lower_ in site.verb.listeners or (child.lower_ == "to" and child.dep_ in {"prep", "dative"})
        ):
            heads = [grand for grand in child.rights if grand.dep_ == "pobj"]
            if heads:
                addressee = named(site.reading, heads[0])
        end = edge
    return (start, end), addressee


def _core(site: Site) -> Range:
    """Return the verb with its auxiliaries, adverbs and particle, and the speaker if that stands in the sentence."""
    token, speaker = site.token, site.speaker
    first, _ = site.reading.sentence(token.i)
    start, end = token.i, (token.i if site.cue.particle is None else site.cue.particle) + 1
    for child in token.lefts:
        if child.i >= first and child.dep_ in {"aux", "advmod", "neg", "auxpass"} and child.i >= token.i - 4:
            start = min(start, child.i)
    if speaker is not None:
        if first <= speaker.tokens[0] < token.i and speaker.tokens[1] <= token.i:
            start = min(start, speaker.tokens[0])
        elif speaker.tokens[0] in range(token.i + 1, token.i + 3):
            end = max(end, speaker.tokens[1])
    while start > first and site.doc[start - 1].tag_ == "RB" and site.doc[start - 1].head.i == token.i:
        start -= 1
    return start, end


def _is_loose_word(site: Site, at: int) -> bool:
    """Tell whether an adverb, a particle or a day belongs to the stretch although the parser hangs it elsewhere."""
    loose = site.doc[at]
    if loose.lower_ in {"only", "just"} and site.words[at + 1 : at + 2] == ["that"]:
        return True
    if _begins_infinitive(site, at):
        return False
    return loose.tag_ == "RB" or loose.dep_ == "prt" or (loose.tag_ == "NNP" and loose.lower_ in words_for("calendar"))


def _loose_adjunct(site: Site, at: int) -> Token | None:
    """Return the preposition at `at` if it stands behind an inverted subject ("said Olsen in a statement")."""
    behind = site.speaker is not None and site.speaker.tokens[0] > site.token.i
    loose = site.doc[at]
    return loose if behind and loose.dep_ == "prep" and loose.lower_ in _BEHIND_SUBJECT else None


def _is_listener(site: Site, child: Token) -> bool:
    takes_listener = site.verb.object == "listener" or (site.verb.object == "either" and _leads_on(site, child))
    return takes_listener and child.dep_ in {"dobj", "dative"} and child.tag_ not in {"WP", "WDT", "IN", "TO"}


def _leads_on(site: Site, child: Token) -> bool:
    """Tell whether words said follow what may be the listener ("promised him that", not "promised help until")."""
    at = child.right_edge.i + 1
    if at >= site.limit or site.words[at] in {"that", ",", "he", "she", "they", "it"}:
        return True
    return any(_begins_infinitive(site, index) for index in range(child.i + 1, site.limit))


def _is_her_and_subject(site: Site, child: Token, span: Range) -> bool:
    """Tell whether "told her Oslo would pay" was read as if somebody had told a town of hers."""
    follow = span[1]
    is_clause = follow < site.limit and site.doc[follow].tag_ in FINITE
    return child.tag_ == "NNP" and site.words[span[0]] == "her" and span[0] < child.i and is_clause


def _is_adjunct(site: Site, child: Token) -> bool:
    if child.dep_ == "prep":
        return _is_circumstance(child, site.verb)
    if child.dep_ == "npadvmod":
        follow = child.right_edge.i + 1
        is_owner = follow < len(site.words) and site.doc[follow].tag_ == "POS"  # "that next year’s summit will"
        return _is_temporal(site, child) and site.words[child.left_edge.i] != "that" and not is_owner
    return child.dep_ in _ADJUNCTS


def _is_circumstance(preposition: Token, verb: ReportingVerb) -> bool:
    """Tell whether a prepositional phrase says when, where, how or to whom something was said, not what."""
    word = preposition.lower_
    if word in verb.listeners or word in {"to", "with", "by", "via"}:
        return word not in verb.prepositions
    if is_time(preposition):
        return True
    if word in _brings_content(verb):
        return False
    return not (
        word in {"of", "about", "against", "over", "as"} or (word == "for" and verb.object in {"listener", "either"})
    )


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
        if token.dep_ == "prep" and token.head.i == head.i and token.lower_ in _brings_content(site.verb):
            return trim(site.reading, span[0], at)
    return span


def _begins_infinitive(site: Site, at: int) -> bool:
    """Tell whether "to raise" or "not to raise" begins at token `at`."""
    if site.words[at] in {"not", "never"} and at + 1 < len(site.words):
        at += 1
    return site.doc[at].tag_ == "TO" and at + 1 < len(site.words) and site.doc[at + 1].tag_ in {"VB", "RB"}


def _brings_content(verb: ReportingVerb) -> frozenset[str]:
    """Return the prepositions behind a listener that bring the words said ("thanked him for", "warned her of")."""
    return verb.prepositions | ({"for", "on"} if verb.kind == "praise" else frozenset())


def _adjunct_end(site: Site, child: Token) -> int:
    """Return where an adjunct ends: at its edge, but before a quotation, a colon or a clause of the words said."""
    end = min(clause_start(child), site.limit)
    for at in range(child.i, end):
        if site.reading.quotation_at[at] != site.reading.quotation_at[child.i] or site.words[at] in {":", "that"}:
            return at
        if at > child.i and site.verb.object in {"listener", "either"} and _begins_infinitive(site, at):
            return at
    return end

"""Speech acts in the passive: “was told by X that …”, “was condemned by X”; in a side's own text also by nobody."""

from communique.annotate.statements.phrase import named, phrase
from communique.annotate.statements.site import Complement, Site


def passive(site: Site) -> Complement | None:
    """Find "was told by X that …" and "was condemned by X"; without an agent nobody is named, and nothing is found."""
    token, verb, speaker = site.token, site.verb, site.speaker
    if speaker is None:
        return None
    limit = site.limit
    subject = next((child for child in token.lefts if child.dep_ in {"nsubjpass", "nsubj"}), None)
    group = (token.i, max(token.i + 1, speaker.tokens[1]))
    clause = next((child for child in token.rights if child.dep_ in {"ccomp", "xcomp"} and child.i < limit), None)
    if verb.object in {"listener", "either"} and subject is not None and clause is not None:
        start = max(clause.left_edge.i, token.i + 1)
        if speaker.tokens[0] <= start < speaker.tokens[1]:
            start = speaker.tokens[1]
        return Complement([(start, limit)], group, [], named(site.reading, subject, token))
    if verb.lemma == "back" and token.dep_ == "acl":
        return None  # "militias backed by Oslo"
    if verb.object in {"content", "predicated"} and verb.kind != "show":
        head = subject if subject is not None else (token.head if token.dep_ == "acl" else None)
        if head is None or head.tag_ in {"WDT", "WP"}:
            return None
        ranges = [phrase(site.reading, head, not_at=token)]
        tail = next(
            (child for child in token.rights if child.lower_ == "as" and child.i > token.i and child.i < limit),
            None,
        )
        if tail is not None:
            ranges.append((tail.i, min(tail.right_edge.i + 1, limit)))
        elif verb.kind == "blame" and site.words[group[1] : group[1] + 1] in (["of"], ["for"]):
            ranges.append((group[1], limit))
        return Complement(ranges, group, [])
    return None


_UNASCRIBED = frozenset({"say", "agree", "express", "promise"})


def unascribed(site: Site) -> Complement | None:
    """Find what a side's own text says was said without saying by whom.

    "It was noted that …", "the importance of … was stressed", "the adviser was informed about …". Only in a main
    clause, and only of what is words: that a bridge was proposed in 1990 is history.
    """
    token, verb = site.token, site.verb
    subject = next((child for child in token.lefts if child.dep_ in {"nsubjpass", "expl"}), None)
    is_main = token.dep_ == "ROOT" or (token.dep_ == "conj" and token.head.dep_ == "ROOT")
    is_past = any(child.dep_ == "auxpass" and child.tag_ == "VBD" for child in token.lefts)
    if subject is None or not (is_main and is_past) or verb.kind not in _UNASCRIBED:
        return None
    if site.reading.quotation_at[token.i] >= 0:
        return None
    group = (subject.left_edge.i, token.i + 1)
    if subject.lower_ == "it":
        clauses = (child for child in token.rights if child.dep_ in {"ccomp", "xcomp"} and child.i < site.limit)
        start = next((max(clause.left_edge.i, token.i + 1) for clause in clauses), None)
        return None if start is None else Complement([(start, site.limit)], group, [])
    if verb.object == "listener":
        about = _about(site)
        listener = named(site.reading, subject, token)
        return None if about is None else Complement([(about, site.limit)], group, [], listener)
    is_words = verb.object == "content" and (verb.quote or verb.kind == "express")
    if not is_words:
        return None
    ranges = [phrase(site.reading, subject, not_at=token)]
    if verb.kind == "express":  # "gratitude was expressed for the help"
        ranges += [(child.i, site.limit) for child in token.rights if child.dep_ == "prep" and child.lower_ == "for"][
            :1
        ]
    return Complement(ranges, group, [])


def _about(site: Site) -> int | None:
    for child in site.token.rights:
        if child.dep_ == "prep" and child.lower_ in site.verb.prepositions and child.i < site.limit:
            return child.i
    return None

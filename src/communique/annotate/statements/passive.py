"""Speech acts in the passive: “was told by X that …”, “was condemned by X”."""

from communique.annotate.statements.parties import named, phrase
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

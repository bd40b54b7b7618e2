"""Words said as a clause: that-clauses, bare clauses, indirect questions and infinitives."""

from spacy.tokens import Token

from communique.annotate.clause import FINITE
from communique.annotate.statements.draft import Named
from communique.annotate.statements.phrase import named
from communique.annotate.statements.site import Complement, Site, is_time, skip_space
from communique.annotate.statements.things import object_end, predicate, preposition
from communique.codebook.reporting import words_for

_CONDITIONS = frozenset({"although", "though", "while", "when", "if", "because", "after", "since", "unless", "once"})


def clause(site: Site) -> Complement | None:
    """Find "that …", a bare clause, an indirect question, or a to-infinitive."""
    token, verb, limit, addressee = site.token, site.verb, site.limit, site.addressee
    at = skip_space(site, site.group[1])
    if addressee is not None and at < limit and site.words[at] in verb.prepositions | {"for"}:
        # "thanked her for the efforts to deliver aid": the infinitive hangs on the efforts
        found = _behind_listener(site)
        if found is not None:
            return found
    for child in token.rights:
        if child.i >= limit:
            break
        if child.dep_ in {"ccomp", "xcomp"} or (child.dep_ in {"advcl", "acl"} and _has_to(child)):
            if child.dep_ == "advcl" and not (addressee is not None or verb.infinitive):
                continue
            if addressee is None and _serves_a_thing(site, child):
                continue
            found = _of_clause(site, child)
            if found is not None:
                return found
    if addressee is not None and verb.object in {"listener", "either"}:
        found = _behind_listener(site)
        if found is not None:
            return found
    if verb.clause:
        return _missed_clause(site)
    return None


def _serves_a_thing(site: Site, clause: Token) -> bool:
    """Tell whether "to discuss trade" says what something is for: "proposed a summit to", "asked for boats to"."""
    if not _has_to(clause) or any(child.dep_ in {"nsubj", "nsubjpass"} for child in clause.lefts):
        return False
    before = [child for child in site.token.rights if site.token.i < child.i < clause.left_edge.i]
    return any(
        (child.dep_ == "dobj" and site.verb.object == "content")
        or (child.dep_ == "prep" and child.lower_ in site.verb.prepositions and child.lower_ == "for")
        for child in before
    )


def _has_to(clause: Token) -> bool:
    return any(child.lower_ == "to" and child.dep_ == "aux" for child in clause.lefts)


def _of_clause(site: Site, clause: Token) -> Complement | None:
    verb, token = site.verb, site.token
    group, limit, addressee = site.group, site.limit, site.addressee
    start = max(clause.left_edge.i, token.i + 1)
    to = next((child for child in clause.lefts if child.lower_ == "to" and child.dep_ == "aux"), None)
    inner = next((child for child in clause.lefts if child.dep_ in {"nsubj", "nsubjpass", "expl"}), None)
    if to is not None and verb.kind == "ask" and _asks_for_anonymity(site, to):
        return None
    if to is not None:
        if verb.object in {"listener", "either"}:
            if inner is not None and inner.i > token.i:
                addressee = named(site.reading, inner)
                return Complement([(to.i, limit)], (group[0], max(group[1], addressee.tokens[1])), [], addressee)
            if addressee is not None:
                first = max(to.i - _adverbs_before(site, to), token.i + 1)
                return Complement([(first, object_end(site, to.i))], group, [], addressee)
            if verb.infinitive:
                return Complement([(to.i, limit)], group, [], addressee)
            listener = _listener_preposition(site)
            if listener is not None:
                return Complement([(to.i, limit)], group, [], listener)
            return None
        if inner is not None and inner.i > token.i and verb.kind == "think":
            return Complement([(start, limit)], group, [], addressee)
        if not verb.infinitive:
            return preposition(site)
        if "for" in site.words[start : to.i]:
            return Complement([(start, limit)], group, [], addressee)
        first = max(to.i - _adverbs_before(site, to), token.i + 1)
        return Complement([(first, object_end(site, to.i))], group, [], addressee)
    if clause.tag_ == "VBG" or (clause.dep_ == "xcomp" and clause.tag_ not in FINITE):
        if verb.kind in {"deny", "concede"} or verb.lemma in words_for("gerund"):
            return Complement([(max(start, group[1]) if start < group[1] else start, limit)], group, [], addressee)
        return None
    if verb.object == "predicated":
        return predicate(site)
    if not verb.clause:
        return None
    if inner is not None and addressee is None and verb.object == "listener" and verb.kind in {"order", "urge"}:
        return None
    start = max(start, group[1])
    if site.words[start] in {"only", "just", "simply"} and site.words[start + 1] == "that":
        start += 1
    if inner is None and start > group[1]:
        # "agreed our first priority must be …": the parser takes the subject for an object
        objects = (child.left_edge.i for child in token.rights if child.dep_ == "dobj" and child.i < start)
        start = max(next(objects, start), group[1])
    return Complement([(start, limit)], group, [], addressee)


def _asks_for_anonymity(site: Site, to: Token) -> bool:
    return any(site.words[at] in words_for("anonymity") for at in range(to.i + 1, min(to.i + 4, site.limit)))


def _adverbs_before(site: Site, to: Token) -> int:
    count = 0
    while to.i - count - 1 > 0 and site.words[to.i - count - 1] in {"not", "never", "further"}:
        count += 1
    return count


def _listener_preposition(site: Site) -> Named | None:
    for child in site.token.rights:
        if child.i < site.limit and child.dep_ == "prep" and child.lower_ in {"on", "upon", "with", "to"}:
            for grand in child.rights:
                if grand.dep_ == "pobj":
                    return named(site.reading, grand)
    return None


def _behind_listener(site: Site) -> Complement | None:
    """Find what follows the listener: a clause, "to …", "for …", "of …"."""
    verb = site.verb
    group, limit, addressee = site.group, site.limit, site.addressee
    at = group[1]
    while at < limit and (site.words[at].isspace() or site.words[at] == ","):
        at += 1
    if at >= limit:
        return None
    here = site.doc[at]
    if (here.tag_ == "TO" or (here.lower_ in {"not", "never"} and site.doc[at + 1].tag_ == "TO")) and at + 1 < limit:
        return Complement([(at, limit)], group, [], addressee)
    if (
        verb.kind != "ask"
        and here.lower_ in verb.prepositions | {"for", "on", "against"}
        and here.tag_ == "IN"
        and not is_time(here)
    ):
        if verb.kind == "say" and here.lower_ not in verb.prepositions:
            return None
        return Complement([(at, limit)], group, [], addressee)
    if verb.kind == "ask" and here.lower_ in {"for", "whether", "if", "what", "how", "why", "when", "who"}:
        return Complement([(at, limit)], group, [], addressee)
    if verb.clause and verb.kind not in {"order", "urge"} and _is_clause(site, at, limit):
        return Complement([(at, limit)], group, [], addressee)
    return None


def _is_clause(site: Site, start: int, end: int) -> bool:
    """Tell whether a subject and a finite verb follow, in this order, before any comma."""
    subject = False
    for at in range(start, min(end, start + 30)):
        token = site.doc[at]
        if token.dep_ in {"nsubj", "nsubjpass", "expl"}:
            subject = True
        elif subject and token.tag_ in FINITE:
            return True
    return False


def _has_main_clause(site: Site, start: int) -> bool:
    """Tell whether a subject and a verb follow the comma behind "although …"."""
    commas = [at for at in range(start, site.limit) if site.words[at] == ","]
    return any(_is_clause(site, at + 1, site.limit) for at in commas)


def _missed_clause(site: Site) -> Complement | None:
    """Find a clause that the parser hung elsewhere: "that …" or subject and finite verb right behind the group."""
    group, limit, addressee = site.group, site.limit, site.addressee
    at = group[1]
    while at < limit and site.words[at].isspace():
        at += 1
    if at >= limit or site.words[at] in {",", ".", ";", ":"}:
        return None
    that = site.doc[at]
    # "said at the talks that nothing was lost": for the parser, which has lost the clause, the talks are that
    is_relative = that.tag_ == "WDT" and (that.dep_ in {"nsubj", "nsubjpass"} or "that" in site.words[at + 1 : limit])
    is_relative &= that.dep_ != "mark"
    if site.words[at] == "that" and is_relative and at > site.token.i + 1:
        return None  # "responded with bullets that scattered the crowd"
    if site.words[at] in {"that", "whether", "if"} or (
        site.words[at] in {"how", "why", "what", "where", "when", "who"} and site.verb.kind != "raise"
    ):
        return Complement([(at, limit)], group, [], addressee) if site.reading.has_finite(at, limit) else None
    if site.words[at] in _CONDITIONS and _has_main_clause(site, at):
        return Complement([(at, limit)], group, [], addressee)
    starts = site.doc[at]
    if starts.tag_ in {"DT", "NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "JJ", "EX", "CD"} and _is_clause(
        site, at, limit
    ):
        first = next(
            (index for index in range(at, limit) if site.doc[index].dep_ in {"nsubj", "nsubjpass", "expl"}), limit
        )
        if starts.i <= first < limit and site.doc[first].left_edge.i <= at and site.verb.object != "predicated":
            return Complement([(at, limit)], group, [], addressee)
    return None

"""Words said as a noun phrase: what is praised, called something, called for, denied or raised."""

from spacy.tokens import Token

from communique.annotate.actors.index import MentionIndex
from communique.annotate.statements.draft import Named, Range
from communique.annotate.statements.phrase import trim
from communique.annotate.statements.site import VERBAL, Complement, Site, is_time, skip_space
from communique.codebook.contacts import cues_of
from communique.codebook.reporting import ReportingVerb, carriers, object_nouns, words_for
from communique.codebook.titles import actor_nouns
from communique.model import ActorKind

_ALSO_CONTENT = frozenset({"following", "after", "before", "in", "at"})


def predicate(site: Site) -> Complement | None:
    """Find "called it a lie", "described the talks as useful", "what he called a provocation"."""
    group, limit, addressee = site.group, site.limit, site.addressee
    token, verb = site.token, site.verb
    if verb.object != "predicated" and verb.lemma != "describe":
        return None
    if verb.lemma == "call" and site.words[token.i + 1 : token.i + 2] in (["on"], ["upon"], ["for"]):
        return None  # "called on Oslo to wait": nobody is called anything
    rights = [child for child in token.rights if child.i < limit and not child.is_punct and not child.is_space]
    if not rights:
        return None
    predicate = any(
        child.dep_ in {"oprd", "ccomp", "xcomp", "acomp", "attr"}
        or (child.dep_ == "prep" and child.lower_ == "as")
        or (child.dep_ == "advcl" and any(grand.lower_ == "as" for grand in child.lefts))
        for child in rights
    )
    if not predicate:
        objects = [child for child in rights if child.dep_ == "dobj"]
        predicate = (
            any("as" in site.words[child.i : child.right_edge.i + 1] for child in objects)
            if verb.lemma != "call"
            else (len(objects) == 1 and _quoted_tail(site, objects[0], limit))
            or len(objects) > 1
            or (bool(objects) and token.dep_ == "relcl")
            or (token.dep_ == "pcomp" and any(child.tag_ == "WP" for child in token.children))
        )
    if not predicate or (verb.lemma == "describe" and verb.object != "content"):
        return _quoted_predicate(site)
    starts = [
        child.left_edge.i for child in rights if child.dep_ in {"dobj", "oprd", "ccomp", "xcomp", "acomp", "attr"}
    ]
    if verb.lemma != "call" or not starts:
        starts += [child.left_edge.i for child in rights if child.lower_ == "as"]
    if not starts:
        return None
    start = max(min(starts), token.i + 1)
    return Complement([(start, object_end(site, start))], group, [], addressee)


def _quoted_predicate(site: Site) -> Complement | None:
    """Find "called the exiles “criminals” and “bandits”", whatever the parser made of it."""
    start, end = skip_space(site, site.token.i + 1), site.limit
    marks = site.reading.quotation_at
    last = end - 1
    while last > start and (site.words[last].isspace() or site.words[last] in {".", ","}):
        last -= 1
    if marks[start] >= 0 or marks[last] < 0 or marks[last] == marks[site.token.i] or site.doc[start].tag_ == "IN":
        return None
    return site.found(start, end)


def _quoted_tail(site: Site, thing: Token, limit: int) -> bool:
    """Tell whether a quotation ends the phrase but does not begin it: "called the vote “a farce”"."""
    marks = site.reading.quotation_at
    return marks[thing.left_edge.i] < 0 and any(
        marks[at] >= 0 for at in range(thing.i, min(thing.right_edge.i + 1, limit))
    )


def preposition(site: Site) -> Complement | None:
    """Find "called for …", "called on X to …", "agreed on …"; the preposition belongs to the cue."""
    group, limit, addressee = site.group, site.limit, site.addressee
    verb = site.verb
    if not verb.prepositions:
        return None
    at = _preposition_at(site)
    if at is None or (verb.lemma == "speak" and _is_talk(site)):
        return None
    start = skip_space(site, at + 1)
    if start >= limit:
        return None
    if verb.lemma == "call" and site.words[at] in {"on", "upon"}:
        to = next(
            (
                index
                for index in range(start, limit)
                if site.doc[index].tag_ == "TO" and index + 1 < limit and _may_be_infinitive(site, index + 1)
            ),
            None,
        )
        if to is None:
            return None
        head = next((child for child in site.doc[at].rights if child.dep_ == "pobj"), site.doc[to - 1])
        listener = Named(trim(site.reading, start, to), head)
        return Complement([(to, limit)], (group[0], to), [(at, at + 1)], listener)
    if object_end(site, at) <= at + 1:
        return None  # "a threat he warned about"
    if verb.clause or verb.infinitive or verb.object == "listener":
        # "agreed on the need": like a clause, the phrase is what was said; "called for", "referred to" are one word
        return Complement([(at, object_end(site, at))], (group[0], max(group[1], at)), [], addressee)
    return Complement([(start, object_end(site, start))], (group[0], max(group[1], start)), [(at, at + 1)], addressee)


def _is_talk(site: Site) -> bool:
    """Tell whether "spoke with Berg about trade" is both's, or told of within somebody's own words."""
    return site.reading.quotation_at[site.token.i] >= 0 or any(child.lower_ == "with" for child in site.token.rights)


def _may_be_infinitive(site: Site, at: int) -> bool:
    """Tell whether a verb stands behind "to", perhaps in pieces ("to de-escalate")."""
    return site.doc[at].tag_ in {"VB", "RB"} or site.words[at + 1 : at + 2] == ["-"]


def _preposition_at(site: Site) -> int | None:
    token, verb, group, limit = site.token, site.verb, site.group, site.limit
    for child in token.rights:
        if (
            child.i < limit
            and child.lower_ in verb.prepositions
            and child.dep_ in {"prep", "prt", "dative", "mark"}
            and not is_time(child)
        ):
            if child.i > group[1] + 1:
                continue
            return child.i
    at = skip_space(site, group[1])
    if (
        at < limit
        and site.words[at] in verb.prepositions
        and site.doc[at].tag_ in {"IN", "TO", "RP"}
        and not is_time(site.doc[at])
    ):
        return at
    return None


def thing(site: Site) -> Complement | None:
    """Find the thing praised, condemned, denied or raised, with what is said of it."""
    group, limit, addressee = site.group, site.limit, site.addressee
    token, verb = site.token, site.verb
    if verb.object not in {"content", "either", "sayable", "raisable", "arguable"}:
        return None
    if verb.object == "content" and token.i + 1 < limit and site.words[token.i + 1] == "as":
        return site.found(token.i + 1, limit)  # "rejected as “baseless” the claim that …"
    thing = next((child for child in token.rights if child.dep_ in {"dobj", "attr"} and child.i < limit), None)
    if thing is None and site.speaker is not None and site.speaker.tokens[1] <= token.i:
        # "thanked her, welcomed the presidency next year": read as if the presidency did
        thing = next((child for child in token.rights if child.dep_ == "nsubj" and child.i < limit), None)
    if thing is None:
        return None
    if verb.object == "raisable" and (thing.lemma_ in object_nouns("not_raised") or _is_amount(thing)):
        return None
    if verb.object == "arguable" and _is_held(thing, verb):
        return None
    if thing.lemma_ in object_nouns("not_said") or (verb.lemma == "recall" and thing.lemma_ in actor_nouns("person")):
        return None  # "claimed ten lives", "recalled its ambassador"
    if verb.object == "sayable" and not (thing.lemma_ in object_nouns("sayable") and _is_offered(thing)):
        return None
    if (
        verb.kind == "say"
        and thing.lower_ in {"it", "so", "this", "something", "anything", "nothing", "much", "more"}
        and verb.lemma in {"say", "add", "state"}
    ) or (verb.kind == "say" and thing.lower_ in {"him", "her", "them"}):
        return None
    if verb.lemma == "say" or (verb.kind == "express" and _is_pointer(thing)):
        return None
    if verb.object == "either" and addressee is not None and verb.lemma == "promise" and thing.i != addressee.head.i:
        start = thing.left_edge.i
    start = max(thing.left_edge.i, token.i + 1)
    end = object_end(site, start)
    return Complement(
        [(start, end), *_charge(site, end)],
        (group[0], min(group[1], start)),
        [],
        _praised(site, thing) if verb.kind == "praise" else None if verb.object == "either" else addressee,
    )


def _charge(site: Site, end: int) -> list[Range]:
    """Return what somebody is accused of where the day stands before it: "accused Oslo on Monday of dumping salmon"."""
    if site.verb.kind != "blame":
        return []
    charges = (child for child in site.token.rights if child.dep_ == "prep" and child.lower_ in {"of", "for"})
    at = next((child.i for child in charges if end <= child.i < site.limit and not is_time(child)), None)
    return [] if at is None else [(at, object_end(site, at))]


def _praised(site: Site, thing: Token) -> Named | None:
    """Return who is addressed in "complimented the minister on …": the person is in the words and listens too."""
    on = any(child.dep_ == "prep" and child.lower_ == "on" for one in (thing, site.token) for child in one.rights)
    is_person = thing.tag_ in {"NNP", "NNPS", "PRP"} or thing.lemma_.lower() in actor_nouns("person")
    return Named((thing.left_edge.i, thing.i + 1), thing) if on and is_person else site.addressee


def _is_held(thing: Token, verb: ReportingVerb) -> bool:
    """Tell whether "defend" and "threaten" mean deeds: whoever defends a country or threatens Oslo says nothing."""
    if thing.lower_ in object_nouns("not_argued") or thing.lemma_ in object_nouns("not_argued"):
        return True
    index = MentionIndex.of(thing.doc)
    mention = index.headed_by(thing)
    actor = index.actor(mention.actor) if mention is not None else None
    is_state = actor is not None and actor.kind is ActorKind.STATE
    return is_state or (verb.kind == "promise" and thing.tag_ in {"NNP", "PRP"})


def _is_amount(thing: Token) -> bool:
    return thing.tag_ in {"CD", "$"} or any(child.tag_ in {"CD", "$"} for child in thing.lefts)


def _is_pointer(thing: Token) -> bool:
    """Tell whether the object only points to words given elsewhere ("conveyed this view")."""
    return any(child.lower_ in {"this", "that", "these", "those", "such"} for child in thing.lefts)


def _is_offered(thing: Token) -> bool:
    """Tell whether a noun that can be said is somebody's or about something; condolences and thanks always are."""
    return thing.tag_ == "NNS" or any(
        child.dep_ in {"poss", "prep", "amod", "acl", "relcl", "det"} for child in thing.children
    )


def object_end(site: Site, start: int) -> int:
    """Return where the object with its complements ends: before circumstances of time and place of the cue itself."""
    token, limit = site.token, site.limit
    for child in token.rights:
        edge = child.left_edge.i
        if edge <= start or edge >= limit:
            continue
        if child.dep_ == "prep" and child.lower_ == "by" and site.doc[edge - 1].dep_ == "npadvmod":
            continue
        if child.dep_ == "prep" and child.lower_ in words_for("circumstance") and not _is_manner(child):
            if child.lower_ in _ALSO_CONTENT and not _is_occasion(child):
                continue
            return edge
        if child.dep_ == "prep" and child.lower_ in {"on", "of"} and is_time(child) and token.tag_ != "VB":
            return edge
        if child.dep_ == "npadvmod" and child.lower_ in words_for("calendar"):
            behind = child.right_edge.i + 1
            # "the decision this evening by the banks to leave" goes on
            if behind >= limit or site.words[behind] not in {"of", "by", "to"}:
                return edge
        if child.dep_ == "advcl" and child.tag_ in VERBAL and not _follows_as(child) and not _is_aim(child):
            if child.tag_ == "VBG" and child.i not in site.reporting and "and" in site.words[child.i : limit]:
                continue  # "as a danger to the people, destabilizing to the region, and a violation": one list
            return edge
        if child.dep_ == "punct" and child.lower_ in {";", "—", "–", "--"}:
            return edge
        if child.dep_ == "conj" and any(one.dep_ == "nsubj" for one in child.lefts):
            return edge  # "… and they discussed": a clause of its own
    return limit


def _is_occasion(preposition: Token) -> bool:
    """Tell whether "after talks", "in Geneva" or "in a statement" places a speech act."""
    return any(
        child.lemma_.lower() in cues_of("noun")
        or child.tag_ in {"NNP", "CD"}
        or (child.tag_ == "VBG" and preposition.lower_ != "in")  # "the importance of women in ensuring that ..."
        or child.lower_ in words_for("calendar")
        or child.lemma_.lower() in carriers()
        or (preposition.lower_ == "in" and any(word.lower_ in {"a", "an"} for word in child.lefts))
        for child in preposition.rights
    ) or is_time(preposition)


def _is_manner(preposition: Token) -> bool:
    return any(child.lemma_ in {"term", "word", "way"} or child.lower_ == "saying" for child in preposition.rights)


def _is_aim(clause: Token) -> bool:
    """Tell whether "to respond" or "if it invades" goes on with the thing ("reaffirmed its readiness to …")."""
    return (clause.tag_ == "VB" and any(child.tag_ == "TO" for child in clause.lefts)) or any(
        child.dep_ == "mark" and child.lower_ in {"if", "unless"} for child in clause.lefts
    )


def _follows_as(clause: Token) -> bool:
    return any(child.lower_ in {"as", "for"} for child in clause.lefts)

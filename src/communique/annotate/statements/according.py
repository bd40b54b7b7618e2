"""Phrases that report speech without a verb: "according to …", "in the words of …", "as X put it", "was clear that"."""

from collections.abc import Iterator

from spacy.tokens import Token

from communique.annotate.clause import FINITE
from communique.annotate.statements.cues import adjectives
from communique.annotate.statements.draft import Draft, Link, Named, Range
from communique.annotate.statements.openings import openings
from communique.annotate.statements.phrase import named, phrase, trim
from communique.annotate.statements.reading import Reading
from communique.annotate.statements.subjects import inherited_subject, subject
from communique.codebook.reporting import phrases

_NEGATIONS = frozenset({"not", "n't", "n’t", "never"})
_LONGEST_SOURCE = 40


def find_phrases(reading: Reading) -> Iterator[Draft]:
    """Yield a draft for each phrase of attribution whose words said are the rest of its sentence."""
    known = openings()
    words = reading.words
    for at in [at for at, word in enumerate(words) if word in known]:
        form = next((form for form in known[words[at]] if words[at : at + len(form)] == form), None)
        if form is not None and reading.is_news(reading.doc[at]):
            draft = _according(reading, at, at + len(form))
            if draft is not None:
                yield draft
    for at in [at for at, word in enumerate(words) if word == "put" and words[at + 1 : at + 2] == ["it"]]:
        opened = next((index for index in range(at - 1, max(at - 8, -1), -1) if words[index] == "as"), None)
        if opened is not None and reading.is_news(reading.doc[opened]):
            draft = _as_put(reading, opened)
            if draft is not None:
                yield draft


def _according(reading: Reading, at: int, end: int) -> Draft | None:
    doc = reading.doc
    first, last = reading.sentence(at)
    if end >= last:
        return None
    head = next((child for child in doc[end - 1].rights if child.dep_ in {"pobj", "pcomp"}), None)
    if head is None:
        head = doc[end]
        while (
            head.head.i > head.i
            and head.head.i < last
            and head.dep_ in {"det", "compound", "amod", "poss", "nmod", "nummod"}
        ):
            head = head.head
    source = named(reading, head)
    start, stop = max(source.tokens[0], end), source.tokens[1]
    if stop <= start:
        return None
    stop = _source_end(reading, head, start, min(stop, last))
    if stop <= start:
        return None
    source = Named((start, stop), head)
    further = _quoting(reading, stop, last)
    group = (at, stop if further is None else further.source.tokens[1])
    content = _rest(reading, group, (first, last))
    if not content:
        return None
    draft = Draft("according", doc[at], ((at, end),), content, group, speaker=source, trailing=True)
    if further is not None:
        draft.links.append(further)
    return draft


def _quoting(reading: Reading, at: int, last: int) -> Link | None:
    """Find ", quoting the state agency" behind a source."""
    words = reading.words
    if at + 2 >= last or words[at] != "," or words[at + 1] not in {"quoting", "citing"}:
        return None
    verb = reading.doc[at + 1]
    head = next((child for child in verb.rights if child.dep_ == "dobj"), None)
    if head is None:
        return None
    start, end = phrase(reading, head, not_at=verb)
    end = min(_source_end(reading, head, start, end), last)
    return Link(Named((start, end), head), cue=((at + 1, at + 2),))


def _source_end(reading: Reading, head: Token, start: int, stop: int) -> int:
    """Cut a source at the comma behind it if what follows is the sentence itself, not an apposition."""
    for at in range(head.i + 1, stop):
        if reading.words[at] != ",":
            continue
        behind = reading.doc[at + 1] if at + 1 < stop else None
        child = next((child for child in head.rights if child.left_edge.i == at + 1), None)
        if behind is None or child is None or child.dep_ not in {"appos", "relcl", "acl", "conj"}:
            return at
        if behind.tag_ in {"VBN", "VBD"} and not reading.has_finite(reading.sentence(head.i)[0], start):
            return (
                at  # "Lind, according to two aides, called it a lie": a main verb that the parser took for a participle
            )
    return min(stop, start + _LONGEST_SOURCE)


def _as_put(reading: Reading, at: int) -> Draft | None:
    """Find "as the minister put it"."""
    doc, words = reading.doc, reading.words
    first, last = reading.sentence(at)
    verb = next(
        (index for index in range(at + 1, min(at + 8, last - 1)) if words[index] == "put" and words[index + 1] == "it"),
        None,
    )
    if verb is None:
        return None
    head = subject(doc[verb])
    if head is None:
        return None
    content = _rest(reading, (at, verb + 2), (first, last))
    if not content:
        return None
    return Draft(
        "according",
        doc[verb],
        ((verb, verb + 2),),
        content,
        (at, verb + 2),
        speaker=named(reading, head, doc[verb]),
        trailing=True,
    )


def _rest(reading: Reading, group: Range, sentence: Range) -> list[Range]:
    """Return the sentence without the phrase: what stands before it, and behind it if the clause goes on there."""
    words = reading.words
    left = trim(reading, sentence[0], group[0])
    while left[0] < left[1] and words[left[0]] in {"but", "and"}:
        left = trim(reading, left[0] + 1, left[1])
    start = group[1]
    while start < sentence[1] and (words[start] in {",", ".", "-", "—", "–", "--", ":"} or words[start].isspace()):
        start += 1
    right = trim(reading, start, sentence[1]) if start < sentence[1] else (start, start)
    if left[1] - left[0] < 1:
        return [right] if right[1] > right[0] else []
    left_whole = reading.has_finite(*left)
    if right[1] - right[0] < 1:
        return [left]
    goes_on = words[group[1]] == "," if group[1] < sentence[1] else False
    if not goes_on:
        return [left] if left_whole or words[group[1]] in {"and", "but"} else [left, right]
    begins = reading.doc[right[0]]
    if left_whole and begins.tag_ in {"VBG", "IN", "WP", "WDT", "WRB", "VBN", "CC", "RB"}:
        return [left]
    return [left, right]


def find_adjectives(reading: Reading) -> Iterator[Draft]:
    """Yield a draft for each "was clear that …", "is adamant …" (with a personal subject)."""
    doc, words = reading.doc, reading.words
    known = adjectives()
    for at, word in enumerate(words):
        if word not in known or at == 0:
            continue
        token = doc[at]
        copula = token.head
        if token.dep_ not in {"acomp", "attr"} or copula.lemma_ != "be" or not reading.is_news(token):
            continue
        lefts = [child.lower_ for child in copula.lefts if child.dep_ in {"aux", "neg"}]
        if any(child in _NEGATIONS for child in lefts):
            continue
        who = subject(copula) or inherited_subject(copula)
        if who is None or who.lower_ in {"it", "that", "this", "what", "there"}:
            continue
        _, last = reading.sentence(at)
        start = at + 1
        if start < last and words[start] == ":":
            start += 1
        elif not (start < last and (words[start] == "that" or f"{word} {words[start]}" in phrases("adjective_of"))):
            continue
        ends = (child.left_edge.i for child in copula.rights if child.dep_ == "conj" and child.tag_ in FINITE)
        last = min(last, *(at for at in (*ends, last) if at > start))  # "was grateful for the help and reiterated"
        if start < last and words[start + 1 : start + 2] not in (["that"], ["this"], ["it"]):  # "was clear about that"
            cue = (min(copula.i, at), at + 1)
            yield Draft(
                "adjective",
                token,
                (cue,),
                [(start, last)],
                (phrase(reading, who)[0], at + 1),
                speaker=named(reading, who, copula),
            )

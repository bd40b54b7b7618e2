"""The statements of a document: cues, their words, the quotations without a cue, and the chain of sources."""

from bisect import bisect_left

from spacy.tokens import Doc

from communique.annotate.actors.index import MentionIndex
from communique.annotate.layers import Layers
from communique.annotate.statements.according import find_adjectives, find_phrases
from communique.annotate.statements.assemble import Assembler
from communique.annotate.statements.content import Finder
from communique.annotate.statements.cues import Cue, find_cues, reporting_words
from communique.annotate.statements.draft import Draft, Link, Named
from communique.annotate.statements.provenance import clip, head_carrier, link_media, nest
from communique.annotate.statements.quoted import place_quotations
from communique.annotate.statements.quoting import (
    CITING,
    cited_source,
    link_cited,
    link_quoted_as_saying,
    saying_behind,
)
from communique.annotate.statements.reading import Reading
from communique.annotate.statements.speaker import speaker
from communique.annotate.statements.voices import has_voice, is_habit

_OF_NAMES = frozenset({"NNP", "NNPS", "DT", "JJ"})


def find_drafts(reading: Reading, *, unspoken: bool = False) -> list[Draft]:
    """Return the speech acts of a document, in the order of their cues."""
    candidates = reporting_words(reading)
    finder = Finder(reading, {token.i: verb for token, verb, _ in candidates})
    mentions = MentionIndex.of(reading.doc)
    drafts: list[Draft] = []
    cited: list[tuple[Named | None, Link]] = []
    for cue in find_cues(reading, candidates, unspoken=unspoken):
        who = speaker(reading, cue)
        source = cited_source(reading, cue.token, mentions) if cue.verb.lemma in CITING else None
        if source is not None:
            cited.append((who, Link(source, cue=((cue.token.i, cue.token.i + 1),))))
            continue
        if cue.verb.object == "cited" and cue.token.tag_ == "VBG":
            continue  # "the newspaper, quoting “secret reports,” said …"
        going_on = _who_goes_on(reading, cue, drafts)
        if who is None and going_on is None and cue.token.tag_ == "VBG" and cue.token.dep_ in {"csubj", "nsubj"}:
            continue  # "welcoming new members would draw a line": a thought, nobody's act
        who = going_on or _whole_name(reading, who, mentions)
        found = None if who is not None and not _may_report(reading, cue, who, mentions) else finder.find(cue, who)
        if found is None:
            continue
        token = cue.token
        words = [(token.i, token.i + 1)]
        if cue.particle is not None:
            words.append((cue.particle, cue.particle + 1))
        draft = Draft("verb", token, (*words, *found.cue_tail), found.ranges, found.group, verb=cue.verb, speaker=who)
        draft.addressee, draft.trailing, draft.block = found.addressee, found.trailing, found.block
        draft.is_quoted = reading.quotation_at[token.i] >= 0
        link_quoted_as_saying(reading, draft)
        drafts.append(draft)
    drafts.extend(find_phrases(reading))
    drafts.extend(find_adjectives(reading))
    drafts.sort(key=lambda draft: draft.anchor.i)
    clip(reading, drafts)
    drafts.extend(place_quotations(reading, drafts))
    link_media(reading, drafts)
    link_cited(reading, drafts, cited)
    return nest(reading, drafts)


def _whole_name(reading: Reading, who: Named | None, mentions: MentionIndex) -> Named | None:
    """Let a speaker's phrase begin where the name does, of which the parser may lose a part ("Wa Dae spokeswoman")."""
    if who is None or who.head.tag_ != "NNP":
        return who
    mention = mentions.covering(who.head.idx, who.head.idx + len(who.head))
    start, end = who.tokens
    if mention is None or (reading.offsets[start] <= mention.start and mention.end <= reading.tails[end - 1]):
        return who
    first, behind = bisect_left(reading.offsets, mention.start), bisect_left(reading.offsets, mention.end)
    lost, end = reading.doc[first:start], max(end, behind)
    return Named((first, end), who.head) if all(word.tag_ in _OF_NAMES for word in lost) else who


def _who_goes_on(reading: Reading, cue: Cue, drafts: list[Draft]) -> Named | None:
    """Return who speaks in "…,” he said on Monday, adding that …": the one whose cue or words end at the comma.

    Where two do ("he said she warned them, adding"), the grammar decides.
    """
    at = cue.token.i
    if cue.token.tag_ != "VBG" or reading.words[at - 1] != "," or reading.quotation_at[at] >= 0:
        return None
    edges = {at - 1, at}
    touching = [
        draft for draft in drafts[-4:] if not edges.isdisjoint({_end(reading, draft.group[1]), *_ends(reading, draft)})
    ]
    return touching[0].speaker if len(touching) == 1 else None


def _ends(reading: Reading, draft: Draft) -> list[int]:
    return [] if draft.trailing else [_end(reading, end) for _, end in draft.content]


def _end(reading: Reading, at: int) -> int:
    """Return the first token from `at` on that is no white space."""
    while at < len(reading.words) - 1 and reading.words[at].isspace():
        at += 1
    return at


def _may_report(reading: Reading, cue: Cue, who: Named, mentions: MentionIndex) -> bool:
    """Tell whether the words pass on a speech act: not those of nobody, not "we condemn" within somebody's words."""
    if _is_nobody(reading, who) or not (cue.beside or has_voice(who.head, cue.verb, mentions)):
        return False
    if cue.beside is None and is_habit(who.head, cue.token):
        return False
    if cue.verb.kind == "show":
        return head_carrier(who.head) is not None
    if cue.verb.lemma in {"quote", "cite"} and cue.beside is None and saying_behind(reading, cue.token) is not None:
        return False  # "Tass cited him as saying": the words are his
    quoted = reading.quotation_at[cue.token.i] >= 0
    return not (quoted and cue.token.tag_ == "VBP" and reading.words[who.head.i] in {"i", "we"})


def _is_nobody(reading: Reading, who: Named) -> bool:
    """Tell whether the subject says that nobody spoke ("neither man would say", "no official confirmed")."""
    return reading.words[who.tokens[0]] in {"neither", "nobody", "none", "no"}


class StatementsComponent:
    """Component that fills `Layers(doc).statements`."""

    def __init__(self, *, unspoken: bool = False) -> None:
        self._unspoken = unspoken

    def __call__(self, doc: Doc) -> Doc:
        """Find the speech acts of the news passages."""
        layers = Layers(doc)
        if not len(doc):
            layers.statements = ()
            return doc
        reading = Reading(doc)
        assemble = Assembler(reading)
        layers.statements = assemble.statements(find_drafts(reading, unspoken=self._unspoken))
        return doc

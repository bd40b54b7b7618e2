"""Who can speak: people, bodies and documents, not occasions and bombings."""

from functools import cache

from spacy.tokens import Token

from communique.annotate.actors.index import MentionIndex
from communique.codebook.reporting import ReportingVerb, carriers, words_for
from communique.codebook.titles import actor_nouns

_OF_PEOPLE = ("er", "or", "yee", "gee", "dee", "nee", "ttee", "ist", "ian", "man", "woman")
_UNKNOWN_PLURAL = "group:text:"
_COMMON = frozenset({"NN", "NNS"})


@cache
def _nouns() -> frozenset[str]:
    kinds = ("person", "collective", "document", "group")
    return frozenset(noun for kind in kinds for noun in actor_nouns(kind)) | frozenset(carriers())


def has_voice(head: Token, verb: ReportingVerb, mentions: MentionIndex) -> bool:
    """Tell whether the subject of `verb` is somebody who says something, judged by its noun.

    Whatever stands before "said" or "told" speaks; before "indicated" or "underscored" it must be a name, a pronoun, a
    mention of an actor, or a noun for people, bodies or documents.
    """
    if head.tag_ in {"WDT", "WP"} and head.head.dep_ == "relcl":
        head = head.head.head  # "weapons that threaten", "a ministry that denied"
    if head.tag_ == "DT" and head.lower_ in {"that", "this"}:
        return False  # "that reminds us"
    return head.tag_ not in _COMMON or verb.lemma in words_for("spoken") or is_source(head, mentions)


def is_source(head: Token, mentions: MentionIndex) -> bool:
    """Tell whether a noun names people, a body or a document, or an actor that the text knows."""
    word = head.lemma_.lower()
    if word in _nouns() or word.endswith(_OF_PEOPLE):
        return True
    mention = mentions.headed_by(head)
    return mention is not None and mention.actor is not None and not mention.actor.startswith(_UNKNOWN_PLURAL)


def is_habit(head: Token, verb: Token) -> bool:
    """Tell whether a relative clause says what such people do: "extremists who advocate violence" said nothing."""
    if head.tag_ not in {"WDT", "WP"} or verb.dep_ != "relcl" or verb.tag_ not in {"VBP", "VBZ"}:
        return False
    is_common = verb.head.tag_ in _COMMON and not any(child.dep_ == "appos" for child in verb.head.children)
    return is_common and not any(child.dep_ in {"ccomp", "xcomp"} for child in verb.rights)

"""What governments talk about: agenda topics, how they nest, and the words that name them in each language."""

from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from communique.codebook.han import simplified
from communique.codebook.matching import UNSPACED, lowered, on_borders
from communique.codebook.tables import rows
from communique.errors import BadCodebookRow

TOPIC = "topic:"
"""How a topic is written where it stands among concepts."""

LANGUAGES = ("en", "ru", "zh")
_HIDES = "hides"
_FORM_KINDS = frozenset({"label", "form", "place", _HIDES})
# Pairs of spellings that are one word; a form written in one is found in both.
_SPELLINGS = (
    ("programme", "program"),
    ("defence", "defense"),
    ("isation", "ization"),
    ("ise a ", "ize a "),
    ("labour", "labor"),
    ("U.S.", "US"),
    ("ceasefire", "cease-fire"),
    ("’", "'"),
)
_GENERAL = "general"
_FOLDED = str.maketrans("ёЁ", "еЕ")
"""Russian writes the dots or leaves them out; the forms have none."""


class Topic(NamedTuple):
    """A topic of the agenda. `parent` is the id of the next broader topic, None at the top.

    The category `general` is for what is said of any meeting: bilateral relations, regional and global issues.
    `gdelt_themes` are codes of the GDELT Global Knowledge Graph, `plover_contexts` of PLOVER 0.8.
    """

    id: str
    category: str
    parent: str | None
    label: str
    wikidata: str | None = None
    gdelt_themes: tuple[str, ...] = ()
    plover_contexts: tuple[str, ...] = ()


class TopicForm(NamedTuple):
    """Words that name a topic.

    `kind` is `label`, `form`, `place`: the place alone, which names the topic only where a text speaks of an agenda; or
    `hides`: words that hold those of the topic and mean something else (中南海 is no sea).
    """

    topic: str
    words: str
    kind: str


class TopicMatch(NamedTuple):
    """Characters `start` to `end` (exclusive) name the topic."""

    start: int
    end: int
    topic: str


_TOPIC_COLUMNS = ("topic", "category", "parent", "wikidata", "gdelt_themes", "plover_contexts", "label_en", "source")
_FORM_COLUMNS = ("topic", "language", "form", "kind", "source")


@cache
def topics() -> dict[str, Topic]:
    """Return every topic by its id, in the order of the file; raise BadCodebookRow on a bad row."""
    found: dict[str, Topic] = {}
    for row in rows("topics.csv", _TOPIC_COLUMNS):
        name = row["topic"]
        if not name or name in found:
            raise row.bad(f"the topic {name!r} is empty or stands there twice")
        found[name] = Topic(
            id=name,
            category=row["category"],
            parent=row["parent"] or None,
            label=row["label_en"],
            wikidata=row["wikidata"] or None,
            gdelt_themes=row.list_of("gdelt_themes"),
            plover_contexts=row.list_of("plover_contexts"),
        )
    for topic in found.values():
        chain = {topic.id}
        parent = topic.parent
        while parent is not None:
            if parent not in found or parent in chain:
                raise BadCodebookRow(
                    f"topics.csv: the parent {parent!r} above {topic.id!r} is unknown or its own child"
                )
            chain.add(parent)
            parent = found[parent].parent
    return found


@cache
def forms(language: str) -> tuple[TopicForm, ...]:
    """Return the forms of one language (`en`, `ru`, `zh`); raise BadCodebookRow on a bad row."""
    found: list[TopicForm] = []
    known, languages = topics(), frozenset(LANGUAGES)
    for row in rows("topic_forms.csv", _FORM_COLUMNS):
        if row["topic"] not in known or not row["form"].strip():
            raise row.bad(f"the form is empty or the topic {row['topic']!r} is unknown")
        kind = row.choice("kind", _FORM_KINDS)
        if row.choice("language", languages) == language:
            found.append(TopicForm(row["topic"], row["form"], kind))
    return tuple(found)


def broader(topic: str) -> tuple[str, ...]:
    """Return the ids of the broader topics, the nearest first; an unknown topic has none."""
    chain: list[str] = []
    here = topics().get(topic)
    while here is not None and here.parent is not None:
        chain.append(here.parent)
        here = topics()[here.parent]
    return tuple(chain)


@cache
def narrower(topic: str) -> tuple[str, ...]:
    """Return the ids of all narrower topics at any depth, in the order of the file."""
    return tuple(other for other in topics() if topic in broader(other))


def is_general(name: str) -> bool:
    """Tell whether a name as concepts have it (`topic:trade`) is of a topic that any account of a meeting may name."""
    topic = topics().get(name.removeprefix(TOPIC))
    return topic is not None and topic.category == _GENERAL


def _spellings(words: str) -> set[str]:
    found = {words}
    for one, other in _SPELLINGS:
        if one not in words and other not in words:  # nearly every form
            continue
        for written in tuple(found):
            found.add(written.replace(one, other))
            found.add(written.replace(other, one))
    # Replacing "US" by "U.S." must not touch the letters inside a longer capital word.
    return {form for form in found if "U.S.S" not in form and "AUKU.S." not in form and "AU.S." not in form}


def _capitals(words: str) -> tuple[tuple[int, str], ...]:
    if words.islower():
        return ()
    return tuple((at, char) for at, char in enumerate(words) if char.isupper())


class TopicMatcher:
    """Finds the forms of one language, the longest first, on the borders of words.

    A capital letter of a form must be a capital in the text ("Quad" is not "quad", "START" is not "start"); small
    letters match either case, for headlines.
    """

    __slots__ = ("_automaton", "_folds", "_forms", "_spaced")

    def __init__(self, language: str) -> None:
        variants: dict[tuple[str, str], TopicForm] = {}
        self._folds = language == "ru"
        for form in forms(language):
            for words in _spellings(form.words.translate(_FOLDED) if self._folds else form.words):
                variants.setdefault((words, form.kind), TopicForm(form.topic, words, form.kind))
        grouped: dict[str, list[TopicForm]] = {}
        for form in variants.values():
            grouped.setdefault(lowered(form.words), []).append(form)
        self._forms = tuple(tuple((form, _capitals(form.words)) for form in group) for group in grouped.values())
        self._spaced = language not in UNSPACED
        self._automaton = AhoCorasick(list(grouped), matchkind=MatchKind.Standard)

    def find(self, text: str, *, places: bool = False, nested: bool = False) -> tuple[TopicMatch, ...]:
        """Return the matches in the order of the text; overlaps go to the longest, then to the first.

        Names of places alone count only with `places`. With `nested` what lies inside longer matches is returned, too.
        """
        if not self._spaced:
            text = simplified(text)
        if self._folds:
            text = text.translate(_FOLDED)
        found: list[TopicMatch] = []
        for index, start, end in self._automaton.find_matches_as_indexes(lowered(text), overlapping=True):
            if self._spaced and not on_borders(text, start, end):
                continue
            for form, capitals in self._forms[index]:
                if form.kind == "place" and not places:
                    continue
                if all(text[start + at] == char for at, char in capitals):
                    found.append(TopicMatch(start, end, "" if form.kind == _HIDES else form.topic))
                    break
        found.sort(key=lambda match: (match.start - match.end, match.start))
        covered = bytearray(len(text))
        taken: list[TopicMatch] = []
        for match in found:
            # A longer match never lies inside a shorter one, so the two ends tell whether anything is covered.
            if nested or (not covered[match.start] and not covered[match.end - 1]):
                covered[match.start : match.end] = b"\x01" * (match.end - match.start)
                if match.topic:
                    taken.append(match)
        return tuple(sorted(taken))


@cache
def matcher(language: str) -> TopicMatcher:
    """Return the matcher of a language; a language without forms gets one that finds nothing."""
    return TopicMatcher(language)


def find_topics(text: str, language: str, *, places: bool = False) -> tuple[TopicMatch, ...]:
    """Return (start, end exclusive, topic id) of every topic that `text` names, in the order of the text."""
    return matcher(language).find(text, places=places)


def topics_within(text: str, language: str) -> frozenset[str]:
    """Return every topic that `text` names, places and those inside the words of longer forms, too."""
    return frozenset(match.topic for match in matcher(language).find(text, places=True, nested=True))

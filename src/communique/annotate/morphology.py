"""Coarse parts of speech and lemmas, by table from the fine tags.

The rules and exceptions are those of the language model's own lemmatizer; each pair of form and tag is worked out once
per process. That costs a tenth of the model's attribute ruler and lemmatizer, which walk a matcher over every token.
"""

from typing import Any, cast

import numpy as np
from spacy.attrs import DEP, LEMMA, ORTH, POS, TAG
from spacy.language import Language
from spacy.pipeline import Lemmatizer
from spacy.symbols import ADJ, ADP, ADV, AUX, CCONJ, DET, INTJ, NOUN, NUM, PART, PRON, PROPN, PUNCT, SPACE, SYM, VERB, X
from spacy.tokens import Doc
from thinc.types import Ints2d

_POS_BY_TAG: dict[str, int] = {
    **dict.fromkeys(("NN", "NNS"), NOUN),
    **dict.fromkeys(("NNP", "NNPS"), PROPN),
    **dict.fromkeys(("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"), VERB),
    **dict.fromkeys(("JJ", "JJR", "JJS", "AFX"), ADJ),
    **dict.fromkeys(("RB", "RBR", "RBS", "WRB"), ADV),
    **dict.fromkeys(("DT", "PDT", "WDT", "PRP$", "WP$"), DET),
    **dict.fromkeys(("PRP", "WP", "EX"), PRON),
    **dict.fromkeys(("IN", "RP"), ADP),
    **dict.fromkeys(("POS", "TO"), PART),
    **dict.fromkeys((".", ",", ":", "``", "''", "-LRB-", "-RRB-", "HYPH", "NFP"), PUNCT),
    **dict.fromkeys(("$", "SYM"), SYM),
    "MD": AUX,
    "CD": NUM,
    "CC": CCONJ,
    "UH": INTJ,
    "_SP": SPACE,
}
_AUXILIARY_DEPS = frozenset({"aux", "auxpass"})
_TABLE_BY_POS = {NOUN: "noun", VERB: "verb", AUX: "verb", ADJ: "adj", ADV: "adv"}
_BASE_FORMS = frozenset({"VB", "VBP", "NN", "JJ", "RB", "MD"})


class Morphology:
    """Component that fills `token.pos` and `token.lemma`."""

    def __init__(self, nlp: Language) -> None:
        self._strings = nlp.vocab.strings
        self._tables: dict[str, dict[str, Any]] = {}
        if "lemmatizer" in nlp.component_names:
            lookups = cast("Lemmatizer", nlp.get_pipe("lemmatizer")).lookups
            for table in ("lemma_rules", "lemma_exc", "lemma_index"):
                if lookups.has_table(table):
                    found = lookups.get_table(table)
                    self._tables[table] = {name: found.get(name) for name in ("noun", "verb", "adj", "adv")}
        # The model lists the known forms; asking a list for each new word costs more than the parse of its sentence.
        index = self._tables.get("lemma_index", {})
        self._tables["lemma_index"] = {name: frozenset(forms or ()) for name, forms in index.items()}
        # The lemma is kept as a string: its hash would dangle once the vocabulary's memory zone ends.
        self._known: dict[tuple[int, int], tuple[int, str]] = {}
        self._gerund, self._possessive, self._noun = map(self._strings.add, ("VBG", "POS", "NN"))
        self._auxiliary = {self._strings.add(dep) for dep in _AUXILIARY_DEPS}

    def lemma(self, form: str, tag: str, pos: int) -> str:
        """Return the dictionary form of `form`; proper names keep their capitals, unknown forms become lower case."""
        if pos == PROPN or pos not in _TABLE_BY_POS:
            return form if pos == PROPN else form.lower()
        table, lowered = _TABLE_BY_POS[pos], form.lower()
        exceptions = (self._tables.get("lemma_exc", {}).get(table) or {}).get(lowered)
        if exceptions:
            return str(exceptions[0])
        if tag in _BASE_FORMS:
            return lowered
        index = self._tables.get("lemma_index", {}).get(table) or ()
        candidates = [
            lowered[: -len(old)] + new if old else lowered + new
            for old, new in self._tables.get("lemma_rules", {}).get(table) or ()
            if lowered.endswith(old) and len(lowered) > len(old)
        ]
        return next((form for form in candidates if form in index), candidates[0] if candidates else lowered)

    def _of(self, orth: int, tag: int) -> tuple[int, str]:
        tag_name, form = self._strings[tag], self._strings[orth]
        pos = SPACE if form.isspace() else _POS_BY_TAG.get(tag_name, X)
        return pos, self.lemma(form, tag_name, pos)

    def _owned_gerunds(self, tags: list[int]) -> list[int]:
        """Return where a participle stands behind a possessive, which makes a noun of it: "in Oslo's telling"."""
        found, at = [], -1
        for _ in range(tags.count(self._gerund)):
            at = tags.index(self._gerund, at + 1)
            if at and tags[at - 1] == self._possessive:
                found.append(at)
        return found

    def __call__(self, doc: Doc) -> Doc:
        """Fill both in `doc`."""
        if not len(doc):
            return doc
        known, add, auxiliary = self._known, self._strings.add, self._auxiliary
        if len(known) > 200_000:
            known.clear()  # a long-running process must not grow with every new name
        parts: list[int] = []
        lemmas: list[int] = []
        # Columns as lists: asking each token costs twice as much.
        orths, tags, deps = doc.to_array([ORTH, TAG, DEP]).T.tolist()
        for at in self._owned_gerunds(tags):
            doc[at].tag_, tags[at] = "NN", self._noun
        for word, dep in zip(zip(orths, tags, strict=True), deps, strict=True):
            found = known.get(word)
            if found is None:
                found = known[word] = self._of(*word)
            pos, lemma = found
            parts.append(AUX if pos == VERB and dep in auxiliary else pos)
            lemmas.append(add(lemma))
        doc.from_array([POS, LEMMA], cast("Ints2d", np.array([parts, lemmas], dtype="uint64").T))
        return doc

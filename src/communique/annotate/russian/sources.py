"""Who says that something was said: "по словам", "согласно сообщению", "как сообщили в МИД", "в заявлении МИД"."""

from typing import NamedTuple

from communique.annotate.russian.clauses import end_of
from communique.annotate.russian.mentions import Mentions
from communique.annotate.russian.parsing import Word
from communique.codebook.russian import reporting_verbs, words_for
from communique.model import Attribution, Medium, Mention, Party, Span

_MEDIA = {
    "statement_medium": Medium.STATEMENT,
    "interview_medium": Medium.INTERVIEW,
    "press_conference_medium": Medium.PRESS_CONFERENCE,
    "post_medium": Medium.POST,
    "media_medium": Medium.MEDIA,
}
_TWO = 2
_HIS = frozenset({"его", "ее", "их"})


class Source(NamedTuple):
    """A link of provenance, and what is left of the sentence without it."""

    link: Attribution
    rest: Span | None


def medium_of(lemma: str) -> Medium | None:
    """Return the medium that a noun names."""
    return next((medium for use, medium in _MEDIA.items() if lemma in words_for(use)), None)


class Sources:
    """Answers where the words of a document come from."""

    __slots__ = ("_mentions", "_text", "last_speaker", "pair")

    def __init__(self, text: str, mentions: Mentions) -> None:
        self._text, self._mentions = text, mentions
        self.pair = self._pair()
        """The two leaders or sides that the text is about and speaks of together, if it does."""
        self.last_speaker: str | None = None
        """Who spoke last: "по его словам"."""

    def _pair(self) -> str | None:
        """Return the first group of the two people whom the text is about, or of their states.

        "Обсуждался обмен между Россией и Украиной. Договорились ..." is not of those two where others talk.
        """
        named = self._mentions.within(0, len(self._text))
        groups = [one.actor for one in named if len(self._mentions.members(one.actor)) == _TWO]
        people = {self._mentions.country(one.actor): one.actor for one in reversed(named) if self._is_of_a_state(one)}
        met = dict.fromkeys(self._mentions.country(one.actor) for one in named if self._is_of_a_state(one))
        if len(met) < _TWO:
            return groups[0] if groups else None
        sides = tuple(met)[:_TWO]
        theirs = ({people[side] for side in sides}, set(sides))
        return next((one for one in groups if set(self._mentions.members(one)) in theirs), None)

    def _is_of_a_state(self, mention: Mention) -> bool:
        return self._mentions.is_person(mention.actor) and self._mentions.country(mention.actor) is not None

    def of_sentence(self, words: list[Word]) -> Source | None:
        """Return the source that a sentence gives for all it says."""
        for at, word in enumerate(words[:-1]):
            if word.low == "по" and f"по {words[at + 1].lemma}" in words_for("according"):
                return self._made(words, at, at + 1)
            behind = words[at + 2].lemma if at + 2 < len(words) else ""
            if word.low == "по" and words[at + 1].low in _HIS and f"по {behind}" in words_for("according"):
                return self._his(words, at)
            if word.low == "согласно" and self._is_said(words[at + 1]):
                return self._made(words, at, at + 1)
            if word.low == "как" and (at == 0 or words[at - 1].text in {",", "–"}):
                for cue in range(at + 1, min(at + 4, len(words))):
                    if words[cue].lemma in reporting_verbs() and words[cue].is_finite:
                        return self._made(words, at, cue)
        return None

    def _is_said(self, noun: Word) -> bool:
        """Tell whether a noun behind "согласно" is what somebody says, not a treaty or a law."""
        return medium_of(noun.lemma) is not None or f"по {noun.lemma}" in words_for("according")

    def _his(self, words: list[Word], at: int) -> Source | None:
        """Read "по его словам": whoever spoke last."""
        whose = words[at + 1]
        link = Attribution(
            issuer=self.last_speaker,
            spans=(Span(start=whose.start, end=whose.end),),
            cue=(Span(start=words[at].start, end=words[at + 2].end),),
        )
        stop = at + 4 if at + 3 < len(words) and words[at + 3].text == "," else at + 3
        before = words[: at - 1] if at and words[at - 1].text == "," else words[:at]
        rest = end_of(self._text, before or words[stop:])
        return Source(link, rest[0] if rest else None)

    def _made(self, words: list[Word], first: int, cue: int) -> Source | None:
        """Return the source named between the cue and the next comma."""
        stop = next((at for at in range(cue + 1, len(words)) if words[at].text in {",", "."}), len(words))
        while stop < len(words) and self._mentions.at(words[stop]) is not None:
            stop = next((at for at in range(stop + 1, len(words)) if words[at].text in {",", "."}), len(words))
        inside = self._mentions.within(words[cue].start, words[stop - 1].end)
        whole = {words[at].end for at in range(cue, stop) if words[at].pos in {"NOUN", "PROPN"}}
        speakers = [one for one in inside if one.actor is not None and one.end in whole]
        medium = next((found for word in words[cue:stop] if (found := medium_of(word.lemma)) is not None), None)
        if not speakers and medium is None:
            return None
        issuer = speakers[0] if speakers else None
        link = Attribution(
            issuer=issuer.actor if issuer is not None else None,
            medium=medium or Medium.UNSPECIFIED,
            spans=(Span(start=issuer.start, end=issuer.end),) if issuer is not None else (),
            cue=(Span(start=words[first].start, end=words[cue].end),),
        )
        before, behind = words[: max(0, first)], words[stop + 1 :]
        rest = end_of(self._text, behind if len(behind) > len(before) else before)
        return Source(link, rest[0] if rest else None)

    def carrier_of(self, cue: Word, speaker: Party | None, content: tuple[Span, ...]) -> Attribution | None:
        """Return what carries the words of a verb ("заявил в интервью", "указал в заявлении"), if that is said."""
        for child in cue.children:
            medium = medium_of(child.lemma) if child.preposition() in {"в", "на"} else None
            place = Span(start=child.start, end=child.end)
            if medium is not None and speaker is not None and not any(place.overlaps(span) for span in content):
                if any(span.overlaps(place) for span in speaker.spans):
                    continue
                return Attribution(issuer=speaker.actor, medium=medium, spans=(place,))
        return None

    def place_of(self, cue: Word) -> Mention | None:
        """Return who says it in "сообщили в МИД", "в Кремле заявили", "в заявлении МИД говорится"."""
        if not cue.is_finite or not (cue.is_plural or cue.lemma.endswith("ся")):
            return None
        for child in cue.children:
            if child.preposition() in {"в", "во"}:
                mention = self._mentions.at(child) or next(
                    (found for one in child.subtree() if (found := self._mentions.at(one)) is not None), None
                )
                if mention is not None and mention.actor is not None:
                    return mention
        return None

    def issuer_of(self, noun: Word) -> Mention | None:
        """Return whose a statement or a readout is."""
        if medium_of(noun.lemma) is None:
            return None
        for child in noun.children:
            mention = self._mentions.at(child)
            if mention is not None and mention.actor is not None:
                return mention
        return None

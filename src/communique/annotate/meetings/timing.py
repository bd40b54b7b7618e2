"""How a contact stands and on which day: done, ahead or called off, by its words and by its date together."""

from spacy.tokens import Doc, Token

from communique.annotate.clause import VERBAL, Standing, antecedent, finite_above, governor
from communique.annotate.meetings.dating import in_week, is_still_ahead, is_told_as_past, nearest_year, next_week
from communique.annotate.meetings.further import FurtherReader
from communique.annotate.meetings.moments import Moments
from communique.annotate.meetings.standings import standing_of_noun, with_date
from communique.codebook.contacts import cues_of, forms_of
from communique.model.dates import precision_of

_WAS_TO = frozenset({"be", "schedule", "set", "expect", "plan"})


class Timing:
    """Weighs the words of each contact of one document against its date."""

    __slots__ = ("_doc", "_further", "_moments", "_published")

    def __init__(self, doc: Doc, moments: Moments, further: FurtherReader, published: str | None) -> None:
        self._doc = doc
        self._moments = moments
        self._further = further
        self._published = published

    def of(self, cue: Token, where: Standing, bones: list[Token]) -> tuple[Standing, Standing, str | None]:
        """Return how the contact stands by its words, how with its date, and the date."""
        date = self._moments.date(cue, bones)
        if date is None or precision_of(date) != "day":
            date = next(iter(self._further.days_of_two(cue)), date)
        if where is Standing.CANCELLED and cue.pos_ == "NOUN":
            date = self._moments.planned_for(cue) or date  # not the day on which it was called off
        if where is Standing.CANCELLED:
            date = nearest_year(date, self._published, cue)
        if where is Standing.AHEAD:
            where, date = self._with_journey(cue, date)
            of = antecedent(cue) if cue.pos_ in VERBAL else None
            if of is not None and of.lemma_.lower() in forms_of("noun", "visit"):
                # "a trip during which he was to meet B has been delayed"
                where = Standing.CANCELLED if standing_of_noun(of) is Standing.CANCELLED else where
        date = self._still_to_come(cue, where, date)
        judged = with_date(where, date, self._published, cue)
        if where is Standing.AHEAD and self._is_called_off_after(cue):
            where = judged = Standing.CANCELLED
        if judged is not where and (
            (where is Standing.DONE and is_told_as_past(cue)) or (where is Standing.AHEAD and is_still_ahead(cue))
        ):
            # "met" with a date to come, "will meet" with one gone by: the date is not that of the meeting.
            judged, date = where, None
        return where, judged, date

    def _is_called_off_after(self, cue: Token) -> bool:
        """Read "was due in Dakar on Monday to see B, but the visit was cancelled", "..., has called off his trip"."""
        return any(
            word.lemma_.lower() in cues_of("noun")
            and any(one.dep_ == "poss" or one.lower_ == "the" for one in word.lefts)
            and not any(True for _ in word.rights)
            and standing_of_noun(word) is Standing.CANCELLED
            for word in self._doc[cue.i + 1 : cue.sent.end]
        )

    def _with_journey(self, cue: Token, date: str | None) -> tuple[Standing, str | None]:
        """Read "A has put off a visit planned for next week. He was due to meet B on Tuesday": off as well."""
        verb = cue if cue.pos_ in VERBAL else governor(cue)
        finite = finite_above(verb) if verb is not None else None
        if finite is None or finite.lemma_ not in _WAS_TO:
            return Standing.AHEAD, date
        if finite.tag_ != "VBD" and not any(child.tag_ == "VBD" for child in finite.lefts):
            return Standing.AHEAD, date
        sentence = cue.sent
        before = self._doc[self._doc[max(0, sentence.start - 1)].sent.start : sentence.start]
        for word in before:
            named = word.lemma_.lower() in cues_of("noun") and word.dep_ in {"dobj", "nsubjpass"}
            if named and standing_of_noun(word) is Standing.CANCELLED:
                week = next((one for one in self._moments.all_between(before) if "W" in one), None)
                return Standing.CANCELLED, in_week(date, week)
        return Standing.AHEAD, date

    def _still_to_come(self, cue: Token, where: Standing, date: str | None) -> str | None:
        """Return the weekday of the week to come for what is to take place on a day just gone by.

        "On Wednesday she will receive ..." is next Wednesday where other words made it the last one.
        """
        ahead = where is Standing.AHEAD and is_still_ahead(cue)
        if date is None or self._published is None or not ahead:
            return date
        return next_week(date, self._published)

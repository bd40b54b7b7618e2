"""A phrase over time: first and last use, by whom, how often by year and side, and how its wording drifts."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from communique.model import PRESS, Mode, Record
from communique.model.history import Evidence, PhraseHistory, PhraseUse, PhraseYear, Variant
from communique.track.contents import is_inside, news_spans
from communique.track.days import day_of, in_order
from communique.track.parties import Party
from communique.track.tellings import Numbered, Source, source_of
from communique.track.wordings import Place, find_phrase, sentence_around, wording_around, written_alike


@dataclass(frozen=True, slots=True)
class Speech:
    """A stretch of a text that is somebody's words; `quoted` if in quotation marks."""

    start: int
    end: int
    speaker: str | None
    name: str | None
    side: str | None
    quoted: bool
    said_on: str | None


@dataclass(frozen=True, slots=True)
class Text:
    """A text that may hold the phrase: from a record, or from an archive's rows."""

    source: Source
    text: str
    news: Sequence[tuple[int, int]] | None = None
    speeches: Sequence[Speech] = field(default=())

    @classmethod
    def of(cls, document: str, record: Record) -> "Text":
        """Return the text of a record with who says what in it."""
        speeches: list[Speech] = []
        for statement in record.statements:
            speaker = statement.speaker.actor if statement.speaker is not None else None
            actor = record.actor(speaker) if speaker is not None else None
            speeches.extend(
                Speech(
                    start=span.start,
                    end=span.end,
                    speaker=speaker,
                    name=actor.name if actor is not None else None,
                    side=Party.of(actor).side if actor is not None else None,
                    quoted=statement.mode is Mode.DIRECT,
                    said_on=statement.said_on,
                )
                for span in statement.content
            )
        return cls(source_of(record, document), record.document.text, news_spans(record), speeches)


def phrase(
    words: str, texts: Iterable[Text | Numbered], *, copies: Mapping[str, str] | None = None, variants: bool = True
) -> PhraseHistory:
    """Return the history of a phrase in these texts; those that cannot hold it may be left out beforehand.

    Raises ValueError if there is no word in `words`. `copies` is what `near_copies` returns.
    """
    if not any(letter.isalnum() for letter in words):
        raise ValueError("there is no word in the phrase")
    copies = copies or {}
    uses = [
        use
        for text in texts
        for use in uses_in(words, text if isinstance(text, Text) else Text.of(*text), copies, variants=variants)
    ]
    uses.sort(key=lambda use: (in_order(use.date), use.document, use.evidence.start))
    counted = [use for use in uses if use.copy_of is None]
    asked_for = [use for use in counted if use.exact] or counted
    dated = [use for use in asked_for if use.date is not None]
    return PhraseHistory(
        phrase=words,
        uses_count=len(counted),
        exact_count=sum(use.exact for use in counted),
        documents=len({use.document for use in counted}),
        first=dated[0] if dated else None,
        last=max(dated, key=lambda use: (in_order(use.date), use.document, use.evidence.start), default=None),
        by_year=tuple(_by_year(counted)),
        variants=tuple(_variants(counted)),
        uses=tuple(uses),
    )


def uses_in(
    words: str, text: Text, copies: Mapping[str, str] | None = None, *, variants: bool = True
) -> Iterator[PhraseUse]:
    """Yield the uses of a phrase in a text that are news, in their order."""
    source = text.source
    original = (copies or {}).get(source.document)
    for place in find_phrase(text.text, words, source.language, variants=variants):
        if text.news is not None and not is_inside(place.start, place.end, text.news):
            continue
        speech = _speech_at(text.speeches, place.start, place.end)
        start, end = wording_around(text.text, place, source.language)
        first, last = within_news(sentence_around(text.text, place.start, place.end), place, text.news)
        quoted = speech is not None and speech.quoted
        yield PhraseUse(
            document=source.document,
            date=date_of_words(source.published_on, speech.said_on if speech is not None else None),
            side=(speech.side or PRESS) if speech is not None and quoted else source.side,
            publisher=source.publisher,
            speaker=speech.speaker if speech is not None else None,
            speaker_name=speech.name if speech is not None else None,
            quoted=quoted,
            exact=place.exact,
            wording=written_alike(text.text[start:end]),
            copy_of=original if original != source.document else None,
            evidence=Evidence.cut(source.document, text.text, place.start, place.end),
            sentence=Evidence.cut(source.document, text.text, first, last),
        )


def within_news(sentence: tuple[int, int], place: Place, news: Sequence[tuple[int, int]] | None) -> tuple[int, int]:
    """Return what of a sentence is news: a date or a kicker before it may be the publisher's."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(news or ()):
        joined.append((joined.pop()[0], end) if joined and joined[-1][1] == start else (start, end))
    for start, end in joined:
        if start <= place.start and place.end <= end:
            return max(sentence[0], start), min(sentence[1], end)
    return sentence


def _speech_at(speeches: Sequence[Speech], start: int, end: int) -> Speech | None:
    """Return the shortest statement around a place: of a statement within another the inner one."""
    around = [speech for speech in speeches if speech.start <= start and end <= speech.end]
    return min(around, key=lambda speech: speech.end - speech.start, default=None)


def date_of_words(published: str | None, said: str | None) -> str | None:
    """Return when the words were said if that is finer or earlier than the publication; never later."""
    if said is None or published is None:
        return said or published
    said_day, published_day = day_of(said), day_of(published)
    assert said_day is not None
    assert published_day is not None
    return said if said_day <= published_day else published


def _by_year(uses: Iterable[PhraseUse]) -> Iterator[PhraseYear]:
    found: dict[tuple[str, str], list[PhraseUse]] = {}
    for use in uses:
        found.setdefault(((use.date or "")[:4], use.side), []).append(use)
    for (year, side), own in sorted(found.items()):
        yield PhraseYear(year=year, side=side, uses=len(own), documents=len({use.document for use in own}))


def _variants(uses: Iterable[PhraseUse]) -> Iterator[Variant]:
    found: dict[str, list[PhraseUse]] = {}
    for use in uses:
        found.setdefault(use.wording, []).append(use)
    for wording, own in sorted(found.items(), key=lambda one: (-len(one[1]), one[0])):
        dates = [use.date for use in own if use.date is not None]
        yield Variant(
            wording=wording,
            exact=any(use.exact for use in own),
            uses=len(own),
            documents=len({use.document for use in own}),
            first=min(dates, key=in_order, default=None),
            last=max(dates, key=in_order, default=None),
            sides=tuple(side for side, _ in Counter(use.side for use in own).most_common()),
            evidence=own[0].evidence,
        )

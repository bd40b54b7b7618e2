"""The layers that the components add to a spaCy `Doc`, each under one name.

A layer is a tuple of values from `communique.model`, in character offsets of `doc.text`. It is read as
`doc._.communique_times` (so that `nlp.analyze_pipes()` can name a missing component) and, with its type, as
`Layers(doc).times`. The same places are kept as a span group `doc.spans["communique_times"]`, for displaCy and others.
"""

from collections.abc import Iterable
from functools import partial
from typing import cast

import numpy as np
from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from communique.annotate.quotation import Quotation
from communique.model import (
    Actor,
    AgendaItem,
    Event,
    Failure,
    Meeting,
    Mention,
    Passage,
    PublishedOn,
    Span,
    Statement,
    Stop,
    TimeReference,
)

PREFIX = "communique_"
_UNMARKED = f"{PREFIX}unmarked"
NAMES = (
    *("passages", "quotes", "times", "actors", "mentions", "statements"),
    *("agenda", "meetings", "stops", "events", "failures"),
)


class Derived:
    """What is worked out from the layers and kept beside them; a stored document does not hold it."""

    __slots__ = ()

    @staticmethod
    def forget(doc: Doc) -> None:
        """Drop all of it, before the document is analysed anew."""
        for key in [key for key, value in doc.user_data.items() if isinstance(value, Derived)]:
            del doc.user_data[key]


class Layers:
    """A typed view on the layers of one `Doc`. A layer that no component has set yet is empty."""

    __slots__ = ("_doc",)

    def __init__(self, doc: Doc) -> None:
        self._doc = doc

    def _get(self, name: str) -> tuple[object, ...]:
        # A document that was stored comes back with lists.
        return tuple(cast("Iterable[object]", self._doc.user_data.get(PREFIX + name, ())))

    def _set(self, name: str, items: Iterable[object]) -> None:
        self._doc.user_data[PREFIX + name] = tuple(items)

    def _mark(self, name: str, spans: Iterable[tuple[Span, str]]) -> None:
        """Keep the places of a layer as a span group; `label` tells what each is."""
        if self._doc.user_data.get(_UNMARKED):
            return
        doc, kept = self._doc, list(spans)
        if not len(doc):
            kept = []
        offsets = doc.to_array("IDX")
        firsts = np.searchsorted(offsets, [span.start for span, _ in kept], side="right") - 1
        ends = np.searchsorted(offsets, [span.end for span, _ in kept], side="left")
        doc.spans[PREFIX + name] = [
            TokenSpan(doc, first, max(end, first + 1), label=label)
            for (_, label), first, end in zip(kept, firsts.tolist(), ends.tolist(), strict=True)
        ]

    def leave_unmarked(self) -> None:
        """Keep no span groups: a record has no use for them, and they cost as much as a small component."""
        self._doc.user_data[_UNMARKED] = True

    @property
    def text(self) -> str:
        """The text of the document, built once: `doc.text` joins all tokens at every call."""
        found = cast("str | None", self._doc.user_data.get(PREFIX + "text"))
        if found is None:
            found = self.text = self._doc.text
        return found

    @text.setter
    def text(self, value: str) -> None:
        self._doc.user_data[PREFIX + "text"] = value

    @property
    def published_on(self) -> PublishedOn | None:
        """When the text was published, if that is known."""
        return cast("PublishedOn | None", self._doc.user_data.get(PREFIX + "published_on"))

    @published_on.setter
    def published_on(self, value: PublishedOn | None) -> None:
        self._doc.user_data[PREFIX + "published_on"] = value

    @property
    def published(self) -> str | None:
        """The day of publication, ISO 8601, if that is known."""
        return self.published_on.value if self.published_on is not None else None

    @property
    def publisher_country(self) -> str | None:
        """ISO 3166 alpha-3 of the side whose own text this is (an official readout); None for the press."""
        return cast("str | None", self._doc.user_data.get(PREFIX + "publisher_country"))

    @publisher_country.setter
    def publisher_country(self, value: str | None) -> None:
        self._doc.user_data[PREFIX + "publisher_country"] = value

    @property
    def publisher(self) -> str | None:
        """The publisher that was given or that the page names."""
        return cast("str | None", self._doc.user_data.get(PREFIX + "publisher"))

    @publisher.setter
    def publisher(self, value: str | None) -> None:
        self._doc.user_data[PREFIX + "publisher"] = value

    @property
    def url(self) -> str | None:
        """The address of the page."""
        return cast("str | None", self._doc.user_data.get(PREFIX + "url"))

    @url.setter
    def url(self, value: str | None) -> None:
        self._doc.user_data[PREFIX + "url"] = value

    @property
    def title(self) -> str | None:
        """The title that was given or that the page names."""
        return cast("str | None", self._doc.user_data.get(PREFIX + "title"))

    @title.setter
    def title(self, value: str | None) -> None:
        self._doc.user_data[PREFIX + "title"] = value

    @property
    def implied(self) -> dict[int, str]:
        """Who speaks in "Thank you for …" that names nobody: actor ids by the character where the verb begins."""
        kept = cast("Iterable[tuple[int, str]]", self._doc.user_data.get(PREFIX + "implied", ()))
        return {start: actor for start, actor in kept}  # noqa: C416 - a stored document comes back with lists

    @implied.setter
    def implied(self, value: Iterable[tuple[int, str]]) -> None:
        self._doc.user_data[PREFIX + "implied"] = tuple(value)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The passages that cover the text; empty means that all of it is body."""
        return cast("tuple[Passage, ...]", self._get("passages"))

    @passages.setter
    def passages(self, items: Iterable[Passage]) -> None:
        self._set("passages", items)

    @property
    def quotes(self) -> tuple[Quotation, ...]:
        """Stretches in quotation marks."""
        return cast("tuple[Quotation, ...]", self._get("quotes"))

    @quotes.setter
    def quotes(self, items: Iterable[Quotation]) -> None:
        self._set("quotes", items)

    @property
    def times(self) -> tuple[TimeReference, ...]:
        """Time expressions, in the order of the text."""
        return cast("tuple[TimeReference, ...]", self._get("times"))

    @times.setter
    def times(self, items: Iterable[TimeReference]) -> None:
        items = tuple(items)
        self._set("times", items)
        self._mark("times", ((item, item.type.value) for item in items))

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Everyone the text speaks of."""
        return cast("tuple[Actor, ...]", self._get("actors"))

    @actors.setter
    def actors(self, items: Iterable[Actor]) -> None:
        self._set("actors", items)

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Where the text speaks of them, in the order of the text; spans may nest."""
        return cast("tuple[Mention, ...]", self._get("mentions"))

    @mentions.setter
    def mentions(self, items: Iterable[Mention]) -> None:
        items = tuple(items)
        self._set("mentions", items)
        self._mark("mentions", ((item, item.actor or "?") for item in items))

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Speech acts, in the order of the text."""
        return cast("tuple[Statement, ...]", self._get("statements"))

    @statements.setter
    def statements(self, items: Iterable[Statement]) -> None:
        items = tuple(items)
        self._set("statements", items)
        self._mark("statements", ((span, item.mode.value) for item in items for span in item.content))

    @property
    def agenda(self) -> tuple[AgendaItem, ...]:
        """Topics with the accounts that carry them, in the order of the text."""
        return cast("tuple[AgendaItem, ...]", self._get("agenda"))

    @agenda.setter
    def agenda(self, items: Iterable[AgendaItem]) -> None:
        items = tuple(items)
        self._set("agenda", items)
        self._mark("agenda", ((span, item.status.value) for item in items for span in item.spans))

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        """Contacts between office-holders."""
        return cast("tuple[Meeting, ...]", self._get("meetings"))

    @meetings.setter
    def meetings(self, items: Iterable[Meeting]) -> None:
        items = tuple(items)
        self._set("meetings", items)
        self._mark("meetings", ((span, item.kind.value) for item in items for span in item.spans))

    @property
    def stops(self) -> tuple[Stop, ...]:
        """Stops of journeys."""
        return cast("tuple[Stop, ...]", self._get("stops"))

    @stops.setter
    def stops(self, items: Iterable[Stop]) -> None:
        items = tuple(items)
        self._set("stops", items)
        self._mark("stops", ((span, item.place.name) for item in items for span in item.spans))

    @property
    def events(self) -> tuple[Event, ...]:
        """What one actor did to another, coded."""
        return cast("tuple[Event, ...]", self._get("events"))

    @events.setter
    def events(self, items: Iterable[Event]) -> None:
        items = tuple(items)
        self._set("events", items)
        self._mark("events", ((span, item.type) for item in items for span in item.trigger))

    @property
    def failures(self) -> tuple[Failure, ...]:
        """What the components could not do."""
        return cast("tuple[Failure, ...]", self._get("failures"))

    @failures.setter
    def failures(self, items: Iterable[Failure]) -> None:
        self._set("failures", items)


def register() -> None:
    """Declare one read-only `Doc` extension per layer, once, so that components can require each other by name."""
    for name in NAMES:
        Doc.set_extension(PREFIX + name, getter=partial(_layer, name))


def _layer(name: str, doc: Doc) -> object:
    return getattr(Layers(doc), name)


register()

"""The reader of Russian: words, grammar, then one layer after the other."""

from spacy.tokens import Doc

from communique.annotate.quotes import QuotesComponent
from communique.annotate.reader import Component, Words, try_component
from communique.annotate.russian.actors import ActorsComponent
from communique.annotate.russian.agenda import AgendaComponent
from communique.annotate.russian.cutting import sentences_in, words_in
from communique.annotate.russian.events import EventsComponent
from communique.annotate.russian.meetings import MeetingsComponent
from communique.annotate.russian.parsing import Parser
from communique.annotate.russian.statements import StatementsComponent
from communique.annotate.russian.times import TimesComponent


class RussianReader:
    """Reads Russian with the networks of natasha."""

    __slots__ = ("_components", "_parser", "_words")

    def __init__(self) -> None:
        self._parser = Parser()
        self._words = Words("ru")
        self._components: tuple[tuple[str, Component], ...] = (
            ("communique_quotes", QuotesComponent()),
            ("communique_times", TimesComponent()),
            ("communique_actors", ActorsComponent()),
            ("communique_statements", StatementsComponent()),
            ("communique_agenda", AgendaComponent()),
            ("communique_meetings", MeetingsComponent()),
            ("communique_events", EventsComponent()),
        )

    @property
    def name(self) -> str:
        """The packages that read it, with their versions."""
        return self._parser.name

    def tokenise(self, text: str) -> Doc:
        """Return `text` in words, with the starts of its sentences."""
        return self._words.doc_of(text, words_in(text, 0, len(text)), [start for start, _ in sentences_in(text)])

    def run(self, docs: list[Doc]) -> None:
        """Fill the layers; if the networks fail on a batch, its documents are read one by one."""
        try:
            self._parser.parse(docs)
        except Exception:  # noqa: BLE001 - found again below, and noted on the document at fault
            for doc in docs:
                try_component("communique_russian", lambda one: self._parser.parse([one]), doc, doc)
        for doc in docs:
            for name, component in self._components:
                try_component(name, component, doc, doc)

"""The office at a word, what it is of, and who holds it: "Президента Республики Корея", "секретарём ЦК Компартии"."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from communique.annotate.russian.cast import Cast
from communique.annotate.russian.names import Name, name_at
from communique.annotate.russian.parsing import Word
from communique.annotate.russian.states import complement
from communique.annotate.russian.vocabulary import adjectives, title_at
from communique.codebook.russian import words_for
from communique.codebook.titles import Title

_FAR = 7
"""Words that a title may be of before its state or its name."""

Noted = Callable[[int, int, str | None], None]
"""Is told of a state that is named with an office: its characters from and to (exclusive), and its id."""


class Found(NamedTuple):
    """What was found at a word: the index behind it, and the actor, or why it stays open."""

    end: int
    actor: str | None
    why: str | None = None


class Office(NamedTuple):
    """A title with what it is of: the index behind, the titles of that form, the state, whether it is plural."""

    end: int
    titles: tuple[Title, ...]
    entities: tuple[str, ...]
    head: Word


class Offices:
    """Reads the offices of the sentence `words`."""

    __slots__ = ("_cast", "_note", "words")

    def __init__(self, cast: Cast, note: Noted) -> None:
        self._cast = cast
        self._note = note
        self.words: Sequence[Word] = ()

    def bridged(self, office: Office, name: Name | None) -> tuple[Office, Name | None]:
        """Pass over what a title is of ("секретарём ЦК Компартии Вьетнама То Ламом") to its state and its name."""
        words, head = self.words, office.head
        at = office.end
        if name is not None and (words[at].case == head.case or words[at].case != "Gen"):
            return office, name
        kept = office, name if name is not None and words[office.end].pos == "PROPN" else None
        while at < len(words) and at - office.end < _FAR:
            word = words[at]
            if word.case != "Gen" and word.low not in {"и", "по", "при", "в", "–"} and not word.is_capital:
                break
            if at > office.end and (title_at(words, at) is not None or word.is_finite):
                break
            of = complement(words, at) if at > office.end or words[at].low == "в" else None
            if of is not None:
                named = name_at(words, of[0], self._cast, case=head.case)
                travels = any(one.low in {"в", "во"} for one in words[office.end : at])
                if named is not None and travels and words[of[0]].rel == "nsubj" and head.case != "Nom":
                    named = None  # "По итогам визита Султана Омана в Россию Владимир Путин ..."
                if office.entities or office.titles[0].country or word.low == "в":
                    # "Посла Азербайджана в Российской Федерации Фарида Гулузаде": the first state is whose it is.
                    return (office._replace(end=of[0]), named) if named is not None else kept
                for start, stop, entity in of[1]:
                    self._note(words[start].start, words[stop - 1].end, self._cast.entity(entity))
                return Office(of[0], office.titles, tuple(entity for _, _, entity in of[1]), head), named
            if at > office.end and word.is_capital and word.case == head.case != "Gen" and word.pos == "PROPN":
                named = name_at(words, at, self._cast, case=head.case)
                if named is not None:
                    return office._replace(end=at), named
            at += 1
        return kept

    def best(self, office: Office) -> Title:
        """Return the title of the state that is named, where one form means several offices."""
        for title in office.titles:
            if title.country and title.country in office.entities:
                return title
        return office.titles[0]

    def holder(self, end: int, office: Office, title: Title, country: str | None) -> Found | None:
        """Return who holds an office that stands without a name, or why that stays open; None if it is no mention."""
        cast = self._cast
        if title.kind == "leader":
            return Found(end, cast.leader(country) if country else None, "no one leader is known")
        if country is not None:
            if title.kind == "office":
                return Found(end, cast.holder(title.office, country))
            named = cast.in_office((title.office,), country) or (
                cast.ministers(country) if title.office == "minister" else []
            )
            why = "several may be meant" if named else "no name is given"
            return Found(end, named[0].id if len(named) == 1 else None, why)
        same = cast.in_office((title.office,), None)
        if title.office == "minister":
            same = cast.ministers(None)
        if len(same) == 1:
            return Found(end, same[0].id)
        own = [one for one in same if one.country == cast.own]
        if cast.own is not None and len(own) == 1:
            return Found(end, own[0].id)
        if cast.own is not None and title.kind == "office" and not same and office.head.is_capital:
            return Found(end, cast.holder(title.office, cast.own))
        if title.kind == "role" and not same:
            return None
        return Found(end, None, "several may be meant" if same else "whose office it is, is not said")

    def at(self, i: int) -> Office | None:
        """Return the title that begins at `i`, with adjectives before it and what it is of behind it."""
        words, at = self.words, i
        entities: list[str] = []
        for _ in range(3):
            if at < len(words) and words[at].low in adjectives():
                entities.append(adjectives()[words[at].low])
                at += 1
            elif at < len(words) - 1 and words[at].pos == "ADJ" and title_at(words, at) is None and entities:
                at += 1
            else:
                break
        if at >= len(words):
            return None
        found = title_at(words, at)
        if found is None:
            return None
        end, titles = found
        head = next((word for word in words[at:end] if word.pos in {"NOUN", "PROPN"}), None)
        if head is None:  # "после" is also a form of "посол"
            return None
        if titles[0].kind == "leader" and not entities:
            of = complement(words, end)
            if of is None:
                return None
        of = complement(words, end)
        if of is not None:
            for start, stop, entity in of[1]:
                self._note(words[start].start, words[stop - 1].end, self._cast.entity(entity))
            return Office(of[0], titles, tuple(entity for _, _, entity in of[1]), head)
        if entities:
            self._note(words[i].start, words[i].end, self._cast.entity(entities[0]))
        return Office(self._past_unknown(end), titles, tuple(dict.fromkeys(entities)), head)

    def _past_unknown(self, at: int) -> int:
        """Return the index behind a state that the codebook lacks: "Президент Республики Сербской Милорад Додик"."""
        words = self.words
        if at + 1 >= len(words) or not words[at].is_capital or words[at].lemma not in words_for("sort_of_state"):
            return at
        at += 1
        start = at
        while at < len(words) and words[at].is_capital and words[at].pos == "ADJ":
            at += 1
        return at + 1 if at == start and words[at].is_capital else at

"""What is to be known of an account before its silence is weighed: its length, where it begins, what it stresses."""

from typing import TypedDict

from communique.codebook.matching import count_words
from communique.codebook.topics import TOPIC
from communique.compare.elements import ElementKind
from communique.compare.marks import format_of, formulas_in, names_in, requests_in, tone_of
from communique.compare.points import Reading
from communique.model import ComparedAccount, Evidence, MarkedWords

_SUBSTANCE = frozenset({ElementKind.TOPIC, ElementKind.THING, ElementKind.ACT})


def outline(reading: Reading) -> ComparedAccount:
    """Return the outline of one account."""
    account = reading.inventory.account
    substance = [
        number
        for number, sentence in enumerate(reading.sentences)
        if not reading.protocol[number] and number != reading.opening and _names_something(reading, number)
    ]
    order = dict.fromkeys(
        naming.element.id.removeprefix(TOPIC) for naming in reading.namings if naming.element.kind is ElementKind.TOPIC
    )
    return ComparedAccount(
        account_id=account.account_id,
        side=account.side,
        side_known_by=account.side_known_by,
        language=account.language,
        date=account.date,
        genre=account.genre,
        whole=account.is_whole,
        words=_words(reading),
        topic_order=tuple(order),
        leads_with=_sentence(reading, substance[0]) if substance else None,
        **_marks(reading),
    )


def _names_something(reading: Reading, number: int) -> bool:
    return any(element.kind in _SUBSTANCE for element in reading.elements_of(number))


def _sentence(reading: Reading, number: int) -> Evidence:
    sentence = reading.sentences[number]
    return Evidence(account_id=reading.account_id, start=sentence.start, end=sentence.end)


class _Marks(TypedDict):
    tone: tuple[MarkedWords, ...]
    requested_by: tuple[MarkedWords, ...]
    format: tuple[MarkedWords, ...]
    formulas: tuple[MarkedWords, ...]
    names: tuple[MarkedWords, ...]


def _marks(reading: Reading) -> _Marks:
    account = reading.inventory.account
    text, language = account.text, account.language or "en"
    body = [(span.start, span.end) for span in account.body]

    def marked(start: int, end: int, code: str) -> MarkedWords:
        return MarkedWords(account_id=account.account_id, start=start, end=end, code=code)

    form = format_of(text, language, body)
    return {
        "tone": tuple(
            marked(rating.start, rating.end, "+".join(rating.codes))
            for rating in tone_of(text, language, body).ratings
            if not rating.other_talk
        ),
        "requested_by": tuple(marked(one.start, one.end, one.mark) for one in requests_in(text, language, body)),
        "format": () if form is None else (marked(form.start, form.end, form.format),),
        "formulas": tuple(marked(one.start, one.end, one.formula) for one in formulas_in(text, language, body)),
        "names": tuple(
            marked(one.start, one.end, f"{one.thing}: {one.choice}") for one in names_in(text, language, body)
        ),
    }


def _words(reading: Reading) -> int:
    account = reading.inventory.account
    return count_words([span.of(account.text) for span in account.body] or [account.text], account.language)

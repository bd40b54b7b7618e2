"""What is to be known of an account before its silence is weighed: its length, where it begins, what it stresses."""

import re

from communique.codebook.matching import UNSPACED
from communique.compare.elements import ElementKind
from communique.compare.points import Reading
from communique.model import ComparedAccount, Evidence

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_CHARACTERS_PER_WORD = 1.6
_TOPIC = "topic:"


def outline(reading: Reading) -> ComparedAccount:
    """Return the outline of one account."""
    account = reading.inventory.account
    substance = [naming for naming in reading.namings if not naming.protocol]
    order = dict.fromkeys(
        naming.element.id.removeprefix(_TOPIC) for naming in reading.namings if naming.element.kind is ElementKind.TOPIC
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
        leads_with=Evidence(account_id=account.account_id, start=substance[0].span.start, end=substance[0].span.end)
        if substance
        else None,
    )


def _words(reading: Reading) -> int:
    account = reading.inventory.account
    body = [span.of(account.text) for span in account.body] or [account.text]
    if account.language in UNSPACED:
        characters = sum(1 for part in body for character in part if not character.isspace())
        return round(characters / _CHARACTERS_PER_WORD)
    return sum(len(_WORD.findall(part)) for part in body)

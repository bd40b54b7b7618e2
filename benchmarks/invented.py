"""A world of invented meetings for benchmarks: states are real, people and words are not.

Each meeting of two sides is told by one to five documents: texts of the sides and stories, some of them with another
date or none, some copied. Records are made of words whose places are known, as reading would make them, so that
millions of documents cost minutes. The same number gives the same document, on every machine.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from communique.archive import Entry, Source
from communique.codebook.topics import topics
from communique.model import (
    Actor,
    ActorKind,
    AgendaItem,
    AgendaStatus,
    Document,
    KnownBy,
    MadeBy,
    Meeting,
    MeetingKind,
    Mention,
    Mode,
    Party,
    Passage,
    PassageKind,
    Place,
    PublishedOn,
    Record,
    Span,
    Statement,
    Status,
    Stop,
)

SITES = {
    "USA": "state.gov", "CHN": "mfa.gov.cn", "RUS": "mid.ru", "GBR": "gov.uk", "FRA": "diplomatie.gouv.fr",
    "DEU": "auswaertiges-amt.de", "JPN": "mofa.go.jp", "IND": "mea.gov.in", "SWE": "regeringen.se",
}  # fmt: skip
NAMES = {
    "USA": "United States", "CHN": "China", "RUS": "Russia", "GBR": "Britain", "FRA": "France", "DEU": "Germany",
    "JPN": "Japan", "IND": "India", "SWE": "Sweden", "TUR": "Turkey", "BRA": "Brazil", "ZAF": "South Africa",
    "KOR": "South Korea", "IDN": "Indonesia", "SAU": "Saudi Arabia", "IRN": "Iran", "ISR": "Israel", "EGY": "Egypt",
    "UKR": "Ukraine", "POL": "Poland", "ITA": "Italy", "ESP": "Spain", "CAN": "Canada", "AUS": "Australia",
    "MEX": "Mexico", "ARG": "Argentina", "CHL": "Chile", "NOR": "Norway", "FIN": "Finland", "KEN": "Kenya",
    "NGA": "Nigeria", "PAK": "Pakistan", "VNM": "Vietnam", "THA": "Thailand", "KAZ": "Kazakhstan", "GRC": "Greece",
    "NLD": "Netherlands", "PRT": "Portugal", "QAT": "Qatar", "ARE": "United Arab Emirates",
}  # fmt: skip
STATES = tuple(NAMES)
CITIES = ("Lisbon", "Oslo", "Geneva", "Nairobi", "Jakarta", "Santiago", "Astana", "Doha", "Ottawa", "Warsaw")
PRESS = ("Reuters", "Associated Press", "Le Monde", "The Guardian", "Kyodo News", None, None)
FIRST = (
    "Anna",
    "Nils",
    "Paul",
    "Claire",
    "Rita",
    "Omar",
    "Ines",
    "Tomas",
    "Yara",
    "Ivo",
    "Lena",
    "Marek",
    "Aiko",
    "Dario",
)
PARTS = ("lind", "berg", "mor", "eau", "sil", "va", "kar", "ov", "nak", "ato", "fer", "ran", "oko", "ye", "hal", "sen")
_WORDS = """
ministers officials delegations ports railways harvests students treaties patrols embassies visas tariffs grids
rivers fisheries satellites museums vaccines loans borders corridors forums reforms wheat pipelines archives
islands reefs turbines universities airlines factories auditors pensions glaciers markets harbours bridges
"""
_VERBS = "widen review protect finance postpone simplify survey reopen modernise inspect register share train expand"
WORDS, VERBS = _WORDS.split(), _VERBS.split()
TIMES = ("this spring", "before the summer", "within a year", "by the next round", "without delay", "in stages")
TONES = ("candid and constructive", "cordial", "open", "frank", "in-depth")
_YEARS = 20
MADE_BY = MadeBy(version="0", language_model=None, codebook="0")


@dataclass(frozen=True)
class _Met:
    sides: tuple[str, str]
    people: tuple[Actor, Actor]
    day: date
    kind: MeetingKind
    city: str | None
    host: str
    topics: tuple[str, ...]


def entries(count: int, *, first: int = 0) -> Iterator[Entry]:
    """Yield `count` documents, from the one with the number `first` on; the world holds any number of them."""
    number, meeting = 0, 0
    while number < first + count:
        rng = random.Random(meeting)  # noqa: S311 — nothing here is secret
        met = _met(rng)
        told: list[Record] = []
        for telling in range(rng.choice((1, 1, 2, 2, 3, 3, 4, 4))):
            record = _told(rng, met, meeting, telling, told)
            if first <= number < first + count:
                yield Entry.read(record, source=Source(name="benchmark"))
            number += 1
        meeting += 1


def _met(rng: random.Random) -> _Met:
    # Few states meet most: the share of the n-th falls as 1/n.
    one = min(int(len(STATES) ** rng.random()), len(STATES)) - 1
    other = min(int(len(STATES) ** rng.random()), len(STATES)) - 1
    if other == one:
        other = (one + 1 + rng.randrange(len(STATES) - 1)) % len(STATES)
    rank = rng.choice((0, 0, 0, 1, 2))
    sides = STATES[one], STATES[other]
    kind = rng.choice((MeetingKind.MEETING, MeetingKind.MEETING, MeetingKind.CALL, MeetingKind.VISIT))
    city = None if kind is MeetingKind.CALL else rng.choice(CITIES)
    day = date(2005, 1, 1) + timedelta(days=rng.randrange(365 * _YEARS))
    known = sorted(topics())
    return _Met(
        sides,
        (person(sides[0], rank, day.year), person(sides[1], rank, day.year)),
        day,
        kind,
        city,
        rng.choice(sides),
        tuple(rng.sample(known, 3)),
    )


def person(side: str, rank: int, year: int) -> Actor:
    """Return who holds an office of a state in a year; somebody else does every five years."""
    rng = random.Random(f"{side} {rank} {year // 5}")  # noqa: S311
    name = f"{rng.choice(FIRST)} {''.join(rng.sample(PARTS, 3)).title()}"
    office = ("Foreign Minister", "President", "Trade Minister")[rank]
    identity = f"text:{name.lower().replace(' ', '-')}"
    return Actor(id=identity, kind=ActorKind.PERSON, name=name, country=side, office=office)


class _Text:
    """A text while it is written, with the places of its words."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0

    def put(self, words: str) -> Span:
        """Add words and return where they stand."""
        span = Span(start=self.length, end=self.length + len(words))
        self.pieces.append(words)
        self.length += len(words)
        return span


def _told(rng: random.Random, met: _Met, meeting: int, telling: int, told: list[Record]) -> Record:
    own = met.sides[telling] if telling < len(met.sides) and met.sides[telling] in SITES else None
    if own is None and told and rng.random() < 0.3:
        return _copied(rng, told[-1], meeting, telling)
    slip = rng.choice((0, 0, 0, 0, 0, 0, 1, -1)) if own is None else 0
    dated = rng.random() < 0.85
    day = met.day + timedelta(days=slip)
    published = max(day, met.day) + timedelta(days=rng.choice((0, 0, 1)))
    one, other = met.people
    text = _Text()
    verb = "spoke by telephone with" if met.kind is MeetingKind.CALL else "met"
    who = text.put(one.name or "")
    text.put(f" {verb} ")
    whom = text.put(other.name or "")
    if met.city:
        text.put(f" in {met.city}")
    text.put(f" on {day:%d %B %Y}. " if dated else ". ")
    agenda = []
    for topic in met.topics:
        text.put("They discussed ")
        words = text.put(topic.replace("_", " "))
        text.put(f" and the {rng.choice(WORDS)} of both countries. ")
        agenda.append(AgendaItem(topic=topic, label=topic, status=AgendaStatus.DISCUSSED, spans=(words,)))
    statements = [_statement(rng, text, at, rng.choice(met.people), met) for at in range(rng.randrange(2, 6))]
    text.put(f"The talks were {rng.choice(TONES)}.")
    for _ in range(rng.randrange(1, 6)):
        text.put(f" {_sentence(rng)}")
    whole = "".join(text.pieces)
    place = Place(name=met.city, country=met.host) if met.city else None
    states = [Actor(id=side, kind=ActorKind.STATE, name=NAMES[side], country=side) for side in met.sides]
    record = Record(
        document=Document.of(
            f"d{meeting}-{telling}",
            whole,
            title=f"{one.name} and {other.name} {verb.partition(' ')[0]}",
            url=f"https://{SITES[own]}/{meeting}/{telling}" if own else f"https://news.example/{meeting}/{telling}",
            publisher=None if own else rng.choice(PRESS),
            language="en",
            published_on=PublishedOn(value=published.isoformat(), known_by=KnownBy.GIVEN),
        ),
        passages=(Passage(start=0, end=len(whole), kind=PassageKind.BODY),),
        sentences=_sentences(whole),
        actors=(one, other, *states),
        mentions=(
            Mention(start=who.start, end=who.end, actor=one.id),
            Mention(start=whom.start, end=whom.end, actor=other.id),
        ),
        statements=tuple(statements),
        agenda=tuple(agenda),
        meetings=(
            Meeting(
                id="m1",
                kind=met.kind,
                status=Status.HAPPENED,
                date=day.isoformat() if dated else None,
                place=place,
                participants=(one.id, other.id),
                spans=(Span(start=0, end=whom.end),),
            ),
        ),
        stops=(Stop(actor=one.id, place=place, date=day.isoformat(), order=1, spans=(who,)),)
        if place is not None and dated
        else (),
        made_by=MADE_BY,
    )
    told.append(record)
    return record


def _sentences(text: str) -> tuple[Span, ...]:
    ends = [0, *(at + 2 for at in range(len(text) - 1) if text[at : at + 2] == ". "), len(text)]
    return tuple(Span(start=start, end=end) for start, end in pairwise(ends) if end > start)


def _sentence(rng: random.Random) -> str:
    return (
        f"Both sides will {rng.choice(VERBS)} {rng.randrange(2, 900)} {rng.choice(WORDS)} and "
        f"{rng.choice(VERBS)} {rng.choice(WORDS)} {rng.choice(TIMES)}."
    )


def _statement(rng: random.Random, text: _Text, at: int, speaker: Actor, met: _Met) -> Statement:
    who = text.put(speaker.name or "")
    text.put(" ")
    cue = text.put(rng.choice(("said", "stressed", "noted")))
    text.put(" that ")
    words = text.put(
        f"the two sides should {rng.choice(VERBS)} {rng.choice(WORDS)}, {rng.choice(VERBS)} "
        f"{rng.randrange(2, 900)} {rng.choice(WORDS)} and {rng.choice(VERBS)} {rng.choice(WORDS)} {rng.choice(TIMES)}"
    )
    text.put(". ")
    return Statement(
        id=f"s{at + 1}",
        mode=Mode.INDIRECT,
        content=(words,),
        cue=(cue,),
        speaker=Party(actor=speaker.id, spans=(who,)),
        topics=(rng.choice(met.topics),),
    )


def _copied(rng: random.Random, original: Record, meeting: int, telling: int) -> Record:
    """Return a story as another outlet prints it, with a sentence more."""
    text = f"{original.document.text} {_sentence(rng)}"
    document = Document.of(
        f"d{meeting}-{telling}",
        text,
        url=f"https://copies.example/{meeting}/{telling}",
        publisher=rng.choice(PRESS),
        language="en",
        published_on=original.document.published_on,
    )
    return original.model_copy(
        update={
            "document": document,
            "passages": (Passage(start=0, end=len(text), kind=PassageKind.BODY),),
            "sentences": _sentences(text),
        }
    )

"""Accounts of one invented meeting and a comparison built by hand that holds findings of every kind."""

import re
from collections.abc import Sequence

from communique.model import (
    Account,
    Actor,
    ActorKind,
    ComparedAccount,
    Comparison,
    Document,
    Evidence,
    Failure,
    Finding,
    FindingKind,
    Genre,
    Level,
    MadeBy,
    Mark,
    MarkedWords,
    MarkKind,
    Meeting,
    MeetingKind,
    Passage,
    PassageKind,
    Place,
    Record,
    Relation,
    Searched,
    SideKnownBy,
    SilenceAgainst,
    Span,
    Stand,
    SummarySentence,
    Topic,
    Wording,
)

NORWAY = """Foreign Minister Lindvik meets Foreign Minister Arancibia of Chile
Foreign Minister Astrid Lindvik and the Foreign Minister of Chile, Tomas Arancibia, held candid talks in Oslo today.
The ministers discussed the war in Ukraine and condemned the attacks on the power grid.
They agreed to set up a working group on fisheries research before the end of June.
Minister Lindvik raised concerns about the treatment of salmon exports at Chilean ports.
Minister Arancibia undertook to open the southern ports to research vessels.
They exchanged views on the situation in South America.
The ministers thanked each other for the warm welcome."""

CHILE = """Foreign Minister Arancibia visits Oslo
At the invitation of Norway, Foreign Minister Tomas Arancibia met his Norwegian counterpart Astrid Lindvik in Oslo.
The two ministers held constructive talks that lasted for three hours.
The ministers discussed the conflict in Ukraine and noted the attacks on the power grid.
They agreed to set up a working group on fisheries research.
Minister Lindvik promised that Norway would lower its duties on Chilean fruit.
The ministers also discussed the sale of patrol boats and the crisis in Venezuela.
Minister Arancibia did not agree to open the southern ports.
Chile thanked Norway for its hospitality."""

STORY = """Lindvik y Arancibia se reúnen en Oslo
Los cancilleres de Noruega y Chile hablaron el domingo en Oslo.
El comunicado noruego no menciona la venta de patrulleras.
Según un funcionario, los ministros hablaron también del Ártico."""

MADE_BY = MadeBy(version="0.1.0", language_model="en_core_web_sm 3.8.0", codebook="2026-08-01")
TEXTS = {"nor": NORWAY, "chl": CHILE, "story": STORY}
ACTORS = (
    Actor(id="lindvik", kind=ActorKind.PERSON, name="Astrid Lindvik", country="NOR", office="Foreign Minister"),
    Actor(id="arancibia", kind=ActorKind.PERSON, name="Tomas Arancibia", country="CHL", office="Foreign Minister"),
    Actor(id="NOR", kind=ActorKind.STATE, name="Norway", country="NOR"),
    Actor(id="CHL", kind=ActorKind.STATE, name="Chile", country="CHL"),
)


def account(
    account_id: str,
    side: str,
    text: str,
    *,
    language: str | None = "en",
    genre: Genre | None = Genre.READOUT,
    known_by: SideKnownBy = SideKnownBy.GIVEN,
    date: str | None = "2026-03-08",
    truncated: bool = False,
    failures: tuple[Failure, ...] = (),
    title: str | None = None,
    url: str | None = None,
) -> Account:
    """Return an account whose sentences are its lines."""
    sentences = tuple(Span(start=line.start(), end=line.end()) for line in re.finditer(r"[^\n]*\S[^\n]*", text))
    passages = (Passage(kind=PassageKind.BODY, start=0, end=len(text)),) if text else ()
    record = Record(
        document=Document.of(account_id, text, language=language, title=title, url=url),
        passages=passages,
        sentences=sentences,
        actors=ACTORS,
        failures=failures,
        made_by=MADE_BY,
    )
    return Account(
        account_id=account_id,
        side=side,
        side_known_by=known_by,
        genre=genre,
        date=date,
        truncated=truncated,
        record=record,
    )


def compared(of: Account, **fields: object) -> ComparedAccount:
    """Return what a comparison tells of an account."""
    return ComparedAccount.model_validate(
        {
            "account_id": of.account_id,
            "side": of.side,
            "side_known_by": of.side_known_by,
            "language": of.language,
            "date": of.date,
            "genre": of.genre,
            "whole": of.is_whole,
            "words": len(of.text.split()),
        }
        | fields
    )


def at(account_id: str, words: str) -> Evidence:
    """Return where words stand in an account; its text must hold them."""
    start = TEXTS[account_id].index(words)
    return Evidence(account_id=account_id, start=start, end=start + len(words))


def searched(account_id: str, words: str, similarity: float) -> Searched:
    place = at(account_id, words)
    return Searched(account_id=account_id, start=place.start, end=place.end, similarity=similarity)


def coded(account_id: str, words: str, code: str) -> MarkedWords:
    place = at(account_id, words)
    return MarkedWords(account_id=account_id, start=place.start, end=place.end, code=code)


def mark(account_id: str, words: str, kind: MarkKind, note: str | None = None) -> Mark:
    place = at(account_id, words)
    return Mark(account_id=account_id, start=place.start, end=place.end, kind=kind, note=note)


def _findings() -> tuple[Finding, ...]:
    mentions, silent, unknown = Stand.MENTIONS, Stand.SILENT, Stand.UNKNOWN
    return (
        Finding(
            id="f1",
            kind=FindingKind.ONLY_IN,
            level=Level.TOPIC,
            topic=Topic(label="patrol boats"),
            speaker="both",
            sides={"NOR": silent, "CHL": mentions, "press": unknown},
            evidence={"CHL": (at("chl", "the sale of patrol boats"),)},
            searched={
                "NOR": (
                    searched("nor", "They exchanged views on the situation in South America.", 0.31),
                    searched("nor", "They agreed to set up a working group on fisheries research", 0.22),
                )
            },
            silence_against=SilenceAgainst.OTHER_ACCOUNT,
            confidence=0.91,
            rule="topic-silent",
        ),
        Finding(
            id="f2",
            kind=FindingKind.ONLY_IN,
            level=Level.CLAIM,
            topic=Topic(id="salmon", label="salmon exports"),
            speaker="lindvik",
            sides={"NOR": mentions, "CHL": silent, "press": unknown},
            evidence={"NOR": (at("nor", "raised concerns about the treatment of salmon exports"),)},
            silence_against=SilenceAgainst.OTHER_ACCOUNT,
            confidence=0.72,
            rule="claim-silent",
        ),
        Finding(
            id="f3",
            kind=FindingKind.PUT_IN_MOUTH,
            level=Level.CLAIM,
            topic=Topic(label="duties on fruit"),
            speaker="lindvik",
            sides={"NOR": silent, "CHL": mentions, "press": unknown},
            evidence={"CHL": (at("chl", "Norway would lower its duties on Chilean fruit"),)},
            searched={"NOR": (searched("nor", "Minister Lindvik raised concerns", 0.4),)},
            silence_against=SilenceAgainst.OTHER_ACCOUNT,
            commitment=True,
            confidence=0.8,
            rule="put-in-mouth",
        ),
        Finding(
            id="f4",
            kind=FindingKind.DENIED,
            level=Level.CLAIM,
            topic=Topic(label="southern ports"),
            speaker="arancibia",
            sides={"NOR": mentions, "CHL": mentions, "press": unknown},
            evidence={
                "NOR": (at("nor", "undertook to open the southern ports to research vessels"),),
                "CHL": (at("chl", "did not agree to open the southern ports"),),
            },
            wording=(Wording(sides=("NOR", "CHL"), relation=Relation.OPPOSED),),
            confidence=0.77,
            rule="denial",
        ),
        Finding(
            id="f5",
            kind=FindingKind.SAID_NOT_MENTIONED,
            topic=Topic(label="patrol boats"),
            sides={"NOR": silent, "CHL": mentions, "press": mentions},
            evidence={
                "CHL": (at("chl", "the sale of patrol boats"),),
                "press": (at("story", "El comunicado noruego no menciona la venta de patrulleras"),),
            },
            silence_against=SilenceAgainst.PRESS,
            confidence=0.95,
            rule="press-omission",
        ),
        Finding(
            id="f6",
            kind=FindingKind.WORDED_DIFFERENTLY,
            level=Level.CLAIM,
            topic=Topic(id="war_in_ukraine", label="war in Ukraine"),
            speaker="both",
            sides={"NOR": mentions, "CHL": mentions, "press": unknown},
            evidence={
                "NOR": (
                    at("nor", "discussed the war in Ukraine"),
                    at("nor", "condemned the attacks on the power grid"),
                ),
                "CHL": (
                    at("chl", "discussed the conflict in Ukraine"),
                    at("chl", "noted the attacks on the power grid"),
                ),
            },
            wording=(
                Wording(
                    sides=("NOR", "CHL"),
                    relation=Relation.SOFTER,
                    near_copies=True,
                    marks=(
                        mark("nor", "war", MarkKind.DELETED),
                        mark("chl", "conflict", MarkKind.INSERTED),
                        mark("nor", "condemned", MarkKind.DELETED),
                        mark("nor", "condemned", MarkKind.STRENGTH, "condemn"),
                        mark("chl", "noted", MarkKind.INSERTED),
                        mark("chl", "noted", MarkKind.STRENGTH, "take_note"),
                        mark("nor", "the attacks on the power grid", MarkKind.SHARED),
                    ),
                ),
            ),
            confidence=0.88,
            rule="strength",
        ),
        Finding(
            id="f7",
            kind=FindingKind.WORDED_DIFFERENTLY,
            topic=Topic(label="crisis in Venezuela"),
            sides={"NOR": Stand.GENERIC, "CHL": mentions, "press": unknown},
            evidence={
                "NOR": (at("nor", "the situation in South America"),),
                "CHL": (at("chl", "the crisis in Venezuela"),),
            },
            wording=(Wording(sides=("NOR", "CHL"), relation=Relation.SPECIFIC),),
            confidence=0.7,
            rule="umbrella",
        ),
        Finding(
            id="f8",
            kind=FindingKind.BOTH,
            level=Level.CLAIM,
            topic=Topic(label="working group on fisheries research"),
            speaker="both",
            sides={"NOR": mentions, "CHL": mentions, "press": unknown},
            evidence={
                "NOR": (at("nor", "agreed to set up a working group on fisheries research"),),
                "CHL": (at("chl", "agreed to set up a working group on fisheries research"),),
            },
            wording=(Wording(sides=("NOR", "CHL"), relation=Relation.SAME),),
            commitment=True,
            confidence=0.93,
            rule="same-claim",
        ),
        Finding(
            id="f9",
            kind=FindingKind.UNKNOWN,
            topic=Topic(label="the Arctic"),
            sides={"NOR": unknown, "press": mentions},
            evidence={"press": (at("story", "del Ártico"),)},
            searched={"NOR": (searched("nor", "fisheries research", 0.6),)},
            confidence=0.5,
            rule="press-topic",
        ),
        Finding(
            id="f10",
            kind=FindingKind.BOTH,
            topic=Topic(label="thanks"),
            sides={"NOR": mentions, "CHL": mentions},
            evidence={
                "NOR": (at("nor", "The ministers thanked each other for the warm welcome"),),
                "CHL": (at("chl", "thanked Norway for its hospitality"),),
            },
            protocol=True,
            confidence=0.9,
            rule="ritual",
        ),
    )


def oslo_accounts() -> tuple[Account, ...]:
    """Return the accounts of Norway and Chile and a Spanish news story."""
    return (
        account("nor", "NOR", NORWAY, title="Foreign Minister Lindvik meets Foreign Minister Arancibia of Chile"),
        account(
            "chl", "CHL", CHILE, known_by=SideKnownBy.TEXT, date="2026-03-09", url="https://example.org/oslo?a=1&b"
        ),
        account("story", "press", STORY, language="es", genre=Genre.PRESS_REPORT, date="2026-03-09"),
    )


def oslo_comparison(accounts: Sequence[Account]) -> Comparison:
    """Return a comparison of them with findings of every kind."""
    norway, chile, story = accounts
    return Comparison(
        meeting_id="oslo",
        meeting=Meeting(
            id="m1",
            kind=MeetingKind.MEETING,
            date="2026-03-08",
            place=Place(name="Oslo", country="NOR"),
            participants=("lindvik", "arancibia"),
            host="NOR",
            spans=(),
        ),
        people={"lindvik": "Astrid Lindvik", "arancibia": "Tomas Arancibia"},
        accounts=(
            compared(
                norway,
                topic_order=("war_in_ukraine", "fisheries"),
                leads_with=at("nor", "The ministers discussed the war in Ukraine"),
                tone=(coded("nor", "candid", "candid"),),
                formulas=(coded("nor", "exchanged views", "exchanged_views"),),
                names=(coded("nor", "the war in Ukraine", "ukraine_war:war"),),
            ),
            compared(
                chile,
                topic_order=("war_in_ukraine", "fisheries", "salmon"),
                leads_with=at("chl", "The ministers discussed the conflict in Ukraine"),
                tone=(coded("chl", "constructive", "constructive"),),
                requested_by=(coded("chl", "At the invitation of Norway", "invited_by"),),
                names=(coded("chl", "the conflict in Ukraine", "ukraine_war:conflict"),),
            ),
            compared(story),
        ),
        findings=_findings(),
        summary=(
            SummarySentence(sentence="Only the Chilean account names the sale of patrol boats.", findings=("f1", "f5")),
            SummarySentence(
                sentence="According to Chile, Norway promised lower duties on fruit; Norway's account does not.",
                findings=("f3",),
            ),
            SummarySentence(sentence="Both report a working group on fisheries research.", findings=("f8",)),
        ),
        failures=(Failure(code="C206", message="nothing says when story was published"),),
        made_by=MADE_BY,
    )

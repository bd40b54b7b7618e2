"""What a side has dropped from its own account: named in an earlier version, gone from the latest."""

from collections.abc import Iterator

from communique.codebook.topics import TOPIC, topics
from communique.compare.claims import Offer, missing_stretches
from communique.compare.confidence import of_naming, of_stretch
from communique.compare.drafts import Draft, Meeting, as_searched, words_of
from communique.compare.elements import ElementKind
from communique.compare.nearness import closest
from communique.compare.points import Naming, Reading
from communique.compare.silence import weigh
from communique.model import Evidence, FindingKind, Level, SilenceAgainst, Stand, Topic


def dropped_findings(meeting: Meeting) -> Iterator[Draft]:
    """Yield what the latest version of a side's account lacks of an earlier one of the same genre and page.

    A readout and a briefing of one side are no versions of each other, so neither is silent against the other.
    """
    for side, own in meeting.readings.items():
        latest = own[-1]
        if not latest.inventory.account.is_whole:
            continue
        for earlier in own[:-1]:
            if earlier.language != latest.language:
                continue  # a translation is no later version
            before, after = earlier.inventory.account, latest.inventory.account
            if before.genre is after.genre and before.page == after.page:
                yield from _dropped_topics(side, earlier, latest)
                yield from _dropped_claims(side, earlier, latest)


def _dropped_topics(side: str, earlier: Reading, latest: Reading) -> Iterator[Draft]:
    namings: dict[str, list[Naming]] = {}
    for naming in earlier.namings:
        if naming.element.kind is ElementKind.TOPIC:
            namings.setdefault(naming.element.id, []).append(naming)
    for name, found in namings.items():
        verdict = weigh(found, [latest], whole=True)
        if verdict.stand is not Stand.SILENT:
            continue
        first = found[0]
        yield Draft(
            kind=FindingKind.ONLY_IN,
            level=Level.TOPIC,
            topic=Topic(id=name.removeprefix(TOPIC), label=topics()[name.removeprefix(TOPIC)].label),
            speaker=first.holder.actor,
            sides={side: Stand.SILENT},
            evidence={
                side: tuple(
                    Evidence(account_id=earlier.account_id, start=one.element.start, end=one.element.end)
                    for one in found
                )
            },
            searched={
                side: as_searched(closest(earlier.inventory.within(first.span), [latest], language=earlier.language))
            },
            silence_against=SilenceAgainst.EARLIER_ACCOUNTS,
            protocol=all(one.protocol for one in found),
            confidence=of_naming(ElementKind.TOPIC, [verdict.step]),
            rule="version: topic dropped",
        )


def _dropped_claims(side: str, earlier: Reading, latest: Reading) -> Iterator[Draft]:
    offer = Offer([latest])
    for claim in earlier.claims:
        for stretch in missing_stretches(claim, earlier, offer):
            yield Draft(
                kind=FindingKind.ONLY_IN,
                level=Level.CLAIM,
                topic=Topic(label=words_of(earlier.record.document.text, stretch.span)),
                speaker=claim.holder.actor,
                sides={side: Stand.SILENT},
                evidence={
                    side: (Evidence(account_id=earlier.account_id, start=stretch.span.start, end=stretch.span.end),)
                },
                searched={side: as_searched(closest(stretch.elements, [latest], language=earlier.language))},
                silence_against=SilenceAgainst.EARLIER_ACCOUNTS,
                protocol=claim.protocol,
                confidence=of_stretch(stretch),
                rule="version: claim dropped",
            )

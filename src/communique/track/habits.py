"""What a side leaves out again and again, and what is new or gone in its readouts of one pair."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from communique.codebook.formulas import formulas
from communique.codebook.matching import LANGUAGES
from communique.codebook.topics import topics
from communique.codebook.words import stems
from communique.model import Comparison, Finding, Level, Record, Stand
from communique.model import Evidence as Words
from communique.model.history import (
    FEWEST,
    Evidence,
    FormulaGone,
    MeetingAccount,
    MeetingCluster,
    Named,
    Omission,
    ReadoutChange,
)
from communique.track.contents import formulas_in, is_about, length_of
from communique.track.days import in_order, window_of
from communique.track.tellings import Numbered
from communique.track.wordings import find_phrase

REGULAR = 0.5
"""A habit is regular if even the low end of its interval is above this."""
_Z = 1.96  # 95 %
_DROPPED = "version: topic dropped"
_UMBRELLAS = frozenset({"general", "global", "region"})
"""Categories of topics that are named by anything in them: "regional and global issues", the Middle East."""
_SIDES = 2
_FAMILY = 5
"""Letters from which on a stem that another begins with is taken for the same word."""
_SHOWN = 5


def omissions(
    side: str, comparisons: Iterable[Comparison], texts: dict[str, str], *, fewest: int = FEWEST
) -> list[Omission]:
    """Return the topics that a side leaves out, the most regular first; never from fewer than `FEWEST` meetings.

    `texts` are the accounts' texts by account id, to cut the words from. A comparison in which only one side has an
    account of its own says nothing here.
    """
    told: dict[str, list[tuple[Comparison, Finding, str]]] = {}
    meetings: set[str] = set()
    for comparison in comparisons:
        own = {account.side for account in comparison.accounts}
        whole = any(account.side == side and account.whole for account in comparison.accounts)
        if side not in own or len(own - {"press"}) < _SIDES or not whole or comparison.meeting_id in meetings:
            continue
        meetings.add(comparison.meeting_id)
        for finding in comparison.findings:
            other = next((one for one, stand in finding.sides.items() if one != side and stand is Stand.MENTIONS), None)
            if finding.level is Level.TOPIC and _tells(finding) and other is not None:
                told.setdefault(finding.topic.id or "", []).append((comparison, finding, other))
    rows = [row for topic, found in told.items() if (row := _omission(side, topic, found, texts, max(fewest, FEWEST)))]
    return sorted(rows, key=lambda row: (-row.low, -row.of, row.topic))


def _omission(
    side: str, topic: str, found: Sequence[tuple[Comparison, Finding, str]], texts: dict[str, str], fewest: int
) -> Omission | None:
    known = [one for one in found if one[1].sides.get(side, Stand.UNKNOWN) is not Stand.UNKNOWN]
    silent = [one for one in known if one[1].sides[side] is Stand.SILENT]
    if len(known) < fewest or not silent:
        return None
    low, high = wilson(len(silent), len(known))
    against: dict[str, int] = {}
    for _, _, other in known:
        against[other] = against.get(other, 0) + 1
    return Omission(
        side=side,
        topic=topic,
        label=found[0][1].topic.label,
        left_out=len(silent),
        of=len(known),
        unknown=len(found) - len(known),
        share=round(len(silent) / len(known), 3),
        low=low,
        high=high,
        regular=low > REGULAR,
        against=against,
        meetings=tuple(comparison.meeting_id for comparison, _, _ in silent),
        evidence=tuple(
            words for _, finding, other in silent[:_SHOWN] for words in _cut(finding.evidence.get(other, ())[:1], texts)
        ),
        searched=tuple(
            words for _, finding, _ in silent[:_SHOWN] for words in _cut(finding.searched.get(side, ())[:1], texts)
        ),
        findings=tuple((comparison.meeting_id, finding.id) for comparison, finding, _ in silent),
    )


def _tells(finding: Finding) -> bool:
    """Tell whether a finding is about a topic that names something; umbrellas, frame and ritual do not."""
    topic = topics().get(finding.topic.id or "")
    return topic is not None and topic.category not in _UMBRELLAS and not finding.protocol


def _cut(places: Iterable[Words], texts: dict[str, str]) -> Iterator[Evidence]:
    for place in places:
        if place.account_id in texts:
            yield Evidence.cut(place.account_id, texts[place.account_id], place.start, place.end)


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson 1927, score interval), which holds for small counts too."""
    share = hits / of
    middle = (share + _Z**2 / (2 * of)) / (1 + _Z**2 / of)
    half = _Z * sqrt(share * (1 - share) / of + _Z**2 / (4 * of**2)) / (1 + _Z**2 / of)
    return round(max(0.0, middle - half), 3), round(min(1.0, middle + half), 3)


# One pair's readouts in order -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Readout:
    """A side's own account of a meeting of a pair."""

    cluster: MeetingCluster
    account: MeetingAccount
    record: Record

    @property
    def date(self) -> str | None:
        """The day of the meeting, else of the publication."""
        date, published = self.cluster.meeting.date, self.account.published_on
        return date if date is not None and (published is None or window_of(date).is_day) else published


@dataclass(frozen=True, slots=True)
class Series:
    """The readouts that a side gave of its meetings with one counterpart, in order.

    `pair` are the two heads of the meetings (ids), so that a president's call is not set against a minister's.
    """

    side: str
    other: str
    pair: tuple[str, str]
    readouts: tuple[Readout, ...]


def series_of(side: str, clusters: Iterable[MeetingCluster], records: Iterable[Numbered]) -> list[Series]:
    """Return what a side wrote about its meetings with each counterpart: two sides, its own text, read whole."""
    by_document = dict(records)
    found: dict[tuple[str, str, str], list[Readout]] = {}
    for cluster in clusters:
        if side not in cluster.own_accounts or len(cluster.sides) != _SIDES or side not in cluster.sides:
            continue
        heads = heads_of(cluster, by_document)
        if heads is None:
            continue
        other = next(one for one in cluster.sides if one != side)
        for account in cluster.accounts:
            record = by_document.get(account.document)
            if account.side != side or record is None or not record.is_whole or not is_about(account, record):
                continue
            if account.copy_of is None:
                found.setdefault((other, heads[side], heads[other]), []).append(Readout(cluster, account, record))
                break
    rows = [
        Series(
            side,
            other,
            (here, there),
            tuple(sorted(readouts, key=lambda one: (in_order(one.date), one.account.document))),
        )
        for (other, here, there), readouts in found.items()
    ]
    return sorted(rows, key=lambda row: (row.other, row.pair))


def heads_of(cluster: MeetingCluster, records: dict[str, Record]) -> dict[str, str] | None:
    """Return the first-named participant of each side, None if one of them cannot be told."""
    heads: dict[str, str] = {}
    for account in cluster.accounts:
        record = records.get(account.document)
        if record is None:
            continue
        known = {actor.id: actor for actor in record.actors}
        for identity in cluster.meeting.participants:
            actor = known.get(identity)
            if actor is not None and actor.country in cluster.sides:
                heads.setdefault(actor.country, identity)
    return heads if set(heads) == set(cluster.sides) else None


def change(series: Series, at: int, gone: Comparison, come: Comparison) -> ReadoutChange:
    """Return what changed from readout `at - 1` of a series to readout `at`.

    `gone` compares the two as an earlier and a later version of one account, `come` the other way round: the gate
    before silence is the comparison's own. Account ids are the documents'.
    """
    before, now = series.readouts[at - 1], series.readouts[at]
    texts = {readout.account.document: readout.record.document.text for readout in (before, now)}
    return ReadoutChange(
        side=series.side,
        other=series.other,
        pair=series.pair,
        meeting=now.cluster.id,
        document=now.account.document,
        date=now.date,
        format=now.cluster.meeting.kind,
        words=length_of(now.record),
        previous_meeting=before.cluster.id,
        previous_document=before.account.document,
        previous_date=before.date,
        previous_format=before.cluster.meeting.kind,
        previous_words=length_of(before.record),
        new=tuple(_dropped(come, series.side, texts, within=before)),
        dropped=tuple(_dropped(gone, series.side, texts, within=now)),
    )


def _dropped(comparison: Comparison, side: str, texts: dict[str, str], *, within: Readout) -> Iterator[Named]:
    """Yield the topics of which nothing was found in a readout, nor any word that names them: "defence" in a list."""
    document = within.record.document
    language = document.language or ""
    own = {stem.stem for stem in stems(document.text, language)}
    for finding in comparison.findings:
        if finding.rule != _DROPPED or not _tells(finding) or finding.sides.get(side) is not Stand.SILENT:
            continue
        evidence = tuple(_cut(finding.evidence.get(side, ()), texts))
        if any(stem.stem in own for words in evidence for stem in stems(words.words, language)):
            continue
        yield Named(
            topic=finding.topic.id or "",
            label=finding.topic.label,
            evidence=evidence,
            searched=tuple(_cut(finding.searched.get(side, ()), texts)),
        )


def formulas_gone(series: Series) -> list[FormulaGone]:
    """Return the formulas that stopped appearing in the readouts of a pair, the latest first."""
    readouts = [one for one in series.readouts if one.record.document.language in LANGUAGES]
    uses: list[dict[str, list[Evidence]]] = []
    for readout in readouts:
        own: dict[str, list[Evidence]] = {}
        for said in formulas_in(readout.account.document, readout.record):
            own.setdefault(said.id, []).append(said.evidence)
        uses.append(own)
    rows: list[FormulaGone] = []
    for name in {name for own in uses for name in own}:
        last = max(at for at, own in enumerate(uses) if name in own)
        since = readouts[last + 1 :]
        wordings = {words.words for own in uses for words in own.get(name, ())}
        if not since or any(_has_a_form(readout, wordings) for readout in since):
            continue
        used = sum(name in own for own in uses)
        rows.append(
            FormulaGone(
                formula=name,
                meaning=formulas()[name].meaning,
                side=series.side,
                other=series.other,
                pair=series.pair,
                used=used,
                of=last + 1,
                steady=used > 1 and 2 * used > last,
                last=readouts[last].date,
                absent_from=tuple(readout.account.document for readout in since),
                absent_since=since[0].date,
                words=length_of(readouts[last].record),
                words_since=tuple(length_of(readout.record) for readout in since),
                evidence=tuple(uses[last][name]),
            )
        )
    return sorted(rows, key=lambda row: (in_order(row.last), row.formula), reverse=True)


def _has_a_form(readout: Readout, used: Iterable[str]) -> bool:
    """Tell whether a readout has words of the formula in another form: then nothing is said to be gone.

    Another form is the phrase with other words between, or a sentence with all its words that carry meaning: "costs on
    Russia", "costs that we impose on the Russian side".
    """
    text, language = readout.record.document.text, readout.record.document.language or ""
    wordings = [(words, {stem.stem for stem in stems(words, language)}) for words in used]
    if any(find_phrase(text, words, language) for words, _ in wordings):
        return True
    for sentence in readout.record.sentences:
        own = {stem.stem for stem in stems(text[sentence.start : sentence.end], language)}
        if any(wanted and all(_is_among(stem, own) for stem in wanted) for _, wanted in wordings):
            return True
    return False


def _is_among(stem: str, stems_there: set[str]) -> bool:
    """Tell whether a stem is there, or a longer one of its family: a state and its adjective."""
    return stem in stems_there or (
        len(stem) >= _FAMILY
        and any(there.startswith(stem) or stem.startswith(there) for there in stems_there if len(there) >= _FAMILY)
    )

"""Are tellings of one meeting put together, and those of two kept apart? Measured on written texts.

    python evaluation/meetings.py [--show] [--json]

`written/meetings.toml` holds invented meetings, each told by several invented texts. They are read as ever and put
together by `track`. A text stands for the first meeting that it tells of; the others that it tells of are looked up
among the meetings that it is said to mention (`also`).
"""

import argparse
import json
import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from communique import stages
from communique.model import Record
from communique.model.history import MeetingCluster
from communique.track.copies import near_copies
from communique.track.meetings import meetings
from communique.track.tellings import tellings_of

WRITTEN = Path(__file__).parent / "written" / "meetings.toml"


@dataclass
class Score:
    """What became of the meetings and their texts."""

    meetings: int = 0
    texts: int = 0
    unread: list[str] = field(default_factory=list)
    """Texts in which reading found no meeting."""
    records: int = 0
    """Meetings that were made of the texts, each by the first meeting that it tells of."""
    divided: dict[str, list[list[str]]] = field(default_factory=dict)
    """Meetings that became several: the texts of each."""
    merged: list[list[str]] = field(default_factory=list)
    """Meetings of which texts were put together."""
    mentions: int = 0
    mentions_right: int = 0
    """Mentions of other meetings that were put with these."""

    def figures(self) -> dict[str, float]:
        """Return the figures that are pinned."""
        return {
            "meetings: records for each real meeting": round(self.records / self.meetings, 3),
            "meetings: merged that are two": len(self.merged),
            "meetings: texts without a meeting": len(self.unread),
            "meetings: mentions put with their meeting, share": round(self.mentions_right / max(self.mentions, 1), 3),
        }


def measure() -> Score:
    """Read the written texts and put them together."""
    gold = tomllib.loads(WRITTEN.read_text(encoding="utf-8"))["meeting"]
    told = [(one["id"], at, telling) for one in gold for at, telling in enumerate(one["telling"])]
    lines = [json.dumps(_line(f"{name}/{at}", telling)) for name, at, telling in told]
    records = {record.document.id: record for record in map(Record.model_validate_json, stages.read_lines(lines))}
    ordered = sorted(records.items(), key=lambda one: (_published(one[1]), one[0]))
    copies = near_copies((name, one.document.text, one.document.language) for name, one in ordered)
    clusters = meetings(tellings_of(records.items()), copies=copies)
    score = Score(meetings=len(gold), texts=len(told))
    at_home: dict[str, MeetingCluster] = {}
    for name, record in records.items():
        first = min(record.meetings, key=lambda one: min(span.start for span in one.spans), default=None)
        if first is None:
            score.unread.append(name)
            continue
        at_home[name] = next(
            one
            for one in clusters
            if any(account.document == name and first.id in account.meetings for account in one.accounts)
        )
    by_meeting: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    by_cluster: defaultdict[str, set[str]] = defaultdict(set)
    for name, cluster in at_home.items():
        by_meeting[_meeting(name)][cluster.id].append(name)
        by_cluster[cluster.id].add(_meeting(name))
    score.records = len(by_cluster)
    score.divided = {name: [*found.values()] for name, found in by_meeting.items() if len(found) > 1}
    score.merged = [sorted(names) for names in by_cluster.values() if len(names) > 1]
    for name, at, telling in told:
        for other in telling.get("also", ()):
            score.mentions += 1
            score.mentions_right += any(
                any(account.document == f"{name}/{at}" for account in cluster.accounts)
                for cluster in clusters
                if cluster.id in by_meeting[other]
            )
    return score


def _line(name: str, telling: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": name,
        "text": telling["text"],
        "published_on": telling["published"],
        **{key: telling[key] for key in ("publisher", "url") if key in telling},
    }


def _meeting(name: str) -> str:
    return name.partition("/")[0]


def _published(record: Any) -> str:
    published = record.document.published_on
    return published.value if published is not None else "9"


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="list what went wrong")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    score = measure()
    if given.json:
        print(json.dumps(score.figures()))
        return 0
    print(f"{score.meetings} meetings in {score.texts} texts: {score.records} records")
    for name, figure in score.figures().items():
        print(f"{figure:8}  {name}")
    if given.show:
        for name in score.unread:
            print("no meeting read:", name)
        for name, parts in score.divided.items():
            print("divided:", name, parts)
        for names in score.merged:
            print("merged:", names)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

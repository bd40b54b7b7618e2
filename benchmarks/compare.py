"""How fast accounts are compared: stored records, one core, and two files from cold on the command line.

    python benchmarks/compare.py [ACCOUNTS.jsonl] [--pairs 400]

Without a file the demo's two accounts are used. Prints pairs a second, the hours that 10,000 pairs take on two cores,
the words of a pair, and the seconds of `communique compare A B` in a process of its own (the least of five).
"""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import argparse
import itertools
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from communique import stages
from communique.compare import compare
from communique.model import PRESS, Account

DEMO = Path(stages.__file__).with_name("demo")


def pairs_of(accounts: list[Account]) -> list[list[Account]]:
    """Return the accounts of each meeting that has two sides."""
    ordered = sorted(accounts, key=lambda account: account.meeting_id)
    meetings = [list(group) for _, group in itertools.groupby(ordered, key=lambda account: account.meeting_id)]
    return [meeting for meeting in meetings if len({one.side for one in meeting} - {PRESS}) > 1]


def cold(first: Path, second: Path) -> tuple[float, float]:
    """Return the seconds of a comparison on the command line, process and imports included, and those of a processor.

    The second number tells more on a machine that does other things meanwhile.
    """
    command = [sys.executable, "-m", "communique", "compare", f"NOR={first}", f"CHL={second}", "--json"]
    seconds, worked = [], []
    for _ in range(5):
        begun, before = time.perf_counter(), os.times()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command line
        seconds.append(time.perf_counter() - begun)
        after = os.times()
        worked.append(sum(after[2:4]) - sum(before[2:4]))  # user and system time of the child
    return min(seconds), min(worked)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("accounts", type=Path, nargs="?", help="accounts as JSON Lines; the demo's two without it")
    parser.add_argument("--pairs", type=int, default=400, help="comparisons to time")
    options = parser.parse_args()
    if options.accounts is None:
        meetings = [
            [
                stages.read_account(DEMO / "norway.txt", side="NOR"),
                stages.read_account(DEMO / "chile.txt", side="CHL"),
            ]
        ]
    else:
        with options.accounts.open("rb") as source:
            meetings = pairs_of(list(stages.read_accounts(source)))
    compare(meetings[0])  # the codebook is read once
    begun = time.perf_counter()
    for meeting in itertools.islice(itertools.cycle(meetings), options.pairs):
        compare(meeting).to_json()
    rate = options.pairs / (time.perf_counter() - begun)
    words = sum(len(account.text.split()) for meeting in meetings for account in meeting) / len(meetings)
    print(f"{rate:8.1f}  pairs a second, one core ({words:,.0f} words a pair)")
    print(f"{10_000 / rate / 2 / 3600:8.2f}  hours for 10,000 pairs on two cores")
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for name in ("norway", "chile"):
            files.append(Path(folder) / f"{name}.txt")
            files[-1].write_text((DEMO / f"{name}.txt").read_text(encoding="utf-8"), encoding="utf-8")
        seconds, worked = cold(*files)
        print(f"{seconds:8.2f}  seconds from cold on the command line, two accounts ({worked:.2f} of a processor)")


if __name__ == "__main__":
    main()

"""What the first pass costs, and what it lets through.

    python benchmarks/first_pass.py [TEXTS...] [--processes N] [--seconds S] [--json]

TEXTS are text files or JSON Lines with "text"; each file is measured on its own (default: the texts of the demo, and
texts without diplomacy made of the same words in another order). Printed for each: texts, mean length, how many pass,
and the texts and megabytes that so many processes (default: one a core) do in a second of processor time each, all
at once; so other work on the machine does not count.
"""

import argparse
import json
import multiprocessing
import os
import random
import time
from collections.abc import Iterable
from pathlib import Path

import communique
from communique.read.relevance import first_pass

DEMO = Path(communique.__file__).parent / "demo"


def texts_of(path: Path) -> list[str]:
    """Return the texts of a file."""
    content = path.read_text(encoding="utf-8")
    if path.suffix != ".jsonl":
        return [content]
    return [text for line in content.splitlines() if line.strip() and (text := json.loads(line).get("text"))]


def shuffled(texts: Iterable[str], seed: int = 1) -> list[str]:
    """Return texts of the same words in lower case and in another order: the cost of a text that is refused."""
    chance = random.Random(seed)  # noqa: S311  (no secret)
    found = []
    for text in texts:
        words = text.lower().split()
        chance.shuffle(words)
        found.append(" ".join(words))
    return found


def work(texts: list[str], seconds: float) -> tuple[int, float]:
    """Ask the first pass again and again for so long; return how many texts were asked for, and processor seconds."""
    asks = first_pass()
    start = time.process_time()
    done = 0
    while (spent := time.process_time() - start) < seconds:
        for text in texts:
            asks(text)
        done += len(texts)
    return done, spent


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="*", type=Path, help="text or JSON Lines files (default: the demo's)")
    parser.add_argument("--processes", type=int, default=len(os.sched_getaffinity(0)), help="default: one a core")
    parser.add_argument("--seconds", type=float, default=3.0, help="seconds a file is measured (default 3)")
    parser.add_argument("--json", action="store_true", help="print one JSON object a file")
    options = parser.parse_args()

    demo = [text for path in sorted(DEMO.glob("*.txt")) for text in texts_of(path)]
    samples = {path.name: texts_of(path) for path in options.texts} or {"demo": demo, "other": shuffled(demo)}
    asks = first_pass()
    for name, texts in samples.items():
        few = texts[:2000]
        with multiprocessing.get_context("fork").Pool(options.processes) as pool:
            runs = pool.starmap(work, [(few, options.seconds)] * options.processes)
        rate = sum(done / spent for done, spent in runs)
        length = sum(map(len, few)) / len(few)
        found = {
            "name": name,
            "texts": len(texts),
            "characters": round(length),
            "pass": sum(map(asks, texts)),
            "texts_a_second": round(rate),
            "megabytes_a_second": round(rate * length / 1e6),
        }
        if options.json:
            print(json.dumps(found))
        else:
            print(
                f"{name}: {found['texts']} texts of {found['characters']} characters, {found['pass']} pass; "
                f"{found['texts_a_second']:,} texts or {found['megabytes_a_second']} MB a second "
                f"in {options.processes} processes"
            )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

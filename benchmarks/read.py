"""What reading costs, as a ratio to the parser alone on the same texts, in one run on one core.

    python benchmarks/read.py [TEXTS...] [--rounds N] [--words N] [--json]
    python benchmarks/read.py --languages [--rounds N] [--words N] [--json]

TEXTS are files or JSON Lines with "text" (default: the texts of the demo, repeated). Printed: the ratio
reading / (tok2vec + parser), the words per second of each, and the peak memory. A word is a run of word characters. The
parser alone is a pipeline of its own as spaCy loads and runs it: on the same matrix kernels, in batches of the same
number of documents, outside of memory zones, where its tokenizer keeps the words that it has met. The two are measured
in turn, and the ratio is the median over the rounds, so that a machine whose speed drifts gives the same answer.

With --languages: what Russian and Chinese cost beside English, on texts of this repository (the demo's; the golden
ones), read in turn in one process. A Chinese word is 1.6 characters.
"""

import argparse
import importlib
import json
import os
import re
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

import communique
from communique import stages
from communique.annotate.documents import BATCH
from communique.annotate.language import find_model

DEMO = Path(communique.__file__).parent / "demo"
GOLDEN = Path(__file__).parents[1] / "tests" / "golden"
_WORD = re.compile(r"\w+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_CHARACTERS_A_WORD = 1.6


def texts(paths: Iterable[Path]) -> list[str]:
    """Return the texts of the files, or of the lines of JSON Lines files."""
    found: list[str] = []
    for path in paths:
        content = path.read_text(encoding="utf-8")
        if path.suffix == ".jsonl":
            found.extend(json.loads(line)["text"] for line in content.splitlines() if line.strip())
        else:
            found.append(content)
    return found


def seconds(work: Callable[[], object]) -> float:
    """Return the processor seconds that `work` takes in this process."""
    start = time.process_time()
    work()
    return time.process_time() - start


def words_of(text: str) -> int:
    """Return the words of a text; characters of Chinese count as 1 / 1.6 words."""
    han = len(_HAN.findall(text))
    return round(len(_WORD.findall(_HAN.sub(" ", text))) + han / _CHARACTERS_A_WORD)


def sampled(pool: list[str], words: int) -> tuple[list[str], int]:
    """Return texts of the pool, again and again, until they have so many words, and the number that they have."""
    sample: list[str] = []
    count = 0
    while count < words:
        text = pool[len(sample) % len(pool)]
        sample.append(text)
        count += words_of(text)
    return sample, count


def languages(rounds: int, words: int) -> dict[str, dict[str, float]]:
    """Return for each language its words a second, and their ratio to those of English (median, least, most)."""
    pools = {"en": texts(sorted(DEMO.glob("*.txt")))}
    for language in ("ru", "zh"):
        pools[language] = texts(sorted(GOLDEN.glob(f"{language}-*/source.txt")))
    samples = {language: sampled(pool, words) for language, pool in pools.items()}

    def read(language: str) -> None:
        for _ in stages.read_texts(samples[language][0], published_on="2025-07-14"):
            pass

    rates: dict[str, list[float]] = {language: [] for language in samples}
    for number in range(rounds + 1):
        for language, (_, count) in samples.items():
            rate = count / seconds(lambda language=language: read(language))  # type: ignore[misc]
            if number:  # the first round loads the models
                rates[language].append(rate)
    ratios = {
        language: [one / english for one, english in zip(own, rates["en"], strict=True)]
        for language, own in rates.items()
    }
    return {
        language: {
            "words_per_second": round(statistics.median(own)),
            "ratio": round(statistics.median(ratios[language]), 2),
            "ratio_min": round(min(ratios[language]), 2),
            "ratio_max": round(max(ratios[language]), 2),
        }
        for language, own in rates.items()
    }


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="*", type=Path, help="text or JSON Lines files (default: the demo's)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of both, in turn (default 5)")
    parser.add_argument("--words", type=int, default=20_000, help="about how many words a round reads (default 20,000)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--languages", action="store_true", help="Russian and Chinese beside English")
    options = parser.parse_args()
    if options.languages:
        found = languages(options.rounds, options.words)
        if options.json:
            print(json.dumps(found))
        for language, own in found.items() if not options.json else ():
            spread = f"from {own['ratio_min']:.2f} to {own['ratio_max']:.2f}"
            print(f"{language}  {own['words_per_second']:,.0f} words/s  {own['ratio']:.2f} of English ({spread})")
        return 0

    pool = texts(options.texts or sorted(DEMO.glob("*.txt")))
    words_in = [len(_WORD.findall(text)) for text in pool]
    sample: list[str] = []
    words = at = 0
    while words < options.words:
        sample.append(pool[at % len(pool)])
        words += words_in[at % len(pool)]
        at += 1

    communique.pipeline()  # which chooses the kernels
    plain = importlib.import_module(find_model().package).load()
    plain.select_pipes(enable=["tok2vec", "parser"])

    def parse() -> None:
        for _ in plain.pipe(sample, batch_size=BATCH):
            pass

    def read() -> None:
        for _ in stages.read_texts(sample, published_on="2025-07-14"):
            pass

    parse()
    read()
    pairs = [(seconds(parse), seconds(read)) for _ in range(options.rounds)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024)

    result = {
        "texts": len(sample),
        "words": words,
        "rounds": options.rounds,
        "ratio": round(statistics.median(b / a for a, b in pairs), 3),
        "ratio_min": round(min(b / a for a, b in pairs), 3),
        "ratio_max": round(max(b / a for a, b in pairs), 3),
        "parser_words_per_second": round(words / statistics.median(a for a, _ in pairs)),
        "read_words_per_second": round(words / statistics.median(b for _, b in pairs)),
        "peak_memory_mb": round(peak),
    }
    if options.json:
        print(json.dumps(result))
    else:
        print(f"{result['texts']} texts, {words:,} words, {options.rounds} rounds, one core")
        print(f"reading / parser alone   {result['ratio']:.2f}  (from {result['ratio_min']} to {result['ratio_max']})")
        print(f"parser alone             {result['parser_words_per_second']:,} words/s")
        print(f"reading                  {result['read_words_per_second']:,} words/s")
        print(f"peak memory              {result['peak_memory_mb']} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""A stream of news, end to end: a web archive of mixed pages into an archive of records.

    python benchmarks/stream.py [--pages 20000] [--about 0.06] [--runs N] [--scale] [--json] [--folder DIR]

Makes a WARC of so many pages as a crawl of news sites brings them (one gzip member a record; menus, scripts, style
sheets, related stories and comments around the story; requests and pictures between the pages), of which the share
`--about` tells of talks between states, and measures `communique add`, or with `--scale` `communique scale --workers
2`, from the file to the closed archive, its index included, in processes of their own. Names, places, dates and numbers
are put together anew for each page, from the texts of stream_texts.toml; the same seed gives the same bytes.

Printed: pages a second of wall time and of processor time (of all processes), what became of the pages, and the most
memory that any process held.
"""

import argparse
import gzip
import itertools
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

TEXTS = tomllib.loads(Path(__file__).with_name("stream_texts.toml").read_text(encoding="utf-8"))
WORDS: dict[str, list[str]] = TEXTS["words"]
ABROAD = 0.2
"""Share of the other stories that name two states."""
TEASERS, TEASERS_ABOUT = 24, 0.01
"""Other stories that a page leads to, and the share of them that is about dealings between states."""


def words_of(chance: random.Random) -> dict[str, object]:
    """Return the words that a page is filled with."""

    def one_of(name: str) -> str:
        return chance.choice(WORDS[name])

    def name() -> str:
        return f"{one_of('given')} {one_of('family')}"

    state, partner = chance.sample(WORDS["states"], 2)
    club, rival = chance.sample(WORDS["clubs"], 2)
    return {
        **{name: one_of(f"{name}s") for name in ("place", "town", "topic", "matter", "deed", "month", "weekday")},
        **{who: name() for who in ("one", "other", "name", "second")},
        "state": state,
        "partner": partner,
        "club": club,
        "rival": rival,
        "city": one_of("places"),
        "street": f"{one_of('family')} Street",
        "company": f"{one_of('family')} & {one_of('family')}",
        "third": one_of("third"),
        "day": chance.randint(1, 28),
        "number": chance.randint(11, 980),
        "percent": chance.randint(2, 39),
        "goals": chance.randint(2, 9),
    }


def story(chance: random.Random, *, about: bool) -> tuple[str, list[str]]:
    """Return the title and the paragraphs of a story."""
    words = words_of(chance)
    if about:
        first, *rest = TEXTS["talks"]
        paragraphs = [first, *chance.sample(rest, chance.randint(4, len(rest)))]
        title = "{state} and {partner} hold talks on {topic} in {city}"
    else:
        paragraphs = chance.sample(TEXTS["other"], chance.randint(6, 10))
        if chance.random() < ABROAD:
            paragraphs.insert(2, chance.choice(TEXTS["abroad"]))
        title = chance.choice(["Night of rain in {town}", "{club} too strong for {rival}", "The last lesson of {name}"])
    return title.format(**words), [paragraph.format(**words) for paragraph in paragraphs]


def furniture(chance: random.Random) -> tuple[str, str]:
    """Return what stands before and after the story: most of the bytes and of the tags of a page."""
    menu = "".join(
        f'<li class="nav-item"><a href="/{one.lower()}" data-id="{number}">{one}</a></li>'
        for number, one in enumerate(WORDS["sections"])
    )
    script = "window.dataLayer=window.dataLayer||[];function track(e){dataLayer.push({event:e,t:Date.now()})}" * 60
    style = "".join(f".c{n}{{margin:{n}px;padding:0 {n % 7}px;color:#{n:06x}}}" for n in range(400))
    state = json.dumps({"user": None, "flags": {f"flag-{chance.randint(0, 9999)}": n % 2 == 0 for n in range(700)}})
    related = ""
    for _ in range(TEASERS):
        title, (first, *_) = story(chance, about=chance.random() < TEASERS_ABOUT)
        related += (
            f'<div class="teaser"><a href="/story/{chance.randint(1, 10**7)}"><span class="kicker">News</span>'
            f"<h3>{title}</h3></a><p>{first[:90]}</p><ul><li><a>Share</a></li><li><a>Save</a></li></ul></div>"
        )
    comments = "".join(
        f'<div class="comment" id="c{number}"><b>{chance.choice(WORDS["given"])}</b>'
        f"<span>{chance.choice(TEXTS['other']).format(**words_of(chance))}</span></div>"
        for number in range(chance.randint(0, 15))
    )
    before = (
        f"<style>{style}</style><script>{script}</script></head><body><header><nav><ul>{menu}</ul></nav>"
        '<form><input name="q"><button>Search</button></form></header><main>'
    )
    after = (
        f'</main><aside><h2>Read also</h2>{related}</aside><section class="comments">{comments}</section><footer>'
        f"<ul>{menu}{menu}</ul><p>All rights reserved. We use cookies.</p></footer><script>{script}</script>"
        f'<script type="application/json">{state}</script></body></html>'
    )
    return before, after


def page(chance: random.Random, number: int, *, about: bool) -> str:
    """Return a page of a news site."""
    title, paragraphs = story(chance, about=about)
    before, after = furniture(chance)
    day = f"2026-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
    image = f'<figure><img src="/img/{number}.jpg" alt="{title}" width="800"><figcaption>{title}</figcaption></figure>'
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | The Gazette</title>'
        f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="The Gazette">'
        f'<meta property="article:published_time" content="{day}T08:00:00Z">{before}<article><h1>{title}</h1>'
        f'<time datetime="{day}">{day}</time>{image}{body}</article>{after}'
    )


def record(kind: str, url: str, content: bytes, media_type: str, number: int) -> bytes:
    """Return one record of a web archive as a gzip member."""
    moment = f"2026-11-{1 + number % 28:02d}T{number % 24:02d}:00:00Z"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012d}>\r\n"
        f"WARC-Date: {moment}\r\nWARC-Target-URI: {url}\r\nContent-Type: {media_type}\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + content + b"\r\n\r\n", 6, mtime=0)


def records(pages: int, share: float, seed: int) -> Iterator[list[bytes]]:
    """Yield the records of each page of a crawl: what was asked, what was answered, now and then a picture."""
    chance = random.Random(seed)  # noqa: S311 — nothing secret
    for number in range(pages):
        url = f"https://gazette-{number % 40}.example/story/{number}"
        html = page(chance, number, about=chance.random() < share).encode()
        request = f"GET /story/{number} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(html)}\r\n\r\n"
        found = [
            record("request", url, request, "application/http", number),
            record("response", url, head.encode() + html, "application/http; msgtype=response", number),
        ]
        if number % 5 == 0:
            picture = b"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n" + chance.randbytes(8000)
            found.append(record("response", f"{url}.jpg", picture, "application/http; msgtype=response", number))
        yield found


def make(folder: Path, *, pages: int, files: int, share: float, seed: int) -> int:
    """Make the web archives of a crawl, and return their size in bytes."""
    folder.mkdir()
    found = records(pages, share, seed)
    for number in range(files):
        with (folder / f"{number:03d}.warc.gz").open("wb") as file:
            for one in itertools.islice(found, -(-pages // files)):
                file.writelines(one)
    return sum(path.stat().st_size for path in folder.iterdir())


def measured(command: list[str]) -> dict[str, float]:
    """Run a command; return the seconds of wall and processor time, and the most megabytes that a process held."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 — our own command
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "wall_seconds": wall,
        "processor_seconds": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        "peak_mb": after.ru_maxrss / 1024,
    }


def main() -> int:
    """Make the web archive, take it in, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--about", type=float, default=0.06, help="share of pages about dealings between states")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--files", type=int, default=1, help="files that the pages are divided into")
    parser.add_argument("--shards", type=int, default=4, help="with --scale: about so many shards (needs --files)")
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--scale", action="store_true", help="measure `communique scale --workers 2`")
    parser.add_argument("--folder", type=Path, help="where to work (default: a temporary folder)")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(dir=given.folder))
    try:
        crawl = folder / "crawl"
        size = make(crawl, pages=given.pages, files=given.files, share=given.about, seed=given.seed)
        for run in range(given.runs):
            archive = folder / f"archive-{run}"
            shards = str(max(1, size // given.shards // 1_000_000))
            how = ["scale", "--workers", "2", "--shard-size", shards] if given.scale else ["add"]
            found: dict[str, object] = {"pages": given.pages, "megabytes": round(size / 1e6), "how": how[0]}
            numbers = measured([sys.executable, "-m", "communique", *how, str(crawl), "--archive", str(archive)])
            found |= {
                "pages_a_second": round(given.pages / numbers["wall_seconds"]),
                "pages_a_processor_second": round(given.pages / numbers["processor_seconds"]),
                **{name: round(value, 1) for name, value in numbers.items()},
                **statuses(archive),
                "load": round(os.getloadavg()[0], 1),
            }
            print(json.dumps(found) if given.json else "  ".join(f"{name} {value}" for name, value in found.items()))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def statuses(folder: Path) -> dict[str, int]:
    """Return how many documents of an archive have which status."""
    from communique.archive import open_archive

    with open_archive(folder) as archive:
        rows = archive.query("SELECT status, count(*) AS n FROM documents GROUP BY status ORDER BY status").to_pylist()
    return {row["status"]: row["n"] for row in rows}


if __name__ == "__main__":
    raise SystemExit(main())

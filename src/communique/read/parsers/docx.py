"""Word documents (DOCX, ISO 29500) -> text. Runs in the child process.

The few parts that hold text are read as streams from the zip archive; nothing is unpacked to the disk.
"""

import io
import zipfile
from typing import Any

from communique.read.parsers.feed_xml import REFUSED, parse

MOST_MEMBERS = 100_000
_RATIO = 1000
_FREE = 1 << 20
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")


def facts_of_docx(data: bytes, *, page_bytes: int) -> dict[str, Any]:
    """Return the paragraphs of the body, of its tables and notes, one a line; deleted words are left out."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if len(archive.namelist()) > MOST_MEMBERS:
                return {"error": f"it holds more than {MOST_MEMBERS:,} files", "code": "C113"}
            names = set(archive.namelist())
            if "word/document.xml" not in names:
                return {"error": "it holds no Word document"}
            lines: list[str] = []
            for name in ("word/document.xml", *_NOTES):
                if name in names:
                    lines += _paragraphs(_root(archive, name, page_bytes))
            facts: dict[str, Any] = {"text": "\n".join(lines), "title": None, "dates": [], "part": None}
            if "docProps/core.xml" in names:
                facts.update(_core(_root(archive, "docProps/core.xml", page_bytes)))
            return facts
    except _RefusedError as refused:
        return {"error": refused.args[0], "code": refused.args[1]}
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        return {"error": f"the Word document is corrupt ({error})"[:300]}
    except Exception as error:
        if type(error).__module__ in {"zlib", "lzma"}:
            return {"error": f"the Word document is corrupt ({error})"[:300]}
        raise


class _RefusedError(Exception):
    """What is not parsed: the reason, and the code of the error."""


def _root(archive: zipfile.ZipFile, name: str, page_bytes: int) -> Any:
    about = archive.getinfo(name)
    with archive.open(about) as member:
        data = member.read(page_bytes * 4 + 1)
    if len(data) > page_bytes * 4:
        raise _RefusedError(f"{name} holds more than {page_bytes * 4:,} bytes", "C113")
    if len(data) > _FREE and len(data) > about.compress_size * _RATIO:
        raise _RefusedError(f"{name} grows more than {_RATIO:,} to 1", "C113")
    root, fault = parse(data, recover=False)
    if root is None:
        raise ValueError(fault)
    if fault == REFUSED:
        raise _RefusedError(f"{name} declares a document type", "C114")
    return root


def _paragraphs(root: Any) -> list[str]:
    lines = []
    for paragraph in root.iter("{*}p"):
        words = "".join(_words(paragraph))
        lines += [line.strip() for line in words.split("\n")]
    return [line for line in lines if line]


def _words(paragraph: Any) -> list[str]:
    """Return the words of a paragraph without those of paragraphs within it (text boxes), which have their own turn."""
    words: list[str] = []
    pending = list(reversed(paragraph))
    while pending:
        element = pending.pop()
        name = str(element.tag).rsplit("}", 1)[-1]
        if name == "t":
            words.append(element.text or "")
        elif name in {"tab", "ptab"}:
            words.append("\t")
        elif name in {"br", "cr"}:
            words.append("\n")
        elif name in {"noBreakHyphen", "softHyphen"}:
            words.append("-" if name == "noBreakHyphen" else "")
        elif name not in {"p", "del", "moveFrom", "pPr", "rPr", "instrText", "Fallback"}:
            pending.extend(reversed(element))
    return words


def _core(root: Any) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for element in root:
        name, words = str(element.tag).rsplit("}", 1)[-1], (element.text or "").strip()
        if name == "title" and words:
            facts["title"] = words[:500]
        elif name == "created" and words:
            facts["dates"] = [words[:10]]
        elif name == "language" and words:
            facts["language"] = words[:20]
    return facts

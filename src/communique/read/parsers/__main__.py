"""The process that parses PDF, Word documents, feeds, sitemaps and Parquet: it serves as `page.py` does for HTML.

`{"kind": "pdf" | "docx" | "xml" | "parquet", ...}` comes in. Bytes travel in base64. Parquet files are named by their
path and read row group by row group, a batch an answer. It opens no connection: Python code that tries is stopped.
"""

import base64
import sys
from collections.abc import Callable
from typing import Any

from communique.read.page import limit_memory, serve


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Return what the parser for `kind` finds, `{"error": ...}` where the data are no such thing."""
    kind = request["kind"]
    if kind == "parquet":
        from communique.read.collections.parquet import answer_about_parquet

        return answer_about_parquet(request)
    data = base64.b64decode(request["data"])
    if kind == "pdf":
        from communique.read.parsers.pdf import facts_of_pdf

        return facts_of_pdf(data)
    if kind == "docx":
        from communique.read.parsers.docx import facts_of_docx

        return facts_of_docx(data, page_bytes=request["page_bytes"])
    from communique.read.parsers.feed_xml import facts_of_xml

    return facts_of_xml(data)


def refuse_connections(event: str, _arguments: tuple[Any, ...]) -> None:
    """Stop Python code that opens a connection or starts a program: an audit hook (PEP 578)."""
    if event in {"socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system"}:
        message = f"a parser must not do this: {event}"
        raise PermissionError(message)


def _nothing() -> None: ...


def main(clean: Callable[[], None] = _nothing) -> None:
    """Answer until the parent closes the pipe."""
    sys.addaudithook(refuse_connections)
    serve(answer, clean, limit=limit_memory)


if __name__ == "__main__":
    main()

"""PDF files, Word documents and feeds that the tests make."""

import io
import zipfile
from collections.abc import Callable

import pytest

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf_of(pages: list[list[str]], *, info: str = "") -> bytes:
    """Write a PDF file (ISO 32000) with the given lines on each page."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for lines in pages:
        shown = " T* ".join("({}) Tj".format(line.replace("(", r"\(").replace(")", r"\)")) for line in lines)
        stream = f"BT /F1 10 Tf 14 TL 40 750 Td {shown} ET" if lines else ""
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< {info} >>")
    data, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(data)
    data += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
    data += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    trailer = f"<< /Size {len(places) + 1} /Root 1 0 R /Info {len(places)} 0 R >>"
    return bytes(data + f"trailer\n{trailer}\nstartxref\n{start}\n%%EOF\n".encode())


def docx_of(body: str, **parts: str) -> bytes:
    """Write a Word document with the given markup as its body."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        document = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
        archive.writestr("word/document.xml", document if not body.startswith("<?xml") else body)
        for name, text in parts.items():
            archive.writestr(name, text)
    return packed.getvalue()


@pytest.fixture(scope="session")
def a_pdf() -> Callable[..., bytes]:
    """Make a PDF file."""
    return pdf_of


@pytest.fixture(scope="session")
def a_docx() -> Callable[..., bytes]:
    """Make a Word document."""
    return docx_of

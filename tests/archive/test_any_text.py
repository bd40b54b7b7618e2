"""Any text goes in and comes out as it was, or is told as what no file can hold."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from communique.archive import Entry, Source, open_archive
from communique.errors import BadSearch
from communique.model import Document

anything = st.text(st.characters(exclude_categories=[]), max_size=60)
"""Also NUL, halves of surrogate pairs, marks that turn the direction, characters beyond the first plane."""
PLACE = "/dev/shm" if Path("/dev/shm").is_dir() else None


def is_whole(text: str) -> bool:
    return text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text)


@settings(max_examples=40)
@given(st.lists(st.tuples(anything, anything, anything, anything), min_size=1, max_size=8))
def test_any_text(given_texts: list[tuple[str, str, str, str]]) -> None:
    entries = [
        Entry.set_aside(
            Document.of(name, text or "x", title=title), reason="any", source=Source(name=name, page=page or "p")
        )
        for text, name, page, title in given_texts
    ]
    with TemporaryDirectory(dir=PLACE) as folder, open_archive(Path(folder) / "a", write=True, create=True) as archive:
        archive.add(entries)
        texts = dict(archive.texts())
        for entry in entries:
            whole = all(
                is_whole(one or "")
                for one in (entry.document.text, entry.document.id, entry.page, entry.document.title)
            )
            if whole:
                assert texts[entry.key] == entry.document.text
        assert set(archive.documents()["status"].to_pylist()) <= {"set_aside", "failed"}
        assert archive.add(entries).set_aside == 0
        assert not archive.damage(fully=True)
        for entry in entries:
            try:
                found = archive.search(f'"{entry.document.text}"')
            except BadSearch:
                continue
            for hit in found.hits:
                for context in hit.contexts:
                    assert texts[hit.document][context.start : context.end] == context.words

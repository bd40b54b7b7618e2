"""Whatever is done to an archive, in whatever order, it holds what a plain dictionary would."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from communique.archive import Archive, Entry, Source, compaction, open_archive
from communique.errors import SourceMissing
from communique.model import Document, MadeBy, Record

pages = st.sampled_from(["a", "b", "c"])
texts = st.sampled_from(["One met two.", "Two met one.", "Nobody met."])


class Sequences(RuleBasedStateMachine):
    """Adding, failing, setting aside, renewing, putting together, opening again, losing the cache."""

    place: ClassVar[str] = "/dev/shm" if Path("/dev/shm").is_dir() else ""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory(dir=self.place or None)
        self.path = Path(self.folder.name) / "archive"
        self.archive: Archive = open_archive(self.path, write=True, create=True)
        self.texts: dict[tuple[str, str], str] = {}  # page and text: "set aside" or the version of the program
        self.failed: set[str] = set()
        self.made = 0

    @rule(page=pages, text=texts, renew=st.booleans())
    def read(self, page: str, text: str, renew: bool) -> None:  # noqa: FBT001 — hypothesis passes it by name
        self.made += 1
        made_by = MadeBy(version=str(self.made), language_model=None, codebook="0")
        record = Record(document=Document.of(page, text), made_by=made_by)
        self.archive.add([Entry.read(record, source=Source(page=page))], renew=renew)
        if renew or self.texts.get((page, text), "set aside") == "set aside":
            self.texts[page, text] = str(self.made)
        self.failed.discard(page)

    @rule(page=pages, text=texts)
    def set_aside(self, page: str, text: str) -> None:
        self.archive.add([Entry.set_aside(Document.of(page, text), reason="x", source=Source(page=page))])
        self.texts.setdefault((page, text), "set aside")
        self.failed.discard(page)

    @rule(page=pages)
    def fail(self, page: str) -> None:
        self.archive.add([Entry.failed(SourceMissing("gone"), document_id=page, source=Source(page=page))])
        if not any(one == page for one, _ in self.texts):
            self.failed.add(page)

    @rule(few=st.sampled_from([2, 16]))
    def compact(self, few: int) -> None:
        compaction.FEW = few
        before = self.archive.snapshot
        self.archive.compact()
        assert self.archive.snapshot == before

    @rule()
    def open_again(self) -> None:
        self.archive.close()
        self.archive = open_archive(self.path, write=True)

    @rule()
    def search(self) -> None:
        found = {(hit.page, hit.status) for hit in self.archive.search("met").hits}
        assert found == {
            (page, "set_aside" if state == "set aside" else "read") for (page, _), state in self.texts.items()
        }

    @invariant()
    def it_holds_what_it_should(self) -> None:
        rows = self.archive.documents().to_pylist()
        shown = {(row["page"], row["status"], row["version_of_program"]) for row in rows}
        read = {(page, "read", state) for (page, _), state in self.texts.items() if state != "set aside"}
        aside = {(page, "set_aside", None) for (page, _), state in self.texts.items() if state == "set aside"}
        assert shown == read | aside | {(page, "failed", None) for page in self.failed}
        assert len(rows) == len(self.texts) + len(self.failed)
        assert {(row["page"], row["version"]) for row in rows if row["version"]} == {
            (page, number + 1)
            for page in {page for page, _ in self.texts}
            for number in range(sum(1 for one, _ in self.texts if one == page))
        }
        assert sorted(record.document.text for record in self.archive.records()) == sorted(
            text for (_, text), state in self.texts.items() if state != "set aside"
        )

    def teardown(self) -> None:
        compaction.FEW = 16
        assert not self.archive.damage(fully=True)
        self.archive.close()
        self.folder.cleanup()


Sequences.TestCase.settings = settings(max_examples=40, stateful_step_count=15, deadline=None)
TestSequences = Sequences.TestCase

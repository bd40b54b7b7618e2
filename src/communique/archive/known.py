"""What an archive holds already, in a form that stays small: 81 bytes a document.

Sorted arrays of keys, not a dictionary of Python strings: ten million documents must fit beside the rest. What was
added since the arrays were made is in small dictionaries.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from communique.archive.entry import DocumentStatus, document_key, page_key

if TYPE_CHECKING:
    import pyarrow as pa

_STATUSES = tuple(DocumentStatus)


class Known:
    """Which documents, pages and texts are in the archive."""

    def __init__(self, batches: Iterable["pa.RecordBatch"]) -> None:
        """Take the columns document, page_key, version, status and sha256 of all documents in force."""
        import numpy as np
        import pyarrow as pa
        import pyarrow.compute as pc

        order = pa.array([status.value for status in _STATUSES])
        keys, statuses, versions, pages, texts = [], [], [], [], []
        for batch in batches:
            keys.append(_fixed(batch["document"]))
            statuses.append(pc.index_in(batch["status"], value_set=order).to_numpy().astype("u1"))
            versions.append(batch["version"].to_numpy().astype("u4"))
            pages.append(_fixed(batch["page_key"]))
            texts.append(_fixed(pc.utf8_slice_codeunits(batch["sha256"].drop_null(), 0, 24)))
        all_versions = _joined(versions, "u4")
        self._keys, self._statuses, self._versions = _sorted(
            _joined(keys, "S24"), _joined(statuses, "u1"), all_versions
        )
        self._pages, self._page_versions, _ = _sorted(_joined(pages, "S24"), all_versions, all_versions)
        self._texts = np.unique(_joined(texts, "S24"))
        self._new_keys: dict[str, tuple[DocumentStatus, int]] = {}
        self._new_pages: dict[str, int] = {}
        self._new_texts: set[str] = set()

    def document(self, key: str) -> tuple[DocumentStatus, int] | None:
        """Return what became of the document with this id and its version, None if the archive does not have it."""
        if (found := self._new_keys.get(key)) is not None:
            return found
        at = _find(self._keys, key)
        return (_STATUSES[self._statuses[at]], int(self._versions[at])) if at is not None else None

    def versions(self, page: str) -> int:
        """Return how many texts of a page the archive has."""
        key = page_key(page)
        if (found := self._new_pages.get(key)) is not None:
            return found
        wanted = key.encode()
        start, end = self._pages.searchsorted(wanted, "left"), self._pages.searchsorted(wanted, "right")
        return int(self._page_versions[start:end].max()) if end > start else 0

    def failure(self, page: str) -> str | None:
        """Return the archive's id of the source without a text that is on record for a page."""
        key = document_key(page, None)
        found = self.document(key)
        return key if found is not None and found[0] is DocumentStatus.FAILED else None

    def text(self, sha256: str) -> bool:
        """Tell whether some document has the text with this hash."""
        return sha256[:24] in self._new_texts or _find(self._texts, sha256[:24]) is not None

    def put(self, key: str, page: str, *, status: DocumentStatus, version: int, sha256: str | None) -> None:
        """Note what was just added."""
        self._new_pages[page_key(page)] = max(version, self.versions(page))
        self._new_keys[key] = status, version
        if sha256 is not None:
            self._new_texts.add(sha256[:24])


def _fixed(strings: "pa.Array") -> Any:
    """Return strings of 24 characters as an array of numpy, without a Python string for each."""
    import numpy as np
    import pyarrow as pa

    fixed = strings.cast(pa.binary()).cast(pa.binary(24))
    if not len(fixed):
        return np.array([], dtype="S24")
    return np.frombuffer(fixed.buffers()[1], dtype="S24")[fixed.offset : fixed.offset + len(fixed)]


def _joined(parts: list[Any], dtype: str) -> Any:
    import numpy as np

    return np.concatenate(parts) if parts else np.array([], dtype=dtype)


def _sorted(keys: Any, *values: Any) -> tuple[Any, Any, Any]:
    order = keys.argsort(kind="stable")
    first, second = values
    return keys[order], first[order], second[order]


def _find(keys: Any, key: str) -> int | None:
    wanted = key.encode()
    at = int(keys.searchsorted(wanted))
    return at if at < len(keys) and keys[at] == wanted else None

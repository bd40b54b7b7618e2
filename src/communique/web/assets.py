"""What pages load besides themselves: style sheets, scripts, pictures, each under a name that holds its hash.

All files are read when the server starts and served from memory: no part of an address is ever a path on the disk.
"""

import hashlib
import mimetypes
from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from communique.web.problems import Refused, plain_problem

PREFIX: Final = "/static"
_FOR_EVER: Final = "public, max-age=31536000, immutable"
_TYPES: Final = {
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".woff2": "font/woff2",
    ".ico": "image/vnd.microsoft.icon",
    ".txt": "text/plain; charset=utf-8",
}
"""The machine's own table of types may be anything."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file, as it is sent."""

    content: bytes
    media_type: str
    hash: str


class Assets:
    """The files of a folder by their names, and by their names with their hash."""

    def __init__(self, folder: Traversable) -> None:
        self._plain: dict[str, Asset] = {}
        self._hashed: dict[str, Asset] = {}
        self._address: dict[str, str] = {}
        for name, file in _files(folder):
            asset = _asset(name, file.read_bytes())
            path = PurePosixPath(name)
            hashed = str(path.with_name(f"{path.stem}.{asset.hash}{path.suffix}"))
            self._plain[name] = asset
            self._hashed[hashed] = asset
            self._address[name] = f"{PREFIX}/{hashed}"

    @classmethod
    def of_package(cls) -> "Assets":
        """Return the files that ship with the package; none if there are none."""
        return cls(resources.files("communique.web").joinpath("static"))

    def address(self, name: str) -> str:
        """Return the address of a file, `page.css` or `lib/map.js`; raises KeyError for one that is not there."""
        return self._address[name]

    def answer(self, request: Request, name: str) -> Response:
        """Return a file: for ever under its name with the hash, to be asked about again under its plain name."""
        asset = self._hashed.get(name)
        caching = _FOR_EVER
        if asset is None:
            asset, caching = self._plain.get(name), "no-cache"
        if asset is None:
            raise Refused(plain_problem(HTTPStatus.NOT_FOUND, "There is no such file."))
        headers = {"Cache-Control": caching, "ETag": f'"{asset.hash}"'}
        if f'"{asset.hash}"' in request.headers.get("if-none-match", ""):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        return Response(asset.content, media_type=asset.media_type, headers=headers)


def _files(folder: Traversable, prefix: str = "") -> Iterable[tuple[str, Traversable]]:
    if not folder.is_dir():
        return
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        if entry.name.startswith((".", "__")):
            continue
        if entry.is_dir():
            yield from _files(entry, f"{prefix}{entry.name}/")
        else:
            yield f"{prefix}{entry.name}", entry


def _asset(name: str, content: bytes) -> Asset:
    suffix = PurePosixPath(name).suffix.casefold()
    kind = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Asset(content, kind, hashlib.sha256(content).hexdigest()[:12])

"""What routes take: the desk, and what is typed into an address."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends
from starlette.requests import Request

from communique.web.assets import Assets
from communique.web.desk import Desk
from communique.web.settings import Settings
from communique.web.watch import Watch


def watch_of(request: Request) -> Watch:
    """Return what opens desks."""
    watch: Watch = request.app.state.watch
    return watch


def settings_of(request: Request) -> Settings:
    """Return the settings of the server."""
    settings: Settings = request.app.state.settings
    return settings


def assets_of(request: Request) -> Assets:
    """Return the files that pages load."""
    assets: Assets = request.app.state.assets
    return assets


async def _desk(request: Request) -> AsyncIterator[Desk]:
    with watch_of(request).desk() as desk:
        yield desk


DeskHere = Annotated[Desk, Depends(_desk)]
"""The newest desk, the same one during a whole request."""

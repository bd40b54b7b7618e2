"""`communique serve`: an archive in the browser, and as REST."""

import contextlib
import os
import socket
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from communique.cli.archives import HOME
from communique.errors import CannotListen, ServerMissing
from communique.report.visible import visible

if TYPE_CHECKING:
    from communique.web.app import Application

PORT = 8350
_QUEUE = 128


@click.command(short_help="Show an archive in the browser, and offer it as REST.")
@click.argument("archive", required=False, metavar="[ARCHIVE]")
@click.option("--demo", is_flag=True, help="Show an invented archive, made anew from texts that ship with the package.")
@click.option("--host", metavar="ADDRESS", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option(
    "--port",
    metavar="N",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    help="The port; 0 for any that is free.",
)
@click.option(
    "--token",
    metavar="WORDS",
    help="What a visitor must bring. Without it one is made up, if others can reach the address.",
)
@click.option("--allow-host", multiple=True, metavar="NAME", help="Another name by which the server may be asked.")
@click.option("--open", "open_browser", is_flag=True, help="Open the browser.")
def serve(
    archive: str | None,
    *,
    demo: bool,
    host: str,
    port: int,
    token: str | None,
    allow_host: tuple[str, ...],
    open_browser: bool,
) -> None:
    """Show an archive in the browser, and offer it as REST, until Ctrl-C. What others add meanwhile is shown too.

    Only this machine can reach it, unless --host says otherwise; then every visitor needs the token in the address
    that is printed. Nothing is fetched from elsewhere, and nothing is sent anywhere. The archive is that of
    $COMMUNIQUE_ARCHIVE or ./archive where none is named.

    \b
    communique serve
    communique serve --demo --open
    communique serve /data/readouts --host 0.0.0.0 --allow-host desk.example.org
    """  # noqa: D301 - \b is click's mark for lines that are not to be re-wrapped
    need("fastapi", "uvicorn")
    from communique.web.settings import is_loopback

    if token is None and not is_loopback(host):
        import secrets

        token = secrets.token_urlsafe(24)
    with contextlib.ExitStack() as until_the_end:
        folder = (
            until_the_end.enter_context(_demonstration())
            if demo
            else Path(archive or os.environ.get(HOME) or "archive")
        )
        app = _application(folder, host, token, allow_host)
        listening = until_the_end.enter_context(_listening(host, port))
        address = _address(host, listening.getsockname()[1], token)
        click.echo(f"{visible(str(folder.name if demo else folder))} is at {address}\nCtrl-C ends it.")
        _run(app, listening, address if open_browser else None)
    click.echo("Stopped.", err=True)


def need(*packages: str) -> None:
    """Raise ServerMissing if a package is not installed; asking imports nothing."""
    from importlib.util import find_spec

    missing = [package for package in packages if find_spec(package) is None]
    if missing:
        raise ServerMissing(f"{' and '.join(missing)} must be installed first")


def _application(folder: Path, host: str, token: str | None, allowed: tuple[str, ...]) -> "Application":
    from communique.web.app import create_app
    from communique.web.settings import LOCAL_HOSTS, Settings, is_loopback

    names = {name.casefold() for name in (host, *allowed) if name}
    if not is_loopback(host):
        names |= {socket.gethostname().casefold(), socket.getfqdn().casefold()}
    # Whoever asks by an address of digits was not led here by a name that somebody else's DNS points to this machine.
    settings = Settings(token=token, hosts=LOCAL_HOSTS | frozenset(names), any_address=not is_loopback(host))
    with _patience():  # what was loaded before is no work on the archive
        return create_app(folder, settings=settings)


@contextlib.contextmanager
def _demonstration() -> Iterator[Path]:
    from communique.cli.start import prepare_to_read

    prepare_to_read()
    from communique.demo.archive import build

    with tempfile.TemporaryDirectory(prefix="communique-") as scratch:
        click.echo("Making the demonstration archive: its ministers, meetings and texts are invented.", err=True)
        folder = Path(scratch) / "demonstration"
        build(folder)
        yield folder


@contextlib.contextmanager
def _patience() -> Iterator[None]:
    """Say why nothing happens, if that takes longer than a moment."""
    told = threading.Timer(
        3, click.echo, ["Working out who met whom: once for each state of the archive."], {"err": True}
    )
    told.daemon = True
    told.start()
    try:
        yield
    finally:
        told.cancel()


@contextlib.contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    """Give a socket that listens; raises CannotListen."""
    where = f"{visible(host)} port {port}"
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as listening:
            if os.name == "posix":  # elsewhere it would let another program listen at the same time
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(address)
            listening.listen(_QUEUE)
            yield listening
    except OSError as error:
        raise CannotListen(f"{where} cannot be listened at: {error.strerror or error}") from None


def _address(host: str, port: int, token: str | None) -> str:
    """Return what to type into the browser."""
    shown = {"0.0.0.0": socket.gethostname(), "::": socket.gethostname(), "": socket.gethostname()}.get(host, host)  # noqa: S104
    shown = f"[{shown}]" if ":" in shown else shown
    return f"http://{shown}:{port}/" + (f"?token={token}" if token else "")


def _run(app: "Application", listening: socket.socket, opened: str | None) -> None:
    """Answer until Ctrl-C."""
    import gc

    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: "list[socket.socket] | None" = None) -> None:
            await super().startup(sockets)
            if opened is not None and self.started:
                import webbrowser

                webbrowser.open(opened)

    # What was loaded lives as long as the server. The command line's high threshold is for runs that soon end.
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)
    asks: Any = app
    config = uvicorn.Config(
        asks,
        log_level="error",
        access_log=False,  # what is searched for is nobody's business
        server_header=False,
        ws="none",
        lifespan="on",
        proxy_headers=False,
        h11_max_incomplete_event_size=32 * 1024,
        limit_concurrency=512,
        timeout_keep_alive=10,
        timeout_graceful_shutdown=3,
    )
    with contextlib.suppress(KeyboardInterrupt):
        Server(config).run(sockets=[listening])

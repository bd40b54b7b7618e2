"""The program, loaded once: commands that a shell starts are run by forks of this process.

    python warm.py SOCKET

Examples start the program a hundred times; what each of them would load anew, a second or two, is loaded here. What is
run is the program's own entry point, in a process, a folder and an environment of its own, with the shell's own input
and outputs; only the start of the interpreter is left out, which `tests/cli` has.
"""

import contextlib
import gc
import io
import json
import os
import signal
import socket
import subprocess
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

CALL = """#!{python} -IS
import json, os, socket, sys

with socket.socket(socket.AF_UNIX) as calling:
    calling.connect({socket!r})
    told = json.dumps([sys.argv[1:], os.getcwd(), dict(os.environ)]).encode()
    socket.send_fds(calling, [len(told).to_bytes(4, "big")], [0, 1, 2])
    calling.sendall(told)
    status = calling.recv(1)
sys.exit(status[0] if status else 70)
"""
"""What lies in the place of the command: it hands over what it was called with, and ends as the command ended."""


def write_call(path: Path, socket_path: Path) -> None:
    """Write the script that stands for the command."""
    path.write_text(CALL.format(python=sys.executable, socket=str(socket_path)), encoding="utf-8")
    path.chmod(0o755)


def serve(socket_path: str) -> None:
    """Load the program and answer until killed."""
    import communique
    from communique.cli import main

    demo = Path(communique.__file__).parent / "demo"
    with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())):
        for form in ("--json", "--markdown"):
            told = ["compare", f"NOR={demo / 'norway.txt'}", f"CHL={demo / 'chile.txt'}", form]
            main(args=told, standalone_mode=False)
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the forks here
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(f"{socket_path}.new")
        listening.listen(8)
        Path(f"{socket_path}.new").rename(socket_path)  # who sees it can call it
        while True:
            connection, _ = listening.accept()
            if os.fork() == 0:
                listening.close()
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                _run(connection, main)
            connection.close()


def _run(connection: socket.socket, main: Callable[..., object]) -> None:
    status = 70
    try:
        size, handles, _, _ = socket.recv_fds(connection, 4, 3)
        told = b""
        while len(told) < int.from_bytes(size, "big"):
            told += connection.recv(65_536)
        arguments, folder, environment = json.loads(told)
        for number, handle in enumerate(handles):
            os.dup2(handle, number)
            os.close(handle)
        # The streams of this process remember what they were opened on.
        sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        if "COMMUNIQUE_CODEBOOK" in environment:  # other tables than those that are loaded
            command = [sys.executable, "-m", "communique", *arguments]
            sys.exit(subprocess.run(command, check=False).returncode)
        sys.argv = ["communique", *arguments]
        main(args=arguments, prog_name="communique")
        status = 0
    except Exception:  # noqa: BLE001 — whoever called sees it
        traceback.print_exc()
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else 1
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        connection.sendall(bytes([status]))
        os._exit(status)


if __name__ == "__main__":
    serve(sys.argv[1])

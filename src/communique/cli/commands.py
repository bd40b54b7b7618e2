"""What all commands share: how they end, and how errors reach the user."""

import atexit
import contextlib
import difflib
import errno
import gc
import os
import sys
from collections.abc import Sequence
from enum import IntEnum
from typing import Any

import click

from communique.errors import CommuniqueError, UsageError
from communique.report.visible import visible


class Exit(IntEnum):
    """Exit statuses. The last two are the shell's own: 128 plus the number of the signal."""

    DONE = 0
    DONE_WITH_FAILURES = 1
    WRONG_USAGE = 2
    NOTHING_DONE = 3
    INTERRUPTED = 130
    PIPE_CLOSED = 141


class Commands(click.Group):
    """The group of commands: lists them in their own order, and ends every run with a status and without a traceback.

    With COMMUNIQUE_DEBUG=1 in the environment an unforeseen error shows its traceback.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the commands in the order of a user's first day, not of the alphabet."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one may have been meant."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            raise UsageError(f"there is no command {name!r}", remedy=self._meant(args))
        return super().resolve_command(ctx, args)

    def _meant(self, args: list[str]) -> str:
        name = args[0]
        if name == "help":
            return f"`communique {' '.join([*args[1:2], '--help'])}`"
        if os.path.exists(name):  # noqa: PTH110 - unlike Path.exists, never raises for a name that no file can have
            return f"to read it: `communique read {visible(name)}`"
        close = difflib.get_close_matches(name, self.commands, n=1)
        return f"did you mean `communique {close[0]}`?" if close else f"commands are {', '.join(self.commands)}."

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,  # noqa: FBT001, FBT002 - click's signature
        **extra: Any,
    ) -> Any:
        """Run, and turn whatever happens into a message on standard error and an exit status."""
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        _search_less_for_cycles()
        sys.exit(self._status(args, prog_name, complete_var, **extra))

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command, and flush what it printed while a closed pipe can still be met quietly."""
        _accept_any_character()
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except OSError as error:
            if error.errno != errno.EPIPE:
                raise
            _forget_standard_output()
            ctx.exit(Exit.PIPE_CLOSED)
        return result

    def _status(self, args: Sequence[str] | None, prog_name: str | None, complete_var: str | None, **extra: Any) -> int:
        try:
            status = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        except CommuniqueError as error:
            tell(error)
            return Exit.WRONG_USAGE if isinstance(error, UsageError) else Exit.NOTHING_DONE
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            return Exit.WRONG_USAGE
        except click.UsageError as error:
            tell(_in_our_words(error))
            return Exit.WRONG_USAGE
        except click.ClickException as error:
            tell(UsageError(error.format_message()))
            return Exit.WRONG_USAGE
        except click.Abort:
            click.echo("Stopped.", err=True)
            return Exit.INTERRUPTED
        except Exception as error:  # the last resort: a user never sees a traceback
            if os.environ.get("COMMUNIQUE_DEBUG"):
                raise
            tell(_unforeseen(error))
            return Exit.NOTHING_DONE
        return status if isinstance(status, int) else Exit.DONE


def tell(error: CommuniqueError, *, about: str | None = None) -> None:
    """Print an error on standard error, in the form `[C101] what` and `Try: ...`."""
    where = f"{visible(about)}: " if about else ""
    click.echo(f"[{error.code}] {where}{visible(error.what)}\n  Try: {visible(error.next_step)}", err=True)


def _in_our_words(error: click.UsageError) -> UsageError:
    path = error.ctx.command_path if error.ctx else "communique"
    message = error.format_message().rstrip(".")
    return UsageError(message[:1].lower() + message[1:], remedy=f"`{path} --help` lists what it takes.")


def _unforeseen(error: Exception) -> CommuniqueError:
    told = str(error).strip()
    return CommuniqueError(
        f"something went wrong that should not: {type(error).__name__}{f': {told}' if told else ''}",
        remedy=f"{CommuniqueError.remedy} COMMUNIQUE_DEBUG=1 shows where it happened.",
    )


def _search_less_for_cycles() -> None:
    """Keep the interpreter from looking through the language model and the codebook for garbage that is not there.

    Loading them makes 350,000 objects that live as long as the process: at Python's own threshold of 700 they are gone
    through hundreds of times, and three times more at the end. Measured: 0.6 s of 2.2 s from a cold start; three
    hundred readouts need no more memory than before, as what is read makes hardly any cycles.
    """
    gc.set_threshold(400_000, 10, 10)
    atexit.register(gc.freeze)


def _accept_any_character() -> None:
    """Show as an escape what the terminal's encoding lacks, rather than end with an error half-way."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")


def _forget_standard_output() -> None:
    """Point standard output nowhere: the interpreter flushes it once more at its end."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())

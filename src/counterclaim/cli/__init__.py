"""The command line: one file a command, no logic. Modules of commands import heavy things inside their function,
so that `counterclaim --help` answers at once."""

import os
import sys
from collections.abc import Callable
from functools import wraps
from importlib import import_module
from importlib.util import find_spec
from inspect import cleandoc
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from counterclaim import __version__
from counterclaim.errors import CounterclaimError

#: every command, in the order of the help page: what one does first comes first
COMMANDS = (
    "read", "figures", "weigh", "link", "estimate",
    "demo", "init", "add", "show", "review", "accept", "serve", "import", "export", "copy", "verify",
)  # fmt: skip

#: The kernels factor thousands of small matrices, and threads of the linear algebra then wait for one another: on two
#: busy cores `weigh` took twenty times as long. Read when numpy is first imported, so set before any command runs.
THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")

_SETTINGS = {"help_option_names": ["-h", "--help"]}


def _module(name: str) -> str:
    return f"counterclaim.cli.{name}{'_' if name == 'import' else ''}"


class Commands(TyperGroup):
    """Finds the command `name` in the module `counterclaim.cli.name` (`import_` where Python reserves the word)."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        return [name for name in COMMANDS if find_spec(_module(name)) is not None]

    def get_command(self, ctx: typer.Context, cmd_name: str) -> TyperCommand | None:  # type: ignore[override]
        if cmd_name not in self.list_commands(ctx):
            return None
        alone = typer.Typer(add_completion=False, rich_markup_mode="rich", context_settings=_SETTINGS)
        command = import_module(_module(cmd_name)).command
        alone.command(cmd_name, help=_flowing(command.__doc__ or ""))(_guarded(command))
        return typer.main.get_command(alone)  # type: ignore[return-value]


def _flowing(text: str) -> str:
    """A docstring whose paragraphs are each one line, so that the terminal alone breaks them; examples keep theirs."""
    paragraphs = cleandoc(text).split("\n\n")
    return "\n\n".join(p if p.startswith("Example") else " ".join(p.split()) for p in paragraphs)


def _guarded(command: Callable[..., None]) -> Callable[..., None]:
    """The command with every error turned into a line for a person and an exit code. No traceback reaches a user."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        for threads in THREADS:
            os.environ.setdefault(threads, "1")
        try:
            command(*args, **kwargs)
            sys.stdout.flush()
        except CounterclaimError as error:
            _stop(str(error), error.exit_code)
        except BrokenPipeError:  # the reader of our output went away (`| head`): nothing is wrong
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except KeyboardInterrupt:
            _stop("Stopped. What was finished before is kept; nothing is half written.", 130)
        except MemoryError:
            _stop("Out of memory. Give fewer items at a time.", 2)
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            _stop(f"{where}{error.strerror or error}. Check the path, its permissions and the free disk space.", 2)
        except (typer.Exit, typer.Abort, typer.BadParameter):
            raise
        except Exception as error:
            if os.environ.get("COUNTERCLAIM_DEBUG"):
                raise
            _stop(
                f"Counterclaim has a fault of its own ({type(error).__name__}). Nothing was lost. "
                "Run it again with COUNTERCLAIM_DEBUG=1 and report what it prints.",
                2,
            )

    return run


def _stop(message: str, code: int) -> None:
    typer.echo(message, err=True)
    raise typer.Exit(code)


app = typer.Typer(
    cls=Commands,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,  # importing rich for the help page would triple the time that it takes
    pretty_exceptions_enable=False,
    context_settings=_SETTINGS,
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"counterclaim {__version__}")
        raise typer.Exit


@app.callback()
def counterclaim(
    version: bool = typer.Option(False, "--version", help="Show the version.", callback=_version, is_eager=True),
) -> None:
    """Who says how many of whom were killed, hurt, driven out or moved, where and when, in which words; where
    accounts conflict, or only seem to; and what the evidence supports.

    Begin with:  counterclaim read ARTICLE.html   or   counterclaim demo
    """


def main() -> None:
    """Run the command line."""
    app()

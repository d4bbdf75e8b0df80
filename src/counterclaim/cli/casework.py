"""What the commands on a case share: opening it, who is writing, progress on standard error."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from counterclaim.errors import CaseError

if TYPE_CHECKING:
    from counterclaim.case import Case

#: environment: the passphrase of a sealed case (never an argument, which other users of the machine could see)
PASSPHRASE = "COUNTERCLAIM_PASSPHRASE"  # noqa: S105
#: environment: the name under which entries are written
BY = "COUNTERCLAIM_BY"


#: environment: the passphrase of a case file that leaves sealed, or comes so
BAG_PASSPHRASE = "COUNTERCLAIM_BAG_PASSPHRASE"  # noqa: S105


def bag_passphrase(*, new: bool = False) -> str:
    """The passphrase of a sealed case file: from the environment, else asked for (twice where it is `new`)."""
    import typer

    told = os.environ.get(BAG_PASSPHRASE)
    return told or str(typer.prompt("Passphrase of the case file", hide_input=True, confirmation_prompt=new, err=True))


def who(by: str | None) -> str:
    """The name under which entries are written: as given, else from the environment, else the login's."""
    import getpass

    try:
        return by or os.environ.get(BY) or getpass.getuser()
    except (KeyError, OSError) as error:
        raise CaseError(f"Every entry needs a name: say who you are with --by, or set {BY}.") from error


def is_case(location: str) -> bool:
    """Whether a case is, or could be, there: a database's address, or a folder with a case's file."""
    from pathlib import Path

    from counterclaim.case.open import FILE
    from counterclaim.store.engine import is_address

    return is_address(location) or (Path(location) / FILE).is_file()


@contextmanager
def opened(location: str) -> "Iterator[Case]":
    """The case, closed afterwards."""
    from counterclaim.case import Case

    with Case.open(location, passphrase=os.environ.get(PASSPHRASE) or None) as case:
        yield case


@contextmanager
def progress(what: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """Shows how many are done, on a terminal's standard error, once two seconds have passed."""
    import sys
    import time

    if not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task, began, shown = bar.add_task(what, total=total), time.monotonic(), False

    def advance(done: int) -> None:
        nonlocal shown
        if not shown and time.monotonic() - began > 2:
            bar.start()
            shown = True
        bar.update(task, completed=done)

    try:
        yield advance
    finally:
        if shown:
            bar.stop()

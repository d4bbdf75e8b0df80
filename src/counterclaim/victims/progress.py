"""Progress of a long step on standard error; silent for what takes under two seconds, and where no person watches."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic


@contextmanager
def shown(title: str) -> Iterator[Callable[[str, float], None]]:
    """A function (step, share done) that shows a bar on a terminal once two seconds have passed."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    console = Console(stderr=True)
    bar = Progress(
        TextColumn("{task.description}"), BarColumn(), console=console, transient=True, disable=not console.is_terminal
    )
    task, began, running = bar.add_task(title, total=1.0), monotonic(), False

    def told(step: str, share: float) -> None:
        nonlocal running
        if not running and monotonic() - began > 2 and console.is_terminal:
            bar.start()
            running = True
        bar.update(task, description=f"{title}: {step}", completed=share)

    try:
        yield told
    finally:
        if running:
            bar.stop()

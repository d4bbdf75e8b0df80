"""Matplotlib figures as SVG text that is the same, byte for byte, for the same numbers."""

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

#: replaces the random part of element ids
SALT = "counterclaim"
STYLE: dict[Any, Any] = {
    "svg.hashsalt": SALT,
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
}
#: Okabe & Ito's palette, which colour-blind readers can tell apart
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")


@contextmanager
def figure(width: float, height: float) -> Iterator[tuple[Any, Any]]:
    """A figure and its axes, in inches, under this project's style; closed at the end."""
    import matplotlib
    from matplotlib.figure import Figure

    with matplotlib.rc_context(STYLE):
        made = Figure(figsize=(width, height), layout="constrained")
        yield made, made.add_subplot()


def save(path: Path, svg: str) -> None:
    """Writes a picture whole or not at all: an interrupted run leaves no half file.

    Raises:
        OSError: the place cannot be written.
    """
    part = path.with_name(f".{path.name}.part")
    part.write_text(svg, "utf-8")
    os.replace(part, path)


def text(made: Any) -> str:
    """The SVG of a figure, without the date that would change its bytes."""
    out = io.StringIO()
    made.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    return out.getvalue()

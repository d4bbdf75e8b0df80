"""Files and folders to bytes, in the order of their names."""

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from counterclaim.archive.obtain_facts import Limits, Obtained, obtained
from counterclaim.archive.obtain_unpack import Refused, gunzip
from counterclaim.errors import Fault


def from_path(
    target: str, *, collector: str, progress: Callable[[str], None] | None, limits: Limits
) -> Iterator[Obtained | Fault]:
    """The file at `target`, or every file below it. Hidden files are passed over; links in a folder are not followed,
    because a folder that somebody hands over could point anywhere on this machine."""
    path = Path(target)
    if not os.path.isdir(target):  # Path.is_dir raises on a name that is too long
        yield _one(path, target, collector, progress, limits)
        return
    found = False
    for item in _walk(path):
        found = True
        yield item if isinstance(item, Fault) else _one(item, str(item), collector, progress, limits)
    if not found:
        yield Fault(target, "", "the folder holds no file", "Give a folder with reports, or the files themselves.")


def _walk(folder: Path) -> Iterator[Path | Fault]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Fault(str(folder), "", f"cannot be listed ({error.strerror})", "Check its permissions.")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_symlink():
            yield Fault(entry.path, "", "is a link, and links in a folder are not followed", "Give its target by name.")
        elif entry.is_dir():
            yield from _walk(Path(entry.path))
        else:
            yield Path(entry.path)


def _one(
    path: Path, address: str, collector: str, progress: Callable[[str], None] | None, limits: Limits
) -> Obtained | Fault:
    if progress:
        progress(address)
    try:
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode):
            return Fault(address, "", "is not a regular file", "Save its contents to a file and give that.")
        if facts.st_size > limits.size:
            return Fault(
                address,
                "",
                f"has {facts.st_size:,} bytes, more than the {limits.size:,} that one item may have",
                "Split it; reports in bulk belong in JSON Lines (--jsonl).",
            )
        data = path.read_bytes()
    except FileNotFoundError:
        return Fault(address, "", "does not exist", "Check the path.")
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        why = getattr(error, "strerror", None) or str(error)
        return Fault(address, "", f"cannot be read ({why})", "Check the path and its permissions.")
    if not data:
        return Fault(address, "", "the file is empty", "Obtain it again.")
    if data.startswith(b"\x1f\x8b"):
        try:
            gunzip(data, limits)
        except Refused as error:
            return Fault(address, "", str(error), "Unpack it yourself if you trust it.")
    return obtained(data, address=address, collector=collector)

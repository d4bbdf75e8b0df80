"""A case served by a process of its own, as a user starts it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def serving(location: str, *more: str, **environment: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """`counterclaim serve` on a free port: its address and process. It is ended when the block is left."""
    command = [str(Path(sys.executable).parent / "counterclaim"), "serve", location, "--port", "0", *more]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, **environment})
    try:
        yield address_of(process), process
    finally:
        process.terminate()
        process.wait(timeout=30)


def address_of(process: subprocess.Popen[str]) -> str:
    """The address that a server names when it is ready to listen."""
    assert process.stderr is not None
    for line in process.stderr:
        if found := re.search(r"http://[^/\s]+", line):
            return found[0]
    raise SystemExit("The server did not start.")


def cpu_of(pid: int) -> float:
    """Seconds of CPU that a process has used (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

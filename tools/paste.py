"""What cog pastes into the documents, so that they cannot lie: the help of commands, and real runs.

Used as `cog -P -r -I tools docs/*.md README.md`; `make check` fails where a paste is stale.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
_PLAIN = {"NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "100", "TERMINAL_WIDTH": "100", "PYTHONPATH": str(ROOT / "src")}


def run(*arguments: str, code: int = 0) -> str:
    """What `counterclaim ARGUMENTS` prints to standard output, 100 columns wide, run in the repository's root."""
    done = subprocess.run(
        [sys.executable, "-m", "counterclaim", *arguments], cwd=ROOT, env=os.environ | _PLAIN,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode != code:
        raise RuntimeError(f"counterclaim {' '.join(arguments)} exited {done.returncode}: {done.stderr}")
    return re.sub(r"[ \t]+\n", "\n", done.stdout).rstrip() + "\n"


def help_of(command: str) -> None:
    """Prints a command's help as a fenced block."""
    page = run(*([command] if command else []), "--help").replace("python -m counterclaim", "counterclaim")
    print(f"```text\n{page.strip(chr(10))}\n```")


def shown(*arguments: str, lines: int | None = None, code: int = 0) -> None:
    """Prints a command and what it really prints (its first `lines` lines) as a fenced block."""
    page = run(*arguments, code=code).rstrip("\n").split("\n")
    cut = page if lines is None or len(page) <= lines else [*page[:lines], "..."]
    print("```text\n$ counterclaim " + " ".join(arguments) + "\n" + "\n".join(cut) + "\n```")

"""The reader's lexicons: CSV and YAML files beside this module, which a linguist can edit. Loaded once a process."""

import csv
import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_FOLDER = files("counterclaim.claims") / "lexicons"


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `lexicons/NAME.csv`; lines that begin with # are remarks."""
    text = (_FOLDER / f"{name}.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return tuple({key: (value or "").strip() for key, value in row.items()} for row in csv.DictReader(lines))


@cache
def records(name: str) -> tuple[dict[str, Any], ...]:
    """The records of `lexicons/NAME.yaml`."""
    return tuple(yaml.safe_load((_FOLDER / f"{name}.yaml").read_text(encoding="utf-8")))


def pattern(expression: str) -> re.Pattern[str]:
    """A lexicon's pattern, compiled for `lowered` text, where it runs at twice the speed; a space stands for any run of spaces."""
    return re.compile(expression.replace(" ", r"\s+").replace("[A-Z]", "[a-z]"))


def lowered(text: str) -> str:
    """A text in lower case and of the same length."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


@cache
def words(name: str, topic: str) -> frozenset[str]:
    """The words that `lexicons/NAME.csv` (columns topic, words) lists under a topic, separated by spaces."""
    return frozenset(word for row in rows(name) if row["topic"] == topic for word in row["words"].split())

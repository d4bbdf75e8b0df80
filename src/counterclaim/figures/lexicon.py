"""The word lists of this stage: data beside the code, general, with no place or name of any corpus."""

import csv
from functools import cache
from importlib.resources import files


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    text = (files("counterclaim.figures") / "lexicons" / f"{name}.csv").read_text("utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def kinds() -> dict[str, str]:
    """What a word in a speaker's description says of the speaker's kind: "hospital" is medical."""
    return {row["word"]: row["kind"] for row in _rows("speakers")}


@cache
def generic() -> frozenset[str]:
    """Words that describe a speaker without naming one."""
    return frozenset(row["word"] for row in _rows("generic")) | frozenset(kinds())


@cache
def agencies() -> dict[str, str]:
    """Names of news agencies and their aliases, in lower case, to the agency."""
    names = {}
    for row in _rows("agencies"):
        for alias in (row["name"], *filter(None, (row["aliases"] or "").split("|"))):
            names[alias] = row["name"]
    return names


@cache
def cue_words(role: str) -> frozenset[str]:
    """Words that mark a concession ("concede") or a later count ("revise")."""
    return frozenset(row["word"] for row in _rows("cues") if row["role"] == role)


@cache
def kin() -> frozenset[str]:
    """Words for people counted as a part of the dead: kin and company, not the whole of an event."""
    return frozenset(row["word"] for row in _rows("kin"))

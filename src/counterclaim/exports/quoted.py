"""Quoted words at their places, where a report comes without its text; see docs/decisions/0402."""

from collections.abc import Iterator
from typing import Any

from counterclaim.model import Reading, plain


def quoted(reading: Reading) -> str:
    """The words that a reading quotes, at their places in a text of blanks."""
    spans = list(all_spans(plain(reading)))
    text = [" "] * max((end for _, _, end, _ in spans), default=0)
    for _, start, end, words in spans:
        if words is not None:
            text[start:end] = words
    return "".join(text)


def false_spans(reading: Any, text: str) -> tuple[int, list[str]]:
    """How many spans a reading (as JSON data) holds, and the paths of those whose words do not stand in the text."""
    checked, false = 0, []
    for path, start, end, words in all_spans(reading):
        checked += 1
        if not 0 <= start < end <= len(text) or (words is not None and text[start:end] != words):
            false.append(path)
    return checked, false


def all_spans(value: Any, path: str = "") -> Iterator[tuple[str, int, int, str | None]]:
    """Each span of JSON data: its path, start, end and words (None for an attribution's pieces)."""
    if isinstance(value, dict):
        if {"start", "end", "words"} <= value.keys():
            yield path, value["start"], value["end"], value["words"]
        for key, item in value.items():
            if key == "attributions":
                yield from _pieces(item, key)
            elif isinstance(item, dict | list):
                yield from all_spans(item, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for i, item in enumerate(value):
            if isinstance(item, dict | list):
                yield from all_spans(item, f"{path}[{i}]")


def _pieces(attributions: Any, path: str) -> Iterator[tuple[str, int, int, str | None]]:
    """Attributions are offsets without words: they must at least lie in the text."""
    for i, attribution in enumerate(attributions):
        for part in ("source", "cue", "content"):
            for start, end in attribution[part]:
                yield f"{path}[{i}].{part}", start, end, None

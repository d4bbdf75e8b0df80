"""Blacking names out without moving a letter: each letter and digit becomes a block, so every offset still holds.

Names are compared token by token, without case, accents and Arabic vowel signs; an Arabic particle written onto a name does
not hide it. What is blacked out is what the case's lists and people are called, wherever it stands.
"""

import re
from collections.abc import Iterable
from typing import Any

from counterclaim.places.names import fold

#: a letter of a blacked-out name
BLOCK = "█"
#: words that lists write where a name is not known; they name nobody
NOBODY = frozenset(
    "unknown unnamed unidentified anonymous none nil null na baby infant child boy girl man woman male female martyr "
    "مجهول مجهولة طفل طفلة رضيع".split()
)
_TOKEN = re.compile(r"(?:[^\W_]|[\u0300-\u036f\u064b-\u065f\u0670\u0640])+")
#: Arabic conjunctions and prepositions that are written onto the next word
_PARTICLES = "وفبلك"
#: keys of JSON data that hold names of things of ours, never words of people
KEPT = frozenset(
    "id sha256 part_of gazetteer_id fingerprint claims denied_by left right report reports snapshot figure entry".split()
)


class Mask:
    """Names to black out. Those of one letter, and words for nobody, are passed over."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        known = set()
        for name in names:
            folded = (fold(token).replace("ـ", "") for token in _TOKEN.findall(name))
            tokens = tuple(token for token in folded if token)
            if tokens in known or not any(len(t) > 1 for t in tokens) or all(t in NOBODY for t in tokens):
                continue
            known.add(tokens)
            self._by_first.setdefault(tokens[0], []).append(tokens)
        for found in self._by_first.values():
            found.sort(key=len, reverse=True)

    def __bool__(self) -> bool:
        return bool(self._by_first)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where a name stands: start and end of each, not overlapping, in order."""
        if not self._by_first:
            return []
        tokens = [(match.start(), match.end(), fold(match[0]).replace("ـ", "")) for match in _TOKEN.finditer(text)]
        found, place = [], 0
        while place < len(tokens):
            length = self._length_at(tokens, place)
            if length:
                found.append((tokens[place][0], tokens[place + length - 1][1]))
            place += length or 1
        return found

    def _length_at(self, tokens: list[tuple[int, int, str]], place: int) -> int:
        """How many tokens the longest name takes that begins there; 0 where none does."""
        first = tokens[place][2]
        firsts = [first, first[1:]] if len(first) > 2 and first[0] in _PARTICLES else [first]
        for begun in firsts:
            for name in self._by_first.get(begun, ()):
                if tuple(token for _, _, token in tokens[place + 1 : place + len(name)]) == name[1:]:
                    return len(name)
        return 0

    def text(self, words: str) -> str:
        """The words with names blacked out, of the same length."""
        parts, at = [], 0
        for start, end in self.spans(words):
            parts += [words[at:start], "".join(BLOCK if c.isalnum() else c for c in words[start:end])]
            at = end
        return "".join([*parts, words[at:]]) if parts else words

    def value(self, data: Any, text: str | None = None) -> Any:
        """JSON data with every string masked; a span's words are cut anew from `text`, which is masked as a whole."""
        if isinstance(data, str):
            return self.text(data)
        if isinstance(data, list):
            return [self.value(item, text) for item in data]
        if not isinstance(data, dict):
            return data
        made = {key: item if is_kept(key, item) else self.value(item, text) for key, item in data.items()}
        if text is not None and {"start", "end", "words"} <= data.keys():
            made["words"] = text[data["start"] : data["end"]]
        return made


def is_kept(key: str, item: Any) -> bool:
    """Whether a field holds ids alone: a claim's `report` is one, a reading's `report` is a head with a title."""
    return key in KEPT and (
        isinstance(item, str) or (isinstance(item, list) and all(isinstance(one, str) for one in item))
    )

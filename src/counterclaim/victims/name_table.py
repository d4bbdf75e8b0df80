"""Names of many rows at once: each word has a number, and rows hold numbers, so that what is done to a word is done once.

Most names are plain words with a joining particle here and there: those are read by whole columns. A row with anything
else (a bracket, "child of", two particles in a row) is read by `NameReader`, one by one; both give the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from counterclaim.victims.names import NameReader

Column = npt.NDArray[np.object_]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

COMPONENTS = ("given", "father", "grandfather", "family")
_BRACKETS = frozenset("([{（")
#: what a raw word is to the quick way: a word of its own, a particle that joins the next, or neither
_PLAIN, _JOINS, _OTHER = 0, 1, 2


class Words:
    """Words in the order in which they were met, each with its number."""

    def __init__(self) -> None:
        self.all: list[str] = []
        self._numbers: dict[str, int] = {}

    def number(self, word: str) -> int:
        """The word's number, given now if it has none."""
        found = self._numbers.setdefault(word, len(self.all))
        if found == len(self.all):
            self.all.append(word)
        return found


@dataclass(frozen=True, slots=True)
class NameTable:
    """Names read: the words of row i are `codes[starts[i]:starts[i + 1]]`; components by row (-1: none); whether a row
    names anybody."""

    starts: Ints
    codes: Ints
    parts: dict[str, Ints]
    named: Bools


def read_names(reader: NameReader, texts: Column, words: Words) -> NameTable:
    """The names of these texts, none of them empty."""
    split = pc.utf8_split_whitespace(pa.array(texts, pa.string()))
    split = split.combine_chunks() if isinstance(split, pa.ChunkedArray) else split
    offsets = split.offsets.to_numpy().astype(np.int64)
    encoded = split.flatten().dictionary_encode()
    raw, kinds, numbers = encoded.indices.to_numpy().astype(np.int64), [], []
    for word in encoded.dictionary.to_pylist():
        kind, cleaned = _kind(reader, word)
        kinds.append(kind)
        numbers.append(words.number(cleaned) if kind != _OTHER else -1)
    kind_of, number_of = np.array(kinds, np.int64), np.array(numbers, np.int64)
    kind, code = kind_of[raw], number_of[raw]
    row = np.repeat(np.arange(len(texts)), np.diff(offsets))
    joins = kind == _JOINS
    after = np.concatenate([[False], joins[:-1] & (row[1:] == row[:-1])]) if len(row) else joins
    hard = (kind == _OTHER) | (after & joins)
    hard[np.maximum(offsets[1:] - 1, 0)[np.diff(offsets) > 0]] |= joins[offsets[1:][np.diff(offsets) > 0] - 1]
    slow = np.zeros(len(texts), bool)
    slow[row[hard]] = True
    slow |= np.diff(offsets) == 0
    return _assembled(reader, texts, words, slow, row, _joined(words, code, joins, after), ~joins & ~slow[row])


def _kind(reader: NameReader, word: str) -> tuple[int, str]:
    """What a raw word is to the quick way, and the word it stands for."""
    cleaned = reader.cleaned(word)
    if len(cleaned) != 1 or not _BRACKETS.isdisjoint(word) or len(cleaned[0]) == 1:
        return _OTHER, ""
    convention, one = reader.convention, cleaned[0]
    if one in convention.placeholders | convention.child_of | convention.kin_of:
        return _OTHER, ""
    if one in convention.prefixes:
        return _JOINS, one
    return (_OTHER, "") if one in convention.suffixes or one in convention.drop else (_PLAIN, one)


def _joined(words: Words, code: Ints, joins: Bools, after: Bools) -> Ints:
    """The words' numbers, those after a particle as one word with it."""
    at = np.flatnonzero(after & ~joins & (code >= 0))
    pairs, place = np.unique(code[at - 1] * (len(words.all) + 1) + code[at], return_inverse=True)
    base = len(words.all) + 1
    made = np.array(
        [words.number(words.all[pair // base] + words.all[pair % base]) for pair in pairs.tolist()], np.int64
    )
    out = code.copy()
    out[at] = made[place] if len(made) else out[at]
    return out


def _assembled(
    reader: NameReader, texts: Column, words: Words, slow: Bools, row: Ints, code: Ints, kept: Bools
) -> NameTable:
    """Quick rows from their words, the others read one by one, in the order of the rows."""
    read = {int(i): reader.read(texts[i]) for i in np.flatnonzero(slow)}
    count = np.bincount(row[kept], minlength=len(texts)).astype(np.int64)
    for i, name in read.items():
        count[i] = len(name.tokens)
    starts = np.concatenate([[0], np.cumsum(count)]).astype(np.int64)
    codes = np.zeros(int(starts[-1]), np.int64)
    of_row = row[kept]
    within = np.arange(len(of_row)) - np.searchsorted(of_row, of_row)
    codes[starts[of_row] + within] = code[kept]
    first, last = starts[:-1], starts[1:] - 1
    parts = {}
    for place, least, part in (
        (first, 1, "given"),
        (first + 1, 3, "father"),
        (first + 2, 4, "grandfather"),
        (last, 2, "family"),
    ):
        parts[part] = np.where(
            count >= least, codes[np.minimum(place, max(0, len(codes) - 1))] if len(codes) else -1, -1
        )
    named = np.ones(len(texts), bool)
    for i, name in read.items():
        codes[starts[i] : starts[i + 1]] = [words.number(token) for token in name.tokens]
        for part, word in zip(COMPONENTS, (name.given, name.father, name.grandfather, name.family), strict=True):
            parts[part][i] = words.number(word) if word else -1
        named[i] = not name.placeholder
    return NameTable(starts, codes, parts, named)


def keyed_columns(
    table: NameTable, form: Column, medium: Column, skeleton: Column, parts: dict[str, Ints]
) -> dict[str, Column]:
    """The columns of these rows. `form`, `medium`, `skeleton`: by word number, None where a word has no key, and a last
    None that -1 takes. `parts`: components as they are to be compared."""
    out: dict[str, Column] = {}
    for part in COMPONENTS:
        for key, values in (("", form), ("_m", medium), ("_s", skeleton)):
            out[part + key] = values[parts[part]]
    held = np.array([key is not None for key in medium], bool)[table.codes]
    row = np.repeat(np.arange(len(table.named)), np.diff(table.starts))[held]
    count = np.bincount(row, minlength=len(table.named))
    values = pa.array(medium, pa.string()).take(pa.array(table.codes[held]))
    lists = pa.ListArray.from_arrays(np.concatenate([[0], np.cumsum(count)]).astype(np.int32), values)
    spaced = pc.binary_join_element_wise("", pc.binary_join(lists, " "), "", " ")
    for name, joined in (("tokens", spaced), ("full_m", pc.binary_join(lists, ""))):
        out[name] = _objects(joined, count > 0)
    return out


def _objects(strings: Any, held: Bools) -> Column:
    values = strings.to_numpy(zero_copy_only=False)
    values[~held] = None
    return np.asarray(values, object)


def numbered(texts: Sequence[str | None], words: Words) -> Ints:
    """The numbers of words, -1 for None."""
    return np.array([words.number(text) if text else -1 for text in texts], np.int64)

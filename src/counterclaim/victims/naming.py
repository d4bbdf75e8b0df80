"""Names of all rows to columns of components and keys, in one script.

A run is in Latin letters where every list has a Latin name for its rows and some list no Arabic one; else, where any
list is in
Arabic, in Arabic letters, and rows that have only a Latin name are rewritten word by word (see `crossing`).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from counterclaim.victims.lists import ListRows
from counterclaim.victims.names import Name, NameReader, Script, convention_for

Column = npt.NDArray[np.object_]
#: one joined Latin word to the Arabic word that it most likely renders, or None where nothing fits
Rewrite = Callable[[str], str | None]
#: (Latin words, Arabic words of the run) to a rewriter
Crossing = Callable[[Sequence[str], Sequence[str]], Rewrite]

COMPONENTS = ("given", "father", "grandfather", "family")
_ARABIC = "[\u0621-\u064a\u0671-\u06d3\ufb50-\ufdff\ufe70-\ufefc]"
_LATIN = "[A-Za-z\u00c0-\u024f]"
#: a list "has" names in a script where this share of its named rows does
_MOSTLY = 0.9


@dataclass(frozen=True, slots=True)
class NameTexts:
    """Name texts of one list: whole names by script (or the parts joined), and parts that stand in columns of their
    own."""

    arabic: Column
    latin: Column
    parts: dict[str, Column]

    def share(self, script: Script) -> float:
        """Of the rows with any name, the share that has one in this script."""
        here = self.arabic if script is Script.ARABIC else self.latin
        named = (self.arabic != "") | (self.latin != "")
        return float((here != "").sum() / named.sum()) if named.any() else 1.0


def texts_of(one: ListRows) -> NameTexts:
    """The name texts of a list. A list without a column of whole names gets them from its parts, in Arabic order."""
    count = len(one.cells)
    parts = {field: _text(one, field) for field in COMPONENTS if field in one.columns}
    whole = _text(one, "name") if "name" in one.columns else None
    if whole is None and {"given", "family"} & set(parts):
        whole = np.array([" ".join(filter(None, row)) for row in zip(*parts.values(), strict=True)], object)
    arabic, latin = np.full(count, "", object), np.full(count, "", object)
    for text in (whole, _text(one, "name_latin") if "name_latin" in one.columns else None):
        if text is None:
            continue
        series = pd.Series(text)
        in_arabic = series.str.contains(_ARABIC, regex=True).to_numpy(bool)
        in_latin = ~in_arabic & series.str.contains(_LATIN, regex=True).to_numpy(bool)
        arabic = np.where(in_arabic & (arabic == ""), text, arabic)
        latin = np.where(in_latin & (latin == ""), text, latin)
    return NameTexts(arabic, latin, parts)


def script_of_run(texts: Sequence[NameTexts]) -> Script:
    """The script that the names of these lists are compared in."""
    if all(one.share(Script.LATIN) >= _MOSTLY for one in texts) and any(
        one.share(Script.ARABIC) < _MOSTLY for one in texts
    ):
        return Script.LATIN
    return Script.ARABIC if any((one.arabic != "").any() for one in texts) else Script.LATIN


def name_columns(texts: Sequence[NameTexts], crossing: Crossing | None) -> tuple[dict[str, Column], Script, bool]:
    """The columns of all rows, the script they are in, and whether some names were rewritten from Latin."""
    script = script_of_run(texts)
    own = NameReader(convention_for(script))
    latin = NameReader(convention_for(Script.LATIN))
    read: list[list[Name | None]] = [[] for _ in texts]
    foreign: set[str] = set()
    native: set[str] = set()
    for names, one in zip(read, texts, strict=True):
        mine = one.arabic if script is Script.ARABIC else one.latin
        for text, other in zip(mine, one.latin, strict=True):
            name: Name | None
            if text:
                name = own.read(text)
                native.update(name.tokens)
            else:
                name = latin.read(other) if other and script is Script.ARABIC else None
                foreign.update(name.tokens if name else ())
            names.append(name)
    rewrite: Rewrite | None = None
    if foreign and crossing is not None:
        rewrite = crossing(sorted(foreign), sorted(native))
    columns = _Columns(own, latin, script, rewrite)
    for names, one in zip(read, texts, strict=True):
        columns.add(names, one, script)
    return columns.arrays(), script, rewrite is not None


class _Columns:
    """Gathers the columns; each word's keys are looked up once."""

    def __init__(self, own: NameReader, latin: NameReader, script: Script, rewrite: Rewrite | None) -> None:
        self._own, self._latin, self._script, self._rewrite = own, latin, script, rewrite
        self._known: dict[str, tuple[str, str, str] | None] = {}
        names = [f"{part}{key}" for part in COMPONENTS for key in ("", "_m", "_s")]
        self._out: dict[str, list[str | None]] = {name: [] for name in (*names, "middles", "tokens", "full_m")}

    def arrays(self) -> dict[str, Column]:
        return {name: np.array(values, object) for name, values in self._out.items()}

    def add(self, names: Iterable[Name | None], one: NameTexts, script: Script) -> None:
        lookup, out = self._lookup, self._out
        overrides = {part: self._part_words(part, column, script) for part, column in one.parts.items()}
        appenders = [(out[part].append, out[f"{part}_m"].append, out[f"{part}_s"].append) for part in COMPONENTS]
        for row, name in enumerate(names):
            words: list[str | None] = [None] * 4
            tokens: tuple[str, ...] = ()
            if name is not None and not name.placeholder:
                words = [name.given, name.father, name.grandfather, name.family]
                tokens = name.tokens
                for i, part in enumerate(COMPONENTS):
                    if part in overrides and overrides[part][row] is not None:
                        words[i] = overrides[part][row]
            for word, (form, medium, skeleton) in zip(words, appenders, strict=True):
                keys = lookup(word) if word else None
                form(keys[0] if keys else None)
                medium(keys[1] if keys else None)
                skeleton(keys[2] if keys else None)
            keyed = [keys[1] for token in tokens if (keys := lookup(token))]
            out["middles"].append(f" {' '.join(keyed[1:-1])} " if len(keyed) > 2 else None)
            out["tokens"].append(f" {' '.join(keyed)} " if keyed else None)
            out["full_m"].append("".join(keyed) or None)

    def _part_words(self, part: str, column: Column, script: Script) -> list[str | None]:
        """A part's own column: a family name is one word however many it is written in, the others their first word."""
        cache: dict[str, str | None] = {}
        for text in set(column):
            reader = self._own if script is Script.LATIN or not text.isascii() else self._latin
            tokens = reader.read(text).tokens if text else ()
            cache[text] = ("".join(tokens) if part == "family" else tokens[0]) if tokens else None
        return [cache[text] for text in column]

    def _lookup(self, word: str) -> tuple[str, str, str] | None:
        known = self._known
        if word not in known:
            own: str | None = word
            if self._script is Script.ARABIC and word.isascii():
                own = self._rewrite(word) if self._rewrite is not None else None
            known[word] = (own, *self._own.keys(own)) if own else None
        return known[word]


def _text(one: ListRows, field: str) -> Column:
    return np.array([cell.strip() for cell in one.cells[one.columns[field]]], object)

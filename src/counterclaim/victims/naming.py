"""Names of all rows to columns of components and keys, in one script.

A run is in Latin letters where every list has a Latin name for its rows and some list no Arabic one; else, where any
list is in
Arabic, in Arabic letters, and rows that have only a Latin name are rewritten word by word (see `crossing`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from counterclaim.victims.lists import ListRows
from counterclaim.victims.name_table import COMPONENTS, NameTable, Words, keyed_columns, numbered, read_names
from counterclaim.victims.names import NameReader, Script, convention_for

Column = npt.NDArray[np.object_]
Ints = npt.NDArray[np.int64]
#: one joined Latin word to the Arabic word that it most likely renders, or None where nothing fits
Rewrite = Callable[[str], str | None]
#: (Latin words, Arabic words of the run) to a rewriter
Crossing = Callable[[Sequence[str], Sequence[str]], Rewrite]

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
        strings = pa.array(text, pa.string())
        in_arabic, with_latin = (
            pc.match_substring_regex(strings, letters).to_numpy(zero_copy_only=False) for letters in (_ARABIC, _LATIN)
        )
        in_latin = ~in_arabic & with_latin
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
    own, latin = NameReader(convention_for(script)), NameReader(convention_for(Script.LATIN))
    words, groups = Words(), []
    foreign: set[int] = set()
    native: set[int] = set()
    first = 0
    for one in texts:
        mine = one.arabic if script is Script.ARABIC else one.latin
        at = np.flatnonzero(mine != "")
        of_own = read_names(own, mine[at], words)
        native.update(np.unique(of_own.codes).tolist())
        groups.append((one, at, first, of_own))
        if script is Script.ARABIC:
            at = np.flatnonzero((mine == "") & (one.latin != ""))
            of_latin = read_names(latin, one.latin[at], words)
            foreign.update(np.unique(of_latin.codes).tolist())
            groups.append((one, at, first, of_latin))
        first += len(mine)
    rewrite: Rewrite | None = None
    if foreign and crossing is not None:
        rewrite = crossing(*(sorted(words.all[number] for number in some) for some in (foreign, native)))
    chosen = [_parts(one, at, table, words, own, latin, script) for one, at, _, table in groups]
    keys = _keys(words, own, rewrite, script)
    names = [f"{part}{key}" for part in COMPONENTS for key in ("", "_m", "_s")]
    columns = {name: np.full(first, None, object) for name in (*names, "tokens", "full_m")}
    for (_, at, start, table), parts in zip(groups, chosen, strict=True):
        for name, values in keyed_columns(table, *keys, parts).items():
            columns[name][start + at] = values
    return columns, script, rewrite is not None


def _parts(
    one: NameTexts, at: Ints, table: NameTable, words: Words, own: NameReader, latin: NameReader, script: Script
) -> dict[str, Ints]:
    """The components of these rows: a part that stands in a column of its own goes before what the name says."""
    parts = dict(table.parts)
    for part, column in one.parts.items():
        codes, texts = pd.factorize(column[at])
        told = numbered([_part_word(part, text, own, latin, script) for text in texts], words)[codes]
        parts[part] = np.where(table.named & (told >= 0), told, parts[part])
    return parts


def _part_word(part: str, text: str, own: NameReader, latin: NameReader, script: Script) -> str | None:
    """A family name is one word however many it is written in; of the other parts, their first word."""
    reader = own if script is Script.LATIN or not text.isascii() else latin
    tokens = reader.read(text).tokens if text else ()
    return ("".join(tokens) if part == "family" else tokens[0]) if tokens else None


def _keys(words: Words, own: NameReader, rewrite: Rewrite | None, script: Script) -> tuple[Column, Column, Column]:
    """Form, medium key and skeleton by word number, None where a word cannot be read in the run's script; then None."""
    out = np.full((3, len(words.all) + 1), None, object)
    for number, word in enumerate(words.all):
        form: str | None = word
        if script is Script.ARABIC and word.isascii():
            form = rewrite(word) if rewrite is not None else None
        if form:
            out[:, number] = form, *own.keys(form)
    return out[0], out[1], out[2]


def _text(one: ListRows, field: str) -> Column:
    return np.array([cell.strip() for cell in one.cells[one.columns[field]]], object)

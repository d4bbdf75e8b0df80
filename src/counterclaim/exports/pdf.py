"""The readable report as PDF: tagged, searchable, Arabic and Hebrew shaped and in their own direction, no browser needed.

Typst sets it. Whatever a report says reaches it as JSON data and never as markup; it can read no file but its own fonts.
"""

import json
import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unicodedata import bidirectional

from counterclaim.exports.blocks import Block, Heading, Link, Listing, Picture, Table, Words
from counterclaim.exports.contents import Contents
from counterclaim.exports.showing import RIGHT_TO_LEFT, isolated, shown
from counterclaim.exports.story import chapters

#: figures told whole in the PDF; a thousand pages are not read, and the HTML holds all
MOST_FIGURES = 200
#: what no column of a table is wide enough for: after joints of ids, and after every twelve letters of a longer word
_LONG = re.compile(r"(?<=\w)[-_/.](?=\w)|\w{12}(?=\w)")
#: words that are broken at all
_WORD = re.compile(r"\S{14,}")
#: letters of a cell up to which a column takes what it needs, and beyond which it grows no further
_NARROW, _WIDE = 11.0, 60.0


def pdf(contents: Contents) -> bytes:
    """The bytes of the PDF; the same for the same contents."""
    import typst

    told = [
        {"title": _words(chapter.title), "blocks": [_block(block) for block in chapter.blocks]}
        for chapter in chapters(contents, MOST_FIGURES)
    ]
    data = {
        "title": contents.title or f"Case {contents.case}",
        "chapters": told,
        "foot": f"{contents.case} · {contents.tier.value} tier",
    }
    with TemporaryDirectory(prefix="counterclaim-pdf-") as folder:
        Path(folder, "report.typ").write_text(
            (files("counterclaim.exports") / "report.typ").read_text("utf-8"), "utf-8"
        )
        Path(folder, "data.json").write_text(json.dumps(data, ensure_ascii=True), "utf-8")
        made = typst.compile(
            str(Path(folder, "report.typ")), root=folder, font_paths=[_fonts()], ignore_system_fonts=True,
            pdf_standards=["ua-1"], timestamp=contents.at.replace(microsecond=0),
        )  # fmt: skip
    return bytes(made)


@cache
def _fonts() -> str:
    """DejaVu, which Matplotlib brings along: Latin, Greek, Cyrillic, Arabic, Hebrew letters and the blocks of the plots."""
    import matplotlib

    return str(Path(matplotlib.get_data_path()) / "fonts" / "ttf")


def _words(text: str) -> dict[str, str]:
    """Words with the direction of their first letter that has one."""
    first = next((kind for kind in map(bidirectional, text) if kind == "L" or kind in RIGHT_TO_LEFT), "L")
    return {"text": isolated(shown(text)), "dir": "rtl" if first in RIGHT_TO_LEFT else "ltr"}


def _breakable(cell: str) -> str:
    """A cell whose long ids may break, where a column is narrow: by zero-width spaces."""
    return _WORD.sub(lambda word: _LONG.sub("\\g<0>\u200b", word[0]), cell)


def _widths(head: list[str], rows: list[list[str]]) -> list[float]:
    """How much of the page each column of words takes: less than in proportion to a long cell's letters, so that long columns
    are several lines deep and short ones are not starved. 0: what it needs, where every cell is short."""
    found = []
    for place, name in enumerate(head):
        lengths = sorted(len(row[place]) for row in rows)
        if max([*lengths[-1:], len(name)], default=0) <= _NARROW:
            found.append(0.0)
            continue
        usual = lengths[len(lengths) * 9 // 10] if lengths else 0
        found.append(round(min(_WIDE, max(_NARROW, max(map(len, name.split()), default=0), usual)) ** 0.65, 2))
    return found


def _cell(cell: str | Link) -> dict[str, str]:
    """A cell; one that leads to another part of the report names the heading there."""
    if isinstance(cell, Link):
        return {**_words(cell.text), "to": cell.to.rpartition("#")[2]}
    return {**_words(_breakable(cell)), "to": ""}


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "level": block.level, "anchor": block.anchor, **_words(block.text)}
        case Words():
            return {"kind": "words", "dim": block.dim, **_words(block.text)}
        case Listing():
            return {"kind": "list", "items": [_words(item) for item in block.items]}
        case Picture():
            return {"kind": "picture", "svg": shown(block.svg), "caption": _words(block.caption)}
        case Table():
            rows = [[_cell(cell) for cell in row] for row in block.rows]
            texts = [[cell.text if isinstance(cell, Link) else cell for cell in row] for row in block.rows]
            head = [_words(name) for name in block.head]
            return {
                "kind": "table",
                "head": head,
                "rows": rows,
                "numbers": sorted(block.numbers),
                "widths": _widths(list(block.head), texts),
            }

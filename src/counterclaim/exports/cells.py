"""Cells that a spreadsheet takes as words: nothing that a report says may become a formula.

A spreadsheet runs a cell that begins with = + - @, a tab or a line's end (OWASP, CSV injection), also in their wide forms,
and one that a `;` within another cell begins. Such a text gets an apostrophe before it, which `restore` takes
off again; so does one that begins with such an apostrophe.
"""

import re
from collections.abc import Iterable

#: a text that begins with one of these could run; the apostrophe itself, so that it comes back as it was
_BEGINS = frozenset("=+-@\t\r\n'＝＋－＠")
#: a number below zero is no formula
_NUMBER = re.compile(r"-\d+(\.\d+)?")
#: a cell that holds one of these is quoted, whatever the spreadsheet takes for the end of a cell
_QUOTED = frozenset('",;\t\r\n|')


def safe(text: str) -> str:
    """A text as a cell that is only words."""
    runs = text[:1] in _BEGINS and (text[0] != "'" or text[1:2] in _BEGINS) if text else False
    return f"'{text}" if runs and not _NUMBER.fullmatch(text) else text


def restore(cell: str) -> str:
    """The text of a cell that `safe` made, or that somebody wrote."""
    return cell[1:] if len(cell) > 1 and cell[0] == "'" and cell[1] in _BEGINS else cell


def line(cells: Iterable[str]) -> str:
    """Cells as a line of a CSV file (RFC 4180, with a bare line feed)."""
    return ",".join(_quoted(cell) for cell in cells) + "\n"


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if not _QUOTED.isdisjoint(cell) else cell

"""Quotations of a text, from marks of every kind.

Marks are paired inside one paragraph. A straight mark opens before a word and closes after one; where it stands
between two words, parity decides. A quotation that runs over paragraphs opens each of them and closes only the last:
such a chain is followed. A mark that finds no partner makes no quotation: nothing is guessed of where it would have
ended.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Opening marks and what may close them: German closes its low mark with the English opening one, and hasty editors
# close a curly mark with a straight one, or with another opening one that stands where only a closing one can.
_CLOSERS = {"“": '”“"', "„": "“”", "«": "»", "‹": "›", "‘": "’", "``": "''", "''": "''", '"': '"”', "'": "'’"}
_SINGLE = frozenset("'‘’")
_ONLY_OPEN = frozenset(("„", "«", "‹", "``", "‘"))
_ONLY_CLOSE = frozenset("”»›’")
_MARK = re.compile(r"``|''|[\"“”„«»‹›‘’']")
_BLOCK = re.compile(r"[^\n]+(?:\n(?![ \t]*\n)[^\n]+)*")
_STOPPED = re.compile(r"[.!?:\"”»'…]\s*$")
_SHORTENED = re.compile(r"\d0s|em\b|til\b|cause\b|n\b|s\b")
# A straight mark at the beginning of a paragraph that opens may answer one left open in the paragraph before.
_STRAIGHT = frozenset(('"', "''"))


@dataclass(frozen=True, slots=True)
class Quotation:
    """Offsets of a quotation with its marks, and of its pieces, one a paragraph that it runs through."""

    start: int
    end: int
    pieces: tuple[tuple[int, int], ...]

    def holds(self, offset: int) -> bool:
        """Whether the offset lies inside."""
        return any(start <= offset < end for start, end in self.pieces)


@dataclass(frozen=True, slots=True)
class _Mark:
    at: int
    text: str
    opens: bool
    closes: bool

    @property
    def end(self) -> int:
        return self.at + len(self.text)


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of the paragraphs: blocks between blank lines, and their lines where most lines end in a stop.

    The second case is a feed that separates paragraphs by single line breaks, the first one text wrapped by hand.
    """
    for block in _BLOCK.finditer(text):
        lines = [
            (block.start() + line.start(), block.start() + line.end()) for line in re.finditer(r"[^\n]+", block[0])
        ]
        stopped = sum(bool(_STOPPED.search(text[start:end])) for start, end in lines)
        if len(lines) > 1 and stopped < 0.75 * len(lines):
            yield block.span()
        else:
            yield from lines


def quotations(text: str) -> tuple[Quotation, ...]:
    """The quotations of a text in order, the outermost only. Linear in the text's length."""
    found: list[Quotation] = []
    chain: tuple[tuple[int, int], ...] = ()
    chain_mark = ""
    for start, end in paragraphs(text):
        marks = _marks(text, start, end)
        if chain and not (marks and marks[0].text == chain_mark and not text[start : marks[0].at].strip()):
            chain = ()
        pairs, left_open = _pair(marks)
        for first, last in pairs:
            pieces = (*chain, (first, last))
            found.append(Quotation(pieces[0][0], last, pieces))
            chain = ()
        if left_open is None or left_open.text in _SINGLE:
            chain = ()
        else:
            chain, chain_mark = (*chain, (left_open.at, end)), left_open.text
    return tuple(found)


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    marks = []
    for match in _MARK.finditer(text, start, end):
        mark = match.group()
        before = text[match.start() - 1] if match.start() > start else " "
        after = text[match.end()] if match.end() < end else " "
        opens, closes = not after.isspace(), not before.isspace()
        if mark in _SINGLE:
            # An apostrophe stands inside a word or ends a genitive: only one that follows a blank opens a quotation.
            opens = opens and not before.isalnum() and not _SHORTENED.match(text, match.end(), match.end() + 6)
            closes = closes and not after.isalnum()
        if mark == "“":
            closes = closes and not after.isalnum() and (before.isalnum() or before in ".,!?")
            opens = not closes
        opens = mark in _ONLY_OPEN or (opens and mark not in _ONLY_CLOSE)
        closes = mark in _ONLY_CLOSE or (closes and mark not in _ONLY_OPEN)
        marks.append(_Mark(match.start(), mark, opens, closes))
    return [mark for mark in marks if mark.opens or mark.closes]


def _pair(marks: list[_Mark]) -> tuple[list[tuple[int, int]], _Mark | None]:
    """Pairs of one paragraph, outermost only, and the mark that opened last and found no partner."""
    pairs: list[tuple[int, int]] = []
    opener: _Mark | None = None
    for mark in marks:
        if opener is None:
            opener = mark if mark.opens else None
        elif mark.closes and mark.text in _CLOSERS[opener.text] and not _reopens(opener, mark):
            if mark.at > opener.end:
                pairs.append((opener.at, mark.end))
            opener = None
        elif mark.opens and (_reopens(opener, mark) or (opener.text in _SINGLE and mark.text not in _SINGLE)):
            opener = mark
    return pairs, opener


def _reopens(opener: _Mark, mark: _Mark) -> bool:
    """Whether the mark can only open, and so shows that the opener of its kind was never closed."""
    return mark.text == opener.text and mark.opens and not mark.closes

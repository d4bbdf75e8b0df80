"""What real text does to a parser, undone without moving a single offset.

`repair` returns a text of the same length: straight quotation marks and dashes, no line breaks inside paragraphs, wire
copy in capitals put into lower case, the end of a title marked where a feed repeats it at the head of the body.
Spans are cut from the report's own text by the same offsets, so its words stay as they were written.
"""

import re

from counterclaim.claims.broken import join_broken, letters_for_digits

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛′´`", "'"),
        **dict.fromkeys("–—―−‒", "-"),
        **dict.fromkeys("\u00a0\u202f\u2009\u2007\u200b\ufeff\t\r\x0b\x0c", " "),
        "…": ".",
        "_": " ",
    }
)
_SOFT_BREAK = re.compile(r"(?<=[^\n.!?:;|])\n(?=[^\n\s*•·|-])")
_TIGHT_COMMA = re.compile(r"(?<=[^\W\d]),(?=\d)")  # "people,151 of whom"
_TITLE = (15, 250)  # a title is at least a few words, and shorter than a paragraph
_REPEAT_WITHIN = 700  # characters in which a feed repeats its title
_CAPITALS = 0.6  # share of capitals above which a paragraph is wire copy in capitals
_ACRONYM = re.compile(r"(?<=[\[(])[A-Z]{2,6}(?=[\])])")


def repair(text: str) -> str:
    """A text of the same length that suits the parser."""
    plain = letters_for_digits(_digits_for_letters(text.translate(_PLAIN)))
    plain = "".join(_lower_capitals(piece) for piece in re.split(r"(\n\s*\n)", plain))
    plain = join_broken(plain)
    plain = _SOFT_BREAK.sub(" ", plain)
    plain = _TIGHT_COMMA.sub(" ", plain)
    return _mark_titles(plain)


_LETTERS = re.compile(r"\b[lI](?=[,.]?\d{2})|(?<=\d)[oO]+(?=[\d,]|\b)|(?<=\d,)[oO]{3}\b|(?<=\d)l(?=\d)")


def _digits_for_letters(text: str) -> str:
    """What a scanner read as letters inside numbers: "l,200", "2,OOO"."""
    return _LETTERS.sub(lambda m: "".join("0" if c in "oO" else "1" for c in m[0]), text)


def title_end(text: str) -> int:
    """Where the title line ends: the first paragraph break of a text whose first line is short, else 0."""
    end = text.find("\n")
    return end if 0 < end <= _TITLE[1] else 0


def _lower_capitals(piece: str) -> str:
    letters = [c for c in piece if c.isalpha()]
    if len(letters) < 12 or sum(c.isupper() for c in letters) < _CAPITALS * len(letters):
        return piece
    lowered = "".join(low if len(low := c.lower()) == 1 else c for c in piece)
    return re.sub(r"(?:^|[.!?]\s+|\n\s*)[a-z]", lambda m: m[0].upper(), lowered)


def _mark_titles(text: str) -> str:
    """Line breaks around a title that the body repeats, so that two sentences are not read as one."""
    end = text.find("\n\n")
    if not _TITLE[0] < end < _TITLE[1]:
        return text
    title, at = text[:end].strip(), end
    while 0 < (at := text.find(title, at + 1)) < _REPEAT_WITHIN:
        for edge in (at - 1, at + len(title)):
            if 0 <= edge < len(text) and text[edge] == " ":
                text = text[:edge] + "\n" + text[edge + 1 :]
    return text

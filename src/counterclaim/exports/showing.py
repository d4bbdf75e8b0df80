"""Words as a page may show them: nothing that turns, hides or breaks what stands around it. The data keep them as they were."""

import re
from unicodedata import bidirectional

#: control characters, lone surrogates and non-characters, which XML and PDF cannot hold; and the marks that override or
#: embed a direction, by which "45" can be made to look like "54" (Unicode TR 36, section 2.5)
_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")

#: letters that run from right to left (Unicode's bidirectional classes)
RIGHT_TO_LEFT = frozenset({"R", "AL"})
_LETTER = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
#: from a right-to-left letter to the last one before a letter that runs the other way
_PASSAGE = re.compile(rf"{_LETTER}(?:(?:{_LETTER}|[\W\d_])*{_LETTER})?")


def shown(text: str) -> str:
    """The words with each such character as U+FFFD, which readers see; right-to-left letters keep their own direction."""
    return _UNSHOWN.sub("\ufffd", text)


def isolated(text: str) -> str:
    """Words of a left-to-right sentence with each right-to-left passage apart (first strong isolate, Unicode TR 9): else a
    number after an Arabic name would be drawn before it. A text that begins from the right is left as it is."""
    first = next((kind for kind in map(bidirectional, text) if kind == "L" or kind in RIGHT_TO_LEFT), "L")
    return text if first in RIGHT_TO_LEFT else _PASSAGE.sub("\u2068\\g<0>\u2069", text)

"""What a reader of a format gives: the text and what the document says of itself."""

from dataclasses import dataclass
from datetime import date

#: characters that one report may have: a book has one million, and no report of ours needs more
MAX_TEXT = 5_000_000


class Unreadable(Exception):
    """The bytes hold no report that can be read. `fault` and `remedy` are for a Fault, `place` is within the item."""

    def __init__(self, fault: str, remedy: str, place: str = "") -> None:
        super().__init__(fault)
        self.fault, self.remedy, self.place = fault, remedy, place


class ManyUnreadable(Exception):
    """Several things are wrong with one table; all of them are carried."""

    def __init__(self, faults: "list[Unreadable]") -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Extract:
    """One report as its format gives it; `tool` names what read it and how ("text; utf-8")."""

    text: str
    tool: str
    published: date | None = None
    source: str | None = None
    title: str | None = None
    author: str | None = None
    address: str | None = None
    language: str | None = None
    id: str | None = None


def check_text(text: str, place: str = "") -> None:
    """Refuse a text that no reader can take.

    Raises:
        Unreadable: it is blank, longer than `MAX_TEXT`, or holds half of a surrogate pair.
    """
    if len(text) > MAX_TEXT:
        raise Unreadable(
            f"the text has {len(text):,} characters, more than the {MAX_TEXT:,} that one report may have",
            "Split it into reports.",
            place,
        )
    if not text or text.isspace():
        raise Unreadable("holds no text", "Leave it out, or obtain it again.", place)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise Unreadable(
            f"the text holds half of a character (a lone surrogate) at offset {error.start}",
            "Write the whole character, or U+FFFD in its place.",
            place,
        ) from error

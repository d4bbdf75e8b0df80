"""Words and where they stand. A span is checked when it is made: `text[start:end] == words`, always."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Words at `start` to `end` (exclusive) of a report's text, in Python string indices.

    The offsets follow Web Annotation's TextPosition selector, the words its TextQuote selector.
    """

    start: int
    end: int
    words: str

    def __post_init__(self) -> None:
        if self.start < 0 or self.end - self.start != len(self.words) or not self.words:
            raise ValueError(
                f"span {self.start}-{self.end} cannot hold the {len(self.words)} characters {self.words[:40]!r}"
            )

    @staticmethod
    def of(text: str, start: int, end: int) -> "Span":
        """The span of `text` from `start` to `end`.

        Raises:
            ValueError: the offsets do not lie inside the text, or enclose nothing.
        """
        if not 0 <= start < end <= len(text):
            raise ValueError(f"span {start}-{end} does not lie in a text of {len(text)} characters")
        return Span(start, end, text[start:end])

    def holds(self, text: str) -> bool:
        """Whether `text` has these words at these offsets."""
        return text[self.start : self.end] == self.words

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

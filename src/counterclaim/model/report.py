"""A report: text read from a snapshot by a named reader and version. Its offsets never move."""

from dataclasses import dataclass
from datetime import date

from counterclaim.model.canonical import text_sha256


@dataclass(frozen=True, slots=True)
class ReportHead:
    """What is known of a report besides its text.

    `published` is the report's own date, never an event's. `fingerprint` is a MinHash signature of its word
    shingles (unsigned 32-bit integers), by which copies are found without the text. `sha256` is of the UTF-8 text.
    """

    id: str
    source: str | None
    published: date | None
    language: str
    sha256: str
    fingerprint: tuple[int, ...] = ()
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A report's text, which is the canonical layer that all offsets refer to, and where it came from.

    `snapshot` is the sha256 of the bytes it was read from; `reader` names the tool and version that read them.
    """

    id: str
    text: str
    published: date | None = None
    source: str | None = None
    title: str | None = None
    language: str | None = None
    author: str | None = None
    address: str | None = None
    snapshot: str | None = None
    reader: str | None = None

    @property
    def sha256(self) -> str:
        """SHA-256 of the text, by which claims refer to it."""
        return text_sha256(self.text)

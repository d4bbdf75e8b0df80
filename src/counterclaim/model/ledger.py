"""The ledger's nouns. An entry says who did what, when, with which tool; it commits to its content without showing it.

Only the header is chained, so a content and its salt can be destroyed and the chain still holds.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from counterclaim.model.canonical import canonical_json

#: what the first entry names as its predecessor
NO_PREDECESSOR = "0" * 64


class EntryKind(StrEnum):
    """What an entry records."""

    CASE = "case"  # the case was made
    ACTOR = "actor"  # a person or process that writes; its name is a protected content
    SNAPSHOT = "snapshot"  # bytes were obtained
    REPORT = "report"  # a text was read from a snapshot
    READING = "reading"  # claims, attributions and labels were read from a report
    PROFILE = "profile"  # what a person wrote down about a source
    DECISION = "decision"  # a person rejected, relabelled, merged, split, corrected or added
    DETERMINATION = "determination"  # a person's conclusion about a figure
    LIST = "list"  # a victim list
    RECORD = "record"  # rows of a victim list
    JUDGEMENT = "judgement"  # a person's decision on a pair of records
    LINKAGE = "linkage"  # a run that linked the victim lists: settings, counts, overlap table
    PERSONS = "persons"  # who is whom, as far as a linkage changed it
    TOLD = "told"  # a person as another case told of it, without the rows of its lists
    TIE = "tie"  # a person tied a record to an incident, or untied it
    CONSENT = "consent"  # what may be done with a record, and how sensitive it is
    OVERLAP = "overlap"  # a table of overlaps was given as counts
    ESTIMATE = "estimate"  # what a model made of data of the case, with its inputs, seed and version
    ACCEPTANCE = "acceptance"  # a named analyst accepted the assumptions of an estimate
    WEIGHING = "weighing"  # a named person switched the weighing model on
    WITHDRAWAL = "withdrawal"  # takes back what a person concluded
    ERASURE = "erasure"  # the tombstone of an erased content
    VIEW = "view"  # a protected content was looked at
    EXPORT = "export"  # something left the case
    CHECKPOINT = "checkpoint"  # the ledger's Merkle root at some size
    NOTE = "note"  # anything else that a face records


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger. `by` is an actor's pseudonym; `about` the id of the entry it concerns.

    `commitment` is the SHA-256 of the canonical JSON of {content, salt}; `previous` the digest of the entry before.
    """

    sequence: int
    kind: EntryKind
    at: datetime
    by: str
    tool: str
    about: str | None
    protected: bool
    commitment: str
    previous: str

    @property
    def header(self) -> bytes:
        """The RFC 8785 bytes that the chain and the Merkle tree are made of."""
        return canonical_json(
            {
                "sequence": self.sequence,
                "kind": self.kind.value,
                "at": self.at.isoformat(),
                "by": self.by,
                "tool": self.tool,
                "about": self.about,
                "protected": self.protected,
                "commitment": self.commitment,
                "previous": self.previous,
            }
        )

    @property
    def digest(self) -> str:
        """SHA-256 of the header: what the next entry names as `previous`."""
        return sha256(self.header).hexdigest()

    @property
    def id(self) -> str:
        """The name by which other entries and people refer to this one."""
        return f"entry-{self.digest[:20]}"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The Merkle tree head (RFC 6962, section 2.1) of the first `size` entries, for signatures and time stamps."""

    size: int
    root: str
    head: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that `verify` found wrong: where ("entry 12 (report)", "blob ab12..."), what, and what it means."""

    where: str
    what: str
    meaning: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}." + (f" {self.meaning}" if self.meaning else "")


@dataclass(frozen=True, slots=True)
class Verification:
    """What `verify` checked and found. `notes` are no faults: orphaned files of a crash, contents it had no key for."""

    entries: int
    contents: int
    erased: int
    blobs: int
    spans: int
    checkpoint: Checkpoint | None
    findings: tuple[Flaw, ...]
    notes: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings

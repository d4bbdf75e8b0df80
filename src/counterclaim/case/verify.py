"""Verifying a case: the chain, every commitment, every blob, every hash and span, and the tables against the ledger.

One pass over the ledger, one over the blobs, one over the tables: linear in what the case holds. Nothing is written.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.exc import DatabaseError

from counterclaim.archive.chain import Head, breaks
from counterclaim.archive.commitment import content_of, opens
from counterclaim.archive.merkle import Frontier
from counterclaim.case.compare import differences
from counterclaim.case.memory import Memory
from counterclaim.exports.quoted import false_spans
from counterclaim.model.canonical import sha256, text_sha256
from counterclaim.model.ledger import Checkpoint, Entry, EntryKind, Flaw, Verification
from counterclaim.store.engine import damage
from counterclaim.store.ledger import Line, find_lines, read_head, read_lines, sequence_of
from counterclaim.store.tables import snapshots

#: texts kept while their readings are checked; a reading stands next to its report in the ledger as a rule
TEXTS = 64

Progress = Callable[[int], None]


def verify(memory: Memory, *, tables: bool = True, progress: Progress = lambda done: None) -> Verification:
    """What is wrong with the case, if anything. `tables` False leaves the comparison of the tables out.

    Raises:
        CaseError: the case cannot be opened at all.
    """
    broken = [Flaw("the database file", line, "Restore it from a copy.") for line in _damage(memory)]
    if broken:
        return Verification(0, 0, 0, 0, 0, None, tuple(broken))
    with memory.look() as connection:
        check = Check(memory, connection)
        try:
            check.run(progress)
            if tables and not check.findings and not check.locked:
                check.findings.extend(differences(memory, connection))
        except DatabaseError as error:
            check.find("the database file", f"it cannot be read ({error.orig})", "Restore it from a copy.")
        return check.result()


class Check:
    """Collects findings over one pass of the ledger; see `verify`."""

    def __init__(self, memory: Memory, connection: Connection) -> None:
        self.memory, self.connection = memory, connection
        self.findings: list[Flaw] = []
        self.notes: list[str] = []
        self.contents = self.erased = self.locked = self.spans = self.blobs = 0
        self._frontier = Frontier()
        self._digest = ""
        self._gone: dict[str, Entry] = {}
        self._tombstones: set[str] = set()
        self._texts: OrderedDict[str, tuple[str, str] | None] = OrderedDict()
        self._blobs: dict[str, bool] = {}
        self._roots = self._stated_roots()

    def find(self, where: str, what: str, meaning: str = "") -> None:
        """Note something that is wrong."""
        self.findings.append(Flaw(where, what, meaning))

    def run(self, progress: Progress) -> None:
        """Go through ledger and blobs."""
        self.findings.extend(breaks(self._lines(progress), Head(*read_head(self.connection))))
        for entry_id, entry in self._gone.items():
            if entry_id in self._tombstones:
                self.erased += 1
            else:
                self.find(
                    _name(entry), "its content is gone and no tombstone says why", "It was not erased by the program."
                )
        for name, sealed in self._blobs.items():
            self._check_blob(name, sealed)
        named = self._blobs.keys() | set(self.connection.scalars(select(snapshots.c.blob)))
        orphans = sum(name not in named for name in self.memory.blobs.names())
        if orphans:
            self.notes.append(
                f"{orphans} blobs are named by no entry: an interrupted add left them; adding takes them up."
            )
        if self.locked:
            self.notes.append(f"{self.locked} sealed contents were not opened: give the passphrase to check them too.")

    def result(self) -> Verification:
        """What was checked and found."""
        size = self._frontier.size
        checkpoint = Checkpoint(size, self._frontier.root.hex(), self._digest, datetime.now(UTC)) if size else None
        counts = (size, self.contents, self.erased, self.blobs, self.spans)
        return Verification(*counts, checkpoint, tuple(self.findings), tuple(self.notes))

    def _lines(self, progress: Progress) -> Iterator[tuple[Entry, str]]:
        def bad(sequence: int, fault: str) -> None:
            self.find(f"entry {sequence}", f"it holds what no entry can ({fault})", "A field was changed.")

        for line in read_lines(self.connection, on_bad=bad):
            self._frontier.add(line.entry.header)
            self._digest = line.digest
            for where, root in self._roots.get(self._frontier.size, ()):
                if root != self._frontier.root.hex():
                    self.find(
                        where, "its Merkle root is not that of the entries before it", "The ledger was rewritten."
                    )
            self._check(line)
            progress(line.entry.sequence)
            yield line.entry, line.digest

    def _check(self, line: Line) -> None:
        entry = line.entry
        if line.body is None:
            self._gone[entry.id] = entry
            return
        if line.sealed and self.memory.seal is None:
            self.locked += 1
            return
        try:
            body = line.body if not line.sealed else self.memory.seal.open(line.body, entry.commitment)  # type: ignore[union-attr]
            if not opens(entry.commitment, body):
                raise ValueError("it is not what was committed to")
            self._check_content(entry, content_of(body))
            self.contents += 1
        except ValueError as error:
            self.find(_name(entry), f"its content was changed: {error}", "Restore it from a copy.")

    def _check_content(self, entry: Entry, content: Any) -> None:
        if entry.kind is EntryKind.ERASURE and entry.about:
            self._tombstones.add(entry.about)
        elif entry.kind is EntryKind.SNAPSHOT:
            self._blobs[content["blob"]] = bool(content["sealed"])
        elif entry.kind is EntryKind.REPORT:
            text = content["report"]["text"]
            if not content.get("quoted_only") and text_sha256(text) != content["sha256"]:
                self.find(_name(entry), "its text does not have the hash that stands beside it")
            self._keep(entry.id, (text, content["sha256"]))
        elif entry.kind is EntryKind.READING and content["reading"] and entry.about:
            self._check_reading(entry, content["reading"], self._text(entry.about))

    def _check_reading(self, entry: Entry, reading: Any, known: tuple[str, str] | None) -> None:
        if known is None:
            return
        text, stated = known
        if reading["report"]["sha256"] != stated:
            self.find(_name(entry), "it was read from another text than its report's")
        checked, false = false_spans(reading, text)
        self.spans += checked
        for path in false:
            self.find(_name(entry), f"the words of {path} do not stand where it says")

    def _check_blob(self, name: str, sealed: bool) -> None:
        try:
            data = self.memory.blobs.get(name)
            if sealed and self.memory.seal is not None:
                data = self.memory.seal.open(data, f"blob {name}")
        except KeyError:
            self.find(f"blob {name}", "it is missing", "Restore it from a copy.")
            return
        except (OSError, ValueError) as error:
            self.find(f"blob {name}", f"it cannot be read: {error}", "Restore it from a copy.")
            return
        self.blobs += 1
        if sha256(data) != name:
            self.find(f"blob {name}", "its bytes are not those that were obtained", "Restore it from a copy.")

    def _stated_roots(self) -> dict[int, list[tuple[str, str]]]:
        """Merkle roots that checkpoints in the ledger state, by the number of entries that they cover."""
        stated: dict[int, list[tuple[str, str]]] = {}
        for line in read_lines(self.connection, kinds=[EntryKind.CHECKPOINT], on_bad=lambda sequence, fault: None):
            try:
                content = self.memory.content(line)
            except ValueError:
                continue  # the pass over the ledger names it
            if content is not None:
                stated.setdefault(content["size"], []).append((_name(line.entry), content["root"]))
        return stated

    def _keep(self, entry_id: str, text: tuple[str, str] | None) -> None:
        self._texts[entry_id] = text
        if len(self._texts) > TEXTS:
            self._texts.popitem(last=False)

    def _text(self, entry_id: str) -> tuple[str, str] | None:
        """A report's text, and the hash that stands beside it."""
        if entry_id not in self._texts:
            sequence = sequence_of(self.connection, entry_id)
            line = find_lines(self.connection, [sequence]).get(sequence) if sequence is not None else None
            try:
                content = self.memory.content(line) if line else None
            except ValueError:
                content = None
            self._keep(entry_id, (content["report"]["text"], content["sha256"]) if content else None)
        return self._texts[entry_id]


def _name(entry: Entry) -> str:
    return f"entry {entry.sequence} ({entry.kind})"


def _damage(memory: Memory) -> list[str]:
    try:
        return damage(memory.engine)
    except DatabaseError as error:
        return [f"it cannot be read ({error.orig})"]

"""Verifying a case file without the case, on any machine: every file, opening, hash and span, the chain, the root, the
signature, the time stamp. Everything that is wrong is named; nothing is written and nothing is asked of the network.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from counterclaim.archive.chain import Head, breaks
from counterclaim.archive.merkle import Frontier
from counterclaim.exports.bag import MANIFEST, check_bag
from counterclaim.exports.quoted import false_spans, quoted
from counterclaim.exports.signing import fingerprint, signed
from counterclaim.exports.stamping import check as check_stamp
from counterclaim.model import (
    Checkpoint,
    Entry,
    EntryKind,
    Flaw,
    Reading,
    Verification,
    canonical_json,
    revive,
    sha256,
    text_sha256,
)

_CHANGED = "It was changed."


def verify_bag(folder: Path, *, key: str | None = None, roots: Sequence[bytes] = ()) -> Verification:
    """What is wrong with a case file, if anything. `key`: the fingerprint that was told by another way; `roots`: PEM."""
    return _Check(folder, key, roots).result()


class _Check:
    """Collects findings over one reading of the bag."""

    def __init__(self, folder: Path, key: str | None, roots: Sequence[bytes]) -> None:
        self.folder = folder
        self.notes: list[str] = []
        self.contents = self.erased = self.blobs = self.spans = 0
        self.checkpoint: Checkpoint | None = None
        self.findings = list(check_bag(folder))
        self._size = 0
        statement = self._statement(key, roots)
        self._ledger(statement)
        self._reports()
        self._snapshots()

    def result(self) -> Verification:
        """What was checked and found."""
        counts = (self._size, self.contents, self.erased, self.blobs, self.spans)
        return Verification(*counts, self.checkpoint, tuple(self.findings), tuple(self.notes))

    def find(self, where: str, what: str, meaning: str = _CHANGED) -> None:
        """Note something that is wrong."""
        self.findings.append(Flaw(where, what, meaning))

    def _bytes(self, name: str) -> bytes | None:
        path = self.folder / name
        if path.is_file() and not path.is_symlink():
            return path.read_bytes()
        self.find(f"file {name}", "it is missing", "Without it the bag cannot be checked whole.")
        return None

    def _statement(self, key: str | None, roots: Sequence[bytes]) -> dict[str, Any]:
        data, signature, pem = map(self._bytes, ("checkpoint.json", "checkpoint.sig", "public-key.pem"))
        if data is None:
            return {}
        if signature is not None and pem is not None:
            self._signature(data, signature, pem, key)
        stamp = self.folder / "checkpoint.tsr"
        if stamp.is_file():
            try:
                at, who, unchecked = check_stamp(stamp.read_bytes(), data, roots)
                more = f" Not checked: {unchecked} (give the authority's certificate with --root)." if unchecked else ""
                self.notes.append(f"Time stamp: {at}, by {who}.{more}")
            except Exception as error:  # the decoder raises whatever its DER reader does
                self.find("file checkpoint.tsr", f"it is no time stamp of this statement ({error})")
        try:
            told = json.loads(data)
            self.checkpoint = Checkpoint(told["size"], told["root"], told["head"], datetime.fromisoformat(told["at"]))
        except (ValueError, KeyError, TypeError) as error:
            self.find("file checkpoint.json", f"it is no statement ({error})")
            return {}
        hash_list = self.folder / MANIFEST
        if hash_list.is_file() and sha256(hash_list.read_bytes()) != told.get("hash_of_hash_list"):
            self.find(
                f"file {MANIFEST}",
                "its hash is not the hash of the hash list that was signed",
                "Files were changed after signing.",
            )
        return dict(told)

    def _signature(self, data: bytes, signature: bytes, pem: bytes, key: str | None) -> None:
        try:
            held, told = signed(pem, signature, data), fingerprint(pem)
        except Exception as error:  # cryptography raises its own kinds for spoilt keys
            self.find("the signature", f"it cannot be read ({error})", "The key or the signature was changed.")
            return
        if not held:
            self.find("the signature", "it is not this key's over checkpoint.json", "One of the three was changed.")
        if key is not None and "".join(key.split()).lower() != "".join(told.split()):
            self.find("the signature", f"its key is {told}", "It is not the key that was expected.")
        elif key is None:
            self.notes.append(f"Signed with the key {told}. Compare it with what its holder tells you by another way.")

    def _ledger(self, statement: dict[str, Any]) -> None:
        data = self._bytes("data/ledger.jsonl")
        if data is None:
            return
        frontier, by_number = Frontier(), {}
        pairs = []
        for number, line in enumerate(data.split(b"\n")[:-1], start=1):
            frontier.add(line)
            try:
                entry = revive(Entry, json.loads(line))
                if entry.header != line:
                    raise ValueError("it is not in canonical form")
            except (ValueError, TypeError) as error:
                self.find(f"entry {number}", f"its header cannot be read ({error})")
                continue
            by_number[entry.sequence] = entry
            pairs.append((entry, entry.digest))
        self._size = frontier.size
        self.erased = sum(entry.kind is EntryKind.ERASURE for entry in by_number.values())
        if statement:
            self.findings.extend(breaks(pairs, Head(statement.get("size", 0), str(statement.get("head")))))
            if frontier.root.hex() != statement.get("root"):
                self.find(
                    "the ledger",
                    "its Merkle root is not the one that was signed",
                    "Entries were changed, added or removed.",
                )
        self._openings(by_number)

    def _openings(self, entries: dict[int, Entry]) -> None:
        for path in sorted((self.folder / "data" / "openings").glob("*")):
            try:
                entry = entries[int(path.stem)]
            except (ValueError, KeyError):
                self.find(
                    f"file data/openings/{path.name}",
                    "it belongs to no entry of the ledger",
                    "It was added or renamed.",
                )
                continue
            if sha256(path.read_bytes()) != entry.commitment:
                self.find(f"entry {entry.sequence} ({entry.kind})", "its content is not what was committed to")
            else:
                self.contents += 1
        closed = len(entries) - self.contents
        if closed > 0:
            self.notes.append(
                f"{closed} entries are closed in this tier: their headers are checked, their contents are not here."
            )

    def _reports(self) -> None:
        for number, told in self._objects("data/reports.jsonl"):
            where = f"data/reports.jsonl, line {number}"
            try:
                text, reading = told["report"]["text"], told["reading"]
                if text and text_sha256(text) != told["sha256"]:
                    self.find(where, "the text does not have the hash that stands beside it")
                if reading is None:
                    continue
                if reading["report"]["sha256"] != told["sha256"]:
                    self.find(where, "it was read from another text than its report's")
                checked, false = false_spans(reading, text or quoted(revive(Reading, reading)))
            except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
                self.find(where, f"it is no report ({type(error).__name__}: {str(error)[:200]})")
                continue
            self.spans += checked
            for path in false:
                self.find(where, f"the words of {path} do not stand where it says")

    def _objects(self, name: str) -> Iterator[tuple[int, Any]]:
        data = self._bytes(name)
        for number, line in enumerate((data or b"").split(b"\n")[:-1], start=1):
            try:
                value = json.loads(line)
                if canonical_json(value) != line:
                    raise ValueError("it is not in canonical form")
            except ValueError as error:
                self.find(f"{name}, line {number}", f"it cannot be read ({str(error)[:200]})")
                continue
            yield number, value

    def _snapshots(self) -> None:
        for path in sorted((self.folder / "data" / "snapshots").glob("*")):
            self.blobs += 1
            if sha256(path.read_bytes()) != path.name:
                self.find(f"file data/snapshots/{path.name}", "its bytes are not those that were obtained")

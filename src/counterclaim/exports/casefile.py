"""The case file: a BagIt bag that others can read in any browser, and verify without the case.

    data/      what the tier may have: entries' headers and openings, reports, figures, conclusions, archived bytes, a report
    checkpoint.json   the statement: the ledger's Merkle root and the hash of the hash list; signed, and stamped where asked

Signature -> statement -> hash list -> every file; openings -> commitments -> headers -> chain -> root -> statement.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from secrets import token_hex
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import Any

from counterclaim import __version__
from counterclaim.errors import UsageError
from counterclaim.exports import annex_iv, readme
from counterclaim.exports.bag import Bag
from counterclaim.exports.container import archive, seal
from counterclaim.exports.contents import Contents
from counterclaim.exports.csv import empty_folder
from counterclaim.exports.html import pages
from counterclaim.exports.pdf import pdf
from counterclaim.exports.signing import fingerprint, public_pem, sign
from counterclaim.exports.stamping import ask
from counterclaim.exports.tier import LEFT_OUT
from counterclaim.model import canonical_json, plain, sha256

#: raised when a reader of older bags would misread one
FORMAT = "counterclaim-casefile/1"


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the hash of the hash list, the key's fingerprint, when it was stamped."""

    hash_of_hash_list: str
    fingerprint: str
    stamped: bool
    files: int


def write_casefile(folder: Path, contents: Contents, key: bytes, authority: str | None = None) -> Written:
    """Write a case file into a folder that is empty or not there yet, whole or not at all.

    Raises:
        UsageError: the folder holds something.
        NotStamped: an authority was given and gives no time stamp.
    """
    if folder.exists():
        empty_folder(folder)
    bag = Bag(folder.with_name(f".{folder.name}.unfinished-{token_hex(4)}"))
    try:
        written = _write(bag, folder, contents, key, authority)
        if folder.exists():
            folder.rmdir()
        bag.folder.rename(folder)
    finally:
        rmtree(bag.folder, ignore_errors=True)
    return written


def write_packed(path: Path, contents: Contents, key: bytes, authority: str | None, passphrase: str | None) -> Written:
    """Write a case file as one file: an archive, sealed where a passphrase is given.

    Raises:
        UsageError: the file is there already.
        NotStamped: an authority was given and gives no time stamp.
    """
    if path.exists():
        raise UsageError(f"{path}: it is there already. Choose another path, so that nothing is overwritten.")
    with TemporaryDirectory(prefix="counterclaim-casefile-", dir=path.resolve().parent) as folder:
        written = write_casefile(Path(folder, path.stem), contents, key, authority)
        data = archive(Path(folder, path.stem))
        partial = Path(folder, "packed")
        partial.write_bytes(seal(data, passphrase) if passphrase else data)
        partial.rename(path)
    return written


def _write(bag: Bag, folder: Path, contents: Contents, key: bytes, authority: str | None) -> Written:
    enclosed = _payload(bag, contents)
    hash_list = bag.manifest()
    digest, public = sha256(hash_list), public_pem(key)
    statement = canonical_json(
        {
            "format": FORMAT, "case": contents.case, "tier": contents.tier.value, "at": contents.at.isoformat(), "by": contents.by,
            "tool": f"counterclaim {__version__}", "size": contents.checkpoint.size, "root": contents.checkpoint.root,
            "head": contents.checkpoint.head, "hash_of_hash_list": digest, "key": fingerprint(public),
        }
    )  # fmt: skip
    bag.tag("checkpoint.json", statement)
    bag.tag("checkpoint.sig", sign(key, statement))
    bag.tag("public-key.pem", public)
    if authority:
        bag.tag("checkpoint.tsr", ask(authority, statement))
    bag.tag("annex-iv.html", annex_iv.form(contents, folder.name, hash_list.decode(), digest).encode())
    bag.tag("README.txt", readme.text(contents, fingerprint(public), bool(authority)).encode())
    bag.close(
        {
            "Bagging-Date": contents.at.date().isoformat(), "External-Identifier": contents.case,
            "External-Description": f"Case file, {contents.tier.value} tier", "Bag-Software-Agent": f"counterclaim {__version__}",
            "Hash-Of-Hash-List": digest, "Key-Fingerprint": fingerprint(public),
        }
    )  # fmt: skip
    return Written(digest, fingerprint(public), bool(authority), enclosed)


def _payload(bag: Bag, contents: Contents) -> int:
    """Everything under data/; how many archived files are among it."""
    bag.add("case.json", canonical_json(_about(contents)))
    bag.lines("ledger.jsonl", (entry.header for entry in contents.entries))
    opened = 0
    for opened, (sequence, opening) in enumerate(contents.openings, start=1):  # noqa: B007
        bag.add(f"openings/{sequence:08d}.json", opening)
    bag.lines("reports.jsonl", _reports(contents))
    kept = 0
    for one in {item.snapshot.sha256: item for item in contents.snapshots if item.enclosed}.values():
        bag.add(f"snapshots/{one.snapshot.sha256}", contents.blob(one.snapshot.sha256))
        kept += 1
    for name, values in (
        ("snapshots", contents.snapshots), ("figures", contents.figures), ("profiles", contents.profiles),
        ("groupings", [replace(one, by="A reviewer", at=None) for one in contents.groupings]),
        ("determinations", contents.determinations), ("decisions", contents.decisions), ("lists", contents.lists),
        ("persons", contents.persons), ("estimates", contents.estimates),
    ):  # fmt: skip
        if values:
            bag.lines(f"{name}.jsonl", _lines(values))
    if contents.pseudonyms:
        bag.add("people.json", canonical_json(dict(contents.pseudonyms)))
    for name, page in pages(contents):
        bag.add(f"report/{name}", page.encode("utf-8", "replace"))
    bag.add("report/report.pdf", pdf(contents))
    return kept


def _about(contents: Contents) -> dict[str, Any]:
    return {
        "format": FORMAT, "case": contents.case, "title": contents.title, "tier": contents.tier.value, "at": contents.at.isoformat(),
        "by": contents.by, "entries": len(contents.entries), "reports": len(contents.reports), "figures": len(contents.figures),
        "left_out": list(LEFT_OUT[contents.tier]), "method": dict(contents.method),
    }  # fmt: skip


def _reports(contents: Contents) -> Iterator[bytes]:
    for item in contents.reports:
        reading = plain(item.reading) if item.reading else None
        yield canonical_json(
            {"report": plain(item.report), "sha256": item.sha256, "reading": reading, "unreadable": item.unreadable}
        )


def _lines(values: Sequence[Any]) -> Iterator[bytes]:
    return (canonical_json(plain(value)) for value in values)

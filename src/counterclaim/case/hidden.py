"""The names that a public export must not hold: victims on the case's lists, people who work on it, protected sources."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from counterclaim.case.memory import Memory
from counterclaim.case.writer import actor_names
from counterclaim.model.ledger import EntryKind
from counterclaim.store.ledger import read_lines
from counterclaim.store.tables import reports

#: fields of a list's row that hold a name or a part of one, as `victims.columns` names them
_NAMES = ("name", "name_latin")
_PARTS = ("given", "father", "grandfather", "family")
#: parts of the headers of columns that tell where and who, whatever else the list calls them
_TELLING = (
    "name", "mother", "father", "spouse", "address", "street", "phone", "mobile", "tel", "mail", "contact", "passport", "national",
    "identity", "witness", "informant", "reporter", "enumerator", "guardian", "kunya", "nick", "alias",
)  # fmt: skip
#: headers that would match and tell nobody's name
_HARMLESS = ("place", "village", "town", "city", "province", "governorate", "nationality", "hospital", "list")


def hidden_names(memory: Memory, connection: Connection) -> Iterator[str]:
    """Every name to black out; some more than once.

    Raises:
        CaseError: the case is sealed and its passphrase was not given.
    """
    memory.key(True)
    yield from (name for name in actor_names(memory, connection).values() if name)
    columns: dict[str, dict[str, str]] = {}
    for line in read_lines(connection, kinds=(EntryKind.LIST, EntryKind.RECORD, EntryKind.CONSENT)):
        content = memory.content(line)
        if content is None:
            continue
        if line.entry.kind is EntryKind.LIST:
            columns[content["id"]] = dict(content["list"].get("columns") or {})
        elif line.entry.kind is EntryKind.CONSENT:
            yield from _family(content)
        else:
            yield from names_of_record(content["record"], columns.get(content["list"], {}))
            for consent in content["record"].get("consents", ()):
                yield from _family({"consent": consent})
    yield from _protected_sources(memory, connection)


def names_of_record(record: Any, columns: dict[str, str]) -> Iterator[str]:
    """The names, addresses and numbers of a row: as written, and as reports shorten them."""
    standard, written = record["standard"], record["written"]
    for field in _NAMES:
        yield from _ways(standard.get(field) or "")
    yield from _ways(" ".join(standard[field] for field in _PARTS if standard.get(field)))
    named = {columns[field] for field in (*_NAMES, *_PARTS) if field in columns}
    for header, cell in written.items():
        told = header.lower()
        telling = any(part in told for part in _TELLING) and not any(part in told for part in _HARMLESS)
        if isinstance(cell, str) and len(cell.strip()) > 2 and (telling or header in named):
            yield from _ways(cell) if "name" in told else (cell,)


def _family(content: Any) -> Iterator[str]:
    """Who allowed or refused a use, where that is a name and no description ("the family")."""
    words = str((content.get("consent") or {}).get("by") or "").split()
    if len(words) > 1 and all(word[:1].isupper() or not word.isascii() for word in words):
        yield from _ways(" ".join(words))


def _ways(name: str) -> Iterator[str]:
    """A full name, and without those of father and grandfather, in both orders; no single part, which many share."""
    words = name.split()
    if words:
        yield name
    if len(words) > 2:
        yield f"{words[0]} {words[-1]}"
    if len(words) > 1:
        yield f"{words[-1]} {words[0]}"
        yield from (f"{words[0]} {second}" for second in words[1:])


def _protected_sources(memory: Memory, connection: Connection) -> Iterator[str]:
    """Sources and by-lines of protected reports that no open report names as its own."""
    open_sources = set(connection.scalars(select(reports.c.source).where(reports.c.protected.is_(False))))
    for line in read_lines(connection, kinds=(EntryKind.REPORT,)):
        if line.entry.protected and (content := memory.content(line)) is not None:
            report = content["report"]
            yield from (name for name in (report["source"], report["author"]) if name and name not in open_sources)

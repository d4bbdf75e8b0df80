"""Writing: one transaction over ledger and tables. Both change or neither does."""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, select

from counterclaim.archive.chain import Head, follow
from counterclaim.archive.commitment import commit
from counterclaim.case.memory import TOOL, Memory
from counterclaim.case.projection import project
from counterclaim.errors import CaseError
from counterclaim.model.ledger import Entry, EntryKind
from counterclaim.store.ledger import Line, find_lines, insert_lines, lock_head, write_head
from counterclaim.store.tables import actors

#: what somebody who writes in a case is called in its ledger, and outside of it
PSEUDONYM = re.compile("actor-[0-9a-f]{16}")
#: what exports call people whose names do not leave and who have no pseudonym
NAMELESS = frozenset({"", "somebody", "A reviewer"})


class Writer:
    """Appends entries, each projected into the tables at once, in the transaction of its connection."""

    def __init__(self, memory: Memory, connection: Connection, head: Head, name: str) -> None:
        self.memory, self.connection, self.head = memory, connection, head
        self.by = self._actor(name)

    def record(
        self, kind: EntryKind, content: Any, *, about: str | None = None, protected: bool = False, by: str | None = None
    ) -> Entry:
        """Append an entry with its content (JSON data), and project it.

        Raises:
            ValueError: the content is no canonical JSON.
        """
        commitment, body = commit(content)
        seal = self.memory.key(protected)
        if seal is not None:
            body = seal.seal(body, commitment)
        entry, self.head = follow(
            self.head,
            kind,
            commitment,
            at=datetime.now(UTC),
            by=by or self.by,
            tool=TOOL,
            about=about,
            protected=protected,
        )
        insert_lines(self.connection, [Line(entry, self.head.digest, seal is not None, body)])
        project(self.memory, self.connection, entry, content)
        return entry

    def person(self, name: str) -> str:
        """The pseudonym of somebody who worked on another case; one that came as a pseudonym, or without name, stays so.

        What has a name here is known to be one, and is blacked out of what is public.
        """
        return name if name in NAMELESS or PSEUDONYM.fullmatch(name) else self._actor(name)

    def _actor(self, name: str) -> str:
        """The pseudonym of a name; one is made, with the name as its protected content, where there is none."""
        if not name.strip():
            raise CaseError("Every entry needs a name: say who you are with --by, or set COUNTERCLAIM_BY.")
        for pseudonym, known in actor_names(self.memory, self.connection).items():
            if known == name:
                return pseudonym
        if PSEUDONYM.fullmatch(name):
            raise CaseError(f"{name}: this is a pseudonym of ours and no name. Say who you are with --by.")
        self.memory.key(True)  # a sealed case must be open before anyone can be told apart
        pseudonym = f"actor-{secrets.token_hex(8)}"
        self.record(EntryKind.ACTOR, {"pseudonym": pseudonym, "name": name}, protected=True, by=pseudonym)
        return pseudonym


@contextmanager
def writing(memory: Memory, by: str) -> Iterator[Writer]:
    """A transaction that writes as the person named `by`. Other writers wait; readers do not."""
    with memory.change() as connection:
        head = Head(*lock_head(connection))
        writer = Writer(memory, connection, head, by)
        yield writer
        write_head(connection, writer.head.sequence, writer.head.digest)


def actor_names(memory: Memory, connection: Connection) -> dict[str, str | None]:
    """Pseudonyms with their names; None where the name was erased or is sealed."""
    rows = connection.execute(select(actors.c.pseudonym, actors.c.sequence)).all()
    lines = find_lines(connection, [row.sequence for row in rows])
    contents = {row.pseudonym: memory.content(lines[row.sequence]) for row in rows if row.sequence in lines}
    return {pseudonym: content["name"] if content else None for pseudonym, content in contents.items()}

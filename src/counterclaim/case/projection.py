"""The projection: what each kind of entry does to the tables. `record` and `rebuild` both come through here, in the
order of the ledger, so the tables are a function of it."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, insert

from counterclaim.case.memory import Memory
from counterclaim.case.project_estimates import project_estimate, project_overlap
from counterclaim.case.project_links import project_persons, project_tie
from counterclaim.case.project_lists import project_list, project_record, project_told
from counterclaim.case.project_reports import project_reading, project_report, project_snapshot
from counterclaim.case.project_rulings import project_erasure, project_ruling, project_withdrawal
from counterclaim.model.ledger import Entry, EntryKind
from counterclaim.store.tables import actors

Projector = Callable[[Memory, Connection, Entry, Any], None]


def _project_actor(memory: Memory, connection: Connection, entry: Entry, content: Any) -> None:
    connection.execute(insert(actors).values(pseudonym=entry.by, sequence=entry.sequence))


_PROJECTORS: dict[EntryKind, Projector] = {
    EntryKind.ACTOR: _project_actor,
    EntryKind.SNAPSHOT: project_snapshot,
    EntryKind.REPORT: project_report,
    EntryKind.READING: project_reading,
    EntryKind.PROFILE: project_ruling,
    EntryKind.DECISION: project_ruling,
    EntryKind.DETERMINATION: project_ruling,
    EntryKind.JUDGEMENT: project_ruling,
    EntryKind.ACCEPTANCE: project_ruling,
    EntryKind.WEIGHING: project_ruling,
    EntryKind.OVERLAP: project_overlap,
    EntryKind.ESTIMATE: project_estimate,
    EntryKind.WITHDRAWAL: project_withdrawal,
    EntryKind.ERASURE: project_erasure,
    EntryKind.LIST: project_list,
    EntryKind.RECORD: project_record,
    EntryKind.PERSONS: project_persons,
    EntryKind.TOLD: project_told,
    EntryKind.TIE: project_tie,
    EntryKind.CONSENT: project_ruling,
}


def project(memory: Memory, connection: Connection, entry: Entry, content: Any) -> None:
    """Bring the tables up to date with one entry. An erased content (None) leaves nothing but an actor's pseudonym."""
    projector = _PROJECTORS.get(entry.kind)
    if projector is not None and (content is not None or entry.kind is EntryKind.ACTOR):
        projector(memory, connection, entry, content)

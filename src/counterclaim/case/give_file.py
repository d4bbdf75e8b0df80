"""What leaves the case for a case file: ledger, openings, snapshots, conclusions, by release tier."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, select

from counterclaim.archive.commitment import opening_of
from counterclaim.case.checkpoint import checkpoint
from counterclaim.case.give import give
from counterclaim.case.give_determined import concluded as concluded_
from counterclaim.case.give_estimates import estimates
from counterclaim.case.give_lists import called
from counterclaim.case.give_victims import Disclosure, disclosure, persons
from counterclaim.case.lists import stored_lists
from counterclaim.case.memory import Memory
from counterclaim.case.method import method
from counterclaim.case.standing import decisions
from counterclaim.case.writer import actor_names
from counterclaim.exports.addresses import public_address
from counterclaim.exports.contents import Archived, Contents, Ruled
from counterclaim.exports.release import Release
from counterclaim.exports.tier import Tier
from counterclaim.model import EntryKind, Snapshot, plain, revive
from counterclaim.store.ledger import Line, read_lines
from counterclaim.store.tables import reports

#: entries whose contents anybody may have, where nothing in them is to be hidden
_OPEN = frozenset(
    {EntryKind.CASE, EntryKind.READING, EntryKind.PROFILE, EntryKind.WITHDRAWAL, EntryKind.CHECKPOINT, EntryKind.DECISION,
     EntryKind.OVERLAP, EntryKind.ESTIMATE}
)  # fmt: skip
#: what partners have besides; all else names who works on the case, or victims
_PARTNER = _OPEN | {EntryKind.REPORT, EntryKind.LIST, EntryKind.ERASURE, EntryKind.EXPORT, EntryKind.NOTE}
#: about one row of a list: as it leaves
_OF_ROW = frozenset({EntryKind.RECORD, EntryKind.CONSENT, EntryKind.TIE})
#: about many rows at once: only where all may leave
_OF_ROWS = frozenset({EntryKind.LINKAGE, EntryKind.PERSONS})


def contents(memory: Memory, tier: Tier, *, by: str) -> Contents:
    """The contents of a case file; the ledger's root is recorded as it leaves.

    Raises:
        CaseError: the case is sealed and its passphrase was not given.
    """
    stated = checkpoint(memory, by=by)
    given = give(memory, tier)
    release, rows = given.release, list(given.reports)
    with memory.look() as connection:
        lines = list(read_lines(connection, until=stated.size, with_bodies=False))
        concluded = list(concluded_(memory, connection, release))
        ruled = list(_ruled(memory, connection, release))
        held = disclosure(memory, connection, tier)
        snapshots = list(_snapshots(memory, connection, release, held, stated.size))
        known = list(persons(memory, connection, held))
        estimated = list(estimates(memory, connection, release))
        lists = [
            release.data(plain(one.about) | {"id": called(one, tier), "left": one.records} | _unhashed(tier))
            for one in stored_lists(memory, connection)
        ]
        people = {p: n or "" for p, n in actor_names(memory, connection).items()} if tier is Tier.COURT else {}
        made = next((memory.content(line) or {} for line in read_lines(connection, kinds=(EntryKind.CASE,))), {})
    return Contents(
        case=memory.case_id, title=release.words(made.get("title")) or "", tier=tier, at=datetime.now(UTC), by=release.person(by),
        entries=[line.entry for line in lines], checkpoint=stated, openings=_openings(memory, release, held, stated.size),
        snapshots=snapshots, blob=_blob_reader(memory, snapshots), reports=rows, figures=given.figures, profiles=given.profiles,
        groupings=given.groupings, determinations=concluded, decisions=ruled, lists=lists, persons=known, estimates=estimated,
        pseudonyms=people, method=release.data(method(memory)),
    )  # fmt: skip


def _unhashed(tier: Tier) -> dict[str, None]:
    """A list's hash tells whoever holds the list that the case has it; only a court is told."""
    return {} if tier is Tier.COURT else {"sha256": None, "columns": None}


def _openings(memory: Memory, release: Release, held: Disclosure, size: int) -> Iterator[tuple[int, bytes]]:
    """The openings that a tier may have, each exactly the bytes that were committed to."""
    with memory.look() as connection:
        hidden = set(connection.scalars(select(reports.c.id).where(reports.c.protected)))
        for line in read_lines(connection, until=size):
            if line.body is not None and _may_open(memory, release, held, line, hidden):
                seal = memory.seal if line.sealed else None
                body = seal.open(line.body, line.entry.commitment) if seal else line.body
                yield line.entry.sequence, opening_of(body)


def _may_open(memory: Memory, release: Release, held: Disclosure, line: Line, hidden: set[str]) -> bool:
    kind, content = line.entry.kind, memory.content(line)
    if kind is EntryKind.NOTE and isinstance(content, dict) and content.keys() == {"signing_key", "fingerprint"}:
        return True
    if release.tier is Tier.COURT:
        return _court_may_open(line, content, held)
    if kind not in (_OPEN if release.is_public else _PARTNER) or not isinstance(content, dict):
        return False
    if not release.is_public:
        address = content["report"].get("address") if kind is EntryKind.REPORT else None
        return public_address(address) == address and (kind is not EntryKind.NOTE or not line.entry.protected)
    about = {str(content.get("report")), *(anchor["report"] for anchor in content.get("anchors", ()))}
    added = content.get("claim") is not None or "place" in content.get("changes", ())
    if line.entry.protected or about & hidden or added or (kind is EntryKind.READING and _has_living(content)):
        return False
    return bool(release.data(content) == content) and all(release.report_id(name) == name for name in about)


def _court_may_open(line: Line, content: Any, held: Disclosure) -> bool:
    kind = line.entry.kind
    if kind in _OF_ROW:
        of = content.get("corrects") or line.entry.id if kind is EntryKind.RECORD else content.get("record")
        return held.may(str(of or line.entry.about))
    if kind is EntryKind.JUDGEMENT:
        return held.may(content.get("left")) and held.may(content.get("right"))
    return kind not in _OF_ROWS or held.whole


def _has_living(content: Any) -> bool:
    """Whether a reading holds the place of somebody who may be alive, which the tier gives only coarsely."""
    from counterclaim.exports.coarse import is_living

    claims = (content.get("reading") or {}).get("claims", ())
    return any(claim["place"] is not None and is_living(claim["harm"]) for claim in claims)


def _snapshots(
    memory: Memory, connection: Connection, release: Release, held: Disclosure, size: int
) -> Iterator[Archived]:
    of_lists = {
        content["snapshot"]: content["id"]
        for line in read_lines(connection, kinds=(EntryKind.LIST,))
        if (content := memory.content(line))
    }
    for line in read_lines(connection, until=size, kinds=(EntryKind.SNAPSHOT,)):
        content = memory.content(line)
        if content is None or (release.is_public and line.entry.protected):
            continue
        snapshot = revive(Snapshot, content["snapshot"])
        of_list = of_lists.get(snapshot.sha256)
        if of_list is not None and (release.tier is not Tier.COURT or of_list in held.partly):
            continue
        yield Archived(line.entry.id, _facts(snapshot, release), not release.is_public)


def _facts(snapshot: Snapshot, release: Release) -> Snapshot:
    """Court has every fact; others neither paths nor what the request told of who asked."""
    if release.tier is Tier.COURT:
        return snapshot
    listing = tuple((k, release.words(v) or "") for k, v in snapshot.listing if k in ("title", "published", "source"))
    return replace(
        snapshot, address=release.address(snapshot.address) or "", final_address=release.address(snapshot.final_address), headers=(),
        proxy=None, listing=listing,
    )  # fmt: skip


def _blob_reader(memory: Memory, snapshots: list[Archived]) -> Any:
    allowed = {one.snapshot.sha256 for one in snapshots if one.enclosed}

    def read(sha256: str) -> bytes:
        from counterclaim.case.find import snapshot_bytes

        if sha256 not in allowed:
            raise KeyError(sha256)
        with memory.look() as connection:
            return snapshot_bytes(memory, connection, sha256)

    return read


def _ruled(memory: Memory, connection: Connection, release: Release) -> Iterator[Ruled]:
    hidden = set(connection.scalars(select(reports.c.id).where(reports.c.protected))) if release.is_public else set()
    names = actor_names(memory, connection)
    for one in decisions(memory, connection, None, False):
        if hidden & {anchor.report for anchor in one.decision.anchors}:
            continue
        who = release.person(names.get(one.by) or one.by) if release.tier is Tier.COURT else one.by
        told = {
            "kind": one.decision.kind.value,
            "reason": release.words(one.decision.reason),
            "places": len(one.decision.anchors),
        }
        yield Ruled(one.entry, one.decision.kind.value, told, who, one.at, one.withdrawn)

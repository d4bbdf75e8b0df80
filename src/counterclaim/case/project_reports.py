"""Snapshots, reports and readings as rows. The latest reading of a report stands, with people's decisions applied."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from counterclaim.case.applying import Applied, apply
from counterclaim.case.memory import Memory
from counterclaim.case.rulings import decisions_on, settle
from counterclaim.model.codec import plain, revive
from counterclaim.model.decision import DecisionKind
from counterclaim.model.ledger import Entry
from counterclaim.model.reading import Reading
from counterclaim.model.report import ReportHead
from counterclaim.store.packing import pack, searched, text, whole
from counterclaim.store.tables import claims, labels, readings, reports, snapshots


def project_snapshot(memory: Memory, connection: Connection, entry: Entry, content: Any) -> None:
    """One row for each time that bytes were obtained."""
    snapshot = content["snapshot"]
    connection.execute(
        insert(snapshots).values(
            sequence=entry.sequence,
            sha256=snapshot["sha256"],
            blob=content["blob"],
            size=snapshot["size"],
            media_type=text(snapshot["media_type"]),
            address="" if entry.protected else text(snapshot["address"]),
            protected=entry.protected,
        )
    )


def project_report(memory: Memory, connection: Connection, entry: Entry, content: Any) -> None:
    """What is known of a report besides its text, which stays in the record. Protected: neither source nor title."""
    report, hidden = content["report"], entry.protected
    connection.execute(
        insert(reports).values(
            id=report["id"],
            sequence=entry.sequence,
            snapshot=content["snapshot"],
            position=content["position"],
            siblings=content["siblings"],
            sha256=content["sha256"],
            source=None if hidden else text(report["source"]),
            published=report["published"],
            language=report["language"],
            title=None if hidden else text(report["title"]),
            protected=hidden,
        )
    )


def project_reading(
    memory: Memory, connection: Connection, entry: Entry, content: Any, cause: int | None = None
) -> None:
    """Replace what was read from the report before. `cause`: the entry for which an older reading is taken up anew."""
    report_id, unreadable = content["report"], content["unreadable"]
    protected = bool(connection.scalar(select(reports.c.protected).where(reports.c.id == report_id)))
    connection.execute(delete(claims).where(claims.c.report == report_id))
    connection.execute(delete(labels).where(labels.c.report == report_id))
    connection.execute(delete(readings).where(readings.c.report == report_id))
    decisions = decisions_on(memory, connection, report_id)
    reading, standing = content["reading"], Applied(None)
    if reading is None and any(ruled.decision.kind is DecisionKind.ADD for ruled in decisions):
        # What people add by hand is the reading of a report that the program cannot read.
        reading, unreadable = plain(Reading(_head(connection, report_id), (), (), ())), None
    # Without decisions the recorded JSON is what the tables hold: nothing need be revived.
    if reading is not None and decisions:
        standing = apply(revive(Reading, reading), decisions)
        reading = plain(standing.reading)
    found = reading["claims"] if reading else []
    seal = memory.key(protected)
    connection.execute(
        insert(readings).values(
            report=report_id,
            sequence=entry.sequence,
            touched=cause or entry.sequence,
            tool=entry.tool,
            unreadable=text(unreadable),
            claims=len(found) - len(standing.rejected),
            sealed=seal is not None,
            data=pack({**reading, "claims": []} if reading else {}, f"reading {report_id}", seal),
        )
    )
    if found:
        rows = [_claim_row(memory, report_id, i, claim, standing, protected) for i, claim in enumerate(found)]
        connection.execute(insert(claims), rows)
    if reading and reading["labels"] and not protected:
        rows = [_label_row(report_id, i, label) for i, label in enumerate(reading["labels"])]
        connection.execute(insert(labels), rows)
    if decisions:
        settle(memory, connection, decisions, standing.attached)


def _head(connection: Connection, report_id: str) -> ReportHead:
    row = connection.execute(select(reports).where(reports.c.id == report_id)).one()
    published = date.fromisoformat(row.published) if row.published else None
    return ReportHead(row.id, row.source, published, row.language or "und", row.sha256, title=row.title)


def _label_row(report_id: str, position: int, label: Any) -> dict[str, Any]:
    speaker = label["speaker"]
    return {
        "report": report_id,
        "position": position,
        "speaker": text(" ".join(speaker["words"].split())) if speaker else None,
        "target": text(label["target"]),
        "words": text(" ".join(label["words"]["words"].split())),
        "tone": label["tone"],
    }


def _claim_row(
    memory: Memory, report_id: str, position: int, claim: Any, applied: Applied, protected: bool
) -> dict[str, Any]:
    """Columns to search by; a protected claim shows only what happened, not where, when, to how many or by whose account."""
    open_fields = (claim["place"], claim["when"], claim["claimant"])
    place, when, speaker = (None, None, None) if protected else open_fields
    return {
        "id": claim["id"],
        "report": report_id,
        "position": position,
        "harm": claim["harm"],
        "category": claim["category"],
        "scope": claim["scope"],
        "polarity": claim["polarity"],
        "low": None if protected else whole(claim["quantity"]["low"]),
        "high": None if protected else whole(claim["quantity"]["high"]),
        "basis": claim["basis"],
        "place": searched((place["name"] or place["words"]) if place else None),
        "latitude": place["latitude"] if place else None,
        "longitude": place["longitude"] if place else None,
        "from": when["from"] if when else None,
        "to": when["to"] if when else None,
        "attributed": claim["claimant"] is not None,
        "claimant": searched(speaker["words"]) if speaker else None,
        "rejected": claim["id"] in applied.rejected,
        "decided": claim["id"] in applied.decided,
        "protected": protected,
        "data": pack(claim, f"claim {claim['id']}", memory.key(protected)),
    }

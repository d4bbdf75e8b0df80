"""What people decide: on claims, labels, figures, pairs of victim records, sources; and taking it back."""

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, select

from counterclaim.case.applying import Ruled, apply, locate
from counterclaim.case.find import claims_of, reading_of, text_of
from counterclaim.case.memory import Memory
from counterclaim.case.writer import writing
from counterclaim.errors import UsageError
from counterclaim.model.claim import Claim, claim_id
from counterclaim.model.codec import plain
from counterclaim.model.decision import Anchor, Decision, DecisionKind
from counterclaim.model.determination import Determination
from counterclaim.model.ledger import Entry, EntryKind
from counterclaim.model.source import SourceProfile
from counterclaim.store.tables import reports, rulings


def decide(memory: Memory, decision: Decision, *, by: str) -> Entry:
    """Record a decision; the claims and figures that it concerns follow it.

    Raises:
        UsageError: its words do not stand in the report, it concerns no claim there, or a changed field does not fit.
    """
    with memory.look() as connection:
        for anchor in decision.anchors:
            _check_anchor(memory, connection, anchor, decision)
        if decision.claim is not None:
            _check_added(memory, connection, decision.anchors[0], decision.claim)
    return _rule(memory, EntryKind.DECISION, plain(decision), by, _is_protected(memory, decision))


def determine(memory: Memory, determination: Determination) -> Entry:
    """Record a named person's conclusion about a figure."""
    return _rule(memory, EntryKind.DETERMINATION, plain(determination), determination.by, False)


def judge(memory: Memory, judgement: Any, *, by: str) -> Entry:
    """Record a judgement on a pair of victim records: a value of model/, or a mapping with left, right, verdict.

    It is protected: the records' own identifiers may be those of people.
    """
    return _rule(memory, EntryKind.JUDGEMENT, plain(judgement), by, True)


def profile(memory: Memory, source: SourceProfile, *, by: str) -> Entry:
    """Record what a person has written down about a source."""
    return _rule(memory, EntryKind.PROFILE, plain(source), by, False)


def withdraw(memory: Memory, entry_id: str, *, by: str, reason: str) -> Entry:
    """Take back a decision, determination, judgement, profile, acceptance or weighing: it stays on record and no longer stands.

    Raises:
        UsageError: there is no such ruling, or it was taken back before.
    """
    with writing(memory, by) as writer:
        row = writer.connection.execute(select(rulings).where(rulings.c.id == entry_id)).one_or_none()
        if row is None:
            raise UsageError(f"{entry_id}: there is no ruling of this id in the case that could be withdrawn.")
        if row.withdrawn is not None:
            raise UsageError(f"{entry_id}: it was withdrawn before, by entry {row.withdrawn}.")
        return writer.record(EntryKind.WITHDRAWAL, {"reason": reason}, about=entry_id)


def _rule(memory: Memory, kind: EntryKind, content: Any, by: str, protected: bool) -> Entry:
    with writing(memory, by) as writer:
        return writer.record(kind, content, protected=protected)


def _check_anchor(memory: Memory, connection: Connection, anchor: Anchor, decision: Decision) -> None:
    text = text_of(memory, connection, anchor.report)
    if text is None or not anchor.holds(text):
        raise UsageError(f"{anchor.report}, {anchor.start}-{anchor.end}: these words do not stand there.")
    if decision.kind is DecisionKind.ADD:
        return
    reading = reading_of(memory, connection, anchor.report)
    if reading is None:
        raise UsageError(f"{anchor.report}: nothing was read from it that could be decided on.")
    reading = replace(reading, claims=tuple(found.claim for found in claims_of(memory, connection, anchor.report)))
    if decision.kind in (DecisionKind.MERGE, DecisionKind.SPLIT):
        if locate(anchor, reading.claims) is None:
            raise UsageError(f"{anchor.report}, {anchor.start}-{anchor.end}: there is no claim at these words.")
        return
    try:
        tried = apply(reading, [Ruled(0, "entry-tried", decision)])
    except ValueError as error:
        raise UsageError(f"The decision does not fit: {error}.") from error
    if not tried.attached.get(0, False):
        raise UsageError(f"{anchor.report}, {anchor.start}-{anchor.end}: there is no claim or label at these words.")


def _check_added(memory: Memory, connection: Connection, anchor: Anchor, claim: Claim) -> None:
    sha256 = connection.scalar(select(reports.c.sha256).where(reports.c.id == anchor.report))
    place = (claim.quantity.start, claim.quantity.end)
    if place != (anchor.start, anchor.end):
        raise UsageError("The anchor of an added claim is the place of its quantity.")
    if claim.id != claim_id(str(sha256), *place, claim.harm):
        raise UsageError("The id of an added claim must be that of its report, place and harm: use model.claim_id.")
    text = text_of(memory, connection, anchor.report) or ""
    spans = (claim.content, claim.quantity, claim.population, claim.claimant, claim.cue, claim.place, claim.when)
    if not all(span.holds(text) for span in (*spans, claim.alleged_perpetrator) if span is not None):
        raise UsageError("Some words of the added claim do not stand in the report where it says.")


def _is_protected(memory: Memory, decision: Decision) -> bool:
    """A decision quotes its report, so it is as protected as that."""
    with memory.look() as connection:
        query = select(reports.c.id).where(reports.c.id.in_([anchor.report for anchor in decision.anchors]))
        return connection.execute(query.where(reports.c.protected)).first() is not None

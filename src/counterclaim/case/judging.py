"""Clerical review in a case: pairs in order of what a judgement would change, blind judgements, how far two agree.

A judgement binds the next linkage and teaches its calibrator. What one reviewer said of a pair is kept from another
until that one has judged it too.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import combinations

from sqlalchemy import Connection, select

from counterclaim.case.judged import all_judgements, resolved
from counterclaim.case.memory import Memory
from counterclaim.case.writer import writing
from counterclaim.errors import UsageError
from counterclaim.model.codec import plain
from counterclaim.model.judgement import Judgement, Verdict
from counterclaim.model.ledger import Entry, EntryKind
from counterclaim.model.person import RecordPair
from counterclaim.store.tables import entries, pairs
from counterclaim.victims.review import Agreement, agreement, key, queue, reviewers


def all_pairs(connection: Connection, *, among: Sequence[str] | None = None) -> list[RecordPair]:
    """The candidate pairs of the last linkage, their rows named by entry; `among`: of which the earlier row is one of these."""
    left, right = entries.alias(), entries.alias()
    query = select(left.c.id, right.c.id, pairs.c.probability, pairs.c.same, pairs.c.reason)
    query = query.select_from(
        pairs.join(left, left.c.sequence == pairs.c.left).join(right, right.c.sequence == pairs.c.right)
    )
    if among is not None:
        query = query.where(left.c.id.in_(list(among)))
    found = connection.execute(query.order_by(pairs.c.left, pairs.c.right)).all()
    return [RecordPair(a, b, p, "same" if same else "different", why) for a, b, p, same, why in found]


def waiting(memory: Memory, reviewer: str, limit: int | None = None) -> tuple[RecordPair, ...]:
    """The pairs that this reviewer has not judged, those first whose judgement would change most."""
    with memory.look() as connection:
        judged = [one for _, one in all_judgements(memory, connection)]
        return queue(all_pairs(connection), judged, reviewer, limit)


def judge(memory: Memory, left: str, right: str, verdict: Verdict, *, by: str, reason: str = "") -> Entry:
    """Record what a reviewer says of two rows, named by entry, "list:id", or their own id where one list alone has it.

    Raises:
        UsageError: a row is unknown, or both are one.
    """
    with memory.look() as connection:
        ends = resolved(memory, connection, left), resolved(memory, connection, right)
    if ends[0] == ends[1]:
        raise UsageError("A judgement is on two rows.")
    said = Judgement.of(*ends, verdict, by, datetime.now(UTC), reason.strip())
    with writing(memory, by) as writer:
        return writer.record(EntryKind.JUDGEMENT, plain(said), protected=True)


def last_of(memory: Memory, reviewer: str) -> tuple[str, Judgement] | None:
    """A reviewer's last judgement that stands, with its entry; None where there is none."""
    with memory.look() as connection:
        mine = [
            (entry, one)
            for entry, one in all_judgements(memory, connection)
            if one.reviewer == reviewer and not one.withdrawn
        ]
    return mine[-1] if mine else None


def among(memory: Memory, ends: Sequence[str], reviewer: str) -> list[tuple[RecordPair, list[tuple[str, Judgement]]]]:
    """Candidate pairs among rows, with the judgements on each that this reviewer may see: their own, and the others'
    once they have judged it themselves."""
    with memory.look() as connection:
        held = [one for one in all_pairs(connection, among=ends) if {one.left, one.right} <= set(ends)]
        said: dict[tuple[str, str], list[tuple[str, Judgement]]] = defaultdict(list)
        for entry, one in all_judgements(memory, connection):
            if not one.withdrawn:
                said[one.pair].append((entry, one))
    known = []
    for pair in held:
        there = said[key(pair)]
        known.append((pair, there if any(one.reviewer == reviewer for _, one in there) else []))
    return known


def agreements(memory: Memory) -> list[Agreement]:
    """How far each two reviewers agree, where they have judged a pair in common."""
    with memory.look() as connection:
        judged = [one for _, one in all_judgements(memory, connection)]
    found = [agreement(judged, one, other) for one, other in combinations(sorted(reviewers(judged)), 2)]
    return [one for one in found if one.pairs]

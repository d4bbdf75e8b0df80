"""Applying people's decisions to a reading. Decisions attach to words at a place, so a better reader keeps them; where
it finds nothing at those words, the decision is left over and listed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from counterclaim.model.claim import Claim, Why
from counterclaim.model.codec import plain, revive
from counterclaim.model.decision import Anchor, Decision, DecisionKind
from counterclaim.model.label import Label
from counterclaim.model.reading import Reading


@dataclass(frozen=True, slots=True)
class Ruled:
    """A decision with the number and the id of its ledger entry."""

    sequence: int
    entry: str
    decision: Decision


@dataclass(frozen=True, slots=True)
class Applied:
    """The reading after the decisions, if there is one. Rejected claims stay in it, named in `rejected`, so that nothing vanishes.

    `attached` says of each decision, by number, whether its words still hold something.
    """

    reading: Reading | None
    rejected: frozenset[str] = frozenset()
    decided: frozenset[str] = frozenset()
    attached: Mapping[int, bool] = field(default_factory=dict)


def locate(anchor: Anchor, claims: Sequence[Claim]) -> Claim | None:
    """The claim at the anchor's words: the same quantity and harm; else one whose quantity shares a character with it,
    of the same harm or the only one there."""
    near = [claim for claim in claims if claim.quantity.overlaps(anchor)]
    exact = [claim for claim in near if (claim.quantity.start, claim.quantity.end) == (anchor.start, anchor.end)]
    for group in (exact, near):
        same = [claim for claim in group if anchor.harm is None or claim.harm == anchor.harm]
        if same:
            return same[0]
    return near[0] if len(near) == 1 else None


def apply(reading: Reading, decisions: Sequence[Ruled]) -> Applied:
    """The reading with `decisions` on its report applied in their order.

    A claim keeps the id that it was read with, whatever a person corrects in it.
    """
    originals, current = {claim.id: claim for claim in reading.claims}, {claim.id: claim for claim in reading.claims}
    labels = list(reading.labels)
    rejected: set[str] = set()
    decided: set[str] = set()
    attached: dict[int, bool] = {}
    for ruled in decisions:
        decision = ruled.decision
        for anchor in decision.anchors:
            if anchor.report != reading.report.id:
                continue
            # A correction may have changed the harm that a later anchor names, so both states are searched.
            claim = locate(anchor, list(current.values())) or locate(anchor, list(originals.values()))
            found = claim is not None
            if decision.kind is DecisionKind.ADD and decision.claim is not None:
                added = _marked(decision.claim, ruled, ("claim",))
                twin = claim if claim is not None and claim.harm == added.harm else None
                if twin is not None:
                    current.pop(twin.id)
                current[added.id] = originals[added.id] = added
                decided.add(added.id)
                found = True
            elif decision.kind is DecisionKind.REJECT and claim is not None:
                rejected.add(claim.id)
                decided.add(claim.id)
            elif decision.kind is DecisionKind.CORRECT and claim is not None:
                current[claim.id] = corrected(current[claim.id], ruled)
                decided.add(claim.id)
            elif decision.kind in (DecisionKind.RELABEL, DecisionKind.REJECT):
                found = _relabel(labels, anchor, decision)
            attached[ruled.sequence] = attached.get(ruled.sequence, True) and found
    ordered = sorted(
        current.values(), key=lambda claim: (claim.quantity.start, claim.quantity.end, claim.harm, claim.id)
    )
    effective = replace(reading, claims=tuple(ordered), labels=tuple(labels))
    return Applied(effective, frozenset(rejected), frozenset(decided), attached)


def corrected(claim: Claim, ruled: Ruled) -> Claim:
    """The claim with the fields that a person set.

    Raises:
        ValueError: a field does not exist or a value does not fit it.
    """
    known = plain(claim)
    unknown = sorted(set(ruled.decision.changes) - set(known))
    if unknown:
        raise ValueError(f"a claim has no field {', '.join(unknown)}")
    changed = revive(Claim, {**known, **ruled.decision.changes, "id": claim.id})
    return _marked(changed, ruled, tuple(sorted(ruled.decision.changes)))


def _marked(claim: Claim, ruled: Ruled, fields: tuple[str, ...]) -> Claim:
    why = tuple(Why(field, "decision", ruled.entry) for field in fields)
    return replace(claim, why=(*(known for known in claim.why if known.field not in fields), *why))


def _relabel(labels: list[Label], anchor: Anchor, decision: Decision) -> bool:
    for i, label in enumerate(labels):
        if label.words.overlaps(anchor):
            if decision.kind is DecisionKind.REJECT:
                del labels[i]
            else:
                labels[i] = revive(Label, {**plain(label), **decision.changes})
            return True
    return False

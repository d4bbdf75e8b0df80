"""A person's decision on what the program read: it attaches to words at a place, so it survives a better reader."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from counterclaim.model.claim import Claim, Harm
from counterclaim.model.span import Span


class DecisionKind(StrEnum):
    """What the person did."""

    REJECT = "reject"  # this is no claim (or no label)
    CORRECT = "correct"  # fields of the claim are otherwise
    RELABEL = "relabel"  # the label's target or tone is otherwise
    MERGE = "merge"  # these claims answer one question
    SPLIT = "split"  # these claims leave their figure and form one of their own
    ADD = "add"  # the program missed this claim


@dataclass(frozen=True, slots=True)
class Anchor(Span):
    """The quantity's (or label's) words in a report, and the harm where several claims share a number."""

    report: str
    harm: Harm | None = None

    @staticmethod
    def of_claim(report: str, claim: Claim) -> "Anchor":
        """The anchor of a claim of the report with that id."""
        return Anchor(claim.quantity.start, claim.quantity.end, claim.quantity.words, report, claim.harm)


@dataclass(frozen=True, slots=True)
class Decision:
    """`anchors`: one for reject, correct, relabel and add; one or more for split, two or more for merge.

    `changes` holds the fields of the claim or label that are otherwise, as JSON data (`{"harm": "injured"}`).
    `claim` is the claim that a person added by hand.
    """

    kind: DecisionKind
    anchors: tuple[Anchor, ...]
    reason: str
    changes: Mapping[str, Any] = field(default_factory=dict)
    claim: Claim | None = None

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise ValueError("a decision needs a reason")
        paired = self.kind in (DecisionKind.MERGE, DecisionKind.SPLIT)
        needed = 2 if self.kind is DecisionKind.MERGE else 1
        if len(self.anchors) < needed:
            raise ValueError(f"{self.kind} needs {needed} claims or more")
        if not paired and len(self.anchors) != 1:
            raise ValueError(f"{self.kind} concerns one place in one report, not {len(self.anchors)}")
        if (self.claim is not None) != (self.kind is DecisionKind.ADD):
            raise ValueError("a claim is given with a decision to add one, and only then")
        if self.kind in (DecisionKind.CORRECT, DecisionKind.RELABEL) and not self.changes:
            raise ValueError(f"{self.kind} must say what is otherwise")
        if "id" in self.changes:
            raise ValueError("an id follows from the words and cannot be changed")


@dataclass(frozen=True, slots=True)
class Standing:
    """A recorded decision and whether it still has something to act on.

    `entry` is its ledger entry. `attached` False: the better reader found nothing at these words ("its span is gone").
    """

    entry: str
    decision: Decision
    by: str
    at: str
    attached: bool
    withdrawn: bool

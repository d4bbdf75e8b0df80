"""A person's decision on a pair of records: the same person, different persons, or unsure. It can be withdrawn."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """What a reviewer said of a pair."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One reviewer's verdict on one pair; `left` is the smaller record id, so a pair has one name.

    `withdrawn` is set by a later entry about the same reviewer and pair; nothing is deleted.
    """

    left: str
    right: str
    verdict: Verdict
    reviewer: str
    at: datetime
    reason: str = ""
    withdrawn: bool = False

    def __post_init__(self) -> None:
        if self.left >= self.right:
            raise ValueError("a judgement names two records, the smaller id first")

    @property
    def pair(self) -> tuple[str, str]:
        """The two record ids, smaller first."""
        return self.left, self.right

    @staticmethod
    def of(one: str, other: str, verdict: Verdict, reviewer: str, at: datetime, reason: str = "") -> "Judgement":
        """A judgement of two records in either order."""
        left, right = sorted((one, other))
        return Judgement(left, right, verdict, reviewer, at, reason)

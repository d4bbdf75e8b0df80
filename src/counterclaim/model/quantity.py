"""The words of a number and the interval that they assert. Words first: "dozens" is an interval and the word."""

from dataclasses import dataclass
from enum import StrEnum

from counterclaim.model.span import Span


class Hedge(StrEnum):
    """How the words bind the number."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOUT = "about"
    RANGE = "range"
    VAGUE = "vague"
    ALL = "all"
    NONE = "none"


class Unit(StrEnum):
    """What is counted in a claim: people, or the households that displacement monitors count."""

    PERSONS = "persons"
    HOUSEHOLDS = "households"


@dataclass(frozen=True, slots=True)
class Quantity(Span):
    """A number as worded, with the closed interval `low` to `high` that the words assert; None is an open end.

    Numbers of any kind (`counterclaim.quantities`) are floats; the counts of claims are whole.
    """

    low: float | None
    high: float | None
    hedge: Hedge

    def __post_init__(self) -> None:
        Span.__post_init__(self)
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"the interval of {self.words!r} is empty: {self.low} to {self.high}")


@dataclass(frozen=True, slots=True)
class Count(Span):
    """A quantity of people or households: whole numbers, with their unit."""

    low: int | None
    high: int | None
    hedge: Hedge
    unit: Unit = Unit.PERSONS

    def __post_init__(self) -> None:
        Span.__post_init__(self)
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"the interval of {self.words!r} is empty: {self.low} to {self.high}")
        if (self.low or 0) < 0 or (self.high or 0) < 0:
            raise ValueError(f"people are counted from zero, not {self.words!r} as {self.low} to {self.high}")

    def excludes(self, other: "Count") -> bool:
        """Whether no number satisfies both: "at least 40" and 58 do not exclude one another; 40 and 58 do."""
        return (self.high is not None and other.low is not None and self.high < other.low) or (
            other.high is not None and self.low is not None and other.high < self.low
        )

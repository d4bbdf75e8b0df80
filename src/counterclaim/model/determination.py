"""A determination: a named person's conclusion about a figure under a stated standard of proof, never the program's."""

from dataclasses import dataclass
from enum import StrEnum


class Standard(StrEnum):
    """Standards of proof in use (Berkeley Protocol, footnote 79; OHCHR commissions of inquiry)."""

    REASONABLE_SUSPICION = "reasonable_suspicion"
    REASONABLE_GROUNDS = "reasonable_grounds_to_believe"
    BALANCE = "balance_of_probabilities"
    CLEAR_AND_CONVINCING = "clear_and_convincing"
    BEYOND_REASONABLE_DOUBT = "beyond_reasonable_doubt"


class Conclusion(StrEnum):
    """The verification status that the person gives the figure."""

    VERIFIED = "verified"
    PARTLY_VERIFIED = "partly_verified"
    PENDING = "pending_corroboration"
    UNVERIFIABLE = "unverifiable"
    REFUTED = "refuted"


@dataclass(frozen=True, slots=True)
class Determination:
    """`claims` are those the figure held when it was determined: a figure may be regrouped, the words stay.

    `contrary` and `dissent` are kept because a finding without its contrary evidence cannot be disclosed
    (Berkeley Protocol, footnotes 77 and 78).
    """

    figure: str
    claims: tuple[str, ...]
    conclusion: Conclusion
    standard: Standard
    by: str
    reasons: str
    low: int | None = None
    best: int | None = None
    high: int | None = None
    contrary: tuple[str, ...] = ()
    dissent: str | None = None

    def __post_init__(self) -> None:
        if not self.by.strip() or not self.reasons.strip():
            raise ValueError("a determination needs a named person and reasons")

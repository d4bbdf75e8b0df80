"""An acceptance: a named analyst stands in for the assumptions of one estimate. Only then is its total a headline."""

from dataclasses import dataclass

from counterclaim.model.determination import Standard
from counterclaim.model.estimate import Method


@dataclass(frozen=True, slots=True)
class Acceptance:
    """`estimate` is an id; `method` and `criterion` name the answer among its methods whose `assumptions` were ticked.

    `standard` is the standard of proof by which the analyst holds them to be met.
    """

    estimate: str
    method: Method
    criterion: str | None
    assumptions: tuple[str, ...]
    standard: Standard
    by: str
    reason: str

    def __post_init__(self) -> None:
        if not self.by.strip() or not self.reason.strip():
            raise ValueError("an acceptance needs a named analyst and a reason")
        if not self.assumptions:
            raise ValueError("an acceptance names the assumptions that are accepted")

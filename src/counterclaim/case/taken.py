"""What an import did, counted."""

from dataclasses import dataclass


@dataclass(slots=True)
class TakenIn:
    """Reports that are new, have changed and are as they were; rows of lists, persons and estimates that are new or have
    changed; all else (profiles, decisions, judgements)."""

    reports: int = 0
    updated: int = 0
    unchanged: int = 0
    rows: int = 0
    persons: int = 0
    estimates: int = 0
    others: int = 0

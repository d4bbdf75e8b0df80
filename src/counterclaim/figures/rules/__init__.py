"""Codebooks, one a file: versioned pure functions from evidence to low, best, high, grade and reasons."""

from counterclaim.errors import UsageError
from counterclaim.figures.rules import acled, airwars, ibc, plain, ucdp
from counterclaim.figures.rules.base import Codebook, Dossier, Rule

#: every codebook by name, in the order in which they are shown side by side
CODEBOOKS: dict[str, Codebook] = {book.CODEBOOK.name: book.CODEBOOK for book in (plain, acled, ucdp, airwars, ibc)}

__all__ = ["CODEBOOKS", "Codebook", "Dossier", "Rule", "codebook"]


def codebook(name: str) -> Codebook:
    """The codebook of that name.

    Raises:
        UsageError: there is none; the message lists those there are.
    """
    if name not in CODEBOOKS:
        raise UsageError(f"No codebook is named {name!r}. There are: {', '.join(CODEBOOKS)}.")
    return CODEBOOKS[name]

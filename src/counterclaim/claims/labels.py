"""The names that speakers give armed groups, states and victims (work in progress: the interface only)."""

from spacy.tokens import Doc

from counterclaim.claims.attribution_found import Attributed
from counterclaim.model import Label


def labels(doc: Doc, attributions: list[Attributed], text: str | None = None) -> list[Label]:
    """The names used in a report, in order: words, target, speaker and tone."""
    return []

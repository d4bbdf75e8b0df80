"""Which claims answer the same question, how they differ, and what each codebook makes of them.

claims -> accounts (a report's telling of one event) -> cells and clusters (one incident) -> figures (one question)
figure -> voices -> statements -> relations, origins -> status, assessments
"""

from counterclaim.figures.assessing import assess
from counterclaim.figures.grouping import Change, Grouping, group
from counterclaim.figures.profiles import Directory, read_profiles
from counterclaim.figures.rules import CODEBOOKS, codebook

__all__ = [
    "CODEBOOKS",
    "Change",
    "Directory",
    "Grouping",
    "assess",
    "codebook",
    "group",
    "read_profiles",
]

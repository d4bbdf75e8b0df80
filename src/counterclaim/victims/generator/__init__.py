"""Invented victim lists whose truth is known: for tests, the demonstration, studies of coverage, and benchmarks.

People are combined at random from common given names and made-up family names, in households that share father,
grandfather
and family; nobody in them is or was anybody.
"""

from counterclaim.victims.generator.lists import Generated, ListProfile, generate
from counterclaim.victims.generator.population import Population, people

__all__ = ["Generated", "ListProfile", "Population", "generate", "people"]

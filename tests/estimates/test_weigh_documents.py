"""The table of priors in the documents is the one in use."""

import re
from pathlib import Path

import pytest

from counterclaim.estimates.weigh_priors import PRIORS
from counterclaim.model import Population, Role

PAGE = Path(__file__).parents[2] / "docs" / "methods" / "weighing.md"


def rows() -> list[list[str]]:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in lines
        if re.match(r"\| (combatants|civilians|all) \|", line)
    ]


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row[0]} {row[1]}")
def test_the_documented_prior_is_the_one_in_use(row: list[str]) -> None:
    population = Population.CIVILIANS if row[0] == "all" else Population(row[0])
    prior = PRIORS[(population, Role(row[1]))]
    assert (float(row[2]), float(row[3].split()[0]), float(row[4])) == (prior.mean, prior.sd, prior.spread)
    assert ("t," in row[3]) == (prior.freedom == 2.0)


def test_every_prior_says_where_it_comes_from() -> None:
    assert all(len(prior.source) > 20 for prior in PRIORS.values())


def test_the_documented_table_is_found() -> None:
    assert len(rows()) == 6

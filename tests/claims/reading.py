"""Readings of short texts, made once a test run."""

from functools import cache

from counterclaim.claims.noise import repair
from counterclaim.claims.parsing import parser
from counterclaim.claims.read import read_parsed
from counterclaim.model import Reading, Report


@cache
def reading(text: str) -> Reading:
    return read_parsed(Report("r", text), parser()(repair(text)))


def harms(text: str) -> list[tuple[str, str]]:
    return [(claim.quantity.words, claim.harm.value) for claim in reading(text).claims]

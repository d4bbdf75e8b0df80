"""Speakers carried to a number from an adjacent sentence: a quotation that runs on, a source who keeps speaking."""

from counterclaim.claims.attribution_found import Attributed
from counterclaim.claims.attribution_tree import Tree
from counterclaim.claims.quotes import Quotation, quotations

# A speaker stands at most this many characters from the edge of a quotation that is theirs.
_REACH = 90


def carried(tree: Tree, speaking: list[Attributed], quantity: tuple[int, int]) -> list[Attributed]:
    """The speaker of the quotation that the number stands in, where no attribution's content was found to reach it."""
    quotation = next((each for each in quotations(tree.text) if each.holds(quantity[0])), None)
    if quotation is None or quotation.end - quotation.start < 25:
        return []
    near = [one for one in speaking if _gap(one, quotation) <= _REACH and one.frame in ("clause", "quote", "flat")]
    near.sort(key=lambda one: _gap(one, quotation))
    return near[:1]


def _gap(one: Attributed, quotation: Quotation) -> int:
    if one.anchor >= quotation.end:
        return one.anchor - quotation.end
    if one.anchor < quotation.start:
        return quotation.start - one.anchor
    return 10**6

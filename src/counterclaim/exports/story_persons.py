"""Persons by tier, estimates with their assumptions, and who accepted them."""

from collections.abc import Iterator

from counterclaim.exports.blocks import Block, Heading, Listing, Words
from counterclaim.exports.contents import Contents


def person_blocks(contents: Contents) -> Iterator[Block]:
    """The chapter on persons and estimates."""
    yield Heading("Persons")
    yield Words(f"{len(contents.persons):,} persons." if contents.persons else "No persons are part of this file.")
    yield Heading("Estimates")
    if not contents.estimates:
        yield Words("No estimates are part of this file.")
    yield Heading("Assumptions accepted by named analysts")
    yield Listing([str(one) for one in contents.acceptances] or ["None was accepted: no headline estimate stands."])

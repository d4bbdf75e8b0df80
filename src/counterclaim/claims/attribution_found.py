"""One attribution: as token ranges while it is being read, as offsets when it is done."""

from dataclasses import dataclass, field

from counterclaim.claims.attribution_tree import Range, Tree

Offsets = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Attributed:
    """Who said what: offsets of the pieces of source, cue and content.

    `kind` is the construction: direct (all of it quoted), mixed (partly quoted), indirect, according_to, nominal,
    adjective, passive, headline. `statement` is the cue's class in cues.csv (speech, denial, belief, desire ...),
    `frame` what stood as its content, `anchor` where the cue's main word stands.
    """

    source: Offsets
    cue: Offsets
    content: Offsets
    kind: str
    statement: str = "speech"
    frame: str = "clause"
    anchor: int = 0

    def holds(self, start: int, end: int) -> bool:
        """Whether the content encloses the offsets."""
        return any(first <= start and end <= last for first, last in self.content)


@dataclass(slots=True)
class Found:
    """The same, as token ranges."""

    source: Range | None
    cue: Range
    content: list[Range]
    kind: str
    statement: str
    frame: str
    anchor: int
    quoted: list[tuple[int, int]] = field(default_factory=list)


def pieces(tree: Tree, content: Range, *holes: Range | None) -> list[Range]:
    """A content range without the cue and source that interrupt it ("The siege, he said, is over")."""
    ranges = [content]
    for hole in holes:
        if hole is not None:
            ranges = [part for whole in ranges for part in _minus(whole, hole)]
    return [part for part in (tree.trimmed(*range_) for range_ in ranges) if part is not None]


def _minus(whole: Range, hole: Range) -> list[Range]:
    if hole[1] <= whole[0] or hole[0] >= whole[1]:
        return [whole]
    return [part for part in ((whole[0], hole[0]), (hole[1], whole[1])) if part[0] < part[1]]

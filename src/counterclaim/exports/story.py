"""The readable report: its chapters, from the contents of a case file."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from counterclaim.exports import methodology
from counterclaim.exports.blocks import Block, Chapter, Heading, Link, Listing, Table, Words
from counterclaim.exports.contents import Concluded, Contents
from counterclaim.exports.shaped import Known, known_claims
from counterclaim.exports.story_figures import STATUS, determination_blocks, figure_blocks
from counterclaim.exports.story_persons import person_blocks
from counterclaim.exports.tier import LEFT_OUT
from counterclaim.figures.explain import in_order, many
from counterclaim.figures.profiles import Directory
from counterclaim.model import Figure, Polarity, RelationKind

#: figures a page
PER_PAGE = 40


def chapters(contents: Contents, most: int | None = None) -> Iterator[Chapter]:
    """The chapters in order; at most `most` figures whole, disputed ones first."""
    known, directory = known_claims(contents.reports), Directory(contents.profiles)
    concluded: dict[str, list[Concluded]] = defaultdict(list)
    for one in contents.determinations:
        concluded[str(one.determination["figure"])].append(one)
    ordered = in_order(contents.figures)
    told = ordered[:most]
    pages = [told[first : first + PER_PAGE] for first in range(0, len(told), PER_PAGE)]
    where = {figure.id: f"figures-{n:03d}.html#{figure.id}" for n, page in enumerate(pages, 1) for figure in page}
    yield Chapter("index.html", contents.title or f"Case {contents.case}", list(_front(contents, ordered, where)))
    for number, page in enumerate(pages, start=1):
        blocks = [b for figure in page for b in figure_blocks(figure, known, directory, concluded.pop(figure.id, ()))]
        yield Chapter(f"figures-{number:03d}.html", f"Figures, part {number}", blocks)
    yield Chapter("contrary.html", "Contrary evidence", list(_contrary(contents, ordered, known, concluded)))
    yield Chapter("persons.html", "Persons, estimates, assumptions", list(person_blocks(contents)))
    yield Chapter("methodology.html", "Methodology", list(methodology.blocks(contents)))


def _front(contents: Contents, figures: Sequence[Figure], where: dict[str, str]) -> Iterator[Block]:
    yield Words(
        f"{many(len(contents.reports), 'report')}, {many(len(figures), 'figure')}, as of {contents.at.date()}; "
        f"{contents.tier.value} tier. It shows "
        "who says how many of whom were killed, hurt, driven out or moved, in which words, and where accounts conflict. It gives no "
        "verdict; a named person may."
    )
    yield Words("Left out or changed in this tier:")
    yield Listing(LEFT_OUT[contents.tier])
    yield Heading("Figures, disputed ones first")
    rows = []
    for figure in figures:
        plain = next((one for one in figure.assessments if one.rules == "plain" and not one.refused), None)
        bounds = [
            f"{value:,}" if value is not None else "–"
            for value in ((plain.low, plain.best, plain.high) if plain else (None,) * 3)
        ]
        question = Link(figure.question, where[figure.id]) if figure.id in where else figure.question
        rows.append((question, STATUS[figure.status], f"{len(figure.claims):,}", f"{figure.origins:,}", *bounds))
    yield Table(
        ("Question", "Status", "Claims", "Original sources", "Low", "Best", "High"),
        rows,
        frozenset({2, 3, 4, 5, 6}),
        frozenset({0}),
    )
    if len(where) < len(figures):
        yield Words(
            f"{len(where):,} of {len(figures):,} figures are told whole here; the HTML report and data/figures.jsonl hold all."
        )


def _contrary(
    contents: Contents, figures: Sequence[Figure], known: Known, rest: dict[str, list[Concluded]]
) -> Iterator[Block]:
    """What speaks against: as people noted it, as sides deny it, where claims exclude one another (Berkeley Protocol, notes 77-78)."""
    yield Words(
        "What speaks against a conclusion must be disclosed with it. Listed are contrary evidence and dissent that people noted, every "
        "denial, and every pair of claims that exclude one another."
    )
    noted = [
        one for one in contents.determinations if one.determination.get("contrary") or one.determination.get("dissent")
    ]
    yield Heading("Noted with determinations")
    for one in noted:
        yield from determination_blocks(one)
    if not noted:
        yield Words("None was noted.")
    left = [one for several in rest.values() for one in several if one not in noted]
    if left:
        yield Heading("Determinations of figures that have been regrouped since")
        for one in left:
            yield from determination_blocks(one)
    denials, conflicts = [], []
    for figure in figures:
        for ident in figure.claims:
            claim, head = known.get(ident, (None, None))
            if claim is not None and head is not None and claim.polarity is Polarity.DENIED:
                denials.append(
                    (figure.question, " ".join(claim.content.words.split()), head.source or head.id, head.id)
                )
        conflicts += [(figure.question, one.reason) for one in figure.relations if one.kind is RelationKind.CONFLICTS]
    yield Heading("Denials")
    yield (
        Table(("Figure", "In these words", "Published by", "Report"), denials, long=frozenset({0, 1}))
        if denials
        else Words("Nobody denies any of them.")
    )
    yield Heading("Claims that exclude one another")
    yield (
        Table(("Figure", "Conflict"), conflicts, long=frozenset({1}))
        if conflicts
        else Words("No two claims exclude one another.")
    )

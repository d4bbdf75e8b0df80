"""One figure for a reader: every claim with its words, how they stand to one another, each codebook's reasons, conclusions."""

from collections.abc import Iterator, Mapping, Sequence

from counterclaim.exports.blocks import Block, Heading, Listing, Picture, Table, Words
from counterclaim.exports.contents import Concluded
from counterclaim.exports.shaped import Known
from counterclaim.figures.explain import bounds, claim_lines, many, points
from counterclaim.figures.profiles import Directory
from counterclaim.model import Figure, Status
from counterclaim.plots.claims_over_time import svg

#: claims and relations shown of one figure; the rest is counted, and is in figures.jsonl
SHOWN = 200
STATUS = {
    Status.CONFLICTING: "conflicting", Status.NOT_COMPARABLE: "not comparable as worded", Status.CONSISTENT: "consistent",
    Status.SINGLE_SOURCE: "one original source",
}  # fmt: skip


def figure_blocks(
    figure: Figure, known: Known, directory: Directory, concluded: Sequence[Concluded], level: int = 2
) -> Iterator[Block]:
    """The blocks of a figure."""
    yield Heading(figure.question, level, figure.id)
    denied = f"; denied by {many(len(figure.denied_by), 'claim')}" if figure.denied_by else ""
    place = f" {figure.place.name} ({figure.place.precision})." if figure.place else ""
    yield Words(
        f"Status: {STATUS[figure.status]}. {many(len(figure.claims), 'claim')} in {many(len(figure.reports), 'report')}, from "
        f"{many(figure.origins, 'independent original source')}{denied}.{place} {figure.id}",
        dim=True,
    )
    drawn = points(figure, known, directory)
    if sum(point.number is not None for point in drawn) > 1:
        yield Picture(
            svg(drawn, figure.question),
            "Claims by the day on which they were reported; struck through: denied or only expected.",
        )
    lines = claim_lines(figure, known, directory)
    rows = [
        (known[line.ident][0].quantity.words, line.speaker, line.side or "not recorded", line.words, line.basis, line.published,
         line.flags, _where(line.report, known[line.ident][1].source))
        for line in lines[:SHOWN]
    ]  # fmt: skip
    yield Table(
        ("Said", "By", "Side", "In these words", "Basis", "Reported", "Remarks", "Report"), rows, long=frozenset({3})
    )
    if len(lines) > SHOWN:
        yield Words(f"{len(lines) - SHOWN} more claims are in data/reports.jsonl.", dim=True)
    if figure.relations:
        yield Heading("How the claims stand to one another", level + 1)
        told = [f"{one.kind.value.replace('_', ' ')}: {one.reason}" for one in figure.relations]
        yield Listing(told[:SHOWN] + ([f"and {len(told) - SHOWN} more"] if len(told) > SHOWN else []))
    yield Heading("What each codebook makes of it", level + 1)
    for assessment in figure.assessments:
        yield Words(f"{bounds(assessment)}. {assessment.notice}")
        yield Listing([f"{one.bound}: {one.text} [{one.rule}, {one.standing.value}]" for one in assessment.reasons])
    yield Heading("Determinations", level + 1)
    if not concluded:
        yield Words("Nobody has determined this figure.")
    for one in concluded:
        yield from determination_blocks(one)
    if figure.why_grouped:
        yield Heading("Why these are one figure", level + 1)
        yield Listing(figure.why_grouped)


def _where(report: str, source: str | None) -> str:
    """Who published the report, and its id, by which the record has it."""
    return f"{source}: {report}" if source and source != report else report


def determination_blocks(one: Concluded) -> Iterator[Block]:
    """A determination with everything that must stand beside it."""
    told: Mapping[str, object] = one.determination
    standing = "withdrawn" if one.withdrawn else "" if one.current else "the figure's claims have changed since"
    numbers = " / ".join("–" if told[bound] is None else f"{told[bound]:,}" for bound in ("low", "best", "high"))
    yield Words(
        f"{str(told['conclusion']).replace('_', ' ')}, {str(told['standard']).replace('_', ' ')}: low / best / high {numbers}, by "
        f"{told['by']}, {one.at[:10]}{f' ({standing})' if standing else ''}. {one.entry}"
    )
    # people's own words stand apart: each in its own direction
    yield Words("Reasons:", dim=True)
    yield Words(str(told["reasons"]))
    contrary = told.get("contrary")
    if isinstance(contrary, list | tuple) and contrary:
        yield Words("Contrary evidence:", dim=True)
        yield Listing([str(item) for item in contrary])
    if told.get("dissent"):
        yield Words("Dissent:", dim=True)
        yield Words(str(told["dissent"]))

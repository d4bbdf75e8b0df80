"""A figure explained: claims by side over time, the basis each rests on, relations in words, each rule's reasons.

Plain lines of text, for `counterclaim show` and the terminal; the web pages take the same pieces.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counterclaim.figures.folded import folded
from counterclaim.figures.profiles import Directory
from counterclaim.figures.speakers import Speaker, speaker_of
from counterclaim.model import Assessment, Basis, Claim, Figure, Polarity, Relation, RelationKind, ReportHead, Status
from counterclaim.plots.claims_over_time import Point

#: from worst to best agreement: what a reader should see first comes first
ORDER = (Status.CONFLICTING, Status.NOT_COMPARABLE, Status.CONSISTENT, Status.SINGLE_SOURCE)
#: the claims, relations and reasons shown of one figure before the rest is only counted
SHOWN = 40

_STATUS = {
    Status.CONFLICTING: "conflicting: no number satisfies all of these claims",
    Status.NOT_COMPARABLE: "not comparable as worded: the claims differ in more than the count",
    Status.CONSISTENT: "consistent: one number can satisfy all claims",
    Status.SINGLE_SOURCE: "one original source",
}


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim as a row: when reported, on whose side, by whom, in which words, on what basis, where to read it."""

    ident: str
    published: str
    side: str
    speaker: str
    words: str
    basis: str
    report: str
    flags: str


Known = Mapping[str, tuple[Claim, ReportHead]]


def explain(figure: Figure, known: Known, directory: Directory | None = None) -> str:
    """A figure in lines of text; `known` gives the claims by id with their reports' heads.

    Claims that `known` does not hold are named by their id: nothing is left out silently.
    """
    lines = [figure.question, f"  {_STATUS[figure.status]}", f"  {_sources(figure)}", ""]
    lines += _section("Claims, by side and date", _claim_texts(figure, known, directory or Directory()))
    said = {ident: _short(known, ident) for ident in figure.claims}
    lines += _section(
        "How they stand to one another",
        [_relation(kind, said) for kind, said in told(figure, figure.relations, known, directory or Directory())],
    )
    for assessment in figure.assessments:
        lines += _section(bounds(assessment), [*_reasons(assessment, said), assessment.notice])
    lines += _section("Why these are one figure", figure.why_grouped)
    return "\n".join(lines).rstrip() + "\n"


def claim_lines(figure: Figure, known: Known, directory: Directory) -> list[ClaimLine]:
    """The claims of a figure as rows, by side, then by date."""
    rows = []
    for ident in figure.claims:
        if ident in known:
            claim, head = known[ident]
            speaker = speaker_of(claim, head, directory)
            rows.append(_row(claim, head, speaker))
    return sorted(rows, key=lambda row: (row.side == "", row.side, row.published, row.report, row.ident))


def _row(claim: Claim, head: ReportHead, speaker: Speaker) -> ClaimLine:
    flags = [*claim.flags]
    if claim.polarity is not Polarity.ASSERTED:
        flags.insert(0, claim.polarity.value)
    if not speaker.attributed:
        flags.insert(0, "no speaker")
    return ClaimLine(
        claim.id,
        head.published.isoformat() if head.published else "undated",
        speaker.side or "",
        speaker.name if speaker.attributed else f"({speaker.name})",
        " ".join(claim.content.words.split()),
        "no basis stated" if claim.basis is Basis.NONE_STATED else claim.basis.value.replace("_", " "),
        head.id,
        ", ".join(flags),
    )


def bounds(assessment: Assessment) -> str:
    """An assessment's numbers in one line: "ucdp-style 1.0: low 18, best 18, high 22, event_clarity 1"."""
    name = f"{assessment.rules} {assessment.version}"
    if assessment.refused:
        return f"{name}: no number"
    values = (("low", assessment.low), ("best", assessment.best), ("high", assessment.high))
    said = [f"{bound} {value:,}" for bound, value in values if value is not None]
    return f"{name}: {', '.join([*said, *([assessment.grade] if assessment.grade else [])])}"


def in_order(figures: Sequence[Figure]) -> list[Figure]:
    """Figures as a reader wants them: disputed first, then those of more sources."""
    rank = {status: place for place, status in enumerate(ORDER)}
    return sorted(figures, key=lambda f: (rank[f.status], -f.origins, -len(f.reports), -len(f.claims), f.id))


def _sources(figure: Figure) -> str:
    counted = f"{many(len(figure.claims), 'claim')} in {many(len(figure.reports), 'report')}"
    denied = f"; denied by {len(figure.denied_by)} of the claims" if figure.denied_by else ""
    return f"{counted}, from {many(figure.origins, 'independent original source')}{denied}"


def many(count: int, noun: str) -> str:
    """A count with its noun: "1 claim", "2 claims"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _section(title: str, rows: Sequence[str]) -> list[str]:
    shown = [row for row in rows if row]
    if not shown:
        return []
    rest = len(shown) - SHOWN
    return [title, *(f"  {row}" for row in shown[:SHOWN]), *([f"  ... and {rest} more"] if rest > 0 else []), ""]


def _claim_texts(figure: Figure, known: Known, directory: Directory) -> list[str]:
    texts = []
    for row in claim_lines(figure, known, directory):
        side = f"[{row.side}] " if row.side else ""
        flags = f" ({row.flags})" if row.flags else ""
        texts.append(f"{row.published}  {side}{row.speaker}: {row.words!r}; {row.basis}{flags}  <{row.report}>")
    return texts + [f"{ident} (its report is not at hand)" for ident in figure.claims if ident not in known]


def told(
    figure: Figure, relations: Sequence[Relation], known: Known, directory: Directory
) -> list[tuple[RelationKind, str]]:
    """Relations of a figure in sentences, those of several speakers about the same two counts in one."""
    names = {row.ident: row.speaker.strip("()") for row in claim_lines(figure, known, directory)}
    return folded(relations, {ident: claim for ident, (claim, _) in known.items()}, names)


def _relation(kind: RelationKind, reason: str) -> str:
    return f"{kind.value.replace('_', ' ')}: {reason}"


def _reasons(assessment: Assessment, said: Mapping[str, str]) -> list[str]:
    rows = []
    for reason in assessment.reasons:
        words = [said.get(ident, ident) for ident in reason.claims[:3]]
        rest = f" and {len(reason.claims) - 3} more" if len(reason.claims) > 3 else ""
        claims = f"  [{'; '.join(words)}{rest}]" if words else ""
        rows.append(f"{reason.bound}: {reason.text} ({reason.rule}){claims}")
    return rows


def _short(known: Known, ident: str) -> str:
    if ident not in known:
        return ident
    claim, head = known[ident]
    return f"{claim.quantity.words!r} in {head.id} at {claim.quantity.start}"


def points(figure: Figure, known: Known, directory: Directory | None = None) -> list[Point]:
    """The claims of a figure as a plot takes them; what is denied or only expected is struck through."""
    found = []
    for ident in figure.claims:
        if ident in known:
            claim, head = known[ident]
            speaker = speaker_of(claim, head, directory or Directory())
            count = claim.quantity
            words = f"{head.published or 'undated'}, {speaker.name}: {count.words} {claim.category.value}"
            struck = claim.polarity is not Polarity.ASSERTED
            found.append(Point(head.published, count.low, count.high, speaker.side or "", words, struck))
    return found

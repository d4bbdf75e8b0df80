"""Figures on a terminal: the disputed first, each claim with its speaker and words, each codebook side by side."""

from collections.abc import Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from counterclaim.figures import Directory
from counterclaim.figures.explain import Known, bounds, claim_lines, in_order, many, told
from counterclaim.model import Figure, RelationKind, Status

#: figures shown in full; the rest are counted. `--json` gives all.
SHOWN = 25
#: claims and relations shown of one figure
LINES = 8
_COLOUR = {
    Status.CONFLICTING: "bold red",
    Status.NOT_COMPARABLE: "bold yellow",
    Status.CONSISTENT: "green",
    Status.SINGLE_SOURCE: "dim",
}
#: relations that a reader wants to see; repetitions are counted
_TELLING = (
    RelationKind.CONFLICTS, RelationKind.NOT_COMPARABLE, RelationKind.DENIES, RelationKind.CONCEDES, RelationKind.REVISES,
)  # fmt: skip


def show(figures: Sequence[Figure], known: Known, directory: Directory, console: Console | None = None) -> None:
    """Print figures for people, on standard output."""
    console = console or Console()
    if not figures:
        console.print("No claims: nothing counts people to whom something happened.")
        return
    ordered = in_order(figures)
    disputed = sum(figure.status in (Status.CONFLICTING, Status.NOT_COMPARABLE) for figure in figures)
    console.print(heading(len(figures), disputed))
    for figure in ordered[:SHOWN]:
        console.print(picture(figure, known, directory))
    if len(ordered) > SHOWN:
        console.print(f"... and {len(ordered) - SHOWN} more; --json gives all.")


def heading(total: int, disputed: int) -> Text:
    """How many figures there are, and how many of them are disputed."""
    return Text(f"{many(total, 'figure')}, {disputed:,} disputed", style="bold")


def picture(figure: Figure, known: Known, directory: Directory) -> RenderableType:
    """One figure as a block: question, status, claims, what sets them apart, what each codebook makes of them."""
    title = Text.assemble(
        "\n", (figure.question, "bold"), "  ", (figure.status.replace("_", " "), _COLOUR[figure.status])
    )
    title.append(f"  {many(len(figure.claims), 'claim')}, {many(figure.origins, 'original source')}", style="dim")
    parts: list[RenderableType] = [title, Padding(_claims(figure, known, directory), (0, 0, 0, 2))]
    telling = told(figure, [one for one in figure.relations if one.kind in _TELLING], known, directory)
    for kind, said in telling[:LINES]:
        parts.append(Padding(Text(f"{kind.replace('_', ' ')}: {said}"), (0, 0, 0, 2)))
    if len(telling) > LINES:
        parts.append(Padding(Text(f"... and {many(len(telling) - LINES, 'more relation')}", style="dim"), (0, 0, 0, 2)))
    for assessment in figure.assessments:
        refusal = f" ({assessment.reasons[0].text})" if assessment.refused else ""
        parts.append(Padding(Text(f"{bounds(assessment)}{refusal}", style="cyan"), (0, 0, 0, 2)))
    return Group(*parts)


def _claims(figure: Figure, known: Known, directory: Directory) -> Table:
    table = Table.grid(padding=(0, 2))
    rows = claim_lines(figure, known, directory)
    for row in rows[:LINES]:
        flags = Text(row.flags, style="yellow")
        speaker = Text(row.speaker, style="dim" if row.speaker.startswith("(") else "")
        table.add_row(Text(row.published, style="dim"), speaker, Text(row.words), flags)
    if len(rows) > LINES:
        table.add_row("", Text(f"... and {len(rows) - LINES} more", style="dim"))
    return table

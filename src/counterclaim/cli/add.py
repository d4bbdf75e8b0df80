"""`counterclaim add`: archive and read reports, or add a victim list."""

from enum import StrEnum
from typing import Annotated

import typer


class FateOfAll(StrEnum):
    """Fates, as the help page lists them."""

    DEAD = "dead"
    MISSING = "missing"
    DETAINED = "detained"
    UNKNOWN = "unknown"


class Kind(StrEnum):
    """What is added."""

    REPORTS = "reports"
    LIST = "list"


def command(
    case: Annotated[str, typer.Argument(metavar="CASE", help="The case.")],
    targets: Annotated[
        list[str], typer.Argument(metavar="PATH|URL...", help="Files, folders, addresses, feeds; or victim lists.")
    ],
    kind: Annotated[Kind, typer.Option("--as", help="What they are.")] = Kind.REPORTS,
    protected: Annotated[
        bool, typer.Option("--protected", help="Reports that endanger someone, such as a witness's statement.")
    ] = False,
    name: Annotated[str | None, typer.Option(help="A victim list's name. [default: its file's]")] = None,
    keeper: Annotated[str | None, typer.Option(help="Who keeps the list.")] = None,
    criteria: Annotated[str | None, typer.Option(help="Whom the list includes.")] = None,
    derived_from: Annotated[
        list[str] | None, typer.Option(metavar="LIST", help="A list that this one was made from. Repeatable.")
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="The list claims to hold a person at most once.")] = False,
    fate: Annotated[
        FateOfAll, typer.Option(help="What the list says of everybody on it, unless a row says otherwise.")
    ] = FateOfAll.UNKNOWN,
    column: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIELD=HEADER", help="Which column of a list holds a field, where its header is not known."
        ),
    ] = None,
    allow_private: Annotated[
        list[str] | None, typer.Option(metavar="HOST", help="A host on a private network that may be fetched from.")
    ] = None,
    proxy: Annotated[str | None, typer.Option(metavar="URL", help="Fetch through this proxy.")] = None,
    by: Annotated[str | None, typer.Option(help="Who you are, for the ledger. [default: your login]")] = None,
) -> None:
    """Archive what the targets hold, read it, and regroup the figures. The same bytes again add only the fact that they
    were obtained again, so an interrupted `add` is completed by typing it again.

    Example:  counterclaim add casebook reports/ https://gazette.example/orvale.html

    Example:  counterclaim add casebook register.csv --as list --keeper "Ministry of Health" --once --fate dead
    """
    from counterclaim.archive.obtain import FIRST_FETCH_WARNING, is_address
    from counterclaim.cli.casework import opened, progress, who
    from counterclaim.errors import InputError, ItemsFailed
    from counterclaim.figures.explain import many
    from counterclaim.model import Fate
    from counterclaim.victims.columns import mapping_of

    me = who(by)
    with opened(case) as opened_case:
        if kind is Kind.LIST:
            added_lists = opened_case.add_lists(
                targets,
                by=me,
                name=name,
                keeper=keeper,
                criteria=criteria,
                derived_from=derived_from or (),
                once=once,
                fate=Fate(fate.value),
                columns=mapping_of(column or []),
            )
            for stored in added_lists:
                typer.echo(f"{stored.id}: {stored.about.title}, {stored.records} records")
            typer.echo(f"Next:  counterclaim link {case}", err=True)
            return
        if any(map(is_address, targets)) and not opened_case.has_fetched():
            typer.echo(FIRST_FETCH_WARNING, err=True)
        with progress("Reading reports") as advance:
            added = opened_case.add(
                targets,
                by=me,
                protected=protected,
                allow_private=allow_private or (),
                proxy=proxy,
                progress=lambda done: advance(done.reports + done.again),
            )
        again = f", {added.again} obtained again" if added.again else ""
        typer.echo(
            f"{many(added.snapshots, 'snapshot')}{again}, {many(added.reports, 'report')}, {many(added.claims, 'claim')}; "
            f"the case holds {many(opened_case.count_figures(), 'figure')}"
        )
    if added.failed:
        done = added.snapshots + added.again + added.reports
        raise ItemsFailed(added.failed) if done else InputError(added.failed)

"""counterclaim link: which rows of several lists are one person."""

from pathlib import Path
from typing import Annotated

import typer


def command(
    lists: Annotated[
        list[str],
        typer.Argument(
            metavar="LIST...|CASE",
            help="CSV, XLSX, JSON or Parquet; one list is searched for duplicates. Or a case, whose lists are linked.",
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="DIR",
            help="Folder for persons.csv, pairs.csv, overlap.csv, overlap-replicates.csv, link.json. A case keeps them.",
        ),
    ] = None,
    one_to_one: Annotated[bool, typer.Option("--one-to-one", help="Each list holds a person at most once.")] = False,
    engine: Annotated[str, typer.Option(help="duckdb, or spark for lists that one machine cannot hold.")] = "duckdb",
    labels: Annotated[
        Path | None,
        typer.Option(metavar="PAIRS.csv", help="Judged pairs: left,right,verdict (same, different, unsure)."),
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD=HEADER", help="Which column holds a field, where its header is not known."),
    ] = None,
    replicates: Annotated[int, typer.Option(min=0, max=10_000, help="Replicate overlap tables to draw.")] = 100,
    seed: Annotated[int, typer.Option(min=0)] = 1,
    profiles: Annotated[
        Path | None,
        typer.Option(
            metavar="LISTS.csv", help="What is known of the lists: list, keeper, criteria, derived_from, once."
        ),
    ] = None,
    keep: Annotated[
        bool, typer.Option("--keep", help="Keep DIR/state for --update. It holds names: guard DIR as the lists.")
    ] = False,
    update: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Compare only what is new since DIR was linked with --keep; ids stay."),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option("--only", metavar="LIST", help="Of a case: link this list and no other but those named."),
    ] = None,
    by: Annotated[str | None, typer.Option(help="Of a case: who you are. [default: your login]")] = None,
) -> None:
    """Say which rows of victim lists are one person, how sure that is, and how many persons are on which lists.

    Names may be Arabic or Latin, ages, dates and places may disagree. pairs.csv has every pair that was compared,
    with its probability and what agrees;
    overlap.csv is what `counterclaim estimate` takes, and overlap-replicates.csv carries the doubt about who is whom
    into its interval.

    A new release of a list: give it alone with --update. It continues the list of its name, persons keep their ids,
    and changes.csv lists what changed.

    Of a case the lists that were added are linked, under the judgements of its reviewers; persons keep their ids, and
    what changed is on record.

    Example:  counterclaim link ministry.csv monitor.xlsx --one-to-one --out linked

    Example:  counterclaim link ministry-may.csv --update linked --out linked-may

    Example:  counterclaim link casebook
    """
    import sys
    from time import monotonic

    from counterclaim.cli.casework import is_case
    from counterclaim.errors import UsageError
    from counterclaim.victims.columns import mapping_of
    from counterclaim.victims.progress import shown

    if engine not in ("duckdb", "spark"):
        raise UsageError(f"--engine {engine}: the engines are duckdb and spark")
    if len(lists) == 1 and out is None and is_case(lists[0]):
        from counterclaim.cli.link_case import link_case

        if labels is not None or column or profiles or keep or update:
            raise UsageError("A case has its own judgements, columns, profiles and memory: leave those options out.")
        link_case(lists[0], by, only, one_to_one=one_to_one, seed=seed, replicates=replicates)
        return
    if out is None:
        raise UsageError("Say where the results go: --out DIR. Or give a case, which keeps them itself.")
    from counterclaim.cli.link_files import Asked, link_files

    asked = Asked(
        [Path(one) for one in lists], out, one_to_one, engine, labels, mapping_of(column or []), replicates, seed,
        profiles, keep, update,
    )  # fmt: skip
    began = monotonic()
    with shown("Linking") as progress:
        told = link_files(asked, progress, lambda: monotonic() - began)
    for line in told:
        typer.echo(line, err=True)
    sys.stderr.flush()

"""`counterclaim figures`: which claims of many reports answer one question, and how they differ."""

from typing import Annotated

import typer

from counterclaim.cli.options import ActorsFile, AllowPrivate, Jsonl, PlacesFile, Proxy


def command(
    reports: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="REPORT...",
            help="Files or addresses; or one case, whose figures as they stand are shown.",
            show_default=False,
        ),
    ] = None,
    jsonl: Jsonl = None,
    claims: Annotated[
        str | None, typer.Option(metavar="FILE", help="What `counterclaim read --json` printed, instead of reports.")
    ] = None,
    gazetteer: PlacesFile = None,
    actors: ActorsFile = None,
    proxy: Proxy = None,
    allow_private: AllowPrivate = None,
    json: Annotated[bool, typer.Option("--json", help="JSON Lines, one object a figure.")] = False,
    rules: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="plain, acled-style, ucdp-style, airwars-style, ibc-style, or all. Repeatable."
        ),
    ] = None,
    sources: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Profiles (CSV): source, aliases, kind, side, from, to, depends_on."),
    ] = None,
) -> None:
    """Group claims into figures: one question each, with who says what, where claims conflict or only seem to, how
    many independent sources there are, and what each codebook makes of them.

    Example:  counterclaim figures monday.html tuesday.html --rules ucdp-style --rules acled-style

    Of a case:  counterclaim figures casebook
    """
    import sys
    from datetime import UTC, datetime, timedelta
    from json import dumps
    from pathlib import Path

    from counterclaim.cli.casework import is_case
    from counterclaim.cli.intake import Intake
    from counterclaim.errors import Fault, InputError, ItemsFailed, UsageError
    from counterclaim.figures import CODEBOOKS, Directory, Grouping, codebook, read_profiles
    from counterclaim.model import Claim, ReportHead, plain

    wanted = list(CODEBOOKS) if "all" in (rules or ()) else list(dict.fromkeys(rules or ()))
    given = [name for name, value in (("REPORT", reports), ("--jsonl", jsonl), ("--claims", claims)) if value]
    if not given:
        raise UsageError("Nothing to group. Give reports, --jsonl FILE or --claims FILE.")
    if claims and len(given) > 1:
        raise UsageError("--claims stands in the place of reports; give one or the other.")
    for name in wanted:
        codebook(name)
    if reports and len(reports) == 1 and is_case(reports[0]):
        if jsonl or gazetteer or actors or sources:
            raise UsageError(
                "A case has its own reports, places, parties and profiles: give the case alone, or --rules with it."
            )
        from counterclaim.cli.figures_case import figures_of_case

        figures_of_case(reports[0], wanted, as_json=json)
        return
    chosen = wanted or ["plain"]
    profiles = read_profiles(Path(sources)) if sources else []
    grouping = Grouping(profiles, chosen)
    faults: list[Fault] = []
    intake = Intake(reports or (), jsonl, claims, gazetteer, proxy, allow_private or (), actors)
    known: dict[str, tuple[Claim, ReportHead]] = {}
    done = 0
    for item in intake.readings():
        if isinstance(item, Fault):
            faults.append(item)
            continue
        grouping.add(item)
        done += 1
        if item.report.published and item.report.published > datetime.now(UTC).date() + timedelta(days=1):
            said = f"{item.report.id}: dated {item.report.published}, which is yet to come. Taken as it is; check the date."
            typer.echo(said, err=True)
        if not json:
            known |= {claim.id: (claim, item.report) for claim in item.claims}
    if faults and (claims or not done):
        raise InputError(faults)
    found = grouping.figures()
    if json:
        for figure in found:
            sys.stdout.write(dumps(plain(figure), ensure_ascii=False) + "\n")
    else:
        from counterclaim.cli.figures_view import show

        show(found, known, Directory(profiles))
    if faults:
        raise ItemsFailed(faults)

"""`counterclaim demo`: a complete worked case about an invented war."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from counterclaim.case import Case


def command(
    folder: Annotated[
        str, typer.Option("--case", help="Where the case is made; it is made anew each time.")
    ] = "demo-case",
    serve: Annotated[bool, typer.Option(help="Serve it and open the browser, where there is a terminal.")] = True,
    port: Annotated[int, typer.Option(min=0, max=65535)] = 8765,
) -> None:
    """Build the case of an invented war (its country, parties, outlets and people do not exist), show its disputed figures, and
    serve it in the browser. Without a terminal every page is checked instead.

    Example:  counterclaim demo
    """
    import json
    import shutil
    import sys
    from pathlib import Path

    from rich.console import Console

    from counterclaim import demo_war
    from counterclaim.case import Case, Filter
    from counterclaim.cli.casework import progress
    from counterclaim.cli.demo_lists import add_lists
    from counterclaim.cli.figures_view import picture
    from counterclaim.errors import UsageError
    from counterclaim.figures import Directory, read_profiles
    from counterclaim.victims.progress import shown

    place = Path(folder)
    if place.exists():
        if not (place / "demo").exists():
            raise UsageError(f"{folder}: is there already and is no demo. Give another place with --case.")
        shutil.rmtree(place)
    me = "demo"
    console = Console()
    console.print("[bold]An invented war.[/bold] Its country, towns, parties, outlets and people do not exist.\n")
    with Case.create(folder, by=me, title="The invented war") as case:
        (place / "demo").touch()
        case.give_gazetteer(demo_war.GAZETTEER, by=me)
        case.give_actors(demo_war.ACTORS, by=me)
        case.note({"base_map": json.loads(demo_war.MAP.read_text("utf-8"))}, by=me)
        for profile in read_profiles(demo_war.SOURCES):
            case.profile(profile, by=me)
        with progress("Reading the reports") as advance:
            reports = [str(path) for path in demo_war.reports() if path != demo_war.BREAKDOWN]  # it arrives in the tour
            added = case.add(reports, by=me, progress=lambda so_far: advance(so_far.reports))
        case.add([str(demo_war.WITNESS)], by=me, protected=True)
        with shown("Linking the victim lists") as linking:
            linked = add_lists(case, me, linking)
        _estimates(case, me)
        disputed = [f for status in ("conflicting", "not_comparable") for f in case.figures(Filter(status=status))]
        known = case.known([claim for figure in disputed for claim in figure.claims])
        directory = Directory(case.profiles())
        for figure in disputed:
            console.print(picture(figure, known, directory))
        console.print(
            f"\n{added.reports} reports, {added.claims} claims, {case.count_figures()} figures, {len(disputed)} disputed. "
            f"Five victim lists: {linked.records} records, {linked.persons} persons (95 % interval {linked.low:.0f} to {linked.high:.0f}). "
            f"The case is in {folder}; `counterclaim verify {folder}` checks it."
        )
    if not serve:
        return
    if sys.stdout.isatty():
        _ask_for_example(folder, me)
        from counterclaim.cli.serve import command as serve_case

        serve_case(folder, port=port, host=None, name=None, open_browser=True)
        return
    from counterclaim.web.check import check_pages

    typer.echo(check_pages(folder))


def _estimates(case: "Case", me: str) -> None:
    """One ministry's releases, refused as lists, as counts and as the case has them; and the worked example, to be
    estimated where somebody asks."""
    from counterclaim import demo_war
    from counterclaim.case.estimate_sources import name_of_lists, read_source
    from counterclaim.cli.demo_lists import RELEASES
    from counterclaim.estimates.example import NAME, kosovo

    releases = read_source(demo_war.RELEASES, demo_war.RELEASES_LISTS)
    case.estimates.run(case.estimates.give(releases, "one ministry's releases", by=me).name, by=me)
    case.estimates.run(name_of_lists(chosen=RELEASES), by=me)
    case.estimates.give((kosovo(),), NAME, by=me)


def _ask_for_example(folder: str, me: str) -> None:
    """Have the worked example and the three lists estimated while the pages are looked at: it takes a minute."""
    from counterclaim.case import Case
    from counterclaim.case.estimate_sources import name_of_lists
    from counterclaim.cli.demo_lists import THREE
    from counterclaim.estimates.example import NAME
    from counterclaim.web.jobs import ask
    from counterclaim.web.works import target_of

    with Case.open(folder) as case:
        for source in (f"table:{NAME}", name_of_lists(chosen=THREE)):
            ask(case.memory.engine, "estimate", target_of(source, 1, 0.95), by=me)

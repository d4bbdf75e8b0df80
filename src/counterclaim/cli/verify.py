"""`counterclaim verify`: every hash, every span, the whole ledger."""

from typing import Annotated

import typer


def command(
    case: Annotated[str, typer.Argument(metavar="CASE|BAG", help="A case, or a case file that was exported.")],
    json: Annotated[bool, typer.Option("--json", help="The result as JSON.")] = False,
    quick: Annotated[bool, typer.Option("--quick", help="Leave out comparing the tables with the ledger.")] = False,
    rebuild: Annotated[
        bool,
        typer.Option("--rebuild", help="First make the tables again from the ledger, where they are what is wrong."),
    ] = False,
) -> None:
    """Check every hash, every span and the whole ledger, and name what is wrong (exit 1). Nothing is written, unless
    --rebuild is given.

    Example:  counterclaim verify casebook
    """
    from importlib.util import find_spec
    from json import dumps
    from pathlib import Path

    from counterclaim.cli.casework import opened, progress
    from counterclaim.errors import UsageError
    from counterclaim.model import Verification, plain

    def show(result: Verification) -> None:
        for note in result.notes:
            typer.echo(f"Note: {note}", err=True)
        if json:
            typer.echo(dumps({**plain(result), "sound": result.sound}, ensure_ascii=False))
        elif result.sound:
            head = f" Merkle root {result.checkpoint.root}" if result.checkpoint else ""
            typer.echo(
                f"Sound: {result.entries} entries, {result.contents} contents, {result.erased} erased under tombstones, "
                f"{result.blobs} blobs, {result.spans} spans.{head}"
            )
        else:
            for finding in result.findings:
                typer.echo(str(finding))
            typer.echo(f"{len(result.findings)} faults found.", err=True)
        if not result.sound:
            raise typer.Exit(1)

    if (Path(case) / "bagit.txt").is_file():
        if find_spec("counterclaim.exports.casefile_verify") is None:
            raise UsageError("This version cannot verify case files yet.")
        from importlib import import_module

        show(import_module("counterclaim.exports.casefile_verify").verify_bag(Path(case)))
        return
    with opened(case) as opened_case:
        if rebuild:
            opened_case.rebuild()
        with progress("Verifying", opened_case.count_entries()) as advance:
            result = opened_case.verify(tables=not quick, progress=advance)
    show(result)

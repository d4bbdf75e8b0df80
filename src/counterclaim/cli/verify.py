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
    key: Annotated[
        str | None, typer.Option(metavar="FINGERPRINT", help="Of a case file: the key that must have signed it.")
    ] = None,
    root: Annotated[
        list[str] | None,
        typer.Option(metavar="FILE", help="Of a case file: certificates (PEM) of time-stamping authorities to trust."),
    ] = None,
    open_to: Annotated[
        str | None, typer.Option("--open", metavar="DIR", help="Of a packed or sealed case file: unpack it there.")
    ] = None,
) -> None:
    """Check every hash, every span and the whole ledger, and name what is wrong (exit 1). Nothing is written, unless
    --rebuild or --open is given. A case file is checked without the case; a sealed one asks for its passphrase, or takes
    it from COUNTERCLAIM_BAG_PASSPHRASE.

    Example:  counterclaim verify casebook

    Example:  counterclaim verify casefile.zip
    """
    from json import dumps
    from pathlib import Path

    from counterclaim.cli.casework import bag_passphrase, opened, progress
    from counterclaim.errors import UsageError
    from counterclaim.exports.bag_file import is_bag, verify_file
    from counterclaim.exports.stamping import read_roots
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

    if is_bag(Path(case)):
        if open_to and Path(open_to).exists():
            raise UsageError(f"{open_to}: it is there already. Choose a folder that does not exist yet.")
        into = Path(open_to) if open_to else None
        show(verify_file(Path(case), bag_passphrase, key=key, roots=read_roots(root or ()), into=into))
        return
    if key or root or open_to:
        raise UsageError("--key, --root and --open are for case files that were exported; this is a case.")
    with opened(case) as opened_case:
        if rebuild:
            opened_case.rebuild()
        with progress("Verifying", opened_case.count_entries()) as advance:
            result = opened_case.verify(tables=not quick, progress=advance)
    show(result)

"""`counterclaim export`: a case in a form that others can use."""

from typing import Annotated

import typer

from counterclaim.cli.export_formats import FORMATS
from counterclaim.exports.tier import Tier


def command(
    case: Annotated[str, typer.Argument(metavar="CASE", help="The case.")],
    as_: Annotated[str, typer.Option("--as", metavar="FORMAT", help=", ".join(FORMATS))],
    out: Annotated[str, typer.Option(metavar="PATH", help="Where to; it must not be there yet.")],
    tier: Annotated[
        Tier,
        typer.Option(
            help="Public: no names, no collectors, no protected report, no full text. Partner: no collectors. Court: all."
        ),
    ] = Tier.PUBLIC,
    seal: Annotated[
        bool,
        typer.Option(
            "--seal",
            help="A case file for partner or court as one file under a passphrase (COUNTERCLAIM_BAG_PASSPHRASE).",
        ),
    ] = False,
    authority: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            envvar="COUNTERCLAIM_TIMESTAMP_AUTHORITY",
            help="A case file's time stamp is asked of this authority (RFC 3161). It sees a hash, your address, and when.",
        ),
    ] = None,
    by: Annotated[str | None, typer.Option(help="Who you are: every export is recorded. [default: your login]")] = None,
) -> None:
    """Write a case in a form that others can use; the ledger records that it left, and the hash of what left.

    A case file is a folder; PATH that ends in .zip makes it one file.

    Example:  counterclaim export casebook --as csv --tier partner --out casebook-csv

    Example:  counterclaim export casebook --as casefile --out casebook-public.zip
    """
    from importlib import import_module
    from pathlib import Path

    from counterclaim.cli.casework import opened, who
    from counterclaim.errors import UsageError

    if as_ not in FORMATS:
        raise UsageError(f"--as {as_}: it is none of {', '.join(FORMATS)}.")
    me, path = who(by), Path(out)
    if path.exists() and (path.is_file() or any(path.iterdir())):
        raise UsageError(f"{out}: it is there already. Choose another path, so that nothing is overwritten.")
    if (seal or authority) and as_ != "casefile":
        raise UsageError("--seal and --authority are for --as casefile.")
    with opened(case) as opened_case:
        more = {"seal": seal, "authority": authority} if as_ == "casefile" else {}
        digest = import_module(FORMATS[as_]).write(opened_case, path, tier.value, me, **more)
        opened_case.log_export(format_=as_, tier=tier.value, sha256=digest, by=me)
    typer.echo(f"{out}: {as_}, {tier}. SHA-256 of the hash list: {digest}", err=True)

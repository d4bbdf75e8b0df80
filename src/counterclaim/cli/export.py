"""`counterclaim export`: a case in a form that others can use."""

from typing import Annotated

import typer

from counterclaim.exports.formats import FORMATS
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
    from pathlib import Path

    from counterclaim.case.export import export
    from counterclaim.cli.casework import bag_passphrase, opened, who

    me = who(by)
    asked = authority if as_ == "casefile" else None
    with opened(case) as opened_case:
        passphrase = bag_passphrase(new=True) if seal else None
        done = export(opened_case, as_, tier, Path(out), by=me, authority=asked, passphrase=passphrase)
    if done.fingerprint:
        if tier is not Tier.PUBLIC and not seal:
            typer.echo("It is not encrypted. --seal puts it under a passphrase.", err=True)
        typer.echo(f"Signed with the key {done.fingerprint}", err=True)
        typer.echo("Tell it to whoever receives the file by another way: it shows them that it is yours.", err=True)
    typer.echo(f"{out}: {as_}, {tier.value}. SHA-256 of the hash list: {done.sha256}", err=True)

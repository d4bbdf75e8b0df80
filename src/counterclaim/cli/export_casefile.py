"""`counterclaim export --as casefile`."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counterclaim.case import Case


def write(case: "Case", path: Path, tier: str, by: str, *, seal: bool = False, authority: str | None = None) -> str:
    """Write the case file as a folder, an archive or a sealed archive; the hash of its hash list.

    Raises:
        UsageError: what anybody may have is to be sealed.
    """
    import typer

    from counterclaim.case import Tier
    from counterclaim.cli.casework import bag_passphrase
    from counterclaim.errors import UsageError
    from counterclaim.exports.casefile import write_casefile, write_packed

    if seal and Tier(tier) is Tier.PUBLIC:
        raise UsageError("--seal: the public tier is for anybody. Give --tier partner or court.")
    passphrase = bag_passphrase(new=True) if seal else None
    contents, key = case.case_file(Tier(tier), by=by)
    if passphrase or path.suffix.lower() == ".zip":
        written = write_packed(path, contents, key, authority, passphrase)
    else:
        written = write_casefile(path, contents, key, authority)
    if Tier(tier) is not Tier.PUBLIC and not seal:
        typer.echo("It is not encrypted. --seal puts it under a passphrase.", err=True)
    typer.echo(f"Signed with the key {written.fingerprint}", err=True)
    typer.echo("Tell it to whoever receives the file by another way: it shows them that it is yours.", err=True)
    return written.hash_of_hash_list

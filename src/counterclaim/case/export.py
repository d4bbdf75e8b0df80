"""Exporting: one format, one tier, one place; the ledger records that it left, and the hash of what left."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from counterclaim.errors import UsageError
from counterclaim.exports.formats import FORMATS
from counterclaim.exports.hash_list import hash_of_hash_list
from counterclaim.exports.tier import Tier

if TYPE_CHECKING:
    from counterclaim.case.case import Case
    from counterclaim.case.give import Given


@dataclass(frozen=True, slots=True)
class Exported:
    """What left: the SHA-256 of its hash list, and how many rows of victim lists with their names; of a case file also the
    fingerprint of the key that signed it."""

    sha256: str
    fingerprint: str | None = None
    rows: int = 0


def export(
    case: "Case", format_: str, tier: Tier, path: Path, *, by: str, authority: str | None = None, passphrase: str | None = None
) -> Exported:  # fmt: skip
    """Write a case in a format. A case file is a folder; one file where `path` ends in .zip or a passphrase is given.

    Raises:
        UsageError: there is no such format, something is at `path`, or the public tier is to be sealed.
        NotStamped: an authority was given and gives no time stamp.
    """
    if format_ not in FORMATS:
        raise UsageError(f"--as {format_}: it is none of {', '.join(FORMATS)}.")
    if path.exists() and (path.is_file() or any(path.iterdir())):
        raise UsageError(f"{path}: it is there already. Choose another path, so that nothing is overwritten.")
    if (passphrase or authority) and format_ != "casefile":
        raise UsageError("Only a case file can be sealed or time-stamped.")
    if passphrase and tier is Tier.PUBLIC:
        raise UsageError("The public tier is for anybody and is not sealed. Give the tier partner or court.")
    path.parent.mkdir(parents=True, exist_ok=True)
    # it lies at its place only once the ledger says that it left, whatever happens in between
    with TemporaryDirectory(prefix=".counterclaim-export-", dir=path.resolve().parent) as folder:
        aside = Path(folder, path.resolve().name)
        if format_ == "casefile":
            done = _casefile(case, tier, aside, by, authority, passphrase)
        else:
            given = case.give(tier, whole=format_ in _TABLES)
            sha256 = hash_of_hash_list(_WRITERS[format_](given, tier, aside))
            done = Exported(sha256, rows=len(given.victims.records))
        case.log_export(format_=format_, tier=tier.value, sha256=done.sha256, by=by, rows=done.rows)
        if path.is_dir():
            path.rmdir()
        for made in sorted(Path(folder).iterdir(), key=lambda one: one == aside):
            made.rename(path.resolve().parent / made.name)
    return done


def _casefile(case: "Case", tier: Tier, path: Path, by: str, authority: str | None, passphrase: str | None) -> Exported:
    from counterclaim.exports.casefile import write_casefile, write_packed

    contents, key = case.case_file(tier, by=by)
    if passphrase or path.suffix.lower() == ".zip":
        written = write_packed(path, contents, key, authority, passphrase)
    else:
        written = write_casefile(path, contents, key, authority)
    rows = sum(len(one.get("records", ())) for one in contents.persons)
    return Exported(written.hash_of_hash_list, written.fingerprint, rows)


def _csv(given: "Given", tier: Tier, path: Path) -> list[Path]:
    from counterclaim.exports.csv import write_csv

    return write_csv(path, *given.tables)


def _parquet(given: "Given", tier: Tier, path: Path) -> list[Path]:
    from counterclaim.exports.parquet import write_parquet

    return write_parquet(path, *given.tables)


def _geojson(given: "Given", tier: Tier, path: Path) -> list[Path]:
    from counterclaim.exports import geojson

    return [geojson.write(path, given.figures, tier)]


def _hxl(given: "Given", tier: Tier, path: Path) -> list[Path]:
    from counterclaim.exports import hxl
    from counterclaim.exports.shaped import write_table

    return write_table(path, hxl.rows(given.figures), hxl.ABOUT, [hxl.TAGS])


def _ucdp(given: "Given", tier: Tier, path: Path) -> list[Path]:
    from counterclaim.exports import ucdp, ucdp_fields
    from counterclaim.exports.conformance import conform
    from counterclaim.exports.shaped import known_claims, write_table

    paths = write_table(path, ucdp.rows(given.figures, known_claims(given.reports)), ucdp.ABOUT)
    conform(path, ucdp_fields.FIELDS, ucdp_fields.RULES)
    return paths


def _acled(given: "Given", tier: Tier, path: Path) -> list[Path]:
    from counterclaim.exports import acled, acled_fields
    from counterclaim.exports.conformance import conform
    from counterclaim.exports.shaped import known_claims, write_table

    paths = write_table(path, acled.rows(given.figures, known_claims(given.reports)), acled.ABOUT)
    conform(path, acled_fields.FIELDS, acled_fields.RULES)
    return paths


#: formats that hold victims and estimates too
_TABLES = frozenset({"csv", "parquet"})
_WRITERS: dict[str, Callable[["Given", Tier, Path], list[Path]]] = {
    "csv": _csv, "parquet": _parquet, "geojson": _geojson, "hxl": _hxl, "ucdp": _ucdp, "acled": _acled,
}  # fmt: skip

"""The formats of `counterclaim export`: each name with the module whose `write(case, path, tier, by)` writes it and
returns the SHA-256 of its hash list. A new format is one module and one line."""

from importlib.util import find_spec

_ALL = {
    "casefile": "counterclaim.cli.export_casefile",
    "csv": "counterclaim.cli.export_csv",
    "parquet": "counterclaim.cli.export_parquet",
    "geojson": "counterclaim.cli.export_geojson",
    "hxl": "counterclaim.cli.export_hxl",
    "ucdp": "counterclaim.cli.export_ucdp",
    "acled": "counterclaim.cli.export_acled",
}

FORMATS = {name: module for name, module in _ALL.items() if find_spec(module) is not None}

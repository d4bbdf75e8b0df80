"""The invented war: where its files lie. Country, towns, parties, outlets and people do not exist.

Plain data for `counterclaim demo`, documents and tests; nothing here imports the rest of the package.
"""

from importlib.resources import files
from pathlib import Path

#: the folder of all of it
FOLDER = Path(str(files(__package__)))
#: places with coordinates in the open South Atlantic, in the columns of a gazetteer overlay
GAZETTEER = FOLDER / "gazetteer.csv"
#: outlines of the two islands, their regions and the ferry, as GeoJSON
MAP = FOLDER / "map.geojson"
#: parties, officials and organisations: name, aliases, kind, side
ACTORS = FOLDER / "actors.csv"
#: profiles of outlets and of those they quote, for `--sources`
SOURCES = FOLDER / "sources.csv"
#: what happened in the simulated war, and what a careful reader of its reports finds
TRUTH = FOLDER / "truth.json"
#: one ministry's releases, counted as if they were lists of their own: capture histories, and what is known of them
RELEASES = FOLDER / "overlaps" / "releases.csv"
RELEASES_LISTS = FOLDER / "overlaps" / "releases-lists.csv"
#: victim lists
LISTS = FOLDER / "lists"


def reports() -> list[Path]:
    """The report files, oldest first as far as their numbers go."""
    return sorted(path for path in (FOLDER / "reports").iterdir() if path.suffix in (".txt", ".md", ".html"))

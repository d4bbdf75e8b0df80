"""The gazetteer: names to places. GeoNames' towns and units, our regions, and what a case adds.

Read-only and the same for every process; an overlay (a case's own towns, camps, villages) is laid over it in memory.
"""

import math
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from importlib import resources
from pathlib import Path

from counterclaim.errors import CounterclaimError, Fault, InputError
from counterclaim.places.names import SOUND, fold, skeleton
from counterclaim.sheets import read_text, sheet

#: columns of an overlay; the first five are needed
OVERLAY_COLUMNS = ("id", "name", "latitude", "longitude", "kind", "alternates", "admin1", "country", "population")


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer. Degrees are WGS 84; `kind` is country, admin1, admin2, region, town or village.

    `admin1` and `country_name` name what contains it; `country` is the ISO 3166-1 code, or an overlay's own.
    """

    id: str
    name: str
    latitude: float | None
    longitude: float | None
    kind: str
    population: int
    country: str | None
    country_name: str | None
    admin1: str | None

    @property
    def own(self) -> bool:
        """Whether a case's own overlay holds it."""
        return not self.id.startswith(("GN", "CC-"))

    @property
    def precision(self) -> str:
        """The precision of a place known no closer than this entry."""
        return {"village": "town", "camp": "town", "neighbourhood": "exact"}.get(self.kind, self.kind)

    @property
    def within(self) -> tuple[str, ...]:
        """Names of the containing units, nearest first."""
        return tuple(n for n in (self.admin1, self.country_name) if n and n != self.name)


#: share of a report's country names from which it is about that country
_ABOUT = 0.2
#: share from which its small places can be meant by their exact names
_NEAR = 0.1
#: people from whom a town is meant although the report speaks of other countries
_KNOWN_ABROAD = 300_000
#: sum of the shares from which a report tells where it is set
_TOLD = 0.5
#: the same where it does not: below it, most capitalised words are somebody's village
_KNOWN = 15_000


class Gazetteer:
    """Names to places, weighed by what the report is about."""

    def __init__(
        self, database: Path, overlay: Iterable[Entry] = (), alternates: Mapping[str, str] | None = None
    ) -> None:
        # `immutable` lets many processes read one file without locks
        self._database = sqlite3.connect(f"file:{database}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self._overlay: dict[str, list[Entry]] = {}
        for entry in overlay:
            for name in {entry.name, *(alternates or {}).get(entry.id, "").split("|")}:
                if fold(name):
                    self._overlay.setdefault(fold(name), []).append(entry)
        self._by_key = lru_cache(maxsize=50_000)(self._select)

    @cached_property
    def _country_names(self) -> dict[str, str]:
        rows = self._database.execute("SELECT country, name FROM place WHERE kind = 'country'")
        return dict(rows.fetchall())

    @cached_property
    def _admin1_names(self) -> dict[int, str]:
        return dict(self._database.execute("SELECT id, name FROM place WHERE kind = 'admin1'").fetchall())

    def _entry(self, row: tuple[int, str | None, str, float, float, str, int, str | None, int | None]) -> Entry:
        number, code, name, latitude, longitude, kind, population, country, admin1 = row
        return Entry(
            code or f"GN{number}", name, latitude, longitude, kind, population, country,
            self._country_names.get(country or ""), self._admin1_names.get(admin1 or 0),
        )  # fmt: skip

    def _select(self, key: str) -> tuple[Entry, ...]:
        rows = self._database.execute(
            "SELECT id, code, name, latitude, longitude, kind, population, country, admin1 "
            "FROM name JOIN place USING (id) WHERE key = ?", (key,),
        )  # fmt: skip
        return tuple(self._entry(row) for row in rows)

    def named(self, name: str) -> tuple[Entry, ...]:
        """Every place of that name, the overlay's first."""
        key = fold(name)
        return (*self._overlay.get(key, ()), *self._by_key(key))

    def spelt_like(self, name: str, countries: Iterable[str]) -> tuple[Entry, ...]:
        """Places of those countries whose name sounds the same: for transliterations that the gazetteer lacks."""
        bones = skeleton(name)
        if len(bones) < 4 or len(name) < 5:  # shorter ones are shared by half a country, and by plain words
            return ()
        within = frozenset(countries)
        return tuple(entry for entry in self._by_key(SOUND + bones) if entry.country in within)

    def best(self, name: str, weights: Mapping[str, float], kind: str | None = None) -> Entry | None:
        """The likeliest place of that name in a report whose countries weigh `weights` (ISO code to share; they
        sum to one, or to less where the report hardly tells where it is set).

        `kind` is what the words around it say it is (town, admin1, admin2, country). A namesake in a country that the
        report does not speak of needs a thousand times the population to win.
        """
        key = fold(name)
        entries = tuple(self._overlay.get(key, ())) or self._by_key(key)  # a case's own overlay knows best
        if key not in self._overlay:
            # Where the report says which country it is about, a hamlet of that name elsewhere is a chance likeness.
            known = _KNOWN_ABROAD if sum(weights.values()) >= _TOLD else _KNOWN
            near = {country for country, share in weights.items() if share >= _NEAR}
            entries = tuple(e for e in entries if e.country in near or e.kind == "country" or e.population >= known)
            if not any(e.country in near for e in entries):
                entries += self.spelt_like(name, (c for c, share in weights.items() if share >= _ABOUT))
        return max(entries, key=lambda entry: (_score(entry, weights, kind), entry.id), default=None)

    def inside(self, country: str) -> str | None:
        """The English name of a country by its ISO code."""
        return self._country_names.get(country)


def _score(entry: Entry, weights: Mapping[str, float], kind: str | None) -> float:
    size = math.log10(entry.population + 10)
    about = 3.0 * weights.get(entry.country or "", 0.0)
    told = {None: 0.0, entry.kind: 2.0}.get(kind, 0.0)
    # Without a word for the kind, a name is a country's before a town's, and a town's before its district's.
    rank = {"country": 3.0, "region": 0.6, "town": 0.5, "village": 0.5, "admin1": 0.3, "admin2": -1.0}.get(
        entry.kind, 0.0
    )
    return size + about + told + rank


def read_overlay(path: Path) -> tuple[list[Entry], dict[str, str]]:
    """The entries of an overlay CSV file; see `parse_overlay`.

    Raises:
        InputError: with every fault of the file.
    """
    return parse_overlay(read_text(path), path.name)


def parse_overlay(text: str, name: str) -> tuple[list[Entry], dict[str, str]]:
    """The entries of an overlay CSV, and their alternates ("|" between them) by id.

    Raises:
        InputError: with every fault of the file.
    """
    faults: list[Fault] = []
    entries: list[Entry] = []
    alternates: dict[str, str] = {}
    for place, row in sheet(text, name, needed=OVERLAY_COLUMNS[:5], known=OVERLAY_COLUMNS).rows(faults):
        try:
            latitude, longitude = float(row["latitude"]), float(row["longitude"])
            population = int(float(row.get("population") or 0))
            if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
                raise ValueError("degrees out of range")
        except ValueError as error:
            faults.append(Fault(name, place, f"not a place on the globe ({error})", "Give decimal degrees."))
            continue
        entries.append(
            Entry(row["id"], row["name"], latitude, longitude, row["kind"], population,
                  row.get("country") or None, row.get("country") or None, row.get("admin1") or None)
        )  # fmt: skip
        alternates[row["id"]] = row.get("alternates") or ""
    if faults:
        raise InputError(faults)
    countries = {entry.country: entry.name for entry in entries if entry.kind == "country"}
    entries = [replace(entry, country_name=countries.get(entry.country, entry.country)) for entry in entries]
    return entries, alternates


def gazetteer_file() -> Path:
    """Where the gazetteer lies.

    Raises:
        CounterclaimError: it was not built.
    """
    path = Path(str(resources.files("counterclaim.places") / "data" / "gazetteer.sqlite"))
    if not path.exists():
        raise CounterclaimError(
            f"{path.name}: the gazetteer is missing. Install the package again, or run `make setup`."
        )
    return path


@cache
def default_gazetteer() -> Gazetteer:
    """The gazetteer of the package; one for each process. With a case's own places: `overlaid`."""
    return Gazetteer(gazetteer_file())


@cache
def overlaid(text: str, name: str) -> Gazetteer:
    """The gazetteer with an overlay given as CSV text; one for each overlay and process."""
    return Gazetteer(gazetteer_file(), *parse_overlay(text, name))

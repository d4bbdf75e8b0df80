"""What a person has written down about sources: a table read with all its faults, and a directory of it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from counterclaim.errors import Fault, InputError
from counterclaim.figures.names import name_key
from counterclaim.model import SourceProfile
from counterclaim.sheets import read_text, sheet

#: kinds that make a source a party, whose name others may give as their side
PARTY_KINDS = frozenset({"party", "government", "armed group", "armed_group", "army", "coalition", "opposition"})
#: sides that name nobody
NO_SIDE = frozenset({"", "none", "unknown", "neutral"})
_COLUMNS = ("source", "aliases", "kind", "side", "from", "to", "depends_on")


@dataclass(slots=True)
class Directory:
    """Profiles by name and alias. Where a source changed sides, the profile is chosen by date."""

    profiles: Sequence[SourceProfile] = ()
    _by_key: dict[str, list[SourceProfile]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for profile in self.profiles:
            for name in (profile.source, *profile.aliases):
                self._by_key.setdefault(name_key(name), []).append(profile)

    def find(self, name: str, on: date | None = None) -> SourceProfile | None:
        """The profile that holds for `name` on a day, or None. Without a day, the first one written down."""
        found = self._by_key.get(name_key(name))
        if found is None and " of " in name:  # "a battery of the Armed Forces" is theirs
            found = self._by_key.get(name_key(name.split(" of ", 1)[1]))
        return next((profile for profile in found or () if _holds(profile, on)), None)

    def side(self, name: str, on: date | None = None) -> str | None:
        """The party whose side `name` is on, itself if it is a party; None where nobody wrote it down."""
        profile = self.find(name, on)
        if profile is None:
            return None
        if profile.side and profile.side.lower() not in NO_SIDE:
            return profile.side
        return profile.source if profile.kind in PARTY_KINDS else None


def _holds(profile: SourceProfile, on: date | None) -> bool:
    if on is None:
        return True
    return (profile.from_ is None or profile.from_ <= on) and (profile.to is None or on <= profile.to)


def read_profiles(path: Path) -> list[SourceProfile]:
    """Profiles from a CSV file with the columns source, aliases, kind, side, from, to, depends_on.

    Only `source` is required; aliases and depends_on hold several names parted by "|" or ";".

    Raises:
        InputError: with every fault of the file: a missing column, a row without a source, a date that is none, an
            interval that ends before it begins, a side that no row describes although rows describe parties.
    """
    faults: list[Fault] = []
    table = sheet(read_text(path), path.name, needed=("source",), known=_COLUMNS)
    rows = list(table.rows(faults))
    profiles = [_profile(path.name, place, row, faults) for place, row in rows]
    kept = [profile for profile in profiles if profile is not None]
    faults += _unknown_sides(path.name, [row for _, row in rows], kept)
    if faults:
        raise InputError(faults)
    return kept


def _profile(where: str, place: str, row: dict[str, str], faults: list[Fault]) -> SourceProfile | None:
    cell = {name: row.get(name, "") for name in _COLUMNS}
    if not cell["source"]:
        faults.append(Fault(where, place, "the source has no name", "Name it, or drop the row."))
        return None
    days: dict[str, date | None] = {}
    for name in ("from", "to"):
        try:
            days[name] = date.fromisoformat(cell[name]) if cell[name] else None
        except ValueError:
            days[name] = None
            faults.append(Fault(where, place, f"{name} {cell[name]!r} is not a date", "Write it as YYYY-MM-DD."))
    start, end = days["from"], days["to"]
    if start and end and end < start:
        faults.append(Fault(where, place, f"the profile ends ({end}) before it begins ({start})", "Swap the dates."))
    side = cell["side"] if cell["side"].lower() not in NO_SIDE else None
    return SourceProfile(
        cell["source"], _several(cell["aliases"]), cell["kind"] or None, side, start, end, _several(cell["depends_on"])
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in cell.replace(";", "|").split("|") if name.strip())


def _unknown_sides(where: str, rows: Iterable[dict[str, str]], profiles: Sequence[SourceProfile]) -> list[Fault]:
    parties = {
        name_key(name)
        for profile in profiles
        if profile.kind in PARTY_KINDS
        for name in (profile.source, *profile.aliases)
    }
    if not parties:
        return []
    # a party that several sources are on the side of is a party, although no row describes it
    sides = Counter(name_key(profile.side) for profile in profiles if profile.side)
    parties |= {side for side, times in sides.items() if times > 1}
    return [
        Fault(
            where,
            f"row {number}",
            f"the side {side!r} is a party that no row describes",
            "Add a row for it with the kind party, correct its spelling, or leave the side empty.",
        )
        for number, row in enumerate(rows, start=2)
        if (side := (row.get("side") or "").strip()).lower() not in NO_SIDE and name_key(side) not in parties
    ]

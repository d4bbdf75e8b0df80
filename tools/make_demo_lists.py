"""Makes the victim lists of the invented war, and what is true of them: run once, its output is committed.

    .venv/bin/python tools/make_demo_lists.py

Nobody on these lists exists. 1,500 invented people die in Carrow Heights in the five weeks that the reports tell of; a
hospital (Latin letters), a registry (Arabic script), a monitor (Latin letters) and a ministry (two releases, the second
holding the first) each find some of them, independently, as the estimate assumes. The monitor lists all dead of the two
incidents that its bulletins tell of. Twenty people whom the monitor still calls missing are dead on other lists.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from counterclaim import demo_war
from counterclaim.victims.generator import ListProfile, Population, people
from counterclaim.victims.generator.lists import rows

Ints = npt.NDArray[np.int64]

SEED = 3
TOTAL = 1500
TOWNS = ("Tolvane", "Brinnock", "Dunmorrick", "Hesmar", "Greywater", "Pellas Ford")
#: shares of the dead by town, before the incidents
SHARES = np.array([9, 5, 3, 3, 2, 1]) / 23
EPOCH = date(1970, 1, 1)
FIRST, LAST = date(2019, 3, 1), date(2019, 4, 7)
#: incidents: town, day, children, women, men; what the monitor writes in its column
INCIDENTS = (
    (0, date(2019, 3, 10), (11, 14, 21), "Tolvane market, 10 March"),
    (3, date(2019, 3, 21), (4, 4, 4), "Hesmar clinic, 21 March"),
)
ADULT = 18 * 365.25
STILL_MISSING = 20
#: share of the ministry's rows that are in its first release already
FIRST_RELEASE = 0.65

HOSPITAL = ListProfile(
    "hospital", 0.38, script="latin", grandfather=0.8, death_date=0.97, death_noise=0.05, place=0.9, unnamed=0.01
)  # fmt: skip
REGISTRY = ListProfile(
    "registry", 0.45, father=0.98, grandfather=0.95, birth_date=0.9, death_noise=0.2, place=0.85, unnamed=0.0
)
MONITOR = ListProfile(
    "monitor", 0.33, script="latin", birth_date=0.7, death_date=0.95, death_noise=0.1, place=0.95, unnamed=0.0
)
MINISTRY = ListProfile("ministry", 0.30, grandfather=0.9, death_date=0.9, unnamed=0.0)
#: headers as each keeper writes them, by the generator's
HEADERS = {
    "hospital": {"record": "no", "death_date": "date_of_death", "place": "town"},
    "registry": {
        "record": "رقم", "name": "الاسم", "sex": "الجنس", "age": "العمر", "birth_date": "تاريخ_الميلاد",
        "death_date": "تاريخ_الوفاة", "place": "المكان",
    },
    "monitor": {"record": "id", "death_date": "date_killed"},
    "ministry": {"record": "number", "place": "governorate"},
}  # fmt: skip
PREFIX = {"hospital": "H", "registry": "R", "monitor": "M", "ministry": "G"}


def days(day: date) -> int:
    """Days since 1970."""
    return (day - EPOCH).days


def dead(rng: np.random.Generator) -> tuple[Population, dict[str, Ints]]:
    """Who died, and who of them in which incident."""
    who = people(TOTAL, rng)
    homes = int(who.household.max()) + 1
    place = rng.choice(len(TOWNS), homes, p=SHARES)[who.household]
    death = rng.integers(days(FIRST), days(LAST) + 1, homes)[who.household]
    age = who.death - who.birth
    killed: dict[str, Ints] = {}
    for town, day, quota, words in INCIDENTS:
        here = place == town
        death[here & (death == days(day))] += 1  # nobody else dies there on that day
        kinds = (age < ADULT, (age >= ADULT) & who.sex, (age >= ADULT) & ~who.sex)
        chosen = np.concatenate([np.flatnonzero(here & kind)[:n] for kind, n in zip(kinds, quota, strict=True)])
        death[chosen] = days(day)
        killed[words] = chosen.astype(np.int64)
    return replace(who, place=place, death=death, birth=death - age), killed


def write(name: str, table: pd.DataFrame) -> None:
    """A list as CSV."""
    table.assign(note="invented").to_csv(demo_war.LISTS / f"{name}.csv", index=False, lineterminator="\n")


def main() -> None:
    """Write the lists and their truth."""
    rng = np.random.default_rng([SEED, 61])
    who, killed = dead(rng)
    everybody = np.concatenate(list(killed.values()))
    on: dict[str, Ints] = {}
    truth: dict[str, dict[str, int]] = {}
    for profile in (HOSPITAL, REGISTRY, MONITOR, MINISTRY):
        name = profile.name
        seen = np.flatnonzero(rng.random(TOTAL) < profile.capture)
        if name == "monitor":
            seen = np.union1d(seen, everybody)
        rng.shuffle(seen)
        on[name] = seen.astype(np.int64)
        records = [f"{PREFIX[name]}-{number:04d}" for number in range(1, len(seen) + 1)]
        truth[name] = dict(zip(records, seen.tolist(), strict=True))
        table = rows(profile, who, seen, records, rng, TOWNS)
        if name == "monitor":
            table = as_monitored(table, seen, killed, np.union1d(on["hospital"], on["registry"]), rng)
        table = table.rename(columns=HEADERS[name])
        if name == "ministry":
            early = int(FIRST_RELEASE * len(table))
            write("ministry-2019-03-22", table[:early])
            write("ministry-2019-04-09", table.assign(number=[f"{one}-B" for one in table["number"]]))
        else:
            write(name, table)
    record_truth(on, truth, killed)


def as_monitored(
    table: pd.DataFrame, seen: Ints, killed: dict[str, Ints], elsewhere: Ints, rng: np.random.Generator
) -> pd.DataFrame:
    """The monitor's columns of incident and fate; it knows the place and day of its own incidents."""
    incident = np.full(len(seen), "", object)
    for words, persons in killed.items():
        town, day, *_ = next(one for one in INCIDENTS if one[3] == words)
        here = np.isin(seen, persons)
        incident[here] = words
        table.loc[here, "place"], table.loc[here, "death_date"] = TOWNS[town], day.isoformat()
    open_cases = np.flatnonzero((incident == "") & np.isin(seen, elsewhere))
    missing = rng.choice(open_cases, STILL_MISSING, replace=False)
    fate = np.full(len(seen), "killed", object)
    fate[missing] = "missing"
    table.loc[missing, "death_date"] = ""
    return table.assign(incident=incident, fate=fate)


def record_truth(on: dict[str, Ints], truth: dict[str, dict[str, int]], killed: dict[str, Ints]) -> None:
    """What is true of the lists, into the truth file."""
    said = json.loads(demo_war.TRUTH.read_text("utf-8"))
    three: Sequence[Ints] = [on[name] for name in ("hospital", "registry", "monitor")]
    said["lists"] = {
        "what": "killed in Carrow Heights, 1 March to 7 April 2019; four keepers find some of them, independently",
        "seed": SEED,
        "dead": TOTAL,
        "on_any_list": len(set(np.concatenate(list(on.values())).tolist())),
        "on_three": len(set(np.concatenate(three).tolist())),
        "undocumented_by_three": TOTAL - len(set(np.concatenate(three).tolist())),
        "known": {words: len(persons) for words, persons in killed.items()},
        "persons": "PERSONS",
    }
    persons = {record: person for held in truth.values() for record, person in held.items()}
    text = json.dumps(said, ensure_ascii=False, indent=1).replace('"PERSONS"', json.dumps(persons))
    demo_war.TRUTH.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()

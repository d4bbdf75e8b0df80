"""Grouping: time over the number of claims, one more report in a large case, and one figure of very many claims.

    .venv/bin/python benchmarks/figures.py [--claims 100000]

Prints CPU seconds, since the machine may be shared. The war is simulated: events by day and town, reported by outlets
that cite, copy, revise and leave out places and days. "Linear" is judged by the ratio of the time of all claims to the
time of half of them.
"""

import argparse
import random
import sys
import time
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "figures"))

from figures_making import TOWNS, place, report, said

from counterclaim.figures import Grouping
from counterclaim.model import Reading, Scope


def war(claims: int, seed: int = 1) -> list[Reading]:
    """Readings with about `claims` claims: three and a half a report, seven reports an event, ten years at most."""
    chance = random.Random(seed)
    towns = [f"{town} {i}" for town in TOWNS for i in range(25)]
    for town in towns:
        TOWNS.setdefault(town, (f"Area {chance.randrange(12)}", chance.uniform(0, 40), chance.uniform(0, 40)))
    readings: list[Reading] = []
    made, serial = 0, 0
    while made < claims:
        day = date(2031, 1, 1) + timedelta(days=chance.randrange(3650))
        town, toll = chance.choice(towns), chance.randint(1, 90)
        for _ in range(chance.randint(2, 12)):
            told = []
            for _ in range(chance.randint(1, 6)):
                by = chance.choice([None, "residents", *(f"Speaker {i}" for i in range(40))])
                at = chance.choices([town, TOWNS[town][0] + "mark", "Arvenia", None], [6, 1, 1, 2])[0]
                on = day.isoformat() if chance.random() < 0.7 else None
                people = chance.choice(["people", "people", "civilians", "children", "soldiers"])
                scope = Scope.CUMULATIVE if chance.random() < 0.05 else Scope.EVENT
                number = max(1, toll + chance.randint(-3, 3)) * (100 if scope is Scope.CUMULATIVE else 1)
                told.append(said(number, people, by, at=at, on=on, scope=scope))
            mark = tuple(chance.randrange(2**28) for _ in range(64))
            published = (day + timedelta(days=chance.randint(0, 1))).isoformat()
            readings.append(
                report(
                    f"w{seed}-{serial:07}",
                    *told,
                    published=published,
                    source=f"outlet {serial % 300}",
                    fingerprint=mark,
                )
            )
            serial += 1
            made += len(told)
    chance.shuffle(readings)
    return readings


def grouped(readings: list[Reading]) -> tuple[Grouping, float]:
    """A grouping of all readings, and the CPU seconds it took."""
    start = time.process_time()
    grouping = Grouping()
    for reading in readings:
        grouping.add(reading)
    grouping.refresh()
    return grouping, time.process_time() - start


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=100_000)
    asked = parser.parse_args().claims
    half, all_ = war(asked // 2, 1), war(asked, 1)
    _, seconds_half = grouped(half)
    grouping, seconds = grouped(all_)
    count = sum(len(reading.claims) for reading in all_)
    print(
        f"{count:,} claims of {len(all_):,} reports in {seconds:.1f} s; {seconds / seconds_half:.2f} times half of them"
    )
    times = []
    for reading in war(700, 2):
        start = time.process_time()
        grouping.add(reading)
        grouping.refresh()
        times.append(time.process_time() - start)
    times.sort()
    middle, late, worst = times[len(times) // 2], times[int(0.95 * len(times))], times[-1]
    print(f"one report more: median {1e3 * middle:.1f} ms, 95 % {1e3 * late:.1f} ms, worst {1e3 * worst:.1f} ms")
    here = place("Oster")
    one = [
        report(f"o{i:07}", said(1 + i % 5000, by=f"Speaker {i % 5000}", at=here, on="2031-03-04")) for i in range(asked)
    ]
    _, seconds = grouped(one)
    print(f"one figure of {asked:,} claims in {seconds:.1f} s")


if __name__ == "__main__":
    main()

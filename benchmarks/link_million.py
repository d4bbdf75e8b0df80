"""A million invented rows in two lists: time and memory, and our share beside Splink's. python benchmarks/link_million.py [ROWS]

Splink's part is its training and scoring with the same settings, in the same run; ours is everything else from tables to files.
CPU seconds and wall seconds are both given, because other work on the machine inflates the wall.
"""

import json
import resource
import sys
import tempfile
import time
from pathlib import Path

from counterclaim.victims import engine
from counterclaim.victims.generator import ListProfile, generate
from counterclaim.victims.linking import link
from counterclaim.victims.lists import read_lists
from counterclaim.victims.output import write
from counterclaim.victims.replicates import overlaps

SPENT = {"cpu": 0.0, "wall": 0.0}


def timed(function):
    """The function, with its time added to SPENT."""

    def run(*args, **kwargs):
        cpu, wall = time.process_time(), time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            SPENT["cpu"] += time.process_time() - cpu
            SPENT["wall"] += time.perf_counter() - wall

    return run


def main(rows: int) -> None:
    """Generate, link, and print one JSON object."""
    folder = Path(tempfile.mkdtemp())
    made = generate([ListProfile("one", 0.5), ListProfile("two", 0.5, spelling=0.2)], rows, seed=5)
    for name, table in made.tables.items():
        table.to_csv(folder / f"{name}.csv", index=False)
    count, truth = sum(len(table) for table in made.tables.values()), made.truth
    del made
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    engine.train, engine.score = timed(engine.train), timed(engine.score)
    laps, cpu, wall = [], time.process_time(), time.perf_counter()

    def progress(step: str, share: float) -> None:
        laps.append((step, round(time.process_time() - cpu, 1), round(time.perf_counter() - wall, 1)))

    linkage = link(read_lists([folder / "one.csv", folder / "two.csv"]), one_to_one=True, progress=progress)
    progress("replicates", 0)
    overlap = overlaps(linkage, 100)
    progress("writing", 0)
    write(linkage, overlap, folder / "out", 0.0)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    part = linkage.decided.part
    ends = (part[linkage.pairs.left] == part[linkage.pairs.right]).nonzero()[0]
    persons = [
        [truth[linkage.records[row]] for row in side[ends]] for side in (linkage.pairs.left, linkage.pairs.right)
    ]
    right = sum(a == b for a, b in zip(*persons, strict=True))
    possible = count - len(set(truth.values()))
    print(
        json.dumps(
            {
                "rows": count, "pairs": len(linkage.pairs), "wall_s": round(wall, 1), "cpu_s": round(cpu, 1),
                "splink_wall_s": round(SPENT["wall"], 1), "splink_cpu_s": round(SPENT["cpu"], 1),
                "ours_over_splink_cpu": round((cpu - SPENT["cpu"]) / SPENT["cpu"], 2),
                "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, "generator_peak_mb": before // 1024,
                "precision": round(right / max(1, len(ends)), 4), "recall": round(right / max(1, possible), 4), "laps": laps,
                "refused": linkage.blocks.refused,
            },
            indent=1,
        )
    )  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)

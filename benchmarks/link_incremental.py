"""A thousand rows added to lists of a hundred thousand: CPU seconds against the full run.

python benchmarks/link_incremental.py [ROWS]
"""

import json
import sys
import time

import pandas as pd

from counterclaim.victims.generator import ListProfile, generate
from counterclaim.victims.incremental import update
from counterclaim.victims.linking import link
from counterclaim.victims.lists import rows_of
from counterclaim.victims.output import person_ids


def main(rows: int) -> None:
    """Print one JSON object."""
    made = generate([ListProfile("one", 0.5), ListProfile("two", 0.5)], 2 * rows, seed=6)
    one, two = (table.head(rows) for table in made.tables.values())
    start = time.process_time()
    before = link([rows_of("one", one.iloc[:-1000], once=True), rows_of("two", two, once=True)], one_to_one=True)
    full = time.process_time() - start
    lists = [rows_of("one", one, once=True), rows_of("two", two, once=True)]
    start = time.process_time()
    after, changes = update(before, lists)
    added = time.process_time() - start
    again = link(lists, one_to_one=True)
    ids_before, ids_after = (dict(zip(one.records, person_ids(one), strict=True)) for one in (before, after))
    same = {tuple(pair) for pair in pairs(after)} ^ {tuple(pair) for pair in pairs(again)}
    said = {
        "rows": len(one) + len(two),
        "full_cpu_s": round(full, 1),
        "update_cpu_s": round(added, 1),
        "share": round(added / full, 3),
        "added": len(changes.added),
        "links_that_differ_from_a_full_run": len(same),
        "links": len(pairs(again)),
        "earlier_records_with_another_id": sum(ids_after[record] != person for record, person in ids_before.items()),
        "said_to_have_changed": {name: len(getattr(changes, name)) for name in ("new_persons", "joined", "split")},
    }
    print(json.dumps(said, indent=1))


def pairs(linkage) -> pd.DataFrame:
    """The linked record pairs."""
    part = linkage.decided.part
    here = part[linkage.pairs.left] == part[linkage.pairs.right]
    return list(zip(linkage.records[linkage.pairs.left[here]], linkage.records[linkage.pairs.right[here]], strict=True))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)

"""Are published BCa limits of one set of 1,000 replicates those of a procedure like ours? Prints a line a table.

    python benchmarks/mse_bca.py [--sets 150] [--table TABLE.csv --limits LOW HIGH]

Stepwise selection repeated in every replicate, BCa of the mean missed, as in MultipleSystemsEstimation 1.2.0 (seed 1234),
whose limits are LIMITS. Of many sets of 1,000 replicates of ours: the median of each limit, its 2.5 and 97.5 % points, and
the share of sets that lie below R's. Were R's another procedure, its shares would crowd at 0 or 1.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from counterclaim.estimates.arrays import counts
from counterclaim.estimates.table import read_tables
from counterclaim.stats.bootstrap import REPLICATES, acceleration, bca, leave_one_out, resample
from counterclaim.stats.hierarchical import interactions
from counterclaim.stats.stepwise import THRESHOLD, select, totals

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.stats import tables

LIMITS = {
    "Korea": (tables.KOREA, 123.3437, 440.50598),
    "Artificial": (tables.ARTIFICIAL, 280.92136, 1484.1825),
    "Kosovo": (tables.KOSOVO, 12484.111, 16623.346),
    "New Orleans, 5 lists": (tables.NEW_ORLEANS, 588.81747, 1703.6937),
    "United Kingdom, 5 lists": (tables.UNITED_KINGDOM, 8784.7799, 14700.549),
    "Netherlands, 5 lists": (tables.NETHERLANDS, 47393.141, 162845.54),
}


def compared(y: NDArray[np.float64], low: float, high: float, sets: int) -> dict[str, object]:
    """Our limits over many sets of replicates beside two given ones."""
    lists = len(y).bit_length() - 1
    pairs = np.array(interactions(lists, 2))
    _, intercept, _, _ = select(y, lists, pairs, THRESHOLD)
    point = float(y.sum() + np.exp(intercept))
    left, weights = leave_one_out(y)
    jackknife = totals(left, lists, pairs, THRESHOLD)
    drawn = totals(resample(y, sets * REPLICATES, 1), lists, pairs, THRESHOLD)
    limits = np.array([bca(point, each, jackknife, weights, 0.95) for each in drawn.reshape(sets, REPLICATES)])
    return {
        "estimate": round(point, 1),
        "theirs": [low, high],
        "median of ours": np.median(limits, axis=0).round(1).tolist(),
        "95 % of ours": np.quantile(limits, [0.025, 0.975], axis=0).T.round(0).tolist(),
        "share below theirs": [round(float(np.mean(limits[:, k] < v)), 3) for k, v in enumerate((low, high))],
        "z0": round(float(ndtri(np.mean(drawn < point))), 3),
        "acceleration": round(acceleration(jackknife, weights), 4),
        "of all replicates at once": [round(v) for v in bca(point, drawn, jackknife, weights, 0.95)],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", type=int, default=150)
    parser.add_argument("--table", type=Path)
    parser.add_argument("--limits", type=float, nargs=2)
    asked = parser.parse_args()
    if (asked.table is None) != (asked.limits is None):
        parser.error("give --table and --limits together, or neither")
    given = LIMITS
    if asked.table:
        given = {asked.table.stem: (counts(read_tables(asked.table)[0]), *asked.limits)}
    for name, (y, low, high) in given.items():
        print(json.dumps({name: compared(y, low, high, asked.sets)}), flush=True)


if __name__ == "__main__":
    main()

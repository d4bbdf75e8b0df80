"""Simulation-based calibration of the weighing sampler: are ranks of the truth uniform, block by block?

    python benchmarks/weigh_calibration.py [--runs 256] [--grow] [--first 0]

With --grow the figures grow over time (paths, lumps, their swing). Prints the ranks in eight bins and their chi-square p.
"""

import argparse
import json

import numpy as np

from counterclaim.stats.weighing import Priors
from counterclaim.stats.weighing.calibration import BINS, KEPT, ranks, uniformity

PRIORS = Priors(
    np.array([-0.5, 0.6, -0.15]),
    np.array([0.5, 0.5, 0.15]),
    np.array([0.45, 0.45, 0.2]),
    np.array([np.inf, 2.0, np.inf]),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=256)
    parser.add_argument("--grow", action="store_true")
    parser.add_argument("--first", type=int, default=0, help="first seed, to go on where another run stopped")
    arguments = parser.parse_args()
    for name, found in ranks(PRIORS, arguments.runs, grow=arguments.grow, first=arguments.first).items():
        counts = np.bincount((found // ((KEPT + 1) // BINS)).astype(int), minlength=BINS)
        print(json.dumps({name: counts.tolist(), "p": round(uniformity(found), 4)}), flush=True)


if __name__ == "__main__":
    main()

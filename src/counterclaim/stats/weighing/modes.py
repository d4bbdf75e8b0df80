"""Whether a posterior has two peaks: then its median may lie where nothing lies."""

import numpy as np

from counterclaim.stats.weighing.problem import Floats

#: grid of the density, in points
GRID = 200
#: the smaller peak's region must hold this much, and the valley be this much lower than the smaller peak
MASS, VALLEY = 0.1, 0.6


def peaks(draws: Floats) -> tuple[float, ...]:
    """The two peaks of the draws' density, ascending; empty where there is one.

    A Gaussian kernel density with Silverman's (1986, eq. 3.31) bandwidth, its spread taken from the interquartile range
    so that two far peaks do not smear into one, searched for the deepest valley between two maxima.
    """
    low, first, third, high = np.quantile(draws, [0.005, 0.25, 0.75, 0.995])
    spread = min(float(np.std(draws)), (third - first) / 1.34)
    if not spread > 0 or high <= low:
        return ()
    width = 0.9 * spread * len(draws) ** -0.2
    grid = np.linspace(low - 2 * width, high + 2 * width, GRID)
    step = grid[1] - grid[0]
    counts, _ = np.histogram(draws, bins=GRID, range=(grid[0] - step / 2, grid[-1] + step / 2))
    reach = max(1, int(np.ceil(4 * width / step)))
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) * step / width) ** 2)
    density = np.convolve(counts, kernel / kernel.sum(), mode="same")
    valley = valley_of(density)
    if valley is None:
        return ()
    return float(grid[np.argmax(density[: valley + 1])]), float(grid[valley + np.argmax(density[valley:])])


def valley_of(density: Floats) -> int | None:
    """Where the deepest valley between two peaks of a density on a grid lies; None where there is one peak."""
    left, right = np.maximum.accumulate(density), np.maximum.accumulate(density[::-1])[::-1]
    depth = density / np.maximum(np.minimum(left, right), 1e-300)
    valley = int(np.argmin(depth))
    below = float(density[: valley + 1].sum() / density.sum())
    return valley if depth[valley] < VALLEY and MASS <= below <= 1.0 - MASS else None

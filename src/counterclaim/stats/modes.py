"""The modes of a sample on the log scale, so that a posterior with two answers is not told as one."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

#: a valley counts where the density falls below this share of the lower of the two peaks beside it
VALLEY = 0.6
#: modes with less of the sample are left out
LEAST_SHARE = 0.02
#: grid of the smoothed histogram; smoothing is by Silverman's (1986) rule on the middle half, halved to keep modes
POINTS = 400


def modes(sample: Array) -> list[dict[str, float]]:
    """Each mode's median and share of the sample, from low to high; one where the sample has one mode."""
    logs = np.sort(np.log(sample))
    middle = float(np.quantile(logs, 0.75) - np.quantile(logs, 0.25)) / 1.349
    width = 0.5 * 0.9 * min(float(logs.std()), middle or float(logs.std())) * min(len(logs), 5000) ** -0.2
    if not width > 1e-9:
        return [{"total": float(np.exp(np.median(logs))), "share": 1.0}]
    grid = np.linspace(logs[0] - 3 * width, logs[-1] + 3 * width, POINTS)
    step = grid[1] - grid[0]
    held = np.bincount(np.clip(((logs - grid[0]) / step).round().astype(int), 0, POINTS - 1), minlength=POINTS)
    reach = max(1, int(4 * width / step))
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) * step / width) ** 2)
    smooth = np.convolve(held.astype(np.float64), kernel, mode="same")
    cuts = _valleys(smooth)
    edges = [-np.inf, *(float(grid[c]) for c in cuts), np.inf]
    parts = [logs[(logs > a) & (logs <= b)] for a, b in pairwise(edges)]
    return [
        {"total": float(np.exp(np.median(part))), "share": len(part) / len(logs)}
        for part in parts
        if len(part) >= LEAST_SHARE * len(logs)
    ]


def _valleys(smooth: Array) -> list[int]:
    """Where to cut: the lowest points between peaks that a deep enough valley separates, by rising water."""
    peaks = [i for i in range(1, len(smooth) - 1) if smooth[i] >= smooth[i - 1] and smooth[i] > smooth[i + 1]]
    cuts: list[int] = []
    kept: list[int] = []
    for peak in peaks:
        if smooth[peak] < 0.02 * smooth.max():
            continue
        if not kept:
            kept.append(peak)
            continue
        between = kept[-1] + int(np.argmin(smooth[kept[-1] : peak + 1]))
        if smooth[between] < VALLEY * min(smooth[kept[-1]], smooth[peak]):
            cuts.append(between)
            kept.append(peak)
        elif smooth[peak] > smooth[kept[-1]]:
            kept[-1] = peak
    return cuts

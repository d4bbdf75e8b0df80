"""Whether chains agree, and how much they are worth: rank-normalised split R-hat and effective sample size.

Source: Vehtari, Gelman, Simpson, Carpenter, Bürkner (2021), "Rank-normalization, folding, and localization: an improved
R-hat", Bayesian Analysis 16(2). Section numbers below are of that paper. Arrays are chains x draws.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

Array = NDArray[np.float64]

#: fewest draws a chain for which a split chain still has a variance
MIN_DRAWS = 4


def split(chains: Array) -> Array:
    """Each chain cut into its first and second half (an odd middle draw is dropped): 2C x floor(D/2).

    Raises:
        ValueError: not a two-dimensional array, or fewer than four draws a chain.
    """
    chains = np.asarray(chains, dtype=np.float64)
    if chains.ndim != 2 or chains.shape[1] < MIN_DRAWS:
        raise ValueError(f"expected chains x draws with at least {MIN_DRAWS} draws, found shape {chains.shape}")
    half = chains.shape[1] // 2
    return np.concatenate([chains[:, :half], chains[:, -half:]])


def rank_normalise(chains: Array) -> Array:
    """Normal scores of the pooled ranks (equation 14, Blom's offset 3/8); ties share their average rank."""
    _, place, count = np.unique(chains, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(count) - (count - 1) / 2)[place].reshape(chains.shape)
    scores: Array = ndtri((ranks - 0.375) / (chains.size + 0.25))
    return scores


def _rhat(chains: Array) -> float:
    """Potential scale reduction of chains as they are (equations 1 to 4)."""
    draws = chains.shape[1]
    between = draws * float(np.var(chains.mean(axis=1), ddof=1))
    within = float(np.mean(np.var(chains, axis=1, ddof=1)))
    if within == 0.0:
        return 1.0 if between == 0.0 else float("inf")
    return float(np.sqrt((draws - 1) / draws + between / (draws * within)))


def rhat(chains: Array) -> float:
    """Rank-normalised split R-hat: the larger of the bulk and the folded statistic (section 4). Constant chains give 1.

    Values under 1.01 are the paper's threshold. NaN where a draw is not finite.
    """
    halves = split(chains)
    if not np.isfinite(halves).all():
        return float("nan")
    folded = np.abs(halves - np.median(halves))
    return max(_rhat(rank_normalise(halves)), _rhat(rank_normalise(folded)))


def _autocovariance(chains: Array) -> Array:
    """Autocovariances of each chain at every lag, divided by the number of draws, by fast Fourier transform."""
    draws = chains.shape[1]
    centred = chains - chains.mean(axis=1, keepdims=True)
    size = 1 << (2 * draws - 1).bit_length()
    spectrum = np.fft.rfft(centred, size, axis=1)
    result: Array = np.fft.irfft(spectrum * np.conj(spectrum), size, axis=1)[:, :draws] / draws
    return result


def _ess(chains: Array) -> float:
    """Effective sample size of chains as they are, by Geyer's initial monotone sequence (section 3.2)."""
    count, draws = chains.shape
    covariance = _autocovariance(chains)
    within = float(np.mean(covariance[:, 0])) * draws / (draws - 1)
    if within == 0.0:
        return float(count * draws) if np.ptp(chains) == 0.0 else float("nan")
    pooled = within * (draws - 1) / draws
    if count > 1:
        pooled += float(np.var(chains.mean(axis=1), ddof=1))
    rho = 1.0 - (within - covariance.mean(axis=0) * draws / (draws - 1)) / pooled
    rho[0] = 1.0
    pairs = rho[: draws // 2 * 2].reshape(-1, 2).sum(axis=1)
    negative = np.flatnonzero(pairs < 0.0)
    kept = np.minimum.accumulate(pairs[: negative[0]] if len(negative) else pairs)
    time = max(2.0 * float(kept.sum()) - 1.0, 1.0 / np.log10(count * draws))
    return float(count * draws / time)


def ess(chains: Array) -> float:
    """Bulk effective sample size: of the rank-normalised split chains (section 4.1). NaN where a draw is not finite.

    Capped as in the paper at draws x log10(draws), which antithetic chains can reach.
    """
    halves = split(chains)
    if not np.isfinite(halves).all():
        return float("nan")
    return _ess(rank_normalise(halves))

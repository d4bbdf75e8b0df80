"""Estimates that bound the total from below, or stand for a family of assumptions on unequal chances of capture.

- Chao (1987, Biometrics 43(4)): missed >= (J - 1)/J f1^2 / (2 f2), from those on one list and on two. A lower bound
  whenever chances of capture differ between persons, under independent lists.
- Chao & Tsay (1998, JASA 93(441)), sample coverage without covariance terms: C = 1 - mean of Z_j/n_j with Z_j the
  persons on list j only, D = documented - mean of Z_j, total = D/C. Below the truth where lists depend positively.
- M0, Mt, Mh, Mth (Otis et al. 1978; log-linear forms of Rivest & Baillargeon 2007, Biometrics 63(4)):
  log mu = beta_0 + capture effects (one for all lists, or one each) + tau h(k), k the number of lists a person is on:
  Chao: sum over i of eta_i max(k - i, 0), i = 2 to J - 1, all eta_i >= 0: a convex shape that bends only from two lists
  on (a lower bound); Poisson: 2^k - 1; Darroch: k^2/2; Gamma: -log(3.5 + k) + log 3.5.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, ndtri

Array = NDArray[np.float64]

#: Rivest & Baillargeon (2007), section 4: the gamma mixture with shape 3.5
GAMMA_SHAPE = 3.5
SHAPES = ("", "chao", "poisson", "darroch", "gamma")
#: as in loglinear.py
REST, MOST_STEPS, RANK_PIVOT = 1e-9, 200, 1e-10


@dataclass(frozen=True)
class Fit:
    """A fitted member of the family: the number missed and the variance of its estimator (Rcapture's: with the Poisson
    variation of the missed themselves), AIC and BIC as in Rcapture."""

    missed: float
    variance: float
    aic: float
    bic: float


def captures(lists: int) -> NDArray[np.int64]:
    """How many lists each history holds, 2**lists."""
    return np.array([int(c).bit_count() for c in range(1 << lists)])


def chao(y: Array) -> tuple[float, float]:
    """The number missed at least, and its variance (Chao 1987, equations 6 and 10); infinite where nobody is on two
    lists."""
    lists = len(y).bit_length() - 1
    k = captures(lists)
    once, twice = float(y[k == 1].sum()), float(y[k == 2].sum())
    if twice == 0:
        return float("inf"), float("inf")
    ratio, share = once / twice, (lists - 1) / lists
    variance = twice * (share * ratio**2 / 2 + share**2 * ratio**3 + share**2 * ratio**4 / 4)
    return share * once**2 / (2 * twice), variance


def sample_coverage(tables: Array) -> tuple[Array, Array]:
    """Total and sample coverage of each table (rows of 2**lists counts); infinite where the coverage is zero."""
    lists = tables.shape[-1].bit_length() - 1
    index = np.arange(tables.shape[-1])
    documented = tables[..., 1:].sum(axis=-1)
    alone = np.stack([tables[..., 1 << j] for j in range(lists)], axis=-1)
    sizes = np.stack([tables[..., (index >> j & 1) == 1].sum(axis=-1) for j in range(lists)], axis=-1)
    coverage = 1.0 - (alone / np.maximum(sizes, 1)).mean(axis=-1)
    with np.errstate(divide="ignore"):
        total = np.where(coverage > 0, (documented - alone.mean(axis=-1)) / coverage, np.inf)
    return total, coverage


def _poisson(y: Array, design: Array) -> tuple[Array, Array, float] | None:
    """Coefficients, their covariance and the log likelihood with constants; None where no maximum exists."""
    spread = np.linalg.norm(design, axis=0)
    x = design / spread
    eta = np.log(y + 0.1)
    reached, beta = -np.inf, np.zeros(x.shape[1])
    for step in range(MOST_STEPS):
        mu = np.exp(eta)
        gram = x.T @ (mu[:, None] * x)
        if not np.isfinite(gram).all() or np.linalg.cond(gram) > 1 / np.finfo(float).eps:
            return None
        fresh = np.linalg.solve(gram, x.T @ (mu * (eta - 1.0) + y))
        share = 1.0
        while True:
            trial = fresh if step == 0 else beta + share * (fresh - beta)
            value = float(y @ (x @ trial) - np.exp(np.minimum(x @ trial, 700.0)).sum())
            if step == 0 or value >= reached - 1e-9 * (1 + abs(reached)) or share < 1e-4:
                break
            share /= 2
        moved = float(np.abs(x @ trial - eta).max())
        beta, eta, reached = trial, x @ trial, value
        if moved < REST and step > 0:
            covariance = np.linalg.inv(x.T @ (np.exp(eta)[:, None] * x)) / np.outer(spread, spread)
            return beta / spread, covariance, reached - float(gammaln(y + 1).sum())
    return None


def _shape(k: Array, shape: str) -> Array:
    forms = {
        "poisson": 2.0**k - 1,
        "darroch": k**2 / 2,
        "gamma": np.log(GAMMA_SHAPE) - np.log(GAMMA_SHAPE + k),
    }
    column: Array = forms[shape][:, None]
    return column


def family(y: Array, *, by_list: bool, shape: str = "") -> Fit | None:
    """One of M0, Mt (`by_list`), Mh, Mth (with a `shape`); None where it has no estimate.

    Negative eta of Chao's shape are set to zero, one after the other, the most negative first.
    """
    lists = len(y).bit_length() - 1
    histories = np.arange(1, 1 << lists)
    counts, k = y[1:], captures(lists)[1:].astype(np.float64)
    effects = (histories[:, None] >> np.arange(lists) & 1).astype(np.float64) if by_list else k[:, None]
    base = np.hstack([np.ones((len(k), 1)), effects])
    if shape == "chao":
        free = list(range(2, lists))
        while True:
            design = np.hstack([base, *[np.maximum(k - i, 0.0)[:, None] for i in free]])
            fitted = _poisson(counts, design)
            if fitted is None:
                if not free:
                    return None
                free.pop()
                continue
            etas = fitted[0][base.shape[1] :]
            if not len(etas) or etas.min() >= 0:
                break
            free.pop(int(etas.argmin()))
    else:
        design = base if not shape else np.hstack([base, _shape(k, shape)])
        fitted = _poisson(counts, design)
        if fitted is None:
            return None
    beta, covariance, likelihood = fitted
    missed, size = float(np.exp(beta[0])), design.shape[1]
    return Fit(
        missed=missed,
        variance=missed + missed**2 * float(covariance[0, 0]),
        aic=2 * size - 2 * likelihood,
        bic=size * float(np.log(counts.sum())) - 2 * likelihood,
    )


def log_normal(missed: float, variance: float, level: float) -> tuple[float, float]:
    """Chao's (1987, section 4) interval of the number missed, symmetric on the log scale so that it stays positive."""
    if missed <= 0 or not np.isfinite(missed):
        return 0.0, float("inf")
    wide = float(np.exp(ndtri((1 + level) / 2) * np.sqrt(np.log1p(variance / missed**2))))
    return missed / wide, missed * wide

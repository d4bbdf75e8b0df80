"""Where a chain is, and what it keeps."""

from dataclasses import dataclass, field

import numpy as np

from counterclaim.stats.weighing.problem import Floats
from counterclaim.stats.weighing.series import SeriesState


@dataclass(frozen=True, slots=True)
class Draws:
    """What a chain keeps, each (draws, ...): totals theta (Q), coefficients x, noise sigma (S), and the rest.

    `hyper` holds omega, upsilon (G), tau (T), sigma_0, a, nu (K), mean slacks (2), and where totals grow the swing rho
    and the return r of their paths (1). `weight` (N,) is the mean
    precision of each statement over the chain. `multiplier` (draws, U) is the log of the mean of exact running totals over
    the path, of each cell; NaN where a cell has none.
    """

    theta: Floats
    x: Floats
    sigma: Floats
    hyper: dict[str, Floats]
    weight: Floats
    paths: Floats | None = None
    multiplier: Floats | None = None


@dataclass(slots=True)
class State:
    """Where a chain is."""

    z: Floats
    offset: Floats
    lam: Floats
    w: Floats
    sigma2: Floats
    sigma02: Floats
    pooling: Floats
    nu: Floats
    spread2: Floats
    cell2: Floats
    tau2: Floats
    kappa: Floats
    eta: Floats
    theta: Floats
    x: Floats
    shapes: SeriesState | None = None
    fit: Floats = field(default_factory=lambda: np.empty(0))


def spreads(state: State) -> dict[str, Floats]:
    """The parameters that `Draws.hyper` holds, by name."""
    path = state.shapes
    return {
        **({} if path is None else {"swing": np.array([path.rho]), "return": np.array([path.r])}),
        "omega": np.sqrt(state.spread2),
        "upsilon": np.sqrt(state.cell2),
        "tau": np.sqrt(state.tau2),
        "sigma_0": np.sqrt(state.sigma02),
        "a": state.pooling,
        "nu": state.nu,
        "slack": 1.0 / state.kappa,
    }

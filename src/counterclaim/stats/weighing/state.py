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


def kept_of(state: State) -> dict[str, Floats]:
    """What `Draws.hyper` is made of, by name, as the chain has it: see `spreads`."""
    path = state.shapes
    return {
        **({} if path is None else {"swing": np.array([path.rho]), "return": np.array([path.r])}),
        "omega": state.spread2,
        "upsilon": state.cell2,
        "tau": state.tau2,
        "sigma_0": state.sigma02,
        "a": state.pooling,
        "nu": state.nu,
        "slack": state.kappa.copy(),
    }


def spreads(kept: dict[str, list[Floats]]) -> dict[str, Floats]:
    """The draws that `Draws.hyper` holds: variances as standard deviations, rates of slacks as their means."""
    draws = {name: np.array(values) for name, values in kept.items()}
    roots = {name: np.sqrt(draws[name]) for name in ("omega", "upsilon", "tau", "sigma_0")}
    return {**draws, **roots, "slack": 1.0 / draws["slack"]}

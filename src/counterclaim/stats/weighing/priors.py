"""Priors of the weighing model, as arrays. Which value a role gets, and from which publication, is not decided here."""

from dataclasses import dataclass, field

import numpy as np

from counterclaim.stats.weighing.problem import Floats


def _grid(*values: float) -> Floats:
    return np.array(values, dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Priors:
    """Every prior is proper, so that the sampler can be checked by simulation-based calibration.

    beta_g ~ t with `mean_freedom_g` degrees (inf: normal) about mean_g, scale mean_sd_g;
    omega_g^2 ~ IG(spread_shape, (spread_shape - 1) spread_g^2);
    upsilon_g^2 ~ IG(cell_shape, (cell_shape - 1) cell_spread^2); d_k ~ N(0, definition_sd^2);
    mu_t ~ N(level, level_sd^2); tau_t^2 ~ IG(scale_shape, scale_rate);
    sigma_s^2 ~ IG(a, a sigma_0^2), a on a grid; sigma_0^2 ~ Gamma(noise_shape, noise_shape / noise^2);
    nu on a grid; kappa ~ Gamma(slack_shape, slack_shape slack), the mean slack being 1 / kappa.
    """

    mean: Floats
    mean_sd: Floats
    spread: Floats
    mean_freedom: Floats
    #: shape 3 is the smallest whole shape with a finite mean and variance of the variance
    spread_shape: float = 3.0
    cell_spread: float = 0.3
    cell_shape: float = 3.0
    definition_sd: float = 0.3
    level: float = 3.0
    level_sd: float = 3.0
    scale_shape: float = 2.0
    scale_rate: float = 4.0
    noise: float = 0.35
    noise_shape: float = 4.0
    #: a = 1, 2, 4, 8 lets sources' noise differ by a factor (two sd) of 3.6, 2.2, 1.7, 1.4
    noise_pooling: Floats = field(default_factory=lambda: _grid(1.0, 2.0, 4.0, 8.0))
    noise_pooling_weight: Floats = field(default_factory=lambda: _grid(0.1, 0.3, 0.4, 0.2))
    #: centred at the 4 that Lange, Little and Taylor (1989) recommend where the data cannot say
    freedom: Floats = field(default_factory=lambda: _grid(1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 10.0))
    freedom_weight: Floats = field(default_factory=lambda: _grid(0.02, 0.04, 0.09, 0.2, 0.3, 0.2, 0.15))
    slack: float = 0.3
    slack_shape: float = 3.0

    def __post_init__(self) -> None:
        if not (len(self.mean) == len(self.mean_sd) == len(self.spread) == len(self.mean_freedom)):
            raise ValueError("mean, mean_sd, spread and mean_freedom must have one entry a role group")
        if np.any(self.mean_sd <= 0) or np.any(self.spread <= 0):
            raise ValueError("standard deviations of priors must be above 0")

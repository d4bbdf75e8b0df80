"""Totals that grow: the shape of a figure's path over time, as offsets f_i of its statements from its last total.

The log daily rate is piecewise linear between evenly spaced knots, whose values return to the war's usual rate:
rho times an autoregression with coefficient r and variance 1. What had happened by the first day named is a lump of its
own. With C(t) the sum up to day t and T the last day,

    f_i = log C(t_i) - log C(T)  (cumulative),      f_i = log rate(t_i) - log C(T)  (one day's count),

so that theta stays the log of the total at T, linear in the model, and a path can only rise. The chain moves paths by
Hamiltonian trajectories (`trajectories`), the fast engine climbs to their mode by Gauss-Newton steps; rho^2 has a
conjugate inverse-gamma draw. The form follows Radford et al. (2023), whose daily losses are a log-scale spline with
trend.
"""

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from counterclaim.stats.weighing.problem import Floats, Ints, Problem

#: knots: at most one a week, and no more than give a year one each fortnight
KNOTS, FEWEST_DAYS = 26, 7
#: rho: two sd of the rate are a factor of five either way (prior centre; shape as for the other variances)
SWING, SWING_SHAPE = 0.8, 3.0
#: r, equally probable before: from one knot in two remembered to a memory of half a year of fortnights
RETURNS = (0.5, 0.7, 0.8, 0.9, 0.95)
#: r of the fast engine
RETURN = 0.8
#: what lies before the first day is e^1 days' worth at the usual rate, within a factor e^5 (two sd): a day to a year
LUMP, LUMP_SD = 1.0, 2.5
#: of a whitened leapfrog step before it is tuned
FIRST_STEP = 0.3
#: dates at which a path is kept
POINTS = 25
#: steps of the longest path: four years in days
MOST_STEPS = 1500
#: Newton steps a round of the fast engine, which takes several rounds
NEWTON = 4


@dataclass(slots=True)
class SeriesState:
    """Standardised shape coefficients `xi` (R, K + 1) of the growing figures, the last the lump; rho, and r.

    `reference` (R, K + 1) and `log_step` (R, 2), one for each kind of move, are where and how far trajectories are tuned to go.
    """

    xi: Floats
    rho: float
    reference: Floats
    log_step: Floats
    r: float = RETURN
    accepted: int = 0
    tried: int = 0
    tuned: int = 0


@njit(cache=True, nogil=True)
def _curve(phi: Floats, rho: float, xi: Floats, days: int) -> tuple[Floats, Floats, Floats, Floats]:
    """log C (days,), log rate (days,), and their derivatives (days, K + 1) by xi."""
    knots = phi.shape[1]
    log_rate = np.zeros(days)
    for t in range(days):
        for k in range(knots):
            log_rate[t] += rho * phi[t, k] * xi[k]
    lump = np.exp(LUMP + LUMP_SD * xi[knots])
    log_total, by_total, by_rate = np.empty(days), np.empty((days, knots + 1)), np.zeros((days, knots + 1))
    total, sums = lump, np.zeros(knots + 1)
    sums[knots] = lump * LUMP_SD
    for t in range(days):
        if t > 0:
            rate = np.exp(log_rate[t])
            total += rate
            for k in range(knots):
                sums[k] += rate * rho * phi[t, k]
        log_total[t] = np.log(total)
        for k in range(knots):
            by_rate[t, k] = rho * phi[t, k]
            by_total[t, k] = sums[k] / total
        by_total[t, knots] = sums[knots] / total
    return log_total, log_rate, by_total, by_rate


@njit(cache=True, nogil=True)
def _target(
    phi: Floats,
    rho: float,
    xi: Floats,
    days: int,
    day: Ints,
    daily: NDArray[np.bool_],
    rest: Floats,
    w: Floats,
    mu: float,
    inv_tau2: float,
) -> tuple[float, Floats, Floats, Floats]:
    """Log density of xi, theta integrated out, its gradient, its Gauss-Newton precision, and -A d(theta)/d(xi).

    A is the total's precision.
    """
    log_total, log_rate, by_total, by_rate = _curve(phi, rho, xi, days)
    n, size = len(day), len(xi)
    offset, jacobian = np.empty(n), np.empty((n, size))
    last = days - 1
    for i in range(n):
        value = log_rate[day[i]] if daily[i] else log_total[day[i]]
        offset[i] = value - log_total[last]
        for k in range(size):
            slope = by_rate[day[i], k] if daily[i] else by_total[day[i], k]
            jacobian[i, k] = slope - by_total[last, k]
    weight = sum_r = 0.0
    for i in range(n):
        weight += w[i]
        sum_r += w[i] * (rest[i] - offset[i])
    precision = weight + inv_tau2
    centre = (sum_r + mu * inv_tau2) / precision
    density = 0.0
    gradient, hessian, pull = -xi.copy(), np.eye(size), np.zeros(size)
    for i in range(n):
        r = rest[i] - offset[i] - centre
        density -= 0.5 * w[i] * r * r
        for k in range(size):
            slope = w[i] * jacobian[i, k]
            gradient[k] += slope * r
            pull[k] += slope
            for m in range(k + 1):
                hessian[k, m] += slope * jacobian[i, m]
    density -= 0.5 * inv_tau2 * (centre - mu) ** 2
    for k in range(size):
        density -= 0.5 * xi[k] * xi[k]
        for m in range(k + 1):
            hessian[k, m] -= pull[k] * pull[m] / precision
            hessian[m, k] = hessian[k, m]
    return density, gradient, hessian, pull


def _values(xi: Floats, r: float) -> Floats:
    """(R, K) the autoregression at the knots from its standard normal innovations."""
    out = xi.copy()
    for k in range(1, xi.shape[1]):
        out[:, k] = r * out[:, k - 1] + np.sqrt(1.0 - r * r) * xi[:, k]
    return out


def _innovations(values: Floats, r: float) -> Floats:
    """The inverse of `_values`."""
    out = values.copy()
    out[:, 1:] = (values[:, 1:] - r * values[:, :-1]) / np.sqrt(1.0 - r * r)
    return out


class Shapes:
    """The growing figures of a problem and the days of their statements.

    `growing` (R,) are their numbers; `day` (N,) is each statement's day, counted from any origin, and `daily` (N,)
    whether it counts that day alone; both are ignored for other figures. `horizon` is the day of the total reported,
    and of each figure its own last day where None.
    """

    def __init__(
        self, problem: Problem, growing: Ints, day: Ints, daily: NDArray[np.bool_], horizon: int | None = None
    ) -> None:
        self.growing, self.start = growing, problem.start
        firsts = np.array([day[self.start[q] : self.start[q + 1]].min() for q in growing])
        lasts = np.array([day[self.start[q] : self.start[q + 1]].max() for q in growing])
        ends = lasts if horizon is None else np.maximum(lasts, horizon)
        self.first, self.lengths = firsts, (ends - firsts + 1).astype(np.int64)
        # Paths of decades are summed in steps of some days, or each draw would cost their thousands of days.
        self.step = -(-int(self.lengths.max()) // MOST_STEPS)
        self.days = (self.lengths - 1) // self.step + 1

        self.day = day.copy()
        for q, first in zip(growing, firsts, strict=True):
            at = slice(self.start[q], self.start[q + 1])
            self.day[at] = (self.day[at] - first) // self.step
        self.daily = daily
        #: (N,) what a day's count lacks of a step's, on the log scale
        self.shift = np.where(daily, np.log(self.step), 0.0)
        longest = int(self.days.max())
        self.spacing = max(FEWEST_DAYS, -(-longest // KNOTS))
        self.knots = max(1, -(-(longest - 1) // self.spacing)) + 1
        grid = np.arange(longest)[:, None] / self.spacing - np.arange(self.knots)[None, :]
        self._hats = np.maximum(0.0, 1.0 - np.abs(grid))
        self._basis: dict[float, Floats] = {}

    def basis(self, r: float) -> Floats:
        """(longest, K) log rate over rho by the standardised coefficients."""
        if r not in self._basis:
            lag = np.subtract.outer(np.arange(self.knots), np.arange(self.knots))
            factor = np.where(lag >= 0, r ** np.maximum(lag, 0), 0.0)
            factor[:, 1:] *= np.sqrt(1.0 - r * r)
            self._basis[r] = self._hats @ factor
        return self._basis[r]

    def first_state(self, rng: np.random.Generator) -> SeriesState:
        """A dispersed start."""
        xi = 0.3 * rng.standard_normal((len(self.growing), self.knots + 1))
        return SeriesState(xi, SWING, xi.copy(), np.full((len(xi), 2), np.log(FIRST_STEP)))

    def draw_swing(self, state: SeriesState, rng: np.random.Generator) -> None:
        """r and rho given all paths, which keep their place: r with rho integrated out, then rho."""
        values = state.rho * _values(state.xi[:, :-1], state.r)
        count, centre = values.size, (SWING_SHAPE - 1) * SWING**2
        shape = SWING_SHAPE + 0.5 * count
        rates = np.array([centre + 0.5 * float(np.sum(_innovations(values, r) ** 2)) for r in RETURNS])
        scale = 0.5 * len(values) * (self.knots - 1) * np.log(1.0 - np.square(RETURNS))
        weight = -shape * np.log(rates) - scale
        chance = np.cumsum(np.exp(weight - weight.max()))
        at = int(np.searchsorted(chance, rng.random() * chance[-1]))
        state.r, state.rho = RETURNS[at], float(np.sqrt(rates[at] / rng.standard_gamma(shape)))
        state.xi[:, :-1] = _innovations(values, state.r) / state.rho

    def offsets(self, state: SeriesState, count: int) -> Floats:
        """(N,) offsets of all statements; 0 for figures that do not grow."""
        offset = np.zeros(count)
        for number, q in enumerate(self.growing):
            a, b = self.start[q], self.start[q + 1]
            log_total, log_rate, _, _ = _curve(self.basis(state.r), state.rho, state.xi[number], int(self.days[number]))
            day = self.day[a:b]
            offset[a:b] = np.where(self.daily[a:b], log_rate[day], log_total[day]) - log_total[-1] - self.shift[a:b]
        return offset

    def climb(
        self, state: SeriesState, rest: Floats, w: Floats, mu: Floats, inv_tau2: Floats, total: Floats
    ) -> tuple[Floats, Floats]:
        """Newton steps of every shape to its mode, and rho; for the fast engine.

        Returns (Q,) what the shapes' uncertainty adds to the variance of theta, and (R, POINTS) the standard
        deviations of the path's offsets.
        """
        added, spreads = np.zeros(len(total)), np.zeros((len(self.growing), POINTS))
        squares, phi = 0.0, self.basis(state.r)
        for number, q in enumerate(self.growing):
            at = slice(self.start[q], self.start[q + 1])
            aimed = rest[at] + self.shift[at]
            fixed = (int(self.days[number]), self.day[at], self.daily[at], aimed, w[at], mu[q], inv_tau2[q])
            xi = state.xi[number]
            here, gradient, hessian, pull = _target(phi, state.rho, xi, *fixed)
            for _ in range(NEWTON):
                step = np.linalg.solve(hessian, gradient)
                for _ in range(8):
                    there, gradient2, hessian2, pull2 = _target(phi, state.rho, xi + step, *fixed)
                    if there >= here:
                        xi, here, gradient, hessian, pull = xi + step, there, gradient2, hessian2, pull2
                        break
                    step = step / 2
            state.xi[number] = xi
            covariance = np.linalg.inv(hessian)
            added[q] = pull @ covariance @ pull / total[q] ** 2
            squares += float(np.sum((xi**2 + np.diag(covariance))[:-1]))
            _, _, by_total, _ = _curve(self.basis(state.r), state.rho, xi, int(self.days[number]))
            slope = by_total[self._points(number)] - by_total[-1] - pull / total[q]
            spreads[number] = np.sqrt(np.einsum("pk,kl,pl->p", slope, covariance, slope))
        rate = (SWING_SHAPE - 1) * SWING**2 + 0.5 * state.rho**2 * squares
        rho = float(np.sqrt(rate / (SWING_SHAPE + 0.5 * state.xi[:, :-1].size)))
        state.xi[:, :-1] *= state.rho / rho
        state.rho = rho
        return added, spreads

    def path(self, state: SeriesState, theta: Floats) -> Floats:
        """(R, POINTS) log totals at evenly spaced days from each figure's first to its last."""
        out = np.empty((len(self.growing), POINTS))
        for number, q in enumerate(self.growing):
            log_total, _, _, _ = _curve(self.basis(state.r), state.rho, state.xi[number], int(self.days[number]))
            out[number] = theta[q] + log_total[self._points(number)] - log_total[-1]
        return out

    def path_days(self, number: int) -> Ints:
        """(POINTS,) days of the path of growing figure `number`, from its first day on."""
        days: Ints = np.minimum(self._points(number) * self.step, self.lengths[number] - 1)
        days[-1] = self.lengths[number] - 1
        return days

    def _points(self, number: int) -> Ints:
        points: Ints = np.round(np.linspace(0, self.days[number] - 1, POINTS)).astype(np.int64)
        return points

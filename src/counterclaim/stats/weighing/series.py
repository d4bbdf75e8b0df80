"""Totals that grow: the shape of a figure's path over time, as offsets f_i of its statements from its last total.

The log daily rate is piecewise linear between evenly spaced knots, its steps a random walk, N(0, rho^2); what had
happened by the first day named is a lump of its own. With C(t) the sum up to day t and T the last day,

    f_i = log C(t_i) - log C(T)  (cumulative),      f_i = log rate(t_i) - log C(T)  (one day's count),

so that theta stays the log of the total at T, linear in the model, and a path can only rise. Given all else, theta
integrated out, a figure's shape is drawn by Metropolis steps proposed from its Gauss-Newton Gaussian: for a Gaussian
target these are independent draws (stochastic Newton; Martin, Wilcox, Burstedde and Ghattas 2012, SIAM J. Sci. Comput.
34(3)). rho^2 has a conjugate inverse-gamma draw. The form follows Radford et al. (2023), whose daily losses are a
log-scale spline with trend.
"""

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from counterclaim.stats.weighing.problem import Floats, Ints, Problem

#: knots: at most one a week, and no more than give a year one each fortnight
KNOTS, FEWEST_DAYS = 26, 7
#: rho: the rate may change by a factor of 1.6 from knot to knot (prior centre; shape as for the other variances)
WALK, WALK_SHAPE = 0.5, 3.0
#: what lies before the first day is e^1 days' worth, within a factor e^5 (two sd): a day to a year
LUMP, LUMP_SD = 1.0, 2.5
#: dates at which a path is kept
POINTS = 25
#: Newton steps a round of the fast engine, which takes several rounds
NEWTON = 4


@dataclass(slots=True)
class SeriesState:
    """Standardised shape coefficients `xi` (R, K + 1) of the growing figures, the last the lump; and rho."""

    xi: Floats
    rho: float
    accepted: int = 0
    tried: int = 0


@njit(cache=True)
def _curve(phi: Floats, rho: float, xi: Floats, days: int) -> tuple[Floats, Floats, Floats, Floats]:
    """log C (days,), log rate (days,), and their derivatives (days, K + 1) by xi."""
    knots = phi.shape[1]
    log_rate = np.zeros(days)
    for t in range(days):
        for k in range(knots):
            log_rate[t] += rho * phi[t, k] * xi[k]
    lump = np.exp(log_rate[0] + LUMP + LUMP_SD * xi[knots])
    log_total, by_total, by_rate = np.empty(days), np.empty((days, knots + 1)), np.zeros((days, knots + 1))
    total, sums = lump, np.zeros(knots + 1)
    sums[knots] = lump * LUMP_SD
    for k in range(knots):
        sums[k] = lump * rho * phi[0, k]
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


@njit(cache=True)
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
    held: float,
) -> tuple[float, Floats, Floats, Floats]:
    """Log density of xi, its gradient, its Gauss-Newton precision, and -A d(theta)/d(xi), A the total's precision.

    `held`: theta, or NaN where it is integrated out.
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
    free = np.isnan(held)
    precision = weight + inv_tau2
    centre = (sum_r + mu * inv_tau2) / precision if free else held
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
    if free:
        density -= 0.5 * inv_tau2 * (centre - mu) ** 2
    for k in range(size):
        density -= 0.5 * xi[k] * xi[k]
        for m in range(k + 1):
            if free:
                hessian[k, m] -= pull[k] * pull[m] / precision
            hessian[m, k] = hessian[k, m]
    return density, gradient, hessian, pull


@njit(cache=True)
def _propose(xi: Floats, gradient: Floats, hessian: Floats, step: float, noise: Floats) -> tuple[Floats, float]:
    """A proposal from xi, and the log density of making it (up to a constant)."""
    root = np.linalg.cholesky(hessian)
    scale = np.sqrt(1.0 - (1.0 - step) ** 2)
    newton = np.linalg.solve(hessian, gradient)
    move = np.linalg.solve(root.T, noise) * scale
    log_q = -0.5 * np.sum(noise**2) + np.sum(np.log(np.diag(root))) - len(xi) * np.log(scale)
    return xi + step * newton + move, log_q


@njit(cache=True)
def _log_back(at: Floats, gradient: Floats, hessian: Floats, step: float, to: Floats) -> float:
    """Log density of proposing `to` from `at`."""
    root = np.linalg.cholesky(hessian)
    scale = np.sqrt(1.0 - (1.0 - step) ** 2)
    gap = (to - at - step * np.linalg.solve(hessian, gradient)) / scale
    noise = root.T @ gap
    log_q: float = -0.5 * np.sum(noise**2) + np.sum(np.log(np.diag(root))) - len(at) * np.log(scale)
    return log_q


@njit(cache=True)
def _move_all(
    rng: np.random.Generator,
    phi: Floats,
    rho: float,
    xi: Floats,
    figures: Ints,
    start: Ints,
    days: Ints,
    day: Ints,
    daily: NDArray[np.bool_],
    rest: Floats,
    w: Floats,
    mu: Floats,
    inv_tau2: Floats,
    held: Floats,
) -> int:
    """One accepted-or-not step of every figure's shape, in place; how many were accepted."""
    accepted = 0
    for number in range(len(figures)):
        q = figures[number]
        a, b = start[q], start[q + 1]
        # Full Newton steps mix best where the target is near Gaussian; short ones move where it is not.
        step = (1.0, 0.5, 0.15)[rng.integers(0, 3)]
        here, gradient, hessian, _ = _target(
            phi, rho, xi[number], days[number], day[a:b], daily[a:b], rest[a:b], w[a:b], mu[q], inv_tau2[q], held[q]
        )
        noise = np.empty(len(xi[number]))
        for k in range(len(noise)):
            noise[k] = rng.standard_normal()
        proposal, forth = _propose(xi[number], gradient, hessian, step, noise)
        if np.max(np.abs(proposal)) > 40.0:
            continue
        there, gradient2, hessian2, _ = _target(
            phi, rho, proposal, days[number], day[a:b], daily[a:b], rest[a:b], w[a:b], mu[q], inv_tau2[q], held[q]
        )
        back = _log_back(proposal, gradient2, hessian2, step, xi[number])
        if np.log(rng.random()) < there - here + back - forth:
            xi[number] = proposal
            accepted += 1
    return accepted


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
        self.first, self.days = firsts, (ends - firsts + 1).astype(np.int64)

        self.day = day.copy()
        for q, first in zip(growing, firsts, strict=True):
            self.day[self.start[q] : self.start[q + 1]] -= first
        self.daily = daily
        longest = int(self.days.max())
        self.spacing = max(FEWEST_DAYS, -(-longest // KNOTS))
        self.knots = max(1, -(-(longest - 1) // self.spacing))
        # Knot k's step lifts all later days: linearly over its interval, then for good.
        grid = np.arange(longest)[:, None] / self.spacing - np.arange(self.knots)[None, :]
        self.phi = np.clip(grid, 0.0, 1.0)

    def first_state(self, rng: np.random.Generator) -> SeriesState:
        """A dispersed start."""
        xi = 0.3 * rng.standard_normal((len(self.growing), self.knots + 1))
        return SeriesState(xi, WALK)

    def offsets(self, state: SeriesState, count: int) -> Floats:
        """(N,) offsets of all statements; 0 for figures that do not grow."""
        offset = np.zeros(count)
        for number, q in enumerate(self.growing):
            a, b = self.start[q], self.start[q + 1]
            log_total, log_rate, _, _ = _curve(self.phi, state.rho, state.xi[number], int(self.days[number]))
            day = self.day[a:b]
            offset[a:b] = np.where(self.daily[a:b], log_rate[day], log_total[day]) - log_total[-1]
        return offset

    def move(
        self,
        state: SeriesState,
        rng: np.random.Generator,
        rest: Floats,
        w: Floats,
        mu: Floats,
        inv_tau2: Floats,
        held: Floats,
    ) -> None:
        """One Metropolis step of every shape, theta integrated out (or `held`), and a draw of rho."""
        state.accepted += _move_all(
            rng,
            self.phi,
            state.rho,
            state.xi,
            self.growing,
            self.start,
            self.days,
            self.day,
            self.daily,
            rest,
            w,
            mu,
            inv_tau2,
            held,
        )
        state.tried += len(self.growing)
        steps = state.rho * state.xi[:, :-1]
        rate = (WALK_SHAPE - 1) * WALK**2 + 0.5 * float(np.sum(steps**2))
        state.rho = float(np.sqrt(rate / rng.standard_gamma(WALK_SHAPE + 0.5 * steps.size)))
        state.xi[:, :-1] = steps / state.rho

    def climb(
        self, state: SeriesState, rest: Floats, w: Floats, mu: Floats, inv_tau2: Floats, total: Floats
    ) -> tuple[Floats, Floats]:
        """Newton steps of every shape to its mode, and rho; for the fast engine.

        Returns (Q,) what the shapes' uncertainty adds to the variance of theta, and (R, POINTS) the standard
        deviations of the path's offsets.
        """
        added, spreads = np.zeros(len(total)), np.zeros((len(self.growing), POINTS))
        squares = 0.0
        for number, q in enumerate(self.growing):
            at = slice(self.start[q], self.start[q + 1])
            fixed = (int(self.days[number]), self.day[at], self.daily[at], rest[at], w[at], mu[q], inv_tau2[q], np.nan)
            xi = state.xi[number]
            here, gradient, hessian, pull = _target(self.phi, state.rho, xi, *fixed)
            for _ in range(NEWTON):
                step = np.linalg.solve(hessian, gradient)
                for _ in range(8):
                    there, gradient2, hessian2, pull2 = _target(self.phi, state.rho, xi + step, *fixed)
                    if there >= here:
                        xi, here, gradient, hessian, pull = xi + step, there, gradient2, hessian2, pull2
                        break
                    step = step / 2
            state.xi[number] = xi
            covariance = np.linalg.inv(hessian)
            added[q] = pull @ covariance @ pull / total[q] ** 2
            squares += float(np.sum((xi**2 + np.diag(covariance))[:-1]))
            _, _, by_total, _ = _curve(self.phi, state.rho, xi, int(self.days[number]))
            slope = by_total[self.path_days(number)] - by_total[-1] - pull / total[q]
            spreads[number] = np.sqrt(np.einsum("pk,kl,pl->p", slope, covariance, slope))
        rate = (WALK_SHAPE - 1) * WALK**2 + 0.5 * state.rho**2 * squares
        rho = float(np.sqrt(rate / (WALK_SHAPE + 0.5 * state.xi[:, :-1].size)))
        state.xi[:, :-1] *= state.rho / rho
        state.rho = rho
        return added, spreads

    def path(self, state: SeriesState, theta: Floats) -> Floats:
        """(R, POINTS) log totals at evenly spaced days from each figure's first to its last."""
        out = np.empty((len(self.growing), POINTS))
        for number, q in enumerate(self.growing):
            log_total, _, _, _ = _curve(self.phi, state.rho, state.xi[number], int(self.days[number]))
            out[number] = theta[q] + log_total[self.path_days(number)] - log_total[-1]
        return out

    def path_days(self, number: int) -> Ints:
        """(POINTS,) days of the path of growing figure `number`, from its first day on."""
        points: Ints = np.round(np.linspace(0, self.days[number] - 1, POINTS)).astype(np.int64)
        return points

"""Growing figures: path, total and sources' differences on the figure moved together by Hamiltonian trajectories.

For one figure, with the t weights of its statements integrated out,

    log p(xi, theta, u) = - sum_i (nu_i + 1) / 2 log(1 + e_i^2 / (nu_i s_i^2)) - |xi|^2 / 2
                          - (theta - mu)^2 / (2 tau^2) - sum_v u_v^2 / (2 upsilon^2),
    e_i = rest_i - f_i(xi) - theta - u_v(i).

A bulletin is exact to a fraction of a per cent, so that path, total and differences are nearly collinear, and given its
t weights a path is held to the statements that it already follows: block by block such a chain does not mix. The
trajectory (Neal 2011, Handbook of MCMC, chapter 5) runs in coordinates whitened by the expected information of the t
(Lange, Little and Taylor 1989, section 4: (nu + 1) / (nu + 3) / s^2) at a path that is fixed after warm-up.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from counterclaim.stats.weighing.problem import Floats, Ints
from counterclaim.stats.weighing.series import LUMP, LUMP_SD, _curve

#: acceptance to which steps are tuned: .65 is optimal for long trajectories (Beskos et al. 2013), a little safer
ACCEPTANCE = 0.75
#: a trajectory's length in whitened units, half a turn of a standard normal at most, at random so that no orbit closes
#: (Neal 2011, section 3.2); and its most leapfrog steps
LENGTH, STEPS = 3.0, 32


@njit(cache=True, nogil=True, error_model="numpy")
def _density(
    spacing: int,
    knots: int,
    rho: float,
    r: float,
    v: Floats,
    days: int,
    day: Ints,
    daily: NDArray[np.bool_],
    rest: Floats,
    cell: Ints,
    scale2: Floats,
    nu: Floats,
    mu: float,
    inv_tau2: float,
    inv_cell2: Floats,
) -> tuple[float, Floats]:
    """Log density of v = (xi, lump, theta, u) and its gradient, in time linear in days and statements."""
    theta, first = v[knots + 1], knots + 2
    gradient = np.empty(len(v))
    rate, total = np.empty(days), np.empty(days)
    value = np.empty(knots)
    keep = np.sqrt(1.0 - r * r)
    for k in range(knots):
        value[k] = v[k] if k == 0 else r * value[k - 1] + keep * v[k]
    running, lump = 0.0, np.exp(LUMP + LUMP_SD * v[knots])
    for t in range(days):
        at = t // spacing
        part = (t - at * spacing) / spacing
        height = value[at] if part == 0.0 else (1.0 - part) * value[at] + part * value[at + 1]
        rate[t] = np.exp(rho * height)
        running = running + rate[t] if t > 0 else lump
        total[t] = running
    last = days - 1
    log_last = np.log(total[last])
    of_total, of_rate = np.zeros(days), np.zeros(days)
    density, of_theta = 0.0, 0.0
    for k in range(knots + 1):
        density -= 0.5 * v[k] * v[k]
        gradient[k] = -v[k]
    for m in range(len(inv_cell2)):
        density -= 0.5 * inv_cell2[m] * v[first + m] ** 2
        gradient[first + m] = -inv_cell2[m] * v[first + m]
    for i in range(len(day)):
        t = day[i]
        logged = np.log(rate[t]) if daily[i] else np.log(total[t])
        e = rest[i] - (logged - log_last) - theta
        if cell[i] >= 0:
            e -= v[first + cell[i]]
        scaled = e * e / (nu[i] * scale2[i])
        density -= 0.5 * (nu[i] + 1.0) * np.log1p(scaled)
        pull = (nu[i] + 1.0) / (nu[i] * scale2[i]) * e / (1.0 + scaled)
        of_theta += pull
        if cell[i] >= 0:
            gradient[first + cell[i]] += pull
        if daily[i]:
            of_rate[t] += pull
        else:
            of_total[t] += pull
    of_total[last] -= of_theta
    density -= 0.5 * inv_tau2 * (theta - mu) ** 2
    gradient[knots + 1] = of_theta - inv_tau2 * (theta - mu)
    # backwards through the running sum, the linear pieces of the log rate, and the autoregression
    suffix, of_value = 0.0, np.zeros(knots + 1)
    for t in range(last, -1, -1):
        suffix += of_total[t] / total[t]
        slope = rho * (of_rate[t] + (rate[t] * suffix if t > 0 else 0.0))
        at = t // spacing
        part = (t - at * spacing) / spacing
        of_value[at] += (1.0 - part) * slope
        of_value[at + 1] += part * slope
    for k in range(knots - 1, -1, -1):
        gradient[k] += of_value[k] if k == 0 else keep * of_value[k]
        if k > 0:
            of_value[k - 1] += r * of_value[k]
    gradient[knots] += suffix * lump * LUMP_SD
    return density, gradient


@njit(cache=True, nogil=True)
def _metric(
    phi: Floats,
    rho: float,
    reference: Floats,
    days: int,
    day: Ints,
    daily: NDArray[np.bool_],
    cell: Ints,
    scale2: Floats,
    nu: Floats,
    inv_tau2: float,
    inv_cell2: Floats,
) -> Floats:
    """Expected information of v at the reference path, plus the priors' precision."""
    knots = phi.shape[1]
    _, _, by_total, by_rate = _curve(phi, rho, reference, days)
    size, first, last = knots + 2 + len(inv_cell2), knots + 2, days - 1
    metric = np.zeros((size, size))
    slope = np.empty(knots + 2)
    slope[knots + 1] = 1.0
    for i in range(len(day)):
        w = (nu[i] + 1.0) / ((nu[i] + 3.0) * scale2[i])
        for k in range(knots + 1):
            slope[k] = (by_rate[day[i], k] if daily[i] else by_total[day[i], k]) - by_total[last, k]
        for k in range(knots + 2):
            for m in range(k + 1):
                metric[k, m] += w * slope[k] * slope[m]
        if cell[i] >= 0:
            at = first + cell[i]
            metric[at, at] += w
            for m in range(knots + 2):
                metric[at, m] += w * slope[m]
    for k in range(knots + 1):
        metric[k, k] += 1.0
    metric[knots + 1, knots + 1] += inv_tau2
    for m in range(len(inv_cell2)):
        metric[first + m, first + m] += inv_cell2[m]
    for k in range(size):
        for m in range(k):
            metric[m, k] = metric[k, m]
    return metric


@njit(cache=True, nogil=True)
def move_all(
    rng: np.random.Generator,
    phi: Floats,
    spacing: int,
    rho: float,
    r: float,
    xi: Floats,
    reference: Floats,
    log_step: Floats,
    gain: float,
    figures: Ints,
    start: Ints,
    days: Ints,
    day: Ints,
    daily: NDArray[np.bool_],
    rest: Floats,
    scale2: Floats,
    nu: Floats,
    cell: Ints,
    u: Floats,
    inv_cell2: Floats,
    theta: Floats,
    mu: Floats,
    inv_tau2: Floats,
    floor: Floats,
) -> int:
    """One trajectory of every growing figure; `xi`, `theta` and `u` move in place. Returns how many were accepted.

    `cell` (N,) numbers u, -1 where a statement has none. With `gain` above 0 steps are tuned and the reference follows the path.
    """
    knots = phi.shape[1]
    accepted = 0
    local = np.full(len(u), -1)
    for number in range(len(figures)):
        q = figures[number]
        a, b = start[q], start[q + 1]
        count = 0
        own = np.empty(b - a, np.int64)
        which = np.empty(b - a, np.int64)
        for i in range(a, b):
            own[i - a] = -1
            if cell[i] >= 0:
                if local[cell[i]] < 0:
                    local[cell[i]] = count
                    which[count] = cell[i]
                    count += 1
                own[i - a] = local[cell[i]]
        prior = np.empty(count)
        v = np.empty(knots + 2 + count)
        v[: knots + 1] = xi[number]
        v[knots + 1] = theta[q]
        for m in range(count):
            prior[m] = inv_cell2[which[m]]
            v[knots + 2 + m] = u[which[m]]
            local[which[m]] = -1
        if gain > 0.0:
            reference[number] += gain * (xi[number] - reference[number])
        metric = _metric(
            phi,
            rho,
            reference[number],
            days[number],
            day[a:b],
            daily[a:b],
            own,
            scale2[a:b],
            nu[a:b],
            inv_tau2[q],
            prior,
        )
        # v = inv(root.T) white: the trajectory moves in `white`, whose target is near a standard normal
        root = np.linalg.cholesky(metric)
        back = np.linalg.inv(root)
        p = np.empty(len(v))
        for k in range(len(v)):
            p[k] = rng.standard_normal()
        here, gradient = _density(
            spacing, knots, rho, r, v, days[number], day[a:b], daily[a:b], rest[a:b], own, scale2[a:b], nu[a:b],
            mu[q], inv_tau2[q], prior,
        )  # fmt: skip
        energy = here - 0.5 * np.sum(p * p)
        step = np.exp(log_step[number]) * (0.8 + 0.4 * rng.random())
        at, there, slope = v.copy(), here, gradient
        most = min(STEPS, max(2, int(LENGTH / step)))
        for _ in range(rng.integers(1, most + 1)):
            p += 0.5 * step * (back @ slope)
            at = at + step * (back.T @ p)
            there, slope = _density(
                spacing, knots, rho, r, at, days[number], day[a:b], daily[a:b], rest[a:b], own, scale2[a:b], nu[a:b],
                mu[q], inv_tau2[q], prior,
            )  # fmt: skip
            if not np.isfinite(there):
                break
            p += 0.5 * step * (back @ slope)
        chance = there - 0.5 * np.sum(p * p) - energy if np.isfinite(there) else -np.inf
        if at[knots + 1] < floor[q]:
            chance = -np.inf
        chance = np.exp(min(chance, 0.0))
        if rng.random() < chance:
            accepted += 1
            xi[number] = at[: knots + 1]
            theta[q] = at[knots + 1]
            for m in range(count):
                u[which[m]] = at[knots + 2 + m]
        if gain > 0.0:
            log_step[number] = min(max(log_step[number] + gain * (chance - ACCEPTANCE), -6.0), 1.0)
    return accepted

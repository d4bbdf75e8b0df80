"""Growing figures: path, total and sources' differences on the figure moved together by Hamiltonian trajectories.

For one figure, with the t weights of its statements integrated out, v = (xi, lump, theta, u) has the full conditional

    log p(v) = - sum_i (nu_i + 1) / 2 log(1 + e_i^2 / (nu_i s_i^2)) - |xi|^2 / 2 - lump^2 / 2
               - (theta - mu)^2 / (2 tau^2) - sum_v u_v^2 / (2 upsilon^2),
    e_i = rest_i - f_i(xi, lump) - theta - u_v(i).

A bulletin is exact to a fraction of a per cent, so that path, total and differences are nearly collinear, and given its
t weights a path is held to the statements that it already follows: block by block such a chain does not mix. The
trajectory (Neal 2011, Handbook of MCMC, chapter 5) runs in coordinates whitened by the expected information of the t
(Lange, Little and Taylor 1989, section 4: (nu + 1) / (nu + 3) / s^2) plus the priors' precision, taken at some path.

Which path? What bulletins allow is a thin curved sheet, so that an information taken elsewhere on it is wrong about its
direction. `anchored` therefore draws an auxiliary anchor a near the path (`memory` m),

    a | xi ~ N(m^(1/2) xi, 1 - m),      so that      p(v, a) = p(v) N(a; m^(1/2) xi, 1 - m),

takes the information at m^(1/2) a, the mean of xi given a under the prior, and moves v by a trajectory whose target is
p(v | a), the full conditional times a pull of xi to a / m^(1/2) with precision m / (1 - m). Both steps leave p(v, a) as it
is: a is drawn from its own conditional, and given a the metric is a constant, so that the trajectory is reversible, keeps
volumes and is accepted by the change of its energy. The margin of p(v, a) is p(v). Where the data alone hold a path (a
bulletin a day) a metric that is fixed after warm-up is good and needs no pull: such figures move once more with that.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from counterclaim.stats.weighing.problem import Floats, Ints, Problem
from counterclaim.stats.weighing.series import LUMP, LUMP_SD, Shapes, _curve

#: acceptance to which steps are tuned: .65 is optimal for long trajectories (Beskos et al. 2013), a little safer
ACCEPTANCE = 0.75
#: a trajectory's length in whitened units, half a turn of a standard normal at most, at random so that no orbit closes
#: (Neal 2011, section 3.2); and its most leapfrog steps
LENGTH, STEPS = 3.0, 64
#: m: of a path that the prior alone holds, so much is kept by a move; less, and the information is taken too far away
MEMORY = 0.75
#: statements above which a figure moves by the fixed metric too
MANY = 200


class Path(NamedTuple):
    """What of one growing figure a trajectory does not move. Its position is v = (xi, lump, theta, u).

    `rest` (n,) are the statements less what other coefficients explain, `cell` (n,) numbers the figure's own u from 0,
    -1 where a statement has none.
    """

    spacing: int
    knots: int
    rho: float
    r: float
    days: int
    day: Ints
    daily: NDArray[np.bool_]
    rest: Floats
    cell: Ints
    nu: Floats
    mu: float
    inv_tau2: float
    inv_cell2: Floats
    floor: float


@njit(cache=True, nogil=True, error_model="numpy")
def density(path: Path, v: Floats, scale2: Floats, anchor: Floats, hold: float) -> tuple[float, Floats]:
    """Log density of v up to a constant, with the pull of precision `hold` to `anchor` (K + 1,), and its gradient.

    Linear in days and statements.
    """
    knots, days, rho, r = path.knots, path.days, path.rho, path.r
    theta, first = v[knots + 1], knots + 2
    gradient = np.empty(len(v))
    rate, total, value = np.empty(days), np.empty(days), np.empty(knots + 1)
    keep = np.sqrt(1.0 - r * r)
    for k in range(knots):
        value[k] = v[k] if k == 0 else r * value[k - 1] + keep * v[k]
    value[knots] = value[knots - 1]
    running = np.exp(LUMP + LUMP_SD * v[knots])
    lump, at = running, 0
    for t in range(days):
        part = t - at * path.spacing
        if part == path.spacing:
            at, part = at + 1, 0
        # Between knots the log rate is a line: a rate is the one before it, times the same factor.
        if part == 0:
            rate[t] = np.exp(rho * value[at])
            factor = np.exp(rho * (value[at + 1] - value[at]) / path.spacing)
        else:
            rate[t] = rate[t - 1] * factor
        if t > 0:
            running += rate[t]
        total[t] = running
    last = days - 1
    log_last = np.log(total[last])
    of_total, of_rate = np.zeros(days), np.zeros(days)
    found, of_theta = 0.0, 0.0
    for k in range(knots + 1):
        found -= 0.5 * v[k] * v[k] + 0.5 * hold * (v[k] - anchor[k]) ** 2
        gradient[k] = -v[k] - hold * (v[k] - anchor[k])
    for m in range(len(path.inv_cell2)):
        found -= 0.5 * path.inv_cell2[m] * v[first + m] ** 2
        gradient[first + m] = -path.inv_cell2[m] * v[first + m]
    for i in range(len(path.day)):
        t, nu = path.day[i], path.nu[i]
        logged = np.log(rate[t]) if path.daily[i] else np.log(total[t])
        e = path.rest[i] - (logged - log_last) - theta
        if path.cell[i] >= 0:
            e -= v[first + path.cell[i]]
        scaled = e * e / (nu * scale2[i])
        found -= 0.5 * (nu + 1.0) * np.log1p(scaled)
        pull = (nu + 1.0) / (nu * scale2[i]) * e / (1.0 + scaled)
        of_theta += pull
        if path.cell[i] >= 0:
            gradient[first + path.cell[i]] += pull
        if path.daily[i]:
            of_rate[t] += pull
        else:
            of_total[t] += pull
    of_total[last] -= of_theta
    found -= 0.5 * path.inv_tau2 * (theta - path.mu) ** 2
    gradient[knots + 1] = of_theta - path.inv_tau2 * (theta - path.mu)
    # backwards through the running sum, the linear pieces of the log rate, and the autoregression
    suffix, of_value = 0.0, np.zeros(knots + 1)
    for t in range(last, -1, -1):
        if of_total[t] != 0.0:
            suffix += of_total[t] / total[t]
        slope = rho * (of_rate[t] + (rate[t] * suffix if t > 0 else 0.0))
        at = t // path.spacing
        share = (t - at * path.spacing) / path.spacing
        of_value[at] += (1.0 - share) * slope
        of_value[at + 1] += share * slope
    for k in range(knots - 1, -1, -1):
        gradient[k] += of_value[k] if k == 0 else keep * of_value[k]
        if k > 0:
            of_value[k - 1] += r * of_value[k]
    gradient[knots] += suffix * lump * LUMP_SD
    return found, gradient


@njit(cache=True, nogil=True)
def slopes_at(path: Path, phi: Floats, reference: Floats) -> Floats:
    """(n, K + 2) derivatives of what statements speak of by xi, lump and theta, at the path `reference`."""
    _, _, by_total, by_rate = _curve(phi, path.rho, reference, path.days)
    out = np.ones((len(path.day), path.knots + 2))
    for i in range(len(path.day)):
        day = path.day[i]
        for k in range(path.knots + 1):
            out[i, k] = (by_rate[day, k] if path.daily[i] else by_total[day, k]) - by_total[path.days - 1, k]
    return out


@njit(cache=True, nogil=True)
def metric(path: Path, slopes: Floats, scale2: Floats, hold: float) -> Floats:
    """Expected information of v where `slopes` were taken, plus the precision of priors and anchor."""
    known, own = path.knots + 2, len(path.inv_cell2)
    size = known + own
    found = np.zeros((size, size))
    for i in range(len(path.day)):
        w = (path.nu[i] + 1.0) / ((path.nu[i] + 3.0) * scale2[i])
        for k in range(known):
            slope = w * slopes[i, k]
            for m in range(k + 1):
                found[k, m] += slope * slopes[i, m]
        if path.cell[i] >= 0:
            at = known + path.cell[i]
            found[at, at] += w
            for m in range(known):
                found[at, m] += w * slopes[i, m]
    for k in range(path.knots + 1):
        found[k, k] += 1.0 + hold
    found[known - 1, known - 1] += path.inv_tau2
    for m in range(own):
        found[known + m, known + m] += path.inv_cell2[m]
    for k in range(size):
        for m in range(k):
            found[m, k] = found[k, m]
    return found


@njit(cache=True, nogil=True)
def anchored(
    rng: np.random.Generator, path: Path, phi: Floats, v: Floats, scale2: Floats, log_step: float
) -> tuple[Floats, float]:
    """A trajectory in coordinates whitened near where the path is; results as of `move`."""
    anchor = np.empty(path.knots + 1)
    for k in range(path.knots + 1):
        anchor[k] = MEMORY**0.5 * v[k] + (1.0 - MEMORY) ** 0.5 * rng.standard_normal()
    slopes = slopes_at(path, phi, MEMORY**0.5 * anchor)
    return move(rng, path, slopes, v, scale2, anchor / MEMORY**0.5, MEMORY / (1.0 - MEMORY), log_step)


@njit(cache=True, nogil=True)
def move(
    rng: np.random.Generator,
    path: Path,
    slopes: Floats,
    v: Floats,
    scale2: Floats,
    anchor: Floats,
    hold: float,
    log_step: float,
) -> tuple[Floats, float]:
    """One trajectory from v: where it leaves the figure, and how likely it was to be accepted."""
    # v = inv(root.T) white: the trajectory moves in `white`, whose target is near a standard normal
    back = np.linalg.inv(np.linalg.cholesky(metric(path, slopes, scale2, hold)))
    p = np.empty(len(v))
    for k in range(len(v)):
        p[k] = rng.standard_normal()
    here, slope = density(path, v, scale2, anchor, hold)
    energy = here - 0.5 * np.sum(p * p)
    step = np.exp(log_step) * (0.8 + 0.4 * rng.random())
    at, there = v.copy(), here
    most = min(STEPS, max(2, int(LENGTH / step)))
    for _ in range(rng.integers(1, most + 1)):
        p += 0.5 * step * (back @ slope)
        at = at + step * (back.T @ p)
        there, slope = density(path, at, scale2, anchor, hold)
        if not np.isfinite(there):
            break
        p += 0.5 * step * (back @ slope)
    chance = 0.0
    if np.isfinite(there) and at[path.knots + 1] >= path.floor:
        chance = np.exp(min(there - 0.5 * np.sum(p * p) - energy, 0.0))
    return (at if rng.random() < chance else v), chance


class Fixed(NamedTuple):
    """What of all growing figures a chain never changes.

    `cell` (N,) numbers the cells of each figure's statements from 0, and `cells` says which these are in the whole problem;
    growing figure r has those from `first_cell[r]` on.
    """

    figures: Ints
    start: Ints
    spacing: int
    knots: int
    days: Ints
    day: Ints
    daily: NDArray[np.bool_]
    cell: Ints
    cells: Ints
    first_cell: Ints
    floor: Floats


class Given(NamedTuple):
    """What a move of one figure holds: the paths' basis, swing and return, what the rest explains, and priors."""

    phi: Floats
    rho: float
    r: float
    rest: Floats
    nu: Floats
    mu: Floats
    inv_tau2: Floats
    inv_cell2: Floats


def fixed_of(problem: Problem, shapes: Shapes) -> Fixed:
    """The growing figures of a problem, with their cells numbered figure by figure."""
    cell, cells = np.full(len(problem.y), -1), []
    for q in shapes.growing:
        at = slice(problem.start[q], problem.start[q + 1])
        own = np.unique(problem.cell[at][problem.cell[at] >= 0])
        cell[at] = np.where(problem.cell[at] >= 0, np.searchsorted(own, problem.cell[at]), -1)
        cells.append(own)
    return Fixed(
        shapes.growing,
        problem.start,
        shapes.spacing,
        shapes.knots,
        shapes.days,
        shapes.day,
        shapes.daily,
        cell,
        np.concatenate(cells),
        np.cumsum([0, *map(len, cells)]),
        problem.floor,
    )


@njit(cache=True, nogil=True)
def path_of(fixed: Fixed, given: Given, number: int) -> Path:
    """Growing figure `number` alone."""
    q = fixed.figures[number]
    at = slice(fixed.start[q], fixed.start[q + 1])
    cells = fixed.cells[fixed.first_cell[number] : fixed.first_cell[number + 1]]
    return Path(
        fixed.spacing,
        fixed.knots,
        given.rho,
        given.r,
        fixed.days[number],
        fixed.day[at],
        fixed.daily[at],
        given.rest[at],
        fixed.cell[at],
        given.nu[at],
        given.mu[q],
        given.inv_tau2[q],
        given.inv_cell2[cells],
        fixed.floor[q],
    )


@njit(cache=True, nogil=True)
def gather(fixed: Fixed, number: int, xi: Floats, theta: Floats, u: Floats) -> Floats:
    """v of growing figure `number`."""
    cells = fixed.cells[fixed.first_cell[number] : fixed.first_cell[number + 1]]
    v = np.empty(fixed.knots + 2 + len(cells))
    v[: fixed.knots + 1] = xi[number]
    v[fixed.knots + 1] = theta[fixed.figures[number]]
    v[fixed.knots + 2 :] = u[cells]
    return v


@njit(cache=True, nogil=True)
def scatter(fixed: Fixed, number: int, v: Floats, xi: Floats, theta: Floats, u: Floats) -> None:
    """The inverse of `gather`, in place."""
    cells = fixed.cells[fixed.first_cell[number] : fixed.first_cell[number + 1]]
    xi[number] = v[: fixed.knots + 1]
    theta[fixed.figures[number]] = v[fixed.knots + 1]
    u[cells] = v[fixed.knots + 2 :]


@njit(cache=True, nogil=True)
def move_all(
    rng: np.random.Generator,
    fixed: Fixed,
    given: Given,
    scale2: Floats,
    reference: Floats,
    log_step: Floats,
    gain: float,
    xi: Floats,
    theta: Floats,
    u: Floats,
) -> int:
    """Trajectories of every growing figure; `xi`, `theta` and `u` move in place. Returns how many moved near their anchors.

    With `gain` above 0 steps are tuned and the reference follows the path.
    """
    moved = 0
    for number in range(len(fixed.figures)):
        q = fixed.figures[number]
        own = scale2[fixed.start[q] : fixed.start[q + 1]]
        path, v = path_of(fixed, given, number), gather(fixed, number, xi, theta, u)
        if gain > 0.0:
            reference[number] += gain * (xi[number] - reference[number])
        found, chance = anchored(rng, path, given.phi, v, own, log_step[number, 0])
        moved += found[0] != v[0]
        if gain > 0.0:
            log_step[number, 0] = _tuned(log_step[number, 0], gain, chance)
        if len(own) > MANY:
            slopes = slopes_at(path, given.phi, reference[number])
            found, chance = move(rng, path, slopes, found, own, v, 0.0, log_step[number, 1])
            if gain > 0.0:
                log_step[number, 1] = _tuned(log_step[number, 1], gain, chance)
        scatter(fixed, number, found, xi, theta, u)
    return moved


@njit(cache=True, nogil=True)
def _tuned(log_step: float, gain: float, chance: float) -> float:
    """Robbins-Monro: longer where more than `ACCEPTANCE` is accepted."""
    return min(max(log_step + gain * (chance - ACCEPTANCE), -6.0), 1.0)

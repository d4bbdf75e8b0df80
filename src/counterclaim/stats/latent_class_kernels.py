"""Markov kernels of the latent-class model (`latent_class.py` states the model and how they are combined).

State: `x` (classes x lists) log odds of being recorded, `v` (classes - 1) log odds of the sticks, `alpha` their
concentration. Counts `f` are of the histories `masks`, of which the first is nobody's (see `joint_chances`).
"""

from math import exp, lgamma, log

import numpy as np
from numba import njit
from numpy.typing import NDArray

from counterclaim.stats.incomplete_beta import log_at_most

Array = NDArray[np.float64]
Masks = NDArray[np.int64]

#: a cap on the missed from here on is none
NO_CAP = 1e14
#: 1 - p0 is kept above this: a total beyond 1e12 times the documented means nothing
LEAST_SEEN = 1e-12
#: log odds beyond this are probabilities of 0 and 1 to the last digit, and a product of two odds is still finite
FAR = 300.0
#: keeps logarithms of vanished probabilities finite
TINY = 1e-300


@njit(cache=True)
def _log_gamma_draw(shape: float) -> float:
    """Logarithm of a Gamma(shape, 1) draw, right for shapes however small (Marsaglia & Tsang 2000, section 6)."""
    if shape >= 1.0:
        return log(np.random.standard_gamma(shape))
    return log(np.random.standard_gamma(shape + 1.0)) + log(1.0 - np.random.random()) / shape


@njit(cache=True)
def joint_chances(x: Array, v: Array, parent: Masks, bit: Masks, joint: Array, chance: Array, stick: Array) -> float:
    """p(class, history) into `joint` (classes x histories), with the chances of being recorded and the sticks that
    they are made of; returns p0 = p(nobody's list).

    Histories form a tree: history h is its parent and the list `bit[h]`; the root, 0, is nobody's.
    """
    classes, lists = x.shape
    odds = np.empty(lists)
    rest, p0 = 1.0, 0.0
    for k in range(classes):
        value = rest
        if k < classes - 1:
            e = exp(min(max(v[k], -FAR), FAR))
            stick[k] = e / (1.0 + e)
            value *= stick[k]
            rest *= 1.0 / (1.0 + e)
        for j in range(lists):
            e = exp(min(max(x[k, j], -FAR), FAR))
            odds[j] = e
            missed = 1.0 / (1.0 + e)
            chance[k, j] = e * missed
            value *= missed
        row = joint[k]
        row[0] = value
        p0 += value
        for h in range(1, parent.shape[0]):
            row[h] = row[parent[h]] * odds[bit[h]]
    return p0


@njit(cache=True)
def _sum_classes(joint: Array, total: Array) -> None:
    total[:] = TINY
    for k in range(joint.shape[0]):
        for h in range(joint.shape[1]):
            total[h] += joint[k, h]


@njit(cache=True)
def _log_density(f: Array, n: float, p0: float, total: Array) -> float:
    value = 0.0
    for h in range(1, f.shape[0]):
        if f[h] > 0.0:
            value += f[h] * log(total[h])
    return value - n * log(max(1.0 - p0, LEAST_SEEN))


@njit(cache=True)
def log_likelihood(
    x: Array, v: Array, parent: Masks, bit: Masks, f: Array, n: float, joint: Array, chance: Array, stick: Array
) -> float:
    """sum of f log(p / (1 - p0)): the likelihood of the documented, the total integrated out under its prior 1/N."""
    p0 = joint_chances(x, v, parent, bit, joint, chance, stick)
    total = np.empty(parent.shape[0])
    _sum_classes(joint, total)
    return _log_density(f, n, p0, total)


@njit(cache=True)
def _target(
    x: Array,
    v: Array,
    alpha: float,
    parent: Masks,
    bit: Masks,
    f: Array,
    n: float,
    joint: Array,
    chance: Array,
    stick: Array,
    total: Array,
    gx: Array,
    gv: Array,
) -> float:
    """Log likelihood + log prior of (x, v) given alpha, and its gradient: once down the tree of histories, once up."""
    classes, lists = x.shape
    p0 = joint_chances(x, v, parent, bit, joint, chance, stick)
    _sum_classes(joint, total)
    value = _log_density(f, n, p0, total)
    scale = np.empty(parent.shape[0])
    scale[0] = n / max(1.0 - p0, LEAST_SEEN)
    for h in range(1, parent.shape[0]):
        scale[h] = f[h] / total[h]
    weight = np.empty(classes)
    for k in range(classes):
        row = joint[k]
        for h in range(parent.shape[0]):
            row[h] *= scale[h]
        for j in range(lists):
            gx[k, j] = 0.0
        for h in range(parent.shape[0] - 1, 0, -1):
            gx[k, bit[h]] += row[h]
            row[parent[h]] += row[h]
        weight[k] = row[0]
        for j in range(lists):
            c = chance[k, j]
            gx[k, j] += 1.0 - 2.0 * c - c * weight[k]
            value += log(max(c * (1.0 - c), TINY))
    after = weight[classes - 1]
    for k in range(classes - 2, -1, -1):
        s = stick[k]
        gv[k] = weight[k] * (1.0 - s) - s * after + (1.0 - s) - alpha * s
        after += weight[k]
        # log(1 - s) is log s - v, which keeps its digits where s is 1 to the last
        value += log(max(s, TINY)) + alpha * (log(max(s, TINY)) - v[k])
    return value


@njit(cache=True)
def hamiltonian(
    x: Array,
    v: Array,
    alpha: float,
    parent: Masks,
    bit: Masks,
    f: Array,
    n: float,
    cap: float,
    size: float,
    steps: int,
    joint: Array,
    chance: Array,
    stick: Array,
) -> float:
    """One trajectory of Hamiltonian Monte Carlo with unit masses (Neal 2011), in place; the probability with which its
    end was accepted. A cap on the missed is left out of the gradient, which any function may replace, and enters the
    acceptance."""
    classes, lists = x.shape
    gx, gv = np.empty((classes, lists)), np.empty(classes - 1)
    qx, qv = x.copy(), v.copy()
    px, pv = np.empty((classes, lists)), np.empty(classes - 1)
    total = np.empty(parent.shape[0])
    kinetic = 0.0
    for k in range(classes):
        for j in range(lists):
            px[k, j] = np.random.normal()
            kinetic += 0.5 * px[k, j] ** 2
        if k < classes - 1:
            pv[k] = np.random.normal()
            kinetic += 0.5 * pv[k] ** 2
    before = _target(qx, qv, alpha, parent, bit, f, n, joint, chance, stick, total, gx, gv) - kinetic
    if cap < NO_CAP:
        before += log_at_most(cap, n, joint_chances(qx, qv, parent, bit, joint, chance, stick))
    after = before
    for step in range(steps):
        half = 0.5 * size if step == 0 else size
        for k in range(classes):
            for j in range(lists):
                px[k, j] += half * gx[k, j]
                qx[k, j] += size * px[k, j]
            if k < classes - 1:
                pv[k] += half * gv[k]
                qv[k] += size * pv[k]
        after = _target(qx, qv, alpha, parent, bit, f, n, joint, chance, stick, total, gx, gv)
        if not after > before - 1e5:
            return 0.0
    for k in range(classes):
        for j in range(lists):
            after -= 0.5 * (px[k, j] + 0.5 * size * gx[k, j]) ** 2
        if k < classes - 1:
            after -= 0.5 * (pv[k] + 0.5 * size * gv[k]) ** 2
    if cap < NO_CAP:
        after += log_at_most(cap, n, joint_chances(qx, qv, parent, bit, joint, chance, stick))
    if not after - before > -1e300:
        return 0.0
    accept = exp(min(after - before, 0.0))
    if np.random.random() < accept:
        x[:] = qx
        v[:] = qv
    return accept


@njit(cache=True)
def _stick_mass(count: float, after: float, alpha: float) -> float:
    """log of alpha B(1 + count, alpha + after): one stick integrated out, given the counts at it and after it."""
    return lgamma(1.0 + count) + lgamma(alpha + after) - lgamma(1.0 + alpha + count + after) + log(alpha)


@njit(cache=True)
def _alpha_density(scale: float, counts: Array, a: float, b: float) -> float:
    """log density of log alpha given the class counts, the sticks integrated out; prior Gamma(a, rate b)."""
    alpha = exp(scale)
    total = a * scale - b * alpha
    after = counts.sum()
    for k in range(counts.shape[0] - 1):
        after -= counts[k]
        total += _stick_mass(counts[k], after, alpha)
    return total


@njit(cache=True)
def _draw_alpha(alpha: float, counts: Array, a: float, b: float) -> float:
    """Slice sampling of log alpha (Neal 2003): stepping out by 2, shrinking."""
    here = log(alpha)
    height = _alpha_density(here, counts, a, b) + log(1.0 - np.random.random())
    left = here - 2.0 * np.random.random()
    right = left + 2.0
    while left > -60.0 and _alpha_density(left, counts, a, b) > height:
        left -= 2.0
    while right < 10.0 and _alpha_density(right, counts, a, b) > height:
        right += 2.0
    for _ in range(200):
        there = left + (right - left) * np.random.random()
        if _alpha_density(there, counts, a, b) > height:
            return exp(there)
        if there < here:
            left = there
        else:
            right = there
    return alpha


@njit(cache=True)
def augment(p0: float, joint: Array, masks: Masks, f: Array, n: float, cap: float, counts: Array, ones: Array) -> float:
    """Draws how many are missed, and the class of everybody: `counts` by class, `ones` by class and list. Returns the
    number missed (at most `cap`). Persons of one history are alike, so the cost does not grow with them."""
    classes, lists = ones.shape
    p0 = min(p0, 1.0 - LEAST_SEEN)
    counts[:] = 0.0
    ones[:] = 0.0
    missed = 0.0
    if n > 0.0:
        for _ in range(100):
            missed = float(np.random.poisson(np.random.standard_gamma(n) * p0 / (1.0 - p0)))
            if missed <= cap:
                break
        missed = min(missed, cap)
    for h in range(masks.shape[0]):
        left = missed if h == 0 else f[h]
        if left == 0.0:
            continue
        total = 0.0
        for k in range(classes):
            total += joint[k, h]
        for k in range(classes):
            weight = joint[k, h]
            if k == classes - 1 or weight >= total:
                drawn = left
            elif left == 1.0:
                drawn = 1.0 if np.random.random() * total < weight else 0.0
            else:
                drawn = float(np.random.binomial(int(left), weight / total))
            total -= weight
            if drawn > 0.0:
                left -= drawn
                counts[k] += drawn
                mask = masks[h]
                for j in range(lists):
                    if mask >> j & 1:
                        ones[k, j] += drawn
            if left == 0.0:
                break
    return missed


@njit(cache=True)
def _swap_labels(counts: Array, ones: Array, alpha: float) -> None:
    """Exchanges neighbouring classes, the sticks integrated out (Papaspiliopoulos & Roberts 2008, section 4)."""
    classes = counts.shape[0]
    for _ in range(classes):
        i = np.random.randint(0, classes - 1)
        after = counts[i + 2 :].sum()
        one, two = counts[i], counts[i + 1]
        now = _stick_mass(one, two + after, alpha)
        new = _stick_mass(two, one + after, alpha)
        if i + 1 < classes - 1:
            now += _stick_mass(two, after, alpha)
            new += _stick_mass(one, after, alpha)
        if log(1.0 - np.random.random()) < new - now:
            counts[i], counts[i + 1] = two, one
            for j in range(ones.shape[1]):
                ones[i, j], ones[i + 1, j] = ones[i + 1, j], ones[i, j]


@njit(cache=True)
def gibbs(
    x: Array,
    v: Array,
    alpha: float,
    parent: Masks,
    bit: Masks,
    masks: Masks,
    f: Array,
    n: float,
    cap: float,
    a: float,
    b: float,
    joint: Array,
    chance: Array,
    stick: Array,
    counts: Array,
    ones: Array,
) -> tuple[float, float, float]:
    """One sweep, in place: everybody's class, labels, alpha without the sticks, sticks, chances. Returns alpha, the
    number missed that was drawn, and p0 before."""
    classes, lists = x.shape
    p0 = joint_chances(x, v, parent, bit, joint, chance, stick)
    missed = augment(p0, joint, masks, f, n, cap, counts, ones)
    _swap_labels(counts, ones, alpha)
    alpha = _draw_alpha(alpha, counts, a, b)
    after = counts.sum()
    for k in range(classes):
        for j in range(lists):
            x[k, j] = _log_gamma_draw(1.0 + ones[k, j]) - _log_gamma_draw(1.0 + counts[k] - ones[k, j])
        if k < classes - 1:
            after -= counts[k]
            v[k] = min(max(_log_gamma_draw(1.0 + counts[k]) - _log_gamma_draw(alpha + after), -1e6), 1e6)
    return alpha, missed, p0


@njit(cache=True)
def draw_prior(x: Array, v: Array, a: float, b: float) -> float:
    """A state from the prior, in place; returns alpha."""
    alpha = exp(max(_log_gamma_draw(a) - log(b), -60.0))
    for k in range(x.shape[0]):
        for j in range(x.shape[1]):
            x[k, j] = _log_gamma_draw(1.0) - _log_gamma_draw(1.0)
        if k < v.shape[0]:
            v[k] = min(max(_log_gamma_draw(1.0) - _log_gamma_draw(alpha), -1e6), 1e6)
    return alpha

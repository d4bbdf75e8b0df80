"""Logarithms of Poisson tail probabilities, compiled, at a cost that does not grow with the mean.

P(X <= k) = Q(k + 1, m) and P(X >= k) = P(k, m), the regularised incomplete gamma functions: series and continued
fraction (Abramowitz & Stegun 6.5.29 and 6.5.31), and Temme's uniform expansion for large first arguments (DLMF 8.12).
"""

from math import erfc, exp, expm1, lgamma, log, log1p, pi, sqrt

from numba import njit

#: from here on, the first two terms of the uniform expansion are right to about 1/a, and cost nothing
LARGE = 1e4
#: erfc(x) underflows at about 26.5; its asymptotic logarithm takes over before
FAR = 25.0


@njit(cache=True)
def _log_half_erfc(x: float) -> float:
    if x > FAR:
        return -x * x - log(2.0 * x * sqrt(pi))
    return log(0.5 * erfc(x))


@njit(cache=True)
def _log_complement(value: float) -> float:
    """log(1 - exp(value)) for value <= 0."""
    if value >= 0.0:
        return -1e300
    return log(-expm1(value)) if value > -0.6931 else log1p(-exp(value))


@njit(cache=True)
def _log_uniform(a: float, x: float, upper: bool) -> float:
    """Temme's expansion of log Q(a, x) (upper) or log P(a, x)."""
    ratio = x / a
    delta = ratio - 1.0
    if abs(delta) < 1e-4:  # series of eta and of 1/delta - 1/eta at ratio 1
        eta = delta * (1.0 - delta / 3.0)
        bridge = -1.0 / 3.0
    else:
        eta = sqrt(2.0 * (delta - log1p(delta)))
        if delta < 0:
            eta = -eta
        bridge = 1.0 / delta - 1.0 / eta
    sign = 1.0 if upper else -1.0
    main = _log_half_erfc(sign * eta * sqrt(a / 2.0))
    small = -0.5 * a * eta * eta - 0.5 * log(2.0 * pi * a)
    share = sign * bridge * exp(min(small - main, 0.0))
    return min(main + log1p(max(share, -0.5)), 0.0)


@njit(cache=True)
def _log_gamma_p(a: float, x: float) -> float:
    """log P(a, x) by the series, for x < a + 1."""
    term = 1.0 / a
    total = term
    n = a
    for _ in range(100_000):
        n += 1.0
        term *= x / n
        total += term
        if term < total * 1e-16:
            break
    return min(log(total) - x + a * log(x) - lgamma(a), 0.0)


@njit(cache=True)
def _log_gamma_q(a: float, x: float) -> float:
    """log Q(a, x) by Lentz's continued fraction, for x >= a + 1."""
    tiny = 1e-300
    b = x + 1.0 - a
    c = 1.0 / tiny
    d = 1.0 / b
    h = d
    for i in range(1, 100_000):
        an = -i * (i - a)
        b += 2.0
        d = an * d + b
        if abs(d) < tiny:
            d = tiny
        c = b + an / c
        if abs(c) < tiny:
            c = tiny
        d = 1.0 / d
        step = d * c
        h *= step
        if abs(step - 1.0) < 1e-15:
            break
    return min(log(h) - x + a * log(x) - lgamma(a), 0.0)


@njit(cache=True)
def log_at_most(k: float, mean: float) -> float:
    """log P(X <= k) for X ~ Poisson(mean), whole k >= 0."""
    if mean <= 0.0:
        return 0.0
    a = k + 1.0
    if a > LARGE:
        return _log_uniform(a, mean, True)
    return _log_gamma_q(a, mean) if mean >= a + 1.0 else _log_complement(_log_gamma_p(a, mean))


@njit(cache=True)
def log_at_least(k: float, mean: float) -> float:
    """log P(X >= k) for X ~ Poisson(mean), whole k >= 0."""
    if k <= 0.0:
        return 0.0
    if mean <= 0.0:
        return -1e300
    if k > LARGE:
        return _log_uniform(k, mean, False)
    return _log_gamma_p(k, mean) if mean < k + 1.0 else _log_complement(_log_gamma_q(k, mean))

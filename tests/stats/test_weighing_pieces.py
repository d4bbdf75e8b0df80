"""The pieces of the weighing kernel, each against an independent calculation."""

import numpy as np
import pytest
from scipy import stats
from scipy.integrate import quad

from counterclaim.stats.weighing import Kind, Priors, Problem, linear, simulate, truncated
from counterclaim.stats.weighing.fast import _bound_moments, _interval_moments, variances
from counterclaim.stats.weighing.modes import peaks
from counterclaim.stats.weighing.prior_share import prior_share
from counterclaim.stats.weighing.problem import Floats
from counterclaim.stats.weighing.series import Shapes, _curve, _target
from counterclaim.stats.weighing.trajectories import Path, anchored, density, move, slopes_at

PRIORS = Priors(
    np.array([-0.5, 0.6, -0.15]), np.array([0.5, 0.5, 0.15]), np.array([0.45, 0.45, 0.2]), np.full(3, np.inf)
)


def made(seed: int = 3, **more: object) -> Problem:
    given: dict[str, object] = {"figures": 6, "statements": 25, "sources": 5, "repeats": True, **more}
    layout = simulate.design(seed, **given)  # type: ignore[arg-type]
    rng = np.random.default_rng(seed)
    return simulate.statements(layout, simulate.parameters(layout, PRIORS, rng), rng)


def dense(problem: Problem, w: Floats, tau2: float) -> tuple[Floats, Floats, Floats]:
    """Joint precision and shift over [theta, x] by plain matrix algebra: likelihood and theta's prior only."""
    sizes, q = problem.sizes, problem.figures
    rows = np.zeros((len(w), q + sizes.total))
    rows[np.arange(len(w)), problem.figure] = 1.0
    for i, columns in enumerate(problem.columns):
        rows[i, q + columns[columns >= 0]] = 1.0
    precision, shift = rows.T @ (w[:, None] * rows), rows.T @ (w * problem.y)
    link = np.zeros((q, q + sizes.total))
    link[np.arange(q), np.arange(q)] = 1.0
    link[np.arange(q), q + sizes.level + problem.scale] = -1.0
    return precision + link.T @ link / tau2, shift, rows


def test_integrating_totals_out_is_the_schur_complement() -> None:
    problem = made()
    w = np.random.default_rng(1).uniform(0.5, 8.0, len(problem.y))
    joint, shift, _ = dense(problem, w, 1.7)
    q = problem.figures
    inverse = np.linalg.inv(joint[:q, :q])
    expected = joint[q:, q:] - joint[q:, :q] @ inverse @ joint[:q, q:]
    sizes = problem.sizes
    found, h = linear.accumulate(
        problem.start,
        problem.columns,
        sizes.level + problem.scale,
        w,
        problem.y,
        np.full(q, 1 / 1.7),
        np.full(q, np.nan),
        sizes.total,
    )
    np.testing.assert_allclose(found, expected, atol=1e-9)
    np.testing.assert_allclose(h, shift[q:] - joint[q:, :q] @ inverse @ shift[:q], atol=1e-9)


def test_a_held_total_is_a_condition_not_an_unknown() -> None:
    problem = made()
    w, q, sizes = np.ones(len(problem.y)), problem.figures, problem.sizes
    joint, shift, _ = dense(problem, w, 1.0)
    held = np.linspace(1, 5, q)
    found, h = linear.accumulate(
        problem.start, problem.columns, sizes.level + problem.scale, w, problem.y, np.ones(q), held, sizes.total
    )
    np.testing.assert_allclose(found, joint[q:, q:], atol=1e-9)
    np.testing.assert_allclose(h, shift[q:] - joint[q:, :q] @ held, atol=1e-9)


def test_variances_are_those_of_the_joint_gaussian() -> None:
    problem = made()
    w = np.random.default_rng(1).uniform(0.5, 8.0, len(problem.y))
    q, sizes = problem.figures, problem.sizes
    joint, _, rows = dense(problem, w, 1.7)
    joint[q:, q:] += np.eye(sizes.total)
    covariance = np.linalg.inv(joint)
    of_total, of_fit = variances(
        problem.start,
        problem.columns,
        sizes.level + problem.scale,
        w,
        np.full(q, 1 / 1.7),
        np.ascontiguousarray(covariance[q:, q:]),
    )
    np.testing.assert_allclose(of_total, np.diag(covariance)[:q], rtol=1e-9)
    np.testing.assert_allclose(of_fit, np.einsum("ia,ab,ib->i", rows, covariance, rows), rtol=1e-9)


def test_the_mean_of_a_draw_without_noise_solves_the_system() -> None:
    rng = np.random.default_rng(2)
    a = rng.standard_normal((4, 4))
    precision, shift = a @ a.T + np.eye(4), rng.standard_normal(4)
    expected = np.linalg.solve(precision, shift)
    np.testing.assert_allclose(linear.draw(precision.copy(), shift, np.zeros(4)), expected, rtol=1e-10)


@pytest.mark.parametrize("cut", [-3.0, 0.0, 2.0, 9.0])
def test_draws_above_a_cut_have_the_truncated_distribution(cut: float) -> None:
    n = 4000
    drawn = truncated.above(np.random.default_rng(5), np.full(n, 1.0), np.full(n, 2.0), np.full(n, 1.0 + 2.0 * cut))
    assert stats.kstest((drawn - 1.0) / 2.0, stats.truncnorm(cut, np.inf).cdf).pvalue > 0.001


@pytest.mark.parametrize(("low", "high"), [(-1.0, 2.0), (6.0, 7.0), (-9.0, -8.0), (30.0, 31.0)])
def test_draws_between_bounds_have_the_truncated_distribution(low: float, high: float) -> None:
    n = 4000
    drawn = truncated.between(np.random.default_rng(6), np.zeros(n), np.ones(n), np.full(n, low), np.full(n, high))
    assert drawn.min() >= low
    assert drawn.max() <= high
    assert stats.kstest(drawn, stats.truncnorm(low, high).cdf).pvalue > 0.001


def test_a_bounds_moments_are_those_of_the_tilted_normal() -> None:
    fit, sd, bound, kappa = 1.0, 0.5, 1.2, 3.0

    def density(z: float) -> float:
        return float(np.exp(-0.5 * ((z - fit) / sd) ** 2 - kappa * (z - bound)))

    mass = quad(density, bound, 9)[0]
    mean = quad(lambda z: z * density(z), bound, 9)[0] / mass
    square = quad(lambda z: z * z * density(z), bound, 9)[0] / mass
    found_mean, found_var = _bound_moments(np.array([fit]), np.array([sd]), np.array([bound]), kappa)
    assert found_mean[0] == pytest.approx(mean, rel=1e-6)
    assert found_var[0] == pytest.approx(square - mean**2, rel=1e-5)


def test_an_intervals_moments_are_those_of_the_truncated_normal() -> None:
    found_mean, found_var = _interval_moments(np.zeros(1), np.full(1, 2.0), np.full(1, 1.0), np.full(1, 3.0))
    expected = stats.truncnorm(0.5, 1.5, scale=2.0)
    assert found_mean[0] == pytest.approx(expected.mean(), rel=1e-8)
    assert found_var[0] == pytest.approx(expected.var(), rel=1e-6)


def test_an_interval_far_from_the_fit_stays_in_its_bounds() -> None:
    mean, var = _interval_moments(np.zeros(1), np.full(1, 0.01), np.full(1, 5.0), np.full(1, 6.0))
    assert 5.0 <= mean[0] <= 6.0
    assert np.isfinite(var[0])


@pytest.mark.parametrize(
    ("left", "share", "count"),
    [(0.0, 0.5, 0), (6.0, 0.5, 2), (6.0, 0.02, 0), (1.5, 0.5, 0)],
)
def test_two_peaks_are_found_only_where_there_are_two(left: float, share: float, count: int) -> None:
    rng = np.random.default_rng(8)
    draws = np.where(rng.random(4000) < share, left, 0.0) + rng.standard_normal(4000)
    assert len(peaks(draws)) == count


def test_peaks_lie_where_the_draws_do() -> None:
    rng = np.random.default_rng(9)
    low, high = peaks(np.concatenate([rng.normal(2, 0.1, 2000), rng.normal(7, 0.1, 1500)]))
    assert low == pytest.approx(2, abs=0.15)
    assert high == pytest.approx(7, abs=0.15)


def test_constant_draws_have_no_peaks() -> None:
    assert peaks(np.full(100, 3.0)) == ()


def shares(statements: int, covariance_scale: float) -> Floats:
    problem = made(figures=1, statements=statements, sources=statements, repeats=False)
    sizes = problem.sizes
    before = np.eye(sizes.total) * covariance_scale
    neutral = np.array([0.0, 0.0, 1.0])
    tau2, pooling = np.array([4.0]), np.array([4.0])
    return prior_share(problem, PRIORS, before, np.full(statements, 8.0), tau2, pooling, neutral)


def test_what_is_learned_of_differences_lowers_the_priors_share() -> None:
    assert shares(4, 0.01)[0] < shares(4, 0.2)[0] <= 1.0


def test_the_gradient_of_a_shape_is_that_of_its_density() -> None:
    rng = np.random.default_rng(4)
    problem = made(figures=1, statements=9, sources=3)
    day = np.array([0, 3, 9, 15, 22, 22, 30, 34, 40])
    daily = np.array([False, False, True, False, False, False, True, False, False])
    shapes = Shapes(problem, np.array([0]), day, daily)
    w, rest = rng.uniform(1, 9, 9), rng.standard_normal(9)
    xi = 0.3 * rng.standard_normal(shapes.knots + 1)
    phi = shapes.basis(0.8)

    def density(at: Floats) -> float:
        return float(_target(phi, 0.5, at, int(shapes.days[0]), shapes.day, daily, rest, w, 0.3, 0.25)[0])

    gradient = _target(phi, 0.5, xi, int(shapes.days[0]), shapes.day, daily, rest, w, 0.3, 0.25)[1]
    numeric = [(density(xi + 1e-5 * unit) - density(xi - 1e-5 * unit)) / 2e-5 for unit in np.eye(len(xi))]
    np.testing.assert_allclose(gradient, numeric, rtol=1e-5, atol=1e-6)


def test_the_gradient_of_a_trajectory_is_that_of_its_density() -> None:
    """Path, lump, total and two cells; statements of days and of running totals, some without a cell."""
    rng = np.random.default_rng(5)
    spacing, knots, days, n = 7, 5, 29, 12
    day, daily, cell = rng.integers(0, days, n), rng.random(n) < 0.3, rng.integers(-1, 2, n)
    rest, scale2, nu = rng.standard_normal(n), np.exp(rng.standard_normal(n)), np.full(n, 3.0)
    v, inv_cell2 = 0.5 * rng.standard_normal(knots + 4), np.array([1.0, 2.0])

    path = Path(spacing, knots, 0.8, 0.7, days, day, daily, rest, cell, nu, 0.3, 0.5, inv_cell2, -np.inf)

    anchor = rng.standard_normal(knots + 1)

    def pulled(at: Floats) -> float:
        return float(density(path, at, scale2, anchor, 2.5)[0])

    numeric = [(pulled(v + 1e-6 * unit) - pulled(v - 1e-6 * unit)) / 2e-6 for unit in np.eye(len(v))]
    np.testing.assert_allclose(density(path, v, scale2, anchor, 2.5)[1], numeric, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("fixed", [False, True])
def test_a_trajectory_leaves_the_distribution_as_it_is(fixed: bool) -> None:
    """Truths from the prior, statements from the truths, three moves given these: what comes is as the prior again.

    Geweke (2004), JASA 99, 799-804. 1,500 truths; each test errs once in a thousand.
    """
    rng, n, sd = np.random.default_rng(6), 6, 0.05
    problem = made(figures=1, statements=n, sources=2)
    day, daily = np.array([1, 4, 7, 9, 12, 14]), np.array([False, False, True, False, False, False])
    shapes = Shapes(problem, np.array([0]), day, daily)
    knots, phi, cell, nu = shapes.knots, shapes.basis(0.8), np.array([0, 0, 1, 0, 1, -1]), np.full(n, 3.0)
    found, moved = [], 0
    for _ in range(1500):
        v = np.concatenate([rng.standard_normal(knots + 1), [2.0 + 0.5 * rng.standard_normal()], rng.normal(0, 0.4, 2)])
        empty = Path(
            shapes.spacing, knots, 0.8, 0.8, int(shapes.days[0]), shapes.day, daily, np.zeros(n), cell, nu, 2.0, 4.0, np.full(2, 6.25), 0.5
        )  # fmt: skip
        if v[knots + 1] < empty.floor:
            continue
        rest = statements_at(phi, empty, v) + sd * rng.standard_t(3.0, n)
        path = empty._replace(rest=rest)
        before = v[0]
        for _ in range(3):
            if fixed:
                slopes = slopes_at(path, phi, np.zeros(knots + 1))
                v, _ = move(rng, path, slopes, v, np.full(n, sd**2), v, 0.0, -1.0)
            else:
                v, _ = anchored(rng, path, phi, v, np.full(n, sd**2), -1.0)
        moved += v[0] != before
        found.append(v)
    draws = np.array(found)
    assert moved > 0.6 * len(draws)
    standard = [*draws[:, : knots + 1].T, draws[:, -1] / 0.4]
    assert min(stats.kstest(each, stats.norm.cdf).pvalue for each in standard) > 0.001 / len(standard)
    cut = stats.truncnorm(-3.0, np.inf, 2.0, 0.5)
    assert stats.kstest(draws[:, knots + 1], cut.cdf).pvalue > 0.001


def statements_at(phi: Floats, path: Path, v: Floats) -> Floats:
    """What exact statements would say: offset, total and cell."""
    log_total, log_rate, _, _ = _curve(phi, path.rho, v[: path.knots + 1], path.days)
    offset = np.where(path.daily, log_rate[path.day], log_total[path.day]) - log_total[-1]
    u = np.where(path.cell >= 0, v[path.knots + 2 + np.maximum(path.cell, 0)], 0.0)
    total: Floats = offset + v[path.knots + 1] + u
    return total


def test_a_path_keeps_its_place_when_its_swing_and_return_are_drawn_anew() -> None:
    shapes = Shapes(made(figures=1, statements=4, sources=2), np.array([0]), np.arange(4) * 20, np.zeros(4, dtype=bool))
    rng = np.random.default_rng(1)
    state = shapes.first_state(rng)
    before = shapes.path(state, np.zeros(1))
    shapes.draw_swing(state, rng)
    np.testing.assert_allclose(shapes.path(state, np.zeros(1)), before, atol=1e-12)


def test_a_path_only_rises_and_ends_at_its_total() -> None:
    problem = made(figures=2, statements=8, sources=3)
    shapes = Shapes(problem, np.array([0, 1]), np.arange(8) * 5, np.zeros(8, dtype=bool), horizon=60)
    state = shapes.first_state(np.random.default_rng(0))
    path = shapes.path(state, np.array([3.0, 5.0]))
    assert np.all(np.diff(path, axis=1) >= 0)
    np.testing.assert_allclose(path[:, -1], [3.0, 5.0])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"y": np.array([np.nan])}, "finite"),
        ({"figure": np.array([3])}, "one entry a figure"),
    ],
)
def test_a_problem_that_makes_no_sense_is_refused(change: dict[str, Floats], words: str) -> None:
    one, whole = np.ones(1), np.zeros(1, dtype=np.int64)
    fields = {
        "y": one, "low": one, "high": one, "kind": whole + Kind.EXACT, "figure": whole, "pair": whole,
        "cell": whole - 1, "definition": whole - 1, "noise": whole, "noise_kind": whole, "inflation": one, "rounding": one,
        "group": whole, "scale": whole, "floor": one, "groups": 1, **change,
    }  # fmt: skip
    with pytest.raises(ValueError, match=words):
        Problem(**fields)  # type: ignore[arg-type]

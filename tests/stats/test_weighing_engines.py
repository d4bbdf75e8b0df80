"""Both engines on statements whose truth is known, and the sampler against its own prior."""

import numpy as np
import pytest
from scipy import stats

from counterclaim.stats.weighing import Kind, Priors, Problem, gibbs, posterior, simulate
from counterclaim.stats.weighing.calibration import growing, ranks, uniformity
from counterclaim.stats.weighing.fast import approximate
from counterclaim.stats.weighing.posterior import Plan, sample

PRIORS = Priors(
    np.array([-0.5, 0.6, -0.15]),
    np.array([0.5, 0.5, 0.15]),
    np.array([0.45, 0.45, 0.2]),
    np.array([np.inf, 2.0, np.inf]),
)


def test_one_neutral_statement_has_the_posterior_of_plain_integration() -> None:
    """theta | z by quadrature on a grid, all else integrated by drawing from the priors."""
    layout = simulate.design(1, figures=1, statements=1, sources=1, groups=1, hedged=0.0)
    priors = Priors(np.array([-0.15]), np.array([0.15]), np.array([0.2]), np.array([np.inf]), level_sd=1.0)
    z = 4.0
    problem = Problem(
        **{name: getattr(layout, name) for name in Problem.__slots__ if name not in ("y", "low", "high")},
        y=np.array([z]), low=np.array([z]), high=np.array([z]),
    )  # fmt: skip
    rng = np.random.default_rng(0)
    truths = [simulate.parameters(layout, priors, rng) for _ in range(4000)]
    # The prior of (x_pair, sigma, nu, mu, tau) by draws; theta's conditional weight by its own normal prior.
    grid = np.linspace(-6, 14, 401)
    density = np.zeros(len(grid))
    for truth in truths:
        mean, sd = truth.x[-1], truth.hyper["tau"][0]
        likelihood = stats.t.pdf(z - grid - truth.x[0], truth.hyper["nu"][0], scale=truth.sigma[0])
        density += stats.norm.pdf(grid, mean, sd) * likelihood
    cumulative = np.cumsum(density) / density.sum()
    expected = [float(grid[np.searchsorted(cumulative, p)]) for p in (0.05, 0.5, 0.95)]
    chain = gibbs.run(problem, priors, warmup=200, draws=4000, seed=2)
    found = np.quantile(chain.theta[:, 0], [0.05, 0.5, 0.95])
    # Monte Carlo error of the reference: 1,200 prior draws, of which about a tenth carry the weight
    np.testing.assert_allclose(found, expected, atol=0.15)


def simulated(seed: int) -> tuple[Problem, simulate.Truth]:
    rng = np.random.default_rng(seed)
    layout = simulate.design(seed, figures=120, statements=420, sources=15)
    truth = simulate.parameters(layout, PRIORS, rng)
    truth.hyper["nu"][:] = 4.0
    return simulate.statements(layout, truth, rng), truth


@pytest.mark.parametrize("seed", [11, 12])
def test_the_chain_covers_what_it_should(seed: int) -> None:
    """90 % intervals of 120 totals: within three binomial sd (.027 each) and the shared level's error of .90."""
    problem, truth = simulated(seed)
    chain = gibbs.run(problem, PRIORS, warmup=200, draws=500, seed=seed)
    low, high = np.quantile(chain.theta, [0.05, 0.95], axis=0)
    assert 0.78 <= np.mean((low <= truth.theta) & (truth.theta <= high)) <= 0.99


def test_the_fast_engine_is_near_the_chain() -> None:
    problem, _ = simulated(11)
    chain = gibbs.run(problem, PRIORS, warmup=200, draws=800, seed=1)
    near = approximate(problem, PRIORS)
    sd = chain.theta.std(axis=0)
    assert np.mean(np.abs(near.mean - chain.theta.mean(axis=0)) / sd) < 0.25
    assert 0.8 < np.median(near.sd / sd) < 1.1


def test_the_same_seed_gives_the_same_draws() -> None:
    problem, _ = simulated(3)
    first, second = (gibbs.run(problem, PRIORS, warmup=5, draws=5, seed=7).theta for _ in range(2))
    np.testing.assert_array_equal(first, second)


def test_chains_that_agree_are_said_to_have_converged() -> None:
    layout = simulate.design(5, figures=10, statements=40, sources=5, hedged=0.0)
    rng = np.random.default_rng(5)
    truth = simulate.parameters(layout, PRIORS, rng)
    truth.hyper["nu"][:] = 6.0
    problem = simulate.statements(layout, truth, rng)
    found = sample(problem, PRIORS, np.array([0.0, 0.0, 1.0]), level=0.9, seed=1, plan=Plan(2, 300, 1000, 1000))
    assert found.diagnostics.rhat is not None
    assert found.diagnostics.rhat < 1.03
    assert np.all(np.diff(found.quantiles, axis=0) > 0)


def test_a_million_statements_of_one_figure_cost_no_square() -> None:
    """200,000 here: the kernel's cost is in distinct coefficients, not in statements squared."""
    n = 200_000
    rng = np.random.default_rng(0)
    layout = simulate.design(1, figures=1, statements=n, sources=50, hedged=0.0)
    truth = simulate.parameters(layout, PRIORS, rng)
    truth.hyper["nu"][:] = 4.0
    truth.sigma[:] = 0.3
    found = approximate(simulate.statements(layout, truth, rng), PRIORS, iterations=5)
    assert abs(found.mean[0] - truth.theta[0]) < 4 * found.sd[0]


def test_a_growing_total_is_found_from_biased_bulletins() -> None:
    """One neutral monitor and one overstating bulletin over 200 days; the last total within its 95 % interval."""
    problem, shapes, truth = growing(2, PRIORS)
    chain = gibbs.run(problem, PRIORS, warmup=300, draws=700, seed=4, shapes=shapes)
    low, high = np.quantile(chain.theta, [0.025, 0.975], axis=0)
    assert np.mean((low <= truth.theta) & (truth.theta <= high)) >= 0.5


@pytest.mark.soak
@pytest.mark.parametrize("grow", [False, True])
def test_ranks_of_the_truth_are_uniform(grow: bool) -> None:
    found = {name: uniformity(values) for name, values in ranks(PRIORS, 256, grow=grow).items()}
    assert min(found.values()) > 0.01 / len(found), found


def test_what_stops_one_chain_stops_all_of_them() -> None:
    """As Ctrl-C does, and long before the ten million sweeps that were asked for."""
    problem, _ = simulated(3)
    done = 0

    def tick(_: int) -> None:
        nonlocal done
        done += 1
        if done > 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sample(problem, PRIORS, np.zeros(3), level=0.9, seed=1, plan=Plan(2, 0, 5_000_000), tick=tick)
    assert done < 1000


def test_chains_side_by_side_are_the_chains_alone() -> None:
    problem, _ = simulated(3)
    together = posterior.together([gibbs.Sampler(problem, PRIORS, seed) for seed in (1, 2)], 3, 5, lambda: None)
    for chain, seed in zip(together, (1, 2), strict=True):
        np.testing.assert_array_equal(chain.theta, gibbs.run(problem, PRIORS, warmup=3, draws=5, seed=seed).theta)


def test_hedged_kinds_are_numbered_as_the_simulator_does() -> None:
    layout = simulate.design(1, figures=50, statements=400, sources=5, hedged=0.5)
    shares = np.bincount(layout.kind, minlength=4) / 400
    np.testing.assert_allclose(shares[[Kind.EXACT, Kind.AT_LEAST]], [0.5, 0.3], atol=0.08)

"""The Gibbs sampler against NUTS on the same model.

NumPyro is no dependency of this project. In an environment of its own:

    uv venv /tmp/nuts && uv pip install --python /tmp/nuts numpyro "jax[cpu]" numba scipy
    PYTHONPATH=src /tmp/nuts/bin/python benchmarks/weigh_nuts.py --statements 100

Prints the largest and mean differences of the totals' posterior means (in posterior sd) and of sd (ratios), R-hat, effective
sizes, and effective draws of the totals a CPU-second for both. NUTS takes minutes.
"""

import argparse
import json
import time

import jax
import jax.numpy as jnp
import numpy as np
import numpyro
import numpyro.distributions as dist
from jax.scipy.special import gammaln, logsumexp
from numpyro.infer import MCMC, NUTS, init_to_median

from counterclaim.stats.convergence import ess, rhat
from counterclaim.stats.weighing import Kind, Priors, Problem, gibbs, simulate

jax.config.update("jax_enable_x64", True)


def model(problem: Problem, priors: Priors) -> None:
    """The model of stats/weighing, nu and a summed over their grids; bounds and intervals as latent values."""
    sizes, n = problem.sizes, len(problem.y)
    beta = numpyro.sample("beta", dist.Normal(priors.mean, priors.mean_sd))
    omega2 = numpyro.sample(
        "omega2", dist.InverseGamma(priors.spread_shape, (priors.spread_shape - 1) * priors.spread**2)
    )
    raw = numpyro.sample("raw", dist.Normal(0, 1).expand([sizes.pairs]))
    c = beta[problem.group] + jnp.sqrt(omega2[problem.group]) * raw
    mu = numpyro.sample("mu", dist.Normal(priors.level, priors.level_sd))
    tau2 = numpyro.sample("tau2", dist.InverseGamma(priors.scale_shape, priors.scale_rate))
    above = numpyro.sample("above", dist.Normal(0, 1).expand([problem.figures]))
    theta = numpyro.deterministic("theta", mu + jnp.sqrt(tau2) * above)
    centre2 = numpyro.sample("sigma02", dist.Gamma(priors.noise_shape, priors.noise_shape / priors.noise**2))
    s = len(problem.noise_kind)
    # log sigma^2 under the mixture over a of IG(a, a sigma_0^2): sampled flat, its density added below
    log_ratio = numpyro.sample("log_ratio", dist.ImproperUniform(dist.constraints.real, (), (s,)))
    sigma2 = centre2 * jnp.exp(log_ratio)
    a = priors.noise_pooling[:, None]
    per = a * jnp.log(a) - gammaln(a) - a * log_ratio - a * jnp.exp(-log_ratio)
    numpyro.factor("noise", logsumexp(per.sum(axis=1) + jnp.log(priors.noise_pooling_weight)))
    z = jnp.array(problem.y)
    for name, kind, sign, side in (("lower", Kind.AT_LEAST, 1.0, 0), ("upper", Kind.AT_MOST, -1.0, 1)):
        at = np.flatnonzero(problem.kind == kind)
        kappa = numpyro.sample(f"kappa{side}", dist.Gamma(priors.slack_shape, priors.slack_shape * priors.slack))
        if len(at):
            slack = numpyro.sample(name, dist.Exponential(1.0).expand([len(at)])) / kappa
            z = z.at[at].add(sign * slack)
    inside = np.flatnonzero(problem.kind == Kind.INTERVAL)
    if len(inside):
        part = numpyro.sample("inside", dist.Uniform(0, 1).expand([len(inside)]))
        z = z.at[inside].set(problem.low[inside] + part * (problem.high - problem.low)[inside])
    scale2 = sigma2[problem.noise]
    e2 = (z - theta[problem.figure] - c[problem.pair]) ** 2 / scale2
    nu = priors.freedom[:, None]
    logs = gammaln((nu + 1) / 2) - gammaln(nu / 2) - 0.5 * jnp.log(nu) - (nu + 1) / 2 * jnp.log1p(e2 / nu)
    numpyro.factor("errors", logsumexp(logs.sum(axis=1) + jnp.log(priors.freedom_weight)) - 0.5 * jnp.log(scale2).sum())
    assert n == len(e2)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, default=100)
    parser.add_argument("--nuts", type=int, default=1000, help="draws a chain")
    parser.add_argument("--gibbs", type=int, default=5000, help="draws a chain")
    parser.add_argument("--chains", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    n = arguments.statements
    priors = Priors(
        np.array([-0.5, 0.6, -0.15]), np.array([0.5, 0.5, 0.15]), np.array([0.45, 0.45, 0.2]), np.full(3, np.inf)
    )
    rng = np.random.default_rng(arguments.seed)
    layout = simulate.design(arguments.seed, figures=n // 4, statements=n, sources=max(8, n // 60))
    truth = simulate.parameters(layout, priors, rng)
    # A plausible war instead of the prior's extremes: counts from one to ten thousand, t errors with four degrees.
    truth.hyper["nu"][:] = 4.0
    problem = simulate.statements(layout, truth, rng)

    began = time.process_time()
    gibbs.run(problem, priors, warmup=2, draws=2, seed=0)  # compiles
    began = time.process_time()
    chains = [
        gibbs.run(problem, priors, warmup=500, draws=arguments.gibbs, seed=seed) for seed in range(arguments.chains)
    ]
    gibbs_cpu = time.process_time() - began
    ours = np.array([chain.theta for chain in chains])

    began = time.process_time()
    sampler = MCMC(
        NUTS(model, target_accept_prob=0.9, init_strategy=init_to_median),
        num_warmup=700,
        num_samples=arguments.nuts,
        num_chains=arguments.chains,
        chain_method="sequential",
        progress_bar=False,
    )
    sampler.run(jax.random.PRNGKey(arguments.seed), problem, priors)
    nuts_cpu = time.process_time() - began
    theirs = np.array(sampler.get_samples(group_by_chain=True)["theta"])

    def worth(draws: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        every = range(draws.shape[2])
        return np.array([rhat(draws[:, :, q]) for q in every]), np.array([ess(draws[:, :, q]) for q in every])

    our_rhat, our_ess = worth(ours)
    their_rhat, their_ess = worth(theirs)
    flat, other = ours.reshape(-1, ours.shape[2]), theirs.reshape(-1, theirs.shape[2])
    gap = np.abs(flat.mean(0) - other.mean(0)) / other.std(0)
    ratio = flat.std(0) / other.std(0)
    print(
        json.dumps(
            {
                "statements": n,
                "figures": problem.figures,
                "mean gap in sd": {"mean": gap.mean(), "p95": np.quantile(gap, 0.95), "max": gap.max()},
                "sd ratio": {"mean": ratio.mean(), "min": ratio.min(), "max": ratio.max()},
                "gibbs": {
                    "rhat": our_rhat.max(),
                    "ess": our_ess.min(),
                    "ess median": np.median(our_ess),
                    "cpu": gibbs_cpu,
                },
                "nuts": {
                    "rhat": their_rhat.max(),
                    "ess": their_ess.min(),
                    "ess median": np.median(their_ess),
                    "cpu": nuts_cpu,
                },
                "effective draws a second, ratio": float(
                    np.median(our_ess) / gibbs_cpu / (np.median(their_ess) / nuts_cpu)
                ),
            },
            indent=1,
            default=float,
        )
    )


if __name__ == "__main__":
    main()

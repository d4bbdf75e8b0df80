"""CPU seconds and peak memory of the weighing kernels, on simulated statements (figures of four on average).

    python benchmarks/weigh_speed.py [--statements 10000] [--engine fast|full] [--chains 4]

One size and engine a process, so that peak memory is its own. The clock starts with the arrays laid out and the kernels
compiled. `full` is four chains as `counterclaim weigh` runs them, before any extension.
"""

import argparse
import json
import os
import resource
import time

# As the command line does: chains run side by side, and threads of one small product would only wait for one another.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from counterclaim.stats.weighing import Priors, Problem, fast, gibbs, simulate
from counterclaim.stats.weighing.posterior import together

PRIORS = Priors(
    np.array([-0.5, 0.6, -0.15]), np.array([0.5, 0.5, 0.15]), np.array([0.45, 0.45, 0.2]), np.full(3, np.inf)
)


def made(n: int) -> Problem:
    """Statements about n / 4 figures by sqrt(n) sources (300 at most), t errors with four degrees."""
    layout = simulate.design(1, figures=n // 4, statements=n, sources=int(max(8, min(300, n**0.5))))
    rng = np.random.default_rng(1)
    truth = simulate.parameters(layout, PRIORS, rng)
    truth.hyper["nu"][:] = 4.0
    return simulate.statements(layout, truth, rng)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, default=10_000)
    parser.add_argument("--engine", choices=["fast", "full"], default="fast")
    parser.add_argument("--chains", type=int, default=4)
    arguments = parser.parse_args()
    small, problem = made(40), made(arguments.statements)
    fast.approximate(small, PRIORS, iterations=2)
    gibbs.run(small, PRIORS, warmup=1, draws=1, seed=1)
    wall, began = time.perf_counter(), time.process_time()
    done = 0
    if arguments.engine == "fast":
        done = fast.approximate(problem, PRIORS).iterations
    else:
        samplers = [gibbs.Sampler(problem, PRIORS, seed) for seed in range(arguments.chains)]
        together(samplers, 250, 1000, lambda: None)
        done = 1250 * arguments.chains
    print(
        json.dumps(
            {
                "statements": arguments.statements,
                "engine": arguments.engine,
                "iterations": done,
                "cpu_seconds": round(time.process_time() - began, 3),
                "wall_seconds": round(time.perf_counter() - wall, 3),
                "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
            }
        )
    )


if __name__ == "__main__":
    main()

"""Work in the background that models do: estimates of the undocumented, full runs of the weighing model, linking."""

from collections.abc import Callable
from typing import Any

from counterclaim.case import Case
from counterclaim.errors import UsageError

Tick = Callable[[int, str], None]
#: sweeps of the chains between two signs of life; a sweep takes a millisecond or more
SWEEPS = 100


def target_of(source: str, seed: int, level: float) -> str:
    """What to estimate, as a job's target: words that a person reads on the Work page."""
    return f"{source} | seed {seed} | level {level}"


def estimate_source(case: Case, target: str, by: str, tick: Tick) -> str:
    """Estimate from a source of the case by every method. Estimated before in the same state, it is found again.

    Raises:
        UsageError: the target names no source.
    """
    from counterclaim.estimates.settings import Settings

    try:
        source, seed, level = target.rsplit(" | ", 2)
        # other priors of the latent classes too: a page that is read at leisure can wait for them
        settings = Settings(
            seed=int(seed.removeprefix("seed ")), level=float(level.removeprefix("level ")), priors=True
        )
    except ValueError as error:
        raise UsageError(f"{target}: this says neither source nor seed and level.") from error
    done = 0

    def progress(text: str) -> None:
        nonlocal done
        done += 1
        tick(done, f"{text} ...")

    tick(0, f"Reading {source}")
    made = case.estimates.run(source, settings, by=by, progress=progress)
    found = made.estimation
    return f"{made.id}: {len(found.estimates)} answers and {len(found.refusals)} refusals from {made.title}."


def weigh_figures(case: Case, target: str, by: str, tick: Tick) -> str:
    """Weigh the case's figures by chains."""
    total = done = 0

    def sweep(more: int) -> None:
        nonlocal total, done
        total += more
        done += more == 0
        if more or done % SWEEPS == 0:
            tick(done, f"{done:,} of {total:,} sweeps")

    made = case.weighing.run(by=by, tick=sweep)
    found = case.weighing.all()
    health: dict[str, Any] = found.diagnostics if found is not None else {}
    words = "converged" if health.get("converged") else "not converged: take the ranges as a first look"
    return f"{made}: {len(found.figures) if found else 0} figures weighed, {words}."

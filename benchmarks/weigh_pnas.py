"""Reproduces Radford et al. (2023, PNAS 120(34), e2307372120) with `counterclaim weigh`.

    python benchmarks/weigh_pnas.py FOLDER [--holdout] [--seed N]

FOLDER holds the replication archive's claims (replication-data-pnas.csv, MIT licence, from the paper's repository) and
published.csv (country, category, estimate, low95, high95). Neither is part of this project. Prints how many totals at
23 February 2023 lie in the published intervals, R-hat of each kind of parameter, and the contrast of the two sides'
sources on Ukraine's military dead; with --holdout, how well a random fifth of the claims is predicted from the others.

The contrast's estimand follows from the published likelihood, a negative binomial with mean b C(t), b the bias. Where
counts are in the thousands its variance is near (b C)^2 / phi, and the score of b vanishes where the arithmetic mean of
x_i / C(t_i) is b. So the like quantity here is that mean over a source's exact running totals, for every draw of the
path; the ratio of typical claims, exp of the pair and cell effects, stands beside it.
"""

import argparse
import csv
import json
import time
from collections import Counter
from datetime import date, timedelta
from functools import partial
from multiprocessing import Pool
from pathlib import Path

import numpy as np

from counterclaim.estimates.weigh_priors import priors_for
from counterclaim.estimates.weigh_problem import CLOSEST, Layout, lay_out, noise_class, noise_kind
from counterclaim.estimates.weigh_rows import sort_rows
from counterclaim.model import WeighRow
from counterclaim.stats.convergence import ess, rhat
from counterclaim.stats.weighing import gibbs

END = date(2023, 2, 23)
DEAD = "UA Military Deaths"
SIDES = {"Russia": "RU Source", "Ukraine": "UA Source"}


def role(source: str, country: str, civilian: bool) -> str:
    """What a source is to the losses of a country."""
    if source == SIDES[country]:
        return "own"
    if source in SIDES.values():
        return "accused" if civilian else "enemy"
    return "neutral"


def read(folder: Path) -> list[WeighRow]:
    """The claims as rows, one figure a country and category."""
    rows = []
    with (folder / "replication-data-pnas.csv").open(encoding="utf-8") as file:
        for claim in csv.DictReader(file):
            civilian = claim["category"].startswith("Civilian")
            count = float(claim["loss_count"])
            hedge = "at_least" if claim["minimum"] == "1" else "at_most" if claim["maximum"] == "1" else "exact"
            rows.append(
                WeighRow(
                    figure=f"{'RU' if claim['loss_country'] == 'Russia' else 'UA'} {claim['category']}",
                    source=claim["claim_source"],
                    role=role(claim["claim_source"], claim["loss_country"], civilian),
                    value=count,
                    hedge=hedge,
                    population="civilians" if civilian else "combatants",
                    as_of=END + timedelta(days=int(claim["days"]) - 365),
                    span="day" if claim["time_frame"] == "Day" else "cumulative",
                    # Each row of the archive is a claim as published on its day; what is equal is not a copy here.
                    origin=str(len(rows)),
                )
            )
    return rows


def chain(rows: list[WeighRow], seed: int, warmup: int, draws: int) -> dict[str, np.ndarray]:
    """One chain: totals, coefficients, noise, and the contrast of mean multipliers on Ukraine's military dead."""
    layout = laid_out(rows)
    sampler = gibbs.Sampler(layout.problem, priors_for(layout.groups), seed, layout.shapes(END))
    found = gibbs.extend(sampler, warmup=warmup, draws=draws)
    assert found.multiplier is not None
    russian, ukrainian = (found.multiplier[:, cell(layout, source)] for source in SIDES.values())
    return {"theta": found.theta, "x": found.x, "sigma": np.log(found.sigma), "ratio": russian - ukrainian}


def laid_out(rows: list[WeighRow]) -> Layout:
    layout = lay_out(sort_rows(rows))
    assert layout is not None
    return layout


def cell(layout: Layout, source: str) -> int:
    """The number of a source's own difference on Ukraine's military dead."""
    return next(
        int(layout.problem.cell[i])
        for i, statement in enumerate(layout.statements)
        if statement.row.figure == DEAD and statement.row.source == source
    )


def reproduce(rows: list[WeighRow], folder: Path, asked: argparse.Namespace) -> dict[str, object]:
    """The figures of the published table, and how far the chains agree on each kind of parameter."""
    began, layout = time.perf_counter(), laid_out(rows)
    work = partial(chain, rows, warmup=asked.warmup, draws=asked.sweeps)
    with Pool(asked.processes) as pool:
        chains = pool.map(work, [asked.seed + k for k in range(asked.chains)])
    draws = {name: np.array([each[name] for each in chains]) for name in chains[0]}
    names = {figure.name: q for q, figure in enumerate(layout.figures)}
    inside, table, published = 0, {}, []
    with (folder / "published.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            name = f"{row['country']} {row['category']}"
            published.append(names[name])
            of_total = draws["theta"][:, :, names[name]]
            low, best, high = (float(v) for v in np.exp(np.quantile(of_total, [0.025, 0.5, 0.975])))
            inside += float(row["low95"]) <= best <= float(row["high95"])
            table[name] = {
                "ours": [round(low), round(best), round(high)],
                "published": [int(row["low95"]), int(row["estimate"]), int(row["high95"])],
                "rhat": round(rhat(of_total), 4),
                "ess": round(ess(of_total)),
            }
    typical = draws["x"] @ difference(layout)
    return {
        "inside": inside,
        "of": len(table),
        "contrast RU to UA on UA military deaths, of means": summary(draws["ratio"]),
        "the same, of typical claims": summary(typical),
        "published contrast": round(4.33 / 0.99, 2),
        "worst of the published totals": worst(draws["theta"][:, :, published]),
        "worst of all totals": worst(draws["theta"]),
        "worst of the coefficients": worst(draws["x"]),
        "worst of the noise scales": worst(draws["sigma"]),
        "chains, warm-up, draws": [asked.chains, asked.warmup, asked.sweeps],
        "wall_seconds": round(time.perf_counter() - began),
        "table": table,
    }


def summary(draws: np.ndarray) -> dict[str, object]:
    """Of a factor's log (chains x draws): 5, 50 and 95 % of the factor, R-hat and effective draws."""
    low, middle, high = np.exp(np.quantile(draws, [0.05, 0.5, 0.95]))
    return {
        "factor": [round(float(v), 2) for v in (low, middle, high)],
        "rhat": round(rhat(draws), 4),
        "ess": round(ess(draws)),
    }


def worst(draws: np.ndarray) -> dict[str, float]:
    """Largest R-hat and least effective draws over chains x draws x parameters that move at all."""
    moving = [draws[:, :, k] for k in range(draws.shape[2]) if np.ptp(draws[:, :, k]) > 0]
    rhats = [rhat(each) for each in moving]
    return {
        "rhat": round(max(rhats), 4),
        "share under 1.01": round(float(np.mean(np.array(rhats) < 1.01)), 3),
        "ess": round(min(ess(each) for each in moving)),
    }


def difference(layout: Layout) -> np.ndarray:
    """Weights of the coefficients in the log factor between the two sides' sources: pair and cell effects together."""
    problem, sizes = layout.problem, layout.problem.sizes
    weights = np.zeros(sizes.total)
    for source, sign in (("RU Source", 1.0), ("UA Source", -1.0)):
        at = cell(layout, source)
        weights[problem.pair[problem.cell == at][0]] += sign
        weights[sizes.cell + at] += sign
    return weights


def hold_out(rows: list[WeighRow], asked: argparse.Namespace) -> dict[str, object]:
    """A random fifth, predicted claim by claim from the rest."""
    seed = asked.seed
    rng = np.random.default_rng(seed)
    out = rng.random(len(rows)) < 0.2
    kept = [row for row, held in zip(rows, out, strict=True) if not held]
    held = [row for row, gone in zip(rows, out, strict=True) if gone]
    layout = laid_out(kept)
    shapes = layout.shapes(END)
    assert shapes is not None
    sampler = gibbs.Sampler(layout.problem, priors_for(layout.groups), seed, shapes)
    names = {figure.name: q for q, figure in enumerate(layout.figures)}
    known = [row for row in held if row.figure in names]
    predicted: list[np.ndarray] = []
    predictor = Predictor(layout, shapes, known, names)
    gibbs.extend(
        sampler, warmup=asked.warmup, draws=asked.sweeps, tick=lambda: predicted.append(predictor.draw(sampler, rng))
    )
    predicted = predicted[asked.warmup :]
    draws = np.array(predicted)
    truth = np.log(np.array([row.value for row in known]) + 0.5)
    low, first, middle, third, high = np.quantile(draws, [0.05, 0.25, 0.5, 0.75, 0.95], axis=0)
    others = np.array(
        [
            np.mean([np.log((r.value or 0) + 0.5) for r in kept if (r.figure, r.span) == (row.figure, row.span)] or [3])
            for row in known
        ]
    )
    by: dict[str, list[bool]] = {}
    for row, ok in zip(known, (low <= truth) & (truth <= high), strict=True):
        by.setdefault(f"{row.source} {row.role} {row.span} {row.hedge}", []).append(bool(ok))
    rmse = float(np.sqrt(np.mean((middle - truth) ** 2)))
    mean = float(np.sqrt(np.mean((others - truth) ** 2)))
    return {
        "held out": len(known),
        "cover90": round(float(np.mean((low <= truth) & (truth <= high))), 3),
        "cover50": round(float(np.mean((first <= truth) & (truth <= third))), 3),
        "rmse": round(rmse, 3),
        "rmse of the mean of the others": round(mean, 3),
        "ratio": round(rmse / mean, 3),
        "nu": sampler.state.nu.tolist(),
        "by source": {name: [len(oks), round(float(np.mean(oks)), 2)] for name, oks in sorted(by.items())},
    }


class Predictor:
    """Draws of what a source would say of a figure on a day, given a chain's state."""

    def __init__(self, layout: Layout, shapes: object, rows: list[WeighRow], names: dict[str, int]) -> None:
        self.layout, self.shapes, self.rows = layout, shapes, rows
        self.q = np.array([names[row.figure] for row in rows])
        pairs = {(name, group[1].value, group[0].value): n for n, (name, group) in enumerate(layout.pairs)}
        problem = layout.problem
        cells = {(int(p), int(f)): int(c) for p, f, c in zip(problem.pair, problem.figure, problem.cell, strict=True)}
        noises = {name: n for n, name in enumerate(layout.noises)}
        self.pair = np.array([pairs.get((row.source, row.role, row.population or ""), -1) for row in rows])
        self.cell = np.array([cells.get((p, q), -1) for p, q in zip(self.pair, self.q, strict=True)])
        self.noise = np.array([noises.get(noise_class(row, True), -1) for row in rows])
        kinds = layout.noise_kinds
        lengths = Counter(noise_class(s.row, True) for s in layout.statements)
        self.kind = np.array([kinds[noise_kind(row, True, lengths[noise_class(row, True)])] for row in rows])
        groups = {(group[0].value, group[1].value): n for n, group in enumerate(layout.groups)}
        self.group = np.array([groups[(row.population or "", row.role)] for row in rows])
        self.daily = np.array([row.span == "day" for row in rows])
        exact = np.array([row.hedge == "exact" for row in rows])
        half = 1.0 / (12.0 * (np.array([row.value or 0.0 for row in rows]) + 0.5) ** 2)
        self.rounding = np.where(exact, np.maximum(half, CLOSEST**2), 0.0)
        self.hedge = np.array([{"at_least": -1.0, "at_most": 1.0}.get(row.hedge or "", 0.0) for row in rows])

    def draw(self, sampler: gibbs.Sampler, rng: np.random.Generator) -> np.ndarray:
        """One draw of every held-out claim's log."""
        from counterclaim.stats.weighing.series import _curve

        state, shapes, sizes = sampler.state, self.shapes, sampler.sizes
        offset, basis = np.zeros(len(self.rows)), shapes.basis(state.shapes.r)
        for number, q in enumerate(shapes.growing):
            total, rate, _, _ = _curve(basis, state.shapes.rho, state.shapes.xi[number], int(shapes.days[number]))
            for i in np.flatnonzero(self.q == q):
                day = int(np.clip(self.rows[i].as_of.toordinal() - shapes.first[number], 0, len(total) - 1))
                offset[i] = (rate[day] if self.daily[i] else total[day]) - total[-1]
        x = state.x
        fresh = x[sizes.mean + self.group] + np.sqrt(state.spread2[self.group]) * rng.standard_normal(len(offset))
        value = state.theta[self.q] + offset + np.where(self.pair >= 0, x[self.pair], fresh)
        lone = np.sqrt(state.cell2[self.group]) * rng.standard_normal(len(offset))
        value += np.where(self.cell >= 0, x[sizes.cell + np.maximum(self.cell, 0)], lone)
        a, centre = state.pooling[self.kind], state.sigma02[self.kind]
        anew = a * centre / rng.standard_gamma(a)
        sigma2 = np.where(self.noise >= 0, state.sigma2[self.noise], anew)
        value += np.sqrt(sigma2 + self.rounding) * rng.standard_t(state.nu[self.kind])
        slack = rng.standard_exponential(len(offset)) / np.where(self.hedge < 0, state.kappa[0], state.kappa[1])
        return value + self.hedge * slack


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--holdout", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--warmup", type=int, default=800)
    parser.add_argument("--sweeps", type=int, default=5000, help="draws a chain after the warm-up")
    parser.add_argument("--chains", type=int, default=4)
    parser.add_argument("--processes", type=int, default=2)
    asked = parser.parse_args()
    rows = read(asked.folder)
    print(json.dumps(hold_out(rows, asked) if asked.holdout else reproduce(rows, asked.folder, asked), indent=1))


if __name__ == "__main__":
    main()

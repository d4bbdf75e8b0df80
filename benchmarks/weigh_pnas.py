"""Reproduces Radford et al. (2023, PNAS 120(34), e2307372120) with `counterclaim weigh`.

    python benchmarks/weigh_pnas.py FOLDER [--holdout] [--seed N]

FOLDER holds the replication archive's claims (replication-data-pnas.csv, MIT licence, from the paper's repository) and
published.csv (country, category, estimate, low95, high95). Neither is part of this project. Prints how many totals at
23 February 2023 lie in the published intervals, and the contrast of the two sides' sources on Ukraine's military dead;
with --holdout, how well a random fifth of the claims is predicted from the others.
"""

import argparse
import csv
import json
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from counterclaim.estimates.weigh_priors import priors_for
from counterclaim.estimates.weigh_problem import Layout, lay_out, noise_class, noise_kind
from counterclaim.estimates.weigh_rows import sort_rows
from counterclaim.model import WeighRow
from counterclaim.stats.weighing import Priors, gibbs
from counterclaim.stats.weighing.posterior import Plan, sample

END = date(2023, 2, 23)
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


def reproduce(rows: list[WeighRow], folder: Path, seed: int, plan: Plan) -> dict[str, object]:
    """The figures of the published table."""
    layout = lay_out(sort_rows(rows))
    assert layout is not None
    neutral = np.array([float(group[1] == "neutral") for group in layout.groups])
    began = time.process_time()
    priors = priors_for(layout.groups)
    found = sample(
        layout.problem,
        priors,
        neutral,
        level=0.95,
        seed=seed,
        plan=plan,
        shapes=layout.shapes(END),
    )
    names = {figure.name: q for q, figure in enumerate(layout.figures)}
    inside, table = 0, {}
    with (folder / "published.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            name = f"{row['country']} {row['category']}"
            low, best, high = (float(v) for v in np.exp(found.quantiles[:, names[name]]))
            inside += float(row["low95"]) <= best <= float(row["high95"])
            table[name] = [round(low), round(best), round(high), int(row["estimate"]), row["low95"], row["high95"]]
    means = mean_contrast(layout, priors, names["UA Military Deaths"], seed, plan.draws)
    contrast = difference(layout, found.draws, names["UA Military Deaths"])
    return {
        "inside": inside,
        "of": len(table),
        "contrast RU to UA on UA military deaths, of means": [round(float(v), 2) for v in means],
        "the same, of typical claims": [round(float(v), 2) for v in contrast],
        "published contrast": round(4.33 / 0.99, 2),
        "diagnostics": found.diagnostics.__dict__ if hasattr(found.diagnostics, "__dict__") else str(found.diagnostics),
        "hyper": {name: np.round(values, 3).tolist() for name, values in found.hyper.items()},
        "table": table,
        "cpu_seconds": round(time.process_time() - began, 1),
    }


def difference(layout: Layout, draws: np.ndarray | None, figure: int) -> np.ndarray:
    """Factor between the two sides' sources on one figure: pair and cell effects together."""
    assert draws is not None
    problem, sizes = layout.problem, layout.problem.sizes
    weights = np.zeros(sizes.total)
    for source, sign in (("RU Source", 1.0), ("UA Source", -1.0)):
        at = next(i for i, s in enumerate(layout.statements) if problem.figure[i] == figure and s.row.source == source)
        weights[problem.pair[at]] += sign
        if problem.cell[at] >= 0:
            weights[sizes.cell + problem.cell[at]] += sign
    return np.exp(np.quantile(draws @ weights, [0.05, 0.5, 0.95]))


def mean_contrast(layout: Layout, priors: Priors, figure: int, seed: int, sweeps: int) -> np.ndarray:
    """Factor between the mean multipliers of the two sides' exact running totals.

    This is what a negative binomial's bias estimates and what the paper publishes; `difference` compares typical
    claims, which the few that lie far from their own source's others do not move.
    """
    problem = layout.problem
    at = {
        source: [
            i
            for i, s in enumerate(layout.statements)
            if problem.figure[i] == figure
            and (s.row.source, s.row.hedge, s.row.span) == (source, "exact", "cumulative")
        ]
        for source in SIDES.values()
    }
    sampler = gibbs.Sampler(problem, priors, seed, layout.shapes(END))
    ratios = []
    for step in range(sweeps):
        sampler.sweep()
        if step >= sweeps // 3:
            path = sampler.state.theta[figure] + sampler.state.offset
            multiplier = np.exp(problem.y - path)
            ratios.append(multiplier[at["RU Source"]].mean() / multiplier[at["UA Source"]].mean())
    return np.quantile(ratios, [0.05, 0.5, 0.95])


def hold_out(rows: list[WeighRow], seed: int, sweeps: int) -> dict[str, object]:
    """A random fifth, predicted claim by claim from the rest."""
    rng = np.random.default_rng(seed)
    out = rng.random(len(rows)) < 0.2
    kept = [row for row, held in zip(rows, out, strict=True) if not held]
    held = [row for row, gone in zip(rows, out, strict=True) if gone]
    layout = lay_out(sort_rows(kept))
    assert layout is not None
    shapes = layout.shapes(END)
    assert shapes is not None
    sampler = gibbs.Sampler(layout.problem, priors_for(layout.groups), seed, shapes)
    names = {figure.name: q for q, figure in enumerate(layout.figures)}
    known = [row for row in held if row.figure in names]
    predicted = []
    predictor = Predictor(layout, shapes, known, names)
    for step in range(sweeps):
        sampler.sweep()
        if step >= sweeps // 3 and step % 2 == 0:
            predicted.append(predictor.draw(sampler, rng))
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
        self.hedge = np.array([{"at_least": -1.0, "at_most": 1.0}.get(row.hedge or "", 0.0) for row in rows])

    def draw(self, sampler: gibbs.Sampler, rng: np.random.Generator) -> np.ndarray:
        """One draw of every held-out claim's log."""
        from counterclaim.stats.weighing.series import _curve

        state, shapes, sizes = sampler.state, self.shapes, sampler.sizes
        offset = np.zeros(len(self.rows))
        for number, q in enumerate(shapes.growing):
            total, rate, _, _ = _curve(shapes.phi, state.shapes.rho, state.shapes.xi[number], int(shapes.days[number]))
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
        value += np.sqrt(sigma2) * rng.standard_t(state.nu[self.kind])
        slack = rng.standard_exponential(len(offset)) / np.where(self.hedge < 0, state.kappa[0], state.kappa[1])
        return value + self.hedge * slack


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--holdout", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sweeps", type=int, default=1500)
    parser.add_argument("--chains", type=int, default=4)
    arguments = parser.parse_args()
    rows = read(arguments.folder)
    if arguments.holdout:
        print(json.dumps(hold_out(rows, arguments.seed, arguments.sweeps)))
        return
    plan = Plan(chains=arguments.chains, warmup=arguments.sweeps // 2, draws=arguments.sweeps, most=arguments.sweeps)
    print(json.dumps(reproduce(rows, arguments.folder, arguments.seed, plan), indent=1))


if __name__ == "__main__":
    main()

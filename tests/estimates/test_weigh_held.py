"""Figures weighed alone by what a whole run learned, against the whole run. All sources and numbers are simulated."""

from dataclasses import asdict
from datetime import date, timedelta
from functools import cache

import numpy as np
import pytest

from counterclaim.estimates.weigh import Settings, weigh
from counterclaim.estimates.weigh_held import Learned, learn, weigh_held
from counterclaim.model import WeighedFigure, WeighRow

FIGURES, SOURCES = 200, 25
FAST = Settings(fast=True)
ROLES = ("neutral", "own", "accused")


def counts(rng: np.random.Generator, number: int, many: int, *, grows: bool = False) -> list[WeighRow]:
    """Counts of one figure, three in twenty of them lower bounds; sources differ by role and each by its own."""
    truth = np.random.default_rng(1000 + number).normal(4.5, 1.2)
    rows = []
    for k in range(many):
        source = int(rng.integers(SOURCES))
        own = (-0.1, 0.0, -1.0)[source % 3] + 0.2 * float(np.random.default_rng(source).standard_normal())
        day = int(rng.integers(120))
        part = np.log((day + 30) / 150) if grows else 0.0
        said = round(float(np.exp(truth + own + part + 0.25 * rng.standard_t(4))))
        more = {"as_of": date(2031, 1, 1) + timedelta(days=day), "span": "cumulative"} if grows else {}
        hedge = "at_least" if rng.random() < 0.15 else "exact"
        rows.append(
            WeighRow(
                f"f{number}", f"s{source}", ROLES[source % 3], float(max(said, 1)),
                hedge=hedge, population="civilians", origin=f"{number}-{k}-{rng.integers(1 << 30)}", **more,
            )  # type: ignore[arg-type]
        )  # fmt: skip
    return rows


@cache
def war() -> tuple[tuple[WeighRow, ...], Learned]:
    rng = np.random.default_rng(1)
    rows = [row for q in range(FIGURES) for row in counts(rng, q, int(rng.integers(2, 7)), grows=q % 10 == 0)]
    _, learned = learn(rows, FAST)
    assert learned is not None
    return tuple(rows), learned


def sd_of(figure: WeighedFigure) -> tuple[float, float]:
    """Best on the log scale, and the standard deviation that its range stands for."""
    assert figure.low is not None
    assert figure.best is not None
    assert figure.high is not None
    low, best, high = np.log(np.array([figure.low, figure.best, figure.high]) + 0.5)
    return float(best), float((high - low) / 3.29)


@pytest.mark.parametrize("number", [3, 50, 111, 190, 500, 501])
def test_a_changed_figure_is_answered_as_a_whole_run_would(number: int) -> None:
    """One count more of an old figure, three of a new one: a tenth of a standard deviation apart, as wide within a fifth."""
    rows, learned = war()
    rng = np.random.default_rng(number)
    old = [row for row in rows if row.figure == f"f{number}"]
    new = counts(rng, number, 1 if old else 3, grows=bool(old) and number % 10 == 0)
    (alone,) = weigh_held([*old, *new], FAST, learned)
    whole = next(one for one in weigh([*rows, *new], FAST).figures if one.figure == f"f{number}")
    (best, sd), (expected, spread) = sd_of(alone), sd_of(whole)
    assert abs(best - expected) < 0.1 * spread
    assert 0.8 < sd / spread < 1.2
    assert alone.prior_share == pytest.approx(whole.prior_share, abs=0.15)


def test_a_source_heard_here_alone_is_not_heard_twice() -> None:
    """What was learned of it came from this count: weighed by that, the count would pull its source, and so be believed, twice."""
    rows, _ = war()
    lone = [WeighRow("f7", "newcomer", "unknown", 9000.0, population="civilians", origin="lone")]
    _, learned = learn([*rows, *lone], FAST)
    assert learned is not None
    mine = [*(row for row in rows if row.figure == "f7"), *lone]
    (alone,) = weigh_held(mine, FAST, learned)
    whole = next(one for one in weigh([*rows, *lone], FAST).figures if one.figure == "f7")
    assert abs(sd_of(alone)[0] - sd_of(whole)[0]) < 0.1 * sd_of(whole)[1]


def test_no_bound_falls_below_the_identified_dead() -> None:
    _, learned = war()
    rows = [WeighRow("f900", f"s{n}", ROLES[n % 3], 40.0, population="civilians", floor=60.0) for n in range(3)]
    (alone,) = weigh_held(rows, FAST, learned)
    assert alone.low is not None
    assert alone.low >= 60


def test_denials_alone_have_no_answer() -> None:
    _, learned = war()
    (alone,) = weigh_held([WeighRow("f901", "s2", "accused", 0.0, population="civilians")], FAST, learned)
    assert alone.best is None


def test_what_was_learned_is_plain_numbers_by_name() -> None:
    _, learned = war()
    assert Learned(**asdict(learned)) == learned
    assert learned.statements == sum(int(values[-1]) for values in learned.pairs.values())
    assert set(learned.shared) == {"civilians\tneutral", "civilians\town", "civilians\taccused", *learned.scales}

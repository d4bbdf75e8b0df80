"""Counts that break samplers: ties without end, jumps, centuries, numbers beyond any war. Invented sources only."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from counterclaim.estimates.weigh import Settings, weigh
from counterclaim.model import WeighRow
from counterclaim.stats.weighing.posterior import Plan

SHORT = Plan(chains=2, warmup=40, draws=80, most=80)
START = date(2001, 1, 1)


def series(count: int, value: Callable[[int], float], days: int = 1, **more: object) -> list[WeighRow]:
    return [
        WeighRow(
            "f", "bulletin", "neutral", value(i), population="combatants",
            as_of=START + timedelta(days=days * i), span="cumulative", **more,
        )
        for i in range(count)
    ]  # fmt: skip


@pytest.mark.parametrize("fast", [True, False])
@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(series(1, lambda _: 5), id="one dated count"),
        pytest.param(series(20, lambda _: 0), id="nothing but zeros"),
        pytest.param(series(60, lambda _: 15), id="one number for months"),
        pytest.param(series(60, lambda i: 1000 - 9 * i), id="a total that falls"),
        pytest.param(series(60, lambda i: 10 if i < 30 else 1e8), id="a jump of seven digits"),
        pytest.param(series(60, lambda i: 10 + i, days=600), id="a century"),
        pytest.param(series(20, lambda i: 1e9 + i), id="a billion, to the digit"),
        pytest.param(series(20, lambda i: 10 * i + 1, floor=5000.0), id="a floor above all"),
        pytest.param(
            [WeighRow(f"f{i}", f"s{j}", "neutral", 7.0, population="combatants") for i in range(20) for j in range(4)],
            id="all claims equal",
        ),
        pytest.param(
            [WeighRow("f", f"s{i}", "neutral", 10.0 ** (i % 10), population="combatants") for i in range(40)],
            id="from one to a billion",
        ),
    ],
)
@pytest.mark.filterwarnings("error")
def test_an_ordered_range_comes_back_without_a_warning(rows: list[WeighRow], fast: bool) -> None:
    figure = weigh(rows, Settings(fast=fast, plan=SHORT)).figures[0]
    assert figure.low is not None
    assert figure.best is not None
    assert figure.high is not None
    assert max(0.0, figure.floor or 0.0) <= figure.low <= figure.best <= figure.high < 1e12


def test_the_last_day_of_a_long_path_is_the_last_day_named() -> None:
    rows = series(60, lambda i: 10 + i, days=601)
    assert weigh(rows, Settings(fast=True)).figures[0].path[-1].as_of == rows[-1].as_of


def test_a_days_count_is_a_day_of_a_long_path_not_a_step_of_it() -> None:
    """Ten a day for forty years, told by the total and by the day: both say 146,000."""
    days = 14_600
    told = series(30, lambda i: 10 * (1 + i * days / 29), days=days // 29)
    single = [
        WeighRow(
            "f", "diary", "neutral", 10.0, population="combatants", as_of=START + timedelta(days=k), span="day",
            origin=str(k),
        )
        for k in range(0, days, 700)
    ]  # fmt: skip
    total = weigh(told, Settings(fast=True)).figures[0].best
    both = weigh([*told, *single], Settings(fast=True)).figures[0].best
    assert total is not None
    assert both == pytest.approx(total, rel=0.1)

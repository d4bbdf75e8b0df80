"""Whole runs: bad input that is no fault, statuses, contrasts, the JSON, the picture. All parties are invented."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from counterclaim.errors import UsageError
from counterclaim.estimates.weigh import Settings, assess, assessment, weigh
from counterclaim.model import WeighedFigure, Weighing, WeighRow, plain, revive
from counterclaim.plots.weighing import draw
from counterclaim.stats.weighing.posterior import Plan

FAST = Settings(fast=True)


def row(figure: str, source: str, role: str, value: float | None, **more: object) -> WeighRow:
    return WeighRow(figure, source, role, value, **{"population": "combatants", **more})  # type: ignore[arg-type]


def only(rows: list[WeighRow]) -> WeighedFigure:
    return weigh(rows, FAST).figures[0]


@pytest.mark.parametrize(
    "rows",
    [
        [row("f", "a", "neutral", 12)],
        [row("f", "a", "neutral", 12), row("f", "b", "neutral", 12), row("f", "c", "neutral", 12)],
        [row("f", "a", "neutral", 10 + n, origin=str(n)) for n in range(9)],
        [row("f", f"s{n}", "neutral", None, low=10.0 + n) for n in range(5)],
        [row("f", f"s{n}", "neutral", None, high=10.0 + n) for n in range(5)],
        [row("f", "a", "neutral", 12)] * 5,
        [row("f", "a", "enemy", 12), row("f", "b", "enemy", 300)],
        [row("f", "a", "accused", 3, population="civilians")],
        [row("f", "a", "neutral", 0), row("f", "b", "neutral", 0)],
        [row("f", "a", "neutral", 1e9), row("f", "b", "neutral", 1)],
        [row("f", "a", "neutral", 12, floor=10_000.0)],
        [row("f", "a", "neutral", None, low=10.0, high=20.0), row("f", "b", "own", None, low=500.0, high=900.0)],
    ],
)
@pytest.mark.filterwarnings("error")
def test_awkward_counts_are_answered_in_order_and_without_warnings(rows: list[WeighRow]) -> None:
    figure = only(rows)
    assert figure.low is not None
    assert figure.best is not None
    assert figure.high is not None
    assert 0 <= figure.low <= figure.best <= figure.high
    assert figure.claims == len(rows)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([row("f", "a", "accused", 3, population="civilians")], "Only the accused speak"),
        ([row("f", "a", "enemy", 3)], "Only the enemy's side speaks"),
        ([row("f", "a", "own", 3)], "No neutral source speaks anywhere"),
        ([row("f", "a", "neutral", 3)], "of the width rests on what is presumed"),
        ([row("f", "a", "neutral", None, low=3.0)], "Every count is a lower bound"),
        ([row("f", "a", "neutral", None, high=3.0)], "Every count is an upper bound"),
        ([row("f", "a", "neutral", None, hedge="all")], "No row has a number"),
    ],
)
def test_a_thin_figure_is_insufficient_and_says_why(rows: list[WeighRow], words: str) -> None:
    figure = only(rows)
    assert figure.status == "insufficient"
    assert any(words in reason for reason in figure.reasons)


def test_many_neutral_sources_that_agree_are_an_estimate() -> None:
    assert only([row("f", f"s{n}", "neutral", 100 + n) for n in range(12)]).status == "estimated"


def test_two_camps_are_two_answers() -> None:
    rows = [row("f", f"s{n}", "neutral", value) for n, value in enumerate([10, 11, 1000, 1010])]
    figure = only(rows)
    assert len(figure.modes) == 2
    assert any("two answers" in reason for reason in figure.reasons)


def war(figures: int = 40) -> list[WeighRow]:
    """The own side reports half, the enemy twice, the monitor all."""
    return [
        row(f"f{n}", source, role, round(factor * (20 + 13 * n % 170)))
        for n in range(figures)
        for source, role, factor in (("a", "own", 0.5), ("b", "enemy", 2.0), ("m", "neutral", 1.0))
    ]


def test_contrasts_find_the_factors_that_were_put_in() -> None:
    found = {(c.role, c.against): c for c in weigh(war(), FAST).contrasts}
    enemy, own = found[("enemy", "neutral")], found[("own", "neutral")]
    assert enemy.low < 2.0 < enemy.high
    assert own.low < 0.5 < own.high


def test_suspected_copies_weigh_less_than_independent_counts() -> None:
    def width(suspected: str | None) -> float:
        rows = [row("f", f"s{n}", "neutral", 100, suspected=suspected) for n in range(6)]
        figure = only(rows)
        return (figure.high or 0) / (figure.low or 1)

    assert width("wire") > width(None)


def test_another_definition_is_a_shift_of_its_own() -> None:
    rows = [row("f", "a", "neutral", 100), row("f", "b", "neutral", 300, definition="evacuees")]
    linked, pooled = only(rows), only([row("f", "a", "neutral", 100), row("f", "b", "neutral", 300)])
    assert (linked.best or 0) < (pooled.best or 0)


def growing() -> list[WeighRow]:
    start = date(2001, 1, 1)
    return [
        row("f", source, role, factor * (10 + 5 * day), as_of=start + timedelta(days=day), span="cumulative")
        for source, role, factor, step in (("bulletin", "enemy", 2.0, 7), ("monitor", "neutral", 1.0, 30))
        for day in range(0, 120, step)
    ]


def test_a_growing_total_is_reported_at_its_last_day_with_its_path() -> None:
    figure = only(growing())
    assert figure.path[-1].as_of == date(2001, 4, 30)
    assert [point.best for point in figure.path] == sorted(point.best for point in figure.path)
    # The monitor's 460 at day 90 grows to about 600; the bulletin says 1,200. Within a factor of 1.6 of the monitor.
    assert 600 / 1.6 < (figure.best or 0) < 600 * 1.6


def test_each_growing_figure_has_its_own_contrasts() -> None:
    """The bulletin says twice what the monitor does of one figure, and the same of another."""
    fair = [
        replace(each, figure="g", value=(each.value or 0) / (2 if each.role == "enemy" else 1)) for each in growing()
    ]
    found = {each.figure: each for each in weigh([*growing(), *fair], FAST).figure_contrasts}
    assert (found["f"].role, found["f"].against) == ("enemy", "neutral")
    assert found["f"].factor == pytest.approx(2.0, rel=0.15)
    assert found["g"].factor == pytest.approx(1.0, rel=0.15)
    assert found["f"].low < found["f"].factor < found["f"].high


def test_a_count_far_off_moves_the_mean_and_not_the_typical_factor() -> None:
    """One of the bulletin's 18 counts, each twice the truth, is ten times too high: their mean is three times."""
    rows = growing()
    rows[2] = replace(rows[2], value=10 * (rows[2].value or 0))
    (found,) = weigh(rows, Settings(plan=Plan(chains=2, warmup=100, draws=200, most=200))).figure_contrasts
    assert found.factor == pytest.approx(2.0, rel=0.15)
    assert found.mean == pytest.approx(3.0, rel=0.1)


def test_the_fast_engine_has_no_mean_to_tell() -> None:
    assert [each.mean for each in weigh(growing(), FAST).figure_contrasts] == [None]


def test_events_have_no_contrasts_of_their_own() -> None:
    assert weigh(war(3), FAST).figure_contrasts == ()


def test_a_later_day_can_be_asked_for() -> None:
    later = weigh(growing(), Settings(fast=True, as_of=date(2001, 6, 30))).figures[0]
    assert later.path[-1].as_of == date(2001, 6, 30)
    assert (later.best or 0) > (only(growing()).best or 0)


def test_other_presumptions_are_tried_on_request() -> None:
    found = weigh(war(6), Settings(fast=True, sensitivity=True)).sensitivity
    assert [other.name for other in found] == ["centred", "wide", "reversed", "undercount"]
    shifts = {other.name: other.best_shift for other in found}
    assert shifts["undercount"] > 1.2, "if every neutral source misses four in ten, totals are higher"


@pytest.mark.parametrize("level", [0.0, 1.0, -0.5, 90.0])
def test_a_level_outside_0_and_1_is_refused(level: float) -> None:
    with pytest.raises(UsageError, match="level must lie between 0 and 1"):
        Settings(level=level)


def test_a_wider_level_is_a_wider_range() -> None:
    narrow, wide = (weigh(war(3), Settings(fast=True, level=level)).figures[0] for level in (0.5, 0.95))
    assert (wide.low or 0) < (narrow.low or 0) < (narrow.high or 0) < (wide.high or 0)


def test_an_assessment_carries_bounds_reasons_and_claims() -> None:
    rows = [row("f", "a", "neutral", 40, claim="c1"), row("f", "b", "own", 20, claim="c2")]
    made = assessment(assess(rows)[0])
    assert made.rules == "weigh"
    assert {reason.bound for reason in made.reasons} == {"low", "best", "high", "grade"}
    assert all(reason.claims == ("c1", "c2") for reason in made.reasons)
    assert made.low is not None
    assert made.high is not None
    assert made.low <= (made.best or 0) <= made.high


def test_a_result_survives_json() -> None:
    result = weigh([*war(3), *growing()], FAST)
    assert revive(Weighing, json.loads(json.dumps(plain(result)))) == result


def test_the_picture_is_the_same_bytes_and_shows_every_role() -> None:
    result = weigh(war(3), FAST)
    picture = draw(result, war(3))
    assert picture == draw(result, war(3))
    assert all(f"{role} count" in picture for role in ("own", "enemy", "neutral"))


def test_a_growing_figure_is_drawn_with_each_sources_last_count() -> None:
    crowd = draw(weigh(growing(), FAST), growing())
    few = draw(weigh(growing(), FAST), [growing()[17], growing()[-1]])
    assert crowd == few


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "counterclaim", "weigh", *arguments], capture_output=True, text=True, check=False
    )


def test_the_command_draws_as_many_as_asked_and_says_when_that_was_too_few(tmp_path: Path) -> None:
    table = tmp_path / "counts.csv"
    table.write_text("figure,source,role,value\nbridge,monitor,neutral,40\nbridge,ministry,own,90\n")
    done = run(str(table), "--draws", "100")
    assert "4 chains of 100 draws" in done.stdout
    assert "--draws runs longer" in done.stdout


def test_the_command_prints_json_on_standard_output_only(tmp_path: Path) -> None:
    table = tmp_path / "counts.csv"
    table.write_text("figure,source,role,value\nbridge,monitor,neutral,40\nbridge,ministry,own,90\n")
    done = run(str(table), "--json", "--fast")
    assert done.returncode == 0
    assert {"figures", "sources", "diagnostics", "seed", "version"} <= set(json.loads(done.stdout))
    assert done.stderr == ""


def test_the_command_names_every_fault_and_stops_with_2(tmp_path: Path) -> None:
    table = tmp_path / "counts.csv"
    table.write_text("figure,source,role,value\nbridge,monitor,boss,40\nbridge,ministry,own,-3\n")
    done = run(str(table))
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 2
    assert "row 2" in done.stderr
    assert "row 3" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_page_says_that_it_is_a_model(tmp_path: Path) -> None:
    table = tmp_path / "counts.csv"
    table.write_text("figure,source,role,value\nbridge,monitor,neutral,40\n")
    done = run(str(table), "--fast")
    assert "not a finding" in done.stdout
    assert "insufficient" in done.stdout or "insuffi" in done.stdout


def test_no_number_is_cut_where_the_page_goes_to_a_pipe(tmp_path: Path) -> None:
    table = tmp_path / "counts.csv"
    table.write_text(
        "figure,source,role,value\n" + "\n".join(f"a name as long as this {k},m,neutral,{10**k}" for k in range(1, 10))
    )
    done = run(str(table), "--fast")
    assert "…" not in done.stdout
    assert "1,0" in done.stdout


@pytest.mark.parametrize(
    "counts",
    [
        [("monitor", "neutral", 180.0)],
        [("monitor", "neutral", 180.0), ("relief", "neutral", 200.0)],
        [("hospital", "own", 200.0), ("monitor", "neutral", 180.0), ("army", "accused", 5.0)],
        [(f"monitor {n}", "neutral", 180.0 + 5 * n) for n in range(6)],
    ],
)
def test_the_priors_share_is_one_thing_in_both_engines(counts: list[tuple[str, str, float]]) -> None:
    """What the engines learn of spreads differs a little: .15 at most."""
    rows = [WeighRow("q", source, role, value, population="civilians") for source, role, value in counts]
    fast, full = (weigh(rows, Settings(fast=fast)).figures[0] for fast in (True, False))
    assert full.prior_share == pytest.approx(fast.prior_share, abs=0.15)
    assert full.status == fast.status

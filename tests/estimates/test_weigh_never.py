"""What weighing must never do: each line of the issue is a test here. All parties and numbers are invented."""

from dataclasses import replace

import pytest

from counterclaim.errors import InputError
from counterclaim.estimates.weigh import LIMITS, Settings, assess, assessment, weigh
from counterclaim.estimates.weigh_priors import PRIORS
from counterclaim.model import MODEL_RULES, Population, Role, WeighRow
from counterclaim.stats.weighing.posterior import Plan

SHORT = Plan(chains=2, warmup=150, draws=400, most=400)


def row(source: str, role: str, value: float | None, **more: object) -> WeighRow:
    return WeighRow(figure="market", source=source, role=role, value=value, population="civilians", **more)  # type: ignore[arg-type]


HOSPITAL, MONITOR = row("hospital", "own", 200), row("monitor", "neutral", 180)


def best(rows: list[WeighRow], *, fast: bool) -> tuple[float, float, float]:
    figure = weigh(rows, Settings(fast=fast, plan=SHORT)).figures[0]
    assert figure.low is not None
    assert figure.best is not None
    assert figure.high is not None
    return figure.low, figure.best, figure.high


@pytest.mark.parametrize("fast", [True, False])
def test_a_hundred_denials_move_nothing(fast: bool) -> None:
    zeros = [row(f"army {i}", "accused", 0) for i in range(50)]
    words = [row(f"ally {i}", "accused", None, hedge="none") for i in range(50)]
    assert best([HOSPITAL, MONITOR, *zeros, *words], fast=fast) == best([HOSPITAL, MONITOR], fast=fast)


def test_denials_are_counted_and_said() -> None:
    figure = weigh([HOSPITAL, MONITOR, row("army", "accused", 0)], Settings(fast=True)).figures[0]
    assert figure.denials == 1
    assert any("denial" in reason for reason in figure.reasons)


def test_a_side_that_reports_no_dead_of_its_own_among_fighters_denies() -> None:
    rows = [
        WeighRow("hill", "ministry", "own", 0.0, population="combatants"),
        WeighRow("hill", "monitor", "neutral", 30.0, population="combatants"),
    ]
    assert weigh(rows, Settings(fast=True)).figures[0].denials == 1


def test_a_monitors_zero_is_a_count() -> None:
    figure = weigh([row("monitor", "neutral", 0), row("hospital", "own", 0)], Settings(fast=True)).figures[0]
    assert figure.denials == 0
    assert figure.origins == 2


@pytest.mark.parametrize("fast", [True, False])
@pytest.mark.parametrize("claims", [(0, 0, 5), (5, 5, 5), (0, 5, 5), (5,) * 20])
def test_the_accused_do_not_pull_the_answer_from_hospital_and_monitor(claims: tuple[int, ...], fast: bool) -> None:
    """180 to 200: within a quarter of them, where averaging with priors for combatants gave 1 to 80."""
    accused = [row(f"army {i}", "accused", value) for i, value in enumerate(claims)]
    low, middle, high = best([HOSPITAL, MONITOR, *accused], fast=fast)
    assert 180 / 1.25 < middle < 200 * 1.25
    assert low > 60
    assert high > 200


@pytest.mark.parametrize("fast", [True, False])
def test_no_bound_lies_below_the_identified_dead(fast: bool) -> None:
    rows = [replace(row("monitor", "neutral", 100), floor=150.0), row("army", "accused", 10)]
    assert min(best(rows, fast=fast)) >= 150


@pytest.mark.parametrize("fast", [True, False])
def test_a_floor_above_every_count_holds_and_is_said(fast: bool) -> None:
    figure = weigh([replace(MONITOR, floor=5000.0)], Settings(fast=fast, plan=SHORT)).figures[0]
    assert figure.low is not None
    assert figure.low >= 5000
    assert any("more than every count" in reason for reason in figure.reasons)


def test_a_figure_of_denials_only_has_no_number_not_a_zero() -> None:
    figure = weigh([row("army", "accused", 0), row("ally", "accused", None, hedge="none")]).figures[0]
    assert (figure.low, figure.best, figure.high) == (None, None, None)
    assert figure.status == "insufficient"
    assert "no count" in figure.reasons[0]


def test_priors_of_combatants_losses_never_serve_civilians() -> None:
    assert (Population.CIVILIANS, Role.ENEMY) not in PRIORS
    assert (Population.COMBATANTS, Role.ACCUSED) not in PRIORS
    own, accused = PRIORS[(Population.CIVILIANS, Role.OWN)], PRIORS[(Population.CIVILIANS, Role.ACCUSED)]
    assert own.mean == 0.0, "the victims' side is presumed neither to exaggerate nor to miss"
    assert accused.mean + accused.sd < 0, "the accused is presumed to understate"
    assert PRIORS[(Population.COMBATANTS, Role.OWN)] != own


def test_an_enemy_of_civilians_is_a_fault_not_a_prior() -> None:
    with pytest.raises(InputError, match="the role enemy is for losses of combatants"):
        weigh([HOSPITAL, row("army", "enemy", 5)])


def test_without_a_population_the_least_presuming_priors_are_taken() -> None:
    bare = [replace(HOSPITAL, population=None), replace(MONITOR, population=None)]
    assert {source.population for source in weigh(bare, Settings(fast=True)).sources} == {"civilians"}


def test_a_hospital_is_not_presumed_to_exaggerate_because_an_army_says_so() -> None:
    alone = best([HOSPITAL, MONITOR], fast=True)[1]
    disputed = best([HOSPITAL, MONITOR, row("army", "accused", 40)], fast=True)[1]
    assert disputed > 0.8 * alone


def test_it_is_marked_as_a_models_and_can_be_kept_from_exports() -> None:
    made = assessment(assess([HOSPITAL, MONITOR])[0])
    assert made.rules in MODEL_RULES
    assert all(reason.text.startswith("Model:") for reason in made.reasons)


def test_sources_are_contrasts_by_name_not_a_ranking() -> None:
    sources = weigh([row(f"s{i}", "neutral", 200 - 40 * i) for i in (2, 0, 3, 1)], Settings(fast=True)).sources
    assert [source.source for source in sources] == ["s0", "s1", "s2", "s3"]
    assert all(source.contrast is not None for source in sources)


def test_the_output_says_what_it_cannot_know() -> None:
    said = " ".join(weigh([MONITOR], Settings(fast=True)).limits)
    assert said == " ".join(LIMITS)
    assert "all neutral sources are off together" in said
    assert "Victims whom nobody reports" in said

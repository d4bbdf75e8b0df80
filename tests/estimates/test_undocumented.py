"""All methods of one table, strata, replicates, and what the page and the JSON say."""

import json
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from counterclaim.errors import UsageError
from counterclaim.estimates.bounds import inflation
from counterclaim.estimates.combine import over_replicates, over_strata
from counterclaim.estimates.document import document
from counterclaim.estimates.heterogeneity import looks_heterogeneous
from counterclaim.estimates.impute import impute, unknown_share
from counterclaim.estimates.pictures import pictures, write_pictures
from counterclaim.estimates.report import report, shown
from counterclaim.estimates.sensitivity import left_out
from counterclaim.estimates.settings import Settings, seed_of
from counterclaim.estimates.undocumented import estimate
from counterclaim.model import Estimate, Estimation, Interval, Method, OverlapTable, revive
from tests.stats import tables

QUICK = (Method.LOGLINEAR, Method.STEPWISE, Method.DECOMPOSABLE, Method.BOUNDS)


def table_of(y: np.ndarray, **more: str) -> OverlapTable:
    lists = len(y).bit_length() - 1
    counts = {mask: int(count) for mask, count in enumerate(y) if count}
    return OverlapTable.of([f"L{j + 1}" for j in range(lists)], counts, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def kosovo() -> Estimation:
    return estimate(table_of(tables.KOSOVO), Settings(bootstrap=200, rounds=250))


def page(found: Estimation) -> str:
    console = Console(width=116, record=True, file=open("/dev/null", "w"))  # noqa: SIM115
    console.print(report(found))
    return console.export_text()


def made(best: float, low: float, high: float) -> Estimate:
    return Estimate(
        Method.BOUNDS, Interval(low, best, high), Interval(low, best, high), 0.95, "", {"converged": True}, 0
    )


def test_every_method_answers(kosovo: Estimation) -> None:
    assert {each.method for each in kosovo.estimates} == set(Method)
    assert kosovo.refusals == ()
    assert next(each for each in kosovo.estimates if each.method is Method.LOGLINEAR).criterion == "bic"


def test_totals_are_documented_plus_undocumented(kosovo: Estimation) -> None:
    for each in kosovo.estimates:
        assert each.total.best == pytest.approx(4400 + each.undocumented.best)
        assert each.total.low <= each.total.best <= each.total.high


def test_the_json_is_that_of_the_contract(kosovo: Estimation) -> None:
    data = json.loads(json.dumps(document(kosovo)))
    assert data["table"] == {"lists": ["L1", "L2", "L3", "L4"], "documented": 4400, "overlaps": 1182}
    for each in data["estimates"]:
        assert {"method", "total", "undocumented", "level", "assumption", "diagnostics", "seconds"} <= set(each)
        assert isinstance(each["diagnostics"]["converged"], bool)
    assert "criterion" not in next(each for each in data["estimates"] if each["method"] == "stepwise")
    assert revive(Estimation, data) == kosovo


def test_the_page_tells_assumptions_and_gives_no_headline(kosovo: Estimation) -> None:
    text = " ".join(page(kosovo).split())
    assert "4,400 documented on 4 lists" in text
    assert "10,357" in text
    assert "8,994 to 12,110" in text
    assert "What each assumes" in text
    assert "agreement between methods is no evidence" in text
    assert "named analyst" in text
    assert "4,617 (4,408 to 6,860)" in text  # dga at delta = 1


def test_dga_s_collapse_is_told_as_the_prior_s(kosovo: Estimation) -> None:
    """At delta = 1 nearly all of the posterior is on the graph of all lists, which says nothing of the missed."""
    shares = {row["delta"]: row["saturated"] for row in kosovo.sensitivity["delta"]}
    assert shares[2**-4] < 1e-3
    assert shares[1.0] > 0.95
    assert not any(finding.code == "prior_alone" for finding in kosovo.diagnosis)


def test_a_total_that_rests_on_the_prior_alone_is_warned_of() -> None:
    """Every pair and the triple far from independence, in large counts: only the graph of all lists fits."""
    y = np.array([0, 100, 90, 20, 9, 3, 1, 0.5]) * 10_000
    found = estimate(table_of(y), Settings(methods=(Method.DECOMPOSABLE,)))
    (finding,) = (each for each in found.diagnosis if each.code == "prior_alone")
    assert "rest on the prior" in finding.text


def test_each_list_is_left_out(kosovo: Estimation) -> None:
    rows = kosovo.sensitivity["left_out"]
    assert [row["list"] for row in rows] == ["L1", "L2", "L3", "L4"]
    assert rows[0]["documented"] == 4400 - 1131


def test_the_predictive_check_covers_every_cell(kosovo: Estimation) -> None:
    check = next(each for each in kosovo.estimates if each.method is Method.LATENT_CLASS).diagnostics["predictive"]
    assert len(check) == 15
    assert sum(row["observed"] for row in check) == 4400
    assert sum(row["expected"] for row in check) == pytest.approx(4400, rel=1e-6)


def test_the_page_says_how_many_histories_the_model_does_not_give_back(kosovo: Estimation) -> None:
    assert "of 15 counts lie outside what 95 % of replicated tables hold" in " ".join(page(kosovo).split())


def test_the_density_of_graphs_has_no_teeth(kosovo: Estimation) -> None:
    """Kosovo's posterior over graphs has few humps; knots of the grid read as bins would show one in two."""
    curve = next(each for each in kosovo.estimates if each.method is Method.DECOMPOSABLE).diagnostics["density"]
    slopes = np.sign(np.diff(curve["density"]))
    assert np.sum(slopes[1:] != slopes[:-1]) <= 8


def test_lists_of_one_size_do_not_inflate_chaos_bound() -> None:
    assert inflation(OverlapTable.of("abc", {1: 30, 2: 30, 4: 30, 3: 5, 5: 5, 6: 5})) == pytest.approx(1.0)


def test_chaos_bound_is_not_shown_where_one_list_dwarfs_the_others() -> None:
    table = OverlapTable.of("abcd", {1: 100000, 2: 3, 4: 2, 8: 5, 3: 2, 5: 1, 9: 2, 6: 1})
    found = estimate(table, Settings(methods=(Method.BOUNDS,)))
    assert inflation(table) > 100
    assert "chao" not in {made.criterion for made in shown(found)}
    assert "mth-chao" in {made.criterion for made in shown(found)}


def test_a_list_without_a_person_changes_no_number() -> None:
    y = {1: 50, 2: 60, 3: 20, 4: 70, 5: 10, 6: 9, 7: 3}
    with_it, without = (
        estimate(OverlapTable.of(names, y), Settings(methods=QUICK, bootstrap=50)) for names in ("abcd", "abc")
    )
    assert any(finding.code == "empty-list" for finding in with_it.diagnosis)
    for one, other in zip(with_it.estimates, without.estimates, strict=True):
        assert one.total.best == pytest.approx(other.total.best)


def test_pictures_are_the_same_bytes(kosovo: Estimation, tmp_path: Path) -> None:
    first, second = pictures(kosovo), pictures(kosovo)
    assert first == second
    assert set(first) == {"intervals.svg", "densities.svg", "cells.svg", "left-out.svg", "models.svg", "priors.svg"}
    assert all(text.startswith("<?xml") and "documented" in text for name, text in first.items() if name != "cells.svg")
    assert {path.name for path in write_pictures(kosovo, tmp_path / "new")} == {
        path.name for path in (tmp_path / "new").iterdir()
    }


@pytest.mark.parametrize(
    "table",
    [
        OverlapTable.of("ab", {1: 5, 2: 4, 3: 2}),
        OverlapTable.of("abc", {1: 5, 2: 4, 4: 3}),
        OverlapTable.of("abc", {}),
    ],
    ids=["two lists", "no overlap", "nobody"],
)
def test_refusals_are_values(table: OverlapTable) -> None:
    found = estimate(table, Settings(bootstrap=50))
    assert found.estimates == ()
    assert {refusal.method for refusal in found.refusals} == set(Method)
    assert "no estimate" in page(found)


@pytest.mark.parametrize(
    "counts",
    [{7: 1}, {1: 10**9, 2: 10**9, 4: 10**9, 3: 10**7, 5: 10**7, 6: 10**7, 7: 10**5}, {1: 3, 2: 2, 3: 1}],
    ids=["one person", "counts of 1e9", "an empty list"],
)
def test_odd_tables_give_finite_numbers_or_refusals(counts: dict[int, int]) -> None:
    found = estimate(OverlapTable.of("abc", counts), Settings(methods=QUICK, bootstrap=50))
    json.dumps(document(found), allow_nan=False)
    for each in found.estimates:
        assert each.total.best is None or each.total.best < 1e13
    assert page(found)


def test_twelve_lists_answer_or_refuse_without_a_hang() -> None:
    rng = np.random.default_rng(1)
    on = rng.random((2000, 12)) < 0.12
    y = np.bincount((on * (1 << np.arange(12))).sum(axis=1), minlength=4096)
    y[0] = 0
    found = estimate(table_of(y), Settings(methods=QUICK, bootstrap=0))
    assert {refusal.method for refusal in found.refusals} >= {Method.LOGLINEAR, Method.DECOMPOSABLE}
    assert any(each.method is Method.STEPWISE for each in found.estimates)


def test_rcaptures_nonsense_is_not_repeated() -> None:
    found = estimate(table_of(tables.ARTIFICIAL), Settings(methods=QUICK, bootstrap=50))
    best = next(each for each in found.estimates if each.method is Method.LOGLINEAR)
    assert best.model == "[1,2,3]"
    assert best.total.best == pytest.approx(539.09393)
    assert best.diagnostics["not_existing"] == 3
    assert best.diagnostics["not_identifiable"] == 1


def test_strata_are_summed() -> None:
    east, west = table_of(tables.KOSOVO, stratum="east"), table_of(tables.KOSOVO, stratum="west")
    found = estimate([east, west], Settings(methods=(Method.LOGLINEAR, Method.DECOMPOSABLE), bootstrap=0))
    total = found.estimates[-1]
    assert "By stratum" in page(found)
    assert "intervals.svg" in pictures(found)
    one = found.parts[0].estimates[-1]
    assert found.table.documented == 8800
    assert total.undocumented.best == pytest.approx(2 * one.undocumented.best)
    # two independent intervals of equal width add on the scale of variances
    width = one.total.high - one.total.low
    assert total.total.high - total.total.low == pytest.approx(np.sqrt(2) * width, rel=0.1)
    assert any("documented cases, not of all" in note for note in found.notes)


def test_a_stratum_that_cannot_be_estimated_refuses_the_sum() -> None:
    tiny = OverlapTable.of(("L1", "L2", "L3", "L4"), {1: 5, 2: 3}, stratum="south")
    found = estimate([table_of(tables.KOSOVO, stratum="east"), tiny], Settings(methods=(Method.DECOMPOSABLE,)))
    assert found.estimates == ()
    assert "south" in found.refusals[0].reason


def test_replicates_widen_the_interval() -> None:
    rng = np.random.default_rng(2)
    several = [table_of(rng.poisson(tables.KOSOVO), replicate=str(r)) for r in range(4)]
    found = estimate(several, Settings(methods=(Method.DECOMPOSABLE,)))
    (combined,) = found.estimates
    assert combined.diagnostics["replicates"] == 4
    widths = [part.estimates[0].total.high - part.estimates[0].total.low for part in found.parts]
    assert combined.total.high - combined.total.low > np.mean(widths)


def test_rubins_rules_by_hand() -> None:
    z = 1.959964
    parts = [made(np.exp(m), np.exp(m - 0.1 * z), np.exp(m + 0.1 * z)) for m in (5.0, 5.2, 5.4)]
    both = over_replicates(parts, [10, 10, 10])
    assert both.undocumented.best == pytest.approx(np.exp(5.2))
    between, within = 0.04 * 4 / 3, 0.01
    assert both.diagnostics["share_of_variance_between_replicates"] == pytest.approx(between / (between + within))


def test_nobody_in_a_replicate_counts_as_a_tenth() -> None:
    both = over_replicates([made(0.0, 0.0, 0.0), made(10.0, 10.0, 10.0)], [5, 5])
    assert both.undocumented.best == pytest.approx(1.0)


def test_an_open_stratum_opens_the_sum() -> None:
    parts = [
        made(10.0, 5.0, 20.0),
        Estimate(Method.BOUNDS, Interval(1, 2, None), Interval(1, 2, None), 0.95, "", {"converged": True}, 0),
    ]
    assert over_strata(parts, [1, 1], 1).total.high is None


def test_unknown_strata_are_imputed_and_their_share_is_told() -> None:
    known = table_of(tables.KOSOVO, stratum="east")
    other = table_of(tables.KOSOVO, stratum="west")
    unknown = OverlapTable.of(known.lists, {1: 100, 3: 20}, stratum="")
    assert unknown_share((known, other, unknown)) == pytest.approx(120 / 8920)
    filled = impute((known, other, unknown), 1)
    assert len(filled) == 20
    assert all(a.documented + b.documented == 8920 for a, b in zip(filled[::2], filled[1::2], strict=True))
    assert impute((known, other, unknown), 1) == filled


def test_seeds_depend_on_the_stratum_alone() -> None:
    east = table_of(tables.KOSOVO, stratum="east")
    assert seed_of(1, east, Method.STEPWISE) == seed_of(1, table_of(tables.KOREA, stratum="east"), Method.STEPWISE)
    assert seed_of(1, east, Method.STEPWISE) != seed_of(1, table_of(tables.KOSOVO), Method.STEPWISE)
    assert seed_of(1, east, Method.STEPWISE) != seed_of(2, east, Method.STEPWISE)


def test_the_same_seed_gives_the_same_numbers() -> None:
    one, two = (estimate(table_of(tables.KOREA), Settings(methods=QUICK, bootstrap=100)) for _ in range(2))
    assert [each.total for each in one.estimates] == [each.total for each in two.estimates]


def test_tables_of_other_lists_do_not_go_together() -> None:
    with pytest.raises(UsageError, match="the same lists"):
        estimate([table_of(tables.KOSOVO), table_of(tables.KOREA)])


@pytest.mark.parametrize(("kind", "expected"), [("independent", False), ("pair", False), ("classes", True)])
def test_unequal_chances_are_flagged(kind: str, expected: bool) -> None:
    rng = np.random.default_rng(5)
    assert [looks_heterogeneous(tables.simulate(rng, kind)) for _ in range(5)] == [expected] * 5


@pytest.mark.parametrize(
    ("bad", "message"),
    [({"level": 0.2}, "level"), ({"max_order": 0}, "order"), ({"grid": "fine"}, "grid"), ({"delta": 0.0}, "delta")],
)
def test_settings_that_make_no_sense(bad: dict[str, object], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        Settings(**bad)  # type: ignore[arg-type]


def test_eight_lists_are_left_out_in_turn_by_stepwise_selection() -> None:
    """Seven lists are too many for every log-linear model and for quick decomposable graphs; independent chances."""
    on = np.random.default_rng(8).random((1500, 8)) < np.linspace(0.1, 0.3, 8)
    masks, held = np.unique(on @ (1 << np.arange(8)), return_counts=True)
    counted = {int(mask): int(count) for mask, count in zip(masks, held, strict=True) if mask}
    rows = left_out(OverlapTable.of(tuple("ABCDEFGH"), counted), Settings())
    assert [set(row) for row in rows] == [{"list", "documented", "stepwise"}] * 8
    assert sum(row["stepwise"]["low"] <= 1500 <= row["stepwise"]["high"] for row in rows) >= 6

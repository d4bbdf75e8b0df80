"""Which claims answer one question: place, time, scope, people; and that no order of arrival matters."""

import random

import pytest
from figures_making import place, report, said

from counterclaim.figures import Grouping, group
from counterclaim.model import DecisionKind, GroupingDecision, Harm, Scope, Unit

DAY, NEXT, EARLIER = "2031-03-04", "2031-03-05", "2031-02-20"


def together(figures, one, other):
    return any({one, other} <= set(figure.reports) for figure in figures)


@pytest.mark.parametrize(
    ("one", "other", "same", "why"),
    [
        ({"at": "Oster", "on": DAY}, {"at": "Oster", "on": DAY}, True, "one town, one day"),
        ({"at": "Oster", "on": DAY}, {"at": "Harn", "on": DAY}, False, "two towns of one area"),
        (
            {"at": "Oster", "on": DAY},
            {"at": "Osterby", "on": DAY},
            True,
            "towns 3 km apart: gazetteer points are coarse",
        ),
        ({"at": "Oster", "on": DAY}, {"at": "Vell", "on": DAY}, False, "two areas"),
        ({"at": "Oster", "on": DAY}, {"at": "Northmark", "on": DAY}, True, "a town within the area named"),
        ({"at": "Oster", "on": DAY}, {"at": "Southmark", "on": DAY}, False, "a town outside the area named"),
        ({"at": "Oster", "on": DAY}, {"at": "Oster", "on": EARLIER}, False, "one town, two days"),
        ({"at": "Oster", "on": DAY}, {"at": "Oster", "on": (DAY, NEXT)}, True, "two days that hold the one"),
        ({"at": "Oster"}, {"at": "Oster"}, True, "no day said, reported on one day"),
        (
            {"at": "Nowhere Mill", "on": DAY},
            {"at": "Nowhere Mill", "on": DAY},
            True,
            "a place unknown to the gazetteer, by its words",
        ),
        ({"at": "Nowhere Mill", "on": DAY}, {"at": "Elsewhere Mill", "on": DAY}, False, "two unknown places"),
        ({}, {}, False, "neither place nor day can tie two reports"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_place_and_time_decide_what_is_one_event(one, other, same, why):
    figures = group([report("a", said(40, **one)), report("b", said(58, **other))])
    assert together(figures, "a", "b") is same, why


def test_an_undated_claim_joins_the_day_before_by_its_number():
    told = report("a", said(40, at="Oster", on=DAY), published=DAY)
    assert together(group([told, report("b", said(40, at="Oster"), published=NEXT)]), "a", "b")
    assert not together(group([told, report("c", said(7, at="Oster"), published=NEXT)]), "a", "c")


def test_a_country_alone_ties_reports_only_by_a_telling_number_of_one_event():
    told = report("a", said(40, at="Oster", on=DAY))
    vague = report("b", said(40, at="Arvenia"), published=DAY)
    other = report("c", said(12, at="Arvenia"), published=DAY)
    figures = group([told, vague, other])
    assert together(figures, "a", "b")
    assert not together(figures, "a", "c")


def test_a_country_alone_ties_nothing_where_two_events_have_the_number():
    figures = group(
        [
            report("a", said(40, at="Oster", on=DAY)),
            report("d", said(40, at="Vell", on=DAY)),
            report("b", said(40, at="Arvenia"), published=DAY),
        ]
    )
    assert not together(figures, "a", "b")
    assert not together(figures, "d", "b")


def test_totals_and_stocks_never_join_an_event():
    figures = group(
        [
            report("a", said(40, at="Oster", on=DAY)),
            report("b", said(4000, at="Oster", scope=Scope.CUMULATIVE)),
            report("c", said(900, at="Oster", scope=Scope.STOCK, harm=Harm.DISPLACED)),
        ]
    )
    assert sorted(figure.scope for figure in figures) == ["cumulative", "event", "stock"]
    assert all(len(figure.claims) == 1 for figure in figures)


def test_harm_and_forces_are_questions_of_their_own_within_one_incident():
    figures = group(
        [
            report(
                "a",
                said(40, "civilians", at="Oster", on=DAY),
                said(9, "soldiers", at="Oster", on=DAY),
                said(80, at="Oster", on=DAY, harm=Harm.INJURED),
            )
        ]
    )
    assert {(figure.harm, figure.category) for figure in figures} == {
        ("killed", "civilians"),
        ("killed", "soldiers"),
        ("injured", "people"),
    }
    assert len({figure.incident.id for figure in figures}) == 1


def test_claims_of_one_report_that_say_no_place_continue_the_account_before_them():
    figures = group([report("a", said(40, at="Oster", on=DAY), said(12, "children"), said(3, at="Vell", on=DAY))])
    assert sorted(len(figure.claims) for figure in figures) == [1, 2]


def test_a_date_after_the_report_cannot_be_when_it_happened():
    late = report("a", said(40, at="Oster", on="2031-09-01"), published=DAY)
    usual = report("b", said(40, at="Oster", on=DAY), published=DAY)
    assert together(group([late, usual]), "a", "b")


def test_forty_namesakes_stay_apart_where_the_gazetteer_tells_them_apart():
    from dataclasses import replace

    readings = [
        report(
            f"r{i}",
            said(40 + i, at=replace(place("Oster"), within=(f"Area {i}", "Arvenia"), gazetteer_id=f"T{i}"), on=DAY),
        )
        for i in range(40)
    ]
    assert len(group(readings)) == 40


def war(seed: int, reports: int = 60):
    """Readings of a small war: towns, areas, missing places and days, hedges, copies."""
    chance = random.Random(seed)
    readings = []
    for i in range(reports):
        claims = []
        for _ in range(chance.randint(1, 4)):
            at = chance.choice(["Oster", "Osterby", "Harn", "Vell", "Northmark", "Arvenia", None, "Mill"])
            on = chance.choice([None, None, DAY, NEXT, (DAY, NEXT)])
            number = chance.choice([4, 12, 12, 40, (40, None), (None, 60)])
            by = chance.choice([None, "the Arvenian Observatory", "AO", "residents", "the Crown", "the League"])
            people = chance.choice(["people", "civilians", "children", "soldiers"])
            claims.append(
                said(number, people, by, at=at, on=on, scope=chance.choice([Scope.EVENT] * 5 + [Scope.CUMULATIVE]))
            )
        mark = tuple(chance.randrange(9) for _ in range(8)) * 4
        readings.append(
            report(
                f"r{i:03}",
                *claims,
                published=chance.choice([DAY, NEXT, None]),
                source=f"outlet{i % 7}",
                fingerprint=mark,
            )
        )
    return readings


@pytest.mark.parametrize("seed", range(6))
def test_the_same_claims_in_any_order_give_the_same_figures(seed):
    readings = war(seed)
    rules = ("plain", "acled-style", "ucdp-style", "airwars-style", "ibc-style")
    expected = group(readings, rules=rules)
    shuffled = readings[:]
    random.Random(seed + 100).shuffle(shuffled)
    assert group(shuffled, rules=rules) == expected
    one_by_one = Grouping(rules=rules)
    for reading in reversed(shuffled):
        one_by_one.add(reading)
        one_by_one.refresh()
    assert one_by_one.figures() == expected


def test_where_a_day_of_one_town_has_many_events_place_and_day_tie_no_more():
    """Small counts that differ, so that nothing but place and day could tie them."""
    few = [report(f"r{i}", said(n, at="Oster", on=DAY)) for i, n in enumerate((3, 9))]
    many = [report(f"r{i}", said(n, at="Oster", on=DAY)) for i, n in enumerate(range(1, 10))]
    assert together(group(few), "r0", "r1")
    assert [figure.reports for figure in group(many) if len(figure.reports) > 1] == []


def test_what_is_specific_ties_on_a_busy_day_too():
    busy = [report(f"r{i}", said(n, at="Oster", on=DAY)) for i, n in enumerate((3, 7, 20, 60, 200, 20))]
    assert together(group(busy), "r2", "r5")


def test_households_and_people_are_no_numbers_to_compare():
    homes = report("a", said(1850, at="Oster", on=DAY, harm=Harm.DISPLACED, unit=Unit.HOUSEHOLDS))
    heads = report("b", said(9000, at="Oster", on=DAY, harm=Harm.DISPLACED))
    assert together(group([homes, heads]), "a", "b")


def test_a_day_of_very_many_reports_is_grouped_alike_in_any_order():
    """More reports than are compared in all pairs: two towns."""
    chance = random.Random(5)
    readings = [
        report(f"r{i:03}", said(chance.choice([40, 41, 44, 900]), at=chance.choice(["Oster", "Harn"]), on=DAY))
        for i in range(230)
    ]
    expected = group(readings)
    assert len(expected) >= 2
    grouping = Grouping()
    for i, reading in enumerate(reversed(readings)):
        grouping.add(reading)
        if i % 20 == 0:
            grouping.refresh()
    assert grouping.figures() == expected
    for reading in readings[:60]:
        grouping.remove(reading.report.id)
    assert grouping.figures() == group(readings[60:])


@pytest.mark.parametrize("seed", range(4))
def test_taking_reports_out_again_leaves_no_trace(seed):
    readings = war(seed)
    grouping = Grouping()
    for reading in readings:
        grouping.add(reading)
        grouping.refresh()
    for reading in readings[::2]:
        grouping.remove(reading.report.id)
    assert grouping.figures() == group(readings[1::2])


def test_adding_a_report_again_replaces_it():
    grouping = Grouping()
    grouping.add(report("a", said(40, at="Oster", on=DAY)))
    grouping.add(report("a", said(41, at="Oster", on=DAY)))
    (figure,) = grouping.figures()
    assert len(figure.claims) == 1
    assert figure.assessments[0].low == 41


def test_only_what_a_report_touches_is_made_anew():
    grouping = Grouping()
    for town in ("Oster", "Vell"):
        grouping.add(report(town, said(40, at=town, on=DAY)))
    grouping.refresh()
    grouping.add(report("new", said(58, at="Vell", on=DAY)))
    change = grouping.refresh()
    assert [figure.reports for figure in change.figures] == [("Vell", "new")]
    assert change.gone == ()


def test_a_figure_keeps_its_id_when_reports_join_it():
    (before,) = group([report("b", said(40, at="Oster", on=DAY))])
    (after,) = group([report("b", said(40, at="Oster", on=DAY)), report("a", said(58, at="Oster", on=DAY))])
    assert after.id == before.id


def test_one_text_archived_under_two_names_is_counted_once():
    from dataclasses import replace

    reading = report("a", said(40, at="Oster", on=DAY))
    again = replace(reading, report=replace(reading.report, id="b"))
    (figure,) = group([reading, again])
    assert len(figure.claims) == 1
    assert figure.reports == ("a", "b")
    assert figure.origins == 1
    assert figure.relations == ()


class TestDecisions:
    """A person's word on grouping prevails, and can be withdrawn."""

    readings = (
        report("a", said(40, at="Oster", on=DAY)),
        report("b", said(58, at="Oster", on=DAY)),
        report("c", said(41, at="Harn", on=DAY)),
    )

    def ids(self, *reports):
        return tuple(r.claims[0].id for r in self.readings if r.report.id in reports)

    def grouped(self, *decisions):
        grouping = Grouping(decisions=decisions)
        for reading in self.readings:
            grouping.add(reading)
        return {figure.reports for figure in grouping.figures()}

    def test_merge_makes_two_figures_one(self):
        merge = GroupingDecision(DecisionKind.MERGE, self.ids("a", "c"), "Editor", "one blast was heard in both towns")
        assert self.grouped(merge) == {("a", "b", "c")}

    def test_split_sends_claims_away(self):
        split = GroupingDecision(DecisionKind.SPLIT, self.ids("b"), "Editor", "another blast, in the evening")
        assert self.grouped(split) == {("a",), ("b",), ("c",)}

    def test_the_later_decision_prevails(self):
        split = GroupingDecision(DecisionKind.SPLIT, self.ids("b"), "Editor", "two blasts")
        merge = GroupingDecision(DecisionKind.MERGE, self.ids("a", "b"), "Editor", "one after all")
        assert self.grouped(split, merge) == {("a", "b"), ("c",)}

    def test_without_the_decision_all_is_as_before(self):
        assert self.grouped() == {("a", "b"), ("c",)}

    def test_a_decision_says_so_in_the_figure(self):
        merge = GroupingDecision(DecisionKind.MERGE, self.ids("a", "c"), "Editor", "one blast")
        grouping = Grouping(decisions=(merge,))
        for reading in self.readings:
            grouping.add(reading)
        (figure,) = grouping.figures()
        assert figure.why_grouped[0] == "Editor decided that these claims are one figure: one blast"

    def test_a_decision_on_claims_that_are_gone_waits(self):
        merge = GroupingDecision(DecisionKind.MERGE, ("claim-gone", *self.ids("a")), "Editor", "one blast")
        assert self.grouped(merge) == {("a", "b"), ("c",)}

    def test_decisions_hold_in_any_order_of_arrival(self):
        merge = GroupingDecision(DecisionKind.MERGE, self.ids("a", "c"), "Editor", "one blast")
        expected = None
        for order in ((0, 1, 2), (2, 1, 0), (1, 0, 2)):
            grouping = Grouping(decisions=(merge,))
            for place_ in order:
                grouping.add(self.readings[place_])
                grouping.refresh()
            expected = expected or grouping.figures()
            assert grouping.figures() == expected

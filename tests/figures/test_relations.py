"""What two claims of one figure are to one another, as tables with negatives."""

import pytest
from figures_making import report, said

from counterclaim.figures import group
from counterclaim.model import Harm, Hedge, Polarity, Scope, SourceProfile, Voice

DAY, NEXT = "2031-03-04", "2031-03-05"
HERE = {"at": "Oster", "on": DAY}


def figure_of(*readings, profiles=()):
    (figure,) = group(readings, profiles)
    return figure


def kinds(figure):
    return sorted(relation.kind.value for relation in figure.relations)


def pair(one, other):
    """Status and relations of two voices' claims in reports of two outlets."""
    figure = figure_of(
        report("a", said(by="the Guild", **HERE, **one), source="Alpha"),
        report("b", said(by="the League", **HERE, **other), source="Beta"),
    )
    return figure.status.value, [(r.kind.value, tuple(a.value for a in r.about)) for r in figure.relations]


@pytest.mark.parametrize(
    ("one", "other", "status", "relation"),
    [
        ({"number": 40}, {"number": 58}, "conflicting", ("conflicts", ("count",))),
        ({"number": (40, None)}, {"number": 58}, "consistent", None),
        ({"number": (None, 60)}, {"number": 58}, "consistent", None),
        ({"number": (None, 40)}, {"number": 58}, "conflicting", ("conflicts", ("count",))),
        ({"number": (30, 50)}, {"number": 45}, "consistent", None),
        ({"number": 40}, {"number": 40}, "consistent", None),
        ({"number": 40, "hedge": Hedge.ABOUT}, {"number": 42}, "consistent", None),
        ({"number": 40, "hedge": Hedge.ABOUT}, {"number": 58}, "conflicting", ("conflicts", ("count",))),
        ({"number": (24, None), "hedge": Hedge.VAGUE, "words": "dozens"}, {"number": 58}, "consistent", None),
        ({"number": (24, None), "hedge": Hedge.VAGUE, "words": "dozens"}, {"number": 9}, "conflicting", ("conflicts", ("count",))),
        ({"number": None, "hedge": Hedge.ALL, "words": "all"}, {"number": 9}, "consistent", None),
        ({"number": 95}, {"number": 75, "people": "civilians"}, "not_comparable", ("not_comparable", ("count", "population"))),
        ({"number": 75}, {"number": 95, "people": "civilians"}, "conflicting", ("conflicts", ("count", "population"))),
        ({"number": 12}, {"number": 5, "people": "children"}, "consistent", None),
        ({"number": 12}, {"number": 15, "people": "children"}, "conflicting", ("conflicts", ("count", "population"))),
        (
            {"number": 44, "people": "civilians"},
            {"number": 44, "people": "fighters"},
            "not_comparable",
            ("not_comparable", ("population",)),
        ),
        ({"number": 44}, {"number": 30, "people": "fighters"}, "not_comparable", ("not_comparable", ("count", "population"))),
        ({"number": 44}, {"number": 44, "people": "fighters"}, "consistent", None),
        ({"number": 5, "people": "women"}, {"number": 9, "people": "children"}, "consistent", None),
    ],
)  # fmt: skip
def test_two_voices(one, other, status, relation):
    found, relations = pair(one, other)
    assert found == status
    assert relations == ([relation] if relation else [])


def test_evacuees_and_civilians_differ_in_more_than_the_count_until_a_breakdown_comes():
    told = {"harm": Harm.EVACUATED, "at": "Oster", "on": DAY}
    first = report(
        "a", said(9500, by="the Crown", population="evacuees", **told), said(7500, "civilians", "the League", **told)
    )
    figure = figure_of(first)
    assert figure.status == "not_comparable"
    (relation,) = figure.relations
    assert [aspect.value for aspect in relation.about] == ["count", "population"]
    breakdown = report("b", said(9000, "civilians", "the Crown", **told), published=NEXT)
    assert figure_of(first, breakdown).status == "conflicting"


def test_all_the_civilians_is_no_breakdown():
    told = {"harm": Harm.EVACUATED, "at": "Oster", "on": DAY}
    everyone = said(None, "civilians", "Russia", hedge=Hedge.ALL, words="all", **told)
    reading = report(
        "a", said(9500, by="the Russian statement", **told), said(7500, "civilians", "the League", **told), everyone
    )
    assert figure_of(reading).status == "not_comparable"


def test_a_denial_is_a_relation_and_never_a_zero():
    figure = figure_of(
        report("a", said((40, None), by="the Guild", **HERE)),
        report("b", said(None, by="the Crown", polarity=Polarity.DENIED, hedge=Hedge.ALL, words="any", **HERE)),
    )
    assert kinds(figure) == ["denies"]
    assert figure.status == "single_source"
    assert figure.assessments[0].low == 40
    assert figure.denied_by == (figure.claims[1],)


def test_no_civilians_were_killed_is_a_denial_too():
    figure = figure_of(
        report("a", said(40, "civilians", "the Guild", **HERE)),
        report("b", said(0, "civilians", "the Crown", hedge=Hedge.NONE, words="no", **HERE)),
    )
    assert kinds(figure) == ["denies"]
    assert figure.assessments[0].low == 40


def test_a_denial_that_names_a_number_denies_that_number_only():
    figure = figure_of(
        report("a", said(40, by="the Guild", **HERE)),
        report("b", said(58, by="the League", **HERE)),
        report("c", said(58, by="the Crown", polarity=Polarity.DENIED, **HERE)),
    )
    denied = [relation for relation in figure.relations if relation.kind == "denies"]
    assert [(r.right, r.about[0].value) for r in denied] == [(figure.claims[1], "count")]


def test_a_hundred_copies_of_one_denial_are_one_denial():
    denials = [
        report(
            f"d{i:03}",
            said(None, by="the Crown", polarity=Polarity.DENIED, hedge=Hedge.ALL, words="any", **HERE),
            source=f"o{i}",
        )
        for i in range(100)
    ]
    figure = figure_of(report("a", said(40, by="the Guild", **HERE)), *denials)
    assert len(figure.denied_by) == 100
    assert kinds(figure).count("denies") == 1
    assert kinds(figure).count("repeats") == 99


def test_a_later_count_of_the_same_source_revises_and_does_not_conflict():
    figure = figure_of(
        report("a", said(40, by="the Guild", **HERE), published=DAY),
        report("b", said(58, by="the Guild", **HERE), published=NEXT),
    )
    (relation,) = figure.relations
    assert (relation.kind.value, relation.left, relation.right) == ("revises", figure.claims[1], figure.claims[0])
    assert figure.status == "single_source"
    assert figure.assessments[0].low == 58


def test_two_counts_of_one_source_on_one_day_conflict_for_want_of_an_order():
    figure = figure_of(
        report("a", said(40, by="the Guild", **HERE), source="Alpha"),
        report("b", said(58, by="the Guild", **HERE), source="Beta"),
    )
    assert figure.status == "conflicting"
    assert "cannot be told" in figure.relations[0].reason


def test_the_words_rose_to_give_an_order():
    later = said(58, by="the Guild", content="the toll rose to 58", **HERE)
    figure = figure_of(report("a", said(40, by="the Guild", **HERE)), report("b", later))
    assert kinds(figure) == ["revises"]


def test_a_count_that_one_report_tells_as_lowered_revises_the_first():
    first = said(60, by="the Guild", content="reported 60 dead", **HERE)
    later = said(44, by="the Guild", content="lowered the figure to 44", **HERE)
    figure = figure_of(report("a", first, later))
    assert kinds(figure) == ["revises"]
    assert figure.assessments[0].high == 44


def test_numbers_that_one_report_tells_in_passing_are_no_conflict():
    figure = figure_of(
        report(
            "a", said(40, by="the Guild", headline=True, **HERE), said(2, by="the Guild", population="brothers", **HERE)
        ),
        report("b", said(40, by="the League", **HERE)),
    )
    assert "conflicts" not in kinds(figure)


def test_a_part_is_included_in_its_whole():
    figure = figure_of(report("a", said(12, by="the Guild", **HERE), said(5, "children", "the Guild", **HERE)))
    (relation,) = figure.relations
    assert (relation.kind.value, relation.left, relation.right) == ("includes", *figure.claims)


def test_who_is_blamed_and_gives_a_number_concedes():
    figure = figure_of(
        report("a", said(40, "civilians", "the Guild", blamed="the Crown", **HERE)),
        report("b", said(4, "civilians", "the Crown", **HERE)),
    )
    assert kinds(figure) == ["concedes", "conflicts"]


def test_who_denied_and_then_gives_a_number_concedes():
    figure = figure_of(
        report(
            "a",
            said(None, by="the Crown", polarity=Polarity.DENIED, hedge=Hedge.ALL, words="any", **HERE),
            published=DAY,
        ),
        report("b", said(4, "civilians", "the Crown", **HERE), published=NEXT),
        report("c", said(4, "civilians", "the Guild", **HERE), published=NEXT),
    )
    assert "concedes" in kinds(figure)


def test_the_accuser_does_not_concede():
    figure = figure_of(
        report("a", said(40, "civilians", "the Guild", blamed="the Crown", **HERE)),
        report("b", said(41, "civilians", "the League", blamed="the Crown", **HERE)),
    )
    assert "concedes" not in kinds(figure)


def test_totals_of_different_times_are_not_comparable():
    total = {"scope": Scope.CUMULATIVE, "at": "Arvenia"}
    figure = figure_of(
        report("a", said(4000, by="the Guild", **total), published="2031-03-01"),
        report("b", said(9000, by="the League", **total), published="2031-12-01"),
    )
    (relation,) = figure.relations
    assert (relation.kind.value, relation.about[1].value) == ("not_comparable", "period")


def test_totals_of_one_time_conflict():
    total = {"scope": Scope.CUMULATIVE, "at": "Arvenia"}
    figure = figure_of(
        report("a", said(4000, by="the Guild", **total)), report("b", said(9000, by="the League", **total))
    )
    assert figure.status == "conflicting"


def test_a_wider_place_with_the_larger_count_is_not_comparable():
    figure = figure_of(
        report("a", said(40, by="the Guild", at="Oster", on=DAY)),
        report("b", said(58, by="the League", at="Northmark", on=DAY)),
    )
    (relation,) = figure.relations
    assert (relation.kind.value, relation.about[1].value) == ("not_comparable", "place")


class TestOrigins:
    """Independent original sources: who knows, not who prints."""

    @pytest.mark.parametrize(
        ("claims", "origins"),
        [
            (["the Guild", "the Guild"], 1),
            (["the Guild", "the League"], 2),
            (["the Guild", None], 1),
            ([None, None], 1),
            (["the Guild", "activists"], 1),
            (["the Arvenian Guild for Rights", "AGR"], 1),
            (["the Arvenian Observatory for Rights", "the Observatory"], 1),
            (["Arvenia", "Arvenia Today"], 2),
        ],
    )
    def test_one_number(self, claims, origins):
        figure = figure_of(
            *(report(f"r{i}", said(40, by=by, **HERE), source=f"Outlet {i}") for i, by in enumerate(claims))
        )
        assert figure.origins == origins

    def test_different_numbers_of_unnamed_speakers_are_different_sources(self):
        figure = figure_of(report("a", said(40, **HERE), source="Alpha"), report("b", said(58, **HERE), source="Beta"))
        assert figure.origins == 2

    def test_copies_of_one_story_are_one_source(self):
        mark = tuple(range(64))
        readings = [
            report(f"r{i}", said(40, by=f"Person {i}", **HERE), fingerprint=mark, source=f"o{i}") for i in range(3)
        ]
        figure = figure_of(*readings)
        assert figure.origins == 1
        assert kinds(figure) == ["derives_from", "derives_from"]

    def test_an_agency_in_the_credit_line_is_the_source(self):
        chain = (Voice("Person One", "said"), Voice("Reuters", "reported"))
        other = (Voice("Person Two", "said"), Voice("Reuters", "reported"))
        figure = figure_of(
            report("a", said(40, chain=chain, **HERE), source="Alpha"),
            report("b", said(40, chain=other, **HERE), source="Beta"),
        )
        assert figure.origins == 1

    def test_the_first_appearance_of_an_unsourced_number_is_traced(self):
        figure = figure_of(
            report("a", said(40, by="the Guild", **HERE), published=DAY),
            report("b", said(40, **HERE), published=NEXT, source="Beta"),
        )
        (relation,) = figure.relations
        assert (relation.kind.value, relation.left, relation.right) == (
            "derives_from",
            figure.claims[1],
            figure.claims[0],
        )

    def test_a_profile_names_what_a_source_depends_on(self):
        profiles = [
            SourceProfile("Beta", kind="outlet", depends_on=("the Guild",)),
            SourceProfile("the Guild", aliases=("Guild office",)),
        ]
        figure = figure_of(
            report("a", said(40, by="Guild office", **HERE), source="Alpha"),
            report("b", said(40, **HERE), source="Beta"),
            profiles=profiles,
        )
        assert figure.origins == 1

    def test_all_claims_of_one_source_make_a_single_source(self):
        readings = [report(f"r{i}", said(40, by="the Guild", **HERE), source=f"o{i}") for i in range(20)]
        assert figure_of(*readings).status == "single_source"


def test_relations_stay_readable_in_a_figure_of_thousands_of_claims():
    readings = [
        report(f"r{i:04}", said(10 + i % 900, by=f"Speaker {i % 900}", **HERE), source=f"o{i}") for i in range(3000)
    ]
    figure = figure_of(*readings)
    assert len(figure.claims) == 3000
    assert len(figure.relations) < 6000
    assert figure.status == "conflicting"

"""Each codebook's worked examples; `standing` says whether the rule was read in its source or is from memory."""

import pytest
from figures_making import report, said

from counterclaim.errors import UsageError
from counterclaim.figures import CODEBOOKS, assess, codebook, group
from counterclaim.figures.rules.acled import per_day
from counterclaim.model import Harm, Hedge, Polarity, RuleStanding, Scope, SourceProfile

DAY = "2031-03-04"
HERE = {"at": "Oster", "on": DAY}
READ, MEMORY, SECOND_HAND, OWN = RuleStanding.READ, RuleStanding.MEMORY, RuleStanding.SECOND_HAND, RuleStanding.OWN


def vague(words, low):
    return {"number": (low, None), "hedge": Hedge.VAGUE, "words": words}


def assessed(rules, *tellings, profiles=(), pick=0):
    """The assessment of claims, each by a voice of its own in a report of its own."""
    readings = [
        report(f"r{i}", said(**{"by": f"Voice {chr(65 + i)}", **HERE, **telling}), source=f"Outlet {i}")
        for i, telling in enumerate(tellings)
    ]
    return group(readings, profiles, (rules,))[pick].assessments[0]


def reason(assessment, rule):
    return next(r for r in assessment.reasons if r.rule.endswith(f"/{rule}"))


@pytest.mark.parametrize(
    ("tellings", "expected", "rule", "standing"),
    [
        ([{"number": 12}, {"number": 15}], 12, "lowest", READ),
        ([vague("dozens", 24)], 12, "dozens", READ),
        ([vague("hundreds", 200)], 100, "hundreds", READ),
        ([vague("tens", 20)], 10, "tens", READ),
        ([vague("several", 3)], 3, "several", READ),
        ([vague("many", 2)], 3, "three-or-ten", MEMORY),
        ([vague("dozens", 24), {"number": 30}], 12, "dozens", READ),
        ([{"number": (40, None)}, {"number": 58}], 40, "lowest", READ),
        ([{"number": 9, "harm": Harm.KILLED_OR_INJURED}], 0, "casualties", READ),
    ],
)  # fmt: skip
def test_acled_style(tellings, expected, rule, standing):
    assessment = assessed("acled-style", *tellings)
    assert (assessment.low, assessment.best, assessment.high) == (None, expected, None)
    assert reason(assessment, rule).standing is standing


def test_acled_style_keeps_the_claims_own_interval():
    (figure,) = group([report("a", said(**vague("dozens", 24), **HERE))], (), ("plain", "acled-style"))
    assert [(a.low, a.best) for a in figure.assessments] == [(24, 24), (None, 12)]


def test_several_is_ten_beside_signs_of_a_large_attack():
    assert assessed("acled-style", vague("several", 3), {"number": 40}).best == 10


@pytest.mark.parametrize(
    ("total", "days", "expected"),
    [(12, 3, (4, 4, 4)), (13, 3, (5, 4, 4)), (3, 2, (2, 1)), (0, 2, (0, 0)), (2, 3, (2, 0, 0))],
)
def test_acled_spreads_a_total_over_days(total, days, expected):
    assert per_day(total, days) == expected
    assert sum(expected) == total


def test_a_total_cannot_be_spread_over_no_days():
    with pytest.raises(ValueError, match="0 days"):
        per_day(3, 0)


@pytest.mark.parametrize(
    ("tellings", "profiles", "bounds", "rule", "standing"),
    [
        ([{"number": 12}, {"number": 15}], (), (12, 12, 15), "lower-if-equal", MEMORY),
        (
            [{"number": 15, "by": "the Watch"}, {"number": 9}],
            (SourceProfile("the Watch", kind="monitor"),),
            (9, 15, 15),
            "most-reliable",
            MEMORY,
        ),
        (
            [{"number": 90, "people": "fighters", "by": "the Crown"}, {"number": 30, "people": "fighters"}],
            (SourceProfile("the Crown", kind="government"),),
            (30, 30, 30),
            "enemy-losses",
            MEMORY,
        ),
        ([vague("dozens", 24)], (), (24, 24, 24), "no-conversion", OWN),
        ([{"number": (30, 40)}], (), (30, 30, 40), "highest-reliable", READ),
    ],
)
def test_ucdp_style(tellings, profiles, bounds, rule, standing):
    assessment = assessed("ucdp-style", *tellings, profiles=profiles)
    assert (assessment.low, assessment.best, assessment.high) == bounds
    assert reason(assessment, rule).standing is standing


@pytest.mark.parametrize(
    ("on", "clarity"),
    [(DAY, "event_clarity 1"), ((DAY, "2031-03-06"), "event_clarity 2")],
    ids=["one day", "three days"],
)
def test_ucdp_clarity(on, clarity):
    assert assessed("ucdp-style", {"number": 12, "on": on}).grade == clarity


@pytest.mark.parametrize(
    ("tellings", "bounds", "rule", "standing"),
    [
        ([{"number": 12, "people": "civilians"}, {"number": 15}], (12, 15), "highest-credible", MEMORY),
        ([{"number": (None, 15)}], (15, 15), "lowest-credible", MEMORY),
        ([vague("a number of", 2)], (2, 2), "unknown-plural", SECOND_HAND),
        ([{**vague("several", 3), "harm": Harm.KILLED_OR_INJURED}], (0, 2), "casualties", SECOND_HAND),
        ([{"number": 5, "people": "children"}], (5, 5), "whole-event", OWN),
    ],
)
def test_airwars_style(tellings, bounds, rule, standing):
    assessment = assessed("airwars-style", *tellings)
    assert (assessment.low, assessment.high) == bounds
    assert reason(assessment, rule).standing is standing


def test_airwars_style_reads_one_report_that_cites_many_sources():
    reading = report(
        "a",
        said((13, None), "civilians", headline=True, **HERE),
        said((6, 10), "people", "Local pages", **HERE),
        said(14, "people", "The family", **HERE),
        said(5, "people", "A neighbour", population="sons", **HERE),
        said(70, "people", "The Guild", **HERE),
    )
    (assessment,) = group([reading], (), ("airwars-style",))[0].assessments
    assert (assessment.low, assessment.high) == (13, 14)
    assert "Local pages" in reason(assessment, "report-stands").text
    assert "The Guild" in reason(assessment, "whole-event").text


@pytest.mark.parametrize(
    ("tellings", "profiles", "grade"),
    [
        ([{"number": 12}], (), "weak"),
        ([{"number": 12}, {"number": 15}], (), "fair"),
        ([{"number": 12, "blamed": "the Crown"}, {"number": 4, "by": "the Crown"}], (), "confirmed"),
        (
            [{"number": 12, "blamed": "the Crown"}, {"number": 12, "blamed": "the League"}],
            (SourceProfile("the Crown", kind="party"), SourceProfile("the League", kind="party")),
            "contested",
        ),
    ],
)
def test_airwars_grades(tellings, profiles, grade):
    assert assessed("airwars-style", *tellings, profiles=profiles).grade == grade


@pytest.mark.parametrize(
    ("tellings", "bounds", "grade", "rule", "standing"),
    [
        ([{"number": 12}, {"number": 15}], (12, 15), "full entry", "minimum", MEMORY),
        ([{"number": 12}], (12, 12), "provisional", "two-sources", MEMORY),
        (
            [{"number": 12}, {"number": 0, "hedge": Hedge.NONE, "words": "no"}],
            (12, 12),
            "provisional",
            "two-zeros",
            MEMORY,
        ),
        (
            [{"number": 12}, *[{"number": 0, "hedge": Hedge.NONE, "words": "no"}] * 2],
            (0, 12),
            "provisional",
            "two-zeros",
            MEMORY,
        ),
    ],
)
def test_ibc_style(tellings, bounds, grade, rule, standing):
    assessment = assessed("ibc-style", *tellings)
    assert (assessment.low, assessment.high, assessment.grade) == (*bounds, grade)
    assert reason(assessment, rule).standing is standing


@pytest.mark.parametrize(
    ("tellings", "bounds"),
    [
        ([{"number": 12}, {"number": 15}], (12, None, 15)),
        ([{"number": 12}, {"number": 12}], (12, 12, 12)),
        ([{"number": (40, None)}, {"number": 58}], (40, None, 58)),
        ([{"number": 12}, {"number": 5, "people": "children"}], (12, 12, 12)),
        ([{"number": 12}, vague("dozens", 24)], (12, None, 12)),
        ([{"number": 30}, vague("dozens", 24)], (30, 30, 30)),
    ],
)
def test_plain(tellings, bounds):
    assessment = assessed("plain", *tellings)
    assert (assessment.low, assessment.best, assessment.high) == bounds


@pytest.mark.parametrize(
    ("rules", "telling"),
    [
        ("acled-style", {"harm": Harm.DISPLACED}),
        ("acled-style", {"harm": Harm.INJURED}),
        ("acled-style", {"scope": Scope.CUMULATIVE}),
        ("ucdp-style", {"harm": Harm.INJURED}),
        ("ucdp-style", {"harm": Harm.EVACUATED}),
        ("airwars-style", {"harm": Harm.DETAINED}),
        ("airwars-style", {"people": "fighters"}),
        ("airwars-style", {"scope": Scope.CUMULATIVE}),
        ("ibc-style", {"harm": Harm.REFUGEES}),
        ("ibc-style", {"people": "soldiers"}),
        ("plain", {"polarity": Polarity.DENIED}),
        ("plain", {"polarity": Polarity.EXPECTED}),
    ],
)
def test_what_a_codebook_does_not_cover_is_refused_in_words(rules, telling):
    assessment = assessed(rules, {"number": 12, **telling})
    assert assessment.refused
    assert (assessment.low, assessment.best, assessment.high, assessment.grade) == (None, None, None, None)
    (why,) = assessment.reasons
    assert why.bound == "refusal"
    assert len(why.text.split()) > 5


@pytest.mark.parametrize("rules", ["airwars-style", "ibc-style"])
def test_codebooks_of_civilian_harm_leave_out_those_called_fighters(rules):
    assessment = assessed(rules, {"number": 12, "people": "civilians"}, {"number": 44, "people": "fighters"})
    assert (assessment.low, assessment.high) == (12, 12)


@pytest.mark.parametrize("name", [name for name in CODEBOOKS if name != "plain"])
def test_each_codebook_says_that_it_is_not_the_projects_own(name):
    assert "not produced or endorsed by" in codebook(name).notice


@pytest.mark.parametrize("book", CODEBOOKS.values(), ids=CODEBOOKS)
def test_rules_are_named_once_and_say_where_they_are_written(book):
    assert len({rule.name for rule in book.rules}) == len(book.rules)
    assert all(rule.text.endswith(".") and rule.where for rule in book.rules)


def test_a_rule_from_memory_says_so_where_it_is_shown():
    assert reason(assessed("ibc-style", {"number": 12}), "minimum").text.endswith("(This rule is cited from memory.)")


def test_an_unknown_codebook_is_named_with_those_there_are():
    with pytest.raises(UsageError, match="plain, acled-style"):
        group([], (), ("hearsay-style",))


def test_every_bound_of_every_assessment_has_rule_claims_and_sentence():
    from test_grouping import war

    for seed in range(5):
        for figure in group(war(seed), (), tuple(CODEBOOKS)):
            for assessment in figure.assessments:
                reasons = {r.bound: r for r in assessment.reasons}
                for bound in ("low", "best", "high", "grade"):
                    if getattr(assessment, bound) is not None:
                        assert reasons[bound].rule.startswith(assessment.rules)
                        assert set(reasons[bound].claims) <= set(figure.claims)
                        assert reasons[bound].claims
                        assert reasons[bound].text.rstrip(")").endswith(".")


def test_a_denial_never_lowers_a_bound():
    for rules in CODEBOOKS:
        without = assessed(rules, {"number": 40}, {"number": 58})
        denied = assessed(rules, {"number": 40}, {"number": 58}, {"number": 3, "polarity": Polarity.DENIED})
        assert (denied.low, denied.best, denied.high) == (without.low, without.best, without.high)


class TestAssessAlone:
    """A codebook on claims without a grouping."""

    readings = (
        report("a", said(12, "civilians", "the Guild", **HERE), source="Alpha"),
        report("b", said(15, "civilians", "the League", **HERE), source="Beta"),
    )

    def pairs(self):
        return [(claim, reading.report) for reading in self.readings for claim in reading.claims]

    def test_as_in_the_figure(self):
        (figure,) = group(self.readings, (), ("ibc-style",))
        assert assess(self.pairs(), "ibc-style") == figure.assessments[0]

    def test_origins_that_are_given_count(self):
        one = {claim.id: 0 for claim, _ in self.pairs()}
        assert assess(self.pairs(), "ibc-style", origins=one).grade == "provisional"

    def test_no_claims_are_no_question(self):
        with pytest.raises(ValueError, match="at least one claim"):
            assess([], "plain")

"""From report to reading: the whole of it, on an invented op-ed and on any text at all."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.claims.actors import Actor, Actors, general_actors
from counterclaim.claims.read import read
from counterclaim.model import Reading, Report, claim_id, plain, revive
from tests.claims.reading import reading

OP_ED = (
    "The world looks away\n\n"
    "In two days the evacuation of civilians and fighters from the besieged port of Ostrava fell into chaos in 2016, "
    "after eight hours of waiting.\n"
    "“All the women and children in the districts held by the fighters have been taken out,” the Norland statement "
    "read.\n"
    "Norland puts the number of evacuees at 9,000 while Sarreth said the number of civilians was 7,000. The figures "
    "could not be independently verified.\n"
    "Since the war began five years ago, about 300,000 people have been killed, 4 million have fled the country and "
    "6 million are internally displaced.\n"
    "As ambassadors told the Council in 1995, nobody was spared."
)


def test_an_op_ed_gives_its_six_claims_and_no_other() -> None:
    found = [
        (c.quantity.words, c.harm.value, c.quantity.hedge.value, c.scope.value, c.flags) for c in reading(OP_ED).claims
    ]
    assert found == [
        ("All the", "evacuated", "all", "event", ()),
        ("9,000", "evacuated", "exact", "event", ("unverified",)),
        ("7,000", "evacuated", "exact", "event", ("unverified",)),
        ("about 300,000", "killed", "about", "cumulative", ()),
        ("4 million", "refugees", "exact", "cumulative", ()),
        ("6 million", "displaced", "exact", "stock", ()),
    ]


def test_the_totals_of_an_op_ed_are_unattributed() -> None:
    assert [c.claimant for c in reading(OP_ED).claims[3:]] == [None, None, None]


def test_an_id_is_made_of_report_place_and_harm_alone() -> None:
    report = Report("x", "Twelve people were killed in the port.", published=date(2016, 5, 4))
    (one,) = read([report])
    (claim,) = one.claims
    assert claim.id == claim_id(report.sha256, claim.quantity.start, claim.quantity.end, claim.harm)
    (same,) = next(read([Report("y", report.text)])).claims
    assert same.id == claim.id


def test_readings_come_lazily_in_order_with_what_the_report_knew() -> None:
    reports = (Report(f"r{i}", f"{i + 2} people were killed.", source="Gazette") for i in range(100))
    readings = list(read(reports))
    assert [r.report.id for r in readings] == [f"r{i}" for i in range(100)]
    assert [r.claims[0].quantity.low for r in readings] == [i + 2 for i in range(100)]
    assert {r.report.source for r in readings} == {"Gazette"}


def test_the_content_is_the_clause_that_holds_number_and_harm() -> None:
    (claim,) = reading("The mayor said that at least 12 people were killed in the port on Monday.").claims
    assert claim.content.words == "at least 12 people were killed"


def test_every_field_tells_how_it_was_found() -> None:
    (claim,) = reading("The five-year war has killed 90,000 people.").claims
    told = {why.field: why.rule for why in claim.why}
    assert told["harm"] == "verb: killed"
    assert told["scope"] == "the war has killed"
    assert {"quantity", "category", "claimant", "polarity"} <= set(told)


def test_a_reading_survives_its_json() -> None:
    one = reading(OP_ED)
    assert revive(Reading, plain(one)) == one


PIECES = [
    "12", "at least 40", "people", "were killed", "and", "wounded", "dozens of", "civilians", "fled", "\n\n", ". ", ", ", "“", '"',
    "the mayor said", "a", "child", "of them", "including", "no", "all the", "families", "killing", "toll", "rose to", "by", "rebels",
    "since 2011", "IS", "TWELVE MEN DIED", "among",
    "Hill Front", "HF", "the army of the", "جبهة", "\u202e", "مدني", "1,3,00", "half a", "missing", "-", "(", ")", "another", "\t",
]  # fmt: skip


#: parties of a case, as a user may write them: long, short, in another script, with signs, inside one another
PARTIES = general_actors().with_actors(
    [
        Actor("Hill Front", "armed_group", ("Hill Front", "the Front", "HF", "hill lads (north)", "جبهة")),
        Actor("Army", "armed_forces", ("army", "national army of the hills and the plains")),
        Actor("Watch", "monitor", ("Watch",)),
    ]
)


@pytest.mark.parametrize("actors", [None, PARTIES], ids=["general", "of a case"])
@settings(max_examples=80, deadline=None)
@given(text=st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join) | st.text(max_size=120))
def test_any_text_is_read_without_fault_and_every_span_holds(actors: Actors | None, text: str) -> None:
    (one,) = read([Report("r", text)], actors=actors)
    for claim in one.claims:
        spans = [claim.content, claim.quantity, claim.population, claim.claimant, claim.cue, claim.place, claim.when]
        assert all(span.holds(text) for span in [*spans, claim.alleged_perpetrator] if span is not None)
    assert len({claim.id for claim in one.claims}) == len(one.claims)
    assert [c.quantity.start for c in one.claims] == sorted(c.quantity.start for c in one.claims)


@pytest.mark.parametrize(
    "piece",
    [
        "The Hill Front killed 12 people in Sirte, the army said on Monday. ",
        "Hill Front Hill Front the army ",
        "hill lads (north) and the national army of the hills and the ",
        "were displaced 300 fami-\nlies from peop1e ",
    ],
)
def test_the_cost_of_reading_with_the_parties_of_a_case_grows_with_the_length(piece: str) -> None:
    def seconds(copies: int) -> float:
        began = time.process_time()
        list(read([Report("r", piece * copies)], actors=PARTIES))
        return time.process_time() - began

    seconds(2)  # models and lexicons are loaded before the clock starts
    # the best of three: what else the machine does falls out
    assert min(seconds(160) for _ in range(3)) < 10 * max(min(seconds(40) for _ in range(3)), 0.1)


def test_a_count_of_what_was_told_before_is_of_its_time_place_and_scope() -> None:
    text = "Since March, about 31,000 people have fled the valley, aid groups say. The governor puts the displaced at 9,000."
    first, second = reading(text).claims
    assert (second.scope, second.when, second.place) == (first.scope, first.when, first.place)
    assert second.claimant
    assert second.claimant.words == "The governor"


def test_neither_figure_speaks_of_two() -> None:
    text = "Aid groups say 300 people died. The governor says 90 died. Neither figure could be verified. Ten were hurt."
    assert [claim.flags for claim in reading(text).claims] == [("unverified",), ("unverified",), ()]


@pytest.mark.parametrize(
    ("between", "day"),
    [
        ("", date(2031, 5, 7)),
        ("Both sides told of it. ", date(2031, 5, 7)),
        ("Elsewhere the day was quiet. ", None),
    ],
)
def test_the_day_of_an_event_is_known_from_a_sentence_before(between: str, day: date | None) -> None:
    text = f"An air strike hit the grain market on Wednesday. {between}Officials said that the strike killed 44 people."
    report = Report("r", text, published=date(2031, 5, 12))
    (claim,) = next(read([report])).claims
    assert claim.when is None
    assert (claim.setting.from_ if claim.setting else None) == day

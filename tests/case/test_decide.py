from collections.abc import Callable
from dataclasses import replace

import pytest

from counterclaim.case import Case, Filter
from counterclaim.errors import UsageError
from counterclaim.model import (
    Anchor,
    Conclusion,
    Count,
    Decision,
    DecisionKind,
    Determination,
    Harm,
    Hedge,
    Place,
    SourceProfile,
    Span,
    Standard,
    claim_id,
)
from tests.case import fakes
from tests.case.conftest import ME

ORVALE = "40 killed in Orvale, said the Ministry"


def decide(case: Case, kind: DecisionKind, *claims: str, **fields: object) -> str:
    anchors = tuple(case.anchor(claim) for claim in claims)
    return case.decide(Decision(kind, anchors, "I read it", **fields), by=ME).id  # type: ignore[arg-type]


def only(case: Case) -> str:
    return next(case.claims()).claim.id


def test_a_rejected_claim_leaves_the_figures_and_stays_on_record(case: Case, add: Callable[..., None]) -> None:
    add("a", ORVALE)
    decide(case, DecisionKind.REJECT, only(case))
    assert list(case.claims()) == []
    assert list(case.figures()) == []
    assert [found.rejected for found in case.claims(Filter(rejected=True))] == [True]


def test_a_correction_changes_the_field_and_says_so(case: Case, add: Callable[..., None]) -> None:
    add("a", ORVALE)
    entry = decide(case, DecisionKind.CORRECT, only(case), changes={"harm": "injured"})
    found = next(case.claims())
    assert found.claim.harm is Harm.INJURED
    assert found.decided
    assert [(why.field, why.rule, why.detail) for why in found.claim.why] == [("harm", "decision", entry)]
    assert [figure.question for figure in case.figures()] == ["injured in Orvale"]


def test_a_withdrawn_decision_leaves_the_claim_as_it_was_read(case: Case, add: Callable[..., None]) -> None:
    add("a", ORVALE)
    before = next(case.claims()).claim
    entry = decide(case, DecisionKind.CORRECT, only(case), changes={"harm": "injured"})
    case.withdraw(entry, by=ME, reason="I misread")
    assert next(case.claims()).claim == before
    assert [standing.withdrawn for standing in case.decisions()] == [True]


def test_a_decision_is_withdrawn_once(case: Case, add: Callable[..., None]) -> None:
    add("a", ORVALE)
    entry = decide(case, DecisionKind.REJECT, only(case))
    case.withdraw(entry, by=ME, reason="I misread")
    with pytest.raises(UsageError, match="withdrawn before"):
        case.withdraw(entry, by=ME, reason="again")
    with pytest.raises(UsageError, match="no ruling of this id"):
        case.withdraw("entry-unknown", by=ME, reason="none")


def test_merging_puts_claims_in_one_figure_and_splitting_takes_one_out(case: Case, add: Callable[..., None]) -> None:
    add("a", ORVALE)
    add("b", "55 killed in Orvaleh, said the Front")
    first, second = (found.claim.id for found in case.claims())
    merge = decide(case, DecisionKind.MERGE, first, second)
    assert [len(figure.claims) for figure in case.figures()] == [2]
    case.withdraw(merge, by=ME, reason="two towns")
    assert [len(figure.claims) for figure in case.figures()] == [1, 1]
    add("c", "44 killed in Orvale, said the Front")
    third = next(case.claims(Filter(report="c"))).claim.id
    decide(case, DecisionKind.SPLIT, third)
    assert all(len(figure.claims) == 1 for figure in case.figures())


def test_a_label_is_relabelled(case: Case, add: Callable[..., None]) -> None:
    text = "the bandits fled. " + ORVALE
    add("a", text)
    anchor = Anchor(4, 11, "bandits", "a")
    case.decide(Decision(DecisionKind.RELABEL, (anchor,), "irony", {"tone": "sympathetic"}), by=ME)
    reading = case.reading("a")
    assert reading is not None
    assert [label.tone for label in reading.labels] == ["sympathetic"]


def test_a_claim_that_the_program_missed_is_added_by_hand(case: Case, add: Callable[..., None]) -> None:
    text = "Some two score perished at Orvale."
    add("a", text)
    report = case.report("a")
    assert report is not None
    start = text.index("two score")
    count = Count(start, start + 9, "two score", 40, 40, Hedge.EXACT)
    match = fakes.CLAIM.search(ORVALE)
    assert match is not None
    model = fakes.claim_of(replace(report, text=ORVALE), match)
    claim = replace(
        model,
        id=claim_id(report.sha256, count.start, count.end, Harm.KILLED),
        quantity=count,
        content=Span.of(text, 0, len(text)),
        claimant=None,
        place=Place(text.index("Orvale"), text.index("Orvale") + 6, "Orvale", name="Orvale"),
    )
    anchor = Anchor.of_claim("a", claim)
    case.decide(Decision(DecisionKind.ADD, (anchor,), "missed", claim=claim), by=ME)
    assert [found.claim.quantity.words for found in case.claims()] == ["two score"]
    assert len(list(case.figures())) == 1
    bad = Decision(DecisionKind.ADD, (anchor,), "missed", claim=replace(claim, claimant=Span(0, 4, "Many")))
    with pytest.raises(UsageError, match="do not stand"):
        case.decide(bad, by=ME)


@pytest.mark.parametrize(
    ("anchor", "changes", "message"),
    [
        (Anchor(0, 2, "41", "a"), {"harm": "injured"}, "these words do not stand there"),
        (Anchor(0, 2, "40", "unknown"), {"harm": "injured"}, "these words do not stand there"),
        (Anchor(13, 19, "Orvale", "a"), {"harm": "injured"}, "no claim or label at these words"),
        (Anchor(0, 2, "40", "a"), {"harm": "vexed"}, "does not fit"),
        (Anchor(0, 2, "40", "a"), {"harms": "injured"}, "no field harms"),
    ],
)
def test_a_decision_that_does_not_fit_is_refused(
    case: Case, add: Callable[..., None], anchor: Anchor, changes: dict[str, str], message: str
) -> None:
    add("a", ORVALE)
    entries = len(list(case.entries()))
    with pytest.raises(UsageError, match=message):
        case.decide(Decision(DecisionKind.CORRECT, (anchor,), "so", changes), by=ME)
    assert len(list(case.entries())) == entries


def test_decisions_survive_a_better_reader_and_are_listed_where_their_span_is_gone(
    case: Case, add: Callable[..., None]
) -> None:
    add("a", ORVALE)
    add("b", "7 killed in Aldmoor, said the Front")
    first, second = (found.claim.id for found in case.claims())
    decide(case, DecisionKind.CORRECT, first, changes={"category": "civilians"})
    gone = decide(case, DecisionKind.REJECT, second)

    def better(reports):  # type: ignore[no-untyped-def]
        for reading in fakes.read(reports):
            yield replace(reading, claims=tuple(c for c in reading.claims if c.quantity.low != 7))

    assert case.reread(by=ME, read=better) == 2
    assert [found.claim.category for found in case.claims()] == ["civilians"]
    assert [standing.entry for standing in case.decisions(leftover=True)] == [gone]
    case.reread(by=ME, read=fakes.read)
    assert case.decisions(leftover=True) == []
    assert [found.rejected for found in case.claims(Filter(report="b", rejected=True))] == [True]


def test_a_better_reader_that_moves_the_span_a_little_keeps_the_decision(case: Case, add: Callable[..., None]) -> None:
    add("a", ORVALE)
    decide(case, DecisionKind.CORRECT, only(case), changes={"category": "civilians"})

    def wider(reports):  # type: ignore[no-untyped-def]
        for report, reading in zip(reports, fakes.read(reports), strict=True):
            claim = reading.claims[0]
            count = replace(claim.quantity, end=9, words=report.text[:9])
            moved = replace(claim, quantity=count, id=claim_id(report.sha256, 0, 9, claim.harm))
            yield replace(reading, claims=(moved,))

    case.reread(by=ME, read=wider)
    assert [found.claim.category for found in case.claims()] == ["civilians"]


def test_a_determination_stays_with_its_claims(case: Case, add: Callable[..., None]) -> None:
    add("a", ORVALE)
    figure = next(case.figures())
    case.determine(
        Determination(
            figure.id,
            figure.claims,
            Conclusion.PENDING,
            Standard.REASONABLE_GROUNDS,
            "B. Editor",
            "one source only",
            contrary=("a morgue log",),
            dissent="C. thinks otherwise",
        )
    )
    (found,) = case.determinations(figure.id)
    assert (found.determination.by, found.current) == ("B. Editor", True)
    add("b", "55 killed in Orvale, said the Front")
    (found,) = case.determinations(next(case.figures()).id)
    assert not found.current


def test_a_source_profile_is_kept_and_can_be_withdrawn(case: Case) -> None:
    entry = case.profile(SourceProfile("Gazette", kind="outlet"), by=ME)
    assert [known.kind for known in case.profiles()] == ["outlet"]
    case.withdraw(entry.id, by=ME, reason="wrong")
    assert case.profiles() == []


def test_a_judgement_is_protected_and_listed(case: Case) -> None:
    entry = case.judge({"left": "g-2", "right": "m-1", "verdict": "same", "reason": "same father"}, by=ME)
    assert entry.protected
    assert [judged.judgement["verdict"] for judged in case.judgements()] == ["same"]

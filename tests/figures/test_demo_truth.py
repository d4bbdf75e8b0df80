"""The invented war, read without fault: what grouping and relations make of the claims that its truth file lists."""

import csv
import json
from dataclasses import replace
from datetime import date

import pytest

from counterclaim import demo_war
from counterclaim.figures import group, read_profiles
from counterclaim.figures.copies import similarity
from counterclaim.figures.unionfind import UnionFind
from counterclaim.model import (
    Basis,
    Category,
    Claim,
    Count,
    Harm,
    Hedge,
    People,
    Place,
    Polarity,
    Reading,
    ReportHead,
    Scope,
    Span,
    Unit,
    Voice,
    When,
    claim_id,
)
from counterclaim.reports import load

TRUTH = json.loads(demo_war.TRUTH.read_text(encoding="utf-8"))


def places():
    """Every name of the invented gazetteer to a Place."""
    found = {}
    with demo_war.GAZETTEER.open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    countries = {row["country"]: row["name"] for row in rows if row["kind"] == "country"}
    for row in rows:
        within = tuple(n for n in (row["admin1"], countries.get(row["country"])) if n and n != row["name"])
        precision = {"village": "town", "camp": "town"}.get(row["kind"], row["kind"])
        for name in (row["name"], *filter(None, row["alternates"].split("|"))):
            found[name] = Place(
                0,
                len(name),
                name,
                row["name"],
                float(row["latitude"]),
                float(row["longitude"]),
                precision,
                row["id"],
                within,
            )
    return found


def claim(row, sha, text, known):
    """A claim as a faultless reader gives it."""
    start = text.index(row["quote"]) + row["quote"].index(row["quantity"])
    count = Count(
        start,
        start + len(row["quantity"]),
        row["quantity"],
        row["low"],
        row["high"],
        Hedge(row["hedge"]),
        Unit(row["unit"]),
    )
    span = lambda words: Span(0, len(words), words) if words else None  # noqa: E731
    days = [date.fromisoformat(day) for day in row["when"] or ()]
    category = Category(row["category"])
    day = When(0, 1, "x", days[0], days[-1], "day") if days else None
    spot = known.get(row["place"]) or replace(known["Marrowen"], precision="report")
    return Claim(
        claim_id(sha, count.start, count.end, Harm(row["harm"])), span(row["quote"]),
        count, Harm(row["harm"]), span(row["population"]), category, People(), span(row["claimant"]), None,
        (Voice(row["claimant"], "said"),) if row["claimant"] else (), Basis(row["basis"]), spot, day, span(row["alleged_perpetrator"]),
        Scope(row["scope"]), Polarity(row["polarity"]), False, tuple(row["flags"]), row["part_of"],
    )  # fmt: skip


@pytest.fixture(scope="module")
def war():
    from counterclaim.claims.fingerprint import fingerprint

    known, ids, readings = places(), {}, []
    for path in demo_war.reports():
        text = load(str(path))[0]
        made = {
            row["key"]: claim(row, text.sha256, text.text, known)
            for row in TRUTH["claims"]
            if row["report"] == path.stem
        }
        ids |= {key: made[key].id for key in made}
        own = tuple(
            replace(c, part_of=ids.get(c.part_of)) for c in sorted(made.values(), key=lambda c: c.quantity.start)
        )
        head = ReportHead(text.id, text.source, text.published, "en", text.sha256, fingerprint(text.text), text.title)
        readings.append(Reading(head, own, (), ()))
    figures = group(readings, read_profiles(demo_war.SOURCES))
    return ids, figures


def made(figures):
    return {(r.left, r.right, r.kind.value) for figure in figures for r in figure.relations}


def holds(relations, left, right, kind):
    """Whether a relation was found. What repeats one statement is one: it may stand through any of its repetitions."""
    same = UnionFind()
    for a, b, k in relations:
        if k in ("repeats", "derives_from"):
            same.union(a, b)
    if kind in ("repeats", "derives_from"):
        return same.find(left) == same.find(right)
    ends = {(same.find(a), same.find(b), k) for a, b, k in relations}
    one, other = same.find(left), same.find(right)
    mutual = kind in ("conflicts", "not_comparable")
    return (one, other, kind) in ends or (mutual and (other, one, kind) in ends)


WANTED = [(f["id"], r["left"], r["kind"], r["right"]) for f in TRUTH["figures"] for r in f["relations"]]


@pytest.mark.parametrize(("figure", "left", "kind", "right"), WANTED, ids=lambda value: value)
def test_each_relation_of_the_truth_file_is_found(war, figure, left, kind, right):
    ids, figures = war
    assert holds(made(figures), ids[left], ids[right], kind)


@pytest.mark.parametrize(("left", "right"), TRUTH["never_conflict"])
def test_what_only_seems_to_conflict_is_not_called_a_conflict(war, left, right):
    ids, figures = war
    assert not holds(made(figures), ids[left], ids[right], "conflicts")


@pytest.mark.parametrize(("one", "other"), TRUTH["apart"])
def test_figures_that_are_apart_share_no_figure(war, one, other):
    ids, figures = war
    where = {claim: figure.id for figure in figures for claim in figure.claims}
    named = {f["id"]: {where[ids[key]] for key in f["claims"]} for f in TRUTH["figures"]}
    assert not named[one] & named[other]


@pytest.mark.parametrize("figure", [f for f in TRUTH["figures"] if len(f["claims"]) > 1], ids=lambda f: f["id"])
def test_claims_of_one_figure_are_together(war, figure):
    ids, figures = war
    where = {claim: found.id for found in figures for claim in found.claims}
    assert len({where[ids[key]] for key in figure["claims"]}) == 1


@pytest.mark.parametrize("figure", [f for f in TRUTH["figures"] if f["denied_by"]], ids=lambda f: f["id"])
def test_denials_are_listed_with_their_figure(war, figure):
    ids, figures = war
    found = next(f for f in figures if ids[figure["claims"][0]] in f.claims)
    assert {ids[key] for key in figure["denied_by"]} <= set(found.denied_by)


@pytest.mark.parametrize(
    "figure", [f for f in TRUTH["figures"] if f["status"] in ("conflicting", "not_comparable")], ids=lambda f: f["id"]
)
def test_disputed_figures_are_told_as_such(war, figure):
    ids, figures = war
    found = next(f for f in figures if ids[figure["claims"][0]] in f.claims)
    assert found.status == figure["status"]


def test_a_story_is_like_itself_and_unlike_nothing():
    assert similarity((1, 2, 3, 4), (1, 2, 3, 4)) == 1
    assert similarity((), ()) == 0

"""The invented war is whole: its truth file speaks of what its reports say, its places lie on its map, and every
file says that it is invented."""

import csv
import itertools
import json
from collections import Counter
from datetime import date

import pytest

from counterclaim import demo_war
from counterclaim.model import Harm, Hedge, RelationKind, Scope, Status, Tone
from counterclaim.reports import detect, load


@pytest.fixture(scope="module")
def truth():
    return json.loads(demo_war.TRUTH.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def reports():
    return {path.stem: load(str(path))[0] for path in demo_war.reports()}


def rows(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_there_are_reports_enough_of_sources_enough_over_some_weeks(reports):
    days = sorted(report.published for report in reports.values())
    assert len(reports) >= 34
    assert len({report.source for report in reports.values()}) >= 8
    assert 21 <= (days[-1] - days[0]).days <= 60


def test_every_report_is_read_with_source_date_and_title_and_in_english(reports):
    for stem, report in reports.items():
        assert report.source, stem
        assert report.published, stem
        assert report.title, stem
        assert detect(report.text) == "en", stem
        assert report.id.startswith(f"{stem}-")


def test_markup_and_notes_stay_out_of_the_text(reports):
    for report in reports.values():
        assert "Invented" not in report.text
        assert "Tide tables" not in report.text
        assert "<" not in report.text


def test_every_file_says_that_it_is_invented():
    for path in demo_war.reports():
        assert "do not exist" in path.read_text(encoding="utf-8"), path.name
    for path in (demo_war.GAZETTEER, demo_war.ACTORS, demo_war.SOURCES):
        assert {row["note"] for row in rows(path)} == {"invented"}
    for path in (demo_war.MAP, demo_war.TRUTH, demo_war.FOLDER / "README.md", demo_war.LISTS / "README.md"):
        assert "exist" in path.read_text(encoding="utf-8")


def test_each_expected_claim_stands_once_in_its_report(truth, reports):
    for claim in truth["claims"]:
        text = reports[claim["report"]].text
        assert text.count(claim["quote"]) == 1, claim["key"]
        assert claim["quantity"] in claim["quote"], claim["key"]
        for field in ("claimant", "population", "place", "alleged_perpetrator"):
            assert claim[field] is None or claim[field] in text or claim[field] == "Marrowen", (claim["key"], field)


def test_claims_are_in_the_order_of_their_texts(truth, reports):
    for stem, report in reports.items():
        starts = [report.text.index(claim["quote"]) for claim in truth["claims"] if claim["report"] == stem]
        assert starts == sorted(starts), stem


def test_the_words_of_the_truth_file_are_those_of_the_model(truth):
    for claim in truth["claims"]:
        Harm(claim["harm"]), Hedge(claim["hedge"]), Scope(claim["scope"])
        low, high = claim["low"], claim["high"]
        assert low is None or high is None or low <= high
        if claim["when"]:
            first, last = map(date.fromisoformat, claim["when"])
            assert first <= last
    for figure in truth["figures"]:
        Harm(figure["harm"]), Scope(figure["scope"]), Status(figure["status"])
        for relation in figure["relations"]:
            RelationKind(relation["kind"])
    for label in truth["labels"]:
        Tone(label["tone"])


def test_keys_hold_together(truth):
    keys = {claim["key"]: claim for claim in truth["claims"]}
    figures = {figure["id"] for figure in truth["figures"]}
    incidents = {incident["id"] for incident in truth["incidents"]}
    assert len(keys) == len(truth["claims"])
    for figure in truth["figures"]:
        assert figure["incident"] in incidents
        assert set(figure["claims"]) <= set(keys)
        assert set(figure["denied_by"]) <= {key for key, claim in keys.items() if claim["polarity"] == "denied"}
        assert len(figure["original_sources"]) == figure["origins"]
        assert {keys[key]["figure"] for key in figure["claims"]} == {figure["id"]}
        assert {keys[key]["harm"] for key in figure["claims"]} == {figure["harm"]}
    for claim in keys.values():
        assert claim["figure"] is None or claim["figure"] in figures
        assert claim["part_of"] is None or claim["part_of"] in keys


def test_statuses_follow_from_the_numbers(truth):
    """Conflicting exactly where two asserted claims of the figure exclude one another and the truth file says so."""
    keys = {claim["key"]: claim for claim in truth["claims"]}

    def exclude(a, b):
        low = lambda claim: claim["low"] or 0  # noqa: E731
        high = lambda claim: float("inf") if claim["high"] is None else claim["high"]  # noqa: E731
        return high(a) < low(b) or high(b) < low(a)

    for figure in truth["figures"]:
        conflicts = [rel for rel in figure["relations"] if rel["kind"] == "conflicts"]
        assert bool(conflicts) == (figure["status"] == "conflicting"), figure["id"]
        for relation in conflicts:
            left, right = keys[relation["left"]], keys[relation["right"]]
            assert exclude(left, right), relation
            assert left["polarity"] == right["polarity"] == "asserted"
        if figure["status"] == "single_source":
            assert figure["origins"] == 1
    found = {
        frozenset((r["left"], r["right"])) for f in truth["figures"] for r in f["relations"] if r["kind"] == "conflicts"
    }
    assert not found & {frozenset(pair) for pair in truth["never_conflict"]}


def test_the_war_has_what_a_worked_case_needs(truth):
    kinds = Counter(relation["kind"] for figure in truth["figures"] for relation in figure["relations"])
    assert set(kinds) == set(RelationKind)
    assert max(len(figure["denied_by"]) for figure in truth["figures"]) >= 3
    assert any(figure.get("conceded_by") for figure in truth["figures"])
    assert {figure["status"] for figure in truth["figures"]} == set(Status)
    assert any(figure.get("before", {}).get("status") == "not_comparable" for figure in truth["figures"])
    claims = truth["claims"]
    assert {claim["unit"] for claim in claims} == {"persons", "households"}
    assert {claim["scope"] for claim in claims} == {"event", "cumulative", "stock"}
    assert {claim["polarity"] for claim in claims} == {"asserted", "denied", "expected"}
    assert any("unverified" in claim["flags"] for claim in claims)
    assert any(claim["hedge"] == "vague" for claim in claims)
    assert {"government of Marrowen", "Highland Front"} <= {label["target"] for label in truth["labels"]}


def test_numbers_and_labels_that_are_named_stand_in_their_reports(truth, reports):
    for entry in truth["not_claims"] + truth["labels"]:
        assert entry["words"] in reports[entry["report"]].text, entry
    quoted = {(claim["report"], claim["quantity"]) for claim in truth["claims"]}
    assert not quoted & {(entry["report"], entry["words"]) for entry in truth["not_claims"]}


def inside(point, ring):
    x, y = point
    crossings = 0
    for (x1, y1), (x2, y2) in itertools.pairwise(ring):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            crossings += 1
    return crossings % 2 == 1


def test_every_place_lies_in_its_country_and_region():
    features = json.loads(demo_war.MAP.read_text(encoding="utf-8"))["features"]
    rings = {}
    for feature in features:
        shape = feature["geometry"]
        if shape["type"] == "LineString":
            continue
        parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        rings[feature["properties"]["name"]] = [part[0] for part in parts]
        for ring in rings[feature["properties"]["name"]]:
            assert ring[0] == ring[-1]
    countries = {"XM": "Marrowen", "XN": "Norrast"}
    for row in rows(demo_war.GAZETTEER):
        point = float(row["longitude"]), float(row["latitude"])
        assert any(inside(point, ring) for ring in rings[countries[row["country"]]]), row["name"]
        if row["admin1"] in rings and row["country"] == "XM":
            assert any(inside(point, ring) for ring in rings[row["admin1"]]), row["name"]


def test_the_islands_lie_in_the_open_ocean():
    """No land within four degrees of 32 S, 19 W: the nearest is Tristan da Cunha, 37 S, 12 W."""
    for row in rows(demo_war.GAZETTEER):
        assert -34 < float(row["latitude"]) < -30
        assert -22 < float(row["longitude"]) < -16


def test_every_claimed_place_is_in_the_gazetteer(truth):
    known = set()
    for row in rows(demo_war.GAZETTEER):
        known |= {row["name"], *filter(None, row["alternates"].split("|"))}
    assert {claim["place"] for claim in truth["claims"]} - {None} <= known


def test_every_outlet_has_a_profile(reports):
    named = {row["source"] for row in rows(demo_war.SOURCES)}
    assert {report.source for report in reports.values()} <= named
    assert len(named) == len(rows(demo_war.SOURCES))


def test_original_sources_have_profiles_or_are_persons_without_one(truth):
    named = set()
    for row in rows(demo_war.SOURCES):
        named |= {row["source"], *filter(None, row["aliases"].split("|"))}
    unknown = {name for figure in truth["figures"] for name in figure["original_sources"]} - named
    assert unknown == {
        "families of the detained",
        "rescue workers",
        "a driver",
        "harbour master of Ostrel",
        "Ocean Broadcasting (no source given)",
    }

"""How much of the invented war's truth file the pipeline finds: claims, their fields, figures and relations.

    python benchmarks/demo_truth.py [--misses]

A claim is found where a claim of the same harm overlaps the expected number's words. The invented war was written with the
reader's words in mind, so this shows what breaks, not how good the reader is on the press.
"""

import argparse
import json
from collections import Counter

from counterclaim import demo_war, pipeline
from counterclaim.model import Reading
from counterclaim.reports import load

FIELDS = (
    "low",
    "high",
    "hedge",
    "unit",
    "category",
    "polarity",
    "scope",
    "basis",
    "claimant",
    "place",
    "when",
    "unverified",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="name what was not found")
    misses = parser.parse_args().misses
    truth = json.loads(demo_war.TRUTH.read_text(encoding="utf-8"))
    reports = {path.stem: load(str(path))[0] for path in demo_war.reports()}
    stems = {report.id: stem for stem, report in reports.items()}
    readings = [item for item in pipeline.read(reports.values()) if isinstance(item, Reading)]
    claims = {stems[reading.report.id]: reading.claims for reading in readings}

    found, right, wrong = {}, Counter(), []
    for expected in truth["claims"]:
        text = reports[expected["report"]].text
        start = text.index(expected["quote"]) + expected["quote"].index(expected["quantity"])
        end = start + len(expected["quantity"])
        match = [
            claim
            for claim in claims[expected["report"]]
            if claim.quantity.start < end and start < claim.quantity.end and claim.harm == expected["harm"]
        ]
        if not match:
            wrong.append(f"missed       {expected['report']}: {expected['quote']}")
            continue
        found[expected["key"]] = match[0]
        for field in FIELDS:
            told, is_right = _field(match[0], expected, field)
            right[field] += is_right
            if not is_right:
                wrong.append(f"{field:12} {expected['report']}: {expected['quote']!r}: {told}")
    total = sum(map(len, claims.values()))
    wanted = {id(claim) for claim in found.values()}
    for stem, made in claims.items():
        for claim in made:
            if id(claim) not in wanted:
                wrong.append(f"not expected {stem}: {claim.content.words!r} as {claim.harm}")
    print(f"claims: {len(found)} of {len(truth['claims'])} found, {total - len(wanted)} others made")
    print("  " + ", ".join(f"{field} {right[field]}/{len(found)}" for field in FIELDS))

    figures = pipeline.figures(readings)
    where = {claim: figure for figure in figures for claim in figure.claims}
    ids = {key: claim.id for key, claim in found.items()}
    asked = [(r, f) for f in truth["figures"] for r in f["relations"] if r["left"] in ids and r["right"] in ids]
    made_relations = {(r.left, r.right, str(r.kind)) for figure in figures for r in figure.relations}
    got = [r for r, _ in asked if _related(made_relations, ids[r["left"]], ids[r["right"]], r["kind"])]
    wrong += [f"no relation  {r['left']} {r['kind']} {r['right']}" for r, _ in asked if r not in got]
    false = [
        p
        for p in truth["never_conflict"]
        if set(p) <= set(ids) and _related(made_relations, ids[p[0]], ids[p[1]], "conflicts")
    ]
    wrong += [f"false conflict {left} {right}" for left, right in false]
    status = denied = 0
    answered = [f for f in truth["figures"] if any(key in ids for key in f["claims"])]
    for figure in answered:
        holding = Counter(where[ids[key]].id for key in figure["claims"] if key in ids and ids[key] in where)
        main_one = next((f for f in figures if holding and f.id == holding.most_common(1)[0][0]), None)
        told = main_one.status if main_one else None
        status += told == figure["status"]
        if told != figure["status"]:
            wrong.append(f"status       {figure['id']}: {told} for {figure['status']}, in {len(holding)} figures")
        denied += bool(main_one) and {ids.get(key) for key in figure["denied_by"]} <= set(main_one.denied_by)
    mixed = [p for p in truth["apart"] if _figures_of(truth, ids, where, p[0]) & _figures_of(truth, ids, where, p[1])]
    wrong += [f"mixed        {left} and {right}" for left, right in mixed]
    print(
        f"figures: {len(figures)} made; status right {status} of {len(answered)}, denials right {denied} of {len(answered)}"
    )
    print(
        f"relations: {len(got)} of {len(asked)} found; false conflicts {len(false)} of {len(truth['never_conflict'])}; mixed {len(mixed)}"
    )
    if misses:
        print("\n".join(wrong))


def _field(claim, expected, field):
    if field == "unverified":
        return ("unverified" in claim.flags), ("unverified" in claim.flags) == ("unverified" in expected["flags"])
    if field == "when":
        told = [str(claim.when.from_), str(claim.when.to)] if claim.when else None
        return told, expected["when"] is None or told == expected["when"]
    if field == "place":
        told = claim.place.name or claim.place.words if claim.place else None
        return told, expected["place"] is None or (told is not None and expected["place"] in told)
    if field == "claimant":
        told = claim.claimant.words if claim.claimant else None
        said = expected["claimant"]
        return told, told == said or bool(told and said and (told in said or said in told))
    told = getattr(claim.quantity, field) if field in ("low", "high", "hedge", "unit") else getattr(claim, field)
    return told, told == expected[field]


def _related(relations, left, right, kind):
    return (left, right, kind) in relations or (
        kind in ("conflicts", "not_comparable", "repeats") and (right, left, kind) in relations
    )


def _figures_of(truth, ids, where, name):
    figure = next(f for f in truth["figures"] if f["id"] == name)
    return {where[ids[key]].id for key in figure["claims"] if key in ids and ids[key] in where}


if __name__ == "__main__":
    main()

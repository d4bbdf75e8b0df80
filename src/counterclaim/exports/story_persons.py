"""Persons by tier, estimates with their assumptions, and who accepted them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from counterclaim.exports.blocks import Block, Heading, Listing, Picture, Table, Words
from counterclaim.exports.contents import Contents
from counterclaim.exports.tier import Tier
from counterclaim.plots.intervals import Row, intervals_svg

#: persons told one by one; all are in data/persons.jsonl
SHOWN = 500


def person_blocks(contents: Contents) -> Iterator[Block]:
    """The chapter on persons and estimates."""
    yield from _persons(contents)
    yield Heading("Estimates")
    yield Words(
        "An estimate says how many are on no list, under an assumption that no data can prove. Methods that agree are no evidence "
        "for one another. A total is a headline only where a named analyst accepted every assumption of it."
    )
    for one in contents.estimates:
        yield from _estimate(one)
    if not contents.estimates:
        yield Words("The case has no estimates.")
    yield from _accepted(contents)


def _persons(contents: Contents) -> Iterator[Block]:
    yield Heading("Persons")
    told = [one for one in contents.persons if not one.get("sensitive")]
    if not contents.persons:
        yield Words("No lists of victims have been linked to persons.")
        return
    fates = Counter(str(one["fate"]) for one in told)
    apart = len(contents.persons) - len(told)
    yield Words(
        f"{len(contents.persons):,} persons are known from {len(contents.lists):,} lists"
        + (f"; {apart:,} of them are sensitive and only counted" if apart else "")
        + ". "
        + ("Nobody is named in the public tier." if contents.tier is Tier.PUBLIC else "Named are those who may be.")
    )
    yield Table(("Fate", "Persons"), [(fate, f"{n:,}") for fate, n in sorted(fates.items())], frozenset({1}))
    rows = [
        (str(one.get("name") or "–"), str(one["person"]), str(one["fate"]), one["sex"] or "", one["age_group"] or "", one["died"] or "",
         f"{one['lists']:,}", f"{one['probability']:.2f}", ", ".join(one["disputes"]).replace("_", " "))
        for one in told[:SHOWN]
    ]  # fmt: skip
    head = ("Name", "Pseudonym", "Fate", "Sex", "Age group", "Died", "Lists", "Probability", "Lists differ on")
    yield Table(head, rows, frozenset({6, 7}), frozenset({0, 1}))
    if len(told) > SHOWN:
        yield Words(f"{len(told) - SHOWN:,} more are in data/persons.jsonl.", dim=True)


def _estimate(one: Mapping[str, Any]) -> Iterator[Block]:
    made = one["estimation"]
    table = made["table"]
    yield Heading(str(one["title"]), 3, str(one["id"]))
    yield Words(
        f"Of {', '.join(table['lists'])}: {table['documented']:,} documented, {table['overlaps']:,} on more than one list. "
        f"Seed {made['seed']}, "
        f"version {made['version']}, made {str(one['at'])[:10]} by {one['by']}. "
        + ("" if one["current"] else "The data have changed since.")
    )
    yield Listing([f"{finding['level']}: {finding['text']}" for finding in made["diagnosis"]])
    drawn = [_interval(estimate) for estimate in made["estimates"]]
    if any(row.best is not None for row in drawn):
        picture = intervals_svg(drawn, float(table["documented"]), str(one["title"]))
        yield Picture(picture, "Totals with their intervals; dotted line: documented; dashed: not converged.")
    rows = []
    for estimate in made["estimates"]:
        total = [_number(estimate["total"][bound]) for bound in ("low", "best", "high")]
        name = " ".join(part for part in (_name(estimate), estimate.get("model")) if part)
        fine = "yes" if estimate["diagnostics"].get("converged") else "no"
        rows.append((name, *total, f"{estimate['level']:.0%}", fine, estimate["assumption"]))
    head = ("Method", "Low", "Best", "High", "Level", "Converged", "Assumption")
    if rows:
        yield Table(head, rows, frozenset({1, 2, 3, 4}), frozenset({6}))
    else:
        yield Words("No method gives a number.")
    yield Listing([f"{', '.join(methods)}: no number. {reason}" for reason, methods in _refused(made).items()])
    if made["parts"]:
        strata = {part["stratum"] for part in made["parts"] if part["stratum"]}
        copies = {part["replicate"] for part in made["parts"] if part["replicate"]}
        told = [f"{len(strata)} strata"] * bool(strata) + [f"{len(copies)} replicates of the linkage"] * bool(copies)
        yield Words(f"Made of {' and '.join(told)}, which data/estimates.jsonl has one by one.", dim=True)


def _refused(made: Mapping[str, Any]) -> dict[str, list[str]]:
    """The methods that give no number, by reason."""
    found: dict[str, list[str]] = {}
    for refusal in made["refusals"]:
        found.setdefault(str(refusal["reason"]), []).append(str(refusal["method"]))
    return found


def _name(estimate: Mapping[str, Any]) -> str:
    return " ".join(part for part in (estimate["method"], estimate.get("criterion")) if part)


def _interval(estimate: Mapping[str, Any]) -> Row:
    total, fine = estimate["total"], bool(estimate["diagnostics"].get("converged"))
    return Row(_name(estimate), total["low"], total["best"], total["high"], not fine)


def _accepted(contents: Contents) -> Iterator[Block]:
    yield Heading("Assumptions, and who accepted them")
    found = False
    for one in contents.estimates:
        for accepted in one["accepted"]:
            found = True
            total = " / ".join(_number(accepted["total"][bound]) for bound in ("low", "best", "high"))
            state = (
                "withdrawn" if accepted["withdrawn"] else "" if accepted["current"] else "the data have changed since"
            )
            yield Words(
                f"{one['title']}, {accepted['method']}: low / best / high {total}, accepted by {accepted['by']} "
                f"on {str(accepted['at'])[:10]} "
                f"({str(accepted['standard']).replace('_', ' ')}){f'; {state}' if state else ''}. Reason: {accepted['reason']}"
            )
            yield Listing(accepted["assumptions"])
    if not found:
        yield Words("None was accepted: no total here is a headline.")


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:,.0f}"

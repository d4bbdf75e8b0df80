"""The part of the methodology page on lists, persons and estimates: what was linked and how, what was estimated and how."""

from collections.abc import Iterator, Mapping
from typing import Any

from counterclaim.exports.blocks import Block, Heading, Listing, Table, Words
from counterclaim.exports.contents import Contents
from counterclaim.exports.tier import Tier
from counterclaim.figures.explain import many


def blocks(contents: Contents) -> Iterator[Block]:
    """The blocks; none where the case has neither lists nor estimates."""
    if contents.lists:
        yield Heading("Victim lists")
        yield Words(
            "Lists are kept as they were written; each row stays what it is, and who is whom is a separate, dated decision."
        )
        described = [
            (str(one.get("title") or one.get("id")), str(one.get("keeper") or "not recorded"), str(one.get("criteria") or "not recorded"),
             ", ".join(one.get("derived_from") or ()), f"{one.get('rows', 0):,}")
            for one in contents.lists
        ]  # fmt: skip
        yield Table(("List", "Keeper", "Criteria of inclusion", "Derived from", "Rows"), described, frozenset({4}))
        yield from _linkage(contents.method.get("linkage"))
    if contents.estimates:
        yield from _estimates(contents)
    weighing = contents.method.get("weighing")
    if weighing and contents.tier is not Tier.PUBLIC:
        yield Heading("The weighing model")
        yield Words(
            f"It is on, by a named person's decision, at level {weighing['level']:.0%}, seed {weighing['seed']}. It rests on what is "
            "presumed of the roles of sources; figures tell its assessments beside those of the codebooks."
        )


def _linkage(told: Mapping[str, Any] | None) -> Iterator[Block]:
    yield Heading("How persons were made of rows", 3)
    if not told:
        yield Words("The lists have not been linked: nobody says which rows are one person.")
        return
    persons, made = told["persons"], told["calibration"]
    yield Words(
        f"Linked on {told['at'][:10]} by version {told['version']}, seed {told['seed']}: {told['records']:,} rows were compared in "
        f"{told['pairs']:,} pairs, and {persons['best']:,} persons are counted (95 % interval {persons['low']:,.0f} to "
        f"{persons['high']:,.0f}, from {many(told['replicates'], 'replicate')} that carry the doubt about who is whom). "
        f"{many(told['left_out'], 'row')} took no part, because linking or counting was refused."
    )
    yield Listing(
        [
            f"Pairs were proposed by: {'; '.join(told['blocking']) or 'comparing all with all'}.",
            "Each pair has a probability from a model of agreement by field (Fellegi and Sunter 1969), calibrated by "
            f"{made['basis']}; {many(made['judgements'], 'judgement')} of reviewers taught it, and bind where they stand.",
            *told["notes"],
        ]
    )


def _estimates(contents: Contents) -> Iterator[Block]:
    yield Heading("How the undocumented were estimated")
    yield Words(
        "From how many persons are on which lists, by multiple systems estimation. Every method that was asked for is told, also where it "
        "gives no number; none is chosen by its result. A total is a headline only where a named analyst accepted every assumption."
    )
    rows = []
    for one in contents.estimates:
        made = one["estimation"]
        answers = dict.fromkeys(answer["method"] for answer in made["estimates"])
        refused = dict.fromkeys(refusal["method"] for refusal in made["refusals"])
        standing = sum(not accepted["withdrawn"] for accepted in one["accepted"])
        rows.append((str(one["title"]), ", ".join(answers) or "none", ", ".join(refused) or "none", f"{made['seed']}", str(made["version"]),
                     str(one["at"])[:10], "yes" if one["current"] else "no", f"{standing}"))  # fmt: skip
    head = (
        "Source",
        "Methods with a number",
        "Methods that refuse",
        "Seed",
        "Version",
        "Day",
        "Of today's data",
        "Acceptances",
    )
    yield Table(head, rows, frozenset({3, 7}), frozenset({1, 2}))

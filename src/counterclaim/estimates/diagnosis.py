"""What a table can and cannot bear, said before anything is estimated."""

from math import log

from counterclaim.model import Finding, OverlapTable

#: fewer lists leave the dependence between them without any trace in the data
FEWEST_LISTS = 3
#: an estimate that rests on fewer shared persons than this is told so; Chapman's rule asks for 7 recaptures at least
#: (Robson & Regier 1964) for a bias under 2 %
FEW_OVERLAPS = 10
#: log probability under independence below which one list lying wholly inside another is no accident
NO_ACCIDENT = log(1e-6)


def diagnose(table: OverlapTable) -> tuple[Finding, ...]:
    """Every finding; those of level "refusal" hold for all methods."""
    findings = [
        Finding(
            "table",
            "note",
            f"{table.documented} documented on {len(table.lists)} lists; {table.overlaps} of them on more than one.",
        )
    ]
    findings += _too_little(table)
    findings += _pairs(table)
    findings += _dependence(table)
    return tuple(findings)


def _too_little(table: OverlapTable) -> list[Finding]:
    found = []
    if len(table.lists) < FEWEST_LISTS:
        text = (
            f"{len(table.lists)} lists: with fewer than three, how the lists depend on one another leaves no trace in "
            "the data, and any total would fit."
        )
        found.append(Finding("few-lists", "refusal", text, table.lists))
    if table.documented == 0:
        found.append(Finding("empty", "refusal", "Nobody is documented, so there is nothing to estimate from."))
    elif table.documented <= len(table.lists):
        text = (
            f"{table.documented} documented on {len(table.lists)} lists: fewer persons than the simplest model, of "
            "independent lists, has parameters."
        )
        found.append(Finding("few-persons", "refusal", text))
    elif table.overlaps == 0:
        text = "No person is on two lists, so nothing tells how many are on none."
        found.append(Finding("no-overlap", "refusal", text, table.lists))
    elif table.overlaps < FEW_OVERLAPS:
        text = f"Everything rests on {table.overlaps} persons who are on more than one list."
        found.append(Finding("few-overlaps", "warning", text))
    return found


def _pairs(table: OverlapTable) -> list[Finding]:
    found, lists = [], table.lists
    empty = [(a, b) for i, a in enumerate(lists) for b in lists[i + 1 :] if table.on(a, b) == 0]
    for name in lists:
        if table.on(name) == 0:
            found.append(
                Finding("empty-list", "warning", f"Nobody is on {name}; it says nothing and is left out.", (name,))
            )
        elif table.overlaps and all(table.on(name, other) == 0 for other in lists if other != name):
            text = f"{name} shares nobody with any other list: it adds to the documented and says nothing of the rest."
            found.append(Finding("isolated-list", "warning", text, (name,)))
    if empty and table.overlaps:
        named = ", ".join(f"{a} and {b}" for a, b in empty[:6]) + (
            f" and {len(empty) - 6} more" if len(empty) > 6 else ""
        )
        text = f"Pairs of lists without a shared person: {named}. Interactions of such pairs are minus infinity."
        found.append(Finding("empty-pairs", "note", text))
    return found


def _dependence(table: OverlapTable) -> list[Finding]:
    found = []
    for i, a in enumerate(table.lists):
        for b in table.lists[i + 1 :]:
            for one, other in ((a, b), (b, a)):
                if other in table.profile(one).derived_from:
                    text = f"{one} was made from {other}: a person on {other} is on {one} for that reason alone."
                    found.append(Finding("derived", "refusal", f"{text} Merge the two.", (one, other)))
            keepers = {table.profile(a).keeper, table.profile(b).keeper}
            if len(keepers) == 1 and None not in keepers:
                text = f"{a} and {b} are both kept by {keepers.pop()}: they may not have been collected independently."
                found.append(Finding("one-keeper", "warning", text, (a, b)))
            found += _nested(table, a, b)
    return found


def _nested(table: OverlapTable, a: str, b: str) -> list[Finding]:
    small, large = sorted((a, b), key=lambda name: table.on(name))
    inside, whole = table.on(small), table.on(large)
    if FEW_OVERLAPS <= inside == whole == table.on(small, large):
        text = (
            f"{small} and {large} hold exactly the same {inside} persons: one is a copy of the other, or both are "
            "releases of one list. Keep one of them."
        )
        return [Finding("identical", "refusal", text, (small, large))]
    if not inside or table.on(small, large) < inside or inside * log(whole / table.documented) > NO_ACCIDENT:
        return []
    text = (
        f"Every one of the {inside} persons on {small} is on {large} too: they look like releases of one list. "
        "Use the latest release alone, or merge the two."
    )
    return [Finding("nested", "refusal", text, (small, large))]


def refusals(findings: tuple[Finding, ...]) -> str:
    """Why no method may answer; empty where any may."""
    return " ".join(finding.text for finding in findings if finding.level == "refusal")

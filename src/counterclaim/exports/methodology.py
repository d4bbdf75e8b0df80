"""The methodology page, generated from what was done. The Every Casualty standards ask what it must say; numbers are counted."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from counterclaim.exports import methodology_persons
from counterclaim.exports.blocks import Block, Heading, Listing, Table, Words
from counterclaim.exports.contents import Contents
from counterclaim.exports.tier import LEFT_OUT
from counterclaim.figures.rules import CODEBOOKS

#: what the words mean; as docs/glossary.md and the contract have them
_DEFINITIONS = (
    ("Claim", "one attributed quantity of people to whom something happened, beside the words it was read from"),
    ("Figure", "one question, and the claims that answer it"),
    ("Claimant", "whose claim it is; not the outlet that prints it. A claim without one is the report's own"),
    ("Original source", "who knows a number first; copies, wire stories and borrowed numbers are collapsed into it"),
    (
        "Conflicting",
        "two asserted claims of one population, place, period and scope whose intervals exclude one another",
    ),
    ("Not comparable", "claims that differ as worded in more than the count; no conflict is established"),
    ("Low, best, high", "what a codebook's rules make of a figure; every bound has a reason, and bounds may cross"),
    ("Determination", "a named person's conclusion under a stated standard of proof; the program gives none"),
    ("Denial", "is no evidence of zero and lowers no bound"),
)


def blocks(contents: Contents) -> Iterator[Block]:
    """The page's blocks."""
    told = contents.method
    yield Words(
        f"Generated on {contents.at.date()} from the case's ledger of {contents.checkpoint.size:,} entries (Merkle root "
        f"{contents.checkpoint.root}). What is not recorded is not said."
    )
    yield from _release(contents)
    yield from _sources(contents, told)
    yield from _reading(told)
    yield Heading("Definitions")
    yield Table(("Word", "What it means here"), _DEFINITIONS, long=frozenset({1}))
    yield from _rules(contents)
    yield from _people(contents, told)
    yield from methodology_persons.blocks(contents)
    yield from _results(contents)
    yield from _limits(contents)


def _release(contents: Contents) -> Iterator[Block]:
    yield Heading("What is released")
    yield Words(f"Tier: {contents.tier.value}. Changed or left out:")
    yield Listing(LEFT_OUT[contents.tier])


def _sources(contents: Contents, told: Mapping[str, Any]) -> Iterator[Block]:
    yield Heading("Sources")
    first, last = told.get("published", [None, None])
    yield Words(
        f"{told.get('reports', 0):,} reports, published {first or 'on days not known'} to {last or 'days not known'}; "
        f"{told.get('protected_reports', 0):,} of them protected. Criterion of inclusion: what people added to the case; the program "
        "adds nothing by itself."
    )
    profiles = {profile.source: profile for profile in contents.profiles}
    rows = []
    for source, count in sorted(told.get("sources", {}).items(), key=lambda item: (-item[1], item[0])):
        profile = profiles.get(source)
        kind = str((profile.kind if profile else None) or "not recorded").replace("_", " ")
        side = (profile.side if profile else None) or "not recorded"
        rows.append((source, kind, side, ", ".join(profile.depends_on) if profile else "", f"{count:,}"))
    yield Table(("Source", "Kind", "Side", "Depends on", "Reports"), rows, frozenset({4}))
    for title, key in (("Languages", "languages"), ("How bytes were obtained", "bytes_obtained_by")):
        yield Heading(title, 3)
        yield _counts(told.get(key, {}))


def _reading(told: Mapping[str, Any]) -> Iterator[Block]:
    yield Heading("How reports were read")
    yield Words(
        f"{told.get('claims', 0):,} claims. People had a hand in {told.get('claims_touched_by_people', 0):,} of them and rejected "
        f"{told.get('rejected_claims', 0):,}. Version of the program: {told.get('version', 'not known')}."
    )
    for title, key in (
        ("Texts were read from bytes by", "texts_read_by"),
        ("Claims were read from texts by", "claims_read_by"),
    ):
        yield Heading(title, 3)
        yield _counts(told.get(key, {}))
    if told.get("unreadable"):
        yield Heading("Reports that could not be read", 3)
        yield _counts(told["unreadable"])
    settings = [*told.get("given", ()), "sealed with a passphrase" if told.get("sealed") else "not sealed"]
    yield Words(f"Settings of the case: {', '.join(settings)}.")


def _rules(contents: Contents) -> Iterator[Block]:
    yield Heading("Rules that were applied")
    yield Words(
        "Each codebook follows what a project publishes and is neither produced nor endorsed by it. The standing says how far a rule "
        "is known: its own text was read, it is known second-hand, it is cited from memory, or it is this project's own choice."
    )
    cited = Counter(reason.rule for figure in contents.figures for a in figure.assessments for reason in a.reasons)
    used = Counter((a.rules, a.version) for figure in contents.figures for a in figure.assessments)
    refused = Counter(a.rules for figure in contents.figures for a in figure.assessments if a.refused)
    for (name, version), count in sorted(used.items()):
        book = CODEBOOKS.get(name)
        yield Heading(f"{name} {version}", 3)
        yield Words(
            f"Applied to {count:,} figures; it gives no number to {refused[name]:,}. {book.notice if book else ''}"
        )
        if book:
            rows = [
                (rule.name, rule.text, rule.standing.value, rule.where, f"{cited[f'{name}/{rule.name}']:,}")
                for rule in book.rules
            ]
            yield Table(("Rule", "What it says", "Standing", "Where", "Cited"), rows, frozenset({4}), frozenset({1}))


def _people(contents: Contents, told: Mapping[str, Any]) -> Iterator[Block]:
    yield Heading("What people decided")
    rows = [
        (kind, sub or "", f"{n:,}", f"{withdrawn:,}")
        for kind, sub, n, withdrawn in sorted(told.get("rulings", ()), key=str)
    ]
    yield Table(("Kind", "What", "Times", "Withdrawn since"), rows, frozenset({2, 3}))
    standards = Counter(str(one.determination["standard"]) for one in contents.determinations if not one.withdrawn)
    if standards:
        yield Words(
            "Standards of proof used: "
            + "; ".join(f"{s.replace('_', ' ')} ({n})" for s, n in sorted(standards.items()))
            + "."
        )


def _results(contents: Contents) -> Iterator[Block]:
    yield Heading("What came out")
    yield _counts(Counter(figure.status.value.replace("_", " ") for figure in contents.figures), "Status of figures")
    kinds = Counter(one.kind.value.replace("_", " ") for figure in contents.figures for one in figure.relations)
    yield _counts(kinds, "Relations between claims")
    yield _counts(
        Counter(figure.harm.value.replace("_", " ") for figure in contents.figures), "Harm that figures ask about"
    )


def _limits(contents: Contents) -> Iterator[Block]:
    yield Heading("Limits")
    yield Listing(
        (
            "A reader program misses claims and misreads some; every claim stands beside its words so that a person can see.",
            "Claims count what is said, not what happened; agreement between sources that share an origin is not corroboration.",
            "Signatures and hashes show that nothing was changed since; they do not show that what was collected is true.",
            "Recorded entries: "
            + ", ".join(f"{kind} {n:,}" for kind, n in sorted(contents.method.get("entries", {}).items()))
            + ".",
        )
    )


def _counts(counts: Mapping[str, int], title: str = "What") -> Table:
    rows = [(name, f"{count:,}") for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    return Table((title, "Count"), rows, frozenset({1}))

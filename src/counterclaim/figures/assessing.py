"""One codebook on the claims of one figure, for callers that have claims and no grouping."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from counterclaim.figures.assemble import Question, dossier_of, weigh_up
from counterclaim.figures.evidence import FORCES, spoken
from counterclaim.figures.profiles import Directory
from counterclaim.figures.rules import codebook
from counterclaim.figures.where import where
from counterclaim.model import Assessment, Claim, ReportHead, SourceProfile


def assess(
    claims: Sequence[tuple[Claim, ReportHead]],
    rules: str,
    profiles: Sequence[SourceProfile] = (),
    origins: Mapping[str, int] | None = None,
) -> Assessment:
    """What a codebook makes of claims that answer one question, each with the head of its report.

    `origins` overrides, by claim id, which original source a claim goes back to; else they are traced. A harm that the
    codebook does not cover is refused in the assessment: no bounds, and a reason for the bound "refusal".

    Raises:
        UsageError: no codebook has that name.
        ValueError: there are no claims.
    """
    if not claims:
        raise ValueError("an assessment needs at least one claim")
    directory = Directory(profiles)
    book = codebook(rules)
    evidence = []
    for claim, head in claims:
        when = claim.when
        days = (when.from_, when.to) if when else (None, None)
        evidence.append(spoken(claim, head, where(claim.place), *days, directory))
    first = claims[0][0]
    forces = all(claim.category in FORCES for claim, _ in claims)
    asked = Question((), first.harm, first.scope, "forces" if forces else "people")
    _, found, numbered = weigh_up(evidence, directory)
    given = origins or {}
    numbered = [replace(item, origin=given.get(item.ident, item.origin)) for item in numbered]
    return book.assess(dossier_of(asked, numbered, found))

"""Report to reading: claims in the order of the text, attributions, labels.

Order of work: repair the text without moving an offset; parse; numbers, triggers of harm and their joint reading,
sentence by sentence; then for each claim whom, who says so, where, when, who is blamed, of what scope; and last which
claim leads. A reading is a pure function of the report, so that it can be mapped over many machines.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import tee

from spacy.tokens import Doc

from counterclaim.claims.actors import Actors
from counterclaim.claims.context import flag_of
from counterclaim.claims.drafts import MOVES, Draft, draft_carried, draft_of_the_displaced, drafts_of
from counterclaim.claims.fingerprint import fingerprint
from counterclaim.claims.headline import Candidate, leads
from counterclaim.claims.noise import repair
from counterclaim.claims.page import Page
from counterclaim.claims.parsing import parse
from counterclaim.claims.voices import Voices
from counterclaim.claims.wholes import with_wholes
from counterclaim.model import Claim, Reading, Report, ReportHead, Why
from counterclaim.places import Gazetteer

_EXCERPT = 1000  # characters of a text short enough to speak of one thing
_RECENT = 12  # claims back that "of the dead" may speak of
_NEITHER = re.compile(r"\b(?:neither|nor)\b")  # speaks of two claims
_FLAG_REACH = 2  # sentences back that "the figures could not be verified" may speak of


def read(
    reports: Iterable[Report], gazetteer: Gazetteer | None = None, actors: Actors | None = None
) -> Iterator[Reading]:
    """The readings of reports, lazily and in order. Reports are parsed in batches.

    `gazetteer` knows the places of a case and `actors` its parties; the package's own where None.
    """
    kept, texts = tee(reports)
    for report, doc in zip(kept, parse(repair(r.text) for r in texts), strict=True):
        yield read_parsed(report, doc, gazetteer, actors)


def read_parsed(report: Report, doc: Doc, gazetteer: Gazetteer | None = None, actors: Actors | None = None) -> Reading:
    """The reading of one parsed report; `doc` was parsed from `repair(report.text)`."""
    page = Page.of(report.text, doc, actors)
    sha256 = report.sha256
    voices = Voices(page, report, gazetteer)
    drafts: list[Draft] = []
    before: tuple[int, int] | None = None
    for sentence in page.sentences:
        if before is not None:
            taken = [draft.claim.quantity.start for draft in drafts[-_RECENT:]]
            later = draft_carried(page, before, sentence, voices, sha256, taken)
            drafts += [later] if later else []
        drafts += drafts_of(page, sentence, voices, sha256, drafts[-_RECENT:])
        before = sentence
    if page.displaced and len(report.text) <= _EXCERPT and not any(draft.claim.harm in MOVES for draft in drafts):
        taken = [draft.claim.quantity.start for draft in drafts]
        found = draft_of_the_displaced(page, voices, sha256, taken)
        drafts += [found] if found else []
    drafts.sort(key=lambda draft: (draft.claim.quantity.start, draft.claim.quantity.end))
    with_wholes(page, drafts, sha256)
    claims = _flag(page, _link(drafts))
    head = ReportHead(
        report.id,
        report.source,
        report.published,
        report.language or "en",
        sha256,
        fingerprint(report.text),
        report.title,
    )
    return Reading(head, tuple(_lead(claims, drafts)), voices.attributions(), voices.labels())


def _link(drafts: list[Draft]) -> list[Claim]:
    """The claims in the order of the text, each part linked to its whole."""
    return [replace(d.claim, part_of=d.whole.claim.id) if d.whole else d.claim for d in drafts]


def _flag(page: Page, claims: list[Claim]) -> list[Claim]:
    """Flags the claims that a sentence about their standing speaks of: those in it, or else those in the one before."""
    flagged: dict[int, str] = {}
    bounds = [(page.start[a], page.end[b - 1]) for a, b in page.sentences if b > a]
    for index, (low, high) in enumerate(bounds):
        flag = flag_of(page.plain[low:high])
        if flag is None:
            continue
        least = 2 if _NEITHER.search(page.low, low, high) else 1
        here: list[int] = []
        for first, end in reversed(bounds[max(0, index - _FLAG_REACH) : index + 1]):
            here += [k for k, c in enumerate(claims) if first <= c.quantity.start < end]
            if len(here) >= least:
                break
        flagged.update(dict.fromkeys(here, flag[0]))
    return [replace(c, flags=(flagged[k],)) if k in flagged else c for k, c in enumerate(claims)]


def _lead(claims: list[Claim], drafts: list[Draft]) -> list[Claim]:
    candidates = [
        Candidate(
            k, c.quantity.start, c.quantity.low, c.quantity.high, c.quantity.hedge, c.harm, c.category, c.scope,
            c.polarity, drafts[k].whole is not None, c.quantity.words, c.place.precision if c.place else None,
        )
        for k, c in enumerate(claims)
    ]  # fmt: skip
    chosen = leads(candidates)
    lead = Why("headline", "the first figure of its harm that is of this event, whole and asserted")
    return [replace(c, headline=True, why=(*c.why, lead)) if k in chosen else c for k, c in enumerate(claims)]
